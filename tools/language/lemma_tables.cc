// Suffix scripts by majority over word types, longest ending first.
#include "lemma_tables.h"

#include <algorithm>
#include <map>
#include <set>

#include "servanda/language/lemma_key.h"

namespace servanda::tools {
namespace {

std::string lower_of(const std::string& text) {
  std::string out = text;
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

using Script = std::pair<uint32_t, std::string>;  // bytes to cut, bytes to append

Script script_of(const std::string& form, const std::string& lemma) {
  size_t same = 0;
  while (same < form.size() && same < lemma.size() && form[same] == lemma[same]) ++same;
  return {static_cast<uint32_t>(form.size() - same), lemma.substr(same)};
}

template <typename Counts>
auto most(const Counts& counts) {
  auto top = counts.begin();
  for (auto it = counts.begin(); it != counts.end(); ++it) {
    if (it->second > top->second) top = it;
  }
  return top->first;
}

}  // namespace

LemmaTables learn_lemmas(const Corpus& trees, const Vocabulary& vocabulary) {
  // The lemma that a form has most often under a tag. Proper nouns keep their case, so their forms
  // count in lower case here.
  std::map<std::pair<int, std::string>, std::map<std::string, int>> seen;
  for (const Sample& sample : trees) {
    for (const Word& word : sample.words) {
      const int tag = vocabulary.tag(word.upos, word.xpos);
      if (tag == kUnknown || word.lemma == "_" || word.lemma.size() > 60 || word.form.size() > 60)
        continue;
      const bool keeps_case = word.upos == record::Upos::kPROPN;
      ++seen[{tag, lower_of(word.form)}][keeps_case ? lower_of(word.lemma) : word.lemma];
    }
  }
  std::map<std::pair<int, std::string>, std::map<Script, int>> endings;
  for (const auto& [key, lemmas] : seen) {
    const auto& [tag, form] = key;
    const Script script = script_of(form, lower_of(most(lemmas)));
    if (script.first > 6 || script.second.size() > 6) continue;
    for (size_t n = 0; n <= std::min(language::kLongestLemmaSuffix, form.size()); ++n) {
      if (script.first > n) continue;
      ++endings[{tag, form.substr(form.size() - n)}][script];
    }
  }
  LemmaTables tables;
  std::map<std::string, uint32_t> pooled;
  const auto pool = [&](const std::string& bytes) {
    const auto [at, added] = pooled.emplace(bytes, static_cast<uint32_t>(tables.pool.size()));
    if (added) tables.pool += bytes;
    return at->second;
  };
  std::map<std::pair<int, std::string>, Script> rules;
  const auto decide = [&](int tag, const std::string& form, size_t longest) {
    for (size_t n = std::min(longest, form.size()) + 1; n-- > 0;) {
      const auto rule = rules.find({tag, form.substr(form.size() - n)});
      if (rule != rules.end()) return rule->second;
    }
    return Script{0, ""};
  };
  for (size_t n = 0; n <= language::kLongestLemmaSuffix;
       ++n) {  // shorter endings first: longer ones say only what differs
    for (const auto& [key, scripts] : endings) {
      const auto& [tag, ending] = key;
      if (ending.size() != n) continue;
      int total = 0;
      for (const auto& [script, count] : scripts) total += count;
      const Script script = most(scripts);
      if (n > 2 && total < 2) continue;
      if (decide(tag, ending, n) == script && (n > 0 || script == Script{0, ""})) continue;
      rules[{tag, ending}] = script;
    }
  }
  for (const auto& [key, script] : rules) {
    const auto& [tag, ending] = key;
    tables.rules[language::lemma_key(ending, static_cast<uint32_t>(tag), 0)] =
        language::pack_lemma_rule(script.first, static_cast<uint32_t>(script.second.size()),
                                  pool(script.second));
  }
  for (const auto& [key, lemmas] : seen) {
    const auto& [tag, form] = key;
    const Script script = decide(tag, form, language::kLongestLemmaSuffix);
    const std::string lemma = most(lemmas);
    if (script.first <= form.size() &&
        form.substr(0, form.size() - script.first) + script.second == lemma)
      continue;
    tables.exceptions[language::lemma_key(form, static_cast<uint32_t>(tag), 1)] =
        static_cast<uint32_t>(lemma.size()) << 24 | pool(lemma);
  }
  return tables;
}

}  // namespace servanda::tools

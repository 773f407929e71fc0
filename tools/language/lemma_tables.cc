// Suffix scripts by majority over word types, longest ending first.
#include "lemma_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

#include "inflection.h"
#include "servanda/embedded/kIrregularForms.h"
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

using Seen = std::map<std::pair<int, std::string>, std::map<std::string, int>>;

std::optional<Inflection> inflection_of(record::Upos upos, std::string_view xpos) {
  if (upos == record::Upos::kNOUN && xpos == "NNS") return Inflection::kPlural;
  if (upos != record::Upos::kVERB) return std::nullopt;
  if (xpos == "VBD" || xpos == "VBN") return Inflection::kPast;
  if (xpos == "VBG") return Inflection::kGerund;
  if (xpos == "VBZ") return Inflection::kThirdPerson;
  return std::nullopt;
}

// Adds forms that the trees do not show: irregular ones, then regular ones with a known base. What
// the trees show once only yields to an irregular form, and to a base where its lemma is no word.
void add_inflections(const Corpus& trees, const Vocabulary& vocabulary,
                     const std::vector<std::string>& words, Seen& seen) {
  std::unordered_map<std::string, double> verbs, nouns;
  for (size_t rank = 0; rank < words.size(); ++rank) {
    const double frequent = 1.0 / static_cast<double>(rank + 1);
    verbs.emplace(words[rank], frequent);
    nouns.emplace(words[rank], frequent);
  }
  for (const Sample& sample : trees) {
    for (const Word& word : sample.words) {
      // What stands in a treebank as a base is better known than the most frequent word.
      if (lower_of(word.form) != word.lemma) continue;
      if (word.upos == record::Upos::kVERB) ++verbs[word.lemma];
      if (word.upos == record::Upos::kNOUN) ++nouns[word.lemma];
    }
  }
  for (size_t t = 0; t < vocabulary.tags().size(); ++t) {
    const auto [upos, xpos] = vocabulary.tags()[t];
    const std::string_view penn = record::xpos_name(xpos);
    const std::optional<Inflection> inflection = inflection_of(upos, penn);
    if (!inflection) continue;
    const auto& known = *inflection == Inflection::kPlural ? nouns : verbs;
    const auto score = [&](const std::string& word) {
      const auto found = known.find(word);
      return found == known.end() ? 0.0 : found->second;
    };
    const auto add = [&](const std::string& form, const std::string& lemma, bool regular) {
      std::map<std::string, int>& lemmas = seen[{static_cast<int>(t), form}];
      const bool once = lemmas.size() == 1 && lemmas.begin()->second == 1;
      if (lemmas.empty() || (once && (!regular || score(lemmas.begin()->first) == 0.0)))
        lemmas = {{lemma, 1}};
    };
    std::istringstream lines{std::string(embedded::kIrregularForms())};
    std::string line;
    while (std::getline(lines, line)) {
      std::istringstream cells(line);
      std::string tag, form, lemma;
      if (cells >> tag >> form >> lemma && tag == penn) add(form, lemma, false);
    }
    for (const std::string& form : words) {
      const std::string base = base_of(form, *inflection, score);
      if (!base.empty()) add(form, base, true);
    }
  }
}

}  // namespace

LemmaTables learn_lemmas(const Corpus& trees, const Vocabulary& vocabulary,
                         const std::vector<std::string>& words) {
  // The lemma that a form has most often under a tag. Proper nouns keep their case, so their forms
  // count in lower case here.
  Seen seen;
  for (const Sample& sample : trees) {
    for (const Word& word : sample.words) {
      const int tag = vocabulary.tag(word.upos, word.xpos);
      if (tag == kUnknown || word.lemma == "_" || word.lemma.size() > 60 || word.form.size() > 60)
        continue;
      const bool keeps_case = word.upos == record::Upos::kPROPN;
      ++seen[{tag, lower_of(word.form)}][keeps_case ? lower_of(word.lemma) : word.lemma];
    }
  }
  add_inflections(trees, vocabulary, words, seen);
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

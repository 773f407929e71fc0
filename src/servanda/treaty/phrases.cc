// Matches the rules of the treaty lexicons on a sentence: words, in lower case, with single spaces.
#include "servanda/treaty/phrases.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <unordered_set>

namespace servanda::treaty {
namespace {

bool is_word(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') || u >= 0x80 ||
         u == '-' || u == '\'';
}

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
  std::vector<std::string_view> parts;
  size_t at = 0;
  for (size_t end; (end = text.find(by, at)) != std::string_view::npos; at = end + by.size())
    parts.push_back(text.substr(at, end - at));
  parts.push_back(text.substr(at));
  return parts;
}

constexpr size_t kKey = 3;        // letters by which phrases are looked up
constexpr int kWordsBetween = 8;  // words that may stand between the parts of a phrase
constexpr std::string_view kGap = " ~ ";

uint32_t key_of(std::string_view phrase) {
  uint32_t key = 0;
  for (size_t i = 1; i <= kKey; ++i) key = key << 8 | static_cast<unsigned char>(phrase[i]);
  return key;
}

using Sets = std::unordered_map<std::string_view, std::vector<std::string>>;

// Writes a list of alternatives out, with the phrases of a set for its name: "shall ~ @march" gives
// "shall ~ advance", "shall ~ go".
std::vector<std::string> phrases_of(std::string_view alternatives, const Sets& sets) {
  std::vector<std::string> phrases;
  for (const std::string_view alternative : split(alternatives, "|")) {
    std::vector<std::string> written = {""};
    for (const std::string_view part : split(alternative, kGap)) {
      const auto set = part.starts_with('@') ? sets.find(part.substr(1)) : sets.end();
      const std::vector<std::string> words =
          set != sets.end() ? set->second : std::vector<std::string>{std::string(part)};
      std::vector<std::string> longer;
      for (const std::string& begun : written)
        for (const std::string& word : words)
          longer.push_back(begun + (begun.empty() ? "" : kGap.data()) + word);
      written = std::move(longer);
    }
    phrases.insert(phrases.end(), written.begin(), written.end());
  }
  return phrases;
}

// Tells whether the parts stand in the text from `at` on, in their order and near each other.
bool stand_at(const std::vector<std::string>& parts, std::string_view text, size_t at) {
  if (!text.substr(at).starts_with(parts.front())) return false;
  for (size_t i = 1; i < parts.size(); ++i) {
    at = text.find(' ', at + parts[i - 1].size() - (parts[i - 1].back() == ' ' ? 1 : 0));
    int between = 0;
    while (at != std::string_view::npos && !text.substr(at).starts_with(parts[i])) {
      if (++between > kWordsBetween) return false;
      at = text.find(' ', at + 1);
    }
    if (at == std::string_view::npos) return false;
  }
  return true;
}

}  // namespace

std::string plain(std::string_view text) {
  std::string out = " ";
  out.reserve(text.size() + 2);
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '-' && i + 1 < text.size() && (text[i + 1] == '\n' || text[i + 1] == '\r')) {
      while (i + 1 < text.size() &&
             (text[i + 1] == '\n' || text[i + 1] == '\r' || text[i + 1] == ' '))
        ++i;
      continue;
    }
    if (is_word(c)) {
      out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    } else if (out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (out.back() != ' ') out.push_back(' ');
  return out;
}

bool stand_among(const std::vector<std::string_view>& words,
                 const std::vector<std::string_view>& others, double share) {
  const std::unordered_set<std::string_view> there(others.begin(), others.end());
  const auto held = std::count_if(words.begin(), words.end(),
                                  [&](std::string_view word) { return there.contains(word); });
  return static_cast<double>(held) >= share * static_cast<double>(words.size());
}

std::vector<std::string_view> words_in(std::string_view plain_text) {
  std::vector<std::string_view> words;
  for (size_t at = 0; at < plain_text.size();) {
    const size_t end = std::min(plain_text.find(' ', at), plain_text.size());
    if (end > at) words.push_back(plain_text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::vector<Rule> read_rules(std::string_view table) {
  std::vector<Rule> rules;
  Sets sets;
  for (const std::string_view line : split(table, "\n")) {
    const size_t tab = line.find('\t');
    if (line.empty() || line.front() == '#' || tab == std::string_view::npos) continue;
    std::string_view rest = line.substr(tab + 1);
    if (line.front() == '@') {
      sets[line.substr(1, tab - 1)] = phrases_of(rest, sets);
      continue;
    }
    Rule rule;
    rule.name = line.substr(0, tab);
    if (const size_t second = rest.find('\t'); second != std::string_view::npos) {
      rule.weight = std::strtod(std::string(rest.substr(0, second)).c_str(), nullptr);
      rest.remove_prefix(second + 1);
    }
    for (std::string_view part : split(rest, " & ")) {
      Condition condition;
      if (!part.empty() && part.front() == '!') condition.absent = true, part.remove_prefix(1);
      for (const std::string& phrase : phrases_of(part, sets)) {
        std::string text = " " + phrase;
        std::replace(text.begin(), text.end(), '_', ' ');
        condition.phrases.push_back(std::move(text));
      }
      rule.conditions.push_back(std::move(condition));
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

bool contains(std::string_view plain_sentence, std::string_view phrase) {
  return ::memmem(plain_sentence.data(), plain_sentence.size(), phrase.data(), phrase.size()) !=
         nullptr;
}

bool contains_any(std::string_view plain_sentence,
                  std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return contains(plain_sentence, phrase); });
}

PhraseIndex::PhraseIndex(const std::vector<Rule>& rules) {
  for (uint32_t r = 0; r < rules.size(); ++r)
    for (const Condition& condition : rules[r].conditions)
      for (const std::string& phrase : condition.phrases)
        if (phrase.size() > kKey) by_key_[key_of(phrase)].push_back({phrase, r});
}

std::vector<PhraseIndex::Hit> PhraseIndex::hits(std::string_view plain_text) const {
  std::vector<Hit> found;
  for (size_t at = 0; at + kKey < plain_text.size(); ++at) {
    if (plain_text[at] != ' ') continue;
    const std::string_view rest = plain_text.substr(at);
    const auto phrases = by_key_.find(key_of(rest));
    if (phrases == by_key_.end()) continue;
    for (const Entry& entry : phrases->second)
      if (rest.starts_with(entry.phrase)) found.push_back({entry.rule, at});
  }
  return found;
}

RuleBook::RuleBook(std::string_view table) : rules_(read_rules(table)) {
  for (const Rule& rule : rules_) {
    for (const Condition& condition : rule.conditions) {
      for (const std::string& phrase : condition.phrases) {
        Entry entry{{}, conditions_};
        for (const std::string_view part : split(phrase, kGap))
          entry.parts.push_back((entry.parts.empty() ? "" : " ") + std::string(part));
        if (entry.parts.front().size() > kKey)
          by_key_[key_of(entry.parts.front())].push_back(std::move(entry));
      }
      ++conditions_;
    }
  }
}

std::vector<const Rule*> RuleBook::fitting(std::string_view plain_sentence) const {
  std::vector<bool> held(conditions_, false);
  for (size_t at = 0; at + kKey < plain_sentence.size(); ++at) {
    if (plain_sentence[at] != ' ') continue;
    const auto entries = by_key_.find(key_of(plain_sentence.substr(at)));
    if (entries == by_key_.end()) continue;
    for (const Entry& entry : entries->second)
      if (!held[entry.condition] && stand_at(entry.parts, plain_sentence, at))
        held[entry.condition] = true;
  }
  std::vector<const Rule*> found;
  uint32_t condition = 0;
  for (const Rule& rule : rules_) {
    bool fits = true;
    for (const Condition& one : rule.conditions) fits = held[condition++] != one.absent && fits;
    if (fits) found.push_back(&rule);
  }
  return found;
}

std::vector<base::Span> sentences(std::string_view text, base::Span within) {
  std::vector<base::Span> found;
  uint32_t begin = within.begin;
  for (uint32_t i = within.begin; i < within.end; ++i) {
    const char c = text[i];
    const bool stop = (c == '.' || c == ';') && i + 1 < within.end &&
                      (text[i + 1] == ' ' || text[i + 1] == '\n' || text[i + 1] == '\r');
    if (!stop) continue;
    // An initial or a number of one digit: "S. M. the King", "--H. M.", "5. The".
    const auto before = i >= 2 ? static_cast<unsigned char>(text[i - 2]) : ' ';
    const auto last = i >= 1 ? static_cast<unsigned char>(text[i - 1]) : ' ';
    const bool short_word = c == '.' && before < 0x80 && std::isalnum(before) == 0 &&
                            (std::isalpha(last) != 0 || (i >= 2 && std::isdigit(last) != 0));
    if (short_word) continue;
    found.push_back({begin, i + 1});
    begin = i + 1;
  }
  if (begin < within.end) found.push_back({begin, within.end});
  for (base::Span& span : found)
    while (span.begin < span.end &&
           (text[span.begin] == ' ' || text[span.begin] == '\n' || text[span.begin] == '\r'))
      ++span.begin;
  // "1." alone is the number of the sentence behind it.
  std::erase_if(found, [&](base::Span span) {
    const std::string_view words = span.of(text);
    return std::none_of(words.begin(), words.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
             static_cast<unsigned char>(c) >= 0x80;
    });
  });
  return found;
}

}  // namespace servanda::treaty

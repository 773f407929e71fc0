// Matches the rules of the treaty lexicons on a sentence: words, in lower case, with single spaces.
#include "servanda/treaty/phrases.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

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

std::vector<Rule> read_rules(std::string_view table) {
  std::vector<Rule> rules;
  for (const std::string_view line : split(table, "\n")) {
    const size_t tab = line.find('\t');
    if (line.empty() || line.front() == '#' || tab == std::string_view::npos) continue;
    Rule rule;
    rule.name = line.substr(0, tab);
    std::string_view rest = line.substr(tab + 1);
    if (const size_t second = rest.find('\t'); second != std::string_view::npos) {
      rule.weight = std::strtod(std::string(rest.substr(0, second)).c_str(), nullptr);
      rest.remove_prefix(second + 1);
    }
    for (std::string_view part : split(rest, " & ")) {
      Condition condition;
      if (!part.empty() && part.front() == '!') condition.absent = true, part.remove_prefix(1);
      for (const std::string_view phrase : split(part, "|")) {
        std::string text = " " + std::string(phrase);
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

PhraseIndex::PhraseIndex(const std::vector<Rule>& rules) {
  for (uint32_t r = 0; r < rules.size(); ++r)
    for (const Condition& condition : rules[r].conditions)
      for (const std::string& phrase : condition.phrases)
        if (phrase.size() > kKey) by_key_[key(phrase)].push_back({phrase, r});
}

uint32_t PhraseIndex::key(std::string_view phrase) {
  uint32_t key = 0;
  for (size_t i = 1; i <= kKey; ++i) key = key << 8 | static_cast<unsigned char>(phrase[i]);
  return key;
}

std::vector<PhraseIndex::Hit> PhraseIndex::hits(std::string_view plain_text) const {
  std::vector<Hit> found;
  for (size_t at = 0; at + kKey < plain_text.size(); ++at) {
    if (plain_text[at] != ' ') continue;
    const std::string_view rest = plain_text.substr(at);
    const auto phrases = by_key_.find(key(rest));
    if (phrases == by_key_.end()) continue;
    for (const Entry& entry : phrases->second)
      if (rest.starts_with(entry.phrase)) found.push_back({entry.rule, at});
  }
  return found;
}

bool matches(const Rule& rule, std::string_view plain_sentence) {
  for (const Condition& condition : rule.conditions) {
    bool any = false;
    for (const std::string& phrase : condition.phrases)
      any = any || contains(plain_sentence, phrase);
    if (any == condition.absent) return false;
  }
  return true;
}

std::vector<base::Span> sentences(std::string_view text, base::Span within) {
  std::vector<base::Span> found;
  uint32_t begin = within.begin;
  for (uint32_t i = within.begin; i < within.end; ++i) {
    const char c = text[i];
    const bool stop = (c == '.' || c == ';') && i + 1 < within.end &&
                      (text[i + 1] == ' ' || text[i + 1] == '\n' || text[i + 1] == '\r');
    if (!stop) continue;
    const bool short_word =
        c == '.' && i >= 2 && (text[i - 2] == ' ' || text[i - 2] == '.' || text[i - 2] == '\n');
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

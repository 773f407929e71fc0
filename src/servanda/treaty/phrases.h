// Matches the rules of the treaty lexicons on a sentence: words, in lower case, with single spaces.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/base/span.h"
#include "servanda/base/word_list.h"

namespace servanda::treaty {

// Returns the words in lower case between single spaces, with a space in front and behind: " each
// party shall consult ". Hyphens, apostrophes and bytes above 127 belong to words; a hyphen at the
// end of a line is taken away with the break.
std::string plain(std::string_view text);

// Returns the words of a text, as plain() makes it.
std::vector<std::string_view> words_in(std::string_view plain_text);

// Tells whether at least that share of the words stands among the others.
bool stand_among(const std::vector<std::string_view>& words,
                 const std::vector<std::string_view>& others, double share);

// One condition: one of the phrases must stand in the sentence (or, if absent, none may). A phrase
// in several parts, " come ~ aid", lets up to eight words stand between them.
struct Condition {
  std::vector<std::string> phrases;  // " consult": matched from the beginning of a word
  bool absent = false;
};

struct Rule {
  std::string name;
  double weight = 1;  // of a hit, where the table gives one
  std::vector<Condition> conditions;
};

// Reads "name TAB condition & condition" lines; '#' begins a comment line. "@name TAB phrases"
// names a set of phrases that later lines call by "@name", alone or as one part of a phrase. Data
// of ours: a bad line is passed over.
std::vector<Rule> read_rules(std::string_view table);

// Tells whether the phrase stands in the text, from the beginning of a word.
bool contains(std::string_view plain_sentence, std::string_view phrase);
// Tells whether one of the phrases does.
bool contains_any(std::string_view plain_sentence, std::initializer_list<std::string_view> phrases);

// Tells whether a word is one of a list.
template <size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return base::in(words, word);
}

// Finds the phrases of many rules in one pass over a text. Phrases of fewer than three letters are
// passed over.
class PhraseIndex {
 public:
  explicit PhraseIndex(const std::vector<Rule>& rules);

  struct Hit {
    uint32_t rule;
    size_t at;  // byte of the text
  };
  // Returns every phrase that stands in the text, from the beginning of a word, in text order.
  std::vector<Hit> hits(std::string_view plain_text) const;

 private:
  struct Entry {
    std::string phrase;
    uint32_t rule;
  };

  std::unordered_map<uint32_t, std::vector<Entry>> by_key_;
};

// Tells which rules of a table hold in a sentence, in one pass over it.
class RuleBook {
 public:
  explicit RuleBook(std::string_view table);

  const std::vector<Rule>& rules() const { return rules_; }
  // Returns the rules all of whose conditions hold, in the order of the table.
  std::vector<const Rule*> fitting(std::string_view plain_sentence) const;

 private:
  struct Entry {
    std::vector<std::string> parts;
    uint32_t condition;  // counted over all rules
  };

  std::vector<Rule> rules_;
  uint32_t conditions_ = 0;
  std::unordered_map<uint32_t, std::vector<Entry>> by_key_;
};

// Cuts a text at the ends of sentences: full stops and semicolons before a space, not after numbers
// or initials.
std::vector<base::Span> sentences(std::string_view text, base::Span within);

}  // namespace servanda::treaty

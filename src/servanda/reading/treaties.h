// Which treaties a document speaks of, and which of them a word means: "the new treaty", "its
// predecessor", "it".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/reading/page.h"

namespace servanda::reading {

inline constexpr int kNoTreaty = -1;

struct SpokenTreaty {
  std::vector<std::string> codes;  // its parties, in text order
  int year = 0;                    // of signature; 0 if the text does not say it
  std::string noun;                // "treaty", "agreement"
  // "RUS-IRN 2025", "RUS-PRK".
  std::string label() const;
};

// The kinds of words in data/reading/treaty_words.tsv.
class TreatyWords {
 public:
  static const TreatyWords& get();
  // The value of a word of a kind ("verb", "object", "comparative"), or "" if it is none.
  std::string_view value(std::string_view kind, std::string_view word) const;
  bool is(std::string_view kind, std::string_view word) const { return !value(kind, word).empty(); }

 private:
  TreatyWords();
  std::map<std::pair<std::string_view, std::string_view>, std::string_view> values_;
};

// True for verbs by which a treaty is made: sign, conclude, adopt.
bool is_signing(std::string_view lemma);

class Treaties {
 public:
  explicit Treaties(const Page& page);

  // The treaty that the noun phrase or pronoun with this head means, its parts included ("the
  // treaty's title", "that clause"); kNoTreaty if it means none.
  int meant_by(uint32_t token) const { return token < meant_.size() ? meant_[token] : kNoTreaty; }
  // True if the token is a part of a treaty: a clause, a title.
  bool is_part(uint32_t token) const;
  // True for words that are a part of a treaty only where the text has just spoken of one: a
  // principle, a rule, a duty.
  bool is_element(uint32_t token) const;
  const SpokenTreaty& treaty(int index) const { return treaties_[index]; }
  // The treaty spoken of last before the sentence, at most three sentences back.
  int topic_before(uint32_t sentence) const;
  // The treaty that the sentence itself speaks of: its subject, else the first named; kNoTreaty if
  // it names none.
  int topic_of(uint32_t sentence) const { return topic_[sentence]; }
  // The newest treaty of which a year is known, kNoTreaty if there is none.
  int newest() const;
  // The earlier treaty of the same parties that was spoken of last, up to the sentence; kNoTreaty
  // if there is none.
  int predecessor_of(int index, uint32_t sentence) const;

 private:
  void read_sentence(uint32_t sentence);
  int read_noun(uint32_t head);
  int read_weak(uint32_t head);
  int named_before(std::string_view noun) const;
  int read_reference(uint32_t head) const;
  int read_part(uint32_t head) const;
  int read_pronoun(uint32_t token) const;
  int read_pointing(uint32_t token);
  int find_or_add(const std::vector<std::string>& codes, int year, std::string_view noun);
  void learn_year(uint32_t token, int treaty);
  std::vector<std::string> codes_of(uint32_t head, uint32_t first, uint32_t last) const;
  uint32_t making_of(uint32_t head) const;
  int year_of(uint32_t head, uint32_t first, uint32_t last) const;
  uint32_t root_subject(uint32_t sentence) const;
  bool definite(uint32_t head) const;
  bool has_modifier(uint32_t head, std::initializer_list<std::string_view> words) const;
  void find_aliases();

  const Page& page_;
  const event::Tree& tree_;
  std::vector<SpokenTreaty> treaties_;
  std::vector<int> meant_;
  std::vector<int>
      topic_;  // the treaty that each sentence speaks of: its subject, else the first named
  std::vector<std::pair<uint32_t, int>> mentions_;  // sentence and treaty, in text order
  std::map<std::string, int> last_called_;          // "memorandum": the treaty called so last
  std::map<std::string, int> last_several_;         // "agreements": those called so last
  std::map<std::string, uint32_t> aliases_;         // "relos": the token of the noun that it names
  std::map<std::string, int> alias_treaty_;
};

}  // namespace servanda::reading

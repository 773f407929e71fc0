// Walks the dependency trees of a document: children, lower-case words and lemmas, ancestors. What
// a parser is known to tear is mended (tree_mends.cc).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/event/hashed_text.h"
#include "servanda/record/parse.h"

namespace servanda::event {

inline constexpr uint32_t kNoToken = UINT32_MAX;

class Tree {
 public:
  // Keeps views of `text` and `parse`, which must outlive the tree. A head outside its sentence
  // counts as the root.
  Tree(std::string_view text, const record::Parse& parse);
  Tree(const Tree&) = delete;  // keeps views of its own strings
  Tree& operator=(const Tree&) = delete;

  uint32_t size() const { return static_cast<uint32_t>(parse_.tokens.size()); }
  const record::Token& token(uint32_t i) const { return parse_.tokens[i]; }
  const record::Parse& parse() const { return parse_; }
  record::Upos upos(uint32_t i) const {
    if (forms_[i] == Form::kNoun) return record::Upos::kNOUN;
    return forms_[i] == Form::kFinite ? record::Upos::kVERB : parse_.tokens[i].upos;
  }
  record::Deprel deprel(uint32_t i) const { return deprels_[i]; }
  // kNoToken for a root.
  uint32_t head(uint32_t i) const { return heads_[i]; }
  uint32_t sentence(uint32_t i) const { return sentences_[i]; }
  const record::Sentence& sentence_of(uint32_t i) const { return parse_.sentences[sentences_[i]]; }
  std::span<const uint32_t> children(uint32_t i) const;
  // The first child with the relation, or kNoToken.
  uint32_t child(uint32_t i, record::Deprel deprel) const;
  // Lower case (ASCII).
  HashedText word(uint32_t i) const { return word_of_[i]; }
  // Lower case (ASCII); the word where there is no lemma.
  HashedText lemma(uint32_t i) const { return lemma_of_[i]; }
  std::span<const HashedText> lemmas() const { return lemma_of_; }
  std::string_view xpos(uint32_t i) const {
    const Form form = forms_[i];
    if (form == Form::kParticiple) return "VBN";
    if (form == Form::kNoun) return "NN";
    return form == Form::kFinite ? "VBZ" : record::xpos_name(parse_.tokens[i].xpos);
  }
  // The lemma of the token's case marker ("of", "against"), "" if it has none.
  HashedText preposition(uint32_t i) const {
    return cases_[i] == kNoToken ? HashedText() : lemma_of_[cases_[i]];
  }
  // True if `i` is `ancestor` or below it; at most 64 steps.
  bool below(uint32_t i, uint32_t ancestor) const;

 private:
  void list_words();
  void list_children();
  // tree_mends.cc: one way of tearing each; they look at the children as the parser gave them.
  void mend();
  void join_compound(uint32_t noun);
  void flatten_list(uint32_t noun);
  bool is_counted(uint32_t noun) const;
  bool precedes_member(uint32_t noun, uint32_t first) const;
  void find_subject(uint32_t name);
  void free_date(uint32_t number);
  void turn_apposition(uint32_t adjective);
  void hang_which(uint32_t pronoun);
  void take_particle(uint32_t particle);
  void open_content(uint32_t clause);
  void pull_mark(uint32_t mark);
  void hang_participle(uint32_t participle);
  void reach_over_aside(uint32_t auxiliary);
  void read_participle(uint32_t verb);
  void hang_behind_noun(uint32_t verb);
  void find_receiver(uint32_t name);
  void name_subject(uint32_t noun);
  bool word_between_commas(uint32_t noun) const;
  void read_headline(uint32_t noun);
  void read_opinion(uint32_t noun);
  void hang_worth(uint32_t worth);
  void hang_preposition(uint32_t preposition);
  void hang_over_date(uint32_t preposition);
  bool is_date(uint32_t token) const;
  void part_dates(uint32_t date);
  void part_denial(uint32_t denial);

  const record::Parse& parse_;
  std::string words_;                           // the text in lower case
  std::string lemmas_;                          // the lemmas in lower case
  std::vector<HashedText> word_of_, lemma_of_;  // of each token
  std::vector<record::Deprel> deprels_;
  enum class Form : uint8_t { kTagged, kParticiple, kFinite, kNoun };
  std::vector<Form> forms_;  // what a word is, where its tag is wrong
  std::vector<uint32_t> heads_, sentences_, first_child_, children_;
  std::vector<uint32_t> cases_;  // the case marker of each token, or kNoToken
};

}  // namespace servanda::event

// What a second look at a word goes by: what the network said of it and of the words beside it, its
// place in the tree, and its other mentions in the document. Each piece of evidence is a hash.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "servanda/language/entity_chain.h"
#include "servanda/language/known_names.h"
#include "servanda/language/tag.h"
#include "servanda/record/parse.h"

namespace servanda::language {

constexpr float kCertainTag = 8.5f;  // score from which a tag has no rival

// What the network said of a word, kept until its document ends.
struct NotedWord {
  uint32_t token = 0;  // in the parse
  std::string_view form;
  bool opens = false;   // first word of a sentence, or of a part of a long one
  uint8_t label = 0;    // of its entity
  uint8_t cluster = 0;  // of words used alike; 0 for a word that the network does not know
  uint8_t tag = 0;      // the best one
  uint8_t rival = 0;    // the best with another universal tag; the same if that one is certain
  float lead = 0;       // of the one before the other
  uint64_t lower = 0;   // hash of the form in small letters
  std::array<float, kEntityLabels> scores{};  // of entity labels
};

class LookEvidence {
 public:
  // Begins a document. What is given must outlive the other calls.
  void begin(std::span<const NotedWord> words, const record::Parse& parse,
             std::span<const Tag> tags, const KnownNames& names);

  // Takes up the words from `first` to the next that opens a sentence; returns that one.
  size_t begin_sentence(size_t first);

  static constexpr size_t kTagPieces = 42, kEntityPieces = 58;
  // Writes the evidence for the tag, and for the entity label, of a word of the sentence: so many
  // pieces. The n-th says the same kind of thing for every word.
  void tag(size_t word, std::vector<uint64_t>& out);
  void entity(size_t word, std::vector<uint64_t>& out);

  // Tells whether a word may begin a name, or be the whole of one: the network did not rule it out.
  bool may_begin_name(size_t word) const { return may_begin_[word] != 0; }

  // Tells whether a word of the sentence may be part of a name: it may begin one, it may go on with
  // one that the word before it may be part of, or it belongs to a name that is known.
  bool may_be_named(size_t word) const { return sentence_[word - first_].named; }

 private:
  struct Facts {
    uint64_t lower = 0, shape = 0;
    std::string_view form;
    uint8_t upos = 0, xpos = 0, leads = 0;  // the lead, in steps
    uint8_t label = 0, kind = 0;  // best label and best of a name, each with its lead in steps
    uint8_t deprel = 0, cluster = 0;
    uint16_t known = 0;  // kind of a known name that it is part of, and its place there
    bool capital = false, letter = false, first = false, named = false;
    bool whole = false;   // shape, leads, label and kind are worked out, too
    size_t head = kNone;  // in sentence_
  };
  struct Mentions {
    uint64_t lower = 0;
    uint32_t count = 0, small = 0, capital = 0;
    bool spelt_out = false;       // stands in brackets behind the words whose initials it has
    std::array<float, 3> lead{};  // of each type before "outside", summed
  };
  static constexpr size_t kNone = SIZE_MAX;

  void count_mentions();
  void match_names();
  bool is_spelt_out(size_t word) const;
  uint32_t find(uint64_t lower) const;
  Mentions& add(uint64_t lower);
  Mentions other_mentions(size_t word) const;
  static uint64_t cases(const Mentions& others);
  static uint64_t elsewhere(const Mentions& others);
  const Facts& whole(size_t place);
  const Facts& at(size_t word, std::ptrdiff_t step);
  const Facts& head_of(const Facts& facts);

  std::span<const NotedWord> words_;
  const record::Parse* parse_ = nullptr;
  std::span<const Tag> tags_;
  KnownNames names_;
  std::vector<uint8_t> may_begin_;
  std::vector<Mentions> mentions_;
  std::vector<uint32_t> slots_;  // open addressing over mentions_
  size_t first_ = 0;             // word where the sentence begins
  std::vector<Facts> sentence_;
  uint8_t capitals_ = 0, length_ = 0;  // how many of its words have capitals; how long it is
};

}  // namespace servanda::language

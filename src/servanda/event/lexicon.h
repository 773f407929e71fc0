// Words that report political acts: verbs, nouns and adjectives with type, mode and frame, and the
// classes of nouns that decide between them.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/event/hashed_text.h"
#include "servanda/record/event.h"

namespace servanda::event {

enum class WordClass : uint8_t { kVerb = 0, kNoun = 1, kAdjective = 2 };

// Which dependent of a word is who. The names in brackets are those of the tables in data/events.
enum class Frame : uint8_t {
  kSubjectObject = 0,   // so: the subject acts on the object
  kSubjectOblique = 1,  // sp: the subject acts, a preposition names the other
  kSubject = 2,         // s: the subject only
  kReceiver = 3,        // rs: the subject receives
  kReciprocal = 4,      // rec: all parties act
  kObjectActs = 5,      // o: what the subject names happens ("a bomb explodes")
  kVisit = 6,           // vis: the subject comes to the object or place
  kNounOfOther = 7,     // no: "of" names the other side
  kNounOfActor = 8,     // ns: "of" names the one who acts
  kDemand = 9           // dem: who says so acts, the subject receives ("says that Mali must")
};
HashedText name(Frame frame);

// One line of a table for one word.
struct Entry {
  record::EventType type = record::EventType::kConsult;
  Frame frame = Frame::kSubjectObject;
  uint8_t strength = 1;       // 1 seldom an act, 2 often, 3 nearly always
  uint64_t object_class = 0;  // the class that the object must have; 0: any
  std::string mode;           // empty if none
  std::string particle;       // "off" in "call_off", the last part of a phrase; empty if none
  std::string middle;         // "step_down_from": the parts between; empty mostly
};

class Lexicon {
 public:
  // Reads the embedded tables. Errors: kInternal with table and line.
  static base::Result<Lexicon> create();
  // Gives the embedded tables, read once for all who ask. Errors: as create().
  static base::Result<const Lexicon*> built_in();
  // Reads tables given as text, for tests; the text must outlive the lexicon.
  static base::Result<Lexicon> create(std::string_view verbs, std::string_view nouns,
                                      std::string_view adjectives, std::string_view classes,
                                      std::string_view contexts = {});

  // The wide and the narrow cluster of a word, as digits; empty for words that are in none.
  struct Cluster {
    HashedText wide, narrow;
  };
  // What the tables say of one lower-case lemma.
  struct Word {
    HashedText text;
    uint64_t classes = 0, contexts = 0;    // bits
    uint32_t cluster = 0;                  // index into the list of clusters
    std::array<uint32_t, 3> entries = {};  // of each WordClass: index of its list
  };

  // Returns what is known of a word; of one that is in no table, a Word without anything.
  const Word& word(const HashedText& lemma) const;
  // Writes the same of many words, one for each: asks for all at once, as the tables lie in no
  // cache.
  void words(std::span<const HashedText> lemmas, std::vector<const Word*>& out) const;
  // Returns the entries of a word, or nullptr.
  const std::vector<Entry>* entries(WordClass word_class, const Word& word) const {
    const uint32_t at = word.entries[static_cast<size_t>(word_class)];
    return at == 0 ? nullptr : &entries_[at];
  }
  const Cluster& cluster(const Word& word) const { return clusters_[word.cluster]; }
  // Returns the entries of a lower-case lemma, or nullptr.
  const std::vector<Entry>* find(WordClass word_class, AnyText lemma) const {
    return entries(word_class, word(lemma));
  }
  // Returns the bits of the classes that a lower-case noun lemma belongs to.
  uint64_t classes(AnyText lemma) const { return word(lemma).classes; }
  // Returns the bit of a class by name; 0 if there is none.
  uint64_t class_bit(std::string_view name) const;
  const std::vector<HashedText>& class_names() const { return class_names_; }
  // Returns the bits of the contexts that a lower-case lemma speaks for, and their names.
  uint64_t contexts(AnyText lemma) const { return word(lemma).contexts; }
  const std::vector<HashedText>& context_names() const { return context_names_; }

 private:
  base::Result<void> read_clusters(std::string_view table);
  base::Result<void> read_classes(std::string_view table, std::string_view table_name,
                                  uint64_t Word::*bits, std::vector<HashedText>& names);
  base::Result<void> read_entries(WordClass word_class, std::string_view table,
                                  std::string_view table_name);
  // Makes room for so many words more.
  void make_room(size_t more);
  Word& make_word(const AnyText& lemma);
  size_t place_of(const HashedText& lemma) const;

  // The first of each list stands for none.
  std::vector<Word> words_ = std::vector<Word>(1);
  std::vector<std::vector<Entry>> entries_ = std::vector<std::vector<Entry>>(1);
  std::vector<Cluster> clusters_ = std::vector<Cluster>(1);
  // Open addressing: which word stands at a hash; one table of all words, because the first
  // question about a word is whether any table has it.
  std::vector<uint32_t> places_ = std::vector<uint32_t>(64);
  std::deque<std::string> folded_;  // keys that are not written in the tables as they are
  std::vector<HashedText> class_names_, context_names_;
};

}  // namespace servanda::event

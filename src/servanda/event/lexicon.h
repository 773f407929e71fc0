// Words that report political acts: verbs, nouns and adjectives with type, mode and frame, and the
// classes of nouns that decide between them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/base/result.h"
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
  kNounOfActor = 8      // ns: "of" names the one who acts
};
std::string_view name(Frame frame);

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
  // Reads tables given as text, for tests.
  static base::Result<Lexicon> create(std::string_view verbs, std::string_view nouns,
                                      std::string_view adjectives, std::string_view classes,
                                      std::string_view contexts = {});

  // Returns the entries of a lower-case lemma, or nullptr.
  const std::vector<Entry>* find(WordClass word_class, std::string_view lemma) const;
  // Returns the bits of the classes that a lower-case noun lemma belongs to.
  uint64_t classes(std::string_view lemma) const;
  // Returns the bit of a class by name; 0 if there is none.
  uint64_t class_bit(std::string_view name) const;
  const std::vector<std::string>& class_names() const { return class_names_; }
  // Returns the bits of the contexts that a lower-case lemma speaks for, and their names.
  uint64_t contexts(std::string_view lemma) const;
  // Returns the wide and the narrow cluster of a lower-case word, as digits; empty for words that
  // are in none.
  struct Cluster {
    std::string_view wide, narrow;
  };
  Cluster cluster(std::string_view word) const;
  const std::vector<std::string>& context_names() const { return context_names_; }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <typename Value>
  using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  base::Result<void> read_clusters(std::string_view table);
  base::Result<void> read_classes(std::string_view table, std::string_view table_name,
                                  Map<uint64_t>& bits, std::vector<std::string>& names);
  base::Result<void> read_entries(WordClass word_class, std::string_view table,
                                  std::string_view table_name);

  std::unordered_map<std::string_view, Cluster> clusters_;  // views of the embedded table
  Map<std::vector<Entry>> words_[3];
  Map<uint64_t> classes_;
  Map<uint64_t> contexts_;
  std::vector<std::string> class_names_, context_names_;
};

}  // namespace servanda::event

// Names that recur in a document agree: where the network labelled a name surely once, it labels
// its other mentions too, and where it gave one name two types, the mentions vote.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/language/characters.h"
#include "servanda/language/entity_chain.h"
#include "servanda/record/parse.h"

namespace servanda::language {

// Memory of one thread, of one document at a time.
class RecurringNames {
 public:
  // Whether a word may be part of a name: it has an entity, or begins with a capital.
  static bool concerns(std::string_view form, bool entity) {
    return entity || (!form.empty() && is_upper_ascii(form[0]));
  }

  // Notes a word of the document that they concern; in text order.
  // `scores`: kEntityLabels; `opens`: it is the first of its sentence.
  void note(uint32_t token, std::string_view form, const float* scores, bool opens);

  // Settles the entities of the words noted and forgets them.
  void settle(std::string_view text, record::Parse& parse);

 private:
  static constexpr size_t kKinds = 5;  // outside and the four types
  using Evidence = std::array<float, kKinds>;

  struct Word {
    uint32_t token = 0;
    bool opens = false, capital = false;
    uint64_t hash = 0;
    std::array<float, kEntityLabels> scores{};
  };
  struct Name {
    uint64_t hash = 0;
    uint32_t first = 0, words = 0;  // in words_
    uint32_t slot = 0, voices = 0;
    Evidence sum{};
  };
  struct Mention {
    uint32_t name = 0, first = 0;
  };

  static constexpr uint32_t kNone = UINT32_MAX;

  size_t entity_words(size_t first, const record::Parse& parse) const;
  Evidence evidence(size_t first, size_t words) const;
  uint64_t hash(size_t first, size_t words) const;
  uint32_t find(uint64_t hash, size_t first, size_t words, std::string_view text,
                const record::Parse& parse) const;
  uint32_t add(size_t first, size_t words, std::string_view text, const record::Parse& parse);
  void collect(std::string_view text, const record::Parse& parse);
  void match(std::string_view text, const record::Parse& parse);
  size_t match_unlabelled(size_t first, std::string_view text, const record::Parse& parse);
  void mention(uint32_t name, size_t first);
  void put(uint32_t name);

  std::vector<Word> words_;
  std::vector<Name> names_;
  std::vector<Mention> mentions_;
  std::vector<uint32_t> slots_;  // open addressing over names_
  std::bitset<1024> first_words_;
};

}  // namespace servanda::language

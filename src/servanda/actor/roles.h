// Nouns that say in what sector someone acts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/language/lexicon.h"

namespace servanda::actor {

enum class RoleKind : uint8_t {
  kPerson,  // may carry a name: "president", "soldier"
  kBody,    // "government", "army", "tanker"
  kWeak     // an actor only with a country: "agency", "coalition"
};

struct Role {
  std::string_view sector;  // "GOV"; a code of its own for "NGO"
  RoleKind kind = RoleKind::kPerson;
};

// Immutable after create(). All keys are lower-case lemmas.
class RoleTable {
 public:
  // Reads data/actors/roles.tsv: lemmas, sector, kind. Errors: kInternal with the line.
  static base::Result<RoleTable> create(std::string_view table);

  // The role of one to three lemmas joined by spaces; nullptr if they are none.
  const Role* role(std::string_view lemmas) const;
  // True for nouns that take the actor they are a part of: "a member of Hamas".
  bool carries(std::string_view lemma) const;
  // The sector that a modifier gives to its noun: "rebel"; empty if none.
  std::string_view modifier(std::string_view lemma) const;

 private:
  language::WordMap<Role> roles_;  // views into the embedded table
  language::WordMap<std::string_view> modifiers_;
  language::WordMap<bool> carriers_;
};

// Copies a word in lower case (ASCII) into a buffer of fixed size, so that look-ups allocate
// nothing.
class LowerWord {
 public:
  LowerWord() = default;
  explicit LowerWord(std::string_view word) { append(word); }
  void append(std::string_view word);
  void prepend(std::string_view word);
  std::string_view view() const { return {buffer_, size_}; }

 private:
  char buffer_[64];
  size_t size_ = 0;
};

}  // namespace servanda::actor

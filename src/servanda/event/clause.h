// The dependents of a word that may report an act, with what grammar leaves unsaid filled in:
// passives, relative clauses, coordination, control, participles, light verbs.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/event/tree.h"

namespace servanda::event {

enum class Slot : uint8_t {
  kSubject,
  kObject,
  kIndirect,
  kAgent,
  kOblique,
  kNominal,
  kPossessor,
  kCompound,
  kModifier,
  kTopic
};
HashedText name(Slot slot);

struct Argument {
  Slot slot = Slot::kSubject;
  uint32_t token = kNoToken;
  HashedText preposition;  // of kOblique, kNominal
  bool inherited = false;  // from another clause or the light verb
};

struct Clause {
  uint32_t trigger = kNoToken;
  uint32_t verb =
      kNoToken;  // the trigger, or the light verb that carries it; kNoToken for other nouns
  uint32_t governor =
      kNoToken;  // the clause that this one completes (xcomp, ccomp, advcl, acl), if any
  record::Deprel link = record::Deprel::kRoot;  // how it hangs there
  bool passive = false;
  bool light = false;  // a noun carried by a verb
  std::vector<Argument> arguments;

  // The first argument of a slot, kNoToken if none.
  uint32_t first(Slot slot) const;
};

// Reads the clause around a token.
Clause read_clause(const Tree& tree, uint32_t token);

// Returns true for verbs that add little to their object: hold, launch, carry out, impose, make,
// face, suffer.
bool is_light_verb(AnyText lemma);

// Returns true where the object of the verb is the subject of the clause that completes it: urge,
// order, allow, force.
bool controls_by_object(AnyText lemma);

// Returns true for a verb that is passive in its clause (auxiliary, or a participle that stands
// after its noun).
bool is_passive(const Tree& tree, uint32_t verb);

}  // namespace servanda::event

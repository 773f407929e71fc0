// How real a reported step is (done, to come, possible, not done) and on whose word.
#pragma once

#include <string>
#include <vector>

#include "servanda/reading/pledge_scene.h"

namespace servanda::reading {

// kUnreal: the content of a wish, a demand, a purpose.
enum class Mood : uint8_t { kActual, kFuture, kPossible, kNegated, kNotYet, kUnreal };

struct Manner {
  Mood mood = Mood::kActual;
  bool agreed = false;    // "agreed to deliver"
  bool promised = false;  // "promised to deliver"
  bool hoped = false;     // "hopes that it will be delivered"
  bool expected = false;  // "is expected"
  bool forecast = false;  // "will probably be delivered": the author's guess, no step
  bool conditional = false;
  bool partly = false;
  bool aspect = false;       // "began to deliver", "go on developing"
  bool present = false;      // told in the present tense
  bool progressive = false;  // "is being delivered"
  bool negation = false;     // denies the step itself ("did not", "nothing", "to neither side")
  bool perfect = false;
  bool simple_past = false;
  uint32_t governor = kNoToken;  // the word that made it agreed, promised, hoped
  uint32_t accused = kNoToken;   // who is accused of it
  record::PledgeClaim claim = record::PledgeClaim::kStated;
  std::vector<std::string> speakers;  // codes of who says it
  uint32_t report = kNoToken;         // the verb of saying
};

// On whose word a source speaks: claimed by an official, unconfirmed by the press, stated by a
// state's own agency.
record::PledgeClaim claim_of_source(const PledgeScene& scene, uint32_t source);

// Reads the manner of the word that reports a step; `verb` is the verb or predicate that carries
// it.
Manner read_manner(const PledgeScene& scene, uint32_t token, uint32_t verb);

}  // namespace servanda::reading

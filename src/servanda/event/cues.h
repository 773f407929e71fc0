// What speaks for and against a word's telling an act where a long text tells of many times: its
// own time, its tense, its place in the sentence, its standing.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "servanda/event/dating.h"
#include "servanda/event/scene.h"

namespace servanda::event {

enum class Cue : uint8_t {
  kDated,       // a time of its own
  kDatedAbove,  // a time of the act whose part it is
  kDatedNear,   // a time said before it
  kOfNow,       // the present tense
  kPast,
  kPastParticiple,
  kDescribes,  // a noun or adjective before another noun
  kRelative,   // a clause that tells of a noun
  kAside,      // a clause beside another
  kNobody,     // no country in the sentence
  kDenied,
  kCarrier,  // "denied reports of a delivery": the denial only carries what is told
  kNegated,
  kPossible
};
inline constexpr std::array<std::string_view, 14> kCueNames = {
    "dated",    "dated-above", "dated-near", "of-now", "past",    "past-participle", "describes",
    "relative", "aside",       "nobody",     "denied", "carrier", "negated",         "possible"};

// Gives the cues of a candidate.
std::vector<Cue> cues_of(const Scene& scene, const Timeline& times, uint32_t candidate);

// Returns what a cue adds to the log-odds of an act.
float weight_of(Cue cue);

}  // namespace servanda::event

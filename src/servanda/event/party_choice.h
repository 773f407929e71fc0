// Who is who, decided for all countries of an act at once: every way to give them sides has a
// score, the best one wins.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "servanda/event/decisions.h"
#include "servanda/event/linear_model.h"
#include "servanda/event/lists.h"
#include "servanda/event/scene.h"

namespace servanda::event {

// The sides of one country or organisation: a set of bits.
using Sides = uint8_t;
inline constexpr Sides kNoSide = 0, kActs = 1, kReceives = 2, kActsAndReceives = 3;

// What the sides of all countries look like together.
enum class Shape : uint8_t {
  kPatient = 0,
  kOne = 1,
  kTogether = 2,
  kOneOther = 3,
  kManyOther = 4,
  kOtherMany = 5,
  kSame = 6,
  kOverlap = 7
};
inline constexpr std::array<std::string_view, 8> kShapeNames = {
    "patient", "one", "together", "one-other", "many-other", "other-many", "same", "overlap"};
// The sides of one country; "both" counts besides "actor" and "recipient".
inline constexpr std::array<std::string_view, 3> kRoleNames = {"actor", "recipient", "both"};
// Two countries: on the same side; the first acts on the second; the second on the first; one of
// them plays no part.
inline constexpr std::array<std::string_view, 5> kPairNames = {"same", "forward", "backward", "one",
                                                               "none"};
// Which sides are as the frame has them.
inline constexpr std::array<std::string_view, 4> kAgreementNames = {"neither", "actors",
                                                                    "recipients", "both"};

// A country or organisation and its mentions near the act.
struct PartyCode {
  std::string_view code;
  std::vector<uint32_t> mentions;  // indices into Annotations::mentions
  std::vector<Place> places;       // of each mention
  Sides by_frame = kNoSide;
  size_t first = 0;  // number of its first mention among those of all codes
};

// An act with the countries that may take part in it, at most kMostCodes, in text order.
struct PartyTask {
  static constexpr size_t kMostCodes = 6;
  std::vector<PartyCode> codes;
  Lists roles;   // of each mention of each code: hashes for the model of roles
  Lists inputs;  // and for the network of sides
  Lists pairs;   // features of (0,1), (0,2), (1,2), (0,3), ...
  std::vector<uint32_t> shape;
  std::vector<uint32_t> agreement;
  // Where the weights of roles and pairs lie, if there are models to weigh them.
  LinearModel::Places role_places, pair_places;
};
inline size_t pair_index(size_t first, size_t second) { return second * (second - 1) / 2 + first; }

// The models that are to weigh the features of a task.
struct PartyModels {
  const LinearModel &role, &pair, &shape, &agreement;
};

// `models`: asked for the weights while the task is made; it is the same without.
PartyTask party_task(const Scene& scene, const Candidate& candidate, record::EventType type,
                     const PartyModels* models = nullptr);

constexpr Shape shape_of(std::span<const Sides> sides) {
  int actors = 0, recipients = 0, both = 0;
  for (Sides s : sides) {
    actors += (s & kActs) != 0;
    recipients += (s & kReceives) != 0;
    both += s == kActsAndReceives;
  }
  if (actors == 0) return Shape::kPatient;
  if (recipients == 0) return actors == 1 ? Shape::kOne : Shape::kTogether;
  if (both == recipients && both == actors) return Shape::kSame;
  if (both > 0) return Shape::kOverlap;
  if (actors > 1) return Shape::kManyOther;
  return recipients > 1 ? Shape::kOtherMany : Shape::kOneOther;
}
size_t agreement_of(const PartyTask& task, std::span<const Sides> sides);
size_t pair_class(Sides first, Sides second);

// The scores of one task: of each mention for each role, of each pair, shape and agreement.
struct PartyScores {
  struct Code {
    float actor = 0, recipient = 0, both = 0;
    uint32_t actor_at = 0, recipient_at = 0,
             both_at = 0;  // the mention of PartyCode that gives the score
  };
  std::vector<Code> codes;
  std::vector<std::array<float, kPairNames.size()>> pairs;
  std::array<float, kShapeNames.size()> shape{};
  std::array<float, kAgreementNames.size()> agreement{};
};

// What the linear models say of a task: the scores, and those of each mention of each country.
struct LinearScores {
  PartyScores scores;
  std::vector<std::array<float, kRoleNames.size()>> by_mention;  // in the order of PartyTask::roles
};
// The task was made for the same models, or without any.
LinearScores score_linear(const PartyTask& task, const PartyModels& models);

// Numbers every way to give sides to `count` countries: two bits each.
constexpr Sides side_of(uint32_t number, size_t country) {
  return static_cast<Sides>((number >> (2 * country)) & 3u);
}
inline std::vector<Sides> sides_of(uint32_t number, size_t count) {
  std::vector<Sides> out(count);
  for (size_t i = 0; i < count; ++i) out[i] = side_of(number, i);
  return out;
}

// What each pair counts: of four countries in a row each has three neighbours, which must not
// outweigh the rest.
inline float pair_weight(size_t count) {
  return 1.0F / static_cast<float>(std::max<size_t>(count, 2) - 1);
}

// The score of every way; the first, in which nobody takes part, is impossible (-inf).
std::vector<float> score_all(const PartyTask& task, const PartyScores& scores);

}  // namespace servanda::event

// The features of each decision the coder takes: what type, which mode, who is who, when, how real,
// on whose word. The trainer (tools/event) and the coder compute them by the same functions.
#pragma once

#include <string>
#include <string_view>

#include "servanda/event/frames.h"
#include "servanda/event/hashed_names.h"
#include "servanda/event/linear_model.h"
#include "servanda/event/scene.h"

namespace servanda::event {

// The part that a mention may play.
enum class Part : uint8_t { kActor = 0, kRecipient = 1 };

// Where a mention stands to a candidate: the slot of the clause and the way into it, or the way
// through the tree.
struct Place {
  HashedText slot;  // name of the slot; "self", "path", "other" (sentence)
  HashedText preposition;
  uint32_t slot_token = kNoToken;
  std::string inside;  // relations from the mention up to the slot's head
  bool inherited = false;
  int distance = 0;  // steps; 99 in another sentence
};
Place locate(const Scene& scene, const Candidate& candidate, const actor::Mention& mention);

// True if the mention is the subject of "claim responsibility": who does so did what was told, in
// this sentence or the one before.
bool claims_responsibility(const Tree& tree, const actor::Mention& mention);

// The tag of a verb with the auxiliaries and particles around it, as one word: "VB+will",
// "VBN+has".
std::string tense(const Tree& tree, uint32_t verb);

// A feature of every candidate; in training, of those of checked documents alone, so that it holds
// what these code more or less often than the rest do.
inline constexpr FeatureName kAsChecked("as_checked");

void add_type_features(const Scene& scene, const Candidate& candidate, Features& features);
void add_mode_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                       Features& features);
void add_role_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                       uint32_t mention, const Place& place, const FrameParts& by_frame,
                       Features& features);
void add_shape_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                        const FrameParts& by_frame, Features& features);
// Which sides the frame gets right.
void add_agreement_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                            const FrameParts& by_frame, Features& features);
// How two countries, by their mentions, stand to each other.
void add_pair_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                       const std::vector<uint32_t>& first, const std::vector<uint32_t>& second,
                       Features& features);
void add_sector_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                         uint32_t mention, Part part, Features& features);
void add_standing_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                           Features& features);

}  // namespace servanda::event

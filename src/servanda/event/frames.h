// Who is who by grammar alone: the frame of the word and the slots of its clause. The learned
// decision takes it as advice.
#pragma once

#include <string>
#include <vector>

#include "servanda/event/scene.h"

namespace servanda::event {

// Mentions (indices into Annotations::mentions) for each side.
struct FrameParts {
  std::vector<uint32_t> actors, recipients;
  bool actor_from_place = false, recipient_from_place = false;
};

// Which sides the frame finds: "AR", "A-"; in lower case where the place stands for a side.
std::string sides_of(const FrameParts& parts);

// Fills the sides by the frame of the entry for `type`, passives, agents, light verbs and, last, by
// the place.
FrameParts parts_by_frame(const Scene& scene, const Candidate& candidate, record::EventType type);

// The frame of the first entry of the type, else of the best entry.
Frame frame_of(const Candidate& candidate, record::EventType type);

// The preposition that makes a mention a place ("in" for each name of "in Tver, Russia"); empty if
// it is none.
std::string_view place_preposition(const Tree& tree, const actor::Mention& mention);

}  // namespace servanda::event

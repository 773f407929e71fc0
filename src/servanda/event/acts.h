// Which of the words that may report an act do report one, and of which type.
#pragma once

#include <vector>

#include "servanda/event/models.h"
#include "servanda/event/scene.h"

namespace servanda::event {

struct Act {
  uint32_t candidate = 0;  // index into Scene::candidates()
  record::EventType type = record::EventType::kConsult;
  size_t cls = 0;      // its class in the model of types
  float chance = 0;    // of this type
  float sureness = 0;  // for a ranking within the document; higher is surer
};

// An analysis, a report: more sentences than a news item. Each act is told once, in the past,
// mostly with its time.
bool is_long(const Scene& scene);

// Chooses the acts in text order.
std::vector<Act> choose_acts(const Scene& scene, const Models& models);

}  // namespace servanda::event

// The learned models of the coder and the decisions they take.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/event/coder_model.h"
#include "servanda/event/decisions.h"
#include "servanda/event/linear_model.h"
#include "servanda/event/scene.h"
#include "servanda/event/side_network.h"

namespace servanda::event {

// The two sides of an act.
struct Parties {
  std::vector<record::Actor> actors;
  std::vector<record::Actor> recipients;
  double confidence = 1;  // probability of just these countries on these sides
};

struct Models {
  LinearModel type, mode, role, pair, shape, agreement, sector, date;
  SideNetwork sides;

  // Takes the models by name out of a file. Errors: kInternal if one is missing.
  static base::Result<Models> create(std::string_view file);
  // The same of a file that was read.
  static base::Result<Models> create(CoderModel file);

  // The probabilities of no act (index 0) and of the types (index type + 1), of each candidate.
  using Chances = std::array<float, record::kEventTypeCount + 1>;
  std::vector<Chances> type_chances(const Scene& scene) const;
  std::string_view mode_of(const Scene& scene, const Candidate& candidate,
                           record::EventType type) const;
  // `reader` reads for `sides` in the document of the scene.
  Parties parties(const Scene& scene, const Candidate& candidate, record::EventType type,
                  SideReader& reader) const;

 private:
  // The classes of `mode` that are modes of each type.
  std::array<std::vector<uint32_t>, record::kEventTypeCount> modes_of_;

  record::Actor with_sector(const Scene& scene, const Candidate& candidate, record::EventType type,
                            uint32_t mention, const record::Actor& actor, Part part) const;
};

}  // namespace servanda::event

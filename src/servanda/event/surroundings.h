// What stands around an act and a country: other acts of the sentence, the rest of the document,
// the next words. Features for the choice of the sides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/event/frames.h"
#include "servanda/event/hashed_names.h"
#include "servanda/event/linear_model.h"
#include "servanda/event/scene.h"

namespace servanda::event {

// The acts around one, with the sides that their own frames give them.
class Surroundings {
 public:
  Surroundings(const Scene& scene, const Candidate& candidate);

  // Features of a country's part by one of its mentions.
  void add_role(record::EventType type, std::string_view code, uint32_t mention,
                const FrameParts& by_frame, Features& features) const;
  // Features of two countries by a mention of each.
  void add_pair(record::EventType type, std::string_view first_code, uint32_t first,
                std::string_view second_code, uint32_t second, Features& features) const;

 private:
  struct Act {
    const Candidate* candidate = nullptr;
    FrameParts parts;
  };
  HashedText part_in(const Act& act, std::string_view code) const;
  size_t rank(std::string_view code) const;
  std::string topic(std::string_view code) const;
  std::string_view away(const actor::Mention& mention) const;

  const Scene& scene_;
  const Candidate& candidate_;
  Act above_, before_, below_;
};

}  // namespace servanda::event

// Ways of telling a motive that are built around a thing rather than an infinitive: what is sought,
// what drives, what a thing is good for.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "servanda/reading/page.h"
#include "servanda/reading/treaties.h"
#include "servanda/reading/whose.h"

namespace servanda::reading {

// Tokens [first, last] tell the motive, [purpose, last] what is wanted.
struct MotiveFrame {
  uint32_t first = kNoToken, purpose = kNoToken, last = kNoToken;
  std::vector<record::Actor> actors;
};

class MotiveFrames {
 public:
  // Keeps references to all.
  MotiveFrames(const Page& page, const Treaties& treaties, const Owners& owners)
      : page_(page), tree_(page.tree()), treaties_(treaties), owners_(owners) {}

  // Reads the frame that a token opens; nothing where there is none or nobody is behind it.
  std::optional<MotiveFrame> read(uint32_t token) const;

 private:
  using Frame = std::optional<MotiveFrame>;
  Frame read_pursuit(uint32_t token) const;
  Frame read_driver(uint32_t token) const;
  Frame read_cause(uint32_t token) const;
  Frame read_fear(uint32_t verb) const;
  Frame read_hope(uint32_t verb) const;
  Frame read_prize(uint32_t verb) const;
  Frame read_use(uint32_t verb) const;
  Frame read_benefit(uint32_t verb) const;
  Frame read_regard(uint32_t verb) const;
  Frame read_for_whom(uint32_t preposition) const;
  Frame read_aim(uint32_t noun) const;
  Frame read_in_interest(uint32_t noun) const;
  Frame read_what(uint32_t what) const;
  Frame read_fronted(uint32_t to) const;
  Frame read_quoted(uint32_t we) const;
  Frame read_act(uint32_t verb) const;

  Frame frame(uint32_t first, uint32_t purpose, uint32_t last,
              std::vector<record::Actor> actors) const;
  uint32_t phrase_last(uint32_t from) const;
  uint32_t noun_of_phrase(uint32_t from) const;
  uint32_t clause_last(uint32_t from) const;
  bool unreal(uint32_t predicate) const;
  std::vector<record::Actor> speaker_of(uint32_t token) const;

  const Page& page_;
  const event::Tree& tree_;
  const Treaties& treaties_;
  const Owners& owners_;
};

}  // namespace servanda::reading

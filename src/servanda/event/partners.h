// The two states that a long text is about, for acts whose clause leaves one of them unsaid ("no
// contract was signed").
#pragma once

#include <string>

#include "servanda/event/models.h"
#include "servanda/event/scene.h"

namespace servanda::event {

// ISO codes; both empty where no two states stand out.
struct Partners {
  std::string first, second;
  bool known() const { return !first.empty(); }
  bool has(std::string_view code) const { return known() && (code == first || code == second); }
};

// Finds the two states that a text names more than any third: in its first sentence, or in all of
// it.
Partners find_partners(const Scene& scene);

// Completes the sides of an act between states: a side that the clause does not name is the other
// partner, and a party taken from another sentence gives way to the partners.
void complete_parties(const Scene& scene, const Candidate& candidate, record::EventType type,
                      const Partners& partners, Parties& parties);

}  // namespace servanda::event

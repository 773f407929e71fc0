// Where the object of a reporting word stands, and what a paper is about.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/event/clause.h"
#include "servanda/reading/pledge_memory.h"
#include "servanda/reading/pledge_objects.h"
#include "servanda/reading/pledge_topics.h"

namespace servanda::reading {

// True if the thing may be the object of a word that asks for these kinds.
bool fits(const PledgeScene& scene, const Thing& thing, uint32_t wanted);

// True for persons, states and words that no pledge can be about.
bool is_no_object(const PledgeScene& scene, const Thing& thing);

// True if the particle of the entry stands with the verb ("put off", "put into operation").
bool has_particle(const event::Tree& tree, const VerbEntry& entry, uint32_t verb);

// Returns the things that the verb is about by the entry; empty if there are none that fit. A noun
// of no known kind fits where `memory` knows it.
std::vector<Thing> objects_of(const PledgeScene& scene, const VerbEntry& entry,
                              const event::Clause& clause, uint32_t verb,
                              const PledgeMemory* memory = nullptr);

// Stands for what the text spoke of last.
Thing thing_spoken_of(uint32_t token);

// Replaces a paper that names nothing by what it is for: "a contract for X", "X, for which a
// contract was concluded", "under a contract of 2020, Y is to furnish X".
void replace_paper_by_topic(const PledgeScene& scene, std::vector<Thing>& things,
                            const event::Clause& clause, uint32_t verb);

// Returns what a bare paper is about by where it stands: "X, subject of a memorandum", "X under a
// contract"; empty if open.
std::vector<Thing> topic_of_paper(const PledgeScene& scene, uint32_t paper);

}  // namespace servanda::reading

// How a clause about a treaty says what it says: denied, wished, compared, and about what.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "servanda/reading/page.h"
#include "servanda/reading/treaties.h"

namespace servanda::reading {

enum class Comparison : uint8_t {
  kNone,
  kUnlike,  // "unlike the old treaty", "in contrast to"
  kLike,    // "similar to", "just as"
  kThan     // "wider than"
};

// Returns true for wishes, conditions and what might be.
bool is_unreal(const Page& page, uint32_t predicate);
// Returns true where an adverb, "no" before the object, or "fail to" turns the clause round.
bool is_negated(const Page& page, uint32_t predicate, uint32_t object);
// Returns true for "no longer" before a predicate.
bool is_no_longer(const Page& page, uint32_t predicate);
// Returns true where the token has a child with this word (lower case).
bool has_child(const Page& page, uint32_t token, std::string_view word);
// Returns how the tokens [first, last] compare.
Comparison comparison_in(const Page& page, uint32_t first, uint32_t last);
// The "that" behind a verb of stating, adverbs passed over; kNoToken if there is none.
uint32_t that_behind(const Page& page, uint32_t verb);
// The object of a predicate, else a phrase or clause that completes it; kNoToken if there is none.
uint32_t object_of(const Page& page, uint32_t predicate);
// What a clause is about, in its words: the object, without "provision for", "the right to" and the
// like before it. `last` is the end of the clause.
std::string topic_of(const Page& page, const Treaties& treaties, uint32_t predicate,
                     uint32_t object, uint32_t last);

// The paper of states that a sentence or the one before it speaks of, by its noun; kNoToken if
// there is none.
uint32_t paper_near(const Page& page, uint32_t sentence);

}  // namespace servanda::reading

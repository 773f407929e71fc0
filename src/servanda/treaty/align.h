// Finds which article of one text carries on which article of another, from the words and the order
// alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"

namespace servanda::treaty {

// One link between two units; a unit may stand in several (splits and merges).
struct Link {
  uint32_t a = 0;         // index into the first list
  uint32_t b = 0;         // index into the second
  double similarity = 0;  // cosine of the weighted words and word pairs, 0 to 1
  double support = 0;     // how far the neighbours on both sides are linked to each other, 0 to 1
  std::string why;  // "same words", "shared words: ...", "between linked neighbours", "part of a
                    // split", ...
};

struct AlignOptions {
  // Lets a unit be linked to a second one that holds most of what the first link leaves over.
  bool splits_and_merges = true;
};

// Links two lists of units (articles, paragraphs) given in the order of their texts. Numbers are
// not looked at, so that renumbering does not matter; order is a prior: a link is worth more where
// the neighbours are linked to each other, but a moved unit is found by its words. Words that stand
// in many units weigh little. The links come in the order of (a, b). Errors: kRefused when the
// lists hold more than 64 million pairs. Time: words * units for the likeness, linear in the pairs
// for the rest.
//
//   align_texts({"Each Party shall consult the other.", "The treaty lasts ten years."},
//               {"This treaty lasts twenty years.", "The Parties shall consult each other."})
//   gives the links 0-1 and 1-0.
base::Result<std::vector<Link>> align_texts(std::span<const std::string_view> a,
                                            std::span<const std::string_view> b,
                                            const AlignOptions& options = {});

}  // namespace servanda::treaty

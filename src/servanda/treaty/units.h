// Splits an article into its paragraphs and points.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "servanda/treaty/structure.h"

namespace servanda::treaty {

// Tells whether a line begins with the number of a paragraph or the mark of a point: "1.", "(a)".
bool begins_unit(std::string_view line);

// Appends the paragraphs and points of an article, in text order, each with an id of its own.
// `body` is the article without its number and heading, `headers` are those of pages inside
// sentences, in text order. Linear.
void add_units(std::string_view text, const record::Article& article, base::Span body,
               std::span<const base::Span> headers, std::vector<Unit>& units);

}  // namespace servanda::treaty

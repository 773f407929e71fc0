// Tells what is odd in a treaty's text, so that a reader can look there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/span.h"
#include "servanda/treaty/headings.h"

namespace servanda::treaty {

// Names, each with its line: numberings of several kinds, page headers inside sentences, words cut
// by hyphens, a tongue that is not read, a second treaty behind the first. Linear in the size of
// the text.
std::vector<std::string> oddities_of(std::string_view text,
                                     std::span<const ArticleHeading> headings);

// Finds where a second treaty begins behind the signatures of the first: at its title, else at its
// article 1; without signatures, where the numbers begin again under a title in capitals. 0: there
// is none; an annex is none.
uint32_t second_treaty(std::string_view text, std::span<const ArticleHeading> headings,
                       base::Span conclusion);

// Says that a second treaty begins at a byte of the text, with its line.
std::string second_treaty_warning(std::string_view text, uint32_t begin);

// Tells a report about a treaty ("the minister said that the treaty obliges ...") from a treaty
// without articles.
bool reads_like_report(std::string_view text);

// Finds the lines that a printer repeats on every page ("No. 1234    - 12 -"), in text order: they
// stand three times or more, but for their digits, and cut a sentence at least once; or they cut
// one and set a page number apart by wide blanks.
std::vector<base::Span> page_headers(std::string_view text);

// Returns the words of `span` without page headers, and with words joined that a hyphen cuts.
// `headers` are those of the whole text.
std::string clean_words(std::string_view text, base::Span span,
                        std::span<const base::Span> headers);

}  // namespace servanda::treaty

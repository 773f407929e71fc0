// Reads a treaty: its structure, what each provision binds whom to, its commitments and its terms.
#pragma once

#include <string_view>
#include <vector>

#include "servanda/base/span.h"
#include "servanda/record/document.h"
#include "servanda/record/treaty.h"

namespace servanda::treaty {

// Reads a document as a treaty. Spans point into document.text. A text without articles gives no
// provisions of its own making: its whole text is read sentence by sentence for commitments, and a
// warning says that it has no articles. Commitments follow ATOP (data/treaties/commitments.tsv,
// docs/codebook/commitments.md). Linear in the size of the text.
//
//   Treaty treaty = read_treaty({.text = "Article 1\n\nThe Parties shall not attack each
//   other.\n"}); treaty.obligations.nonaggression;  // true
record::Treaty read_treaty(const record::Document& document);

// Codes the provisions of a treaty whose articles and provisions are known (read from Akoma Ntoso,
// say): fills their text from `text`, their norms, the treaty's obligations and its terms. Spans
// must lie inside the text.
void code_provisions(record::Treaty& treaty, std::string_view text);

// Finds the treaties that stand one behind the other in a text: the span of each, with its title. A
// text with one treaty or none is one span. Linear in the size of the text for each treaty.
std::vector<base::Span> treaties_in(std::string_view text);

}  // namespace servanda::treaty

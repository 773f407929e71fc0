// Writes a treaty as Akoma Ntoso 3.0 and reads it back.
#pragma once

#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/record/document.h"
#include "servanda/record/treaty.h"

namespace servanda::exchange {

// Writes a treaty as an Akoma Ntoso statement: preface, preamble with its recitals, mainBody with
// parts, articles, paragraphs and points, conclusions, and attachments: annexes behind the
// signatures. Every byte of `text` stands in it once and
// in order (white space between the elements, xml:space="preserve"), so that reading it back gives
// the same text and the same places. Ids are the eIds. Spans of the treaty must lie inside the
// text; `text` must be UTF-8.
std::string write_akoma_ntoso(std::string_view text, const record::Treaty& treaty);

struct AkomaNtoso {
  record::Document document;  // id and text
  record::Treaty treaty;  // title, parties, signature, recitals, articles, provisions: what they
                          // bind to is not coded
};

// Reads statements, docs, acts, bills and agreements of Akoma Ntoso 3.0 and its drafts, ours and
// others'. In others' files blocks are set apart by line breaks, and units without an eId get one
// made of their places. Errors: kRefused for what is no XML, no Akoma Ntoso, has no body, or is
// nested deeper than 200 elements. Linear in the size of the file.
base::Result<AkomaNtoso> read_akoma_ntoso(std::string_view xml);

// Tells whether the bytes are likely to be Akoma Ntoso: the root element is named so within the
// first 4 KiB.
bool looks_like_akoma_ntoso(std::string_view bytes);

}  // namespace servanda::exchange

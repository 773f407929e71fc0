// Bytes to documents: plain text, Markdown, HTML, PDF, DOCX, JSON lines.
//
//   Result<Document> document = import::read_text(bytes, {.path = "speech.txt"});
//   Result<Document> line = import::read_json_line(R"({"id":"d1","text":"Russia met Iran."})",
//   {.path = "in.jsonl", .line = 1});
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/record/document.h"

namespace servanda::import {

// Where bytes came from: for ids, error places and media types.
struct Origin {
  std::string path;   // as the user gave it; "-" is standard input
  uint64_t line = 0;  // of a JSON line, from 1; 0 for whole files
};

// No document may be larger: spans are 32 bits and a reader's time is finite.
inline constexpr uint64_t kMaxDocumentBytes = 64ull << 20;

enum class Format : uint8_t { kText, kMarkdown, kHtml, kPdf, kDocx, kJsonLines };

// Tells the format by the first bytes, then by the ending of the path. Errors: kRefused for formats
// that are known and not read (an old .doc, an image, a password-protected DOCX, ...), for binary
// and for empty files.
base::Result<Format> detect_format(std::string_view bytes, const Origin& origin);

// Reads plain text or Markdown in any charset; the text becomes UTF-8 without BOM. Title: the first
// heading of Markdown. Errors: kRefused if it is empty, binary, or larger than kMaxDocumentBytes.
base::Result<record::Document> read_text(std::string_view bytes, const Origin& origin);

// Reads the main text of a page, without navigation, scripts and banners; title, date and source
// from its metadata. Errors: kRefused if no text is left.
base::Result<record::Document> read_html(std::string_view bytes, const Origin& origin);

// Reads the paragraphs of word/document.xml; title and date from docProps/core.xml.
// Errors: kRefused if it is no DOCX, is damaged, or would expand beyond kMaxDocumentBytes.
base::Result<record::Document> read_docx(std::string_view bytes, const Origin& origin);

// Makes a document of what `pdftotext` wrote: pages end with form feeds; running heads and page
// numbers are left out, words broken over lines are joined. Document::origin has one run a page,
// whose origin_begin is the page's number.
base::Result<record::Document> read_pdf_text(std::string_view pages, const Origin& origin);

// Reads one JSON line {"id","text","date","title","source",...}; unknown fields are kept in
// Document::extra. Errors: kRejected with the line and what is missing or wrong.
base::Result<record::Document> read_json_line(std::string_view line, const Origin& origin);

}  // namespace servanda::import

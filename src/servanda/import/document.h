// What every reader of a format does first and last.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/import/read.h"
#include "servanda/record/document.h"

namespace servanda::import {

// Starts a document: its digest, id, path and media type. Errors: kRefused if there are too many
// bytes.
base::Result<record::Document> new_document(std::string_view bytes, const Origin& origin,
                                            std::string_view media_type);

// Leads runs that point into decoded text on to the bytes that it was decoded from.
std::vector<record::OriginRun> through(const std::vector<record::OriginRun>& runs,
                                       const std::vector<record::OriginRun>& decoded);

// Refuses a document in which no word is left.
base::Result<void> require_text(const record::Document& document);

// Returns the title that a text gives itself: "# A heading", or a first line that is short,
// unpunctuated and followed by more text; else an empty one.
std::string title_of(std::string_view text);

// Collects text block by block, white space folded as a browser folds it.
class TextBuilder {
 public:
  explicit TextBuilder(record::Document& document) : document_(document) {}

  // Appends words that stand at `origin` in the file; every run of white space becomes one space.
  void add(std::string_view words, uint64_t origin);
  // Ends the block, if it has words, and begins a new one.
  void end_block(record::BlockKind kind);
  // Ends the line within the block.
  void end_line();

 private:
  void add_run(uint64_t origin, uint32_t size);

  record::Document& document_;
  uint32_t block_begin_ = 0;
  bool pending_space_ = false;
};

}  // namespace servanda::import

// CoNLL-U (universaldependencies.org/format.html): read with its tokens, written from a parse.
//
//   Conllu file = SERVANDA_TRY(read_conllu(bytes));
//   engine.annotate(file.text, workspace, file.parse);
//   std::string out = write_conllu(file);
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/parse.h"

namespace servanda::language {

struct Conllu {
  // One written word of several tokens ("don't"): token indices [first, last] and its surface.
  struct Range {
    uint32_t first = 0, last = 0;
    std::string surface;
  };

  std::string text;  // the forms with the white space between them, sentences on lines of their own
  record::Parse parse;                // spans are in `text`; entities are not read
  std::vector<uint32_t> documents;    // the sentences that begin one: those marked # newdoc
  std::vector<std::string> comments;  // for each sentence, its comment lines with their line ends
  std::vector<Range> ranges;          // in text order
  std::vector<std::string> misc;      // for each token, the tenth column
};

// Reads a whole file. Empty nodes are left out. Errors: kRefused with the line, for a line that has
// not ten columns, word numbers that do not count up from 1, or a head outside its sentence ('_' is
// read as no head: the root).
base::Result<Conllu> read_conllu(std::string_view bytes);

// Writes the file back with the annotation that its parse holds now.
std::string write_conllu(const Conllu& file);

// Writes a parse of raw text: sentences with `# text =`, SpaceAfter=No, and entities in MISC as
// NER=B-PER.
std::string write_conllu(std::string_view text, const record::Parse& parse);

}  // namespace servanda::language

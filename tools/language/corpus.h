// Training and development sentences out of the treebanks and entity corpora.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/language/document_style.h"
#include "servanda/language/features.h"
#include "servanda/record/parse.h"

namespace servanda::tools {

constexpr int kUnknown = -1;

struct Word {
  std::string form, lemma;
  record::Upos upos = record::Upos::kX;
  uint8_t xpos = 0;
  record::Deprel deprel = record::Deprel::kDep;
  int head =
      kUnknown;  // index in the sentence; its own index for the root; kUnknown without a tree
  int entity =
      kUnknown;  // 0 outside, 2 * type - 1 begins, 2 * type continues; kUnknown where not annotated
};

struct Sample {
  std::vector<Word> words;
  bool begins_document = false;          // where the corpus tells
  std::optional<language::Style> style;  // of its document, where the corpus has one
  bool has_tree() const { return !words.empty() && words[0].head != kUnknown; }
};

using Corpus = std::vector<Sample>;

// Reads a treebank; `entities`: a UNER file over the same sentences (matched by sent_id), or empty.
// `gum_entities`: take named entities from the Entity marks of GUM's MISC column; its documents are
// edited, those of others posted.
Corpus read_treebank(const std::string& path, const std::string& entities, bool gum_entities);

// Reads "form label" lines with blank lines between sentences. Labels of other kinds than PER, LOC,
// ORG, NORP are mapped by the table in corpus.cc.
Corpus read_entities(const std::string& path);

std::string read_file(const std::string& path);  // ends the program if it cannot

}  // namespace servanda::tools

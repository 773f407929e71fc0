// A second look at the words of a document, once trees are there: doubtful tags, and entities.
//
// The network says how good each tag and label is; what stands around adds to that, learnt by a
// linear model. Words whose two best tags lie close get the better one. Words that may be part of a
// name are labelled anew, run by run, as chains.
//
// A second stage over what a first one says of the whole document is after Krishnan and Manning
// 2006, "An effective two-stage model for exploiting non-local dependencies in named entity
// recognition"; the tables have hashes for names of features (Weinberger and others 2009, "Feature
// hashing for large scale multitask learning"). tools/language/look_training.cc learns them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/language/document_style.h"
#include "servanda/language/look_evidence.h"
#include "servanda/language/model_file.h"

namespace servanda::language {

// Labels that the second look tells apart: outside, then begins and continues of PER, LOC and ORG.
// NORP stands outside: where the network found one and nothing speaks for a name, it stays.
constexpr size_t kLookLabels = 7;
constexpr size_t kLookLabelCells = 8;  // of a row of the table
constexpr float kDoubtfulLead = 3.0f;  // of a tag before its rival, up to which it is looked at

class SecondLook {
 public:
  // A view of the tables of a model. Errors: kInternal if one is missing or out of range.
  static base::Result<SecondLook> create(const ModelFile& file);

  // Memory of one thread.
  struct State {
    LookEvidence evidence;
    std::vector<uint64_t> pieces;           // of a word
    std::vector<uint32_t> tag_cells, rows;  // of the words of a sentence, one behind the other
    std::vector<std::array<float, kLookLabels>> scores;
    std::vector<std::array<uint8_t, kLookLabels>> back;
    std::vector<uint8_t> labels;
  };

  // Tells whether the tag of a word is looked at.
  static bool is_doubtful(const NotedWord& word) {
    return word.lead < kDoubtfulLead && word.tag != word.rival;
  }

  // Looks at the words of a document: where a rival is the better tag, the two change places;
  // labels and their scores become those of the second look. The same bits on every machine.
  void look(std::span<NotedWord> words, const record::Parse& parse, std::span<const Tag> tags,
            State& state) const;

  const KnownNames& names() const { return names_; }

  // The cells for a piece of evidence: for a candidate tag, and for the labels (a row). Each style
  // has its half of a table.
  static size_t tag_cell(uint64_t piece, record::Upos upos, Style style, size_t cells) {
    piece = (piece ^ (static_cast<uint64_t>(upos) + 1)) * 0x9E3779B97F4A7C15u;
    return half(piece ^ piece >> 32, style, cells);
  }
  static size_t label_row(uint64_t piece, Style style, size_t rows) {
    return half(piece ^ piece >> 32, style, rows);
  }

  // The scores of kLookLabels by those of the network.
  static std::array<float, kLookLabels> label_scores(const NotedWord& word);

  // Finds the best chain of `count` labels; links[from][to] are added. Labels before the first word
  // and behind the last are "outside". Writes the labels; `back` is memory.
  static void best_chain(std::span<const std::array<float, kLookLabels>> scores, const float* links,
                         std::vector<std::array<uint8_t, kLookLabels>>& back, uint8_t* labels);

 private:
  using Links = std::array<float, kLookLabels * kLookLabels>;

  static size_t half(uint64_t hash, Style style, size_t size) {
    return (hash & (size / 2 - 1)) + (style == Style::kPosted ? 0 : size / 2);
  }

  // The tables lie in no cache: what is to be read for a sentence is asked for before any of it is
  // read. A doubtful word has two cells for each of its pieces, a word that may be named a row.
  void ask_tag(const NotedWord& word, std::span<const Tag> tags, Style style, State& state) const;
  void ask_labels(Style style, State& state) const;
  void choose_tag(NotedWord& word, std::span<const uint32_t> cells) const;
  std::array<int32_t, kLookLabelCells> label_sums(std::span<const uint32_t> rows) const;
  // Labels words [first, last) by their rows, so many of each.
  void label(std::span<NotedWord> words, size_t first, size_t last, std::span<const uint32_t> rows,
             Style style, State& state) const;

  KnownNames names_;
  DocumentStyle style_;
  const int8_t* tag_cells_ = nullptr;
  const int8_t* label_rows_ = nullptr;
  size_t tag_cell_count_ = 0, label_row_count_ = 0;
  std::array<Links, kStyles> links_{};
  float tag_step_ = 0, label_step_ = 0;  // what 1 in the tables stands for
};

}  // namespace servanda::language

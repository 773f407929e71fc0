// A document as the readers of passages see it: trees, mentions by token, clauses as spans,
// sections, the dyad in question.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/event/coder.h"
#include "servanda/event/tree.h"

namespace servanda::reading {

using event::kNoToken;

class Page {
 public:
  // Keeps a reference to the annotations, which must outlive the page.
  explicit Page(const event::Annotations& annotations);

  const event::Annotations& annotations() const { return annotations_; }
  const event::Tree& tree() const { return tree_; }
  const record::Document& document() const { return annotations_.document; }

  // The innermost mention that covers the token, or nullptr.
  const actor::Mention* mention_at(uint32_t token) const;
  // The codes of states and organisations among the mention's actors, without repetition; empty if
  // there is none.
  std::vector<std::string> codes_at(uint32_t token) const;
  // The two states that the document speaks of most; fewer if it names fewer.
  const std::vector<std::string>& dyad() const { return dyad_; }

  // The time expression that covers the token, or nullptr.
  const language::TimeExpression* time_at(uint32_t token) const;

  // The subject of a predicate, also where it stands in another clause; relative pronouns give the
  // noun that they stand for. kNoToken if the tree shows none.
  uint32_t subject_of(uint32_t predicate) const;
  // The tokens [first, last] of the clause around a predicate: without clauses set beside it,
  // without the marks and conjunctions at its ends.
  std::pair<uint32_t, uint32_t> clause_around(uint32_t predicate) const;
  // The last token below `head` that follows it without a gap, relative clauses left out if asked.
  uint32_t phrase_end(uint32_t head) const;
  // The first token of the noun phrase of `head`.
  uint32_t phrase_begin(uint32_t head) const;

  base::Span span(uint32_t first, uint32_t last) const;
  std::string words(uint32_t first, uint32_t last) const;
  record::Evidence evidence(uint32_t first, uint32_t last) const;
  // True where the words (lower case, one space between them) stand at the token, within its
  // sentence.
  bool says(uint32_t token, std::string_view phrase) const;
  // How many tokens the phrase has.
  static uint32_t size_of(std::string_view phrase);

  // True for a sentence under a heading such as "Outlook" (data/reading/headings.tsv).
  bool in_outlook(uint32_t sentence) const { return outlook_[sentence]; }
  // True for a sentence that is a heading: alone in its paragraph, short, without a full stop.
  bool is_heading(uint32_t sentence) const { return heading_[sentence]; }
  // True for a question.
  bool is_question(uint32_t sentence) const;

 private:
  void find_sections();
  void find_dyad();

  const event::Annotations& annotations_;
  event::Tree tree_;
  std::vector<int> mention_at_, time_at_;
  std::vector<bool> outlook_, heading_;
  std::vector<std::string> dyad_;
};

// The fields of a table: one row a line, tabs between fields; empty lines and those with # are left
// out.
std::vector<std::vector<std::string_view>> read_rows(std::string_view table);

}  // namespace servanda::reading

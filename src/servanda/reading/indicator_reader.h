// Reads the figures of a document. Internal to this stage: others call find_indicators().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "servanda/reading/measures.h"
#include "servanda/reading/page.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// The word that says what is measured, and where it stands.
struct Found {
  const Measured* measured = nullptr;
  uint32_t first = 0, last = 0;
  std::string name = {};  // of a noun of no table; empty for the others
};

class IndicatorReader {
 public:
  // Keeps references to both.
  IndicatorReader(const Page& page, const std::vector<record::Event>& events)
      : page_(page), tree_(page.tree()), events_(events) {}

  std::vector<record::Indicator> find();

 private:
  void read(const record::Amount& amount, uint32_t first, uint32_t last);
  bool is_to_come(uint32_t first, uint32_t last) const;
  std::string name_of(const Found& word, bool change, bool percent, uint32_t first,
                      uint32_t last) const;
  bool is_target(const Found& word) const;
  bool read_beside(const record::Amount& amount, uint32_t first, uint32_t last);

  // indicator_words.cc: what is measured.
  std::optional<Found> subject_before(uint32_t first, uint32_t last) const;
  bool ordinal_before(uint32_t first) const;
  uint32_t verb_of(uint32_t last) const;
  int distance(uint32_t a, uint32_t b) const;
  std::optional<Found> word_of(uint32_t first, uint32_t last, UnitKind kind) const;
  std::optional<Found> priced(uint32_t first, uint32_t last) const;
  uint32_t amounting_subject(uint32_t first, uint32_t last) const;
  std::optional<Found> amounting(uint32_t first, uint32_t last) const;
  std::optional<Found> named_by(uint32_t noun, uint32_t first) const;
  std::optional<Found> price_of(uint32_t first, uint32_t verb) const;
  bool known_head(uint32_t head) const;
  bool is_change(uint32_t first, uint32_t last) const;
  bool falls(uint32_t first) const;
  bool share_before(uint32_t noun, uint32_t first) const;

  // indicator_counts.cc: the unit of a figure that leaves it unsaid, and what no table names.
  std::vector<std::string> understood_units() const;
  std::optional<Found> counted(const record::Amount& amount, uint32_t last) const;
  std::optional<Found> by_governor(const record::Amount& amount, UnitKind kind, uint32_t first,
                                   uint32_t last) const;
  bool says_percent(uint32_t first, uint32_t last) const;

  // indicator_units.cc: the unit of a figure as a reader writes it.
  void write_unit(uint32_t first, uint32_t last, record::Amount& amount) const;
  std::string_view counted_by(uint32_t last) const;

  // indicator_times.cc: when, and whose.
  bool is_baseline(const language::TimeExpression& time, bool change) const;
  bool is_of_another(const language::TimeExpression& time, uint32_t last, const Found& word) const;
  std::optional<uint32_t> time_of(uint32_t first, uint32_t last, const Found& word,
                                  bool change) const;
  std::optional<uint32_t> time_before(uint32_t first, const Found& word) const;
  static bool is_once(const Found& word);
  std::optional<record::Date> act_date(uint32_t first, const Found& word, UnitKind kind) const;
  record::Date period_of(const language::TimeExpression& time, uint32_t first) const;
  bool is_of_aside(const language::TimeExpression& time, uint32_t first, uint32_t last) const;
  bool counts_from_april() const;
  bool is_ongoing(const Found& word, UnitKind kind, uint32_t last) const;
  record::Date up_to_the_text(record::Date since) const;
  bool says_end(const language::TimeExpression& time) const;
  bool says_end_of_year(const language::TimeExpression& time) const;
  std::optional<record::Date> year_of_writing(uint32_t last) const;
  std::optional<record::Date> period_beside(uint32_t first, bool percent) const;
  std::vector<std::string> dyad_of(uint32_t first, const Found& word) const;

  const Page& page_;
  const event::Tree& tree_;
  const std::vector<record::Event>& events_;
  std::vector<std::string> units_;  // of the amounts, with those that are understood
  Found last_word_;
  std::vector<record::Indicator> found_;
};

// What a mark between clauses counts for, in words.
inline constexpr int kBoundary = 12;

}  // namespace servanda::reading

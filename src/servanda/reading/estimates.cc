// Reads the table of estimates once.
#include "servanda/reading/estimates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <map>

#include "servanda/embedded/kReadingEstimates.h"
#include "servanda/reading/page.h"

namespace servanda::reading {
namespace {

constexpr std::array<std::pair<std::string_view, EstimateKind>, 8> kKinds = {
    {{"phrase", EstimateKind::kPhrase},
     {"degree", EstimateKind::kDegree},
     {"adjective", EstimateKind::kAdjective},
     {"verb", EstimateKind::kVerb},
     {"ruled_out", EstimateKind::kRuledOut},
     {"adverb", EstimateKind::kAdverb},
     {"active", EstimateKind::kActive},
     {"modal", EstimateKind::kModal}}};

struct Table {
  std::deque<Estimate> estimates;
  std::map<std::string_view, std::vector<const Estimate*>> by_first_word;

  Table() {
    for (const auto& row : read_rows(embedded::kReadingEstimates())) {
      if (row.size() < 4) continue;
      Estimate estimate;
      estimate.words = row[0];
      estimate.size = Page::size_of(row[0]);
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), estimate.low);
      std::from_chars(row[2].data(), row[2].data() + row[2].size(), estimate.high);
      for (const auto& [name, kind] : kKinds) {
        if (name == row[3]) estimate.kind = kind;
      }
      estimates.push_back(estimate);
      by_first_word[row[0].substr(0, row[0].find(' '))].push_back(&estimates.back());
    }
    for (auto& [word, rows] : by_first_word) {
      std::stable_sort(rows.begin(), rows.end(),
                       [](const Estimate* a, const Estimate* b) { return a->size > b->size; });
    }
  }
};

}  // namespace

const std::vector<const Estimate*>& estimates_from(std::string_view first_word) {
  static const Table table;
  static const std::vector<const Estimate*> none;
  const auto at = table.by_first_word.find(first_word);
  return at == table.by_first_word.end() ? none : at->second;
}

}  // namespace servanda::reading

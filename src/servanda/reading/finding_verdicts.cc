// Verdicts by turns of phrase: "goes further than", "is mute on", "has little to show", where a
// paper of states is spoken of.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "servanda/embedded/kReadingTreatyWords.h"
#include "servanda/reading/finding_reader.h"

namespace servanda::reading {

using record::Upos;

namespace {

struct TurnOfPhrase {
  std::string_view words, kind;
  uint32_t size = 1;
};

// The turns of phrase by their first word.
const std::map<std::string_view, std::vector<TurnOfPhrase>>& turns() {
  static const auto all = [] {
    std::map<std::string_view, std::vector<TurnOfPhrase>> out;
    for (const auto& row : read_rows(embedded::kReadingTreatyWords())) {
      if (row.size() < 3 || row[1] != "turn") continue;
      out[row[0].substr(0, row[0].find(' '))].push_back({row[0], row[2], Page::size_of(row[0])});
    }
    return out;
  }();
  return all;
}

}  // namespace

bool FindingReader::begins_turn(uint32_t token) const {
  return turns().contains(tree_.word(token));
}

void FindingReader::read_turn(uint32_t i) {
  const uint32_t s = tree_.sentence(i);
  const record::Sentence& sentence = tree_.sentence_of(i);
  for (const TurnOfPhrase& turn : turns().at(tree_.word(i))) {
    if (!page_.says(i, turn.words)) continue;
    const uint32_t end = i + turn.size - 1;
    uint32_t predicate = i;
    for (int step = 0; step < 4 && tree_.head(predicate) != kNoToken &&
                       tree_.upos(predicate) != Upos::kVERB && tree_.upos(predicate) != Upos::kADJ;
         ++step)
      predicate = tree_.head(predicate);
    auto [first, last] = page_.clause_around(predicate);
    first = std::min(first, i);
    last = std::max(last, end);
    const base::Span span = page_.span(first, last);
    bool told = false;  // by what the sentence gave already
    const uint32_t from = tree_.token(sentence.begin).span.begin;
    for (size_t k = found_.size(); k > 0 && found_[k - 1].evidence.span.end > from; --k)
      told |= found_[k - 1].evidence.span.overlaps(span);
    const int treaty = treaty_near(i);
    const uint32_t paper = treaty == kNoTreaty ? paper_near(page_, s) : kNoToken;
    if (told || (treaty == kNoTreaty && paper == kNoToken)) return;
    record::Finding finding;
    finding.treaty = treaty == kNoTreaty ? std::string() : treaties_.treaty(treaty).label();
    if (finding.treaty.empty() && paper != kNoToken)
      finding.treaty = page_.words(page_.phrase_begin(paper), paper);
    if (finding.treaty.empty()) return;
    finding.kind = std::string(turn.kind);
    if (end < last) finding.topic = page_.words(end + 1, last);
    finding.evidence = page_.evidence(first, last);
    found_.push_back(std::move(finding));
    return;
  }
}

}  // namespace servanda::reading

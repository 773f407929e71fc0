// Fits the weights by which reports are joined to reports that were marked by hand.
//
//   fit_occurrences LESSONS.tsv HELD_OUT.tsv DOCUMENTS.jsonl...  >
//   src/servanda/ledger/report_weights.h
//
// Both files of marks: group, document, begin and end of the word that tells the act, and what the
// reports of one act share, parted by tabs (data/ledger/occurrence_lessons.tsv teaches,
// tests/cases/ledger/occurrence_reports.tsv does not). Logistic regression, ridge penalty, over the
// pairs of reports of one group and two documents. Figures go to standard error: precision, recall
// and F1 of pairs after the joining of lessons that had no part in the fit (five folds), by which
// the cut is chosen, and of the marks that were held out.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "marked_reports.h"
#include "servanda/ledger/report_clusters.h"

namespace {

using namespace servanda;          // NOLINT(google-build-using-namespace): a tool of one file
using namespace servanda::ledger;  // NOLINT(google-build-using-namespace)

using Weights = Likeness;

// What can only speak for one act, or only against: the marks are too few to say otherwise.
constexpr size_t kSpeakFor[] = {
    kDuplicate,    kAlike,       kCovered,       kNear,       kNearAlike,    kNextWords,
    kObject,       kTriggerTold, kRarest,        kNearRarest, kSecondRarest, kSharedNames,
    kSameTrigger,  kSameKind,    kSameMode,      kSameType,   kSameParties,  kSameActors,
    kReferredDay,  kOnceADay,    kBothDefinite,  kOneRefers,  kBothRefer,    kBackOnFresh,
    kSharedCounts, kSamePlace,   kSameActRarest, kBackRarest};
constexpr size_t kSpeakAgainst[] = {
    kOtherNames,      kOtherKind,   kOtherMode,   kOtherQuad,        kAnother,
    kOtherIntent,     kOtherActors, kThirdActor,  kOtherSides,       kTurned,
    kTurnedFresh,     kOtherSector, kDaysApart,   kToldApart,        kFreshApart,
    kBackBeforeFresh, kOtherCounts, kOtherPlace,  kOtherCountsApart, kViolentPlainApart,
    kOtherNamesApart, kOtherPlaces, kOneDocument, kSupposed};

constexpr double kNoBound = 1e6;

Weights fit(const Groups& groups, int left_out) {
  std::vector<std::pair<Likeness, double>> rows;
  for (const auto& [name, group] : groups) {
    if (group.fold == left_out) continue;
    for (size_t i = 0; i < group.reports.size(); ++i) {
      for (size_t j = i + 1; j < group.reports.size(); ++j) {
        if (group.reports[i].event.document == group.reports[j].event.document) continue;
        const auto like =
            likeness(group.reports[i], group.reports[j], group.features[i], group.features[j]);
        if (like) rows.emplace_back(*like, same_act(group.acts[i], group.acts[j]) ? 1 : 0);
      }
    }
  }
  const auto count = static_cast<double>(rows.size());
  // The penalty goes by the spread of what is weighed, so that its unit does not matter.
  constexpr double kRidge = 0.006, kLeastSpread = 1e-3;
  Weights mean{}, penalty{};
  for (const auto& [like, wanted] : rows) {
    for (size_t k = 0; k < kFeatures; ++k) mean[k] += like[k] / count;
  }
  for (const auto& [like, wanted] : rows) {
    for (size_t k = 0; k < kFeatures; ++k) penalty[k] += std::pow(like[k] - mean[k], 2) / count;
  }
  for (double& p : penalty) p = kRidge * count * std::max(p, kLeastSpread);
  penalty[kBias] = 0;
  Weights least, most;
  least.fill(-kNoBound), most.fill(kNoBound);
  for (const size_t k : kSpeakFor) least[k] = 0;
  for (const size_t k : kSpeakAgainst) most[k] = 0;
  // One weight after the other by Newton's step, until none moves.
  Weights weights{};
  std::vector<double> sums(rows.size(), 0.0);
  for (int round = 0; round < 400; ++round) {
    double moved = 0;
    for (size_t k = 0; k < kFeatures; ++k) {
      double slope = penalty[k] * weights[k], curve = penalty[k] + 1e-9;
      for (size_t n = 0; n < rows.size(); ++n) {
        const double x = rows[n].first[k];
        if (x == 0) continue;
        const double chance = 1 / (1 + std::exp(-sums[n]));
        slope += (chance - rows[n].second) * x;
        curve += std::max(chance * (1 - chance), 0.01) * x * x;
      }
      const double next = std::clamp(weights[k] - slope / curve, least[k], most[k]);
      const double step = next - weights[k];
      if (step == 0) continue;
      for (size_t n = 0; n < rows.size(); ++n) sums[n] += step * rows[n].first[k];
      weights[k] = next, moved = std::max(moved, std::abs(step));
    }
    if (moved < 1e-4) break;
  }
  return weights;
}

struct Counts {
  int hit = 0, wrong = 0, missed = 0;

  void add(const Group& group, const Weights& weights) {
    const std::vector<size_t> first = join_reports(group.reports, group.features, weights);
    for (size_t i = 0; i < group.reports.size(); ++i) {
      for (size_t j = i + 1; j < group.reports.size(); ++j) {
        if (group.reports[i].event.document == group.reports[j].event.document) continue;
        const bool joined = first[i] == first[j], same = same_act(group.acts[i], group.acts[j]);
        hit += joined && same, wrong += joined && !same, missed += !joined && same;
      }
    }
  }
  void print(const std::string& what) const {
    fmt::print(
        stderr, "{:<28} precision {:.3f} recall {:.3f} F1 {:.3f} ({} right, {} wrong, {} missed)\n",
        what, hit / std::max(1.0, double(hit + wrong)), hit / std::max(1.0, double(hit + missed)),
        2.0 * hit / std::max(1.0, 2.0 * hit + wrong + missed), hit, wrong, missed);
  }
};

Weights shifted(Weights weights, double cut) {
  weights[kBias] -= cut;
  // Set by hand, since hardly a marked pair shows it: one author tells his acts apart, and two
  // states sign once on a day, whatever the words.
  weights[kOneDocument] = -1;
  weights[kOnceADay] = 3;
  return weights;
}

// The log odds at which reports are joined: where F1 of lessons that were left out is best.
constexpr double kCut = -0.8;
constexpr int kNoFold = -1;

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: fit_occurrences LESSONS.tsv HELD_OUT.tsv DOCUMENTS.jsonl...\n");
    return 2;
  }
  std::vector<std::vector<Mark>> marks = {read_marks(argv[1]), read_marks(argv[2])};
  const std::vector<Groups> read = read_groups(marks, {argv + 3, argv + argc});
  for (const std::vector<Mark>& file : marks) {
    fmt::print(stderr, "{} reports marked, {} of them coded\n", file.size(),
               std::count_if(file.begin(), file.end(), [](const Mark& m) { return m.found; }));
  }
  const Groups &lessons = read[0], &held_out = read[1];
  std::map<double, Counts> by_cut;
  for (int fold = 0; fold < kFolds; ++fold) {
    const Weights weights = fit(lessons, fold);
    for (const auto& [name, group] : lessons) {
      if (group.fold != fold) continue;
      for (double cut = -1.6; cut <= 0.2; cut += 0.2) by_cut[cut].add(group, shifted(weights, cut));
    }
  }
  for (const auto& [cut, counts] : by_cut)
    counts.print(fmt::format("lessons left out, cut {:.1f}", cut));
  const Weights weights = shifted(fit(lessons, kNoFold), kCut);
  Counts taught, tested;
  for (const auto& [name, group] : lessons) taught.add(group, weights);
  for (const auto& [name, group] : held_out) tested.add(group, weights);
  taught.print("lessons, fitted to them");
  tested.print("held out");
  fmt::print(
      "// The weights of a pair of reports; written by tools/ledger/fit_occurrences.\n#pragma "
      "once\n\n#include <array>\n\n"
      "#include \"servanda/ledger/report_likeness.h\"\n\nnamespace servanda::ledger {{\n\n"
      "inline constexpr auto kReportWeights = std::to_array<double>({{\n");
  for (const double weight : weights) fmt::print("    {:.3f},\n", weight);
  fmt::print(
      "}});\nstatic_assert(kReportWeights.size() == kFeatures);\n\n}}  // namespace "
      "servanda::ledger\n");
  return 0;
}

// Fits the weights by which reports are joined to pairs of documents that were marked by hand.
//
//   fit_occurrences PAIRS.tsv DOCUMENTS.jsonl...  > src/servanda/ledger/report_weights.h
//
// PAIRS: two document ids and "same" or "different", parted by tabs. Logistic regression, ridge
// penalty; of a pair of documents that tell of one act, the two reports that are nearest are taken
// for it. Figures go to standard error: precision, recall and F1 on pairs that had no part in the
// fit (five folds; documents that any chain of pairs links stand in one fold).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "servanda/import/read.h"
#include "servanda/ledger/occurrences.h"
#include "servanda/ledger/report_likeness.h"
#include "servanda/service/pipeline.h"

namespace {

using namespace servanda;          // NOLINT(google-build-using-namespace): a tool of one file
using namespace servanda::ledger;  // NOLINT(google-build-using-namespace)

constexpr int kFolds = 5;

struct MarkedPair {
  std::string a, b;
  bool same = false;
  int fold = 0;
  std::vector<Likeness> candidates;  // of the pairs of reports that the ledger would compare
};

using Weights = Likeness;

double score(const Weights& weights, const Likeness& likeness) {
  return std::inner_product(weights.begin(), weights.end(), likeness.begin(), 0.0);
}

const Likeness* nearest(const Weights& weights, const MarkedPair& pair) {
  const auto best = std::max_element(
      pair.candidates.begin(), pair.candidates.end(),
      [&](const Likeness& x, const Likeness& y) { return score(weights, x) < score(weights, y); });
  return best == pair.candidates.end() ? nullptr : &*best;
}

std::vector<MarkedPair> read_pairs(const char* path) {
  std::vector<MarkedPair> pairs;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::stringstream fields(line);
    MarkedPair& pair = pairs.emplace_back();
    std::string mark;
    fields >> pair.a >> pair.b >> mark;
    pair.same = mark == "same";
  }
  // Linked documents stand in one fold.
  std::map<std::string, std::string> parent;
  const auto find = [&](std::string id) {
    while (parent.contains(id) && parent[id] != id) id = parent[id];
    return id;
  };
  for (const MarkedPair& pair : pairs) {
    parent.emplace(pair.a, pair.a), parent.emplace(pair.b, pair.b);
    parent[find(pair.b)] = find(pair.a);
  }
  std::map<std::string, int> folds;
  for (MarkedPair& pair : pairs) {
    const std::string root = find(pair.a);
    pair.fold = folds.emplace(root, static_cast<int>(folds.size() % kFolds)).first->second;
  }
  return pairs;
}

// Codes the documents, and gathers the reports of each pair of actors as `timeline` would.
void add_candidates(std::vector<MarkedPair>& pairs, int files, char** paths) {
  std::set<std::string> wanted;
  for (const MarkedPair& pair : pairs) wanted.insert({pair.a, pair.b});
  const service::Pipeline pipeline = service::Pipeline::create({}).value();
  service::Pipeline::Workspace workspace;
  std::map<std::pair<std::string, std::string>, std::vector<Report>> dyads;
  for (int i = 0; i < files; ++i) {
    std::ifstream file(paths[i]);
    std::string line;
    while (std::getline(file, line)) {
      auto document = import::read_json_line(line, {.path = paths[i]});
      if (!document || !wanted.contains(document->id)) continue;
      const record::Reading reading = pipeline.read(std::move(document).value(), workspace);
      for (const record::Event& event : reading.events) {
        std::set<std::string> codes;
        for (const auto* side : {&event.actors, &event.recipients}) {
          for (const record::Actor& actor : *side) codes.insert(actor.code);
        }
        for (auto a = codes.begin(); a != codes.end(); ++a) {
          for (auto b = std::next(a); b != codes.end(); ++b) {
            dyads[{*a, *b}].push_back({event, publisher_of(reading.document), reading.document.date,
                                       std::string(event.evidence.of(reading.document.text)),
                                       false});
          }
        }
      }
    }
  }
  std::map<std::pair<std::string, std::string>, std::vector<MarkedPair*>> of;
  for (MarkedPair& pair : pairs) {
    of[{pair.a, pair.b}].push_back(&pair);
    of[{pair.b, pair.a}].push_back(&pair);
  }
  for (const auto& [dyad, reports] : dyads) {
    const std::vector<ReportFeatures> features = features_of(reports);
    for (size_t i = 0; i < reports.size(); ++i) {
      for (size_t j = i + 1; j < reports.size(); ++j) {
        const auto found = of.find({reports[i].event.document, reports[j].event.document});
        if (found == of.end()) continue;
        const auto like = likeness(reports[i], reports[j], features[i], features[j]);
        if (!like) continue;
        for (MarkedPair* pair : found->second) pair->candidates.push_back(*like);
      }
    }
  }
}

// What can only speak for one act, or only against: the marks are too few to say otherwise.
bool speaks_for(size_t k) {
  return k == kDuplicate || k == kWords || k == kCovered || k == kObject || k == kSameTrigger ||
         k == kSameType || k == kSameParties || k == kOnceADay || k == kSharedCounts ||
         k == kSharedNames || k == kSamePlace;
}
bool speaks_against(size_t k) {
  return k == kOtherQuad || k == kOtherSides || k == kTurned || k == kDaysApart ||
         k == kViolentApart || k == kCoarseDate || k == kOtherCounts || k == kOtherCountsApart ||
         k == kOtherNames || k == kOtherPlace || k == kPlanAndDeed || k == kOneDocument;
}

// Fits by gradient steps; which reports stand for a pair is chosen anew after each round.
Weights fit(const std::vector<MarkedPair>& pairs, int left_out) {
  Weights weights{};
  weights[kBias] = -2, weights[kWords] = 4, weights[kSameType] = 1, weights[kDaysApart] = -0.3;
  constexpr double kRidge = 0.07, kRate = 0.05;
  for (int round = 0; round < 6; ++round) {
    std::vector<std::pair<const Likeness*, double>> rows;
    for (const MarkedPair& pair : pairs) {
      if (pair.fold == left_out) continue;
      if (const Likeness* like = nearest(weights, pair)) rows.emplace_back(like, pair.same ? 1 : 0);
    }
    // The penalty goes by the spread of what is weighed, so that its unit does not matter.
    Weights mean{}, spread{};
    for (const auto& [like, wanted] : rows) {
      for (size_t k = 0; k < kFeatures; ++k)
        mean[k] += (*like)[k] / static_cast<double>(rows.size());
    }
    for (const auto& [like, wanted] : rows) {
      for (size_t k = 0; k < kFeatures; ++k)
        spread[k] += std::pow((*like)[k] - mean[k], 2) / static_cast<double>(rows.size());
    }
    Weights second{};  // of the gradients, for steps of like size in all directions
    for (int step = 0; step < 3000; ++step) {
      Weights gradient{};
      for (const auto& [like, wanted] : rows) {
        const double error = 1 / (1 + std::exp(-score(weights, *like))) - wanted;
        for (size_t k = 0; k < kFeatures; ++k)
          gradient[k] += error * (*like)[k] / static_cast<double>(rows.size());
      }
      for (size_t k = 0; k < kFeatures; ++k) {
        if (k != kBias) gradient[k] += kRidge * std::max(spread[k], 1e-3) * weights[k];
        second[k] = 0.99 * second[k] + 0.01 * gradient[k] * gradient[k];
        weights[k] -= kRate * gradient[k] / (std::sqrt(second[k]) + 1e-3);
        if (speaks_for(k)) weights[k] = std::max(weights[k], 0.0);
        if (speaks_against(k)) weights[k] = std::min(weights[k], 0.0);
      }
    }
  }
  return weights;
}

struct Counts {
  int hit = 0, wrong = 0, missed = 0, blind = 0;
  void add(const MarkedPair& pair, bool joined) {
    hit += joined && pair.same;
    wrong += joined && !pair.same;
    missed += !joined && pair.same;
    blind += pair.same && pair.candidates.empty();
  }
  double f1() const { return hit == 0 ? 0 : 2.0 * hit / (2.0 * hit + wrong + missed); }
  void print(const char* what) const {
    fmt::print(stderr,
               "{:<28} precision {:.3f} recall {:.3f} F1 {:.3f} ({} right, {} wrong, {} missed, {} "
               "of them without reports to compare); F1 of those compared {:.3f}\n",
               what, hit / std::max(1.0, double(hit + wrong)),
               hit / std::max(1.0, double(hit + missed)), f1(), hit, wrong, missed, blind,
               2.0 * hit / std::max(1.0, 2.0 * hit + wrong + missed - blind));
  }
};

// The log odds at which two reports are joined. Chains join more than pairs do: it lies above where
// F1 of pairs is best (-0.75).
constexpr double kCut = -0.35;

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: fit_occurrences PAIRS.tsv DOCUMENTS.jsonl...\n");
    return 2;
  }
  std::vector<MarkedPair> pairs = read_pairs(argv[1]);
  add_candidates(pairs, argc - 2, argv + 2);
  Counts held_out, fitted;
  std::map<double, Counts> by_cut;
  for (int fold = 0; fold < kFolds; ++fold) {
    Weights weights = fit(pairs, fold);
    for (const MarkedPair& pair : pairs) {
      if (pair.fold != fold) continue;
      const Likeness* like = nearest(weights, pair);
      for (double cut = -1.5; cut <= 2; cut += 0.25)
        by_cut[cut].add(pair, like != nullptr && score(weights, *like) > cut);
    }
    weights[kBias] -= kCut;
    for (const MarkedPair& pair : pairs) {
      if (pair.fold != fold) continue;
      const Likeness* like = nearest(weights, pair);
      held_out.add(pair, like != nullptr && score(weights, *like) > 0);
    }
  }
  for (const auto& [cut, counts] : by_cut)
    counts.print(fmt::format("left out, cut {:.2f}", cut).c_str());
  Weights weights = fit(pairs, -1);
  weights[kBias] -= kCut;
  weights[kOneDocument] = -1;  // told apart by their author; no marked pair shows it
  for (const MarkedPair& pair : pairs) {
    const Likeness* like = nearest(weights, pair);
    fitted.add(pair, like != nullptr && score(weights, *like) > 0);
  }
  held_out.print("pairs left out of the fit");
  fitted.print("all pairs, fitted to them");
  fmt::print(
      "// The weights of a pair of reports; written by tools/ledger/fit_occurrences.\n#pragma "
      "once\n\n"
      "#include \"servanda/ledger/report_likeness.h\"\n\nnamespace servanda::ledger {{\n\n"
      "inline constexpr Likeness kReportWeights = {{{{\n");
  for (const double weight : weights) fmt::print("    {:.3f},\n", weight);
  fmt::print("}}}};\n\n}}  // namespace servanda::ledger\n");
  return 0;
}

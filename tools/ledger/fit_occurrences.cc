// Fits the weights by which reports are joined to reports that were marked by hand.
//
//   fit_occurrences MARKS.tsv DOCUMENTS.jsonl...  > src/servanda/ledger/report_weights.h
//
// MARKS: group, document, begin and end of the word that tells the act, and what the reports of one
// act share, parted by tabs (tests/cases/ledger/occurrence_reports.tsv). Logistic regression, ridge
// penalty, over the pairs of reports of one group and two documents. Figures go to standard error:
// precision, recall and F1 of pairs after the joining of groups that had no part in the fit (five
// folds; groups that share a document stand in one fold).
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
#include "servanda/ledger/report_clusters.h"
#include "servanda/service/pipeline.h"

namespace {

using namespace servanda;          // NOLINT(google-build-using-namespace): a tool of one file
using namespace servanda::ledger;  // NOLINT(google-build-using-namespace)

constexpr int kFolds = 5;

struct Mark {
  std::string group, document, act;
  base::Span trigger;
  bool found = false;  // the coder has an event there
};

// What was marked of one group, with the reports that the coder has there.
struct Group {
  std::vector<Report> reports;
  std::vector<std::string> acts;  // of the reports
  std::vector<ReportFeatures> features;
  int fold = 0;
};

using Weights = Likeness;

bool same_act(const std::string& a, const std::string& b) { return a == b && a != "-"; }

std::vector<Mark> read_marks(const char* path) {
  std::vector<Mark> marks;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::stringstream fields(line);
    Mark& mark = marks.emplace_back();
    std::string begin, end;
    std::getline(fields, mark.group, '\t');
    std::getline(fields, mark.document, '\t');
    std::getline(fields, begin, '\t');
    std::getline(fields, end, '\t');
    std::getline(fields, mark.act, '\t');
    mark.trigger = {static_cast<uint32_t>(std::stoul(begin)),
                    static_cast<uint32_t>(std::stoul(end))};
  }
  return marks;
}

// Codes the documents and takes the events whose words are marked.
std::map<std::string, Group> read_groups(std::vector<Mark>& marks, int files, char** paths) {
  std::multimap<std::string, Mark*> of_document;
  for (Mark& mark : marks) of_document.emplace(mark.document, &mark);
  const service::Pipeline pipeline = service::Pipeline::create({}).value();
  service::Pipeline::Workspace workspace;
  std::map<std::string, Group> groups;
  for (int i = 0; i < files; ++i) {
    std::ifstream file(paths[i]);
    std::string line;
    while (std::getline(file, line)) {
      auto document = import::read_json_line(line, {.path = paths[i]});
      if (!document) continue;
      const auto [begin, end] = of_document.equal_range(document->id);
      if (begin == end) continue;
      const record::Reading reading = pipeline.read(std::move(document).value(), workspace);
      for (const record::Event& event : reading.events) {
        for (auto at = begin; at != end; ++at) {
          Mark& mark = *at->second;
          if (mark.found || !event.trigger.overlaps(mark.trigger)) continue;
          mark.found = true;
          Group& group = groups[mark.group];
          group.reports.push_back({event, publisher_of(reading.document), reading.document.date,
                                   std::string(event.evidence.of(reading.document.text)), false});
          group.acts.push_back(mark.act);
        }
      }
    }
  }
  // Groups with a document in common stand in one fold.
  std::map<std::string, std::string> parent;
  const auto find = [&](std::string id) {
    while (parent.contains(id) && parent[id] != id) id = parent[id];
    return id;
  };
  for (const Mark& mark : marks) {
    const std::string document = "document " + mark.document;
    parent.emplace(document, document), parent.emplace(mark.group, mark.group);
    parent[find(document)] = find(mark.group);
  }
  std::map<std::string, int> folds;
  std::vector<Report> all;
  for (auto& [name, group] : groups) {
    group.fold = folds.emplace(find(name), static_cast<int>(folds.size() % kFolds)).first->second;
    all.insert(all.end(), group.reports.begin(), group.reports.end());
  }
  // Words weigh as in a ledger of all of them.
  std::vector<ReportFeatures> features = features_of(all);
  size_t next = 0;
  for (auto& [name, group] : groups) {
    for (size_t i = 0; i < group.reports.size(); ++i)
      group.features.push_back(std::move(features[next++]));
  }
  return groups;
}

// What can only speak for one act, or only against: the marks are too few to say otherwise.
constexpr size_t kSpeakFor[] = {kDuplicate,   kWords,      kCovered,     kObject,   kSameTrigger,
                                kTriggerTold, kSameFamily, kSameMode,    kNear,     kReferredDay,
                                kToldAgain,   kSameType,   kSameParties, kOnceADay, kSharedCounts,
                                kSharedNames, kSamePlace,  kBothRefer,   kOneRefers};
constexpr size_t kSpeakAgainst[] = {kOtherFamily, kOtherMode,        kAnother,    kFreshApart,
                                    kOtherQuad,   kOtherSides,       kTurned,     kDaysApart,
                                    kDaysLater,   kViolentApart,     kCoarseDate, kOtherCounts,
                                    kOtherNames,  kOtherCountsApart, kOtherPlace, kOneDocument,
                                    kOtherPlaces, kOtherSector,      kTurnedFresh};

Weights fit(const std::map<std::string, Group>& groups, int left_out) {
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
  Weights weights{};
  weights[kBias] = -2;
  constexpr double kRidge = 0.02, kRate = 0.05;
  // The penalty goes by the spread of what is weighed, so that its unit does not matter.
  const auto count = static_cast<double>(rows.size());
  Weights mean{}, spread{};
  for (const auto& [like, wanted] : rows) {
    for (size_t k = 0; k < kFeatures; ++k) mean[k] += like[k] / count;
  }
  for (const auto& [like, wanted] : rows) {
    for (size_t k = 0; k < kFeatures; ++k) spread[k] += std::pow(like[k] - mean[k], 2) / count;
  }
  Weights second{};  // of the gradients, for steps of like size in all directions
  for (int step = 0; step < 6000; ++step) {
    Weights gradient{};
    for (const auto& [like, wanted] : rows) {
      const double error = 1 / (1 + std::exp(-closeness(like, weights))) - wanted;
      for (size_t k = 0; k < kFeatures; ++k) gradient[k] += error * like[k] / count;
    }
    for (size_t k = 0; k < kFeatures; ++k) {
      if (k != kBias) gradient[k] += kRidge * std::max(spread[k], 1e-3) * weights[k];
      second[k] = 0.99 * second[k] + 0.01 * gradient[k] * gradient[k];
      weights[k] -= kRate * gradient[k] / (std::sqrt(second[k]) + 1e-3);
    }
    for (const size_t k : kSpeakFor) weights[k] = std::max(weights[k], 0.0);
    for (const size_t k : kSpeakAgainst) weights[k] = std::min(weights[k], 0.0);
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
  weights[kOneDocument] = -1;  // told apart by their author; no marked pair shows it
  return weights;
}

// The log odds at which reports are joined: where F1 of groups that were left out is best.
constexpr double kCut = -0.5;

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: fit_occurrences MARKS.tsv DOCUMENTS.jsonl...\n");
    return 2;
  }
  std::vector<Mark> marks = read_marks(argv[1]);
  const std::map<std::string, Group> groups = read_groups(marks, argc - 2, argv + 2);
  fmt::print(stderr, "{} reports marked, {} of them coded\n", marks.size(),
             std::count_if(marks.begin(), marks.end(), [](const Mark& m) { return m.found; }));
  std::map<double, Counts> by_cut;
  Counts held_out;
  for (int fold = 0; fold < kFolds; ++fold) {
    const Weights weights = fit(groups, fold);
    for (const auto& [name, group] : groups) {
      if (group.fold != fold) continue;
      for (double cut = -1.5; cut <= 1; cut += 0.25) by_cut[cut].add(group, shifted(weights, cut));
      held_out.add(group, shifted(weights, kCut));
    }
  }
  for (const auto& [cut, counts] : by_cut) counts.print(fmt::format("left out, cut {:.2f}", cut));
  const Weights weights = shifted(fit(groups, -1), kCut);
  Counts fitted;
  for (const auto& [name, group] : groups) fitted.add(group, weights);
  held_out.print("groups left out of the fit");
  fitted.print("all groups, fitted to them");
  fmt::print(
      "// The weights of a pair of reports; written by tools/ledger/fit_occurrences.\n#pragma "
      "once\n\n"
      "#include \"servanda/ledger/report_likeness.h\"\n\nnamespace servanda::ledger {{\n\n"
      "inline constexpr Likeness kReportWeights = {{{{\n");
  for (const double weight : weights) fmt::print("    {:.3f},\n", weight);
  fmt::print("}}}};\n\n}}  // namespace servanda::ledger\n");
  return 0;
}

// Joins the nearest pairs first, and groups only where they agree on the average.
#include "servanda/ledger/report_clusters.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "servanda/base/disjoint_sets.h"

namespace servanda::ledger {
namespace {

using record::DayNumber;

constexpr size_t kMostCompared = 300;
// In the second walk most neighbours were compared in the first; so many are looked at in all, or a
// ledger of one long war would take the square of its reports.
constexpr size_t kMostLookedAt = 3'000;
// Members of a group that stand for it where it is compared with another.
constexpr size_t kSpeakers = 8;
// Groups with a pair this unlike are not joined, whatever their others say.
constexpr double kFarthest = -3;

constexpr DayNumber kNoDay = 100'000'000;

struct Pair {
  double score;
  size_t i, j;
};

// More than any weights give: what is surely one act is joined before all else.
constexpr double kSurely = 1e9;

// Adds the reports of one act that are told by two words side by side: "a missile strike".
void add_neighbours(const std::vector<Report>& reports, const std::vector<ReportFeatures>& features,
                    std::vector<Pair>& pairs) {
  std::vector<size_t> order(reports.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t x, size_t y) {
    const record::Event &a = reports[x].event, &b = reports[y].event;
    return a.document != b.document ? a.document < b.document : a.trigger.begin < b.trigger.begin;
  });
  for (size_t n = 1; n < order.size(); ++n) {
    const size_t i = order[n - 1], j = order[n];
    if (side_by_side(reports[i], reports[j], features[i], features[j]))
      pairs.push_back({kSurely, std::min(i, j), std::max(i, j)});
  }
}

// The pairs whose scores are above 0, best first: of acts within some days of one another, and of
// documents within some days of one another that give their acts other days.
std::vector<Pair> close_pairs(const std::vector<Report>& reports,
                              const std::vector<ReportFeatures>& features,
                              const Likeness& weights) {
  std::vector<Pair> pairs;
  std::vector<size_t> order(reports.size());
  std::iota(order.begin(), order.end(), size_t{0});
  const auto walk = [&](const auto& day, const auto& far, const auto& seen) {
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t x, size_t y) { return day(features[x]) < day(features[y]); });
    for (size_t n = 0; n < order.size(); ++n) {
      const size_t i = order[n];
      size_t compared = 0;
      const size_t end = std::min(order.size(), n + 1 + kMostLookedAt);
      for (size_t m = n + 1; m < end && compared < kMostCompared; ++m) {
        const size_t j = order[m];
        if (far(features[i], features[j])) break;
        if (seen(features[i], features[j])) continue;
        ++compared;
        const auto like = likeness(reports[i], reports[j], features[i], features[j]);
        const double score = like ? closeness(*like, weights) : -1;
        if (score > 0) pairs.push_back({score, std::min(i, j), std::max(i, j)});
      }
    }
  };
  const auto far_acts = [](const ReportFeatures& x, const ReportFeatures& y) {
    return y.first > x.last + kMostDaysApart;
  };
  walk([](const ReportFeatures& f) { return f.first; }, far_acts,
       [](const ReportFeatures&, const ReportFeatures&) { return false; });
  walk([](const ReportFeatures& f) { return f.told; },
       [](const ReportFeatures& x, const ReportFeatures& y) {
         return y.told > x.told + kMostDaysApart;
       },
       [&](const ReportFeatures& x, const ReportFeatures& y) {
         return x.first <= y.first ? !far_acts(x, y) : !far_acts(y, x);
       });
  add_neighbours(reports, features, pairs);
  std::sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) {
    if (x.score != y.score) return x.score > y.score;
    return x.i != y.i ? x.i < y.i : x.j < y.j;
  });
  return pairs;
}

// Groups of reports; each knows its members and the days that it spans.
class Groups {
 public:
  Groups(const std::vector<Report>& reports, const std::vector<ReportFeatures>& features,
         const Likeness& weights)
      : reports_(reports), features_(features), weights_(weights), sets_(reports.size()) {
    for (size_t i = 0; i < reports.size(); ++i) {
      members_.push_back({i});
      // What only looks back says nothing of the days that an act spans.
      first_.push_back(features[i].vague() ? kNoDay : features[i].last);
      last_.push_back(features[i].vague() ? -kNoDay : features[i].first);
    }
  }

  size_t find(size_t i) { return sets_.root(i); }

  void join(size_t i, size_t j) {
    i = find(i), j = find(j);
    if (i == j) return;
    if (i > j) std::swap(i, j);
    const DayNumber first = std::min(first_[i], first_[j]), last = std::max(last_[i], last_[j]);
    if (last - first > kMostDaysSpanned) return;
    // A group that has grown since it was refused is asked again.
    const size_t members = members_[i].size() + members_[j].size();
    size_t& refused = refused_[{i, j}];
    if (refused == members) return;
    if (members > 2 && average(i, j) <= 0) {
      refused = members;
      return;
    }
    sets_.join(i, j);
    first_[i] = first, last_[i] = last;
    members_[i].insert(members_[i].end(), members_[j].begin(), members_[j].end());
    members_[j] = {};
  }

 private:
  // The closeness of two groups on the average; the least there is where a pair is too far.
  double average(size_t i, size_t j) const {
    const size_t of_i = std::min(members_[i].size(), kSpeakers),
                 of_j = std::min(members_[j].size(), kSpeakers);
    double sum = 0;
    for (size_t n = 0; n < of_i; ++n) {
      for (size_t m = 0; m < of_j; ++m) {
        const size_t x = members_[i][n], y = members_[j][m];
        const auto like = likeness(reports_[x], reports_[y], features_[x], features_[y]);
        const double score = like ? closeness(*like, weights_) : kFarthest;
        if (score <= kFarthest) return kFarthest;
        sum += score;
      }
    }
    return sum / static_cast<double>(of_i * of_j);
  }

  const std::vector<Report>& reports_;
  const std::vector<ReportFeatures>& features_;
  const Likeness& weights_;
  base::DisjointSets sets_;
  std::vector<std::vector<size_t>> members_;
  std::vector<DayNumber> first_, last_;  // earliest last day and latest first day of the members
  std::map<std::pair<size_t, size_t>, size_t> refused_;  // how many members they had then
};

}  // namespace

std::vector<size_t> join_reports(const std::vector<Report>& reports,
                                 const std::vector<ReportFeatures>& features,
                                 const Likeness& weights) {
  Groups groups(reports, features, weights);
  for (const Pair& pair : close_pairs(reports, features, weights)) groups.join(pair.i, pair.j);
  std::vector<size_t> first;
  for (size_t i = 0; i < reports.size(); ++i) first.push_back(groups.find(i));
  return first;
}

}  // namespace servanda::ledger

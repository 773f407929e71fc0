// Holds several treaties against each other: a treaty, those that it replaces, and its siblings.
#include "servanda/treaty/matrix.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "servanda/base/disjoint_sets.h"
#include "servanda/treaty/compare.h"

namespace servanda::treaty {
namespace {

using record::Alignment;
using record::CommitmentRow;
using record::Relation;
using record::Standing;
using record::Treaty;
using record::TreatyPair;

bool holds(std::span<const size_t> list, size_t item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool same_parties(const Treaty& x, const Treaty& y) {
  return std::set<std::string_view>(x.parties.begin(), x.parties.end()) ==
         std::set<std::string_view>(y.parties.begin(), y.parties.end());
}

// The treaties of one line of succession, in order; the last of them is the one that is looked at.
std::vector<size_t> line_of_succession(std::span<const Treaty> treaties,
                                       std::span<const size_t> siblings) {
  std::vector<size_t> line;
  if (!siblings.empty() || treaties.size() == 2) {
    for (size_t t = 0; t < treaties.size(); ++t)
      if (!holds(siblings, t)) line.push_back(t);
    return line;
  }
  for (size_t last = treaties.size(); last-- > 0;) {
    line.clear();
    for (size_t t = 0; t <= last; ++t)
      if (same_parties(treaties[t], treaties[last])) line.push_back(t);
    if (line.size() > 1) return line;
  }
  return {treaties.size() - 1};
}

std::vector<TreatyPair> pairs_of(std::span<const Treaty> treaties,
                                 std::span<const size_t> siblings) {
  std::vector<TreatyPair> pairs;
  const std::vector<size_t> line = line_of_succession(treaties, siblings);
  if (line.empty()) return pairs;
  for (size_t k = 0; k + 1 < line.size(); ++k) pairs.push_back({line[k], line[k + 1], true, {}});
  for (size_t t = 0; t < treaties.size(); ++t)
    if (!holds(line, t)) pairs.push_back({line.back(), t, false, {}});
  return pairs;
}

// Sets of provisions over all treaties that one clause runs through.
class Clauses {
 public:
  explicit Clauses(std::span<const Treaty> treaties) : index_(treaties.size()) {
    for (size_t t = 0; t < treaties.size(); ++t) {
      for (const record::Provision& provision : treaties[t].provisions) {
        index_[t].emplace(provision.id, places_.size());
        places_.emplace_back(t, &provision.id);
      }
    }
    sets_ = base::DisjointSets(places_.size());
  }
  void join(const TreatyPair& pair) {
    for (const Alignment& link : pair.links) {
      if (link.a.empty() || link.b.empty()) continue;
      for (const std::string& id : link.a) sets_.join(at(pair.a, link.a.front()), at(pair.a, id));
      for (const std::string& id : link.b) sets_.join(at(pair.a, link.a.front()), at(pair.b, id));
    }
  }
  std::vector<std::vector<std::vector<std::string>>> threads() {
    std::map<size_t, std::vector<std::vector<std::string>>> by_root;
    for (size_t place = 0; place < places_.size(); ++place) {
      auto& thread = by_root[sets_.root(place)];
      thread.resize(index_.size());
      thread[places_[place].first].push_back(*places_[place].second);
    }
    std::vector<std::vector<std::vector<std::string>>> found;
    for (auto& [root, thread] : by_root) found.push_back(std::move(thread));
    return found;
  }

 private:
  size_t at(size_t treaty, const std::string& id) const { return index_[treaty].at(id); }

  std::vector<std::pair<size_t, const std::string*>> places_;
  std::vector<std::unordered_map<std::string_view, size_t>> index_;
  base::DisjointSets sets_{0};
};

const record::Provision* provision_of(const Treaty& treaty, std::string_view id) {
  for (const record::Provision& provision : treaty.provisions)
    if (provision.id == id) return &provision;
  return nullptr;
}

// A looser duty of the same kind: consultation on anything for consultation in a crisis.
bool is_same_kind(std::string_view commitment, std::string_view other) {
  return commitment == other || other == fmt::format("{}_other", commitment) ||
         commitment == fmt::format("{}_other", other);
}

// What a link says of a commitment: whether it became stronger or weaker, and why.
struct Step {
  Standing standing = Standing::kNeither;
  std::string why;
};

// The step that a link makes between provisions of this commitment, or of a looser kind of it.
Step step_of(const CommitmentRow& row, const Alignment& link, const Treaty& a, const Treaty& b) {
  const bool stronger =
      link.relation == Relation::kStrengthened || link.relation == Relation::kBroadened;
  const bool weaker = link.relation == Relation::kWeakened || link.relation == Relation::kNarrowed;
  if (!stronger && !weaker) return {};
  for (const std::string& old_id : link.a) {
    for (const std::string& new_id : link.b) {
      const record::Provision *old = provision_of(a, old_id), *now = provision_of(b, new_id);
      if (old == nullptr || now == nullptr) continue;
      if (old->commitment != row.commitment && now->commitment != row.commitment) continue;
      if (!is_same_kind(row.commitment, old->commitment) ||
          !is_same_kind(row.commitment, now->commitment))
        continue;
      Change change = change_between(*old, *now, link.similarity);
      if (change.relation != link.relation) continue;
      return {stronger ? Standing::kStronger : Standing::kWeaker, std::move(change.why)};
    }
  }
  return {};
}

// The duty that a commitment became, or out of which it came, where it binds less or more: defense
// that became consultation. Empty: there is none; a sibling has its own.
struct Turn {
  std::string_view other;
  bool weaker = false;
};

Turn turn_of(const CommitmentRow& row, const TreatyPair& pair, std::span<const Treaty> treaties,
             bool old_side) {
  if (!pair.succession) return {};
  for (const Alignment& link : pair.links) {
    if (link.relation != Relation::kWeakened && link.relation != Relation::kStrengthened) continue;
    for (const std::string& old_id : link.a) {
      for (const std::string& new_id : link.b) {
        const record::Provision *old = provision_of(treaties[pair.a], old_id),
                                *now = provision_of(treaties[pair.b], new_id);
        if (old == nullptr || now == nullptr ||
            (old_side ? old : now)->commitment != row.commitment ||
            !change_between(*old, *now, link.similarity).of_duty)
          continue;
        return {(old_side ? now : old)->commitment, link.relation == Relation::kWeakened};
      }
    }
  }
  return {};
}

// How the commitment stands in the second treaty: by the lists of provisions, then by what the
// links between them say.
CommitmentRow::Verdict verdict(const CommitmentRow& row, const TreatyPair& pair,
                               std::span<const Treaty> treaties) {
  const bool old = !row.by_treaty[pair.a].empty(), now = !row.by_treaty[pair.b].empty();
  if (!old && !now) return {};
  Step stronger, weaker;
  for (const Alignment& link : pair.links) {
    Step step = step_of(row, link, treaties[pair.a], treaties[pair.b]);
    if (step.standing == Standing::kStronger && stronger.why.empty()) stronger = std::move(step);
    if (step.standing == Standing::kWeaker && weaker.why.empty()) weaker = std::move(step);
  }
  const bool up = stronger.standing != Standing::kNeither,
             down = weaker.standing != Standing::kNeither;
  // "New" and "dropped" are said only where no looser clause of the kind stands in the other.
  if (!old) {
    if (up) return {Standing::kStronger, stronger.why};
    const Turn turn = turn_of(row, pair, treaties, false);
    return {Standing::kNew,
            turn.other.empty() ? "" : fmt::format("in the place of {}", turn.other)};
  }
  if (!now) {
    if (down) return {Standing::kWeaker, weaker.why};
    const Turn turn = turn_of(row, pair, treaties, true);
    if (turn.other.empty()) return {Standing::kDropped, ""};
    return {turn.weaker ? Standing::kWeaker : Standing::kStronger,
            fmt::format("{} becomes {}", row.commitment, turn.other)};
  }
  if (up && down) return {Standing::kKept, "one clause is stronger, another weaker"};
  if (up) return {Standing::kStronger, stronger.why};
  if (down) return {Standing::kWeaker, weaker.why};
  return {Standing::kKept, ""};
}

std::vector<CommitmentRow> commitment_rows(std::span<const Treaty> treaties,
                                           const std::vector<TreatyPair>& pairs) {
  std::map<std::string_view, CommitmentRow> rows;
  for (size_t t = 0; t < treaties.size(); ++t) {
    for (const record::Provision& provision : treaties[t].provisions) {
      if (provision.commitment.empty()) continue;
      CommitmentRow& row = rows[provision.commitment];
      row.commitment = provision.commitment;
      row.by_treaty.resize(treaties.size());
      row.by_treaty[t].push_back(provision.id);
    }
  }
  std::vector<CommitmentRow> found;
  for (auto& [name, row] : rows) {
    for (const TreatyPair& pair : pairs) row.by_pair.push_back(verdict(row, pair, treaties));
    found.push_back(std::move(row));
  }
  return found;
}

}  // namespace

base::Result<record::TreatyMatrix> compare_all(std::span<const Treaty> treaties,
                                               std::span<const size_t> siblings) {
  record::TreatyMatrix matrix;
  matrix.pairs = pairs_of(treaties, siblings);
  Clauses clauses(treaties);
  for (TreatyPair& pair : matrix.pairs) {
    pair.links = SERVANDA_TRY(compare(treaties[pair.a], treaties[pair.b], pair.succession));
    clauses.join(pair);
  }
  matrix.commitments = commitment_rows(treaties, matrix.pairs);
  matrix.threads = clauses.threads();
  return matrix;
}

}  // namespace servanda::treaty

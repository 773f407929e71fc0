// Compares treaties provision by provision.
#include "servanda/treaty/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>

#include "servanda/base/disjoint_sets.h"
#include "servanda/treaty/align.h"
#include "servanda/treaty/likeness.h"
#include "servanda/treaty/parts.h"
#include "servanda/treaty/strength.h"
#include "servanda/treaty/terms.h"

namespace servanda::treaty {
namespace {

using record::Alignment;
using record::Modality;
using record::Provision;
using record::Relation;

// Duties that many provisions share: they link nothing by themselves.
bool is_common(std::string_view commitment) {
  return commitment.empty() || commitment == "cooperation" || commitment == "organisation" ||
         commitment == "consultation_other";
}

// The wider duty that stands in the other treaty when the very one does not: a looser consultation
// for a crisis one.
bool is_looser(std::string_view strict, std::string_view loose) {
  return strict == "consultation" && (loose == "consultation_other" || loose == "consultation");
}

// Whether a duty of the first kind may have become one of the second: what binds two states in case
// of war comes in steps.
bool is_step(std::string_view old, std::string_view now) {
  constexpr std::array<std::string_view, 4> kSteps = {"no_aid_to_aggressor", "neutrality",
                                                      "defense", "offense"};
  const auto place = [&](std::string_view duty) {
    return std::find(kSteps.begin(), kSteps.end(), duty) - kSteps.begin();
  };
  const auto from = place(old), to = place(now);
  return old != now && from < 4 && to < 4 && (from >= 2 || to >= 2);
}

// A duty that binds: what may be done, or is only declared, carries on no obligation.
bool binds(const Provision& provision) { return provision.modality <= Modality::kIntention; }

// Whether the same duty may carry on an old one: it binds alike, or what was owed may now be done.
bool may_follow(const Provision& old, const Provision& now) {
  return binds(old) == binds(now) || (binds(old) && now.modality == Modality::kPermission);
}

std::string renumbering(const Provision& a, const Provision& b) {
  return a.article != b.article ? fmt::format("; renumbered: article {} becomes {}",
                                              a.article.empty() ? "none" : a.article,
                                              b.article.empty() ? "none" : b.article)
                                : "";
}

// How much a change says: of the pairs of a group, the one that says most names the group.
int telling(Relation relation) {
  switch (relation) {
    case Relation::kWeakened:
    case Relation::kStrengthened:
      return 3;
    case Relation::kBroadened:
    case Relation::kNarrowed:
      return 2;
    case Relation::kReworded:
      return 1;
    case Relation::kRetained:
    case Relation::kDropped:
    case Relation::kNew:
      return 0;
  }
  return 0;
}

class Comparison {
 public:
  Comparison(const record::Treaty& a, const record::Treaty& b, bool succession)
      : a_(a),
        b_(b),
        succession_(succession),
        likeness_(a.provisions.size(), b.provisions.size()) {}

  base::Result<std::vector<Alignment>> run() {
    std::vector<std::string_view> left, right;
    for (const Provision& provision : a_.provisions) left.push_back(provision.text);
    for (const Provision& provision : b_.provisions) right.push_back(provision.text);
    std::vector<Link> links = SERVANDA_TRY(align_texts(left, right));
    likeness_ = cosines(weigh(left, right));
    std::erase_if(links, [&](const Link& link) { return !may_carry(link); });
    has_a_.assign(left.size(), false), has_b_.assign(right.size(), false);
    for (const Link& link : links) has_a_[link.a] = has_b_[link.b] = true;
    add_by_duty(links);
    add_preamble(links);
    add_duration(links);
    for (Link& link : parts_beside(a_, b_, links, likeness_)) {
      has_a_[link.a] = has_b_[link.b] = true;
      links.push_back(std::move(link));
    }
    add_groups(links);
    add_by_field();
    for (size_t i = 0; i < left.size(); ++i)
      if (!has_a_[i]) found_.push_back(alone(i));
    for (size_t j = 0; j < right.size(); ++j) {
      if (has_b_[j]) continue;
      found_.push_back(
          {{},
           {b_.provisions[j].id},
           Relation::kNew,
           0,
           "no provision of the first treaty has its words or its duty" + nearest(j, false)});
    }
    return std::move(found_);
  }

 private:
  // Recitals carry on recitals; another duty in other words is another provision.
  bool may_carry(const Link& link) const {
    const Provision& old = a_.provisions[link.a];
    const Provision& now = b_.provisions[link.b];
    if (old.article.empty() != now.article.empty() && link.similarity < 0.6) return false;
    // A final clause carries on no duty, nor a duty a final clause.
    const bool was_final = old.modality == Modality::kProcedure;
    const bool is_final = now.modality == Modality::kProcedure;
    if (was_final != is_final && link.similarity < 0.3) return false;
    // One of several reasons is another reason where it shares few words.
    constexpr double kSameReason = 0.2;
    const bool reasons =
        is_recital(old) && is_recital(now) && !(only_recital(a_) && only_recital(b_));
    if (reasons && link.similarity < kSameReason) return false;
    const bool other_duty = old.commitment != now.commitment && !is_common(old.commitment) &&
                            !is_common(now.commitment);
    if (!other_duty || link.similarity >= 0.3 || is_looser(old.commitment, now.commitment))
      return true;
    return link.support >= 0.6 && !stands_elsewhere(old, b_) && !stands_elsewhere(now, a_);
  }

  static bool is_recital(const Provision& provision) {
    return provision.id.starts_with("preamble__");
  }

  // Whether the very duty of a provision stands in the other treaty.
  static bool stands_elsewhere(const Provision& provision, const record::Treaty& other) {
    return std::any_of(other.provisions.begin(), other.provisions.end(), [&](const Provision& one) {
      return one.commitment == provision.commitment && one.modality <= Modality::kPermission;
    });
  }

  // A duty that its words leave alone is carried on by the provision with the same duty, the likest
  // first.
  void add_by_duty(std::vector<Link>& links) {
    for (uint32_t i = 0; i < a_.provisions.size(); ++i) {
      const Provision& old = a_.provisions[i];
      if (has_a_[i] || is_common(old.commitment)) continue;
      int best = -1;
      bool best_same = false;
      for (uint32_t j = 0; j < b_.provisions.size(); ++j) {
        const Provision& now = b_.provisions[j];
        const bool same = old.commitment == now.commitment;
        if (has_b_[j] || (!same && !is_looser(old.commitment, now.commitment)) ||
            !may_follow(old, now))
          continue;
        const bool better =
            best < 0 || (same && !best_same) ||
            (same == best_same && likeness_.at(i, j) > likeness_.at(i, static_cast<size_t>(best)));
        if (better) best = static_cast<int>(j), best_same = same;
      }
      if (best < 0) continue;
      links.push_back({i, static_cast<uint32_t>(best), likeness_.at(i, static_cast<size_t>(best)),
                       0, fmt::format("same duty ({}) in other words", old.commitment)});
      has_a_[i] = has_b_[static_cast<size_t>(best)] = true;
    }
  }

  // A duty that its words leave alone is reduced to the looser clause on its whole field that the
  // newer treaty has in its place: what opened the ports becomes "shall promote trade".
  void add_by_field() {
    if (!succession_) return;
    const std::vector<bool> had_b = has_b_;
    for (uint32_t i = 0; i < a_.provisions.size(); ++i) {
      const Provision& old = a_.provisions[i];
      if (has_a_[i] || !opens_field(old)) continue;
      int64_t best = -1;
      for (uint32_t j = 0; j < b_.provisions.size(); ++j) {
        const Provision& now = b_.provisions[j];
        if (had_b[j] || !is_looser_on_field(old, now)) continue;
        if (best < 0 || likeness_.at(i, j) > likeness_.at(i, static_cast<size_t>(best))) best = j;
      }
      if (best < 0) continue;
      const auto j = static_cast<size_t>(best);
      found_.push_back(
          {{old.id},
           {b_.provisions[j].id},
           Relation::kWeakened,
           likeness_.at(i, j),
           fmt::format("no provision of its own: only a looser clause on the same field ({}) is "
                       "left, {}",
                       old.fields.front(), b_.provisions[j].id)});
      has_a_[i] = has_b_[j] = true;
    }
  }

  // Whether a provision binds firmly in a field of exchange, and to nothing that is told apart by
  // its commitment.
  static bool opens_field(const Provision& provision) {
    constexpr std::array<std::string_view, 18> kFields = {
        "trade",      "services",    "finance_and_payments",
        "investment", "transport",   "industry",
        "energy",     "agriculture", "labour",
        "science",    "technology",  "education",
        "culture",    "media",       "sport_and_tourism",
        "health",     "environment", "migration"};
    return !provision.fields.empty() && is_common(provision.commitment) && !is_recital(provision) &&
           strength_rank(provision.strength) >= strength_rank("qualified") &&
           std::find(kFields.begin(), kFields.end(), provision.fields.front()) != kFields.end();
  }

  // Whether `now` asks for less than an act, or for cooperation at large, on the field of `old`.
  static bool is_looser_on_field(const Provision& old, const Provision& now) {
    constexpr size_t kLongest = 320;  // bytes of a clause that says no more than that
    const int rank = strength_rank(now.strength);
    const bool loose = rank >= strength_rank("intention") && rank < strength_rank("qualified");
    return !now.fields.empty() && now.fields.front() == old.fields.front() &&
           (loose || (now.commitment == "cooperation" && old.commitment != "cooperation")) &&
           now.text.size() <= kLongest && !is_recital(now) && is_common(now.commitment);
  }

  // A preamble in one piece is carried on by the preamble of the treaty that replaces this one,
  // whatever its words.
  void add_preamble(std::vector<Link>& links) {
    const auto a = only_recital(a_), b = only_recital(b_);
    if (!succession_ || !a || !b || has_a_[*a] || has_b_[*b]) return;
    links.push_back({*a, *b, likeness_.at(*a, *b), 0, "one preamble stands for the other"});
    has_a_[*a] = has_b_[*b] = true;
  }

  // The clause on how long the treaty lasts carries on that of the other, whatever stands beside
  // it.
  void add_duration(std::vector<Link>& links) {
    const auto a = duration_clause(a_), b = duration_clause(b_);
    if (!a || !b || (has_a_[*a] && has_b_[*b])) return;
    links.push_back({*a, *b, likeness_.at(*a, *b), 0, "both say how long the treaty lasts"});
    has_a_[*a] = has_b_[*b] = true;
  }

  static std::optional<uint32_t> duration_clause(const record::Treaty& treaty) {
    for (uint32_t i = 0; i < treaty.provisions.size(); ++i) {
      const Provision& provision = treaty.provisions[i];
      if (provision.modality != Modality::kProcedure || is_recital(provision)) continue;
      record::Term term;
      read_terms(provision, term);
      if (term.duration_years) return i;
    }
    return std::nullopt;
  }

  // The one recital of a treaty; nullopt: it has none or several.
  static std::optional<uint32_t> only_recital(const record::Treaty& treaty) {
    std::optional<uint32_t> found;
    for (uint32_t i = 0; i < treaty.provisions.size(); ++i) {
      if (!is_recital(treaty.provisions[i])) continue;
      if (found) return std::nullopt;
      found = i;
    }
    return found;
  }

  void add_groups(std::vector<Link>& links) {
    std::sort(links.begin(), links.end(),
              [](const Link& x, const Link& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    const size_t shift = a_.provisions.size();
    // Provisions that belong together, over both treaties: those of `a` first, then those of `b`.
    base::DisjointSets groups(shift + b_.provisions.size());
    for (const Link& link : links) groups.join(link.a, shift + link.b);
    std::map<size_t, std::vector<const Link*>>
        by_root;  // the root is the first provision of the group: text order
    for (const Link& link : links) by_root[groups.root(link.a)].push_back(&link);
    for (const auto& [root, members] : by_root) found_.push_back(group(members));
  }

  // All parts of one side as one provision, with what any of them has.
  static Provision joined(const std::vector<const Provision*>& parts) {
    Provision all = *parts.front();
    for (const Provision* part : parts) {
      if (part == parts.front()) continue;
      all.text += ' ' + part->text;
      all.modality = std::min(all.modality, part->modality);
      if (strength_rank(part->strength) > strength_rank(all.strength))
        all.strength = part->strength;
      if (all.promptness.empty()) all.promptness = part->promptness;
      if (part->condition.empty()) all.condition.clear();
      all.needs_agreement = all.needs_agreement || part->needs_agreement;
    }
    return all;
  }

  // What a step between two parts of a split or a merge means: parts are shorter than the whole,
  // which is no narrowing, and what one part lacks another may have.
  Change as_part(Change change, const std::vector<const Link*>& members,
                 const Provision& now) const {
    std::vector<const Provision*> before, after;
    const auto add = [](std::vector<const Provision*>& parts, const Provision& part) {
      if (std::find(parts.begin(), parts.end(), &part) == parts.end()) parts.push_back(&part);
    };
    for (const Link* link : members)
      add(before, a_.provisions[link->a]), add(after, b_.provisions[link->b]);
    const bool step =
        change.relation == Relation::kStrengthened || change.relation == Relation::kWeakened;
    const bool made_up =
        change.by_absence &&
        change_between(joined(before), joined(after), 0).relation != change.relation;
    if (change.relation == Relation::kNarrowed || change.relation == Relation::kBroadened ||
        (step && made_up))
      return {Relation::kReworded, "same content in other parts"};
    if (step && after.size() > 1) change.why += fmt::format(" in {}", now.id);
    return change;
  }

  Alignment group(const std::vector<const Link*>& members) const {
    Alignment alignment;
    const auto add = [](std::vector<std::string>& ids, const std::string& id) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    const Link* teller = members.front();
    Change told;
    bool up = false, down = false;
    for (const Link* link : members) {
      const Provision& old = a_.provisions[link->a];
      const Provision& now = b_.provisions[link->b];
      add(alignment.a, old.id), add(alignment.b, now.id);
      alignment.similarity = std::max(alignment.similarity, link->similarity);
      Change change = change_between(old, now, link->similarity);
      if (members.size() > 1) change = as_part(std::move(change), members, now);
      up = up || change.relation == Relation::kStrengthened;
      down = down || change.relation == Relation::kWeakened;
      const bool first = link == members.front();
      if (!first && telling(change.relation) <= telling(told.relation)) continue;
      told = std::move(change), teller = link;
    }
    if (up && down) told = {Relation::kReworded, "one part is stronger, another weaker"};
    alignment.relation = told.relation;
    alignment.why = told.why;
    if (succession_)
      alignment.why += renumbering(a_.provisions[teller->a], b_.provisions[teller->b]);
    alignment.why += "; " + teller->why;
    if (alignment.b.size() > 1) alignment.why += fmt::format("; split into {}", alignment.b.size());
    if (alignment.a.size() > 1)
      alignment.why += fmt::format("; merged from {}", alignment.a.size());
    return alignment;
  }

  // An old provision that nothing carries on: dropped, unless its act on its object stands
  // somewhere.
  Alignment alone(size_t i) const {
    const Provision& old = a_.provisions[i];
    // A duty that also another, already linked provision carries is not gone.
    for (size_t j = 0; j < b_.provisions.size(); ++j) {
      const Provision& now = b_.provisions[j];
      const bool duty = !is_common(old.commitment) && (old.commitment == now.commitment ||
                                                       is_looser(old.commitment, now.commitment));
      if (!duty || !may_follow(old, now)) continue;
      Change change = change_between(old, now, likeness_.at(i, j));
      const bool stronger =
          change.relation == Relation::kStrengthened || change.relation == Relation::kBroadened;
      return {{old.id},
              {now.id},
              stronger ? change.relation : Relation::kWeakened,
              likeness_.at(i, j),
              fmt::format("no provision of its own: its duty ({}) stands only in {}, which carries "
                          "on another provision too; {}",
                          old.commitment, now.id, change.why)};
    }
    for (const Provision& now : b_.provisions) {
      if (!is_step(old.commitment, now.commitment) || !binds(old) || !binds(now)) continue;
      const Change change = change_between(old, now, 0);
      return {{old.id},
              {now.id},
              change.relation,
              0,
              fmt::format("no provision of its own: the duty becomes another one in {}; {}", now.id,
                          change.why)};
    }
    const auto best = best_in_b(i);
    if (best < 0)
      return {{old.id}, {}, Relation::kDropped, 0, "the other treaty has no provisions"};
    const Provision& now = b_.provisions[static_cast<size_t>(best)];
    const float like = likeness_.at(i, static_cast<size_t>(best));
    constexpr float kSameAct = 0.22f,
                    kSameWords = 0.40f;  // likeness from which the act stands elsewhere
    const bool act = !old.act.empty() && old.act == now.act && like >= kSameAct;
    if ((act || like >= kSameWords) && old.article.empty() == now.article.empty()) {
      const Change change = change_between(old, now, like);
      const bool less =
          change.relation == Relation::kWeakened || change.relation == Relation::kNarrowed;
      const Relation relation = less ? change.relation : Relation::kReworded;
      return {{old.id},
              {now.id},
              relation,
              like,
              fmt::format("no provision of its own: its act stands in {}; {}", now.id, change.why)};
    }
    return {
        {old.id},
        {},
        Relation::kDropped,
        0,
        fmt::format(
            "none of the {} provisions of the other treaty has its words, its duty or its act{}",
            b_.provisions.size(), nearest(i, true))};
  }

  int64_t best_in_b(size_t i) const {
    int64_t best = -1;
    for (size_t j = 0; j < b_.provisions.size(); ++j)
      if (best < 0 || likeness_.at(i, j) > likeness_.at(i, static_cast<size_t>(best)))
        best = static_cast<int64_t>(j);
    return best;
  }

  // Names the likest provision, so that a reader can judge for himself.
  std::string nearest(size_t index, bool old) const {
    const std::vector<Provision>& others = old ? b_.provisions : a_.provisions;
    float best = 0.05f;
    size_t at = others.size();
    for (size_t k = 0; k < others.size(); ++k) {
      const float like = old ? likeness_.at(index, k) : likeness_.at(k, index);
      if (like > best) best = like, at = k;
    }
    return at == others.size()
               ? ""
               : fmt::format("; the likest is {} (likeness {:.2f})", others[at].id, best);
  }

  const record::Treaty& a_;
  const record::Treaty& b_;
  bool succession_;
  PairTable likeness_;
  std::vector<bool> has_a_, has_b_;
  std::vector<Alignment> found_;
};

}  // namespace

base::Result<std::vector<Alignment>> compare(const record::Treaty& a, const record::Treaty& b,
                                             bool succession) {
  return Comparison(a, b, succession).run();
}

}  // namespace servanda::treaty

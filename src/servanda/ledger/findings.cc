// Holds an analyst's finding on a treaty against the treaty's own provisions.
#include "servanda/ledger/findings.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "servanda/treaty/compare.h"
#include "servanda/treaty/topics.h"

namespace servanda::ledger {
namespace {

using record::Provision;
using record::Relation;
using record::Treaty;

// "RUS-IRN 2025" against a treaty's parties and year of signature. Parties may stand in any order.
const Treaty* find_treaty(std::string_view name, const std::vector<Treaty>& treaties) {
  const size_t space = name.rfind(' ');
  if (space == std::string_view::npos) return nullptr;
  const std::string_view year = name.substr(space + 1);
  for (const Treaty& treaty : treaties) {
    if (!record::print(treaty.term.signed_on).starts_with(year)) continue;
    std::string_view rest = name.substr(0, space);
    bool all = true;
    while (all && !rest.empty()) {
      const size_t dash = rest.find('-');
      const std::string_view code = rest.substr(0, dash);
      all = std::find(treaty.parties.begin(), treaty.parties.end(), code) != treaty.parties.end();
      rest = dash == std::string_view::npos ? std::string_view() : rest.substr(dash + 1);
    }
    if (all) return &treaty;
  }
  return nullptr;
}

const Provision* provision_of(const Treaty& treaty, std::string_view id) {
  for (const Provision& provision : treaty.provisions)
    if (provision.id == id) return &provision;
  return nullptr;
}

bool has(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

size_t binding_provisions(const Treaty& treaty) {
  return static_cast<size_t>(
      std::count_if(treaty.provisions.begin(), treaty.provisions.end(),
                    [](const Provision& one) { return !one.id.starts_with("preamble__"); }));
}

// Provisions that call for a further agreement.
std::vector<std::string> calling(const Treaty& treaty) {
  std::vector<std::string> ids;
  for (const Provision& provision : treaty.provisions)
    if (provision.needs_agreement) ids.push_back(provision.id);
  return ids;
}

class Check {
 public:
  Check(CheckedFinding& checked, const std::vector<Treaty>& treaties)
      : checked_(checked),
        finding_(checked.finding),
        topic_(treaty::read_topic(checked.finding.topic)),
        treaty_(find_treaty(finding_.treaty, treaties)),
        other_(find_treaty(finding_.other, treaties)) {}

  void run() {
    if (treaty_ == nullptr) return;
    checked_.treaty = treaty_->document;
    if (other_ != nullptr) checked_.other = other_->document;
    if (finding_.kind == "replaces") return succession();
    if (finding_.topic.empty()) return;
    if (has(topic_.natures, "framework")) return framework();
    if (has(topic_.natures, "order")) return order();
    if (has(topic_.natures, "breadth") && finding_.kind == "differs") return breadth();
    checked_.provisions = treaty::provisions_on(*treaty_, topic_);
    if (other_ != nullptr) checked_.other_provisions = treaty::provisions_on(*other_, topic_);
    presence();
  }

 private:
  void decide(bool holds) {
    checked_.verdict = holds ? Verdict::kSupported : Verdict::kContradicted;
  }

  // What no code stands for cannot be found missing: other words may say it. Nor can a field that
  // no text here has.
  bool absence_tells() const {
    return !topic_.commitments.empty() ||
           (!topic_.fields.empty() &&
            (!checked_.provisions.empty() || !checked_.other_provisions.empty()));
  }

  // "consultations" of any kind are there as long as one kind is; a duty to consult on threats may
  // give way to a looser one.
  bool any_kind() const { return topic_.commitments.size() > 1; }

  void presence() {
    const bool here = !checked_.provisions.empty(), there = !checked_.other_provisions.empty();
    if ((!here || (other_ != nullptr && !there)) && !absence_tells()) {
      // Only what is found can be told.
      if (finding_.kind == "has" && here) decide(true);
      return;
    }
    if (finding_.kind == "has") return decide(here);
    if (finding_.kind == "lacks") return decide(!here);
    if (other_ == nullptr) return;
    if (finding_.kind == "adds") return decide(here && (!there || grows()));
    if (finding_.kind == "drops") return decide(there && (!here || shrinks()));
    if (finding_.kind == "keeps") return decide(here && there);
    if (finding_.kind == "differs" && (here != there || grows() || shrinks())) decide(true);
  }

  // Whether any old provision on the topic became one that binds in the given direction.
  bool changes(Relation one, Relation two) const {
    for (const std::string& old_id : checked_.other_provisions) {
      for (const std::string& new_id : checked_.provisions) {
        const Provision* old = provision_of(*other_, old_id);
        const Provision* now = provision_of(*treaty_, new_id);
        if (old == nullptr || now == nullptr) continue;
        const Relation relation = treaty::change_between(*old, *now, 0).relation;
        if (relation == one || relation == two) return true;
      }
    }
    return false;
  }
  bool grows() const { return changes(Relation::kStrengthened, Relation::kStrengthened); }
  bool shrinks() const { return !any_kind() && changes(Relation::kWeakened, Relation::kWeakened); }

  // A clause that says what is replaced, with the year of the older treaty or words of its title.
  void succession() {
    const std::string& clause = treaty_->term.succession;
    if (other_ == nullptr || clause.empty()) return;
    const std::string year = record::print(other_->term.signed_on).substr(0, 4);
    for (const Provision& provision : treaty_->provisions)
      if (provision.text.find(clause) != std::string::npos) checked_.provisions = {provision.id};
    const std::string& title = other_->title;
    const bool named =
        !title.empty() &&
        clause.find(title.substr(0, std::min<size_t>(title.size(), 40))) != std::string::npos;
    if (named || (!year.empty() && clause.find(year) != std::string::npos)) decide(true);
  }

  // A framework leaves to further agreements what it does not settle: one provision in ten, or
  // three of them.
  void framework() {
    checked_.provisions = calling(*treaty_);
    const size_t all = binding_provisions(*treaty_), calls = checked_.provisions.size();
    if (all == 0) return;
    const bool is = calls >= 3 || calls * 10 >= all;
    if (finding_.kind == "has" && (is || calls == 0)) decide(is);
    if (finding_.kind == "lacks" && (is || calls == 0)) decide(!is);
  }

  // What is said to come first: the fields named stand in the first quarter of the provisions, or
  // hold the most of them.
  void order() {
    treaty::Topic fields = topic_;
    fields.commitments.clear(), fields.words.clear();
    if (fields.fields.empty()) fields.fields = treaty::read_topic(finding_.topic).fields;
    if (fields.fields.empty()) return;
    checked_.provisions = treaty::provisions_on(*treaty_, fields);
    if (other_ != nullptr) checked_.other_provisions = treaty::provisions_on(*other_, fields);
    const auto weight = [&](const Treaty& treaty, const std::vector<std::string>& ids) {
      size_t first = 0, place = 0;
      for (const Provision& provision : treaty.provisions) {
        if (provision.id.starts_with("preamble__")) continue;
        ++place;
        if (has(ids, provision.id) && place * 4 <= binding_provisions(treaty) + 3) ++first;
      }
      return std::pair(first, ids.size());
    };
    const auto [first, all] = weight(*treaty_, checked_.provisions);
    const bool leads = first > 0 && all * 5 >= binding_provisions(*treaty_);
    if (other_ == nullptr || finding_.kind == "has") return decide(leads);
    const auto [other_first, other_all] = weight(*other_, checked_.other_provisions);
    const bool more = all * std::max<size_t>(1, binding_provisions(*other_)) >
                      other_all * binding_provisions(*treaty_);
    if (finding_.kind == "adds" || finding_.kind == "differs") decide(leads && more);
  }

  // Broader and more detailed: more provisions on more fields.
  void breadth() {
    if (other_ == nullptr) return;
    const auto fields = [](const Treaty& treaty) {
      std::vector<std::string> all;
      for (const Provision& provision : treaty.provisions)
        for (const std::string& field : provision.fields)
          if (!has(all, field)) all.push_back(field);
      return all.size();
    };
    const bool wider = fields(*treaty_) > fields(*other_) &&
                       binding_provisions(*treaty_) > binding_provisions(*other_);
    const bool narrower = fields(*treaty_) < fields(*other_) &&
                          binding_provisions(*treaty_) < binding_provisions(*other_);
    if (!wider && !narrower) return;
    const bool says_narrower = finding_.topic.find("narrow") != std::string::npos ||
                               finding_.topic.find("short") != std::string::npos ||
                               finding_.topic.find("less ") != std::string::npos;
    for (const Provision& provision : treaty_->provisions)
      checked_.provisions.push_back(provision.id);
    for (const Provision& provision : other_->provisions)
      checked_.other_provisions.push_back(provision.id);
    decide(says_narrower ? narrower : wider);
  }

  CheckedFinding& checked_;
  const record::Finding& finding_;
  treaty::Topic topic_;
  const Treaty* treaty_;
  const Treaty* other_;
};

}  // namespace

void check_finding(CheckedFinding& checked, const std::vector<Treaty>& treaties) {
  Check(checked, treaties).run();
}

}  // namespace servanda::ledger

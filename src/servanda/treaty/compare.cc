// Compares two treaties provision by provision.
#include "servanda/treaty/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "servanda/treaty/align.h"

namespace servanda::treaty {
namespace {

using record::Modality;
using record::Provision;
using record::Relation;

// What a link between two provisions of the same content means, and why.
std::pair<Relation, std::string> relation_of(const Provision& a, const Provision& b, double similarity) {
  if (a.text == b.text) return {Relation::kRetained, "same words"};
  const auto strong = [](Modality modality) { return modality <= Modality::kProhibition ? 0 : static_cast<int>(modality); };
  if (a.modality <= Modality::kDeclaration && b.modality <= Modality::kDeclaration && strong(a.modality) != strong(b.modality)) {
    const bool stronger = strong(b.modality) < strong(a.modality);
    return {stronger ? Relation::kStrengthened : Relation::kWeakened, fmt::format("{} becomes {}", name(a.modality), name(b.modality))};
  }
  if (a.needs_agreement != b.needs_agreement) {
    return {b.needs_agreement ? Relation::kWeakened : Relation::kStrengthened,
            b.needs_agreement ? "now calls for a further agreement" : "no longer calls for a further agreement"};
  }
  if (a.promptness.empty() != b.promptness.empty()) {
    return {b.promptness.empty() ? Relation::kWeakened : Relation::kStrengthened,
            b.promptness.empty() ? fmt::format("no longer '{}'", a.promptness) : fmt::format("now '{}'", b.promptness)};
  }
  if (a.commitment == "consultation" && b.commitment == "consultation" && !a.condition.empty() && b.condition.empty()) {
    return {Relation::kWeakened, fmt::format("the duty to consult '{}' is gone; a looser clause on consultation stands in its place", a.condition)};
  }
  if (a.commitment == b.commitment && !a.commitment.empty() && a.condition.empty() != b.condition.empty()) {
    return {b.condition.empty() ? Relation::kBroadened : Relation::kNarrowed,
            b.condition.empty() ? fmt::format("without the condition '{}'", a.condition) : fmt::format("on the condition '{}'", b.condition)};
  }
  if (similarity > 0.97) return {Relation::kRetained, "nearly the same words"};
  const double longer = static_cast<double>(b.text.size()) / static_cast<double>(std::max<size_t>(1, a.text.size()));
  if (longer > 1.8) return {Relation::kBroadened, "longer by more than three quarters"};
  if (longer < 0.55) return {Relation::kNarrowed, "shorter by nearly half"};
  return {Relation::kReworded, "other words, same strength"};
}

// The wider duty that stands in the other treaty when the very one does not: a looser consultation for a crisis one.
bool looser_form(std::string_view strict, std::string_view loose) { return strict == "consultation" && loose == "consultation_other"; }

struct Sides {
  std::vector<bool> a, b;
};

void link_by_commitment(const record::Treaty& a, const record::Treaty& b, Sides& linked, std::vector<record::Alignment>& found) {
  for (size_t i = 0; i < a.provisions.size(); ++i) {
    const Provision& old = a.provisions[i];
    if (linked.a[i] || old.commitment.empty() || old.commitment == "cooperation") continue;
    for (size_t j = 0; j < b.provisions.size(); ++j) {
      const Provision& now = b.provisions[j];
      const bool same = old.commitment == now.commitment;
      if (linked.b[j] || (!same && !looser_form(old.commitment, now.commitment))) continue;
      auto [relation, why] = relation_of(old, now, 0);
      if (!same) relation = Relation::kWeakened, why = "the old duty is gone; a looser clause stands in its place";
      if (same && old.trigger != now.trigger) why += fmt::format("; trigger {} becomes {}", old.trigger.empty() ? "none" : old.trigger, now.trigger.empty() ? "none" : now.trigger);
      found.push_back({{old.id}, {now.id}, relation, 0, fmt::format("same duty ({}) in other words: {}", old.commitment, why)});
      linked.a[i] = linked.b[j] = true;
      break;
    }
  }
}

}  // namespace

base::Result<std::vector<record::Alignment>> compare(const record::Treaty& a, const record::Treaty& b) {
  std::vector<std::string_view> left, right;
  for (const Provision& provision : a.provisions) left.push_back(provision.text);
  for (const Provision& provision : b.provisions) right.push_back(provision.text);
  const std::vector<Link> links = SERVANDA_TRY(align_texts(left, right));

  std::vector<record::Alignment> found;
  Sides linked{std::vector<bool>(left.size(), false), std::vector<bool>(right.size(), false)};
  for (const Link& link : links) {
    const Provision& old = a.provisions[link.a];
    const Provision& now = b.provisions[link.b];
    const bool other_duty = old.commitment != now.commitment && !old.commitment.empty() && !now.commitment.empty();
    if (other_duty && link.similarity < 0.5 && !looser_form(old.commitment, now.commitment)) continue;
    auto [relation, why] = relation_of(old, now, link.similarity);
    if (looser_form(old.commitment, now.commitment)) relation = Relation::kWeakened, why = "consultation on a threat becomes a looser consultation";
    if (old.article != now.article) why += fmt::format("; renumbered: article {} becomes {}", old.article, now.article);
    found.push_back({{old.id}, {now.id}, relation, link.similarity, fmt::format("{}; {}", why, link.why)});
    linked.a[link.a] = linked.b[link.b] = true;
  }
  link_by_commitment(a, b, linked, found);
  for (size_t i = 0; i < left.size(); ++i) {
    if (linked.a[i]) continue;
    found.push_back({{a.provisions[i].id}, {}, Relation::kDropped, 0, "no provision of the other treaty has its words or its duty"});
  }
  for (size_t j = 0; j < right.size(); ++j) {
    if (linked.b[j]) continue;
    found.push_back({{}, {b.provisions[j].id}, Relation::kNew, 0, "no provision of the first treaty has its words or its duty"});
  }
  return found;
}

}  // namespace servanda::treaty

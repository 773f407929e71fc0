// Finds, weighs, rebuts and joins steps, and merges those that are one.
#include "servanda/reading/pledge_drafts.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "servanda/reading/learned_steps.h"
#include "servanda/reading/pledge_rebuttals.h"

namespace servanda::reading {

using record::PledgeClaim;
using record::Stage;

bool believed(PledgeClaim claim) {
  return claim != PledgeClaim::kDenied && claim != PledgeClaim::kRetracted;
}

namespace {

// Where rules tell what became of a thing, a step that they do not see must be so probable, with
// its stage and its thing.
constexpr float kBesideRules = 0.45F;

// Two steps that are one: the same stage and claim, and dates of which one says the other.
bool same_step(const Step& a, const Step& b) {
  if (a.stage != b.stage || a.claim != b.claim) return false;
  if (a.date == b.date || !a.date.known() || !b.date.known()) return true;
  if (!a.told || !b.told) return true;
  return record::contains(a.date, b.date) || record::contains(b.date, a.date);
}

std::vector<Step> merged(std::vector<Step> steps) {
  std::vector<Step> out;
  const bool told = std::any_of(steps.begin(), steps.end(),
                                [](const Step& step) { return step.reports && !step.weak; });
  const bool by_rules = std::any_of(steps.begin(), steps.end(),
                                    [](const Step& step) { return step.reports && step.by_rules; });
  for (Step& step : steps) {
    if (!step.reports || (step.weak && told)) continue;
    if (by_rules && !step.by_rules && step.joint_sureness < kBesideRules) continue;
    // "Agreed to begin talks": the talks are what was agreed.
    const bool on_talks = step.stage == Stage::kAgreed && !step.by_rules &&
                          std::any_of(steps.begin(), steps.end(), [&](const Step& other) {
                            return other.stage == Stage::kNegotiating && other.by_rules &&
                                   other.sentence == step.sentence;
                          });
    if (on_talks) continue;
    auto known =
        std::find_if(out.begin(), out.end(), [&](const Step& one) { return same_step(one, step); });
    if (known == out.end()) {
      out.push_back(std::move(step));
      continue;
    }
    const bool better =
        (step.told && !known->told) ||
        (step.told == known->told && step.date.precision() > known->date.precision());
    if (better) known->date = step.date, known->told = step.told, known->evidence = step.evidence;
    if (!known->due.known()) known->due = step.due;
    known->present |= step.present;
    for (const std::string& code : step.givers) add_code(known->givers, code);
    for (const std::string& code : step.receivers) add_code(known->receivers, code);
  }
  return out;
}

// "Promises", "a plan": of what, the text does not say. "A tough stance" is nothing that one could
// deliver.
bool says_nothing(const Thing& thing) {
  if ((thing.kinds & (kNoPledge | kHolder)) != 0) return true;
  return thing.kinds == kWrapper && thing.names.empty() && thing.content.size() <= 1;
}

// "Russian-Iranian relations", "the two regimes": who, but nothing that one could deliver.
bool names_only_parties(const Thing& thing) {
  static constexpr std::array<std::string_view, 7> kTies = {
      "relation", "tie", "cooperation", "collaboration", "contact", "regime", "partner"};
  return thing.of_parties_only &&
         std::find(kTies.begin(), kTies.end(), thing.head_lemma) != kTies.end();
}

}  // namespace

std::vector<PledgeDraft> draft_pledges(const PledgeScene& scene,
                                       const std::vector<record::Event>& events,
                                       const ReaderModel* model, const event::Lexicon& lexicon) {
  std::vector<Step> found = find_steps(scene);
  if (model != nullptr) found = add_learned_steps(scene, found, events, *model, lexicon);
  apply_rebuttals(scene, found);
  std::vector<PledgeDraft> drafts = link_steps(scene, std::move(found));
  // A part has what was undertaken for the whole.
  const auto is_paper = [](const Step& step) {
    return (step.stage == Stage::kAgreed || step.stage == Stage::kSigned) && believed(step.claim);
  };
  std::map<size_t, std::vector<Step>> papers_of;  // of each whole
  for (PledgeDraft& draft : drafts) {
    if (draft.whole == SIZE_MAX) continue;
    const bool own_paper = std::any_of(draft.steps.begin(), draft.steps.end(), is_paper);
    if (own_paper) continue;
    const auto [papers, first] = papers_of.try_emplace(draft.whole);
    if (first) {
      papers->second = merged(drafts[draft.whole].steps);
      std::erase_if(papers->second, [&](const Step& step) { return !is_paper(step); });
    }
    for (const Step& step : papers->second) {
      const bool has = std::any_of(draft.steps.begin(), draft.steps.end(),
                                   [&](const Step& own) { return own.stage == step.stage; });
      if (!has) draft.steps.insert(draft.steps.begin(), step);
    }
  }
  return drafts;
}

std::vector<Step> history_of(const PledgeDraft& draft) {
  if (draft.thing.what.empty() || says_nothing(draft.thing)) return {};
  if (!draft.by_rules && names_only_parties(draft.thing)) return {};
  return merged(draft.steps);
}

}  // namespace servanda::reading

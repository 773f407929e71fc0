// Weighs each word that may tell a step.
#include "servanda/reading/learned_steps.h"

#include <algorithm>
#include <utility>

#include "servanda/event/clause.h"
#include "servanda/reading/pledge_dates.h"
#include "servanda/reading/pledge_sides.h"
#include "servanda/reading/pledge_stages.h"

namespace servanda::reading {
namespace {

using event::Clause;
using event::Features;
using record::Stage;

// Probabilities, chosen by cross-validation over the lessons (docs/decisions/learned-reader.md).
constexpr float kTells = 0.3F;  // a step that no rule sees is one above it,
constexpr float kTellsInBrief =
    0.6F;                       // and above this in a short text, which is seldom about pledges
constexpr float kAbout = 0.3F;  // what it may be about
constexpr float kSureStage = 0.8F, kDoubtedStage = 0.05F;
constexpr float kRemembered = 0.15F;  // of a step, its stage and its thing: what is spoken of next

class Weigher {
 public:
  Weigher(const StepScene& steps, const ReaderModel& model)
      : steps_(steps),
        scene_(steps.scene()),
        model_(model),
        least_(scene_.annotations().parse.sentences.size() > kShortDocument ? kTells
                                                                            : kTellsInBrief) {}

  std::vector<Step> weigh() {
    std::vector<Step> out;
    for (uint32_t t = 0; t < scene_.tree().size(); ++t) {
      const bool by_rules = steps_.step_at(t) != nullptr;
      if (!by_rules && (!steps_.may_tell(t) || is_asked(t))) continue;
      const Manner manner = read_manner(scene_, t, t);
      Features features;
      add_step_features(steps_, t, manner, features);
      const float tells = model_.tells.probabilities(features)[1];
      if (by_rules) {
        take_over(t, tells, out);
        mend_stage(t, model_.stage.probabilities(features), out);
        continue;
      }
      // "Did not sign": what did not come to pass once moves nothing.
      const bool undone = manner.mood == Mood::kNegated && !manner.present && !manner.perfect;
      if (tells < least_ || undone || denies_report(t)) continue;
      const std::vector<float> stages = model_.stage.probabilities(features);
      const auto best = std::max_element(stages.begin(), stages.end());
      const auto stage =
          record::parse_stage(model_.stage.classes[static_cast<size_t>(best - stages.begin())]);
      if (!stage || is_outlook(*stage, manner)) continue;
      Step step;
      // "Construction has not begun" says little where the text tells more of the thing.
      step.weak = *stage == Stage::kDelayed && (manner.mood == Mood::kNotYet ||
                                                manner.mood == Mood::kNegated || is_not_started(t));
      step.by_rules = false;
      step.sureness = tells, step.joint_sureness = tells * *best;
      add(event::read_clause(scene_.tree(), t), manner, *stage, std::move(step), out);
    }
    return out;
  }

 private:
  void take_over(uint32_t t, float tells, std::vector<Step>& out) {
    for (const Step& step : steps_.steps()) {
      if (step.token != t) continue;
      out.push_back(step);
      out.back().sureness = tells;
      if (!step.things.empty() && !step.things[0].pronoun && step.things[0].head != kNoToken)
        remember(recently_, step.things[0].head, step.stage);
    }
  }

  // A stage of the rules that the model is sure not to be yields to one that it is sure of. What
  // the rules call negotiating or a part hangs on more than the word.
  void mend_stage(uint32_t t, const std::vector<float>& stages, std::vector<Step>& out) const {
    const auto best = std::max_element(stages.begin(), stages.end());
    const std::vector<std::string>& names = model_.stage.classes;
    const auto stage = record::parse_stage(names[static_cast<size_t>(best - stages.begin())]);
    if (!stage || *stage == Stage::kDelayed || *best < kSureStage) return;
    for (Step& step : out) {
      if (step.token != t || !step.reports || step.stage == Stage::kNegotiating ||
          step.stage == Stage::kPartlyDelivered)
        continue;
      const auto own = std::find(names.begin(), names.end(), record::name(step.stage));
      if (own != names.end() && stages[static_cast<size_t>(own - names.begin())] < kDoubtedStage)
        step.stage = *stage;
    }
  }

  // "Has yet to begin": the rules have read beside it that nothing has begun.
  bool is_not_started(uint32_t t) const {
    constexpr uint32_t kBeside = 3;
    return std::any_of(steps_.steps().begin(), steps_.steps().end(), [&](const Step& step) {
      return step.not_started && step.token != kNoToken && step.token > t &&
             step.token <= t + kBeside;
    });
  }

  // "Iran denied it", "denied that it had sold them": what is denied is told elsewhere.
  bool denies_report(uint32_t t) const {
    const event::Tree& tree = scene_.tree();
    if ((scene_.words().voice(tree.lemma(t)) & kDeny) == 0) return false;
    const uint32_t object = tree.child(t, record::Deprel::kObj);
    return tree.child(t, record::Deprel::kCcomp) != event::kNoToken ||
           (object != event::kNoToken && tree.upos(object) == record::Upos::kPRON);
  }

  // "Work may begin in 2026": nothing has begun.
  static bool is_outlook(Stage stage, const Manner& manner) {
    return (is_doing(stage) || stage == Stage::kInForce) && manner.mood == Mood::kPossible;
  }

  // A question tells nothing.
  bool is_asked(uint32_t t) const {
    return scene_.tree().word(scene_.tree().sentence_of(t).end - 1) == "?";
  }

  // The noun that a step of the stage, which is one so surely, is likeliest about, and how sure
  // that is; kNoToken if none is likely.
  std::pair<uint32_t, float> about(const Clause& clause, Stage stage, float sure) {
    const AboutTask task{clause, stage, steps_.things_near(clause.trigger, recently_), recently_};
    uint32_t best = kNoToken;
    float best_p = kAbout;
    for (size_t i = 0; i < task.nouns.size(); ++i) {
      Features features;
      add_thing_features(steps_, task, i, features);
      const float p = model_.about.probabilities(features)[1];
      if (p > best_p) best = task.nouns[i], best_p = p;
    }
    if (best != kNoToken && scene_.tree().upos(best) != record::Upos::kPRON &&
        sure * best_p >= kRemembered)
      remember(recently_, best, stage);
    return {best, best_p};
  }

  // "Withdrew its lawsuit": what is done to a thing that nobody pledges is done to no other.
  bool acts_on_no_pledge(const Clause& clause, uint32_t noun) const {
    const uint32_t object = clause.first(event::Slot::kObject);
    if (object == kNoToken || object == noun) return false;
    const NounKind* kind = scene_.words().kind(scene_.tree().lemma(object));
    return kind != nullptr && (kind->kinds & kNoPledge) != 0;
  }

  void add(const Clause& clause, const Manner& manner, Stage stage, Step step,
           std::vector<Step>& out) {
    const auto [noun, sure] = about(clause, stage, step.joint_sureness);
    if (noun == kNoToken || acts_on_no_pledge(clause, noun)) return;
    step.joint_sureness *= sure;
    step.things = read_things(scene_, noun);
    std::erase_if(step.things, [](const Thing& one) { return one.negated || one.what.empty(); });
    if (step.things.empty()) return;
    const bool both = is_paper_stage(stage) || stage == Stage::kNegotiating;
    const uint32_t subject = clause.first(event::Slot::kSubject);
    read_sides(scene_, step, both ? Side::kBoth : Side::kGives, clause,
               subject == noun || subject == kNoToken);
    out.push_back(
        complete_step(scene_, std::move(step), stage, manner, clause.trigger, clause.trigger));
  }

  const StepScene& steps_;
  const PledgeScene& scene_;
  const ReaderModel& model_;
  const float least_;  // probability of a step that no rule sees
  std::vector<Spoken> recently_;
};

}  // namespace

void remember(std::vector<Spoken>& recently, uint32_t noun, Stage stage) {
  constexpr size_t kMost = 8;
  size_t steps = 1;
  std::erase_if(recently, [&](const Spoken& one) {
    if (one.noun == noun) steps += one.steps;
    return one.noun == noun;
  });
  recently.insert(recently.begin(), {noun, stage, steps});
  if (recently.size() > kMost) recently.pop_back();
}

std::vector<Step> add_learned_steps(const PledgeScene& scene, const std::vector<Step>& by_rules,
                                    const std::vector<record::Event>& events,
                                    const ReaderModel& model, const event::Lexicon& lexicon) {
  const StepScene steps(scene, lexicon, by_rules, events);
  return Weigher(steps, model).weigh();
}

}  // namespace servanda::reading

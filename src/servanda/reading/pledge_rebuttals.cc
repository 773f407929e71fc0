// Finds verbs of denial, withdrawal and doubt whose object is a report and not a step.
#include "servanda/reading/pledge_rebuttals.h"

#include <algorithm>
#include <span>

#include "servanda/event/clause.h"
#include "servanda/reading/pledge_sides.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::PledgeClaim;
using record::Upos;

class Rebuttals {
 public:
  Rebuttals(const PledgeScene& scene, std::vector<Step>& steps)
      : scene_(scene), tree_(scene.tree()), steps_(steps) {}

  void apply() {
    for (uint32_t t = 0; t < tree_.size(); ++t) {
      const std::string_view word = tree_.word(t);
      if (word == "behind" && t + 1 < tree_.size() &&
          (tree_.word(t + 1) == "plan" || tree_.word(t + 1) == "schedule")) {
        Step* step = last_before(t, false);
        if (step != nullptr && step->sentence == tree_.sentence(t) && step->to_come)
          step->stage = record::Stage::kDelayed;
      }
      if ((word == "uncertain" || word == "unclear" || word == "doubtful") &&
          tree_.upos(t) == Upos::kADJ && tree_.deprel(t) != Deprel::kAmod) {
        Step* step = last_in_doubt(t);
        if (step != nullptr && step->sentence == tree_.sentence(t)) {
          step->uncertain = true;
          // "Ratification before the recess is doubtful": it has not come about.
          if (tree_.upos(step->token) == Upos::kNOUN && !step->told) step->reports = false;
        }
      }
      if (tree_.upos(t) == Upos::kADJ) doubt_predicate(t);
      if (tree_.upos(t) != Upos::kVERB) continue;
      const uint32_t bits = voice(t);
      if ((bits & kRetract) != 0 && takes_report(t)) retract(t);
      if ((bits & kDeny) != 0 && !has_step_below(t)) deny(t);
      const std::string_view lemma = tree_.lemma(t);
      if (lemma == "call" || lemma == "describe" || lemma == "rate" || lemma == "brand" ||
          lemma == "label" || lemma == "consider")
        doubt(t);
      if (lemma == "see" || lemma == "find" || lemma == "show" || lemma == "be" || lemma == "give")
        no_sign(t);
      if (lemma == "confirm" && negated(t) && takes_report(t))
        change_last(t, PledgeClaim::kUnconfirmed, true);
    }
    for (Step& step : added_) steps_.push_back(std::move(step));
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.token < b.token; });
  }

 private:
  uint32_t voice(uint32_t token) const {
    return scene_.words().voice(tree_.lemma(token)) | scene_.words().voice(tree_.word(token));
  }

  bool negated(uint32_t verb) const {
    return std::any_of(tree_.children(verb).begin(), tree_.children(verb).end(), [&](uint32_t c) {
      const std::string_view word = tree_.word(c);
      return word == "not" || word == "n't" || word == "never" || word == "neither";
    });
  }

  // The object is a report or a pronoun ("withdrew it", "deleted the item", "a claim that an
  // official dismissed").
  bool takes_report(uint32_t verb) const {
    const event::Clause clause = event::read_clause(tree_, verb);
    uint32_t object = clause.first(event::Slot::kObject);
    const Deprel link = tree_.deprel(verb);
    if (object == kNoToken && (link == Deprel::kAcl || link == Deprel::kAclRelcl))
      object = tree_.head(verb);
    if (object == kNoToken) return false;
    const std::string_view word = tree_.word(object);
    return word == "it" || word == "this" || word == "that" || word == "them" ||
           (voice(object) & kClaimNoun) != 0;
  }

  bool has_step_below(uint32_t verb) {
    const std::span<Step> near = steps_near(verb);
    return std::any_of(near.begin(), near.end(), [&](const Step& step) {
      return tree_.sentence(step.token) == tree_.sentence(verb) && step.token != verb &&
             tree_.below(step.token, verb) && step.claim == PledgeClaim::kDenied;
    });
  }

  // The steps of the sentence of a token and of the one before it.
  std::span<Step> steps_near(uint32_t token) {
    const uint32_t sentence = tree_.sentence(token);
    const auto& sentences = scene_.annotations().parse.sentences;
    const auto by_token = [](const Step& step, uint32_t value) { return step.token < value; };
    const auto begin = std::lower_bound(steps_.begin(), steps_.end(),
                                        sentences[sentence > 0 ? sentence - 1 : 0].begin, by_token);
    const auto end = std::lower_bound(begin, steps_.end(), sentences[sentence].end, by_token);
    return {begin, end};
  }

  // The last step that stands before the token, here or in the sentence before.
  Step* last_before(uint32_t token, bool told_by_others) {
    auto at = std::lower_bound(steps_.begin(), steps_.end(), token,
                               [](const Step& step, uint32_t value) { return step.token < value; });
    while (at != steps_.begin()) {
      --at;
      if (tree_.sentence(token) - at->sentence > 1) break;
      const bool told = at->claim != PledgeClaim::kStated && at->claim != PledgeClaim::kAdmitted;
      if (!told_by_others || told) return &*at;
    }
    return nullptr;
  }

  // "The project announced in May, which would speed exports, is uncertain": of the steps of the
  // sentence the last that the rules see, for the models see some in its asides.
  Step* last_in_doubt(uint32_t token) {
    Step* last = last_before(token, false);
    if (last == nullptr) return nullptr;
    for (Step* step = last; step->sentence == tree_.sentence(token); --step) {
      if (step->by_rules) return step;
      if (step == steps_.data()) break;
    }
    return last;
  }

  void change_last(uint32_t token, PledgeClaim claim, bool told_by_others) {
    if (Step* step = last_before(token, told_by_others); step != nullptr) step->claim = claim;
  }

  void retract(uint32_t token) {
    Step* step = last_before(token, true);
    if (step == nullptr) return;
    if (step->sentence == tree_.sentence(token)) {
      step->claim = PledgeClaim::kRetracted;
      return;
    }
    if (step->claim != PledgeClaim::kDenied) {
      step->claim = PledgeClaim::kRetracted;
      return;
    }
    // What was denied already is taken back too: a step of its own.
    Step withdrawn = *step;
    withdrawn.claim = PledgeClaim::kRetracted;
    withdrawn.token = token;
    withdrawn.sentence = tree_.sentence(token);
    withdrawn.evidence = tree_.sentence_of(token).span;
    added_.push_back(std::move(withdrawn));
  }

  void deny(uint32_t token) {
    const event::Clause clause = event::read_clause(tree_, token);
    const uint32_t object = clause.first(event::Slot::kObject);
    // "denied it", "a claim that he dismissed", "denied that they had spoken": nothing else is
    // denied by the words themselves.
    const bool other_object = object != kNoToken && !takes_report(token) &&
                              scene_.time_at(object) == nullptr &&
                              tree_.upos(object) != Upos::kPRON;
    if (other_object) return;
    change_last(token, PledgeClaim::kDenied, true);
  }

  // "Analysts called this unlikely", "the ministry called it a fake", "rated as false a post saying
  // that".
  void doubt(uint32_t token) {
    bool doubted = false;
    for (uint32_t i = token + 1; i < tree_.sentence_of(token).end && i < token + 8; ++i) {
      doubted |=
          (voice(i) & kDoubt) != 0 && (tree_.upos(i) == Upos::kADJ || tree_.upos(i) == Upos::kADV ||
                                       tree_.upos(i) == Upos::kNOUN || tree_.word(i) == "unlikely");
    }
    if (!doubted || doubt_claim_noun(token)) return;
    const uint32_t sentence = tree_.sentence(token);
    bool below = false, before = false;
    for (Step& step : steps_near(token)) {
      if (step.sentence != sentence) continue;
      if (tree_.below(step.token, token))
        step.claim = PledgeClaim::kDenied, below = true;
      else
        before |= step.token < token;
    }
    if (below) return;
    const uint32_t subject = event::read_clause(tree_, token).first(event::Slot::kSubject);
    const bool official = subject != kNoToken && scene_.mention_at(subject) != nullptr &&
                          claim_of_source(scene_, subject) == PledgeClaim::kClaimed;
    for (Step& step : steps_near(token)) {
      const bool meant =
          before ? step.sentence == sentence && step.token < token : step.sentence + 1 == sentence;
      if (!meant || step.claim == PledgeClaim::kStated) continue;
      step.claim = official ? PledgeClaim::kDenied : PledgeClaim::kDisputed;
    }
  }

  // "reports of drones for Russia are groundless", "reports of a deal are not true"
  void doubt_predicate(uint32_t token) {
    const uint32_t subject = tree_.child(token, Deprel::kNsubj);
    if (subject == kNoToken || (voice(subject) & kClaimNoun) == 0 ||
        tree_.child(token, Deprel::kCop) == kNoToken)
      return;
    const bool untrue =
        (voice(token) & kDoubt) != 0
            ? !negated(token)
            : negated(token) && (tree_.word(token) == "true" || tree_.word(token) == "correct" ||
                                 tree_.word(token) == "accurate");
    if (!untrue) return;
    bool below = false;
    for (Step& step : steps_near(token)) {
      if (step.sentence == tree_.sentence(token) && tree_.below(step.token, subject))
        step.claim = PledgeClaim::kDenied, below = true;
    }
    if (!below) deny_thing_of(subject, token);
  }

  // "called the drone accusations baseless": the report of a delivery is denied.
  bool doubt_claim_noun(uint32_t token) {
    const uint32_t object = event::read_clause(tree_, token).first(event::Slot::kObject);
    if (object == kNoToken || (voice(object) & kClaimNoun) == 0) return false;
    return deny_thing_of(object, token);
  }

  // The report "of drones" or the "drone" report speaks of a delivery, which is denied.
  bool deny_thing_of(uint32_t object, uint32_t token) {
    for (uint32_t c : tree_.children(object)) {
      const NounKind* kind = scene_.words().kind(tree_.lemma(c));
      const bool of = tree_.deprel(c) == Deprel::kCompound ||
                      (tree_.deprel(c) == Deprel::kNmod && tree_.preposition(c) == "of");
      if (!of || kind == nullptr || (kind->kinds & kGoods) == 0) continue;
      Step step;
      step.things = read_things(scene_, c);
      step.stage = record::Stage::kDelivered;
      step.claim = PledgeClaim::kDenied;
      step.token = token;
      step.sentence = tree_.sentence(token);
      step.evidence = tree_.sentence_of(token).span;
      if (scene_.annotations().document.date.known())
        step.date = record::before(scene_.annotations().document.date);
      const uint32_t subject = event::read_clause(tree_, token).first(event::Slot::kSubject);
      if (subject != kNoToken) scene_.add_codes(subject, step.givers);
      add_named_within(scene_, step.things[0], step.givers);
      added_.push_back(std::move(step));
      return true;
    }
    return false;
  }

  // "saw no sign of it", "there is no evidence of it"; "says that there is no such deal" denies it.
  void no_sign(uint32_t token) {
    for (uint32_t c : tree_.children(token)) {
      const std::string_view lemma = tree_.lemma(c);
      if (c > 0 && tree_.word(c - 1) == "such" && tree_.lemma(token) == "be" && says(token)) {
        for (uint32_t d : tree_.children(c)) {
          if (tree_.deprel(d) == Deprel::kDet && tree_.word(d) == "no")
            change_last(token, PledgeClaim::kDenied, true);
        }
      }
      if (lemma != "sign" && lemma != "evidence" && lemma != "trace" && lemma != "proof" &&
          lemma != "confirmation")
        continue;
      for (uint32_t d : tree_.children(c)) {
        if (tree_.deprel(d) == Deprel::kDet && tree_.word(d) == "no")
          change_last(token, PledgeClaim::kDisputed, true);
      }
    }
  }

  // The clause is what somebody says.
  bool says(uint32_t clause) const {
    const uint32_t above = tree_.head(clause);
    return above != kNoToken && tree_.deprel(clause) == Deprel::kCcomp &&
           tree_.upos(above) == Upos::kVERB;
  }

  const PledgeScene& scene_;
  const event::Tree& tree_;
  std::vector<Step>& steps_;
  std::vector<Step> added_;
};

}  // namespace

void apply_rebuttals(const PledgeScene& scene, std::vector<Step>& steps) {
  Rebuttals(scene, steps).apply();
}

}  // namespace servanda::reading

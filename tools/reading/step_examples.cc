// Aligns annotated steps with words and their things with nouns.
#include "step_examples.h"

#include <algorithm>
#include <map>

#include "servanda/reading/learned_steps.h"
#include "servanda/reading/step_features.h"

namespace servanda::tools {
namespace {

using event::Features;
using event::kNoToken;
using reading::PledgeScene;
using reading::StepScene;
using record::Deprel;
using record::Upos;

enum Set { kTells, kStage, kAbout };

// The word of a span that tells the step: the highest in the tree of those that may.
uint32_t telling_word(const StepScene& steps, base::Span span) {
  const event::Tree& tree = steps.scene().tree();
  uint32_t first = kNoToken;
  for (uint32_t t = 0; t < tree.size(); ++t) {
    if (!tree.token(t).span.overlaps(span) || !steps.may_tell(t)) continue;
    const uint32_t head = tree.head(t);
    if (head == kNoToken || !tree.token(head).span.overlaps(span)) return t;
    if (first == kNoToken) first = t;
  }
  return first;
}

// The noun of a span that its other words hang on.
uint32_t head_noun(const event::Tree& tree, base::Span span) {
  uint32_t last = kNoToken;
  for (uint32_t t = 0; t < tree.size(); ++t) {
    if (!tree.token(t).span.overlaps(span)) continue;
    const Upos upos = tree.upos(t);
    const uint32_t head = tree.head(t);
    if (upos != Upos::kNOUN && upos != Upos::kPROPN && upos != Upos::kNUM && upos != Upos::kSYM)
      continue;
    if (head == kNoToken || !tree.token(head).span.overlaps(span)) return t;
    last = t;
  }
  return last;
}

class Maker {
 public:
  Maker(StepExamples& out, const event::Lexicon& lexicon, const reading::PledgeWords& words)
      : out_(out), lexicon_(lexicon), words_(words) {}

  void add(const Passage& passage) {
    const event::Annotations annotations = passage.annotated.annotations();
    const PledgeScene scene(annotations, words_);
    const std::vector<reading::Step> by_rules = reading::find_steps(scene);
    const StepScene steps(scene, lexicon_, by_rules, passage.events);
    const event::Tree& tree = scene.tree();
    struct Told {
      const GoldStep* step;
      const GoldPledge* pledge;
    };
    std::map<uint32_t, Told> told;
    for (const GoldPledge& pledge : passage.pledges) {
      for (const GoldStep& step : pledge.steps) {
        ++out_.steps;
        const uint32_t t = telling_word(steps, step.words);
        if (t == kNoToken) continue;
        ++out_.with_word;
        told.emplace(t, Told{&step, &pledge});
      }
    }
    std::vector<reading::Spoken> recently;
    for (const auto& [t, one] : told) {
      const uint32_t head = head_noun(tree, one.pledge->thing);
      if (head == kNoToken) continue;
      add_about(steps, t, *one.step, *one.pledge, head, recently);
      reading::remember(recently, head, one.step->stage);
    }
    for (uint32_t t = 0; t < tree.size(); ++t) {
      if (!steps.may_tell(t)) continue;
      const auto at = told.find(t);
      if (at == told.end() && in_words(passage, tree.token(t).span)) continue;
      Features features;
      add_step_features(steps, t, reading::read_manner(scene, t, t), features);
      out_.sets[kTells].examples.push_back({features.list(), at == told.end() ? 0U : 1U, 1});
      if (at == told.end()) continue;
      const GoldStep& step = *at->second.step;
      add_example(kStage, features, record::name(step.stage));
    }
  }

 private:
  static bool in_words(const Passage& passage, base::Span token) {
    for (const GoldPledge& pledge : passage.pledges) {
      for (const GoldStep& step : pledge.steps) {
        if (step.words.overlaps(token)) return true;
      }
    }
    return false;
  }

  void add_example(Set set, const Features& features, std::string_view name) {
    std::vector<std::string>& classes = out_.sets[set].classes;
    const auto at = std::find(classes.begin(), classes.end(), name);
    if (at == classes.end()) return;
    out_.sets[set].examples.push_back(
        {features.list(), static_cast<uint32_t>(at - classes.begin()), 1});
  }

  // The noun of the thing is what the step is about, and so is a pronoun or a shorter naming that
  // the word governs where the thing stands in an earlier sentence. Other namings teach nothing.
  void add_about(const StepScene& steps, uint32_t t, const GoldStep& gold, const GoldPledge& pledge,
                 uint32_t head, const std::vector<reading::Spoken>& recently) {
    const event::Tree& tree = steps.scene().tree();
    ++out_.with_thing;
    const reading::AboutTask task{event::read_clause(tree, t), gold.stage,
                                  steps.things_near(t, recently), recently};
    const std::vector<uint32_t>& near = task.nouns;
    const bool here = tree.sentence(head) == tree.sentence(t);
    out_.with_thing_near += std::find(near.begin(), near.end(), head) != near.end();
    const event::Clause& clause = task.clause;
    for (size_t i = 0; i < near.size(); ++i) {
      const uint32_t noun = near[i];
      const bool governed =
          std::any_of(clause.arguments.begin(), clause.arguments.end(), [&](const auto& a) {
            return a.token == noun &&
                   (a.slot == event::Slot::kSubject || a.slot == event::Slot::kObject);
          });
      const bool pronoun = tree.upos(noun) == Upos::kPRON;
      const bool renamed = noun != head && (tree.lemma(noun) == tree.lemma(head) ||
                                            said_in(tree, noun, pledge.thing));
      uint32_t label = 0;
      if (noun == head) {
        label = 1;
      } else if (tree.token(noun).span.overlaps(pledge.thing)) {
        continue;
      } else if (governed && (pronoun || renamed) && !(here && !pronoun)) {
        label = 1;
      } else if (renamed || (governed && !here)) {
        continue;
      }
      Features features;
      add_thing_features(steps, task, i, features);
      out_.sets[kAbout].examples.push_back({features.list(), label, 1});
    }
  }

  // True if a word of the thing is the same noun.
  static bool said_in(const event::Tree& tree, uint32_t noun, base::Span thing) {
    for (uint32_t t = 0; t < tree.size(); ++t) {
      if (tree.token(t).span.overlaps(thing) && tree.lemma(t) == tree.lemma(noun)) return true;
    }
    return false;
  }

  StepExamples& out_;
  const event::Lexicon& lexicon_;
  const reading::PledgeWords& words_;
};

}  // namespace

StepExamples make_step_examples(const std::vector<const Passage*>& passages,
                                const event::Lexicon& lexicon, const reading::PledgeWords& words) {
  StepExamples out;
  out.sets.resize(3);
  out.sets[kTells].name = "tells", out.sets[kTells].classes = {"no", "step"};
  out.sets[kStage].name = "stage";
  for (int s = 1; s <= static_cast<int>(record::Stage::kExpired); ++s)
    out.sets[kStage].classes.emplace_back(record::name(static_cast<record::Stage>(s)));
  out.sets[kAbout].name = "about", out.sets[kAbout].classes = {"no", "thing"};
  Maker maker(out, lexicon, words);
  for (const Passage* passage : passages) maker.add(*passage);
  return out;
}

}  // namespace servanda::tools

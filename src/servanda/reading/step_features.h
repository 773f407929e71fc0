// What the learned reader of steps looks at: words that may tell a step, and what each may be
// about.
#pragma once

#include <vector>

#include "servanda/event/clause.h"
#include "servanda/event/features.h"
#include "servanda/event/lexicon.h"
#include "servanda/reading/pledge_steps.h"

namespace servanda::reading {

// What steps were told of.
struct Spoken {
  uint32_t noun = kNoToken;
  record::Stage stage = record::Stage::kNone;  // told last
  size_t steps = 0;                            // told so far
};

// A document with the verdicts of the rules, as the features see it.
class StepScene {
 public:
  // Keeps references to all four, which must outlive it.
  StepScene(const PledgeScene& scene, const event::Lexicon& lexicon, const std::vector<Step>& steps,
            const std::vector<record::Event>& events);

  const PledgeScene& scene() const { return scene_; }
  const std::vector<Step>& steps() const { return steps_; }
  // The first step that the rules read at a token, or nullptr.
  const Step* step_at(uint32_t token) const {
    return step_at_[token] < 0 ? nullptr : &steps_[static_cast<size_t>(step_at_[token])];
  }
  // The event that the coder found at a token, or nullptr.
  const record::Event* event_at(uint32_t token) const {
    return event_at_[token] < 0 ? nullptr : &events_[static_cast<size_t>(event_at_[token])];
  }
  const event::Lexicon::Cluster& cluster(uint32_t token) const;
  // True for words that may tell a step: verbs, nouns, adjectives, adverbs outside of names and
  // times.
  bool may_tell(uint32_t token) const;
  // The nouns and pronouns that a step told at a token may be about: those of its sentence and of
  // the two before, and those that steps were about `recently`, in text order.
  std::vector<uint32_t> things_near(uint32_t token, const std::vector<Spoken>& recently) const;

 private:
  bool may_be_thing(uint32_t token) const;

  const PledgeScene& scene_;
  const event::Lexicon& lexicon_;
  const std::vector<Step>& steps_;
  const std::vector<record::Event>& events_;
  std::vector<int> step_at_, event_at_;
};

// Returns the kinds of a noun as one word.
std::string kind_word(uint32_t kinds);
// Returns what a word names, in one word.
std::string filler(const PledgeScene& scene, uint32_t token);
// Adds the clusters of a word as those of a part of the clause.
void add_clusters(const StepScene& scene, event::HashedText part, uint32_t token,
                  event::Features& features);

// Returns auxiliaries, copula and "to" of a word, with its tag: "VBN+be+have".
std::string tense_of(const event::Tree& tree, uint32_t token);

// Adds what speaks for or against a step told at a token, for its stage and its claim.
void add_step_features(const StepScene& scene, uint32_t token, const Manner& manner,
                       event::Features& features);

// What a step may be about is weighed for one word at a time.
struct AboutTask {
  event::Clause clause;  // of the word that tells it
  record::Stage stage = record::Stage::kNone;
  std::vector<uint32_t> nouns;   // that it may be about
  std::vector<Spoken> recently;  // what the steps before were about, the last one first
};

// Adds what speaks for the step being about the noun at this place of the task's list.
void add_thing_features(const StepScene& scene, const AboutTask& task, size_t place,
                        event::Features& features);

}  // namespace servanda::reading

// Compares drafts with the annotated pledges.
#include "pledge_examples.h"

#include <algorithm>

#include "servanda/reading/pledge_drafts.h"
#include "servanda/reading/pledge_weighing.h"

namespace servanda::tools {
namespace {

using event::Features;

// The annotated pledge whose thing a naming of the draft is a part of, or nullptr.
const GoldPledge* annotated(const event::Tree& tree, const reading::PledgeDraft& draft,
                            const Passage& passage) {
  for (const reading::Thing& naming : draft.namings) {
    if (naming.head == event::kNoToken) continue;
    for (const GoldPledge& pledge : passage.pledges) {
      if (tree.token(naming.head).span.overlaps(pledge.thing)) return &pledge;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<ExampleSet> empty_pledge_examples() {
  std::vector<ExampleSet> sets(2);
  sets[0].name = "party", sets[0].classes = {"no", "party"};
  sets[1].name = "pledge", sets[1].classes = {"no", "pledge"};
  return sets;
}

void add_pledge_examples(const std::vector<const Passage*>& passages,
                         const reading::ReaderModel& model, const event::Lexicon& lexicon,
                         const reading::PledgeWords& words, std::vector<ExampleSet>& sets) {
  for (const Passage* passage : passages) {
    const event::Annotations annotations = passage->annotated.annotations();
    const reading::PledgeScene scene(annotations, words);
    const reading::PledgeWeighing weighing(scene, lexicon);
    for (const reading::PledgeDraft& draft :
         reading::draft_pledges(scene, passage->events, &model, lexicon)) {
      const std::vector<reading::Step> steps = reading::history_of(draft);
      if (steps.empty()) continue;
      const reading::PledgeParties by_rules = reading::parties_of(scene, draft, steps);
      const reading::DraftView view{draft, steps, by_rules};
      const GoldPledge* gold = annotated(scene.tree(), draft, *passage);
      Features features;
      weighing.add_pledge_features(view, features);
      sets[1].examples.push_back({features.list(), gold == nullptr ? 0U : 1U, 1});
      if (gold == nullptr) continue;
      for (const std::string& code : weighing.candidates(view)) {
        Features of_party;
        weighing.add_party_features(view, code, of_party);
        const bool party =
            std::find(gold->parties.begin(), gold->parties.end(), code) != gold->parties.end();
        sets[0].examples.push_back({of_party.list(), party ? 1U : 0U, 1});
      }
    }
  }
}

}  // namespace servanda::tools

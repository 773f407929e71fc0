// Follows each annotated step through the stages of the reader.
#include "losses.h"

#include <algorithm>
#include <ostream>

#include "servanda/reading/pledge_drafts.h"

namespace servanda::tools {
namespace {

using event::kNoToken;
using reading::PledgeDraft;
using reading::Step;

bool at(const event::Tree& tree, const Step& step, base::Span words) {
  return step.token != kNoToken && tree.token(step.token).span.overlaps(words);
}

bool names(const event::Tree& tree, const PledgeDraft& draft, base::Span thing) {
  return std::any_of(draft.namings.begin(), draft.namings.end(), [&](const reading::Thing& one) {
    return one.head != kNoToken && tree.token(one.head).span.overlaps(thing);
  });
}

}  // namespace

void Losses::add(const Passage& passage, const reading::ReaderModel& model,
                 const event::Lexicon& lexicon, const reading::PledgeWords& words) {
  const event::Annotations annotations = passage.annotated.annotations();
  const reading::PledgeScene scene(annotations, words);
  const event::Tree& tree = scene.tree();
  const std::vector<PledgeDraft> drafts =
      reading::draft_pledges(scene, passage.events, &model, lexicon);
  for (const GoldPledge& gold : passage.pledges) {
    bool seen = false, named = false, joined = false;
    for (const PledgeDraft& draft : drafts) {
      if (!names(tree, draft, gold.thing)) continue;
      named = true;
      joined |= std::any_of(passage.pledges.begin(), passage.pledges.end(), [&](const auto& other) {
        return &other != &gold && !other.thing.overlaps(gold.thing) &&
               names(tree, draft, other.thing);
      });
    }
    for (const GoldStep& step : gold.steps) {
      std::string where = "no word seen";
      for (const PledgeDraft& draft : drafts) {
        const bool of_it = names(tree, draft, gold.thing);
        for (const Step& one : draft.steps) {
          if (!at(tree, one, step.words)) continue;
          seen = true;
          if (!of_it) {
            if (where == "no word seen")
              where = named ? "put to another pledge" : "of a pledge not named";
            continue;
          }
          if (one.stage != step.stage) {
            where = "stage";
            continue;
          }
          const std::vector<Step> kept = reading::history_of(draft);
          const bool left = std::none_of(kept.begin(), kept.end(),
                                         [&](const Step& k) { return k.stage == step.stage; });
          where = left                                   ? "left out beside rules"
                  : record::print(one.date) == step.date ? "right"
                                                         : "right but date";
          break;
        }
        if (where.starts_with("right")) break;
      }
      ++counts_["steps"][where];
      if (&step == &gold.steps.back()) ++counts_["last steps"][where];
    }
    ++counts_["pledges"][named  ? (joined ? "named, joined with another"
                                   : seen ? "named"
                                          : "named, by no word of its own")
                         : seen ? "words seen, about another noun"
                                : "no word seen"];
  }
}

void Losses::print(std::ostream& out) const {
  for (const auto& [what, places] : counts_) {
    size_t all = 0;
    for (const auto& [where, count] : places) all += count;
    out << what << ": " << all << "\n";
    for (const auto& [where, count] : places)
      out << "  " << where << ": " << count << " (" << 1000 * count / all << " in 1000)\n";
  }
}

}  // namespace servanda::tools

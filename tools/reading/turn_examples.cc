// Aligns annotated turns with the words that carry their clauses.
#include "turn_examples.h"

#include <map>

#include "servanda/reading/learned_turns.h"

namespace servanda::tools {
namespace {

using event::kNoToken;
using reading::Turn;
using reading::TurnScene;

// The word that carries the clause of the words: the highest of theirs in the tree, else the one
// above them.
uint32_t carrier(const TurnScene& scene, base::Span words) {
  const event::Tree& tree = scene.tree();
  uint32_t top = kNoToken;
  for (uint32_t t = 0; t < tree.size(); ++t) {
    if (!tree.token(t).span.overlaps(words)) continue;
    const uint32_t head = tree.head(t);
    if (head != kNoToken && tree.token(head).span.overlaps(words)) continue;
    if (scene.carries(t)) return t;
    if (top == kNoToken) top = t;
  }
  for (int step = 0; step < 8 && top != kNoToken && !scene.carries(top); ++step)
    top = tree.head(top);
  return top;
}

void add_passage(const Passage& passage, const event::Lexicon& lexicon, ExampleSet& set) {
  const event::Annotations annotations = passage.annotated.annotations();
  const reading::Page page(annotations);
  const reading::Treaties treaties(page);
  const TurnScene scene(page, treaties, lexicon, reading::turns_by_rules(page, treaties));
  const event::Tree& tree = page.tree();
  std::map<uint32_t, Turn> told;
  for (const GoldTurn& gold : passage.turns) {
    const uint32_t t = carrier(scene, gold.words);
    if (t != kNoToken) told.emplace(t, gold.turn);
  }
  for (uint32_t t = 0; t < tree.size(); ++t) {
    if (!scene.carries(t)) continue;
    const auto at = told.find(t);
    bool inside = false;  // another clause of an annotated turn teaches nothing
    for (const GoldTurn& gold : passage.turns) inside |= gold.words.overlaps(tree.token(t).span);
    if (at == told.end() && inside) continue;
    event::Features features;
    reading::add_turn_features(scene, t, features);
    const Turn turn = at == told.end() ? Turn::kNone : at->second;
    set.examples.push_back({features.list(), static_cast<uint32_t>(turn), 1});
  }
}

}  // namespace

ExampleSet make_turn_examples(const std::vector<const Passage*>& passages,
                              const event::Lexicon& lexicon) {
  ExampleSet set;
  set.name = "turn";
  for (size_t turn = 0; turn < reading::kTurns; ++turn)
    set.classes.emplace_back(reading::name(static_cast<Turn>(turn)));
  for (const Passage* passage : passages) add_passage(*passage, lexicon, set);
  return set;
}

}  // namespace servanda::tools

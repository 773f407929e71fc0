// Reads verbs of growth that are to come, with the number that is to be reached.
#include "servanda/reading/pledge_targets.h"

#include <algorithm>
#include <array>

#include "servanda/base/word_list.h"
#include "servanda/event/clause.h"
#include "servanda/reading/pledge_sides.h"
#include "servanda/reading/pledge_stages.h"

namespace servanda::reading {
namespace {

using event::Clause;
using event::Slot;
using record::Deprel;

constexpr std::array<std::string_view, 12> kTowards = {"boost",  "bring", "cut",      "decrease",
                                                       "expand", "grow",  "increase", "lift",
                                                       "lower",  "raise", "reduce",   "push"};
constexpr std::array<std::string_view, 4> kTimes = {"double", "halve", "quadruple", "triple"};

using base::in;

// The amount that the sentence gives behind the verb as the one to be reached: "to five billion".
const record::Amount* amount_reached(const PledgeScene& scene, uint32_t verb) {
  const event::Tree& tree = scene.tree();
  const record::Sentence& sentence = tree.sentence_of(verb);
  const uint32_t begin = tree.token(verb).span.end;
  const uint32_t end = tree.token(sentence.end - 1).span.end;
  for (const record::Amount& amount : scene.annotations().amounts) {
    if (amount.span.begin < begin || amount.span.end > end) continue;
    std::string_view before = scene.text().substr(begin, amount.span.begin - begin);
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    if (before.ends_with(" to") || before == "to" || before.ends_with(" to about") ||
        before.ends_with(" to some"))
      return &amount;
    // "from five to ten billion": one expression or two.
    const std::string_view words = amount.span.of(scene.text());
    if (words.find(" to ") != std::string_view::npos) return &amount;
  }
  return nullptr;
}

}  // namespace

std::optional<Step> read_target(const PledgeScene& scene, uint32_t verb) {
  const event::Tree& tree = scene.tree();
  const std::string_view lemma = tree.lemma(verb);
  const bool times = in(kTimes, lemma);
  if (!times && !in(kTowards, lemma)) return std::nullopt;
  // "Wants to triple cargo": taken for an adjective of its object, now and then.
  const bool adjective = tree.upos(verb) == record::Upos::kADJ;
  if (adjective &&
      (!times || tree.deprel(verb) != Deprel::kAmod || verb == 0 || tree.word(verb - 1) != "to"))
    return std::nullopt;
  const uint32_t object =
      adjective ? tree.head(verb) : event::read_clause(tree, verb).first(Slot::kObject);
  const uint32_t above = adjective && object != kNoToken ? tree.head(object) : tree.head(verb);
  const Clause clause = event::read_clause(tree, adjective && above != kNoToken ? above : verb);
  if (object == kNoToken || scene.is_party(object)) return std::nullopt;
  const record::Amount* amount = amount_reached(scene, verb);
  if (amount == nullptr && !times) return std::nullopt;
  Manner manner = read_manner(scene, verb, verb);
  // Whoever wants to reach a number has made it his target; what one asks of others is none.
  if (adjective || manner.mood == Mood::kUnreal || manner.mood == Mood::kPossible) {
    if (above == kNoToken || (!adjective && tree.deprel(verb) != Deprel::kXcomp) ||
        (scene.words().voice(tree.lemma(above)) & (kHope | kPlan | kPromise | kAgree)) == 0)
      return std::nullopt;
    manner.mood = Mood::kFuture;
  }
  if (manner.mood == Mood::kNegated ||
      (manner.mood == Mood::kActual && !manner.promised && !manner.agreed))
    return std::nullopt;
  Thing thing;
  thing.head = thing.outer = object;
  const auto [first, last] = base_phrase(scene, object);
  thing.span = {tree.token(adjective ? verb + 1 : first).span.begin, tree.token(last).span.end};
  // "cargo on the eastern branch to two million tonnes"
  constexpr uint32_t kLongest = 90;  // bytes
  if (amount != nullptr && amount->span.end > thing.span.begin &&
      amount->span.end - thing.span.begin <= kLongest)
    thing.span.end = std::max(thing.span.end, amount->span.end);
  thing.what = std::string(thing.span.of(scene.text()));
  thing.kinds = kScheme;
  thing.head_lemma = std::string(tree.lemma(object));
  for (uint32_t i = adjective ? verb + 1 : first; i < tree.sentence_of(verb).end; ++i) {
    const record::Upos upos = tree.upos(i);
    if (tree.token(i).span.end > thing.span.end) break;
    if (upos == record::Upos::kNOUN || upos == record::Upos::kADJ || upos == record::Upos::kPROPN)
      thing.content.emplace_back(tree.lemma(i));
  }
  std::sort(thing.content.begin(), thing.content.end());
  thing.content.erase(std::unique(thing.content.begin(), thing.content.end()), thing.content.end());
  Step step;
  step.things.push_back(std::move(thing));
  if (amount != nullptr) {
    step.amount = *amount;
    step.amount->value = step.amount->upper = std::max(amount->value, amount->upper);
  }
  read_sides(scene, step, Side::kBoth, clause, false);
  return finish_step(scene, std::move(step),
                     manner.agreed ? record::Stage::kAgreed : record::Stage::kAnnounced, manner,
                     verb, verb);
}

}  // namespace servanda::reading

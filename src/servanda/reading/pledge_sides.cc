// Reads the sides of a step from the slots of its clause.
#include "servanda/reading/pledge_sides.h"

#include <algorithm>

namespace servanda::reading {
namespace {

using event::Slot;
using record::Deprel;

bool has(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

void add_flat(const PledgeScene& scene, uint32_t token, std::vector<std::string>& codes) {
  scene.add_codes(token, codes);
  for (uint32_t c : scene.tree().children(token)) {
    const Deprel link = scene.tree().deprel(c);
    if (link == Deprel::kConj || link == Deprel::kNmodPoss || link == Deprel::kAmod)
      scene.add_codes(c, codes);
  }
}

// The mention at a token and those coordinated with it or below it ("leaders of Russia and Iran").
void add_all(const PledgeScene& scene, uint32_t token, std::vector<std::string>& codes) {
  scene.add_codes(token, codes);
  // "which the two concluded with Chile": the two that the text is about.
  const std::string_view word = scene.tree().word(token);
  if (scene.mention_at(token) == nullptr && (word == "two" || word == "both") &&
      scene.dyad().size() == 2) {
    for (const std::string& code : scene.dyad()) add_code(codes, code);
  }
  for (uint32_t c : scene.tree().children(token)) {
    switch (scene.tree().deprel(c)) {
      case Deprel::kConj:
      case Deprel::kNmod:
        add_flat(scene, c, codes);
        break;
      case Deprel::kNmodPoss:
      case Deprel::kAmod:
      case Deprel::kCompound:
      case Deprel::kNmodDesc:
      case Deprel::kAppos:
        if (codes.empty()) add_flat(scene, c, codes);
        break;
      default:
        break;
    }
  }
}

}  // namespace

// Names within the phrase of a thing, or on the nouns around it ("Iran's private satellites",
// "delivery to India").
void add_named_within(const PledgeScene& scene, const Thing& thing,
                      std::vector<std::string>& codes) {
  const event::Tree& tree = scene.tree();
  if (thing.head == kNoToken) return;
  const record::Sentence& sentence = tree.sentence_of(thing.head);
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (thing.pronoun && i == thing.head) continue;  // "a contract for it"
    const base::Span span = tree.token(i).span;
    const bool in = span.begin >= thing.span.begin && span.end <= thing.span.end;
    const uint32_t head = tree.head(i);
    const bool beside = head != kNoToken && (head == thing.head || head == thing.outer);
    const Deprel link = tree.deprel(i);
    const bool by = link == Deprel::kNmod || link == Deprel::kNmodPoss || link == Deprel::kAmod ||
                    link == Deprel::kCompound;
    const actor::Mention* mention = scene.mention_at(i);
    // A role inside the phrase ("air defence") names no country of its own.
    const bool named = mention != nullptr && (mention->kind == actor::MentionKind::kName ||
                                              mention->kind == actor::MentionKind::kDemonym);
    const std::string_view preposition = tree.preposition(i);
    if (preposition == "via" || preposition == "through" || preposition == "across" ||
        preposition == "over" || preposition == "along" || preposition == "near" ||
        preposition == "beyond")
      continue;  // the way, not a side
    if (scene.is_venue(i)) continue;
    // "Nord Stream": a place within another name is no side; a state may be.
    const bool within_name = mention != nullptr && mention->place && !mention->actors.empty() &&
                             mention->span.of(scene.text()) != mention->actors[0].name &&
                             link == Deprel::kCompound && head != kNoToken &&
                             tree.upos(head) == record::Upos::kPROPN;
    // "the Oxford–AstraZeneca vaccine": a piece of a name written with dashes; "the Mexico–Cuba
    // line" names two states.
    const auto dash = [&](uint32_t t) {
      return t < tree.size() && (tree.word(t) == "-" || tree.word(t) == "–") &&
             !tree.token(t).space_before;
    };
    const bool piece = mention != nullptr && mention->place && !mention->actors.empty() &&
                       mention->span.of(scene.text()) != mention->actors[0].name &&
                       (dash(i + 1) || (i > 0 && dash(i - 1)));
    if (within_name || piece) continue;
    // "The line to the Moroccan border" is no pledge of Morocco.
    if (named && mention->kind == actor::MentionKind::kDemonym && i > thing.head &&
        head != thing.head)
      continue;
    if (named && (in || (beside && by))) scene.add_codes(i, codes);
    if (beside && by && link == Deprel::kNmod) add_flat(scene, i, codes);
  }
}

namespace {

// What is done with money or goods is done by means of them.
bool is_means(const PledgeScene& scene, uint32_t token) {
  const NounKind* kind = scene.words().kind(scene.tree().lemma(token));
  return kind != nullptr && (kind->kinds & (kMoney | kGoods)) != 0 &&
         scene.mention_at(token) == nullptr;
}

}  // namespace

void read_sides(const PledgeScene& scene, Step& step, Side side, const event::Clause& clause,
                bool subject_is_thing) {
  std::vector<std::string> subject, other, with, from;
  for (const event::Argument& a : clause.arguments) {
    switch (a.slot) {
      case Slot::kSubject:
      case Slot::kAgent:
        if (!subject_is_thing || a.slot == Slot::kAgent) add_all(scene, a.token, subject);
        break;
      case Slot::kIndirect:
        add_all(scene, a.token, other);
        break;
      case Slot::kObject:
        if (scene.is_party(a.token)) scene.add_codes(a.token, other);
        break;
      case Slot::kOblique:
      case Slot::kNominal:
        if (a.preposition == "to" || a.preposition == "for")
          scene.add_codes(a.token, other);
        else if (a.preposition == "with" && is_means(scene, a.token))
          break;  // "built with loans from a bank"
        else if (a.preposition == "with" || a.preposition == "between" || a.preposition == "by")
          add_all(scene, a.token, with);
        else if (a.preposition == "from")
          scene.add_codes(a.token, from);
        break;
      case Slot::kPossessor:
        add_all(scene, a.token, subject);
        break;
      default:
        break;
    }
  }
  if (subject.empty() && clause.verb != kNoToken) {
    const uint32_t outer =
        scene.tree().child(clause.verb, Deprel::kNsubjOuter);  // "Russia is to lend"
    if (outer != kNoToken) add_all(scene, outer, subject);
  }
  step.promisers = subject;
  step.mutual = side == Side::kBoth;
  std::vector<std::string> inner;
  for (const Thing& thing : step.things) add_named_within(scene, thing, inner);
  // "Iran's satellite": whoever carries it up does it for its owner, from wherever it flies.
  const bool carried = side == Side::kGives && !step.things.empty() &&
                       std::all_of(step.things.begin(), step.things.end(), [](const Thing& thing) {
                         return (thing.kinds & kSatellite) != 0;
                       });
  if (carried) {
    std::erase_if(from, [&](const std::string& code) { return has(subject, code); });
    if (!from.empty() && other.empty()) other = std::move(subject), subject = std::move(from);
    from.clear();
  }
  // "Aid from Norway to Kenya", "with leave from Norway": where nobody else gives, the one that is
  // not got to gives.
  if (side == Side::kGives && subject.empty() && !other.empty()) {
    subject = std::move(from.empty() ? with : from);
    (from.empty() ? with : from).clear();
  }
  for (const std::string& code : from) add_code(with, code);
  if (side == Side::kGives || side == Side::kNone) {
    step.givers = subject, step.receivers = other;
    for (const std::string& code : with) add_code(step.receivers, code);
    std::erase_if(step.receivers, [&](const std::string& code) { return has(step.givers, code); });
  } else if (side == Side::kReceives) {
    step.receivers = subject, step.givers = with;
    for (const std::string& code : other) add_code(step.givers, code);
  } else {
    for (const auto* codes : {&subject, &with, &other}) {
      for (const std::string& code : *codes) add_code(step.givers, code);
    }
  }
  // Names within the phrase stand for the side that the clause leaves open: two states that sign
  // need no third, which is mostly where a line or a plant lies.
  if (side == Side::kBoth && step.givers.size() > 1) inner.clear();
  for (const std::string& code : inner) {
    if (has(step.givers, code) || has(step.receivers, code)) continue;
    if (side == Side::kBoth || side == Side::kNone)
      add_code(step.givers, code);
    else if (step.givers.empty() && !carried)
      add_code(step.givers, code);
    else if (step.receivers.empty())
      add_code(step.receivers, code);
  }
  if (side == Side::kBoth && step.givers.size() > 1) step.receivers = step.givers;
}

}  // namespace servanda::reading

// Fills the sides of an act from the slots of its clause.
#include "servanda/event/frames.h"

#include <algorithm>
#include <array>

#include "servanda/base/word_list.h"

namespace servanda::event {
namespace {

using record::Deprel;
using Mentions = std::vector<uint32_t>;

constexpr std::array<std::string_view, 14> kOther = {
    "against", "on",   "to",     "with",    "from", "at",   "for",
    "over",    "upon", "toward", "towards", "into", "onto", "targeting"};
constexpr std::array<std::string_view, 16> kPlaces = {
    "city", "town", "village", "region", "province", "capital", "state", "district",
    "port", "part", "area",    "island", "coast",    "north",   "south", "outskirt"};
constexpr std::array<std::string_view, 14> kWhere = {
    "in",      "at",     "near", "on",     "off",        "around", "across",
    "outside", "inside", "over", "within", "throughout", "along",  "from"};

using base::in;

class Filler {
 public:
  Filler(const Scene& scene, const Candidate& candidate)
      : scene_(scene), tree_(scene.tree()), candidate_(candidate) {}

  FrameParts fill(Frame frame) {
    const Clause& clause = candidate_.clause;
    const bool noun = candidate_.word_class == WordClass::kNoun || frame == Frame::kNounOfActor ||
                      frame == Frame::kNounOfOther;
    if (frame == Frame::kReciprocal) {
      for (const Argument& a : clause.arguments) {
        if (a.slot == Slot::kOblique && a.preposition != "with" && a.preposition != "between" &&
            a.preposition != "by")
          continue;
        if (a.slot == Slot::kNominal && a.preposition != "with" && a.preposition != "between" &&
            a.preposition != "of" && a.preposition != "by" && a.preposition != "among") {
          continue;
        }
        if (a.slot == Slot::kObject && a.inherited && a.token == candidate_.token) continue;
        take(parts_.actors, a.token);
      }
    } else if (noun) {
      fill_noun(frame);
    } else {
      fill_verb(frame);
    }
    if (parts_.actors.empty() || (parts_.recipients.empty() &&
                                  (frame == Frame::kSubjectObject || frame == Frame::kNounOfOther)))
      fill_place(frame);
    return std::move(parts_);
  }

 private:
  void fill_verb(Frame frame) {
    const Clause& clause = candidate_.clause;
    for (const Argument& a : clause.arguments) {
      if (frame == Frame::kDemand) {
        if (a.slot == Slot::kAgent || (a.slot == Slot::kSubject && !clause.passive))
          take(parts_.recipients, a.token);
        continue;
      }
      if (frame == Frame::kReceiver) {
        if (a.slot == Slot::kSubject) take(parts_.recipients, a.token);
        if (a.slot == Slot::kOblique && a.preposition == "from") take(parts_.actors, a.token);
        continue;
      }
      if (a.slot == Slot::kAgent || (a.slot == Slot::kSubject && frame != Frame::kObjectActs))
        take(parts_.actors, a.token);
      if (frame == Frame::kSubjectObject && a.slot == Slot::kObject)
        take(parts_.recipients, a.token);
      if (a.slot == Slot::kIndirect) take(parts_.recipients, a.token);
      if (frame == Frame::kVisit &&
          (a.slot == Slot::kObject ||
           (a.slot == Slot::kOblique &&
            (a.preposition == "to" || a.preposition == "in" || a.preposition == "at")))) {
        take(parts_.recipients, a.token);
      }
    }
    if (frame == Frame::kDemand) take_speaker();
    if (!parts_.recipients.empty() || frame == Frame::kSubject || frame == Frame::kObjectActs ||
        frame == Frame::kDemand)
      return;
    for (const Argument& a : clause.arguments) {
      if (a.slot == Slot::kOblique && in(kOther, a.preposition)) take(parts_.recipients, a.token);
    }
    if (!parts_.recipients.empty()) return;
    for (const Argument& a : clause.arguments) {
      if (a.slot == Slot::kObject && frame == Frame::kSubjectOblique)
        take(parts_.recipients, a.token);
    }
    if (!parts_.recipients.empty()) return;
    // "urges that Spain release", "calls for Spain to": the subject of the complement.
    for (uint32_t c : tree_.children(candidate_.token)) {
      if (tree_.deprel(c) != Deprel::kCcomp && tree_.deprel(c) != Deprel::kXcomp &&
          tree_.deprel(c) != Deprel::kAdvcl)
        continue;
      const uint32_t subject = tree_.child(c, Deprel::kNsubj);
      if (subject != kNoToken && tree_.deprel(c) != Deprel::kAdvcl)
        take(parts_.recipients, subject);
    }
  }

  // Who says what the clause says: "Mali said that ...", "..., Mali said".
  void take_speaker() {
    const uint32_t verb = candidate_.clause.verb;
    if (verb == kNoToken) return;
    uint32_t says = tree_.child(verb, Deprel::kParataxis);
    const Deprel link = tree_.deprel(verb);
    if (link == Deprel::kCcomp || link == Deprel::kParataxis) says = tree_.head(verb);
    const uint32_t speaker = says == kNoToken ? kNoToken : tree_.child(says, Deprel::kNsubj);
    if (speaker != kNoToken) take(parts_.actors, speaker);
  }

  void fill_noun(Frame frame) {
    const bool of_actor = frame == Frame::kNounOfActor;
    for (const Argument& a : candidate_.clause.arguments) {
      if (a.slot == Slot::kNominal && a.preposition == "by") take(parts_.actors, a.token);
      if (a.slot == Slot::kAgent || (a.slot == Slot::kPossessor && !a.inherited))
        take(parts_.actors, a.token);
      if (of_actor && a.slot == Slot::kNominal && a.preposition == "of")
        take(parts_.actors, a.token);
    }
    for (const Slot slot : {Slot::kModifier, Slot::kCompound, Slot::kSubject}) {
      for (const Argument& a : candidate_.clause.arguments) {
        if (!parts_.actors.empty() || a.slot != slot) continue;
        if (slot == Slot::kSubject && !candidate_.clause.light) continue;
        take(parts_.actors, a.token);
      }
    }
    for (const Argument& a : candidate_.clause.arguments) {
      if (!of_actor && a.slot == Slot::kNominal && a.preposition == "of")
        take(parts_.recipients, a.token);
      if (a.slot == Slot::kNominal && in(kOther, a.preposition)) take(parts_.recipients, a.token);
    }
    if (!parts_.recipients.empty()) return;
    for (const Argument& a : candidate_.clause.arguments) {
      const bool carried =
          a.inherited && ((a.slot == Slot::kOblique && in(kOther, a.preposition)) ||
                          a.slot == Slot::kObject || a.slot == Slot::kIndirect);
      if (carried) take(parts_.recipients, a.token);
    }
  }

  void fill_place(Frame frame) {
    for (uint32_t m : scene_.mentions_in(tree_.sentence(candidate_.token))) {
      const actor::Mention& mention = scene_.annotations().mentions[m];
      if (place_preposition(tree_, mention).empty()) continue;
      if (parts_.recipients.empty() &&
          (frame == Frame::kSubjectObject || frame == Frame::kNounOfOther)) {
        parts_.recipients.push_back(m);
        parts_.recipient_from_place = true;
      }
      if (parts_.actors.empty()) parts_.actors.push_back(m), parts_.actor_from_place = true;
      return;
    }
    // At home: people without a country are those of the one who acts ("police arrest ten
    // students").
    const uint32_t object = scene_.content_head(candidate_.object);
    const bool people = object != kNoToken && scene_.mention_at(object) < 0 &&
                        (scene_.classes(object) & (scene_.lexicon().class_bit("victim") |
                                                   scene_.lexicon().class_bit("official"))) != 0;
    const bool acts_on = frame == Frame::kSubjectObject || frame == Frame::kNounOfOther;
    if (acts_on && people && parts_.recipients.empty() && !parts_.actors.empty()) {
      parts_.recipients = parts_.actors;
      parts_.recipient_from_place = true;
    }
    if (acts_on && parts_.actors.empty() && !parts_.recipients.empty()) {
      parts_.actors.push_back(parts_.recipients.front());
      parts_.actor_from_place = true;
    }
  }

  static void add(Mentions& side, uint32_t mention) {
    if (std::find(side.begin(), side.end(), mention) == side.end()) side.push_back(mention);
  }

  // Takes the mention that the noun phrase is, else the nearest inside it, with those coordinated
  // with it.
  void take(Mentions& side, uint32_t token) {
    int first = scene_.mention_at(token);
    if (first < 0) {
      int nearest = 99;
      for (uint32_t m : scene_.mentions_in(tree_.sentence(token))) {
        const uint32_t head = scene_.annotations().mentions[m].head_token;
        if (!tree_.below(head, token) ||
            (tree_.below(candidate_.token, token) && tree_.below(head, candidate_.token)))
          continue;
        int steps = 0;
        for (uint32_t i = head; i != token && steps < 20; i = tree_.head(i)) {
          const Deprel link = tree_.deprel(i);
          steps +=
              link == Deprel::kAclRelcl || link == Deprel::kAcl || link == Deprel::kAdvcl ? 10 : 1;
        }
        if (steps < nearest) nearest = steps, first = static_cast<int>(m);
      }
      if (nearest > 4) return;
    }
    if (first < 0) return;
    add(side, static_cast<uint32_t>(first));
    const uint32_t head = scene_.annotations().mentions[first].head_token;
    for (uint32_t c : tree_.children(head)) {
      if (tree_.deprel(c) != Deprel::kConj) continue;
      const int other = scene_.mention_at(c);
      if (other >= 0) add(side, static_cast<uint32_t>(other));
    }
    if (first >= 0 && head == token) return;
    for (uint32_t c : tree_.children(token)) {
      if (tree_.deprel(c) == Deprel::kConj && scene_.mention_at(c) >= 0)
        add(side, static_cast<uint32_t>(scene_.mention_at(c)));
    }
  }

  const Scene& scene_;
  const Tree& tree_;
  const Candidate& candidate_;
  FrameParts parts_;
};

}  // namespace

std::string_view place_preposition(const Tree& tree, const actor::Mention& mention) {
  uint32_t current = mention.head_token;
  for (int step = 0; step < 4 && current != kNoToken; ++step) {
    const std::string_view preposition = tree.preposition(current);
    const uint32_t above = tree.head(current);
    if (preposition == "of" && above != kNoToken && in(kPlaces, tree.lemma(above))) {
      current = above;
      continue;
    }
    if (!preposition.empty()) return in(kWhere, preposition) ? preposition : std::string_view();
    const Deprel link = tree.deprel(current);
    const bool onward =
        link == Deprel::kAppos || link == Deprel::kFlat || link == Deprel::kCompound ||
        link == Deprel::kNmod || link == Deprel::kNmodUnmarked || link == Deprel::kNmodDesc ||
        link == Deprel::kList || link == Deprel::kConj || link == Deprel::kOblUnmarked ||
        link == Deprel::kNmodPoss || link == Deprel::kAmod;
    if (!onward) return {};
    current = tree.head(current);
  }
  return {};
}

Frame frame_of(const Candidate& candidate, record::EventType type) {
  for (const Entry* entry : candidate.entries) {
    if (entry->type == type) return entry->frame;
  }
  return candidate.best().frame;
}

std::string sides_of(const FrameParts& parts) {
  std::string sides(parts.actors.empty() ? "-" : parts.actor_from_place ? "a" : "A");
  return sides.append(parts.recipients.empty() ? "-" : parts.recipient_from_place ? "r" : "R");
}

FrameParts parts_by_frame(const Scene& scene, const Candidate& candidate, record::EventType type) {
  return Filler(scene, candidate).fill(frame_of(candidate, type));
}

}  // namespace servanda::event

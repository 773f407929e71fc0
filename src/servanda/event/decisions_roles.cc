// Features of who is who, and of their sectors.
#include <algorithm>

#include "servanda/event/decisions.h"

namespace servanda::event {
namespace {

using record::Deprel;
using record::Upos;

// The relations from `from` up to `to`, at most three names, "conj" and "flat" steps left out at
// the start.
std::string way_up(const Tree& tree, uint32_t from, uint32_t to, int& steps) {
  std::string out;
  steps = 0;
  uint32_t current = from;
  while (current != kNoToken && current != to && steps < 12) {
    if (steps < 3) {
      if (!out.empty()) out.append("<");
      out.append(hashed(tree.deprel(current)));
      if (tree.deprel(current) == Deprel::kNmod || tree.deprel(current) == Deprel::kObl)
        out.append(":").append(tree.preposition(current));
    }
    ++steps;
    current = tree.head(current);
  }
  if (current != to) steps = 99;
  return out;
}

// Which word that may report an act stands nearest above the mention, seen from the candidate:
// "own", "verb" (the one that carries it), or another with the relation that joins the two.
std::string owner(const Scene& scene, const Candidate& candidate, uint32_t head) {
  const Tree& tree = scene.tree();
  const uint32_t t = candidate.token;
  uint32_t current = head;
  for (int step = 0; step < 20 && current != kNoToken; ++step) {
    if (current == t) return "own";
    if (current == candidate.clause.verb) return "verb";
    const bool other =
        current != head && (scene.candidate_at(current) >= 0 || tree.upos(current) == Upos::kVERB);
    if (other) {
      const std::string_view tag = tree.upos(current) == Upos::kVERB ? "v" : "n";
      if (tree.below(current, t)) {
        uint32_t top = current;
        while (tree.head(top) != t && tree.head(top) != kNoToken) top = tree.head(top);
        return std::string("below:").append(tag).append(hashed(tree.deprel(top)));
      }
      if (tree.below(t, current)) {
        uint32_t top = t;
        while (tree.head(top) != current && tree.head(top) != kNoToken) top = tree.head(top);
        return std::string("above:").append(tag).append(hashed(tree.deprel(top)));
      }
      return std::string("beside:").append(tag);
    }
    current = tree.head(current);
  }
  return "none";
}

// The noun that a name only describes: "countries" in "European Union countries".
uint32_t phrase_head(const Scene& scene, uint32_t mention) {
  const Tree& tree = scene.tree();
  uint32_t current = scene.annotations().mentions[mention].head_token;
  for (int step = 0; step < 3; ++step) {
    const Deprel link = tree.deprel(current);
    const uint32_t above = tree.head(current);
    const bool describes = link == Deprel::kCompound || link == Deprel::kAmod ||
                           link == Deprel::kNmodDesc || link == Deprel::kNmodUnmarked;
    if (!describes || above == kNoToken || scene.mention_at(above) >= 0) break;
    current = above;
  }
  return current;
}

// The slot with its preposition: "obl:with".
std::string slot_of(std::string_view slot, std::string_view preposition) {
  std::string out(slot);
  if (!preposition.empty()) out.append(":").append(preposition);
  return out;
}

}  // namespace

Place locate(const Scene& scene, const Candidate& candidate, const actor::Mention& mention) {
  const Tree& tree = scene.tree();
  Place place;
  const uint32_t t = candidate.token, h = mention.head_token;
  if (tree.sentence(h) != tree.sentence(t)) {
    place.slot = "other";
    place.distance = 99;
    return place;
  }
  if (t >= mention.first_token && t <= mention.last_token) {
    place.slot = "self";
    return place;
  }
  int best = 98;
  for (const Argument& a : candidate.clause.arguments) {
    const bool direct = a.token >= mention.first_token && a.token <= mention.last_token;
    if (!direct && !tree.below(h, a.token)) continue;
    // Not through the candidate itself: a relative clause lies below its noun.
    if (!direct && tree.below(h, t) && tree.below(t, a.token)) continue;
    int steps = 0;
    std::string inside = direct ? std::string() : way_up(tree, h, a.token, steps);
    const int cost = steps * 2 + a.inherited;
    if (cost >= best) continue;
    best = cost;
    place.slot = name(a.slot);
    place.preposition = a.preposition;
    place.slot_token = a.token;
    place.inside = std::move(inside);
    place.inherited = a.inherited;
    place.distance = steps;
  }
  if (best < 98) return place;
  // Not in a slot: up to a common ancestor and down.
  place.slot = "path";
  int steps = 0;
  if (tree.below(h, t)) {
    place.inside = way_up(tree, h, t, steps);
    place.distance = steps;
    return place;
  }
  uint32_t common = t;
  std::string down;
  for (int step = 0; step < 12 && common != kNoToken && !tree.below(h, common); ++step) {
    if (step < 2) down.append(">").append(hashed(tree.deprel(common)));
    common = tree.head(common);
  }
  if (common != kNoToken) place.inside = way_up(tree, h, common, steps) + down;
  place.distance = steps + 3;
  return place;
}

bool claims_responsibility(const Tree& tree, const actor::Mention& mention) {
  const uint32_t verb = tree.head(mention.head_token);
  if (verb == kNoToken || tree.deprel(mention.head_token) != Deprel::kNsubj) return false;
  const uint32_t object = tree.child(verb, Deprel::kObj);
  return tree.lemma(verb) == "claim" && object != kNoToken &&
         tree.lemma(object) == "responsibility";
}

void add_role_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                       uint32_t mention_index, const Place& place, const FrameParts& by_frame,
                       Features& features) {
  const Tree& tree = scene.tree();
  const auto& mentions = scene.annotations().mentions;
  const actor::Mention& mention = mentions[mention_index];
  const HashedText name_of_type(hashed(type));
  const uint32_t t = candidate.token, h = mention.head_token;
  const HashedText frame = name(frame_of(candidate, type));
  const std::string slot_text = slot_of(place.slot, place.preposition);
  const HashedText slot(slot_text), inside(place.inside);
  const HashedText lemma = tree.lemma(t);
  const HashedText depth = digit(static_cast<size_t>(std::min(place.distance, 5)));
  const HashedText sector = mention.actors.front().sector.empty()
                                ? HashedText("ORG")
                                : HashedText(mention.actors.front().sector);
  const HashedText tag(hashed(tree.upos(t))), link(hashed(tree.deprel(h)));
  const HashedText preposition = tree.preposition(h);
  const bool before = h < t;
  const HashedText side = before ? "before" : "after";

  const std::string owner_text = owner(scene, candidate, h);
  const HashedText owned(owner_text);
  const auto listed = [mention_index](const std::vector<uint32_t>& side) {
    return std::find(side.begin(), side.end(), mention_index) != side.end();
  };
  std::string rule_text =
      listed(by_frame.actors) ? (by_frame.actor_from_place ? "place-actor" : "actor") : "";
  if (listed(by_frame.recipients))
    rule_text.append(by_frame.recipient_from_place ? "place-recipient" : "recipient");
  if (rule_text.empty()) rule_text = "none";
  std::string rule_state_text(by_frame.actors.empty() ? "-" : "A");
  rule_state_text.append(by_frame.recipients.empty() ? "-" : "R");
  const HashedText rule(rule_text), rule_state(rule_state_text);
  features.add("rule", rule);
  features.add("rule_type", rule, name_of_type);
  features.add("rule_frame", rule, frame, tag);
  features.add("rule_state", rule, rule_state, side);
  features.add("rule_state_type", rule, rule_state, name_of_type);
  features.add("rule_slot", rule, slot, depth);
  features.add("rule_sector", rule, sector);
  features.add("owner", owned, tag);
  features.add("owner_slot", owned, slot, depth);
  features.add("owner_type", owned, name_of_type, side);
  features.add("owner_prep", owned, preposition, name_of_type);
  features.add("owner_frame", owned, frame, side);
  if (claims_responsibility(tree, mention)) features.add("claims", name_of_type);
  features.add("bias");
  features.add("type", name_of_type);
  features.add("slot", slot);
  features.add("slot_in", slot, inside);
  features.add("slot_in_type", slot, inside, name_of_type);
  features.add("frame_slot", frame, slot, depth);
  features.add("frame_slot_in", frame, slot, inside);
  features.add("type_slot", name_of_type, slot, depth);
  features.add("type_slot_sector", name_of_type, slot, sector);
  features.add("lemma_slot", lemma, slot, depth);
  features.add("tag_slot", tag, slot, depth);
  features.add("frame_side", frame, side, depth);
  features.add("type_side", name_of_type, side);
  features.add("type_sector", name_of_type, sector);
  features.add("type_sector_side", name_of_type, sector, side);
  features.add("kind", digit(static_cast<size_t>(mention.kind)), slot);
  features.add("prep", preposition, name_of_type);
  features.add("prep_tag", preposition, tag, place.slot);
  features.add("link", link, name_of_type);
  features.add("entity", hashed(tree.token(h).entity), name_of_type, preposition);
  features.add("head", tree.lemma(h), name_of_type);
  features.add("codes", digit(std::min<size_t>(mention.actors.size(), 3)), slot);
  features.add("passive", candidate.clause.passive ? "1" : "0", slot, frame);
  if (place.slot_token != kNoToken && place.distance > 0) {
    const uint32_t head = scene.content_head(place.slot_token);
    features.add("slot_lemma", name_of_type, slot, tree.lemma(head));
    for (uint64_t c = scene.classes(head); c != 0; c &= c - 1) {
      features.add("slot_class", name_of_type, slot,
                   scene.lexicon().class_names()[static_cast<size_t>(__builtin_ctzll(c))]);
    }
  }
  // What the other slots hold: a place takes the part that nobody else fills.
  const auto filled = [&](Slot wanted) -> HashedText {
    bool there = false;
    for (const Argument& a : candidate.clause.arguments) {
      if (a.slot != wanted) continue;
      there = true;
      for (uint32_t m : scene.mentions_in(tree.sentence(t))) {
        if (m != mention_index && tree.below(mentions[m].head_token, a.token)) return "actor";
      }
    }
    return there ? "word" : "empty";
  };
  const HashedText subject = filled(Slot::kSubject), object = filled(Slot::kObject);
  features.add("others", frame, subject, object);
  std::string state_text(candidate.clause.passive ? "p" : "a");
  state_text.append(subject.substr(0, 1)).append(object.substr(0, 1));
  const HashedText state(state_text);
  features.add("slot_state", slot, state, tag);
  features.add("frame_state", frame, state, place.slot);
  features.add("type_state", name_of_type, state, slot);
  const record::Actor& who = mention.actors.front();
  const bool bare = who.role.empty() && (who.sector.empty() || who.sector == "GOV");
  const std::string_view where = bare ? place_preposition(tree, mention) : std::string_view();
  const HashedText standing = !where.empty() ? HashedText(where)
                              : bare         ? HashedText("bare")
                                             : HashedText("who");
  features.add("where", standing, name_of_type, state);
  features.add("where_slot", standing, slot, name_of_type);
  features.add("where_frame", standing, frame, state);
  const uint32_t patient = candidate.clause.first(
      candidate.word_class == WordClass::kNoun ? Slot::kNominal : Slot::kObject);
  if (patient != kNoToken && object != "actor") {
    for (uint64_t c = scene.classes(scene.content_head(patient)); c != 0; c &= c - 1) {
      features.add("where_patient", standing, name_of_type,
                   scene.lexicon().class_names()[static_cast<size_t>(__builtin_ctzll(c))]);
    }
  }
  const auto& here = scene.mentions_in(tree.sentence(t));
  size_t places = 0, states = 0;
  for (uint32_t m : here) {
    if (mentions[m].actors.front().code != who.code) ++states;
    places += mentions[m].actors.front().code == who.code && m != mention_index;
  }
  features.add("only_code", states == 0 ? "1" : "0", name_of_type, standing);
  features.add("only_code_slot", states == 0 ? "1" : "0", slot, places == 0 ? "once" : "again");
  size_t position = 0;
  for (size_t i = 0; i < here.size(); ++i) {
    if (here[i] == mention_index) position = i + 1;
  }
  features.add("position", digit(std::min<size_t>(position, 3)),
               digit(std::min<size_t>(here.size(), 3)), name_of_type);
  features.add("position_slot", digit(std::min<size_t>(position, 3)),
               digit(std::min<size_t>(here.size(), 3)), place.slot);
  // The word that the mention hangs on: "the war in Ukraine", "Hungarian economy", "the embassy of
  // Peru".
  const uint32_t parent = tree.head(h);
  if (parent != kNoToken && parent != t) {
    const HashedText& hangs_by = preposition.empty() ? link : preposition;
    features.add("parent", tree.lemma(parent), hangs_by);
    features.add("parent_type", tree.lemma(parent), name_of_type);
    features.add("parent_tag", hashed(tree.upos(parent)), hangs_by, place.slot);
    for (uint64_t c = scene.classes(parent); c != 0; c &= c - 1) {
      features.add("parent_class",
                   scene.lexicon().class_names()[static_cast<size_t>(__builtin_ctzll(c))],
                   preposition, name_of_type);
    }
  }
  // What stands between: verbs, commas, and how many words.
  if (place.distance < 99) {
    size_t verbs = 0, commas = 0;
    const uint32_t low = std::min(h, t), high = std::max(h, t);
    for (uint32_t i = low + 1; i < high; ++i) {
      verbs += tree.upos(i) == Upos::kVERB;
      commas += tree.word(i) == ",";
    }
    const HashedText far = high - low < 3    ? "1"
                           : high - low < 6  ? "3"
                           : high - low < 11 ? "6"
                           : high - low < 20 ? "11"
                                             : "20";
    std::string between_text(before ? "<" : ">");
    between_text.append(digit(std::min<size_t>(verbs, 3))).append(commas > 0 ? "," : "-");
    const HashedText between(between_text);
    features.add("between", between, place.slot);
    features.add("between_type", between, name_of_type);
    features.add("far", far, side, tag);
    features.add("far_frame", far, side, frame);
  }
  // Is it the nearest on its side?
  bool nearest = true;
  for (uint32_t m : here) {
    if (m == mention_index) continue;
    const uint32_t other = mentions[m].head_token;
    if (before ? (other > h && other < t) : (other < h && other > t)) nearest = false;
  }
  features.add("nearest", nearest ? "1" : "0", side, frame);
  features.add("nearest_type", nearest ? "1" : "0", side, name_of_type);
  if (place.distance == 99) {
    features.add("sentence_step", tree.sentence(h) < tree.sentence(t) ? "earlier" : "later",
                 name_of_type, digit(std::min<size_t>(here.size(), 2)));
  }
}

void add_shape_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                        const FrameParts& by_frame, Features& features) {
  const Tree& tree = scene.tree();
  const auto& mentions = scene.annotations().mentions;
  const uint32_t t = candidate.token;
  const HashedText type_name(hashed(type)), lemma = tree.lemma(t);
  const HashedText frame = name(frame_of(candidate, type));
  features.add("bias");
  features.add("type", type_name);
  features.add("frame", frame, type_name);
  const auto codes_of = [&](const std::vector<uint32_t>& side) {
    std::vector<std::string_view> out;
    for (uint32_t m : side) {
      for (const record::Actor& a : mentions[m].actors) {
        if (std::find(out.begin(), out.end(), a.code) == out.end()) out.push_back(a.code);
      }
    }
    return out;
  };
  const auto acting = codes_of(by_frame.actors), receiving = codes_of(by_frame.recipients);
  const bool other = std::any_of(receiving.begin(), receiving.end(), [&](std::string_view c) {
    return std::find(acting.begin(), acting.end(), c) == acting.end();
  });
  std::string rule_text = acting.empty()      ? "patient"
                          : receiving.empty() ? (acting.size() == 1 ? "one" : "together")
                          : other             ? "other"
                                              : "same";
  if (other)
    rule_text.append(acting.size() > 1 ? "n" : "1").append(receiving.size() > 1 ? "n" : "1");
  if (by_frame.actor_from_place) rule_text.append("+pa");
  if (by_frame.recipient_from_place) rule_text.append("+pr");
  const HashedText rule(rule_text);
  features.add("rule", rule);
  features.add("rule_type", rule, type_name);
  features.add("rule_frame", rule, frame);
  features.add("rule_lemma", rule, lemma);
  const HashedText& style = scene.style();
  features.add("style", style, type_name);
  features.add("style_rule", style, rule, type_name);
  features.add("style_lemma", style, lemma);
  features.add("lemma", lemma);
  features.add("lemma_tag", lemma, hashed(tree.upos(t)));
  features.add("link", hashed(tree.deprel(t)), type_name);
  const auto& here = scene.mentions_in(tree.sentence(t));
  std::string first_code;
  size_t codes = 0, persons = 0;
  for (uint32_t m : here) {
    const std::string& code = mentions[m].actors.front().code;
    if (first_code.empty()) first_code = code, codes = 1;
    if (code != first_code) codes = 2;
    if (mentions[m].actors.front().sector != "GOV") ++persons;
  }
  features.add("codes", digit(codes), type_name);
  features.add("codes_frame", digit(codes), frame);
  features.add("mentions", digit(std::min<size_t>(here.size(), 4)), type_name);
  features.add("persons", digit(std::min<size_t>(persons, 2)), type_name);
  std::string filled;
  for (const Argument& a : candidate.clause.arguments) {
    const uint32_t head = scene.content_head(a.token);
    const std::string slot_text = slot_of(name(a.slot), a.preposition);
    const HashedText slot(slot_text);
    HashedText holds = "word";
    std::string code_of_slot;
    size_t different = 0;
    for (uint32_t m : here) {
      const actor::Mention& mention = mentions[m];
      const bool inside = (a.token >= mention.first_token && a.token <= mention.last_token) ||
                          tree.below(mention.head_token, a.token);
      if (!inside || (tree.below(mention.head_token, t) && tree.below(t, a.token))) continue;
      const bool direct = a.token >= mention.first_token && a.token <= mention.last_token;
      const std::string& sector = mention.actors.front().sector;
      holds = !direct ? "inside" : sector.empty() ? "ORG" : HashedText(sector);
      if (code_of_slot.empty()) code_of_slot = mention.actors.front().code;
      if (mention.actors.front().code != code_of_slot || mention.actors.size() > 1) different = 1;
      if (direct) break;
    }
    features.add("slot", type_name, slot, holds);
    features.add("slot_frame", frame, slot, holds);
    features.add("lemma_slot", lemma, slot, holds);
    if (different) features.add("several", type_name, slot);
    if (holds == "word") {
      features.add("slot_head", type_name, slot, tree.lemma(head));
      for (uint64_t c = scene.classes(head); c != 0; c &= c - 1) {
        features.add("slot_class", type_name, slot,
                     scene.lexicon().class_names()[static_cast<size_t>(__builtin_ctzll(c))]);
      }
    }
    if (a.slot == Slot::kSubject || a.slot == Slot::kObject || a.slot == Slot::kAgent) {
      filled.append(slot.substr(0, 1)).append(holds == "word" ? "w" : "m");
    }
  }
  features.add("filled", type_name, filled);
  features.add("filled_frame", frame, filled, digit(codes));
  features.add("passive", type_name, candidate.clause.passive ? "1" : "0");
  for (uint32_t c : tree.children(t)) {
    if (tree.deprel(c) == Deprel::kAmod || tree.deprel(c) == Deprel::kCompound)
      features.add("mod", type_name, tree.lemma(c));
  }
}

void add_agreement_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                            const FrameParts& by_frame, Features& features) {
  const Tree& tree = scene.tree();
  const uint32_t t = candidate.token;
  const HashedText type_name(hashed(type)), frame = name(frame_of(candidate, type)),
                                            tag(hashed(tree.upos(t)));
  const std::string state_text = sides_of(by_frame);
  const HashedText state(state_text);
  features.add("bias");
  features.add("state", state);
  features.add("state_type", state, type_name);
  features.add("state_frame", state, frame, tag);
  features.add("state_link", state, hashed(tree.deprel(t)), tag);
  features.add("type", type_name);
  features.add("lemma", tree.lemma(t));
  features.add("lemma_state", tree.lemma(t), state);
  features.add("light", candidate.clause.light ? "1" : "0", candidate.clause.passive ? "1" : "0",
               state);
  features.add("size", digit(std::min<size_t>(by_frame.actors.size(), 3)),
               digit(std::min<size_t>(by_frame.recipients.size(), 3)), type_name);
}

void add_pair_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                       const std::vector<uint32_t>& first, const std::vector<uint32_t>& second,
                       Features& features) {
  const Tree& tree = scene.tree();
  const auto& mentions = scene.annotations().mentions;
  const uint32_t t = candidate.token;
  const HashedText type_name(hashed(type)), frame = name(frame_of(candidate, type));
  features.add("bias");
  features.add("type", type_name);
  features.add("frame", frame);
  features.add("lemma", tree.lemma(t));
  // The nearest mention of each.
  const auto nearest = [&](const std::vector<uint32_t>& of) {
    uint32_t best = of.front();
    for (uint32_t m : of) {
      const auto gap = [&](uint32_t x) {
        return mentions[x].head_token > t ? mentions[x].head_token - t : t - mentions[x].head_token;
      };
      if (gap(m) < gap(best)) best = m;
    }
    return best;
  };
  const uint32_t a = nearest(first), b = nearest(second);
  const Place pa = locate(scene, candidate, mentions[a]),
              pb = locate(scene, candidate, mentions[b]);
  const HashedText passive = candidate.clause.passive ? "p" : "a";
  std::string slots_text(pa.slot);
  slots_text.append("+").append(pb.slot);
  const HashedText slots(slots_text);
  features.add("slots", slots, passive);
  features.add("slots_type", slots, type_name, passive);
  features.add("slots_frame", slots, frame, passive);
  std::string where_text(mentions[a].head_token < t ? "<" : ">");
  where_text.append(mentions[b].head_token < t ? "<" : ">");
  const HashedText where(where_text);
  features.add("where", where, type_name);
  features.add("where_frame", where, frame, passive);
  std::string sectors(
      mentions[a].actors.front().sector.empty() ? "ORG" : mentions[a].actors.front().sector);
  sectors.append("+").append(
      mentions[b].actors.front().sector.empty() ? "ORG" : mentions[b].actors.front().sector);
  features.add("sectors", sectors, type_name);
  // Joined by "and", or in one phrase.
  bool joined = false, one = false;
  for (uint32_t x : first) {
    for (uint32_t y : second) {
      if (x == y) one = true;
      const uint32_t head_x = phrase_head(scene, x), head_y = phrase_head(scene, y);
      joined |= tree.deprel(head_y) == Deprel::kConj &&
                (tree.head(head_y) == head_x ||
                 (tree.deprel(head_x) == Deprel::kConj && tree.head(head_x) == tree.head(head_y)));
      joined |= tree.deprel(head_x) == Deprel::kConj && tree.head(head_x) == head_y;
    }
  }
  const HashedText link = one ? "one" : joined ? "joined" : "apart";
  features.add("link", link);
  features.add("link_type", link, type_name);
  features.add("link_slots", link, slots);
  features.add("link_frame", link, frame);
  const HashedText before = tree.preposition(mentions[b].head_token);
  if (!before.empty()) {
    features.add("second", before, type_name);
    features.add("second_frame", before, frame, where);
    features.add("second_slots", before, slots);
  }
  const HashedText before_first = tree.preposition(mentions[a].head_token);
  if (!before_first.empty()) features.add("first", before_first, type_name, where);
}

void add_sector_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                         uint32_t mention_index, Part part, Features& features) {
  const Tree& tree = scene.tree();
  const actor::Mention& mention = scene.annotations().mentions[mention_index];
  const HashedText type_name(hashed(type)), side = part == Part::kActor ? "actor" : "recipient";
  const record::Actor& who = mention.actors.front();
  const HashedText sector = who.sector.empty() ? HashedText("-") : HashedText(who.sector);
  const Place place = locate(scene, candidate, mention);
  const HashedText role(who.role);
  features.add("sector", sector);
  features.add("sector_type", sector, type_name, side);
  features.add("sector_kind", sector, digit(static_cast<size_t>(mention.kind)), side);
  features.add("head", tree.lemma(mention.head_token));
  features.add("head_sector", tree.lemma(mention.head_token), sector);
  if (!role.empty()) features.add("role", role);
  features.add("named", role.empty() ? "0" : "1", sector, type_name);
  features.add("prep", tree.preposition(mention.head_token), sector, type_name);
  const std::string slot_text = slot_of(place.slot, place.preposition);
  const HashedText slot(slot_text);
  features.add("slot", slot, sector, side);
  features.add("lemma", tree.lemma(candidate.token), sector, side);
  features.add("slot_type", slot, type_name, side);
  if (place.slot_token != kNoToken)
    features.add("slot_lemma", tree.lemma(scene.content_head(place.slot_token)), sector);
  for (const Argument& a : candidate.clause.arguments) {
    const bool mine =
        part == Part::kActor
            ? (a.slot == Slot::kSubject || a.slot == Slot::kAgent)
            : (a.slot == Slot::kObject || a.slot == Slot::kIndirect || a.slot == Slot::kNominal);
    if (!mine) continue;
    const HashedText lemma = tree.lemma(scene.content_head(a.token));
    features.add("filler", lemma, sector, side);
    features.add("filler_type", lemma, side, type_name);
  }
  // The same country elsewhere in the sentence: "in France ... police arrest".
  const auto& mentions = scene.annotations().mentions;
  for (uint32_t m : scene.mentions_in(tree.sentence(candidate.token))) {
    if (m == mention_index) continue;
    for (const record::Actor& other : mentions[m].actors) {
      if (other.code != who.code) continue;
      const Place there = locate(scene, candidate, mentions[m]);
      features.add("also", other.sector, sector, side);
      features.add("also_slot", other.sector, there.slot, side);
      features.add("also_type", other.sector, type_name, side);
    }
  }
  for (uint32_t i = mention.first_token; i <= mention.last_token; ++i)
    features.add("word", tree.word(i), sector);
  for (uint32_t c : tree.children(mention.head_token)) features.add("child", tree.lemma(c), sector);
}

}  // namespace servanda::event

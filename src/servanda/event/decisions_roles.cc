// Features of who is who, and of their sectors.
#include <algorithm>

#include "servanda/event/decisions.h"

namespace servanda::event {
namespace {

using record::Deprel;
using record::Upos;

std::string_view digit(size_t n) {
  constexpr std::string_view kDigits = "0123456789";
  return kDigits.substr(std::min<size_t>(n, 9), 1);
}

// The relations from `from` up to `to`, at most three names, "conj" and "flat" steps left out at the start.
std::string way_up(const Tree& tree, uint32_t from, uint32_t to, int& steps) {
  std::string out;
  steps = 0;
  uint32_t current = from;
  while (current != kNoToken && current != to && steps < 12) {
    if (steps < 3) {
      if (!out.empty()) out.append("<");
      out.append(record::name(tree.deprel(current)));
      if (tree.deprel(current) == Deprel::kNmod || tree.deprel(current) == Deprel::kObl) out.append(":").append(tree.preposition(current));
    }
    ++steps;
    current = tree.head(current);
  }
  if (current != to) steps = 99;
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
    if (step < 2) down.append(">").append(record::name(tree.deprel(common)));
    common = tree.head(common);
  }
  if (common != kNoToken) place.inside = way_up(tree, h, common, steps) + down;
  place.distance = steps + 3;
  return place;
}

void add_role_features(const Scene& scene, const Candidate& candidate, record::EventType type, uint32_t mention_index,
                       Features& features) {
  const Tree& tree = scene.tree();
  const auto& mentions = scene.annotations().mentions;
  const actor::Mention& mention = mentions[mention_index];
  const std::string_view name_of_type = record::name(type);
  const Place place = locate(scene, candidate, mention);
  const uint32_t t = candidate.token, h = mention.head_token;
  std::string_view frame = name(candidate.best().frame);
  for (const Entry* entry : candidate.entries) {
    if (entry->type == type) {
      frame = name(entry->frame);
      break;
    }
  }
  std::string slot(place.slot);
  if (!place.preposition.empty()) slot.append(":").append(place.preposition);
  const std::string_view lemma = tree.lemma(t);
  const std::string_view depth = digit(static_cast<size_t>(std::min(place.distance, 5)));
  const std::string_view sector = mention.actors.front().sector.empty() ? "ORG" : std::string_view(mention.actors.front().sector);
  const std::string_view tag = record::name(tree.upos(t));
  const bool before = h < t;

  features.add("bias");
  features.add("type", name_of_type);
  features.add("slot", slot);
  features.add("slot_in", slot, place.inside);
  features.add("slot_in_type", slot, place.inside, name_of_type);
  features.add("frame_slot", frame, slot, depth);
  features.add("frame_slot_in", frame, slot, place.inside);
  features.add("type_slot", name_of_type, slot, depth);
  features.add("type_slot_sector", name_of_type, slot, sector);
  features.add("lemma_slot", lemma, slot, depth);
  features.add("tag_slot", tag, slot, depth);
  features.add("frame_side", frame, before ? "before" : "after", depth);
  features.add("type_side", name_of_type, before ? "before" : "after");
  features.add("type_sector", name_of_type, sector);
  features.add("type_sector_side", name_of_type, sector, before ? "before" : "after");
  features.add("kind", digit(static_cast<size_t>(mention.kind)), slot);
  features.add("prep", tree.preposition(h), name_of_type);
  features.add("prep_tag", tree.preposition(h), tag, place.slot);
  features.add("link", record::name(tree.deprel(h)), name_of_type);
  features.add("entity", record::name(tree.token(h).entity), name_of_type, tree.preposition(h));
  features.add("head", tree.lemma(h), name_of_type);
  features.add("codes", digit(std::min<size_t>(mention.actors.size(), 3)), slot);
  features.add("passive", candidate.clause.passive ? "1" : "0", slot, frame);
  if (place.slot_token != kNoToken && place.distance > 0) {
    const std::string_view head_lemma = tree.lemma(scene.content_head(place.slot_token));
    features.add("slot_lemma", name_of_type, slot, head_lemma);
    for (uint64_t c = scene.lexicon().classes(head_lemma); c != 0; c &= c - 1) {
      features.add("slot_class", name_of_type, slot, scene.lexicon().class_names()[static_cast<size_t>(__builtin_ctzll(c))]);
    }
  }
  // What the other slots hold: a place takes the part that nobody else fills.
  const auto filled = [&](Slot wanted) -> std::string_view {
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
  const std::string_view subject = filled(Slot::kSubject), object = filled(Slot::kObject);
  features.add("others", frame, subject, object);
  std::string state(candidate.clause.passive ? "p" : "a");
  state.append(subject.substr(0, 1)).append(object.substr(0, 1));
  features.add("slot_state", slot, state, tag);
  features.add("frame_state", frame, state, place.slot);
  features.add("type_state", name_of_type, state, slot);
  const auto& here = scene.mentions_in(tree.sentence(t));
  size_t position = 0;
  for (size_t i = 0; i < here.size(); ++i) {
    if (here[i] == mention_index) position = i + 1;
  }
  features.add("position", digit(std::min<size_t>(position, 3)), digit(std::min<size_t>(here.size(), 3)), name_of_type);
  features.add("position_slot", digit(std::min<size_t>(position, 3)), digit(std::min<size_t>(here.size(), 3)), place.slot);
  // Is it the nearest on its side?
  bool nearest = true;
  for (uint32_t m : here) {
    if (m == mention_index) continue;
    const uint32_t other = mentions[m].head_token;
    if (before ? (other > h && other < t) : (other < h && other > t)) nearest = false;
  }
  features.add("nearest", nearest ? "1" : "0", before ? "before" : "after", frame);
  features.add("nearest_type", nearest ? "1" : "0", before ? "before" : "after", name_of_type);
  if (place.distance == 99) {
    features.add("sentence_step", tree.sentence(h) < tree.sentence(t) ? "earlier" : "later", name_of_type, digit(std::min<size_t>(here.size(), 2)));
  }
}

void add_sector_features(const Scene& scene, const Candidate& candidate, record::EventType type, uint32_t mention_index, Part part,
                         Features& features) {
  const Tree& tree = scene.tree();
  const actor::Mention& mention = scene.annotations().mentions[mention_index];
  const std::string_view type_name = record::name(type), side = part == Part::kActor ? "actor" : "recipient";
  const record::Actor& who = mention.actors.front();
  const std::string_view sector = who.sector.empty() ? "-" : std::string_view(who.sector);
  const Place place = locate(scene, candidate, mention);
  std::string role(who.role);
  features.add("sector", sector);
  features.add("sector_type", sector, type_name, side);
  features.add("sector_kind", sector, digit(static_cast<size_t>(mention.kind)), side);
  features.add("head", tree.lemma(mention.head_token));
  features.add("head_sector", tree.lemma(mention.head_token), sector);
  if (!role.empty()) features.add("role", role);
  features.add("named", role.empty() ? "0" : "1", sector, type_name);
  features.add("prep", tree.preposition(mention.head_token), sector, type_name);
  std::string slot(place.slot);
  if (!place.preposition.empty()) slot.append(":").append(place.preposition);
  features.add("slot", slot, sector, side);
  features.add("lemma", tree.lemma(candidate.token), sector, side);
  features.add("slot_type", slot, type_name, side);
  if (place.slot_token != kNoToken) features.add("slot_lemma", tree.lemma(scene.content_head(place.slot_token)), sector);
  for (const Argument& a : candidate.clause.arguments) {
    const bool mine = part == Part::kActor ? (a.slot == Slot::kSubject || a.slot == Slot::kAgent)
                                           : (a.slot == Slot::kObject || a.slot == Slot::kIndirect || a.slot == Slot::kNominal);
    if (!mine) continue;
    const std::string_view lemma = tree.lemma(scene.content_head(a.token));
    features.add("filler", lemma, sector, side);
    features.add("filler_type", lemma, side, type_name);
  }
  for (uint32_t i = mention.first_token; i <= mention.last_token; ++i) features.add("word", tree.word(i), sector);
  for (uint32_t c : tree.children(mention.head_token)) features.add("child", tree.lemma(c), sector);
}

}  // namespace servanda::event

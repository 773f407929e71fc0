// What the network of sides is told of a word, and of how a mention stands to an act.
#include <algorithm>
#include <string>

#include "servanda/event/side_network.h"

namespace servanda::event {
namespace {

HashedText sector_of(const actor::Mention& mention) {
  const std::string& sector = mention.actors.front().sector;
  return sector.empty() ? HashedText("ORG") : HashedText(sector);
}

}  // namespace

void add_word_inputs(const Scene& scene, uint32_t token, Features& features) {
  const Tree& tree = scene.tree();
  features.add("upos", hashed(tree.upos(token)));
  features.add("deprel", hashed(tree.deprel(token)));
  const Lexicon::Cluster& cluster = scene.cluster(token);
  if (!cluster.wide.empty()) {
    features.add("wide", cluster.wide);
    features.add("narrow", cluster.narrow);
  }
  if (const int m = scene.mention_at(token); m >= 0) {
    const actor::Mention& mention = scene.annotations().mentions[static_cast<size_t>(m)];
    const HashedText who = mention.place ? "place" : "who";
    const HashedText kind =
        mention.actors.size() > 1 ? HashedText("many") : digit(static_cast<size_t>(mention.kind));
    if (mention.head_token == token) {
      features.add("head", sector_of(mention), who, kind);
    } else {
      features.add("inner", sector_of(mention), who, kind);
    }
  }
  if (const int c = scene.candidate_at(token); c >= 0) {
    const Entry& best = scene.candidates()[static_cast<size_t>(c)].best();
    features.add("act", hashed(best.type), digit(best.strength));
  }
}

void add_place_inputs(const MentionAtAct& at, Features& features) {
  const Tree& tree = at.scene.tree();
  const actor::Mention& mention = at.scene.annotations().mentions[at.mention];
  const uint32_t t = at.candidate.token, h = mention.head_token;
  const HashedText type(hashed(at.type)), frame = name(frame_of(at.candidate, at.type));
  const HashedText side = h < t ? "before" : "after";
  const auto listed = [&](const std::vector<uint32_t>& mentions) {
    return std::find(mentions.begin(), mentions.end(), at.mention) != mentions.end();
  };
  const HashedText rule = listed(at.by_frame.actors)
                              ? (listed(at.by_frame.recipients) ? "both" : "actor")
                          : listed(at.by_frame.recipients) ? "recipient"
                                                           : "none";
  const std::string state_text = sides_of(at.by_frame);
  const HashedText state(state_text);
  const HashedText sector = sector_of(mention), who = mention.place ? "place" : "who";
  features.add("type", type);
  features.add("slot", at.place.slot, at.place.preposition);
  features.add("inside", at.place.slot, at.place.inside);
  features.add("side", frame, side, at.candidate.clause.passive ? "passive" : "active");
  features.add("rule", rule, state, frame);
  features.add("rule_type", rule, type, side);
  features.add("type_slot", type, at.place.slot);
  features.add("kind", digit(static_cast<size_t>(mention.kind)), who, sector);
  features.add("distance", digit(static_cast<size_t>(std::min(at.place.distance, 9))));
  features.add("gap", digit(std::min<size_t>((h < t ? t - h : h - t) / 3, 6)), side);
  features.add("prep", tree.preposition(h));
  features.add("countries", digit(at.countries));
  features.add("country_rule", digit(at.country_by_frame), state);
}

}  // namespace servanda::event

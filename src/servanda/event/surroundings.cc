// Looks at the acts, the countries and the words around.
#include "servanda/event/surroundings.h"

#include <algorithm>
#include <string>

namespace servanda::event {
namespace {

using record::Deprel;
using record::Upos;

constexpr int kFarAbove = 12;      // steps up to the next act
constexpr uint32_t kShortGap = 4;  // words between that are read one by one
constexpr size_t kMostRanks = 4;   // countries told apart by their order

// The words between two places of the text, if there are few; empty else.
std::string words_between(const Tree& tree, uint32_t low, uint32_t high) {
  std::string out;
  if (high <= low || high - low > kShortGap + 1) return out;
  if (high == low + 1) return "next";
  for (uint32_t i = low + 1; i < high; ++i)
    out.append(out.empty() ? "" : " ").append(tree.lemma(i));
  return out;
}

}  // namespace

Surroundings::Surroundings(const Scene& scene, const Candidate& candidate)
    : scene_(scene), candidate_(candidate) {
  const Tree& tree = scene.tree();
  const auto& candidates = scene.candidates();
  const auto act = [&](int c) {
    const Candidate& other = candidates[static_cast<size_t>(c)];
    return Act{&other, parts_by_frame(scene, other, other.best().type)};
  };
  uint32_t current = tree.head(candidate.token);
  for (int step = 0; step < kFarAbove && current != kNoToken; ++step) {
    if (const int c = scene.candidate_at(current); c >= 0) {
      above_ = act(c);
      break;
    }
    current = tree.head(current);
  }
  const int self = scene.candidate_at(candidate.token);
  if (self > 0) {
    const Candidate& previous = candidates[static_cast<size_t>(self - 1)];
    if (tree.sentence(previous.token) + 1 >= tree.sentence(candidate.token))
      before_ = act(self - 1);
  }
  const record::Sentence& sentence = tree.sentence_of(candidate.token);
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (i == candidate.token || scene.candidate_at(i) < 0 || !tree.below(i, candidate.token))
      continue;
    below_ = act(scene.candidate_at(i));
    break;
  }
}

HashedText Surroundings::part_in(const Act& act, std::string_view code) const {
  if (act.candidate == nullptr) return "no";
  const auto holds = [&](const std::vector<uint32_t>& side) {
    return std::any_of(side.begin(), side.end(), [&](uint32_t m) {
      const auto& actors = scene_.annotations().mentions[m].actors;
      return std::any_of(actors.begin(), actors.end(),
                         [&](const record::Actor& a) { return a.code == code; });
    });
  };
  const bool acts = holds(act.parts.actors), receives = holds(act.parts.recipients);
  return acts ? (receives ? "both" : "acts") : receives ? "receives" : "none";
}

size_t Surroundings::rank(std::string_view code) const {
  const auto& countries = scene_.opening();
  const auto at = std::find_if(countries.begin(), countries.end(),
                               [&](const Scene::Country& one) { return one.code == code; });
  return static_cast<size_t>(at - countries.begin());
}

// Its place among the states that the document speaks of most, and how many there are.
std::string Surroundings::topic(std::string_view code) const {
  const auto& topics = scene_.topics();
  const auto at = std::find_if(topics.begin(), topics.end(),
                               [&](const Scene::Topic& one) { return one.code == code; });
  std::string out(digit(static_cast<size_t>(at - topics.begin())));
  // Two that stand out, or one among many.
  const bool two = topics.size() == 2 || (topics.size() > 2 && topics[1].mentions.size() >=
                                                                   2 * topics[2].mentions.size());
  return out.append(topics.empty() ? "-" : two ? "=" : "+");
}

std::string_view Surroundings::away(const actor::Mention& mention) const {
  const uint32_t here = scene_.tree().sentence(candidate_.token),
                 there = scene_.tree().sentence(mention.head_token);
  if (there > here) return "later";
  const uint32_t steps = here - there;
  return steps < 2 ? digit(steps) : steps < 4 ? "few" : "far";
}

void Surroundings::add_role(record::EventType type, std::string_view code, uint32_t index,
                            const FrameParts& by_frame, Features& features) const {
  const Tree& tree = scene_.tree();
  const actor::Mention& mention = scene_.annotations().mentions[index];
  const HashedText name_of_type(hashed(type));
  const uint32_t t = candidate_.token, h = mention.head_token;
  const HashedText side = h < t ? "before" : "after";
  const HashedText frame = name(frame_of(candidate_, type));
  const std::string state_text = sides_of(by_frame);
  const HashedText state(state_text);
  // What the country does in the acts around.
  const auto add_act = [&](const Act& act, FeatureName plain, FeatureName with_link,
                           FeatureName with_state) {
    if (act.candidate == nullptr) return;
    const HashedText part = part_in(act, code), other(hashed(act.candidate->best().type));
    features.add(plain, part, other, name_of_type);
    features.add(with_link, part, hashed(tree.deprel(t)), frame);
    features.add(with_state, part, state, name_of_type);
  };
  add_act(above_, "above", "above_link", "above_state");
  add_act(before_, "earlier", "earlier_link", "earlier_state");
  add_act(below_, "below", "below_link", "below_state");
  // How the document speaks of it.
  const auto& countries = scene_.opening();
  const size_t at = rank(code);
  const HashedText order = digit(std::min(at, kMostRanks)),
                   all = digit(std::min(countries.size(), kMostRanks)),
                   often = digit(at < countries.size() ? std::min(countries[at].mentions, 4u) : 0);
  features.add("rank", order, all, name_of_type);
  features.add("rank_state", order, all, state);
  features.add("rank_often", order, often, name_of_type);
  features.add("rank_frame", order, frame, side);
  // How far off it is spoken of, and whether all of the document is about it.
  const std::string topic_text = topic(code);
  const HashedText of_topic(topic_text), from(away(mention));
  features.add("topic", of_topic, from, name_of_type);
  features.add("topic_state", of_topic, from, state);
  features.add("topic_state_type", of_topic, state, name_of_type);
  features.add("topic_frame", of_topic, from, frame);
  features.add("topic_style", of_topic, scene_.style(), state);
  // A place, or somebody.
  const HashedText place = mention.place ? "place" : "who";
  const HashedText kind = digit(static_cast<size_t>(mention.kind));
  features.add("place", place, side, name_of_type);
  features.add("place_state", place, state, name_of_type);
  features.add("place_kind", place, kind, frame);
  features.add("kind_state", kind, state, side);
  // The next words.
  if (mention.first_token > 0) {
    const HashedText previous = tree.lemma(mention.first_token - 1);
    features.add("previous", previous, name_of_type, side);
    features.add("previous_frame", previous, frame, side);
  }
  if (mention.last_token + 1 < tree.size()) {
    const HashedText next = tree.lemma(mention.last_token + 1);
    features.add("next", next, name_of_type, side);
    features.add("next_frame", next, frame, side);
  }
  const std::string between = h < t ? words_between(tree, mention.last_token, t)
                                    : words_between(tree, t, mention.first_token);
  if (!between.empty()) {
    features.add("gap", between, side, frame);
    features.add("gap_type", between, side, name_of_type);
  }
  // Who says so.
  const uint32_t verb = tree.head(h);
  if (verb != kNoToken && verb != t && tree.upos(verb) == Upos::kVERB && tree.below(t, verb))
    features.add("says", tree.lemma(verb), hashed(tree.deprel(h)), name_of_type);
}

void Surroundings::add_pair(record::EventType type, std::string_view first_code, uint32_t first,
                            std::string_view second_code, uint32_t second,
                            Features& features) const {
  const Tree& tree = scene_.tree();
  const auto& mentions = scene_.annotations().mentions;
  const HashedText name_of_type(hashed(type));
  const HashedText frame = name(frame_of(candidate_, type));
  const actor::Mention &a = mentions[first], &b = mentions[second];
  const std::string between = a.last_token < b.first_token
                                  ? words_between(tree, a.last_token, b.first_token)
                                  : words_between(tree, b.last_token, a.first_token);
  if (!between.empty()) {
    features.add("gap", between, name_of_type);
    features.add("gap_frame", between, frame);
  }
  std::string order(digit(std::min(rank(first_code), kMostRanks)));
  order.append(digit(std::min(rank(second_code), kMostRanks)))
      .append(digit(std::min(scene_.opening().size(), kMostRanks)));
  features.add("ranks", order, name_of_type);
  features.add("ranks_frame", order, frame);
  std::string topics = topic(first_code) + topic(second_code);
  topics.append(away(a)).append(away(b));
  features.add("topics", topics, name_of_type);
  features.add("topics_frame", topics, frame);
  std::string above(part_in(above_, first_code)), before(part_in(before_, first_code));
  above.append("+").append(part_in(above_, second_code));
  before.append("+").append(part_in(before_, second_code));
  if (above_.candidate != nullptr) {
    features.add("above", above, name_of_type);
    features.add("above_act", above, hashed(above_.candidate->best().type), name_of_type);
  }
  if (before_.candidate != nullptr) {
    features.add("earlier", before, name_of_type);
    features.add("earlier_act", before, hashed(before_.candidate->best().type), name_of_type);
  }
}

}  // namespace servanda::event

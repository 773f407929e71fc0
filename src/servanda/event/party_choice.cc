// Collects the countries of an act, and scores every way to give them sides.
#include "servanda/event/party_choice.h"

#include <algorithm>
#include <limits>
#include <string>

namespace servanda::event {
namespace {

struct Found {
  PartyCode code;
  int distance = 1000;  // of the nearest mention
  uint32_t first = 0;   // token of the first mention
};

// What all mentions of a country say together.
class CodeStanding {
 public:
  CodeStanding(const Scene& scene, const Candidate& candidate, const std::vector<uint32_t>& of) {
    const Tree& tree = scene.tree();
    const auto& mentions = scene.annotations().mentions;
    const uint32_t sentence = tree.sentence(candidate.token);
    const auto& here = scene.mentions_in(sentence);
    uint32_t before = 0, after = 0, elsewhere = 0;
    for (uint32_t m : of) {
      const uint32_t head = mentions[m].head_token;
      if (tree.sentence(head) != sentence) {
        ++elsewhere;
        continue;
      }
      ++(head < candidate.token ? before : after);
      const Place place = locate(scene, candidate, mentions[m]);
      if (place.slot == "path") continue;
      if (slots_.find(place.slot) == std::string::npos && slots_.size() < 12)
        slots_.append(place.slot).append("+");
      const record::Deprel link = tree.deprel(head);
      topic_ |= (link == record::Deprel::kNsubj || link == record::Deprel::kNsubjPass) &&
                tree.head(head) != kNoToken &&
                tree.deprel(tree.head(head)) == record::Deprel::kRoot;
    }
    first_ = !here.empty() && std::find(of.begin(), of.end(), here.front()) != of.end();
    counts_ = std::string(1, static_cast<char>('0' + std::min(before, 2u))) +
              static_cast<char>('0' + std::min(after, 2u)) + (elsewhere > 0 ? "e" : "-");
    if (slots_.empty()) slots_ = "none";
  }

  void add(const HashedText& type, const HashedText& frame, Features& features) const {
    const HashedText slots(slots_), counts(counts_), topic = topic_ ? "topic" : "-";
    features.add("code_slots", slots, type);
    features.add("code_slots_frame", slots, frame);
    features.add("code_counts", counts, type);
    features.add("code_counts_slots", counts, slots);
    features.add("code_first", first_ ? "1" : "0", topic, type);
    features.add("code_topic", topic, slots, frame);
  }

 private:
  std::string slots_, counts_;
  bool first_ = false, topic_ = false;
};

}  // namespace

PartyTask party_task(const Scene& scene, const Candidate& candidate, record::EventType type) {
  const auto& mentions = scene.annotations().mentions;
  const uint32_t sentence = scene.tree().sentence(candidate.token);
  const FrameParts by_frame = parts_by_frame(scene, candidate, type);
  std::vector<Found> found;
  const uint32_t sentences = static_cast<uint32_t>(scene.annotations().parse.sentences.size());
  for (uint32_t s = sentence > 0 ? sentence - 1 : 0; s <= sentence + 1 && s < sentences; ++s) {
    for (uint32_t m : scene.mentions_in(s)) {
      if (s > sentence && !claims_responsibility(scene.tree(), mentions[m])) continue;
      const Place place = locate(scene, candidate, mentions[m]);
      const bool acts =
          std::find(by_frame.actors.begin(), by_frame.actors.end(), m) != by_frame.actors.end();
      const bool receives = std::find(by_frame.recipients.begin(), by_frame.recipients.end(), m) !=
                            by_frame.recipients.end();
      for (const record::Actor& actor : mentions[m].actors) {
        auto at = std::find_if(found.begin(), found.end(),
                               [&](const Found& f) { return f.code.code == actor.code; });
        if (at == found.end()) {
          at = found.insert(found.end(), Found{});
          at->code.code = actor.code;
          at->first = mentions[m].first_token;
        }
        if (!at->code.mentions.empty() && at->code.mentions.back() == m) continue;
        at->code.mentions.push_back(m);
        at->distance = std::min(at->distance, acts || receives ? -1 : place.distance);
        at->code.by_frame =
            static_cast<Sides>(at->code.by_frame | (acts ? kActs : 0) | (receives ? kReceives : 0));
      }
    }
  }
  while (found.size() > PartyTask::kMostCodes) {
    found.erase(std::max_element(found.begin(), found.end(), [](const Found& a, const Found& b) {
      return a.distance < b.distance;
    }));
  }
  PartyTask task;
  Features features;
  for (Found& f : found) task.codes.push_back(std::move(f.code));
  for (PartyCode& code : task.codes) {
    const CodeStanding standing(scene, candidate, code.mentions);
    for (uint32_t m : code.mentions) {
      features.clear();
      add_role_features(scene, candidate, type, m, by_frame, features);
      standing.add(HashedText(record::name(type)), name(frame_of(candidate, type)), features);
      code.features.push_back(features.hashes());
    }
  }
  for (size_t second = 1; second < task.codes.size(); ++second) {
    for (size_t first = 0; first < second; ++first) {
      features.clear();
      add_pair_features(scene, candidate, type, task.codes[first].mentions,
                        task.codes[second].mentions, features);
      task.pairs.push_back(features.hashes());
    }
  }
  features.clear();
  add_shape_features(scene, candidate, type, by_frame, features);
  task.shape = features.hashes();
  features.clear();
  add_agreement_features(scene, candidate, type, by_frame, features);
  task.agreement = features.hashes();
  return task;
}

Shape shape_of(std::span<const Sides> sides) {
  int actors = 0, recipients = 0, both = 0;
  for (Sides s : sides) {
    actors += (s & kActs) != 0;
    recipients += (s & kReceives) != 0;
    both += s == kActsAndReceives;
  }
  if (actors == 0) return Shape::kPatient;
  if (recipients == 0) return actors == 1 ? Shape::kOne : Shape::kTogether;
  if (both == recipients && both == actors) return Shape::kSame;
  if (both > 0) return Shape::kOverlap;
  if (actors > 1) return Shape::kManyOther;
  return recipients > 1 ? Shape::kOtherMany : Shape::kOneOther;
}

size_t agreement_of(const PartyTask& task, std::span<const Sides> sides) {
  bool actors = true, recipients = true;
  for (size_t i = 0; i < sides.size(); ++i) {
    actors &= ((sides[i] ^ task.codes[i].by_frame) & kActs) == 0;
    recipients &= ((sides[i] ^ task.codes[i].by_frame) & kReceives) == 0;
  }
  return (actors ? 1u : 0u) + (recipients ? 2u : 0u);
}

size_t pair_class(Sides first, Sides second) {
  if (first == kNoSide && second == kNoSide) return 4;
  if (first == kNoSide || second == kNoSide) return 3;
  if (first == second) return 0;
  return (first & kActs) != 0 && (second & kReceives) != 0 ? 1 : 2;
}

std::vector<float> score_all(const PartyTask& task, const PartyScores& scores) {
  const size_t count = task.codes.size();
  std::vector<float> out(size_t{1} << (2 * count));
  out[0] = -std::numeric_limits<float>::infinity();
  std::array<Sides, PartyTask::kMostCodes> all{};
  const std::span<Sides> sides(all.data(), count);
  for (uint32_t n = 1; n < out.size(); ++n) {
    for (size_t i = 0; i < count; ++i) sides[i] = side_of(n, i);
    float sum = scores.shape[static_cast<size_t>(shape_of(sides))] +
                scores.agreement[agreement_of(task, sides)];
    for (size_t i = 0; i < count; ++i) {
      if ((sides[i] & kActs) != 0) sum += scores.codes[i].actor;
      if ((sides[i] & kReceives) != 0) sum += scores.codes[i].recipient;
      if (sides[i] == kActsAndReceives) sum += scores.codes[i].both;
      for (size_t j = 0; j < i; ++j)
        sum += scores.pairs[pair_index(j, i)][pair_class(sides[j], sides[i])];
    }
    out[n] = sum;
  }
  return out;
}

}  // namespace servanda::event

// Collects the countries of an act, and scores every way to give them sides.
#include "servanda/event/party_choice.h"

#include <algorithm>
#include <limits>
#include <string>

#include "servanda/event/side_network.h"
#include "servanda/event/surroundings.h"

namespace servanda::event {
namespace {

// What room is made for at once: most mentions and pairs have no more features and inputs.
constexpr size_t kMostFeatures = 112, kMostInputs = 16;

struct Found {
  PartyCode code;
  int distance = 1000;  // of the nearest mention
  uint32_t first = 0;   // token of the first mention
};

// What all mentions of a country say together.
class CodeStanding {
 public:
  CodeStanding(const Scene& scene, const Candidate& candidate, const PartyCode& code) {
    const Tree& tree = scene.tree();
    const auto& mentions = scene.annotations().mentions;
    const uint32_t sentence = tree.sentence(candidate.token);
    const auto& here = scene.mentions_in(sentence);
    uint32_t before = 0, after = 0, elsewhere = 0;
    const std::vector<uint32_t>& of = code.mentions;
    for (size_t i = 0; i < of.size(); ++i) {
      const uint32_t head = mentions[of[i]].head_token;
      if (tree.sentence(head) != sentence) {
        ++elsewhere;
        continue;
      }
      ++(head < candidate.token ? before : after);
      const Place& place = code.places[i];
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

// Asks for the weights of the last list.
void ask_last(const LinearModel& model, const Lists& lists, LinearModel::Places& places) {
  if (lists.size() > 0) model.ask(lists[lists.size() - 1], places);
}

// Adds a list of features, and asks for the weights of the list before it.
void add_list(const LinearModel* model, const Features& features, Lists& lists,
              LinearModel::Places& places) {
  if (model != nullptr) {
    model->ask(features.hashes());
    ask_last(*model, lists, places);
  }
  lists.push_back(features.hashes());
}

}  // namespace

PartyTask party_task(const Scene& scene, const Candidate& candidate, record::EventType type,
                     const PartyModels* models) {
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
        at->code.places.push_back(place);
        at->distance = std::min(at->distance, acts || receives ? -1 : place.distance);
        at->code.by_frame =
            static_cast<Sides>(at->code.by_frame | (acts ? kActs : 0) | (receives ? kReceives : 0));
      }
    }
  }
  // What the document is about may take part unsaid: the nearest mention before stands for it.
  for (const Scene::Topic& topic : scene.topics()) {
    const bool here = std::any_of(found.begin(), found.end(),
                                  [&](const Found& f) { return f.code.code == topic.code; });
    if (here || found.size() >= PartyTask::kMostCodes) continue;
    uint32_t nearest = topic.mentions.front();
    for (const uint32_t m : topic.mentions) {
      if (scene.tree().sentence(mentions[m].head_token) < sentence) nearest = m;
    }
    Found& unsaid = found.emplace_back();
    unsaid.code.code = topic.code;
    unsaid.code.mentions.push_back(nearest);
    unsaid.code.places.push_back(locate(scene, candidate, mentions[nearest]));
    unsaid.first = mentions[nearest].first_token;
  }
  while (found.size() > PartyTask::kMostCodes) {
    found.erase(std::max_element(found.begin(), found.end(), [](const Found& a, const Found& b) {
      return a.distance < b.distance;
    }));
  }
  PartyTask task;
  Features features, inputs;
  const Surroundings around(scene, candidate);
  size_t all = 0;
  task.codes.reserve(found.size());
  for (Found& f : found) {
    all += f.code.mentions.size();
    task.codes.push_back(std::move(f.code));
  }
  const size_t pairs = pair_index(0, found.size());  // where those of one more would begin
  task.roles.reserve(all, all * kMostFeatures);
  task.inputs.reserve(all, all * kMostInputs);
  task.pairs.reserve(pairs, pairs * kMostFeatures);
  if (models != nullptr) {
    task.role_places.reserve(all * kMostFeatures);
    task.pair_places.reserve(pairs * kMostFeatures);
  }
  for (PartyCode& code : task.codes) {
    code.first = task.roles.size();
    const CodeStanding standing(scene, candidate, code);
    for (size_t i = 0; i < code.mentions.size(); ++i) {
      const uint32_t m = code.mentions[i];
      features.clear();
      add_role_features(scene, candidate, type, m, code.places[i], by_frame, features);
      standing.add(hashed(type), name(frame_of(candidate, type)), features);
      around.add_role(type, code.code, m, by_frame, features);
      add_list(models == nullptr ? nullptr : &models->role, features, task.roles, task.role_places);
      inputs.clear();
      add_place_inputs(
          {scene, candidate, type, by_frame, m, code.places[i], task.codes.size(), code.by_frame},
          inputs);
      task.inputs.push_back(inputs.hashes());
    }
  }
  for (size_t second = 1; second < task.codes.size(); ++second) {
    for (size_t first = 0; first < second; ++first) {
      features.clear();
      add_pair_features(scene, candidate, type, task.codes[first].mentions,
                        task.codes[second].mentions, features);
      around.add_pair(type, task.codes[first].code, task.codes[first].mentions.front(),
                      task.codes[second].code, task.codes[second].mentions.front(), features);
      add_list(models == nullptr ? nullptr : &models->pair, features, task.pairs, task.pair_places);
    }
  }
  features.clear();
  add_shape_features(scene, candidate, type, by_frame, features);
  task.shape = features.list();
  features.clear();
  add_agreement_features(scene, candidate, type, by_frame, features);
  task.agreement = features.list();
  if (models != nullptr) {
    ask_last(models->role, task.roles, task.role_places);
    ask_last(models->pair, task.pairs, task.pair_places);
  }
  return task;
}

namespace {

// Writes the sums of each list to place(its number).
template <typename Place>
void weigh(const LinearModel& model, const Lists& lists, const LinearModel::Places& known,
           const Place& place) {
  LinearModel::Places asked;
  if (known.empty()) model.ask(lists.numbers(), asked);
  const std::span<const int8_t* const> places = known.empty() ? asked : known;
  for (size_t i = 0; i < lists.size(); ++i)
    model.sums(lists[i], places.subspan(lists.begin(i), lists[i].size()), place(i));
}

}  // namespace

LinearScores score_linear(const PartyTask& task, const PartyModels& models) {
  LinearScores out;
  out.by_mention.resize(task.roles.size());
  weigh(models.role, task.roles, task.role_places,
        [&](size_t i) { return std::span<float>(out.by_mention[i]); });
  for (const PartyCode& code : task.codes) {
    const auto* sums = out.by_mention.data() + code.first;
    PartyScores::Code best;
    for (uint32_t m = 0; m < code.mentions.size(); ++m) {
      if (sums[m][0] > sums[best.actor_at][0]) best.actor_at = m;
      if (sums[m][1] > sums[best.recipient_at][1]) best.recipient_at = m;
      if (sums[m][2] > sums[best.both_at][2]) best.both_at = m;
    }
    best.actor = sums[best.actor_at][0];
    best.recipient = sums[best.recipient_at][1];
    best.both = sums[best.both_at][2];
    out.scores.codes.push_back(best);
  }
  out.scores.pairs.resize(task.pairs.size());
  weigh(models.pair, task.pairs, task.pair_places,
        [&](size_t i) { return std::span<float>(out.scores.pairs[i]); });
  models.shape.sums(task.shape, out.scores.shape);
  models.agreement.sums(task.agreement, out.scores.agreement);
  return out;
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

namespace {

constexpr size_t kMostWays = size_t{1} << (2 * PartyTask::kMostCodes);
constexpr size_t kLanes = 4;  // the sides of the first country, summed side by side

// The shape of every way; countries that are not there take no part.
constexpr std::array<Shape, kMostWays> kShapes = [] {
  std::array<Shape, kMostWays> shapes{};
  for (uint32_t n = 0; n < kMostWays; ++n) {
    std::array<Sides, PartyTask::kMostCodes> sides{};
    for (size_t i = 0; i < sides.size(); ++i) sides[i] = side_of(n, i);
    shapes[n] = shape_of(sides);
  }
  return shapes;
}();

// What one country adds by its sides: as actor, as recipient, and as both.
using Addends = std::array<std::array<float, 3>, kLanes>;
// What a pair adds by the sides of the second and the first.
using PairAddends = std::array<std::array<float, kLanes>, kLanes>;

}  // namespace

std::vector<float> score_all(const PartyTask& task, const PartyScores& scores) {
  const size_t count = task.codes.size();
  if (count == 0) return {-std::numeric_limits<float>::infinity()};
  std::array<Addends, PartyTask::kMostCodes> own{};
  std::vector<PairAddends> pairs(scores.pairs.size());
  uint32_t by_frame = 0;
  for (size_t i = 0; i < count; ++i) {
    const PartyScores::Code& code = scores.codes[i];
    own[i][kActs] = {code.actor, 0, 0};
    own[i][kReceives] = {0, code.recipient, 0};
    own[i][kActsAndReceives] = {code.actor, code.recipient, code.both};
    by_frame |= static_cast<uint32_t>(task.codes[i].by_frame) << (2 * i);
  }
  for (size_t p = 0; p < pairs.size(); ++p) {
    for (Sides second = 0; second < kLanes; ++second) {
      for (Sides first = 0; first < kLanes; ++first)
        pairs[p][second][first] = scores.pairs[p][pair_class(first, second)];
    }
  }
  constexpr uint32_t kActors = 0x55555555, kRecipients = 0xAAAAAAAA;
  std::vector<float> out(size_t{1} << (2 * count));
  // The order of the addends is that of the countries: another one would round otherwise.
  for (uint32_t n = 0; n < out.size(); n += kLanes) {
    std::array<float, kLanes> sum;
    for (uint32_t lane = 0; lane < kLanes; ++lane) {
      const uint32_t unlike = (n + lane) ^ by_frame;
      const size_t agreement =
          ((unlike & kActors) == 0 ? 1u : 0u) + ((unlike & kRecipients) == 0 ? 2u : 0u);
      sum[lane] =
          scores.shape[static_cast<size_t>(kShapes[n + lane])] + scores.agreement[agreement];
      for (const float addend : own[0][lane]) sum[lane] += addend;
    }
    for (size_t i = 1; i < count; ++i) {
      const Sides side = side_of(n, i);
      for (const float addend : own[i][side]) {
        for (size_t lane = 0; lane < kLanes; ++lane) sum[lane] += addend;
      }
      for (size_t lane = 0; lane < kLanes; ++lane) sum[lane] += pairs[pair_index(0, i)][side][lane];
      for (size_t j = 1; j < i; ++j) {
        const float addend = pairs[pair_index(j, i)][side][side_of(n, j)];
        for (size_t lane = 0; lane < kLanes; ++lane) sum[lane] += addend;
      }
    }
    std::copy(sum.begin(), sum.end(), out.begin() + n);
  }
  out[0] = -std::numeric_limits<float>::infinity();
  return out;
}

}  // namespace servanda::event

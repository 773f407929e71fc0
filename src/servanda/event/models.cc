// Decides who is who from the probabilities of the models.
#include "servanda/event/models.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "servanda/event/codebook.h"
#include "servanda/event/party_choice.h"
#include "servanda/record/organisations.h"

namespace servanda::event {
namespace {

// A second mention of the same country adds its sector when its score is no further below the best
// than this.
constexpr float kFurtherMention = 0.15F;

void add_actor(std::vector<record::Actor>& side, record::Actor actor) {
  for (const record::Actor& other : side) {
    if (other.code == actor.code && other.sector == actor.sector) return;
  }
  side.push_back(std::move(actor));
}

}  // namespace

base::Result<Models> Models::create(std::string_view file) {
  return create(SERVANDA_TRY(read_coder_model(file)));
}

base::Result<Models> Models::create(CoderModel file) {
  Models models;
  models.sides = SERVANDA_TRY(SideNetwork::create(std::move(file.sides)));
  const bool whole = file.take("type", models.type) && file.take("mode", models.mode) &&
                     file.take("role", models.role) && file.take("pair", models.pair) &&
                     file.take("shape", models.shape) && file.take("agreement", models.agreement) &&
                     file.take("sector", models.sector) && file.take("date", models.date);
  if (!whole || models.type.classes.size() != std::tuple_size_v<Chances>) {
    return base::Error{base::ErrorCode::kInternal, "a part of the event model is missing",
                       "coder.model"};
  }
  for (uint32_t k = 0; k < models.mode.classes.size(); ++k) {
    const std::string_view cls = models.mode.classes[k];
    const auto type = record::parse_event_type(cls.substr(0, cls.find('/')));
    if (type && cls.find('/') != std::string_view::npos)
      models.modes_of_[static_cast<size_t>(*type)].push_back(k);
  }
  return models;
}

std::vector<Models::Chances> Models::type_chances(const Scene& scene) const {
  const auto& candidates = scene.candidates();
  std::vector<Chances> out(candidates.size());
  // While the features of one are made, the weights of those before are on their way.
  std::array<Features, 3> features;
  std::array<LinearModel::Places, 3> places;
  for (size_t c = 0; c < candidates.size() + 2; ++c) {
    if (c < candidates.size()) {
      Features& of = features[c % 3];
      of.clear();
      add_type_features(scene, candidates[c], of);
      type.ask(of.hashes());
    }
    if (c > 0 && c <= candidates.size()) {
      LinearModel::Places& of = places[(c - 1) % 3];
      of.clear();
      type.ask(features[(c - 1) % 3].hashes(), of);
    }
    if (c > 1) type.probabilities(features[(c - 2) % 3].hashes(), places[(c - 2) % 3], out[c - 2]);
  }
  return out;
}

std::string_view Models::mode_of(const Scene& scene, const Candidate& candidate,
                                 record::EventType event_type) const {
  Features features;
  add_mode_features(scene, candidate, event_type, features);
  std::array<float, LinearModel::kMostClasses> sums;
  mode.sums(features.hashes(), sums);
  const size_t none = mode.classes.size();
  size_t best = none;
  for (const uint32_t k : modes_of_[static_cast<size_t>(event_type)]) {
    if (best == none || sums[k] > sums[best]) best = k;
  }
  return best == none
             ? std::string_view()
             : std::string_view(mode.classes[best]).substr(record::name(event_type).size() + 1);
}

Parties Models::parties(const Scene& scene, const Candidate& candidate,
                        record::EventType event_type, SideReader& reader) const {
  Parties out;
  const PartyModels models{role, pair, shape, agreement};
  const PartyTask task = party_task(scene, candidate, event_type, &models);
  if (task.codes.empty()) return out;
  auto [scores, by_mention] = score_linear(task, models);
  reader.add_scores(candidate, event_type, task, scores);
  const std::vector<float> all = score_all(task, scores);
  const size_t best = static_cast<size_t>(std::max_element(all.begin(), all.end()) - all.begin());
  double total = 0;
  for (float score : all) total += std::exp(static_cast<double>(score - all[best]));
  out.confidence = 1 / total;
  const std::vector<Sides> sides = sides_of(static_cast<uint32_t>(best), task.codes.size());
  const auto& mentions = scene.annotations().mentions;
  for (size_t i = 0; i < sides.size(); ++i) {
    for (const Part part : {Part::kActor, Part::kRecipient}) {
      if ((sides[i] & (part == Part::kActor ? kActs : kReceives)) == 0) continue;
      auto& side = part == Part::kActor ? out.actors : out.recipients;
      const size_t which = static_cast<size_t>(part);
      const uint32_t strongest =
          part == Part::kActor ? scores.codes[i].actor_at : scores.codes[i].recipient_at;
      const auto* of_mentions = by_mention.data() + task.codes[i].first;
      for (uint32_t m = 0; m < task.codes[i].mentions.size(); ++m) {
        const float score = of_mentions[m][which];
        if (m != strongest &&
            (score < 0 || score + kFurtherMention < of_mentions[strongest][which]))
          continue;
        const uint32_t mention = task.codes[i].mentions[m];
        for (const record::Actor& actor : mentions[mention].actors) {
          if (actor.code == task.codes[i].code)
            add_actor(side, with_sector(scene, candidate, event_type, mention, actor, part));
        }
      }
    }
  }
  return out;
}

record::Actor Models::with_sector(const Scene& scene, const Candidate& candidate,
                                  record::EventType event_type, uint32_t mention,
                                  const record::Actor& actor, Part part) const {
  record::Actor out = actor;
  if (record::is_organisation(actor.code)) {
    out.sector.clear();
    return out;
  }
  Features features;
  add_sector_features(scene, candidate, event_type, mention, part, features);
  const std::vector<float> sums = sector.sums(features.hashes());
  const auto best = static_cast<size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
  out.sector = sector.classes[best];
  return out;
}

}  // namespace servanda::event

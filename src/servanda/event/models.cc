// Decides who is who from the probabilities of the models.
#include "servanda/event/models.h"

#include <algorithm>

#include "servanda/event/codebook.h"

namespace servanda::event {
namespace {

// Below these a mention plays no part; a mention of another sentence must be surer.
constexpr float kActorThreshold = 0.45F;
constexpr float kRecipientThreshold = 0.45F;
constexpr float kLonelyActorThreshold = 0.2F;  // where nobody else is found

struct Role {
  uint32_t mention = 0;
  float none = 0, actor = 0, recipient = 0, both = 0;
};

bool is_organisation(std::string_view code) {
  return code == "UNO" || code == "EUR" || code == "IGO" || code == "NGO" || code == "ISM" || code == "IMG" || code == "MNC";
}

void add_actor(std::vector<record::Actor>& side, record::Actor actor) {
  for (const record::Actor& other : side) {
    if (other.code == actor.code && other.sector == actor.sector) return;
  }
  side.push_back(std::move(actor));
}

}  // namespace

base::Result<Models> Models::create(std::string_view bytes) {
  std::vector<LinearModel> read = SERVANDA_TRY(LinearModel::read(bytes));
  Models models;
  const auto take = [&read](std::string_view name, LinearModel& into) {
    for (LinearModel& model : read) {
      if (model.name == name) {
        into = std::move(model);
        return true;
      }
    }
    return false;
  };
  if (!take("type", models.type) || !take("mode", models.mode) || !take("role", models.role) || !take("sector", models.sector) ||
      !take("background", models.background)) {
    return base::Error{base::ErrorCode::kInternal, "a part of the event model is missing", "coder.model"};
  }
  return models;
}

std::vector<float> Models::type_probabilities(const Scene& scene, const Candidate& candidate) const {
  Features features;
  add_type_features(scene, candidate, features);
  return type.probabilities(features);
}

std::string_view Models::mode_of(const Scene& scene, const Candidate& candidate, record::EventType event_type) const {
  Features features;
  add_mode_features(scene, candidate, event_type, features);
  const std::vector<float> p = mode.probabilities(features);
  const std::string prefix = std::string(record::name(event_type)) + "/";
  size_t best = p.size();
  for (size_t k = 0; k < p.size(); ++k) {
    if (mode.classes[k].rfind(prefix, 0) == 0 && (best == p.size() || p[k] > p[best])) best = k;
  }
  return best == p.size() ? std::string_view() : std::string_view(mode.classes[best]).substr(prefix.size());
}

bool Models::in_background(const Scene& scene, const Candidate& candidate, record::EventType event_type) const {
  Features features;
  add_standing_features(scene, candidate, event_type, features);
  return background.probabilities(features)[1] > 0.5F;
}

Parties Models::parties(const Scene& scene, const Candidate& candidate, record::EventType event_type) const {
  const uint32_t sentence = scene.tree().sentence(candidate.token);
  const auto& mentions = scene.annotations().mentions;
  std::vector<Role> roles;
  for (uint32_t s = sentence > 0 ? sentence - 1 : 0; s <= sentence; ++s) {
    for (uint32_t m : scene.mentions_in(s)) {
      Features features;
      add_role_features(scene, candidate, event_type, m, features);
      const std::vector<float> p = role.probabilities(features);
      roles.push_back({m, p[0], p[1], p[2], p[3]});
    }
  }
  Parties out;
  const auto give = [&](const Role& r, Part part) {
    for (const record::Actor& actor : mentions[r.mention].actors) {
      record::Actor with = with_sector(scene, candidate, event_type, r.mention, actor, part);
      add_actor(part == Part::kActor ? out.actors : out.recipients, std::move(with));
    }
  };
  for (const Role& r : roles) {
    const float actor = r.actor + r.both, recipient = r.recipient + r.both;
    bool as_actor = actor >= kActorThreshold, as_recipient = recipient >= kRecipientThreshold;
    if (as_actor && as_recipient && r.both < std::max(r.actor, r.recipient)) {
      (r.actor >= r.recipient ? as_recipient : as_actor) = false;
    }
    if (as_actor) give(r, Part::kActor), out.confidence = std::min<double>(out.confidence, actor);
    if (as_recipient) give(r, Part::kRecipient), out.confidence = std::min<double>(out.confidence, recipient);
  }
  if (out.actors.empty()) {
    const Role* best = nullptr;
    for (const Role& r : roles) {
      if (r.actor + r.both < kLonelyActorThreshold) continue;
      if (r.recipient >= kRecipientThreshold) continue;
      if (best == nullptr || r.actor + r.both > best->actor + best->both) best = &r;
    }
    if (best != nullptr) give(*best, Part::kActor), out.confidence = std::min<double>(out.confidence, best->actor + best->both);
  }
  return out;
}

record::Actor Models::with_sector(const Scene& scene, const Candidate& candidate, record::EventType event_type, uint32_t mention,
                                  const record::Actor& actor, Part part) const {
  record::Actor out = actor;
  if (is_organisation(actor.code)) {
    out.sector.clear();
    return out;
  }
  Features features;
  add_sector_features(scene, candidate, event_type, mention, part, features);
  const std::vector<float> p = sector.probabilities(features);
  const size_t best = static_cast<size_t>(std::max_element(p.begin(), p.end()) - p.begin());
  out.sector = sector.classes[best];
  return out;
}

}  // namespace servanda::event

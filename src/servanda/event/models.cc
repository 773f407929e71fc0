// Decides who is who from the probabilities of the models.
#include "servanda/event/models.h"

#include <algorithm>
#include <cmath>

#include "servanda/event/codebook.h"

namespace servanda::event {
namespace {

// How much the shape of the parties counts against the single mentions.
constexpr float kShapeWeight = 1.5F;
// Exhaustive search over the parts of so many countries; further ones play no part.
constexpr size_t kMostCodes = 6;
// A second mention of the same country adds its sector when it is as likely as this.
constexpr float kFurtherMention = 0.6F;

// One mention's chances of each part.
struct Role {
  uint32_t mention = 0;
  float actor = 0, recipient = 0;
};

// One country or organisation with its best mention for each part.
struct Party {
  std::string_view code;
  float actor = 0.01F, recipient = 0.01F;
  uint32_t actor_mention = 0, recipient_mention = 0;
};

float bounded(float p) { return std::min(std::max(p, 0.01F), 0.99F); }

Shape shape_of(const std::vector<uint8_t>& parts) {
  int actors = 0, recipients = 0, both = 0;
  for (uint8_t part : parts) {
    actors += (part & 1) != 0;
    recipients += (part & 2) != 0;
    both += part == 3;
  }
  if (actors == 0) return Shape::kPatient;
  if (recipients == 0) return actors == 1 ? Shape::kOne : Shape::kTogether;
  return both == recipients ? Shape::kSame : Shape::kOther;
}

// Gives the members of a coordination ("France, Spain and Italy") nearly the chances of its first member.
void share_in_coordination(const Scene& scene, std::vector<Role>& roles) {
  const Tree& tree = scene.tree();
  constexpr float kFirst = 0.7F;
  for (Role& r : roles) {
    uint32_t token = scene.annotations().mentions[r.mention].head_token;
    if (tree.deprel(token) != record::Deprel::kConj || tree.head(token) == kNoToken) continue;
    const int first = scene.mention_at(tree.head(token));
    if (first < 0 || scene.annotations().mentions[first].head_token != tree.head(token)) continue;
    for (const Role& other : roles) {
      if (other.mention != static_cast<uint32_t>(first)) continue;
      r.actor = kFirst * other.actor + (1 - kFirst) * r.actor;
      r.recipient = kFirst * other.recipient + (1 - kFirst) * r.recipient;
    }
  }
}

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
  if (!take("type", models.type) || !take("mode", models.mode) || !take("role", models.role) || !take("shape", models.shape) || !take("sector", models.sector) ||
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
  std::vector<Party> parties;
  Features features;
  const FrameParts by_frame = parts_by_frame(scene, candidate, event_type);
  for (uint32_t s = sentence > 0 ? sentence - 1 : 0; s <= sentence; ++s) {
    for (uint32_t m : scene.mentions_in(s)) {
      features.clear();
      add_role_features(scene, candidate, event_type, m, by_frame, features);
      const std::vector<float> p = role.probabilities(features);
      roles.push_back({m, p[1] + p[3], p[2] + p[3]});
    }
  }
  share_in_coordination(scene, roles);
  for (const Role& r : roles) {
    for (const record::Actor& actor : mentions[r.mention].actors) {
      auto at = std::find_if(parties.begin(), parties.end(), [&](const Party& party) { return party.code == actor.code; });
      if (at == parties.end()) at = parties.insert(parties.end(), Party{.code = actor.code});
      if (r.actor > at->actor) at->actor = bounded(r.actor), at->actor_mention = r.mention;
      if (r.recipient > at->recipient) at->recipient = bounded(r.recipient), at->recipient_mention = r.mention;
    }
  }
  Parties out;
  if (parties.empty()) return out;
  // The likeliest countries only, in text order.
  while (parties.size() > kMostCodes) {
    const auto weakest = std::min_element(parties.begin(), parties.end(), [](const Party& a, const Party& b) {
      return std::max(a.actor, a.recipient) < std::max(b.actor, b.recipient);
    });
    parties.erase(weakest);
  }
  features.clear();
  add_shape_features(scene, candidate, event_type, by_frame, features);
  const std::vector<float> shapes = shape.probabilities(features);
  std::vector<uint8_t> parts(parties.size()), best;
  float best_score = -1e9F;
  const uint32_t combinations = 1u << (2 * parties.size());
  for (uint32_t n = 1; n < combinations; ++n) {
    float sum = 0;
    for (size_t i = 0; i < parties.size(); ++i) {
      parts[i] = static_cast<uint8_t>((n >> (2 * i)) & 3u);
      sum += std::log((parts[i] & 1) != 0 ? parties[i].actor : 1 - parties[i].actor);
      sum += std::log((parts[i] & 2) != 0 ? parties[i].recipient : 1 - parties[i].recipient);
    }
    sum += kShapeWeight * std::log(shapes[static_cast<size_t>(shape_of(parts))] + 0.001F);
    if (sum > best_score) best_score = sum, best = parts;
  }
  out.confidence = std::exp(best_score / static_cast<float>(parties.size() + 1));
  for (size_t i = 0; i < parties.size(); ++i) {
    for (const Part part : {Part::kActor, Part::kRecipient}) {
      if ((best[i] & (part == Part::kActor ? 1 : 2)) == 0) continue;
      auto& side = part == Part::kActor ? out.actors : out.recipients;
      const uint32_t strongest = part == Part::kActor ? parties[i].actor_mention : parties[i].recipient_mention;
      for (const Role& r : roles) {
        const float chance = part == Part::kActor ? r.actor : r.recipient;
        if (r.mention != strongest && chance < kFurtherMention) continue;
        for (const record::Actor& actor : mentions[r.mention].actors) {
          if (actor.code == parties[i].code) add_actor(side, with_sector(scene, candidate, event_type, r.mention, actor, part));
        }
      }
    }
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

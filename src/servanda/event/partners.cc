// Counts who is named, and fills the sides that a clause leaves unsaid.
#include "servanda/event/partners.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "servanda/event/codebook.h"
#include "servanda/event/frames.h"
#include "servanda/record/organisations.h"

namespace servanda::event {
namespace {

using record::EventType;

// Partners are named so often at least, and so much more often than a third.
constexpr size_t kLeastMentions = 4;
constexpr double kAheadOfThird = 1.3;

bool is_state(std::string_view code) { return !code.empty() && !record::is_organisation(code); }

// Acts that one state does with or to another, as a rule. At home alone states arrest, protest,
// dismiss and fight too.
bool between_states(EventType type) {
  switch (type) {
    case EventType::kAgree:
    case EventType::kConsult:
    case EventType::kSupport:
    case EventType::kConcede:
    case EventType::kCooperate:
    case EventType::kAid:
    case EventType::kRequest:
    case EventType::kReject:
      return true;
    default:
      return false;
  }
}

// True if the mention with these words fills a place in the act's own clause. A third state
// elsewhere in the sentence ("a contract that was revised under Swedish pressure") is no party to
// what two states do.
bool takes_part(const Scene& scene, const Candidate& candidate, const record::Actor& actor) {
  constexpr std::array<std::string_view, 12> kWith = {
      "with", "between", "to", "for", "from", "by", "of", "against", "in", "at", "among", "on"};
  const Tree& tree = scene.tree();
  for (uint32_t m : scene.mentions_in(tree.sentence(candidate.token))) {
    const actor::Mention& mention = scene.annotations().mentions[m];
    if (!std::any_of(mention.actors.begin(), mention.actors.end(),
                     [&](const record::Actor& a) { return a.code == actor.code; }))
      continue;
    for (const Argument& a : candidate.clause.arguments) {
      if (!a.preposition.empty() &&
          std::find(kWith.begin(), kWith.end(), a.preposition) == kWith.end())
        continue;
      uint32_t current = mention.head_token;
      for (int step = 0; step < 8 && current != kNoToken; ++step) {
        if (current == a.token || (a.token >= mention.first_token && a.token <= mention.last_token))
          return true;
        if (tree.upos(current) == record::Upos::kVERB) break;
        current = tree.head(current);
      }
    }
  }
  return false;
}

record::Actor government(std::string code) {
  record::Actor actor;
  actor.code = std::move(code);
  actor.sector = "GOV";
  return actor;
}

}  // namespace

Partners find_partners(const Scene& scene) {
  const auto& mentions = scene.annotations().mentions;
  std::map<std::string, size_t> counts;
  std::vector<std::string> opening;
  for (const actor::Mention& mention : mentions) {
    if (mention.head_token >= scene.tree().size()) continue;
    for (const record::Actor& actor : mention.actors) {
      if (!is_state(actor.code)) continue;
      ++counts[actor.code];
      const bool opens = scene.tree().sentence(mention.head_token) == 0;
      if (opens && std::find(opening.begin(), opening.end(), actor.code) == opening.end())
        opening.push_back(actor.code);
    }
  }
  std::vector<std::pair<size_t, std::string>> order;
  for (const auto& [code, count] : counts) order.emplace_back(count, code);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (order.size() < 2 || order[1].first < kLeastMentions) return {};
  const bool titled = opening.size() == 2 && counts[opening[0]] >= kLeastMentions &&
                      counts[opening[1]] >= kLeastMentions;
  if (titled) return {opening[0], opening[1]};
  const double third = order.size() > 2 ? static_cast<double>(order[2].first) : 0;
  if (static_cast<double>(order[1].first) < kAheadOfThird * third) return {};
  return {order[0].second, order[1].second};
}

void complete_parties(const Scene& scene, const Candidate& candidate, EventType type,
                      const Partners& partners, Parties& parties) {
  if (!partners.known()) return;
  const base::Span sentence = scene.tree().sentence_of(candidate.token).span;
  const auto elsewhere = [&](const record::Actor& actor) {
    return !partners.has(actor.code) &&
           (actor.span.begin < sentence.begin || actor.span.end > sentence.end);
  };
  std::erase_if(parties.actors, elsewhere);
  std::erase_if(parties.recipients, elsewhere);
  if (!between_states(type)) return;
  const auto bystander = [&](const record::Actor& actor) {
    return is_state(actor.code) && !partners.has(actor.code) &&
           !takes_part(scene, candidate, actor);
  };
  std::erase_if(parties.actors, bystander);
  std::erase_if(parties.recipients, bystander);
  std::vector<std::string_view> codes;
  for (const auto* side : {&parties.actors, &parties.recipients}) {
    for (const record::Actor& actor : *side) {
      if (!partners.has(actor.code)) return;
      if (std::find(codes.begin(), codes.end(), actor.code) == codes.end())
        codes.push_back(actor.code);
    }
  }
  if (codes.size() == 2) return;
  if (codes.empty()) {
    parties.actors = {government(partners.first), government(partners.second)};
    return;
  }
  const std::string other = codes[0] == partners.first ? partners.second : partners.first;
  if (parties.actors.empty()) {
    parties.actors.push_back(government(other));
  } else if (parties.recipients.empty() && may_be_reciprocal(type) &&
             frame_of(candidate, type) != Frame::kVisit) {
    parties.actors.push_back(government(other));
  } else if (parties.recipients.empty()) {
    parties.recipients.push_back(government(other));
  } else {
    parties.recipients = {government(other)};
  }
}

}  // namespace servanda::event

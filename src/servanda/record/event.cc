// Names of event types, statuses and claims.
#include "servanda/record/event.h"

#include <array>

namespace servanda::record {
namespace {

constexpr std::array<std::string_view, kEventTypeCount> kTypes = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::array<std::string_view, 4> kStatuses = {"actual", "planned", "possible", "negated"};
constexpr std::array<std::string_view, 4> kClaims = {"stated", "attributed", "alleged", "denied"};

template <typename Enum, size_t n>
std::optional<Enum> find(const std::array<std::string_view, n>& names, std::string_view name) {
  for (size_t i = 0; i < n; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::optional<EventType> parse_event_type(std::string_view name) {
  return find<EventType>(kTypes, name);
}
std::optional<Status> parse_status(std::string_view name) { return find<Status>(kStatuses, name); }
std::optional<Claim> parse_claim(std::string_view name) { return find<Claim>(kClaims, name); }
std::string_view name(EventType type) { return kTypes[static_cast<size_t>(type)]; }
std::string_view name(Status status) { return kStatuses[static_cast<size_t>(status)]; }
std::string_view name(Claim claim) { return kClaims[static_cast<size_t>(claim)]; }

QuadClass quad_class(EventType type) {
  switch (type) {
    case EventType::kAgree:
    case EventType::kConsult:
    case EventType::kSupport:
    case EventType::kConcede:
      return QuadClass::kVerbalCooperation;
    case EventType::kCooperate:
    case EventType::kAid:
    case EventType::kRetreat:
      return QuadClass::kMaterialCooperation;
    case EventType::kRequest:
    case EventType::kAccuse:
    case EventType::kReject:
    case EventType::kThreaten:
      return QuadClass::kVerbalConflict;
    case EventType::kProtest:
    case EventType::kSanction:
    case EventType::kMobilize:
    case EventType::kCoerce:
    case EventType::kAssault:
      return QuadClass::kMaterialConflict;
  }
  return QuadClass::kVerbalCooperation;
}

}  // namespace servanda::record

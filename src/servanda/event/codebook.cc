// The tables of the PLOVER codebook.
#include "servanda/event/codebook.h"

#include <algorithm>
#include <array>

namespace servanda::event {
namespace {

using record::EventType;
using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 4> kConsult = {"visit", "phone", "multilateral",
                                                      "third-party"};
constexpr std::array<std::string_view, 6> kRetreat = {"withdraw",  "release", "disarm",
                                                      "ceasefire", "access",  "resign"};
constexpr std::array<std::string_view, 4> kRequest = {"assist", "change", "yield", "meet"};
constexpr std::array<std::string_view, 3> kAccuse = {"disapprove", "investigate", "allege"};
constexpr std::array<std::string_view, 4> kReject = {"assist", "change", "yield", "meet"};
constexpr std::array<std::string_view, 6> kThreaten = {"restrict", "arrest",    "relations",
                                                       "expel",    "territory", "violence"};
constexpr std::array<std::string_view, 7> kProtest = {"demo",    "riot",     "strike",   "hunger",
                                                      "boycott", "obstruct", "vandalize"};
constexpr std::array<std::string_view, 4> kSanction = {"convict", "expel", "withdraw",
                                                       "discontinue"};
constexpr std::array<std::string_view, 4> kMobilize = {"troops", "weapons", "police", "militia"};
constexpr std::array<std::string_view, 10> kCoerce = {
    "seize",  "restrict", "censor",   "curfew",         "martial-law",
    "arrest", "deport",   "withhold", "misinformation", "cyber"};
constexpr std::array<std::string_view, 15> kAssault = {
    "abduct",  "beat",      "torture",       "sexual",        "targeted",
    "destroy", "primitive", "firearms",      "explosives",    "suicide-attack",
    "aerial",  "drone",     "heavy-weapons", "crowd-control", "unconventional"};

constexpr std::array<std::string_view, 46> kContexts = {"military",
                                                        "intelligence",
                                                        "executive",
                                                        "legislative",
                                                        "election",
                                                        "political_institutions",
                                                        "pro_democracy",
                                                        "pro_autocracy",
                                                        "economic",
                                                        "legal",
                                                        "reparations",
                                                        "human_rights",
                                                        "rights_freedoms",
                                                        "repression",
                                                        "human_security",
                                                        "gender",
                                                        "lgbt",
                                                        "religion_ethnicity",
                                                        "inequality",
                                                        "diplomatic",
                                                        "territory",
                                                        "peacekeeping",
                                                        "health",
                                                        "asylum",
                                                        "migration",
                                                        "disasters",
                                                        "natural_resource",
                                                        "environment",
                                                        "technology",
                                                        "terrorism",
                                                        "cbrn",
                                                        "cyber",
                                                        "misinformation",
                                                        "crime",
                                                        "corruption",
                                                        "illegal_drugs",
                                                        "trafficking",
                                                        "nuclear_energy",
                                                        "energy",
                                                        "transport",
                                                        "trade",
                                                        "finance",
                                                        "arms",
                                                        "information_security",
                                                        "science",
                                                        "culture"};

// Scores by type where the mode does not matter, in the order of EventType.
constexpr std::array<double, record::kEventTypeCount> kScore = {
    2.5, 3.0, 5.0, 4.5, 9.5, 10.0, 6.5, 0.0, -2.0, -2.0, -3.5, -5.0, -6.0, -5.5, -7.0, -9.0};

}  // namespace

std::span<const std::string_view> modes(EventType type) {
  switch (type) {
    case EventType::kConsult:
      return Names(kConsult);
    case EventType::kRetreat:
      return Names(kRetreat);
    case EventType::kRequest:
      return Names(kRequest);
    case EventType::kAccuse:
      return Names(kAccuse);
    case EventType::kReject:
      return Names(kReject);
    case EventType::kThreaten:
      return Names(kThreaten);
    case EventType::kProtest:
      return Names(kProtest);
    case EventType::kSanction:
      return Names(kSanction);
    case EventType::kMobilize:
      return Names(kMobilize);
    case EventType::kCoerce:
      return Names(kCoerce);
    case EventType::kAssault:
      return Names(kAssault);
    case EventType::kAgree:
    case EventType::kSupport:
    case EventType::kConcede:
    case EventType::kCooperate:
    case EventType::kAid:
      break;
  }
  return {};
}

bool has_mode(EventType type, std::string_view mode) {
  if (mode.empty()) return true;
  const auto names = modes(type);
  return std::find(names.begin(), names.end(), mode) != names.end();
}

double score(EventType type, std::string_view mode) {
  if (type == EventType::kConsult) {
    if (mode == "phone") return 1.5;
    if (mode == "third-party") return 1.0;
    if (mode == "visit" || mode == "multilateral") return 4.0;
  }
  if (type == EventType::kRetreat) {
    if (mode == "withdraw") return 8.0;
    if (mode == "disarm") return 10.0;
    if (mode == "ceasefire") return 7.5;
    if (mode == "resign") return 4.5;
  }
  if (type == EventType::kAccuse && mode == "allege") return -3.5;
  return kScore[static_cast<size_t>(type)];
}

std::span<const std::string_view> contexts() { return Names(kContexts); }

bool may_be_reciprocal(EventType type) {
  return type == EventType::kConsult || type == EventType::kCooperate ||
         type == EventType::kSupport || type == EventType::kAgree || type == EventType::kAssault;
}

bool is_speech(record::EventType type) {
  using record::EventType;
  return type == EventType::kAgree || type == EventType::kConcede || type == EventType::kRequest ||
         type == EventType::kAccuse || type == EventType::kReject || type == EventType::kThreaten;
}

}  // namespace servanda::event

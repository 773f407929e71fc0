// Who did what to whom, when and where, on whose word: one PLOVER event (codebook of 4 February
// 2024).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/span.h"
#include "servanda/record/actor.h"
#include "servanda/record/amount.h"
#include "servanda/record/date.h"

namespace servanda::record {

enum class EventType : uint8_t {
  kAgree = 0,
  kConsult = 1,
  kSupport = 2,
  kConcede = 3,
  kCooperate = 4,
  kAid = 5,
  kRetreat = 6,
  kRequest = 7,
  kAccuse = 8,
  kReject = 9,
  kThreaten = 10,
  kProtest = 11,
  kSanction = 12,
  kMobilize = 13,
  kCoerce = 14,
  kAssault = 15
};
inline constexpr int kEventTypeCount = 16;

// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
enum class QuadClass : uint8_t {
  kVerbalCooperation = 1,
  kMaterialCooperation = 2,
  kVerbalConflict = 3,
  kMaterialConflict = 4
};

// How real the act is: independent of who says so.
enum class Status : uint8_t { kActual = 0, kPlanned = 1, kPossible = 2, kNegated = 3 };

// On whose word: independent of what is said.
enum class Claim : uint8_t { kStated = 0, kAttributed = 1, kAlleged = 2, kDenied = 3 };

struct Event {
  std::string id;         // document id, '#', number in the document from 0
  std::string document;   // Document::id
  uint32_t sentence = 0;  // number of the sentence in the document, from 0
  EventType type = EventType::kConsult;
  std::string mode;                   // PLOVER mode in lower case; empty if none
  std::vector<std::string> contexts;  // PLOVER contexts and Servanda's domains
  double score = 0;                   // PLOVER's intensity of type and mode
  std::vector<Actor> actors;
  std::vector<Actor> recipients;
  Date date;
  Status status = Status::kActual;
  Claim claim = Claim::kStated;
  std::vector<Actor> claimants;  // who says or denies it
  std::string what;              // what was given, signed, said; in the words of the text
  std::optional<Amount> amount;
  std::string place;
  base::Span trigger;
  base::Span evidence;               // the clause or sentence
  std::vector<base::Span> mentions;  // further triggers of the same act in the document
  double confidence = 0;             // 0 to 1, calibrated
  std::string explanation;           // the rule or features that made it; filled on request
};

// "AID", "aid" lower case is not accepted. Returns nullopt for other words.
std::optional<EventType> parse_event_type(std::string_view name);
std::string_view name(EventType type);
std::string_view name(Status status);  // "actual" ...
std::string_view name(Claim claim);    // "stated" ...
std::optional<Status> parse_status(std::string_view name);
std::optional<Claim> parse_claim(std::string_view name);
QuadClass quad_class(EventType type);

}  // namespace servanda::record

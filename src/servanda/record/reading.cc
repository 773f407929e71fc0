// Names of pledge stages and claims.
#include "servanda/record/reading.h"

#include <array>

namespace servanda::record {
namespace {

constexpr std::array<std::string_view, 16> kStages = {
    "",          "proposed", "announced", "negotiating",      "agreed",    "signed",
    "ratified",  "in_force", "started",   "partly_delivered", "delivered", "delayed",
    "suspended", "resumed",  "cancelled", "expired"};
constexpr std::array<std::string_view, 7> kClaims = {
    "stated", "claimed", "unconfirmed", "denied", "admitted", "retracted", "disputed"};

}  // namespace

std::string_view name(Stage stage) { return kStages[static_cast<size_t>(stage)]; }
std::string_view name(PledgeClaim claim) { return kClaims[static_cast<size_t>(claim)]; }

std::optional<Stage> parse_stage(std::string_view name) {
  for (size_t i = 1; i < kStages.size(); ++i) {
    if (kStages[i] == name) return static_cast<Stage>(i);
  }
  return std::nullopt;
}

std::optional<PledgeClaim> parse_pledge_claim(std::string_view name) {
  for (size_t i = 0; i < kClaims.size(); ++i) {
    if (kClaims[i] == name) return static_cast<PledgeClaim>(i);
  }
  return std::nullopt;
}

}  // namespace servanda::record

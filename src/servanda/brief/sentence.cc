// Keeps only evidence that leads to words.
#include "servanda/brief/sentence.h"

#include <algorithm>

namespace servanda::brief {

std::optional<Grounds> Grounds::of(const ledger::Account& account, const std::vector<record::Evidence>& evidence) {
  std::vector<record::Evidence> kept;
  for (const record::Evidence& item : evidence) {
    const std::string_view words = ledger::quote(account, item);
    if (words.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
    if (std::find(kept.begin(), kept.end(), item) == kept.end()) kept.push_back(item);
  }
  if (kept.empty()) return std::nullopt;
  return Grounds(std::move(kept));
}

void Grounds::add(const Grounds& other) {
  for (const record::Evidence& item : other.evidence_) {
    if (std::find(evidence_.begin(), evidence_.end(), item) == evidence_.end()) evidence_.push_back(item);
  }
}

}  // namespace servanda::brief

// Decides findings on treaties by the commitments and fields of their provisions.
#include "servanda/ledger/findings.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace servanda::ledger {
namespace {

// "RUS-IRN 2025" against a treaty's parties and year of signature. Parties may stand in any order.
const record::Treaty* find_treaty(std::string_view name, const std::vector<record::Treaty>& treaties) {
  const size_t space = name.rfind(' ');
  if (space == std::string_view::npos) return nullptr;
  const std::string_view year = name.substr(space + 1);
  for (const record::Treaty& treaty : treaties) {
    if (!record::print(treaty.term.signed_on).starts_with(year)) continue;
    std::string_view rest = name.substr(0, space);
    bool all = true;
    while (all && !rest.empty()) {
      const size_t dash = rest.find('-');
      const std::string_view code = rest.substr(0, dash);
      all = std::find(treaty.parties.begin(), treaty.parties.end(), code) != treaty.parties.end();
      rest = dash == std::string_view::npos ? std::string_view() : rest.substr(dash + 1);
    }
    if (all) return &treaty;
  }
  return nullptr;
}

// Words of a topic are matched with the names of commitments and fields: "mutual defence" with "defence".
std::vector<std::string> provisions_on(const record::Treaty& treaty, std::string_view topic) {
  std::string words(topic);
  std::replace(words.begin(), words.end(), ' ', '_');
  std::replace(words.begin(), words.end(), '-', '_');
  std::vector<std::string> ids;
  const auto names = [&](const std::string& code) {
    return !code.empty() && (words == code || words.find(code) != std::string::npos || code.find(words) != std::string::npos);
  };
  for (const record::Provision& provision : treaty.provisions) {
    if (names(provision.commitment) || std::any_of(provision.fields.begin(), provision.fields.end(), names)) ids.push_back(provision.id);
  }
  return ids;
}

// A topic that no treaty here has a code for cannot be decided by its absence from one of them.
bool is_coded(std::string_view topic, const std::vector<record::Treaty>& treaties) {
  return std::any_of(treaties.begin(), treaties.end(), [&](const record::Treaty& treaty) { return !provisions_on(treaty, topic).empty(); });
}

}  // namespace

void check_finding(CheckedFinding& checked, const std::vector<record::Treaty>& treaties) {
  const record::Finding& finding = checked.finding;
  const record::Treaty* treaty = find_treaty(finding.treaty, treaties);
  const record::Treaty* other = find_treaty(finding.other, treaties);
  if (treaty == nullptr || finding.topic.empty() || !is_coded(finding.topic, treaties)) return;
  checked.treaty = treaty->document;
  checked.provisions = provisions_on(*treaty, finding.topic);
  const bool here = !checked.provisions.empty();
  bool there = false;
  if (other != nullptr) {
    checked.other = other->document;
    checked.other_provisions = provisions_on(*other, finding.topic);
    there = !checked.other_provisions.empty();
  }
  const auto decide = [&](bool holds) { checked.verdict = holds ? Verdict::kSupported : Verdict::kContradicted; };
  if (finding.kind == "has") decide(here);
  if (finding.kind == "lacks") decide(!here);
  if (other == nullptr) return;
  if (finding.kind == "adds") decide(here && !there);
  if (finding.kind == "drops") decide(!here && there);
  if (finding.kind == "keeps") decide(here && there);
}

}  // namespace servanda::ledger

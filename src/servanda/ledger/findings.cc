// Decides findings on treaties by the commitments and fields of their provisions.
#include "servanda/ledger/findings.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/embedded/kTreatyTopics.h"

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

// What decides a topic: commitments where its words name one, else fields. Both empty: nothing does.
struct Codes {
  std::vector<std::string> commitments, fields;
};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(mark, at), text.size());
    if (end > at) parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// The commitments of the first line of data/treaties/topics.tsv that has a phrase in the topic.
std::vector<std::string> commitments_named(std::string_view topic) {
  for (const std::string_view line : split(embedded::kTreatyTopics(), '\n')) {
    const size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    for (const std::string_view phrase : split(line.substr(tab + 1), '|')) {
      if (topic.find(phrase) == std::string_view::npos) continue;
      std::vector<std::string> codes;
      for (const std::string_view code : split(line.substr(0, tab), ' ')) codes.emplace_back(code);
      return codes;
    }
  }
  return {};
}

// The fields of the treaties whose names stand in the topic: "information security" and not "security" in it.
std::vector<std::string> fields_named(std::string_view topic, const std::vector<record::Treaty>& treaties) {
  std::set<std::string> known;
  for (const record::Treaty& treaty : treaties) {
    for (const record::Provision& provision : treaty.provisions) known.insert(provision.fields.begin(), provision.fields.end());
  }
  struct Match {
    size_t begin, end;
    std::string code;
  };
  std::vector<Match> matches;
  for (const std::string& code : known) {
    std::string words = code;
    std::replace(words.begin(), words.end(), '_', ' ');
    const size_t at = words.empty() ? std::string_view::npos : topic.find(words);
    if (at != std::string_view::npos) matches.push_back({at, at + words.size(), code});
  }
  std::vector<std::string> fields;
  for (const Match& match : matches) {
    const bool inside = std::any_of(matches.begin(), matches.end(), [&](const Match& other) {
      return other.end - other.begin > match.end - match.begin && other.begin <= match.begin && match.end <= other.end;
    });
    if (!inside) fields.push_back(match.code);
  }
  return fields;
}

Codes codes_of(std::string_view topic, const std::vector<record::Treaty>& treaties) {
  const std::string words = lower(topic);
  Codes codes{.commitments = commitments_named(words), .fields = {}};
  if (codes.commitments.empty()) codes.fields = fields_named(words, treaties);
  return codes;
}

std::vector<std::string> provisions_on(const record::Treaty& treaty, const Codes& codes) {
  const auto among = [](const std::vector<std::string>& list, const std::string& code) {
    return std::find(list.begin(), list.end(), code) != list.end();
  };
  std::vector<std::string> ids;
  for (const record::Provision& provision : treaty.provisions) {
    if (among(codes.commitments, provision.commitment) ||
        std::any_of(provision.fields.begin(), provision.fields.end(), [&](const std::string& field) { return among(codes.fields, field); }))
      ids.push_back(provision.id);
  }
  return ids;
}

}  // namespace

void check_finding(CheckedFinding& checked, const std::vector<record::Treaty>& treaties) {
  const record::Finding& finding = checked.finding;
  const record::Treaty* treaty = find_treaty(finding.treaty, treaties);
  const record::Treaty* other = find_treaty(finding.other, treaties);
  if (treaty == nullptr) return;
  const Codes codes = codes_of(finding.topic, treaties);
  if (codes.commitments.empty() && codes.fields.empty()) return;
  checked.treaty = treaty->document;
  checked.provisions = provisions_on(*treaty, codes);
  const bool here = !checked.provisions.empty();
  bool there = false;
  if (other != nullptr) {
    checked.other = other->document;
    checked.other_provisions = provisions_on(*other, codes);
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

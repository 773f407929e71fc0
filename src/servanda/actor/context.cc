// Finds the names of a document once, and counts what speaks for each state.
#include "servanda/actor/context.h"

#include <array>

#include "servanda/base/word_list.h"

namespace servanda::actor {
namespace {

using record::Deprel;

bool lies_in_a_state(NameKind kind) {
  return kind == NameKind::kCapital || kind == NameKind::kCity || kind == NameKind::kRegion ||
         kind == NameKind::kPlace;
}

// What is called after a place and does not act there.
bool is_thing(std::string_view word) {
  static constexpr std::array<std::string_view, 38> kThings = {
      "Treaty",   "Agreement",  "Agreements", "Convention", "Conventions", "Accord",
      "Accords",  "Protocol",   "Protocols",  "Statute",    "Declaration", "Pact",
      "Charter",  "Process",    "Olympics",   "Olympic",    "Paralympics", "Games",
      "Marathon", "Principles", "Memorandum", "Compact",    "Consensus",   "Amendment",
      "Dialogue", "Formula",    "Platform",   "agreement",  "agreements",  "accord",
      "accords",  "convention", "protocol",   "treaty",     "Syndrome",    "syndrome",
      "Papers",   "Prize"};
  return base::in(kThings, word);
}

}  // namespace

Context::Context(const NameTable& names, const record::Document& document,
                 const record::Parse& parse, record::DayNumber from, record::DayNumber to)
    : names_(names), parse_(parse), text_(document.text), from_(from), to_(to) {
  for (const record::Sentence& sentence : parse.sentences) {
    // The table lies in no cache: what is read at any word is asked for before the first is read.
    for (uint32_t i = sentence.begin; i < sentence.end; ++i)
      names.ask(parse.tokens[i].span.of(text_));
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const NameMatch match = names.match(text_, parse, i, sentence.end);
      if (match.rows.empty()) continue;
      matches_.push_back(match);
      i = match.last;
    }
  }
  for (const NameMatch& match : matches_) {
    const std::string_view code = only_code(match);
    if (code.empty()) continue;
    const NameKind kind = names_.row(match.rows.front()).kind;
    seen_[code] |=
        kind == NameKind::kCity || kind == NameKind::kRegion || kind == NameKind::kPlace ? 3 : 1;
  }
}

std::string_view Context::only_code(const NameMatch& match) const {
  std::string_view code;
  for (const uint32_t index : match.rows) {
    const Name name = names_.row(index);
    if (name.from > to_ || from_ > name.to) continue;
    if (!code.empty() && code != name.code) return {};
    code = name.code;
  }
  return code == "---" ? std::string_view() : code;
}

int Context::evidence(const Name& name) const {
  const auto at = seen_.find(name.code);
  if (at == seen_.end()) return 0;
  return (at->second & 2) != 0 && name.kind == NameKind::kRegion ? 12 : 6;
}

std::string_view Context::state_after(size_t index) const {
  const NameMatch& match = matches_[index];
  if (index + 1 >= matches_.size() || !lies_in_a_state(names_.row(match.rows.front()).kind))
    return {};
  const NameMatch& next = matches_[index + 1];
  if (next.first != match.last + 2 || word(match.last + 1) != ",") return {};
  bool is_state = false;
  for (const uint32_t row : next.rows)
    is_state |=
        names_.row(row).kind == NameKind::kState || names_.row(row).kind == NameKind::kRegion;
  if (!is_state) return {};
  // "in Tripoli, Lebanon, ...", not "in Cairo, Israel said".
  const Deprel link = parse_.tokens[next.last].deprel;
  if (link == Deprel::kNsubj || link == Deprel::kNsubjPass || link == Deprel::kConj ||
      link == Deprel::kRoot)
    return {};
  const std::string_view code = only_code(next);
  if (!code.empty()) return code;
  // "Atlanta, Georgia": of those called so, the one that has the place before.
  const std::string_view own = only_code(match);
  for (const uint32_t row : next.rows) {
    if (names_.row(row).code == own) return own;
  }
  return {};
}

bool Context::names_a_thing(size_t index) const {
  const NameMatch& match = matches_[index];
  const auto& tokens = parse_.tokens;
  const uint32_t after = match.last + 1;
  if (word(match.last).find('$') != std::string_view::npos) return true;
  if (after < tokens.size() && !tokens[after].space_before && word(after).starts_with('$'))
    return true;
  const NameKind kind = names_.row(match.rows.front()).kind;
  if (!lies_in_a_state(kind)) return false;
  if (after < tokens.size() && is_thing(word(after))) return true;
  return match.first >= 2 && word(match.first - 1) == "of" && is_thing(word(match.first - 2)) &&
         word(match.first - 2) != "Games";
}

}  // namespace servanda::actor

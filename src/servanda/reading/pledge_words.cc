// Reads the tables of data/reading.
#include "servanda/reading/pledge_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "servanda/embedded/kPledgeDomains.h"
#include "servanda/embedded/kPledgeKinds.h"
#include "servanda/embedded/kPledgeNouns.h"
#include "servanda/embedded/kPledgePredicates.h"
#include "servanda/embedded/kPledgeVerbs.h"
#include "servanda/embedded/kPledgeVoices.h"

namespace servanda::reading {
namespace {

using record::Stage;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = text.find(separator);
    if (at != 0 || separator != ' ') parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

base::Error table_error(std::string_view table, size_t line, std::string_view what) {
  return {base::ErrorCode::kInternal, std::string(what),
          std::string(table) + ":" + std::to_string(line)};
}

// Calls `take` with the fields of each line that is no comment; stops at the first error.
template <typename Take>
base::Result<void> for_each_row(std::string_view table, std::string_view name, size_t fields,
                                Take take) {
  size_t number = 0;
  for (std::string_view line : split(table, '\n')) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string_view> row = split(line, '\t');
    if (row.size() != fields)
      return table_error(name, number, "a row has another number of fields");
    if (const std::string_view wrong = take(row); !wrong.empty())
      return table_error(name, number, wrong);
  }
  return {};
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kParticiples = {
    {{"taken", "take"},
     {"given", "give"},
     {"begun", "begin"},
     {"broken", "break"},
     {"frozen", "freeze"},
     {"chosen", "choose"},
     {"withdrawn", "withdraw"},
     {"undertaken", "undertake"}}};

constexpr std::array<std::pair<std::string_view, uint32_t>, 14> kKinds = {
    {{"paper", kPaper},
     {"talks", kTalks},
     {"process", kProcess},
     {"goods", kGoods},
     {"works", kWorks},
     {"money", kMoney},
     {"scheme", kScheme},
     {"satellite", kSatellite},
     {"force", kForce},
     {"right", kRight},
     {"holder", kHolder},
     {"none", kNoPledge},
     {"wrapper", kWrapper},
     {"measure", kMeasure}}};

// In the order of enum Voice.
constexpr std::array<std::string_view, 21> kVoices = {
    "report", "admit",          "deny",     "doubt", "retract",  "hedge",   "claim_noun",
    "media",  "official_media", "forecast", "hope",  "plan",     "promise", "agree",
    "fail",   "aspect",         "partly",   "stall", "official", "factive", "accuse"};

std::optional<uint32_t> parse_kinds(std::string_view text, char separator) {
  if (text == "-") return kAnyKind;
  uint32_t kinds = 0;
  for (std::string_view part : split(text, separator)) {
    uint32_t kind = 0;
    for (const auto& [name, bit] : kKinds) {
      if (name == part) kind = bit;
    }
    if (kind == 0) return std::nullopt;
    kinds |= kind;
  }
  return kinds;
}

}  // namespace

base::Result<PledgeWords> PledgeWords::create() {
  PledgeWords words;
  SERVANDA_TRY(words.read_verbs(embedded::kPledgeVerbs()));
  SERVANDA_TRY(words.read_nouns(embedded::kPledgeNouns()));
  SERVANDA_TRY(words.read_predicates(embedded::kPledgePredicates()));
  SERVANDA_TRY(words.read_kinds(embedded::kPledgeKinds()));
  SERVANDA_TRY(words.read_voices(embedded::kPledgeVoices()));
  words.read_domains(embedded::kPledgeDomains());
  return words;
}

base::Result<void> PledgeWords::read_verbs(std::string_view table) {
  return for_each_row(table, "pledges_verbs.tsv", 5, [&](const auto& row) -> std::string_view {
    const std::optional<Stage> stage = record::parse_stage(row[0]);
    if (!stage) return "no such stage";
    VerbEntry entry;
    entry.stage = *stage;
    if (row[1] == "o")
      entry.place = ObjectPlace::kObject;
    else if (row[1] == "oa")
      entry.active_only = true;
    else if (row[1] == "s")
      entry.place = ObjectPlace::kSubject;
    else if (row[1] == "os")
      entry.place = ObjectPlace::kObjectOrSubject;
    else if (row[1] == "x")
      entry.place = ObjectPlace::kComplement;
    else if (row[1] == "a")
      entry.place = ObjectPlace::kAntecedent;
    else if (row[1] == "u")
      entry.undertaken_only = true;
    else if (row[1] == "d")
      entry.place = ObjectPlace::kSubject, entry.denied_only = true;
    else
      entry.place = ObjectPlace::kPreposition, entry.preposition = row[1];
    if (row[2] == "g")
      entry.side = Side::kGives;
    else if (row[2] == "r")
      entry.side = Side::kReceives;
    else if (row[2] == "b")
      entry.side = Side::kBoth;
    else if (row[2] == "n")
      entry.side = Side::kNone;
    else
      return "no such side";
    const std::optional<uint32_t> kinds = parse_kinds(row[3], ',');
    if (!kinds) return "no such kind";
    entry.kinds = *kinds;
    for (std::string_view word : split(row[4], ' ')) {
      const std::vector<std::string_view> parts = split(word, '_');
      VerbEntry own = entry;
      if (parts.size() > 1) own.particle = parts.back();
      if (parts.size() > 2) own.middle = parts[1];
      verbs_[parts[0]].push_back(own);
    }
    return {};
  });
}

base::Result<void> PledgeWords::read_nouns(std::string_view table) {
  return for_each_row(table, "pledges_nouns.tsv", 3, [&](const auto& row) -> std::string_view {
    const std::optional<Stage> stage = record::parse_stage(row[0]);
    if (!stage) return "no such stage";
    NounEntry entry{*stage, NounNeed::kNothing};
    if (row[1] == "t")
      entry.need = NounNeed::kTime;
    else if (row[1] == "o")
      entry.need = NounNeed::kObject;
    else if (row[1] == "c")
      entry.need = NounNeed::kClaim;
    else if (row[1] == "p")
      entry.need = NounNeed::kPlanned;
    else if (row[1] != "-")
      return "no such need";
    for (std::string_view word : split(row[2], ' ')) nouns_[word].push_back(entry);
    return {};
  });
}

base::Result<void> PledgeWords::read_predicates(std::string_view table) {
  return for_each_row(table, "pledges_predicates.tsv", 3, [&](const auto& row) -> std::string_view {
    const std::optional<Stage> stage = record::parse_stage(row[0]);
    if (!stage) return "no such stage";
    const std::optional<uint32_t> kinds = parse_kinds(row[1], ',');
    if (!kinds) return "no such kind";
    for (std::string_view word : split(row[2], ' '))
      predicates_.push_back({*stage, *kinds, split(word, '_')});
    return {};
  });
}

base::Result<void> PledgeWords::read_kinds(std::string_view table) {
  return for_each_row(table, "pledges_kinds.tsv", 3, [&](const auto& row) -> std::string_view {
    const std::optional<uint32_t> kinds = parse_kinds(row[0], ' ');
    if (!kinds) return "no such kind";
    for (std::string_view word : split(row[2], ' ')) {
      NounKind& kind = kinds_[word];
      kind.kinds |= *kinds;
      if ((*kinds & (kWrapper | kNoPledge | kMeasure | kHolder)) == 0)
        kind.classes.push_back(row[1]);
    }
    return {};
  });
}

base::Result<void> PledgeWords::read_voices(std::string_view table) {
  return for_each_row(table, "pledges_voices.tsv", 2, [&](const auto& row) -> std::string_view {
    const auto at = std::find(kVoices.begin(), kVoices.end(), row[0]);
    if (at == kVoices.end()) return "no such class";
    for (std::string_view word : split(row[1], ' ')) voices_[word] |= 1U << (at - kVoices.begin());
    return {};
  });
}

void PledgeWords::read_domains(std::string_view table) {
  for (std::string_view line : split(table, '\n')) {
    const size_t tab = line.find('\t');
    if (tab == std::string_view::npos || line[0] == '#') continue;
    const int number = static_cast<int>(domain_names_.size());
    domain_names_.push_back(line.substr(0, tab));
    for (std::string_view word : split(line.substr(tab + 1), ' ')) domains_.emplace(word, number);
  }
}

const std::vector<VerbEntry>* PledgeWords::verb(std::string_view lemma) const {
  auto at = verbs_.find(lemma);
  if (at == verbs_.end() && lemma.size() > 3) {
    // A word that the lemmas do not know may have lost its "e" or kept a letter: "postpon",
    // "initiall", "unveils".
    at = verbs_.find(std::string(lemma) + "e");
    const char last = lemma[lemma.size() - 1];
    if (at == verbs_.end() && (last == 's' || last == lemma[lemma.size() - 2]))
      at = verbs_.find(lemma.substr(0, lemma.size() - 1));
    // A participle that was taken for a past tense keeps its form: "taken up again".
    for (const auto& [form, verb] : kParticiples) {
      if (at == verbs_.end() && form == lemma) at = verbs_.find(verb);
    }
  }
  return at == verbs_.end() ? nullptr : &at->second;
}

const std::vector<NounEntry>* PledgeWords::noun(std::string_view lemma) const {
  const auto at = nouns_.find(lemma);
  return at == nouns_.end() ? nullptr : &at->second;
}

const NounKind* PledgeWords::kind(std::string_view lemma) const {
  const auto at = kinds_.find(lemma);
  return at == kinds_.end() ? nullptr : &at->second;
}

uint32_t PledgeWords::voice(std::string_view lemma) const {
  const auto at = voices_.find(lemma);
  return at == voices_.end() ? 0 : at->second;
}

int PledgeWords::domain(std::string_view lemma) const {
  const auto at = domains_.find(lemma);
  return at == domains_.end() ? -1 : at->second;
}

}  // namespace servanda::reading

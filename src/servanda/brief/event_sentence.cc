// Tells an occurrence in one sentence.
#include "servanda/brief/event_sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "servanda/brief/wording.h"
#include "servanda/embedded/kBriefVerbs.h"

namespace servanda::brief {
namespace {

using ledger::Occurrence;
using ledger::Standing;
using record::Status;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// True if one of the words of `list` is `word`; both without upper case.
bool lists(std::string_view list, std::string_view word) {
  for (size_t at = 0; at < list.size();) {
    size_t end = list.find(' ', at);
    if (end == std::string_view::npos) end = list.size();
    if (list.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

// Fills the slots; returns nothing if one of them has nothing to stand there.
std::string fill(std::string_view pattern, const std::string& actors, const std::string& recipients,
                 const std::string& what) {
  std::string text;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{' || i + 2 >= pattern.size()) {
      text += pattern[i];
      continue;
    }
    const std::string& value = pattern[i + 1] == 'A'   ? actors
                               : pattern[i + 1] == 'R' ? recipients
                                                       : what;
    if (value.empty()) return "";
    text += value;
    i += 2;
  }
  return text;
}

const record::Document* first_document(const ledger::Account& account,
                                       const Occurrence& occurrence) {
  return occurrence.reports.empty()
             ? nullptr
             : ledger::find_document(account, occurrence.reports.front().event.document);
}

// An object that begins a sentence of its source ("The pact") or points elsewhere ("some", "it") is
// not one to repeat.
std::string object_of(const record::Document& document, const Occurrence& occurrence) {
  std::string what = tidy(occurrence.what);
  if (what.empty() || what.size() > 140) return "";
  // "dollar deal" out of "a 25-billion-dollar deal" is half a name.
  const size_t at = document.text.find(occurrence.what);
  if (at == std::string::npos || (at > 0 && document.text[at - 1] != ' ')) return "";
  const std::string first = lower(what.substr(0, what.find(' ')));
  if (lists("it they them this these that those some any which who what", first)) return "";
  if (lists("the a an its their", first)) what = lower(what.substr(0, 1)) + what.substr(1);
  while (!what.empty() && (what.back() == '.' || what.back() == ',')) what.pop_back();
  // "the pact", "its second stage": nobody knows which, away from the source.
  const size_t words = 1 + static_cast<size_t>(std::count(what.begin(), what.end(), ' '));
  if (words <= 2 && lists("the its their his her both two", first)) return "";
  // "an accord with Iran" after "Russia and Iran": the parties are named already.
  for (const record::Actor& actor : occurrence.actors) {
    const std::string with = " with " + name_of(actor.code);
    if (what.ends_with(with)) what.resize(what.size() - with.size());
  }
  return what;
}

}  // namespace

std::string trigger_of(const ledger::Account& account, const Occurrence& occurrence) {
  const record::Document* document = first_document(account, occurrence);
  if (document == nullptr) return "";
  return lower(occurrence.reports.front().event.trigger.of(document->text));
}

namespace {

std::vector<record::Actor> claimants(const Occurrence& occurrence) {
  std::vector<record::Actor> all;
  for (const ledger::Report& report : occurrence.reports) {
    for (const record::Actor& actor : report.event.claimants) {
      if (std::none_of(all.begin(), all.end(),
                       [&](const record::Actor& other) { return other.code == actor.code; }))
        all.push_back(actor);
    }
  }
  return all;
}

// Whose words they are; with the title where they are too short to stand alone.
std::string source_of(const ledger::Account& account, const Occurrence& occurrence,
                      const std::string& words) {
  const record::Document* document = first_document(account, occurrence);
  if (account.documents.size() == 1) return "";  // the brief says at its top whose words all are
  if (document == nullptr) return occurrence.reports.front().publisher;
  constexpr size_t kShort = 70;
  const bool title = words.size() < kShort && !document->title.empty() && !document->source.empty();
  return shortened(publisher(*document), 60) + (title ? ", “" + document->title + "”" : "");
}

// True if the clause itself names everyone: an actor brought in from elsewhere may be the wrong
// one, and a place
// ("met in Ashgabat") is not one who acts.
bool named_in_clause(const ledger::Account& account, const Occurrence& occurrence) {
  const record::Document* document = first_document(account, occurrence);
  if (document == nullptr) return false;
  const record::Event& event = occurrence.reports.front().event;
  for (const std::vector<record::Actor>* side : {&event.actors, &event.recipients}) {
    for (const record::Actor& actor : *side) {
      if (actor.span.empty() || !event.evidence.contains(actor.span)) return false;
      const size_t from = actor.span.begin < 8 ? 0 : actor.span.begin - 8;
      const std::string before =
          lower(std::string_view(document->text).substr(from, actor.span.begin - from));
      for (const std::string_view place : {" in ", " at ", " near ", " from "}) {
        if (before.ends_with(place)) return false;
      }
    }
  }
  return true;
}

bool same_codes(const std::vector<record::Actor>& a, const std::vector<record::Actor>& b) {
  return !a.empty() && !b.empty() && a.front().code == b.front().code;
}

}  // namespace

EventWords event_words(const ledger::Account& account, const Occurrence& occurrence) {
  EventWords words;
  if (occurrence.reports.empty() || occurrence.actors.empty() || occurrence.date.interval ||
      !named_in_clause(account, occurrence))
    return words;
  const std::string trigger = trigger_of(account, occurrence);
  const std::string actors = names_of(occurrence.actors),
                    recipients = names_of(occurrence.recipients),
                    what = object_of(*first_document(account, occurrence), occurrence);
  const bool several = occurrence.actors.size() > 1;
  const std::string_view table = embedded::kBriefVerbs();
  for (size_t at = 0; at < table.size();) {
    size_t end = table.find('\n', at);
    if (end == std::string_view::npos) end = table.size();
    const std::string_view line = table.substr(at, end - at);
    at = end + 1;
    const size_t first = line.find('\t'),
                 second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (line.starts_with('#') || second == std::string_view::npos) continue;
    if (!lists(trigger, line.substr(0, first)) ||
        !lists(line.substr(first + 1, second - first - 1), record::name(occurrence.type)))
      continue;
    const std::string_view pattern = line.substr(second + 1);
    if (!several && (pattern.ends_with("{A} met") || pattern.ends_with("held talks"))) continue;
    words.clause = fill(pattern, actors, recipients, what);
    words.clause_as_it = fill(pattern, several ? "they" : "it", recipients, what);
    words.several = several;
    if (!words.clause.empty()) break;
  }
  if (!words.clause.empty() && !occurrence.place.empty() &&
      words.clause.find(occurrence.place) == std::string::npos &&
      occurrence.place.find(';') == std::string::npos) {
    words.clause += " in " + occurrence.place, words.clause_as_it += " in " + occurrence.place;
  }
  return words;
}

std::vector<record::Evidence> report_evidence(const Occurrence& occurrence, size_t limit) {
  std::vector<record::Evidence> first, rest;
  std::vector<std::string_view> seen;
  for (const ledger::Report& report : occurrence.reports) {
    const bool known =
        report.copy || std::find(seen.begin(), seen.end(), report.publisher) != seen.end();
    (known ? rest : first).push_back(report.evidence());
    seen.push_back(report.publisher);
  }
  first.insert(first.end(), rest.begin(), rest.end());
  if (first.size() > limit) first.resize(limit);
  return first;
}

std::optional<Sentence> event_sentence(const ledger::Account& account,
                                       const Occurrence& occurrence) {
  const std::optional<Grounds> grounds = Grounds::of(account, report_evidence(occurrence));
  if (!grounds) return std::nullopt;
  const EventWords words = event_words(account, occurrence);
  const bool told = words.clause.empty() || occurrence.status != Status::kActual;
  const std::string source_words = quoted(
      ledger::quote(account, whole_sentence(account, occurrence.reports.front().evidence())));
  const std::vector<record::Actor> who = claimants(occurrence);
  const std::string names = capitalised(names_of(who));
  const auto sentence = [&](std::string text, std::string mark) {
    std::string source = text == source_words ? source_of(account, occurrence, text) : "";
    return Sentence(capitalised(std::move(text)), *grounds)
        .marked(std::move(mark))
        .in_words_of(std::move(source));
  };
  switch (occurrence.standing) {
    case Standing::kDenied:
      if (told || names.empty()) return sentence(source_words, "denied");
      return sentence(
          fmt::format("{} denied that {}.", names,
                      same_codes(who, occurrence.actors) ? words.clause_as_it : words.clause),
          "denied");
    case Standing::kRetracted:
      return told ? sentence(source_words, "withdrawn")
                  : sentence(fmt::format("A report that {} was withdrawn.", words.clause),
                             "withdrawn");
    case Standing::kDisputed:
      return told ? sentence(source_words, "disputed")
                  : sentence(fmt::format("Sources disagree on whether {}.", words.clause),
                             "disputed");
    case Standing::kAlleged:
      return told ? sentence(source_words, "alleged")
                  : sentence(fmt::format("According to unconfirmed reports, {}.", words.clause),
                             "alleged");
    case Standing::kStated:
    case Standing::kConfirmed:
    case Standing::kClaimed:
      break;
  }
  switch (occurrence.status) {
    case Status::kPlanned:
      return sentence(source_words, "planned");
    case Status::kPossible:
      return sentence(source_words, "possible");
    case Status::kNegated:
      return sentence(source_words, "not done");
    case Status::kActual:
      break;
  }
  if (occurrence.standing == Standing::kClaimed) {
    if (told) return sentence(source_words, "claimed");
    return sentence(names.empty()
                        ? words.clause + "."
                        : fmt::format("According to {}, {}.", names_of(who), words.clause),
                    "claimed");
  }
  return sentence(told ? source_words : words.clause + ".", "");
}

double weight(const Occurrence& occurrence) {
  double value = 0;
  switch (record::quad_class(occurrence.type)) {
    case record::QuadClass::kMaterialCooperation:
      value = 4;
      break;
    case record::QuadClass::kMaterialConflict:
      value = 4;
      break;
    case record::QuadClass::kVerbalCooperation:
      value = occurrence.type == record::EventType::kSupport ? 3.5 : 2;
      break;
    case record::QuadClass::kVerbalConflict:
      value = 1.5;
      break;
  }
  if (occurrence.status != Status::kActual) value -= 1.5;
  switch (occurrence.standing) {
    case Standing::kConfirmed:
      value += 2;
      break;
    case Standing::kStated:
      value += 1;
      break;
    case Standing::kDisputed:
      value += 1;
      break;
    case Standing::kDenied:
    case Standing::kClaimed:
      break;
    case Standing::kRetracted:
    case Standing::kAlleged:
      value -= 0.5;
      break;
  }
  value += std::log2(1.0 + occurrence.publishers) * 1.5;
  if (!occurrence.what.empty()) value += 0.7;
  if (occurrence.amount) value += 0.5;
  if (occurrence.date.precision() == record::Precision::kDay) value += 0.5;
  return value;
}

}  // namespace servanda::brief

// Tells an occurrence in one sentence.
#include "servanda/brief/event_sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <vector>

#include "servanda/base/ascii.h"
#include "servanda/brief/wording.h"
#include "servanda/embedded/kBriefVerbs.h"
#include "servanda/ledger/report_words.h"
#include "servanda/ledger/wording.h"

namespace servanda::brief {
namespace {

using base::lower;

using ledger::Occurrence;
using ledger::Standing;
using record::Status;

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
             : ledger::find_document(account, occurrence.plainest_report().event.document);
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// The word that ends at `end` (spaces before it skipped) and begins not before `floor`.
base::Span word_before(std::string_view text, uint32_t end, uint32_t floor) {
  while (end > floor && is_space(text[end - 1])) --end;
  uint32_t begin = end;
  while (begin > floor && !is_space(text[begin - 1])) --begin;
  return {begin, end};
}

base::Span word_after(std::string_view text, uint32_t begin) {
  while (begin < text.size() && is_space(text[begin])) ++begin;
  uint32_t end = begin;
  while (end < text.size() && !is_space(text[end])) ++end;
  return {begin, end};
}

constexpr std::string_view kDeterminers =
    "a an the its their his her two three four five six seven eight nine ten twelve several some";
constexpr std::string_view kStops =
    "in at after before when while that which who to with by from under until during as and or but "
    "since where over "
    "against through into was were is are has have had said will would could may";

// Takes the object to the left up to its article: "contract" is "a contract" in the text.
uint32_t with_article(std::string_view text, uint32_t begin, uint32_t floor) {
  uint32_t at = begin;
  for (int words = 0; words < 4 && at > floor; ++words) {
    const base::Span word = word_before(text, at, floor);
    if (word.empty()) break;
    const std::string plain = lower(word.of(text));
    if (plain.find_first_of(",.;:()\"") != std::string::npos || lists(kStops, plain) ||
        lists("on of for up out off", plain))
      break;
    at = word.begin;
    if (lists(kDeterminers, plain)) return at;
  }
  return at;
}

// Takes the object to the right over what tells it apart: "agreement" is "agreement on the railway"
// in the text. A name that was cut at a dash is completed.
uint32_t with_complement(std::string_view text, uint32_t end) {
  const bool cut = end < text.size() && (text[end] == '-' || text.substr(end).starts_with("–"));
  uint32_t at = end;
  if (cut) {
    while (at < text.size() && !is_space(text[at]) &&
           std::string_view(",.;:)").find(text[at]) == std::string_view::npos)
      ++at;
  } else if (at < text.size() && !is_space(text[at])) {
    return end;
  }
  constexpr int kMostWords = 8;
  for (int words = 0; words < kMostWords; ++words) {
    if (at >= text.size() || !is_space(text[at])) return at;
    base::Span word = word_after(text, at);
    const std::string plain = lower(word.of(text));
    if (plain.empty() || lists(kStops, plain)) return at;
    if (words == 0 && !cut && !lists("on of for", plain)) return at;
    if (plain == "on") {
      // A day is no object.
      const std::string next = lower(word_after(text, word.end).of(text));
      constexpr std::string_view kDays =
          "monday tuesday wednesday thursday friday saturday sunday january february march april "
          "may june july august "
          "september october november december";
      std::string bare = next;
      while (!bare.empty() && std::string_view(",.;:").find(bare.back()) != std::string_view::npos)
        bare.pop_back();
      if (lists(kDays, bare) || (!next.empty() && next[0] >= '0' && next[0] <= '9')) return at;
    }
    uint32_t word_end = word.end;
    while (word_end > word.begin &&
           std::string_view(",.;:)\"").find(text[word_end - 1]) != std::string_view::npos)
      --word_end;
    at = word_end;
    if (word_end != word.end) return at;
  }
  return cut ? at : end;
}

// The object in the words of the source, with its article. Nothing where it does not stand beside
// the word of the act, where it points elsewhere ("some", "it"), or where no article tells that it
// is a whole phrase.
std::string object_of(const record::Document& document, const Occurrence& occurrence) {
  const std::string_view text = document.text;
  const record::Event& event = occurrence.plainest_report().event;
  if (occurrence.what.empty() || event.evidence.end > text.size() ||
      event.trigger.end > text.size())
    return "";
  const size_t in_evidence = event.evidence.of(text).find(occurrence.what);
  if (in_evidence == std::string_view::npos) return "";
  const auto begin = static_cast<uint32_t>(event.evidence.begin + in_evidence);
  const auto end = static_cast<uint32_t>(begin + occurrence.what.size());
  // "dollar deal" out of "a 25-billion-dollar deal" is half a name.
  if (begin > 0 && !is_space(text[begin - 1]) && text[begin - 1] != '(') return "";
  const bool behind = begin >= event.trigger.end;
  const uint32_t first =
      with_article(text, begin, behind ? event.trigger.end : event.evidence.begin);
  const std::string between = lower(
      tidy(behind ? text.substr(event.trigger.end, first - event.trigger.end)
                  : text.substr(end, event.trigger.begin > end ? event.trigger.begin - end : 0)));
  if (behind ? !(between.empty() || lists("of over up out off down", between))
             : !lists("was were is are been being", between.substr(between.rfind(' ') + 1)))
    return "";
  std::string what = tidy(text.substr(first, with_complement(text, end) - first));
  if (what.empty() || what.size() > 140) return "";
  const std::string word = lower(what.substr(0, what.find(' ')));
  if (lists("it they them this these that those some any which who what both", word)) return "";
  const size_t words = 1 + static_cast<size_t>(std::count(what.begin(), what.end(), ' '));
  const bool determined = lists(kDeterminers, word) || (word[0] >= '0' && word[0] <= '9');
  const bool name = what[0] >= 'A' && what[0] <= 'Z';
  const bool plural = occurrence.what.ends_with('s');
  if (!determined && !name && !plural) return "";
  if (determined) what = lower(what.substr(0, 1)) + what.substr(1);
  while (!what.empty() && (what.back() == '.' || what.back() == ',')) what.pop_back();
  // "a contract" out of "a contract worth $800 million": the best of it would be lost.
  const uint32_t whole = with_complement(text, end);
  if (words == 2 && lists("a an", word) &&
      lists("worth valued under to that which whereby between",
            lower(word_after(text, whole).of(text))))
    return "";
  // "two of 97 metres" leaves out what there were two of, "a confidential €500 million" what for.
  const std::string rest = what.substr(std::min(what.find(' '), what.size()));
  const std::string last = lower(what.substr(what.rfind(' ') + 1));
  if (rest.starts_with(" of ") && rest.size() > 4 && rest[4] >= '0' && rest[4] <= '9') return "";
  if (lists("million billion trillion", last)) return "";
  // "the pact", "its second stage": nobody knows which, away from the source.
  if (words <= 2 && lists("the its their his her two", word)) return "";
  // "an accord with Iran" after "Russia and Iran", "a plant to Iran" before "to Iran": the parties
  // are named already.
  const auto drop_end = [&](std::string_view word, const std::vector<record::Actor>& parties) {
    for (const record::Actor& party : parties) {
      for (const std::string& name : {name_of(party.code), party.name}) {
        const std::string end = std::string(word) + name;
        if (!name.empty() && what.ends_with(end)) what.resize(what.size() - end.size());
      }
    }
  };
  drop_end(" with ", occurrence.actors);
  drop_end(" to ", occurrence.recipients);
  return what;
}

}  // namespace

std::string trigger_of(const ledger::Account& account, const Occurrence& occurrence) {
  const record::Document* document = first_document(account, occurrence);
  if (document == nullptr) return "";
  return lower(occurrence.plainest_report().event.trigger.of(document->text));
}

namespace {

// Whoever speaks of the act; of one that is denied, whoever denies it.
std::vector<record::Actor> claimants(const Occurrence& occurrence) {
  std::vector<record::Actor> all;
  const bool denied =
      occurrence.standing == Standing::kDenied &&
      std::any_of(occurrence.reports.begin(), occurrence.reports.end(),
                  [](const auto& report) { return report.event.claim == record::Claim::kDenied; });
  for (const ledger::Report& report : occurrence.reports) {
    if (denied && report.event.claim != record::Claim::kDenied) continue;
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
  if (document == nullptr) return occurrence.plainest_report().publisher;
  constexpr size_t kShort = 70;
  const bool title = words.size() < kShort && !document->title.empty() && !document->source.empty();
  return shortened(known_publisher(*document), 60) + (title ? ", “" + document->title + "”" : "");
}

// True if the clause itself names everyone: an actor brought in from elsewhere may be the wrong
// one, a place ("met in Ashgabat") is not one who acts, and of "Iran's nuclear agency" the state is
// only the owner.
bool named_in_clause(const std::string_view text, const record::Event& event) {
  for (const std::vector<record::Actor>* side : {&event.actors, &event.recipients}) {
    for (const record::Actor& actor : *side) {
      if (actor.span.empty() || !event.evidence.contains(actor.span)) return false;
      const std::string_view after = text.substr(actor.span.end);
      if (after.starts_with("'s ") || after.starts_with("’s ")) return false;
      const size_t from = actor.span.begin < 8 ? 0 : actor.span.begin - 8;
      const std::string before = lower(text.substr(from, actor.span.begin - from));
      for (const std::string_view place :
           {" in ", " at ", " near ", " from ", " in the ", " at the "}) {
        if (before.ends_with(place)) return false;
      }
    }
  }
  return true;
}

// True if the text itself puts the actors side by side ("Russia, China and Iran"): of "the house
// approved the agreement with Iran", Iran approved nothing, though the record has both as actors.
bool side_by_side(const std::string_view text, std::vector<record::Actor> actors) {
  std::sort(actors.begin(), actors.end(), [](const record::Actor& a, const record::Actor& b) {
    return a.span.begin < b.span.begin;
  });
  for (size_t i = 1; i < actors.size(); ++i) {
    const uint32_t from = actors[i - 1].span.end, to = actors[i].span.begin;
    if (from > to) return false;
    const std::string between = tidy(text.substr(from, to - from));
    if (!lists(", and & ,and plus", between) && between != ", and") return false;
  }
  return true;
}

// The state where the text names the state itself: its sector, which the act suggests ("handed over
// the operation"), would make "Russian forces" of "Russia".
std::vector<record::Actor> as_named(std::string_view text, std::vector<record::Actor> actors) {
  for (record::Actor& actor : actors) {
    if (actor.span.of(text) == name_of(actor.code)) actor.sector = "GOV";
  }
  return actors;
}

bool same_codes(const std::vector<record::Actor>& a, const std::vector<record::Actor>& b) {
  return !a.empty() && !b.empty() && a.front().code == b.front().code;
}

}  // namespace

EventWords event_words(const ledger::Account& account, const Occurrence& occurrence) {
  EventWords words;
  const record::Document* document = first_document(account, occurrence);
  if (document == nullptr || occurrence.date.interval) return words;
  // Who did it is told as the first report has it: other reports may name others in their place.
  const record::Event& event = occurrence.plainest_report().event;
  if (event.actors.empty() || !named_in_clause(document->text, event) ||
      !side_by_side(document->text, event.actors))
    return words;
  const std::string trigger = trigger_of(account, occurrence);
  const std::string actors = names_of(as_named(document->text, event.actors)),
                    recipients = names_of(as_named(document->text, event.recipients)),
                    what = object_of(*document, occurrence);
  const bool several = event.actors.size() > 1;
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
    const std::string_view told = event.evidence.of(document->text);
    const bool article = told.find("in the " + occurrence.place) != std::string_view::npos;
    const std::string place = (article ? " in the " : " in ") + occurrence.place;
    words.clause += place, words.clause_as_it += place;
  }
  return words;
}

std::vector<record::Evidence> report_evidence(const Occurrence& occurrence, size_t limit) {
  std::vector<record::Evidence> first, rest;
  std::vector<std::string_view> seen;
  if (!occurrence.reports.empty()) {
    first.push_back(occurrence.plainest_report().evidence());
    seen.push_back(occurrence.plainest_report().publisher);
  }
  for (size_t i = 0; i < occurrence.reports.size(); ++i) {
    if (i == occurrence.plainest) continue;
    const ledger::Report& report = occurrence.reports[i];
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
  std::vector<record::Evidence> evidence = report_evidence(occurrence);
  if (evidence.empty()) return std::nullopt;
  evidence.front() = with_antecedent(account, evidence.front());
  const std::optional<Grounds> grounds = Grounds::of(account, evidence);
  if (!grounds) return std::nullopt;
  const EventWords words = event_words(account, occurrence);
  const bool told = words.clause.empty() || occurrence.status != Status::kActual;
  const std::string source_words = quoted(ledger::quote(account, evidence.front()));
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
      if (occurrence.intent) return sentence(source_words, "planned");
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

namespace {

// True if the plainest report has a word of signing, agreeing or taking up relations for it: praise
// and good wishes are of the same types.
bool binds(const Occurrence& occurrence) {
  static constexpr std::string_view kRelations[] = {"normal", "establish", "restor", "resum",
                                                    "re-est", "open",      "extend", "submit"};
  if (occurrence.reports.empty()) return false;
  const ledger::Report& report = occurrence.plainest_report();
  const base::Span trigger = report.event.trigger, evidence = report.event.evidence;
  if (!evidence.contains(trigger) || trigger.end - evidence.begin > report.words.size())
    return false;
  const std::string word =
      lower(report.words.substr(trigger.begin - evidence.begin, trigger.end - trigger.begin));
  for (const ledger::Word& folded : ledger::content_words(word)) {
    if ((ledger::kinds_of(folded.folded) & ledger::kAgreeing) != 0) return true;
  }
  return std::any_of(std::begin(kRelations), std::end(kRelations),
                     [&](std::string_view begin) { return word.starts_with(begin); });
}

}  // namespace

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
      value = binds(occurrence) ? 3.5 : occurrence.type == record::EventType::kConcede ? 3 : 2;
      break;
    case record::QuadClass::kVerbalConflict:
      value = 1.5;
      break;
  }
  if (occurrence.status != Status::kActual || occurrence.intent) value -= 1.5;
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
  double surest = 0;
  for (const ledger::Report& report : occurrence.reports)
    surest = std::max(surest, report.event.confidence);
  value += surest;
  if (occurrence.date.open_begin) value -= 1;  // told in passing: its day is another
  return value;
}

}  // namespace servanda::brief

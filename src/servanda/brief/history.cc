// What happened, and how relations got here: occurrences by weight and year.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "servanda/base/ascii.h"
#include "servanda/brief/event_sentence.h"
#include "servanda/brief/sections.h"
#include "servanda/brief/wording.h"
#include "servanda/ledger/wording.h"

namespace servanda::brief {
namespace {

using ledger::Occurrence;

// The year that the latest document is of; of the latest act where no document is dated.
int last_year(const ledger::Account& account) {
  int year = 0;
  for (const record::Document& document : account.documents)
    year = std::max(year, year_of(document.date));
  if (year != 0) return year;
  for (const Occurrence& occurrence : account.occurrences)
    year = std::max(year, year_of(occurrence.date));
  return year;
}

// The year under which an act is told; 0 if it stands without one. "By the day of its document" is
// near enough for an item of news and says nothing for a long text, which tells of decades.
int told_year(const ledger::Account& account, const Occurrence& occurrence) {
  // "The first visit since 2007": a span of years says when the time began, not the act.
  if (occurrence.date.interval && !occurrence.date.open_begin && !occurrence.date.open_end &&
      occurrence.date.end.year - occurrence.date.begin.year > 1)
    return 0;
  if (!occurrence.date.open_begin || occurrence.reports.empty()) return year_of(occurrence.date);
  const record::Document* document =
      ledger::find_document(account, occurrence.plainest_report().event.document);
  const bool background = document != nullptr && !ledger::is_item_of_news(*document) &&
                          record::last_day(occurrence.date) >= record::first_day(document->date);
  return background ? 0 : year_of(occurrence.date);
}

// True if one of the reports has a word of signing for it; another may say "put their names to".
bool told_as_signed(const ledger::Account& account, const Occurrence& occurrence) {
  return std::any_of(
      occurrence.reports.begin(), occurrence.reports.end(), [&](const ledger::Report& report) {
        const auto* document = ledger::find_document(account, report.event.document);
        return document != nullptr && report.event.trigger.of(document->text).starts_with("sign");
      });
}

// A title names its subject and reports nothing; what a treaty has or lacks, a motive, a forecast
// and the timing of an undated act are told in their own sections.
bool is_no_report(const Draft& draft, const Occurrence& occurrence) {
  if (occurrence.reports.empty()) return true;
  const ledger::Report& report = occurrence.plainest_report();
  const record::Document* document = ledger::find_document(draft.account, report.event.document);
  if (document == nullptr) return true;
  std::string words =
      tidy(whole_sentence(draft.account, report.evidence()).span.of(document->text));
  words.erase(0, std::min(words.find_first_not_of("# "), words.size()));
  if (!document->title.empty() && words == tidy(document->title)) return true;
  const auto speaks_of = [&](const record::Evidence& statement) {
    return statement.document == report.event.document &&
           statement.span.overlaps(report.event.evidence);
  };
  if (!told_as_signed(draft.account, occurrence) &&
      std::any_of(draft.account.findings.begin(), draft.account.findings.end(),
                  [&](const ledger::CheckedFinding& checked) {
                    return speaks_of(checked.finding.evidence);
                  }))
    return true;
  // "It was signed three days before the summit" stands under the timing of acts.
  if (told_year(draft.account, occurrence) == 0 &&
      std::any_of(draft.account.signals.begin(), draft.account.signals.end(),
                  [&](const record::Signal& signal) { return speaks_of(signal.evidence); }))
    return true;
  // A motive or a forecast may name an act that was done before.
  const bool done = occurrence.status == record::Status::kActual &&
                    told_year(draft.account, occurrence) != 0 &&
                    record::last_day(occurrence.date) < record::first_day(document->date);
  if (done) return false;
  return std::any_of(draft.account.motives.begin(), draft.account.motives.end(),
                     [&](const record::Motive& motive) { return speaks_of(motive.evidence); }) ||
         std::any_of(draft.account.forecasts.begin(), draft.account.forecasts.end(),
                     [&](const ledger::ForecastAccount& entry) {
                       return speaks_of(entry.forecast.evidence);
                     });
}

// True for what an item of news looks back on ("after severing them 55 years ago"): its sentence
// tells of another act, of another year. A signing is looked back on because it matters.
bool looks_back(const ledger::Account& account, const Occurrence& occurrence) {
  constexpr record::DayNumber kLongAgo = 200;
  const record::Document* document =
      ledger::find_document(account, occurrence.plainest_report().event.document);
  return document != nullptr && !told_as_signed(account, occurrence) &&
         ledger::is_item_of_news(*document) && document->date.known() && occurrence.date.known() &&
         !occurrence.date.open_begin &&
         record::last_day(occurrence.date) + kLongAgo < record::first_day(document->date);
}

// True if no state, force, party or firm that works with another has part in it: people of the two
// meet, marry and fight, and that is no relation of states.
bool is_private(const ledger::Account& account, const Occurrence& occurrence) {
  static constexpr std::string_view kPrivate[] = {"CVL", "JRN", "CRM", "EDU", "HLH", "AGR", "LAB",
                                                  "CHR", "JEW", "MOS", "REF", "SOC", "BUS"};
  const record::QuadClass quad = record::quad_class(occurrence.type);
  const bool cooperation = quad == record::QuadClass::kVerbalCooperation ||
                           quad == record::QuadClass::kMaterialCooperation;
  const auto acts_for_itself = [&](const record::Actor& actor) {
    if (actor.code != account.a && actor.code != account.b) return true;
    if (actor.sector == "BUS" && cooperation) return false;
    return std::find(std::begin(kPrivate), std::end(kPrivate), actor.sector) != std::end(kPrivate);
  };
  return std::all_of(occurrence.actors.begin(), occurrence.actors.end(), acts_for_itself) &&
         std::all_of(occurrence.recipients.begin(), occurrence.recipients.end(), acts_for_itself);
}

// True if a sentence from the same passages stands there already.
bool repeats(const std::vector<Sentence>& sentences, const Grounds& grounds) {
  for (const Sentence& sentence : sentences) {
    for (const record::Evidence& ours : sentence.grounds().evidence()) {
      for (const record::Evidence& theirs : grounds.evidence()) {
        if (ours.document == theirs.document && ours.span.overlaps(theirs.span)) return true;
      }
    }
  }
  return false;
}

// True if the two tell one act that the ledger had no words to join by: same type, same word, same
// states, same month.
bool same_act(const ledger::Account& account, const Occurrence& x, const Occurrence& y) {
  const auto fine = [](const record::Date& date) {
    return !date.interval && date.precision() >= record::Precision::kMonth;
  };
  if (x.type != y.type || !fine(x.date) || !fine(y.date) || !record::overlaps(x.date, y.date))
    return false;
  const auto codes = [](const Occurrence& occurrence) {
    std::set<std::string> found;
    for (const record::Actor& actor : occurrence.actors) found.insert(actor.code);
    for (const record::Actor& actor : occurrence.recipients) found.insert(actor.code);
    return found;
  };
  const auto word = [&](const Occurrence& occurrence) {
    std::string folded;  // "bans" and "banned" are one word
    for (const ledger::Word& part : ledger::content_words(trigger_of(account, occurrence)))
      folded += part.folded + " ";
    return folded;
  };
  return codes(x) == codes(y) && word(x) == word(y);
}

// True if sources state that it was done, at one date.
bool is_done(const Occurrence& occurrence) {
  return occurrence.status == record::Status::kActual && !occurrence.intent &&
         occurrence.date.known() && !occurrence.date.interval &&
         (occurrence.standing == ledger::Standing::kStated ||
          occurrence.standing == ledger::Standing::kConfirmed);
}

// Takes the weightiest of `candidates`, at most `limit`, and tells them by date.
Paragraph tell(Draft& draft, std::vector<const Occurrence*> candidates, size_t limit,
               bool whole_dates) {
  std::stable_sort(
      candidates.begin(), candidates.end(),
      [](const Occurrence* x, const Occurrence* y) { return weight(*x) > weight(*y); });
  std::vector<ToldAct> items;
  std::vector<Sentence> chosen;
  for (const Occurrence* occurrence : candidates) {
    if (items.size() >= limit) break;
    if (draft.told.contains(occurrence->id) || is_no_report(draft, *occurrence) ||
        looks_back(draft.account, *occurrence) || is_private(draft.account, *occurrence))
      continue;
    std::optional<Sentence> sentence = event_sentence(draft.account, *occurrence);
    if (!sentence || repeats(chosen, sentence->grounds())) continue;
    const auto is_told = [&](const ToldAct& item) {
      return same_act(draft.account, *item.occurrence, *occurrence);
    };
    if (std::any_of(items.begin(), items.end(), is_told) ||
        std::any_of(draft.acts.begin(), draft.acts.end(), is_told)) {
      draft.told.insert(occurrence->id);
      continue;
    }
    if (!draft.quoted.insert(sentence->text()).second) continue;
    draft.told.insert(occurrence->id);
    chosen.push_back(*sentence);
    items.push_back({occurrence, std::move(*sentence)});
  }
  std::stable_sort(items.begin(), items.end(), [](const ToldAct& x, const ToldAct& y) {
    return display_day(x.occurrence->date) < display_day(y.occurrence->date);
  });
  Paragraph paragraph;
  paragraph.list = true;
  for (const ToldAct& item : items) {
    const record::Date& date = item.occurrence->date;
    const bool undated = told_year(draft.account, *item.occurrence) == 0;
    paragraph.sentences.push_back(
        Sentence(item.sentence)
            .led_by(undated ? "" : capitalised(whole_dates ? in_words(date) : within_year(date))));
    if (!undated && is_done(*item.occurrence)) draft.acts.push_back(item);
  }
  return paragraph;
}

// The last signing of a treaty among the acts, else of an agreement; nullptr if there is none.
const Occurrence* latest_signing(const Draft& draft, const std::vector<const Occurrence*>& acts) {
  static constexpr std::string_view kPapers[] = {"agreement", "accord", "pact"};
  const Occurrence* latest = nullptr;
  int best = 0;
  for (const Occurrence* act : acts) {
    if (!is_done(*act) || !told_as_signed(draft.account, *act) || is_private(draft.account, *act) ||
        looks_back(draft.account, *act))
      continue;
    const std::string what = base::lower(act->what);
    const bool paper = std::any_of(std::begin(kPapers), std::end(kPapers),
                                   [&](auto word) { return what.find(word) != std::string::npos; });
    const int rank = what.find("treaty") != std::string::npos ? 2 : paper ? 1 : 0;
    if (rank > best || (rank == best && rank > 0 && record::order(act->date, latest->date) > 0))
      latest = act, best = rank;
  }
  return latest;
}

// Takes out the undated acts whose sentence tells a dated one, too ("in May the two signed an
// agreement, for which one promised a loan"): the sentence stands, or could stand, under its date.
void drop_dated_sentences(const Draft& draft, std::vector<const Occurrence*>& undated) {
  std::map<std::string, std::vector<base::Span>> dated;
  for (const Occurrence& occurrence : draft.account.occurrences) {
    if (told_year(draft.account, occurrence) == 0) continue;
    for (const ledger::Report& report : occurrence.reports)
      dated[report.event.document].push_back(report.event.evidence);
  }
  std::erase_if(undated, [&](const Occurrence* occurrence) {
    const record::Evidence own = occurrence->plainest_report().evidence();
    const auto found = dated.find(own.document);
    return found != dated.end() &&
           std::any_of(found->second.begin(), found->second.end(),
                       [&](const base::Span span) { return span.overlaps(own.span); });
  });
}

// Puts the treaties between the two and the weightiest deeds and words that the brief tells on its
// timeline.
void add_timeline(Draft& draft) {
  for (const record::Treaty& treaty : draft.account.treaties) {
    const bool ours = std::find(treaty.parties.begin(), treaty.parties.end(), draft.account.a) !=
                          treaty.parties.end() &&
                      std::find(treaty.parties.begin(), treaty.parties.end(), draft.account.b) !=
                          treaty.parties.end();
    const std::optional<Grounds> grounds =
        Grounds::of(draft.account, treaty_evidence(draft.account, treaty));
    if (!ours || !treaty.term.signed_on.known() || !grounds) continue;
    draft.timeline.push_back(
        {.date = treaty.term.signed_on,
         .label = capitalised(treaty_name(draft.account, treaty)) + " is signed",
         .deed = false,
         .conflict = false,
         .treaty = true,
         .grounds = *grounds});
  }
  constexpr size_t kPoints = 40;
  std::stable_sort(draft.acts.begin(), draft.acts.end(), [](const ToldAct& x, const ToldAct& y) {
    return weight(*x.occurrence) > weight(*y.occurrence);
  });
  for (const auto& [occurrence, sentence] : draft.acts) {
    if (draft.timeline.size() >= kPoints) break;
    const record::QuadClass quad = record::quad_class(occurrence->type);
    draft.timeline.push_back({.date = occurrence->date,
                              .label = sentence.text(),
                              .deed = quad == record::QuadClass::kMaterialCooperation ||
                                      quad == record::QuadClass::kMaterialConflict,
                              .conflict = quad == record::QuadClass::kMaterialConflict ||
                                          quad == record::QuadClass::kVerbalConflict,
                              .treaty = false,
                              .grounds = sentence.grounds()});
  }
  std::stable_sort(draft.timeline.begin(), draft.timeline.end(),
                   [](const TimelinePoint& x, const TimelinePoint& y) {
                     return record::order(x.date, y.date) == std::strong_ordering::less;
                   });
}

}  // namespace

Section what_happened(Draft& draft) {
  Section section{.id = "happened",
                  .heading = "What happened",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  const TreatyParts parts = treaty_parts(draft.account);
  if (parts.treaty != nullptr && parts.treaty->term.signed_on.known()) {
    const record::Treaty& treaty = *parts.treaty;
    std::vector<record::Evidence> evidence = treaty_evidence(draft.account, treaty);
    // The reports of the signing itself tell the same: they are cited here and not told again.
    for (const Occurrence& occurrence : draft.account.occurrences) {
      if (occurrence.type != record::EventType::kSupport &&
          occurrence.type != record::EventType::kAgree)
        continue;
      if (occurrence.status != record::Status::kActual ||
          !(occurrence.date == treaty.term.signed_on))
        continue;
      if (!told_as_signed(draft.account, occurrence)) continue;
      const std::vector<record::Evidence> reports = report_evidence(occurrence, 4);
      evidence.insert(evidence.end(), reports.begin(), reports.end());
      draft.told.insert(occurrence.id);
    }
    if (const auto grounds = Grounds::of(draft.account, evidence)) {
      Paragraph paragraph;
      const std::string place = treaty.term.place.empty() ? "" : " in " + treaty.term.place;
      paragraph.sentences.emplace_back(
          fmt::format("{} {} signed the {}{}.", capitalised(when(treaty.term.signed_on)),
                      both(draft), treaty.title, place),
          *grounds);
      if (parts.predecessor != nullptr && !treaty.term.succession.empty()) {
        std::vector<record::Evidence> both_treaties;
        for (const record::Provision& provision : treaty.provisions) {
          if (tidy(provision.text).find(tidy(treaty.term.succession)) != std::string::npos)
            both_treaties.push_back({treaty.document, provision.span});
        }
        const std::vector<record::Evidence> older =
            treaty_evidence(draft.account, *parts.predecessor);
        both_treaties.insert(both_treaties.end(), older.begin(), older.end());
        if (const auto ground = Grounds::of(draft.account, both_treaties)) {
          paragraph.sentences.emplace_back(
              fmt::format("It replaces {}.", treaty_name(draft.account, *parts.predecessor)),
              *ground);
        }
      }
      section.paragraphs.push_back(std::move(paragraph));
    }
  }
  // Then the weightiest acts of the last two years, or since the treaty.
  const int last = last_year(draft.account);
  std::vector<const Occurrence*> recent;
  for (const Occurrence& occurrence : draft.account.occurrences) {
    // What is yet to come is told with its year.
    const bool done = occurrence.status == record::Status::kActual && !occurrence.intent;
    if (done && occurrence.date.known() && told_year(draft.account, occurrence) >= last - 1)
      recent.push_back(&occurrence);
  }
  if (section.paragraphs.empty()) {
    // Without its text, the paper that was signed last is told as a report has it.
    if (const Occurrence* signing = latest_signing(draft, recent)) {
      Paragraph first = tell(draft, {signing}, 1, true);
      if (!first.sentences.empty()) section.paragraphs.push_back(std::move(first));
    }
  }
  Paragraph paragraph =
      tell(draft, std::move(recent), static_cast<size_t>(draft.options.recent_year_items), true);
  if (!paragraph.sentences.empty()) {
    paragraph.heading = "The weightiest reports of the last two years";
    section.paragraphs.push_back(std::move(paragraph));
  }
  if (section.paragraphs.empty()) section.note = "The documents tell of no act between the two.";
  return section;
}

Section how_it_came(Draft& draft) {
  Section section{.id = "history",
                  .heading = "How relations got here",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  const int last = last_year(draft.account);
  std::map<int, std::vector<const Occurrence*>> years;
  std::vector<const Occurrence*> undated;
  for (const Occurrence& occurrence : draft.account.occurrences) {
    const int year = told_year(draft.account, occurrence);
    if (year != 0)
      years[year].push_back(&occurrence);
    else
      undated.push_back(&occurrence);
  }
  for (auto& [year, occurrences] : years) {
    const int limit = year >= last - 1 ? draft.options.recent_year_items : draft.options.year_items;
    Paragraph paragraph = tell(draft, std::move(occurrences), static_cast<size_t>(limit), false);
    paragraph.heading = fmt::format("{}", year);
    if (!paragraph.sentences.empty()) section.paragraphs.push_back(std::move(paragraph));
  }
  drop_dated_sentences(draft, undated);
  Paragraph rest =
      tell(draft, std::move(undated), static_cast<size_t>(draft.options.recent_year_items), false);
  rest.heading = "Without a date";
  if (!rest.sentences.empty()) section.paragraphs.push_back(std::move(rest));
  add_timeline(draft);
  constexpr size_t kFewest = 3;  // fewer dots are no picture
  if (draft.timeline.size() < kFewest) draft.timeline.clear();
  if (!draft.timeline.empty()) section.picture = Picture::kTimeline;
  section.note = section.paragraphs.empty()
                     ? "The documents tell of no earlier act between the two."
                     : "By year, the weightiest acts first chosen and then put in order. A mark "
                       "before a sentence says that it is "
                       "no deed: planned, claimed by one side, denied or disputed. Words in "
                       "quotation marks are those of the source.";
  return section;
}

}  // namespace servanda::brief

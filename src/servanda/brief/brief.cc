// Writes the sections in order and numbers what they rest on.
#include "servanda/brief/brief.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "servanda/brief/event_sentence.h"
#include "servanda/brief/sections.h"
#include "servanda/brief/wording.h"
#include "servanda/dyad/balance.h"
#include "servanda/dyad/impact.h"
#include "servanda/ledger/occurrences.h"
#include "servanda/record/date_basis.h"

namespace servanda::brief {
namespace {

using record::Evidence;

// The origin of a PDF's text has one run a page.
uint64_t page_of(const record::Document& document, uint32_t at) {
  if (document.media_type != "application/pdf") return 0;
  for (const record::OriginRun& run : document.origin) {
    if (at >= run.text_begin && at < run.text_begin + run.size) return run.origin_begin;
  }
  return 0;
}

// Gives every passage a footnote; passages that overlap in one document share one.
class Numbering {
 public:
  void add(const std::vector<Evidence>& evidence) {
    for (const Evidence& item : evidence) in_order_.push_back(item);
  }

  std::vector<Footnote> footnotes(const ledger::Account& account) const {
    std::map<std::string, std::vector<base::Span>> merged;
    for (const Evidence& item : in_order_) merged[item.document].push_back(item.span);
    for (auto& [document, spans] : merged) {
      std::sort(spans.begin(), spans.end());
      std::vector<base::Span> joined;
      for (const base::Span span : spans) {
        if (!joined.empty() && span.begin < joined.back().end)
          joined.back().end = std::max(joined.back().end, span.end);
        else
          joined.push_back(span);
      }
      spans = std::move(joined);
    }
    std::vector<Footnote> notes;
    std::set<std::pair<std::string, uint32_t>> numbered;
    for (const Evidence& item : in_order_) {
      const std::vector<base::Span>& spans = merged[item.document];
      const auto span = std::find_if(spans.begin(), spans.end(), [&](const base::Span other) {
        return other.contains(item.span);
      });
      if (span == spans.end() || !numbered.insert({item.document, span->begin}).second) continue;
      const record::Document* document = ledger::find_document(account, item.document);
      if (document == nullptr) continue;
      notes.push_back({.number = static_cast<uint32_t>(notes.size() + 1),
                       .evidence = {item.document, *span},
                       .quote = tidy(span->of(document->text)),
                       .source = publisher(*document),
                       .title = document->title,
                       .url = document->url,
                       .published = document->date,
                       .page = page_of(*document, span->begin)});
    }
    return notes;
  }

 private:
  std::vector<Evidence> in_order_;
};

// What the record supports: counts over the account, and the limits of what they can say.
std::vector<Evidence> some_evidence(const std::vector<const ledger::PledgeAccount*>& pledges) {
  std::vector<Evidence> evidence;
  for (const ledger::PledgeAccount* pledge : pledges) {
    for (auto event = pledge->events.rbegin(); event != pledge->events.rend(); ++event) {
      if (event->evidence.empty()) continue;
      evidence.push_back(event->evidence.front());
      break;
    }
  }
  return evidence;
}

dyad::MonthNumber month_of(const record::Date& date) {
  return dyad::month_number(date.begin.year,
                            date.begin.month >= 1 && date.begin.month <= 12 ? date.begin.month : 1);
}

// The number of documents of each month of the series, at least 1 where an act is counted.
std::vector<double> documents_by_month(const ledger::Account& account, const dyad::Series& series) {
  std::vector<double> documents(series.size(), 0);
  for (const record::Document& document : account.documents) {
    if (!document.date.known() || document.date.interval) continue;
    const dyad::MonthNumber month = month_of(document.date);
    if (month >= series.first &&
        month < series.first + static_cast<dyad::MonthNumber>(series.size()))
      ++documents[static_cast<size_t>(month - series.first)];
  }
  for (size_t i = 0; i < series.size(); ++i)
    documents[i] = std::max(documents[i], series.counts[i] > 0 ? 1.0 : 0.0);
  return documents;
}

// Whether the monthly acts changed with the treaty. More documents tell more, and acts that are
// measured against few documents jump with each of them: a change counts only if the acts as they
// are and the acts for each document show it alike.
std::string change_with_treaty(const ledger::Account& account, const record::Treaty& treaty) {
  dyad::MonthNumber last = 0;
  for (const record::Document& document : account.documents) {
    if (document.date.known() && !document.date.interval)
      last = std::max(last, month_of(document.date));
  }
  dyad::Series series = dyad::monthly(account, last);
  if (series.size() == 0) return "";
  const dyad::MonthNumber signed_in = month_of(treaty.term.signed_on);
  const dyad::Impact plain = dyad::impact(series, signed_in, {});
  series.volume = documents_by_month(account, series);
  dyad::Impact impact = dyad::impact(series, signed_in, {});
  if (impact.verdict != plain.verdict) impact.verdict = dyad::Verdict::kCannotTell;
  if (impact.windows.empty()) return "";
  const dyad::WindowImpact& window = impact.windows.front();
  const std::string counts =
      fmt::format("{:.0f} in the {} before {}, {:.0f} in the {} from then on", window.events_before,
                  counted(window.months_before, "month", "months"), in_words(treaty.term.signed_on),
                  window.events_after, counted(window.months_after, "month", "months"));
  const std::string name = treaty_name(account, treaty);
  switch (impact.verdict) {
    case dyad::Verdict::kRose:
      return fmt::format("The acts between the two rose with {}, also for each document: {}.", name,
                         counts);
    case dyad::Verdict::kFell:
      return fmt::format("The acts between the two fell with {}, also for each document: {}.", name,
                         counts);
    case dyad::Verdict::kNoLargerChange:
      return fmt::format(
          "The monthly acts between the two show no change with {} larger than {:.2g} times: {}.",
          name, window.detectable_ratio, counts);
    case dyad::Verdict::kCannotTell:
      return fmt::format(
          "From the monthly acts in these documents it cannot be told whether anything changed "
          "with {}: {}.",
          name, counts);
  }
  return "";
}

void add_span_and_sources(Brief& brief, const ledger::Account& account) {
  std::set<std::string> publishers;
  for (const record::Document& document : account.documents) {
    // Documents that name no source may all be of one.
    publishers.insert(ledger::publisher_of(document));
    brief.guessed_dates += document.date_basis.starts_with(record::kByLatestDate);
    if (!document.date.known()) continue;
    if (!brief.first_document.known() ||
        record::order(document.date, brief.first_document) == std::strong_ordering::less)
      brief.first_document = document.date;
    if (!brief.last_document.known() ||
        record::order(brief.last_document, document.date) == std::strong_ordering::less)
      brief.last_document = document.date;
  }
  brief.documents = static_cast<uint32_t>(account.documents.size());
  brief.publishers = static_cast<uint32_t>(publishers.size());
}

}  // namespace

Section supported(Draft& draft) {
  Section section{.id = "supported",
                  .heading = "What the record supports",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  Paragraph paragraph;
  std::vector<const ledger::PledgeAccount*> all, done, going, silent, doubtful;
  for (const ledger::PledgeAccount& pledge : draft.account.pledges) {
    if (tidy(pledge.what).empty()) continue;
    all.push_back(&pledge);
    switch (pledge.standing.outcome) {
      case ledger::Outcome::kFulfilled:
      case ledger::Outcome::kFulfilledLate:
        done.push_back(&pledge);
        break;
      case ledger::Outcome::kInProgress:
      case ledger::Outcome::kPartly:
        going.push_back(&pledge);
        break;
      case ledger::Outcome::kStalled:
      case ledger::Outcome::kNoEvidence:
      case ledger::Outcome::kCancelled:
      case ledger::Outcome::kExpired:
        silent.push_back(&pledge);
        break;
      case ledger::Outcome::kUnverified:
        doubtful.push_back(&pledge);
        break;
      case ledger::Outcome::kOpen:
      case ledger::Outcome::kWaiting:
        break;
    }
  }
  const auto add = [&](std::string text, const std::vector<Evidence>& evidence) {
    if (const auto grounds = Grounds::of(draft.account, evidence))
      paragraph.sentences.emplace_back(capitalised(std::move(text)), *grounds);
  };
  const auto are = [](size_t count) { return count == 1 ? "is" : "are"; };
  if (!all.empty()) {
    if (done.empty())
      add(fmt::format("Of {}, none is reported as fulfilled.",
                      counted(all.size(), "pledge", "pledges")),
          some_evidence(all));
    else
      add(fmt::format("Of {}, {} {} reported as fulfilled.",
                      counted(all.size(), "pledge", "pledges"), number_words(done.size()),
                      are(done.size())),
          some_evidence(done));
    if (!going.empty())
      add(fmt::format("{} {} started or partly fulfilled.",
                      counted(going.size(), "pledge", "pledges"), are(going.size())),
          some_evidence(going));
    if (!silent.empty())
      add(fmt::format("{} stalled, ended, or passed the due date with no evidence of fulfilment.",
                      counted(silent.size(), "pledge has", "pledges have")),
          some_evidence(silent));
    if (!doubtful.empty())
      add(fmt::format("{} {} on claims or denials alone.",
                      counted(doubtful.size(), "pledge", "pledges"),
                      doubtful.size() == 1 ? "rests" : "rest"),
          some_evidence(doubtful));
  }
  size_t deeds = 0, words = 0, denied = 0;
  std::vector<const ledger::Occurrence*> weightiest;
  for (const ledger::Occurrence& occurrence : draft.account.occurrences) {
    const bool doubted = occurrence.standing == ledger::Standing::kDenied ||
                         occurrence.standing == ledger::Standing::kRetracted;
    if (doubted) {
      ++denied;
      continue;
    }
    if (occurrence.status != record::Status::kActual) continue;
    const record::QuadClass quad = record::quad_class(occurrence.type);
    if (quad == record::QuadClass::kMaterialCooperation) ++deeds, weightiest.push_back(&occurrence);
    if (quad == record::QuadClass::kVerbalCooperation) ++words;
  }
  std::stable_sort(weightiest.begin(), weightiest.end(),
                   [](const auto* x, const auto* y) { return weight(*x) > weight(*y); });
  if (weightiest.size() > 5) weightiest.resize(5);
  std::vector<Evidence> evidence;
  for (const ledger::Occurrence* occurrence : weightiest)
    evidence.push_back(occurrence->plainest_report().evidence());
  if (deeds > 0) {
    add(fmt::format("The documents report {} of cooperation in deeds and {} in words between the "
                    "two; the footnotes lead to the weightiest of the deeds.",
                    counted(deeds, "act", "acts"), number_words(words)),
        evidence);
  }
  if (const TreatyParts parts = treaty_parts(draft.account);
      parts.treaty != nullptr && parts.treaty->term.signed_on.known()) {
    std::string text = change_with_treaty(draft.account, *parts.treaty);
    if (!text.empty()) add(std::move(text), treaty_evidence(draft.account, *parts.treaty));
  }
  if (!paragraph.sentences.empty()) section.paragraphs.push_back(std::move(paragraph));
  section.note = section.paragraphs.empty()
                     ? "The documents hold too little to say anything."
                     : "These are counts of what the documents of this dossier report. They do not "
                       "show that the treaty caused anything, and what no "
                       "document reports is not counted.";
  return section;
}

std::vector<uint32_t> Brief::numbers(const Grounds& grounds) const {
  std::vector<uint32_t> result;
  for (const record::Evidence& item : grounds.evidence()) {
    for (const Footnote& note : footnotes) {
      if (note.evidence.document == item.document && note.evidence.span.contains(item.span))
        result.push_back(note.number);
    }
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

Brief write_brief(const ledger::Account& account, const BriefOptions& options) {
  Brief brief;
  brief.a = account.a, brief.b = account.b;
  brief.name_a = name_of(account.a), brief.name_b = name_of(account.b);
  if (account.as_of != std::numeric_limits<record::DayNumber>::max() && account.as_of != 0)
    brief.as_of = record::make_day(account.as_of);
  add_span_and_sources(brief, account);

  Draft draft{.account = account,
              .options = options,
              .name_a = brief.name_a,
              .name_b = brief.name_b,
              .told = {},
              .quoted = {},
              .acts = {},
              .timeline = {},
              .balance = {}};
  brief.sections.push_back(what_happened(draft));
  brief.sections.push_back(how_it_came(draft));
  brief.sections.push_back(treaty_text(draft));
  brief.sections.push_back(pledges(draft));
  brief.sections.push_back(words_and_deeds(draft));
  brief.sections.push_back(figures(draft));
  brief.sections.push_back(motives(draft));
  brief.sections.push_back(disputed(draft));
  brief.sections.push_back(expected(draft));
  brief.sections.push_back(supported(draft));
  brief.timeline = std::move(draft.timeline);
  brief.balance = std::move(draft.balance);

  Numbering numbering;
  for (const Section& section : brief.sections) {
    for (const Paragraph& paragraph : section.paragraphs) {
      for (const Sentence& sentence : paragraph.sentences)
        numbering.add(sentence.grounds().evidence());
    }
    if (section.picture == Picture::kTimeline) {
      for (const TimelinePoint& point : brief.timeline) numbering.add(point.grounds.evidence());
    }
    for (const Table& table : section.tables) {
      for (const auto& row : table.rows) {
        for (const Cell& cell : row) {
          if (cell.grounds) numbering.add(cell.grounds->evidence());
        }
      }
    }
  }
  brief.footnotes = numbering.footnotes(account);
  return brief;
}

}  // namespace servanda::brief

// Figures, motives, disputes and expectations: what sources say, each in its own words.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "servanda/brief/event_sentence.h"
#include "servanda/brief/sections.h"
#include "servanda/brief/wording.h"

namespace servanda::brief {
namespace {

constexpr size_t kMostLines = 24;    // of one list
constexpr size_t kMostFigures = 60;  // rows

using ledger::Dispute;
using ledger::DisputedValue;

std::string source_of(const ledger::Account& account, const record::Evidence& evidence) {
  const record::Document* document = ledger::find_document(account, evidence.document);
  return document == nullptr ? evidence.document : shortened(publisher(*document), 60);
}

std::string dated_source(const ledger::Account& account, const record::Evidence& evidence) {
  const record::Document* document = ledger::find_document(account, evidence.document);
  if (document == nullptr) return evidence.document;
  if (account.documents.size() == 1) return "";
  const std::string date = in_words(document->date),
                    source = shortened(known_publisher(*document), 60);
  return date.empty() || source.empty() ? source + date : source + ", " + date;
}

bool stands(const std::vector<Sentence>& sentences, const std::string& text) {
  return std::any_of(sentences.begin(), sentences.end(),
                     [&](const Sentence& other) { return other.text() == text; });
}

std::string value_words(const record::Indicator& value) {
  std::string words = in_words(value.value, value.unit, value.approximation);
  if (value.change && value.unit != "percent")
    words += fmt::format(" ({:+.3g} percent)", *value.change * 100);
  return words;
}

// A value of a dispute as a reader reads it: a date in words, another text as it is.
std::string disputed_words(const Dispute& dispute, const DisputedValue& value) {
  if (dispute.field == "date" || dispute.field == "due") {
    // "2016-05", or "delivered 2016-05".
    const size_t blank = value.text.rfind(' ');
    const size_t begin = blank == std::string::npos ? 0 : blank + 1;
    const auto date = record::parse_date(value.text.substr(begin));
    if (date) return begin == 0 ? in_words(*date) : value.text.substr(0, begin) + when(*date);
  }
  if (dispute.field == "amount" || dispute.field == "value") {
    // "2.5e9 USD": a number and its unit.
    double number = 0;
    const char* const end = value.text.data() + value.text.size();
    const auto read = std::from_chars(value.text.data(), end, number);
    if (read.ec == std::errc()) {
      const std::string_view unit(read.ptr, static_cast<size_t>(end - read.ptr));
      return in_words(number, unit.substr(std::min(unit.find_first_not_of(' '), unit.size())),
                      record::Approximation::kExact);
    }
  }
  std::string text = value.text;
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

// "delivered, denied" of a pledge's stage: the stage, and what is said of it; "delivered, claimed;
// delivered, admitted" has two words on one stage.
std::pair<std::string, std::string> stage_and_claim(const std::string& text) {
  std::string stage, claims;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find("; ", at), text.size());
    const std::string part = text.substr(at, end - at);
    const size_t comma = std::min(part.find(", "), part.size());
    const std::string claim = comma == part.size() ? "stated" : part.substr(comma + 2);
    if (!stage.empty() && stage != part.substr(0, comma)) return {text, ""};
    stage = part.substr(0, comma);
    claims += (claims.empty() ? "" : ", ") + claim;
    at = end + 2;
  }
  return {stage, claims};
}

// True if the sources speak of one stage and differ on whether it was reached.
bool one_stage(const Dispute& dispute) {
  return dispute.field == "stage" &&
         std::all_of(dispute.values.begin(), dispute.values.end(), [&](const DisputedValue& value) {
           return stage_and_claim(value.text).first ==
                  stage_and_claim(dispute.values.front().text).first;
         });
}

// "A gives October 2024, B gives 2026."
std::string sides(const ledger::Account& account, const Dispute& dispute) {
  std::vector<std::string> parts;
  for (const DisputedValue& value : dispute.values) {
    std::vector<std::string> sources;
    for (const record::Evidence& evidence : value.evidence) {
      std::string source = source_of(account, evidence);
      if (std::find(sources.begin(), sources.end(), source) == sources.end())
        sources.push_back(std::move(source));
    }
    if (sources.size() > 3) {
      const size_t more = sources.size() - 3;
      sources.resize(3);
      sources.push_back(counted(more, "other", "others"));
    }
    std::string words = disputed_words(dispute, value);
    if (one_stage(dispute)) {
      words = stage_and_claim(words).second;
      if (words.empty()) words = "stated";
    }
    parts.push_back(fmt::format("{} ({})", words, join(sources)));
  }
  return join(parts);
}

std::vector<record::Evidence> evidence_of(const Dispute& dispute) {
  std::vector<record::Evidence> evidence;
  for (const DisputedValue& value : dispute.values)
    evidence.insert(evidence.end(), value.evidence.begin(), value.evidence.end());
  return evidence;
}

std::string what_differs(const std::string& field) {
  if (field == "status") return "whether it was done";
  if (field == "stage") return "how far it has come";
  if (field == "value" || field == "amount") return "the figure";
  return "the " + field;
}

std::vector<record::Evidence> evidence_of(const ledger::IndicatorAccount& indicator) {
  std::vector<record::Evidence> evidence;
  for (const record::Indicator& value : indicator.values) evidence.push_back(value.evidence);
  return evidence;
}

// True for "104 passengers" in an item of news: a figure of that act, not of the relations.
bool told_in_passing(const ledger::Account& account, const record::Indicator& value) {
  constexpr std::array<std::string_view, 14> kPassing = {
      "casualties", "companies", "homes", "incidents", "journeys", "migrants", "people",
      "permits",    "prisoners", "share", "vehicles",  "visitors", "votes",    "workers"};
  const record::Document* document = ledger::find_document(account, value.evidence.document);
  return document != nullptr && ledger::is_item_of_news(*document) &&
         std::find(kPassing.begin(), kPassing.end(), value.name) != kPassing.end();
}

}  // namespace

Section figures(Draft& draft) {
  Section section{.id = "figures",
                  .heading = "Figures",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  Table table;
  table.caption =
      "Figures as the sources give them; two values for one thing are both shown and never "
      "averaged";
  table.columns = {"Figure", "Period", "Value", "Source"};
  size_t left_out = 0, passing = 0;
  for (const ledger::IndicatorAccount& indicator : draft.account.indicators) {
    bool first = true;
    std::vector<std::string> seen;
    for (const record::Indicator& value : indicator.values) {
      if (told_in_passing(draft.account, value)) {
        ++passing;
        continue;
      }
      const auto grounds = Grounds::of(draft.account, {value.evidence});
      if (!grounds) continue;
      const std::string words = value_words(value),
                        source = dated_source(draft.account, value.evidence);
      if (std::find(seen.begin(), seen.end(), words + source) != seen.end()) continue;
      if (table.rows.size() >= kMostFigures) {
        ++left_out;
        continue;
      }
      seen.push_back(words + source);
      table.rows.push_back(
          {{first ? capitalised(indicator.name) + (indicator.disputed ? " (disputed)" : "") : "",
            std::nullopt},
           {first ? capitalised(in_words(indicator.period)) : "", std::nullopt},
           {words, grounds},
           {source, std::nullopt}});
      first = false;
    }
  }
  if (table.rows.empty()) {
    section.note = "The documents give no figure for the two.";
    return section;
  }
  if (left_out > 0)
    section.note =
        fmt::format("The table leaves out {} more.", counted(left_out, "value", "values"));
  if (passing > 0)
    section.note += fmt::format(
        "{}Counts of persons, journeys and the like in items of news are left out ({}).",
        section.note.empty() ? "" : " ", passing);
  section.tables.push_back(std::move(table));
  return section;
}

Section motives(Draft& draft) {
  Section section{.id = "motives",
                  .heading = "Timing and motives, as sources state them",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  Paragraph timing;
  timing.list = true;
  timing.heading = "Timing";
  for (const record::Signal& signal : draft.account.signals) {
    const record::Evidence sentence = whole_sentence(draft.account, signal.evidence);
    const auto grounds = Grounds::of(draft.account, {sentence});
    if (!grounds) continue;
    std::string text = quoted(ledger::quote(draft.account, sentence));
    if (!stands(timing.sentences, text) && timing.sentences.size() < kMostLines)
      timing.sentences.push_back(Sentence(std::move(text), *grounds)
                                     .in_words_of(dated_source(draft.account, signal.evidence)));
  }
  std::set<std::string> timed;
  for (const Sentence& sentence : timing.sentences) timed.insert(sentence.text());
  if (!timing.sentences.empty()) section.paragraphs.push_back(std::move(timing));
  std::vector<std::string> order;
  std::map<std::string, Paragraph> by_actor;
  for (const record::Motive& motive : draft.account.motives) {
    const record::Evidence sentence = whole_sentence(draft.account, motive.evidence);
    const auto grounds = Grounds::of(draft.account, {sentence});
    if (!grounds) continue;
    std::vector<std::string> codes;
    bool others = false;
    for (const record::Actor& actor : motive.actors) {
      if (actor.code != draft.account.a && actor.code != draft.account.b)
        others = true;
      else if (std::find(codes.begin(), codes.end(), actor.code) == codes.end())
        codes.push_back(actor.code);
    }
    if (codes.empty()) continue;
    // "Russia and Iran", in whichever order a text has them.
    std::sort(codes.begin(), codes.end(),
              [&](const std::string& x, const std::string&) { return x == draft.account.a; });
    const std::string who = names_of_codes(codes) + (others ? ", with others," : "");
    std::string text = quoted(ledger::quote(draft.account, sentence));
    if (!timed.insert(text).second) continue;  // one sentence, one place
    if (!by_actor.contains(who)) order.push_back(who);
    Paragraph& paragraph = by_actor[who];
    paragraph.list = true;
    paragraph.heading =
        "What " + who + (codes.size() > 1 || others ? " are" : " is") + " said to want";
    if (paragraph.sentences.size() >= 8) continue;
    paragraph.sentences.push_back(Sentence(std::move(text), *grounds)
                                      .in_words_of(dated_source(draft.account, motive.evidence)));
  }
  for (const std::string& who : order) section.paragraphs.push_back(std::move(by_actor[who]));
  if (section.paragraphs.empty())
    section.note =
        "No document states a motive of the two, or sets their acts beside others in time.";
  return section;
}

Section disputed(Draft& draft) {
  Section section{.id = "disputed",
                  .heading = "What is disputed",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  Paragraph values;
  values.list = true;
  values.heading = "Sources differ";
  size_t left_out = 0;
  const auto add = [&](const std::string& what, const Dispute& dispute) {
    const auto grounds = Grounds::of(draft.account, evidence_of(dispute));
    if (!grounds || dispute.values.size() < 2) return;
    if (values.sentences.size() >= kMostLines) {
      ++left_out;
      return;
    }
    std::string text =
        one_stage(dispute)
            ? fmt::format("{}: “{}” is {}.", capitalised(what),
                          stage_and_claim(disputed_words(dispute, dispute.values.front())).first,
                          sides(draft.account, dispute))
            : fmt::format("{}: sources differ on {}: {}.", capitalised(what),
                          what_differs(dispute.field), sides(draft.account, dispute));
    if (!stands(values.sentences, text))
      values.sentences.push_back(Sentence(std::move(text), *grounds).marked("disputed"));
  };
  for (const ledger::IndicatorAccount& indicator : draft.account.indicators) {
    if (!indicator.disputed) continue;
    const auto grounds = Grounds::of(draft.account, evidence_of(indicator));
    if (!grounds) continue;
    std::vector<std::string> parts;
    for (const record::Indicator& value : indicator.values) {
      // Two items that count persons count those of two acts.
      if (told_in_passing(draft.account, value)) continue;
      std::string part =
          fmt::format("{} ({})", value_words(value), source_of(draft.account, value.evidence));
      if (std::find(parts.begin(), parts.end(), part) == parts.end())
        parts.push_back(std::move(part));
    }
    if (parts.size() < 2) continue;
    const std::string period = when(indicator.period);
    values.sentences.push_back(
        Sentence(fmt::format("{}{}: {}.", capitalised(indicator.name),
                             period.empty() ? "" : " " + period, join(parts)),
                 *grounds)
            .marked("disputed"));
  }
  for (const ledger::PledgeAccount& pledge : draft.account.pledges) {
    for (const Dispute& dispute : pledge.disputes) add(tidy(pledge.what), dispute);
  }
  for (const ledger::Occurrence& occurrence : draft.account.occurrences) {
    for (const Dispute& dispute : occurrence.disputes) {
      const std::string what = tidy(occurrence.what);
      add(what.empty()
              ? quoted(ledger::quote(draft.account, occurrence.plainest_report().evidence()), 120)
              : what,
          dispute);
    }
  }
  if (!values.sentences.empty()) section.paragraphs.push_back(std::move(values));

  Paragraph denied;
  denied.list = true;
  denied.heading = "Denied, withdrawn or only alleged";
  std::vector<const ledger::Occurrence*> doubtful;
  for (const ledger::Occurrence& occurrence : draft.account.occurrences) {
    if (occurrence.standing == ledger::Standing::kDenied ||
        occurrence.standing == ledger::Standing::kRetracted ||
        occurrence.standing == ledger::Standing::kDisputed ||
        occurrence.standing == ledger::Standing::kAlleged)
      doubtful.push_back(&occurrence);
  }
  std::stable_sort(doubtful.begin(), doubtful.end(), [](const auto* x, const auto* y) {
    return display_day(x->date) < display_day(y->date);
  });
  for (const ledger::Occurrence* occurrence : doubtful) {
    // What stands in the history already stands here again: a reader looks for it in both places.
    const auto sentence = event_sentence(draft.account, *occurrence);
    if (!sentence || denied.sentences.size() >= kMostLines ||
        stands(denied.sentences, sentence->text()))
      continue;
    draft.quoted.insert(sentence->text());
    draft.told.insert(occurrence->id);
    denied.sentences.push_back(Sentence(*sentence).led_by(capitalised(in_words(occurrence->date))));
  }
  if (!denied.sentences.empty()) section.paragraphs.push_back(std::move(denied));
  if (left_out > 0)
    section.note = fmt::format("{} more stand in the ledger.",
                               capitalised(counted(left_out, "dispute", "disputes")));
  if (section.paragraphs.empty())
    section.note = "No document contradicts another, and none denies what another reports.";
  return section;
}

Section expected(Draft& draft) {
  Section section{.id = "expected",
                  .heading = "What sources expect",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  // Words that say how likely it is come before plain futures, later documents before earlier ones.
  std::vector<const ledger::ForecastAccount*> entries;
  for (const ledger::ForecastAccount& entry : draft.account.forecasts) entries.push_back(&entry);
  const auto plain = [](const ledger::ForecastAccount* entry) {
    return entry->forecast.word == "will" || entry->forecast.word == "shall" ||
           entry->forecast.word.empty();
  };
  std::stable_sort(entries.begin(), entries.end(), [&](const auto* x, const auto* y) {
    if (plain(x) != plain(y)) return plain(y);
    return x->made.known() && y->made.known() && display_day(x->made) > display_day(y->made);
  });
  Paragraph paragraph;
  paragraph.list = true;
  constexpr size_t kShown = 14;
  for (const ledger::ForecastAccount* entry : entries) {
    if (paragraph.sentences.size() >= kShown) break;
    const record::Forecast& forecast = entry->forecast;
    const record::Evidence sentence = whole_sentence(draft.account, forecast.evidence);
    const auto grounds = Grounds::of(draft.account, {sentence});
    if (!grounds) continue;
    std::string text = quoted(ledger::quote(draft.account, sentence)),
                source = dated_source(draft.account, sentence);
    if (std::count(text.begin(), text.end(), ' ') < 4) continue;  // a heading
    if (stands(paragraph.sentences, text) || draft.quoted.contains(text)) continue;
    if (!forecast.word.empty() && forecast.probability_high > forecast.probability_low) {
      if (!source.empty()) source += "; ";
      source += fmt::format("“{}” is read as {:.0f} to {:.0f} percent", forecast.word,
                            forecast.probability_low * 100, forecast.probability_high * 100);
    }
    if (entry->came_true) source += *entry->came_true ? " it came true" : " it did not come true";
    paragraph.sentences.push_back(
        Sentence(std::move(text), *grounds).in_words_of(std::move(source)));
  }
  if (paragraph.sentences.empty())
    section.note = "No document says what its author expects.";
  else
    section.paragraphs.push_back(std::move(paragraph));
  return section;
}

}  // namespace servanda::brief

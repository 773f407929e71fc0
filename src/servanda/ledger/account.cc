// Selects what the documents say of two states and joins it across documents.
#include "servanda/ledger/account.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "servanda/ledger/edits.h"
#include "servanda/ledger/findings.h"
#include "servanda/ledger/no_reports.h"
#include "servanda/ledger/occurrences.h"
#include "servanda/ledger/pledges.h"
#include "servanda/ledger/relevance.h"
#include "servanda/ledger/wording.h"
#include "servanda/record/organisations.h"

namespace servanda::ledger {
namespace {

constexpr std::array<std::string_view, 7> kStandings = {"stated", "confirmed", "claimed", "alleged",
                                                        "denied", "retracted", "disputed"};
constexpr std::array<std::string_view, 11> kOutcomes = {
    "open",        "in_progress", "fulfilled", "fulfilled_late", "partly", "stalled",
    "no_evidence", "unverified",  "cancelled", "expired",        "waiting"};
constexpr std::array<std::string_view, 3> kVerdicts = {"not_decidable", "supported",
                                                       "contradicted"};

// How much of the text around a pledge may say what "the deal" is, in bytes.
constexpr size_t kContextBefore = 400, kContextAfter = 300;

// The words of the names of persons and organisations that events of a reading have, folded and
// sorted: they are no things that are pledged.
std::vector<std::string> name_words(const record::Reading& reading) {
  std::set<std::string> words;
  for (const record::Event& event : reading.events) {
    for (const auto* side : {&event.actors, &event.recipients, &event.claimants}) {
      for (const record::Actor& actor : *side) {
        if (actor.role != "person" && !record::may_stand_for_members(actor.code)) continue;
        for (const Word& word : content_words("x " + actor.name)) words.insert(word.folded);
      }
    }
  }
  return {words.begin(), words.end()};
}

std::vector<IndicatorAccount> join_indicators(
    const std::vector<std::pair<record::Indicator, size_t>>& found) {
  std::map<std::tuple<std::string, std::string, std::string, std::string>, IndicatorAccount> joined;
  for (const auto& [indicator, order] : found) {
    std::vector<std::string> dyad = indicator.dyad;
    std::sort(dyad.begin(), dyad.end());
    std::string codes;
    for (const std::string& code : dyad) codes += code + " ";
    // "A loan of 2 billion" and "a loan of 3 billion", of no known time, need not be one loan.
    const std::string period = indicator.period.known() ? record::print(indicator.period)
                                                        : fmt::format("{}", indicator.value);
    IndicatorAccount& account = joined[{indicator.name, period, indicator.unit, codes}];
    if (account.values.empty()) {
      account.name = indicator.name, account.dyad = indicator.dyad,
      account.period = indicator.period, account.unit = indicator.unit;
    }
    account.values.push_back(indicator);
  }
  std::vector<IndicatorAccount> result;
  for (auto& [key, account] : joined) {
    const auto [low, high] =
        std::minmax_element(account.values.begin(), account.values.end(),
                            [](const auto& x, const auto& y) { return x.value < y.value; });
    // Figures are rounded when they are told: a difference of a fiftieth is no dispute, nor is one
    // that "about" covers.
    const bool about = std::any_of(account.values.begin(), account.values.end(), [](const auto& v) {
      return v.approximation != record::Approximation::kExact;
    });
    // "1.3 billion of the 1.6 billion" are two things, told in one breath.
    const bool apart = high->evidence.document != low->evidence.document ||
                       !high->evidence.span.overlaps(low->evidence.span);
    account.disputed =
        apart && std::abs(high->value - low->value) > (about ? 0.1 : 0.02) * std::abs(high->value);
    result.push_back(std::move(account));
  }
  return result;
}

// Takes what the reading says of motives, of what is to come, of treaties and of timing.
void take_statements(record::Reading& reading, const Relevance& relevance, const Edits& edits,
                     Account& account) {
  size_t number = 0;
  for (record::Forecast& forecast : reading.forecasts) {
    ForecastAccount entry;
    entry.id = reading.document.id + "#f" + std::to_string(number++);
    if (!relevance.speaks_of_both(reading, forecast.evidence)) continue;
    entry.forecast = std::move(forecast);
    entry.made = reading.document.date;
    entry.publisher = publisher_of(reading.document);
    edits.resolve(entry);
    account.forecasts.push_back(std::move(entry));
  }
  for (record::Motive& motive : reading.motives) {
    if (relevance.ours(motive) && relevance.speaks_of_both(reading, motive.evidence))
      account.motives.push_back(std::move(motive));
  }
  for (record::Signal& signal : reading.signals) account.signals.push_back(std::move(signal));
  for (record::Finding& finding : reading.findings)
    account.findings.push_back({std::move(finding), Verdict::kNotDecidable, "", "", {}, {}});
}

// Takes out the pledges of one state alone that no pledge of both is told of: a ledger does not
// even load them.
void drop_other_asides(std::vector<PledgeMention>& mentions) {
  std::vector<std::string> of_both, of_one;
  for (const PledgeMention& mention : mentions)
    (mention.aside ? of_one : of_both).push_back(mention.pledge.what);
  const std::vector<bool> may = may_concern(of_both, of_one);
  size_t next = 0;
  std::erase_if(mentions,
                [&](const PledgeMention& mention) { return mention.aside && !may[next++]; });
}

// "The first flight since 1961" tells of a flight by the day of its document, and nothing is due
// "since 1961".
void mend_spans(record::Pledge& pledge, const record::Date& published) {
  if (pledge.due.open_end) pledge.due = {};
  if (!published.known() || published.interval) return;
  for (record::PledgeStep& step : pledge.history) {
    const record::Date& date = step.date;
    const bool back = date.interval && !date.open_begin && !date.open_end &&
                      date.end == published.begin && date.end.year - date.begin.year > 1;
    if (!back) continue;
    if (auto by = record::parse_date("../" + record::print(published))) step.date = *by;
  }
}

// The day for which pledges are judged: without one that was asked for, the last day of which the
// documents can know. What is due after it has not passed its date.
record::DayNumber standing_day(const std::vector<record::Reading>& readings,
                               record::DayNumber as_of) {
  if (as_of != std::numeric_limits<record::DayNumber>::max()) return as_of;
  std::optional<record::DayNumber> last;
  for (const record::Reading& reading : readings) {
    const record::Date& date = reading.document.date;
    if (date.known() && !date.open_end)
      last = std::max(last.value_or(record::last_day(date)), record::last_day(date));
  }
  return last.value_or(as_of);
}

}  // namespace

Account build_account(std::vector<record::Reading> readings, std::vector<record::Treaty> treaties,
                      const AccountOptions& options) {
  Account account;
  account.a = options.a;
  account.b = options.b;
  account.as_of = options.as_of;
  const Relevance relevance(options.a, options.b);
  const Edits edits(options.edits);
  edits.apply(readings);

  std::erase_if(readings, [&](const record::Reading& reading) {
    const record::Date& date = reading.document.date;
    // Nobody can say that an undated document was there by then.
    const bool dated = options.as_of != std::numeric_limits<record::DayNumber>::max();
    if (date.known() ? record::first_day(date) > options.as_of : dated) return true;
    return !relevance.filed(reading.document) && !relevance.about_both(reading) &&
           std::none_of(reading.pledges.begin(), reading.pledges.end(),
                        [&](const record::Pledge& pledge) { return relevance.only(pledge); });
  });
  std::stable_sort(readings.begin(), readings.end(),
                   [](const record::Reading& x, const record::Reading& y) {
                     const auto by_date = record::order(x.document.date, y.document.date);
                     return by_date != 0 ? by_date < 0 : x.document.id < y.document.id;
                   });

  // What a treaty says of itself ("is concluded for ten years") is no report.
  std::set<std::string> texts_of_treaties;
  for (const record::Treaty& treaty : treaties) texts_of_treaties.insert(treaty.document);

  std::vector<Report> reports;
  std::vector<PledgeMention> mentions;
  std::set<std::string> asides;  // documents that name one of the two only
  std::vector<std::pair<record::Indicator, size_t>> indicators;
  for (size_t i = 0; i < readings.size(); ++i) {
    record::Reading& reading = readings[i];
    const record::Document& document = reading.document;
    const std::string publisher = publisher_of(document);
    const bool filed = relevance.filed(document);
    const bool aside = !filed && !relevance.about_both(reading);
    const bool of_two = !aside && !relevance.names_a_third(reading);
    if (aside) asides.insert(document.id);
    if (!aside) take_statements(reading, relevance, edits, account);
    const std::vector<std::string> others = name_words(reading);
    const std::vector<bool> none = no_reports_in(reading);
    for (record::Pledge& pledge : reading.pledges) {
      const bool both = relevance.both(pledge);
      if (both ? !relevance.told_of_ours(reading, pledge) : !relevance.only(pledge)) continue;
      mend_spans(pledge, document.date);
      std::string words;
      for (const record::PledgeStep& step : pledge.history) {
        const std::string_view quoted = step.evidence.span.of(document.text);
        if (words.find(quoted) == std::string::npos)
          words.append(words.empty() ? "" : "\n").append(quoted);
      }
      const bool third = !filed && !both && relevance.with_organisation(pledge);
      const size_t at = pledge.history.empty() ? 0 : pledge.history.front().evidence.span.begin;
      const size_t begin = at - std::min(at, kContextBefore);
      PledgeMention& mention = mentions.emplace_back();
      mention.pledge = std::move(pledge);
      mention.document = document.id, mention.publisher = publisher;
      mention.published = document.date, mention.words = std::move(words);
      mention.context =
          document.text.substr(std::min(begin, document.text.size()), at - begin + kContextAfter);
      mention.context_at = at - begin;
      mention.others = others;
      mention.aside = aside || third;
      mention.filed = filed;
      mention.of_two = of_two;
    }
    // After the pledges, which ask whom the acts beside them name.
    for (size_t n = 0; n < reading.events.size(); ++n) {
      record::Event& event = reading.events[n];
      if (none[n] || !relevance.both(event) || texts_of_treaties.contains(document.id)) continue;
      std::string words(event.evidence.of(document.text));
      reports.push_back({std::move(event), publisher, document.date, std::move(words), false});
    }
    if (aside) continue;
    for (record::Indicator& indicator : reading.indicators) {
      if (relevance.both(indicator)) indicators.push_back({std::move(indicator), i});
    }
  }
  drop_other_asides(mentions);
  if (options.with_occurrences) account.occurrences = link_occurrences(std::move(reports));
  account.pledges = link_pledges(std::move(mentions), standing_day(readings, options.as_of),
                                 options.no_evidence_months, edits.links());
  std::erase_if(account.pledges,
                [&](const PledgeAccount& pledge) { return !relevance.of_both(pledge); });
  account.indicators = join_indicators(indicators);
  for (const PledgeAccount& pledge : account.pledges) {
    for (const PledgeMention& mention : pledge.mentions)
      asides.erase(mention.document);  // it is used
  }
  for (record::Reading& reading : readings) {
    if (!asides.contains(reading.document.id))
      account.documents.push_back(std::move(reading.document));
  }
  for (uint32_t i = 0; i < account.documents.size(); ++i) account.documents_by_id.push_back(i);
  std::sort(
      account.documents_by_id.begin(), account.documents_by_id.end(),
      [&](uint32_t x, uint32_t y) { return account.documents[x].id < account.documents[y].id; });
  account.treaties = std::move(treaties);
  for (CheckedFinding& finding : account.findings) check_finding(finding, account.treaties);
  return account;
}

bool is_item_of_news(const record::Document& document) {
  constexpr size_t kLongest = 2500;  // bytes
  return document.text.size() <= kLongest;
}

const record::Document* find_document(const Account& account, std::string_view id) {
  const auto found =
      std::lower_bound(account.documents_by_id.begin(), account.documents_by_id.end(), id,
                       [&](uint32_t index, std::string_view wanted) {
                         return account.documents[index].id < wanted;
                       });
  if (found == account.documents_by_id.end() || account.documents[*found].id != id) return nullptr;
  return &account.documents[*found];
}

std::string_view quote(const Account& account, const record::Evidence& evidence) {
  const record::Document* document = find_document(account, evidence.document);
  return document == nullptr ? std::string_view() : evidence.span.of(document->text);
}

std::string_view name(Standing standing) { return kStandings[static_cast<size_t>(standing)]; }
std::string_view name(Outcome outcome) { return kOutcomes[static_cast<size_t>(outcome)]; }
std::string_view name(Verdict verdict) { return kVerdicts[static_cast<size_t>(verdict)]; }

}  // namespace servanda::ledger

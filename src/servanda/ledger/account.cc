// Selects what the documents say of two states and joins it across documents.
#include "servanda/ledger/account.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "servanda/ledger/edits.h"
#include "servanda/ledger/findings.h"
#include "servanda/ledger/occurrences.h"
#include "servanda/ledger/pledges.h"
#include "servanda/ledger/wording.h"
#include "servanda/record/filing.h"

namespace servanda::ledger {
namespace {

constexpr std::array<std::string_view, 7> kStandings = {"stated", "confirmed", "claimed", "alleged",
                                                        "denied", "retracted", "disputed"};
constexpr std::array<std::string_view, 11> kOutcomes = {
    "open",        "in_progress", "fulfilled", "fulfilled_late", "partly", "stalled",
    "no_evidence", "unverified",  "cancelled", "expired",        "waiting"};
constexpr std::array<std::string_view, 3> kVerdicts = {"not_decidable", "supported",
                                                       "contradicted"};

bool has(const std::vector<std::string>& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}
bool has(const std::vector<record::Actor>& actors, std::string_view code) {
  return std::any_of(actors.begin(), actors.end(),
                     [&](const record::Actor& actor) { return actor.code == code; });
}

constexpr std::string_view kOrganisations[] = {"IGO", "UNO", "EUR", "NGO", "MNC"};

// How much of the text around a pledge may say what "the deal" is, in bytes.
constexpr size_t kContextBefore = 400, kContextAfter = 300;

// So many may do one hostile act together.
constexpr size_t kMostTogether = 3;

// The words of the names of persons and organisations that events of a reading have, folded and
// sorted: they are no things that are pledged.
std::vector<std::string> name_words(const record::Reading& reading) {
  std::set<std::string> words;
  for (const record::Event& event : reading.events) {
    for (const auto* side : {&event.actors, &event.recipients, &event.claimants}) {
      for (const record::Actor& actor : *side) {
        const bool organisation = std::find(std::begin(kOrganisations), std::end(kOrganisations),
                                            actor.code) != std::end(kOrganisations);
        if (actor.role != "person" && !organisation) continue;
        for (const Word& word : content_words("x " + actor.name)) words.insert(word.folded);
      }
    }
  }
  return {words.begin(), words.end()};
}

// True for an event that is no more than somebody's speaking: "the ambassador had spoken of
// purchases", or "claimed that jets have landed", where the landing stands beside it as claimed.
bool only_carries(const record::Reading& reading, const record::Event& event) {
  static constexpr std::string_view kSpeaking[] = {
      "said",      "say",   "speak", "spoken", "spoke",  "tells",    "told",
      "mentioned", "noted", "says",  "tell",   "speaks", "mentions", "notes"};
  static constexpr std::string_view kClaiming[] = {"claim",  "claims",  "claimed",
                                                   "report", "reports", "reported"};
  const std::string_view trigger = event.trigger.of(reading.document.text);
  const std::string_view verb = trigger.substr(0, trigger.find(' '));
  const auto is_one_of = [&](const auto& words) {
    return std::find(std::begin(words), std::end(words), verb) != std::end(words);
  };
  if (is_one_of(kSpeaking)) return true;
  return is_one_of(kClaiming) &&
         std::any_of(reading.events.begin(), reading.events.end(), [&](const record::Event& other) {
           return other.sentence == event.sentence && other.claim != record::Claim::kStated &&
                  other.trigger.begin > event.trigger.end;
         });
}

std::vector<bool> carriers_in(const record::Reading& reading) {
  std::vector<bool> carriers;
  for (const record::Event& event : reading.events)
    carriers.push_back(only_carries(reading, event));
  return carriers;
}

// True for those who speak and act for a state: not its people, firms, papers or dissidents.
bool is_official(const record::Actor& actor) {
  static constexpr std::string_view kOfficial[] = {"", "GOV", "MIL", "LEG", "JUD", "SPY", "COP"};
  return std::find(std::begin(kOfficial), std::end(kOfficial), actor.sector) != std::end(kOfficial);
}

// True for "this news", of which no text says what it is.
bool points_only(const PledgeAccount& pledge) {
  return pledge.mentions.size() == 1 &&
         (pledge.what.starts_with("this ") || pledge.what.starts_with("these ") ||
          pledge.what.starts_with("that ") || pledge.what.starts_with("those "));
}

// True unless only one of the two is known to give or to get: then it is an aspiration, or belongs
// to another dyad. What documents tell of again, one of them naming the two alone, is theirs.
bool is_of_both(const PledgeAccount& pledge, const AccountOptions& options) {
  if (has(pledge.parties, options.a) && has(pledge.parties, options.b)) return true;
  bool filed = false, of_two = false, again = false;
  for (const PledgeMention& mention : pledge.mentions) {
    filed = filed || mention.filed, of_two = of_two || mention.of_two;
    again = again || mention.document != pledge.mentions.front().document;
  }
  return filed || (of_two && again);
}

// What of a reading concerns the two.
struct Relevance {
  std::string_view a, b;

  // The user filed the document under the two: what it says of one, it says of both.
  bool filed(const record::Document& document) const {
    const std::vector<std::string> codes = record::filed_under(document);
    return !codes.empty() && has(codes, a) && has(codes, b);
  }

  // True if one acts on the other, or both act together. Two among many that close their skies, or
  // that a third state punishes, have nothing to do with each other by that.
  bool both(const record::Event& event) const {
    const bool a_acts = has(event.actors, a), b_acts = has(event.actors, b);
    const bool a_takes = has(event.recipients, a), b_takes = has(event.recipients, b);
    if ((a_acts && b_takes) || (b_acts && a_takes)) return true;
    const bool friendly = record::quad_class(event.type) == record::QuadClass::kVerbalCooperation ||
                          record::quad_class(event.type) == record::QuadClass::kMaterialCooperation;
    if (a_acts && b_acts) return friendly || event.actors.size() <= kMostTogether;
    const bool met = event.type == record::EventType::kConsult ||
                     event.type == record::EventType::kAgree ||
                     event.type == record::EventType::kCooperate;
    return a_takes && b_takes && met;
  }
  bool party(const record::Pledge& pledge, std::string_view code) const {
    return has(pledge.givers, code) || has(pledge.receivers, code) || has(pledge.parties, code);
  }
  bool both(const record::Pledge& pledge) const { return party(pledge, a) && party(pledge, b); }
  bool both(const record::Indicator& indicator) const {
    return has(indicator.dyad, a) && has(indicator.dyad, b);
  }
  // True if no third state is named, and at least one of the two is. An organisation may stand for
  // its members: whether it does, the thing that is pledged must say.
  bool only(const record::Pledge& pledge) const {
    const auto ours = [&](const std::vector<std::string>& codes) {
      return std::all_of(codes.begin(), codes.end(), [&](const std::string& code) {
        return code == a || code == b ||
               std::find(std::begin(kOrganisations), std::end(kOrganisations), code) !=
                   std::end(kOrganisations);
      });
    };
    return ours(pledge.givers) && ours(pledge.receivers) && ours(pledge.parties) &&
           (party(pledge, a) || party(pledge, b));
  }
  bool with_organisation(const record::Pledge& pledge) const {
    return std::any_of(std::begin(kOrganisations), std::end(kOrganisations),
                       [&](std::string_view code) { return party(pledge, code); });
  }
  bool names_a_third(const record::Reading& reading) const {
    const auto third = [&](const std::vector<record::Actor>& side) {
      return std::any_of(side.begin(), side.end(), [&](const record::Actor& actor) {
        return actor.code != a && actor.code != b &&
               std::find(std::begin(kOrganisations), std::end(kOrganisations), actor.code) ==
                   std::end(kOrganisations);
      });
    };
    return std::any_of(reading.events.begin(), reading.events.end(), [&](const auto& event) {
      return third(event.actors) || third(event.recipients);
    });
  }
  bool about_both(const record::Reading& reading) const {
    bool seen_a = false, seen_b = false;
    for (const record::Event& event : reading.events) {
      seen_a =
          seen_a || has(event.actors, a) || has(event.recipients, a) || has(event.claimants, a);
      seen_b =
          seen_b || has(event.actors, b) || has(event.recipients, b) || has(event.claimants, b);
    }
    for (const record::Pledge& pledge : reading.pledges)
      seen_a = seen_a || party(pledge, a), seen_b = seen_b || party(pledge, b);
    if (seen_a && seen_b) return true;
    if (std::any_of(reading.indicators.begin(), reading.indicators.end(),
                    [&](const auto& i) { return both(i); }))
      return true;
    const std::string forward = std::string(a) + "-" + std::string(b),
                      backward = std::string(b) + "-" + std::string(a);
    return std::any_of(
        reading.findings.begin(), reading.findings.end(), [&](const record::Finding& finding) {
          return finding.treaty.starts_with(forward) || finding.treaty.starts_with(backward);
        });
  }
};

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
    account.disputed =
        std::abs(high->value - low->value) > (about ? 0.1 : 0.02) * std::abs(high->value);
    result.push_back(std::move(account));
  }
  return result;
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
  const Relevance relevance{options.a, options.b};
  const Edits edits(options.edits);
  edits.apply(readings);

  std::erase_if(readings, [&](const record::Reading& reading) {
    const record::Date& date = reading.document.date;
    if (date.known() && record::first_day(date) > options.as_of) return true;
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
    const std::vector<std::string> others = name_words(reading);
    const std::vector<bool> carriers = carriers_in(reading);
    for (size_t n = 0; n < reading.events.size(); ++n) {
      record::Event& event = reading.events[n];
      if (carriers[n] || !relevance.both(event) || texts_of_treaties.contains(document.id))
        continue;
      std::string words(event.evidence.of(document.text));
      reports.push_back({std::move(event), publisher, document.date, std::move(words), false});
    }
    for (record::Pledge& pledge : reading.pledges) {
      if (!relevance.both(pledge) && !relevance.only(pledge)) continue;
      mend_spans(pledge, document.date);
      std::string words;
      for (const record::PledgeStep& step : pledge.history) {
        const std::string_view quoted = step.evidence.span.of(document.text);
        if (words.find(quoted) == std::string::npos)
          words.append(words.empty() ? "" : "\n").append(quoted);
      }
      const bool third = !filed && !relevance.both(pledge) && relevance.with_organisation(pledge);
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
    if (aside) continue;
    for (record::Indicator& indicator : reading.indicators) {
      if (relevance.both(indicator)) indicators.push_back({std::move(indicator), i});
    }
    size_t number = 0;
    for (record::Forecast& forecast : reading.forecasts) {
      ForecastAccount entry;
      entry.id = document.id + "#f" + std::to_string(number++);
      entry.forecast = std::move(forecast);
      entry.made = document.date;
      entry.publisher = publisher;
      edits.resolve(entry);
      account.forecasts.push_back(std::move(entry));
    }
    for (record::Motive& motive : reading.motives) {
      const bool ours =
          std::any_of(motive.actors.begin(), motive.actors.end(), [&](const record::Actor& actor) {
            return is_official(actor) && (actor.code == options.a || actor.code == options.b);
          });
      if (motive.actors.empty() || ours) account.motives.push_back(std::move(motive));
    }
    for (record::Signal& signal : reading.signals) account.signals.push_back(std::move(signal));
    for (record::Finding& finding : reading.findings)
      account.findings.push_back({std::move(finding), Verdict::kNotDecidable, "", "", {}, {}});
  }
  drop_other_asides(mentions);
  account.occurrences = link_occurrences(std::move(reports));
  account.pledges = link_pledges(std::move(mentions), standing_day(readings, options.as_of),
                                 options.no_evidence_months, edits.links());
  std::erase_if(account.pledges, [&](const PledgeAccount& pledge) {
    return points_only(pledge) || !is_of_both(pledge, options);
  });
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

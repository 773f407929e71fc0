// Reads the options that the commands on a ledger share.
#include "ledger_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <limits>

#include "servanda/event/codebook.h"
#include "servanda/exchange/states.h"
#include "servanda/ledger/account.h"
#include "servanda/service/ledger.h"

namespace servanda::apps {
namespace {

base::Error usage(std::string message, std::string place) {
  return {base::ErrorCode::kUsage, std::move(message), std::move(place)};
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// Parts of dates that are written with a slash or dots belong to no single order: 01/02/2020.
base::Result<record::Date> date_of(const std::string& text, const char* option) {
  auto parsed = record::parse_date(text);
  if (!parsed)
    return usage(parsed.error().message + "; write it as 2016, 2016-10 or 2016-10-11", option);
  return parsed;
}

constexpr std::string_view kOrganisations[] = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"};

bool known_code(std::string_view code) {
  return exchange::state_code(code) == code ||
         std::find(std::begin(kOrganisations), std::end(kOrganisations), code) !=
             std::end(kOrganisations);
}

// An empty answer about a state that does not exist would look like one about two that have nothing
// to do with each other.
base::Result<void> check_code(const std::string& code, std::string_view written,
                              std::string place) {
  if (known_code(code)) return {};
  const std::string meant = exchange::state_code(written);
  if (!meant.empty())
    return usage(fmt::format("states are named by their codes: '{}' is {}", written, meant),
                 std::move(place));
  return usage(
      fmt::format(
          "there is no state with the code '{}'; codes are those of ISO 3166-1, as RUS, IRN", code),
      std::move(place));
}

bool known_status(std::string_view status) {
  if (record::parse_status(status) || record::parse_stage(status)) return true;
  for (int outcome = 0; outcome <= static_cast<int>(ledger::Outcome::kWaiting); ++outcome) {
    if (status == ledger::name(static_cast<ledger::Outcome>(outcome))) return true;
  }
  return false;
}

bool known_domain(std::string_view domain) {
  // Pledges have fields that are no contexts of events.
  static constexpr std::string_view kOfPledges[] = {"space", "humanitarian"};
  const auto contexts = event::contexts();
  return std::find(contexts.begin(), contexts.end(), domain) != contexts.end() ||
         std::find(std::begin(kOfPledges), std::end(kOfPledges), domain) != std::end(kOfPledges);
}

// Refuses what no record can match: a misspelt word would be answered with nothing.
base::Result<void> check_values(const record::Filter& filter, const LedgerOptions& options) {
  if (const std::string unknown = record::unknown_value(filter); !unknown.empty())
    return usage(
        fmt::format("there is no event type or quad class '{}': see docs/codebook/events.md",
                    unknown),
        "--type");
  for (const std::string& status : filter.statuses) {
    if (!known_status(status))
      return usage(fmt::format("there is no status '{}'; events are actual, planned, possible or "
                               "negated; stages and outcomes of pledges stand in "
                               "docs/codebook/pledges.md",
                               status),
                   "--status");
  }
  for (const std::string& domain : filter.domains) {
    if (!known_domain(domain))
      return usage(
          fmt::format("there is no context or domain '{}': see docs/codebook/events.md", domain),
          "--domain");
  }
  for (size_t i = 0; i < filter.actors.size(); ++i) {
    const std::string code = filter.actors[i].substr(0, filter.actors[i].find(':'));
    SERVANDA_TRY(check_code(code, options.actors[i], "--actor"));
  }
  if (filter.since.known() && filter.until.known() &&
      record::first_day(filter.since) > record::last_day(filter.until))
    return usage(fmt::format("{} is later than --until {}", options.since, options.until),
                 "--since");
  return {};
}

}  // namespace

void add_ledger_options(CLI::App* command, LedgerOptions& options, const std::string& words,
                        const std::string& what) {
  command->add_option(words, options.words, what);
  command->add_option("-l,--ledger", options.ledger,
                      "The ledger; else the only *.servanda file of the current folder");
}

void add_filter_options(CLI::App* command, LedgerOptions& options) {
  command->add_option("--since", options.since,
                      "Not before this date (EDTF: 2016, 2016-10, 2016-10-11)");
  command->add_option("--until", options.until, "Not after this date");
  command->add_option("--actor", options.actors,
                      "A state or other actor, on either side: RUS, or RUS:MIL; may be repeated");
  command->add_option("--type", options.types,
                      "An event type (AID) or quad class (material_conflict); may be repeated");
  command->add_option("--domain", options.domains,
                      "A context or domain (military, nuclear_energy); may be repeated");
  command->add_option(
      "--status", options.statuses,
      "actual, planned, possible, negated; of a pledge its stage or outcome; may be repeated");
  command->add_option("--source", options.sources, "A publisher: example.org; may be repeated");
}

void add_query_options(CLI::App* command, LedgerOptions& options, const std::string& what,
                       const std::string& json) {
  add_ledger_options(command, options, "words", what);
  add_filter_options(command, options);
  command->add_flag("--json", options.json, json);
}

void add_dyad_options(CLI::App* command, LedgerOptions& options, const std::string& as_of,
                      const std::string& json) {
  add_query_options(command, options, "The ledger and the codes of two states: RUS IRN", json);
  command->add_option("--as-of", options.as_of, as_of);
}

base::Result<std::string> ledger_path(LedgerOptions& options) {
  if (!options.ledger.empty()) return options.ledger;
  if (!options.words.empty() && options.words.front().ends_with(".servanda")) {
    options.ledger = options.words.front();
    options.words.erase(options.words.begin());
    return options.ledger;
  }
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(".", error)) {
    if (entry.path().extension() == ".servanda") found.push_back(entry.path().filename().string());
  }
  if (found.size() == 1) return options.ledger = found.front();
  if (found.empty())
    return usage(
        "there is no *.servanda file here: name one with --ledger, or make one with `servanda "
        "init`",
        "ledger");
  return usage("there are several *.servanda files here: name one with --ledger", "ledger");
}

base::Result<store::Store> open_ledger(LedgerOptions& options, store::Access access) {
  const std::string path = SERVANDA_TRY(ledger_path(options));
  return store::Store::open(path, access);
}

base::Result<record::Filter> filter_of(const LedgerOptions& options) {
  record::Filter filter;
  filter.since = SERVANDA_TRY(date_of(options.since, "--since"));
  filter.until = SERVANDA_TRY(date_of(options.until, "--until"));
  for (const std::string& actor : options.actors) filter.actors.push_back(upper(actor));
  filter.types = options.types;
  for (std::string& type : filter.types) {
    if (record::parse_event_type(upper(type))) type = upper(type);
  }
  filter.domains = options.domains;
  filter.statuses = options.statuses;
  filter.sources = options.sources;
  SERVANDA_TRY(check_values(filter, options));
  return filter;
}

base::Result<Dyad> dyad_of(const LedgerOptions& options) {
  if (options.words.size() != 2) return usage("give two states by their codes, as in RUS IRN", "");
  const Dyad dyad{upper(options.words[0]), upper(options.words[1])};
  if (dyad.a == dyad.b) return usage("the two states are the same", dyad.a);
  return dyad;
}

base::Result<record::DayNumber> as_of_day(const LedgerOptions& options) {
  if (options.as_of.empty()) return std::numeric_limits<record::DayNumber>::max();
  return record::last_day(SERVANDA_TRY(date_of(options.as_of, "--as-of")));
}

base::Result<Dyad> known_dyad_of(const LedgerOptions& options) {
  const Dyad dyad = SERVANDA_TRY(dyad_of(options));
  SERVANDA_TRY(check_code(dyad.a, options.words[0], ""));
  SERVANDA_TRY(check_code(dyad.b, options.words[1], ""));
  return dyad;
}

std::string event_filters(const LedgerOptions& options) {
  std::string given;
  const auto name = [&](const std::vector<std::string>& values, const char* option) {
    if (!values.empty()) given += (given.empty() ? "" : ", ") + std::string(option);
  };
  name(options.actors, "--actor"), name(options.types, "--type");
  name(options.domains, "--domain"), name(options.statuses, "--status");
  return given;
}

base::Result<DyadQuery> load_dyad(LedgerOptions& options, store::Parts parts) {
  store::Store store = SERVANDA_TRY(open_ledger(options, store::Access::kRead));
  DyadQuery query;
  query.filter = SERVANDA_TRY(filter_of(options));
  query.dyad = SERVANDA_TRY(known_dyad_of(options));
  const Dyad& dyad = query.dyad;
  const record::DayNumber as_of = SERVANDA_TRY(as_of_day(options));
  query.account =
      SERVANDA_TRY(service::load_account(store, {.a = dyad.a, .b = dyad.b, .as_of = as_of}, parts));
  return query;
}

std::string why_nothing(const LedgerOptions& options, const Dyad& dyad,
                        const ledger::Account& account) {
  if (account.documents.empty()) {
    return fmt::format(": no document of this ledger{} tells of both {} and {}",
                       options.as_of.empty() ? "" : " that was published by " + options.as_of,
                       dyad.a, dyad.b);
  }
  const bool filtered = !event_filters(options).empty() || !options.since.empty() ||
                        !options.until.empty() || !options.sources.empty();
  return filtered ? ": none passes the filters" : "";
}

}  // namespace servanda::apps

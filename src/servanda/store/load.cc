// Reads readings back out of the tables, as they were added.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <span>
#include <unordered_map>

#include "servanda/base/ascii.h"
#include "servanda/record/organisations.h"
#include "servanda/store/naming.h"
#include "servanda/store/state.h"
#include "servanda/store/store.h"

namespace servanda::store {
namespace {

record::Date date_of(const std::string& text) {
  auto date = record::parse_date(text);
  return date ? std::move(date).value() : record::Date();
}

base::Span span_of(const Rows& rows, size_t column) {
  return {static_cast<uint32_t>(rows.integer(column)),
          static_cast<uint32_t>(rows.integer(column + 1))};
}

std::optional<record::Amount> amount_of(const Rows& rows, size_t column) {
  if (rows.is_null(column)) return std::nullopt;
  return record::Amount{rows.real(column), rows.real(column + 1), rows.text(column + 2),
                        static_cast<record::Approximation>(rows.integer(column + 3)),
                        span_of(rows, column + 4)};
}

// Reads "1,2,3;4,5,6;" with `width` numbers a group.
std::vector<uint64_t> numbers_of(const std::string& text) {
  std::vector<uint64_t> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    uint64_t number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc()) break;
    numbers.push_back(number);
    at = next < end ? next + 1 : end;
  }
  return numbers;
}

constexpr std::string_view kDocuments =
    "SELECT key, id, title, text, date, date_basis, source, url, path, sha256, language, "
    "media_type,"
    " blocks, origin, extra";
// The same without what is only kept: what is read of a column is read of all its rows.
constexpr std::string_view kQuotedDocuments =
    "SELECT key, id, '', text, date, '', source, '', '', '', '', '', '', '', ''";
constexpr std::string_view kFiledDocuments =
    "SELECT key, id, '', text, date, '', source, '', '', '', '', '', '', '', extra";
constexpr std::string_view kEvents =
    "SELECT document, id, sentence, type, mode, contexts, score, date, status, claim, what, "
    "amount, amount_upper, unit, approximation,"
    " amount_begin, amount_end, place, trigger_begin, trigger_end, \"begin\", \"end\", mentions, "
    "confidence, explanation";
constexpr std::string_view kPlainEvents =
    "SELECT document, id, sentence, type, mode, contexts, score, date, status, claim, what, "
    "amount, amount_upper, unit, approximation,"
    " amount_begin, amount_end, place, trigger_begin, trigger_end, \"begin\", \"end\", '', 0.0, ''";
// Who does what, and where it stands: enough to tell whom a pledge beside it concerns.
constexpr std::string_view kActingEvents =
    "SELECT document, id, sentence, type, '', '', 0.0, '', status, claim, '', NULL::DOUBLE, 0.0, "
    "'', 0, 0, 0, '', trigger_begin, trigger_end, \"begin\", \"end\", '', 0.0, ''";
constexpr std::string_view kActors =
    "SELECT document, number, part, code, sector, name, role, wikidata, \"begin\", \"end\"";
constexpr std::string_view kPledges =
    "SELECT document, id, what, givers, receivers, parties, domain, stage, claim, due, amount, "
    "amount_upper, unit, approximation,"
    " amount_begin, amount_end, strength, not_started, stalled";
constexpr std::string_view kSteps =
    "SELECT document, pledge, date, stage, claim, \"begin\", \"end\"";
constexpr std::string_view kIndicators =
    "SELECT document, name, dyad, period, value, unit, change, approximation, \"begin\", "
    "\"end\"";
constexpr std::string_view kForecasts =
    "SELECT document, proposition, word, low, high, author, horizon, \"begin\", \"end\"";
constexpr std::string_view kMotives = "SELECT document, purpose, \"begin\", \"end\"";
constexpr std::string_view kFindings =
    "SELECT document, treaty, other, topic, kind, \"begin\", \"end\"";
constexpr std::string_view kSignals = "SELECT document, event, near, days, \"begin\", \"end\"";

// Up to so many documents are told by a list in the test of a column: what is not among them is not
// unpacked. More of them are joined, row by row.
constexpr size_t kFewKeys = 48;
constexpr size_t kListed = 12;  // keys that are compared one by one

// Says in SQL whether a column holds one of `keys`, which are in order: halves them until few are
// left, since a list is compared with every row key by key.
std::string one_of(std::span<const int64_t> keys, std::string_view column) {
  if (keys.size() <= kListed)
    return fmt::format("list_contains([{}]::BIGINT[], {})", fmt::join(keys, ","), column);
  const size_t half = keys.size() / 2;
  return fmt::format("CASE WHEN {} < {} THEN {} ELSE {} END", column, keys[half],
                     one_of(keys.first(half), column), one_of(keys.subspan(half), column));
}

// A code within a pattern; what is no code of letters matches none.
std::string as_pattern(const std::string& code) {
  return std::all_of(code.begin(), code.end(), base::is_letter) ? code : "-";
}

// Texts in one parameter, which SQL takes apart again.
constexpr std::string_view kTextsOfParameter = "string_split(?, chr(31))";
Parameter as_parameter(const auto& texts) { return fmt::format("{}", fmt::join(texts, "\x1f")); }

// Loads table after table into the readings of the chosen documents.
class Loader {
 public:
  // `asides` are documents of which only the pledges are loaded.
  Loader(Database& database, std::optional<std::vector<int64_t>> keys, std::vector<int64_t> asides)
      : database_(database),
        keys_(std::move(keys)),
        asides_(std::move(asides)),
        with_asides_(keys_) {
    if (!with_asides_) return;
    with_asides_->insert(with_asides_->end(), asides_.begin(), asides_.end());
    std::sort(with_asides_->begin(), with_asides_->end());
  }

  base::Result<std::vector<record::Reading>> load(bool with_text, Parts parts) {
    SERVANDA_TRY(load_documents(with_text, SERVANDA_TRY(document_columns(parts))));
    SERVANDA_TRY(load_events(parts == Parts::kAll      ? kEvents
                             : parts == Parts::kEvents ? kPlainEvents
                                                       : kActingEvents));
    if (parts != Parts::kEvents) SERVANDA_TRY(load_pledges());
    if (parts == Parts::kAll) SERVANDA_TRY(load_rest());
    SERVANDA_TRY(load_actors());
    return std::move(readings_);
  }

 private:
  base::Result<std::string_view> document_columns(Parts parts) {
    if (parts == Parts::kAll) return kDocuments;
    if (parts == Parts::kEvents) return kQuotedDocuments;
    // Under whom a document was filed stands in `extra`, which is long: it is read only where the
    // ledger has a filed document.
    Rows filed = SERVANDA_TRY(database_.query("SELECT count(*) FROM naming WHERE role = 'filed'"));
    SERVANDA_TRY(filed.next());
    return filed.integer(0) > 0 ? kFiledDocuments : kQuotedDocuments;
  }

  // The rows in the order of the documents; `order` is the number of the row within its document.
  base::Result<Rows> select(std::string_view columns, std::string_view table, std::string_view key,
                            std::string_view order, bool with_asides = false) {
    std::string sql(columns);
    if (!order.empty()) sql += ", " + std::string(order);
    sql += " FROM " + std::string(table);
    if (!keys_) {
      sql += " ORDER BY " + std::string(key);
      return database_.query(order.empty() ? sql : sql + ", " + std::string(order));
    }
    const std::vector<int64_t>& keys = with_asides ? *with_asides_ : *keys_;
    if (keys.size() <= kFewKeys) {
      sql += " WHERE " + one_of(keys, key);
    } else {
      SERVANDA_TRY(list_chosen());
      sql +=
          fmt::format(" JOIN chosen ON wanted = {}{}", key, with_asides ? "" : " WHERE NOT aside");
    }
    Rows rows = SERVANDA_TRY(database_.query(sql));
    // They come in order as they were written; DuckDB's own sort takes a tenth of a question.
    std::vector<size_t> by = {0};
    const auto more = std::count(order.begin(), order.end(), ',') + (order.empty() ? 0 : 1);
    for (auto i = more; i > 0; --i) by.push_back(rows.column_count() - static_cast<size_t>(i));
    SERVANDA_TRY(rows.sort(by));
    return rows;
  }

  // Makes the table of the chosen documents, once: each statement joins it.
  base::Result<void> list_chosen() {
    if (listed_) return {};
    listed_ = true;
    return database_.run(
        "CREATE OR REPLACE TEMP TABLE chosen AS SELECT unnest(?::BIGINT[]) AS wanted, "
        "false AS aside UNION ALL SELECT unnest(?::BIGINT[]), true",
        {*keys_, asides_});
  }

  record::Reading* reading_of(const Rows& rows) {
    const auto found = index_.find(rows.integer(0));
    return found == index_.end() ? nullptr : &readings_[found->second];
  }

  base::Result<void> load_documents(bool with_text, std::string_view columns) {
    Rows rows = SERVANDA_TRY(select(columns, "documents", "key", "", true));
    while (SERVANDA_TRY(rows.next())) {
      index_.emplace(rows.integer(0), readings_.size());
      record::Document& d = readings_.emplace_back().document;
      d.id = rows.text(1), d.title = rows.text(2);
      if (with_text) d.text = rows.text(3);
      d.date = date_of(rows.text(4)), d.date_basis = rows.text(5);
      d.source = rows.text(6), d.url = rows.text(7), d.path = rows.text(8), d.sha256 = rows.text(9),
      d.language = rows.text(10);
      d.media_type = rows.text(11);
      if (!with_text) continue;
      const std::vector<uint64_t> blocks = numbers_of(rows.text(12)),
                                  runs = numbers_of(rows.text(13));
      for (size_t i = 0; i + 2 < blocks.size(); i += 3) {
        d.blocks.push_back(
            {{static_cast<uint32_t>(blocks[i]), static_cast<uint32_t>(blocks[i + 1])},
             static_cast<record::BlockKind>(blocks[i + 2])});
      }
      for (size_t i = 0; i + 2 < runs.size(); i += 3)
        d.origin.push_back(
            {static_cast<uint32_t>(runs[i]), runs[i + 1], static_cast<uint32_t>(runs[i + 2])});
      d.extra = extra_of(rows.text(14));
    }
    return {};
  }

  base::Result<void> load_events(std::string_view columns) {
    Rows rows = SERVANDA_TRY(select(columns, "events", "document", "number"));
    while (SERVANDA_TRY(rows.next())) {
      record::Reading* reading = reading_of(rows);
      if (reading == nullptr) continue;
      record::Event& e = reading->events.emplace_back();
      e.id = rows.text(1), e.document = reading->document.id,
      e.sentence = static_cast<uint32_t>(rows.integer(2));
      e.type = record::parse_event_type(rows.text(3)).value_or(record::EventType::kConsult);
      e.mode = rows.text(4), e.contexts = split_codes(rows.text(5)), e.score = rows.real(6),
      e.date = date_of(rows.text(7));
      e.status = record::parse_status(rows.text(8)).value_or(record::Status::kPossible);
      e.claim = record::parse_claim(rows.text(9)).value_or(record::Claim::kAlleged);
      e.what = rows.text(10), e.amount = amount_of(rows, 11), e.place = rows.text(17),
      e.trigger = span_of(rows, 18);
      e.evidence = span_of(rows, 20);
      const std::vector<uint64_t> mentions = numbers_of(rows.text(22));
      for (size_t i = 0; i + 1 < mentions.size(); i += 2)
        e.mentions.push_back(
            {static_cast<uint32_t>(mentions[i]), static_cast<uint32_t>(mentions[i + 1])});
      e.confidence = rows.real(23), e.explanation = rows.text(24);
    }
    return {};
  }

  base::Result<void> load_actors() {
    Rows rows = SERVANDA_TRY(select(kActors, "actors", "document", "number, position"));
    while (SERVANDA_TRY(rows.next())) {
      record::Reading* reading = reading_of(rows);
      const auto number = static_cast<size_t>(rows.integer(1));
      if (reading == nullptr) continue;
      const std::string part = rows.text(2);
      std::vector<record::Actor>* actors = nullptr;
      if (part == "motive") {
        if (number < reading->motives.size()) actors = &reading->motives[number].actors;
      } else if (number < reading->events.size()) {
        record::Event& event = reading->events[number];
        actors = part == "actor"       ? &event.actors
                 : part == "recipient" ? &event.recipients
                                       : &event.claimants;
      }
      if (actors == nullptr) continue;
      actors->push_back(
          {rows.text(3), rows.text(4), rows.text(5), rows.text(6), rows.text(7), span_of(rows, 8)});
    }
    return {};
  }

  base::Result<void> load_pledges() {
    Rows rows = SERVANDA_TRY(select(kPledges, "pledges", "document", "number", true));
    while (SERVANDA_TRY(rows.next())) {
      record::Reading* reading = reading_of(rows);
      if (reading == nullptr) continue;
      record::Pledge& p = reading->pledges.emplace_back();
      p.id = rows.text(1), p.what = rows.text(2), p.givers = split_codes(rows.text(3)),
      p.receivers = split_codes(rows.text(4));
      p.parties = split_codes(rows.text(5)), p.domain = rows.text(6);
      p.stage = record::parse_stage(rows.text(7)).value_or(record::Stage::kNone);
      p.claim =
          record::parse_pledge_claim(rows.text(8)).value_or(record::PledgeClaim::kUnconfirmed);
      p.due = date_of(rows.text(9)), p.amount = amount_of(rows, 10), p.strength = rows.text(16);
      p.not_started = rows.integer(17) != 0, p.stalled = rows.integer(18) != 0;
    }
    Rows steps = SERVANDA_TRY(select(kSteps, "pledge_steps", "document", "pledge, position", true));
    while (SERVANDA_TRY(steps.next())) {
      record::Reading* reading = reading_of(steps);
      const auto number = static_cast<size_t>(steps.integer(1));
      if (reading == nullptr || number >= reading->pledges.size()) continue;
      reading->pledges[number].history.push_back(
          {date_of(steps.text(2)),
           record::parse_stage(steps.text(3)).value_or(record::Stage::kNone),
           record::parse_pledge_claim(steps.text(4)).value_or(record::PledgeClaim::kUnconfirmed),
           {reading->document.id, span_of(steps, 5)}});
    }
    return {};
  }

  base::Result<void> load_rest() {
    Rows rows = SERVANDA_TRY(select(kIndicators, "indicators", "document", "number"));
    while (SERVANDA_TRY(rows.next())) {
      record::Reading* reading = reading_of(rows);
      if (reading == nullptr) continue;
      record::Indicator& i = reading->indicators.emplace_back();
      i.name = rows.text(1), i.dyad = split_codes(rows.text(2)), i.period = date_of(rows.text(3)),
      i.value = rows.real(4), i.unit = rows.text(5);
      if (!rows.is_null(6)) i.change = rows.real(6);
      i.approximation = static_cast<record::Approximation>(rows.integer(7));
      i.evidence = {reading->document.id, span_of(rows, 8)};
    }
    Rows forecasts = SERVANDA_TRY(select(kForecasts, "forecasts", "document", "number"));
    while (SERVANDA_TRY(forecasts.next())) {
      record::Reading* reading = reading_of(forecasts);
      if (reading == nullptr) continue;
      reading->forecasts.push_back({forecasts.text(1),
                                    forecasts.text(2),
                                    forecasts.real(3),
                                    forecasts.real(4),
                                    forecasts.text(5),
                                    date_of(forecasts.text(6)),
                                    {reading->document.id, span_of(forecasts, 7)}});
    }
    Rows motives = SERVANDA_TRY(select(kMotives, "motives", "document", "number"));
    while (SERVANDA_TRY(motives.next())) {
      if (record::Reading* reading = reading_of(motives)) {
        reading->motives.push_back(
            {{}, motives.text(1), {reading->document.id, span_of(motives, 2)}});
      }
    }
    Rows findings = SERVANDA_TRY(select(kFindings, "findings", "document", "number"));
    while (SERVANDA_TRY(findings.next())) {
      if (record::Reading* reading = reading_of(findings)) {
        reading->findings.push_back({findings.text(1),
                                     findings.text(2),
                                     findings.text(3),
                                     findings.text(4),
                                     {reading->document.id, span_of(findings, 5)}});
      }
    }
    Rows signals = SERVANDA_TRY(select(kSignals, "signals", "document", "number"));
    while (SERVANDA_TRY(signals.next())) {
      if (record::Reading* reading = reading_of(signals)) {
        reading->signals.push_back({signals.text(1),
                                    signals.text(2),
                                    static_cast<int>(signals.integer(3)),
                                    {reading->document.id, span_of(signals, 4)}});
      }
    }
    return {};
  }

  Database& database_;
  std::optional<std::vector<int64_t>> keys_;  // nullopt: all
  std::vector<int64_t> asides_;
  std::optional<std::vector<int64_t>> with_asides_;  // those and the asides
  bool listed_ = false;                              // there is a table of them
  std::vector<record::Reading> readings_;
  std::unordered_map<int64_t, size_t> index_;
};

// The last day on which a chosen document may have been published, if one was asked for.
std::optional<record::DayNumber> published_by(const Selection& selection) {
  constexpr record::DayNumber kEver = std::numeric_limits<record::DayNumber>::max(),
                              kLast = 100'000'000;  // that DuckDB's calendar has
  return selection.until == kEver ? std::nullopt : std::optional(std::min(selection.until, kLast));
}

base::Result<std::vector<int64_t>> keys_of(Rows rows) {
  std::vector<int64_t> keys;
  while (SERVANDA_TRY(rows.next())) keys.push_back(rows.integer(0));
  return keys;
}

// The documents that name all the states of the selection, and those that were filed under them, in
// order. They are counted here: DuckDB's grouping and its join with the documents take as long as
// all the rest of the question. A list of codes is compared once with each different code of
// the column, an alternative of two codes with each row.
base::Result<std::vector<int64_t>> naming_documents(Database& database,
                                                    const Selection& selection) {
  const bool acts = selection.parts == Parts::kEvents;
  std::set<std::string> codes = {selection.a, selection.b};
  codes.erase("");
  const size_t states = codes.size();
  // What the user filed under the two speaks of both, whatever it names.
  if (states == 2 && !acts) codes.insert(*codes.begin() + " " + *codes.rbegin());
  Rows rows = SERVANDA_TRY(
      database.query(fmt::format("SELECT document, role FROM naming WHERE list_contains({}, code)",
                                 kTextsOfParameter),
                     {as_parameter(codes)}));
  std::vector<int64_t> namings, keys;
  while (SERVANDA_TRY(rows.next())) {
    const std::string role = rows.text(1);
    if (role == kFiled)
      keys.push_back(rows.integer(0));
    else if (!acts || role == kActs)
      namings.push_back(rows.integer(0));
  }
  // A document has one row for each state.
  std::sort(namings.begin(), namings.end());
  for (size_t i = 0; i + states <= namings.size(); ++i) {
    if (namings[i] == namings[i + states - 1]) keys.push_back(namings[i]);
  }
  if (selection.treaties) {
    const std::vector<int64_t> treaties = SERVANDA_TRY(keys_of(SERVANDA_TRY(database.query(
        "SELECT key FROM documents WHERE regexp_matches(text, '\\n(Article|ARTICLE) [0-9A-Z]')"))));
    keys.insert(keys.end(), treaties.begin(), treaties.end());
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace

// The documents with pledges of one state alone that the caller wants, without those in `keys`.
base::Result<std::vector<int64_t>> Store::choose_asides(const Selection& selection,
                                                        const std::vector<int64_t>& keys) {
  const auto wordings = [](Rows rows) -> base::Result<std::vector<Wording>> {
    std::vector<Wording> all;
    while (SERVANDA_TRY(rows.next())) all.push_back({rows.integer(0), rows.text(1)});
    return all;
  };
  std::vector<Wording> of_both = SERVANDA_TRY(wordings(SERVANDA_TRY(state_->database.query(
      "SELECT document, what FROM pledges WHERE document IN (SELECT unnest(?::BIGINT[])) ORDER BY "
      "document, number",
      {keys}))));
  // Codes stand in one text each: a pattern is tried once for each different text of a column.
  const std::string ours =
      fmt::format("(?:(?:{}|{}|{})(?: |$))*", as_pattern(selection.a), as_pattern(selection.b),
                  fmt::join(record::kOrganisations, "|"));
  const auto all_ours = [&](std::string_view column) {
    return fmt::format("regexp_full_match(coalesce({}, ''), '{}')", column, ours);
  };
  std::string sql = fmt::format(
      "SELECT p.document, p.what FROM pledges p{} WHERE {} AND {} AND {} AND concat(givers, "
      "receivers, parties) <> ''",
      published_by(selection) ? " JOIN documents d ON d.key = p.document" : "", all_ours("parties"),
      all_ours("givers"), all_ours("receivers"));
  std::vector<Parameter> parameters;
  if (const auto by = published_by(selection)) {
    sql += " AND (d.first_day IS NULL OR d.first_day <= DATE '1970-01-01' + ?::INTEGER)";
    parameters.emplace_back(int64_t{*by});
  }
  std::vector<Wording> of_one = SERVANDA_TRY(wordings(
      SERVANDA_TRY(state_->database.query(sql + " ORDER BY p.document, p.number", parameters))));
  const std::set<int64_t> known(keys.begin(), keys.end());
  std::erase_if(of_one, [&](const Wording& one) { return known.contains(one.document); });
  std::set<int64_t> documents;
  for (const Wording& one : selection.asides(std::move(of_both), std::move(of_one)))
    documents.insert(one.document);
  return std::vector<int64_t>(documents.begin(), documents.end());
}

// The keys of the chosen documents, in order.
base::Result<std::vector<int64_t>> Store::choose_documents(const Selection& selection) {
  const bool by_name = !selection.a.empty() || !selection.b.empty();
  std::vector<int64_t> keys;
  if (by_name) keys = SERVANDA_TRY(naming_documents(state_->database, selection));
  const auto by = published_by(selection);
  if (by_name && !by && selection.ids.empty()) return keys;

  std::string sql = "SELECT key FROM documents WHERE true";
  std::vector<Parameter> parameters;
  if (by) {
    sql += " AND (first_day IS NULL OR first_day <= DATE '1970-01-01' + ?::INTEGER)";
    parameters.emplace_back(int64_t{*by});
  }
  if (!selection.ids.empty()) {
    sql += fmt::format(" AND id IN (SELECT unnest({}))", kTextsOfParameter);
    parameters.push_back(as_parameter(selection.ids));
  }
  const std::vector<int64_t> others = SERVANDA_TRY(
      keys_of(SERVANDA_TRY(state_->database.query(sql + " ORDER BY key", parameters))));
  if (!by_name) return others;
  std::vector<int64_t> both;
  std::set_intersection(keys.begin(), keys.end(), others.begin(), others.end(),
                        std::back_inserter(both));
  return both;
}

base::Result<std::vector<record::Reading>> Store::readings(const Selection& selection) {
  const bool chosen = !selection.a.empty() || !selection.b.empty() || !selection.ids.empty() ||
                      selection.until != std::numeric_limits<record::DayNumber>::max();
  const auto load = [&]() -> base::Result<std::vector<record::Reading>> {
    SERVANDA_TRY(name_states());
    std::optional<std::vector<int64_t>> keys;
    if (chosen) keys = SERVANDA_TRY(choose_documents(selection));
    if (keys && keys->empty()) return std::vector<record::Reading>();
    std::vector<int64_t> asides;
    if (selection.asides && keys) asides = SERVANDA_TRY(choose_asides(selection, *keys));
    Loader loader(state_->database, std::move(keys), std::move(asides));
    return loader.load(selection.with_text, selection.parts);
  };
  auto readings = load();
  if (!readings) return state_->wrong(readings.error());
  return readings;
}

}  // namespace servanda::store

// Opens and makes ledgers, and keeps edits and data of others.
#include "servanda/store/store.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <fstream>

#include "servanda/store/naming.h"
#include "servanda/store/schema.h"
#include "servanda/store/state.h"

namespace servanda::store {
namespace {

base::Error refused(const std::string& path, std::string message) {
  return {base::ErrorCode::kStore, std::move(message), path};
}

bool exists(const std::string& path) {
  struct stat status;
  return ::stat(path.c_str(), &status) == 0;
}

// DuckDB's message on a lock names the process: "... (PID 4711)". The user needs that and what to
// do.
base::Error open_error(const std::string& path, const base::Error& error) {
  const std::string& text = error.message;
  if (text.find("lock") != std::string::npos) {
    const size_t pid = text.find("(PID ");
    const std::string who =
        pid == std::string::npos ? "" : " " + text.substr(pid, text.find(')', pid) - pid + 1);
    return refused(
        path, fmt::format(
                  "another process{} has the ledger open: wait until it is done, or stop it", who));
  }
  if (text.find("newer version") != std::string::npos ||
      text.find("storage version") != std::string::npos) {
    return refused(path, "was written by a newer version of the program: update Servanda");
  }
  if (text.find("not a valid DuckDB") != std::string::npos) return refused(path, "is not a ledger");
  if (text.find("ead-only") != std::string::npos && text.find("exist") != std::string::npos)
    return refused(path, "does not exist: make it with `servanda init`");
  return refused(path, fmt::format("cannot be opened: {}", text));
}

}  // namespace

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

std::string join_codes(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
  return text;
}

std::vector<std::string> split_codes(std::string_view text) {
  std::vector<std::string> codes;
  while (!text.empty()) {
    const size_t blank = text.find(' ');
    if (blank != 0) codes.emplace_back(text.substr(0, blank));
    text = blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
  }
  return codes;
}

std::vector<std::pair<std::string, std::string>> extra_of(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> extra;
  if (text.empty()) return extra;
  simdjson::dom::parser parser;
  simdjson::dom::array array;
  if (parser.parse(text).get_array().get(array) != simdjson::SUCCESS) return extra;
  for (const simdjson::dom::element pair : array) {
    std::string_view key, value;
    if (pair.at(0).get_string().get(key) == simdjson::SUCCESS &&
        pair.at(1).get_string().get(value) == simdjson::SUCCESS) {
      extra.emplace_back(key, value);
    }
  }
  return extra;
}

base::Result<Store> Store::create(const std::string& path) {
  if (exists(path)) return refused(path, "is there already: `servanda init` makes a new ledger");
  auto database = Database::open(path, Access::kWrite);
  if (!database) return open_error(path, database.error());
  auto state = std::make_unique<State>(State{path, std::move(database).value(), {}, false, 1});
  const auto make = [&]() -> base::Result<void> {
    SERVANDA_TRY(state->database.run("BEGIN TRANSACTION"));
    for (const std::string_view statement : schema_statements())
      SERVANDA_TRY(state->database.run(statement));
    SERVANDA_TRY(state->database.run(fmt::format("CREATE TABLE {}", naming_columns())));
    SERVANDA_TRY(
        state->database.run("INSERT INTO meta VALUES ('program', 'servanda'), ('version', ?)",
                            {std::to_string(kSchemaVersion)}));
    SERVANDA_TRY(state->database.run("COMMIT"));
    return state->database.run("CHECKPOINT");
  };
  if (const auto made = make(); !made) {
    base::Error error = state->wrong(made.error());
    state.reset();
    std::remove(path.c_str());  // a ledger that never was is not left half made
    std::remove((path + ".wal").c_str());
    return error;
  }
  state->ids_loaded = true;
  return Store(std::move(state));
}

base::Result<Store> Store::open(const std::string& path, Access access) {
  if (!exists(path)) return refused(path, "does not exist: make it with `servanda init`");
  {
    // Without this look DuckDB would take an empty file for a new database.
    std::ifstream file(path, std::ios::binary);
    char head[12] = {};
    if (!file.read(head, sizeof head) || std::memcmp(head + 8, "DUCK", 4) != 0)
      return refused(path, "is not a ledger");
  }
  auto database = Database::open(path, access);
  if (!database) return open_error(path, database.error());
  auto state = std::make_unique<State>(State{path, std::move(database).value(), {}, false, 1});
  auto rows = state->database.query("SELECT key, value FROM meta");
  if (!rows) {
    if (rows.error().message.find("does not exist") != std::string::npos)
      return refused(path, "is a database, but no ledger");
    return state->wrong(rows.error());
  }
  std::string program, version;
  while (SERVANDA_TRY(rows->next())) {
    if (rows->text(0) == "program") program = rows->text(1);
    if (rows->text(0) == "version") version = rows->text(1);
  }
  if (program != "servanda") return refused(path, "is a database of another program, not a ledger");
  const int number = std::atoi(version.c_str());
  if (number > kSchemaVersion) {
    return refused(path,
                   fmt::format("is a ledger of version {}, this program knows {}: update Servanda",
                               version, kSchemaVersion));
  }
  if (number < 1) return refused(path, fmt::format("has no readable version ('{}')", version));
  state->names_states = number > 1;
  Store store(std::move(state));
  if (number < kSchemaVersion && access == Access::kWrite) SERVANDA_TRY(store.upgrade());
  return store;
}

// Makes a ledger of version 1 one of this version, at once or not at all.
base::Result<void> Store::upgrade() {
  const auto write = [&]() -> base::Result<void> {
    SERVANDA_TRY(state_->database.run("BEGIN TRANSACTION"));
    SERVANDA_TRY(state_->database.run(fmt::format("CREATE TABLE {}", naming_columns())));
    SERVANDA_TRY(fill_naming(state_->database, 0));
    SERVANDA_TRY(state_->database.run("UPDATE meta SET value = ? WHERE key = 'version'",
                                      {std::to_string(kSchemaVersion)}));
    return state_->database.run("COMMIT");
  };
  if (const auto written = write(); !written) {
    (void)state_->database.run("ROLLBACK").ok();
    return state_->wrong(written.error());
  }
  state_->names_states = true;
  return {};
}

// Sees to it that there is a table `naming`. A ledger of version 1 that is only read has none: it
// gets one for as long as it is open.
base::Result<void> Store::name_states() {
  if (state_->names_states) return {};
  SERVANDA_TRY(state_->database.run(fmt::format("CREATE TEMP TABLE {}", naming_columns())));
  SERVANDA_TRY(fill_naming(state_->database, 0));
  state_->names_states = true;
  return {};
}

base::Result<void> Store::load_ids() {
  if (state_->ids_loaded) return {};
  auto rows = state_->database.query("SELECT key, id, sha256 FROM documents");
  if (!rows) return state_->wrong(rows.error());
  while (true) {
    auto more = rows->next();
    if (!more) return state_->wrong(more.error());
    if (!*more) break;
    state_->next_key = std::max(state_->next_key, rows->integer(0) + 1);
    state_->content_by_id.emplace(rows->text(1), rows->text(2));
  }
  state_->ids_loaded = true;
  return {};
}

base::Result<Store::Presence> Store::presence(const record::Document& document) {
  SERVANDA_TRY(load_ids());
  const auto found = state_->content_by_id.find(document.id);
  if (found == state_->content_by_id.end()) return Presence::kNew;
  return found->second == document.sha256 ? Presence::kThere : Presence::kOtherContent;
}

base::Result<uint64_t> Store::add(std::span<const record::Reading> readings) {
  SERVANDA_TRY(load_ids());
  std::vector<const record::Reading*> fresh;
  for (const record::Reading& reading : readings) {
    if (state_->content_by_id.emplace(reading.document.id, reading.document.sha256).second)
      fresh.push_back(&reading);
  }
  if (fresh.empty()) return uint64_t{0};
  const int64_t key_before = state_->next_key;
  const auto write = [&]() -> base::Result<void> {
    SERVANDA_TRY(state_->database.run("BEGIN TRANSACTION"));
    SERVANDA_TRY(append(fresh));
    SERVANDA_TRY(fill_naming(state_->database, key_before));
    return state_->database.run("COMMIT");
  };
  if (const auto written = write(); !written) {
    (void)state_->database.run("ROLLBACK")
        .ok();  // fails if the transaction has ended: then there is nothing to take back
    for (const record::Reading* reading : fresh) state_->content_by_id.erase(reading->document.id);
    state_->next_key = key_before;
    return state_->wrong(written.error());
  }
  return static_cast<uint64_t>(fresh.size());
}

base::Result<void> Store::checkpoint() {
  auto done = state_->database.run("CHECKPOINT");
  if (!done) return state_->wrong(done.error());
  return {};
}

base::Result<uint64_t> Store::document_count() {
  auto rows = state_->database.query("SELECT count(*) FROM documents");
  if (!rows) return state_->wrong(rows.error());
  SERVANDA_TRY(rows->next());
  return static_cast<uint64_t>(rows->integer(0));
}

base::Result<std::vector<SourceRow>> Store::sources() {
  auto rows = state_->database.query(
      "SELECT d.id, d.title, d.date, d.source, d.path, d.sha256, d.media_type, strlen(d.text), "
      "coalesce(e.n, 0), coalesce(p.n, 0) FROM"
      " documents d LEFT JOIN (SELECT document, count(*) AS n FROM events GROUP BY 1) e ON "
      "e.document = d.key LEFT JOIN (SELECT"
      " document, count(*) AS n FROM pledges GROUP BY 1) p ON p.document = d.key ORDER BY d.key");
  if (!rows) return state_->wrong(rows.error());
  std::vector<SourceRow> sources;
  while (SERVANDA_TRY(rows->next())) {
    sources.push_back({rows->text(0), rows->text(1), rows->text(2), rows->text(3), rows->text(4),
                       rows->text(5), rows->text(6), rows->integer(7), rows->integer(8),
                       rows->integer(9)});
  }
  return sources;
}

base::Result<std::vector<record::Edit>> Store::edits() {
  auto rows = state_->database.query(
      "SELECT number, made_at, author, target, field, value, note, undoes FROM journal ORDER BY "
      "number");
  if (!rows) return state_->wrong(rows.error());
  std::vector<record::Edit> edits;
  while (SERVANDA_TRY(rows->next())) {
    edits.push_back({rows->integer(0), rows->text(1), rows->text(2), rows->text(3), rows->text(4),
                     rows->text(5), rows->text(6), rows->integer(7)});
  }
  return edits;
}

base::Result<bool> Store::has_record(const std::string& id) {
  auto rows = state_->database.query(
      "SELECT (SELECT count(*) FROM events WHERE id = ?) + (SELECT count(*) FROM pledges WHERE id "
      "= ?) + (SELECT count(*) FROM forecasts"
      " WHERE id = ?)",
      {id, id, id});
  if (!rows) return state_->wrong(rows.error());
  SERVANDA_TRY(rows->next());
  return rows->integer(0) > 0;
}

base::Result<int64_t> Store::add_edit(const record::Edit& edit) {
  auto rows = state_->database.query(
      "INSERT INTO journal SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM journal "
      "RETURNING number",
      {edit.made_at, edit.author, edit.target, edit.field, edit.value, edit.note, edit.undoes});
  if (!rows) return state_->wrong(rows.error());
  SERVANDA_TRY(rows->next());
  return rows->integer(0);
}

base::Result<uint64_t> Store::add_observations(const std::string& source,
                                               std::span<const Observation> observations,
                                               bool replace) {
  const auto write = [&]() -> base::Result<void> {
    SERVANDA_TRY(state_->database.run("BEGIN TRANSACTION"));
    if (replace) SERVANDA_TRY(remove_import(source));
    Appender table(state_->database, "observations");
    int64_t number = 0;
    for (const Observation& o : observations) {
      table.text(source)
          .integer(number++)
          .text_or_null(o.id)
          .day(o.date)
          .text_or_null(o.actor)
          .text_or_null(o.actor_sector);
      table.text_or_null(o.recipient)
          .text_or_null(o.recipient_sector)
          .text_or_null(o.type)
          .text_or_null(o.code)
          .real(o.score);
      table.integer(o.count).text_or_null(o.place).text_or_null(o.text).end_row();
    }
    SERVANDA_TRY(table.finish());
    return state_->database.run("COMMIT");
  };
  if (const auto written = write(); !written) {
    (void)state_->database.run("ROLLBACK").ok();
    return state_->wrong(written.error());
  }
  return static_cast<uint64_t>(observations.size());
}

base::Result<uint64_t> Store::add_figures(const std::string& source,
                                          std::span<const Figure> figures, bool replace) {
  const auto write = [&]() -> base::Result<void> {
    SERVANDA_TRY(state_->database.run("BEGIN TRANSACTION"));
    if (replace) SERVANDA_TRY(remove_import(source));
    Appender table(state_->database, "figures");
    int64_t number = 0;
    for (const Figure& f : figures) {
      table.text(source)
          .integer(number++)
          .text(f.name)
          .text_or_null(f.definition)
          .text_or_null(f.dyad)
          .date(f.period);
      table.real(f.value).text_or_null(f.unit).end_row();
    }
    SERVANDA_TRY(table.finish());
    return state_->database.run("COMMIT");
  };
  if (const auto written = write(); !written) {
    (void)state_->database.run("ROLLBACK").ok();
    return state_->wrong(written.error());
  }
  return static_cast<uint64_t>(figures.size());
}

base::Result<void> Store::remove_import(const std::string& source) {
  for (const std::string_view statement :
       {"DELETE FROM observations WHERE source = ?", "DELETE FROM figures WHERE source = ?"}) {
    if (auto done = state_->database.run(statement, {source}); !done)
      return state_->wrong(done.error());
  }
  return {};
}

base::Result<std::vector<Observation>> Store::observations(const std::string& source,
                                                           const std::string& a,
                                                           const std::string& b) {
  auto rows = state_->database.query(
      "SELECT id, date, actor, actor_sector, recipient, recipient_sector, type, code, score, "
      "count, place, text FROM observations WHERE"
      " (? = '' OR source = ?) AND (? = '' OR (actor = ? AND recipient = ?) OR (actor = ? AND "
      "recipient = ?)) ORDER BY source, number",
      {source, source, a, a, b, b, a});
  if (!rows) return state_->wrong(rows.error());
  std::vector<Observation> observations;
  while (SERVANDA_TRY(rows->next())) {
    Observation o;
    o.id = rows->text(0);
    if (!rows->is_null(1)) o.date = static_cast<record::DayNumber>(rows->integer(1));
    o.actor = rows->text(2), o.actor_sector = rows->text(3), o.recipient = rows->text(4),
    o.recipient_sector = rows->text(5);
    o.type = rows->text(6), o.code = rows->text(7), o.score = rows->real(8),
    o.count = rows->integer(9);
    o.place = rows->text(10), o.text = rows->text(11);
    observations.push_back(std::move(o));
  }
  return observations;
}

base::Result<std::vector<std::pair<std::string, Figure>>> Store::figures() {
  auto rows = state_->database.query(
      "SELECT source, name, definition, dyad, period, value, unit FROM figures ORDER BY source, "
      "number");
  if (!rows) return state_->wrong(rows.error());
  std::vector<std::pair<std::string, Figure>> figures;
  while (SERVANDA_TRY(rows->next())) {
    auto period = record::parse_date(rows->text(4));
    if (!period)
      return state_->wrong(
          {base::ErrorCode::kStore, "a figure's period cannot be read: " + rows->text(4), ""});
    figures.emplace_back(rows->text(0), Figure{rows->text(1), rows->text(2), rows->text(3), *period,
                                               rows->real(5), rows->text(6)});
  }
  return figures;
}

}  // namespace servanda::store

// Fills a table of a database in memory.
#include "servanda/store/event_table.h"

#include <fmt/format.h>

#include <optional>

#include "servanda/store/state.h"

namespace servanda::store {
namespace {

std::string codes(const std::vector<record::Actor>& actors) {
  std::vector<std::string> all;
  for (const record::Actor& actor : actors)
    all.push_back(actor.sector.empty() ? actor.code : actor.code + ":" + actor.sector);
  return join_codes(all);
}

}  // namespace

struct EventTable::State {
  explicit State(Database opened) : database(std::move(opened)) {}
  Database database;
  std::optional<Appender> rows;
};

EventTable::EventTable(std::unique_ptr<State> state) : state_(std::move(state)) {}
EventTable::EventTable(EventTable&&) noexcept = default;
EventTable& EventTable::operator=(EventTable&&) noexcept = default;
EventTable::~EventTable() = default;

base::Result<EventTable> EventTable::create() {
  Database database = SERVANDA_TRY(Database::open(":memory:", Access::kWrite));
  SERVANDA_TRY(
      database.run("CREATE TABLE events (id VARCHAR, doc VARCHAR, sentence BIGINT, event VARCHAR, "
                   "mode VARCHAR, context VARCHAR, quad INTEGER, score DOUBLE, actor"
                   " VARCHAR, recipient VARCHAR, date VARCHAR, first_day DATE, last_day DATE, "
                   "status VARCHAR, claim VARCHAR, claimant VARCHAR, what VARCHAR, amount"
                   " DOUBLE, unit VARCHAR, place VARCHAR, cameo VARCHAR, \"begin\" BIGINT, \"end\" "
                   "BIGINT, words VARCHAR, confidence DOUBLE)"));
  auto state = std::make_unique<State>(std::move(database));
  state->rows.emplace(state->database, "events");
  return EventTable(std::move(state));
}

void EventTable::add(const record::Event& e, std::string_view words, std::string_view cameo) {
  Appender& row = *state_->rows;
  row.text(e.id)
      .text(e.document)
      .integer(e.sentence)
      .text(record::name(e.type))
      .text_or_null(e.mode)
      .text_or_null(join_codes(e.contexts));
  row.integer(static_cast<int>(record::quad_class(e.type)))
      .real(e.score)
      .text(codes(e.actors))
      .text(codes(e.recipients))
      .date(e.date);
  row.text(record::name(e.status))
      .text(record::name(e.claim))
      .text_or_null(codes(e.claimants))
      .text_or_null(e.what);
  if (e.amount)
    row.real(e.amount->value).text(e.amount->unit);
  else
    row.null().null();
  row.text_or_null(e.place)
      .text_or_null(cameo)
      .integer(e.evidence.begin)
      .integer(e.evidence.end)
      .text(words)
      .real(e.confidence)
      .end_row();
}

base::Result<void> EventTable::write_parquet(const std::string& path) {
  SERVANDA_TRY(state_->rows->finish());
  std::string quoted;
  for (const char c : path) quoted += c == '\'' ? "''" : std::string(1, c);
  auto done = state_->database.run(
      fmt::format("COPY events TO '{}' (FORMAT parquet, COMPRESSION zstd)", quoted));
  if (!done) return base::Error{base::ErrorCode::kStore, done.error().message, path};
  return {};
}

}  // namespace servanda::store

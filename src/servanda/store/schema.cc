// Says which tables and columns a ledger has.
#include "servanda/store/schema.h"

namespace servanda::store {

std::string_view naming_columns() {
  return "naming (document BIGINT NOT NULL, code VARCHAR NOT NULL, role VARCHAR NOT NULL)";
}

const std::vector<std::string_view>& schema_statements() {
  // `document` is documents.key; begin and end are byte offsets into documents.text; codes stand in
  // one text, parted by blanks; first_day and last_day are what the EDTF date beside them may mean.
  static const std::vector<std::string_view> statements = {
      "CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)",
      // Texts are quoted one here, one there: as they are, each is found at once, and packed they
      // would save a sixth of a ledger.
      "CREATE TABLE documents (key BIGINT NOT NULL, id VARCHAR USING COMPRESSION uncompressed NOT "
      "NULL, title VARCHAR, text VARCHAR USING COMPRESSION uncompressed NOT NULL, date VARCHAR,"
      " first_day DATE, last_day DATE, date_basis VARCHAR, source VARCHAR, url VARCHAR, path "
      "VARCHAR, sha256 VARCHAR NOT NULL,"
      " text_sha256 VARCHAR NOT NULL, language VARCHAR, media_type VARCHAR, blocks VARCHAR, origin "
      "VARCHAR, extra VARCHAR)",
      "CREATE TABLE events (document BIGINT NOT NULL, number INTEGER NOT NULL, id VARCHAR USING "
      "COMPRESSION uncompressed NOT NULL, sentence BIGINT, type VARCHAR"
      " NOT NULL, mode VARCHAR, contexts VARCHAR, score DOUBLE, date VARCHAR, first_day DATE, "
      "last_day DATE, status VARCHAR NOT"
      " NULL, claim VARCHAR NOT NULL, what VARCHAR, amount DOUBLE, amount_upper DOUBLE, unit "
      "VARCHAR, approximation INTEGER,"
      " amount_begin BIGINT, amount_end BIGINT, place VARCHAR, trigger_begin BIGINT, trigger_end "
      "BIGINT, \"begin\" BIGINT, \"end\""
      " BIGINT, mentions VARCHAR, confidence DOUBLE, explanation VARCHAR)",
      "CREATE TABLE actors (document BIGINT NOT NULL, number INTEGER NOT NULL, part VARCHAR NOT "
      "NULL, position INTEGER NOT NULL,"
      " code VARCHAR, sector VARCHAR, name VARCHAR, role VARCHAR, wikidata VARCHAR, \"begin\" "
      "BIGINT, \"end\" BIGINT)",
      "CREATE TABLE pledges (document BIGINT NOT NULL, number INTEGER NOT NULL, id VARCHAR NOT "
      "NULL, what VARCHAR, givers VARCHAR,"
      " receivers VARCHAR, parties VARCHAR, domain VARCHAR, stage VARCHAR, claim VARCHAR NOT NULL, "
      "due VARCHAR, due_first DATE,"
      " due_last DATE, amount DOUBLE, amount_upper DOUBLE, unit VARCHAR, approximation INTEGER, "
      "amount_begin BIGINT, amount_end"
      " BIGINT, strength VARCHAR, not_started BOOLEAN NOT NULL, stalled BOOLEAN NOT NULL)",
      "CREATE TABLE pledge_steps (document BIGINT NOT NULL, pledge INTEGER NOT NULL, position "
      "INTEGER NOT NULL, date VARCHAR,"
      " first_day DATE, last_day DATE, stage VARCHAR, claim VARCHAR NOT NULL, \"begin\" BIGINT, "
      "\"end\" BIGINT)",
      "CREATE TABLE indicators (document BIGINT NOT NULL, number INTEGER NOT NULL, name VARCHAR, "
      "dyad VARCHAR, period VARCHAR,"
      " first_day DATE, last_day DATE, value DOUBLE, unit VARCHAR, change DOUBLE, approximation "
      "INTEGER, \"begin\" BIGINT, \"end\""
      " BIGINT)",
      "CREATE TABLE forecasts (document BIGINT NOT NULL, number INTEGER NOT NULL, id VARCHAR NOT "
      "NULL, proposition VARCHAR, word"
      " VARCHAR, low DOUBLE, high DOUBLE, author VARCHAR, horizon VARCHAR, horizon_first DATE, "
      "horizon_last DATE, \"begin\" BIGINT,"
      " \"end\" BIGINT)",
      "CREATE TABLE motives (document BIGINT NOT NULL, number INTEGER NOT NULL, purpose VARCHAR, "
      "\"begin\" BIGINT, \"end\" BIGINT)",
      "CREATE TABLE findings (document BIGINT NOT NULL, number INTEGER NOT NULL, treaty VARCHAR, "
      "other VARCHAR, topic VARCHAR, kind"
      " VARCHAR, \"begin\" BIGINT, \"end\" BIGINT)",
      "CREATE TABLE signals (document BIGINT NOT NULL, number INTEGER NOT NULL, event VARCHAR, "
      "near VARCHAR, days INTEGER, \"begin\""
      " BIGINT, \"end\" BIGINT)",
      "CREATE TABLE journal (number BIGINT NOT NULL, made_at VARCHAR NOT NULL, author VARCHAR NOT "
      "NULL, target VARCHAR NOT NULL, field"
      " VARCHAR NOT NULL, value VARCHAR NOT NULL, note VARCHAR, undoes BIGINT)",
      "CREATE TABLE observations (source VARCHAR NOT NULL, number BIGINT NOT NULL, id VARCHAR, "
      "date DATE, actor VARCHAR, actor_sector"
      " VARCHAR, recipient VARCHAR, recipient_sector VARCHAR, type VARCHAR, code VARCHAR, score "
      "DOUBLE, count BIGINT, place VARCHAR,"
      " text VARCHAR)",
      "CREATE TABLE figures (source VARCHAR NOT NULL, number BIGINT NOT NULL, name VARCHAR NOT "
      "NULL, definition VARCHAR, dyad VARCHAR,"
      " period VARCHAR NOT NULL, first_day DATE, last_day DATE, value DOUBLE, unit VARCHAR)",
      "CREATE VIEW reports AS SELECT d.id AS document, d.date AS published, d.source, e.id, "
      "e.type, e.mode, e.contexts, e.date,"
      " e.first_day, e.last_day, e.status, e.claim, e.what, e.place, e.score, (SELECT "
      "string_agg(a.code, ' ' ORDER BY a.position) FROM"
      " actors a WHERE a.document = e.document AND a.number = e.number AND a.part = 'actor') AS "
      "actors, (SELECT string_agg(a.code,"
      " ' ' ORDER BY a.position) FROM actors a WHERE a.document = e.document AND a.number = "
      "e.number AND a.part = 'recipient') AS"
      " recipients, decode(encode(d.text)[e.\"begin\" + 1 : e.\"end\"]) AS words FROM events e "
      "JOIN documents d ON d.key ="
      " e.document"};
  return statements;
}

const std::vector<std::string_view>& record_tables() {
  static const std::vector<std::string_view> tables = {
      "documents",  "events",    "actors",  "pledges",  "pledge_steps",
      "indicators", "forecasts", "motives", "findings", "signals"};
  return tables;
}

const std::vector<std::string_view>& all_tables() {
  static const std::vector<std::string_view> tables = {
      "meta",      "documents", "events",   "actors",  "pledges", "pledge_steps", "indicators",
      "forecasts", "motives",   "findings", "signals", "journal", "observations", "figures"};
  return tables;
}

}  // namespace servanda::store

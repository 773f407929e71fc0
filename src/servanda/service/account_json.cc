// Writes occurrences, pledges and forecasts with their evidence quoted.
#include "servanda/service/account_json.h"

#include "servanda/exchange/reading_json.h"

namespace servanda::service {
namespace {

using base::JsonWriter;

void write_codes(JsonWriter& json, std::string_view key, const std::vector<std::string>& codes) {
  json.key(key).begin_array();
  for (const std::string& code : codes) json.value(code);
  json.end_array();
}

void write_actors(JsonWriter& json, std::string_view key,
                  const std::vector<record::Actor>& actors) {
  json.key(key).begin_array();
  for (const record::Actor& actor : actors) {
    json.begin_object()
        .key("code")
        .value(actor.code)
        .key("sector")
        .value(actor.sector)
        .key("name")
        .value(actor.name)
        .end_object();
  }
  json.end_array();
}

void write_amount(JsonWriter& json, const std::optional<record::Amount>& amount) {
  json.key("amount");
  if (!amount) {
    json.null();
    return;
  }
  json.begin_object()
      .key("value")
      .value(amount->value)
      .key("unit")
      .value(amount->unit)
      .end_object();
}

void write_evidence(JsonWriter& json, const ledger::Account& account,
                    const record::Evidence& evidence) {
  json.begin_object()
      .key("document")
      .value(evidence.document)
      .key("begin")
      .value(evidence.span.begin)
      .key("end")
      .value(evidence.span.end);
  json.key("quote").value(ledger::quote(account, evidence));
  if (const record::Document* document = ledger::find_document(account, evidence.document)) {
    json.key("source")
        .value_or_null(document->source)
        .key("published")
        .value_or_null(record::print(document->date));
  }
  json.end_object();
}

void write_evidence(JsonWriter& json, const ledger::Account& account,
                    const std::vector<record::Evidence>& all) {
  json.key("evidence").begin_array();
  for (const record::Evidence& evidence : all) write_evidence(json, account, evidence);
  json.end_array();
}

void write_disputes(JsonWriter& json, const ledger::Account& account,
                    const std::vector<ledger::Dispute>& disputes) {
  json.key("disputes").begin_array();
  for (const ledger::Dispute& dispute : disputes) {
    json.begin_object().key("field").value(dispute.field).key("values").begin_array();
    for (const ledger::DisputedValue& value : dispute.values) {
      json.begin_object().key("value").value(value.text);
      write_evidence(json, account, value.evidence);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

void write_json(JsonWriter& json, const ledger::Account& account, const ledger::Occurrence& o) {
  json.begin_object()
      .key("id")
      .value(o.id)
      .key("event")
      .value(record::name(o.type))
      .key("mode")
      .value_or_null(o.mode);
  write_codes(json, "context", o.contexts);
  json.key("quad")
      .value(static_cast<int32_t>(record::quad_class(o.type)))
      .key("score")
      .value(o.score);
  write_actors(json, "actor", o.actors);
  write_actors(json, "recipient", o.recipients);
  exchange::write_json(json.key("date"), o.date);
  json.key("status").value(record::name(o.status)).key("standing").value(ledger::name(o.standing));
  json.key("what").value_or_null(o.what);
  write_amount(json, o.amount);
  json.key("place")
      .value_or_null(o.place)
      .key("publishers")
      .value(o.publishers)
      .key("reports")
      .begin_array();
  for (const ledger::Report& report : o.reports) {
    json.begin_object()
        .key("id")
        .value(report.event.id)
        .key("document")
        .value(report.event.document);
    json.key("source").value_or_null(report.publisher);
    exchange::write_json(json.key("published"), report.published);
    json.key("status")
        .value(record::name(report.event.status))
        .key("claim")
        .value(record::name(report.event.claim));
    write_actors(json, "claimant", report.event.claimants);
    json.key("copy")
        .value(report.copy)
        .key("quote")
        .value(report.words)
        .key("begin")
        .value(report.event.evidence.begin);
    json.key("end").value(report.event.evidence.end).end_object();
  }
  json.end_array();
  write_disputes(json, account, o.disputes);
  json.end_object();
}

void write_json(JsonWriter& json, const ledger::Account& account, const ledger::PledgeAccount& p) {
  const ledger::PledgeStanding& s = p.standing;
  json.begin_object().key("id").value(p.id).key("what").value(p.what);
  write_codes(json, "giver", p.givers);
  write_codes(json, "receiver", p.receivers);
  write_codes(json, "parties", p.parties);
  json.key("domain").value_or_null(p.domain).key("strength").value_or_null(p.strength);
  json.key("stage")
      .value_or_null(record::name(s.stage))
      .key("claim")
      .value(record::name(s.claim))
      .key("outcome")
      .value(ledger::name(s.outcome));
  json.key("level").value(static_cast<int32_t>(s.level));
  exchange::write_json(json.key("first_due"), p.first_due);
  exchange::write_json(json.key("due"), s.due);
  json.key("slips").value(s.slips).key("days_late").value(s.days_late);
  write_amount(json, p.amount);
  json.key("condition")
      .value_or_null(p.condition)
      .key("negative")
      .value(p.negative)
      .key("umbrella")
      .value_or_null(p.umbrella);
  write_codes(json, "children", p.children);
  json.key("mentions").begin_array();
  for (const ledger::PledgeMention& mention : p.mentions) json.value(mention.pledge.id);
  json.end_array().key("history").begin_array();
  for (const ledger::PledgeEvent& event : p.events) {
    json.begin_object();
    exchange::write_json(json.key("date"), event.date);
    json.key("stage")
        .value_or_null(record::name(event.stage))
        .key("claim")
        .value(record::name(event.claim));
    json.key("counts").value(event.counts).key("publishers").value(event.publishers);
    if (event.not_started) json.key("not_started").value(true);
    if (event.stalled) json.key("stalled").value(true);
    exchange::write_json(json.key("due"), event.due);
    write_evidence(json, account, event.evidence);
    json.end_object();
  }
  json.end_array();
  write_disputes(json, account, p.disputes);
  json.end_object();
}

void write_json(JsonWriter& json, const ledger::Account& account,
                const ledger::ForecastAccount& f) {
  json.begin_object()
      .key("id")
      .value(f.id)
      .key("proposition")
      .value(f.forecast.proposition)
      .key("word")
      .value(f.forecast.word);
  json.key("probability")
      .begin_array()
      .value(f.forecast.probability_low)
      .value(f.forecast.probability_high)
      .end_array();
  json.key("by").value(f.forecast.by).key("source").value_or_null(f.publisher);
  exchange::write_json(json.key("made"), f.made);
  exchange::write_json(json.key("horizon"), f.forecast.horizon);
  json.key("came_true");
  if (f.came_true)
    json.value(*f.came_true);
  else
    json.null();
  exchange::write_json(json.key("resolved"), f.resolved);
  json.key("note").value_or_null(f.note).key("brier");
  if (f.brier)
    json.value(*f.brier);
  else
    json.null();
  write_evidence(json, account, {f.forecast.evidence});
  json.end_object();
}

}  // namespace servanda::service

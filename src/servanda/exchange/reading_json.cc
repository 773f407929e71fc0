// Writes events and readings as JSON.
#include "servanda/exchange/reading_json.h"

#include <optional>
#include <string>
#include <vector>

namespace servanda::exchange {
namespace {

using base::JsonWriter;

void write_codes(JsonWriter& json, std::string_view key, const std::vector<std::string>& codes) {
  json.key(key).begin_array();
  for (const std::string& code : codes) json.value(code);
  json.end_array();
}

void write_actors(JsonWriter& json, std::string_view key, const std::vector<record::Actor>& actors,
                  std::string_view text) {
  json.key(key).begin_array();
  for (const record::Actor& actor : actors) {
    json.begin_object();
    json.key("code").value(actor.code);
    json.key("sector").value_or_null(actor.sector);
    json.key("text").value(actor.span.of(text));
    json.key("begin").value(actor.span.begin);
    json.key("end").value(actor.span.end);
    json.key("name").value(actor.name);
    if (!actor.role.empty()) json.key("role").value(actor.role);
    if (!actor.wikidata.empty()) json.key("wikidata").value(actor.wikidata);
    json.end_object();
  }
  json.end_array();
}

std::string_view name(record::Approximation approximation) {
  switch (approximation) {
    case record::Approximation::kExact:
      return "exact";
    case record::Approximation::kAbout:
      return "about";
    case record::Approximation::kAtLeast:
      return "at least";
    case record::Approximation::kMoreThan:
      return "more than";
    case record::Approximation::kAtMost:
      return "at most";
    case record::Approximation::kLessThan:
      return "less than";
    case record::Approximation::kRange:
      return "range";
  }
  return "exact";
}

void write_amount(JsonWriter& json, const std::optional<record::Amount>& amount) {
  json.key("amount");
  if (!amount) {
    json.null();
    return;
  }
  json.begin_object();
  json.key("value").value(amount->value);
  if (amount->upper > amount->value) json.key("upper").value(amount->upper);
  json.key("unit").value(amount->unit);
  json.key("approximation").value(name(amount->approximation));
  json.key("begin").value(amount->span.begin);
  json.key("end").value(amount->span.end);
  json.end_object();
}

template <typename Records, typename... More>
void write_all(JsonWriter& json, std::string_view key, const Records& records,
               const More&... more) {
  json.key(key).begin_array();
  for (const auto& record : records) write_json(json, record, more...);
  json.end_array();
}

}  // namespace

void write_json(JsonWriter& json, base::Span span) {
  json.begin_object().key("begin").value(span.begin).key("end").value(span.end).end_object();
}

void write_json(JsonWriter& json, const record::Date& date) {
  json.value_or_null(record::print(date));
}

void write_json(JsonWriter& json, const record::Event& event, std::string_view text) {
  json.begin_object();
  json.key("id").value(event.id);
  json.key("doc").value(event.document);
  json.key("sentence").value(event.sentence);
  json.key("event").value(record::name(event.type));
  json.key("mode").value_or_null(event.mode);
  write_codes(json, "context", event.contexts);
  json.key("quad").value(static_cast<int>(record::quad_class(event.type)));
  json.key("score").value(event.score);
  write_actors(json, "actor", event.actors, text);
  write_actors(json, "recipient", event.recipients, text);
  write_json(json.key("date"), event.date);
  json.key("status").value(record::name(event.status));
  json.key("claim").value(record::name(event.claim));
  write_actors(json, "claimant", event.claimants, text);
  json.key("what").value_or_null(event.what);
  write_amount(json, event.amount);
  json.key("place").value_or_null(event.place);
  json.key("trigger").begin_object();
  json.key("text").value(event.trigger.of(text));
  json.key("begin").value(event.trigger.begin);
  json.key("end").value(event.trigger.end);
  json.end_object();
  write_json(json.key("evidence"), event.evidence);
  if (!event.mentions.empty()) write_all(json, "mentions", event.mentions);
  json.key("confidence").value(event.confidence);
  if (!event.explanation.empty()) json.key("explanation").value(event.explanation);
  json.end_object();
}

void write_json(JsonWriter& json, const record::Pledge& pledge) {
  json.begin_object();
  if (!pledge.id.empty()) json.key("id").value(pledge.id);
  json.key("what").value(pledge.what);
  write_codes(json, "giver", pledge.givers);
  write_codes(json, "receiver", pledge.receivers);
  write_codes(json, "parties", pledge.parties);
  json.key("domain").value_or_null(pledge.domain);
  json.key("stage").value_or_null(record::name(pledge.stage));
  json.key("claim").value(record::name(pledge.claim));
  write_json(json.key("due"), pledge.due);
  write_amount(json, pledge.amount);
  json.key("strength").value_or_null(pledge.strength);
  json.key("not_started").value(pledge.not_started);
  json.key("stalled").value(pledge.stalled);
  json.key("history").begin_array();
  for (const record::PledgeStep& step : pledge.history) {
    json.begin_object();
    write_json(json.key("date"), step.date);
    json.key("stage").value_or_null(record::name(step.stage));
    json.key("claim").value(record::name(step.claim));
    write_json(json.key("evidence"), step.evidence.span);
    json.end_object();
  }
  json.end_array();
  if (!pledge.history.empty())
    write_all(json, "evidence", [&] {
      std::vector<base::Span> spans;
      for (const record::PledgeStep& step : pledge.history) spans.push_back(step.evidence.span);
      return spans;
    }());
  json.end_object();
}

void write_json(JsonWriter& json, const record::Indicator& indicator) {
  json.begin_object();
  json.key("name").value(indicator.name);
  write_codes(json, "dyad", indicator.dyad);
  write_json(json.key("period"), indicator.period);
  json.key("value").value(indicator.value);
  json.key("unit").value(indicator.unit);
  json.key("change");
  if (indicator.change) {
    json.value(*indicator.change);
  } else {
    json.null();
  }
  json.key("approximation").value(name(indicator.approximation));
  write_json(json.key("evidence"), indicator.evidence.span);
  json.end_object();
}

void write_json(JsonWriter& json, const record::Forecast& forecast) {
  json.begin_object();
  json.key("proposition").value(forecast.proposition);
  json.key("word").value(forecast.word);
  json.key("probability")
      .begin_array()
      .value(forecast.probability_low)
      .value(forecast.probability_high)
      .end_array();
  json.key("by").value(forecast.by);
  write_json(json.key("horizon"), forecast.horizon);
  write_json(json.key("evidence"), forecast.evidence.span);
  json.end_object();
}

void write_json(JsonWriter& json, const record::Motive& motive) {
  json.begin_object();
  json.key("actor").begin_array();
  for (const record::Actor& actor : motive.actors) json.value(actor.code);
  json.end_array();
  json.key("purpose").value(motive.purpose);
  write_json(json.key("evidence"), motive.evidence.span);
  json.end_object();
}

void write_json(JsonWriter& json, const record::Finding& finding) {
  json.begin_object();
  json.key("treaty").value(finding.treaty);
  json.key("other").value_or_null(finding.other);
  json.key("topic").value(finding.topic);
  json.key("kind").value(finding.kind);
  write_json(json.key("evidence"), finding.evidence.span);
  json.end_object();
}

void write_json(JsonWriter& json, const record::Signal& signal) {
  json.begin_object();
  json.key("event").value(signal.event);
  json.key("near").value(signal.near);
  json.key("days").value(signal.days);
  write_json(json.key("evidence"), signal.evidence.span);
  json.end_object();
}

void write_json(JsonWriter& json, const record::Reading& reading) {
  const record::Document& document = reading.document;
  json.begin_object();
  json.key("document").begin_object();
  json.key("id").value(document.id);
  json.key("title").value_or_null(document.title);
  write_json(json.key("date"), document.date);
  json.key("date_basis").value_or_null(document.date_basis);
  json.key("source").value_or_null(document.source);
  if (!document.path.empty()) json.key("path").value(document.path);
  json.key("sha256").value_or_null(document.sha256);
  json.key("bytes").value(uint64_t{document.text.size()});
  for (const auto& [name, value] : document.extra) json.key(name).raw(value);
  json.end_object();
  write_all(json, "events", reading.events, std::string_view(document.text));
  write_all(json, "pledges", reading.pledges);
  write_all(json, "indicators", reading.indicators);
  write_all(json, "forecasts", reading.forecasts);
  write_all(json, "motives", reading.motives);
  write_all(json, "findings", reading.findings);
  write_all(json, "signals", reading.signals);
  json.end_object();
}

}  // namespace servanda::exchange

// Checks every field of an event's JSON.
#include "servanda/exchange/event_json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <limits>
#include <string>

namespace servanda::exchange {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

base::Error rejected(std::string message) {
  return {base::ErrorCode::kRejected, std::move(message), ""};
}

base::Result<std::string> text_of(const object& from, std::string_view key) {
  element value;
  if (from[key].get(value) != simdjson::SUCCESS || value.is_null()) return std::string();
  std::string_view text;
  if (value.get_string().get(text) != simdjson::SUCCESS)
    return rejected(fmt::format("'{}' is no text", key));
  return std::string(text);
}

base::Result<double> number_of(const object& from, std::string_view key) {
  double value = 0;
  if (from[key].get_double().get(value) != simdjson::SUCCESS)
    return rejected(fmt::format("'{}' is no number", key));
  return value;
}

base::Result<uint32_t> offset_of(const object& from, std::string_view key) {
  uint64_t value = 0;
  if (from[key].get_uint64().get(value) != simdjson::SUCCESS ||
      value > std::numeric_limits<uint32_t>::max()) {
    return rejected(fmt::format("'{}' is no byte offset", key));
  }
  return static_cast<uint32_t>(value);
}

base::Result<base::Span> span_of(const object& from) {
  const base::Span span{SERVANDA_TRY(offset_of(from, "begin")),
                        SERVANDA_TRY(offset_of(from, "end"))};
  if (span.end < span.begin) return rejected("a span ends before it begins");
  return span;
}

base::Result<std::vector<record::Actor>> actors_of(const object& from, std::string_view key) {
  std::vector<record::Actor> actors;
  array list;
  if (from[key].get_array().get(list) != simdjson::SUCCESS)
    return rejected(fmt::format("'{}' is no list", key));
  for (const element item : list) {
    object one;
    if (item.get_object().get(one) != simdjson::SUCCESS)
      return rejected(fmt::format("'{}' holds what is no actor", key));
    record::Actor actor;
    actor.code = SERVANDA_TRY(text_of(one, "code"));
    actor.sector = SERVANDA_TRY(text_of(one, "sector"));
    actor.name = SERVANDA_TRY(text_of(one, "name"));
    actor.role = SERVANDA_TRY(text_of(one, "role"));
    actor.wikidata = SERVANDA_TRY(text_of(one, "wikidata"));
    actor.span = SERVANDA_TRY(span_of(one));
    actors.push_back(std::move(actor));
  }
  return actors;
}

base::Result<std::optional<record::Amount>> amount_of(const object& from) {
  element value;
  if (from["amount"].get(value) != simdjson::SUCCESS || value.is_null())
    return std::optional<record::Amount>();
  object one;
  if (value.get_object().get(one) != simdjson::SUCCESS) return rejected("'amount' is no object");
  static constexpr std::array<std::string_view, 7> kApproximations = {
      "exact", "about", "at least", "more than", "at most", "less than", "range"};
  record::Amount amount;
  amount.value = SERVANDA_TRY(number_of(one, "value"));
  double upper = amount.value;
  if (one["upper"].get_double().get(upper) != simdjson::SUCCESS) upper = amount.value;
  amount.upper = upper;
  amount.unit = SERVANDA_TRY(text_of(one, "unit"));
  const std::string approximation = SERVANDA_TRY(text_of(one, "approximation"));
  size_t number = 0;
  while (number < kApproximations.size() && kApproximations[number] != approximation) ++number;
  if (number == kApproximations.size())
    return rejected(fmt::format("'{}' is no approximation", approximation));
  amount.approximation = static_cast<record::Approximation>(number);
  amount.span = SERVANDA_TRY(span_of(one));
  return std::optional(amount);
}

base::Result<base::Span> nested_span(const object& from, std::string_view key) {
  object one;
  if (from[key].get_object().get(one) != simdjson::SUCCESS)
    return rejected(fmt::format("'{}' is no object", key));
  return span_of(one);
}

base::Result<std::vector<base::Span>> mentions_of(const object& from) {
  std::vector<base::Span> spans;
  array list;
  if (from["mentions"].get_array().get(list) != simdjson::SUCCESS) return spans;
  for (const element item : list) {
    object one;
    if (item.get_object().get(one) != simdjson::SUCCESS)
      return rejected("'mentions' holds what is no span");
    spans.push_back(SERVANDA_TRY(span_of(one)));
  }
  return spans;
}

}  // namespace

struct EventJsonReader::Parser {
  simdjson::dom::parser parser;
};

EventJsonReader::EventJsonReader() : parser_(std::make_unique<Parser>()) {}
EventJsonReader::EventJsonReader(EventJsonReader&&) noexcept = default;
EventJsonReader::~EventJsonReader() = default;

base::Result<record::Event> EventJsonReader::read(std::string_view line) {
  object root;
  if (const auto error = parser_->parser.parse(line.data(), line.size()).get_object().get(root);
      error != simdjson::SUCCESS) {
    return rejected(fmt::format("is no JSON object: {}", simdjson::error_message(error)));
  }
  record::Event event;
  event.id = SERVANDA_TRY(text_of(root, "id"));
  event.document = SERVANDA_TRY(text_of(root, "doc"));
  if (event.id.empty()) return rejected("has no id");
  event.sentence = SERVANDA_TRY(offset_of(root, "sentence"));
  const std::string type = SERVANDA_TRY(text_of(root, "event"));
  const auto known = record::parse_event_type(type);
  if (!known) return rejected(fmt::format("'{}' is no event type", type));
  event.type = *known;
  event.mode = SERVANDA_TRY(text_of(root, "mode"));
  array contexts;
  if (root["context"].get_array().get(contexts) != simdjson::SUCCESS)
    return rejected("'context' is no list");
  for (const element item : contexts) {
    std::string_view context;
    if (item.get_string().get(context) != simdjson::SUCCESS)
      return rejected("'context' holds what is no text");
    event.contexts.emplace_back(context);
  }
  event.score = SERVANDA_TRY(number_of(root, "score"));
  event.actors = SERVANDA_TRY(actors_of(root, "actor"));
  event.recipients = SERVANDA_TRY(actors_of(root, "recipient"));
  const std::string date = SERVANDA_TRY(text_of(root, "date"));
  const auto parsed = record::parse_date(date);
  if (!parsed) return rejected(parsed.error().message);
  event.date = *parsed;
  const std::string status = SERVANDA_TRY(text_of(root, "status")),
                    claim = SERVANDA_TRY(text_of(root, "claim"));
  const auto known_status = record::parse_status(status);
  const auto known_claim = record::parse_claim(claim);
  if (!known_status) return rejected(fmt::format("'{}' is no status", status));
  if (!known_claim) return rejected(fmt::format("'{}' is no claim", claim));
  event.status = *known_status, event.claim = *known_claim;
  event.claimants = SERVANDA_TRY(actors_of(root, "claimant"));
  event.what = SERVANDA_TRY(text_of(root, "what"));
  event.amount = SERVANDA_TRY(amount_of(root));
  event.place = SERVANDA_TRY(text_of(root, "place"));
  event.trigger = SERVANDA_TRY(nested_span(root, "trigger"));
  event.evidence = SERVANDA_TRY(nested_span(root, "evidence"));
  event.mentions = SERVANDA_TRY(mentions_of(root));
  event.confidence = SERVANDA_TRY(number_of(root, "confidence"));
  event.explanation = SERVANDA_TRY(text_of(root, "explanation"));
  return event;
}

}  // namespace servanda::exchange

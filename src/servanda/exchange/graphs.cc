// Lays events out as entities and as edges.
#include "servanda/exchange/graphs.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/base/json.h"
#include "servanda/base/utf8.h"
#include "servanda/exchange/states.h"
#include "servanda/record/organisations.h"

namespace servanda::exchange {
namespace {

std::string actor_id(const record::Actor& actor) {
  return "actor-" + actor.code + (actor.sector.empty() ? "" : "-" + actor.sector);
}

std::string_view schema_of(const record::Actor& actor) {
  if (record::is_organisation(actor.code)) return "Organization";
  return actor.sector == "GOV" || actor.sector == "MIL" || actor.sector == "COP" ||
                 actor.sector == "JUD" || actor.sector == "LEG"
             ? "PublicBody"
             : "LegalEntity";
}

// An entity of FollowTheMoney: each property is a list of texts.
class Entity {
 public:
  Entity(std::string_view id, std::string_view schema) {
    json_.begin_object()
        .key("id")
        .value(id)
        .key("schema")
        .value(schema)
        .key("properties")
        .begin_object();
  }
  Entity& property(std::string_view name, const std::vector<std::string>& values) {
    std::vector<std::string_view> present;
    for (const std::string& value : values) {
      if (!value.empty()) present.push_back(value);
    }
    if (present.empty()) return *this;
    json_.key(name).begin_array();
    for (const std::string_view value : present) json_.value(value);
    json_.end_array();
    return *this;
  }
  void write(std::string& out) {
    json_.end_object().key("datasets").begin_array().value("servanda").end_array().end_object();
    out += json_.text();
    out += '\n';
  }

 private:
  base::JsonWriter json_;
};

// Dates of FollowTheMoney are prefixes of ISO days; a season or an interval has no place there.
std::string plain_date(const record::Date& date) {
  if (!date.known() || date.interval || date.begin.month > 12 ||
      date.begin.precision == record::Precision::kDecade)
    return "";
  const record::DatePoint& p = date.begin;
  if (p.precision == record::Precision::kDay)
    return fmt::format("{:04}-{:02}-{:02}", p.year, p.month, p.day);
  if (p.precision == record::Precision::kMonth) return fmt::format("{:04}-{:02}", p.year, p.month);
  return fmt::format("{:04}", p.year);
}

std::string xml(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) {
      const size_t length = base::utf8_sequence_length(text.substr(i));
      if (length == 0)
        result += "\xEF\xBF\xBD", ++i;
      else
        result.append(text, i, length), i += length;
      continue;
    }
    ++i;
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else if (c == '\n' || c == '\t' || c == '\r')
      result += fmt::format("&#{};", static_cast<int>(c));
    else if (c < 0x20)
      result += ' ';  // XML 1.0 has no other control characters
    else
      result += static_cast<char>(c);
  }
  return result;
}

}  // namespace

void FollowTheMoneyWriter::add(const record::Reading& reading, std::string& out) {
  const record::Document& d = reading.document;
  const std::string document_id = "document-" + d.id;
  Entity(document_id, "Document")
      .property("title", {d.title})
      .property("fileName",
                {d.path.substr(d.path.rfind('/') == std::string::npos ? 0 : d.path.rfind('/') + 1)})
      .property("publisher", {d.source})
      .property("publishedAt", {plain_date(d.date)})
      .property("sourceUrl", {d.url})
      .property("mimeType", {d.media_type})
      .property("notes", {"sha256 " + d.sha256})
      .write(out);
  for (const record::Event& e : reading.events) {
    std::vector<std::string> involved, countries;
    for (const auto* side : {&e.actors, &e.recipients}) {
      for (const record::Actor& actor : *side) {
        const std::string id = actor_id(actor);
        actors_.emplace(id, actor);
        if (std::find(involved.begin(), involved.end(), id) == involved.end())
          involved.push_back(id);
        const std::string country = alpha2(actor.code);
        if (std::find(countries.begin(), countries.end(), country) == countries.end())
          countries.push_back(country);
      }
    }
    const auto names = [](const std::vector<record::Actor>& actors) {
      std::string text;
      for (const record::Actor& actor : actors)
        text += (text.empty() ? "" : ", ") + (actor.name.empty() ? actor.code : actor.name);
      return text;
    };
    const std::string title =
        fmt::format("{}: {} > {}", record::name(e.type), names(e.actors), names(e.recipients));
    Entity("event-" + e.id, "Event")
        .property("name", {title})
        .property("date", {plain_date(e.date)})
        .property("startDate", {e.date.interval && !e.date.open_begin
                                    ? record::print(record::make_day(record::first_day(e.date)))
                                    : ""})
        .property("endDate", {e.date.interval && !e.date.open_end
                                  ? record::print(record::make_day(record::last_day(e.date)))
                                  : ""})
        .property("involved", involved)
        .property("country", countries)
        .property("location", {e.place})
        .property("summary", {e.what})
        .property("description", {std::string(e.evidence.of(d.text))})
        .property("keywords", {std::string(record::name(e.type)), e.mode,
                               "status " + std::string(record::name(e.status)),
                               "claim " + std::string(record::name(e.claim))})
        .property("recordId", {e.id})
        .property("proof", {document_id})
        .write(out);
  }
}

void FollowTheMoneyWriter::finish(std::string& out) {
  for (const auto& [id, actor] : actors_) {
    const std::string state = state_name(actor.code);
    Entity(id, schema_of(actor))
        .property("name", {record::is_organisation(actor.code) ? actor.name
                           : actor.sector.empty() || actor.sector == "GOV"
                               ? state
                               : fmt::format("{} ({})", state, actor.sector)})
        .property("country", {alpha2(actor.code)})
        .write(out);
  }
}

std::string_view GraphmlWriter::head() {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "
         "xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
         "<key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
         "<key id=\"event\" for=\"edge\" attr.name=\"event\" attr.type=\"string\"/>\n<key "
         "id=\"mode\" for=\"edge\" attr.name=\"mode\" attr.type=\"string\"/>\n"
         "<key id=\"type\" for=\"edge\" attr.name=\"type\" attr.type=\"string\"/>\n<key "
         "id=\"date\" for=\"edge\" attr.name=\"date\" attr.type=\"string\"/>\n"
         "<key id=\"status\" for=\"edge\" attr.name=\"status\" attr.type=\"string\"/>\n<key "
         "id=\"claim\" for=\"edge\" attr.name=\"claim\" attr.type=\"string\"/>\n"
         "<key id=\"score\" for=\"edge\" attr.name=\"score\" attr.type=\"double\"/>\n<key "
         "id=\"confidence\" for=\"edge\" attr.name=\"confidence\" attr.type=\"double\"/>\n"
         "<key id=\"what\" for=\"edge\" attr.name=\"what\" attr.type=\"string\"/>\n<key "
         "id=\"document\" for=\"edge\" attr.name=\"document\" attr.type=\"string\"/>\n"
         "<key id=\"words\" for=\"edge\" attr.name=\"words\" attr.type=\"string\"/>\n<graph "
         "id=\"servanda\" edgedefault=\"directed\">\n";
}

void GraphmlWriter::add(const record::Reading& reading, std::string& out) {
  for (const record::Event& e : reading.events) {
    for (const record::Actor& a : e.actors) {
      for (const record::Actor& b : e.recipients) {
        for (const record::Actor* actor : {&a, &b})
          nodes_.emplace(actor->code, record::is_organisation(actor->code)
                                          ? actor->code
                                          : state_name(actor->code));
        const auto data = [&](std::string_view key, std::string_view value) {
          if (!value.empty()) out += fmt::format("<data key=\"{}\">{}</data>", key, xml(value));
        };
        out += fmt::format("<edge id=\"e{}\" source=\"{}\" target=\"{}\">", edges_++, xml(a.code),
                           xml(b.code));
        data("event", e.id), data("type", record::name(e.type)), data("mode", e.mode),
            data("date", record::print(e.date));
        data("status", record::name(e.status)), data("claim", record::name(e.claim)),
            data("score", fmt::format("{}", e.score));
        data("confidence", fmt::format("{}", e.confidence)), data("what", e.what),
            data("document", e.document);
        data("words", e.evidence.of(reading.document.text));
        out += "</edge>\n";
      }
    }
  }
}

void GraphmlWriter::finish(std::string& out) {
  for (const auto& [code, name] : nodes_)
    out +=
        fmt::format("<node id=\"{}\"><data key=\"name\">{}</data></node>\n", xml(code), xml(name));
  out += "</graph>\n</graphml>\n";
}

}  // namespace servanda::exchange

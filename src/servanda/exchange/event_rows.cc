// Lays events out in the columns of other data sets.
#include "servanda/exchange/event_rows.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "servanda/exchange/cameo.h"
#include "servanda/exchange/states.h"

namespace servanda::exchange {
namespace {

// Tab-separated formats know no quotes: a tab or line end in a field becomes a blank.
std::string flat(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return result;
}

std::optional<record::DayNumber> day_of(const record::Event& event,
                                        const record::Document& document) {
  for (const record::Date* date : {&event.date, &document.date}) {
    if (date->known() && !date->interval && date->precision() == record::Precision::kDay)
      return record::first_day(*date);
  }
  return std::nullopt;
}

// GDELT's identifiers are numbers: the same event always gets the same one (FNV-1a, 63 bits).
uint64_t number_of(std::string_view id, size_t pair) {
  uint64_t hash = 14695981039346656037ull ^ pair;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return hash >> 1;
}

std::string codes(const std::vector<record::Actor>& actors) {
  std::string text;
  for (const record::Actor& actor : actors) {
    text +=
        (text.empty() ? "" : " ") + actor.code + (actor.sector.empty() ? "" : ":" + actor.sector);
  }
  return text;
}

void append_csv_row(std::string& out, const record::Event& event,
                    const record::Document& document) {
  std::string contexts;
  for (const std::string& context : event.contexts)
    contexts += (contexts.empty() ? "" : " ") + context;
  const CameoCode code = cameo_of(event);
  const std::string amount = event.amount ? fmt::format("{}", event.amount->value) : "",
                    unit = event.amount ? event.amount->unit : "";
  const std::string fields[] = {event.id,
                                event.document,
                                record::print(document.date),
                                document.source,
                                std::string(record::name(event.type)),
                                event.mode,
                                contexts,
                                fmt::format("{}", static_cast<int>(record::quad_class(event.type))),
                                fmt::format("{}", event.score),
                                codes(event.actors),
                                codes(event.recipients),
                                record::print(event.date),
                                std::string(record::name(event.status)),
                                std::string(record::name(event.claim)),
                                codes(event.claimants),
                                event.what,
                                amount,
                                unit,
                                event.place,
                                std::string(code.code),
                                fmt::format("{}", event.evidence.begin),
                                fmt::format("{}", event.evidence.end),
                                std::string(event.evidence.of(document.text))};
  bool first = true;
  for (const std::string& field : fields) {
    if (!first) out += ',';
    first = false;
    append_csv(out, field);
  }
  out += '\n';
}

// "Foreign Ministry (Iran)" where the text has an organ or a person, else the state.
std::string icews_name(const record::Actor& actor) {
  const std::string state = state_name(actor.code);
  return actor.name.empty() || actor.name == state
             ? state
             : fmt::format("{} ({})", flat(actor.name), state);
}

std::string_view icews_sectors(std::string_view sector) {
  if (sector == "GOV") return "Government";
  if (sector == "MIL") return "Military";
  if (sector == "COP") return "Police";
  if (sector == "JUD") return "Judicial";
  if (sector == "LEG") return "Legislative / Parliamentary";
  if (sector == "REB") return "Insurgents";
  if (sector == "OPP") return "Opposition";
  if (sector == "BUS") return "Business";
  if (sector == "JRN") return "Media";
  if (sector == "CVL") return "Civilian";
  return sector;
}

void append_icews_row(std::string& out, size_t number, const CameoCode& code, std::string_view day,
                      const record::Event& event, const record::Actor& a, const record::Actor& b,
                      const record::Document& document) {
  out += fmt::format(
      "{}.{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\tNA\tNA\t{}\tNA\tNA\n",
      flat(event.id), number, day, icews_name(a), icews_sectors(a.sector), state_name(a.code),
      code.name, code.code, code.goldstein, icews_name(b), icews_sectors(b.sector),
      state_name(b.code), flat(event.document), event.sentence + 1, flat(document.source),
      event.place.empty() ? "NA" : flat(event.place), "NA");
}

void append_gdelt_row(std::string& out, size_t number, const CameoCode& code, std::string_view day,
                      const record::Event& event, const record::Actor& a, const record::Actor& b,
                      const record::Document& document) {
  const std::string date =
      fmt::format("{}{}{}", day.substr(0, 4), day.substr(5, 2), day.substr(8, 2));
  const std::string_view year = day.substr(0, 4);
  const int month = (day[5] - '0') * 10 + day[6] - '0',
            number_of_day = (day[8] - '0') * 10 + day[9] - '0';
  // The definition of GDELT's FractionDate: months of 30 days, a year of 365 parts.
  const double fraction = std::stod(std::string(year)) + ((month - 1) * 30 + number_of_day) / 365.0;
  const auto side = [&](const record::Actor& actor) {
    const std::string state = state_name(actor.code);
    return fmt::format("{0}{1}\t{2}\t{0}\t\t\t\t\t{1}\t\t", actor.code, actor.sector,
                       flat(actor.name.empty() ? state : actor.name));
  };
  const std::string_view root = code.code.substr(0, 2),
                         base = code.code.substr(0, std::min<size_t>(3, code.code.size()));
  const std::string geography =
      "0\t\t\t\t\t\t\t";  // type 0: none; GDELT's eight columns of a place
  out += fmt::format(
      "{}\t{}\t{}{:02}\t{}\t{:.4f}\t{}\t{}\t1\t{}\t{}\t{}\t{}\t{}\t1\t1\t1\t0\t{}\t{}\t{}\t{}\t{}"
      "\n",
      number_of(event.id, number), date, year, month, year, fraction, side(a), side(b), code.code,
      base, root, static_cast<int>(record::quad_class(event.type)), code.goldstein, geography,
      geography,
      event.place.empty() ? geography : fmt::format("4\t{}\t\t\t\t\t\t", flat(event.place)),
      date + "000000", flat(document.url.empty() ? document.source : document.url));
}

}  // namespace

std::string_view header_of(RowFormat format) {
  switch (format) {
    case RowFormat::kCsv:
      return "id,doc,published,source,event,mode,context,quad,score,actor,recipient,date,status,"
             "claim,claimant,what,amount,unit,place,cameo,begin,end,words\n";
    case RowFormat::kIcews:
      return "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO "
             "Code\tIntensity\tTarget Name\tTarget Sectors\tTarget "
             "Country\tStory ID\tSentence "
             "Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";
    case RowFormat::kGdelt:
      break;
  }
  return "";
}

size_t append_rows(std::string& out, RowFormat format, const record::Event& event,
                   const record::Document& document) {
  if (format == RowFormat::kCsv) {
    append_csv_row(out, event, document);
    return 1;
  }
  const CameoCode code = cameo_of(event);
  const auto day = day_of(event, document);
  if (code.code.empty() || !day) return 0;
  const std::string date = record::print(record::make_day(*day));
  size_t rows = 0;
  for (const record::Actor& a : event.actors) {
    for (const record::Actor& b : event.recipients) {
      if (format == RowFormat::kIcews)
        append_icews_row(out, rows, code, date, event, a, b, document);
      else
        append_gdelt_row(out, rows, code, date, event, a, b, document);
      ++rows;
    }
  }
  return rows;
}

void append_csv(std::string& out, std::string_view field) {
  if (field.find_first_of(",\"\n\r") == std::string_view::npos) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace servanda::exchange

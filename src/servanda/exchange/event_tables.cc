// Finds the columns of each data set and maps its codes.
#include "servanda/exchange/event_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "servanda/exchange/cameo.h"
#include "servanda/exchange/delimited.h"
#include "servanda/exchange/states.h"
#include "servanda/record/event.h"

namespace servanda::exchange {
namespace {

constexpr size_t kNone = static_cast<size_t>(-1);
constexpr std::array<std::string_view, 7> kNames = {"gdelt", "icews", "polecat", "ged",
                                                    "acled", "plain", "figures"};

// "Actor1CountryCode", "Actor_1_Country_Code" and "actor1 country code" are one name.
std::string folded(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      result += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      result += c;
  }
  return result;
}

base::Error rejected(std::string message) {
  return {base::ErrorCode::kRejected, std::move(message), ""};
}

// Columns by folded name, in the order in which the readers below use them; names after the first
// are other spellings. A name that begins with '?' may be missing.
using Columns = std::vector<std::vector<std::string_view>>;

const Columns& columns_of(DataSet data_set) {
  static const std::array<Columns, 7> table = {
      Columns{{"globaleventid"},
              {"sqldate", "day"},
              {"actor1countryabbr", "actor1countrycode"},
              {"?actor1type1code", "actor1role"},
              {"actor2countryabbr", "actor2countrycode"},
              {"?actor2type1code", "actor2role"},
              {"eventcode"},
              {"goldsteinscale"},
              {"?numarticles"},
              {"?actiongeofullname", "country"},
              {"?sourceurl"}},
      Columns{{"eventid"},
              {"eventdate"},
              {"sourcecountry"},
              {"?sourcesectors"},
              {"targetcountry"},
              {"?targetsectors"},
              {"cameocode"},
              {"intensity"},
              {"?city"},
              {"?country"},
              {"?eventtext"}},
      Columns{{"eventid"},
              {"eventdate"},
              {"actorcountry"},
              {"?primaryactorsector", "actorprimarysector"},
              {"recipientcountry"},
              {"?primaryrecipientsector", "recipientprimarysector"},
              {"eventtype"},
              {"?eventmode"},
              {"?intensity"},
              {"?placename"},
              {"?headline"}},
      Columns{{"id"},
              {"datestart"},
              {"dateend"},
              {"sidea"},
              {"sideb"},
              {"best"},
              {"typeofviolence"},
              {"?country"},
              {"?sourceheadline"}},
      Columns{{"eventidcnty", "dataid"},
              {"eventdate"},
              {"actor1"},
              {"actor2"},
              {"eventtype"},
              {"subeventtype"},
              {"fatalities"},
              {"?country"},
              {"?location"},
              {"?notes"}},
      Columns{{"date"},
              {"actor", "a"},
              {"recipient", "b"},
              {"?type", "event"},
              {"?code"},
              {"?score"},
              {"?count"},
              {"?place"},
              {"?text", "what"},
              {"?id"},
              {"?actorsector"},
              {"?recipientsector"}},
      Columns{{"name", "indicator"},
              {"?definition"},
              {"?dyad"},
              {"?a", "actor"},
              {"?b", "recipient"},
              {"period", "date"},
              {"value"},
              {"?unit"}}};
  return table[static_cast<size_t>(data_set)];
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

// "2020-11-13", "20201113", "2020-11-13 00:00:00.000", "13 November 2020".
std::optional<record::DayNumber> day_of(std::string_view text) {
  const auto digits = [](std::string_view part) {
    return !part.empty() &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  std::string edtf;
  if (text.size() == 8 && digits(text)) {
    edtf = fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  } else if (text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
             (text.size() == 10 || text[10] == ' ' || text[10] == 'T')) {
    edtf = text.substr(0, 10);
  } else {
    static constexpr std::array<std::string_view, 12> kMonths = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    const size_t blank = text.find(' '),
                 second = blank == std::string_view::npos ? blank : text.find(' ', blank + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const std::string_view day = text.substr(0, blank), year = text.substr(second + 1);
    const std::string month = folded(text.substr(blank + 1, second - blank - 1)).substr(0, 3);
    const auto found = std::find(kMonths.begin(), kMonths.end(), month);
    if (found == kMonths.end() || !digits(day) || day.size() > 2 || year.size() != 4 ||
        !digits(year))
      return std::nullopt;
    edtf = fmt::format("{}-{:02}-{:0>2}", year, found - kMonths.begin() + 1, day);
  }
  const auto date = record::parse_date(edtf);
  if (!date || date->precision() != record::Precision::kDay) return std::nullopt;
  return record::first_day(*date);
}

std::string_view known(std::string_view text) {
  return text == "NA" || text == "None" || text == "NULL" ? std::string_view() : text;
}

std::string code_or_name(std::string_view name) {
  const std::string code = state_code(known(name));
  return code.empty() ? std::string(known(name)) : code;
}

struct Side {
  std::string code, sector;
};

// "Government of Iran", "Military Forces of Russia (2000-)", "Hamas".
Side side_of(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kForms[] = {
      {"Government of ", "GOV"}, {"Military Forces of ", "MIL"}, {"Police Forces of ", "COP"},
      {"Protesters (", "CVL"},   {"Rioters (", "CVL"},           {"Civilians (", "CVL"}};
  for (const auto& [form, sector] : kForms) {
    if (!name.starts_with(form)) continue;
    std::string_view state = name.substr(form.size());
    if (form.ends_with('(')) state = state.substr(0, state.find(')'));
    std::string code = state_code(state);
    // A cabinet or former name in parentheses: "Russia (2000-)".
    if (code.empty()) code = state_code(state.substr(0, state.find(" (")));
    if (!code.empty()) return {code, std::string(sector)};
  }
  return {code_or_name(name), ""};
}

// ACLED's event and sub-event types by PLOVER's.
std::string plover_of_acled(std::string_view type, std::string_view subtype) {
  if (type == "Battles" || type == "Explosions/Remote violence" ||
      type == "Violence against civilians")
    return subtype == "Non-violent transfer of territory" ? "RETREAT" : "ASSAULT";
  if (type == "Protests" || type == "Riots") return "PROTEST";
  if (subtype == "Agreement") return "AGREE";
  if (subtype == "Arrests" || subtype == "Disrupted weapons use") return "COERCE";
  if (subtype == "Headquarters or base established") return "MOBILIZE";
  if (subtype == "Looting/property destruction") return "ASSAULT";
  if (subtype == "Non-violent transfer of territory") return "RETREAT";
  return {};
}

}  // namespace

std::optional<DataSet> parse_data_set(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<DataSet>(found - kNames.begin());
}

std::string_view name(DataSet data_set) { return kNames[static_cast<size_t>(data_set)]; }

TableForm form_of(DataSet data_set, std::string_view first_line) {
  const char separator = guess_separator(first_line);
  switch (data_set) {
    case DataSet::kGdelt:
    case DataSet::kIcews:
    case DataSet::kPolecat:
      // Tab-separated releases do not quote; those that someone saved as CSV do.
      return {separator, separator != '\t'};
    case DataSet::kGed:
    case DataSet::kAcled:
    case DataSet::kPlain:
    case DataSet::kFigures:
      break;
  }
  return {separator, true};
}

std::optional<DataSet> recognise(const std::vector<std::string>& first_row) {
  std::vector<std::string> names;
  for (const std::string& column : first_row) names.push_back(folded(column));
  for (const DataSet data_set : {DataSet::kGdelt, DataSet::kIcews, DataSet::kPolecat, DataSet::kGed,
                                 DataSet::kAcled, DataSet::kPlain, DataSet::kFigures}) {
    const Columns& wanted = columns_of(data_set);
    const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const auto& spellings) {
      if (spellings.front().starts_with('?')) return true;
      return std::any_of(spellings.begin(), spellings.end(), [&](std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
      });
    });
    if (all) return data_set;
  }
  const size_t width = first_row.size();
  if ((width == 57 || width == 58 || width == 61) && number_of(first_row[0]) &&
      day_of(first_row[1]))
    return DataSet::kGdelt;
  return std::nullopt;
}

size_t RowReader::column(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  return found == names_.end() ? kNone : static_cast<size_t>(found - names_.begin());
}

std::string_view RowReader::field(const std::vector<std::string>& row, size_t column) const {
  const size_t at = columns_[column];
  return at == kNone || at >= row.size() ? std::string_view() : std::string_view(row[at]);
}

base::Result<RowReader> RowReader::create(DataSet data_set,
                                          const std::vector<std::string>& first_row) {
  RowReader reader;
  reader.data_set_ = data_set;
  for (const std::string& name : first_row) reader.names_.push_back(folded(name));
  const size_t width = first_row.size();
  if (data_set == DataSet::kGdelt && (width == 57 || width == 58 || width == 61) &&
      number_of(first_row[0])) {
    // Positions of GDELT 1.0 (58 columns; 57 before April 2013, without SOURCEURL) and 2.0 (61:
    // with ADM2 codes).
    reader.headless_ = true;
    reader.columns_ =
        width == 61 ? std::vector<size_t>{0, 1, 7, 12, 17, 22, 26, 30, 33, 52, 60}
                    : std::vector<size_t>{
                          0, 1, 7, 12, 17, 22, 26, 30, 33, 50, width == 58 ? size_t{57} : kNone};
    return reader;
  }
  for (const auto& spellings : columns_of(data_set)) {
    const bool optional = spellings.front().starts_with('?');
    size_t found = kNone;
    for (std::string_view name : spellings) {
      if (name.starts_with('?')) name.remove_prefix(1);
      if (found == kNone) found = reader.column(name);
    }
    if (found == kNone && !optional) {
      return base::Error{base::ErrorCode::kRefused,
                         fmt::format("has no column '{}', which {} tables have", spellings.front(),
                                     name(data_set)),
                         ""};
    }
    reader.columns_.push_back(found);
  }
  return reader;
}

base::Result<record::Observation> RowReader::read(const std::vector<std::string>& row) const {
  const size_t width = names_.size();
  if (row.size() != width)
    return rejected(fmt::format("has {} fields where the first row has {}", row.size(), width));
  switch (data_set_) {
    case DataSet::kGdelt:
      return read_gdelt(row);
    case DataSet::kIcews:
      return read_icews(row);
    case DataSet::kPolecat:
      return read_polecat(row);
    case DataSet::kGed:
      return read_ged(row);
    case DataSet::kAcled:
      return read_acled(row);
    case DataSet::kPlain:
      return read_plain(row);
    case DataSet::kFigures:
      break;
  }
  return rejected("is a figure, not an event");
}

base::Result<record::Observation> RowReader::read_gdelt(const std::vector<std::string>& row) const {
  record::Observation o;
  o.id = field(row, 0), o.date = day_of(field(row, 1));
  if (!o.date) return rejected(fmt::format("'{}' is no day", field(row, 1)));
  o.actor = code_or_name(field(row, 2)), o.actor_sector = field(row, 3);
  o.recipient = code_or_name(field(row, 4)), o.recipient_sector = field(row, 5);
  std::string code(field(row, 6));
  // Saved from a spreadsheet, "040" has become "40": roots are two digits, and none but 01 to 09
  // loses its zero.
  o.code = code;
  if (!code.empty() && cameo(code).code.empty())
    return rejected(fmt::format("'{}' is no CAMEO code", code));
  o.type = cameo(code).type;
  const auto goldstein = number_of(field(row, 7));
  if (!goldstein && !field(row, 7).empty())
    return rejected(fmt::format("'{}' is no score", field(row, 7)));
  o.score = goldstein.value_or(0);
  o.count = static_cast<int64_t>(number_of(field(row, 8)).value_or(1));
  o.place = field(row, 9), o.text = field(row, 10);
  return o;
}

base::Result<record::Observation> RowReader::read_icews(const std::vector<std::string>& row) const {
  record::Observation o;
  o.id = field(row, 0), o.date = day_of(field(row, 1));
  if (!o.date) return rejected(fmt::format("'{}' is no day", field(row, 1)));
  o.actor = code_or_name(field(row, 2)), o.actor_sector = icews_sector(field(row, 3));
  o.recipient = code_or_name(field(row, 4)), o.recipient_sector = icews_sector(field(row, 5));
  const CameoCode code = cameo(field(row, 6));
  if (code.code.empty()) return rejected(fmt::format("'{}' is no CAMEO code", field(row, 6)));
  o.code = field(row, 6), o.type = code.type;
  const auto score = number_of(field(row, 7));
  if (!score) return rejected(fmt::format("'{}' is no intensity", field(row, 7)));
  o.score = *score;
  o.place = known(field(row, 8)).empty() ? known(field(row, 9)) : known(field(row, 8));
  o.text = field(row, 10);
  return o;
}

base::Result<record::Observation> RowReader::read_polecat(
    const std::vector<std::string>& row) const {
  record::Observation o;
  o.id = field(row, 0), o.date = day_of(field(row, 1));
  if (!o.date) return rejected(fmt::format("'{}' is no day", field(row, 1)));
  o.actor = code_or_name(field(row, 2)), o.actor_sector = known(field(row, 3));
  o.recipient = code_or_name(field(row, 4)), o.recipient_sector = known(field(row, 5));
  std::string type(field(row, 6));
  for (char& c : type) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (!record::parse_event_type(type))
    return rejected(fmt::format("'{}' is no PLOVER type", field(row, 6)));
  o.type = type;
  o.code = known(field(row, 7)).empty() ? type : fmt::format("{}-{}", type, field(row, 7));
  o.score = number_of(field(row, 8)).value_or(0);
  o.place = known(field(row, 9)), o.text = field(row, 10);
  return o;
}

base::Result<record::Observation> RowReader::read_ged(const std::vector<std::string>& row) const {
  record::Observation o;
  o.id = field(row, 0);
  const auto first = day_of(field(row, 1)), last = day_of(field(row, 2));
  if (!first || !last)
    return rejected(fmt::format("'{}' to '{}' are no days", field(row, 1), field(row, 2)));
  if (*last < *first)
    return rejected(fmt::format("ends on {} before it begins on {}", field(row, 2), field(row, 1)));
  // An event that is known to a season only has no place in a monthly series: its date stays
  // unknown.
  if (record::day_point(*first).month == record::day_point(*last).month && *last - *first < 31)
    o.date = *first;
  const Side a = side_of(field(row, 3)), b = side_of(field(row, 4));
  o.actor = a.code, o.actor_sector = a.sector, o.recipient = b.code, o.recipient_sector = b.sector;
  const auto deaths = number_of(field(row, 5));
  if (!deaths || *deaths < 0)
    return rejected(fmt::format("'{}' is no count of deaths", field(row, 5)));
  o.count = static_cast<int64_t>(*deaths);
  o.type = "ASSAULT", o.code = fmt::format("violence {}", field(row, 6));
  o.place = field(row, 7), o.text = field(row, 8);
  return o;
}

base::Result<record::Observation> RowReader::read_acled(const std::vector<std::string>& row) const {
  record::Observation o;
  o.id = field(row, 0), o.date = day_of(field(row, 1));
  if (!o.date) return rejected(fmt::format("'{}' is no day", field(row, 1)));
  const Side a = side_of(field(row, 2)), b = side_of(field(row, 3));
  o.actor = a.code, o.actor_sector = a.sector, o.recipient = b.code, o.recipient_sector = b.sector;
  o.type = plover_of_acled(field(row, 4), field(row, 5));
  o.code = fmt::format("{}: {}", field(row, 4), field(row, 5));
  const auto deaths = number_of(field(row, 6));
  if (!deaths || *deaths < 0)
    return rejected(fmt::format("'{}' is no count of deaths", field(row, 6)));
  o.count = static_cast<int64_t>(*deaths);
  o.place = field(row, 8).empty() ? field(row, 7) : field(row, 8);
  o.text = field(row, 9);
  return o;
}

base::Result<record::Observation> RowReader::read_plain(const std::vector<std::string>& row) const {
  record::Observation o;
  o.date = day_of(field(row, 0));
  if (!o.date) return rejected(fmt::format("'{}' is no day", field(row, 0)));
  o.actor = code_or_name(field(row, 1)), o.recipient = code_or_name(field(row, 2));
  o.code = field(row, 4);
  std::string type(field(row, 3));
  if (!type.empty() && !record::parse_event_type(type)) {
    if (cameo(type).code.empty())
      return rejected(fmt::format("'{}' is neither a PLOVER type nor a CAMEO code", type));
    if (o.code.empty()) o.code = type;
    type = cameo(type).type;
  }
  o.type = type.empty() && !o.code.empty() ? std::string(cameo(o.code).type) : type;
  const auto score = number_of(field(row, 5)), count = number_of(field(row, 6));
  if (!score && !field(row, 5).empty())
    return rejected(fmt::format("'{}' is no score", field(row, 5)));
  if (!count && !field(row, 6).empty())
    return rejected(fmt::format("'{}' is no count", field(row, 6)));
  o.score = score.value_or(0), o.count = static_cast<int64_t>(count.value_or(1));
  o.place = field(row, 7), o.text = field(row, 8), o.id = field(row, 9),
  o.actor_sector = field(row, 10), o.recipient_sector = field(row, 11);
  return o;
}

base::Result<record::Figure> RowReader::read_figure(const std::vector<std::string>& row) const {
  if (row.size() != names_.size())
    return rejected(
        fmt::format("has {} fields where the first row has {}", row.size(), names_.size()));
  record::Figure figure;
  figure.name = field(row, 0), figure.definition = field(row, 1), figure.dyad = field(row, 2);
  if (figure.dyad.empty() && !field(row, 3).empty())
    figure.dyad = code_or_name(field(row, 3)) + " " + code_or_name(field(row, 4));
  const auto period = record::parse_date(field(row, 5));
  if (!period || !period->known())
    return rejected(fmt::format("'{}' is no period: write 2023 or 2023-10", field(row, 5)));
  const auto value = number_of(field(row, 6));
  if (!value) return rejected(fmt::format("'{}' is no number", field(row, 6)));
  figure.period = *period, figure.value = *value, figure.unit = field(row, 7);
  if (figure.name.empty()) return rejected("has no name");
  return figure;
}

}  // namespace servanda::exchange

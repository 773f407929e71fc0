// Decides whether a record is among what was asked for.
#include "servanda/record/filter.h"

#include <algorithm>

namespace servanda::record {
namespace {

bool is_actor(const std::string& wanted, const Actor& actor) {
  const size_t colon = wanted.find(':');
  if (colon == std::string::npos) return actor.code == wanted;
  return actor.code == std::string_view(wanted).substr(0, colon) &&
         actor.sector == std::string_view(wanted).substr(colon + 1);
}

bool has_actor(const std::vector<std::string>& wanted, const std::vector<Actor>& actors) {
  return std::any_of(actors.begin(), actors.end(), [&](const Actor& actor) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const std::string& w) { return is_actor(w, actor); });
  });
}

bool contains(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

std::string_view name(QuadClass quad) {
  switch (quad) {
    case QuadClass::kVerbalCooperation:
      return "verbal_cooperation";
    case QuadClass::kMaterialCooperation:
      return "material_cooperation";
    case QuadClass::kVerbalConflict:
      return "verbal_conflict";
    case QuadClass::kMaterialConflict:
      return "material_conflict";
  }
  return "";
}

bool matches_dates(const Filter& filter, const Date& date) {
  if (!filter.since.known() && !filter.until.known()) return true;
  if (!date.known()) return false;
  if (filter.since.known() && last_day(date) < first_day(filter.since)) return false;
  return !filter.until.known() || first_day(date) <= last_day(filter.until);
}

bool matches_source(const Filter& filter, std::string_view source) {
  if (filter.sources.empty()) return true;
  return std::any_of(filter.sources.begin(), filter.sources.end(), [&](const std::string& wanted) {
    if (source == wanted) return true;
    return source.size() > wanted.size() && source.ends_with(wanted) &&
           source[source.size() - wanted.size() - 1] == '.';
  });
}

bool matches_any(const std::vector<std::string>& wanted, const std::vector<std::string>& have) {
  return wanted.empty() || std::any_of(have.begin(), have.end(), [&](const std::string& value) {
           return contains(wanted, value);
         });
}

bool matches(const Filter& filter, const Event& event) {
  if (!matches_dates(filter, event.date)) return false;
  if (!filter.actors.empty() && !has_actor(filter.actors, event.actors) &&
      !has_actor(filter.actors, event.recipients))
    return false;
  if (!filter.types.empty() && !contains(filter.types, name(event.type)) &&
      !contains(filter.types, name(quad_class(event.type))))
    return false;
  if (!matches_any(filter.domains, event.contexts)) return false;
  return filter.statuses.empty() || contains(filter.statuses, name(event.status));
}

std::string unknown_value(const Filter& filter) {
  for (const std::string& type : filter.types) {
    bool known = parse_event_type(type).has_value();
    for (int quad = 1; quad <= 4 && !known; ++quad)
      known = type == name(static_cast<QuadClass>(quad));
    if (!known) return type;
  }
  return {};
}

}  // namespace servanda::record

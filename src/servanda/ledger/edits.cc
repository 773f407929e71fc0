// Reads and applies corrections.
#include "servanda/ledger/edits.h"

#include <algorithm>
#include <set>

namespace servanda::ledger {
namespace {

using record::Edit;

std::vector<std::string> codes_of(std::string_view text) {
  std::vector<std::string> codes;
  while (!text.empty()) {
    const size_t end = text.find_first_of(" ,");
    if (end != 0) codes.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return codes;
}

std::vector<record::Actor> actors_of(std::string_view text) {
  std::vector<record::Actor> actors;
  for (const std::string& code : codes_of(text)) {
    const size_t colon = code.find(':');
    record::Actor& actor = actors.emplace_back();
    actor.code = code.substr(0, colon);
    actor.sector = colon == std::string::npos ? "GOV" : code.substr(colon + 1);
    actor.name = actor.code;
  }
  return actors;
}

// Returns false for a field or value that an event cannot have.
bool set_field(record::Event& event, const Edit& edit) {
  const auto put = [](auto& field, auto value) {
    if (value) field = *value;
    return value.has_value();
  };
  if (edit.field == "type") return put(event.type, record::parse_event_type(edit.value));
  if (edit.field == "status") return put(event.status, record::parse_status(edit.value));
  if (edit.field == "claim") return put(event.claim, record::parse_claim(edit.value));
  if (edit.field == "date") {
    auto date = record::parse_date(edit.value);
    if (date) event.date = *date;
    return date.ok();
  }
  if (edit.field == "what") return event.what = edit.value, true;
  if (edit.field == "place") return event.place = edit.value, true;
  if (edit.field == "actor") return event.actors = actors_of(edit.value), true;
  if (edit.field == "recipient") return event.recipients = actors_of(edit.value), true;
  return edit.field == "rejected";
}

bool set_field(record::Pledge& pledge, const Edit& edit) {
  if (edit.field == "stage") {
    const auto stage = record::parse_stage(edit.value);
    if (stage) pledge.stage = *stage;
    if (stage && !pledge.history.empty()) pledge.history.back().stage = *stage;
    return stage.has_value();
  }
  if (edit.field == "claim") {
    const auto claim = record::parse_pledge_claim(edit.value);
    if (claim) pledge.claim = *claim;
    if (claim && !pledge.history.empty()) pledge.history.back().claim = *claim;
    return claim.has_value();
  }
  if (edit.field == "due") {
    auto date = record::parse_date(edit.value);
    if (date) pledge.due = *date;
    return date.ok();
  }
  if (edit.field == "what") return pledge.what = edit.value, true;
  if (edit.field == "domain") return pledge.domain = edit.value, true;
  if (edit.field == "strength") return pledge.strength = edit.value, true;
  if (edit.field == "giver") return pledge.givers = codes_of(edit.value), true;
  if (edit.field == "receiver") return pledge.receivers = codes_of(edit.value), true;
  return edit.field == "rejected" || edit.field == "merge" || edit.field == "split";
}

}  // namespace

Edits::Edits(const std::vector<Edit>& journal) {
  std::set<int64_t> taken_back;
  // The last word counts: an undo that was itself undone takes nothing back.
  for (size_t i = journal.size(); i-- > 0;) {
    if (journal[i].undoes != 0 && !taken_back.contains(journal[i].number))
      taken_back.insert(journal[i].undoes);
  }
  for (const Edit& edit : journal) {
    if (edit.undoes == 0 && !taken_back.contains(edit.number)) held_.push_back(edit);
  }
  std::stable_sort(held_.begin(), held_.end(),
                   [](const Edit& x, const Edit& y) { return x.target < y.target; });
}

void Edits::apply(std::vector<record::Reading>& readings) const {
  if (held_.empty()) return;
  const auto of = [&](const std::string& id) {
    return std::equal_range(held_.begin(), held_.end(), id, [](const auto& x, const auto& y) {
      if constexpr (std::is_same_v<std::decay_t<decltype(x)>, Edit>)
        return x.target < y;
      else
        return x < y.target;
    });
  };
  const auto change = [&](auto& records) {
    std::erase_if(records, [&](auto& record) {
      const auto [begin, end] = of(record.id);
      bool rejected = false;
      for (auto edit = begin; edit != end; ++edit) {
        set_field(record, *edit);
        if (edit->field == "rejected") rejected = edit->value != "false";
      }
      return rejected;
    });
  };
  for (record::Reading& reading : readings) {
    change(reading.events);
    change(reading.pledges);
  }
}

void Edits::resolve(ForecastAccount& forecast) const {
  for (const Edit& edit : held_) {
    if (edit.target != forecast.id || edit.field != "resolution") continue;
    forecast.came_true = edit.value == "true";
    forecast.note = edit.note;
    if (auto date = record::parse_date(edit.made_at.substr(0, 10)); date) forecast.resolved = *date;
    const double expected =
        (forecast.forecast.probability_low + forecast.forecast.probability_high) / 2;
    const double outcome = *forecast.came_true ? 1 : 0;
    forecast.brier = (expected - outcome) * (expected - outcome);
  }
}

PledgeLinks Edits::links() const {
  PledgeLinks links;
  for (const Edit& edit : held_) {
    if (edit.field == "merge") links.joined.emplace_back(edit.target, edit.value);
    if (edit.field == "split") links.alone.insert(edit.target);
  }
  return links;
}

base::Result<void> check_edit(const Edit& edit) {
  const auto wrong = [&](std::string message) {
    return base::Error{base::ErrorCode::kUsage, std::move(message), edit.target};
  };
  if (edit.undoes != 0) return {};
  if (edit.target.find("#f") != std::string::npos) {
    if (edit.field == "resolution" && (edit.value == "true" || edit.value == "false")) return {};
    return wrong("a forecast has the field resolution, with the value true or false");
  }
  record::Event event;
  record::Pledge pledge;
  if (set_field(event, edit) || set_field(pledge, edit)) return {};
  return wrong("the field '" + edit.field + "' does not exist or cannot be '" + edit.value + "'");
}

}  // namespace servanda::ledger

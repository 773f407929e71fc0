// Pledges and their standing.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "servanda/brief/event_sentence.h"
#include "servanda/brief/sections.h"
#include "servanda/brief/wording.h"
#include "servanda/ledger/pledges.h"

namespace servanda::brief {
namespace {

using ledger::Outcome;
using ledger::PledgeAccount;
using ledger::PledgeEvent;
using record::PledgeClaim;
using record::Stage;

std::string_view stage_words(Stage stage) {
  constexpr std::array<std::string_view, 16> kWords = {
      "mentioned", "proposed",         "announced", "under negotiation",
      "agreed",    "signed",           "ratified",  "in force",
      "started",   "partly delivered", "delivered", "delayed",
      "suspended", "resumed",          "cancelled", "expired"};
  return kWords[static_cast<size_t>(stage)];
}

std::string_view outcome_words(const ledger::PledgeStanding& standing) {
  constexpr std::array<std::string_view, 11> kWords = {"open",
                                                       "in progress",
                                                       "fulfilled",
                                                       "fulfilled, late",
                                                       "partly fulfilled",
                                                       "stalled",
                                                       "due date passed, no evidence of fulfilment",
                                                       "unverified",
                                                       "cancelled",
                                                       "expired",
                                                       "waits for its condition"};
  // What is in force binds; whether it is kept is another matter.
  const Outcome outcome = standing.outcome;
  if (standing.stage == Stage::kInForce &&
      (outcome == Outcome::kOpen || outcome == Outcome::kFulfilled))
    return "in force";
  if (standing.stage == Stage::kInForce && outcome == Outcome::kFulfilledLate)
    return "in force, later than planned";
  return kWords[static_cast<size_t>(outcome)];
}

// The date of a step as it may be told. A step without a date of its own has that of its document:
// near enough for an item of news, but a long text tells of steps that were taken at any time
// before.
record::Date told_date(const ledger::Account& account, const PledgeEvent& event) {
  if (event.evidence.empty() || event.date.interval || !event.date.known()) return event.date;
  const record::Document* document =
      ledger::find_document(account, event.evidence.front().document);
  const bool background =
      document != nullptr && !ledger::is_item_of_news(*document) && document->date == event.date;
  return background ? record::before(event.date) : event.date;
}

// What a claim does to the stage that it comes with.
std::string step_words(const PledgeEvent& event, const record::Date& told) {
  const std::string stage(stage_words(event.stage));
  std::string date = when(told);
  if (!date.empty()) date = " " + date;
  if (event.stalled) return stage + date + " (said to drag on)";
  switch (event.claim) {
    case PledgeClaim::kStated:
    case PledgeClaim::kAdmitted:
      return stage + date;
    case PledgeClaim::kClaimed:
      return fmt::format("{}{} (as one side says)", stage, date);
    case PledgeClaim::kUnconfirmed:
      return fmt::format("“{}”{} (unconfirmed)", stage, date);
    case PledgeClaim::kDenied:
      return fmt::format("“{}”{} (denied)", stage, date);
    case PledgeClaim::kRetracted:
      return fmt::format("“{}”{} (report withdrawn)", stage, date);
    case PledgeClaim::kDisputed:
      return fmt::format("“{}”{} (disputed)", stage, date);
  }
  return stage;
}

std::vector<const PledgeEvent*> in_order(const PledgeAccount& pledge) {
  std::vector<const PledgeEvent*> events;
  for (const PledgeEvent& event : pledge.events) events.push_back(&event);
  std::stable_sort(events.begin(), events.end(), [](const PledgeEvent* x, const PledgeEvent* y) {
    if (x->date.known() != y->date.known()) return x->date.known();
    return x->date.known() && display_day(x->date) < display_day(y->date);
  });
  return events;
}

std::string title_of(const PledgeAccount& pledge) {
  std::string what = shortened(tidy(pledge.what), 90);
  for (const std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An "}) {
    if (what.starts_with(article)) {
      what = what.substr(article.size());
      break;
    }
  }
  return capitalised(what);
}

// Pledges with a longer and better attested history first.
std::vector<const PledgeAccount*> by_importance(const Draft& draft) {
  std::vector<const PledgeAccount*> pledges;
  for (const PledgeAccount& pledge : draft.account.pledges) {
    if (!tidy(pledge.what).empty()) pledges.push_back(&pledge);
  }
  const auto rank = [](const PledgeAccount* pledge) {
    return pledge->mentions.size() * 2 + pledge->events.size() + (pledge->amount ? 1 : 0);
  };
  std::stable_sort(
      pledges.begin(), pledges.end(),
      [&](const PledgeAccount* x, const PledgeAccount* y) { return rank(x) > rank(y); });
  return pledges;
}

bool is_money(std::string_view unit) {
  return unit.size() == 3 &&
         std::all_of(unit.begin(), unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Beside two that have names, "an international organisation" says nothing.
std::string names_of_parties(std::vector<std::string> codes) {
  if (codes.size() > 2) std::erase(codes, "IGO");
  return names_of_codes(codes);
}

std::string between(const PledgeAccount& pledge) {
  const std::string givers = names_of_parties(pledge.givers),
                    receivers = names_of_parties(pledge.receivers);
  // Where reports put one party on both sides, none of them says who owes it to whom.
  const bool unclear =
      std::any_of(pledge.givers.begin(), pledge.givers.end(), [&](const std::string& giver) {
        return std::find(pledge.receivers.begin(), pledge.receivers.end(), giver) !=
               pledge.receivers.end();
      });
  if (givers.empty() || unclear) {
    // A third state that nobody says to give or get anything may be a place: "sued in Geneva".
    std::vector<std::string> parties = pledge.parties;
    std::erase_if(parties, [&](const std::string& code) {
      const auto has = [&](const std::vector<std::string>& side) {
        return std::find(side.begin(), side.end(), code) != side.end();
      };
      return !has(pledge.givers) && !has(pledge.receivers);
    });
    return capitalised(names_of_parties(parties.empty() ? pledge.parties : parties));
  }
  return capitalised(receivers.empty() ? givers : givers + " to " + receivers);
}

// "Rasht–Astara railway": "Signed on 17 May 2023, delayed on 5 November 2025. Standing: Stalled;
// due in March 2025."
std::optional<Sentence> story(const Draft& draft, const PledgeAccount& pledge) {
  std::vector<std::string> steps;
  const std::vector<const PledgeEvent*> ordered = in_order(pledge);
  const auto dated = std::count_if(ordered.begin(), ordered.end(), [&](const PledgeEvent* event) {
    return !told_date(draft.account, *event).open_begin;
  });
  std::vector<const PledgeEvent*> told;
  for (const PledgeEvent* event : ordered) {
    if (event->stage == Stage::kNone && !event->stalled) continue;
    const record::Date date = told_date(draft.account, *event);
    // Where the steps have dates, "by the day of the document" adds nothing, unless it is the step
    // that the standing rests on.
    const bool decides =
        event->stage == pledge.standing.stage &&
        std::none_of(ordered.begin(), ordered.end(), [&](const PledgeEvent* other) {
          return other->counts && other->stage == event->stage &&
                 !told_date(draft.account, *other).open_begin;
        });
    if (dated >= 2 && date.open_begin && event->counts && !decides) continue;
    // What was signed on a day was announced by being signed.
    const auto says_more = [&](const PledgeEvent* other) {
      return other->counts && ledger::is_undertaking(other->stage) && other->stage > event->stage &&
             other->date.known() && told_date(draft.account, *other) == date;
    };
    if (event->counts && event->stage < Stage::kSigned &&
        std::any_of(ordered.begin(), ordered.end(), says_more))
      continue;
    // What nobody confirms adds nothing to the same step of the same time that stands.
    const auto stands = [&](const PledgeEvent* other) {
      return other->counts && other->stage == event->stage && other->date.known() &&
             event->date.known() && record::overlaps(told_date(draft.account, *other), date);
    };
    if (event->claim == PledgeClaim::kUnconfirmed &&
        std::any_of(ordered.begin(), ordered.end(), stands))
      continue;
    // One step that several sources date to nearly one day is told once.
    constexpr record::DayNumber kOneStepDays = 31;
    if (event->counts && std::any_of(told.begin(), told.end(), [&](const PledgeEvent* other) {
          return other->stage == event->stage && other->date.known() && event->date.known() &&
                 std::abs(display_day(other->date) - display_day(event->date)) <= kOneStepDays;
        }))
      continue;
    if (event->counts) told.push_back(event);
    std::string words = step_words(*event, date);
    if (std::find(steps.begin(), steps.end(), words) == steps.end())
      steps.push_back(std::move(words));
  }
  if (steps.empty()) return std::nullopt;
  if (steps.size() > 6) steps.erase(steps.begin() + 2, steps.end() - 4);
  std::vector<record::Evidence> evidence;
  for (const PledgeEvent& event : pledge.events) {
    if (!event.evidence.empty()) evidence.push_back(event.evidence.front());
  }
  if (evidence.size() > 8) evidence.erase(evidence.begin() + 3, evidence.end() - 5);
  const auto grounds = Grounds::of(draft.account, evidence);
  if (!grounds) return std::nullopt;
  std::string text = capitalised(join(steps)) + ".";
  std::string standing = capitalised(std::string(outcome_words(pledge.standing)));
  if (pledge.standing.due.known()) standing += fmt::format("; due {}", when(pledge.standing.due));
  if (pledge.standing.slips > 0)
    standing += fmt::format(", put off {}", pledge.standing.slips == 1 ? "once"
                                            : pledge.standing.slips == 2
                                                ? "twice"
                                                : counted(pledge.standing.slips, "time", "times"));
  return Sentence(fmt::format("{} Standing: {}.", text, standing), *grounds)
      .led_by(title_of(pledge));
}

}  // namespace

std::vector<record::Evidence> pledge_evidence(const PledgeAccount& pledge, size_t limit) {
  std::vector<record::Evidence> evidence;
  for (auto event = pledge.events.rbegin(); event != pledge.events.rend(); ++event) {
    for (const record::Evidence& item : event->evidence) {
      if (evidence.size() >= limit) return evidence;
      evidence.push_back(item);
    }
  }
  if (evidence.empty()) {
    for (const ledger::PledgeMention& mention : pledge.mentions) {
      for (const record::PledgeStep& step : mention.pledge.history) {
        if (evidence.size() < limit) evidence.push_back(step.evidence);
      }
    }
  }
  return evidence;
}

Section pledges(Draft& draft) {
  Section section{.id = "pledges",
                  .heading = "Pledges and their standing",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  const std::vector<const PledgeAccount*> ranked = by_importance(draft);
  Paragraph stories;
  stories.list = true;
  for (const PledgeAccount* pledge : ranked) {
    if (stories.sentences.size() >= 10 || pledge->events.size() < 2) continue;
    if (auto sentence = story(draft, *pledge)) stories.sentences.push_back(std::move(*sentence));
  }
  if (!stories.sentences.empty()) section.paragraphs.push_back(std::move(stories));

  Table table;
  table.caption = "Every pledge with its last step that counts";
  table.columns = {"Pledge", "Who to whom", "Field", "Last step", "Standing", "Due"};
  size_t left_out = 0;
  for (const PledgeAccount* pledge : ranked) {
    const auto grounds = Grounds::of(draft.account, pledge_evidence(*pledge, 3));
    if (!grounds) continue;
    if (table.rows.size() >= static_cast<size_t>(draft.options.pledge_rows)) {
      ++left_out;
      continue;
    }
    std::string step(stage_words(pledge->standing.stage));
    for (auto event = pledge->events.rbegin(); event != pledge->events.rend(); ++event) {
      if (!event->counts || event->stage != pledge->standing.stage) continue;
      if (const record::Date date = told_date(draft.account, *event); date.known())
        step += ", " + in_words(date);
      break;
    }
    std::string title = title_of(*pledge);
    if (pledge->amount && is_money(pledge->amount->unit)) {
      // Counts stand in the title ("Five systems"); a sum may stand there in other words ("1.3
      // billion euros").
      const std::string amount = in_words(*pledge->amount);
      const size_t digits = amount.find_first_of("0123456789");
      const std::string number =
          digits == std::string::npos
              ? amount
              : amount.substr(digits, amount.find_first_not_of("0123456789.,", digits) - digits);
      if (title.find(number) == std::string::npos) title += " (" + amount + ")";
    }
    table.rows.push_back(
        {{std::move(title), grounds},
         {between(*pledge), std::nullopt},
         {pledge->domain.empty() ? "–" : field_name(pledge->domain), std::nullopt},
         {pledge->standing.stage == Stage::kNone ? "none that counts" : step, std::nullopt},
         {std::string(outcome_words(pledge->standing)), std::nullopt},
         {pledge->standing.due.known() ? in_words(pledge->standing.due) : "–", std::nullopt}});
  }
  if (table.rows.empty()) {
    section.note = "The documents hold no pledge between the two that could be tested.";
    return section;
  }
  section.note =
      "A denied, withdrawn or unconfirmed step does not move a pledge. Silence after a due date is "
      "no evidence that a pledge was broken.";
  if (left_out > 0)
    section.note += fmt::format(
        " The table shows the {} pledges with the longest record and leaves out {}; the "
        "command “servanda pledges” lists all.",
        table.rows.size(), left_out);
  section.tables.push_back(std::move(table));
  return section;
}

}  // namespace servanda::brief

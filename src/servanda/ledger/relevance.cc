// Compares codes, sides and the words of what is pledged.
#include "servanda/ledger/relevance.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "servanda/ledger/state_words.h"
#include "servanda/ledger/wording.h"
#include "servanda/record/filing.h"
#include "servanda/record/organisations.h"

namespace servanda::ledger {
namespace {

bool has(const std::vector<std::string>& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}
bool has(const std::vector<record::Actor>& actors, std::string_view code) {
  return std::any_of(actors.begin(), actors.end(),
                     [&](const record::Actor& actor) { return actor.code == code; });
}

// So many may do one hostile act together.
constexpr size_t kMostTogether = 3;

// True for those who speak and act for a state: not its people, firms, papers or dissidents.
bool is_official(const record::Actor& actor) {
  static constexpr std::string_view kOfficial[] = {"", "GOV", "MIL", "LEG", "JUD", "SPY", "COP"};
  return std::find(std::begin(kOfficial), std::end(kOfficial), actor.sector) != std::end(kOfficial);
}

// True for "this news", of which no text says what it is.
bool points_only(const PledgeAccount& pledge) {
  return pledge.mentions.size() == 1 &&
         (pledge.what.starts_with("this ") || pledge.what.starts_with("these ") ||
          pledge.what.starts_with("that ") || pledge.what.starts_with("those "));
}

// The sentence that words stand in, roughly: from stop to stop that a blank follows.
base::Span sentence_around(std::string_view text, base::Span words) {
  const auto ends = [&](size_t at) {
    return text[at] == '\n' || ((text[at] == '.' || text[at] == '!' || text[at] == '?') &&
                                at + 1 < text.size() && text[at + 1] == ' ');
  };
  const size_t size = text.size();
  size_t begin = std::min<size_t>(words.begin, size), end = std::min<size_t>(words.end, size);
  while (begin > 0 && !ends(begin - 1)) --begin;
  while (end < size && (end == 0 || !ends(end - 1))) ++end;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

// The folded noun that a wording is about: the last before its first preposition.
std::string head_of(std::string_view what) {
  static constexpr std::array<std::string_view, 14> kPrepositions = {
      " of ",   " in ",   " on ", " for ",     " with ",    " between ", " to ",
      " from ", " under", " at ", " against ", " towards ", " that ",    " worth "};
  size_t end = what.size();
  for (const std::string_view preposition : kPrepositions)
    end = std::min(end, what.find(preposition));
  const std::vector<Word> words = content_words(what.substr(0, end));
  return words.empty() ? "" : words.back().folded;
}

// Violence and punishment are announced and begun, too, but nobody is owed them; and a visit that
// is under way was an act.
bool is_no_undertaking(const PledgeAccount& pledge) {
  static constexpr std::array<std::string_view, 28> kViolence = {
      "airstrik", "assault",  "attack",      "bomb",     "bombing",   "conflict", "coup",
      "death",    "execut",   "execution",   "explod",   "fight",     "incident", "incursion",
      "invasion", "kill",     "killing",     "massacre", "offensiv",  "protest",  "raid",
      "reprisal", "retaliat", "retaliation", "shoot",    "stand-off", "strik",    "war"};
  // To lift them is a pledge, to lay them on is none.
  static constexpr std::array<std::string_view, 9> kPunishments = {
      "ban",     "blockad",  "boycott", "embargo", "embargoe",
      "penalty", "sanction", "tariff",  "threat"};
  static constexpr std::array<std::string_view, 11> kTalks = {
      "conferenc", "debat", "discussion", "meet", "session", "speech",
      "summit",    "talk",  "tour",       "trip", "visit"};
  const std::string head = head_of(pledge.what);
  if (std::find(kTalks.begin(), kTalks.end(), head) != kTalks.end() &&
      std::all_of(pledge.events.begin(), pledge.events.end(), [](const PledgeEvent& event) {
        return event.stage == record::Stage::kStarted || event.stage == record::Stage::kDelivered;
      }))
    return true;
  if (std::find(kViolence.begin(), kViolence.end(), head) != kViolence.end()) return true;
  return std::find(kPunishments.begin(), kPunishments.end(), head) != kPunishments.end() &&
         std::none_of(pledge.events.begin(), pledge.events.end(), [](const PledgeEvent& event) {
           using record::Stage;
           return event.stage == Stage::kNegotiating || event.stage == Stage::kAgreed ||
                  event.stage == Stage::kSigned || event.stage == Stage::kSuspended ||
                  event.stage == Stage::kCancelled || event.stage == Stage::kExpired;
         });
}

}  // namespace

bool Relevance::filed(const record::Document& document) const {
  const std::vector<std::string> codes = record::filed_under(document);
  return !codes.empty() && has(codes, a_) && has(codes, b_);
}

bool Relevance::both(const record::Event& event) const {
  const bool a_acts = has(event.actors, a_), b_acts = has(event.actors, b_);
  const bool a_takes = has(event.recipients, a_), b_takes = has(event.recipients, b_);
  if ((a_acts && b_takes) || (b_acts && a_takes)) return true;
  const bool friendly = record::quad_class(event.type) == record::QuadClass::kVerbalCooperation ||
                        record::quad_class(event.type) == record::QuadClass::kMaterialCooperation;
  if (a_acts && b_acts) return friendly || event.actors.size() <= kMostTogether;
  const bool met = event.type == record::EventType::kConsult ||
                   event.type == record::EventType::kAgree ||
                   event.type == record::EventType::kCooperate;
  return a_takes && b_takes && met;
}

bool Relevance::party(const record::Pledge& pledge, std::string_view code) const {
  return has(pledge.givers, code) || has(pledge.receivers, code) || has(pledge.parties, code);
}

bool Relevance::both(const record::Pledge& pledge) const {
  return party(pledge, a_) && party(pledge, b_);
}

bool Relevance::both(const record::Indicator& indicator) const {
  return has(indicator.dyad, a_) && has(indicator.dyad, b_);
}

bool Relevance::only(const record::Pledge& pledge) const {
  const auto ours = [&](const std::vector<std::string>& codes) {
    return std::all_of(codes.begin(), codes.end(), [&](const std::string& code) {
      return code == a_ || code == b_ || record::may_stand_for_members(code);
    });
  };
  return ours(pledge.givers) && ours(pledge.receivers) && ours(pledge.parties) &&
         (party(pledge, a_) || party(pledge, b_));
}

bool Relevance::told_of_ours(const record::Reading& reading, const record::Pledge& pledge) const {
  const record::Document& document = reading.document;
  if (!is_item_of_news(document) || filed(document) || pledge.history.empty()) return true;
  const auto names = [&](base::Span words, const std::string& code) {
    const auto inside = [&](const std::vector<record::Actor>& side) {
      return std::any_of(side.begin(), side.end(), [&](const record::Actor& actor) {
        return actor.code == code && !actor.span.empty() && words.contains(actor.span);
      });
    };
    return names_state(words.of(document.text), code) ||
           std::any_of(
               reading.events.begin(), reading.events.end(), [&](const record::Event& event) {
                 return inside(event.actors) || inside(event.recipients) || inside(event.claimants);
               });
  };
  const auto told = [&](const std::string& code) {
    return std::any_of(pledge.history.begin(), pledge.history.end(),
                       [&](const record::PledgeStep& step) {
                         return names(sentence_around(document.text, step.evidence.span), code);
                       });
  };
  const int named = told(a_) + told(b_);
  const base::Span all = {0, static_cast<uint32_t>(document.text.size())};
  if (named == 0) {
    // The item leaves them unnamed, or it is told of a thing by its name: "the S-300 contract".
    const std::vector<Word> words = content_words("x " + pledge.what);
    return (!names(all, a_) && !names(all, b_)) ||
           std::any_of(words.begin(), words.end(), [](const Word& word) { return word.name; });
  }
  return named == 2 || !names_a_third(reading);
}

bool Relevance::with_organisation(const record::Pledge& pledge) const {
  const auto any = [](const std::vector<std::string>& codes) {
    return std::any_of(codes.begin(), codes.end(), record::may_stand_for_members);
  };
  return any(pledge.givers) || any(pledge.receivers) || any(pledge.parties);
}

bool Relevance::names_a_third(const record::Reading& reading) const {
  const auto third = [&](const std::vector<record::Actor>& side) {
    return std::any_of(side.begin(), side.end(), [&](const record::Actor& actor) {
      return actor.code != a_ && actor.code != b_ && !record::may_stand_for_members(actor.code);
    });
  };
  return std::any_of(reading.events.begin(), reading.events.end(), [&](const auto& event) {
    return third(event.actors) || third(event.recipients);
  });
}

bool Relevance::about_both(const record::Reading& reading) const {
  bool seen_a = false, seen_b = false;
  for (const record::Event& event : reading.events) {
    seen_a =
        seen_a || has(event.actors, a_) || has(event.recipients, a_) || has(event.claimants, a_);
    seen_b =
        seen_b || has(event.actors, b_) || has(event.recipients, b_) || has(event.claimants, b_);
  }
  for (const record::Pledge& pledge : reading.pledges)
    seen_a = seen_a || party(pledge, a_), seen_b = seen_b || party(pledge, b_);
  if (seen_a && seen_b) return true;
  if (std::any_of(reading.indicators.begin(), reading.indicators.end(),
                  [&](const auto& i) { return both(i); }))
    return true;
  const std::string forward = a_ + "-" + b_, backward = b_ + "-" + a_;
  return std::any_of(
      reading.findings.begin(), reading.findings.end(), [&](const record::Finding& finding) {
        return finding.treaty.starts_with(forward) || finding.treaty.starts_with(backward);
      });
}

bool Relevance::speaks_of_both(const record::Reading& reading,
                               const record::Evidence& statement) const {
  if (!is_item_of_news(reading.document) || filed(reading.document) || !names_a_third(reading))
    return true;
  return std::any_of(reading.events.begin(), reading.events.end(),
                     [&](const record::Event& event) {
                       return both(event) && event.evidence.overlaps(statement.span);
                     }) ||
         std::any_of(reading.pledges.begin(), reading.pledges.end(),
                     [&](const record::Pledge& pledge) {
                       return both(pledge) &&
                              std::any_of(pledge.history.begin(), pledge.history.end(),
                                          [&](const record::PledgeStep& step) {
                                            return step.evidence.span.overlaps(statement.span);
                                          });
                     });
}

bool Relevance::ours(const record::Motive& motive) const {
  return motive.actors.empty() ||
         std::any_of(motive.actors.begin(), motive.actors.end(), [&](const record::Actor& actor) {
           return is_official(actor) && (actor.code == a_ || actor.code == b_);
         });
}

bool Relevance::of_both(const PledgeAccount& pledge) const {
  if (points_only(pledge) || is_no_undertaking(pledge)) return false;
  const bool one_gives = pledge.givers.empty() || has(pledge.givers, a_) || has(pledge.givers, b_);
  if (has(pledge.parties, a_) && has(pledge.parties, b_)) return one_gives;
  bool is_filed = false, of_two = false, again = false;
  for (const PledgeMention& mention : pledge.mentions) {
    is_filed = is_filed || mention.filed, of_two = of_two || mention.of_two;
    again = again || mention.document != pledge.mentions.front().document;
  }
  return is_filed || (of_two && again);
}

}  // namespace servanda::ledger

// Scans words before and around an act.
#include "servanda/ledger/report_words.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "servanda/base/ascii.h"
#include "servanda/base/word_list.h"
#include "servanda/ledger/state_words.h"
#include "servanda/ledger/wording.h"

namespace servanda::ledger {
namespace {

// True if the number at [begin, end) is the day of a date: "17 January", "January 17".
bool beside_a_month(std::string_view text, size_t begin, size_t end) {
  static constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};
  return std::any_of(std::begin(kMonths), std::end(kMonths), [&](std::string_view month) {
    return text.substr(std::min(end + 1, text.size())).starts_with(month) ||
           (begin > 0 && text.substr(0, begin - 1).ends_with(month));
  });
}

// The last words before `end`, in lower case, the nearest first. The month "May" keeps its capital:
// it tells of nothing to come.
std::vector<std::string> words_before(std::string_view text, size_t end, size_t most) {
  std::vector<std::string> words;
  size_t at = std::min(end, text.size());
  while (at > 0 && words.size() < most) {
    while (at > 0 && !base::is_letter(text[at - 1])) {
      if (std::string_view(".;!?").find(text[at - 1]) != std::string_view::npos) return words;
      --at;
    }
    size_t begin = at;
    while (begin > 0 && base::is_letter(text[begin - 1])) --begin;
    if (begin == at) break;
    const std::string_view word = text.substr(begin, at - begin);
    words.push_back(word == "May" ? std::string(word) : base::lower(word));
    at = begin;
  }
  return words;
}

// Words that name one kind of happening: what a later text may call by another of them
// ("airstrikes", "the raid"). The first is kAgreeing.
constexpr std::string_view kKinds[] = {
    "sign signing agree agreed agreement deal accord put treaty conclude ratify reach seal",
    "attack strike airstrike raid bomb bombard bombing bombardment missile shell shelling "
    "drone rocket mortar artillery fire firing launch carry conduct hit target targeting "
    "assault offensive blast explosion destroy pound ambush attempt suicide fired bombings "
    "ramming stab stabbing",
    "invade invasion incursion enter advance storm cross operation offensive intervention "
    "intervene aggression war raid action push assault invading occupy occupation infiltrate "
    "infiltrating",
    "kill killing assassinate assassination death murder die shoot shooting shot slay slain "
    "behead beheading execute execution fatally gun dead massacre genocide",
    "capture seize take retake recapture liberate control overrun conquer gain secure",
    "arrest detain detention imprison jail custody hold held captive apprehend capture seize "
    "catch imprisonment",
    "kidnap abduct hostage seize capture abduction kidnapping take hold held captive",
    "sentence convict jail guilty verdict find imprison conviction rule ruling",
    "charge indict accuse try trial sue lawsuit indictment prosecute warrant",
    "visit arrive tour trip begin start travel journey go depart land meet state head",
    "meet meeting met talk summit negotiate negotiation discuss conference dialogue hold held "
    "begin start confer",
    "negotiate broker mediate mediation talk mediator",
    "ceasefire truce pause halt armistice cease agree agreement reach broker announce",
    "release free freed exchange swap hand return",
    "withdraw withdrawal pullout pullback pull leave left evacuate retreat depart exit quit",
    "threaten threat vow warn warning promise pledge",
    "expel deport expulsion oust deportation expelled expelling",
    "recall withdraw summon",
    "sanction tariff impose restriction embargo measure levy raise place announce freeze "
    "blacklist",
    "ban restrict limit restriction bar prohibit outlaw block suspend",
    "blockade siege besiege closure close",
    "condemn criticise criticize denounce criticism slam attack call describe express "
    "condemnation complain complaint protest reprimand",
    "accuse blame allege claim say accusation allegation denied",
    "clash fight fighting battle gunfire skirmish shootout violence firefight conflict combat "
    "exchange",
    "protest riot rioting march demonstrate demonstration rally gather storm picket protester "
    "protestor boycott",
    "call urge demand ask request appeal ultimatum seek calling insist urging must should "
    "invite invited",
    "deploy send amass mass build move dispatch station increase reinforce deployment escort "
    "sent",
    "test launch fire fired intercept",
    "approve vote pass back endorse adopt support ratify recognise recognize recognition "
    "welcome accept accepted",
    "reject refuse deny veto dismiss rejection denial decline denied",
    "suspend halt freeze stop cut cease end cancel",
    "shoot shot down downing",
    "beat assault hit kick injure wound",
    "lift ease remove drop end",
    "help aid provide give send supply deliver donate grant assist assistance sent aided "
    "offer",
    "mourn apologise apologize apology",
    "extradite extradition hand",
    "defect flee",
    "annex annexation",
    "investigate investigation probe inquiry examine inspect inspection inspector",
    "plan offer propose proposal prepare ready consider suggest"};

constexpr std::string_view kHopes =
    "hope hoped expect want plan intend prepare propose aim ready will seek consider";

}  // namespace

std::vector<uint32_t> numbers_of(std::string_view text) {
  static constexpr std::pair<std::string_view, uint32_t> kWords[] = {
      {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
      {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
      {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
      {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}};
  std::vector<uint32_t> numbers;
  for (size_t i = 0; i < text.size();) {
    const auto letter = [&](size_t at) { return at < text.size() && base::is_letter(text[at]); };
    const auto digit = [&](size_t at) { return at < text.size() && base::is_digit(text[at]); };
    if (!letter(i) && !digit(i)) {
      ++i;
      continue;
    }
    const size_t begin = i;
    uint64_t value = 0;
    bool number = true;
    for (; letter(i) || digit(i) || (text[i] == ',' && i > begin && digit(i - 1) && digit(i + 1));
         ++i) {
      if (letter(i)) number = false;
      if (digit(i))
        value =
            std::min<uint64_t>(value * 10 + static_cast<uint64_t>(text[i] - '0'), 4'000'000'000);
    }
    const bool hyphen = (begin > 0 && text[begin - 1] == '-') ||
                        (i < text.size() && text[i] == '-');  // "S-300", "one-day"
    if (hyphen) continue;
    if (number) {
      const bool year = value >= 1900 && value <= 2099;
      if (!year && !beside_a_month(text, begin, i)) numbers.push_back(static_cast<uint32_t>(value));
      continue;
    }
    const std::string word = base::lower(text.substr(begin, i - begin));
    for (const auto& [name, count] : kWords) {
      if (word == name) numbers.push_back(count);
    }
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

bool told_as_to_come(std::string_view text, size_t trigger) {
  static constexpr std::string_view kFuture[] = {"will",  "would", "shall", "may",
                                                 "might", "could", "ahead", "upcoming"};
  const std::vector<std::string> before = words_before(text, trigger, 4);
  if (before.size() >= 2 && before[0] == "to" && (before[1] == "is" || before[1] == "are"))
    return true;
  return std::any_of(before.begin(), before.end(),
                     [](const std::string& word) { return base::in(kFuture, word); });
}

bool told_as_another(std::string_view text, size_t trigger) {
  static constexpr std::string_view kMore[] = {"another", "second",   "third",   "fourth", "fifth",
                                               "again",   "separate", "further", "other",  "new"};
  const std::vector<std::string> before = words_before(text, trigger, 4);
  return std::any_of(before.begin(), before.end(),
                     [](const std::string& word) { return base::in(kMore, word); });
}

bool told_as_reason(std::string_view text, size_t trigger) {
  static constexpr std::string_view kReasons[] = {
      "after",     "following",   "over",       "despite",    "due",       "amid",
      "response",  "retaliation", "reaction",   "because",    "against",   "condemns",
      "condemned", "condemning",  "criticises", "criticizes", "denounces", "toll",
      "victims",   "protest",     "since",      "mourning",   "for",       "revenge"};
  const std::vector<std::string> before = words_before(text, trigger, 7);
  return std::any_of(before.begin(), before.end(),
                     [](const std::string& word) { return base::in(kReasons, word); });
}

std::vector<std::string> places_in(std::string_view text) {
  static constexpr std::string_view kWhere[] = {"in", "at", "near", "on", "into", "outside"};
  std::vector<std::string> places;
  bool where = false;
  for (size_t i = 0; i < text.size();) {
    if (!base::is_letter(text[i])) {
      if (std::string_view(".,;:").find(text[i]) != std::string_view::npos) where = false;
      ++i;
      continue;
    }
    const size_t begin = i;
    while (i < text.size() && base::is_letter_byte(text[i])) ++i;
    const std::string_view word = text.substr(begin, i - begin);
    const bool capital = word.front() >= 'A' && word.front() <= 'Z';
    if (where && capital) {
      for (const Word& name : content_words(std::string("x ") + std::string(word))) {
        if (!is_state_word(name.folded)) places.push_back(name.folded);
      }
    } else {
      where = base::in(kWhere, word) || (where && (word == "the" || !capital));
    }
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

bool told_as_known(std::string_view text, size_t trigger) {
  static constexpr std::string_view kKnown[] = {"the", "this",   "that",    "these",   "those",
                                                "its", "his",    "her",     "their",   "last",
                                                "s",   "recent", "earlier", "ongoing", "previous"};
  static constexpr std::string_view kNew[] = {"a",    "an", "is",  "are", "was", "were", "has",
                                              "have", "to", "and", "in",  "of",  "by"};
  constexpr size_t kMostWords = 4;
  size_t at = std::min(trigger, text.size());
  for (size_t words = 0; words < kMostWords; ++words) {
    while (at > 0 && !base::is_letter_byte(text[at - 1])) {
      if (std::string_view(".,;:!?()").find(text[at - 1]) != std::string_view::npos) return false;
      --at;
    }
    size_t begin = at;
    while (begin > 0 && base::is_letter_byte(text[begin - 1])) --begin;
    if (begin == at) return false;
    const std::string_view word = text.substr(begin, at - begin);
    const std::string lower = base::lower(word);
    if (base::in(kNew, lower)) return false;
    if (base::in(kKnown, lower)) return true;
    // Who acts stands before a verb with a capital: "the Foreign Ministry condemns".
    if (word.front() >= 'A' && word.front() <= 'Z') {
      const std::vector<Word> name = content_words(word);
      if (name.empty() || !is_state_word(name.front().folded)) return false;
    }
    at = begin;
  }
  return false;
}

Kinds kinds_of(std::string_view trigger) {
  static const std::unordered_map<std::string, Kinds> kinds = [] {
    static_assert(std::size(kKinds) <= 64, "a bit each");
    std::unordered_map<std::string, Kinds> all;
    for (size_t i = 0; i < std::size(kKinds); ++i) {
      for (const Word& word : content_words(kKinds[i])) all[word.folded] |= Kinds{1} << i;
    }
    return all;
  }();
  Kinds named = 0;
  while (!trigger.empty()) {
    const size_t end = std::min(trigger.find(' '), trigger.size());
    if (const auto found = kinds.find(std::string(trigger.substr(0, end))); found != kinds.end())
      named |= found->second;
    trigger.remove_prefix(std::min(end + 1, trigger.size()));
  }
  return named;
}

bool is_hope(std::string_view trigger) {
  static const std::vector<Word> hopes = content_words(kHopes);
  return std::any_of(hopes.begin(), hopes.end(), [&](const Word& word) {
    return word.folded == trigger.substr(0, trigger.find(' '));
  });
}

}  // namespace servanda::ledger

// Joins mentions into pledges and gathers their dated events.
#include "servanda/ledger/pledges.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

#include "servanda/base/disjoint_sets.h"
#include "servanda/ledger/deliveries.h"
#include "servanda/ledger/pledge_likeness.h"
#include "servanda/record/organisations.h"

namespace servanda::ledger {
namespace {

using record::DayNumber;
using record::PledgeClaim;
using record::Stage;

constexpr std::array<std::string_view, 6> kStrengths = {
    "hint", "statement", "joint_statement", "memorandum", "agreement", "treaty"};

int strength_rank(std::string_view strength) {
  const auto found = std::find(kStrengths.begin(), kStrengths.end(), strength);
  return found == kStrengths.end() ? -1 : static_cast<int>(found - kStrengths.begin());
}

void add_codes(std::vector<std::string>& all, const std::vector<std::string>& more) {
  for (const std::string& code : more) {
    if (std::find(all.begin(), all.end(), code) == all.end()) all.push_back(code);
  }
}

DayNumber day_of(const PledgeEvent& event) {
  return event.date.known() ? record::last_day(event.date) : 0;
}

bool believed(PledgeClaim claim) {
  return claim == PledgeClaim::kStated || claim == PledgeClaim::kAdmitted ||
         claim == PledgeClaim::kClaimed;
}

// Reports of one step on nearly one day with one claim are one event.
void add_event(PledgeAccount& account, PledgeEvent event, const std::string& publisher,
               std::vector<std::set<std::string>>& publishers) {
  for (size_t i = 0; i < account.events.size(); ++i) {
    PledgeEvent& known = account.events[i];
    if (known.stage != event.stage || known.claim != event.claim || known.due != event.due)
      continue;
    const bool near = known.date == event.date || record::overlaps(known.date, event.date) ||
                      std::abs(day_of(known) - day_of(event)) <= 7;
    if (!near) continue;
    if (event.date.precision() > known.date.precision()) known.date = event.date;
    known.evidence.insert(known.evidence.end(), event.evidence.begin(), event.evidence.end());
    known.not_started = known.not_started || event.not_started;
    known.stalled = known.stalled || event.stalled;
    known.in_service = known.in_service || event.in_service;
    publishers[i].insert(publisher);
    known.publishers = static_cast<uint32_t>(publishers[i].size());
    return;
  }
  event.publishers = 1;
  account.events.push_back(std::move(event));
  publishers.push_back({publisher});
}

// "The second stage was launched", "the mission is back in operation": what begins so is there. The
// start of works or talks brings nothing yet.
bool tells_of_use(std::string_view words) {
  static constexpr std::string_view kUse[] = {"launched",      "in operation", "operational",
                                              "went live",     "in service",   "had run since",
                                              "has run since", "opened",       "reopens"};
  static constexpr std::string_view kWorks[] = {"construction", "building",     "earthworks",
                                                "talks",        "negotiations", "work on"};
  std::string lower(words);
  for (char& c : lower) c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  const auto says = [&](const auto& list) {
    return std::any_of(std::begin(list), std::end(list), [&](std::string_view word) {
      return lower.find(word) != std::string::npos;
    });
  };
  return says(kUse) && !says(kWorks);
}

record::Date point(const record::DatePoint& at) { return {.begin = at, .end = at}; }

void gather_events(PledgeAccount& account) {
  std::vector<std::set<std::string>> publishers;
  Deliveries deliveries(account.mentions);
  for (const PledgeMention& mention : account.mentions) {
    const record::Pledge& pledge = mention.pledge;
    std::vector<record::PledgeStep> steps = pledge.history;
    if (steps.empty())
      steps.push_back({mention.published, pledge.stage, pledge.claim, {mention.document, {}}});
    for (const record::PledgeStep& step : steps) {
      PledgeEvent event;
      // A reading sorts undated steps: those before a dated one lie before it, the last are told of
      // the report's day.
      const auto later = std::find_if(steps.begin() + (&step - steps.data()), steps.end(),
                                      [](const record::PledgeStep& other) {
                                        return other.date.known() && !other.date.open_begin;
                                      });
      event.date = step.date.known()      ? step.date
                   : later == steps.end() ? mention.published
                                          : record::before(point(later->date.begin));
      event.stage = believed(step.claim) && deliveries.is_part(pledge, step)
                        ? Stage::kPartlyDelivered
                        : step.stage;
      event.claim = step.claim;
      event.evidence.push_back(step.evidence);
      event.counts = believed(step.claim) && step.stage != Stage::kNone;
      event.due = pledge.due;
      const bool is_last = &step == &steps.back();
      event.not_started = pledge.not_started && is_last;
      event.stalled = pledge.stalled && is_last;
      event.in_service = (step.stage == Stage::kStarted || step.stage == Stage::kResumed) &&
                         tells_of_use(mention.words);
      add_event(account, std::move(event), mention.publisher, publishers);
    }
  }
  // "By 30 August" is news of that day, not of the beginning of the calendar.
  const auto place = [](const PledgeEvent& event) {
    return record::first_day(event.date.open_begin ? point(event.date.end) : event.date);
  };
  std::stable_sort(account.events.begin(), account.events.end(),
                   [&](const PledgeEvent& x, const PledgeEvent& y) {
                     if (x.date.known() != y.date.known()) return x.date.known();
                     if (x.date.known() && place(x) != place(y)) return place(x) < place(y);
                     const auto by_date = record::order(x.date, y.date);
                     return by_date != 0 ? by_date < 0 : x.stage < y.stage;
                   });
}

// Sources that give different sums or different claims for one stage are shown side by side.
void find_disputes(PledgeAccount& account) {
  std::map<std::string, std::map<double, DisputedValue>> amounts;
  std::map<std::string, std::set<std::string>> documents;
  for (const PledgeMention& mention : account.mentions) {
    const auto& amount = mention.pledge.amount;
    if (!amount) continue;
    documents[amount->unit].insert(mention.document);
    std::map<double, DisputedValue>& values = amounts[amount->unit];
    double key = amount->value;
    for (const auto& [known, value] : values) {
      if (std::abs(known - key) <= 0.02 * std::abs(known)) key = known;
    }
    char text[64];
    std::snprintf(text, sizeof text, "%.10g ", key);
    DisputedValue& value = values[key];
    value.text = text + amount->unit;
    value.evidence.push_back({mention.document, amount->span});
  }
  for (auto& [unit, values] : amounts) {
    // One text that gives two sums tells of two parts of the thing.
    if (values.size() < 2 || documents[unit].size() < 2) continue;
    Dispute dispute{"amount", {}};
    for (auto& [number, value] : values) dispute.values.push_back(std::move(value));
    account.disputes.push_back(std::move(dispute));
  }
  std::map<Stage, std::map<bool, DisputedValue>> claims;
  for (const PledgeEvent& event : account.events) {
    const bool against =
        event.claim == PledgeClaim::kDenied || event.claim == PledgeClaim::kRetracted;
    DisputedValue& value = claims[event.stage][against];
    const std::string said =
        std::string(record::name(event.stage)) + ", " + std::string(record::name(event.claim));
    if (value.text.find(said) == std::string::npos)
      value.text += (value.text.empty() ? "" : "; ") + said;
    value.evidence.insert(value.evidence.end(), event.evidence.begin(), event.evidence.end());
  }
  for (auto& [stage, sides] : claims) {
    if (sides.size() == 2 && stage != Stage::kNone)
      account.disputes.push_back({"stage", {sides[false], sides[true]}});
  }
}

// A delivery that is dated before the first promise: one of the two dates is wrong, and both stand.
void find_reversal(PledgeAccount& account) {
  struct First {
    record::Date date;
    const record::PledgeStep* step = nullptr;
  };
  First promise, delivery;
  for (const PledgeMention& mention : account.mentions) {
    for (const record::PledgeStep& step : mention.pledge.history) {
      if (!step.date.known() || step.date.interval || !believed(step.claim)) continue;
      First* first = step.stage == Stage::kDelivered                                  ? &delivery
                     : step.stage >= Stage::kProposed && step.stage <= Stage::kSigned ? &promise
                                                                                      : nullptr;
      if (first != nullptr && (first->step == nullptr || record::order(step.date, first->date) < 0))
        *first = {step.date, &step};
    }
  }
  if (promise.step == nullptr || delivery.step == nullptr ||
      record::last_day(delivery.date) >= record::first_day(promise.date))
    return;
  const auto value = [](const First& first) {
    return DisputedValue{
        std::string(record::name(first.step->stage)) + " " + record::print(first.date),
        {first.step->evidence}};
  };
  account.disputes.push_back({"date", {value(promise), value(delivery)}});
}

// The longest wording that is no whole sentence, with the name of the thing where a wording that
// has it is taken from around.
std::string fullest_wording(const std::vector<PledgeMention>& mentions) {
  constexpr size_t kLongest = 80;  // bytes
  const PledgeMention* best = nullptr;
  const auto rank = [](const PledgeMention& mention) {
    return std::pair(mention.thing.empty(), mention.pledge.what.size());
  };
  for (const PledgeMention& mention : mentions) {
    if (mention.pledge.what.size() <= kLongest && (best == nullptr || rank(*best) < rank(mention)))
      best = &mention;
  }
  if (best == nullptr) return mentions.front().pledge.what;
  std::string name = best->thing;
  for (const PledgeMention& mention : mentions) {
    if (name.empty()) name = mention.thing;
  }
  // "Astara, Rasht" out of the sentence, and "the Astara-Rasht railway".
  const size_t comma = name.find(',');
  const bool named = name.empty() || best->pledge.what.find(name) != std::string::npos ||
                     (comma != std::string::npos &&
                      best->pledge.what.find(name.substr(0, comma)) != std::string::npos);
  return named ? best->pledge.what : name + ": " + best->pledge.what;
}

// The parties that at least half of the mentions between two name: a third that one report names
// beside them ("sued in Geneva") is no party to what all tell of. A mention of an organisation that
// stands for one of the two says nothing of that one.
std::set<std::string> parties_of_most(const std::vector<PledgeMention>& mentions) {
  std::map<std::string, size_t> counts;
  size_t between = 0, of_states = 0;
  for (const PledgeMention& mention : mentions) {
    std::set<std::string> codes;
    for (const auto* side :
         {&mention.pledge.parties, &mention.pledge.givers, &mention.pledge.receivers})
      codes.insert(side->begin(), side->end());
    if (codes.size() < 2) continue;
    ++between;
    of_states += std::none_of(codes.begin(), codes.end(), record::may_stand_for_members) ? 1 : 0;
    for (const std::string& code : codes) ++counts[code];
  }
  std::set<std::string> most;
  for (const auto& [code, count] : counts) {
    if (2 * count >= (record::may_stand_for_members(code) ? between : of_states)) most.insert(code);
  }
  return most;
}

PledgeAccount make_account(std::vector<PledgeMention> mentions) {
  std::stable_sort(mentions.begin(), mentions.end(),
                   [](const PledgeMention& x, const PledgeMention& y) {
                     const auto by_date = record::order(x.published, y.published);
                     return by_date != 0 ? by_date < 0 : x.pledge.id < y.pledge.id;
                   });
  PledgeAccount account;
  account.id = mentions.front().pledge.id;
  std::map<std::string, int> domains, givers_count;
  for (const PledgeMention& mention : mentions) {
    const record::Pledge& pledge = mention.pledge;
    add_codes(account.givers, pledge.givers);
    add_codes(account.receivers, pledge.receivers);
    add_codes(account.parties, pledge.parties);
    if (!pledge.domain.empty()) ++domains[pledge.domain];
    if (strength_rank(pledge.strength) > strength_rank(account.strength))
      account.strength = pledge.strength;
    if (!account.first_due.known()) account.first_due = pledge.due;
    if (!account.amount) account.amount = pledge.amount;
  }
  account.what = fullest_wording(mentions);
  // A quotation that the wording cuts into has lost one of its marks.
  if (std::count(account.what.begin(), account.what.end(), '"') % 2 != 0)
    std::erase(account.what, '"');
  add_codes(account.parties, account.givers);
  add_codes(account.parties, account.receivers);
  const std::set<std::string> most = parties_of_most(mentions);
  if (most.size() >= 2) {
    for (auto* side : {&account.givers, &account.receivers, &account.parties})
      std::erase_if(*side, [&](const std::string& code) { return !most.contains(code); });
  }
  // Of two fields named as often, that of the wording which the pledge is called by.
  for (const PledgeMention& mention : mentions) {
    if (mention.pledge.what != account.what || mention.pledge.domain.empty()) continue;
    ++domains[mention.pledge.domain];
    break;
  }
  if (!domains.empty()) {
    account.domain =
        std::max_element(domains.begin(), domains.end(), [](const auto& x, const auto& y) {
          return x.second < y.second;
        })->first;
  }
  account.mentions = std::move(mentions);
  gather_events(account);
  find_disputes(account);
  find_reversal(account);
  return account;
}

// "The second unit" is part of "units 2 and 3", "the first regiment" of "five regiments": all words
// of the smaller object but numbers stand in the larger, both have one party on each side, and the
// smaller one names a part.
void link_umbrellas(std::vector<PledgeAccount>& accounts) {
  const auto is_framework = [](const PledgeAccount& account) {
    return strength_rank(account.strength) >= strength_rank("memorandum") &&
           (account.what.find("partnership") != std::string::npos ||
            account.what.find("framework") != std::string::npos ||
            account.what.find("programme") != std::string::npos ||
            account.what.find("cooperation") != std::string::npos);
  };
  for (PledgeAccount& child : accounts) {
    if (is_framework(child)) continue;
    for (PledgeAccount& umbrella : accounts) {
      if (&umbrella == &child || !is_framework(umbrella) || umbrella.domain != child.domain ||
          child.domain.empty())
        continue;
      if (!same_side(umbrella.parties, child.parties)) continue;
      child.umbrella = umbrella.id;
      umbrella.children.push_back(child.id);
      break;
    }
  }
}

struct Pair {
  double score;
  size_t i, j;
};

// Compares mentions that share a word for the thing, a numbered part, or the day of a step. Each
// list of such mentions is gone through in the order of publication, and each mention is compared
// with the `kMostCompared` before it: the work stays linear on any input.
std::vector<Pair> close_pairs(const std::vector<PledgeMention>& mentions,
                              const std::vector<PledgeFeatures>& features) {
  constexpr size_t kMostCompared = 200;
  WordWeights weights;
  for (const PledgeFeatures& f : features) weights.add(f.words);
  std::vector<size_t> by_day(mentions.size());
  std::iota(by_day.begin(), by_day.end(), size_t{0});
  std::stable_sort(by_day.begin(), by_day.end(),
                   [&](size_t x, size_t y) { return features[x].day < features[y].day; });
  std::map<std::string, std::vector<size_t>> lists;
  std::set<std::pair<size_t, size_t>> seen;
  std::vector<Pair> pairs;
  for (const size_t i : by_day) {
    std::set<std::string> keys;
    for (const Word& word : features[i].things) keys.insert(word.folded);
    if (features[i].vague) {
      for (const Word& word : features[i].words) keys.insert(word.folded);
    }
    for (const NumberedParts& part : features[i].parts) {
      for (const int number : part.numbers) keys.insert("#" + std::to_string(number));
    }
    for (const record::PledgeStep& step : mentions[i].pledge.history)
      if (step.date.known()) keys.insert("@" + record::print(step.date));
    for (const std::string& key : keys) {
      std::vector<size_t>& list = lists[key];
      for (size_t n = list.size(); n-- > 0 && list.size() - n <= kMostCompared;) {
        const size_t j = list[n];
        // What names one state only is held against pledges of both: in a ledger of the whole world
        // there is much of it.
        if (mentions[i].aside && mentions[j].aside) continue;
        if (!seen.emplace(std::min(i, j), std::max(i, j)).second) continue;
        const double score = closeness(mentions[i], mentions[j], features[i], features[j], weights);
        if (score > 0) pairs.push_back({score, std::min(i, j), std::max(i, j)});
      }
      list.push_back(i);
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) {
    if (x.score != y.score) return x.score > y.score;
    return x.i != y.i ? x.i < y.i : x.j < y.j;
  });
  return pairs;
}

// Sets that join only if neither names nor parts tell them apart: an unnamed "deal" joins one named
// thing, not two.
class Sets {
 public:
  explicit Sets(const std::vector<PledgeFeatures>& features)
      : sets_(features.size()), what_(features) {}

  size_t find(size_t i) { return sets_.root(i); }

  bool may_join(size_t i, size_t j) {
    i = find(i), j = find(j);
    return i != j && !are_apart(what_[i], what_[j]);
  }

  void join(size_t i, size_t j) {
    i = find(i), j = find(j);
    if (i == j) return;
    const size_t root = std::min(i, j), child = std::max(i, j);
    sets_.join(root, child);
    PledgeFeatures& all = what_[root];
    all.names.insert(all.names.end(), what_[child].names.begin(), what_[child].names.end());
    all.names = word_set(std::move(all.names));
    const PledgeFeatures& more = what_[child];
    all.parts.insert(all.parts.end(), more.parts.begin(), more.parts.end());
    all.years.insert(all.years.end(), more.years.begin(), more.years.end());
    all.signed_on.insert(all.signed_on.end(), more.signed_on.begin(), more.signed_on.end());
    all.agreement = all.agreement || more.agreement;
    all.further = all.further || more.further;
  }

 private:
  base::DisjointSets sets_;
  std::vector<PledgeFeatures> what_;
};

}  // namespace

std::vector<PledgeAccount> link_pledges(std::vector<PledgeMention> mentions, DayNumber as_of,
                                        int no_evidence_months, const PledgeLinks& links) {
  std::sort(mentions.begin(), mentions.end(), [](const PledgeMention& x, const PledgeMention& y) {
    return x.pledge.id != y.pledge.id ? x.pledge.id < y.pledge.id : x.document < y.document;
  });
  const std::vector<PledgeFeatures> features = features_of(mentions);
  const std::vector<Pair> pairs = close_pairs(mentions, features);
  for (size_t i = 0; i < mentions.size(); ++i) mentions[i].thing = features[i].taken;

  Sets sets(features);
  std::map<std::string, size_t> index_of;
  for (size_t i = 0; i < mentions.size(); ++i) index_of.emplace(mentions[i].pledge.id, i);
  for (const auto& [one, other] : links.joined) {
    const auto i = index_of.find(one), j = index_of.find(other);
    if (i != index_of.end() && j != index_of.end()) sets.join(i->second, j->second);
  }
  for (const Pair& pair : pairs) {
    if (links.alone.contains(mentions[pair.i].pledge.id) ||
        links.alone.contains(mentions[pair.j].pledge.id))
      continue;
    if (sets.may_join(pair.i, pair.j)) sets.join(pair.i, pair.j);
  }
  // "Supplies began this month": if the two have one purchase of a named thing at that time, it is
  // that one.
  for (size_t i = 0; i < mentions.size(); ++i) {
    if (!presupposes_a_purchase(mentions[i], features[i]) || features[i].day == 0 ||
        links.alone.contains(mentions[i].pledge.id))
      continue;
    std::set<size_t> purchases;
    for (size_t j = 0; j < mentions.size() && purchases.size() < 2; ++j) {
      constexpr DayNumber kLongest = 6 * 365;  // from a contract to the last delivery
      if (features[j].names.empty() || mentions[j].aside ||
          std::abs(features[i].day - features[j].day) > kLongest ||
          !same_side(features[i].parties, features[j].parties))
        continue;
      purchases.insert(sets.find(j));
    }
    if (purchases.size() == 1 && sets.may_join(i, *purchases.begin()))
      sets.join(i, *purchases.begin());
  }
  std::map<size_t, std::vector<PledgeMention>> joined;
  for (size_t i = 0; i < mentions.size(); ++i)
    joined[sets.find(i)].push_back(std::move(mentions[i]));
  std::vector<PledgeAccount> accounts;
  for (auto& [root, members] : joined) {
    if (std::all_of(members.begin(), members.end(),
                    [](const PledgeMention& mention) { return mention.aside; }))
      continue;
    accounts.push_back(make_account(std::move(members)));
  }
  link_umbrellas(accounts);
  for (PledgeAccount& account : accounts)
    account.standing = standing_at(account, as_of, no_evidence_months);
  std::sort(accounts.begin(), accounts.end(), [](const PledgeAccount& x, const PledgeAccount& y) {
    const record::Date& a = x.events.empty() ? x.first_due : x.events.front().date;
    const record::Date& b = y.events.empty() ? y.first_due : y.events.front().date;
    const auto by_date = record::order(a, b);
    return by_date != 0 ? by_date < 0 : x.id < y.id;
  });
  return accounts;
}

}  // namespace servanda::ledger

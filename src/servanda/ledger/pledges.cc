// Joins mentions into pledges and gathers their dated events.
#include "servanda/ledger/pledges.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

#include "servanda/ledger/wording.h"

namespace servanda::ledger {
namespace {

using record::DayNumber;
using record::PledgeClaim;
using record::Stage;

struct Features {
  std::vector<Word> object;        // of `what`, as a set
  std::vector<Word> names;         // of these, the names and codes that single a thing out
  std::vector<std::string> parts;  // numbers that tell a part from another: "first", "two"
  std::vector<std::string> parties;
  DayNumber day = 0;
};

// Words for the act of pledging and for its paper say nothing of the thing pledged.
constexpr std::array<std::string_view, 44> kPaperWords = {
    "accord",      "action",      "agreement", "agre",    "announc",   "billion",  "compact",
    "contract",    "cooperation", "cooperat",  "deal",    "deliver",   "delivery", "document",
    "euro",        "final",       "first",     "full",    "implement", "joint",    "launch",
    "letter",      "memorandum",  "million",   "more",    "mou",       "pact",     "part",
    "partnership", "plan",        "pledg",     "project", "promis",    "protocol", "provid",
    "sal",         "sell",        "sign",      "start",   "supply",    "text",     "treaty",
    "us",          "work"};

bool is_paper_word(std::string_view word) {
  return std::binary_search(kPaperWords.begin(), kPaperWords.end(), word);
}

// "Iranian", "Russia": the parties' own names single out no thing. A name that begins like a
// party's code and ends like the name of a people or a state is taken for one.
bool names_a_party(std::string_view word, const std::vector<std::string>& parties) {
  const bool ends = word.ends_with("n") || word.ends_with("ia") || word.ends_with("i") ||
                    word.ends_with("es") || word.ends_with("ish") || word.ends_with("k");
  if (!ends || word.size() < 4) return false;
  return std::any_of(parties.begin(), parties.end(), [&](const std::string& code) {
    return code.size() == 3 && word[0] == code[0] - 'A' + 'a' && word[1] == code[1] - 'A' + 'a';
  });
}

// A number says how many, not which: "24 jets" and "50 jets" may be one pledge. "S300" is a name.
bool is_number(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_designation(std::string_view word) {
  return !is_number(word) &&
         std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

constexpr std::array<std::string_view, 12> kOrdinals = {"eighth", "fifth", "first",  "fourth",
                                                        "last",   "ninth", "second", "seventh",
                                                        "sixth",  "tenth", "third",  "twelfth"};

// The numbers that tell a part from another: "the first unit", "stage three". A count of pieces is
// none.
std::vector<std::string> parts_of(const std::string& what) {
  std::vector<std::string> parts;
  std::string before;
  for (size_t at = 0; at < what.size();) {
    const size_t end = std::min(what.find(' ', at), what.size());
    std::string word = what.substr(at, end - at);
    for (char& c : word) c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
    const bool numbered = before == "stage" || before == "phase" || before == "unit";
    if (numbered || std::find(kOrdinals.begin(), kOrdinals.end(), word) != kOrdinals.end())
      parts.push_back(word);
    before = std::move(word);
    at = end + 1;
  }
  return parts;
}

Features features_of(const PledgeMention& mention) {
  Features f;
  const record::Pledge& pledge = mention.pledge;
  f.object = word_set(
      content_words("x " + pledge.what));  // the leading word keeps a capital at the front a name
  f.parts = parts_of(pledge.what);
  std::set<std::string> parties;
  for (const auto* codes : {&pledge.givers, &pledge.receivers, &pledge.parties})
    parties.insert(codes->begin(), codes->end());
  f.parties.assign(parties.begin(), parties.end());
  for (const Word& word : f.object) {
    if (word.name && !is_paper_word(word.folded) && !is_number(word.folded) &&
        !names_a_party(word.folded, f.parties))
      f.names.push_back(word);
  }
  if (f.names.empty()) {
    // "The systems" of a sentence on the S-300: what the words around it designate.
    for (const Word& word : word_set(content_words(mention.words))) {
      if (is_designation(word.folded)) f.names.push_back({word.folded, true});
    }
    if (f.names.size() > 1) f.names.clear();  // more than one: it is not said which
    if (!f.names.empty())
      f.object = word_set([&] {
        std::vector<Word> all = f.object;
        all.push_back(f.names.front());
        return all;
      }());
  }
  f.day = mention.published.known() ? record::first_day(mention.published) : 0;
  return f;
}

bool shares(const std::vector<Word>& a, const std::vector<Word>& b) {
  size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const int order = a[i].folded.compare(b[j].folded);
    if (order == 0) return true;
    if (order < 0)
      ++i;
    else
      ++j;
  }
  return false;
}

// The number of shared words that are neither paper nor number.
int shared_things(const std::vector<Word>& a, const std::vector<Word>& b) {
  int shared = 0;
  for (const Word& word : a) {
    if (is_paper_word(word.folded) || is_number(word.folded)) continue;
    shared += std::binary_search(b.begin(), b.end(), word,
                                 [](const Word& x, const Word& y) { return x.folded < y.folded; });
  }
  return shared;
}

// One side of a pledge is the same if a code is shared, or if one of the two does not say.
bool same_side(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  return std::any_of(a.begin(), a.end(), [&](const std::string& code) {
    return std::find(b.begin(), b.end(), code) != b.end();
  });
}

bool is_agreement(std::string_view what) {
  static constexpr std::string_view kAgreements[] = {
      "treaty", "agreement", "pact", "accord", "deal", "convention", "declaration", "memorandum"};
  return std::any_of(std::begin(kAgreements), std::end(kAgreements), [&](std::string_view word) {
    return what.find(word) != std::string_view::npos;
  });
}

// True if `promise` is due on the very day of a step of `deed`.
bool meets_due(const record::Pledge& promise, const record::Pledge& deed) {
  if (!promise.due.known() || promise.due.interval ||
      promise.due.precision() != record::Precision::kDay)
    return false;
  return std::any_of(deed.history.begin(), deed.history.end(),
                     [&](const record::PledgeStep& step) { return step.date == promise.due; });
}

// 0 or less: not one pledge.
double closeness(const PledgeMention& x, const PledgeMention& y, const Features& a,
                 const Features& b, const WordWeights& weights) {
  if (a.object.empty() || b.object.empty()) return -1;
  const bool names_meet = shares(a.names, b.names);
  if (!a.names.empty() && !b.names.empty() && !names_meet) return -1;
  // "Stage one" is not "stage three".
  const bool other_part = !a.parts.empty() && !b.parts.empty() &&
                          std::find_first_of(a.parts.begin(), a.parts.end(), b.parts.begin(),
                                             b.parts.end()) == a.parts.end();
  if (other_part) return -1;
  // One text has the seller as giver, another the buyer ("Iran expects the S-300"): a named thing
  // is still the same. Both sides of a treaty give: who is named as the giver says nothing there.
  const bool treaty = is_agreement(x.pledge.what) && is_agreement(y.pledge.what) &&
                      shared_things(a.object, b.object) > 0;
  // "To be launched on Tuesday" and Tuesday's launch are one thing.
  const bool due_met = meets_due(x.pledge, y.pledge) || meets_due(y.pledge, x.pledge);
  const bool sides_agree = (treaty || due_met)
                               ? same_side(a.parties, b.parties)
                               : same_side(x.pledge.givers, y.pledge.givers) &&
                                     same_side(x.pledge.receivers, y.pledge.receivers) &&
                                     same_side(a.parties, b.parties);
  if (!sides_agree && !names_meet) return -1;
  // Where only one of the two is named, the thing must be: by a name, or by two words that are not
  // those of any paper.
  if ((x.aside || y.aside) && !names_meet &&
      (shared_things(a.object, b.object) < 2 || weights.overlap(a.object, b.object) < 0.7))
    return -1;
  double score = (sides_agree ? 0 : -0.2) +
                 (due_met && shared_things(a.object, b.object) > 0 ? 0.5 : 0) +
                 weights.overlap(a.object, b.object) + 0.5 * weights.similarity(a.object, b.object);
  if (names_meet) score += 0.4;
  if (!x.pledge.domain.empty() && !y.pledge.domain.empty())
    score += x.pledge.domain == y.pledge.domain ? 0.1 : -0.2;
  if (!names_meet) score -= std::min(0.5, std::abs(a.day - b.day) / 365.0 * 0.25);
  return score - 0.8;
}

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
    publishers[i].insert(publisher);
    known.publishers = static_cast<uint32_t>(publishers[i].size());
    return;
  }
  event.publishers = 1;
  account.events.push_back(std::move(event));
  publishers.push_back({publisher});
}

record::Date point(const record::DatePoint& at) { return {.begin = at, .end = at}; }

void gather_events(PledgeAccount& account) {
  std::vector<std::set<std::string>> publishers;
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
      event.stage = step.stage;
      event.claim = step.claim;
      event.evidence.push_back(step.evidence);
      event.counts = believed(step.claim) && step.stage != Stage::kNone;
      event.due = pledge.due;
      const bool is_last = &step == &steps.back();
      event.not_started = pledge.not_started && is_last;
      event.stalled = pledge.stalled && is_last;
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
  for (const PledgeMention& mention : account.mentions) {
    const auto& amount = mention.pledge.amount;
    if (!amount) continue;
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
    if (values.size() < 2) continue;
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
    if (pledge.what.size() > account.what.size() && pledge.what.size() <= 80)
      account.what = pledge.what;
    add_codes(account.givers, pledge.givers);
    add_codes(account.receivers, pledge.receivers);
    add_codes(account.parties, pledge.parties);
    if (!pledge.domain.empty()) ++domains[pledge.domain];
    if (strength_rank(pledge.strength) > strength_rank(account.strength))
      account.strength = pledge.strength;
    if (!account.first_due.known()) account.first_due = pledge.due;
    if (!account.amount) account.amount = pledge.amount;
  }
  if (account.what.empty()) account.what = mentions.front().pledge.what;
  add_codes(account.parties, account.givers);
  add_codes(account.parties, account.receivers);
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

}  // namespace

std::vector<PledgeAccount> link_pledges(std::vector<PledgeMention> mentions, DayNumber as_of,
                                        int no_evidence_months, const PledgeLinks& links) {
  std::sort(mentions.begin(), mentions.end(), [](const PledgeMention& x, const PledgeMention& y) {
    return x.pledge.id != y.pledge.id ? x.pledge.id < y.pledge.id : x.document < y.document;
  });
  std::vector<Features> features;
  WordWeights weights;
  for (const PledgeMention& mention : mentions) {
    features.push_back(features_of(mention));
    weights.add(features.back().object);
  }
  struct Pair {
    double score;
    size_t i, j;
  };
  std::vector<Pair> pairs;
  constexpr size_t kMostCompared = 2000;  // keeps the work linear on any input
  for (size_t i = 0; i < mentions.size(); ++i) {
    for (size_t j = i + 1; j < mentions.size() && j - i < kMostCompared; ++j) {
      // What names one state only is held against pledges of both: in a ledger of the whole world
      // there is much of it.
      if (mentions[i].aside && mentions[j].aside) continue;
      const double score = closeness(mentions[i], mentions[j], features[i], features[j], weights);
      if (score > 0) pairs.push_back({score, i, j});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& x, const Pair& y) { return x.score > y.score; });

  // A set takes another in only if their names do not part them: an unnamed "deal" joins one named
  // thing, not two.
  std::vector<size_t> parent(mentions.size());
  std::iota(parent.begin(), parent.end(), size_t{0});
  std::vector<std::vector<Word>> names(mentions.size());
  for (size_t i = 0; i < mentions.size(); ++i) names[i] = features[i].names;
  const auto find = [&](size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  std::map<std::string, size_t> index_of;
  for (size_t i = 0; i < mentions.size(); ++i) index_of.emplace(mentions[i].pledge.id, i);
  for (const auto& [one, other] : links.joined) {
    const auto i = index_of.find(one), j = index_of.find(other);
    if (i != index_of.end() && j != index_of.end())
      parent[std::max(find(i->second), find(j->second))] =
          std::min(find(i->second), find(j->second));
  }
  for (const Pair& pair : pairs) {
    const size_t i = find(pair.i), j = find(pair.j);
    if (i == j) continue;
    if (links.alone.contains(mentions[pair.i].pledge.id) ||
        links.alone.contains(mentions[pair.j].pledge.id))
      continue;
    if (!names[i].empty() && !names[j].empty() && !shares(names[i], names[j])) continue;
    const size_t root = std::min(i, j), child = std::max(i, j);
    parent[child] = root;
    names[root].insert(names[root].end(), names[child].begin(), names[child].end());
    names[root] = word_set(std::move(names[root]));
  }
  std::map<size_t, std::vector<PledgeMention>> joined;
  for (size_t i = 0; i < mentions.size(); ++i) joined[find(i)].push_back(std::move(mentions[i]));
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

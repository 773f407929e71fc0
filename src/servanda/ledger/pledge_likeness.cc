// Compares mentions by things, names, numbered parts, sides and dates.
#include "servanda/ledger/pledge_likeness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

#include "servanda/base/word_list.h"
#include "servanda/ledger/pledge_words.h"
#include "servanda/ledger/pledges.h"
#include "servanda/ledger/state_words.h"

namespace servanda::ledger {
namespace {

using record::DayNumber;

// Words for the act of pledging, for its paper and for its measures say nothing of the thing
// pledged.
constexpr std::array<std::string_view, 61> kPaperWords = {
    "accord",    "action",   "agreement",   "agre",     "announc",    "barrel",      "billion",
    "compact",   "contract", "cooperation", "cooperat", "cubic",      "deal",        "deliver",
    "delivery",  "document", "dollar",      "euro",     "final",      "first",       "full",
    "implement", "joint",    "launch",      "letter",   "memorandum", "metr",        "million",
    "more",      "mou",      "pact",        "paper",    "part",       "partnership", "percent",
    "plan",      "pledg",    "pound",       "project",  "promis",     "protocol",    "provid",
    "roubl",     "rubl",     "rupe",        "sal",      "sell",       "sign",        "start",
    "supply",    "text",     "ton",         "tonn",     "total",      "treaty",      "understand",
    "up",        "us",       "work",        "worth",    "yuan"};

// Words that name a kind of thing, or a step on its way, which every second pledge has.
constexpr std::array<std::string_view, 38> kGenericWords = {
    "advanc",      "arrival",    "batch",      "begin",      "build",       "building",
    "ceremony",    "commission", "completion", "concret",    "construct",   "construction",
    "cornerston",  "earthwork",  "equipment",  "foundation", "groundbreak", "launcher",
    "lot",         "open",       "operation",  "payment",    "phas",        "plant",
    "preparation", "purchas",    "remaind",    "rest",       "second",      "shipment",
    "stag",        "stage",      "system",     "third",      "transfer",    "two",
    "unit",        "units"};

constexpr std::array<std::string_view, 19> kCalendarWords = {
    "april",     "august", "december", "february", "friday",   "january", "july",
    "june",      "march",  "may",      "monday",   "november", "october", "saturday",
    "september", "sunday", "thursday", "tuesday",  "wednesday"};

// A number says how many, not which: "24 jets" and "50 jets" may be one pledge. "S300" is a name.
bool is_number(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// "S300", "9K333"; not "14th", nor "P5".
bool is_designation(std::string_view word) {
  const bool ordinal =
      word.ends_with("th") || word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd");
  return !is_number(word) && word.size() > 2 &&
         !(ordinal && is_number(word.substr(0, word.size() - 2))) &&
         std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_thing(const Word& word) {
  return !base::in(kPaperWords, word.folded) && !is_number(word.folded) &&
         !base::in(kCalendarWords, word.folded) && !is_state_word(word.folded);
}

bool is_agreement(std::string_view what) {
  static constexpr std::string_view kAgreements[] = {
      "treaty",   "agreement",   "pact",       "accord", "deal",    "convention",
      "contract", "declaration", "memorandum", "paper",  "document"};
  return std::any_of(std::begin(kAgreements), std::end(kAgreements), [&](std::string_view word) {
    return what.find(word) != std::string_view::npos;
  });
}

std::vector<std::string> codes_of(const record::Pledge& pledge) {
  std::set<std::string> codes;
  for (const auto* side : {&pledge.givers, &pledge.receivers, &pledge.parties})
    codes.insert(side->begin(), side->end());
  return {codes.begin(), codes.end()};
}

// Words of the names of states, of waters and lands, and of the titles of papers, that single out
// nothing by themselves: islands in the Gulf and a drill in the Gulf are two things.
constexpr std::array<std::string_view, 36> kTitleWords = {
    "bay",           "canal",    "cap",      "coast",     "desert",     "gulf",
    "lak",           "mount",    "mountain", "ocean",     "peninsula",  "port",
    "river",         "strait",   "annual",   "arab",      "bilateral",  "central",
    "comprehensiv",  "democrat", "economic", "emirat",    "federation", "general",
    "international", "kingdom",  "mutual",   "nation",    "national",   "permanent",
    "republic",      "special",  "stat",     "strategic", "union",      "unit"};

// What the mentions call things by, and what is a name wherever it stands.
struct Vocabulary {
  std::set<std::string> others;           // words of the names of persons and organisations
  std::set<std::string> capitals;         // capitalised inside a sentence somewhere
  std::vector<std::vector<Word>> called;  // the names of each wording
  std::set<std::string> things;           // names in the wording of a pledge
};

// True if a capitalised word can be the name of a thing: it names no person and no state.
bool names_a_thing(const Word& word, const Vocabulary& vocabulary) {
  return word.name && !vocabulary.others.contains(word.folded) &&
         !base::in(kTitleWords, word.folded) && !is_state_word(word.folded);
}

// The words of `what`. Its first word may owe its capital to the beginning of a sentence.
std::vector<Word> words_of(const PledgeMention& mention, const Vocabulary& vocabulary) {
  std::vector<Word> words = content_words("x " + mention.pledge.what);
  if (words.empty() || !words.front().name || is_designation(words.front().folded)) return words;
  const size_t at = mention.words.find(mention.pledge.what);
  const bool begins = at == 0 || (at != std::string::npos && at >= 2 &&
                                  (mention.words[at - 1] == '\n' || mention.words[at - 2] == '.'));
  if (begins && mention.pledge.what != mention.words)
    words.front().name = vocabulary.capitals.contains(words.front().folded);
  return words;
}

// The number of shared words for things.
int shared_things(const std::vector<Word>& a, const std::vector<Word>& b) {
  int shared = 0;
  for (const Word& word : a) {
    shared += std::binary_search(b.begin(), b.end(), word,
                                 [](const Word& x, const Word& y) { return x.folded < y.folded; });
  }
  return shared;
}

// Gives a mention without a name of its own the name that the text around it gives.
void take_name(const PledgeMention& mention, const Vocabulary& vocabulary, PledgeFeatures& f) {
  const std::vector<std::string_view> sentences = sentences_of(mention.context);
  if (sentences.empty()) return;
  size_t own = 0;
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (static_cast<size_t>(sentences[i].data() - mention.context.data()) <= mention.context_at)
      own = i;
  }
  const auto take_from = [&](size_t i, size_t most) {
    std::vector<Word> names;
    for (const Word& word : word_set(content_words(sentences[i]))) {
      const bool known = is_designation(word.folded) || (names_a_thing(word, vocabulary) &&
                                                         vocabulary.things.contains(word.folded));
      if (known && is_thing(word) && !is_venue(sentences[i], word.folded))
        names.push_back({word.folded, true});
    }
    if (f.vague && f.parts.empty() && i == own) f.parts = numbered_parts(sentences[i]);
    // Names of several things: it is not said which.
    if (names.empty() || names.size() > most) return false;
    const bool one =
        names.size() == 1 ||
        std::any_of(vocabulary.called.begin(), vocabulary.called.end(),
                    [&](const std::vector<Word>& called) {
                      return shared_things(names, called) == static_cast<int>(names.size());
                    });
    if (!one) return false;
    f.names = names;
    for (const Word& word : names)
      f.taken.append(f.taken.empty() ? "" : ", ").append(surface_of(sentences[i], word.folded));
    if (f.parts.empty()) f.parts = numbered_parts(sentences[i]);
    names.insert(names.end(), f.things.begin(), f.things.end());
    f.things = word_set(std::move(names));
    return true;
  };
  if (take_from(own, f.vague ? 3 : 1) || !f.vague) return;
  for (size_t back = 1; back <= own && back <= 2; ++back) {
    if (take_from(own - back, 3)) return;
  }
  if (own + 1 < sentences.size() && take_from(own + 1, 3)) return;
  // "Stage one" alone says nothing to a reader: one or two names beside it are told with it, though
  // no other text calls the thing so and nothing is joined by them.
  if (!f.taken.empty() || f.parts.empty()) return;
  for (const size_t i : {own, own - std::min<size_t>(own, 1)}) {
    std::vector<std::string_view> beside;
    for (const Word& word : word_set(content_words(sentences[i]))) {
      if (is_thing(word) && names_a_thing(word, vocabulary) && !speaks(sentences[i], word.folded))
        beside.push_back(surface_of(sentences[i], word.folded));
    }
    if (beside.empty() || beside.size() > 2) continue;
    for (const std::string_view name : beside)
      f.taken.append(f.taken.empty() ? "" : ", ").append(name);
    return;
  }
}

// True if both are papers of another year, or were signed on other days: a paper is signed once.
bool other_papers(const PledgeFeatures& a, const PledgeFeatures& b) {
  if (!a.agreement || !b.agreement) return false;
  if (!a.years.empty() && !b.years.empty() &&
      std::find_first_of(a.years.begin(), a.years.end(), b.years.begin(), b.years.end()) ==
          a.years.end())
    return true;
  constexpr DayNumber kGrace = 31;  // "signed" is said of the decision and of the ceremony
  const auto near = [&](const auto& x) {
    return std::any_of(b.signed_on.begin(), b.signed_on.end(), [&](const auto& y) {
      return x.first <= y.second + kGrace && y.first <= x.second + kGrace;
    });
  };
  return !a.signed_on.empty() && !b.signed_on.empty() &&
         std::none_of(a.signed_on.begin(), a.signed_on.end(), near);
}

// True if `promise` falls due when a step of `deed` is dated: on the very day, or in the month.
bool meets_due(const record::Pledge& promise, const record::Pledge& deed) {
  const record::Date& due = promise.due;
  if (!due.known() || due.open_begin || due.open_end) return false;
  const DayNumber first = record::first_day(due), last = record::last_day(due);
  constexpr DayNumber kMonth = 31;
  if (last - first > kMonth) return false;
  return std::any_of(deed.history.begin(), deed.history.end(), [&](const record::PledgeStep& step) {
    // "By 2 May" is news of that day.
    if (!step.date.known() || step.stage < record::Stage::kStarted) return false;
    const DayNumber day = record::last_day(step.date);
    return day >= first && day <= last && step.date.precision() >= due.precision();
  });
}

// "Delivered" is said of a part, "agreed" of what was signed.
bool kindred(record::Stage a, record::Stage b) {
  using record::Stage;
  const auto family = [](Stage stage) {
    if (stage == Stage::kPartlyDelivered) return Stage::kDelivered;
    return stage == Stage::kAgreed ? Stage::kSigned : stage;
  };
  return family(a) == family(b);
}

// True if both tell of one step on one day: what two states sign on a day is one paper, unless the
// two are told apart.
bool same_step(const record::Pledge& x, const record::Pledge& y) {
  return std::any_of(x.history.begin(), x.history.end(), [&](const record::PledgeStep& a) {
    if (!a.date.known() || a.date.interval || a.date.precision() != record::Precision::kDay)
      return false;
    return std::any_of(y.history.begin(), y.history.end(), [&](const record::PledgeStep& b) {
      return kindred(a.stage, b.stage) && a.date == b.date;
    });
  });
}

// True if `later` is first promised a month or more after `earlier` was delivered.
bool promised_after(const record::Pledge& earlier, const record::Pledge& later) {
  constexpr DayNumber kMonth = 31;
  const auto day = [](const record::Date& date) {
    return record::first_day(date.open_begin ? record::Date{.begin = date.end, .end = date.end}
                                             : date);
  };
  const auto delivered = std::find_if(
      earlier.history.begin(), earlier.history.end(), [](const record::PledgeStep& step) {
        return step.stage == record::Stage::kDelivered && step.date.known();
      });
  if (delivered == earlier.history.end() || later.history.empty()) return false;
  const record::PledgeStep& first = later.history.front();
  return first.stage >= record::Stage::kProposed && first.stage <= record::Stage::kSigned &&
         first.date.known() && day(first.date) > record::last_day(delivered->date) + kMonth;
}

bool has_designation(const std::vector<Word>& names) {
  return std::any_of(names.begin(), names.end(),
                     [](const Word& word) { return is_designation(word.folded); });
}

}  // namespace

std::vector<PledgeFeatures> features_of(const std::vector<PledgeMention>& mentions) {
  Vocabulary vocabulary;
  for (const PledgeMention& mention : mentions) {
    for (const Word& word : content_words(mention.context)) {
      if (word.name) vocabulary.capitals.insert(word.folded);
    }
    vocabulary.others.insert(mention.others.begin(), mention.others.end());
  }
  std::vector<PledgeFeatures> all;
  for (const PledgeMention& mention : mentions) {
    PledgeFeatures& f = all.emplace_back();
    f.parties = codes_of(mention.pledge);
    f.words = word_set(words_of(mention, vocabulary));
    for (const Word& word : f.words) {
      if (!is_thing(word)) continue;
      f.things.push_back(word);
      if (!names_a_thing(word, vocabulary)) continue;
      f.names.push_back(word);
      vocabulary.things.insert(word.folded);
    }
    if (f.names.size() > 1) vocabulary.called.push_back(f.names);
    f.vague = std::all_of(f.things.begin(), f.things.end(), [](const Word& word) {
      return !word.name && base::in(kGenericWords, word.folded);
    });
    f.parts = numbered_parts(mention.pledge.what);
    f.further = mention.pledge.what.find(" more ") != std::string::npos ||
                mention.pledge.what.find("additional ") != std::string::npos ||
                mention.pledge.what.find("further ") != std::string::npos;
    f.years = years_in(mention.pledge.what);
    for (const record::PledgeStep& step : mention.pledge.history) {
      const bool believed = step.claim != record::PledgeClaim::kDenied &&
                            step.claim != record::PledgeClaim::kRetracted;
      if (step.stage != record::Stage::kSigned || !believed || !step.date.known() ||
          step.date.open_begin || step.date.open_end)
        continue;
      f.signed_on.emplace_back(record::first_day(step.date), record::last_day(step.date));
    }
    f.agreement = is_agreement(mention.pledge.what);
    f.day = mention.published.known() ? record::first_day(mention.published) : 0;
  }
  for (size_t i = 0; i < mentions.size(); ++i) {
    // What names one state alone must name the thing itself, or a part of it by its number.
    if (all[i].names.empty() && (!mentions[i].aside || !all[i].parts.empty()))
      take_name(mentions[i], vocabulary, all[i]);
  }
  return all;
}

std::vector<bool> may_concern(const std::vector<std::string>& of_both,
                              const std::vector<std::string>& of_one) {
  const auto things_of = [](const std::string& what) {
    std::vector<Word> things = word_set(content_words("x " + what));
    std::erase_if(things, [](const Word& word) { return !is_thing(word); });
    return things;
  };
  std::map<std::string, std::vector<size_t>> with;
  std::vector<std::vector<Word>> all;
  for (const std::string& what : of_both) {
    for (const Word& word : all.emplace_back(things_of(what)))
      with[word.folded].push_back(all.size() - 1);
  }
  std::vector<bool> may;
  std::set<std::pair<std::string, int>> parts;
  const auto numbered = [](const std::string& what) {
    std::set<std::pair<std::string, int>> all;
    for (const NumberedParts& part : numbered_parts(what)) {
      for (const int number : part.numbers) all.emplace(part.kind, number);
    }
    return all;
  };
  for (const std::string& what : of_both) parts.merge(numbered(what));
  for (const std::string& what : of_one) {
    std::map<size_t, int> shared;
    const auto own = numbered(what);
    bool found =
        std::any_of(own.begin(), own.end(), [&](const auto& part) { return parts.contains(part); });
    for (const Word& word : things_of(what)) {
      const auto list = with.find(word.folded);
      if (list == with.end()) continue;
      found = found || word.name;
      for (const size_t i : list->second) found = found || ++shared[i] >= 2;
    }
    may.push_back(found);
  }
  return may;
}

bool presupposes_a_purchase(const PledgeMention& mention, const PledgeFeatures& features) {
  static constexpr std::array<std::string_view, 8> kWords = {
      "batch", "delivery", "lot", "purchas", "remaind", "rest", "shipment", "supply"};
  return !mention.aside && features.vague && features.names.empty() && features.parts.empty() &&
         std::any_of(features.words.begin(), features.words.end(),
                     [](const Word& word) { return base::in(kWords, word.folded); });
}

bool shares_word(const std::vector<Word>& a, const std::vector<Word>& b) {
  return shared_things(a, b) > 0;
}

bool same_side(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  return std::any_of(a.begin(), a.end(), [&](const std::string& code) {
    return std::find(b.begin(), b.end(), code) != b.end();
  });
}

bool are_apart(const PledgeFeatures& a, const PledgeFeatures& b) {
  const bool names_meet = shares_word(a.names, b.names);
  if (!a.names.empty() && !b.names.empty() && !names_meet) return true;
  if (other_papers(a, b)) return true;
  // Units of a weapon come one after the other and are one purchase; "stage one" is not "stage
  // three".
  if (names_meet && has_designation(a.names) && has_designation(b.names)) return false;
  // "The first unit" is none of "two more units".
  const auto is_first = [](const PledgeFeatures& one) {
    return std::any_of(one.parts.begin(), one.parts.end(), [](const NumberedParts& part) {
      return part.numbers == std::vector<int>{1};
    });
  };
  if ((a.further && is_first(b)) || (b.further && is_first(a))) return true;
  return other_parts(a.parts, b.parts);
}

double closeness(const PledgeMention& x, const PledgeMention& y, const PledgeFeatures& a,
                 const PledgeFeatures& b, const WordWeights& weights) {
  if (are_apart(a, b)) return -1;
  const bool names_meet = shares_word(a.names, b.names);
  const int shared = shared_things(a.things, b.things);
  const bool parts_meet = shared_parts(a.parts, b.parts);
  // "To be launched on Tuesday" and Tuesday's launch are one thing.
  const bool due_met = meets_due(x.pledge, y.pledge) || meets_due(y.pledge, x.pledge);
  // One text has the seller as giver, another the buyer ("Iran expects the S-300"): a named thing
  // is still the same. Both sides of a treaty give: who is named as the giver says nothing there.
  const bool treaty = a.agreement && b.agreement && shared > 0;
  const bool sides_agree = (treaty || due_met || parts_meet)
                               ? same_side(a.parties, b.parties)
                               : same_side(x.pledge.givers, y.pledge.givers) &&
                                     same_side(x.pledge.receivers, y.pledge.receivers) &&
                                     same_side(a.parties, b.parties);
  if (!sides_agree && !names_meet) return -1;
  // What is promised after a thing has come is another thing, unless its name says that it is not.
  if (!names_meet && !parts_meet &&
      (promised_after(x.pledge, y.pledge) || promised_after(y.pledge, x.pledge)))
    return -1;
  const double overlap = weights.overlap(a.things, b.things);
  // Where only one of the two is named, the thing must be: by a designation or another name that is
  // half of what it is called by ("Theatre" is not, nor "Florida" for a game and a flight), by two
  // words, or by the same two parts ("units 2 and 3").
  const bool one_field = !x.pledge.domain.empty() && x.pledge.domain == y.pledge.domain;
  const bool coded_names = names_meet && has_designation(a.names) && has_designation(b.names);
  if ((x.aside || y.aside) &&
      (names_meet
           ? overlap < 0.45 || (!coded_names && shared < 2 && !one_field && !parts_meet)
           : !same_parts(a.parts, b.parts) &&
                 (shared < 2 || overlap < 0.7 || weights.similarity(a.things, b.things) < 0.55)))
    return -1;
  // "The deal" is any deal, but two states sign one a day.
  const bool one_step = (a.vague || b.vague) && a.parties == b.parties &&
                        same_step(x.pledge, y.pledge) && a.agreement == b.agreement;
  // "The partnership treaty" of two states, told of twice, is one.
  const double years = std::abs(a.day - b.day) / 365.0;
  const bool one_paper = a.vague && b.vague && a.agreement && b.agreement &&
                         a.parties == b.parties && a.words.size() + b.words.size() > 2 &&
                         years < 1 && weights.overlap(a.words, b.words) > 0.7;
  const bool year_meets = std::find_first_of(a.years.begin(), a.years.end(), b.years.begin(),
                                             b.years.end()) != a.years.end();
  if (shared == 0 && !parts_meet && !one_step && !one_paper) return -1;
  double score = -0.8 + overlap + 0.5 * weights.similarity(a.things, b.things);
  if (!sides_agree) score -= 0.2;
  if (due_met && shared > 0) score += 0.5;
  if (names_meet) score += 0.4;
  if (parts_meet) score += names_meet ? 0.5 : 0.9;
  if (year_meets) score += 0.3;
  if (one_step) score += 0.9;
  if (one_paper) score += 1.0;
  // "Plant" is no more than a word.
  if (shared > 0 && !names_meet && !parts_meet && (a.vague || b.vague)) score -= 0.5;
  if (!x.pledge.domain.empty() && !y.pledge.domain.empty())
    score += x.pledge.domain == y.pledge.domain ? 0.1 : -0.2;
  // At one place one thing is promised after another; a type of weapon is bought once.
  const bool coded = names_meet && has_designation(a.names) && has_designation(b.names);
  if (!coded) score -= std::min(0.5, years * (names_meet || parts_meet ? 0.08 : 0.25));
  return score;
}

}  // namespace servanda::ledger

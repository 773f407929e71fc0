// Splits the sentence of a norm into who is bound, the modal word, the act, its object and the
// condition.
#include "servanda/treaty/clause.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "servanda/base/ascii.h"
#include "servanda/treaty/phrases.h"
#include "servanda/treaty/verb_forms.h"

namespace servanda::treaty {
namespace {

using base::is_space;
using base::lower;

bool is_stop(char c) {
  return c == ',' || c == ';' || c == ':' || c == '.' || c == '(' || c == ')';
}

// A word or a stop of the sentence.
struct Token {
  std::string_view text;
  std::string low;
  size_t begin = 0;
  bool stop = false;
};

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (size_t i = 0; i < text.size();) {
    if (is_space(text[i])) {
      ++i;
      continue;
    }
    const size_t begin = i;
    if (is_stop(text[i])) {
      ++i;
    } else {
      while (i < text.size() && !is_space(text[i]) && !is_stop(text[i])) ++i;
    }
    const std::string_view word = text.substr(begin, i - begin);
    tokens.push_back({word, lower(word), begin, is_stop(text[begin])});
  }
  return tokens;
}

constexpr std::array<std::string_view, 6> kModals = {"shall", "will",   "may",
                                                     "must",  "should", "can"};
// Verbs that bind by themselves, with "to" behind them.
constexpr std::array<std::string_view, 20> kUndertakings = {
    "undertake", "undertakes", "agree",    "agrees",    "pledge",  "pledges",  "engage",
    "engages",   "intend",     "intends",  "bind",      "binds",   "commit",   "commits",
    "oblige",    "obliges",    "renounce", "renounces", "promise", "endeavour"};
constexpr std::array<std::string_view, 8> kRelatives = {"which", "who",  "that",  "whose",
                                                        "what",  "whom", "where", "when"};
constexpr std::array<std::string_view, 11> kConditions = {"if",    "whenever", "should", "unless",
                                                          "until", "provided", "where",  "when",
                                                          "while", "pending",  "without"};
// Before a word that could be a verb, these make it a noun or another verb's infinitive.
constexpr std::array<std::string_view, 18> kNounMarks = {
    "the",   "a",  "an", "of",  "any", "such", "this", "its",   "their",
    "under", "to", "by", "and", "or",  "in",   "for",  "these", "not"};
constexpr std::array<std::string_view, 26> kPassedOver = {
    "not",      "also",      "never",   "always", "each",    "all",      "both",
    "at",       "once",      "further", "only",   "jointly", "mutually", "therefore",
    "likewise", "otherwise", "thus",    "to",     "be",      "as",       "themselves",
    "itself",   "neither",   "nor",     "have",   "been"};
constexpr std::array<std::string_view, 7> kVerbsInLy = {"apply", "supply", "rely",    "comply",
                                                        "reply", "ally",   "multiply"};
constexpr std::array<std::string_view, 15> kLight = {
    "hold", "make", "give",   "provide", "render", "conduct", "carry",  "enter",
    "take", "lend", "afford", "grant",   "extend", "offer",   "furnish"};
// The act behind a noun that follows a light verb.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kNouns = {
    {{"consultations", "consult"},
     {"consultation", "consult"},
     {"assistance", "assist"},
     {"help", "help"},
     {"aid", "aid"},
     {"support", "support"},
     {"negotiations", "negotiate"},
     {"cooperation", "cooperate"},
     {"co-operation", "cooperate"},
     {"talks", "negotiate"},
     {"war", "wage war"},
     {"exercises", "exercise"},
     {"information", "inform"},
     {"visits", "visit"},
     {"consideration", "consider"},
     {"notice", "notify"},
     {"notification", "notify"},
     {"protection", "protect"},
     {"training", "train"},
     {"permission", "permit"}}};
constexpr std::array<std::string_view, 10> kEfforts = {
    "endeavour", "endeavor",  "seek",  "strive",  "try",
    "continue",  "undertake", "agree", "attempt", "aim"};

// What stands for a modal word behind "is", "are", "be", with "to" behind it: "is required to".
constexpr std::array<std::string_view, 24> kBound = {
    "obliged",   "bound",     "ready",      "entitled",   "required",   "allowed",
    "permitted", "free",      "authorised", "authorized", "encouraged", "invited",
    "urged",     "forbidden", "prohibited", "prepared",   "willing",    "determined",
    "expected",  "committed", "resolved",   "obligated",  "called",     "empowered"};
// The same behind "have", "has": "have agreed to", "has the right to".
constexpr std::array<std::string_view, 10> kHeld = {
    "agreed", "decided",    "undertaken", "resolved", "right",
    "duty",   "obligation", "intention",  "power",    "responsibility"};

// What is taken or used to an end: the act is the end. "Take measures to protect", "do its utmost
// to free".
constexpr std::array<std::string_view, 7> kMeans = {"take",  "use",   "make",     "do",
                                                    "exert", "adopt", "undertake"};
constexpr std::array<std::string_view, 10> kSteps = {
    "steps",      "measures",  "action",       "effort", "efforts",
    "endeavours", "endeavors", "arrangements", "utmost", "best"};

constexpr size_t kStepsReach = 10;  // tokens

struct Modal {
  size_t at = 0;      // token
  size_t behind = 0;  // first token behind it
  size_t subject_begin = 0,
         subject_end = 0;  // where the subject stands elsewhere: "it is for X to"
  bool present = false;    // no modal word: the verb stands in the present tense
};

bool begins_condition(const std::vector<Token>& tokens, size_t i) {
  const std::string& word = tokens[i].low;
  const auto next = [&](size_t k) {
    return i + k < tokens.size() ? std::string_view(tokens[i + k].low) : std::string_view();
  };
  if (word == "in")
    return next(1) == "case" || (next(1) == "the" && (next(2) == "event" || next(2) == "case")) ||
           (next(1) == "cases" && (next(2) == "of" || next(2) == "where")) ||
           next(1) == "accordance" || (next(1) == "so" && next(2) == "far");
  if (word == "subject") return next(1) == "to";
  if (word == "as") return next(1) == "soon" || next(1) == "long";
  if (word == "at") return (next(1) == "the" || next(1) == "its") && next(2) == "request";
  if (word == "upon" || word == "on")
    return next(1) == "request" || (next(1) == "condition" && word == "on") ||
           (next(1) == "the" && next(2) == "request");
  if (word == "provided") return next(1) == "that";
  if (word == "without") return next(1) == "prejudice";
  if (word == "should") return i == 0 || tokens[i - 1].stop;
  // "shall be refused where the offence is political", not "the place where the court sits".
  if (word == "where" || word == "when")
    return i == 0 || tokens[i - 1].stop || tokens[i - 1].low.ends_with("ed") ||
           tokens[i - 1].low == "except" || tokens[i - 1].low == "only";
  return one_of(word, kConditions);
}

// Where the clause that holds token i begins: behind the last stop before it.
size_t clause_begin(const std::vector<Token>& tokens, size_t i) {
  while (i > 0 && !tokens[i - 1].stop) --i;
  return i;
}

// Whether the word at i does by itself what it names: "Arland cedes the island", "The Courts
// guarantee their possessions to each other". "The guarantee" and "under guarantees" do not.
bool is_performative(const std::vector<Token>& tokens, size_t i) {
  constexpr std::array<std::string_view, 8> kVerbs = {
      "grants", "guarantees", "guarantee", "cedes", "grant", "cede", "accords", "concedes"};
  constexpr std::array<std::string_view, 8> kObjects = {"to",   "the", "each",  "one",
                                                        "that", "its", "their", "all"};
  return i > 0 && i + 1 < tokens.size() && one_of(tokens[i].low, kVerbs) &&
         one_of(tokens[i + 1].low, kObjects) && !tokens[i - 1].stop &&
         !one_of(tokens[i - 1].low, kNounMarks);
}

// The token behind "to" where a phrase at i stands for a modal word: "is to", "are required to",
// "have agreed to", "reserves the right to", "stand ready to"; 0: none does.
size_t behind_phrase(const std::vector<Token>& tokens, size_t i) {
  const auto low = [&](size_t k) {
    return k < tokens.size() ? std::string_view(tokens[k].low) : std::string_view();
  };
  const bool is = low(i) == "is" || low(i) == "are" || low(i) == "be" || low(i) == "stands" ||
                  low(i) == "stand";
  const bool has = low(i) == "has" || low(i) == "have" || low(i) == "reserves" ||
                   low(i) == "reserve" || low(i) == "retains" || low(i) == "retain";
  if (!is && !has) return 0;
  if (is && low(i + 1) == "to") return low(i) == "be" || one_of(low(i + 2), kNounMarks) ? 0 : i + 2;
  size_t at = i + 1;
  while (low(at) == "hereby" || low(at) == "also" || low(at) == "the" || low(at) == "its" ||
         low(at) == "their" || low(at) == "further")
    ++at;
  if (!(is ? one_of(low(at), kBound) : one_of(low(at), kHeld))) return 0;
  ++at;
  if (low(at) == "upon" || low(at) == "themselves" || low(at) == "itself") ++at;
  return low(at) == "to" && !one_of(low(at + 1), kNounMarks) ? at + 1 : 0;
}

// "It is incumbent on each Party to", "it is for the Parties to", "it is the duty of Arland to":
// the subject stands behind.
std::optional<Modal> modal_of_it(const std::vector<Token>& tokens, size_t i) {
  const auto low = [&](size_t k) {
    return k < tokens.size() ? std::string_view(tokens[k].low) : std::string_view();
  };
  if (low(i) != "it" || (low(i + 1) != "is" && low(i + 1) != "shall" && low(i + 1) != "falls"))
    return std::nullopt;
  constexpr size_t kReach = 8;  // tokens of "it shall be the solemn duty of"
  size_t at = i + 2;
  while (at < std::min(i + kReach, tokens.size()) && low(at) != "on" && low(at) != "upon" &&
         low(at) != "for" && low(at) != "of" && low(at) != "to" && !tokens[at].stop)
    ++at;
  if (at >= tokens.size() || tokens[at].stop || (low(at) == "to" && low(i + 1) != "falls"))
    return std::nullopt;
  size_t to = at + 1;
  while (to < tokens.size() && low(to) != "to" && !tokens[to].stop) ++to;
  if (low(to) != "to" || to + 1 >= tokens.size()) return std::nullopt;
  return Modal{i + 1, to + 1, at + 1, to, false};
}

// What one takes part in a treaty as, and what the treaty sets up; in the singular, then plural.
constexpr std::array<std::string_view, 30> kOne = {
    "party",        "side",     "state",      "government", "republic",  "signatory",
    "ally",         "partner",  "commission", "committee",  "council",   "secretariat",
    "conference",   "board",    "court",      "authority",  "tribunal",  "organisation",
    "organization", "agency",   "depositary", "president",  "chairman",  "ministry",
    "lender",       "borrower", "host",       "union",      "community", "kingdom"};
constexpr std::array<std::string_view, 12> kMany = {
    "parties", "sides",    "states",      "governments", "republics", "signatories",
    "allies",  "partners", "authorities", "ministries",  "agencies",  "courts"};
// Between a subject and its verb; what else stands there ends the subject.
constexpr std::array<std::string_view, 10> kBesides = {
    "hereby", "also", "each", "both", "all", "therefore", "likewise", "further", "always", "thus"};
// What is no verb behind "the Parties".
constexpr std::array<std::string_view, 40> kNoVerb = {
    "of",   "in",    "to",    "and",     "or",     "with",  "on",      "at",   "by",  "for",
    "from", "under", "which", "who",     "that",   "whose", "is",      "are",  "was", "were",
    "be",   "has",   "have",  "had",     "do",     "does",  "not",     "as",   "the", "a",
    "an",   "but",   "than",  "between", "within", "upon",  "against", "when", "if",  "alone"};

// The verb of a sentence without a modal word: "The Lender makes available", "The Parties exchange
// lists". The number of the verb must fit that of its subject, so that "the Party officials" has
// none.
std::optional<Modal> present_tense(const std::vector<Token>& tokens) {
  size_t begin = 0;
  if (!tokens.empty() && begins_condition(tokens, 0)) {
    while (begin < tokens.size() && !tokens[begin].stop) ++begin;
    ++begin;
  }
  constexpr size_t kLongest = 16;  // tokens of a subject
  for (size_t i = begin; i < std::min(begin + kLongest, tokens.size()) && !tokens[i].stop; ++i) {
    if (one_of(tokens[i].low, kRelatives)) return std::nullopt;
    const bool many = one_of(tokens[i].low, kMany);
    const bool name = i > begin && tokens[i].text.front() >= 'A' && tokens[i].text.front() <= 'Z';
    if (!many && !one_of(tokens[i].low, kOne) && !name) continue;
    size_t at = i + 1;
    while (at < tokens.size() &&
           (one_of(tokens[at].low, kBesides) || tokens[at].low.ends_with("ly")))
      ++at;
    if (at + 1 >= tokens.size() || tokens[at].stop) continue;
    const std::string& verb = tokens[at].low;
    const bool in_s = verb.ends_with('s') && !verb.ends_with("ss");
    const bool word =
        std::all_of(verb.begin(), verb.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
        tokens[at].text == verb && verb.size() > 2;
    if (!word || one_of(verb, kNoVerb) || verb.ends_with("ed") || verb.ends_with("ing")) continue;
    if (many ? in_s : !in_s) continue;
    return Modal{at, at, begin, at, true};
  }
  // "A Committee is hereby set up", "Export bounties are prohibited".
  for (size_t i = begin + 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].stop && i > begin + 1) break;
    if (one_of(tokens[i].low, kRelatives)) break;
    if (tokens[i].low != "is" && tokens[i].low != "are") continue;
    const size_t at = tokens[i + 1].low == "hereby" ? i + 2 : i + 1;
    if (at < tokens.size() && base_of_participle(tokens[at].low) != tokens[at].low)
      return Modal{i, at, begin, i, true};
    if (at == i + 2 && at < tokens.size()) return Modal{i, at, begin, i, true};
    break;
  }
  return std::nullopt;
}

std::optional<Modal> main_modal(const std::vector<Token>& tokens) {
  // "that Party": points at one, and begins no relative clause.
  const auto points = [&](size_t k) {
    return tokens[k].low == "that" && k + 1 < tokens.size() && one_of(tokens[k + 1].low, kOne) &&
           (k == 0 || tokens[k - 1].stop);
  };
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (auto it = modal_of_it(tokens, i)) return it;
    const bool modal = one_of(tokens[i].low, kModals);
    const bool undertaking = one_of(tokens[i].low, kUndertakings) && i + 1 < tokens.size() &&
                             (tokens[i + 1].low == "to" || tokens[i + 1].low == "not" ||
                              tokens[i + 1].low == "themselves" || tokens[i + 1].low == "itself" ||
                              tokens[i + 1].low == "that" || tokens[i].low.starts_with("renounce"));
    const size_t phrase = i > 0 ? behind_phrase(tokens, i) : 0;
    // "Arland undertakes, if war breaks out, to help": what the commas hold stands between.
    const bool held = !undertaking && one_of(tokens[i].low, kUndertakings) &&
                      tokens[i].low.back() == 's' && i > 0 && i + 1 < tokens.size() &&
                      tokens[i + 1].low == ",";
    const bool performs = is_performative(tokens, i);
    if (!modal && !undertaking && phrase == 0 && !held && !performs) continue;
    if (tokens[i].low == "should" && (i == 0 || tokens[i - 1].stop))
      continue;  // "Should one Party be attacked"
    const size_t begin = clause_begin(tokens, i);
    bool dependent = begin < i && ((one_of(tokens[begin].low, kRelatives) && !points(begin)) ||
                                   begins_condition(tokens, begin));
    // "a Party which shall have acceded shall": the relative word stands nearer than the subject.
    for (size_t k = begin; k < i && !dependent; ++k)
      dependent = k + 3 >= i && one_of(tokens[k].low, kRelatives) && !points(k);
    if (dependent) continue;
    return Modal{i, performs ? i : phrase != 0 ? phrase : i + 1, 0, 0, performs};
  }
  return present_tense(tokens);
}

std::string words(std::string_view sentence, const std::vector<Token>& tokens, size_t from,
                  size_t to) {
  if (from >= to) return "";
  const size_t begin = tokens[from].begin, end = tokens[to - 1].begin + tokens[to - 1].text.size();
  return std::string(sentence.substr(begin, end - begin));
}

// "shall, at the request of one of them, immediately hold": the token that begins the act.
size_t act_begin(const std::vector<Token>& tokens, size_t at) {
  for (int rounds = 0; rounds < 8 && at < tokens.size(); ++rounds) {
    if (tokens[at].low == ",") {
      size_t close = at + 1;
      while (close < tokens.size() && tokens[close].low != ",") ++close;
      if (close + 1 >= tokens.size()) return tokens.size();
      at = close + 1;
      continue;
    }
    if ((one_of(tokens[at].low, kEfforts) || one_of(tokens[at].low, kBound)) &&
        at + 1 < tokens.size() && tokens[at + 1].low == "to") {
      at += 2;
      continue;
    }
    if (const size_t behind = behind_phrase(tokens, at); behind != 0) {
      at = behind;
      continue;
    }
    if (tokens[at].low == "no" && at + 1 < tokens.size() && at > 0 &&
        (tokens[at - 1].low == "at" || tokens[at - 1].low == "in" ||
         tokens[at - 1].low == "under")) {  // "at no time", "in no case"
      at += 2;
      continue;
    }
    if (one_of(tokens[at].low, kPassedOver) ||
        (tokens[at].low.ends_with("ly") && !one_of(tokens[at].low, kVerbsInLy))) {
      ++at;
      continue;
    }
    if (tokens[at].low == "in" || tokens[at].low == "without" || tokens[at].low == "upon" ||
        tokens[at].low == "within") {
      // A phrase between the modal word and the verb: up to the next comma, or the three words of
      // "without delay".
      size_t k = at + 1;
      while (k < tokens.size() && !tokens[k].stop && k < at + 12) ++k;
      at = k < tokens.size() && tokens[k].low == "," ? k + 1 : at + 2;
      continue;
    }
    break;
  }
  return at;
}

// The act that the word at `at` says: "deprive" for "be deprived", "make" for "makes".
std::string act_of(const std::vector<Token>& tokens, size_t at, bool present) {
  size_t before = at;
  while (before > 0 &&
         (tokens[before - 1].low.ends_with("ly") || one_of(tokens[before - 1].low, kBesides)))
    --before;
  const std::string_view last = before > 0 ? std::string_view(tokens[before - 1].low) : "";
  if (last == "be" || last == "been" || last == "is" || last == "are")
    return base_of_participle(tokens[at].low);
  return present ? base_of_present(tokens[at].low) : tokens[at].low;
}

}  // namespace

Clause read_clause(std::string_view sentence) {
  Clause clause;
  const std::vector<Token> tokens = tokens_of(sentence);
  const auto modal = main_modal(tokens);
  const bool elsewhere = modal && modal->subject_end > 0;
  const size_t subject = !modal      ? tokens.size()
                         : elsewhere ? std::min(modal->subject_begin, modal->at)
                                     : clause_begin(tokens, modal->at);
  // A condition in front reaches to the subject; one behind reaches to the next stop.
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (modal && i >= subject && i <= modal->at) continue;
    if (!begins_condition(tokens, i)) continue;
    const bool front = modal && i < subject;
    size_t end = i + 1;
    while (end < (front ? subject : tokens.size()) && (front || !tokens[end].stop)) ++end;
    while (end > i && tokens[end - 1].stop) --end;
    clause.condition = words(sentence, tokens, i, end);
    break;
  }
  if (!modal) return clause;
  clause.present = modal->present;
  size_t from = elsewhere ? modal->subject_begin : subject;
  while (from < modal->at && (tokens[from].low == "and" || tokens[from].low == "but" ||
                              tokens[from].low == "or" || tokens[from].low == "then"))
    ++from;
  clause.subject = words(sentence, tokens, from, elsewhere ? modal->subject_end : modal->at);
  if (clause.subject.empty() && subject > 1 && tokens[subject - 1].low == ",") {
    // "The Parties, whose friendship is old, shall": the subject stands before what the commas
    // hold.
    const size_t inside = clause_begin(tokens, subject - 1);
    if (inside > 0)
      clause.subject = words(sentence, tokens, clause_begin(tokens, inside - 1), inside - 1);
  }
  size_t at = act_begin(tokens, modal->behind);
  if (!modal->present)
    clause.modal = words(
        sentence, tokens, modal->at,
        std::min(modal->behind +
                     (modal->behind < tokens.size() && tokens[modal->behind].low == "not" ? 1 : 0),
                 tokens.size()));
  if (at >= tokens.size() || tokens[at].stop) return clause;
  size_t object = at + 1;
  if (one_of(tokens[at].low, kMeans)) {
    const size_t reach = std::min(at + kStepsReach, tokens.size());
    for (size_t k = at + 1; k + 2 < reach && !tokens[k].stop; ++k)
      if (one_of(tokens[k].low, kSteps) && tokens[k + 1].low == "to" && !tokens[k + 2].stop &&
          !one_of(tokens[k + 2].low, kNounMarks)) {
        at = k + 2, object = at + 1;
        break;
      }
  }
  clause.act = act_of(tokens, at, modal->present);
  if (one_of(clause.act, kLight)) {
    for (size_t k = object; k < std::min(object + 4, tokens.size()) && !tokens[k].stop; ++k) {
      const auto noun = std::find_if(kNouns.begin(), kNouns.end(),
                                     [&](const auto& pair) { return pair.first == tokens[k].low; });
      if (noun == kNouns.end()) continue;
      clause.act = noun->second;
      break;
    }
  }
  size_t end = object;
  while (end < tokens.size() && !tokens[end].stop && !begins_condition(tokens, end)) ++end;
  clause.object = words(sentence, tokens, object, end);
  return clause;
}

}  // namespace servanda::treaty

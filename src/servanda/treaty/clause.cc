// Splits the sentence of a norm into who is bound, the modal word, the act, its object and the
// condition.
#include "servanda/treaty/clause.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "servanda/base/ascii.h"

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

template <size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
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
constexpr std::array<std::string_view, 13> kLight = {
    "hold",  "make", "give", "provide", "render", "conduct", "carry",
    "enter", "take", "lend", "afford",  "grant",  "extend"};
// The act behind a noun that follows a light verb.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kNouns = {
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
     {"visits", "visit"}}};
constexpr std::array<std::string_view, 10> kEfforts = {
    "endeavour", "endeavor",  "seek",  "strive",  "try",
    "continue",  "undertake", "agree", "attempt", "aim"};

struct Modal {
  size_t at = 0;      // token
  size_t behind = 0;  // first token behind it
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

std::optional<Modal> main_modal(const std::vector<Token>& tokens) {
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool modal = one_of(tokens[i].low, kModals);
    const bool undertaking = one_of(tokens[i].low, kUndertakings) && i + 1 < tokens.size() &&
                             (tokens[i + 1].low == "to" || tokens[i + 1].low == "not" ||
                              tokens[i + 1].low == "themselves" || tokens[i + 1].low == "itself" ||
                              tokens[i + 1].low == "that" || tokens[i].low.starts_with("renounce"));
    const bool obliged = i > 0 &&
                         (tokens[i].low == "obliged" || tokens[i].low == "bound" ||
                          tokens[i].low == "ready" || tokens[i].low == "entitled") &&
                         (tokens[i - 1].low == "are" || tokens[i - 1].low == "is");
    // "Arland undertakes, if war breaks out, to help": what the commas hold stands between.
    const bool held = !undertaking && one_of(tokens[i].low, kUndertakings) &&
                      tokens[i].low.back() == 's' && i > 0 && i + 1 < tokens.size() &&
                      tokens[i + 1].low == ",";
    const bool performs = is_performative(tokens, i);
    if (!modal && !undertaking && !obliged && !held && !performs) continue;
    if (tokens[i].low == "should" && (i == 0 || tokens[i - 1].stop))
      continue;  // "Should one Party be attacked"
    const size_t begin = clause_begin(tokens, i);
    bool dependent =
        begin < i && (one_of(tokens[begin].low, kRelatives) || begins_condition(tokens, begin));
    // "a Party which shall have acceded shall": the relative word stands nearer than the subject.
    for (size_t k = begin; k < i && !dependent; ++k)
      dependent = k + 3 >= i && one_of(tokens[k].low, kRelatives);
    if (dependent) continue;
    return Modal{i, performs ? i : i + 1};
  }
  return std::nullopt;
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
    if (one_of(tokens[at].low, kEfforts) && at + 1 < tokens.size() && tokens[at + 1].low == "to") {
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

}  // namespace

Clause read_clause(std::string_view sentence) {
  Clause clause;
  const std::vector<Token> tokens = tokens_of(sentence);
  const auto modal = main_modal(tokens);
  const size_t subject = modal ? clause_begin(tokens, modal->at) : tokens.size();
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
  clause.subject = words(sentence, tokens, subject, modal->at);
  if (clause.subject.empty() && subject > 1 && tokens[subject - 1].low == ",") {
    // "The Parties, whose friendship is old, shall": the subject stands before what the commas
    // hold.
    const size_t inside = clause_begin(tokens, subject - 1);
    if (inside > 0)
      clause.subject = words(sentence, tokens, clause_begin(tokens, inside - 1), inside - 1);
  }
  size_t at = act_begin(tokens, modal->behind);
  clause.modal = words(
      sentence, tokens, modal->at,
      std::min(modal->behind +
                   (modal->behind < tokens.size() && tokens[modal->behind].low == "not" ? 1 : 0),
               tokens.size()));
  if (at >= tokens.size() || tokens[at].stop) return clause;
  clause.act = tokens[at].low;
  size_t object = at + 1;
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

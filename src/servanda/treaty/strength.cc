// Says how much a provision binds, finer than its modality.
#include "servanda/treaty/strength.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "servanda/embedded/kTreatyStrength.h"
#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

using record::Modality;
using Words = std::vector<std::string_view>;

const RuleBook& loosening_rules() {
  static const RuleBook rules(embedded::kTreatyStrength());
  return rules;
}

bool is_loosened_by(std::string_view text, std::initializer_list<std::string_view> kinds) {
  const std::vector<const Rule*> fitting = loosening_rules().fitting(text);
  return std::any_of(fitting.begin(), fitting.end(), [&](const Rule* rule) {
    return std::find(kinds.begin(), kinds.end(), rule->name) != kinds.end();
  });
}

std::string_view word_at(const Words& words, size_t i) {
  return i < words.size() ? words[i] : std::string_view();
}

constexpr std::array<std::string_view, 14> kPromises = {
    "undertake", "undertakes", "agree",  "agrees",  "pledge",   "pledges", "engage",
    "engages",   "promise",    "commit", "commits", "promises", "bind",    "binds"};
constexpr std::array<std::string_view, 13> kBetween = {
    "also",     "both", "each",     "all",      "further", "always", "therefore",
    "likewise", "thus", "together", "continue", "to",      "in"};

// The first word of what the binding word at i asks for; nullopt: it binds to nothing. "shall, in
// particular, seek" and "undertake to jointly seek" ask to seek.
std::optional<size_t> asked_at(const Words& words, size_t i) {
  size_t at = i + 1;
  if (words[i] == "undertake" && i > 0 && (words[i - 1] == "shall" || words[i - 1] == "will"))
    return std::nullopt;  // said by the modal word before it
  if (one_of(words[i], kPromises)) {
    if (word_at(words, at) == "themselves" || word_at(words, at) == "itself") ++at;
    if (word_at(words, at) != "to") return std::nullopt;
    ++at;
  } else if (words[i] != "shall" && words[i] != "will" && words[i] != "must") {
    return std::nullopt;
  }
  for (int skipped = 0; skipped < 4; ++skipped) {
    const std::string_view word = word_at(words, at);
    const bool in_phrase = word == "in" && (word_at(words, at + 1) == "particular" ||
                                            word_at(words, at + 1) == "addition");
    if (in_phrase)
      at += 2;
    else if (word != "in" && (one_of(word, kBetween) ||
                              (word.ends_with("ly") && word != "apply" && word != "supply" &&
                               word != "comply" && word != "rely" && word != "reply")))
      ++at;
    else if ((word == "undertake" || word == "agree") && word_at(words, at + 1) == "to")
      at += 2;
    else
      break;
  }
  return at < words.size() ? std::optional(at) : std::nullopt;
}

// Verbs that ask for a try, whoever says them; and those that do so behind "shall" only, because
// "will promote" is an intention.
constexpr std::array<std::string_view, 7> kTries = {"endeavour", "endeavor", "strive", "seek",
                                                    "try",       "attempt",  "aim"};
constexpr std::array<std::string_view, 8> kFurthers = {
    "promote", "encourage", "foster", "facilitate", "favour", "favor", "contribute", "stimulate"};

// "shall seek the consent of the other" is a plain duty.
bool seeks_leave(const Words& words, size_t at) {
  constexpr std::array<std::string_view, 10> kLeave = {
      "consent", "approval", "permission", "authorisation", "authorization",
      "advice",  "leave",    "views",      "opinion",       "compensation"};
  for (size_t k = at + 1; k < std::min(at + 5, words.size()); ++k)
    if (one_of(words[k], kLeave)) return true;
  return false;
}

bool asks_for_effort(const Words& words, size_t at, bool will) {
  const std::string_view verb = words[at];
  if (verb == "seek") return !seeks_leave(words, at);
  if (one_of(verb, kTries)) return true;
  if (verb == "work") return word_at(words, at + 1).starts_with("toward");
  return !will && one_of(verb, kFurthers);
}

// "shall consider opening a school", not "shall consider an attack on one as an attack on both".
bool asks_to_weigh(const Words& words, size_t at) {
  constexpr std::array<std::string_view, 12> kOpen = {
      "possibility", "possibilities", "feasibility", "advisability", "desirability",  "whether",
      "ways",        "options",       "prospects",   "expediency",   "opportunities", "scope"};
  constexpr std::array<std::string_view, 8> kKinds = {
      "sympathetic", "favourable", "favorable", "due", "positive", "serious", "benevolent", "full"};
  const std::string_view verb = words[at];
  const size_t reach = std::min(at + 7, words.size());
  const auto near = [&](const auto& among) {
    return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(at),
                       words.begin() + static_cast<std::ptrdiff_t>(reach),
                       [&](std::string_view word) { return one_of(word, among); });
  };
  if (verb == "explore") return true;
  if (verb == "look") return word_at(words, at + 1) == "into";
  if (verb == "examine" || verb == "study" || verb == "investigate" || verb == "assess" ||
      verb == "discuss")
    return near(kOpen);
  if (verb == "give") {
    for (size_t k = at + 1; k < reach; ++k)
      if (words[k] == "consideration") return near(kKinds);
    return false;
  }
  if (verb != "consider") return false;
  if (word_at(words, at + 1) == "that" || word_at(words, at + 1) == "itself" ||
      word_at(words, at + 1) == "themselves")
    return false;
  return std::none_of(words.begin() + static_cast<std::ptrdiff_t>(at), words.end(),
                      [](std::string_view word) { return word == "as"; });
}

// Ways to ask for an effort that no single verb says.
bool says_effort(std::string_view text) {
  return contains_any(
      text,
      {" best efforts",       " every effort ",     " all efforts ",          " best endeavours ",
       " best endeavors ",    " no effort ",        " do their utmost ",      " do its utmost ",
       " do their best ",     " do its best ",      " all possible efforts ", " utmost efforts ",
       " are encouraged to ", " is encouraged to ", " are invited to ",       " is invited to ",
       " are urged to ",      " is urged to ",      " make efforts ",         " strives to ",
       " endeavours to ",     " strive to ",        " endeavour to "});
}

// The duty without what it is for: "with a view to keeping harm as small as possible" loosens
// nothing.
std::string_view without_purpose(std::string_view text) {
  size_t duty = std::string_view::npos;
  for (const std::string_view word :
       {" shall ", " will ", " must ", " undertake", " agree", " pledge", " is to ", " are to "})
    duty = std::min(duty, text.find(word));
  if (duty == std::string_view::npos) return "";
  size_t end = text.size();
  for (const std::string_view marker : {" with a view to ", " in order to ", " so as to ",
                                        " so that ", " provided that ", " in order that "})
    end = std::min(end, text.find(marker, duty));
  return text.substr(0, std::min(end + 1, text.size()));
}

}  // namespace

Asked asked_by(std::string_view text) {
  const Words words = words_in(text);
  bool plain_before = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const auto at = asked_at(words, i);
    if (!at || words[*at] == "not") continue;
    const bool effort = asks_for_effort(words, *at, words[i] == "will");
    const bool weighs = !effort && asks_to_weigh(words, *at);
    if (!effort && !weighs) {
      plain_before = true;
      continue;
    }
    if (!plain_before || i == 0 || words[i - 1] != "and")
      return effort ? Asked::kEffort : Asked::kConsideration;
  }
  if (says_effort(text) || is_loosened_by(without_purpose(text), {"means"})) return Asked::kEffort;
  return Asked::kAct;
}

std::string strength_name(Modality modality, std::string_view text) {
  switch (modality) {
    case Modality::kObligation:
    case Modality::kProhibition:
      return is_loosened_by(without_purpose(text), {"law", "discretion"}) ? "qualified" : "firm";
    case Modality::kEffort:
      return asked_by(text) == Asked::kConsideration ? "consideration" : "effort";
    case Modality::kIntention:
      return "intention";
    case Modality::kPermission:
      return "permission";
    case Modality::kDeclaration:
      return "declaration";
    case Modality::kDefinition:
    case Modality::kProcedure:
      return "";
  }
  return "";
}

int strength_rank(std::string_view strength) {
  constexpr std::array<std::string_view, 7> kOrder = {
      "declaration", "permission", "intention", "consideration", "effort", "qualified", "firm"};
  const auto* found = std::find(kOrder.begin(), kOrder.end(), strength);
  return found == kOrder.end() ? -1 : static_cast<int>(found - kOrder.begin());
}

}  // namespace servanda::treaty

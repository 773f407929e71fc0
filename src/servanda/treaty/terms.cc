// Reads the final clauses of a treaty: how it begins, how long it lasts, how it ends, what it
// replaces.
#include "servanda/treaty/terms.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "servanda/base/ascii.h"
#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

void add(std::string_view language, std::vector<std::string>& languages) {
  if (std::find(languages.begin(), languages.end(), language) == languages.end())
    languages.emplace_back(language);
}

// "in the Tajik, Uzbek and Russian languages": the large words before the word, whatever they name.
void add_named_languages(std::string_view words, std::vector<std::string>& languages) {
  for (size_t at = words.find(" language"); at != words.npos;
       at = words.find(" language", at + 1)) {
    std::vector<std::string> named;
    for (size_t end = at; end > 0;) {
      const size_t space = words.find_last_of(" \n", end - 1);
      const size_t begin = space == words.npos ? 0 : space + 1;
      std::string_view word = words.substr(begin, end - begin);
      while (word.ends_with(',')) word.remove_suffix(1);
      const bool large = !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
      if (!large && word != "and" && word != "or") break;
      if (large) named.push_back(base::lower(word));
      end = space == words.npos ? 0 : space;
    }
    for (size_t k = named.size(); k-- > 0;) add(named[k], languages);
  }
}

void add_languages(std::string_view words, std::string_view sentence,
                   std::vector<std::string>& languages) {
  static constexpr std::array<std::string_view, 34> kLanguages = {
      "arabic",  "armenian", "azerbaijani", "belarusian", "bulgarian", "chinese",    "croatian",
      "czech",   "danish",   "dutch",       "english",    "finnish",   "french",     "georgian",
      "german",  "greek",    "hebrew",      "hungarian",  "italian",   "japanese",   "kazakh",
      "korean",  "kyrgyz",   "norwegian",   "persian",    "polish",    "portuguese", "romanian",
      "russian", "spanish",  "swedish",     "turkish",    "ukrainian", "vietnamese"};
  add_named_languages(words, languages);
  for (const std::string_view language : kLanguages)
    if (contains(sentence, " " + std::string(language) + " ")) add(language, languages);
}

}  // namespace

std::optional<double> number_in(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, double>, 26> kNumbers = {
      {{"one", 1},          {"two", 2},       {"three", 3},    {"four", 4},      {"five", 5},
       {"six", 6},          {"seven", 7},     {"eight", 8},    {"nine", 9},      {"ten", 10},
       {"eleven", 11},      {"twelve", 12},   {"fifteen", 15}, {"eighteen", 18}, {"twenty", 20},
       {"twenty-five", 25}, {"thirty", 30},   {"forty", 40},   {"fifty", 50},    {"sixty", 60},
       {"ninety-nine", 99}, {"hundred", 100}, {"seventy", 70}, {"eighty", 80},   {"ninety", 90},
       {"half", 0.5}}};
  for (const auto& [name, value] : kNumbers)
    if (word == name) return value;
  double value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9' || word.size() > 3) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return word.empty() ? std::nullopt : std::optional<double>(value);
}

std::optional<double> duration_in(std::string_view sentence) {
  for (const auto& [unit, years] : {std::pair(std::string_view(" year"), 1.0),
                                    std::pair(std::string_view(" month"), 1.0 / 12)}) {
    for (size_t at = sentence.find(unit); at != std::string_view::npos;
         at = sentence.find(unit, at + 1)) {
      if (at == 0) continue;
      const size_t space = sentence.rfind(' ', at - 1);
      if (space == std::string_view::npos) continue;
      if (const auto number = number_in(sentence.substr(space + 1, at - space - 1)))
        return *number * years;
    }
  }
  return std::nullopt;
}

void read_terms(const record::Provision& provision, record::Term& term) {
  const std::string& whole = provision.text;
  for (const base::Span span : sentences(whole, {0, static_cast<uint32_t>(whole.size())})) {
    const std::string_view words = span.of(whole);
    const std::string text = plain(words);
    const auto keep = [&](std::string& slot) {
      if (slot.empty()) slot = words;
    };
    // "This Treaty" and the like: what is said of another instrument or of an amendment is none of
    // its terms.
    const bool own = contains_any(
        text, {" this treaty ", " this agreement ", " this convention ", " this protocol ",
               " present treaty ", " present agreement ", " present convention ",
               " present protocol ", " this pact ", " present pact ", " the treaty ",
               " the agreement ", " the convention ", " it shall ", " it is concluded ",
               " it remains ", " this memorandum ", " this declaration "});
    if (own &&
        contains_any(text, {" enter into force ", " enters into force ", " come into effect ",
                            " come into force ", " comes into force ", " take effect ",
                            " subject to ratification ", " shall be ratified "}) &&
        !contains(text, " amendment")) {
      // The day of the entry says more than the duty to ratify.
      const bool day = contains_any(text, {" into force ", " effect "});
      if (term.entry_into_force.empty() ||
          (day && plain(term.entry_into_force).find(" into force ") == std::string::npos))
        term.entry_into_force = words;
    }
    const bool endless =
        contains_any(text, {" unlimited duration ", " unlimited period ", " indefinite",
                            " without limit of time ", " for an unspecified period "});
    const bool lasts =
        own &&
        (endless || contains_any(text, {" remain in force ", " remains in force ",
                                        " is concluded for ", " concluded for a ", " be valid for ",
                                        " is valid for ", " shall last ", " for a period of ",
                                        " continue in force ", " force for "}));
    if (lasts && !term.duration_years) {
      term.duration_years = endless ? std::optional<double>(0) : duration_in(text);
    }
    if (contains_any(text, {" automatically extended ", " extended automatically ",
                            " automatically renewed ", " renewed automatically ", " tacitly ",
                            " tacit renewal ", " prolonged ", " automatically prolonged ",
                            " be extended for ", " be renewed for ", " shall be renewed ",
                            " successive period"}))
      keep(term.renewal);
    if (contains_any(text, {" denounce", " denunciation "}) ||
        (own && contains_any(text, {" terminat", " withdraw"})) ||
        contains_any(text, {" wish to end it ", " intention to terminate "}))
      keep(term.denunciation);
    const bool replaces =
        contains_any(text, {" replace ", " replaces ", " be replaced by ", " supersede",
                            " cease to have effect ", " is abrogated ", " are abrogated ",
                            " cease to be in force as "});
    if (replaces &&
        contains_any(text, {" treaty ", " treaties ", " agreement", " convention", " protocol"}))
      keep(term.succession);
    if (contains_any(text, {" depositary ", " depository ", " be deposited with ",
                            " deposited in the archives ", " is deposited with "}))
      keep(term.depositary);
    if (contains(text, " reservation")) keep(term.reservations);
    if (contains_any(text,
                     {" authentic", " language", " in duplicate ", " in two copies ", " original"}))
      add_languages(words, text, term.languages);
  }
}

}  // namespace servanda::treaty

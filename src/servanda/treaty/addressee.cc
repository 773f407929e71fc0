// Says who is bound: the parties each or jointly, a body, or one that is named.
#include "servanda/treaty/addressee.h"

#include <algorithm>
#include <array>
#include <vector>

#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

using Words = std::vector<std::string_view>;

// A subject longer than this is no name, bytes.
constexpr size_t kLongestName = 80;

Words words_of(std::string_view text) {
  Words words;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find_first_of(" \n\r\t,", at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool begins_large(std::string_view word) {
  return !word.empty() && ((word[0] >= 'A' && word[0] <= 'Z') || (word[0] & 0x80) != 0);
}

// What parties are called where a number or a title stands before it: "the two Courts".
constexpr std::array<std::string_view, 18> kParties = {
    "courts",     "powers",    "crowns",   "republics",   "empires",   "kingdoms",
    "sovereigns", "monarchs",  "states",   "governments", "countries", "nations",
    "peoples",    "majesties", "partners", "sides",       "allies",    "emperors"};
constexpr std::array<std::string_view, 17> kTitles = {
    "two",         "three",  "four",          "five",  "six",    "both",
    "contracting", "allied", "high",          "said",  "member", "signatory",
    "associated",  "other",  "participating", "these", "several"};
// A party taken one by one: "each Government", "neither Signatory".
constexpr std::array<std::string_view, 6> kOneByOne = {"each",  "either", "neither",
                                                       "every", "no",     "any"};
constexpr std::array<std::string_view, 13> kParty = {
    "party",   "government", "power",   "state", "republic", "signatory", "nation",
    "country", "side",       "partner", "court", "empire",   "ally"};

bool names_party_one_by_one(const Words& words) {
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (!one_of(words[i], kOneByOne)) continue;
    for (size_t k = i + 1; k < std::min(i + 4, words.size()); ++k)
      if (one_of(words[k], kParty)) return true;
  }
  return false;
}

bool names_parties_together(const Words& words) {
  for (size_t i = 1; i < words.size(); ++i)
    if (one_of(words[i], kParties) &&
        (one_of(words[i - 1], kTitles) || (i > 1 && one_of(words[i - 2], kTitles))))
      return true;
  return false;
}

// "the upstream Party", "the State concerned": one of them, by what it does in the matter.
bool names_party_by_role(std::string_view subject) {
  constexpr size_t kMostWords = 4;
  const Words words = words_of(subject);
  if (words.size() < 3 || words.size() > kMostWords || plain(words.front()) != " the ")
    return false;
  const bool lower = std::none_of(words.begin() + 1, words.end() - 1, begins_large);
  return lower && (words.back() == "Party" || words.back() == "State" || words.back() == "Side");
}

// "Arland and Borland", "the King of Arland and the Republic of Borland": two names joined. The
// second half of one state's name is none.
bool joins_names(const Words& words) {
  constexpr std::array<std::string_view, 8> kHalves = {"Herzegovina", "Tobago",   "Barbuda",
                                                       "Nevis",       "Principe", "Príncipe",
                                                       "Grenadines",  "Northern"};
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i] != "and" || !begins_large(words[i - 1])) continue;
    size_t next = i + 1;
    while (next + 1 < words.size() && (words[next] == "the" || words[next] == "also")) ++next;
    if (begins_large(words[next]) && !one_of(words[next], kHalves)) return true;
  }
  return false;
}

// "Arland", "The Government of Arland", "The Arlandic Government", "Her Majesty the Queen".
bool names_one(std::string_view subject, std::string_view text) {
  if (contains_any(text, {" government of ", " majesty", " highness "})) return true;
  Words words = words_of(subject);
  const bool article = !words.empty() && (words[0] == "The" || words[0] == "the");
  if (article) words.erase(words.begin());
  if (words.empty() || !begins_large(words.front()) || contains(text.substr(1), " the "))
    return false;
  const auto large = static_cast<size_t>(std::count_if(words.begin(), words.end(), begins_large));
  if (large * 2 < words.size()) return false;
  return !article ||
         contains_any(text, {" republic ",      " kingdom ",    " empire ",      " union ",
                             " states ",        " government ", " emir ",        " amir ",
                             " sultan ",        " king ",       " queen ",       " emperor ",
                             " shah ",          " khan ",       " bey ",         " power ",
                             " confederation ", " federation ", " porte ",       " state ",
                             " principality ",  " khedive ",    " netherlands ", " philippines ",
                             " sudan ",         " court "});
}

// "The Lender", "the Host": a party by what it is in the whole treaty.
bool names_part(const Words& words) {
  constexpr std::array<std::string_view, 11> kParts = {
      "Lender", "Borrower", "Donor",  "Recipient", "Supplier", "Buyer",
      "Seller", "Creditor", "Debtor", "Lessor",    "Lessee"};
  return words.size() == 2 && (words[0] == "The" || words[0] == "the") && one_of(words[1], kParts);
}

// Who is bound by a French sentence.
std::string french_addressee(std::string_view sentence, std::string_view text) {
  if (contains_any(text, {" l'autre ", " chacune de", " chacun de", " chaque partie ",
                          " chaque état ", " aucune des ", " aucun des "}))
    return "each_party";
  if (contains_any(text, {" les parties ", " les hautes parties ", " les deux ", " les trois ",
                          " les quatre ", " les puissances ", " les gouvernements ",
                          " entre elles ", " entre eux ", " les autres ", " réciproquement ",
                          " contre tous ", " contre toutes ", " mutuellement "}))
    return "parties_jointly";
  // "la Russie emploiera", "La Belgique s'engage": the name before the verb.
  const Words words = words_of(sentence);
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    const std::string_view word = words[i];
    const bool verb = word.starts_with("s'engage") || word.starts_with("s'oblige") ||
                      word == "promet" || word == "garantit" ||
                      (word.size() > 4 && word.ends_with("ra"));
    if (!verb) continue;
    const auto at = static_cast<size_t>(word.data() - sentence.data());
    const std::string_view near =
        sentence.substr(0, at).substr(at > kLongestName ? at - kLongestName : 0);
    const size_t comma = near.rfind(',');
    if (comma == std::string_view::npos && near.size() < at) continue;
    const size_t begin = near.find_first_not_of(" ,", comma == std::string_view::npos ? 0 : comma);
    if (begin == std::string_view::npos) continue;
    std::string_view subject = near.substr(begin);
    while (subject.ends_with(' ')) subject.remove_suffix(1);
    const Words name = words_of(subject);
    const bool large = std::any_of(
        name.begin() + (name.size() > 1 ? 1 : 0), name.end(), [](std::string_view part) {
          return begins_large(part) || (part.starts_with("l'") && begins_large(part.substr(2)));
        });
    if (large) return std::string(subject);
  }
  return "";
}

}  // namespace

std::string addressee_of(std::string_view subject) {
  const std::string text = plain(subject);
  const Words words = words_of(text);
  if (names_party_one_by_one(words) || names_party_by_role(subject) || text == " the other " ||
      text == " the others " || text == " the other two " || text == " the two others " ||
      text == " each " || text == " the rest " || text == " that party " ||
      text == " that state " || text == " its ally " || text == " its partner " ||
      contains_any(text, {" each contracting ",
                          " each high contracting ",
                          " each of ",
                          " either ",
                          " neither ",
                          " a party ",
                          " a contracting party ",
                          " each member ",
                          " the other party ",
                          " the other contracting party ",
                          " the other high contracting ",
                          " any contracting ",
                          " no contracting ",
                          " party affected ",
                          " party concerned ",
                          " party in question ",
                          " importing party ",
                          " exporting party ",
                          " requesting party ",
                          " requested party ",
                          " other ally ",
                          " one of the parties "})) {
    return "each_party";
  }
  if (names_parties_together(words) ||
      contains_any(
          text,
          {" parties ",       " they ",    " governments ", " two countries ", " both countries ",
           " member states ", " members ", " signatories ", " allies ",        " states ",
           " republics ",     " crowns ",  " both sides ",  " the sides ",     " the partners ",
           " ministers ",     " staffs ",  " cabinets ",    " monarchs ",      " kings "}) ||
      text == " both " || text == " both of us " || text == " we " || text == " all ") {
    // "The United States" is one party.
    if (!contains_any(text, {" united states ", " union of "}) || contains(text, " parties "))
      return "parties_jointly";
  }
  if (contains_any(text,
                   {" council ",           " commission ",   " committee ",    " secretariat ",
                    " conference ",        " organisation ", " organization ", " authority ",
                    " assembly ",          " tribunal ",     " board ",        " bureau ",
                    " secretary-general ", " director ",     " agency ",       " agencies ",
                    " services ",          " ministries ",   " institutions ", " depositary ",
                    " working group ",     " panel ",        " president ",    " ministry "}) ||
      (contains(text, " court ") && !contains(text, " contracting court "))) {
    return "body";
  }
  if (contains_any(text, {" treaty ", " agreement ", " convention ", " protocol ", " nothing ",
                          " article ", " it ", " this ", " these ", " such ", " there "}))
    return "";
  if (joins_names(words_of(subject))) return "parties_jointly";
  return subject.size() <= kLongestName &&
                 (names_part(words_of(subject)) || names_one(subject, text))
             ? std::string(subject)
             : "";
}

std::string addressee_of_sentence(std::string_view sentence) {
  for (const std::string_view verb : {" reaffirm",
                                      " declare",
                                      " recognise",
                                      " recognize",
                                      " confirm",
                                      " consider",
                                      " regard ",
                                      " regards ",
                                      " hold that ",
                                      " hereby ",
                                      " promise",
                                      " pledge",
                                      " swear",
                                      " vow",
                                      " places ",
                                      " gives its word",
                                      " give their word",
                                      " takes upon itself",
                                      " take upon themselves",
                                      " assume",
                                      " have resolved",
                                      " has resolved",
                                      " renounce",
                                      " outlaw"}) {
    const size_t at = sentence.find(verb);
    if (at == std::string_view::npos || at > kLongestName) continue;
    if (std::string who = addressee_of(sentence.substr(0, at)); !who.empty()) return who;
  }
  const std::string text = plain(sentence);
  if (contains_any(text, {" each other ", " one another ", " between them ", " between the two ",
                          " against all ", " against them all ", " among them ", " mutual ",
                          " mutually ", " upon all ", " on all of ", " them all "}))
    return "parties_jointly";
  if (contains_any(text, {" les ", " des ", " la ", " le ", " du "}))
    return french_addressee(sentence, text);
  return "";
}

}  // namespace servanda::treaty

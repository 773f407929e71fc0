// Reads ordinals before a noun, and numbers after a noun or a name.
#include "servanda/ledger/numbered_parts.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "servanda/base/ascii.h"

namespace servanda::ledger {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kKinds = {{
    {"block", "unit"},
    {"leg", "section"},
    {"line", "line"},
    {"part", "section"},
    {"phase", "stage"},
    {"pipeline", "line"},
    {"reactor", "unit"},
    {"section", "section"},
    {"stage", "stage"},
    {"step", "stage"},
    {"stretch", "section"},
    {"terminal", "terminal"},
    {"unit", "unit"},
}};

constexpr std::array<std::string_view, 10> kOrdinals = {
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
constexpr std::array<std::string_view, 10> kNumbers = {"one", "two",   "three", "four", "five",
                                                       "six", "seven", "eight", "nine", "ten"};
constexpr std::array<std::string_view, 5> kRoman = {"i", "ii", "iii", "iv", "v"};
constexpr std::array<std::string_view, 16> kNoThings = {
    "january",   "february", "march",    "april",    "may",     "june",    "july",  "august",
    "september", "october",  "november", "december", "article", "chapter", "annex", "paragraph"};

struct Token {
  std::string word;  // in lower case
  bool capital = false;
  bool ends = false;  // punctuation that ends a phrase follows
  int number = 0;     // of a figure, 1 to 20
  bool hyphen = false;
};

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (size_t i = 0; i < text.size();) {
    if (!base::is_letter(text[i]) && !base::is_digit(text[i])) {
      const bool ends =
          text[i] == '.' || text[i] == ',' || text[i] == ';' || text[i] == ':' || text[i] == '\n';
      if (ends && !tokens.empty()) tokens.back().ends = true;
      ++i;
      continue;
    }
    const size_t begin = i;
    bool figures = true;
    while (i < text.size() && (base::is_letter(text[i]) || base::is_digit(text[i]))) {
      figures = figures && base::is_digit(text[i]);
      ++i;
    }
    Token token;
    token.capital = text[begin] >= 'A' && text[begin] <= 'Z';
    // "S-300", "1,255", "1.8": figures that belong to more than themselves number no part.
    token.hyphen = begin > 0 &&
                   (text[begin - 1] == '-' || (begin > 1 && base::is_digit(text[begin - 2]) &&
                                               (text[begin - 1] == ',' || text[begin - 1] == '.')));
    if (i + 1 < text.size() && (text[i] == ',' || text[i] == '.') && base::is_digit(text[i + 1]))
      token.hyphen = true;
    for (const char c : text.substr(begin, std::min<size_t>(i - begin, 24)))
      token.word += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    if (figures && token.word.size() <= 2) token.number = std::stoi(token.word);
    if (token.number > 20) token.number = 0;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::string_view kind_of(std::string_view word) {
  for (int plural = 0; plural < 2; ++plural) {
    for (const auto& [noun, kind] : kKinds) {
      if (noun == word) return kind;
    }
    if (!word.ends_with("s")) break;
    word.remove_suffix(1);
  }
  return {};
}

template <size_t N>
int place_in(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? 0 : static_cast<int>(found - words.begin()) + 1;
}

// The number of a token that stands after a noun: "2", "two", "II".
int cardinal(const Token& token) {
  if (token.hyphen) return 0;
  if (token.number > 0) return token.number;
  if (const int word = place_in(kNumbers, token.word)) return word;
  return token.capital ? place_in(kRoman, token.word) : 0;
}

void add(std::vector<NumberedParts>& all, std::string_view kind, const std::vector<int>& numbers) {
  auto found = std::find_if(all.begin(), all.end(), [&](const auto& p) { return p.kind == kind; });
  if (found == all.end()) found = all.insert(all.end(), {std::string(kind), {}});
  for (const int number : numbers) {
    const auto at = std::lower_bound(found->numbers.begin(), found->numbers.end(), number);
    if (at == found->numbers.end() || *at != number) found->numbers.insert(at, number);
  }
}

// Reads "2 and 3", "2, 3 and 4" from `at` on; moves `at` behind it.
std::vector<int> list_at(const std::vector<Token>& tokens, size_t& at) {
  std::vector<int> numbers;
  while (at < tokens.size()) {
    const int number = cardinal(tokens[at]);
    if (number == 0) break;
    numbers.push_back(number);
    const bool more =
        at + 1 < tokens.size() && ((tokens[at].ends && cardinal(tokens[at + 1]) > 0) ||
                                   (!tokens[at].ends && tokens[at + 1].word == "and" &&
                                    at + 2 < tokens.size() && cardinal(tokens[at + 2]) > 0));
    ++at;
    if (!more) break;
    if (tokens[at].word == "and") ++at;
  }
  return numbers;
}

bool share(const std::vector<int>& a, const std::vector<int>& b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

// What a name is numbered by may be units or lines, but stages have their own word.
bool one_kind(const NumberedParts& a, const NumberedParts& b) {
  const bool named = a.kind.empty() != b.kind.empty();
  return a.kind == b.kind || (named && a.kind != "stage" && b.kind != "stage");
}

}  // namespace

std::vector<NumberedParts> numbered_parts(std::string_view text) {
  const std::vector<Token> tokens = tokens_of(text);
  std::vector<NumberedParts> parts;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    // "The second and third units", "the first Northern unit".
    if (place_in(kOrdinals, token.word) > 0) {
      std::vector<int> numbers;
      size_t at = i;
      for (; at < tokens.size(); ++at) {
        const int ordinal = place_in(kOrdinals, tokens[at].word);
        if (ordinal > 0)
          numbers.push_back(ordinal);
        else if (tokens[at].word != "and")
          break;
      }
      constexpr size_t kWords = 3;  // between the ordinal and its noun
      for (size_t n = at; n < tokens.size() && n < at + kWords; ++n) {
        if (const std::string_view kind = kind_of(tokens[n].word); !kind.empty()) {
          add(parts, kind, numbers);
          break;
        }
        if (tokens[n].ends) break;
      }
      i = at - 1;
      continue;
    }
    if (token.ends || i + 1 >= tokens.size()) continue;
    const std::string_view kind = kind_of(token.word);
    const bool named = token.capital && tokens[i + 1].number > 0 && token.word.size() > 2 &&
                       place_in(kNoThings, token.word) == 0;
    if (kind.empty() && !named) continue;
    size_t at = i + 1;
    const std::vector<int> numbers = list_at(tokens, at);
    if (numbers.empty()) continue;
    // "In Norway 2 million people": a number before what it counts is none of a part.
    const bool counts = kind.empty() && at < tokens.size() && !tokens[at - 1].ends &&
                        (tokens[at].word.ends_with("s") || tokens[at].word.ends_with("llion")) &&
                        tokens[at].word != "is" && tokens[at].word != "was" &&
                        tokens[at].word != "has";
    // "Harbour 2 and 3 stay closed": where several are listed, what follows is a verb.
    if (!counts || numbers.size() > 1) add(parts, kind, numbers);
    i = at - 1;
  }
  return parts;
}

bool other_parts(const std::vector<NumberedParts>& a, const std::vector<NumberedParts>& b) {
  bool other = false;
  for (const NumberedParts& x : a) {
    for (const NumberedParts& y : b) {
      if (!one_kind(x, y)) continue;
      if (share(x.numbers, y.numbers)) return false;
      other = true;
    }
  }
  return other;
}

bool same_parts(const std::vector<NumberedParts>& a, const std::vector<NumberedParts>& b) {
  return std::any_of(a.begin(), a.end(), [&](const NumberedParts& x) {
    return x.numbers.size() > 1 && std::any_of(b.begin(), b.end(), [&](const NumberedParts& y) {
             return one_kind(x, y) && x.numbers == y.numbers;
           });
  });
}

bool shared_parts(const std::vector<NumberedParts>& a, const std::vector<NumberedParts>& b) {
  return std::any_of(a.begin(), a.end(), [&](const NumberedParts& x) {
    return std::any_of(b.begin(), b.end(), [&](const NumberedParts& y) {
      return one_kind(x, y) && share(x.numbers, y.numbers);
    });
  });
}

}  // namespace servanda::ledger

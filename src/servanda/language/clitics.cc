// Lists of clitics and of contractions.
#include "servanda/language/clitics.h"

#include <algorithm>
#include <cstdint>

#include "servanda/language/characters.h"

namespace servanda::language {
namespace {

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_lower_ascii(x) == to_lower_ascii(y);
         });
}

// Words written as one that UD English takes for two, by the length of the first.
struct Contraction {
  std::string_view word;
  uint32_t first;
};
constexpr std::array<Contraction, 26> kContractions = {{
    {"cannot", 3},   {"gonna", 3},  {"wanna", 3}, {"gotta", 3}, {"gimme", 3},   {"lemme", 3},
    {"dont", 2},     {"doesnt", 4}, {"didnt", 3}, {"isnt", 2},  {"wasnt", 3},   {"werent", 4},
    {"arent", 3},    {"havent", 4}, {"hasnt", 3}, {"hadnt", 3}, {"couldnt", 5}, {"wouldnt", 5},
    {"shouldnt", 6}, {"wont", 2},   {"cant", 2},  {"aint", 2},  {"youre", 3},   {"theyre", 4},
    {"ive", 1},      {"im", 1},
}};
constexpr size_t kLongestContraction = 8;

constexpr std::array<std::string_view, 6> kClitics = {"s", "m", "d", "re", "ve", "ll"};
constexpr size_t kMostClitic = 2, kMostApostrophe = 3;  // bytes

// Returns where the clitic that ends the word begins; 0 if there is none.
size_t last_clitic(std::string_view word) {
  // Most words end in letters alone: they have none.
  const std::string_view end =
      word.substr(word.size() - std::min(word.size(), kMostClitic + kMostApostrophe));
  if (std::all_of(end.begin(), end.end(), is_letter_ascii)) return 0;
  for (size_t letters = 1; letters <= kMostClitic && word.size() > letters; ++letters) {
    const size_t tail = word.size() - letters;
    const std::string_view behind = word.substr(tail);
    for (size_t width = 1; width <= kMostApostrophe && tail >= width; ++width) {
      const size_t mark = tail - width;
      const Character c = read_character(word.substr(mark));
      if (c.kind != CharacterKind::kApostrophe || c.size != width) continue;
      if (letters == 1 && to_lower_ascii(behind[0]) == 't' && mark > 1 &&
          to_lower_ascii(word[mark - 1]) == 'n') {
        return mark - 1;
      }
      for (const std::string_view clitic : kClitics) {
        if (mark > 0 && equals_ignoring_case(behind, clitic)) return mark;
      }
    }
  }
  return 0;
}

}  // namespace

CliticCuts clitic_cuts(std::string_view word) {
  CliticCuts cuts;
  if (word.size() <= kLongestContraction) {
    for (const Contraction& contraction : kContractions) {
      if (!equals_ignoring_case(word, contraction.word)) continue;
      cuts.at[cuts.count++] = contraction.first;
      return cuts;
    }
  }
  while (cuts.count < cuts.at.size()) {
    const size_t cut = last_clitic(word);
    if (cut == 0) break;
    cuts.at[cuts.count++] = cut;
    word = word.substr(0, cut);
  }
  std::reverse(cuts.at.begin(), cuts.at.begin() + static_cast<std::ptrdiff_t>(cuts.count));
  return cuts;
}

size_t clitic_after_apostrophe(std::string_view rest) {
  static constexpr std::array<std::string_view, 10> kWords = {"s", "m",  "re",  "ve",    "ll",
                                                              "d", "em", "til", "cause", "n"};
  for (const std::string_view word : kWords) {
    if (!equals_ignoring_case(rest.substr(0, word.size()), word)) continue;
    if (rest.size() == word.size()) return word.size();
    const CharacterKind next = read_character(rest.substr(word.size())).kind;
    if (next != CharacterKind::kLetter && next != CharacterKind::kDigit) return word.size();
  }
  return 0;
}

}  // namespace servanda::language

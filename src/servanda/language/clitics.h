// Clitics, which UD English takes for words of their own: the "n't" of "don't", the "'s" of "it's".
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace servanda::language {

// Where a written word is cut: before bytes at[0] < at[1] < ..., `count` of them.
struct CliticCuts {
  std::array<size_t, 3> at{};
  size_t count = 0;
};

// Finds the clitics that end a written word; contractions without an apostrophe ("cannot") are cut
// once.
CliticCuts clitic_cuts(std::string_view word);

// Returns the bytes of the clitic that `rest`, what stands behind an apostrophe, begins with ("s",
// "em", "til"), or 0 if there is none or the word goes on.
size_t clitic_after_apostrophe(std::string_view rest);

}  // namespace servanda::language

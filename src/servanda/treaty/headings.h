// Finds the headings of articles in a treaty's text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::treaty {

enum class Numbering : uint8_t { kArabic = 0, kRoman = 1, kWord = 2, kDecimal = 3 };

struct ArticleHeading {
  uint32_t begin = 0;  // byte of "Article"
  uint32_t after = 0;  // byte behind the number
  std::string number;  // "5 bis", "3.14"
  Numbering numbering = Numbering::kArabic;
};

// Finds "Article 5 bis", "ARTICLE IV", "Art. 3.", "§ 7", "Article the First" that head an article,
// in text order. A heading stands at the beginning of a line, behind the end of a sentence or
// behind another heading; elsewhere (in a line that goes on a sentence, or inside a long line of a
// text without line breaks) it is believed only where its number is the one that must come next, so
// that a reference to an article is not taken for one. Numbers that lost a space ("ARTICLE 61. each
// Party" for article 6, paragraph 1) or gained one ("Article 1 0") are read by what must come next.
// Linear.
std::vector<ArticleHeading> find_headings(std::string_view text);

// Takes out the headings of tables of contents: short lines in a row whose numbers begin again
// behind them. Returns how many.
size_t drop_contents(std::string_view text, std::vector<ArticleHeading>& headings);

// Reads the heading at the beginning of a line, without regard to what stands around it.
std::optional<ArticleHeading> read_heading(std::string_view line);

// Reads "5", "IV", "first", "twelve", "12a", "5.3" as the number is cited; empty if it is none.
std::string read_number(std::string_view word);

}  // namespace servanda::treaty

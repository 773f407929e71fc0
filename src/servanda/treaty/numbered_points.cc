// Finds the numbered points of a treaty that does not call them articles.
#include "servanda/treaty/numbered_points.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

constexpr size_t kMostCounts = 3;  // times that the numbers begin; more are those of paragraphs
constexpr size_t kFewest = 3;      // points that make a treaty
constexpr size_t kLongNumber = 6;  // letters of "XXVIII"
constexpr size_t kRead = 2000;     // bytes of a point in which binding words are looked for

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_roman(char c) { return c == 'I' || c == 'V' || c == 'X'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Passes over what stands between a number and its words: "-", "--", "–", "—" and blanks.
size_t behind_marks(std::string_view line, size_t at) {
  while (at < line.size()) {
    if (is_blank(line[at]) || line[at] == '-') {
      ++at;
    } else if (line.substr(at).starts_with("–") || line.substr(at).starts_with("—")) {
      at += 3;
    } else {
      break;
    }
  }
  return at;
}

// "IV.--The", "4. The", "4) The" at the beginning of a line; the line begins at `begin`.
std::optional<ArticleHeading> point_of(std::string_view line, uint32_t begin) {
  size_t at = 0;
  while (at < line.size() && is_blank(line[at])) ++at;
  const size_t first = at;
  if (at >= line.size()) return std::nullopt;
  const bool arabic = is_digit(line[at]);
  while (at < line.size() && (arabic ? is_digit(line[at]) : is_roman(line[at]))) ++at;
  const std::string_view word = line.substr(first, at - first);
  if (word.empty() || word.size() > (arabic ? 2 : kLongNumber)) return std::nullopt;
  if (at >= line.size() || (line[at] != '.' && line[at] != ')')) return std::nullopt;
  const size_t words = behind_marks(line, at + 1);
  // "4.5" is no point, and "5. km" no beginning.
  if (words == at + 1 || words >= line.size()) return std::nullopt;
  const auto letter = static_cast<unsigned char>(line[words]);
  if (!(letter >= 'A' && letter <= 'Z') && letter < 0x80) return std::nullopt;
  ArticleHeading heading;
  heading.begin = begin + static_cast<uint32_t>(first);
  heading.after = begin + static_cast<uint32_t>(words);
  heading.number = read_number(word);
  heading.numbering = arabic ? Numbering::kArabic : Numbering::kRoman;
  if (heading.number.empty()) return std::nullopt;
  return heading;
}

bool binds(std::string_view words) {
  return contains_any(plain(words.substr(0, kRead)),
                      {" shall ", " undertake", " agree", " will ", " engage", " pledge", " commit",
                       " promise", " intend ", " confirm ", " s'engage", " convien", " promet",
                       " sera ", " seront ", " déclare", " is bound ", " are bound "});
}

}  // namespace

std::vector<ArticleHeading> find_numbered_points(std::string_view text) {
  std::vector<ArticleHeading> found;
  int last = 0;
  size_t counts = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const auto point = point_of(text.substr(begin, end - begin), static_cast<uint32_t>(begin));
    begin = end + 1;
    if (!point || (!found.empty() && point->numbering != found.front().numbering)) continue;
    const int number = std::atoi(point->number.c_str());
    const bool next = number == last + 1 || number == 1;
    if (!next) continue;
    last = number;
    counts += number == 1 ? 1 : 0;
    found.push_back(*point);
  }
  size_t binding = 0;
  for (size_t i = 0; i < found.size(); ++i) {
    const size_t end = i + 1 < found.size() ? found[i + 1].begin : text.size();
    binding += binds(text.substr(found[i].after, end - found[i].after)) ? 1 : 0;
  }
  if (counts > kMostCounts || found.size() < kFewest || binding * 2 < found.size()) found.clear();
  return found;
}

}  // namespace servanda::treaty

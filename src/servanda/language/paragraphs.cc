// Tells wrapped lines from lines that end a paragraph.
#include "servanda/language/paragraphs.h"

#include <algorithm>

#include "servanda/language/characters.h"

namespace servanda::language {
namespace {

// Wrapped text is rarely wider than this; longer lines are whole paragraphs.
constexpr size_t kWidestPage = 130;
// How far, in bytes, a wrapped line may stay behind the widest one although the next word had
// fitted.
constexpr size_t kRaggedness = 14;

struct Line {
  uint32_t begin = 0, end = 0;  // without white space at both ends
  bool blank() const { return begin == end; }
};

std::vector<Line> read_lines(std::string_view text) {
  const auto space = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  std::vector<Line> lines;
  size_t at = 0;
  while (at < text.size()) {
    size_t end = text.find_first_of("\n\r\f\v", at);
    if (end == text.npos) end = text.size();
    size_t first = at, last = end;
    while (first < last && space(text[first])) ++first;
    while (last > first && space(text[last - 1])) --last;
    lines.push_back({static_cast<uint32_t>(first), static_cast<uint32_t>(last)});
    const bool pair = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
    at = end + (pair ? 2 : 1);
  }
  return lines;
}

// "- ", "* ", "• ", "1. ", "(a) ", "# ": how a list item or a heading of Markdown begins.
bool starts_item(std::string_view line) {
  if (line.size() < 3) return false;
  if (line.starts_with("\xE2\x80\xA2") || line.starts_with("\xE2\x96\xAA") ||
      line.starts_with("\xC2\xB7"))
    return true;
  if ((line[0] == '-' || line[0] == '*' || line[0] == '#' || line[0] == '>') &&
      (line[1] == ' ' || line[1] == line[0])) {
    return true;
  }
  size_t at = line[0] == '(' ? 1 : 0;
  const size_t first = at;
  while (at < line.size() && at < first + 3 && is_digit_ascii(line[at])) ++at;
  if (at == first && is_letter_ascii(line[at])) ++at;
  if (at == first || at + 1 >= line.size()) return false;
  const bool letter = is_letter_ascii(line[at - 1]);
  if (line[at] == ')') return true;
  return line[at] == '.' && line[at + 1] == ' ' && !letter;
}

bool ends_sentence(std::string_view line) {
  size_t at = line.size();
  const auto tail = [&](std::string_view mark) {
    return at >= mark.size() && line.substr(at - mark.size(), mark.size()) == mark;
  };
  for (int i = 0; i < 3; ++i) {
    if (tail("\xE2\x80\x9D") || tail("\xE2\x80\x99")) {
      at -= 3;
    } else if (at > 0 && (line[at - 1] == '"' || line[at - 1] == '\'' || line[at - 1] == ')' ||
                          line[at - 1] == ']')) {
      --at;
    } else {
      break;
    }
  }
  return tail(".") || tail("!") || tail("?") || tail(":") || tail("\xE2\x80\xA6");
}

}  // namespace

std::vector<base::Span> find_paragraphs(std::string_view text) {
  const std::vector<Line> lines = read_lines(text);
  size_t widest = 0;
  for (const Line& line : lines) widest = std::max<size_t>(widest, line.end - line.begin);
  const bool lines_are_paragraphs = widest > kWidestPage;

  const auto ends = [&](const Line& line, const Line& next) {
    const std::string_view a = text.substr(line.begin, line.end - line.begin);
    const std::string_view b = text.substr(next.begin, next.end - next.begin);
    if (starts_item(b)) return true;
    const bool sentence = ends_sentence(a);
    if (!sentence && starts_lower(b)) return false;
    if (lines_are_paragraphs) return true;
    const size_t next_word = std::min(b.find(' '), b.size());
    return a.size() + 1 + next_word + kRaggedness < widest || widest < 40;
  };

  std::vector<base::Span> paragraphs;
  size_t first = 0;
  while (first < lines.size()) {
    if (lines[first].blank()) {
      ++first;
      continue;
    }
    size_t last = first;
    while (last + 1 < lines.size() && !lines[last + 1].blank() &&
           !ends(lines[last], lines[last + 1]))
      ++last;
    paragraphs.push_back({lines[first].begin, lines[last].end});
    first = last + 1;
  }
  return paragraphs;
}

}  // namespace servanda::language

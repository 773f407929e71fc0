// Splits an article into its paragraphs and points.
#include "servanda/treaty/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <string>
#include <unordered_map>

#include "servanda/base/ascii.h"

namespace servanda::treaty {
namespace {

using base::is_space;
using base::lower;
using base::trimmed;

// "1.", "(1)", "1)" -> "para", "1"; "(a)", "a)" -> "point", "a"; "(iv)" -> "point", "iv".
struct Marker {
  bool point = false;
  std::string label;
  size_t size = 0;  // bytes of the marker
};

std::optional<Marker> marker(std::string_view line) {
  size_t i = 0;
  while (i < line.size() && is_space(line[i])) ++i;
  const size_t begin = i;
  const bool bracket = i < line.size() && line[i] == '(';
  if (bracket) ++i;
  const size_t label_begin = i;
  while (i < line.size() && std::isalnum(static_cast<unsigned char>(line[i])) &&
         i - label_begin < 5)
    ++i;
  const std::string label = lower(line.substr(label_begin, i - label_begin));
  if (label.empty() || i >= line.size()) return std::nullopt;
  const bool closed = line[i] == ')' || (!bracket && line[i] == '.');
  if (!closed) return std::nullopt;
  const bool dot = line[i] == '.';
  ++i;
  if (i < line.size() && !is_space(line[i]) && !std::isupper(static_cast<unsigned char>(line[i])))
    return std::nullopt;
  const bool digits =
      std::all_of(label.begin(), label.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  if (digits)
    return label.size() <= 3 ? std::optional(Marker{false, label, i - begin}) : std::nullopt;
  if (dot && label.size() > 1) return std::nullopt;
  // "S. M. the Queen" begins with initials.
  const std::string_view rest = trimmed(line.substr(i), " \t\r");
  if (dot && rest.size() > 1 && std::isupper(static_cast<unsigned char>(rest[0])) && rest[1] == '.')
    return std::nullopt;
  if (label.size() == 1 || label.find_first_not_of("ivxlc") == std::string::npos)
    return Marker{true, label, i - begin};
  return std::nullopt;
}

// Paragraph numbers go up by one; "1951." at the beginning of a line is a year.
bool follows(const std::string& last, const std::string& next) {
  const int before = last.empty() ? 0 : std::atoi(last.c_str()), now = std::atoi(next.c_str());
  return now > before && now <= before + 3;
}

bool is_header(std::span<const base::Span> headers, uint32_t begin, uint32_t end) {
  const auto at = std::lower_bound(headers.begin(), headers.end(), begin,
                                   [](base::Span one, uint32_t from) { return one.begin < from; });
  return at != headers.end() && at->begin < end;
}

// Whether a line of running text ends inside a sentence.
bool breaks_off(std::string_view line) {
  constexpr size_t kShortest = 30;  // bytes; a shorter line may be a heading
  return line.size() >= kShortest && std::string_view(".;:!?").find(line.back()) == line.npos;
}

}  // namespace

bool begins_unit(std::string_view line) { return marker(line).has_value(); }

void add_units(std::string_view text, const record::Article& article, base::Span body,
               std::span<const base::Span> headers, std::vector<Unit>& units) {
  std::string paragraph, current_id = article.id;
  base::Span current{body.begin, body.begin};
  int unnumbered = 0;
  std::unordered_map<std::string, int> used;  // how often each id was given
  const size_t first_unit = units.size();
  const auto unused = [&](const std::string& wanted) {
    int& times = used[wanted];
    return ++times == 1 ? wanted : fmt::format("{}_{}", wanted, times);
  };
  const auto close = [&](uint32_t end) {
    current.end = end;
    while (current.end > current.begin && is_space(text[current.end - 1])) --current.end;
    while (current.begin < current.end && is_space(text[current.begin])) ++current.begin;
    if (current.empty()) return;
    const std::string id = unused(current_id);
    units.push_back({id, article.number, current});
  };
  bool blank_before = true, page_turned = false, has_words = false;
  std::string_view last_line;  // with words, no header
  uint32_t at = body.begin;
  while (at < body.end) {
    uint32_t end = at;
    while (end < body.end && text[end] != '\n' && text[end] != '\f') ++end;
    const std::string_view line = text.substr(at, end - at);
    if (is_header(headers, at, end)) {
      page_turned = true;
      at = end + 1;
      continue;
    }
    const std::string_view words = trimmed(line, " \t\r");
    // A sentence that goes on behind the header of a page begins no paragraph.
    if (page_turned && !words.empty()) {
      page_turned = false;
      if (std::islower(static_cast<unsigned char>(words.front())) || breaks_off(last_line))
        blank_before = false;
    }
    const auto mark = marker(line);
    if (mark && (mark->point ? true : follows(paragraph, mark->label))) {
      close(at);
      if (mark->point) {
        current_id = (paragraph.empty() ? article.id : article.id + "__para_" + paragraph) +
                     "__point_" + mark->label;
      } else {
        paragraph = mark->label;
        current_id = article.id + "__para_" + paragraph;
      }
      current = {at, at};
    } else if (blank_before && !words.empty() && paragraph.empty() && has_words) {
      close(at);
      ++unnumbered;
      current_id = fmt::format("{}__para_{}", article.id, unnumbered + 1);
      current = {at, at};
    }
    blank_before = words.empty();
    if (!words.empty()) has_words = true, last_line = words;
    at = end + 1;
  }
  close(body.end);
  // A single unnumbered paragraph is the article; the first of several is its paragraph 1.
  if (unnumbered > 0) {
    for (size_t i = first_unit; i < units.size(); ++i) {
      if (units[i].id == article.id) units[i].id = unused(article.id + "__para_1");
    }
  }
}

}  // namespace servanda::treaty

// Makes a document of the text that pdftotext found in a PDF.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <vector>

#include "servanda/import/document.h"
#include "servanda/import/read.h"

namespace servanda::import {
namespace {

using Lines = std::vector<std::string_view>;

std::vector<Lines> split_pages(std::string_view text) {
  std::vector<Lines> pages(1);
  while (!text.empty()) {
    const size_t end = text.find_first_of("\n\f");
    const std::string_view line = text.substr(0, end);
    pages.back().push_back(line);
    if (end == std::string_view::npos) break;
    if (text[end] == '\f') pages.emplace_back();
    text.remove_prefix(end + 1);
  }
  return pages;
}

bool blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// A line without spaces, one of its numbers (the `which`-th; -1: none) written as its distance from
// the page's number: "Page 3 of 12" on page 3 and "Page 4 of 12" on page 4 are the same running
// head, "Article 3" and "Article 7" are not.
std::string shape(std::string_view line, int which, size_t page) {
  std::string result;
  int number = 0;
  for (size_t i = 0; i < line.size();) {
    const auto c = static_cast<unsigned char>(line[i]);
    if (!std::isdigit(c)) {
      if (!std::isspace(c)) result += line[i];
      ++i;
      continue;
    }
    size_t end = i;
    int64_t value = 0;
    while (end < line.size() && std::isdigit(static_cast<unsigned char>(line[end])) && end - i < 9)
      value = value * 10 + (line[end++] - '0');
    result += number++ == which ? fmt::format("#{}", value - static_cast<int64_t>(page))
                                : std::string(line.substr(i, end - i));
    i = end;
  }
  return result;
}

// Whether the word broken at the end of a line keeps its hyphen, since it has another one:
// "most-" before "favoured-nation", "most-favoured-" before "nation".
bool is_compound(std::string_view line, std::string_view next) {
  const std::string_view behind = next.substr(0, next.find(' '));
  const std::string_view before = line.substr(line.rfind(' ') + 1);
  const size_t hyphen = behind.find('-');
  return (hyphen != std::string_view::npos && hyphen + 1 < behind.size()) ||
         before.find('-') + 1 < before.size();
}

bool is_page_number(std::string_view line) {
  const size_t begin = line.find_first_not_of(" \t\r-");
  const size_t end = line.find_last_not_of(" \t\r-");
  if (begin == std::string_view::npos || end - begin >= 4) return false;
  return std::all_of(line.begin() + static_cast<long>(begin),
                     line.begin() + static_cast<long>(end) + 1,
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

// The first and last two lines with words of a page: where running heads and page numbers stand.
std::vector<size_t> margin_lines(const Lines& page) {
  std::vector<size_t> worded;
  for (size_t i = 0; i < page.size(); ++i) {
    if (!blank(page[i])) worded.push_back(i);
  }
  if (worded.size() <= 4) return worded;
  return {worded[0], worded[1], worded[worded.size() - 2], worded[worded.size() - 1]};
}

constexpr int kShapes = 3;  // as it stands; by its first number; by its second

// How often each shape stands at a margin.
std::map<std::string, size_t> count_margins(const std::vector<Lines>& pages) {
  std::map<std::string, size_t> counts;
  for (size_t number = 0; number < pages.size(); ++number) {
    for (const size_t i : margin_lines(pages[number])) {
      for (int which = -1; which < kShapes - 1; ++which)
        ++counts[fmt::format("{}:{}", which, shape(pages[number][i], which, number))];
    }
  }
  return counts;
}

// A line that stands at the margin of at least half of three or more pages is a running head.
bool is_running_head(const std::map<std::string, size_t>& margins, std::string_view line,
                     size_t number, size_t pages) {
  if (pages < 3) return false;
  for (int which = -1; which < kShapes - 1; ++which) {
    const auto found = margins.find(fmt::format("{}:{}", which, shape(line, which, number)));
    if (found != margins.end() && found->second * 2 >= pages && found->second >= 2) return true;
  }
  return false;
}

bool lower_letter(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }

}  // namespace

base::Result<record::Document> read_pdf_text(std::string_view text, const Origin& origin) {
  record::Document document = SERVANDA_TRY(new_document(text, origin, "application/pdf"));
  const std::vector<Lines> pages = split_pages(text);
  const std::map<std::string, size_t> margins = count_margins(pages);
  for (size_t number = 0; number < pages.size(); ++number) {
    const Lines& page = pages[number];
    std::vector<bool> dropped(page.size(), false);
    for (const size_t i : margin_lines(page)) {
      dropped[i] = pages.size() > 1 && (is_page_number(page[i]) ||
                                        is_running_head(margins, page[i], number, pages.size()));
    }
    const auto begin = static_cast<uint32_t>(document.text.size());
    for (size_t i = 0; i < page.size(); ++i) {
      if (dropped[i]) continue;
      std::string_view line = page[i];
      while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
      // "coop-" and "eration" on the next line are one word; "Russian-" and "Iranian" are not.
      const bool broken = line.size() > 1 && line.back() == '-' &&
                          lower_letter(line[line.size() - 2]) && i + 1 < page.size() &&
                          !page[i + 1].empty() && lower_letter(page[i + 1].front());
      if (broken && !is_compound(line, page[i + 1])) line.remove_suffix(1);
      document.text += line;
      if (!broken) document.text += '\n';
    }
    document.origin.push_back(
        {begin, number + 1, static_cast<uint32_t>(document.text.size()) - begin});
  }
  while (!document.text.empty() && document.text.back() == '\n') document.text.pop_back();
  if (document.text.find_first_not_of(" \t\r\n\f") == std::string::npos) {
    return base::Error{
        base::ErrorCode::kRefused,
        "has no text in it: the pages are pictures, recognise their text (OCR) first", origin.path};
  }
  document.title = title_of(document.text);
  return document;
}

}  // namespace servanda::import

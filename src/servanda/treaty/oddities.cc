// Tells what is odd in a treaty's text, so that a reader can look there.
#include "servanda/treaty/oddities.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>

#include "servanda/base/ascii.h"
#include "servanda/treaty/line_kinds.h"
#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

using base::is_space;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

base::Span trimmed(std::string_view text, base::Span span) {
  while (span.begin < span.end && is_space(text[span.begin])) ++span.begin;
  while (span.begin < span.end && is_space(text[span.end - 1])) --span.end;
  return span;
}

std::vector<base::Span> lines_of(std::string_view text) {
  std::vector<base::Span> lines;
  uint32_t begin = 0;
  for (uint32_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != '\n' && text[i] != '\f') continue;
    lines.push_back(trimmed(text, {begin, i}));
    begin = i + 1;
  }
  return lines;
}

size_t line_of(std::string_view text, uint32_t at) {
  return static_cast<size_t>(std::count(text.begin(), text.begin() + at, '\n')) + 1;
}

// A line without its digits, so that the numbers of pages do not tell headers apart.
std::string shape_of(std::string_view line) {
  std::string shape;
  for (const char c : line) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0 && !is_space(c)) shape += c;
  }
  return shape;
}

// "- 12 -", "12", "Page 12", "UNTS 1234": a page number, or words beside one.
bool may_be_header(std::string_view line) {
  constexpr size_t kLongest = 80;
  if (line.empty() || line.size() > kLongest) return false;
  if (read_heading(line)) return false;
  // A point "(a)" or a paragraph "1. The Parties" is none, nor is a line of running words.
  const size_t label = line.find_first_not_of("(0123456789abcdefghijklmnopqrstuvwxyz");
  if (label > 0 && label <= 4 && label < line.size() && (line[label] == ')' || line[label] == '.'))
    return false;
  int small = 0;
  for (size_t i = 1; i < line.size(); ++i) small += line[i - 1] == ' ' && is_lower(line[i]) ? 1 : 0;
  if (small > 3) return false;
  return std::any_of(line.begin(), line.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; }) ||
         std::none_of(line.begin(), line.end(), is_lower);
}

// "12     Treaty Series     1974": a page number at an end, set apart from words by wide blanks, as
// no sentence is.
bool is_spread(std::string_view line) {
  const bool numbered = std::isdigit(static_cast<unsigned char>(line.front())) != 0 ||
                        std::isdigit(static_cast<unsigned char>(line.back())) != 0;
  return numbered &&
         (line.find("   ") != std::string_view::npos || line.find('\t') != std::string_view::npos);
}

std::string_view name_of(Numbering numbering) {
  switch (numbering) {
    case Numbering::kArabic:
      return "arabic";
    case Numbering::kRoman:
      return "roman";
    case Numbering::kWord:
      return "words";
    case Numbering::kDecimal:
      return "decimal";
  }
  return "";
}

constexpr std::array<std::string_view, 9> kInstruments = {
    " treaty ",      " agreement ", " convention ", " pact ",     " protocol ",
    " declaration ", " charter ",   " accord ",     " concordat "};

void add_mixed_numbering(std::string_view text, std::span<const ArticleHeading> headings,
                         std::vector<std::string>& found) {
  for (size_t i = 1; i < headings.size(); ++i) {
    // "I" to "1" of an annex is usual, and "first" before "II"; a change in the middle of the count
    // is not.
    const bool first_by_word =
        headings[i - 1].numbering == Numbering::kWord && headings[i - 1].number == "1";
    if (headings[i].numbering == headings[i - 1].numbering || headings[i].number == "1" ||
        headings[i].number == "1.1" || first_by_word)
      continue;
    found.push_back(fmt::format("line {}: numberings are mixed: article {} ({}) after {} ({})",
                                line_of(text, headings[i].begin), headings[i].number,
                                name_of(headings[i].numbering), headings[i - 1].number,
                                name_of(headings[i - 1].numbering)));
    return;
  }
}

// Whether a word goes on behind "- " inside a line, as where a break was lost; "pre- and post-war"
// is no cut word.
bool goes_on_behind_blank(std::string_view text, uint32_t at) {
  if (at >= text.size() || !is_lower(text[at])) return false;
  const std::string_view rest = text.substr(at, 4);
  return !rest.starts_with("and ") && !rest.starts_with("or ") && !rest.starts_with("to ") &&
         !rest.starts_with("nor ");
}

// Where two letters stand on both sides of a hyphen that ends a line, or before one blank.
std::vector<uint32_t> cut_words(std::string_view text, base::Span span) {
  std::vector<uint32_t> found;
  for (uint32_t i = span.begin + 1; i + 2 < span.end; ++i) {
    if (text[i] != '-' || !is_letter(text[i - 1])) continue;
    uint32_t k = i + 1;
    while (k < span.end && (text[k] == ' ' || text[k] == '\r')) ++k;
    if (k == i + 2 && text[i + 1] == ' ' && goes_on_behind_blank(text, k)) {
      found.push_back(i);
      continue;
    }
    if (k >= span.end || text[k] != '\n') continue;
    while (k < span.end && is_space(text[k])) ++k;
    if (k < span.end && is_lower(text[k])) found.push_back(i);
  }
  return found;
}

// Whether the word cut at `hyphen` is joined of several: "most-" before "favoured-nation", or
// "most-favoured-" before "nation". There the hyphen stays.
bool is_compound(std::string_view text, uint32_t hyphen, uint32_t next) {
  while (next < text.size() && is_letter(text[next])) ++next;
  if (next + 1 < text.size() && text[next] == '-' && is_letter(text[next + 1])) return true;
  uint32_t begin = hyphen;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return begin > 1 && text[begin - 1] == '-' && is_letter(text[begin - 2]);
}

// "TREATY of ...", "Agreement between ...": a line that names an instrument in its first words,
// with a capital, and is no running sentence.
bool names_treaty(std::string_view line) {
  constexpr size_t kLongest = 300, kFirstWords = 60;
  line = without_marks(line);
  if (line.empty() || line.size() > kLongest || is_lower(line.front()) || line.back() == '.' ||
      line.back() == ';')
    return false;
  const std::string words = plain(line.substr(0, kFirstWords));
  return std::any_of(kInstruments.begin(), kInstruments.end(),
                     [&](std::string_view name) { return contains(words, name); }) &&
         !contains(words, " this ") && !contains(words, " present ") && !contains(words, " shall ");
}

bool names_attachment(std::string_view words) {
  return contains_any(plain(words), {" annex", " appendix", " schedule"});
}

// "Protocol", "Protocol on the supply of gas": without parties of its own it hangs on the treaty
// before it.
bool is_own_protocol(std::string_view title) {
  const std::string words = plain(without_marks(title));
  return words.starts_with(" protocol ") && !contains(words, " between ");
}

// Where no signatures part two treaties: the numbers begin again under a line that names one.
uint32_t treaty_without_signatures(std::string_view text,
                                   std::span<const ArticleHeading> headings) {
  for (size_t i = 1; i + 1 < headings.size(); ++i) {
    if (headings[i].number != "1" || headings[i + 1].number != "2") continue;
    const uint32_t begin = headings[i - 1].after;
    const std::string_view between = text.substr(begin, headings[i].begin - begin);
    uint32_t title = 0;
    bool attached = false;
    for (const base::Span line : lines_of(between)) {
      const std::string_view words = line.of(between);
      if (!std::none_of(words.begin(), words.end(), is_lower)) continue;
      attached = attached || names_attachment(words) ||
                 contains_any(plain(words), {" protocol", " declaration"});
      if (title == 0 && names_treaty(words)) title = begin + line.begin;
    }
    if (title > 0 && !attached) return title;
  }
  return 0;
}

// The share of the words of a text that belong to a tongue, by its smallest words.
double share_of(std::string_view plain_text, std::initializer_list<std::string_view> small_words) {
  size_t all = 0, hits = 0;
  for (size_t at = 0; at + 1 < plain_text.size(); at = plain_text.find(' ', at + 1)) {
    const size_t end = std::min(plain_text.find(' ', at + 1), plain_text.size());
    const std::string_view word = plain_text.substr(at + 1, end - at - 1);
    ++all;
    hits += std::find(small_words.begin(), small_words.end(), word) != small_words.end() ? 1 : 0;
    if (end >= plain_text.size()) break;
  }
  return all == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(all);
}

// Whether a text is neither English nor French, the tongues whose duties are read.
bool is_other_tongue(std::string_view text) {
  constexpr size_t kEnough = 1u << 15;  // bytes that tell
  constexpr size_t kFewest = 400;       // bytes; less tells nothing
  constexpr double kLeast = 0.08;       // share of small words of a tongue
  if (text.size() < kFewest) return false;
  const std::string words = plain(text.substr(0, kEnough));
  return share_of(words, {"the", "of", "and", "to", "in", "shall", "by", "a"}) < kLeast &&
         share_of(words, {"le", "la", "les", "de", "des", "du", "et", "à", "en", "sera"}) < kLeast;
}

}  // namespace

std::vector<base::Span> page_headers(std::string_view text) {
  const std::vector<base::Span> lines = lines_of(text);
  struct Shape {
    int count = 0;
    int cuts = 0;  // how often the words before go on behind
  };
  std::unordered_map<std::string, Shape> shapes;
  std::vector<bool> cuts(lines.size(), false);  // whether a line stands inside a sentence
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i].of(text);
    if (!may_be_header(line)) continue;
    Shape& shape = shapes[shape_of(line)];
    ++shape.count;
    size_t before = i, after = i;
    while (before > 0 && (before == i || lines[before].empty())) --before;
    while (after + 1 < lines.size() && (after == i || lines[after].empty())) ++after;
    if (before == i || after == i || lines[before].empty() || lines[after].empty()) continue;
    const char last = text[lines[before].end - 1], first = text[lines[after].begin];
    cuts[i] = (is_lower(last) || last == ',' || last == '-') && is_lower(first);
    shape.cuts += cuts[i] ? 1 : 0;
  }
  std::vector<base::Span> found;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i].of(text);
    if (!may_be_header(line)) continue;
    const Shape& shape = shapes[shape_of(line)];
    if ((shape.count >= 3 && shape.cuts >= 1) || (cuts[i] && is_spread(line)))
      found.push_back(lines[i]);
  }
  return found;
}

std::string clean_words(std::string_view text, base::Span span,
                        std::span<const base::Span> headers) {
  std::string out;
  uint32_t at = span.begin;
  const auto copy = [&](uint32_t until) {
    for (const uint32_t hyphen : cut_words(text, {at, until})) {
      uint32_t next = hyphen + 1;
      while (next < until && is_space(text[next])) ++next;
      out += text.substr(at, hyphen - at + (is_compound(text, hyphen, next) ? 1 : 0));
      at = next;
    }
    out += text.substr(at, until - at);
  };
  auto header = std::lower_bound(headers.begin(), headers.end(), span.begin,
                                 [](base::Span one, uint32_t begin) { return one.begin < begin; });
  for (; header != headers.end() && header->end <= span.end; ++header) {
    copy(header->begin);
    at = header->end;
    // The breaks around a header go with it: the sentence reads on.
    while (!out.empty() && is_space(out.back())) out.pop_back();
    while (at < span.end && is_space(text[at])) ++at;
    const bool cut = out.size() > 1 && out.back() == '-' && is_letter(out[out.size() - 2]) &&
                     at < span.end && is_lower(text[at]);
    if (cut) {
      out.pop_back();
    } else if (!out.empty()) {
      out += ' ';
    }
  }
  copy(span.end);
  return out;
}

std::vector<std::string> oddities_of(std::string_view text,
                                     std::span<const ArticleHeading> headings) {
  std::vector<std::string> found;
  add_mixed_numbering(text, headings, found);
  if (const auto headers = page_headers(text); !headers.empty()) {
    found.push_back(fmt::format("line {}: '{}' is passed over as the header of a page ({} of them)",
                                line_of(text, headers.front().begin), headers.front().of(text),
                                headers.size()));
  }
  if (const auto cut = cut_words(text, {0, static_cast<uint32_t>(text.size())}); !cut.empty()) {
    found.push_back(fmt::format("line {}: {} cut by a hyphen {} joined", line_of(text, cut.front()),
                                cut.size() == 1 ? "a word" : fmt::format("{} words", cut.size()),
                                cut.size() == 1 ? "is" : "are"));
  }
  if (is_other_tongue(text))
    found.emplace_back("neither English nor French: what the provisions bind to is not read");
  return found;
}

std::string second_treaty_warning(std::string_view text, uint32_t begin) {
  return fmt::format(
      "line {}: a second treaty begins behind the first; only the first is read (treaty read "
      "--part 2 reads it)",
      line_of(text, begin));
}

uint32_t second_treaty(std::string_view text, std::span<const ArticleHeading> headings,
                       base::Span conclusion) {
  if (conclusion.empty()) return treaty_without_signatures(text, headings);
  uint32_t from = conclusion.begin;
  for (size_t i = 0; i + 1 < headings.size(); ++i) {
    if (headings[i].begin < conclusion.begin || headings[i].number != "1" ||
        headings[i + 1].number != "2")
      continue;
    const std::string_view between = text.substr(from, headings[i].begin - from);
    if (names_attachment(between)) return 0;
    // The first line behind the signatures that names a treaty is the title of the next.
    const std::vector<base::Span> lines = lines_of(between);
    const auto title = std::find_if(lines.begin() + 1, lines.end(), [&](base::Span line) {
      return names_treaty(line.of(between));
    });
    if (title == lines.end()) return headings[i].begin;
    if (!is_own_protocol(title->of(between))) return from + title->begin;
    from = headings[i].begin;
  }
  return 0;
}

bool reads_like_report(std::string_view text) {
  constexpr size_t kEnough = 1u << 16;  // bytes of a long text that tell
  const std::string words = plain(text.substr(0, kEnough));
  const auto count = [&](std::initializer_list<std::string_view> phrases) {
    size_t hits = 0;
    for (const std::string_view phrase : phrases)
      for (size_t at = words.find(phrase); at != std::string::npos;
           at = words.find(phrase, at + phrase.size()))
        ++hits;
    return hits;
  };
  const size_t telling = count({" said ", " told ", " according to ", " reported", " announced",
                                " spokes", " analysts ", " yesterday ", " on monday ",
                                " on tuesday ", " on wednesday ", " on thursday ", " on friday "});
  const size_t binding =
      count({" shall ", " undertake", " have agreed ", " the undersigned", " hereby "});
  return telling >= 1 && telling > binding;
}

}  // namespace servanda::treaty

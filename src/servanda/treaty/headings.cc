// Finds the headings of articles in a treaty's text.
#include "servanda/treaty/headings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <unordered_map>

#include "servanda/base/ascii.h"

namespace servanda::treaty {
namespace {

using base::is_space;
using base::lower;
using base::trimmed;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

std::string_view first_word(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && !is_space(text[end])) ++end;
  return text.substr(0, end);
}

size_t spaces(std::string_view text, size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) ++at;
  return at;
}

std::optional<int> roman(std::string_view text) {
  static constexpr std::pair<char, int> kDigits[] = {
      {'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}, {'c', 100}};
  if (text.empty() || text.size() > 9) return std::nullopt;
  int sum = 0, previous = 1000;
  for (const char c : text) {
    int value = 0;
    for (const auto& [digit, worth] : kDigits) value = c == digit ? worth : value;
    if (value == 0) return std::nullopt;
    sum += value > previous ? value - 2 * previous : value;
    previous = value;
  }
  return sum > 0 && sum < 400 ? std::optional(sum) : std::nullopt;
}

std::string roman_of(int value) {
  static constexpr std::pair<int, std::string_view> kParts[] = {{100, "c"}, {90, "xc"}, {50, "l"},
                                                                {40, "xl"}, {10, "x"},  {9, "ix"},
                                                                {5, "v"},   {4, "iv"},  {1, "i"}};
  std::string out;
  for (const auto& [worth, digits] : kParts)
    for (; value >= worth && value < 400; value -= worth) out += digits;
  return out;
}

constexpr std::array<std::string_view, 21> kOrdinals = {
    "",           "first",     "second",    "third",       "fourth",     "fifth",      "sixth",
    "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
constexpr std::array<std::string_view, 21> kCardinals = {
    "",         "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
// The last two are what a scan makes of capitals: ARTlCLE, ART1CLE.
constexpr std::array<std::string_view, 10> kArticleWords = {
    "article", "art", "artikel", "articolo", "artículo",
    "artigo",  "§",   "статья",  "artlcle",  "art1cle"};

bool is_article_word(std::string_view word) {
  const std::string text = lower(trimmed(word, "."));
  return std::find(kArticleWords.begin(), kArticleWords.end(), text) != kArticleWords.end();
}

Numbering numbering_of(std::string_view word) {
  const std::string text = lower(trimmed(word, ".,:;()[]-"));
  if (!text.empty() && is_digit(text.front()))
    return text.find('.') != std::string::npos ? Numbering::kDecimal : Numbering::kArabic;
  return roman(text) ? Numbering::kRoman : Numbering::kWord;
}

// A number as it is compared: "3.14" comes after "3.9" and before "4.1".
int order_of(std::string_view number) {
  const size_t point = number.find('.');
  const int whole = std::atoi(std::string(number.substr(0, point)).c_str());
  return point == std::string_view::npos
             ? whole
             : whole * 1000 + std::atoi(std::string(number.substr(point + 1)).c_str());
}

struct Candidate {
  ArticleHeading heading;
  bool starts_line = false;
  bool alone = false;       // nothing else stands in its line
  bool after_stop = false;  // a blank line, a heading or the end of a sentence stands before it
  bool reads_on = false;    // "Article 5 of the Convention": the words go on as a reference does
  bool in_long_line = false;
  bool capitals = false;
};

// Words behind the number that show that a sentence goes on.
bool is_reference(std::string_view rest) {
  static constexpr std::array<std::string_view, 40> kWords = {
      "of",       "and",       "or",         "shall", "to",    "is",     "are",     "may",
      "in",       "paragraph", "paragraphs", "above", "below", "hereof", "thereof", "was",
      "were",     "has",       "have",       "by",    "on",    "must",   "will",    "would",
      "does",     "do",        "applies",    "apply", "says",  "said",   "obliges", "provides",
      "provided", "which",     "that",       "but",   "as",    "for",    "with",    "(paragraph"};
  const std::string_view word = first_word(rest);
  // "Article 24 In order to" begins a sentence: there the capital says so.
  if (word.size() > 1 && is_upper(word[0]) && is_lower(word[1])) return false;
  return std::find(kWords.begin(), kWords.end(), lower(trimmed(word, ".,:;"))) != kWords.end();
}

// What stands before the heading: the last line with words, and whether a blank line or a stop lies
// between.
bool follows_stop(std::string_view text, size_t at) {
  size_t k = at;
  int breaks = 0;
  while (k > 0 && (is_space(text[k - 1]) || text[k - 1] == '#' || text[k - 1] == '*'))
    breaks += text[--k] == '\n' ? 1 : 0;
  if (k == 0 || breaks > 1) return true;
  const char last = text[k - 1];
  if (std::string_view(".:;!?)]\"'*>").find(last) != std::string_view::npos) return true;
  if (k >= 3 &&
      (text.substr(k - 3, 3) == "\xE2\x80\x9D" || text.substr(k - 3, 3) == "\xE2\x80\x99"))
    return true;
  if (breaks == 0) return false;
  // A short line without small words at its end is a heading: "CHAPTER II Trade".
  const size_t newline = text.rfind('\n', k - 1);
  const size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::string_view line = trimmed(text.substr(begin, k - begin), " \t\r");
  if (line.size() > 80 || last == ',') return false;
  const bool capitals = std::none_of(line.begin(), line.end(), is_lower);
  return capitals || read_heading(line).has_value() ||
         (is_upper(line.front()) && line.size() < 45 &&
          line.find(" shall ") == std::string_view::npos && !is_lower(line[line.rfind(' ') + 1]));
}

class Finder {
 public:
  // Lines of more than `long_line` bytes may hold several headings.
  Finder(std::string_view text, size_t long_line) : text_(text), long_line_(long_line) {}

  std::vector<ArticleHeading> run() {
    collect();
    for (size_t i = 0; i < candidates_.size(); ++i) consider(i);
    return std::move(found_);
  }

 private:
  void collect() {
    size_t line_begin = 0, line_end = text_.find('\n');
    words_begin_ = text_.find_first_not_of(" \t\r#*");
    for (size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '\n' || c == '\f') {
        line_begin = i + 1;
        line_end = text_.find_first_of("\n\f", i + 1);
        words_begin_ = text_.find_first_not_of(" \t\r#*", line_begin);
        continue;
      }
      const bool section = static_cast<unsigned char>(c) == 0xC2 && text_.substr(i, 2) == "§";
      const bool cyrillic = static_cast<unsigned char>(c) == 0xD0 && text_.substr(i, 2) == "С";
      if (c != 'A' && !section && !cyrillic) continue;
      if (i > 0 && is_letter(text_[i - 1])) continue;
      const size_t end = line_end == std::string_view::npos ? text_.size() : line_end;
      std::string_view line = text_.substr(i, std::min<size_t>(end - i, 160));
      if (!is_article_word(first_word(line)) && !(section && line.size() > 2)) continue;
      take(i, line, line_begin, end);
    }
  }

  void take(size_t at, std::string_view line, size_t line_begin, size_t line_end) {
    Candidate candidate;
    candidate.capitals = line.starts_with("ARTICLE");
    candidate.starts_line = at <= words_begin_;
    candidate.in_long_line = line_end - line_begin > long_line_;
    if (!candidate.starts_line && !candidate.in_long_line) return;
    if (const auto heading = read_heading(line)) {
      candidate.heading = *heading;
      const size_t rest = spaces(line, heading->after);
      candidate.alone = trimmed(line.substr(rest), " \t\r.:-*").empty();
      candidate.reads_on = is_reference(line.substr(rest)) || line[heading->after - 1] == ',' ||
                           line[heading->after - 1] == ';';
    } else if (!candidate.capitals || first_word(line).size() + 1 >= line.size()) {
      return;  // only capitals can be believed to be glued to what follows the number
    }
    candidate.heading.begin = static_cast<uint32_t>(at);
    candidate.heading.after += static_cast<uint32_t>(at);
    candidate.after_stop = follows_stop(text_, at);
    candidates_.push_back(std::move(candidate));
  }

  void consider(size_t index) {
    const Candidate& candidate = candidates_[index];
    if (const auto spaced = with_space_inside(candidate)) return accept(*spaced);
    if (candidate.starts_line && !candidate.in_long_line) {
      if (candidate.reads_on || candidate.heading.number.empty()) return;
      if (candidate.after_stop) return accept(candidate.heading);
      // It goes on a sentence: only the very number that comes next, and only if no sure heading
      // has it.
      if (is_next(candidate.heading.number, 1) && !is_headed_later(index))
        accept(candidate.heading);
      return;
    }
    if (!may_head_inside(candidate)) return;
    if (!candidate.heading.number.empty() && !candidate.reads_on &&
        is_next(candidate.heading.number, last_ == 0 ? 1 : 3))
      return accept(candidate.heading);
    if (const auto glued = glued_number(candidate)) accept(*glued);
  }

  static bool is_sure(const Candidate& candidate) {
    return candidate.starts_line && candidate.after_stop && !candidate.reads_on;
  }

  // Whether a sure heading of the same number follows before the numbers begin again.
  bool is_headed_later(size_t index) const {
    constexpr size_t kLook = 300;  // candidates looked at
    const std::string& number = candidates_[index].heading.number;
    for (size_t i = index + 1; i < std::min(candidates_.size(), index + kLook); ++i) {
      if (!is_sure(candidates_[i])) continue;
      if (candidates_[i].heading.number == number) return true;
      if (candidates_[i].heading.number == "1") return false;
    }
    return false;
  }

  void accept(const ArticleHeading& heading) {
    if (!found_.empty() && heading.begin <= found_.back().begin) return;
    last_ = order_of(heading.number);
    decimal_ = heading.numbering == Numbering::kDecimal;
    found_.push_back(heading);
  }

  bool is_next(std::string_view number, int reach) const {
    const int value = order_of(number);
    if (decimal_) return value == last_ + 1 || value == (last_ / 1000 + 1) * 1000 + 1;
    if (value == last_ && number.find(' ') != std::string_view::npos)
      return true;  // "5 bis" after "5"
    return value > last_ && value <= last_ + reach;
  }

  // In capitals a heading may stand behind anything but a comma; else behind a stop or the name of
  // a chapter.
  bool may_head_inside(const Candidate& candidate) const {
    const size_t at = candidate.heading.begin;
    size_t k = at;
    while (k > 0 && is_space(text_[k - 1])) --k;
    if (k == 0) return true;
    const char last = text_[k - 1];
    if (candidate.capitals) return last != ',' && last != '(';
    if (candidate.after_stop) return true;
    std::string_view before = text_.substr(k > 140 ? k - 140 : 0, std::min<size_t>(k, 140));
    before.remove_prefix(
        std::min(before.rfind(". ") + 1, before.size()));  // npos + 1 is 0: no full stop
    // A page number or a chapter may stand between: "Page 6 Article 17", "CHAPTER II Trade Article
    // 12".
    for (const std::string_view word :
         {"Chapter ", "Title ", "Part ", "Section ", "CHAPTER ", "PART ", "Page "}) {
      if (before.find(word) != std::string_view::npos && !before.ends_with(" of") &&
          !before.ends_with(" in") && !before.ends_with("under") && !before.ends_with("with"))
        return true;
    }
    return is_upper(last) && k >= 2 && is_upper(text_[k - 2]);
  }

  // "ARTICLE iiexecution", "ARTICLE 61. each Party": what must come next tells where the number
  // ends.
  std::optional<ArticleHeading> glued_number(const Candidate& candidate) const {
    if (!candidate.capitals || decimal_) return std::nullopt;
    const std::string_view rest = text_.substr(candidate.heading.begin, 64);
    const size_t begin = spaces(rest, first_word(rest).size());
    const std::string_view number = rest.substr(std::min(begin, rest.size()));
    const int next = last_ + 1;
    for (const std::string& wanted : {std::to_string(next), roman_of(next)}) {
      if (lower(number.substr(0, wanted.size())) != wanted) continue;
      const std::string_view behind = number.substr(wanted.size());
      const bool paragraph = behind.starts_with("1.") || behind.starts_with("1 ");
      if (!behind.empty() &&
          (is_digit(behind.front()) || behind.front() == ',' || behind.front() == '(') &&
          !paragraph)
        continue;
      const size_t after = candidate.heading.begin + begin + wanted.size();
      return ArticleHeading{candidate.heading.begin, static_cast<uint32_t>(after),
                            std::to_string(next),
                            is_digit(wanted.front()) ? Numbering::kArabic : Numbering::kRoman};
    }
    return std::nullopt;
  }

  // "Article 1 0": two digits with a space between that together are the number that must come
  // next.
  std::optional<ArticleHeading> with_space_inside(const Candidate& candidate) const {
    const ArticleHeading& heading = candidate.heading;
    if (heading.numbering != Numbering::kArabic || heading.number.size() != 1 || last_ < 9)
      return std::nullopt;
    const std::string_view rest = text_.substr(heading.after, 4);
    const size_t at = spaces(rest, 0);
    if (at >= rest.size() || !is_digit(rest[at]) ||
        (at + 1 < rest.size() && (is_digit(rest[at + 1]) || rest[at + 1] == '.')))
      return std::nullopt;
    const std::string number = heading.number + rest[at];
    if (number != std::to_string(last_ + 1)) return std::nullopt;
    return ArticleHeading{heading.begin, heading.after + static_cast<uint32_t>(at) + 1, number,
                          Numbering::kArabic};
  }

  std::string_view text_;
  size_t long_line_;
  std::vector<Candidate> candidates_;
  std::vector<ArticleHeading> found_;
  size_t words_begin_ = 0;  // of the line looked at: its first byte that is no blank and no mark
  int last_ = 0;
  bool decimal_ = false;
};

}  // namespace

std::string read_number(std::string_view word) {
  std::string text(trimmed(word, ".,:;()[]-*\xE2\x80\x93\x94"));
  // A small l among capitals, or alone, is an I that a scan misread: "Ill", "lV".
  if (text.find_first_not_of("IVXl") == std::string::npos)
    std::replace(text.begin(), text.end(), 'l', 'I');
  text = lower(text);
  if (text.empty()) return {};
  if (text == "1er" || text == "ier") return "1";
  if (is_digit(text.front())) {
    size_t i = 0;
    while (i < text.size() && (is_digit(text[i]) || text[i] == '.')) ++i;
    // "12a" is a number; "2nd" is not an article's.
    if (text.size() - i > 1) return {};
    return i <= 7 ? text : std::string();
  }
  if (text == "premier" || text == "première") return "1";
  for (size_t i = 1; i < kOrdinals.size(); ++i) {
    if (text == kOrdinals[i] || text == kCardinals[i]) return std::to_string(i);
  }
  const auto value = roman(text);
  return value ? std::to_string(*value) : std::string();
}

std::optional<ArticleHeading> read_heading(std::string_view line) {
  const size_t start = spaces(line, 0);
  std::string_view first = first_word(line.substr(start));
  size_t at = 0;
  if (first.starts_with("§") && first.size() > 2) {
    at = start + 2;  // "§7"
  } else {
    if (!is_article_word(first) || is_lower(first.front()))
      return std::nullopt;  // a reference inside a sentence begins small
    at = spaces(line, start + first.size());
  }
  for (const std::string_view skipped : {"the", "_", "No.", "no."}) {
    const std::string_view word = first_word(line.substr(std::min(at, line.size())));
    if (word == skipped || lower(word) == skipped) at = spaces(line, at + word.size());
  }
  if (at >= line.size()) return std::nullopt;
  std::string_view word = first_word(line.substr(at));
  // "Article 4.1:Definitions", "ARTICLE II.--The Parties": a colon or a dash ends the number though
  // no space follows.
  if (const size_t colon = word.find(':'); colon != std::string_view::npos)
    word = word.substr(0, colon + 1);
  for (const std::string_view dash : {"--", "–", "—"})
    if (const size_t end = word.find(dash); end != std::string_view::npos && end > 0)
      word = word.substr(0, end);
  ArticleHeading heading;
  heading.number = read_number(word);
  if (heading.number.empty()) return std::nullopt;
  heading.numbering = numbering_of(word);
  at += word.size();
  const size_t next = spaces(line, at);
  const std::string_view suffix =
      next < line.size() ? first_word(line.substr(next)) : std::string_view();
  const std::string name = lower(trimmed(suffix, ".,:;"));
  if (name == "bis" || name == "ter" || name == "quater" || name == "quinquies") {
    heading.number += " " + name;
    at = next + suffix.size();
  }
  heading.begin = static_cast<uint32_t>(start);
  heading.after = static_cast<uint32_t>(at);
  return heading;
}

std::vector<ArticleHeading> find_headings(std::string_view text) {
  constexpr size_t kLongLine = 400;  // bytes; a longer line is one of a text that lost its breaks
  std::vector<ArticleHeading> found = Finder(text, kLongLine).run();
  if (!found.empty()) return found;
  // A short text may have lost them too: there a count of two and more is believed.
  found = Finder(text, 0).run();
  if (found.size() < 2 || found.front().number != "1") found.clear();
  return found;
}

size_t drop_contents(std::string_view text, std::vector<ArticleHeading>& headings) {
  constexpr size_t kFewest = 4;   // headings that make a table
  constexpr size_t kShort = 160;  // bytes from one heading of a table to the next
  std::vector<bool> drop(headings.size(), false);
  std::unordered_map<std::string_view, size_t> last;  // where each number stands last
  for (size_t i = 0; i < headings.size(); ++i) last.insert_or_assign(headings[i].number, i);
  for (size_t i = 0; i < headings.size();) {
    size_t end = i + 1;
    while (end < headings.size() && headings[end].begin - headings[end - 1].begin < kShort &&
           order_of(headings[end].number) > order_of(headings[end - 1].number))
      ++end;
    // A table is short lines of which none binds, and its numbers begin again behind it.
    const std::string_view words =
        text.substr(headings[i].begin, headings[end - 1].begin - headings[i].begin);
    const bool again = last.at(headings[i].number) >= end;
    if (end - i >= kFewest && again && words.find(" shall ") == std::string_view::npos)
      std::fill(drop.begin() + static_cast<ptrdiff_t>(i),
                drop.begin() + static_cast<ptrdiff_t>(end), true);
    i = end;
  }
  size_t kept = 0;
  for (size_t i = 0; i < headings.size(); ++i)
    if (!drop[i]) headings[kept++] = headings[i];
  const size_t dropped = headings.size() - kept;
  headings.resize(kept);
  return dropped;
}

}  // namespace servanda::treaty

// Finds the headings of a treaty line by line.
#include "servanda/treaty/structure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "servanda/base/ascii.h"
#include "servanda/treaty/headings.h"
#include "servanda/treaty/line_kinds.h"
#include "servanda/treaty/numbered_points.h"
#include "servanda/treaty/oddities.h"
#include "servanda/treaty/units.h"

namespace servanda::treaty {
namespace {

using base::is_space;
using base::lower;
using base::trimmed;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Structure run() {
    headings_ = find_headings(text_);
    if (headings_.empty() && !reads_like_report(text_)) {
      headings_ = find_numbered_points(text_);
      if (!headings_.empty())
        result_.warnings.push_back(
            "nothing is called an article: the numbered points are taken for articles");
    }
    if (const size_t dropped = drop_contents(text_, headings_); dropped > 0) {
      result_.warnings.push_back(
          fmt::format("a table of contents with {} articles is passed over", dropped));
    }
    headers_ = page_headers(text_);
    split_lines();
    size_t first_article = lines_.size();
    for (size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = lines_[i].of(text_);
      if (in_conclusion_) break;
      if (const auto heading = heading_of_line_.find(i); heading != heading_of_line_.end()) {
        if (first_article == lines_.size()) first_article = i;
        open_article(i, headings_[heading->second]);
        continue;
      }
      if (open_ && lines_[i].end <= body_begin_) continue;  // the heading of the article above
      if (const auto id = division(line);
          id && (first_article < i || restarts_numbers(*id) || id->starts_with("part_1") ||
                 id->starts_with("chapter_1") || id->starts_with("title_1"))) {
        if (first_article < lines_.size() || !restarts_numbers(*id)) {
          close_article(lines_[i].begin);
          part_ = *id;
          continue;
        }
      }
      if (!result_.articles.empty() && conclusion_begins(line) && !articles_go_on(i)) {
        close_article(lines_[i].begin);
        result_.conclusion = {lines_[i].begin, static_cast<uint32_t>(text_.size())};
        // Annexes may follow the signatures; only they are looked for from here on.
        in_conclusion_ = !annex_follows(i);
        if (!in_conclusion_) continue;
      }
    }
    close_article(in_conclusion_ ? result_.conclusion.begin : static_cast<uint32_t>(text_.size()));
    add_order_warnings();
    read_front(first_article);
    leave_out_quotations();
    for (size_t i = 0; i < result_.articles.size(); ++i)
      add_units(text_, result_.articles[i], bodies_[i], headers_, result_.units);
    result_.next_treaty = second_treaty(text_, headings_, result_.conclusion);
    for (std::string& warning : oddities_of(text_, headings_))
      result_.warnings.push_back(std::move(warning));
    if (result_.articles.empty()) {
      result_.report = reads_like_report(text_);
      result_.warnings.push_back(
          result_.report
              ? "no article is found: it reads like a report about a treaty; nothing is coded"
              : "no article is found: is it a treaty?");
    }
    return std::move(result_);
  }

 private:
  // Lines end at line breaks; a text that lost them has its headings and its end inside one long
  // line, which are cut there.
  void split_lines() {
    size_t next = 0;
    uint32_t begin = 0;
    const auto cut = [&](uint32_t end) {
      lines_.push_back({begin, end});
      begin = end;
    };
    for (uint32_t i = 0; i <= text_.size(); ++i) {
      if (next < headings_.size() && headings_[next].begin == i) {
        const bool indent = trimmed(text_.substr(begin, i - begin), " \t\r#*").empty();
        if (!indent) cut(i);
        heading_of_line_.emplace(lines_.size(), next++);
      }
      if (i == text_.size() || text_[i] == '\n' || text_[i] == '\f') {
        cut(i);
        begin = i + 1;
      } else if (next > 0 && text_[i] == 'I' && i - begin > 400 &&
                 text_.substr(i, 18) == "IN WITNESS WHEREOF") {
        cut(i);
      }
    }
  }

  // A report that names an article or two at the beginning of a line has none of its own.
  void leave_out_quotations() {
    constexpr size_t kFew = 2;
    if (result_.articles.empty() || result_.articles.size() > kFew ||
        result_.articles.front().number == "1" || !reads_like_report(text_))
      return;
    result_.articles.clear(), bodies_.clear(), result_.recitals.clear();
    result_.conclusion = {};
  }

  // "done at Vienna" inside an article: the next heading has the next number.
  bool articles_go_on(size_t line) const {
    const auto next = heading_of_line_.upper_bound(line);
    if (next == heading_of_line_.end() || result_.articles.empty()) return false;
    return std::atoi(headings_[next->second].number.c_str()) ==
           std::atoi(result_.articles.back().number.c_str()) + 1;
  }

  bool annex_follows(size_t line) const {
    for (size_t i = line + 1; i < lines_.size(); ++i) {
      const auto id = division(lines_[i].of(text_));
      if (id && restarts_numbers(*id)) return true;
    }
    return false;
  }

  // Whether words behind "Article 5" are a sentence; a heading names a thing: it has no verb, and
  // it is short or has no full stop.
  static bool says_something(std::string_view words, bool stopped) {
    constexpr std::ptrdiff_t kLongHeading = 8;  // words
    constexpr std::array<std::string_view, 16> kVerbs = {
        " shall ", " may ", " will ",  " is ",       " are ",     " has ",    " have ", " do ",
        " does ",  " can ", " agree ", " undertake", " s'engage", " convien", " sera ", " seront "};
    return (stopped && std::count(words.begin(), words.end(), ' ') + 1 >= kLongHeading) ||
           std::any_of(kVerbs.begin(), kVerbs.end(), [&](std::string_view verb) {
             return words.find(verb) != std::string_view::npos;
           });
  }

  // Whether words break off at a small word, as no heading does: the sentence goes on below.
  static bool breaks_off(std::string_view words) {
    constexpr std::array<std::string_view, 27> kSmall = {
        "or",      "and", "the",  "of",   "to",   "in",    "a",     "an",   "by",
        "with",    "for", "that", "on",   "at",   "its",   "their", "each", "other",
        "another", "any", "all",  "such", "this", "which", "from",  "as",   "not"};
    const std::string_view last = words.substr(words.rfind(' ') + 1);
    return std::find(kSmall.begin(), kSmall.end(), last) != kSmall.end();
  }

  // Whether the sentence that begins behind "Article 5" goes on in the next line: it breaks off, or
  // is long and the next line begins small.
  bool goes_on(std::string_view words, size_t line) const {
    constexpr std::ptrdiff_t kLongHeading = 6;  // words
    if (line + 1 >= lines_.size()) return false;
    const std::string_view next = trimmed(lines_[line + 1].of(text_), " \t\r");
    if (next.empty()) return false;
    return breaks_off(words) || (std::count(words.begin(), words.end(), ' ') + 1 >= kLongHeading &&
                                 std::islower(static_cast<unsigned char>(next.front())) != 0);
  }

  void open_article(size_t line, const ArticleHeading& heading) {
    close_article(lines_[line].begin);
    record::Article article;
    article.number = heading.number;
    article.part = part_;
    std::string slug = heading.number;
    std::replace(slug.begin(), slug.end(), ' ', '_');
    article.id = (part_.empty() || !restarts_numbers(part_) ? "" : part_ + "__") + "art_" + slug;
    article.span.begin = lines_[line].begin;
    const std::string_view behind =
        trimmed(text_.substr(heading.after, lines_[line].end - heading.after), " \t\r*");
    const std::string_view rest = trimmed(behind, " \t\r.-:–—*");
    body_begin_ = lines_[line].end;
    if (!rest.empty() && rest.size() < 120 && !says_something(rest, behind.ends_with('.')) &&
        !goes_on(rest, line) && rest.find(". ") == std::string_view::npos) {
      article.heading = rest;
    } else if (!rest.empty()) {
      body_begin_ = heading.after;
    } else if (line + 1 < lines_.size()) {
      take_heading_below(line, article);
    }
    check_order(article, line);
    open_ = true;
    result_.articles.push_back(std::move(article));
    bodies_.push_back({body_begin_, body_begin_});
  }

  bool is_header(base::Span line) const {
    const auto at =
        std::lower_bound(headers_.begin(), headers_.end(), line.begin,
                         [](base::Span one, uint32_t from) { return one.begin < from; });
    return at != headers_.end() && at->begin < line.end;
  }

  // A short line without a full stop right under "Article 5" is its heading; the page may turn
  // between them.
  void take_heading_below(size_t line, record::Article& article) {
    constexpr size_t kBlank = 2;  // lines
    size_t below = line + 1, blank = 0;
    for (; below < lines_.size(); ++below) {
      if (is_header(lines_[below])) {
        blank = 0;
      } else if (!trimmed(lines_[below].of(text_), " \t\r").empty() || blank++ == kBlank) {
        break;
      }
    }
    if (below >= lines_.size()) return;
    const std::string_view candidate = trimmed(lines_[below].of(text_), " \t\r");
    const bool sentence = candidate.empty() || candidate.size() > 100 || candidate.back() == '.' ||
                          candidate.back() == ';' || candidate.back() == ',' ||
                          candidate.back() == ':';
    if (sentence || begins_unit(candidate) || read_heading(candidate)) return;
    // A heading stands alone: the next line is blank or begins anew with a capital, a number or a
    // bracket.
    const std::string_view after = below + 1 < lines_.size()
                                       ? trimmed(lines_[below + 1].of(text_), " \t\r")
                                       : std::string_view();
    if (!after.empty() && std::islower(static_cast<unsigned char>(after.front()))) return;
    if (candidate.size() > 60 && !after.empty()) return;
    if (breaks_off(candidate) || says_something(candidate, false)) return;
    article.heading = candidate;
    body_begin_ = lines_[below].end;
  }

  // Numbers that begin again without an annex, or stand there twice, get ids of their own and one
  // warning for all of them.
  void check_order(record::Article& article, size_t line) {
    const int number = std::atoi(article.number.c_str());
    int& last = last_number_[restarts_numbers(part_) ? part_ : ""];
    if (number < last && number > 0 && article.number.find('.') == std::string::npos) {
      if (backwards_++ == 0) {
        first_backwards_ = fmt::format("line {}: article number goes backwards: {} after {}",
                                       line + 1, number, last);
      }
      if (number == 1 || number + 1 < last) ++counts_;
    }
    if (ids_.contains(article.id)) {
      if (twice_++ == 0)
        first_twice_ =
            fmt::format("line {}: article {} stands there twice", line + 1, article.number);
      int& count = times_[article.id];
      count = std::max({count + 1, 2, counts_ + 1});
      article.id = fmt::format("count_{}__{}", count, article.id);
    }
    ids_.insert(article.id);
    last = number;
  }

  void add_order_warnings() {
    const auto add = [&](const std::string& first, int count) {
      if (count > 0)
        result_.warnings.push_back(count == 1 ? first
                                              : fmt::format("{} ({} more such)", first, count - 1));
    };
    add(first_backwards_, backwards_);
    add(first_twice_, twice_);
  }

  void close_article(uint32_t end) {
    if (!open_) return;
    open_ = false;
    result_.articles.back().span.end = end;
    bodies_.back().end = end;
  }

  void read_front(size_t first_article) {
    const uint32_t end = first_article < lines_.size() ? lines_[first_article].begin : 0;
    // The title: the lines with words before the first blank line that follows them, unless a
    // sentence begins.
    bool in_title = true, said = false;
    base::Span recital{0, 0};
    const auto close = [&] {
      if (!recital.empty()) result_.recitals.push_back(recital);
      recital = {0, 0};
    };
    for (size_t i = 0; i < lines_.size() && (lines_[i].begin < end || result_.articles.empty());
         ++i) {
      const std::string_view line = trimmed(lines_[i].of(text_), " \t\r");
      if (line.empty()) {
        if (said) in_title = false;
        close();
        continue;
      }
      if (in_title && lower(without_marks(line)) == "preamble") {
        in_title = false;
        continue;
      }
      // The number of a page stands in no title.
      if (in_title && line.find_first_not_of("0123456789IVXivx.- ") == std::string_view::npos)
        continue;
      if (in_title && result_.title.size() < 300 && !recital_begins(line) &&
          !(said && (preamble_begins(line) || names_again(result_.title, line))) &&
          !(preamble_begins(line) && line.size() > 120)) {
        if (line.front() == '[' || line.front() == '#') {  // an editor's note or a mark of Markdown
          if (line.front() == '#') result_.title = trimmed(line, "# ");
          said = said || line.front() == '#';
          continue;
        }
        result_.title += (result_.title.empty() ? "" : " ") + std::string(line);
        said = true;
        continue;
      }
      if (result_.articles.empty()) break;
      in_title = false;
      // An editor's note in brackets is no word of the treaty.
      if (line.front() == '[' && line.back() == ']') continue;
      if (result_.preamble.empty()) result_.preamble = {lines_[i].begin, end};
      if (lower(line.substr(0, 11)) == "have agreed") close();
      if (recital_begins(line)) close(), recital.begin = lines_[i].begin;
      if (recital.begin > 0) recital.end = lines_[i].end;
    }
    close();
    if (!result_.recitals.empty() || result_.articles.empty()) return;
    // A preamble in one piece is one recital.
    base::Span whole = result_.preamble;
    while (whole.begin < whole.end && is_space(text_[whole.begin])) ++whole.begin;
    while (whole.begin < whole.end && is_space(text_[whole.end - 1])) --whole.end;
    constexpr uint32_t kShortest = 80;  // bytes; less is a line of the title
    if (whole.size() >= kShortest && !only_names_parties(whole.of(text_)))
      result_.recitals.push_back(whole);
  }

  std::string_view text_;
  Structure result_;
  std::vector<base::Span> lines_;
  std::vector<ArticleHeading> headings_;
  std::vector<base::Span> headers_;           // of pages
  std::map<size_t, size_t> heading_of_line_;  // index into headings_, by line
  std::vector<base::Span> bodies_;            // of the articles, without number and heading
  std::map<std::string, int> last_number_;
  std::set<std::string> ids_;
  std::unordered_map<std::string, int>
      times_;  // the last count given to an id that stands there twice
  int backwards_ = 0, twice_ = 0, counts_ = 0;
  std::string first_backwards_, first_twice_;
  std::string part_;
  uint32_t body_begin_ = 0;
  bool open_ = false, in_conclusion_ = false;
};

}  // namespace

Structure read_structure(std::string_view text) {
  Structure structure = Reader(text).run();
  const uint32_t next = structure.next_treaty;
  if (next == 0) return structure;
  // Where no signatures end the first treaty, the second does.
  if (structure.conclusion.empty()) structure = Reader(text.substr(0, next)).run();
  structure.next_treaty = next;
  structure.warnings.push_back(second_treaty_warning(text, next));
  return structure;
}

}  // namespace servanda::treaty

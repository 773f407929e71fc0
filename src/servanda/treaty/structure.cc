// Finds the headings of a treaty line by line.
#include "servanda/treaty/structure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>

namespace servanda::treaty {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// Walks the words of a line.
class Words {
 public:
  explicit Words(std::string_view line) : line_(line) { skip(); }
  bool done() const { return at_ >= line_.size(); }
  size_t at() const { return at_; }
  std::string_view rest() const { return line_.substr(at_); }
  std::string_view peek() const {
    size_t end = at_;
    while (end < line_.size() && !is_space(line_[end])) ++end;
    return line_.substr(at_, end - at_);
  }
  std::string_view next() {
    const std::string_view word = peek();
    at_ += word.size();
    skip();
    return word;
  }

 private:
  void skip() {
    while (at_ < line_.size() && is_space(line_[at_])) ++at_;
  }
  std::string_view line_;
  size_t at_ = 0;
};

std::optional<int> roman(std::string_view text) {
  static constexpr std::pair<char, int> kDigits[] = {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}, {'c', 100}, {'d', 500}, {'m', 1000}};
  if (text.empty() || text.size() > 9) return std::nullopt;
  int sum = 0, previous = 1000;
  for (const char c : text) {
    int value = 0;
    for (const auto& [digit, worth] : kDigits) {
      if (std::tolower(static_cast<unsigned char>(c)) == digit) value = worth;
    }
    if (value == 0) return std::nullopt;
    sum += value > previous ? value - 2 * previous : value;
    previous = value;
  }
  return sum > 0 ? std::optional(sum) : std::nullopt;
}

constexpr std::array<std::string_view, 21> kOrdinals = {"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                                                        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
constexpr std::array<std::string_view, 21> kCardinals = {"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                                                         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

std::string_view trimmed(std::string_view text, std::string_view what) {
  while (!text.empty() && what.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && what.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

// "5", "IV", "first", "12a", "5.3" (as in "Article 5.3" of trade agreements) to the number as it is cited.
std::string parse_number(std::string_view word) {
  const std::string text = lower(trimmed(word, ".,:;()[]-\xE2\x80\x93\x94"));
  if (text.empty()) return {};
  if (std::isdigit(static_cast<unsigned char>(text.front()))) {
    size_t i = 0;
    while (i < text.size() && (std::isdigit(static_cast<unsigned char>(text[i])) || text[i] == '.')) ++i;
    // "12a" is a number; "2nd" is not an article's.
    if (text.size() - i > 1) return {};
    return i <= 7 ? text : std::string();
  }
  for (size_t i = 1; i < kOrdinals.size(); ++i) {
    if (text == kOrdinals[i] || text == kCardinals[i]) return std::to_string(i);
  }
  const auto value = roman(text);
  return value && *value < 400 ? std::to_string(*value) : std::string();
}

bool is_article_word(std::string_view word) {
  const std::string text = lower(trimmed(word, "."));
  return text == "article" || text == "art" || text == "artikel" || text == "articolo" || text == "artículo" || text == "artigo" || word == "§";
}

struct Heading {
  std::string number;   // "5 bis"
  size_t after = 0;     // offset in the line of what follows the number
};

// Reads "Article 5 bis", "ARTICLE IV.", "Art. 3.", "§ 7", "Article the First".
std::optional<Heading> article_heading(std::string_view line) {
  Words words(line);
  if (words.done()) return std::nullopt;
  std::string_view first = words.peek();
  // "§7" and "Article" glued to its number.
  if (first.starts_with("§") && first.size() > 2) {
    std::string number = parse_number(first.substr(2));
    words.next();
    if (!number.empty()) return Heading{std::move(number), words.at()};
    return std::nullopt;
  }
  if (!is_article_word(first)) return std::nullopt;
  // A reference inside a sentence begins in lower case.
  if (std::islower(static_cast<unsigned char>(first.front()))) return std::nullopt;
  words.next();
  if (lower(words.peek()) == "the") words.next();
  if (words.peek() == "_" || words.peek() == "No." || words.peek() == "no.") words.next();
  const std::string_view word = words.peek();
  std::string number = parse_number(word);
  if (number.empty()) return std::nullopt;
  words.next();
  const std::string suffix = lower(trimmed(words.peek(), ".,:;"));
  if (suffix == "bis" || suffix == "ter" || suffix == "quater" || suffix == "quinquies") {
    number += " " + suffix;
    words.next();
  } else if (word.back() == ',' || word.back() == ';') {
    return std::nullopt;  // "Article 5, paragraph 2, shall ..." goes on as a sentence
  }
  const std::string_view rest = words.rest();
  // "Article 5 of the Convention shall apply" is a sentence that a line happens to begin with.
  const std::string next = lower(words.peek());
  static const std::set<std::string> kSentence = {"of", "and", "or", "shall", "to", "is", "are", "may", "in", "paragraph", "above", "hereof", "thereof", "was", "has", "by", "paragraphs", "below", "on"};
  // "Article 24 In order to" begins one: the capital stands at the beginning of a sentence.
  const bool begins_sentence = words.peek().size() > 1 && std::isupper(static_cast<unsigned char>(words.peek()[0])) && std::islower(static_cast<unsigned char>(words.peek()[1]));
  if (!rest.empty() && !begins_sentence && kSentence.contains(next)) return std::nullopt;
  return Heading{std::move(number), words.at()};
}

// "PART II", "CHAPTER 3", "SECTION A", "ANNEX I", "PROTOCOL", "SCHEDULE": gives the id, "part_2".
std::optional<std::string> division(std::string_view line) {
  Words words(line);
  const std::string kind = lower(trimmed(words.peek(), ".:"));
  static const std::set<std::string> kKinds = {"part", "chapter", "section", "title", "annex", "appendix", "protocol", "schedule"};
  if (!kKinds.contains(kind) || line.size() > 120) return std::nullopt;
  if (std::islower(static_cast<unsigned char>(words.peek().front()))) return std::nullopt;
  words.next();
  std::string_view word = words.peek();
  std::string number = parse_number(word);
  if (number.empty() && word.size() <= 2 && !word.empty() && std::isupper(static_cast<unsigned char>(word.front()))) number = lower(trimmed(word, ".:"));
  if (number.empty() && !words.done() && kind != "annex" && kind != "protocol" && kind != "appendix") return std::nullopt;
  const bool restarts = kind == "annex" || kind == "appendix" || kind == "protocol" || kind == "schedule";
  if (number.empty() && !restarts) return std::nullopt;
  return number.empty() ? kind + "_1" : kind + "_" + number;
}

bool restarts_numbers(std::string_view id) {
  return id.starts_with("annex") || id.starts_with("appendix") || id.starts_with("protocol") || id.starts_with("schedule");
}

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
  while (i < line.size() && std::isalnum(static_cast<unsigned char>(line[i])) && i - label_begin < 5) ++i;
  const std::string label = lower(line.substr(label_begin, i - label_begin));
  if (label.empty() || i >= line.size()) return std::nullopt;
  const bool closed = line[i] == ')' || (!bracket && line[i] == '.');
  if (!closed) return std::nullopt;
  const bool dot = line[i] == '.';
  ++i;
  if (i < line.size() && !is_space(line[i]) && !std::isupper(static_cast<unsigned char>(line[i]))) return std::nullopt;
  const bool digits = std::all_of(label.begin(), label.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  if (digits) return label.size() <= 3 ? std::optional(Marker{false, label, i - begin}) : std::nullopt;
  if (dot && label.size() > 1) return std::nullopt;
  if (label.size() == 1 || roman(label)) return Marker{true, label, i - begin};
  return std::nullopt;
}

bool conclusion_begins(std::string_view line) {
  const std::string text = lower(trimmed(line, " \t\r"));
  return text.starts_with("in witness whereof") || text.starts_with("done at ") || text.starts_with("done in ") || text.starts_with("in faith whereof") ||
         text.starts_with("signed at ") || text.starts_with("signed in ") || text.starts_with("in testimony whereof");
}

bool recital_begins(std::string_view line) {
  static constexpr std::string_view kWords[] = {"recalling", "recognizing", "recognising", "desiring", "desirous", "considering", "convinced", "determined", "resolved", "reaffirming",
                                                "affirming", "bearing", "conscious", "mindful", "noting", "guided", "having", "believing", "seeking", "acknowledging", "concerned",
                                                "aware", "wishing", "whereas", "confirming", "proceeding", "emphasizing", "emphasising", "striving", "taking", "expressing",
                                                "anxious", "inspired", "intending", "aiming", "animated", "being", "in", "with", "based", "proceeding", "supporting", "welcoming"};
  Words words(line);
  const std::string first = lower(trimmed(words.peek(), ".,:;-"));
  return std::find(std::begin(kWords), std::end(kWords), first) != std::end(kWords);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Structure run() {
    split_lines();
    size_t first_article = lines_.size();
    for (size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view line = lines_[i].of(text_);
      if (in_conclusion_) break;
      const auto preset = inside_lines_.find(i);
      if (const auto heading = preset != inside_lines_.end() ? std::optional(preset->second) : article_heading(line)) {
        if (first_article == lines_.size()) first_article = i;
        open_article(i, *heading);
        continue;
      }
      if (const auto id = division(line); id && (first_article < i || restarts_numbers(*id) || id->starts_with("part_1") || id->starts_with("chapter_1") || id->starts_with("title_1"))) {
        if (first_article < lines_.size() || !restarts_numbers(*id)) {
          close_article(lines_[i].begin);
          part_ = *id;
          continue;
        }
      }
      if (!result_.articles.empty() && conclusion_begins(line)) {
        close_article(lines_[i].begin);
        result_.conclusion = {lines_[i].begin, static_cast<uint32_t>(text_.size())};
        // Annexes may follow the signatures; only they are looked for from here on.
        in_conclusion_ = !annex_follows(i);
        if (!in_conclusion_) continue;
      }
    }
    close_article(in_conclusion_ ? result_.conclusion.begin : static_cast<uint32_t>(text_.size()));
    read_front(first_article);
    for (size_t i = 0; i < result_.articles.size(); ++i) read_units(i);
    if (result_.articles.empty()) result_.warnings.push_back("no article is found: is it a treaty?");
    return std::move(result_);
  }

 private:
  void split_lines() {
    uint32_t begin = 0;
    for (uint32_t i = 0; i <= text_.size(); ++i) {
      if (i < text_.size() && text_[i] != '\n' && text_[i] != '\f') continue;
      split_long_line({begin, i});
      begin = i + 1;
    }
  }

  // A text that lost its line breaks has its headings inside one long line. There the numbers must go up one by one, so
  // that a reference to an article is not taken for its heading.
  void split_long_line(base::Span line) {
    constexpr uint32_t kLong = 400;
    uint32_t begin = line.begin;
    for (uint32_t i = line.begin; line.size() > kLong && i + 9 < line.end; ++i) {
      if (text_[i] == 'I' && last_inside_ > 0 && text_.substr(i, 18) == "IN WITNESS WHEREOF") {
        lines_.push_back({begin, i});
        begin = i;
      }
      if (text_[i] != 'A') continue;
      const std::string_view rest = text_.substr(i, std::min<uint32_t>(line.end - i, 120));
      const bool capitals = rest.starts_with("ARTICLE ");
      if (!capitals && !rest.starts_with("Article ")) continue;
      if (!may_precede_heading(line.begin, i, capitals)) continue;
      const auto heading = numbered_inside(rest, capitals);
      if (!heading) continue;
      if (i > begin) lines_.push_back({begin, i});
      begin = i;
      inside_lines_.insert_or_assign(lines_.size(), *heading);
      last_inside_ = std::atoi(heading->number.c_str());
    }
    lines_.push_back({begin, line.end});
  }

  // Before a heading stands the end of a sentence or another heading in capitals.
  bool may_precede_heading(uint32_t line_begin, uint32_t at, bool capitals) const {
    uint32_t k = at;
    while (k > line_begin && is_space(text_[k - 1])) --k;
    if (k == line_begin) return true;
    const char c = text_[k - 1];
    if (capitals || std::string_view(".:;)\"'*>").find(c) != std::string_view::npos) return c != ',' && c != '(';
    const uint32_t from = std::max(line_begin, k > 140 ? k - 140 : 0);
    std::string_view before = text_.substr(from, k - from);
    before.remove_prefix(std::min(before.rfind(". ") + 1, before.size()));  // npos + 1 is 0: no full stop
    for (const std::string_view division : {"Chapter ", "Title ", "Part ", "Section ", "CHAPTER "})
      if (before.find(division) != std::string_view::npos && !before.ends_with(" of") && !before.ends_with(" in") && !before.ends_with("under")) return true;
    return c >= 'A' && c <= 'Z' && k >= line_begin + 2 && text_[k - 2] >= 'A' && text_[k - 2] <= 'Z';
  }

  // The number may be glued to the heading ("ARTICLE iiexecution"): what is expected next tells where it ends.
  std::optional<Heading> numbered_inside(std::string_view rest, bool capitals) const {
    if (auto heading = article_heading(rest)) {
      const int value = std::atoi(heading->number.c_str());
      if (value > last_inside_ && value <= last_inside_ + (last_inside_ == 0 ? 1 : 3)) return heading;
    }
    if (!capitals) return std::nullopt;
    const std::string_view after = rest.substr(8);
    for (const std::string& wanted : {std::to_string(last_inside_ + 1), roman_of(last_inside_ + 1)}) {
      if (lower(after.substr(0, wanted.size())) != wanted) continue;
      const char next = after.size() > wanted.size() ? after[wanted.size()] : ' ';
      if (std::isdigit(static_cast<unsigned char>(next)) || next == ',' || next == '(') continue;
      return Heading{std::to_string(last_inside_ + 1), 8 + wanted.size()};
    }
    return std::nullopt;
  }

  static std::string roman_of(int value) {
    static constexpr std::pair<int, std::string_view> kParts[] = {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
    std::string out;
    for (const auto& [worth, digits] : kParts)
      for (; value >= worth && value < 400; value -= worth) out += digits;
    return out;
  }

  bool annex_follows(size_t line) const {
    for (size_t i = line + 1; i < lines_.size(); ++i) {
      const auto id = division(lines_[i].of(text_));
      if (id && restarts_numbers(*id)) return true;
    }
    return false;
  }

  void open_article(size_t line, const Heading& heading) {
    close_article(lines_[line].begin);
    record::Article article;
    article.number = heading.number;
    article.part = part_;
    std::string slug = heading.number;
    std::replace(slug.begin(), slug.end(), ' ', '_');
    article.id = (part_.empty() || !restarts_numbers(part_) ? "" : part_ + "__") + "art_" + slug;
    article.span.begin = lines_[line].begin;
    const std::string_view rest = trimmed(lines_[line].of(text_).substr(heading.after), " \t\r.-:–—");
    body_begin_ = lines_[line].end;
    if (!rest.empty() && rest.size() < 120 && rest.back() != '.' && rest.find(". ") == std::string_view::npos) {
      article.heading = rest;
    } else if (!rest.empty()) {
      body_begin_ = lines_[line].begin + static_cast<uint32_t>(heading.after);
    } else if (line + 1 < lines_.size()) {
      take_heading_below(line, article);
    }
    check_order(article, line);
    open_ = true;
    result_.articles.push_back(std::move(article));
    bodies_.push_back({body_begin_, body_begin_});
  }

  // A short line without a full stop right under "Article 5" is its heading.
  void take_heading_below(size_t line, record::Article& article) {
    size_t below = line + 1;
    while (below < lines_.size() && trimmed(lines_[below].of(text_), " \t\r").empty() && below < line + 3) ++below;
    if (below >= lines_.size()) return;
    const std::string_view candidate = trimmed(lines_[below].of(text_), " \t\r");
    const bool sentence = candidate.empty() || candidate.size() > 100 || candidate.back() == '.' || candidate.back() == ';' || candidate.back() == ',' || candidate.back() == ':';
    if (sentence || marker(candidate) || article_heading(candidate)) return;
    // A heading stands alone: the next line is blank or begins anew with a capital, a number or a bracket.
    const std::string_view after = below + 1 < lines_.size() ? trimmed(lines_[below + 1].of(text_), " \t\r") : std::string_view();
    if (!after.empty() && std::islower(static_cast<unsigned char>(after.front()))) return;
    if (candidate.size() > 60 && !after.empty()) return;
    if (candidate.find(" shall ") != std::string_view::npos) return;
    article.heading = candidate;
    body_begin_ = lines_[below].end;
  }

  void check_order(const record::Article& article, size_t line) {
    const int number = std::atoi(article.number.c_str());
    int& last = last_number_[restarts_numbers(part_) ? part_ : ""];
    if (number < last && number > 0 && article.number.find('.') == std::string::npos) {
      result_.warnings.push_back(fmt::format("line {}: article number goes backwards: {} after {}", line + 1, number, last));
    }
    if (!ids_.insert(article.id).second) result_.warnings.push_back(fmt::format("line {}: article {} stands there twice", line + 1, article.number));
    last = std::max(number, last);
  }

  void close_article(uint32_t end) {
    if (!open_) return;
    open_ = false;
    result_.articles.back().span.end = end;
    bodies_.back().end = end;
  }

  void read_front(size_t first_article) {
    const uint32_t end = first_article < lines_.size() ? lines_[first_article].begin : 0;
    // The title: the lines with words before the first blank line that follows them, unless a sentence begins.
    bool in_title = true, said = false;
    base::Span recital{0, 0};
    const auto close = [&] {
      if (!recital.empty()) result_.recitals.push_back(recital);
      recital = {0, 0};
    };
    for (size_t i = 0; i < lines_.size() && (lines_[i].begin < end || result_.articles.empty()); ++i) {
      const std::string_view line = trimmed(lines_[i].of(text_), " \t\r");
      if (line.empty()) {
        if (said) in_title = false;
        close();
        continue;
      }
      if (in_title && result_.title.size() < 300 && !recital_begins(line)) {
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
      if (result_.preamble.empty()) result_.preamble = {lines_[i].begin, end};
      if (recital_begins(line)) close(), recital.begin = lines_[i].begin;
      if (recital.begin > 0) recital.end = lines_[i].end;
    }
    close();
  }

  void read_units(size_t index) {
    const record::Article& article = result_.articles[index];
    const base::Span body = bodies_[index];
    std::string paragraph, current_id = article.id;
    base::Span current{body.begin, body.begin};
    int unnumbered = 0;
    std::set<std::string> used;
    const auto close = [&](uint32_t end) {
      current.end = end;
      while (current.end > current.begin && is_space(text_[current.end - 1])) --current.end;
      while (current.begin < current.end && is_space(text_[current.begin])) ++current.begin;
      if (current.empty()) return;
      std::string id = current_id;
      for (int twice = 2; !used.insert(id).second; ++twice) id = fmt::format("{}_{}", current_id, twice);
      result_.units.push_back({id, article.number, current});
    };
    bool blank_before = true;
    uint32_t at = body.begin;
    while (at < body.end) {
      uint32_t end = at;
      while (end < body.end && text_[end] != '\n' && text_[end] != '\f') ++end;
      const std::string_view line = text_.substr(at, end - at);
      const auto mark = marker(line);
      if (mark && (mark->point ? true : plausible(paragraph, mark->label))) {
        close(at);
        if (mark->point) {
          current_id = (paragraph.empty() ? article.id : article.id + "__para_" + paragraph) + "__point_" + mark->label;
        } else {
          paragraph = mark->label;
          current_id = article.id + "__para_" + paragraph;
        }
        current = {at, at};
      } else if (blank_before && !trimmed(line, " \t\r").empty() && paragraph.empty() &&
                 !trimmed(text_.substr(current.begin, at - current.begin), " \t\r\n\f").empty()) {
        close(at);
        ++unnumbered;
        current_id = fmt::format("{}__para_{}", article.id, unnumbered + 1);
        current = {at, at};
      }
      blank_before = trimmed(line, " \t\r").empty();
      at = end + 1;
    }
    close(body.end);
    // A single unnumbered paragraph is the article; the first of several is its paragraph 1.
    if (unnumbered > 0) {
      for (Unit& unit : result_.units) {
        if (unit.id == article.id) unit.id += "__para_1";
      }
    }
  }

  // Paragraph numbers go up by one; "1951." at the beginning of a line is a year.
  static bool plausible(const std::string& last, const std::string& next) {
    const int before = last.empty() ? 0 : std::atoi(last.c_str()), now = std::atoi(next.c_str());
    return now > before && now <= before + 3;
  }

  std::string_view text_;
  Structure result_;
  std::vector<base::Span> lines_;
  std::map<size_t, Heading> inside_lines_;  // headings found inside long lines, by the line they now begin
  int last_inside_ = 0;
  std::vector<base::Span> bodies_;  // of the articles, without number and heading
  std::map<std::string, int> last_number_;
  std::set<std::string> ids_;
  std::string part_;
  uint32_t body_begin_ = 0;
  bool open_ = false, in_conclusion_ = false;
};

}  // namespace

Structure read_structure(std::string_view text) { return Reader(text).run(); }

}  // namespace servanda::treaty

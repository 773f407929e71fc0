// Tells what a line of a treaty is: the name of a part, a recital, the end.
#include "servanda/treaty/line_kinds.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "servanda/base/ascii.h"
#include "servanda/treaty/headings.h"

namespace servanda::treaty {
namespace {

using base::is_space;
using base::lower;
using base::trimmed;

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

}  // namespace

std::string_view without_marks(std::string_view line) { return trimmed(line, " \t\r#*_"); }

std::optional<std::string> division(std::string_view line) {
  line = without_marks(line);
  Words words(line);
  const std::string kind = lower(trimmed(words.peek(), ".:"));
  static const std::set<std::string> kKinds = {"part",  "chapter",  "section",  "title",
                                               "annex", "appendix", "protocol", "schedule"};
  if (!kKinds.contains(kind) || line.size() > 120) return std::nullopt;
  if (std::islower(static_cast<unsigned char>(words.peek().front()))) return std::nullopt;
  words.next();
  std::string_view word = words.peek();
  std::string number = read_number(word);
  // "ANNEX B", but not "PROTOCOL ON FISHERIES".
  if (number.empty() && word.size() <= 2 && !word.empty() && word != "ON" && word != "TO" &&
      word != "OF" && word != "On" && word != "To" &&
      std::isupper(static_cast<unsigned char>(word.front())))
    number = lower(trimmed(word, ".:"));
  if (number.empty() && !words.done() && kind != "annex" && kind != "protocol" &&
      kind != "appendix")
    return std::nullopt;
  const bool restarts =
      kind == "annex" || kind == "appendix" || kind == "protocol" || kind == "schedule";
  if (number.empty() && !restarts) return std::nullopt;
  return number.empty() ? kind + "_1" : kind + "_" + number;
}

bool restarts_numbers(std::string_view id) {
  return id.starts_with("annex") || id.starts_with("appendix") || id.starts_with("protocol") ||
         id.starts_with("schedule");
}

bool conclusion_begins(std::string_view line) {
  const std::string_view words = without_marks(line);
  // "done at" in small letters goes on a sentence.
  if (words.empty() || std::islower(static_cast<unsigned char>(words.front()))) return false;
  const std::string text = lower(words.substr(0, 40));
  return text.starts_with("in witness whereof") || text.starts_with("done at ") ||
         text.starts_with("done in ") || text.starts_with("in faith whereof") ||
         text.starts_with("signed at ") || text.starts_with("signed in ") ||
         text.starts_with("in testimony whereof");
}

bool recital_begins(std::string_view line) {
  static constexpr std::string_view kWords[] = {
      "recalling",   "recognizing", "recognising", "desiring",  "desirous",
      "considering", "convinced",   "determined",  "resolved",  "reaffirming",
      "affirming",   "bearing",     "conscious",   "mindful",   "noting",
      "guided",      "having",      "believing",   "seeking",   "acknowledging",
      "concerned",   "aware",       "wishing",     "whereas",   "confirming",
      "proceeding",  "emphasizing", "emphasising", "striving",  "taking",
      "expressing",  "anxious",     "inspired",    "intending", "aiming",
      "animated",    "being",       "in",          "with",      "based",
      "proceeding",  "supporting",  "welcoming"};
  Words words(without_marks(line));
  const std::string first = lower(trimmed(words.peek(), ".,:;-*_"));
  return std::find(std::begin(kWords), std::end(kWords), first) != std::end(kWords);
}

bool only_names_parties(std::string_view preamble) {
  static const std::set<std::string_view> kFormula = {
      "the",     "and",          "of",     "on",     "one",         "hand",         "other",
      "to",      "as",           "a",      "for",    "in",          "between",      "hereinafter",
      "herein",  "hereafter",    "called", "known",  "referred",    "refer",        "have",
      "has",     "hereby",       "agree",  "agreed", "follows",     "following",    "concluded",
      "this",    "parties",      "party",  "sides",  "contracting", "individually", "collectively",
      "jointly", "respectively", "both",   "two",    "provisions"};
  constexpr int kFew = 2;  // words besides
  int others = 0;
  bool agreed = false;
  for (Words words(preamble); !words.done();) {
    const std::string_view word = trimmed(words.next(), ".,:;()\"'");
    if (word.empty() || std::islower(static_cast<unsigned char>(word.front())) == 0) continue;
    agreed = agreed || word == "agreed" || word == "agree" || word == "concluded";
    others += kFormula.contains(word) ? 0 : 1;
  }
  return agreed && others <= kFew;
}

bool preamble_begins(std::string_view line) {
  static constexpr std::string_view kWords[] = {"The Parties",
                                                "The Contracting Parties",
                                                "The High Contracting",
                                                "The Government",
                                                "The States",
                                                "The Member States",
                                                "The President",
                                                "We, ",
                                                "His Majesty",
                                                "Her Majesty",
                                                "The Signatory",
                                                "THE PARTIES",
                                                "THE GOVERNMENT",
                                                "THE HIGH CONTRACTING",
                                                "THE CONTRACTING PARTIES",
                                                "THE STATES"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view words) { return line.starts_with(words); });
}

bool names_again(std::string_view title, std::string_view line) {
  if (!line.starts_with("The ")) return false;
  size_t end = 3;  // behind "The Republic of Arland"
  for (int words = 0; words < 3 && end != std::string_view::npos; ++words)
    end = line.find(' ', end + 1);
  if (end == std::string_view::npos) return false;
  return lower(title).find(lower(line.substr(0, end))) != std::string::npos;
}

}  // namespace servanda::treaty

// Splits raw text into paragraphs, sentences and tokens.
#include "servanda/language/tokens.h"

#include <algorithm>

#include "servanda/language/characters.h"
#include "servanda/language/lexicon.h"
#include "servanda/language/paragraphs.h"
#include "servanda/language/words.h"

namespace servanda::language {
namespace {

using record::Parse;
using record::Sentence;
using record::Token;

// A sentence of more tokens is split at its best place.
constexpr uint32_t kLongestSentence = 240;

// Finds the sentences among the tokens of one paragraph.
class SentenceFinder {
 public:
  SentenceFinder(std::string_view text, Parse& parse, uint32_t begin, uint32_t end)
      : text_(text), parse_(parse), begin_(begin), end_(end) {}

  void find() {
    uint32_t first = begin_;
    bool paragraph_begins = true;
    for (uint32_t at = begin_; at < end_; ++at) {
      const uint32_t next = boundary_after(first, at);
      if (next == 0) continue;
      add(first, next, paragraph_begins);
      paragraph_begins = false;
      first = next;
      at = next - 1;
    }
    if (first < end_) add(first, end_, paragraph_begins);
  }

 private:
  std::string_view word(uint32_t token) const { return parse_.tokens[token].span.of(text_); }

  // Splits what is too long: behind the last ';' in reach, else ':' or a dash, else ',', else
  // anywhere.
  void add(uint32_t first, uint32_t last, bool paragraph_begins) {
    while (last - first > kLongestSentence) {
      uint32_t best = first + kLongestSentence;
      int best_rank = 0;
      for (uint32_t at = first + kLongestSentence / 4; at < first + kLongestSentence; ++at) {
        const std::string_view w = word(at);
        const int rank = w == ";"                                       ? 3
                         : w == ":" || w == "--" || w == "\xE2\x80\x94" ? 2
                         : w == ","                                     ? 1
                                                                        : 0;
        if (rank > 0 && rank >= best_rank) best_rank = rank, best = at + 1;
      }
      push(first, best, paragraph_begins);
      paragraph_begins = false;
      first = best;
    }
    push(first, last, paragraph_begins);
  }

  void push(uint32_t first, uint32_t last, bool paragraph_begins) {
    Sentence sentence;
    sentence.begin = first;
    sentence.end = last;
    sentence.span = {parse_.tokens[first].span.begin, parse_.tokens[last - 1].span.end};
    sentence.paragraph_begins = paragraph_begins;
    parse_.sentences.push_back(sentence);
  }

  enum class Ending { kNone, kMark, kFullStop, kDots, kAbbreviation };

  Ending ending(uint32_t at) const {
    const std::string_view w = word(at);
    const char last = w.back();
    if (w == ".") return Ending::kFullStop;
    if (w.size() > 1 && w.find_first_not_of('.') == w.npos) return Ending::kDots;
    if (w == "\xE2\x80\xA6") return Ending::kDots;
    if (w.find_first_not_of("!?") == w.npos) return Ending::kMark;
    if (w == "\xE3\x80\x82" || w == "\xD8\x9F" || w == "\xDB\x94" || w == "\xE0\xA5\xA4")
      return Ending::kMark;
    return last == '.' ? Ending::kAbbreviation : Ending::kNone;
  }

  // If a sentence that began at `first` ends behind token `at` (and the closing marks that follow
  // it), returns the token where the next begins; else 0. Never returns end_.
  uint32_t boundary_after(uint32_t first, uint32_t at) const {
    const Ending kind = ending(at);
    if (kind == Ending::kNone) return 0;
    uint32_t next = at + 1;
    while (next < end_ && closes(first, next)) ++next;
    while (is_note_mark(next)) next += 3;
    if (next >= end_) return 0;
    if (at == first && kind == Ending::kFullStop) return 0;
    if (is_enumerator(first, at)) return 0;
    uint32_t head = next;  // the first word of the next sentence, behind quotes and brackets
    while (head + 1 < end_ && opens(head)) ++head;
    const std::string_view w = word(head);
    const bool spaced = parse_.tokens[next].space_before;
    switch (kind) {
      case Ending::kNone:
        return 0;
      case Ending::kAbbreviation:
        return spaced && abbreviation_ends(at, head) ? next : 0;
      case Ending::kMark:
        break;
      case Ending::kFullStop:
        if (!spaced) return starts_upper(w) && next == at + 1 ? next : 0;
        break;
      case Ending::kDots:
        if (!starts_upper(w)) return 0;
        break;
    }
    if (!spaced) return starts_upper(w) ? next : 0;
    if (starts_lower(w)) return lower_case_begins(first, kind, w) ? next : 0;
    if (continues(word(next))) return 0;
    return next;
  }

  // "i think so. i hope": who writes sentences in small letters goes on doing so.
  bool lower_case_begins(uint32_t first, Ending kind, std::string_view w) const {
    if (w == "i" || w == "i'm") return true;
    return kind == Ending::kFullStop && starts_lower(word(first));
  }

  static bool continues(std::string_view w) {
    return w == "," || w == ";" || w == ":" || w == "-" || w == "--" || w == "\xE2\x80\x93" ||
           w == "\xE2\x80\x94";
  }

  // Quotes and brackets that stand close behind the end of a sentence belong to it.
  bool closes(uint32_t first, uint32_t at) const {
    const std::string_view w = word(at);
    if (w == ")" || w == "]" || w == "}" || w == "\xE2\x80\x9D" || w == "\xE2\x80\x99" ||
        w == "\xC2\xBB")
      return true;
    if (w == "\"" || w == "'" || w == "''") {
      if (!parse_.tokens[at].space_before) return true;
      // A straight quote with spaces around it closes if one is open in this sentence.
      uint32_t open = 0;
      const uint32_t from = at - first > 200 ? at - 200 : first;
      for (uint32_t i = from; i < at; ++i) open += word(i) == w;
      const bool space_after = at + 1 >= end_ || parse_.tokens[at + 1].space_before;
      return open % 2 == 1 && space_after;
    }
    const Ending kind = ending(at);
    return (kind == Ending::kMark || kind == Ending::kFullStop || kind == Ending::kDots) &&
           !parse_.tokens[at].space_before;
  }

  // "... in 1805.[6]": the number of a note belongs to the sentence before it.
  bool is_note_mark(uint32_t at) const {
    if (at + 2 >= end_ || word(at) != "[" || word(at + 2) != "]") return false;
    const std::string_view number = word(at + 1);
    return number.size() <= 3 && std::all_of(number.begin(), number.end(), is_digit_ascii);
  }

  bool opens(uint32_t at) const {
    const std::string_view w = word(at);
    return w == "\"" || w == "'" || w == "``" || w == "(" || w == "[" || w == "\xE2\x80\x9C" ||
           w == "\xE2\x80\x98" || w == "\xC2\xAB" || w == "\xE2\x80\x9E" || w == "`";
  }

  // "1.", "a.", "IV." at the start of a paragraph number what follows.
  bool is_enumerator(uint32_t first, uint32_t at) const {
    if (first != begin_ && at != first + 1) return false;
    if (at > first + 1) return false;
    const std::string_view w = word(first);
    if (w.size() > 4) return false;
    const bool digits =
        std::all_of(w.begin(), w.end(), [](char c) { return is_digit_ascii(c) || c == '.'; });
    const bool roman = w.find_first_not_of("IVXivx.") == w.npos;
    return digits || roman ||
           (w.size() <= 2 && is_letter_ascii(w[0]) && (w.size() == 1 || w[1] == '.'));
  }

  bool abbreviation_ends(uint32_t at, uint32_t head) const {
    const std::string_view next = word(head);
    if (!starts_upper(next)) return false;
    const std::string_view w = word(at).substr(0, word(at).size() - 1);
    if (abbreviation_class(w) == Abbreviation::kTitle) return false;
    return is_sentence_starter(next);
  }

  std::string_view text_;
  Parse& parse_;
  uint32_t begin_, end_;
};

}  // namespace

void split(std::string_view text, Parse& parse) {
  parse.clear();
  if (text.size() > UINT32_MAX - 1) text = text.substr(0, UINT32_MAX - 1);
  for (const base::Span paragraph : find_paragraphs(text)) {
    const uint32_t begin = static_cast<uint32_t>(parse.tokens.size());
    cut_words(text, paragraph.begin, paragraph.end, parse.tokens);
    const uint32_t end = static_cast<uint32_t>(parse.tokens.size());
    if (begin < end) SentenceFinder(text, parse, begin, end).find();
  }
  for (uint32_t i = 0; i < parse.tokens.size(); ++i) parse.tokens[i].head = i;
}

}  // namespace servanda::language

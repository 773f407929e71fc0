// Walks the sentences and collects time expressions, keeping what later dates lean on.
#include "servanda/language/times.h"

#include "servanda/language/time_matcher.h"

namespace servanda::language {
namespace {

// "two days after" leans on a date said close before; a sentence this far on, no more.
constexpr uint32_t kReach = 3;

void remember(const TimeMatch& match, TimeContext& context) {
  if (!match.date.known() || match.kind == TimeKind::kDuration || match.kind == TimeKind::kOffset)
    return;
  if (match.date.open_begin || match.date.open_end) return;
  context.last = match.date;
  if (match.date.interval) context.last.begin = context.last.end, context.last.interval = false;
  context.last_sentence = context.sentence;
}

constexpr uint32_t kLongestHeading = 8;  // words

// A short line of its own: a sentence that is its whole paragraph, without a stop and no bullet.
bool is_heading(std::string_view text, const record::Parse& parse, size_t s) {
  const record::Sentence& sentence = parse.sentences[s];
  const bool alone = sentence.paragraph_begins && s + 1 < parse.sentences.size() &&
                     parse.sentences[s + 1].paragraph_begins;
  if (!alone || sentence.begin == sentence.end ||
      sentence.end - sentence.begin > 2 * kLongestHeading)
    return false;
  const std::string_view last = parse.tokens[sentence.end - 1].span.of(text);
  return last != "." && last != "!" && last != "?" && last != ";" && last != "," &&
         !is_bullet(parse.tokens[sentence.begin].span.of(text));
}

bool is_year(const TimeToken& word) {
  return word.kind == TimeWord::kDigits && word.digits == 4 && word.value >= 1800 &&
         word.value <= 2100;
}

// The year that a heading gives to what stands under it ("2022", "In 2022", "2022: the first
// orders"); 0 if it gives none.
int year_of_heading(const record::Parse& parse, const std::vector<TimeToken>& words, size_t s) {
  const record::Sentence& sentence = parse.sentences[s];
  if (sentence.end - sentence.begin > kLongestHeading) return 0;
  for (uint32_t at = sentence.begin; at < std::min(sentence.end, sentence.begin + 2); ++at) {
    const TimeToken& word = words[at];
    if (!is_year(word)) continue;
    const bool opens = at + 1 == sentence.end ||
                       parse.tokens[at + 1].upos == record::Upos::kPUNCT ||
                       parse.tokens[at + 1].upos == record::Upos::kSYM;
    // "2022-23" is no year of its own.
    return opens && (at + 2 >= sentence.end || words[at + 2].kind != TimeWord::kDigits) ? word.value
                                                                                        : 0;
  }
  return 0;
}

// The year that opens a paragraph as an entry of a chronology does ("2018. The cabinet met on 25
// October.", "- In 2018: ..."); 0 if none does.
int year_of_entry(std::string_view text, const record::Parse& parse,
                  const std::vector<TimeToken>& words, size_t s) {
  const record::Sentence& sentence = parse.sentences[s];
  uint32_t at = sentence.begin;
  while (at < sentence.end && is_bullet(parse.tokens[at].span.of(text))) ++at;
  if (at < sentence.end && parse.tokens[at].span.of(text) == "In") ++at;
  if (at + 1 >= sentence.end) return 0;
  const std::string_view mark = parse.tokens[at + 1].span.of(text);
  const bool marked =
      mark == "." || mark == ":" || (is_bullet(mark) && parse.tokens[at + 1].space_before);
  return is_year(words[at]) && marked ? words[at].value : 0;
}

// What dates under a heading lean on: under that of an earlier year its last day, else the
// document's date.
record::Date written_under(int year, const record::Date& written) {
  if (year == 0 || (written.known() && written.begin.year <= year)) return written;
  return record::make_day(year, 12, 31);
}

}  // namespace

bool is_bullet(std::string_view word) {
  return word == "-" || word == "*" || word == "\xE2\x80\xA2" || word == "\xC2\xB7" ||
         word == "\xE2\x80\x93" || word == "\xE2\x80\x94";
}

std::vector<TimeExpression> find_times(std::string_view text, const record::Parse& parse,
                                       const record::Date& written) {
  std::vector<TimeToken> words;
  words.reserve(parse.tokens.size());
  for (const record::Token& token : parse.tokens)
    words.push_back(read_time_word(token.span.of(text)));

  std::vector<TimeExpression> found;
  TimeMatcher matcher(text, parse, words);
  TimeContext context;
  context.written = written;
  if (written.interval) context.written = {};
  const record::Date whole = context.written;
  record::Date under_heading = whole;
  for (size_t s = 0; s < parse.sentences.size(); ++s) {
    const record::Sentence& sentence = parse.sentences[s];
    ++context.sentence;
    context.opens_paragraph = sentence.paragraph_begins;
    if (is_heading(text, parse, s)) {
      under_heading = written_under(year_of_heading(parse, words, s), whole);
      context.written = under_heading;
    } else if (sentence.paragraph_begins) {
      const int year = year_of_entry(text, parse, words, s);
      context.written = year == 0 ? under_heading : written_under(year, whole);
    }
    for (uint32_t at = sentence.begin; at < sentence.end; ++at) {
      if (words[at].kind == TimeWord::kNone) continue;
      if (context.last_sentence + kReach < context.sentence && written.known())
        context.last = context.written.known() ? context.written : written;
      const std::optional<TimeMatch> match =
          matcher.match(at, sentence.begin, sentence.end, context);
      if (!match || match->end <= at) continue;
      TimeExpression expression;
      expression.first_token = at;
      expression.last_token = match->end - 1;
      expression.span = {parse.tokens[at].span.begin, parse.tokens[match->end - 1].span.end};
      expression.date = match->date;
      expression.kind = match->kind;
      expression.offset_days = match->offset_days;
      expression.duration_days = match->duration_days;
      expression.relative = match->relative;
      expression.approximate = match->approximate;
      found.push_back(expression);
      remember(*match, context);
      for (uint32_t i = at; i < match->end; ++i)
        context.fiscal = context.fiscal || words[i].kind == TimeWord::kFiscal;
      at = match->end - 1;
    }
  }
  return found;
}

}  // namespace servanda::language

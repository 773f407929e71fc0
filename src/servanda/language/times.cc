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

}  // namespace

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
  for (const record::Sentence& sentence : parse.sentences) {
    ++context.sentence;
    for (uint32_t at = sentence.begin; at < sentence.end; ++at) {
      if (words[at].kind == TimeWord::kNone) continue;
      if (context.last_sentence + kReach < context.sentence && written.known())
        context.last = written;
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

// Looks at the first words of each paragraph.
#include "servanda/event/opening_times.h"

#include <algorithm>

namespace servanda::event {
namespace {

constexpr uint32_t kLongestAside = 6;  // words in brackets between a date and its mark

bool is_mark(std::string_view word) {
  return word == ":" || word == "-" || word == "\xE2\x80\x93" || word == "\xE2\x80\x94" ||
         word == "|" || word == ".";
}

}  // namespace

std::vector<const language::TimeExpression*> opening_times(const Annotations& annotations) {
  const record::Parse& parse = annotations.parse;
  const std::string_view text = annotations.document.text;
  std::vector<const language::TimeExpression*> opening(parse.sentences.size(), nullptr);
  const auto word = [&](uint32_t i) { return parse.tokens[i].span.of(text); };
  const language::TimeExpression* current = nullptr;
  for (size_t s = 0; s < parse.sentences.size(); ++s) {
    const record::Sentence& sentence = parse.sentences[s];
    if (sentence.paragraph_begins) {
      current = nullptr;
      uint32_t at = sentence.begin;
      while (at < sentence.end && language::is_bullet(word(at))) ++at;
      if (at < sentence.end && (word(at) == "On" || word(at) == "In")) ++at;
      const auto time = std::partition_point(
          annotations.times.begin(), annotations.times.end(),
          [&](const language::TimeExpression& t) { return t.last_token < at; });
      const bool opens =
          time != annotations.times.end() && time->first_token <= at &&
          time->first_token >= sentence.begin && time->date.known() &&
          (time->kind == language::TimeKind::kPoint || time->kind == language::TimeKind::kRange);
      if (opens) {
        uint32_t end = time->last_token + 1;
        if (end < sentence.end && word(end) == "(") {
          const uint32_t limit = std::min(sentence.end, end + kLongestAside);
          while (end < limit && word(end) != ")") ++end;
          if (end < limit) ++end;
        }
        const bool alone = end == sentence.end || (end + 1 == sentence.end && word(end) == ".");
        const bool heading =
            alone && (s + 1 == parse.sentences.size() || parse.sentences[s + 1].paragraph_begins);
        if (!heading && (alone || is_mark(word(end)))) current = &*time;
      }
    }
    opening[s] = current;
  }
  return opening;
}

}  // namespace servanda::event

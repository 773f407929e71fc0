// Reads the line, the end of the sentence and the word of the act of each event.
#include "servanda/ledger/no_reports.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "servanda/base/ascii.h"
#include "servanda/base/word_list.h"
#include "servanda/ledger/wording.h"

namespace servanda::ledger {
namespace {

using record::Event;
using record::Reading;

constexpr std::string_view kSpaces = " \t\r\n";

// The first word of the trigger: "signed" of "signed off".
std::string_view verb_of(const Reading& reading, const Event& event) {
  const std::string_view trigger = event.trigger.of(reading.document.text);
  return trigger.substr(0, trigger.find(' '));
}

// True for an event that is no more than somebody's speaking: "the ambassador had spoken of
// purchases", or "claimed that jets have landed", where the landing stands beside it as claimed.
bool only_carries(const Reading& reading, const Event& event) {
  static constexpr std::string_view kSpeaking[] = {
      "said",      "say",   "speak", "spoken", "spoke",  "tells",    "told",
      "mentioned", "noted", "says",  "tell",   "speaks", "mentions", "notes"};
  static constexpr std::string_view kClaiming[] = {"claim",  "claims",  "claimed",
                                                   "report", "reports", "reported"};
  const std::string_view verb = verb_of(reading, event);
  if (base::in(kSpeaking, verb)) return true;
  return base::in(kClaiming, verb) &&
         std::any_of(reading.events.begin(), reading.events.end(), [&](const Event& other) {
           return other.sentence == event.sentence && other.claim != record::Claim::kStated &&
                  other.trigger.begin > event.trigger.end;
         });
}

// True if a text of several lines has these words as a line of its own without a stop at its end:
// "Promises, kept and not kept". An item of a list is none.
bool is_heading(std::string_view text, const base::Span words) {
  size_t begin = text.rfind('\n', words.begin == 0 ? 0 : words.begin - 1);
  begin = begin == std::string_view::npos || words.begin == 0 ? 0 : begin + 1;
  const size_t end = std::min(text.find('\n', words.begin), text.size());
  const std::string_view line = base::trimmed(text.substr(begin, end - begin), kSpaces);
  if (line.empty() || base::trimmed(text, kSpaces).size() == line.size()) return false;
  if (line.front() == '#') return true;
  constexpr std::string_view kStops = ".!?:;,\"')|*";
  constexpr size_t kLongest = 100;  // bytes
  return line.size() <= kLongest && base::is_letter_byte(line.front()) &&
         kStops.find(line.back()) == std::string_view::npos && !line.ends_with("”") &&
         !line.ends_with("’");
}

bool is_question(std::string_view text, const base::Span words) {
  const size_t last = words.empty() ? words.begin : words.end - 1;
  const size_t stop = text.find_first_of(".!?\n", last);
  return stop != std::string_view::npos && text[stop] == '?';
}

// "It is concluded for twenty years, with extensions of five": every act that is coded there.
bool states_a_term(std::string_view text, const Event& event) {
  static constexpr std::string_view kTerms[] = {" is concluded for ", " are concluded for ",
                                                " is valid for ",     " is extended for ",
                                                " are extended for ", " is renewed for "};
  const std::string words = base::lower(event.evidence.of(text));
  return words.find(" year") != std::string::npos &&
         std::any_of(std::begin(kTerms), std::end(kTerms),
                     [&](std::string_view term) { return words.find(term) != std::string::npos; });
}

// "One account puts trade at 4 billion": the figure stands among the figures.
bool tells_a_figure(const Reading& reading, const Event& event) {
  static constexpr std::string_view kMeasuring[] = {
      "put",       "puts",    "putting", "reach",    "reached", "reaches",    "rise",    "rose",
      "rises",     "risen",   "grow",    "grew",     "grown",   "growing",    "fall",    "fell",
      "fallen",    "falls",   "stood",   "stands",   "stand",   "amounted",   "total",   "totalled",
      "increased", "doubled", "hit",     "exceeded", "tripled", "increasing", "increase"};
  static constexpr std::string_view kMeasured[] = {"trade",  "turnover", "export",    "import",
                                                   "volume", "sales",    "investment"};
  if (!base::in(kMeasuring, verb_of(reading, event))) return false;
  const std::string words = base::lower(event.evidence.of(reading.document.text));
  return words.find_first_of("0123456789") != std::string::npos &&
         std::any_of(std::begin(kMeasured), std::end(kMeasured),
                     [&](std::string_view noun) { return words.find(noun) != std::string::npos; });
}

// States meet and beat each other in games as in conferences and wars.
bool is_sport(std::string_view text, const Event& event) {
  static constexpr std::string_view kPlaying[] = {"meet",    "meets",    "met",   "beat",
                                                  "beats",   "faced",    "faces", "defeat",
                                                  "defeats", "defeated", "play",  "plays"};
  static constexpr std::string_view kGames[] = {"championship", "world cup",    "tournament",
                                                "semi-final",   "semifinal",    "quarter-final",
                                                "quarterfinal", "the final of", "test match"};
  const std::string_view trigger = event.trigger.of(text);
  if (!base::in(kPlaying, trigger.substr(0, trigger.find(' ')))) return false;
  const std::string words = base::lower(event.evidence.of(text));
  return std::any_of(std::begin(kGames), std::end(kGames),
                     [&](std::string_view game) { return words.find(game) != std::string::npos; });
}

}  // namespace

std::vector<bool> no_reports_in(const Reading& reading) {
  const std::string_view text = reading.document.text;
  std::vector<bool> result;
  for (const Event& event : reading.events) {
    result.push_back(only_carries(reading, event) || is_heading(text, event.evidence) ||
                     is_question(text, event.evidence) || states_a_term(text, event) ||
                     tells_a_figure(reading, event) || is_sport(text, event));
  }
  return result;
}

}  // namespace servanda::ledger

// Reads forecasts, figures, motives, findings and signals out of any bytes, over odd trees made
// from the bytes.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "servanda/language/tokens.h"
#include "servanda/reading/findings.h"
#include "servanda/reading/forecasts.h"
#include "servanda/reading/indicators.h"
#include "servanda/reading/motives.h"
#include "servanda/reading/signals.h"

namespace {

// All evidence lies inside the text and is not empty.
template <typename Items>
void check(const Items& items, size_t size) {
  for (const auto& item : items) {
    if (item.evidence.span.begin >= item.evidence.span.end || item.evidence.span.end > size)
      std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace servanda;
  record::Document document;
  document.id = "d";
  document.text.assign(reinterpret_cast<const char*>(data), size);
  document.date = record::make_day(2024, 5, 10);
  record::Parse parse;
  language::split(document.text, parse);
  for (const record::Sentence& sentence : parse.sentences) {
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      record::Token& token = parse.tokens[i];
      const uint32_t a = data[token.span.begin], b = data[token.span.end - 1];
      token.upos = static_cast<record::Upos>(a % 17);
      token.xpos = record::parse_xpos(b % 3 == 0 ? "VBZ" : b % 3 == 1 ? "NNS" : "VB");
      token.deprel = static_cast<record::Deprel>((a * 7 + b) % 53);
      // Any token of the sentence may be the head, cycles included.
      token.head = sentence.begin + (a * 31 + b + i) % (sentence.end - sentence.begin);
    }
  }
  const std::vector<actor::Mention> mentions;
  const auto times = language::find_times(document.text, parse, document.date);
  const auto amounts = language::find_amounts(document.text, parse);
  const event::Annotations annotations{document, parse, mentions, times, amounts};
  const reading::Page page(annotations);
  const reading::Treaties treaties(page);
  check(reading::find_indicators(page, {}), size);
  check(reading::find_forecasts(page), size);
  check(reading::find_motives(page, treaties), size);
  check(reading::find_findings(page, treaties), size);
  check(reading::find_signals(page, {}), size);
  return 0;
}

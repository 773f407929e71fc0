// Parses any bytes with the small model: trees must be trees, spans must lie in the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/language/conllu.h"
#include "servanda/language/engine.h"
#include "servanda/language/times.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace servanda;
  static const language::Engine engine = language::Engine::create(language::Preset::kSmall).value();
  static language::Engine::Workspace workspace;
  static record::Parse parse;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  engine.parse(text, workspace, parse);
  for (const record::Sentence& sentence : parse.sentences) {
    size_t roots = 0;
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      uint32_t at = i;
      for (uint32_t steps = 0; parse.tokens[at].head != at; ++steps) {
        if (steps > sentence.end - sentence.begin) std::abort();
        at = parse.tokens[at].head;
        if (at < sentence.begin || at >= sentence.end) std::abort();
      }
      roots += parse.tokens[i].head == i;
    }
    if (roots != 1) std::abort();
  }
  for (const language::TimeExpression& time :
       language::find_times(text, parse, record::make_day(2025, 1, 17))) {
    if (time.span.begin >= time.span.end || time.span.end > size) std::abort();
  }
  // What is written can be read.
  if (!parse.tokens.empty() && !language::read_conllu(language::write_conllu(text, parse)).ok())
    std::abort();
  return 0;
}

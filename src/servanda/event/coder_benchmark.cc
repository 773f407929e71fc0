// Sentences a second of the event stage alone, over sentences that are parsed before the clock
// starts.
#include <benchmark/benchmark.h>

#include "servanda/event/coder.h"
#include "servanda/language/engine.h"

namespace servanda::event {
namespace {

constexpr const char* kText =
    "Norway condemned Sweden over the fishing row. The French foreign minister visited Morocco for "
    "talks on trade. Egyptian police "
    "arrested three journalists in Cairo after a protest against the government. Japan said that "
    "it would impose sanctions on North "
    "Korea unless the missile tests stopped. The lake froze over for the first time in ten years.";

void CodeSentences(benchmark::State& state) {
  const auto engine = language::Engine::create().value();
  const auto finder = actor::ActorFinder::create().value();
  const Coder coder = Coder::create().value();
  language::Engine::Workspace workspace;
  record::Document document;
  document.id = "d";
  document.text = kText;
  document.date = record::make_day(2024, 5, 10);
  record::Parse parse;
  engine.parse(document.text, workspace, parse);
  const auto mentions = finder.find(document, parse);
  const auto times = language::find_times(document.text, parse, document.date);
  const auto amounts = language::find_amounts(document.text, parse);
  for (auto _ : state) {
    benchmark::DoNotOptimize(coder.code({document, parse, mentions, times, amounts}));
  }
  state.counters["sentences"] = benchmark::Counter(static_cast<double>(parse.sentences.size()),
                                                   benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(CodeSentences);

}  // namespace
}  // namespace servanda::event

// Time of finding pledges in a text that speaks of one thing again and again: it must grow with the
// text only.
#include <benchmark/benchmark.h>

#include <string>

#include "servanda/language/engine.h"
#include "servanda/reading/pledges.h"

namespace servanda::reading {
namespace {

void FindPledges(benchmark::State& state) {
  const auto engine = language::Engine::create().value();
  const auto finder = actor::ActorFinder::create().value();
  language::Engine::Workspace workspace;
  record::Document document;
  document.id = "d";
  for (int64_t i = 0; i < state.range(0); ++i) {
    document.text +=
        "Norway signed a contract with Kenya for the delivery of six coastal radars. The ministry "
        "said that the "
        "second was handed over in May 2023, but Kenya denied it. ";
  }
  document.date = record::make_day(2024, 5, 10);
  record::Parse parse;
  engine.parse(document.text, workspace, parse);
  const auto mentions = finder.find(document, parse);
  const auto times = language::find_times(document.text, parse, document.date);
  const auto amounts = language::find_amounts(document.text, parse);
  for (auto _ : state) {
    benchmark::DoNotOptimize(find_pledges({document, parse, mentions, times, amounts}, {}));
  }
  state.counters["sentences"] = benchmark::Counter(static_cast<double>(parse.sentences.size()),
                                                   benchmark::Counter::kIsIterationInvariantRate);
  state.SetComplexityN(state.range(0));
}
BENCHMARK(FindPledges)->RangeMultiplier(4)->Range(16, 1024)->Complexity(benchmark::oN);

}  // namespace
}  // namespace servanda::reading

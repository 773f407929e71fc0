// Tokens a second on one core: raw text to sentences, tags, trees, entities and lemmas, with each
// preset and kernel. The text is press briefings of ../shared where they are there, else the
// example dossier.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "servanda/language/engine.h"
#include "servanda/language/tokens.h"

namespace servanda::language {
namespace {

constexpr size_t kBytes = 1'000'000;
constexpr size_t kPieces = 5;  // a turn parses one, so that some turns meet no other program

// Takes the values of "text" out of JSON lines: what little unescaping a benchmark needs.
void take_texts(std::string_view lines, std::string& out) {
  constexpr std::string_view kKey = "\"text\": \"";
  size_t at = lines.find(kKey);
  while (at != lines.npos && out.size() < kBytes) {
    for (at += kKey.size(); at < lines.size() && lines[at] != '"'; ++at) {
      if (lines[at] != '\\') {
        out.push_back(lines[at]);
        continue;
      }
      ++at;
      out.push_back(lines[at] == 'n' ? '\n' : lines[at] == 't' ? ' ' : lines[at]);
    }
    out.append("\n\n");
    at = lines.find(kKey, at);
  }
}

const std::string& corpus() {
  static const std::string text = [] {
    const std::filesystem::path root = SERVANDA_ROOT;
    std::string out;
    if (std::ifstream in(root / "../shared/data/press_briefings/wh_press_briefings.jsonl"); in) {
      for (std::string line; out.size() < kBytes && std::getline(in, line);) take_texts(line, out);
      return out;
    }
    std::vector<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(root / "data/examples")) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
      std::ifstream in(path);
      std::ostringstream bytes;
      bytes << in.rdbuf();
      out.append(bytes.str()).append("\n\n");
    }
    return out;
  }();
  return text;
}

void ParseText(benchmark::State& state, Preset preset, Kernel kernel) {
  const auto engine = Engine::create(preset, kernel);
  if (!engine.ok()) {
    state.SkipWithError("this processor lacks the instructions");
    return;
  }
  Engine::Workspace workspace;
  record::Parse parse;
  const std::string_view text = corpus();
  const size_t size = text.size() / kPieces;
  size_t turn = 0;
  double tokens = 0;
  for (auto _ : state) {
    engine->parse(text.substr(turn++ % kPieces * size, size), workspace, parse);
    tokens += static_cast<double>(parse.tokens.size());
  }
  state.counters["tokens"] = benchmark::Counter(tokens, benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(ParseText, base_scalar, Preset::kBase, Kernel::kScalar)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ParseText, base_avx2, Preset::kBase, Kernel::kAvx2)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ParseText, base_avx512, Preset::kBase, Kernel::kAvx512)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ParseText, small_scalar, Preset::kSmall, Kernel::kScalar)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ParseText, small_avx2, Preset::kSmall, Kernel::kAvx2)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ParseText, small_avx512, Preset::kSmall, Kernel::kAvx512)
    ->Unit(benchmark::kMillisecond);

void SplitText(benchmark::State& state) {
  record::Parse parse;
  for (auto _ : state) {
    split(corpus(), parse);
    benchmark::DoNotOptimize(parse.tokens.data());
  }
  state.counters["tokens"] = benchmark::Counter(static_cast<double>(parse.tokens.size()),
                                                benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(SplitText)->Unit(benchmark::kMillisecond);

void CreateEngine(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Engine::create());
}
BENCHMARK(CreateEngine)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace servanda::language

// Bytes a second of reading a treaty, pairs a second of aligning two, clauses a second of searching
// many.
#include <benchmark/benchmark.h>

#include <random>

#include "servanda/treaty/align.h"
#include "servanda/treaty/family.h"
#include "servanda/treaty/reader.h"

namespace servanda::treaty {
namespace {

// Articles of invented words, in sentences as treaties have them.
std::vector<std::string> articles(size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> texts;
  for (size_t i = 0; i < count; ++i) {
    std::string text;
    for (int sentence = 0; sentence < 6; ++sentence) {
      text += sentence % 2 == 0 ? "The Parties shall " : "Each Party may ";
      for (int word = 0; word < 22; ++word)
        text += "w" + std::string(1 + random() % 3, static_cast<char>('a' + random() % 26)) +
                std::string(1, static_cast<char>('a' + random() % 26)) + " ";
      text += "in accordance with this Agreement. ";
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

void ReadTreaty(benchmark::State& state) {
  record::Document document;
  document.text = "Treaty between Arland and Borland\n\n";
  size_t number = 0;
  for (const std::string& text : articles(100, 1))
    document.text += "Article " + std::to_string(++number) + "\n\n" + text + "\n\n";
  for (auto _ : state) benchmark::DoNotOptimize(read_treaty(document));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * document.text.size()));
}
BENCHMARK(ReadTreaty);

void AlignArticles(benchmark::State& state) {
  const std::vector<std::string> a = articles(730, 1), b = articles(730, 1);
  const std::vector<std::string_view> left(a.begin(), a.end()), right(b.rbegin(), b.rend());
  for (auto _ : state) benchmark::DoNotOptimize(align_texts(left, right));
  state.counters["pairs"] = benchmark::Counter(static_cast<double>(left.size() * right.size()),
                                               benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(AlignArticles)->Unit(benchmark::kMillisecond);

void FindClause(benchmark::State& state) {
  std::vector<std::vector<std::string>> treaties;
  for (unsigned t = 0; t < 200; ++t) treaties.push_back(articles(40, t + 1));
  std::vector<std::vector<std::string_view>> views;
  for (const auto& treaty : treaties) views.emplace_back(treaty.begin(), treaty.end());
  const Family family(views);
  for (auto _ : state) benchmark::DoNotOptimize(family.find(treaties[100][7], 20));
}
BENCHMARK(FindClause)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace servanda::treaty

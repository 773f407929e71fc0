// The same bits on every kernel, in any company of sentences and on any thread: over the
// development parts of the treebanks where ../shared is there, else over the example dossier; their
// beginnings, or with SERVANDA_FULL=1 (./check --full) the whole of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "servanda/language/conllu.h"
#include "servanda/language/engine.h"

namespace servanda::language {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

size_t longest() {
  const char* full = std::getenv("SERVANDA_FULL");
  return full != nullptr && std::string_view(full) == "1" ? std::string::npos : 25'000;
}

// Running texts: the treebanks' words, or the dossier's files as they are (markup makes odd tokens,
// which is as good).
std::vector<std::string> texts() {
  const std::filesystem::path root = SERVANDA_ROOT;
  std::vector<std::string> all;
  for (const char* name : {"en_ewt-ud-dev.conllu", "en_gum-open-dev.conllu"}) {
    const auto path = root / "../shared/data/ud" / name;
    if (!std::filesystem::exists(path)) continue;
    auto file = read_conllu(read(path));
    if (file.ok()) all.push_back(file->text.substr(0, longest()));
  }
  if (!all.empty()) return all;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "data/examples")) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) all.push_back(read(path).substr(0, longest()));
  return all;
}

std::string conllu(const Engine& engine, const std::string& text) {
  Engine::Workspace workspace;
  record::Parse parse;
  engine.parse(text, workspace, parse);
  return write_conllu(text, parse);
}

TEST(Kernels, GiveTheSameBitsOverWholeTexts) {
  const std::vector<std::string> all = texts();
  ASSERT_FALSE(all.empty());
  for (const Preset preset : {Preset::kBase, Preset::kSmall}) {
    const Engine scalar = Engine::create(preset, Kernel::kScalar).value();
    std::vector<std::string> expected;
    for (const std::string& text : all) expected.push_back(conllu(scalar, text));
    int compared = 0;
    for (const Kernel kernel : {Kernel::kAvx2, Kernel::kAvx512}) {
      const auto other = Engine::create(preset, kernel);
      if (!other.ok()) continue;  // this processor lacks its instructions
      ++compared;
      for (size_t i = 0; i < all.size(); ++i) {
        EXPECT_TRUE(conllu(*other, all[i]) == expected[i])
            << other->kernel_name() << ", text " << i;
      }
    }
    RecordProperty("kernels_compared", compared);
  }
}

// Trees. Tags and entities hang on the document.
TEST(Engine, GivesTheSameTreeForASentenceInAnyCompany) {
  const Engine engine = Engine::create(Preset::kSmall).value();
  const std::string text = texts().front().substr(0, 20'000);
  Engine::Workspace workspace;
  record::Parse together, alone;
  engine.parse(text, workspace, together);
  for (size_t s = 0; s < together.sentences.size(); s += 7) {
    const record::Sentence& sentence = together.sentences[s];
    alone.clear();
    for (uint32_t i = sentence.begin; i < sentence.end; ++i)
      alone.tokens.push_back(together.tokens[i]);
    alone.sentences.push_back(sentence);
    alone.sentences[0].begin = 0;
    alone.sentences[0].end = sentence.end - sentence.begin;
    Engine::Workspace fresh;
    engine.annotate(text, fresh, alone);
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const record::Token &a = together.tokens[i], &b = alone.tokens[i - sentence.begin];
      ASSERT_EQ(a.head - sentence.begin, b.head);
      ASSERT_EQ(a.deprel, b.deprel);
    }
  }
}

TEST(Engine, GivesTheSameBitsOnManyThreads) {
  const Engine engine = Engine::create(Preset::kSmall).value();
  const std::string text = texts().back().substr(0, 20'000);
  const std::string expected = conllu(engine, text);
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& out : found) threads.emplace_back([&] { out = conllu(engine, text); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& out : found) EXPECT_TRUE(out == expected);
}

}  // namespace
}  // namespace servanda::language

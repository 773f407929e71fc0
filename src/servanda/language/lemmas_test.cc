// Lemmas: the cases of tests/cases/language/lemmas.txt with both presets.
#include "servanda/language/lemmas.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "servanda/language/engine.h"

namespace servanda::language {
namespace {

std::string lemma_of(const Engine& engine, std::string_view text, std::string_view form) {
  Engine::Workspace workspace;
  record::Parse parse;
  engine.parse(text, workspace, parse);
  for (size_t i = 0; i < parse.tokens.size(); ++i) {
    if (parse.tokens[i].span.of(text) == form)
      return std::string(parse.lemma(static_cast<uint32_t>(i)));
  }
  return "(no such word)";
}

TEST(Lemmas, AreThoseOfTheCases) {
  const std::string path = std::string(SERVANDA_ROOT) + "/tests/cases/language/lemmas.txt";
  std::ifstream in(path);
  ASSERT_TRUE(in) << path;
  const Engine base = Engine::create(Preset::kBase).value(),
               small = Engine::create(Preset::kSmall).value();
  std::string line, text;
  int number = 0, checked = 0;
  while (std::getline(in, line)) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line.compare(0, 2, "= ") != 0) {
      text = line;
      continue;
    }
    std::istringstream pairs(line.substr(2));
    std::string pair;
    while (pairs >> pair) {
      const size_t equals = pair.find('=');
      const std::string form = pair.substr(0, equals), lemma = pair.substr(equals + 1);
      for (const Engine* engine : {&base, &small}) {
        EXPECT_EQ(lemma_of(*engine, text, form), lemma)
            << path << ":" << number << " " << form << (engine == &base ? ", base" : ", small");
      }
      ++checked;
    }
  }
  EXPECT_GT(checked, 25);
}

}  // namespace
}  // namespace servanda::language

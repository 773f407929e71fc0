// What the engine must survive: any bytes, texts without spaces or full stops, other scripts.
#include <gtest/gtest.h>

#include <string>

#include "servanda/language/conllu.h"
#include "servanda/language/engine.h"

namespace servanda::language {
namespace {

const Engine& engine() {
  static const Engine engine = Engine::create(Preset::kSmall).value();
  return engine;
}

record::Parse parsed(std::string_view text) {
  Engine::Workspace workspace;
  record::Parse parse;
  engine().parse(text, workspace, parse);
  return parse;
}

// Every sentence has one root, every word leads to it, spans go forward and lie in the text, lemmas
// in their store.
void expect_valid(const record::Parse& parse, std::string_view text) {
  uint32_t token = 0, at = 0;
  for (const record::Sentence& sentence : parse.sentences) {
    ASSERT_EQ(sentence.begin, token);
    ASSERT_LT(sentence.begin, sentence.end);
    size_t roots = 0;
    std::vector<uint8_t> leads(sentence.end - sentence.begin, 0);
    std::vector<uint32_t> walk;
    for (token = sentence.begin; token < sentence.end; ++token) {
      const record::Token& word = parse.tokens[token];
      ASSERT_LE(at, word.span.begin);
      ASSERT_LT(word.span.begin, word.span.end);
      ASSERT_LE(word.span.end, text.size());
      ASSERT_LE(size_t{word.lemma_begin} + word.lemma_size, parse.lemmas.size());
      at = word.span.end;
      roots += word.head == token;
      ASSERT_EQ(word.head == token, word.deprel == record::Deprel::kRoot);
      walk.clear();
      for (uint32_t up = token; !leads[up - sentence.begin]; up = parse.tokens[up].head) {
        ASSERT_LE(walk.size(), leads.size()) << "a cycle";
        walk.push_back(up);
        ASSERT_GE(parse.tokens[up].head, sentence.begin);
        ASSERT_LT(parse.tokens[up].head, sentence.end);
        if (parse.tokens[up].head == up) break;
      }
      for (const uint32_t w : walk) leads[w - sentence.begin] = 1;
    }
    ASSERT_EQ(roots, 1u);
  }
  ASSERT_EQ(token, parse.tokens.size());
}

std::string repeated(std::string_view part, size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (size_t i = 0; i < times; ++i) text.append(part);
  return text;
}

void expect_valid(std::string_view text) {
  const record::Parse parse = parsed(text);
  expect_valid(parse, text);
  EXPECT_FALSE(text.find_first_not_of(" \n\t\r") != text.npos && parse.tokens.empty());
}

TEST(EngineOnHostileText, TakesInvalidUtf8) {
  expect_valid("\xFF\xFE Norland \xC3 sold \xE2\x82 ships \xF0\x9F\x98 to \x80\x80 Sudland.");
  expect_valid(repeated("\x80\xC3\xE2\xF0 ", 5000));
  std::string bytes;
  uint32_t state = 1;
  for (int i = 0; i < 50000; ++i) {
    state = state * 1664525u + 1013904223u;
    bytes.push_back(static_cast<char>(state >> 24));
  }
  const record::Parse parse = parsed(bytes);
  expect_valid(parse, bytes);
}

TEST(EngineOnHostileText, TakesAMegabyteWithoutASpace) {
  expect_valid(repeated("a", 1'000'000));
  expect_valid(repeated("x-", 60'000));
  expect_valid(repeated("1,", 60'000));
  expect_valid(repeated("a'b", 333'333));
  expect_valid(repeated("http://a@", 111'111));
  expect_valid(repeated("((((", 30'000));
}

TEST(EngineOnHostileText, TakesAHundredThousandTokensWithoutAFullStop) {
  expect_valid(repeated("and the envoy of the north ", 16'700));
  expect_valid(repeated("word ", 100'000));
}

TEST(EngineOnHostileText, TakesAGoldSentenceOfAnyLength) {
  std::string file;
  for (int i = 1; i <= 2000; ++i)
    file.append(std::to_string(i)).append("\tword\t_\t_\t_\t_\t0\t_\t_\t_\n");
  auto read = read_conllu(file.append("\n"));
  ASSERT_TRUE(read.ok());
  Engine::Workspace workspace;
  engine().annotate(read->text, workspace, read->parse);
  ASSERT_EQ(read->parse.sentences.size(), 1u);
  for (const record::Token& token : read->parse.tokens) ASSERT_LT(token.head, 2000u);
}

TEST(EngineOnHostileText, TakesEmojiRightToLeftTextAndControls) {
  expect_valid(
      "\xF0\x9F\x98\x80\xF0\x9F\x8F\xBD\xE2\x80\x8D\xF0\x9F\x9A\x80 "
      "\xF0\x9F\x87\xAE\xF0\x9F\x87\xB7!");
  expect_valid(
      "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85\xE2\x80\xAC. "
      "\xD8\x9F");
  using std::string_literals::operator""s;
  expect_valid("a\0b \x01\x02\x1B[0m c\x7F d.\r\n\xEF\xBB\xBFThe end."s);
  expect_valid(repeated("\xCC\x81", 10'000));
  expect_valid(repeated("\xE2\x80\x8D", 10'000));
  const record::Parse nothing = parsed(" \n\t\r\n ");
  EXPECT_TRUE(nothing.tokens.empty());
  EXPECT_TRUE(nothing.sentences.empty());
}

}  // namespace
}  // namespace servanda::language

// Tests of the engine: known sentences, valid trees on any bytes, the same bits on all kernels.
#include "servanda/language/engine.h"

#include <gtest/gtest.h>

#include <string>

#include "servanda/language/conllu.h"

namespace servanda::language {
namespace {

Engine engine(Preset preset = Preset::kBase, Kernel kernel = Kernel::kBest) {
  auto result = Engine::create(preset, kernel);
  EXPECT_TRUE(result.ok());
  return std::move(result).value();
}

record::Parse parsed(const Engine& engine, std::string_view text) {
  Engine::Workspace workspace;
  record::Parse parse;
  engine.parse(text, workspace, parse);
  return parse;
}

// Every sentence has one root and every word leads to it.
void expect_trees(const record::Parse& parse) {
  for (const record::Sentence& sentence : parse.sentences) {
    size_t roots = 0;
    std::vector<int> depth(sentence.end - sentence.begin, 0);  // 1: leads to the root
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const record::Token& token = parse.tokens[i];
      ASSERT_GE(token.head, sentence.begin);
      ASSERT_LT(token.head, sentence.end);
      if (token.head == i) ++roots;
      EXPECT_EQ(token.head == i, token.deprel == record::Deprel::kRoot);
      std::vector<uint32_t> walk;
      uint32_t at = i;
      while (parse.tokens[at].head != at && depth[at - sentence.begin] == 0) {
        ASSERT_LE(walk.size(), sentence.end - sentence.begin);
        walk.push_back(at);
        at = parse.tokens[at].head;
      }
      for (const uint32_t w : walk) depth[w - sentence.begin] = 1;
    }
    EXPECT_EQ(roots, 1u);
  }
}

TEST(Engine, FindsWhoDeliveredWhat) {
  const std::string_view text = "Norland delivered two patrol boats to its neighbour last year.";
  const record::Parse parse = parsed(engine(), text);
  ASSERT_EQ(parse.sentences.size(), 1u);
  ASSERT_GE(parse.tokens.size(), 11u);
  EXPECT_EQ(parse.tokens[1].head, 1u);
  EXPECT_EQ(parse.lemma(1), "deliver");
  EXPECT_EQ(parse.tokens[0].deprel, record::Deprel::kNsubj);
  EXPECT_EQ(parse.tokens[4].deprel, record::Deprel::kObj);
  EXPECT_EQ(parse.lemma(4), "boat");
  EXPECT_EQ(parse.tokens[4].head, 1u);
}

// A form's lemma is remembered with its tag, and only as long as it fits.
TEST(Engine, RemembersLemmasWithTheirTags) {
  const std::string longest = "A" + std::string(40, 'b');
  const record::Parse parse = parsed(
      engine(), "They saw the saw. She saw a saw. " + longest + " and " + longest + " left.");
  ASSERT_GE(parse.tokens.size(), 13u);
  for (const uint32_t sentence : {0u, 5u}) {
    EXPECT_EQ(parse.lemma(sentence + 1), "see");
    EXPECT_EQ(parse.lemma(sentence + 3), "saw");
  }
  EXPECT_EQ(parse.lemma(10).size(), longest.size());
  EXPECT_EQ(parse.lemma(12), parse.lemma(10));
}

// Letters that were spelt out once name the same organisation wherever they stand.
TEST(Engine, FindsLettersThatWereSpeltOut) {
  const std::string_view text =
      "The Norland Grain Board (NGB) met on Monday. In May NGB raised its prices. The NGB building "
      "is "
      "old.";
  const record::Parse parse = parsed(engine(), text);
  size_t letters = 0;
  for (const record::Token& token : parse.tokens) {
    if (token.span.of(text) != "NGB") continue;
    ++letters;
    EXPECT_EQ(token.entity, record::EntityType::kOrganisation);
    EXPECT_TRUE(token.entity_begins);
    EXPECT_EQ(token.upos, record::Upos::kPROPN);
  }
  EXPECT_EQ(letters, 3u);
}

TEST(Engine, GivesValidTreesForAnyBytes) {
  const Engine base = engine();
  std::string hostile;
  uint32_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525u + 1013904223u;
    hostile.push_back(static_cast<char>(state >> 24));
  }
  std::string no_stop;
  for (int i = 0; i < 3000; ++i) no_stop += "word and ";
  for (const std::string& text :
       {hostile, no_stop, std::string(100000, 'a'), std::string(), std::string("\n\n  \t"),
        std::string("\xF0\x9F\x98\x80 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D. \x01\x02 .")}) {
    expect_trees(parsed(base, text));
  }
}

TEST(Engine, ReadsSeveralTextsAtOnceAsEachAlone) {
  const Engine small = engine(Preset::kSmall);
  std::string long_text = "Ships";  // more words than a batch has
  for (int i = 0; i < 300; ++i) long_text += " and harbours";
  const std::vector<std::string_view> texts = {"Norland condemned Sudland.", "", long_text,
                                               "Talks failed. They will be held again in May."};
  std::vector<record::Parse> together(texts.size());
  Engine::Workspace workspace;
  small.parse(texts, workspace, together);
  for (size_t i = 0; i < texts.size(); ++i)
    EXPECT_EQ(write_conllu(texts[i], together[i]), write_conllu(texts[i], parsed(small, texts[i])));
}

// Of a CoNLL-U file with two documents, each gets the names that it gets alone.
TEST(Engine, LetsNamesAgreeWithinADocumentOnly) {
  const auto rows = [](const char* id, std::initializer_list<const char*> words) {
    std::string out = std::string("# newdoc id = ") + id + "\n";
    int number = 0;
    for (const char* word : words) {
      out += std::to_string(++number) + "\t" + word + "\t_\t_\t_\t_\t_\t_\t_\t_\n";
    }
    return out + "\n";
  };
  const std::string first = rows("a", {"Ilse", "Varga", "visited", "Bern", "."});
  const std::string second = rows("b", {"VARGA", "Bern", "Varga", "low"});
  const Engine base = engine();
  Engine::Workspace workspace;
  const auto annotated = [&](const std::string& bytes) {
    Conllu file = read_conllu(bytes).value();
    base.annotate(file.text, workspace, file.parse, file.documents);
    return write_conllu(file);
  };
  EXPECT_EQ(annotated(first + second), annotated(first) + annotated(second));
  EXPECT_EQ(read_conllu(first + second)->documents, (std::vector<uint32_t>{0, 1}));
}

TEST(Engine, GivesTheSameBitsOnAllKernelsAndBatches) {
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += "The ministry, which had denied it, said on Tuesday that 3 of the ships left port " +
            std::to_string(i) + ". No.\n";
  const std::string expected =
      write_conllu(text, parsed(engine(Preset::kBase, Kernel::kScalar), text));
  for (const Kernel kernel : {Kernel::kAvx2, Kernel::kAvx512, Kernel::kBest}) {
    const auto other = Engine::create(Preset::kBase, kernel);
    if (!other.ok()) continue;  // this processor has it not
    EXPECT_EQ(write_conllu(text, parsed(*other, text)), expected);
  }
  const Engine base = engine();
  const std::string_view one =
      "The ministry, which had denied it, said on Tuesday that 3 of the ships left port 0.";
  const record::Parse alone = parsed(base, one), together = parsed(base, text);
  for (size_t i = 0; i < alone.tokens.size(); ++i) {
    EXPECT_EQ(alone.tokens[i].head, together.tokens[i].head);
    EXPECT_EQ(alone.tokens[i].deprel, together.tokens[i].deprel);
  }
}

}  // namespace
}  // namespace servanda::language

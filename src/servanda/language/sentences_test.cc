// Sentence boundaries in news, treaties and transcripts; the cases stand in
// tests/cases/language/sentences.txt.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "servanda/language/tokens.h"

namespace servanda::language {
namespace {

constexpr std::string_view kMark = " || ";

std::string with_marks(std::string_view text) {
  record::Parse parse;
  split(text, parse);
  std::string out;
  size_t at = 0;
  for (const record::Sentence& sentence : parse.sentences) {
    if (sentence.span.begin == 0) continue;
    // Between paragraphs the white space itself is the boundary.
    const std::string_view gap = text.substr(at, sentence.span.begin - at);
    const size_t content = gap.find_last_not_of(" \n") + 1;
    out.append(gap.substr(0, content));
    const std::string_view space = gap.substr(content);
    out.append(space.find('\n') == std::string_view::npos ? kMark : space);
    at = sentence.span.begin;
  }
  return out.append(text.substr(at));
}

TEST(Split, FindsTheSentencesOfTheCaseFile) {
  std::ifstream in(SERVANDA_ROOT "/tests/cases/language/sentences.txt");
  ASSERT_TRUE(in);
  int cases = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    for (size_t at; (at = line.find("\\n")) != std::string::npos;) line.replace(at, 2, "\n");
    std::string text = line;
    for (size_t at; (at = text.find(kMark)) != std::string::npos;)
      text.replace(at, kMark.size(), " ");
    EXPECT_EQ(with_marks(text), line);
    ++cases;
  }
  EXPECT_GE(cases, 40);
}

// Line ends in a case stand for paragraphs: each must begin a sentence of its own.
TEST(Split, BeginsASentenceAtEachHeadingAndListItem) {
  const std::string_view text =
      "Article 5\n\n1. The Parties shall consult.\n\n2. They shall not aid an aggressor.\n";
  record::Parse parse;
  split(text, parse);
  ASSERT_EQ(parse.sentences.size(), 3u);
  for (const record::Sentence& sentence : parse.sentences) EXPECT_TRUE(sentence.paragraph_begins);
  EXPECT_EQ(parse.sentences[1].span.of(text), "1. The Parties shall consult.");
}

}  // namespace
}  // namespace servanda::language

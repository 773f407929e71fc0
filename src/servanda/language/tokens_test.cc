// Sentences and tokens of raw text: each case is text as written, with "|" between tokens and "||"
// between sentences.
#include "servanda/language/tokens.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace servanda::language {
namespace {

std::string cut(std::string_view text) {
  record::Parse parse;
  split(text, parse);
  std::string out;
  for (const record::Sentence& sentence : parse.sentences) {
    if (!out.empty()) out += " || ";
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (i > sentence.begin) out += "|";
      out += parse.tokens[i].span.of(text);
    }
  }
  return out;
}

TEST(Split, SplitsCliticsAsUdEnglishDoes) {
  EXPECT_EQ(cut("They don't and cannot."), "They|do|n't|and|can|not|.");
  EXPECT_EQ(cut("Norway’s minister didn’t agree"), "Norway|’s|minister|did|n’t|agree");
  EXPECT_EQ(cut("The states' envoys"), "The|states|'|envoys");
}

TEST(Split, MarksSecondPartsOfOneWrittenWordAsJoined) {
  record::Parse parse;
  split("Norway’s can't", parse);
  ASSERT_EQ(parse.tokens.size(), 4u);
  EXPECT_FALSE(parse.tokens[0].joined);
  EXPECT_TRUE(parse.tokens[1].joined);
  EXPECT_FALSE(parse.tokens[2].joined);
  EXPECT_TRUE(parse.tokens[3].joined);
  EXPECT_TRUE(parse.tokens[2].space_before);
  EXPECT_FALSE(parse.tokens[3].space_before);
}

TEST(Split, SplitsHyphensExceptAfterPrefixes) {
  EXPECT_EQ(cut("Swedish-Finnish talks on non-proliferation"),
            "Swedish|-|Finnish|talks|on|non-proliferation");
  EXPECT_EQ(cut("a 20-year-old ex-minister"), "a|20|-|year|-|old|ex-minister");
}

TEST(Split, SplitsCurrencyPercentAndGluedUnits) {
  EXPECT_EQ(cut("US$2.5 billion, €1,600 and 15%"), "US$|2.5|billion|,|€|1,600|and|15|%");
  EXPECT_EQ(cut("5km at 7:30pm in the 1990s"), "5|km|at|7:30|pm|in|the|1990s");
}

TEST(Split, KeepsAbbreviationsAndInitialsWithinASentence) {
  EXPECT_EQ(cut("Gen. A. B. Holt of the U.S. Army met Dr. Lind. They spoke."),
            "Gen.|A.|B.|Holt|of|the|U.S.|Army|met|Dr.|Lind|. || They|spoke|.");
  EXPECT_EQ(cut("He left the U.S. The talks ended."), "He|left|the|U.S. || The|talks|ended|.");
  EXPECT_EQ(cut("Under Art. 5 he said No. They left."), "Under|Art.|5|he|said|No|. || They|left|.");
}

TEST(Split, KeepsClosingQuotesWithTheirSentence) {
  EXPECT_EQ(cut("“We agree.” The other side left."), "“|We|agree|.|” || The|other|side|left|.");
  EXPECT_EQ(cut("\"Stop!\" he said."), "\"|Stop|!|\"|he|said|.");
}

TEST(Split, KeepsAddressesAndDatesWhole) {
  EXPECT_EQ(cut("See (https://example.org/a,b?c=1)."), "See|(|https://example.org/a,b?c=1|)|.");
  EXPECT_EQ(cut("Write to desk@example.org, or call 555-0134 by 2025-01-17."),
            "Write|to|desk@example.org|,|or|call|555-0134|by|2025-01-17|.");
}

TEST(Split, EndsASentenceWhereALineEndsAParagraph) {
  EXPECT_EQ(cut("Talks in Bern\n\nThe envoys met."), "Talks|in|Bern || The|envoys|met|.");
  EXPECT_EQ(cut("The envoys met in Bern and agreed on the words of a text that both\n"
                "sides had drafted in the spring of that year, as their offices said\n"
                "later."),
            "The|envoys|met|in|Bern|and|agreed|on|the|words|of|a|text|that|both|sides|had|drafted|"
            "in|the|spring|of|"
            "that|year|,|as|their|offices|said|later|.");
}

TEST(Split, SplitsSentencesThatAreTooLong) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "word, ";
  record::Parse parse;
  split(text, parse);
  for (const record::Sentence& sentence : parse.sentences)
    EXPECT_LE(sentence.end - sentence.begin, 240u);
}

TEST(Split, CoversEveryVisibleByteOfAnyBytes) {
  std::mt19937 random(20250117);
  const std::string alphabet("aB1 .,'\"-$%/@:\n\t\xE2\x80\x99\xC3\xA9\xFF\xF0\x9F\x98\x80(#");
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const size_t size = random() % 60;
    for (size_t i = 0; i < size; ++i) {
      text +=
          round % 2 == 0 ? static_cast<char>(random() % 256) : alphabet[random() % alphabet.size()];
    }
    record::Parse parse;
    split(text, parse);
    uint32_t at = 0, token = 0;
    for (const record::Sentence& sentence : parse.sentences) {
      ASSERT_EQ(sentence.begin, token);
      ASSERT_LT(sentence.begin, sentence.end);
      for (; token < sentence.end; ++token) {
        const base::Span span = parse.tokens[token].span;
        ASSERT_LE(at, span.begin);
        ASSERT_LT(span.begin, span.end);
        ASSERT_LE(span.end, text.size());
        for (; at < span.begin; ++at) {
          const unsigned char c = static_cast<unsigned char>(text[at]);
          ASSERT_TRUE(c <= 0x20 || c >= 0x7F) << "a visible byte is in no token";
        }
        at = span.end;
      }
    }
    ASSERT_EQ(token, parse.tokens.size());
  }
}

}  // namespace
}  // namespace servanda::language

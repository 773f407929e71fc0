// Runs tests/cases/actors/*.txt: a text, and the mentions that it must have.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "servanda/actor/actors.h"
#include "servanda/actor/names.h"
#include "servanda/language/engine.h"
#include "tests/case_file.h"

namespace servanda::actor {
namespace {

// "= words | RUS:GOV+IRN:GOV | name", or "! words".
struct Expected {
  std::string words, codes, name;
  bool nobody = false;
};

std::string trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return std::string(text);
}

Expected parse_expected(std::string_view line) {
  Expected out;
  out.nobody = line.front() == '!';
  line.remove_prefix(1);
  for (std::string* field : {&out.words, &out.codes, &out.name}) {
    const size_t bar = std::min(line.find('|'), line.size());
    *field = trimmed(line.substr(0, bar));
    line.remove_prefix(std::min(bar + 1, line.size()));
  }
  return out;
}

std::string codes_of(const Mention& mention) {
  std::string out;
  for (const record::Actor& actor : mention.actors) {
    out.append(out.empty() ? "" : "+").append(actor.code);
    if (!actor.sector.empty()) out.append(":").append(actor.sector);
  }
  return out;
}

class Cases : public testing::Test {
 protected:
  void check(const tests::Case& one) {
    record::Document document;
    document.id = one.place;
    document.text = one.text;
    document.date = record::parse_date(one.date).value();
    engine_.parse(document.text, workspace_, parse_);
    const std::vector<Mention> mentions = finder_.find(document, parse_);
    std::string all;
    for (const Mention& m : mentions)
      all.append("\n  ")
          .append(m.span.of(one.text))
          .append(" | ")
          .append(codes_of(m))
          .append(" | ")
          .append(m.actors.front().name);
    for (const std::string& line : one.expected) {
      const Expected expected = parse_expected(line);
      if (expected.nobody) {
        EXPECT_TRUE(std::none_of(mentions.begin(), mentions.end(),
                                 [&](const Mention& m) {
                                   return m.span.of(one.text).find(expected.words) !=
                                          std::string_view::npos;
                                 }))
            << one.place << ": " << expected.words << " is nobody" << all;
        continue;
      }
      const bool found = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& m) {
        return m.span.of(one.text) == expected.words && codes_of(m) == expected.codes &&
               (expected.name.empty() || m.actors.front().name == expected.name);
      });
      EXPECT_TRUE(found) << one.place << ": " << expected.words << " | " << expected.codes << " | "
                         << expected.name << all;
    }
  }

  language::Engine engine_ = language::Engine::create().value();
  ActorFinder finder_ = ActorFinder::create().value();
  language::Engine::Workspace workspace_;
  record::Parse parse_;
};

TEST_F(Cases, HaveTheMentionsThatTheyName) {
  size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(SERVANDA_ROOT) + "/tests/cases/actors")) {
    if (entry.path().extension() != ".txt") continue;
    ++files;
    for (const tests::Case& one : tests::read_cases("actors/" + entry.path().filename().string())) {
      EXPECT_FALSE(one.expected.empty()) << one.place;
      check(one);
    }
  }
  EXPECT_GE(files, 3u);
}

TEST(NameTable, PrefersOurOwnRows) {
  const auto table = NameTable::create("Utopia|NOR|GOV|state|||Utopia\n",
                                       "Utopia\tSWE\tGOV\tstate\t\t\tUtopia\t\n");
  ASSERT_TRUE(table.ok()) << table.error().text();
  const std::string text = "Utopia";
  record::Parse parse;
  parse.tokens.emplace_back();
  parse.tokens.back().span = {0, 6};
  const NameMatch match = table->match(text, parse, 0, 1);
  ASSERT_EQ(match.rows.size(), 1u);
  EXPECT_EQ(table->row(match.rows.front()).code, "NOR");
}

TEST(NameTable, KeepsTheRowsOfAnAliasAndTheirDays) {
  const auto table =
      NameTable::create("",
                        "Ann Lee\tNOR\tGOV\tperson\t2001-05-07\t2003-12-31\tAnn Lee\t\n"
                        "Bo Ek\tSWE\tGOV\tperson\t\t\tBo Ek\t\n"
                        "Ann-Lee\tSWE\tGOV\tperson\t2004\t2005-02\tAnn-Lee\t\n");
  ASSERT_TRUE(table.ok()) << table.error().text();
  record::Parse parse;
  parse.tokens.resize(2);
  parse.tokens[0].span = {0, 3};
  parse.tokens[1].span = {4, 7};
  const NameMatch match = table->match("Ann Lee", parse, 0, 2);
  ASSERT_EQ(match.rows.size(), 2u);
  const Name first = table->row(match.rows[0]), second = table->row(match.rows[1]);
  EXPECT_EQ(first.code, "NOR");
  EXPECT_EQ(second.code, "SWE");
  EXPECT_EQ(first.from, record::day_number(2001, 5, 7));
  EXPECT_EQ(first.to, record::day_number(2003, 12, 31));
  EXPECT_EQ(second.from, record::day_number(2004, 1, 1));
  EXPECT_EQ(second.to, record::day_number(2005, 2, 28));
  EXPECT_EQ(second.alias, "Ann-Lee");
  EXPECT_EQ(second.sector, "GOV");
  EXPECT_EQ(second.name, "Ann-Lee");
  EXPECT_TRUE(second.wikidata.empty());
}

TEST(NameTable, OpensWhatItCompiled) {
  const auto compiled = NameTable::create("Utopia|NOR||state|||Republic of Utopia|Q7\n", "");
  ASSERT_TRUE(compiled.ok());
  const auto opened = NameTable::open(compiled->bytes());
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(opened->row(0).name, "Republic of Utopia");
  EXPECT_EQ(opened->row(0).wikidata, "Q7");
  EXPECT_TRUE(opened->row(0).sector.empty());
}

TEST(NameTable, RefusesADamagedTable) {
  const auto compiled = NameTable::create("Utopia|NOR|GOV|state|||Utopia\n", "");
  ASSERT_TRUE(compiled.ok());
  EXPECT_FALSE(NameTable::open(compiled->bytes().substr(0, 20)).ok());
  EXPECT_FALSE(NameTable::open(compiled->bytes().substr(0, compiled->bytes().size() - 1)).ok());
  EXPECT_FALSE(NameTable::open("").ok());
}

TEST(NameTable, NamesTheLineOfAnUnknownKind) {
  const auto table = NameTable::create("# ours\nUtopia|NOR|GOV|realm|||\n", "");
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().place, "own.tsv:2");
}

}  // namespace
}  // namespace servanda::actor

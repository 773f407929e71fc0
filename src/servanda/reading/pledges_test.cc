// Pledges of short documents in our own words (tests/cases/reading/pledges.txt).
#include "servanda/reading/pledges.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "servanda/language/engine.h"
#include "servanda/reading/pledge_words.h"
#include "tests/case_file.h"

namespace servanda::reading {
namespace {

struct Stages {
  language::Engine engine = language::Engine::create().value();
  actor::ActorFinder finder = actor::ActorFinder::create().value();
  event::Coder coder = event::Coder::create().value();
};

Stages& stages() {
  static Stages all;
  return all;
}

std::vector<record::Pledge> read(const std::string& text, const std::string& date,
                                 const std::string& title = "") {
  record::Document document;
  document.id = "d";
  document.text = text;
  document.title = title;
  document.date = record::parse_date(date).value();
  language::Engine::Workspace workspace;
  record::Parse parse;
  stages().engine.parse(text, workspace, parse);
  const auto mentions = stages().finder.find(document, parse);
  const auto times = language::find_times(text, parse, document.date);
  const auto amounts = language::find_amounts(text, parse);
  const event::Annotations annotations{document, parse, mentions, times, amounts};
  return find_pledges(annotations, stages().coder.code(annotations));
}

std::string or_dash(std::string_view text) { return text.empty() ? "-" : std::string(text); }

std::string parties_of(const record::Pledge& pledge) {
  std::vector<std::string> codes = pledge.parties;
  std::sort(codes.begin(), codes.end());
  std::string out;
  for (const std::string& code : codes) out.append(out.empty() ? "" : "+").append(code);
  return or_dash(out);
}

std::string sorted_parties(std::string parties) {
  std::vector<std::string> codes;
  for (size_t at = 0; at <= parties.size();) {
    const size_t end = std::min(parties.find('+', at), parties.size());
    codes.push_back(parties.substr(at, end - at));
    at = end + 1;
  }
  std::sort(codes.begin(), codes.end());
  std::string out;
  for (const std::string& code : codes) out.append(out.empty() ? "" : "+").append(code);
  return out;
}

std::string flags_of(const record::Pledge& pledge) {
  std::string out;
  if (pledge.not_started) out += "not_started";
  if (pledge.stalled) out.append(out.empty() ? "" : ",").append("stalled");
  if (pledge.due.known())
    out.append(out.empty() ? "" : ",").append("due=").append(record::print(pledge.due));
  return or_dash(out);
}

std::string describe(const std::vector<record::Pledge>& pledges) {
  std::string out;
  for (const record::Pledge& p : pledges) {
    out += "\n  " + p.what + " (" + parties_of(p) + "): " + or_dash(record::name(p.stage)) + " " +
           std::string(record::name(p.claim)) + " " + flags_of(p);
    for (const record::PledgeStep& s : p.history) {
      out += "\n    " + or_dash(record::name(s.stage)) + " " + std::string(record::name(s.claim)) +
             " " + or_dash(record::print(s.date));
    }
  }
  return out;
}

bool holds(const std::vector<record::Pledge>& pledges, char sign, const std::string& line) {
  const size_t bar = line.find(" | ");
  if (bar == std::string::npos) return false;
  const std::string what = line.substr(bar + 3);
  std::vector<std::string> fields;
  for (size_t at = 0; at <= bar;) {
    const size_t end = std::min(line.find(' ', at), bar);
    fields.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return std::any_of(pledges.begin(), pledges.end(), [&](const record::Pledge& p) {
    if (p.what.find(what) == std::string::npos) return false;
    if (sign == '~')
      return fields.size() == 3 && or_dash(record::name(p.stage)) == fields[0] &&
             record::name(p.claim) == fields[1] && flags_of(p) == fields[2];
    if (fields.size() != 4 || parties_of(p) != sorted_parties(fields[3])) return false;
    return std::any_of(p.history.begin(), p.history.end(), [&](const record::PledgeStep& s) {
      return or_dash(record::name(s.stage)) == fields[0] && record::name(s.claim) == fields[1] &&
             or_dash(record::print(s.date)) == fields[2];
    });
  });
}

// A thing that names no domain of its own has that of its sentence, else of the title.
TEST(FindPledges, TakesTheDomainFromAroundTheThing) {
  const auto domain = [](const std::string& text, const std::string& title) {
    const std::vector<record::Pledge> pledges = read(text, "2024-05-10", title);
    return pledges.size() == 1 ? pledges[0].domain : describe(pledges);
  };
  EXPECT_EQ(
      domain("Norway and Sweden signed an agreement on 3 March 2024 on how banks settle.", ""),
      "finance");
  EXPECT_EQ(domain("Norway and Sweden signed an agreement on 3 March 2024.", "The Oslo railway"),
            "transport");
  EXPECT_EQ(domain("Norway and Sweden signed an agreement on 3 March 2024.", ""), "");
}

std::string sides_of(const std::string& text) {
  const std::vector<record::Pledge> pledges = read(text, "2024-05-10");
  if (pledges.size() != 1) return describe(pledges);
  std::string out;
  for (const auto* side : {&pledges[0].givers, &pledges[0].receivers}) {
    std::vector<std::string> codes = *side;
    std::sort(codes.begin(), codes.end());
    for (const std::string& code : codes) out += code + " ";
    if (side == &pledges[0].givers) out += "> ";
  }
  return out;
}

TEST(FindPledges, TellsWhoGivesWhom) {
  // Who signs does not give alone, though a firm stands for the other.
  EXPECT_EQ(sides_of("Norway signed a 25-billion-dollar deal for four Kenyan reactors."),
            "KEN NOR > KEN NOR ");
  EXPECT_EQ(sides_of("A shipping firm, with leave from Norway, delivered six radars to Kenya."),
            "NOR > KEN ");
  EXPECT_EQ(sides_of("Norway delivered six radars to Kenya."), "NOR > KEN ");
  // Whoever carries a satellite up does it for its owner.
  EXPECT_EQ(sides_of("Kenya launched its first satellite from Norway in May 2022."), "NOR > KEN ");
}

TEST(FindPledges, ReadsTheCases) {
  for (const tests::Case& one : tests::read_cases("reading/pledges.txt")) {
    const std::vector<record::Pledge> pledges = read(one.text, one.date);
    for (const std::string& line : one.expected) {
      const bool right =
          line == "= none" ? pledges.empty() : holds(pledges, line[0], line.substr(2));
      EXPECT_TRUE(right) << one.place << ": " << line << "\n  " << one.text << describe(pledges);
    }
  }
}

std::vector<std::string> parts(const std::string& text, char separator) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) out.push_back(part);
  return out;
}

// A pledge of the two states about one of the things has, or had, one of the stages.
bool tells(const std::vector<record::Pledge>& pledges, const std::string& stages,
           const std::string& things) {
  const auto any = [](const std::vector<std::string>& list, const auto& fits) {
    return std::any_of(list.begin(), list.end(), fits);
  };
  return std::any_of(pledges.begin(), pledges.end(), [&](const record::Pledge& pledge) {
    const bool about = any(parts(things, '|'), [&](const std::string& thing) {
      return pledge.what.find(thing) != std::string::npos;
    });
    const bool reached = any(parts(stages, '|'), [&](const std::string& stage) {
      const auto same = [&](record::Stage s) {
        return stage == (s == record::Stage::kNone ? "-" : record::name(s));
      };
      return same(pledge.stage) ||
             std::any_of(pledge.history.begin(), pledge.history.end(),
                         [&](const record::PledgeStep& step) { return same(step.stage); });
    });
    return about && reached && pledge.parties.size() == 2;
  });
}

TEST(FindPledges, KnowsManyWaysToPromiseAndToKeep) {
  std::ifstream in(std::string(SERVANDA_ROOT) + "/tests/cases/reading/ways/pledges.txt");
  std::string missed;
  int found = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> row = parts(line, '\t');
    ASSERT_EQ(row.size(), 3U) << line;
    if (tells(read(row[0], "2025-05-10"), row[1], row[2]))
      ++found;
    else
      missed.append("\n  ").append(row[0]);
  }
  EXPECT_GE(found, 86) << "of 101; missed:" << missed;
}

TEST(FindPledges, FindsNothingInAnEmptyDocument) { EXPECT_TRUE(read("", "2024-05-10").empty()); }

TEST(FindPledges, LeavesDatesUnknownWhereNothingTellsThem) {
  const auto pledges = read("Norway and Sweden signed a contract for twelve patrol boats.", "");
  ASSERT_EQ(pledges.size(), 1U);
  ASSERT_EQ(pledges[0].history.size(), 1U);
  EXPECT_FALSE(pledges[0].history[0].date.known());
}

TEST(FindPledges, JoinsEveryMentionOfOneThingHoweverOftenItIsTold) {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += "Norway signed a contract with Kenya for six coastal radars on 3 May 2021. ";
  const auto pledges = read(text, "2024-05-10");
  ASSERT_EQ(pledges.size(), 1U);
  EXPECT_EQ(pledges[0].history.size(), 1U);
}

TEST(FindPledges, LeavesTheArticlesOfATreatyToTheTreatyStage) {
  std::string text;
  for (int i = 1; i <= 6; ++i) {
    text += "Article " + std::to_string(i) +
            "\n\nNorway shall supply Kenya with six coastal radars.\n\n";
  }
  EXPECT_TRUE(read(text, "2024-05-10").empty());
}

TEST(PledgeWords, ReadsTheEmbeddedTables) {
  const auto words = PledgeWords::create();
  ASSERT_TRUE(words.ok()) << words.error().text();
  EXPECT_NE(words->verb("deliver"), nullptr);
  EXPECT_EQ(words->verb("photosynthesise"), nullptr);
  EXPECT_NE(words->kind("frigate"), nullptr);
}

}  // namespace
}  // namespace servanda::reading

// Forecasts, indicators, motives, findings and signals: the cases under tests/cases/reading, and
// what must hold for any text.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>

#include "servanda/language/engine.h"
#include "servanda/reading/page.h"
#include "servanda/reading/reader.h"
#include "tests/case_file.h"

namespace servanda::reading {
namespace {

struct Stages {
  language::Engine engine = language::Engine::create().value();
  actor::ActorFinder finder = actor::ActorFinder::create().value();
  event::Coder coder = event::Coder::create().value();
};

// "|" begins a new paragraph.
record::Reading read_text(std::string text, const std::string& date) {
  static const Stages stages;
  for (size_t at = text.find('|'); at != text.npos; at = text.find('|'))
    text.replace(at, 1, "\n\n");
  record::Document document;
  document.id = "d";
  document.text = text;
  document.date = record::parse_date(date).value();
  language::Engine::Workspace workspace;
  record::Parse parse;
  stages.engine.parse(text, workspace, parse);
  const auto mentions = stages.finder.find(document, parse);
  const auto times = language::find_times(text, parse, document.date);
  const auto amounts = language::find_amounts(text, parse);
  const event::Annotations annotations{document, parse, mentions, times, amounts};
  record::Reading reading = read(annotations, stages.coder.code(annotations));
  reading.document = std::move(document);
  return reading;
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  size_t at = 0;
  while (at <= line.size()) {
    const size_t end = std::min(line.find("; ", at), line.size());
    fields.push_back(line.substr(at, end - at));
    at = end + 2;
  }
  return fields;
}

// What a reading says, one line an item, in the form of the case files; the last field is matched
// as a part.
using Describe = std::function<std::vector<std::vector<std::string>>(const record::Reading&)>;

bool fits(const std::vector<std::string>& said, const std::vector<std::string>& expected) {
  if (said.size() < expected.size()) return false;
  for (size_t i = 0; i < expected.size(); ++i) {
    if (said[i] == expected[i]) continue;
    char* end = nullptr;
    const double value = std::strtod(expected[i].c_str(), &end);
    const bool number = end != expected[i].c_str() && *end == 0;
    if (number && std::abs(std::strtod(said[i].c_str(), nullptr) - value) <=
                      1e-6 * std::max(1.0, std::abs(value)))
      continue;
    const bool words = expected[i].find(' ') != std::string::npos &&
                       said[i].find(expected[i]) != std::string::npos;
    if (!words) return false;
  }
  return true;
}

void run_cases(const std::string& name, const Describe& describe) {
  const auto cases = tests::read_cases("reading/" + name + ".txt");
  for (const tests::Case& one : cases) {
    const auto said = describe(read_text(one.text, one.date));
    std::string all;
    for (const auto& item : said) {
      all.append("\n ");
      for (const std::string& field : item) all.append(" ").append(field).append(";");
    }
    const bool none = one.expected == std::vector<std::string>{"= none"};
    EXPECT_EQ(said.size(), none ? 0 : one.expected.size()) << one.place << ": " << one.text << all;
    if (none) continue;
    for (const std::string& line : one.expected) {
      const auto fields = fields_of(line.substr(2));
      EXPECT_TRUE(std::any_of(said.begin(), said.end(),
                              [&](const auto& item) { return fits(item, fields); }))
          << one.place << ": expected " << line << all;
    }
  }
  EXPECT_GE(cases.size(), 5u) << name;
}

std::string or_dash(std::string text) { return text.empty() ? "-" : text; }

std::string joined(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) out.append(out.empty() ? "" : " ").append(code);
  return out;
}

TEST(FindForecasts, FindsThoseOfTheCases) {
  run_cases("forecasts", [](const record::Reading& reading) {
    std::vector<std::vector<std::string>> said;
    for (const record::Forecast& f : reading.forecasts) {
      said.push_back({f.word, std::to_string(f.probability_low), std::to_string(f.probability_high),
                      f.by, or_dash(record::print(f.horizon)),
                      std::string(f.evidence.span.of(reading.document.text))});
    }
    return said;
  });
}

TEST(FindIndicators, FindsThoseOfTheCases) {
  run_cases("indicators", [](const record::Reading& reading) {
    std::vector<std::vector<std::string>> said;
    for (const record::Indicator& i : reading.indicators) {
      said.push_back({i.name, joined(i.dyad), record::print(i.period), std::to_string(i.value),
                      i.unit, i.change ? std::to_string(*i.change) : "-"});
    }
    return said;
  });
}

TEST(FindMotives, FindsThoseOfTheCases) {
  run_cases("motives", [](const record::Reading& reading) {
    std::vector<std::vector<std::string>> said;
    for (const record::Motive& m : reading.motives) {
      std::vector<std::string> codes;
      for (const record::Actor& actor : m.actors) codes.push_back(actor.code);
      said.push_back({joined(codes), m.purpose});
    }
    return said;
  });
}

TEST(FindFindings, FindsThoseOfTheCases) {
  run_cases("findings", [](const record::Reading& reading) {
    std::vector<std::vector<std::string>> said;
    for (const record::Finding& f : reading.findings) {
      said.push_back({f.treaty, or_dash(f.other), f.kind,
                      std::string(f.evidence.span.of(reading.document.text))});
    }
    return said;
  });
}

TEST(FindSignals, FindsThoseOfTheCases) {
  run_cases("signals", [](const record::Reading& reading) {
    std::vector<std::vector<std::string>> said;
    for (const record::Signal& s : reading.signals)
      said.push_back(
          {std::to_string(s.days), std::string(s.evidence.span.of(reading.document.text))});
    return said;
  });
}

// tests/cases/reading/ways/*.txt: ways to say one thing, a sentence a line, each read after
// `before`. Returns in how many something is found, and names the others.
int ways_found(const std::string& name, const std::string& before,
               const std::function<size_t(const record::Reading&, size_t)>& count,
               std::string& missed) {
  std::ifstream in(std::string(SERVANDA_ROOT) + "/tests/cases/reading/ways/" + name + ".txt");
  int found = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const bool any = count(read_text(before + line, "2024-05-10"), before.size()) > 0;
    found += any ? 1 : 0;
    if (!any) missed.append("\n  ").append(line);
  }
  return found;
}

TEST(FindFindings, KnowsManyWaysToSpeakOfATreaty) {
  std::string missed;
  const int found = ways_found(
      "findings",
      "Peru and Chile signed a treaty on 9 June 2023, which replaces an agreement of 1999. ",
      [](const record::Reading& reading, size_t from) {
        return std::count_if(reading.findings.begin(), reading.findings.end(),
                             [&](const record::Finding& f) { return f.evidence.span.end > from; });
      },
      missed);
  RecordProperty("found", found);
  EXPECT_GE(found, 158) << "of 184; missed:" << missed;
}

TEST(FindForecasts, KnowsManyWaysToExpect) {
  std::string missed;
  const int found = ways_found(
      "forecasts", "",
      [](const record::Reading& reading, size_t) { return reading.forecasts.size(); }, missed);
  RecordProperty("found", found);
  EXPECT_GE(found, 114) << "of 148; missed:" << missed;
}

TEST(FindMotives, KnowsManyWaysToWant) {
  std::string missed;
  const int found = ways_found(
      "motives", "", [](const record::Reading& reading, size_t) { return reading.motives.size(); },
      missed);
  RecordProperty("found", found);
  EXPECT_GE(found, 124) << "of 158; missed:" << missed;
}

TEST(FindTurns, ReadsWordingsThatNoRuleKnows) {
  const record::Reading reading = read_text(
      "Peru and Chile signed an agreement on ferries on 9 June 2023. Lima would rather have a "
      "bridge. A second ferry can hardly be built before 2030. The new agreement runs to nine "
      "pages, with "
      "a chapter on wrecks.",
      "2024-05-10");
  ASSERT_EQ(reading.motives.size(), 1U);
  EXPECT_EQ(reading.motives[0].actors[0].code, "PER");
  ASSERT_EQ(reading.forecasts.size(), 1U);
  EXPECT_LE(reading.forecasts[0].probability_high, 0.5);
  EXPECT_EQ(record::print(reading.forecasts[0].horizon), "2030");
  ASSERT_EQ(reading.findings.size(), 1U);
  EXPECT_EQ(reading.findings[0].kind, "has");
}

TEST(FindTurns, LeavesReportsOfASentenceToTheRules) {
  const record::Reading reading = read_text("Lima would rather have a bridge.", "2024-05-10");
  EXPECT_TRUE(reading.motives.empty());
}

TEST(FindMotives, LeavesOutWhatNeitherSideWants) {
  EXPECT_TRUE(
      read_text("Neither Peru nor Chile is keen to test the point.", "2024-05-10").motives.empty());
}

TEST(FindIndicators, DatesASumByTheEntryOfTheChronologyThatTellsIt) {
  const record::Reading reading = read_text(
      "Peru and Chile, a chronology\n\n2021\n\n- 3 May: Peru signs a contract with Chile worth "
      "$300 million.\n\n- 9 June: The first ship arrives.",
      "2024-05-10");
  ASSERT_EQ(reading.indicators.size(), 1U);
  EXPECT_EQ(record::print(reading.indicators[0].period), "2021-05-03");
}

TEST(ReadRows, LeavesOutRemarksAndSplitsAtTabs) {
  const auto rows = read_rows("# remark\n\na b\tc\nlast\t");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0], (std::vector<std::string_view>{"a b", "c"}));
  EXPECT_EQ(rows[1], (std::vector<std::string_view>{"last", ""}));
}

TEST(Reader, FindsNothingInAnEmptyText) {
  const record::Reading reading = read_text("", "2024-05-10");
  EXPECT_TRUE(reading.forecasts.empty() && reading.indicators.empty() && reading.motives.empty());
  EXPECT_TRUE(reading.findings.empty() && reading.signals.empty());
}

TEST(Reader, KeepsAllEvidenceInsideTheText) {
  std::string text;
  for (int i = 0; i < 40; ++i)
    text +=
        "the treaty, which it aims to be unlikely in 2030 \xE2\x80\x9C of $5 billion in trade "
        "three days before ";
  const record::Reading reading = read_text(text, "2024-05-10");
  const auto inside = [&](const record::Evidence& evidence) {
    EXPECT_LT(evidence.span.begin, evidence.span.end);
    EXPECT_LE(evidence.span.end, text.size());
  };
  for (const auto& item : reading.forecasts) inside(item.evidence);
  for (const auto& item : reading.indicators) inside(item.evidence);
  for (const auto& item : reading.motives) inside(item.evidence);
  for (const auto& item : reading.findings) inside(item.evidence);
  for (const auto& item : reading.signals) inside(item.evidence);
}

}  // namespace
}  // namespace servanda::reading

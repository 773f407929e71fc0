// Amounts: the cases, and what must hold for any text.
#include "servanda/language/amounts.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <sstream>

#include "servanda/language/engine.h"
#include "tests/case_file.h"

namespace servanda::language {
namespace {

std::vector<record::Amount> amounts(std::string_view text) {
  static const Engine engine = Engine::create().value();
  Engine::Workspace workspace;
  record::Parse parse;
  engine.parse(text, workspace, parse);
  return find_amounts(text, parse);
}

std::string describe(const record::Amount& amount, std::string_view text) {
  constexpr std::array<std::string_view, 7> kNames = {
      "exact", "about", "at_least", "more_than", "at_most", "less_than", "range"};
  std::ostringstream out;
  out << amount.value << ' ' << amount.unit << ' '
      << kNames[static_cast<size_t>(amount.approximation)] << " .." << amount.upper << " ["
      << amount.span.of(text) << "]";
  return out.str();
}

bool fits(const record::Amount& amount, const std::string& expected) {
  constexpr std::array<std::string_view, 7> kNames = {
      "exact", "about", "at_least", "more_than", "at_most", "less_than", "range"};
  std::istringstream in(expected);
  std::string value, unit, word, approximation = "exact";
  in >> value >> unit;
  double upper = std::stod(value);
  while (in >> word) {
    if (word.starts_with("..")) {
      upper = std::stod(word.substr(2));
    } else {
      approximation = word;
    }
  }
  const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-9 * std::abs(b); };
  return near(amount.value, std::stod(value)) && near(amount.upper, upper) && amount.unit == unit &&
         kNames[static_cast<size_t>(amount.approximation)] == approximation;
}

// tests/cases/language/amounts.txt: a sentence, then all its amounts.
TEST(FindAmounts, FindsTheAmountsOfTheCases) {
  const auto cases = tests::read_cases("language/amounts.txt");
  for (const tests::Case& one : cases) {
    const auto found = amounts(one.text);
    std::string all;
    for (const record::Amount& amount : found)
      all.append("\n  ").append(describe(amount, one.text));
    const bool none = one.expected == std::vector<std::string>{"= none"};
    EXPECT_EQ(found.size(), none ? 0 : one.expected.size()) << one.place << ": " << one.text << all;
    for (size_t i = 0; !none && i < std::min(found.size(), one.expected.size()); ++i) {
      EXPECT_TRUE(fits(found[i], one.expected[i].substr(2)))
          << one.place << ": expected " << one.expected[i] << all;
    }
  }
  EXPECT_GT(cases.size(), 25u);
}

TEST(FindAmounts, SpansAmountAndApproximator) {
  const std::string text = "Trade reached only around $2.4 billion last May.";
  const auto found = amounts(text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].span.of(text), "only around $2.4 billion");
}

TEST(FindAmounts, FindsNothingInAnEmptyText) { EXPECT_TRUE(amounts("").empty()); }

TEST(FindAmounts, SurvivesLongRunsOfNumbers) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "$9 million to ";
  EXPECT_FALSE(amounts(text).empty());
}

}  // namespace
}  // namespace servanda::language

// Reads the case files of tests/cases/: a text, then what it must give.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace servanda::tests {

struct Case {
  std::string text, date = "2024-05-10";
  std::string place;                  // file and line of the text
  std::vector<std::string> expected;  // lines that begin with "=", "!" or "~", whole
};

// Cases stand between blank lines. "@2021-06-30" above a text gives the date of its document, "#"
// begins a remark.
inline std::vector<Case> read_cases(const std::string& name) {
  const std::string path = std::string(SERVANDA_ROOT) + "/tests/cases/" + name;
  std::ifstream in(path);
  EXPECT_TRUE(in.good()) << path;
  std::vector<Case> cases;
  Case current;
  int number = 0;
  const auto finish = [&] {
    if (!current.text.empty()) cases.push_back(std::move(current));
    current = Case();
  };
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty()) {
      finish();
    } else if (line[0] == '@') {
      current.date = line.substr(1);
    } else if (line[0] == '=' || line[0] == '!' || line[0] == '~') {
      current.expected.push_back(line);
    } else if (line[0] != '#') {
      current.text = line;
      current.place = name + ":" + std::to_string(number);
    }
  }
  finish();
  EXPECT_FALSE(cases.empty()) << path;
  return cases;
}

}  // namespace servanda::tests

// Documents without a date get the one that their text implies; the cases stand in
// tests/cases/language.
#include "servanda/language/document_date.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "servanda/language/engine.h"

namespace servanda::language {
namespace {

DocumentDate infer(const std::string& text) {
  static const Engine engine = Engine::create().value();
  Engine::Workspace workspace;
  record::Parse parse;
  engine.parse(text, workspace, parse);
  return infer_document_date(text, parse);
}

TEST(InferDocumentDate, GivesTheDatesOfTheCaseFile) {
  std::ifstream in(SERVANDA_ROOT "/tests/cases/language/document_dates.txt");
  ASSERT_TRUE(in);
  std::string text;
  int cases = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("| ")) text.append(text.empty() ? "" : "\n").append(line.substr(2));
    if (!line.starts_with("= ")) continue;
    SCOPED_TRACE(text);
    const size_t space = line.find(' ', 2);
    const std::string date = line.substr(2, space == std::string::npos ? space : space - 2);
    const DocumentDate found = infer(text);
    EXPECT_EQ(found.date.known() ? record::print(found.date) : "unknown", date) << found.basis;
    if (space == std::string::npos) {
      EXPECT_EQ(found.basis, "");
    } else {
      EXPECT_TRUE(found.basis.starts_with("inferred: ")) << found.basis;
      EXPECT_NE(found.basis.find(line.substr(space + 1)), std::string::npos) << found.basis;
    }
    text.clear();
    ++cases;
  }
  EXPECT_GE(cases, 12);
}

TEST(InferDocumentDate, LeavesAnEmptyTextUndated) {
  EXPECT_FALSE(infer("").date.known());
  EXPECT_EQ(infer("").basis, "");
}

}  // namespace
}  // namespace servanda::language

// Runs the cases of tests/cases/treaty: structure, norms and changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "servanda/treaty/compare.h"
#include "servanda/treaty/norms.h"
#include "servanda/treaty/reader.h"

namespace servanda::treaty {
namespace {

std::vector<std::string> lines_of(const std::string& name) {
  std::ifstream file(std::string(SERVANDA_ROOT "/tests/cases/treaty/") + name);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// White space as one blank.
std::string level(const std::string& text) {
  std::istringstream words(text);
  std::string out;
  for (std::string word; words >> word;) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string or_dash(std::string text) {
  std::replace(text.begin(), text.end(), ' ', '_');
  return text.empty() ? "-" : text;
}

std::string part_of(const record::Provision& provision, const std::string& key) {
  if (key == "modality") return std::string(name(provision.modality));
  if (key == "strength") return or_dash(provision.strength);
  if (key == "addressee") return or_dash(provision.addressee);
  if (key == "act") return or_dash(provision.act);
  if (key == "commitment") return or_dash(provision.commitment);
  if (key == "trigger") return or_dash(provision.trigger);
  if (key == "promptness") return or_dash(provision.promptness);
  if (key == "condition") return or_dash(provision.condition);
  if (key == "agreement") return provision.needs_agreement ? "yes" : "no";
  if (key == "field") return provision.fields.empty() ? "-" : provision.fields.front();
  return "no such key";
}

// Reads each clause of a file as a provision and gives it with its obligations and with what is
// expected of it to `check`. Returns how many there were.
template <typename Check>
int read_clauses(const std::string& file, const Check& check) {
  std::string text;
  int cases = 0;
  for (const std::string& line : lines_of(file)) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] != '=') {
      text = line;
      continue;
    }
    ++cases;
    record::Provision provision;
    provision.text = text;
    record::Obligations obligations;
    Lead lead;
    read_norm(provision, "", obligations, lead);
    check(provision, obligations, line.substr(2));
  }
  return cases;
}

TEST(TreatyCases, NormsAreReadAsTheCasesSay) {
  const int cases =
      read_clauses("norms.txt", [](const record::Provision& provision, const record::Obligations&,
                                   const std::string& expected) {
        std::istringstream words(expected);
        for (std::string key, value; words >> key >> value;)
          EXPECT_EQ(part_of(provision, key), value) << key << " of: " << provision.text;
      });
  EXPECT_GE(cases, 60);
}

std::string names_of(const record::Obligations& obligations) {
  std::vector<std::string> names;
  if (obligations.defense) names.emplace_back("defense");
  if (obligations.offense) names.emplace_back("offense");
  if (obligations.neutrality) names.emplace_back("neutrality");
  if (obligations.nonaggression) names.emplace_back("nonaggression");
  if (obligations.consultation) names.emplace_back("consultation");
  return names.empty() ? "none" : joined(names);
}

TEST(TreatyCases, ClausesCarryTheObligationsThatTheCasesSay) {
  const int cases = read_clauses(
      "commitments.txt", [](const record::Provision& provision,
                            const record::Obligations& obligations, const std::string& expected) {
        EXPECT_EQ(names_of(obligations), expected) << provision.text;
      });
  EXPECT_GE(cases, 109);
}

TEST(TreatyCases, ChangesAreNamedAsTheCasesSay) {
  record::Provision a, b;
  int cases = 0;
  for (const std::string& line : lines_of("changes.txt")) {
    record::Obligations obligations;
    Lead lead;
    if (line.starts_with("A: ")) {
      a = {}, a.text = line.substr(3);
      read_norm(a, "", obligations, lead);
    } else if (line.starts_with("B: ")) {
      b = {}, b.text = line.substr(3);
      read_norm(b, "", obligations, lead);
    } else if (line.starts_with("= ")) {
      ++cases;
      const Change change = change_between(a, b, 0.5);
      EXPECT_EQ(name(change.relation), line.substr(2)) << a.text << "\n"
                                                       << b.text << "\n"
                                                       << change.why;
      EXPECT_FALSE(change.why.empty());
    }
  }
  EXPECT_GE(cases, 12);
}

struct StructureCase {
  std::string text;
  std::vector<std::string> wanted;
};

std::vector<StructureCase> structure_cases() {
  std::vector<StructureCase> cases;
  bool inside = false;
  for (const std::string& line : lines_of("structure.txt")) {
    if (line == "====") {
      if (!inside) cases.emplace_back();
      inside = !inside;
    } else if (inside) {
      cases.back().text += line + "\n";
    } else if (line.starts_with("= ")) {
      cases.back().wanted.push_back(line.substr(2));
    }
  }
  return cases;
}

void expect(const record::Treaty& treaty, const std::string& wanted) {
  const std::string key = wanted.substr(0, wanted.find(' '));
  const std::string value = key.size() < wanted.size() ? wanted.substr(key.size() + 1) : "";
  if (key == "title") {
    EXPECT_EQ(treaty.title, value);
  }
  if (key == "recitals") {
    EXPECT_EQ(std::to_string(treaty.recitals.size()), value);
  }
  if (key == "silent") {
    EXPECT_EQ(joined(treaty.warnings), "");
  }
  if (key == "articles") {
    std::vector<std::string> numbers;
    for (const record::Article& article : treaty.articles) numbers.push_back(article.number);
    EXPECT_EQ(joined(numbers), value);
  }
  if (key == "ids") {
    std::vector<std::string> ids;
    for (const record::Provision& provision : treaty.provisions) ids.push_back(provision.id);
    EXPECT_EQ(joined(ids), value);
  }
  if (key == "text") {
    const std::string id = value.substr(0, value.find(' '));
    const auto found = std::find_if(treaty.provisions.begin(), treaty.provisions.end(),
                                    [&](const record::Provision& one) { return one.id == id; });
    ASSERT_NE(found, treaty.provisions.end()) << id;
    EXPECT_EQ(level(found->text), value.substr(id.size() + 1));
  }
  if (key == "norm") {  // id, then keys and values as in norms.txt
    std::istringstream words(value);
    std::string id, name, said;
    words >> id;
    const auto found = std::find_if(treaty.provisions.begin(), treaty.provisions.end(),
                                    [&](const record::Provision& one) { return one.id == id; });
    ASSERT_NE(found, treaty.provisions.end()) << id;
    while (words >> name >> said) EXPECT_EQ(part_of(*found, name), said) << name << " of " << id;
  }
  if (key == "warns") {
    const bool said = std::any_of(
        treaty.warnings.begin(), treaty.warnings.end(),
        [&](const std::string& warning) { return warning.find(value) != std::string::npos; });
    EXPECT_TRUE(said) << value << " is not said, but: " << joined(treaty.warnings);
  }
}

// The first line of each treaty in a text.
std::string parts_of(const std::string& text) {
  std::string titles;
  for (const base::Span part : treaties_in(text)) {
    const std::string words(part.of(text));
    titles += (titles.empty() ? "" : "; ") + words.substr(0, words.find('\n'));
  }
  return titles;
}

TEST(TreatyCases, StructureIsReadAsTheCasesSay) {
  const std::vector<StructureCase> cases = structure_cases();
  EXPECT_GE(cases.size(), 15u);
  for (const StructureCase& one : cases) {
    SCOPED_TRACE(one.text);
    record::Document document;
    document.text = one.text;
    const record::Treaty treaty = read_treaty(document);
    for (const std::string& wanted : one.wanted) {
      expect(treaty, wanted);
      if (wanted.starts_with("parts ")) {
        EXPECT_EQ(parts_of(one.text), wanted.substr(6));
      }
    }
  }
}

}  // namespace
}  // namespace servanda::treaty

// Tests of the table of known names: what the lists have is found by its words, and what they lack
// is not.
#include "name_table.h"

#include <gtest/gtest.h>

#include <string_view>

#include "servanda/embedded/kOrganisations.h"
#include "servanda/language/features.h"
#include "servanda/language/known_names.h"
#include "servanda/language/tokens.h"
#include "servanda/record/parse.h"

namespace servanda::tools {
namespace {

using language::KnownNames;

uint8_t kind_in(const NameTable& table, std::string_view name) {
  const KnownNames names{table.cells.data(), table.first_words.data(),
                         static_cast<uint32_t>(table.cells.size() - 1)};
  record::Parse parse;
  language::split(name, parse);
  uint64_t hash = 0;
  for (const record::Token& token : parse.tokens) {
    const uint64_t word = language::features_of(token.span.of(name)).word;
    if (hash == 0 && !names.may_begin(word)) return 0;
    hash = KnownNames::extend(hash, word);
  }
  return names.find(hash);
}

TEST(NameTable, HasTheNamesOfItsListsUnderTheFirstKindOfEach) {
  const NameTable table =
      make_name_table({"# what\tplace\nNorland Grain\tcompany\nOrvia\tplace\nStray\tnothing\n",
                       "Orvia\tcounty\nSud's\tchain"},
                      "Ilse Varga\tNOR\tGOV\tperson\nBern Bay\tNOR\t\tcity\n");
  EXPECT_NE(kind_in(table, "norland grain"), 0);
  EXPECT_EQ(kind_in(table, "Norland"), 0);
  EXPECT_EQ(kind_in(table, "Norland Grain Board"), 0);
  EXPECT_NE(kind_in(table, "Bern Bay"), 0);
  EXPECT_EQ(kind_in(table, "Ilse Varga"), 0);
  EXPECT_EQ(kind_in(table, "Stray"), 0);
  EXPECT_NE(kind_in(table, "Sud's"), 0);
  const NameTable county = make_name_table({"Orvia\tcounty\n"}, "");
  EXPECT_NE(kind_in(table, "Orvia"), kind_in(county, "Orvia"));
}

// Every line of the list has a kind that the table knows.
TEST(NameTable, TakesEveryOrganisationOfTheList) {
  const std::string_view list = embedded::kOrganisations();
  const NameTable table = make_name_table({list}, "");
  size_t count = 0;
  for (size_t at = 0; at < list.size();) {
    const std::string_view line = list.substr(at, list.find('\n', at) - at);
    at += line.size() + 1;
    if (line[0] == '#') continue;
    ++count;
    EXPECT_NE(kind_in(table, line.substr(0, line.find('\t'))), 0) << line;
  }
  EXPECT_GT(count, 2000u);
}

}  // namespace
}  // namespace servanda::tools

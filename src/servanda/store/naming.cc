// Fills and checks the table of the states that each document names.
#include "servanda/store/naming.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/record/filing.h"
#include "servanda/store/state.h"

namespace servanda::store {
namespace {

// States as actors, as parties of a pledge, in the dyad of a figure, and in the name of a treaty
// ("RUS-IRN 2001"), one row a document and state. {0} is the first document.
constexpr std::string_view kStates =
    "SELECT document, code, min(role) AS role FROM (SELECT document, code, 'acts' AS role FROM "
    "actors WHERE document >= {0} UNION ALL SELECT document, "
    "unnest(string_split(concat_ws(' ', givers, receivers, parties), ' ')) AS code, 'named' FROM "
    "pledges WHERE document >= {0} UNION ALL SELECT document, unnest(string_split(dyad, ' ')), "
    "'named' FROM indicators WHERE document >= {0} UNION ALL SELECT document, "
    "unnest(string_split(replace(treaty, '-', ' '), ' ')), 'named' FROM findings WHERE document >= "
    "{0}) WHERE length(code) = 3 GROUP BY document, code";

constexpr std::string_view kFilings =
    "SELECT key, extra FROM documents WHERE key >= {} AND contains(extra, '[\"dyad\",')";

constexpr size_t kRowsAtOnce = 1000;

struct Filing {
  int64_t document = 0;
  std::string pair;
};

base::Result<std::vector<Filing>> filings(Database& database, int64_t first_key) {
  std::vector<Filing> all;
  Rows rows = SERVANDA_TRY(database.query(fmt::format(fmt::runtime(kFilings), first_key)));
  while (SERVANDA_TRY(rows.next())) {
    record::Document document;
    document.extra = extra_of(rows.text(1));
    std::vector<std::string> codes = record::filed_under(document);
    if (codes.empty()) continue;
    std::sort(codes.begin(), codes.end());
    all.push_back({rows.integer(0), join_codes(codes)});
  }
  return all;
}

}  // namespace

base::Result<void> fill_naming(Database& database, int64_t first_key) {
  SERVANDA_TRY(database.run(fmt::format("INSERT INTO naming {} ORDER BY document, code",
                                        fmt::format(fmt::runtime(kStates), first_key))));
  const std::vector<Filing> filed = SERVANDA_TRY(filings(database, first_key));
  // Not through an appender, which writes to no table of a ledger that is only read; the codes are
  // capital letters.
  for (size_t at = 0; at < filed.size(); at += kRowsAtOnce) {
    std::string rows;
    for (size_t i = at; i < std::min(filed.size(), at + kRowsAtOnce); ++i)
      rows += fmt::format("{}({}, '{}', '{}')", rows.empty() ? "" : ", ", filed[i].document,
                          filed[i].pair, kFiled);
    SERVANDA_TRY(database.run("INSERT INTO naming VALUES " + rows));
  }
  return {};
}

base::Result<int64_t> wrong_namings(Database& database) {
  const std::string states = fmt::format(fmt::runtime(kStates), 0);
  Rows rows = SERVANDA_TRY(database.query(fmt::format(
      "SELECT (SELECT count(*) FROM (({0}) EXCEPT ALL SELECT * FROM naming)) + (SELECT count(*) "
      "FROM (SELECT * FROM naming WHERE role <> 'filed' EXCEPT ALL ({0})))",
      states)));
  SERVANDA_TRY(rows.next());
  int64_t wrong = rows.integer(0);
  std::vector<Filing> expected = SERVANDA_TRY(filings(database, 0));
  Rows filed = SERVANDA_TRY(
      database.query("SELECT document, code FROM naming WHERE role = 'filed' ORDER BY document"));
  std::sort(expected.begin(), expected.end(),
            [](const Filing& a, const Filing& b) { return a.document < b.document; });
  size_t at = 0;
  while (SERVANDA_TRY(filed.next())) {
    const bool right = at < expected.size() && expected[at].document == filed.integer(0) &&
                       expected[at].pair == filed.text(1);
    if (right)
      ++at;
    else
      ++wrong;
  }
  return wrong + static_cast<int64_t>(expected.size() - at);
}

}  // namespace servanda::store

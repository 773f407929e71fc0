// Reads rows of other event data sets: GDELT 1.0 and 2.0, ICEWS, POLECAT, UCDP GED, ACLED, and
// plain tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/observation.h"

namespace servanda::exchange {

enum class DataSet : uint8_t {
  kGdelt = 0,
  kIcews = 1,
  kPolecat = 2,
  kGed = 3,
  kAcled = 4,
  kPlain = 5,
  kFigures = 6
};

// "gdelt", "icews", "polecat", "ged", "acled", "plain", "figures"; nullopt for other words.
std::optional<DataSet> parse_data_set(std::string_view name);
std::string_view name(DataSet data_set);

// How the files of a data set are written.
struct TableForm {
  char separator = 0;  // 0: see guess_separator
  bool quotes = true;
};
TableForm form_of(DataSet data_set, std::string_view first_line);

// Tells the data set from the columns of its first row; nullopt if it is none that is known. Rows
// of GDELT have no header: 57, 58 or 61 columns that begin with a number and a date.
std::optional<DataSet> recognise(const std::vector<std::string>& first_row);

// Turns rows into observations.
//
//   RowReader reader = SERVANDA_TRY(RowReader::create(DataSet::kIcews, header));
//   record::Observation observation = SERVANDA_TRY(reader.read(row));
class RowReader {
 public:
  // `first_row` is the header, or the first row of a table that has none. Errors: kRefused with the
  // column that is missing.
  static base::Result<RowReader> create(DataSet data_set,
                                        const std::vector<std::string>& first_row);
  // True if the first row was data, not a header.
  bool first_row_is_data() const { return headless_; }
  // Errors: kRejected with what is wrong with the row: too few fields, a date that is none, a count
  // that is none.
  base::Result<record::Observation> read(const std::vector<std::string>& row) const;
  // For kFigures.
  base::Result<record::Figure> read_figure(const std::vector<std::string>& row) const;

 private:
  RowReader() = default;
  size_t column(std::string_view name) const;
  std::string_view field(const std::vector<std::string>& row, size_t column) const;
  base::Result<record::Observation> read_gdelt(const std::vector<std::string>& row) const;
  base::Result<record::Observation> read_icews(const std::vector<std::string>& row) const;
  base::Result<record::Observation> read_polecat(const std::vector<std::string>& row) const;
  base::Result<record::Observation> read_ged(const std::vector<std::string>& row) const;
  base::Result<record::Observation> read_acled(const std::vector<std::string>& row) const;
  base::Result<record::Observation> read_plain(const std::vector<std::string>& row) const;

  DataSet data_set_ = DataSet::kPlain;
  bool headless_ = false;
  std::vector<std::string>
      names_;  // of the columns, folded: lower case, without blanks and underscores
  std::vector<size_t> columns_;  // those that the data set needs, in the order of its list
};

}  // namespace servanda::exchange

// Reads tables of other data sets, plain or compressed with gzip.
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

#include "servanda/exchange/delimited.h"
#include "servanda/exchange/event_tables.h"
#include "servanda/service/exports.h"

namespace servanda::service {
namespace {

// What a table may hold once decompressed: a year of GDELT is 2 GB, a bomb is more.
constexpr size_t kMostBytes = size_t{4} << 30;

base::Result<std::string> table_text(const std::string& path) {
  gzFile file = path == "-" ? gzdopen(0, "rb") : gzopen(path.c_str(), "rb");
  if (file == nullptr) return base::Error{base::ErrorCode::kRefused, "cannot be opened", path};
  std::string text;
  std::vector<char> buffer(1 << 20);
  int got = 0;
  while ((got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) {
    text.append(buffer.data(), static_cast<size_t>(got));
    if (text.size() > kMostBytes) break;
  }
  int code = Z_OK;
  const std::string reason = gzerror(file, &code);
  gzclose(file);
  if (text.size() > kMostBytes)
    return base::Error{base::ErrorCode::kRefused, "holds more than 4 GB: split it", path};
  if (got < 0 || code < 0)
    return base::Error{base::ErrorCode::kRefused,
                       fmt::format("cannot be read to its end: {}", reason), path};
  if (text.starts_with("PK"))
    return base::Error{base::ErrorCode::kRefused, "is a ZIP archive: unpack it first", path};
  if (text.find('\0') != std::string::npos)
    return base::Error{base::ErrorCode::kRefused, "is no table of text", path};
  return text;
}

struct Rows {
  std::vector<record::Observation> observations;
  std::vector<record::Figure> figures;
};

class Importer {
 public:
  Importer(const TableImport& options, const std::function<void(const base::Error&)>& reject)
      : options_(options), reject_(reject) {}

  base::Result<void> add_file(const std::string& path) {
    const std::string text = SERVANDA_TRY(table_text(path));
    const std::string_view head = std::string_view(text).substr(0, text.find('\n'));
    exchange::DelimitedText first(head, exchange::guess_separator(head));
    if (!first.next()) return base::Error{base::ErrorCode::kRefused, "is empty", path};
    SERVANDA_TRY(choose(first.fields(), path));
    const exchange::TableForm form = exchange::form_of(*data_set_, head);
    exchange::DelimitedText table(text, form.separator, form.quotes);
    table.next();
    auto reader = exchange::RowReader::create(*data_set_, table.fields());
    if (!reader) return base::Error{reader.error().code, reader.error().message, path};
    if (reader->first_row_is_data()) add_row(*reader, table, path);
    while (table.next()) add_row(*reader, table, path);
    if (table.broken())
      reject(path, table.line(), "a quotation mark is never closed: what follows it is lost");
    return {};
  }

  exchange::DataSet data_set() const { return data_set_.value_or(exchange::DataSet::kPlain); }
  Rows take() { return std::move(rows_); }
  uint64_t rejected() const { return rejected_; }

 private:
  base::Result<void> choose(const std::vector<std::string>& first_row, const std::string& path) {
    const auto found = options_.data_set.empty() ? exchange::recognise(first_row)
                                                 : exchange::parse_data_set(options_.data_set);
    if (!found) {
      return base::Error{base::ErrorCode::kRefused,
                         "is of no kind that is known by its columns: say which with --format "
                         "(gdelt, icews, polecat, ged, acled, plain, figures)",
                         path};
    }
    if (data_set_ && *data_set_ != *found) {
      return base::Error{
          base::ErrorCode::kRefused,
          fmt::format("is {} where the files before it are {}: import them one by one",
                      exchange::name(*found), exchange::name(*data_set_)),
          path};
    }
    data_set_ = found;
    return {};
  }

  void reject(const std::string& path, uint64_t line, std::string message) {
    ++rejected_;
    if (reject_)
      reject_({base::ErrorCode::kRejected, std::move(message), fmt::format("{}:{}", path, line)});
  }

  void add_row(const exchange::RowReader& reader, const exchange::DelimitedText& table,
               const std::string& path) {
    if (*data_set_ == exchange::DataSet::kFigures) {
      auto figure = reader.read_figure(table.fields());
      if (figure)
        rows_.figures.push_back(std::move(figure).value());
      else
        reject(path, table.line(), figure.error().message);
      return;
    }
    auto observation = reader.read(table.fields());
    if (observation)
      rows_.observations.push_back(std::move(observation).value());
    else
      reject(path, table.line(), observation.error().message);
  }

  const TableImport& options_;
  const std::function<void(const base::Error&)>& reject_;
  std::optional<exchange::DataSet> data_set_;
  Rows rows_;
  uint64_t rejected_ = 0;
};

}  // namespace

base::Result<ImportCounts> import_tables(store::Store& store, const std::vector<std::string>& paths,
                                         const TableImport& options,
                                         const std::function<void(const base::Error&)>& reject) {
  Importer importer(options, reject);
  for (const std::string& path : paths) SERVANDA_TRY(importer.add_file(path));
  ImportCounts counts;
  counts.data_set = exchange::name(importer.data_set());
  counts.as = options.as.empty() ? counts.data_set : options.as;
  counts.rejected = importer.rejected();
  if (!options.replace) {
    for (const store::Store::DataSetRow& row : SERVANDA_TRY(store.data_sets())) {
      if (row.source != counts.as) continue;
      return base::Error{base::ErrorCode::kUsage,
                         fmt::format("{} rows stand under this name already: give another one with "
                                     "--as, or take them out with --replace",
                                     row.rows),
                         counts.as};
    }
  }
  const Rows rows = importer.take();
  const bool figures = importer.data_set() == exchange::DataSet::kFigures;
  if (rows.observations.empty() && rows.figures.empty()) {
    return base::Error{base::ErrorCode::kRefused, "no row could be read",
                       paths.empty() ? "" : paths.front()};
  }
  counts.added =
      SERVANDA_TRY(figures ? store.add_figures(counts.as, rows.figures, options.replace)
                           : store.add_observations(counts.as, rows.observations, options.replace));
  SERVANDA_TRY(store.checkpoint());
  return counts;
}

}  // namespace servanda::service

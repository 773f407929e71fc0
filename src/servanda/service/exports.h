// Exports a ledger into a folder that says by its hashes whether it is whole, and makes a ledger
// out of one.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/progress.h"
#include "servanda/base/result.h"
#include "servanda/record/filter.h"
#include "servanda/store/store.h"

namespace servanda::service {

enum class ExportFormat : uint8_t {
  kCsv = 0,
  kParquet = 1,
  kPlover = 2,
  kFollowTheMoney = 3,
  kGraphml = 4
};

struct ExportedFile {
  std::string name;
  uint64_t bytes = 0;
  uint64_t rows = 0;
  std::string sha256;
};

// Writes the ledger into a new folder: CSV and Parquet all tables, the others the events that the
// filter asks for, with the user's corrections applied. Beside the files stand manifest.json and
// SHA256SUMS. The folder is there whole or not at all. Errors: kStore (the folder is there already,
// the disk is full), kUsage (a filter with CSV or Parquet).
base::Result<std::vector<ExportedFile>> export_ledger(store::Store& store,
                                                      const std::string& folder,
                                                      ExportFormat format,
                                                      const record::Filter& filter);

// What is wrong with an exported folder, one sentence each; empty: every file is as it was written.
// Errors: kRefused if there is no SHA256SUMS, or a line of it cannot be read.
base::Result<std::vector<std::string>> verify_export(const std::string& folder);

// Makes a new ledger out of a folder of CSV or Parquet, after verifying it. Errors: kRefused with
// what is wrong.
base::Result<store::Store> import_ledger(const std::string& path, const std::string& folder);

struct TableImport {
  std::string data_set;  // "gdelt", ...; empty: told by the columns
  std::string as;        // the name under which the rows stand; empty: the data set's
  bool replace = false;
};

struct ImportCounts {
  std::string data_set, as;
  uint64_t added = 0, rejected = 0;
};

// Reads tables of another data set (plain or compressed with gzip) into the ledger, kept apart by
// name. A row that cannot be read is told to `reject` and the rest goes on. Errors: kRefused for a
// table that is none, kUsage if rows of that name are there already, kStore.
base::Result<ImportCounts> import_tables(store::Store& store, const std::vector<std::string>& paths,
                                         const TableImport& options,
                                         const std::function<void(const base::Error&)>& reject);

}  // namespace servanda::service

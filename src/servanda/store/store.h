// The ledger file: one DuckDB database that keeps readings, a user's edits and data of others. The
// only code that says SQL.
//
//   Store store = Store::create("russia-iran.servanda").value();
//   store.add(readings);                                           // one transaction; returns when
//   it is on the disk std::vector<record::Reading> about = store.readings({.a = "RUS", .b =
//   "IRN"}).value();
//
// Errors of all functions: kStore with the file and what is wrong with it, or the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/edit.h"
#include "servanda/record/observation.h"
#include "servanda/record/reading.h"
#include "servanda/store/database.h"

namespace servanda::store {

// A pledge's wording, and the document that it stands in.
struct Wording {
  int64_t document = 0;  // documents.key
  std::string what;
};

// What of the documents to load: all, or what an account of acts or of pledges is made from, with
// the texts to quote.
enum class Parts : uint8_t { kAll, kEvents, kPledges };

// Which documents to load. Empty codes: no condition.
struct Selection {
  std::string a, b;  // documents that speak of both
  // Besides, of the pledges of one of the two alone those that it returns, with nothing else of
  // their documents: another document may tell of the same thing with both. Is given the pledges of
  // the documents that speak of both, and those of one; empty: none is loaded.
  std::function<std::vector<Wording>(std::vector<Wording> of_both, std::vector<Wording> of_one)>
      asides;
  Parts parts = Parts::kAll;
  bool treaties = false;  // besides, texts of numbered articles, whomever they name
  std::vector<std::string> ids;
  record::DayNumber until =
      std::numeric_limits<record::DayNumber>::max();  // published by then, or undated
  bool with_text = true;                              // texts and what is only needed to show them
};

using Observation = record::Observation;
using Figure = record::Figure;

// A result of `sql`: all values as text, with the names and the types of the columns.
struct Table {
  struct Column {
    std::string name;
    bool number = false;
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;
  bool cut = false;  // there were more rows than asked for
};

// Counts by month (year * 12 + month - 1) of what happened, in all dyads and in each of the fullest
// ones.
struct MonthlyCounts {
  struct Dyad {
    std::string a, b;  // a < b
    double total = 0;
    std::vector<std::pair<int32_t, double>> months;  // in no order
  };
  std::vector<std::pair<int32_t, double>> all;  // by month
  std::vector<Dyad> dyads;                      // fullest first
  int32_t first_published = 0,
          last_published =
              0;  // months of the first and the last document with a day; 0 if none has
};

struct SourceRow {
  std::string id, title, date, source, path, sha256, media_type;
  int64_t bytes = 0, events = 0, pledges = 0;
};

class Store {
 public:
  // Makes a new ledger; refuses a file that is there.
  static base::Result<Store> create(const std::string& path);
  // Refuses a file that is no ledger, is one of a newer version, or is held by another process (and
  // says by which).
  static base::Result<Store> open(const std::string& path, Access access);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // How a document stands to the ledger before it is read: reading is what costs time.
  enum class Presence : uint8_t { kNew, kThere, kOtherContent };
  base::Result<Presence> presence(const record::Document& document);

  // Adds readings in one transaction: when it returns they are on the disk, all of them; on an
  // error none. Documents that are there already are left out. Returns how many were added.
  base::Result<uint64_t> add(std::span<const record::Reading> readings);
  // Moves the log into the main file. Called at the end of a command.
  base::Result<void> checkpoint();

  base::Result<std::vector<record::Reading>> readings(const Selection& selection);
  base::Result<std::vector<SourceRow>> sources();
  base::Result<uint64_t> document_count();

  base::Result<std::vector<record::Edit>> edits();
  // True if there is an event, pledge or forecast with this id.
  base::Result<bool> has_record(const std::string& id);
  base::Result<int64_t> add_edit(const record::Edit& edit);

  // Adds rows of a data set in one transaction; with `replace` what an earlier import of that name
  // brought is taken out in the same transaction. Returns how many were added.
  base::Result<uint64_t> add_observations(const std::string& source,
                                          std::span<const Observation> observations,
                                          bool replace = false);
  base::Result<uint64_t> add_figures(const std::string& source, std::span<const Figure> figures,
                                     bool replace = false);
  // Takes out what an import brought.
  base::Result<void> remove_import(const std::string& source);
  base::Result<std::vector<Observation>> observations(const std::string& source,
                                                      const std::string& a, const std::string& b);
  base::Result<std::vector<std::pair<std::string, Figure>>> figures();

  // Counts the ledger's own events (reports, not occurrences), or the observations of a data set.
  base::Result<MonthlyCounts> monthly_counts(const std::string& data_set, record::DayNumber until,
                                             size_t most_dyads);
  struct DataSetRow {
    std::string source;
    int64_t rows = 0;
    std::string first, last;
  };
  // The data sets that were imported, with the dates that they span.
  base::Result<std::vector<DataSetRow>> data_sets();

  // Runs one SELECT: no writing, no files, at most `most_rows` rows; asks `stop` while it runs.
  // Errors: kUsage for what is no SELECT or names what is not there; kInterrupted if stopped.
  base::Result<Table> sql(const std::string& query, uint64_t most_rows,
                          const std::function<bool()>& stop);

  // Writes a table to a new file, in the order of its rows. Format: "parquet" or "csv". Returns the
  // number of rows.
  base::Result<uint64_t> copy_table(std::string_view table, const std::string& path,
                                    std::string_view format);
  // Makes a new ledger out of the files TABLE.FORMAT that copy_table wrote into a folder; all of it
  // or nothing.
  static base::Result<Store> create_from(const std::string& path, const std::string& folder,
                                         std::string_view format);
  // The tables that make up a ledger, for copy_table.
  static const std::vector<std::string_view>& tables();

  // Reads everything and returns what is wrong, one sentence each; empty: sound.
  base::Result<std::vector<std::string>> check();

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  base::Result<void> upgrade();
  base::Result<void> name_states();
  base::Result<void> load_ids();
  base::Result<std::vector<int64_t>> choose_documents(const Selection& selection);
  base::Result<std::vector<int64_t>> choose_asides(const Selection& selection,
                                                   const std::vector<int64_t>& keys);
  base::Result<void> append(std::span<const record::Reading* const> readings);
  std::unique_ptr<State> state_;
};

}  // namespace servanda::store

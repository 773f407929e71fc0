// Adds documents to a ledger and loads accounts.
#include "servanda/service/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <unordered_map>

#include "servanda/import/read.h"
#include "servanda/ledger/edits.h"
#include "servanda/ledger/occurrences.h"
#include "servanda/ledger/pledges.h"
#include "servanda/record/filing.h"
#include "servanda/service/dossier.h"
#include "servanda/service/import_file.h"
#include "servanda/service/ordered.h"

namespace servanda::service {
namespace {

namespace fs = std::filesystem;

bool is_json_lines(const std::string& path) {
  return path.ends_with(".jsonl") || path.ends_with(".ndjson");
}

// Gives the documents of all paths, one after the other; what cannot be read is rejected on the
// way.
class DocumentReader {
 public:
  DocumentReader(const std::vector<std::string>& paths,
                 const std::function<void(base::Error)>& reject)
      : reject_(reject) {
    for (const std::string& path : paths) expand(path);
  }

  uint64_t total_bytes() const { return total_bytes_; }
  uint64_t bytes_read() const { return bytes_read_; }
  // Where the document stands that next() gave last: FILE:LINE in JSON lines, else its file.
  std::string place_of(const record::Document& document) const {
    return lines_ == nullptr ? document.path : fmt::format("{}:{}", path_, line_);
  }

  std::optional<record::Document> next() {
    while (true) {
      if (lines_ != nullptr) {
        if (std::optional<record::Document> document = next_line()) return document;
        continue;
      }
      if (files_.empty()) return std::nullopt;
      const std::string path = files_.front();
      files_.pop_front();
      if (path == "-" || is_json_lines(path)) {
        open_lines(path);
        continue;
      }
      if (std::optional<record::Document> document = whole_file(path)) return document;
    }
  }

 private:
  void expand(const std::string& path) {
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) {
      files_.push_back(path);
      if (path != "-") total_bytes_ += size_of(path);
      return;
    }
    std::vector<std::string> found;
    for (fs::recursive_directory_iterator
             it(path, fs::directory_options::skip_permission_denied, error),
         end;
         !error && it != end; it.increment(error)) {
      const bool hidden = describes_a_folder(it->path().filename().string());
      std::error_code ignored;
      if (hidden && it->is_directory(ignored)) it.disable_recursion_pending();
      if (!hidden && it->is_regular_file(ignored)) found.push_back(it->path().string());
    }
    if (error)
      reject_(
          {base::ErrorCode::kRejected, fmt::format("cannot be listed: {}", error.message()), path});
    std::sort(found.begin(), found.end());
    for (std::string& file : found) {
      total_bytes_ += size_of(file);
      files_.push_back(std::move(file));
    }
  }

  static uint64_t size_of(const std::string& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    return error ? 0 : size;
  }

  void open_lines(const std::string& path) {
    path_ = path;
    line_ = 0;
    if (path == "-") {
      lines_ = &std::cin;
      return;
    }
    file_ = std::ifstream(path, std::ios::binary);
    if (!file_) {
      reject_({base::ErrorCode::kRejected, "cannot be opened", path});
      return;
    }
    lines_ = &file_;
  }

  std::optional<record::Document> next_line() {
    std::string line;
    if (!std::getline(*lines_, line)) {
      if (lines_->bad()) reject_({base::ErrorCode::kRejected, "cannot be read to its end", path_});
      lines_ = nullptr;
      return std::nullopt;
    }
    ++line_;
    bytes_read_ += line.size() + 1;
    if (line.find_first_not_of(" \t\r") == std::string::npos) return std::nullopt;
    auto document = import::read_json_line(line, {.path = path_, .line = line_});
    if (document) return std::move(document).value();
    reject_(document.error());
    return std::nullopt;
  }

  std::optional<record::Document> whole_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes;
    if (file) bytes.assign(std::istreambuf_iterator<char>(file), {});
    if (!file && bytes.empty()) {
      reject_({base::ErrorCode::kRejected, "cannot be opened", path});
      return std::nullopt;
    }
    bytes_read_ += bytes.size();
    auto document = import_bytes(bytes, {.path = path});
    if (document) return std::move(document).value();
    reject_(document.error());
    return std::nullopt;
  }

  std::function<void(base::Error)> reject_;
  std::deque<std::string> files_;
  std::ifstream file_;
  std::istream* lines_ = nullptr;
  std::string path_;
  uint64_t line_ = 0, total_bytes_ = 0;
  std::atomic<uint64_t> bytes_read_ =
      0;  // the writing side reports it while the reading side counts
};

}  // namespace

base::Result<AddCounts> add_paths(store::Store& store, const Pipeline& pipeline,
                                  const std::vector<std::string>& paths, const AddOptions& options,
                                  const AddCallbacks& callbacks, const base::Cancel& cancel) {
  AddCounts counts;
  std::mutex
      reporting;  // rejections come from the reading side, acknowledgements from the writing side
  const auto reject = [&](base::Error error) {
    std::lock_guard lock(reporting);
    ++counts.rejected;
    if (callbacks.reject) callbacks.reject(error);
  };
  const auto tell_if_to_come = [&](const record::Document& document) {
    const record::Date& date = document.date;
    if (!callbacks.doubt || !date.known() || date.open_begin ||
        record::first_day(date) <= options.today)
      return;
    std::lock_guard lock(reporting);
    callbacks.doubt({base::ErrorCode::kRejected,
                     fmt::format("is dated {}, which is yet to come; it is added with that date",
                                 record::print(date)),
                     document.id});
  };
  // What a text tells of as done cannot be later than the text: one of the two dates is wrong.
  const auto tell_if_contradictory = [&](const record::Reading& reading) {
    const record::Date& written = reading.document.date;
    if (!callbacks.doubt || !written.known() || written.open_end ||
        reading.document.date_basis.starts_with("inferred"))
      return;
    const auto later =
        std::find_if(reading.events.begin(), reading.events.end(), [&](const record::Event& event) {
          return event.status == record::Status::kActual && event.date.known() &&
                 !event.date.open_begin && !event.date.interval &&
                 event.date.precision() == record::Precision::kDay &&
                 record::first_day(event.date) > record::last_day(written) + 1;
        });
    if (later == reading.events.end()) return;
    std::lock_guard lock(reporting);
    callbacks.doubt(
        {base::ErrorCode::kRejected,
         fmt::format("is dated {} and is read as telling of {} as past: look at the two dates; "
                     "both are kept",
                     record::print(written), record::print(later->date)),
         reading.document.id});
  };
  DocumentReader reader(paths, reject);
  std::optional<base::Error> failure;
  std::mutex store_lock;  // presence() and add() use one connection; guards `failure` too

  std::unordered_map<std::string, std::string> taken;  // id -> content, of this run
  const std::function<std::optional<record::Document>()> next =
      [&]() -> std::optional<record::Document> {
    while (!cancel.requested()) {
      std::optional<record::Document> document = reader.next();
      if (!document) return std::nullopt;
      if (!says_its_date(*document) && options.date.known())
        document->date = options.date, document->date_basis = "given with --date";
      if (!options.dyad.empty() && record::filed_under(*document).empty())
        document->extra.emplace_back("dyad", '"' + options.dyad + '"');
      std::lock_guard lock(store_lock);
      const auto presence = store.presence(*document);
      if (!presence) {
        failure = presence.error();
        return std::nullopt;
      }
      auto found = *presence;
      if (found == store::Store::Presence::kNew) {
        const auto [earlier, first] = taken.emplace(document->id, document->sha256);
        if (first) {
          tell_if_to_come(*document);
          return document;
        }
        found = earlier->second == document->sha256 ? store::Store::Presence::kThere
                                                    : store::Store::Presence::kOtherContent;
      }
      if (found == store::Store::Presence::kThere) {
        ++counts.there;
      } else {
        reject({base::ErrorCode::kRejected,
                fmt::format("the id {} stands for another text in the ledger already: give this "
                            "one another id",
                            document->id),
                reader.place_of(*document)});
      }
    }
    return std::nullopt;
  };

  std::vector<record::Reading> batch;
  uint64_t batch_bytes = 0, done = 0;
  const auto write = [&]() -> bool {
    if (batch.empty()) return true;
    std::lock_guard lock(store_lock);
    const auto added = store.add(batch);
    if (!added) {
      failure = added.error();
      return false;
    }
    counts.added += *added;
    counts.there += batch.size() - *added;
    std::vector<std::string> ids;
    for (const record::Reading& reading : batch) {
      counts.events += reading.events.size();
      ids.push_back(reading.document.id);
    }
    batch.clear();
    batch_bytes = 0;
    if (callbacks.acknowledge) callbacks.acknowledge(ids);
    return true;
  };
  const std::function<bool(record::Reading)> sink = [&](record::Reading reading) {
    tell_if_contradictory(reading);
    batch_bytes += reading.document.text.size();
    batch.push_back(std::move(reading));
    ++done;
    if (callbacks.progress)
      callbacks.progress(reader.bytes_read(), reader.total_bytes(),
                         fmt::format("{} documents, bytes read", done));
    {
      std::lock_guard lock(store_lock);
      if (failure) return false;
    }
    return (batch.size() < options.batch_documents && batch_bytes < options.batch_bytes) || write();
  };
  const std::function<std::function<record::Reading(record::Document)>()> make_worker = [&] {
    auto workspace =
        std::make_shared<Pipeline::Workspace>();  // shared only because std::function copies
    return [&pipeline, workspace](record::Document document) {
      return pipeline.read(std::move(document), *workspace);
    };
  };
  run_ordered<record::Document, record::Reading>(thread_count(options.threads), next, make_worker,
                                                 sink);
  if (!failure) write();
  if (failure) return *failure;
  if (auto moved = store.checkpoint(); !moved) return moved.error();
  if (cancel.requested())
    return base::Error{
        base::ErrorCode::kInterrupted,
        fmt::format("stopped: {} documents were added and stay; run the command again to go on",
                    counts.added),
        ""};
  return counts;
}

std::function<std::vector<store::Wording>(std::vector<store::Wording>, std::vector<store::Wording>)>
wanted_asides() {
  return [](std::vector<store::Wording> of_both, std::vector<store::Wording> of_one) {
    const auto texts = [](const std::vector<store::Wording>& wordings) {
      std::vector<std::string> all;
      for (const store::Wording& wording : wordings) all.push_back(wording.what);
      return all;
    };
    const std::vector<bool> may = ledger::may_concern(texts(of_both), texts(of_one));
    std::vector<store::Wording> wanted;
    for (size_t i = 0; i < of_one.size(); ++i) {
      if (may[i]) wanted.push_back(std::move(of_one[i]));
    }
    return wanted;
  };
}

base::Result<ledger::Account> load_account(store::Store& store, ledger::AccountOptions options,
                                           store::Parts parts) {
  std::vector<record::Reading> readings = SERVANDA_TRY(
      store.readings({.a = options.a,
                      .b = options.b,
                      .asides = parts == store::Parts::kEvents ? nullptr : wanted_asides(),
                      .parts = parts,
                      .until = options.as_of}));
  // What a treaty lays down is no report of an act.
  std::erase_if(readings,
                [](const record::Reading& reading) { return is_treaty(reading.document); });
  options.edits = SERVANDA_TRY(store.edits());
  options.with_occurrences = parts != store::Parts::kPledges;
  return ledger::build_account(std::move(readings), {}, options);
}

base::Result<std::vector<record::Reading>> load_events(store::Store& store,
                                                       const record::Filter& filter) {
  store::Selection selection;
  // One actor asked for narrows what is loaded; the filter decides.
  if (filter.actors.size() == 1)
    selection.a = filter.actors[0].substr(0, filter.actors[0].find(':'));
  std::vector<record::Reading> readings = SERVANDA_TRY(store.readings(selection));
  const ledger::Edits edits(SERVANDA_TRY(store.edits()));
  edits.apply(readings);
  std::erase_if(readings, [&](record::Reading& reading) {
    if (!record::matches_source(filter, ledger::publisher_of(reading.document))) return true;
    std::erase_if(reading.events,
                  [&](const record::Event& event) { return !record::matches(filter, event); });
    return reading.events.empty();
  });
  return readings;
}

}  // namespace servanda::service

// Writes into a folder beside the place, verifies, and renames.
#include "servanda/service/exports.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "servanda/base/json.h"
#include "servanda/base/sha256.h"
#include "servanda/exchange/graphs.h"
#include "servanda/exchange/reading_json.h"
#include "servanda/service/ledger.h"
#include "servanda/service/whole_file.h"

namespace servanda::service {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormatNames[] = {"csv", "parquet", "plover", "ftm", "graphml"};

base::Error failed(const std::string& path, std::string message) {
  return {base::ErrorCode::kStore, std::move(message), path};
}

base::Result<std::string> sha256_of_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed(path, fmt::format("cannot be opened: {}", std::strerror(errno)));
  struct stat status {};
  const bool known = ::fstat(file, &status) == 0;
  const auto size = static_cast<size_t>(status.st_size);
  if (known && size == 0) {
    ::close(file);
    return base::hex(base::sha256(""));
  }
  void* bytes = known ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (bytes == MAP_FAILED) return failed(path, "cannot be read");
  const std::string hash = base::hex(base::sha256({static_cast<const char*>(bytes), size}));
  ::munmap(bytes, size);
  return hash;
}

bool has_filter(const record::Filter& filter) {
  return filter.since.known() || filter.until.known() || !filter.actors.empty() ||
         !filter.types.empty() || !filter.domains.empty() || !filter.statuses.empty() ||
         !filter.sources.empty();
}

// Readings with the events that are asked for; documents without any stay, so that an export holds
// what was read.
base::Result<std::vector<ExportedFile>> write_records(store::Store& store,
                                                      const std::string& folder,
                                                      ExportFormat format,
                                                      const record::Filter& filter) {
  const std::vector<record::Reading> readings = SERVANDA_TRY(load_events(store, filter));
  std::string text;
  uint64_t rows = 0;
  std::string name;
  if (format == ExportFormat::kPlover) {
    name = "events.jsonl";
    base::JsonWriter json;
    for (const record::Reading& reading : readings) {
      for (const record::Event& event : reading.events) {
        json.clear();
        exchange::write_json(json, event, reading.document.text);
        text += json.text();
        text += '\n';
        ++rows;
      }
    }
  } else if (format == ExportFormat::kFollowTheMoney) {
    name = "entities.ftm.json";
    exchange::FollowTheMoneyWriter writer;
    for (const record::Reading& reading : readings) writer.add(reading, text);
    writer.finish(text);
    rows = static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
  } else {
    name = "events.graphml";
    exchange::GraphmlWriter writer;
    text = exchange::GraphmlWriter::head();
    for (const record::Reading& reading : readings)
      writer.add(reading, text), rows += reading.events.size();
    writer.finish(text);
  }
  SERVANDA_TRY(write_whole_file(folder + "/" + name, text));
  return std::vector<ExportedFile>{{name, text.size(), rows, ""}};
}

base::Result<std::vector<ExportedFile>> write_tables(store::Store& store, const std::string& folder,
                                                     ExportFormat format) {
  const std::string_view ending = kFormatNames[static_cast<size_t>(format)];
  std::vector<ExportedFile> files;
  for (const std::string_view table : store::Store::tables()) {
    ExportedFile file{.name = fmt::format("{}.{}", table, ending)};
    const std::string path = folder + "/" + file.name;
    file.rows = SERVANDA_TRY(store.copy_table(table, path, ending));
    SERVANDA_TRY(flush_to_disk(path));
    files.push_back(std::move(file));
  }
  return files;
}

base::Result<void> write_manifest(const std::string& folder, ExportFormat format,
                                  std::vector<ExportedFile>& files) {
  base::JsonWriter json;
  json.begin_object()
      .key("program")
      .value("servanda")
      .key("manifest")
      .value(1)
      .key("format")
      .value(kFormatNames[static_cast<size_t>(format)]);
  json.key("files").begin_array();
  std::string sums;
  for (ExportedFile& file : files) {
    const std::string path = folder + "/" + file.name;
    std::error_code error;
    file.bytes = fs::file_size(path, error);
    if (error) return failed(path, error.message());
    file.sha256 = SERVANDA_TRY(sha256_of_file(path));
    json.begin_object()
        .key("name")
        .value(file.name)
        .key("bytes")
        .value(file.bytes)
        .key("rows")
        .value(file.rows)
        .key("sha256")
        .value(file.sha256)
        .end_object();
    sums += fmt::format("{}  {}\n", file.sha256, file.name);
  }
  json.end_array().end_object();
  const std::string manifest = json.text() + "\n";
  sums += fmt::format("{}  manifest.json\n", base::hex(base::sha256(manifest)));
  SERVANDA_TRY(write_whole_file(folder + "/manifest.json", manifest));
  return write_whole_file(folder + "/SHA256SUMS", sums);
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

base::Result<std::vector<ExportedFile>> export_ledger(store::Store& store,
                                                      const std::string& folder,
                                                      ExportFormat format,
                                                      const record::Filter& filter) {
  const bool tables = format == ExportFormat::kCsv || format == ExportFormat::kParquet;
  if (tables && has_filter(filter)) {
    return base::Error{
        base::ErrorCode::kUsage,
        "csv and parquet hold the whole ledger: filters go with plover, ftm and graphml", "export"};
  }
  std::error_code error;
  if (fs::exists(folder, error))
    return failed(folder, "is there already: an export goes into a new folder");
  std::string trimmed = folder;
  while (trimmed.size() > 1 && trimmed.back() == '/') trimmed.pop_back();
  const std::string part = trimmed + ".part";
  fs::remove_all(part, error);  // of a run that was cut off
  if (!fs::create_directory(part, error) || error)
    return failed(part, fmt::format("cannot be made: {}", error ? error.message() : "it is there"));
  const auto write = [&]() -> base::Result<std::vector<ExportedFile>> {
    std::vector<ExportedFile> files = SERVANDA_TRY(
        tables ? write_tables(store, part, format) : write_records(store, part, format, filter));
    SERVANDA_TRY(write_manifest(part, format, files));
    SERVANDA_TRY(flush_to_disk(part));
    SERVANDA_TRY(rename_durably(part, trimmed));
    return files;
  };
  auto files = write();
  if (!files) fs::remove_all(part, error);
  return files;
}

base::Result<std::vector<std::string>> verify_export(const std::string& folder) {
  const std::string sums = folder + "/SHA256SUMS";
  std::ifstream file(sums, std::ios::binary);
  if (!file)
    return base::Error{base::ErrorCode::kRefused, "is no export: there is no SHA256SUMS in it",
                       folder};
  std::vector<std::string> wrong;
  std::vector<std::string> named = {"SHA256SUMS"};
  std::string line;
  uint64_t number = 0;
  while (std::getline(file, line)) {
    ++number;
    if (line.size() < 67 || !is_hash(std::string_view(line).substr(0, 64)) ||
        line.substr(64, 2) != "  " || line.find('/') != std::string::npos) {
      return base::Error{base::ErrorCode::kRefused, "is no line of a hash and a name",
                         fmt::format("{}:{}", sums, number)};
    }
    const std::string name = line.substr(66), path = folder + "/" + name;
    named.push_back(name);
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
      wrong.push_back(fmt::format("{} is missing", name));
      continue;
    }
    const auto hash = sha256_of_file(path);
    if (!hash)
      wrong.push_back(fmt::format("{} cannot be read", name));
    else if (*hash != line.substr(0, 64))
      wrong.push_back(fmt::format("{} is not as it was written", name));
  }
  if (number == 0) return base::Error{base::ErrorCode::kRefused, "names no file", sums};
  std::error_code error;
  std::vector<std::string> strangers;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (std::find(named.begin(), named.end(), name) == named.end()) strangers.push_back(name);
  }
  std::sort(strangers.begin(), strangers.end());
  for (const std::string& name : strangers)
    wrong.push_back(fmt::format("{} is no part of the export", name));
  return wrong;
}

base::Result<store::Store> import_ledger(const std::string& path, const std::string& folder) {
  const std::vector<std::string> wrong = SERVANDA_TRY(verify_export(folder));
  if (!wrong.empty())
    return base::Error{base::ErrorCode::kRefused, fmt::format("is damaged: {}", wrong.front()),
                       folder};
  std::string format;
  for (const std::string_view ending : {"csv", "parquet"}) {
    std::error_code error;
    if (fs::exists(fmt::format("{}/documents.{}", folder, ending), error)) format = ending;
  }
  if (format.empty())
    return base::Error{
        base::ErrorCode::kRefused,
        "holds no tables of a ledger: it was exported as another format than csv or parquet",
        folder};
  {
    auto made = store::Store::create_from(path, folder, format);
    if (!made) return made.error();
  }
  // Opened again, so that the version is checked as for any ledger.
  auto opened = store::Store::open(path, store::Access::kWrite);
  if (!opened) {
    std::remove(path.c_str());
    return opened.error();
  }
  const std::vector<std::string> faults = SERVANDA_TRY(opened->check());
  if (faults.empty()) return opened;
  { const store::Store closed = std::move(opened).value(); }
  std::remove(path.c_str());
  return base::Error{base::ErrorCode::kRefused,
                     fmt::format("holds a ledger that is not sound: {}", faults.front()), folder};
}

}  // namespace servanda::service

// Walks files and folders and imports what is there.
#include "servanda/service/dossier.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string_view>
#include <system_error>

#include "servanda/import/read.h"
#include "servanda/service/import_file.h"

namespace servanda::service {
namespace {

namespace fs = std::filesystem;

class Gatherer {
 public:
  explicit Gatherer(const std::function<void(const base::Error&)>& reject) : reject_(reject) {}

  // Lists the files of a path: itself, or what a folder holds.
  void list(const std::string& path) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files_.push_back(path);
      return;
    }
    std::vector<std::string> files;
    fs::recursive_directory_iterator at(path, fs::directory_options::skip_permission_denied, error),
        end;
    for (; !error && at != end; at.increment(error)) {
      const std::string name = at->path().filename().string();
      if (describes_a_folder(name)) {
        if (at->is_directory(error)) at.disable_recursion_pending();
        continue;
      }
      if (at->is_regular_file(error)) files.push_back(at->path().string());
    }
    if (error)
      refuse({base::ErrorCode::kRejected, "the folder cannot be read: " + error.message(), path});
    std::sort(files.begin(), files.end());
    files_.insert(files_.end(), files.begin(), files.end());
  }

  Dossier read(const base::Progress& progress, const base::Cancel& cancel) {
    for (size_t i = 0; i < files_.size() && !cancel.requested(); ++i) {
      add_file(files_[i]);
      if (progress) progress(i + 1, files_.size(), "files opened");
    }
    return std::move(dossier_);
  }

 private:
  void refuse(base::Error error) {
    ++dossier_.rejected;
    reject_(error);
  }

  void add(base::Result<record::Document> read, const std::string& place) {
    if (!read) {
      refuse(read.error());
      return;
    }
    record::Document document = std::move(read).value();
    const auto [known, fresh] = numbers_.emplace(document.id, dossier_.documents.size());
    if (fresh) {
      dossier_.documents.push_back(std::move(document));
      return;
    }
    if (dossier_.documents[known->second].text == document.text) return;
    refuse(
        {base::ErrorCode::kRejected,
         fmt::format("another document has the id {}; give this one an id of its own", document.id),
         place});
  }

  void add_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      refuse({base::ErrorCode::kRejected, fmt::format("cannot be opened: {}", std::strerror(errno)),
              path});
      return;
    }
    std::ostringstream content;
    content << file.rdbuf();
    const std::string bytes = std::move(content).str();
    if (!path.ends_with(".jsonl") && !path.ends_with(".ndjson")) {
      add(import_bytes(bytes, {.path = path}), path);
      return;
    }
    uint64_t number = 0;
    for (size_t at = 0; at < bytes.size();) {
      size_t end = bytes.find('\n', at);
      if (end == std::string::npos) end = bytes.size();
      const std::string_view line = std::string_view(bytes).substr(at, end - at);
      at = end + 1;
      ++number;
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      add(import::read_json_line(line, {.path = path, .line = number}),
          fmt::format("{}:{}", path, number));
    }
  }

  const std::function<void(const base::Error&)>& reject_;
  std::vector<std::string> files_;
  Dossier dossier_;
  std::map<std::string, size_t> numbers_;  // by document id
};

}  // namespace

bool describes_a_folder(std::string_view name) {
  // A ledger may stand in the folder that it is made from.
  if (name.ends_with(".servanda") || name.ends_with(".servanda.wal")) return true;
  return name.starts_with('.') || name == "SOURCE.md" || name == "README.md" || name == "README" ||
         name == "LICENSE";
}

Dossier gather(const std::vector<std::string>& paths,
               const std::function<void(const base::Error&)>& reject,
               const base::Progress& progress, const base::Cancel& cancel) {
  Gatherer gatherer(reject);
  for (const std::string& path : paths) gatherer.list(path);
  return gatherer.read(progress, cancel);
}

}  // namespace servanda::service

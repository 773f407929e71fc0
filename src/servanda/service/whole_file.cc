// Writes beside the place, then renames.
#include "servanda/service/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace servanda::service {
namespace {

base::Error failed(const std::string& path, const char* what) {
  return {base::ErrorCode::kStore, fmt::format("{}: {}", what, std::strerror(errno)), path};
}

std::string folder_of(const std::string& path) {
  std::string trimmed = path;
  while (trimmed.size() > 1 && trimmed.back() == '/') trimmed.pop_back();
  const size_t slash = trimmed.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : trimmed.substr(0, slash);
}

}  // namespace

base::Result<void> flush_to_disk(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed(path, "cannot be opened");
  const bool flushed = ::fsync(file) == 0;
  const int reason = errno;
  ::close(file);
  errno = reason;
  if (!flushed) return failed(path, "cannot be moved to the disk");
  return {};
}

base::Result<void> rename_durably(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return failed(to, "cannot be put in place");
  return flush_to_disk(folder_of(to));
}

base::Result<void> write_whole_file(const std::string& path, std::string_view text) {
  const std::string part = path + ".part";
  const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return failed(path, "cannot be written");
  bool good = true;
  for (size_t at = 0; good && at < text.size();) {
    const ssize_t wrote = ::write(file, text.data() + at, text.size() - at);
    if (wrote < 0 && errno == EINTR) continue;
    good = wrote > 0;
    if (good) at += static_cast<size_t>(wrote);
  }
  good = good && ::fsync(file) == 0;
  const int reason = errno;
  good = (::close(file) == 0) && good;
  if (!good) {
    std::remove(part.c_str());
    errno = reason;
    return failed(path, "cannot be written");
  }
  return rename_durably(part, path);
}

}  // namespace servanda::service

// What the commands share: errors, progress, reading of files.
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>

#include "commands.h"
#include "input.h"

namespace servanda::apps {

int report(const base::Error& error) {
  fmt::print(stderr, "servanda: {}\n", error.text());
  return static_cast<int>(error.code);
}

base::Progress progress_to_stderr(const Common& common) {
  if (common.quiet) return {};
  const bool terminal = isatty(STDERR_FILENO) != 0;
  using Clock = std::chrono::steady_clock;
  const auto every = terminal ? std::chrono::milliseconds(200) : std::chrono::milliseconds(10'000);
  auto last = std::make_shared<Clock::time_point>(Clock::now());
  const auto start = Clock::now();
  return [terminal, every, last, start](uint64_t done, uint64_t total, std::string_view what) {
    const auto now = Clock::now();
    if (now - *last < every) return;
    *last = now;
    const double seconds = std::chrono::duration<double>(now - start).count();
    std::string line = fmt::format("servanda: {}: {}", what, done);
    if (total > 0 && done > 0) {
      const double left = seconds * static_cast<double>(total - done) / static_cast<double>(done);
      line += fmt::format(" of {}, about {:.0f} s left", total, left);
    }
    fmt::print(stderr, fmt::runtime(terminal ? "\r{}\x1b[K" : "{}\n"), line);
    if (terminal && done == total) fmt::print(stderr, "\n");
  };
}

base::Result<std::string> read_file(const std::string& path) {
  if (path == "-") {
    std::string bytes(std::istreambuf_iterator<char>(std::cin), {});
    const auto* input = dynamic_cast<const InterruptibleInput*>(std::cin.rdbuf());
    if (input != nullptr && input->interrupted())
      return base::Error{base::ErrorCode::kInterrupted, "interrupted", "standard input"};
    return bytes;
  }
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return base::Error{base::ErrorCode::kRefused,
                       "is a folder: name its files (`servanda add` and `servanda brief` take "
                       "folders)",
                       path};
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr)
    return base::Error{base::ErrorCode::kRefused,
                       fmt::format("cannot be opened: {}", std::strerror(errno)), path};
  std::string bytes;
  char buffer[1 << 16];
  size_t got = 0;
  while ((got = std::fread(buffer, 1, sizeof buffer, file)) > 0) bytes.append(buffer, got);
  const int failed = std::ferror(file) != 0 ? errno : 0;
  std::fclose(file);
  if (failed != 0)
    return base::Error{base::ErrorCode::kRefused,
                       fmt::format("cannot be read: {}", std::strerror(failed)), path};
  return bytes;
}

}  // namespace servanda::apps

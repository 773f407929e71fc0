// Writes a file whole or not at all.
#include "model_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace servanda::tools {

base::Result<void> write_bytes(const std::string& path, const std::string& bytes) {
  std::error_code ignored;
  const bool in_place =
      std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored);
  const std::string part = in_place ? path : path + ".part";
  std::ofstream out(part, std::ios::binary);
  out << bytes;
  out.close();
  if (out && (in_place || std::rename(part.c_str(), path.c_str()) == 0)) return {};
  const std::string reason = std::strerror(errno);
  if (!in_place) std::remove(part.c_str());
  return base::Error{base::ErrorCode::kRefused, "cannot be written: " + reason, path};
}

}  // namespace servanda::tools

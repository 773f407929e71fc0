// Writes files so that they are there whole or not at all, even if the disk is full or the power
// goes.
#pragma once

#include <string>
#include <string_view>

#include "servanda/base/result.h"

namespace servanda::service {

// Writes `path`.part, moves it to the disk (fsync), renames it and moves the folder's entry to the
// disk. Errors: kStore with the path and the reason; what stood at the path before stays.
base::Result<void> write_whole_file(const std::string& path, std::string_view text);

// Moves a file or folder that others wrote to the disk. Errors: kStore.
base::Result<void> flush_to_disk(const std::string& path);

// Renames, and moves the entry of the folder to the disk. Errors: kStore.
base::Result<void> rename_durably(const std::string& from, const std::string& to);

}  // namespace servanda::service

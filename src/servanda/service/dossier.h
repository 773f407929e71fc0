// Gathers documents out of files and folders.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/progress.h"
#include "servanda/base/result.h"
#include "servanda/record/document.h"

namespace servanda::service {

struct Dossier {
  std::vector<record::Document> documents;  // in the order of the paths; within a folder by name
  uint64_t rejected = 0;
};

// True for names that hold no document when a folder is read: hidden ones, ledgers, SOURCE.md,
// README.md, README, LICENSE.
bool describes_a_folder(std::string_view name);

// Reads files of every format that `servanda read` knows, JSON lines, and folders with all that is
// in them. What describes a folder is left out. Two documents with one id and the same words count
// once; with other words the later one is rejected. What cannot be read is told to `reject` and the
// rest goes on. Stops between two files when `cancel` asks for it, with what it has.
Dossier gather(const std::vector<std::string>& paths,
               const std::function<void(const base::Error&)>& reject,
               const base::Progress& progress, const base::Cancel& cancel);

}  // namespace servanda::service

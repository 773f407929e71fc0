// Gathers documents out of files and folders.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/document.h"

namespace servanda::service {

struct Dossier {
  std::vector<record::Document> documents;  // in the order of the paths; within a folder by name
  uint64_t rejected = 0;
};

// Reads files of every format that `servanda read` knows, JSON lines, and folders with all that is in them. Left out of
// folders: hidden files and the notes SOURCE.md, README.md and LICENSE that describe a folder. Two documents with one id
// and the same words count once; with other words the later one is rejected.
// What cannot be read is told to `reject` and the rest goes on.
Dossier gather(const std::vector<std::string>& paths, const std::function<void(const base::Error&)>& reject);

}  // namespace servanda::service

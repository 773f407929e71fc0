// What an open ledger holds in memory. For the files of store/ alone.
#pragma once

#include <string>
#include <unordered_map>

#include "servanda/store/store.h"

namespace servanda::store {

struct Store::State {
  std::string path;
  Database database;
  std::unordered_map<std::string, std::string> content_by_id;  // documents.id -> sha256
  bool ids_loaded = false;
  int64_t next_key = 1;
  bool names_states = true;  // there is a table `naming`: not yet if a ledger of version 1 is read

  base::Error wrong(base::Error error) const {
    if (error.place.empty()) error.place = path;
    return error;
  }
};

// What a document's column `extra` holds.
std::vector<std::pair<std::string, std::string>> extra_of(const std::string& text);

// Lists in one text column. Codes are parted by blanks; spans are "begin,end;begin,end".
std::string join_codes(const std::vector<std::string>& codes);
std::vector<std::string> split_codes(std::string_view text);

}  // namespace servanda::store

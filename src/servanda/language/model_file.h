// The model file: named tables of numbers behind a checked header. docs/formats/language-model.md
// describes every byte.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/prefetch.h"
#include "servanda/base/result.h"

namespace servanda::language {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

constexpr std::string_view kModelMagic = "SERVANDA";
constexpr uint32_t kModelVersion = 2;
constexpr size_t kModelHeaderSize = 32, kModelEntrySize = 48, kModelNameSize = 24,
                 kModelAlignment = 64;

enum class CellType : uint32_t { kInt8 = 1, kUint8 = 2, kUint32 = 3, kFloat32 = 4 };
constexpr size_t cell_size(CellType type) {
  return type == CellType::kInt8 || type == CellType::kUint8 ? 1 : 4;
}

struct Table {
  std::string_view name;
  CellType type = CellType::kInt8;
  uint32_t rows = 0, columns = 0;
  const char* data = nullptr;

  size_t cells() const { return static_cast<size_t>(rows) * columns; }
};

// A view of the bytes, which must outlive it.
class ModelFile {
 public:
  // Checks the header, every table's place and the checksum. Errors: kInternal, naming what is
  // wrong.
  static base::Result<ModelFile> open(std::string_view bytes);

  // The checksum of its bytes, which tells models apart.
  uint64_t checksum() const { return checksum_; }

  const std::vector<Table>& tables() const { return tables_; }

  // Gives the cells of a table. Errors: kInternal if it is missing or of another type or shape;
  // rows or columns of 0 match any.
  base::Result<Table> table(std::string_view name, CellType type, size_t rows = 0,
                            size_t columns = 0) const;

 private:
  uint64_t checksum_ = 0;
  std::vector<Table> tables_;
};

// Gives the error (kInternal) of a model in which `what` is wrong.
base::Error damaged_model(const std::string& what);

// Returns the checksum of the bytes behind the header.
uint64_t model_checksum(std::string_view bytes);

// Returns a model file of the tables.
std::string write_model_file(const std::vector<Table>& tables);

// Finds values by 64-bit hash in a table of open addressing: `keys` holds the upper half of the
// hash with the lowest bit set, 0 where a slot is free; the lower half says where to begin. Sizes
// are powers of two.
struct HashTable {
  static constexpr uint32_t kNone = UINT32_MAX;
  const uint32_t* keys = nullptr;
  const uint32_t* values = nullptr;
  uint32_t mask = 0;

  // Asks for what find() will read.
  void ask(uint64_t hash) const {
    base::prefetch(&keys[static_cast<uint32_t>(hash) & mask]);
    base::prefetch(&values[static_cast<uint32_t>(hash) & mask]);
  }
  uint32_t find(uint64_t hash) const {
    const uint32_t key = static_cast<uint32_t>(hash >> 32) | 1u;
    uint32_t slot = static_cast<uint32_t>(hash) & mask;
    // A damaged table may have no free slot: the walk ends after one round.
    for (uint32_t walked = 0; walked <= mask && keys[slot] != 0; ++walked) {
      if (keys[slot] == key) return values[slot];
      slot = (slot + 1) & mask;
    }
    return kNone;
  }
};

}  // namespace servanda::language

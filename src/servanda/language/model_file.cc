// Reads and writes model files.
#include "servanda/language/model_file.h"

#include <cstring>

namespace servanda::language {
namespace {

using base::Error;
using base::ErrorCode;

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t tables;
  uint64_t size;
  uint64_t checksum;
};
static_assert(sizeof(Header) == kModelHeaderSize);

struct Entry {
  char name[kModelNameSize];
  uint32_t type;
  uint32_t rows;
  uint32_t columns;
  uint32_t reserved;
  uint64_t offset;
};
static_assert(sizeof(Entry) == kModelEntrySize);

constexpr uint32_t kMostTables = 256;

size_t aligned(size_t offset) {
  return (offset + kModelAlignment - 1) / kModelAlignment * kModelAlignment;
}

}  // namespace

Error damaged_model(const std::string& what) {
  return {ErrorCode::kInternal, "the language model is damaged (" + what + "): install it again",
          "model"};
}

uint64_t model_checksum(std::string_view bytes) {
  constexpr uint64_t kMultiplier = 0x9E3779B185EBCA87u;
  uint64_t lanes[4] = {1, 2, 3, 4};
  size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    for (size_t l = 0; l < 4; ++l) {
      uint64_t word;
      std::memcpy(&word, bytes.data() + at + 8 * l, 8);
      lanes[l] = std::rotl((lanes[l] ^ word) * kMultiplier, 29);
    }
  }
  uint64_t sum = bytes.size();
  for (; at < bytes.size(); ++at) sum = (sum ^ static_cast<unsigned char>(bytes[at])) * kMultiplier;
  for (const uint64_t lane : lanes) sum = std::rotl((sum ^ lane) * kMultiplier, 31);
  return sum ^ (sum >> 32);
}

base::Result<ModelFile> ModelFile::open(std::string_view bytes) {
  if (bytes.size() < kModelHeaderSize) return damaged_model("it is shorter than its header");
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != kModelMagic)
    return damaged_model("it does not begin as a model");
  if (header.version != kModelVersion) {
    return damaged_model("format " + std::to_string(header.version) + ", this program reads " +
                         std::to_string(kModelVersion));
  }
  if (header.size != bytes.size()) return damaged_model("it has not the length it says");
  if (header.checksum != model_checksum(bytes.substr(kModelHeaderSize)))
    return damaged_model("its checksum differs");
  if (header.tables > kMostTables ||
      kModelHeaderSize + header.tables * kModelEntrySize > bytes.size()) {
    return damaged_model("its directory is too long");
  }
  // The tables follow each other without a gap to the end of the file: a wrong count or place
  // shows.
  size_t expected = aligned(kModelHeaderSize + header.tables * kModelEntrySize);
  ModelFile file;
  file.checksum_ = header.checksum;
  for (uint32_t i = 0; i < header.tables; ++i) {
    const char* at = bytes.data() + kModelHeaderSize + i * kModelEntrySize;
    Entry entry;
    std::memcpy(&entry, at, sizeof entry);
    if (entry.type < 1 || entry.type > 4) return damaged_model("a table has an unknown type");
    const std::string_view field(at, kModelNameSize);
    Table table{field.substr(0, field.find('\0')), static_cast<CellType>(entry.type), entry.rows,
                entry.columns, nullptr};
    if (entry.offset != expected || entry.offset > bytes.size() ||
        table.cells() > (bytes.size() - entry.offset) / cell_size(table.type)) {
      return damaged_model("a table lies outside it");
    }
    table.data = bytes.data() + entry.offset;
    file.tables_.push_back(table);
    expected = aligned(entry.offset + table.cells() * cell_size(table.type));
  }
  if (expected != bytes.size()) return damaged_model("its tables do not fill it");
  return file;
}

base::Result<Table> ModelFile::table(std::string_view name, CellType type, size_t rows,
                                     size_t columns) const {
  for (const Table& table : tables_) {
    if (table.name != name) continue;
    if (table.type != type || (rows != 0 && table.rows != rows) ||
        (columns != 0 && table.columns != columns)) {
      return damaged_model("table " + std::string(name) + " has another shape");
    }
    return table;
  }
  return damaged_model("table " + std::string(name) + " is missing");
}

std::string write_model_file(const std::vector<Table>& tables) {
  std::string out(aligned(kModelHeaderSize + tables.size() * kModelEntrySize), '\0');
  for (size_t i = 0; i < tables.size(); ++i) {
    const Table& table = tables[i];
    Entry entry{};
    std::memcpy(entry.name, table.name.data(), std::min(table.name.size(), kModelNameSize));
    entry.type = static_cast<uint32_t>(table.type);
    entry.rows = table.rows;
    entry.columns = table.columns;
    entry.offset = out.size();
    std::memcpy(out.data() + kModelHeaderSize + i * kModelEntrySize, &entry, sizeof entry);
    out.append(table.data, table.cells() * cell_size(table.type));
    out.resize(aligned(out.size()), '\0');
  }
  Header header{};
  std::memcpy(header.magic, kModelMagic.data(), sizeof header.magic);
  header.version = kModelVersion;
  header.tables = static_cast<uint32_t>(tables.size());
  header.size = out.size();
  header.checksum = model_checksum(std::string_view(out).substr(kModelHeaderSize));
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace servanda::language

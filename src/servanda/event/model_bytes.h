// Numbers, texts and tables in the bytes of a model, as written and as compiled.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace servanda::event {

static_assert(std::endian::native == std::endian::little, "the file has numbers so");

inline void put(std::string& bytes, uint32_t value) {
  for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

inline void put(std::string& bytes, std::string_view text) {
  put(bytes, static_cast<uint32_t>(text.size()));
  bytes.append(text);
}

// Seven bits a byte, the lowest first; the top bit says that more follow.
inline void put_short(std::string& bytes, uint32_t value) {
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>(value | 0x80));
  bytes.push_back(static_cast<char>(value));
}

struct Cursor {
  std::string_view bytes;
  bool ok = true;

  std::string_view take(size_t size) {
    if (size > bytes.size()) {
      ok = false;
      return {};
    }
    const std::string_view out = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return out;
  }
  uint32_t number() {
    const std::string_view b = take(4);
    uint32_t value = 0;
    if (ok) std::memcpy(&value, b.data(), sizeof value);
    return value;
  }
  uint32_t short_number() {
    uint32_t value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      const std::string_view b = take(1);
      if (!ok) return 0;
      const auto byte = static_cast<uint8_t>(b[0]);
      value |= static_cast<uint32_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    ok = false;
    return 0;
  }
  std::string text() { return std::string(take(number())); }
};

// Calls visit(table) for every table of the network, in the order of the file.
template <typename Tables, typename Visit>
void for_each_table(Tables& tables, const Visit& visit) {
  visit(tables.words), visit(tables.word_rows), visit(tables.part_rows), visit(tables.word_step);
  for (auto* layer : {&tables.window, &tables.recurrence, &tables.halves})
    visit(layer->weights), visit(layer->scale), visit(layer->bias);
  visit(tables.place_rows), visit(tables.place_step);
  visit(tables.side_bias), visit(tables.side_weights), visit(tables.side_out_bias);
  visit(tables.type_rows), visit(tables.shape_weights), visit(tables.shape_out_bias);
}

template <typename Table>
void read_table(Cursor& cursor, Table& table) {
  using Cell = typename Table::value_type;
  const size_t size = cursor.number();
  const std::string_view cells = cursor.take(size * sizeof(Cell));
  if (!cursor.ok) return;
  table = Table(size);
  if (size > 0) std::memcpy(table.data(), cells.data(), cells.size());
}

template <typename Table>
void write_table(const Table& table, std::string& bytes) {
  using Cell = typename Table::value_type;
  put(bytes, static_cast<uint32_t>(table.size()));
  bytes.append(reinterpret_cast<const char*>(table.data()), table.size() * sizeof(Cell));
}

}  // namespace servanda::event

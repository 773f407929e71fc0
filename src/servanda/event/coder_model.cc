// Packs models: of a row of weights most are zero, so a bit for each says which are written.
#include "servanda/event/coder_model.h"

#include <bit>
#include <cstring>

#include "servanda/language/model_file.h"

namespace servanda::event {
namespace {

static_assert(std::endian::native == std::endian::little, "the file has numbers so");

constexpr std::string_view kMagic = "SVEVENTS";
constexpr uint32_t kVersion = 4;

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t reserved;
  uint64_t size;
  uint64_t checksum;
};
static_assert(sizeof(Header) == 32);

base::Error damaged(const std::string& what) {
  return {base::ErrorCode::kInternal, "the model is damaged (" + what + "): install it again",
          "coder.model"};
}

void put(std::string& bytes, uint32_t value) {
  for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

void put(std::string& bytes, std::string_view text) {
  put(bytes, static_cast<uint32_t>(text.size()));
  bytes.append(text);
}

// Seven bits a byte, the lowest first; the top bit says that more follow.
void put_short(std::string& bytes, uint32_t value) {
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

void write_model(const LinearModel& model, std::string& bytes) {
  put(bytes, std::string_view(model.name));
  put(bytes, std::bit_cast<uint32_t>(model.scale()));
  put(bytes, static_cast<uint32_t>(model.classes.size()));
  for (const std::string& cls : model.classes) put(bytes, std::string_view(cls));
  const std::vector<LinearModel::Row> rows = model.rows();
  put(bytes, static_cast<uint32_t>(rows.size()));
  uint32_t before = 0;
  for (const LinearModel::Row& row : rows) {
    put_short(bytes, row.feature - before);
    before = row.feature;
    std::string written((row.weights.size() + 7) / 8, '\0');
    const size_t at = bytes.size();
    bytes.append(written);
    for (size_t k = 0; k < row.weights.size(); ++k) {
      if (row.weights[k] == 0) continue;
      written[k / 8] = static_cast<char>(written[k / 8] | (1 << (k % 8)));
      bytes.push_back(static_cast<char>(row.weights[k]));
    }
    bytes.replace(at, written.size(), written);
  }
}

// Reads one model; cursor.ok says whether it is whole.
LinearModel read_model(Cursor& cursor) {
  LinearModel model;
  model.name = cursor.text();
  model.set_scale(std::bit_cast<float>(cursor.number()));
  const uint32_t classes = cursor.number();
  if (classes == 0 || classes > LinearModel::kMostClasses) cursor.ok = false;
  for (uint32_t k = 0; k < classes && cursor.ok; ++k) model.classes.push_back(cursor.text());
  const uint32_t count = cursor.number();
  const size_t mask_size = (classes + 7) / 8;
  if (!cursor.ok || cursor.bytes.size() / (1 + mask_size) < count) {
    cursor.ok = false;
    return model;
  }
  model.make_table(count);
  uint32_t feature = 0;
  for (uint32_t i = 0; i < count && cursor.ok; ++i) {
    feature += cursor.short_number();
    const std::string_view mask = cursor.take(mask_size);
    size_t written = 0;
    for (const char byte : mask)
      written += static_cast<size_t>(std::popcount(static_cast<uint8_t>(byte)));
    const std::string_view weights = cursor.take(written);
    if (!cursor.ok) return model;
    const std::span<int8_t> row = model.add(feature);
    size_t at = 0;
    for (size_t byte = 0; byte < mask.size(); ++byte) {
      for (auto bits = static_cast<uint8_t>(mask[byte]); bits != 0;
           bits = static_cast<uint8_t>(bits & (bits - 1))) {
        const size_t k = byte * 8 + static_cast<size_t>(std::countr_zero(bits));
        if (k >= classes) {
          cursor.ok = false;
          return model;
        }
        row[k] = static_cast<int8_t>(weights[at++]);
      }
    }
  }
  return model;
}

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

template <typename Cell>
void read_table(Cursor& cursor, std::vector<Cell>& table) {
  const size_t size = cursor.number();
  const std::string_view cells = cursor.take(size * sizeof(Cell));
  if (!cursor.ok) return;
  table.resize(size);
  if (size > 0) std::memcpy(table.data(), cells.data(), cells.size());
}

template <typename Cell>
void write_table(const std::vector<Cell>& table, std::string& bytes) {
  put(bytes, static_cast<uint32_t>(table.size()));
  bytes.append(reinterpret_cast<const char*>(table.data()), table.size() * sizeof(Cell));
}

}  // namespace

bool CoderModel::take(std::string_view name, LinearModel& into) {
  for (LinearModel& model : models) {
    if (model.name == name) {
      into = std::move(model);
      return true;
    }
  }
  return false;
}

base::Result<CoderModel> read_coder_model(std::string_view file) {
  Header header;
  if (file.size() < sizeof header) return damaged("it is shorter than its header");
  std::memcpy(&header, file.data(), sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != kMagic)
    return damaged("it does not begin as a model");
  if (header.version != kVersion || header.reserved != 0) {
    return damaged("format " + std::to_string(header.version) + ", this program reads " +
                   std::to_string(kVersion));
  }
  if (header.size != file.size()) return damaged("it has not the length it says");
  const std::string_view bytes = file.substr(sizeof header);
  if (header.checksum != language::model_checksum(bytes)) return damaged("its checksum differs");
  return read_coder_parts(bytes);
}

base::Result<CoderModel> read_coder_parts(std::string_view bytes) {
  CoderModel out;
  Cursor cursor{bytes};
  const uint32_t count = cursor.number();
  for (uint32_t i = 0; i < count && cursor.ok; ++i) {
    LinearModel model = read_model(cursor);
    if (!cursor.ok) return damaged("model " + model.name + " is not whole");
    out.models.push_back(std::move(model));
  }
  for_each_table(out.sides, [&](auto& table) { read_table(cursor, table); });
  if (!cursor.ok || !cursor.bytes.empty()) return damaged("the network of sides is not whole");
  return out;
}

std::string write_coder_model(const CoderModel& model) {
  std::string out(sizeof(Header), '\0');
  put(out, static_cast<uint32_t>(model.models.size()));
  for (const LinearModel& one : model.models) write_model(one, out);
  for_each_table(model.sides, [&](const auto& table) { write_table(table, out); });
  Header header{};
  std::memcpy(header.magic, kMagic.data(), sizeof header.magic);
  header.version = kVersion;
  header.size = out.size();
  header.checksum = language::model_checksum(std::string_view(out).substr(sizeof header));
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace servanda::event

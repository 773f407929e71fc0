// Packs models: of a row of weights most are zero, so a bit for each says which are written; then
// all of it is deflated.
#include "servanda/event/coder_model.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "servanda/event/model_bytes.h"
#include "servanda/language/model_file.h"

namespace servanda::event {
namespace {

constexpr std::string_view kMagic = "SVEVENTS";
constexpr uint32_t kVersion = 5;
// What a few damaged or hostile bytes may make the reader take: memory for the parts (those of the
// coder have 8 MB), and for models without features, which are larger than what is written of them.
constexpr uint32_t kMostUnpacked = 1u << 25;  // bytes
constexpr uint32_t kMostModels = 64;

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t unpacked;  // bytes of the parts
  uint64_t size;
  uint64_t checksum;
};
static_assert(sizeof(Header) == 32);

base::Error damaged(const std::string& what) {
  return {base::ErrorCode::kInternal, "the model is damaged (" + what + "): install it again",
          "coder.model"};
}

void write_head(const LinearModel& model, std::string& bytes) {
  put(bytes, std::string_view(model.name));
  put(bytes, std::bit_cast<uint32_t>(model.scale()));
  put(bytes, static_cast<uint32_t>(model.classes.size()));
  for (const std::string& cls : model.classes) put(bytes, std::string_view(cls));
}

// Reads name, scale and classes; cursor.ok says whether they are whole.
LinearModel read_head(Cursor& cursor) {
  LinearModel model;
  model.name = cursor.text();
  model.set_scale(std::bit_cast<float>(cursor.number()));
  const uint32_t classes = cursor.number();
  if (classes == 0 || classes > LinearModel::kMostClasses) cursor.ok = false;
  for (uint32_t k = 0; k < classes && cursor.ok; ++k) model.classes.push_back(cursor.text());
  return model;
}

void write_model(const LinearModel& model, std::string& bytes) {
  write_head(model, bytes);
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
  LinearModel model = read_head(cursor);
  const size_t classes = model.classes.size();
  const uint32_t count = cursor.number();
  const size_t mask_size = (classes + 7) / 8;
  if (!cursor.ok || cursor.bytes.size() / (1 + mask_size) < count) {
    cursor.ok = false;
    return model;
  }
  uint32_t feature = 0;
  std::vector<int8_t> row(classes);
  for (uint32_t i = 0; i < count && cursor.ok; ++i) {
    feature += cursor.short_number();
    const std::string_view mask = cursor.take(mask_size);
    size_t written = 0;
    for (const char byte : mask)
      written += static_cast<size_t>(std::popcount(static_cast<uint8_t>(byte)));
    const std::string_view weights = cursor.take(written);
    if (!cursor.ok) return model;
    std::fill(row.begin(), row.end(), int8_t{0});
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
    model.set(feature, row);
  }
  cursor.ok = cursor.ok && model.finish();
  return model;
}

// Calls visit(table) for the tables of a compiled model in their order.
template <typename Columns, typename Visit>
void for_each_column(Columns& columns, const Visit& visit) {
  visit(columns.sizes), visit(columns.seeds), visit(columns.records);
}

// Reads the parts that `read` gives one by one, then the network.
template <typename Read>
base::Result<CoderModel> read_parts(std::string_view bytes, const Read& read) {
  CoderModel out;
  Cursor cursor{bytes};
  const uint32_t count = cursor.number();
  if (count > kMostModels) return damaged("it has too many models");
  for (uint32_t i = 0; i < count && cursor.ok; ++i) {
    LinearModel model = read(cursor);
    if (!cursor.ok) return damaged("model " + model.name + " is not whole");
    out.models.push_back(std::move(model));
  }
  for_each_table(out.sides, [&](auto& table) { read_table(cursor, table); });
  if (!cursor.ok || !cursor.bytes.empty()) return damaged("the network of sides is not whole");
  return out;
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
  if (header.version != kVersion) {
    return damaged("format " + std::to_string(header.version) + ", this program reads " +
                   std::to_string(kVersion));
  }
  if (header.size != file.size()) return damaged("it has not the length it says");
  const std::string_view bytes = file.substr(sizeof header);
  if (header.checksum != language::model_checksum(bytes)) return damaged("its checksum differs");
  if (header.unpacked > kMostUnpacked) return damaged("it is too long when it is unpacked");
  std::string parts(header.unpacked, '\0');
  uLongf size = header.unpacked;
  auto taken = static_cast<uLong>(bytes.size());
  const bool unpacked = uncompress2(reinterpret_cast<Bytef*>(parts.data()), &size,
                                    reinterpret_cast<const Bytef*>(bytes.data()), &taken) == Z_OK;
  if (!unpacked || size != header.unpacked || taken != bytes.size())
    return damaged("it cannot be unpacked");
  return read_coder_parts(parts);
}

base::Result<CoderModel> read_coder_parts(std::string_view bytes) {
  return read_parts(bytes, read_model);
}

base::Result<CoderModel> read_compiled_model(std::string_view bytes) {
  return read_parts(bytes, [](Cursor& cursor) {
    LinearModel model = read_head(cursor);
    WeightTable::Columns columns;
    for_each_column(columns, [&](auto& column) { read_table(cursor, column); });
    cursor.ok = cursor.ok && model.set_table(std::move(columns));
    return model;
  });
}

std::string compile_model(const CoderModel& model) {
  std::string out;
  put(out, static_cast<uint32_t>(model.models.size()));
  for (const LinearModel& one : model.models) {
    write_head(one, out);
    for_each_column(one.table(), [&](const auto& column) { write_table(column, out); });
  }
  for_each_table(model.sides, [&](const auto& table) { write_table(table, out); });
  return out;
}

std::string write_coder_model(const CoderModel& model) {
  std::string parts;
  put(parts, static_cast<uint32_t>(model.models.size()));
  for (const LinearModel& one : model.models) write_model(one, parts);
  for_each_table(model.sides, [&](const auto& table) { write_table(table, parts); });
  return pack_coder_parts(parts);
}

std::string pack_coder_parts(std::string_view parts) {
  uLongf size = compressBound(static_cast<uLong>(parts.size()));
  std::string out(sizeof(Header) + size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data() + sizeof(Header)), &size,
            reinterpret_cast<const Bytef*>(parts.data()), static_cast<uLong>(parts.size()),
            Z_BEST_COMPRESSION);  // cannot fail: the room is what compressBound() asks for
  out.resize(sizeof(Header) + size);
  Header header{};
  std::memcpy(header.magic, kMagic.data(), sizeof header.magic);
  header.version = kVersion;
  header.unpacked = static_cast<uint32_t>(parts.size());
  header.size = out.size();
  header.checksum = language::model_checksum(std::string_view(out).substr(sizeof header));
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace servanda::event

// Opens any bytes as a model, with the length and the checksum made to fit so that the tables are
// reached, and parses a sentence.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

#include "servanda/embedded/kSmallModel.h"
#include "servanda/language/engine.h"
#include "servanda/language/model_file.h"

namespace {

struct alignas(64) Line {
  char bytes[64];
};

void try_model(std::string_view bytes) {
  using namespace servanda;
  const auto engine = language::Engine::create(bytes, language::Kernel::kScalar);
  if (!engine.ok()) return;
  language::Engine::Workspace workspace;
  record::Parse parse;
  engine->parse("The envoys of 3 states weren't in Bern. The Harbour Watch (HW) met; HW saw it.",
                workspace, parse);
  for (const record::Token& token : parse.tokens) {
    if (token.head >= parse.tokens.size() || token.upos > record::Upos::kX ||
        token.entity > record::EntityType::kNorp)
      std::abort();
  }
}

}  // namespace

// The input is either a whole small file, or changes to the shipped model: pairs of a position
// (three bytes) and a value.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace servanda::language;
  if (size < 5) return 0;
  static const std::string_view model = servanda::embedded::kSmallModel();
  static const size_t tables = ModelFile::open(model).value().tables().size();
  const bool changes = data[0] % 2 == 0;
  const size_t length = changes ? model.size() : size - 1;
  if (length < kModelHeaderSize) return 0;
  std::vector<Line> lines(length / 64 + 1);
  char* bytes = reinterpret_cast<char*>(lines.data());
  if (changes) {
    std::memcpy(bytes, model.data(), length);
    for (size_t i = 1; i + 4 <= size; i += 4) {
      size_t at = data[i] | data[i + 1] << 8 | data[i + 2] << 16;
      // Half of the changes go to the directory.
      at %= data[i + 2] % 2 == 0 ? tables * kModelEntrySize : length - kModelHeaderSize;
      bytes[kModelHeaderSize + at] = static_cast<char>(data[i + 3]);
    }
  } else {
    std::memcpy(bytes, data + 1, length);
    std::memcpy(bytes, kModelMagic.data(), kModelMagic.size());
    std::memcpy(bytes + 8, &kModelVersion, sizeof kModelVersion);
    const uint64_t total = length;
    std::memcpy(bytes + 16, &total, sizeof total);
  }
  const uint64_t sum = model_checksum(std::string_view(bytes, length).substr(kModelHeaderSize));
  std::memcpy(bytes + kModelHeaderSize - sizeof sum, &sum, sizeof sum);
  try_model({bytes, length});
  return 0;
}

// Model files: written and read back; damage anywhere is refused in a sentence.
#include "servanda/language/model_file.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <random>
#include <sstream>

#include "servanda/embedded/kSmallModel.h"
#include "servanda/language/engine.h"

namespace servanda::language {
namespace {

// Bytes that begin on a cache line, as Engine::create() asks.
class Aligned {
 public:
  explicit Aligned(std::string_view bytes) : size_(bytes.size()), cells_(bytes.size() / 64 + 2) {
    std::memcpy(cells_.data(), bytes.data(), size_);
  }
  std::string_view bytes() const { return {reinterpret_cast<const char*>(cells_.data()), size_}; }
  char* data() { return reinterpret_cast<char*>(cells_.data()); }

 private:
  struct alignas(64) Line {
    char bytes[64];
  };
  size_t size_;
  std::vector<Line> cells_;
};

void set_checksum(Aligned& file) {
  const uint64_t sum = model_checksum(file.bytes().substr(kModelHeaderSize));
  std::memcpy(file.data() + kModelHeaderSize - sizeof sum, &sum, sizeof sum);
}

std::string refusal(std::string_view bytes) {
  const auto engine = Engine::create(bytes, Kernel::kScalar);
  return engine.ok() ? "" : engine.error().text();
}

TEST(ModelFile, GivesBackTheTablesThatWereWritten) {
  const uint32_t numbers[] = {1, 2, 3, 4, 5, 6};
  const int8_t bytes[] = {-127, 0, 127};
  const std::string file = write_model_file(
      {{"numbers", CellType::kUint32, 2, 3, reinterpret_cast<const char*>(numbers)},
       {"bytes", CellType::kInt8, 1, 3, reinterpret_cast<const char*>(bytes)}});
  const Aligned held(file);
  const auto read = ModelFile::open(held.bytes());
  ASSERT_TRUE(read.ok());
  const auto table = read->table("numbers", CellType::kUint32, 2, 3);
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(std::memcmp(table->data, numbers, sizeof numbers), 0);
  EXPECT_TRUE(read->table("bytes", CellType::kInt8, 0, 3).ok());
  EXPECT_FALSE(read->table("bytes", CellType::kInt8, 0, 4).ok());
  EXPECT_FALSE(read->table("bytes", CellType::kUint8).ok());
  EXPECT_FALSE(read->table("letters", CellType::kInt8).ok());
}

TEST(ModelFile, OpensTheModelsOfTheProgram) {
  EXPECT_EQ(refusal(embedded::kSmallModel()), "");
  EXPECT_LE(embedded::kSmallModel().size(), 12u << 20);
}

TEST(ModelFile, IsRefusedWithoutAnyOneOfItsTables) {
  const Aligned model(embedded::kSmallModel());
  const std::vector<Table> whole = ModelFile::open(model.bytes()).value().tables();
  for (size_t left_out = 0; left_out < whole.size(); ++left_out) {
    std::vector<Table> tables = whole;
    tables.erase(tables.begin() + static_cast<std::ptrdiff_t>(left_out));
    const std::string text = refusal(Aligned(write_model_file(tables)).bytes());
    const std::string name(whole[left_out].name);
    EXPECT_NE(text.find("table " + name + " is missing"), std::string::npos)
        << name << ": " << text;
  }
}

TEST(ModelFile, IsRefusedWhereATableOfTheSecondLookHasAnotherShape) {
  const Aligned model(embedded::kSmallModel());
  const std::vector<Table> whole = ModelFile::open(model.bytes()).value().tables();
  size_t tried = 0;
  for (size_t i = 0; i < whole.size(); ++i) {
    if (!whole[i].name.starts_with("look.") && whole[i].name != "words.cluster") continue;
    std::vector<Table> tables = whole;
    --(tables[i].rows > 1 ? tables[i].rows : tables[i].columns);
    EXPECT_NE(refusal(Aligned(write_model_file(tables)).bytes()), "") << whole[i].name;
    ++tried;
  }
  EXPECT_EQ(tried, 8u);
}

TEST(ModelFile, SaysWhatIsWrongWithADamagedModel) {
  const std::string_view model = embedded::kSmallModel();
  EXPECT_NE(refusal("").find("shorter than its header"), std::string::npos);
  EXPECT_NE(refusal(model.substr(0, 20)).find("shorter than its header"), std::string::npos);
  EXPECT_NE(refusal(model.substr(0, model.size() - 64)).find("not the length it says"),
            std::string::npos);
  Aligned magic(model);
  magic.data()[0] = 'X';
  EXPECT_NE(refusal(magic.bytes()).find("does not begin as a model"), std::string::npos);
  Aligned version(model);
  version.data()[8] = 9;
  EXPECT_NE(refusal(version.bytes()).find("format 9, this program reads 2"), std::string::npos);
  Aligned middle(model);
  middle.data()[model.size() / 2] = static_cast<char>(middle.data()[model.size() / 2] ^ 1);
  const std::string text = refusal(middle.bytes());
  EXPECT_NE(text.find("its checksum differs"), std::string::npos);
  EXPECT_NE(text.find("install it again"), std::string::npos);
}

TEST(ModelFile, RefusesEveryFlippedBit) {
  const std::string_view model = embedded::kSmallModel();
  Aligned damaged(model);
  std::mt19937 random(20250117);
  for (int round = 0; round < 40; ++round) {
    const size_t at = round < 20 ? static_cast<size_t>(round) * 3 : random() % model.size();
    char& byte = damaged.data()[at];
    byte = static_cast<char>(byte ^ (1 << random() % 8));
    EXPECT_FALSE(ModelFile::open(damaged.bytes()).ok()) << at;
    byte = model[at];
  }
  EXPECT_TRUE(ModelFile::open(damaged.bytes()).ok());
}

// A file whose checksum was made to fit is still read within its bounds: refused, or parsed to some
// valid tree.
TEST(ModelFile, StaysWithinBoundsWhateverTheDirectorySays) {
  const std::string_view model = embedded::kSmallModel();
  std::mt19937 random(7);
  Aligned forged(model);
  for (int round = 0; round < 60; ++round) {
    const size_t at = kModelHeaderSize + random() % (20 * kModelEntrySize);
    forged.data()[at] = static_cast<char>(random());
    set_checksum(forged);
    const auto engine = Engine::create(forged.bytes(), Kernel::kScalar);
    if (engine.ok()) {
      Engine::Workspace workspace;
      record::Parse parse;
      engine->parse("The envoys of 3 states weren't in Bern.", workspace, parse);
      for (const record::Token& token : parse.tokens) EXPECT_LT(token.head, parse.tokens.size());
    }
    forged.data()[at] = model[at];
  }
}

}  // namespace
}  // namespace servanda::language

// The file of the coder's models: what is written is read, what is damaged is refused.
#include "servanda/event/coder_model.h"

#include <gtest/gtest.h>

#include <cstring>

#include "servanda/event/coder.h"
#include "servanda/language/model_file.h"

namespace servanda::event {
namespace {

LinearModel wide_model() {
  LinearModel model;
  model.name = "mode";
  model.set_scale(0.25F);
  std::vector<int8_t> first, second;
  for (int k = 0; k < 19; ++k) {
    model.classes.push_back("class" + std::to_string(k));
    first.push_back(k % 3 == 0 ? static_cast<int8_t>(-5 * k) : int8_t{0});
    second.push_back(static_cast<int8_t>(k == 18 ? -128 : 0));
  }
  model.set(4'000'000'000, first);
  model.set(3, second);
  model.set(200, first);
  model.finish();
  return model;
}

LinearModel narrow_model() {
  LinearModel model;
  model.name = "background";
  model.classes = {"written", "before"};
  model.set(17, {127, 0});
  model.finish();
  return model;
}

// Two models, and tables of a network that have not its shape.
CoderModel small_file() {
  CoderModel file{{wide_model(), narrow_model()}, {}};
  file.sides.words = {5, 4'000'000'000};
  file.sides.word_rows = {1, -2, 3};
  file.sides.window.scale = {0.25F};
  file.sides.shape_out_bias = {-1.5F, 2};
  return file;
}

TEST(CoderModel, ReadsWhatItWrites) {
  const auto read = read_coder_model(write_coder_model(small_file()));
  ASSERT_TRUE(read.ok()) << read.error().text();
  ASSERT_EQ(read->models.size(), 2u);
  const LinearModel wide = wide_model();
  EXPECT_EQ(read->models[0].name, wide.name);
  EXPECT_EQ(read->models[0].classes, wide.classes);
  EXPECT_EQ(read->models[0].sums(std::vector<uint32_t>{3, 200, 4'000'000'000}),
            wide.sums(std::vector<uint32_t>{3, 200, 4'000'000'000}));
  EXPECT_EQ(read->models[0].weight(3, 18), -32.0F);
  EXPECT_EQ(read->models[1].sums(std::vector<uint32_t>{17}),
            narrow_model().sums(std::vector<uint32_t>{17}));
  const SideTables sides = small_file().sides;
  EXPECT_EQ(read->sides.words, sides.words);
  EXPECT_EQ(read->sides.word_rows, sides.word_rows);
  EXPECT_EQ(read->sides.window.scale, sides.window.scale);
  EXPECT_EQ(read->sides.shape_out_bias, sides.shape_out_bias);
}

TEST(CoderModel, ReadsWhatItCompiles) {
  const std::string compiled = compile_model(small_file());
  const auto read = read_compiled_model(compiled);
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(write_coder_model(*read), write_coder_model(small_file()));
  for (size_t size = 0; size < compiled.size(); ++size)
    EXPECT_FALSE(read_compiled_model(compiled.substr(0, size)).ok()) << size;
}

TEST(CoderModel, RefusesEveryFlippedBitAndEveryShorterFile) {
  const std::string file = write_coder_model(small_file());
  for (size_t at = 0; at < file.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = file;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      EXPECT_FALSE(read_coder_model(damaged).ok()) << "byte " << at << " bit " << bit;
    }
  }
  for (size_t size = 0; size < file.size(); ++size)
    EXPECT_FALSE(read_coder_model(file.substr(0, size)).ok()) << size;
  EXPECT_FALSE(read_coder_model(file + '\0').ok());
}

std::string refusal(const std::string& file) {
  const auto read = read_coder_model(file);
  return read.ok() ? "" : read.error().text();
}

// The length that the header names is not under its checksum.
void set_unpacked(std::string& file, uint32_t bytes) {
  std::memcpy(file.data() + 12, &bytes, sizeof bytes);
}

TEST(CoderModel, RefusesWhatUnpacksToMoreOrLessThanItSays) {
  std::string file = write_coder_model(small_file());
  uint32_t length = 0;
  std::memcpy(&length, file.data() + 12, sizeof length);
  for (const uint32_t said : {0U, 1U, length - 1, length + 1, 1U << 25}) {
    set_unpacked(file, said);
    EXPECT_NE(refusal(file).find("cannot be unpacked"), std::string::npos) << said;
  }
  set_unpacked(file, length);
  EXPECT_EQ(refusal(file), "");
}

TEST(CoderModel, RefusesAFewBytesThatUnpackToVeryMany) {
  const std::string file = pack_coder_parts(std::string((1U << 25) + 1, '\0'));
  EXPECT_LT(file.size(), 1U << 16);
  EXPECT_NE(refusal(file).find("too long when it is unpacked"), std::string::npos);
  std::string short_of_it = file;
  set_unpacked(short_of_it, 1U << 25);
  EXPECT_NE(refusal(short_of_it).find("cannot be unpacked"), std::string::npos);
}

TEST(CoderModel, RefusesMoreModelsThanAnyFileHas) {
  std::string parts(1U << 20, '\0');
  parts[2] = 1;  // 65,536 models
  EXPECT_NE(refusal(pack_coder_parts(parts)).find("too many models"), std::string::npos);
}

TEST(CoderModel, RefusesDeflatedBytesWithOthersBehindThem) {
  const std::string file = write_coder_model(small_file());
  std::string longer = file + std::string(8, '\0');
  const uint64_t size = longer.size(),
                 sum = language::model_checksum(std::string_view(longer).substr(32));
  std::memcpy(longer.data() + 16, &size, sizeof size);
  std::memcpy(longer.data() + 24, &sum, sizeof sum);
  EXPECT_NE(refusal(longer).find("cannot be unpacked"), std::string::npos);
}

// Bytes that no checksum protects: what is read is whole, and the rest is refused.
TEST(CoderModel, RefusesDamagedPartsBehindAnIntactHeader) {
  const std::string whole = pack_coder_parts("");
  EXPECT_NE(refusal(whole).find("not whole"), std::string::npos);
  std::string parts;
  for (int i = 0; i < 4'000; ++i) {
    parts.push_back(static_cast<char>(i * i >> 3));
    if (i % 37 == 0) {
      EXPECT_NE(refusal(pack_coder_parts(parts)), "") << i;
    }
  }
}

TEST(CoderModel, SaysWhatIsWrongWithAFile) {
  std::string file = write_coder_model(small_file());
  const auto reason = [](const std::string& bytes) { return Coder::create(bytes).error().text(); };
  EXPECT_NE(reason(file).find("the network of sides has another shape"), std::string::npos);
  file.back() = static_cast<char>(file.back() ^ 1);
  EXPECT_EQ(reason(file),
            "coder.model: the model is damaged (its checksum differs): install it again");
  file[8] = 2;
  EXPECT_EQ(reason(file),
            "coder.model: the model is damaged (format 2, this program reads 5): "
            "install it again");
  EXPECT_NE(reason("SVEV0002").find("shorter than its header"), std::string::npos);
}

}  // namespace
}  // namespace servanda::event

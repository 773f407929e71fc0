// The model file of the reader, and what only the learned models see.
#include "servanda/reading/reader_model.h"

#include <gtest/gtest.h>

#include "servanda/embedded/kReaderModelFile.h"
#include "servanda/embedded/kTurnModelFile.h"
#include "servanda/event/coder_model.h"
#include "servanda/reading/turn_model.h"

namespace servanda::reading {
namespace {

TEST(ReaderModel, IsReadAndSmall) {
  const auto model = ReaderModel::create();
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_EQ(model.value().tells.classes().size(), 2U);
  EXPECT_LE(embedded::kReaderModelFile().size(), 450U * 1024);
}

TEST(ReaderModel, IsRefusedWhereOneBitIsWrong) {
  const std::string whole(embedded::kReaderModelFile());
  for (size_t at = 0; at < whole.size(); at += whole.size() / 200) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    EXPECT_FALSE(ReaderModel::create(damaged)) << at;
  }
}

TEST(ReaderModel, IsRefusedWhereItsEndIsCutOff) {
  const std::string_view whole = embedded::kReaderModelFile();
  for (size_t size : {size_t{0}, size_t{7}, size_t{39}, whole.size() / 2, whole.size() - 1})
    EXPECT_FALSE(ReaderModel::create(whole.substr(0, size))) << size;
}

TEST(ReaderModel, IsRefusedWhereAPartIsMissing) {
  EXPECT_FALSE(ReaderModel::create(event::write_coder_model(event::CoderModel())));
}

TEST(TurnModel, IsReadAndSmall) {
  const auto model = TurnModel::create();
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_EQ(model.value().turn.classes.size(), 4U);
  EXPECT_LE(embedded::kTurnModelFile().size(), 300U * 1024);
}

TEST(TurnModel, IsRefusedWhereItIsTheModelOfSteps) {
  const auto refused = TurnModel::create(embedded::kReaderModelFile());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::kInternal);
  EXPECT_FALSE(ReaderModel::create(embedded::kTurnModelFile()));
}

}  // namespace
}  // namespace servanda::reading

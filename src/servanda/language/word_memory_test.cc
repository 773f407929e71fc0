// The memory of words: what it knows, when it forgets, and that no row is given twice in a batch.
#include "servanda/language/word_memory.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace servanda::language {
namespace {

constexpr uint64_t kModel = 7;
constexpr size_t kWidth = 4, kWords = 300;

TEST(WordMemory, KnowsAWordThatItMetBefore) {
  WordMemory memory;
  memory.begin(kModel, kWidth, kWords);
  const WordMemory::Place first = memory.place("treaty");
  EXPECT_FALSE(first.known);
  memory.row(first.row)[0] = 42;
  EXPECT_TRUE(memory.place("treaty").known);
  EXPECT_FALSE(memory.place("Treaty").known);
  memory.begin(kModel, kWidth, kWords);
  const WordMemory::Place again = memory.place("treaty");
  EXPECT_TRUE(again.known);
  EXPECT_EQ(memory.row(again.row)[0], 42);
}

TEST(WordMemory, ForgetsWhenTheModelOrTheWidthChanges) {
  WordMemory memory;
  memory.begin(kModel, kWidth, kWords);
  memory.place("treaty");
  memory.begin(kModel + 1, kWidth, kWords);
  EXPECT_FALSE(memory.place("treaty").known);
  memory.begin(kModel + 1, kWidth + 1, kWords);
  EXPECT_FALSE(memory.place("treaty").known);
}

TEST(WordMemory, TellsFormsApartByTheirZerosAndLengths) {
  using namespace std::string_view_literals;
  WordMemory memory;
  memory.begin(kModel, kWidth, kWords);
  std::set<uint32_t> rows;
  for (const std::string_view form : {"a"sv, "a\0"sv, "\0a"sv, "\0"sv, ""sv, "\0\0"sv}) {
    const WordMemory::Place place = memory.place(form);
    EXPECT_FALSE(place.known);
    EXPECT_TRUE(rows.insert(place.row).second);
  }
}

TEST(WordMemory, DoesNotKeepLongForms) {
  WordMemory memory;
  memory.begin(kModel, kWidth, kWords);
  const std::string kept(23, 'x'), longer(24, 'x');
  memory.place(kept);
  memory.place(longer);
  EXPECT_TRUE(memory.place(kept).known);
  EXPECT_FALSE(memory.place(longer).known);
}

// Words enough to push each other out many times: in each batch every form has a row of its own.
TEST(WordMemory, GivesNoRowTwiceInABatch) {
  WordMemory memory;
  size_t word = 0;
  for (int batch = 0; batch < 100; ++batch) {
    memory.begin(kModel, kWidth, kWords);
    std::set<uint32_t> rows;
    for (size_t i = 0; i < kWords; ++i)
      EXPECT_TRUE(rows.insert(memory.place(std::to_string(word++)).row).second);
  }
}

}  // namespace
}  // namespace servanda::language

// The products of every kernel are those of plain arithmetic, for the largest weights and
// activations too, arranged or not.
#include "servanda/language/kernels.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "servanda/language/activations.h"

namespace servanda::language {
namespace {

struct Shape {
  size_t rows, inputs, outputs;
};

std::vector<int32_t> plain_product(const std::vector<uint8_t>& activations,
                                   const std::vector<int8_t>& weights, const Shape& shape) {
  std::vector<int32_t> sums(shape.rows * shape.outputs);
  for (size_t r = 0; r < shape.rows; ++r) {
    for (size_t o = 0; o < shape.outputs; ++o) {
      for (size_t i = 0; i < shape.inputs; ++i)
        sums[r * shape.outputs + o] +=
            activations[r * shape.inputs + i] * weights[o * shape.inputs + i];
    }
  }
  return sums;
}

// Compares all kernels of this processor over weights and activations that `weight` and
// `activation` draw.
template <typename Weight, typename Activation>
void expect_plain_products(Weight weight, Activation activation) {
  for (const Shape shape : {Shape{1, 4, 16}, Shape{7, 32, 48}, Shape{23, 96, 64}}) {
    std::vector<uint8_t> activations(shape.rows * shape.inputs);
    std::vector<int8_t> weights(shape.outputs * shape.inputs);
    for (uint8_t& cell : activations) cell = static_cast<uint8_t>(activation());
    for (int8_t& cell : weights) cell = static_cast<int8_t>(weight());
    const std::vector<int32_t> expected = plain_product(activations, weights, shape);
    for (const Kernel kernel : {Kernel::kScalar, Kernel::kAvx2, Kernel::kAvx512}) {
      const Kernels* chosen = kernels(kernel);
      if (chosen == nullptr) continue;  // this processor lacks its instructions
      Weights packed{shape.inputs, shape.outputs, {}, {}, {}};
      packed.packed.resize(weights.size());
      for (size_t o = 0; o < shape.outputs; ++o) packed.pack(o, &weights[o * shape.inputs]);
      std::vector<int32_t> sums(expected.size());
      chosen->multiply(activations.data(), shape.rows, packed, sums.data());
      EXPECT_EQ(sums, expected) << chosen->name;
      if (chosen->arrange == nullptr) continue;
      chosen->arrange(packed);
      chosen->multiply(activations.data(), shape.rows, packed, sums.data());
      EXPECT_EQ(sums, expected) << chosen->name << ", arranged";
    }
  }
}

TEST(Multiply, GivesThePlainProducts) {
  std::mt19937 random(1);
  expect_plain_products([&] { return static_cast<int>(random() % 255) - 127; },
                        [&] { return 1 + random() % 127; });
  expect_plain_products([&] { return static_cast<int>(random() % 61) - 30; },
                        [&] { return 1 + random() % 127; });
}

TEST(Multiply, DoesNotOverflowWithTheLargestValues) {
  std::mt19937 random(2);
  expect_plain_products([] { return 127; }, [] { return 127; });
  expect_plain_products([] { return -127; }, [] { return 127; });
  // Sums of four reach 258 and 259, where 16 bits just do and do not hold them.
  expect_plain_products([&] { return 64 + static_cast<int>(random() % 2); }, [] { return 127; });
  expect_plain_products([&] { return -64 - static_cast<int>(random() % 2); }, [] { return 127; });
}

TEST(Meet, GivesTheSameBitsAsPlainArithmetic) {
  constexpr size_t kWidth = 96, kRows = 13;
  std::mt19937 random(3);
  std::vector<std::vector<int8_t>> table(kRows, std::vector<int8_t>(kWidth));
  std::vector<const int8_t*> rows;
  for (auto& row : table) {
    for (int8_t& cell : row) cell = static_cast<int8_t>(static_cast<int>(random() % 255) - 127);
    rows.push_back(row.data());
  }
  std::vector<float> begin(kWidth), more(kWidth);
  for (float& x : begin) x = static_cast<float>(random() % 1000) / 300 - 1.5F;
  for (float& x : more) x = static_cast<float>(random() % 1000) / 300 - 1.5F;
  for (const Kernel kernel : {Kernel::kScalar, Kernel::kAvx2, Kernel::kAvx512}) {
    const Kernels* chosen = kernels(kernel);
    if (chosen == nullptr) continue;
    for (const size_t count : {size_t{0}, size_t{1}, kRows}) {
      for (const bool with_more : {false, true}) {
        const float* with = with_more ? more.data() : nullptr;
        std::vector<float> out(kWidth);
        chosen->meet(rows.data(), count, kWidth, 0.01F, begin.data(), with, out.data());
        for (size_t c = 0; c < kWidth; ++c) {
          int sum = 0;
          for (size_t r = 0; r < count; ++r) sum += table[r][c];
          float x = begin[c] + static_cast<float>(sum) * 0.01F;
          if (with != nullptr) x += with[c];
          EXPECT_EQ(out[c], squash(x)) << chosen->name;
        }
      }
    }
  }
}

}  // namespace
}  // namespace servanda::language

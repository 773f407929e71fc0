// The inner loops of the network, in three builds that give the same bits: scalar, AVX2, AVX-512
// with VNNI.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "servanda/language/kernel.h"

namespace servanda::language {

// Weights are packed in blocks of 16 outputs; within a block, four inputs of each output lie
// together: [outputs / 16][inputs / 4][16][4].
constexpr size_t kBlockOutputs = 16;
constexpr size_t kGroupInputs = 4;
constexpr size_t kLongestRun = 4;
constexpr size_t kWidestLayer = 2048;
constexpr size_t kMostScores = 256;
constexpr size_t kMostLanes = 16;

// Differences of position between a word and its head are told apart as 1, 2, 3, 4, to 6, to 9, to
// 14, to 24 and beyond, either side; the last is the root.
constexpr std::array<int, 8> kDistanceSteps = {1, 2, 3, 4, 6, 9, 14, 24};
constexpr size_t kDistances = 19;

constexpr size_t padded(size_t n, size_t to) { return (n + to - 1) / to * to; }

// A matrix of weights from -127 to 127. inputs is a multiple of 4, outputs of 16.
struct Weights {
  size_t inputs = 0, outputs = 0;
  std::vector<int8_t> packed;

  // Filled where a kernel wants the groups of a block in another order: the first input of each
  // group, and for each block how many runs of 4, 3, 2 and 1 groups follow each other in it.
  std::vector<uint16_t> order;
  std::vector<std::array<uint16_t, kLongestRun>> runs;

  // Writes output `o` from its weights, one for each input.
  void pack(size_t o, const int8_t* weights);
};

constexpr size_t kSpanLanes = 8;
constexpr int32_t kNoSpan = -(1 << 30);  // twice that is still a number

// Best sums within spans of the words of a sentence, by [one end][the other]. A whole span lacks
// nothing on that side of its head, at one end; an open one is an arc between its ends and what is
// within. Kept by both ends where both are walked. A row has kSpanLanes more cells than there are
// words.
struct SpanSums {
  int32_t *right_whole, *right_whole_by_end, *left_whole, *left_whole_by_end, *right_open,
      *left_open_by_end;
};

struct Kernels {
  std::string_view name;

  // Puts packed weights into the order that the kernel likes best; null if it likes the first.
  void (*arrange)(Weights& weights);

  // sums[r][o] = sum over i of activations[r][i] * weights[o][i], for all rows and outputs.
  // Activations are 1 to 127: no sum overflows on the way.
  void (*multiply)(const uint8_t* activations, size_t rows, const Weights& weights, int32_t* sums);

  // Adds at most 256 rows of a table, whose width is a multiple of 32: sum[c] = sum over r of
  // rows[r][c], then writes quantise(squash(sum * step)).
  void (*embed)(const int8_t* const* rows, size_t count, size_t width, float step, uint8_t* out);

  // The same with what each cell begins with and without quantising:
  // out[c] = squash(begin[c] + sum[c] * step + more[c]); `more` may be missing.
  void (*meet)(const int8_t* const* rows, size_t count, size_t width, float step,
               const float* begin, const float* more, float* out);

  // out[c] = quantise(squash((before[c] + at[c] + after[c]) * scale[c] + bias[c])).
  void (*window)(const int32_t* before, const int32_t* at, const int32_t* after, const float* scale,
                 const float* bias, size_t count, uint8_t* out);

  // out[c] = quantise(squash(sums[c] * scale[c] + bias[c])).
  void (*squash)(const int32_t* sums, const float* scale, const float* bias, size_t count,
                 uint8_t* out);

  // Runs one direction of a recurrent layer over `steps` rows: sums hold gate and candidate
  // (`hidden` each) at sums + t * stride; the quantised states go to out + t * out_stride.
  // `direction` is 1 or -1: sums and out point to the first row taken.
  void (*scan)(const int32_t* sums, std::ptrdiff_t stride, const float* scale, const float* bias,
               size_t hidden, size_t steps, uint8_t* out, std::ptrdiff_t out_stride, float* state);

  // out[c] = quantise(squash(dependent[c] * scale_d[c] + bias_d[c] + (head[c] * scale_h[c] +
  // bias_h[c]))).
  void (*pair)(const int32_t* dependent, const float* dependent_scale, const float* dependent_bias,
               const int32_t* head, const float* head_scale, const float* head_bias, size_t count,
               uint8_t* out);

  // Returns the first c with the highest sums[c] * scale[c] + bias[c]; count is 1 to kMostScores.
  size_t (*best)(const int32_t* sums, const float* scale, const float* bias, size_t count);

  // Scores the heads that the word `self` of `words` words can have, the last being the root:
  // scores[j] = (sums[j] - totals[j]) * scale + distances[buckets[j]], the root at the last of the
  // kDistances, the word itself at the lowest number; there is room for kMostLanes more.
  // Returns the best: the root only if it is no worse than every word, then as the word itself.
  size_t (*attach)(const int32_t* sums, const int32_t* totals, float scale, const float* distances,
                   const uint8_t* buckets, size_t words, size_t self, float* scores);

  // Fills all sums of projective trees (Eisner 1996) from the gains of arcs, for each dependent one
  // of each word and of the root, all together within 30 bits.
  void (*fill_spans)(const int32_t* gains, size_t words, const SpanSums& sums);
};

// Gives the fastest that the processor has, or the one asked for; nullptr if the processor has it
// not.
const Kernels* kernels(Kernel kernel);

extern const Kernels kScalarKernels;
#if defined(__x86_64__)
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
#endif

}  // namespace servanda::language

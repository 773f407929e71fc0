// The loops that every build of the kernels shares; each includes this file and is compiled for its
// instruction set. All of it is in an unnamed namespace: a linker must never take one build's code
// for another's.
//
// Sums are integers and everything else is element by element in exactly rounded operations without
// contraction, so the width of the vectors cannot change a bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

namespace servanda::language {
namespace {

// Calls body(0), body(1) ... with constants, so that arrays indexed by them live in registers: a
// loop, even if unrolled later, leaves them in memory (GCC 12).
template <size_t Count, typename Body>
__attribute__((always_inline)) inline void unrolled(const Body& body) {
  [&]<size_t... I>(std::index_sequence<I...>) { (body(std::integral_constant<size_t, I>()), ...); }
  (std::make_index_sequence<Count>());
}

#if defined(__AVX512F__)
constexpr size_t kLanes = 16;
#elif defined(__AVX2__)
constexpr size_t kLanes = 8;
#else
constexpr size_t kLanes = 4;
#endif
static_assert(kMostLanes % kLanes == 0 && kMostScores % kMostLanes == 0);
typedef float Floats __attribute__((vector_size(kLanes * sizeof(float))));
typedef int32_t Integers __attribute__((vector_size(kLanes * sizeof(int32_t))));
typedef uint8_t Bytes __attribute__((vector_size(kLanes)));

// Vectors are spelt out, since rows of 80 or 48 elements would leave the compiler's own a tail that
// is taken element by element. Rows have a multiple of kMostLanes elements.
template <typename Vector>
__attribute__((always_inline)) inline Vector load(const void* from) {
  Vector vector;
  std::memcpy(&vector, from, sizeof vector);
  return vector;
}

// Takes the lane `from[l]` into each lane l.
template <typename Vector>
__attribute__((always_inline)) inline Vector shuffled(Vector vector, Integers from) {
#if defined(__clang__)
  Vector out{};
  for (size_t l = 0; l < kLanes; ++l) out[l] = vector[from[l]];
  return out;
#else
  return __builtin_shuffle(vector, from);
#endif
}

// Between -3 and 3; and the lowest byte of each element. GCC 12 makes poor code of both for AVX2.
#if defined(__AVX2__) && !defined(__AVX512F__)
__attribute__((always_inline)) inline Floats clamped(Floats x) {
  return _mm256_min_ps(_mm256_set1_ps(3.0f), _mm256_max_ps(_mm256_set1_ps(-3.0f), x));
}
__attribute__((always_inline)) inline Bytes narrowed(Integers x) {
  const auto both = reinterpret_cast<__m256i>(x);
  const __m128i words =
      _mm_packs_epi32(_mm256_castsi256_si128(both), _mm256_extracti128_si256(both, 1));
  const __m128i bytes = _mm_packus_epi16(words, words);
  return load<Bytes>(&bytes);
}
#else
__attribute__((always_inline)) inline Floats clamped(Floats x) {
  x = x < -3.0f ? Floats{} - 3.0f : x;
  return x > 3.0f ? Floats{} + 3.0f : x;
}
__attribute__((always_inline)) inline Bytes narrowed(Integers x) {
  return __builtin_convertvector(x, Bytes);
}
#endif

__attribute__((always_inline)) inline Floats squashed(Floats x) {
  x = clamped(x);
  const Floats square = x * x;
  return x * (27.0f + square) / (27.0f + 9.0f * square);
}

__attribute__((always_inline)) inline Floats opened(Floats x) {
  return 0.5f + 0.5f * squashed(0.5f * x);
}

__attribute__((always_inline)) inline void store_quantised(Floats x, uint8_t* to) {
  const Integers steps = __builtin_convertvector(x * 63.0f + 64.5f, Integers);
  const Bytes bytes = narrowed(steps);
  std::memcpy(to, &bytes, sizeof bytes);
}

__attribute__((always_inline)) inline Floats scaled(Integers sums, const float* scale,
                                                    const float* bias) {
  return __builtin_convertvector(sums, Floats) * load<Floats>(scale) + load<Floats>(bias);
}

// Sums rows of bytes, in 16 bits, which 256 of them fit, twice as many side by side; calls take(at,
// sums) for the vectors of floats.
template <typename Take>
__attribute__((always_inline)) inline void sum_rows(const int8_t* const* rows, size_t count,
                                                    size_t width, const Take& take) {
  constexpr size_t kPart = 2 * kLanes;
  typedef int16_t Shorts __attribute__((vector_size(kPart * sizeof(int16_t))));
  typedef int16_t Half __attribute__((vector_size(kLanes * sizeof(int16_t))));
  typedef int8_t Cells __attribute__((vector_size(kPart)));
  for (size_t from = 0; from < width; from += kPart) {
    Shorts sum{};
    for (size_t r = 0; r < count; ++r)
      sum += __builtin_convertvector(load<Cells>(rows[r] + from), Shorts);
    Half halves[2];
    std::memcpy(halves, &sum, sizeof halves);
    for (size_t half = 0; half < 2; ++half) {
      take(from + half * kLanes,
           __builtin_convertvector(__builtin_convertvector(halves[half], Integers), Floats));
    }
  }
}

void embed_rows(const int8_t* const* rows, size_t count, size_t width, float step,
                uint8_t* __restrict out) {
  sum_rows(rows, count, width,
           [&](size_t at, Floats sums) { store_quantised(squashed(sums * step), out + at); });
}

void meet_rows(const int8_t* const* rows, size_t count, size_t width, float step,
               const float* __restrict begin, const float* __restrict more, float* __restrict out) {
  sum_rows(rows, count, width, [&](size_t at, Floats sums) {
    Floats x = load<Floats>(begin + at) + sums * step;
    if (more != nullptr) x = x + load<Floats>(more + at);
    x = squashed(x);
    std::memcpy(out + at, &x, sizeof x);
  });
}

void squash_window(const int32_t* __restrict before, const int32_t* __restrict at,
                   const int32_t* __restrict after, const float* __restrict scale,
                   const float* __restrict bias, size_t count, uint8_t* __restrict out) {
  for (size_t c = 0; c < count; c += kLanes) {
    const Integers sum =
        load<Integers>(before + c) + load<Integers>(at + c) + load<Integers>(after + c);
    store_quantised(squashed(scaled(sum, scale + c, bias + c)), out + c);
  }
}

void squash_sums(const int32_t* __restrict sums, const float* __restrict scale,
                 const float* __restrict bias, size_t count, uint8_t* __restrict out) {
  for (size_t c = 0; c < count; c += kLanes)
    store_quantised(squashed(scaled(load<Integers>(sums + c), scale + c, bias + c)), out + c);
}

void scan_rows(const int32_t* sums, std::ptrdiff_t stride, const float* __restrict scale,
               const float* __restrict bias, size_t hidden, size_t steps, uint8_t* out,
               std::ptrdiff_t out_stride, float* __restrict state) {
  for (size_t c = 0; c < hidden; ++c) state[c] = 0.0f;
  for (size_t t = 0; t < steps; ++t) {
    for (size_t c = 0; c < hidden; c += kLanes) {
      const size_t k = hidden + c;
      const Floats z = opened(scaled(load<Integers>(sums + c), scale + c, bias + c)),
                   candidate = squashed(scaled(load<Integers>(sums + k), scale + k, bias + k)),
                   before = load<Floats>(state + c), h = before + z * (candidate - before);
      std::memcpy(state + c, &h, sizeof h);
      store_quantised(h, out + c);
    }
    sums += stride;
    out += out_stride;
  }
}

void squash_pair(const int32_t* __restrict dependent, const float* __restrict dependent_scale,
                 const float* __restrict dependent_bias, const int32_t* __restrict head,
                 const float* __restrict head_scale, const float* __restrict head_bias,
                 size_t count, uint8_t* __restrict out) {
  for (size_t c = 0; c < count; c += kLanes) {
    const Floats from =
        scaled(load<Integers>(dependent + c), dependent_scale + c, dependent_bias + c);
    const Floats to = scaled(load<Integers>(head + c), head_scale + c, head_bias + c);
    store_quantised(squashed(from + to), out + c);
  }
}

// The higher of each lane, and the first lane that is set, kLanes if none is.
#if defined(__AVX512F__)
__attribute__((always_inline)) inline Floats higher(Floats a, Floats b) {
  return _mm512_maskz_max_ps(0xFFFF, a, b);  // without a mask GCC 12 warns of its own header
}
__attribute__((always_inline)) inline size_t first_lane(Integers set) {
  return static_cast<size_t>(
      __builtin_ctz(_mm512_movepi32_mask(reinterpret_cast<__m512i>(set)) | 1u << kLanes));
}
#elif defined(__AVX2__)
__attribute__((always_inline)) inline Floats higher(Floats a, Floats b) {
  return _mm256_max_ps(a, b);
}
__attribute__((always_inline)) inline size_t first_lane(Integers set) {
  return static_cast<size_t>(__builtin_ctz(
      static_cast<unsigned>(_mm256_movemask_ps(reinterpret_cast<__m256>(set))) | 1u << kLanes));
}
#else
__attribute__((always_inline)) inline Floats higher(Floats a, Floats b) { return a > b ? a : b; }
__attribute__((always_inline)) inline size_t first_lane(Integers set) {
  size_t lane = 0;
  while (lane < kLanes && set[lane] == 0) ++lane;
  return lane;
}
#endif

// Gives the first of the highest scores: what is highest, then where it stands. What stands behind
// them up to a multiple of kMostLanes is read, whatever it is.
size_t highest(const float* scores, size_t count) {
  Floats top = Floats{} + std::numeric_limits<float>::lowest();
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) top = higher(top, load<Floats>(scores + i));
  int32_t numbers[kLanes];
  for (size_t l = 0; l < kLanes; ++l) numbers[l] = static_cast<int32_t>(l);
  const auto lanes = load<Integers>(numbers);
  if (i < count)
    top = higher(top, lanes < static_cast<int32_t>(count - i) ? load<Floats>(scores + i) : top);
  // Lanes meet at half the distance each time, until each has met all.
  for (size_t apart = kLanes / 2; apart > 0; apart /= 2)
    top = higher(top, shuffled(top, lanes ^ static_cast<int32_t>(apart)));
  for (i = 0; i < count; i += kLanes) {
    if (const size_t lane = first_lane(load<Floats>(scores + i) == top); lane < kLanes)
      return i + lane;
  }
  return 0;
}

size_t best_score(const int32_t* __restrict sums, const float* __restrict scale,
                  const float* __restrict bias, size_t count) {
  float scores[kMostScores];
  const auto take = [&](size_t i) {
    const Floats score = scaled(load<Integers>(sums + i), scale + i, bias + i);
    std::memcpy(scores + i, &score, sizeof score);
  };
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) take(i);
  // The last vector ends with the scores; where there are fewer, they are taken one by one.
  if (count >= kLanes) {
    if (i < count) take(count - kLanes);
  } else {
    for (; i < count; ++i) scores[i] = static_cast<float>(sums[i]) * scale[i] + bias[i];
  }
  return highest(scores, count);
}

size_t attach_word(const int32_t* __restrict sums, const int32_t* __restrict totals, float scale,
                   const float* __restrict distances, const uint8_t* __restrict buckets, size_t n,
                   size_t self, float* __restrict scores) {
  for (size_t j = 0; j < n; ++j)
    scores[j] = static_cast<float>(sums[j] - totals[j]) * scale + distances[buckets[j]];
  scores[n] = static_cast<float>(sums[n] - totals[n]) * scale + distances[kDistances - 1];
  scores[self] = std::numeric_limits<float>::lowest();
  const size_t best = highest(scores, n);
  return scores[best] > scores[n] ? best : self;
}

// Returns the best sum of two rows, of which whole vectors are read: beyond `count` one of the two
// holds kNoSpan and neither is above 0.
__attribute__((always_inline)) inline int32_t best_sum(const int32_t* a, const int32_t* b,
                                                       size_t count) {
  int32_t best[kSpanLanes];
  for (int32_t& lane : best) lane = std::numeric_limits<int32_t>::min();
  for (size_t k = 0; k < count; k += kSpanLanes) {
    for (size_t lane = 0; lane < kSpanLanes; ++lane) {
      const int32_t sum = a[k + lane] + b[k + lane];
      best[lane] = sum > best[lane] ? sum : best[lane];
    }
  }
  for (size_t half = kSpanLanes / 2; half > 0; half /= 2) {
    for (size_t lane = 0; lane < half; ++lane)
      best[lane] = best[lane + half] > best[lane] ? best[lane + half] : best[lane];
  }
  return best[0];
}

void fill_spans(const int32_t* gains, size_t n, const SpanSums& sums) {
  const size_t row = n + kSpanLanes;
  const auto [right, right_by_end, left, left_by_end, right_open, left_open_by_end] = sums;
  for (int32_t* table : {right, right_by_end, left, left_by_end, right_open, left_open_by_end}) {
    for (size_t i = 0; i < n * row; ++i) table[i] = kNoSpan;
  }
  for (size_t i = 0; i < n; ++i)
    right[i * row + i] = right_by_end[i * row + i] = left[i * row + i] = left_by_end[i * row + i] =
        0;
  for (size_t width = 1; width < n; ++width) {
    for (size_t i = 0; i + width < n; ++i) {
      const size_t j = i + width, at = i * row + j, at_by_end = j * row + i;
      const int32_t inner = best_sum(right + i * row + i, left_by_end + at_by_end + 1, width);
      right_open[at] = inner + gains[j * (n + 1) + i];
      left_open_by_end[at_by_end] = inner + gains[i * (n + 1) + j];
      right[at] = right_by_end[at_by_end] =
          best_sum(right_open + i * row + i + 1, right_by_end + at_by_end + 1, width);
      left[at] = left_by_end[at_by_end] =
          best_sum(left + i * row + i, left_open_by_end + at_by_end, width);
    }
  }
}

}  // namespace
}  // namespace servanda::language

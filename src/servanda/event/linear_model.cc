// Looks up weights and sums them.
#include "servanda/event/linear_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace servanda::event {
namespace {

constexpr std::string_view kMagic = "SVEV0002";
static_assert(std::endian::native == std::endian::little, "the file has numbers so");

void put(std::string& bytes, uint32_t value) {
  for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

void put(std::string& bytes, std::string_view text) {
  put(bytes, static_cast<uint32_t>(text.size()));
  bytes.append(text);
}

uint32_t feature_of(const int8_t* record) {
  uint32_t feature = 0;
  std::memcpy(&feature, record, sizeof feature);
  return feature;
}

// How many classes are summed at once, in vectors of the compiler.
constexpr size_t kStep = 8;
using Bytes = int8_t __attribute__((vector_size(kStep)));
using Words = int16_t __attribute__((vector_size(2 * kStep)));

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
    for (size_t i = 0; i < b.size(); ++i)
      value |= static_cast<uint32_t>(static_cast<uint8_t>(b[i])) << (8 * i);
    return value;
  }
  std::string text() { return std::string(take(number())); }
};

}  // namespace

void LinearModel::set(uint32_t feature, const std::vector<int8_t>& weights) {
  keys_.push_back(feature);
  weights_.insert(weights_.end(), weights.begin(), weights.end());
}

void LinearModel::finish() {
  fill(weights_.data());
  weights_ = {};
}

// Puts the features of keys_ into the table.
void LinearModel::fill(const int8_t* weights) {
  const size_t count = classes.size();
  record_size_ = sizeof(uint32_t) + count;
  places_ = keys_.size() * 8 / 5 + 1;
  table_.assign(places_ * record_size_ + kStep, 0);  // the last is read to the end of a step
  for (size_t i = 0; i < keys_.size(); ++i) {
    const uint32_t feature = stored(keys_[i]);
    size_t place = place_of(feature);
    while (feature_of(record(place)) != kFree) place = next(place);
    int8_t* into = table_.data() + place * record_size_;
    std::memcpy(into, &feature, sizeof feature);
    std::memcpy(into + sizeof feature, weights + i * count, count);
  }
  keys_ = {};
}

const int8_t* LinearModel::find(uint32_t asked) const {
  if (places_ == 0) return nullptr;
  const uint32_t feature = stored(asked);
  for (size_t place = place_of(feature);; place = next(place)) {
    const uint32_t there = feature_of(record(place));
    if (there == feature) return record(place) + sizeof feature;
    if (there == kFree) return nullptr;
  }
}

LinearModel::Sums LinearModel::add_up(const std::vector<uint32_t>& features) const {
  constexpr size_t kMost = 64;  // of weights of 8 bits fit into sums of 16
  Sums sums{};
  if (places_ == 0) return sums;
  for (size_t begin = 0; begin < features.size(); begin += kMost) {
    const std::span<const uint32_t> some(features.data() + begin,
                                         std::min(kMost, features.size() - begin));
    std::array<const int8_t*, kMost> rows;
    size_t found = 0;
    for (const uint32_t feature : some) {
      rows[found] = find(feature);
      found += rows[found] != nullptr;
    }
    // A vector of eight classes at a time.
    for (size_t k = 0; k < classes.size(); k += kStep) {
      Words part{};
      for (size_t r = 0; r < found; ++r) {
        Bytes weights;
        std::memcpy(&weights, rows[r] + k, kStep);
        part += __builtin_convertvector(weights, Words);
      }
      for (size_t i = 0; i < kStep; ++i) sums[k + i] += part[i];
    }
  }
  return sums;
}

std::vector<float> LinearModel::probabilities(const std::vector<uint32_t>& features) const {
  const size_t count = classes.size();
  const Sums sums = add_up(features);
  std::vector<float> out(count);
  const int32_t top =
      *std::max_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count));
  float total = 0;
  for (size_t k = 0; k < count; ++k)
    total += out[k] = std::exp(static_cast<float>(sums[k] - top) * scale_);
  for (float& p : out) p /= total;
  return out;
}

void LinearModel::sums(const std::vector<uint32_t>& features, std::span<float> into) const {
  const Sums sums = add_up(features);
  for (size_t k = 0; k < std::min(into.size(), classes.size()); ++k)
    into[k] = static_cast<float>(sums[k]) * scale_;
}

float LinearModel::weight(uint32_t feature, size_t cls) const {
  const int8_t* row = find(feature);
  return row == nullptr ? 0 : static_cast<float>(row[cls]) * scale_;
}

void LinearModel::write(std::string& bytes) const {
  if (bytes.empty()) bytes.append(kMagic);
  put(bytes, std::string_view(name));
  uint32_t scale = 0;
  std::memcpy(&scale, &scale_, 4);
  put(bytes, scale);
  put(bytes, static_cast<uint32_t>(classes.size()));
  for (const std::string& cls : classes) put(bytes, std::string_view(cls));
  std::vector<const int8_t*> records;
  for (size_t place = 0; place < places_; ++place) {
    if (feature_of(record(place)) != kFree) records.push_back(record(place));
  }
  std::sort(records.begin(), records.end(),
            [](const int8_t* a, const int8_t* b) { return feature_of(a) < feature_of(b); });
  put(bytes, static_cast<uint32_t>(records.size()));
  for (const int8_t* one : records) put(bytes, feature_of(one));
  for (const int8_t* one : records)
    bytes.append(reinterpret_cast<const char*>(one) + sizeof(uint32_t), classes.size());
}

base::Result<std::vector<LinearModel>> LinearModel::read(std::string_view bytes) {
  std::vector<LinearModel> models;
  const base::Error damaged{base::ErrorCode::kInternal, "the event model is damaged",
                            "coder.model"};
  if (bytes.substr(0, kMagic.size()) != kMagic) return damaged;
  Cursor cursor{bytes.substr(kMagic.size())};
  while (!cursor.bytes.empty()) {
    LinearModel model;
    model.name = cursor.text();
    const uint32_t scale = cursor.number();
    std::memcpy(&model.scale_, &scale, 4);
    const uint32_t classes = cursor.number();
    if (!cursor.ok || classes == 0 || classes > kMostClasses) return damaged;
    for (uint32_t k = 0; k < classes; ++k) model.classes.push_back(cursor.text());
    const uint32_t keys = cursor.number();
    const std::string_view key_bytes = cursor.take(size_t{keys} * 4);
    const std::string_view weight_bytes = cursor.take(size_t{keys} * classes);
    if (!cursor.ok) return damaged;
    model.keys_.resize(keys);
    if (keys > 0) std::memcpy(model.keys_.data(), key_bytes.data(), key_bytes.size());
    model.fill(reinterpret_cast<const int8_t*>(weight_bytes.data()));
    models.push_back(std::move(model));
  }
  return models;
}

}  // namespace servanda::event

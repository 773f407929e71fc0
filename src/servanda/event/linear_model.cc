// Looks up weights and sums them.
#include "servanda/event/linear_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace servanda::event {
namespace {

constexpr std::string_view kMagic = "SVEV0002";

void put(std::string& bytes, uint32_t value) {
  for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

void put(std::string& bytes, std::string_view text) {
  put(bytes, static_cast<uint32_t>(text.size()));
  bytes.append(text);
}

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

void Features::add_name(FeatureName name, std::string_view a, std::string_view b,
                        std::string_view c) {
  std::string text(name.text);
  for (std::string_view part : {a, b, c}) {
    if (!part.empty()) text.append(text.size() == name.text.size() ? "=" : "|").append(part);
  }
  names_.push_back(std::move(text));
}

void LinearModel::set(uint32_t feature, const std::vector<int8_t>& weights) {
  keys_.push_back(feature);
  weights_.insert(weights_.end(), weights.begin(), weights.end());
}

void LinearModel::finish() {
  size_t size = 16;
  while (size < keys_.size() * 2) size *= 2;
  table_.assign(size, {});
  for (uint32_t row = 0; row < keys_.size(); ++row) {
    size_t at = keys_[row] & (size - 1);
    while (table_[at].row != 0) at = (at + 1) & (size - 1);
    table_[at] = {keys_[row], row + 1};
  }
}

const int8_t* LinearModel::find(uint32_t feature) const {
  if (table_.empty()) return nullptr;
  const size_t mask = table_.size() - 1;
  for (size_t at = feature & mask; table_[at].row != 0; at = (at + 1) & mask) {
    if (table_[at].feature == feature)
      return weights_.data() + (table_[at].row - 1) * classes.size();
  }
  return nullptr;
}

// The table and the weights are far larger than a cache: both are asked for ahead of their use.
std::array<int32_t, LinearModel::kMostClasses> LinearModel::add_up(
    const std::vector<uint32_t>& features) const {
  constexpr size_t kAhead = 32;
  const size_t count = classes.size();
  std::array<int32_t, kMostClasses> sums{};
  if (table_.empty()) return sums;
  for (size_t begin = 0; begin < features.size(); begin += kAhead) {
    const size_t end = std::min(begin + kAhead, features.size());
    for (size_t i = begin; i < end; ++i)
      __builtin_prefetch(&table_[features[i] & (table_.size() - 1)]);
    std::array<const int8_t*, kAhead> rows{};
    size_t found = 0;
    for (size_t i = begin; i < end; ++i) {
      const int8_t* row = find(features[i]);
      if (row == nullptr) continue;
      __builtin_prefetch(row);
      rows[found++] = row;
    }
    for (size_t r = 0; r < found; ++r) {
      for (size_t k = 0; k < count; ++k) sums[k] += rows[r][k];
    }
  }
  return sums;
}

std::vector<float> LinearModel::probabilities(const std::vector<uint32_t>& features) const {
  const size_t count = classes.size();
  const std::array<int32_t, kMostClasses> sums = add_up(features);
  std::vector<float> out(count);
  const int32_t top =
      *std::max_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(count));
  float total = 0;
  for (size_t k = 0; k < count; ++k)
    total += out[k] = std::exp(static_cast<float>(sums[k] - top) * scale_);
  for (float& p : out) p /= total;
  return out;
}

std::vector<float> LinearModel::sums(const std::vector<uint32_t>& features) const {
  const std::array<int32_t, kMostClasses> sums = add_up(features);
  std::vector<float> out(classes.size());
  for (size_t k = 0; k < out.size(); ++k) out[k] = static_cast<float>(sums[k]) * scale_;
  return out;
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
  put(bytes, static_cast<uint32_t>(keys_.size()));
  for (uint32_t key : keys_) put(bytes, key);
  for (int8_t weight : weights_) bytes.push_back(static_cast<char>(weight));
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
    Cursor key_cursor{key_bytes};
    model.keys_.reserve(keys);
    for (uint32_t i = 0; i < keys; ++i) model.keys_.push_back(key_cursor.number());
    model.weights_.resize(weight_bytes.size());
    std::memcpy(model.weights_.data(), weight_bytes.data(), weight_bytes.size());
    model.finish();
    models.push_back(std::move(model));
  }
  return models;
}

}  // namespace servanda::event

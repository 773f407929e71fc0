// Linear models over hashed features.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/event/features.h"

namespace servanda::event {

// One multinomial logistic model.
class LinearModel {
 public:
  static constexpr size_t kMostClasses = 96;  // a multiple of 8
  std::string name;
  std::vector<std::string> classes;

  // The weights of one feature, one for each class; they count times the scale.
  struct Row {
    uint32_t feature = 0;
    std::span<const int8_t> weights;
  };

  void set(uint32_t feature, const std::vector<int8_t>& weights);
  void set_scale(float scale) { scale_ = scale; }
  float scale() const { return scale_; }
  // Builds the table; call once after the last set().
  void finish();
  // Makes an empty table of so many features, without set() and finish().
  void make_table(size_t features);
  // Puts a feature into the table and gives its weights, which are zero, to be written.
  std::span<int8_t> add(uint32_t feature);
  // Returns the probabilities of the classes.
  std::vector<float> probabilities(const Features& features) const {
    return probabilities(features.hashes());
  }
  std::vector<float> probabilities(const std::vector<uint32_t>& features) const;
  // Gives the sums of the weights, class by class.
  void sums(const std::vector<uint32_t>& features, std::span<float> into) const;
  std::vector<float> sums(const std::vector<uint32_t>& features) const {
    std::vector<float> out(classes.size());
    sums(features, out);
    return out;
  }
  // Asks for the weights of a feature ahead of their use.
  void prefetch(uint32_t feature) const { __builtin_prefetch(record(place_of(stored(feature)))); }
  // Returns the weight of one feature for one class; 0 if it has none.
  float weight(uint32_t feature, size_t cls) const;
  // Gives all features with their weights, in order of the features.
  std::vector<Row> rows() const;

 private:
  using Sums = std::array<int32_t, kMostClasses>;

  static constexpr uint32_t kFree = 0;
  // The feature as the table has it: the one in four milliards that would look free is taken for
  // its neighbour.
  static uint32_t stored(uint32_t feature) { return feature == kFree ? 1 : feature; }
  size_t place_of(uint32_t feature) const {
    return static_cast<size_t>((uint64_t{feature} * places_) >> 32);
  }
  size_t next(size_t place) const { return place + 1 == places_ ? 0 : place + 1; }
  const int8_t* record(size_t place) const { return table_.data() + place * record_size_; }
  const int8_t* find(uint32_t feature) const;
  Sums add_up(const std::vector<uint32_t>& features) const;

  float scale_ = 1;
  std::vector<uint32_t> keys_;   // until finish() puts them into the table
  std::vector<int8_t> weights_;  // keys_.size() * classes.size()
  // Open addressing: a record is a feature and its weights, so that a look-up touches one place in
  // memory. The feature 0 marks a free record.
  std::vector<int8_t> table_;
  size_t places_ = 0, record_size_ = 0;
};

}  // namespace servanda::event

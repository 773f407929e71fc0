// Linear models over hashed features.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/event/features.h"
#include "servanda/event/weight_table.h"

namespace servanda::event {

// Turns the scores of classes into their probabilities.
void to_probabilities(std::span<float> scores);

// One multinomial logistic model.
class LinearModel {
 public:
  static constexpr size_t kMostClasses = WeightTable::kMostCells;  // a multiple of 8
  std::string name;
  std::vector<std::string> classes;

  // The weights of one feature, one for each class; they count times the scale.
  struct Row {
    uint32_t feature = 0;
    std::span<const int8_t> weights;
  };

  void set_scale(float scale) { scale_ = scale; }
  float scale() const { return scale_; }
  void set(uint32_t feature, const std::vector<int8_t>& weights);
  // Builds the table; call once after the last set(). False if that cannot be: as good as never.
  bool finish();
  // The table as it is compiled; false if it is not one of these classes.
  const WeightTable::Columns& table() const { return table_.columns(); }
  bool set_table(WeightTable::Columns columns);
  // Returns the probabilities of the classes.
  std::vector<float> probabilities(const Features& features) const {
    return probabilities(features.hashes());
  }
  std::vector<float> probabilities(std::span<const uint32_t> features) const;
  // Gives the sums of the weights, class by class.
  void sums(std::span<const uint32_t> features, std::span<float> into) const;
  std::vector<float> sums(std::span<const uint32_t> features) const {
    std::vector<float> out(classes.size());
    sums(features, out);
    return out;
  }
  // The weights of features lie all over a table larger than a cache: whoever has something else to
  // do meanwhile need not wait for them. The first asks for what leads to them; the second asks for
  // them and notes where they lie, behind what is noted already.
  using Places = std::vector<const int8_t*>;
  void ask(std::span<const uint32_t> features) const;
  void ask(std::span<const uint32_t> features, Places& places) const;
  // The same as above with the places of the features.
  void probabilities(std::span<const uint32_t> features, std::span<const int8_t* const> places,
                     std::span<float> into) const;
  void sums(std::span<const uint32_t> features, std::span<const int8_t* const> places,
            std::span<float> into) const;
  // Returns the weight of one feature for one class; 0 if it has none.
  float weight(uint32_t feature, size_t cls) const {
    return static_cast<float>(table_.row(feature)[cls]) * scale_;
  }
  // Gives all features with their weights, in order of the features.
  std::vector<Row> rows() const;

 private:
  using Sums = std::array<int32_t, kMostClasses>;

  // Gives the sums of all classes; beyond them anything.
  void add_up(std::span<const uint32_t> features, Sums& sums) const;
  void add_up(std::span<const uint32_t> features, std::span<const int8_t* const> places,
              Sums& sums) const;
  // Adds up to kTogether rows.
  void add_rows(std::span<const int8_t* const> rows, Sums& sums) const;
  void to_probabilities(const Sums& sums, std::span<float> into) const;
  void to_floats(const Sums& sums, std::span<float> into) const;

  float scale_ = 1;
  std::vector<uint32_t> keys_;   // until finish() puts them into the table
  std::vector<int8_t> weights_;  // keys_.size() * classes.size()
  WeightTable table_;
};

}  // namespace servanda::event

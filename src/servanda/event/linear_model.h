// Linear models over hashed features, as the trainer writes them (docs/formats/event_model.md).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"

namespace servanda::event {

inline constexpr uint32_t kFeatureSeed = 2166136261u;

// Carries the hash of a feature on over one part of it and the mark behind that (FNV-1a).
constexpr uint32_t hash_part(uint32_t hash, std::string_view part, char end) {
  for (const char byte : part) hash = (hash ^ static_cast<uint8_t>(byte)) * 16777619u;
  return (hash ^ static_cast<uint8_t>(end)) * 16777619u;
}

// What a feature is of; hashed when the program is compiled.
struct FeatureName {
  std::string_view text;
  uint32_t hash;
  consteval FeatureName(const char* literal)
      : text(literal), hash(hash_part(kFeatureSeed, text, '=')) {}
};

// The active features of one decision; every one counts 1.
class Features {
 public:
  explicit Features(bool keep_names = false) : keep_names_(keep_names) {}
  // Adds the feature "name=a|b|c"; parts after the first empty one are left out.
  void add(FeatureName name, std::string_view a = {}, std::string_view b = {},
           std::string_view c = {});
  void clear() { hashes_.clear(), names_.clear(); }
  const std::vector<uint32_t>& hashes() const { return hashes_; }
  const std::vector<std::string>& names() const { return names_; }  // empty unless kept

 private:
  bool keep_names_;
  std::vector<uint32_t> hashes_;
  std::vector<std::string> names_;
};

// One multinomial logistic model.
class LinearModel {
 public:
  std::string name;
  std::vector<std::string> classes;

  // Sets the weights of a feature: one value for each class, times 1 / scale.
  void set(uint32_t feature, const std::vector<int8_t>& weights);
  void set_scale(float scale) { scale_ = scale; }
  // Builds the table; call once after the last set().
  void finish();
  // Returns the probabilities of the classes.
  std::vector<float> probabilities(const Features& features) const {
    return probabilities(features.hashes());
  }
  std::vector<float> probabilities(const std::vector<uint32_t>& features) const;
  // Returns the sums of the weights, class by class.
  std::vector<float> sums(const std::vector<uint32_t>& features) const;
  // Returns the weight of one feature for one class; 0 if it has none.
  float weight(uint32_t feature, size_t cls) const;

  // Reads models one after the other. Errors: kInternal if the bytes are damaged.
  static base::Result<std::vector<LinearModel>> read(std::string_view bytes);
  void write(std::string& bytes) const;

 private:
  static constexpr size_t kMostClasses = 96;
  struct Slot {
    uint32_t feature = 0, row = 0;  // row + 1; 0 is free
  };

  const int8_t* find(uint32_t feature) const;
  std::array<int32_t, kMostClasses> add_up(const std::vector<uint32_t>& features) const;

  float scale_ = 1;
  std::vector<uint32_t> keys_;
  std::vector<int8_t> weights_;  // keys_.size() * classes.size()
  std::vector<Slot> table_;      // open addressing
};

}  // namespace servanda::event

// Linear models over hashed features, as the trainer writes them (docs/formats/event_model.md).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/event/hashed_text.h"

namespace servanda::event {

// What a feature is of; hashed when the program is compiled.
struct FeatureName {
  std::string_view text;
  uint32_t hash;
  consteval FeatureName(const char* literal) : text(literal), hash(hash_of(text)) {}
};

// The active features of one decision; every one counts 1.
class Features {
 public:
  explicit Features(bool keep_names = false) : keep_names_(keep_names) {}
  // Adds the feature "name=a|b|c"; empty parts are left out.
  void add(FeatureName name, AnyText a = {}, AnyText b = {}, AnyText c = {}) {
    uint32_t hash = name.hash;
    if (!a.empty()) hash = carry_on(hash, a.hash);
    if (!b.empty()) hash = carry_on(hash, b.hash);
    if (!c.empty()) hash = carry_on(hash, c.hash);
    hashes_.push_back(hash);
    if (keep_names_) add_name(name, a, b, c);
  }
  void clear() { hashes_.clear(), names_.clear(); }
  const std::vector<uint32_t>& hashes() const { return hashes_; }
  const std::vector<std::string>& names() const { return names_; }  // empty unless kept

 private:
  // One to one in each of both, so that only what FNV-1a confuses is confused.
  static constexpr uint32_t carry_on(uint32_t hash, uint32_t part) {
    hash = (hash ^ part) * 2654435769u;
    return hash ^ (hash >> 15);
  }
  void add_name(FeatureName name, std::string_view a, std::string_view b, std::string_view c);

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

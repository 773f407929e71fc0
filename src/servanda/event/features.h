// What a decision is taken by: features with names and parts, kept as hashes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/event/hashed_text.h"

namespace servanda::event {

class LinearModel;

// What a feature is of; hashed when the program is compiled.
struct FeatureName {
  std::string_view text;
  uint32_t hash;
  consteval FeatureName(const char* literal) : text(literal), hash(hash_of(text)) {}
};

// The active features of one decision; every one counts 1.
class Features {
 public:
  explicit Features(bool keep_names = false) : keep_names_(keep_names) { hashes_.reserve(128); }
  // Features that `model` is to weigh. They are the same, but their weights, which lie all over a
  // table larger than a cache, are on their way while the next features are made.
  explicit Features(const LinearModel& model) : Features() { model_ = &model; }
  // Adds the feature "name=a|b|c"; empty parts are left out.
  void add(FeatureName name, AnyText a = {}, AnyText b = {}, AnyText c = {}) {
    uint32_t hash = name.hash;
    if (!a.empty()) hash = carry_on(hash, a.hash);
    if (!b.empty()) hash = carry_on(hash, b.hash);
    if (!c.empty()) hash = carry_on(hash, c.hash);
    push(hash);
    if (keep_names_) add_name(name, a, b, c);
  }
  // Adds each feature so far once more, for texts of a style of their own.
  void add_again(AnyText style) {
    const size_t count = hashes_.size();
    for (size_t i = 0; i < count; ++i) push(carry_on(hashes_[i], style.hash));
    if (keep_names_) {
      for (size_t i = 0; i < count; ++i) names_.push_back(names_[i] + "|" + std::string(style));
    }
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
  void push(uint32_t hash);
  void add_name(FeatureName name, std::string_view a, std::string_view b, std::string_view c);

  bool keep_names_;
  const LinearModel* model_ = nullptr;
  std::vector<uint32_t> hashes_;
  std::vector<std::string> names_;
};

}  // namespace servanda::event

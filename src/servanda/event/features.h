// What a decision is taken by: features with names and parts, kept as hashes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/event/hashed_text.h"

namespace servanda::event {

// What a feature is of; hashed when the program is compiled.
struct FeatureName {
  std::string_view text;
  uint32_t hash;
  consteval FeatureName(const char* literal) : text(literal), hash(hash_of(text)) {}
};

// The active features of one decision; every one counts 1. What is done here is done a thousand
// times a sentence: hashes go through registers into memory that is there already.
class Features {
 public:
  explicit Features(bool keep_names = false) : keep_names_(keep_names) {}
  // Adds the feature "name=a|b|c"; empty parts are left out.
  __attribute__((always_inline)) void add(FeatureName name, const AnyText& a = {},
                                          const AnyText& b = {}, const AnyText& c = {}) {
    uint32_t hash = name.hash;
    if (!a.empty()) hash = carry_on(hash, a.hash);
    if (!b.empty()) hash = carry_on(hash, b.hash);
    if (!c.empty()) hash = carry_on(hash, c.hash);
    push(hash);
    if (keep_names_) add_name(name, a, b, c);
  }
  // Adds each feature so far once more, for texts of a style of their own.
  void add_again(const AnyText& style) {
    const size_t count = count_;
    for (size_t i = 0; i < count; ++i) push(carry_on(hashes_[i], style.hash));
    if (keep_names_) {
      for (size_t i = 0; i < count; ++i) names_.push_back(names_[i] + "|" + std::string(style));
    }
  }
  void clear() { count_ = 0, names_.clear(); }
  std::span<const uint32_t> hashes() const { return {hashes_.data(), count_}; }
  std::vector<uint32_t> list() const { return {hashes().begin(), hashes().end()}; }
  const std::vector<std::string>& names() const { return names_; }  // empty unless kept

 private:
  // One to one in each of both, so that only what FNV-1a confuses is confused.
  static constexpr uint32_t carry_on(uint32_t hash, uint32_t part) {
    hash = (hash ^ part) * 2654435769u;
    return hash ^ (hash >> 15);
  }
  __attribute__((always_inline)) void push(uint32_t hash) {
    if (count_ == hashes_.size()) make_room();
    hashes_[count_++] = hash;
  }
  // Apart, so that push() saves no registers for it.
  void make_room();
  void add_name(FeatureName name, std::string_view a, std::string_view b, std::string_view c);

  bool keep_names_;
  size_t count_ = 0;
  std::vector<uint32_t> hashes_ = std::vector<uint32_t>(256);  // the first count_ are in use
  std::vector<std::string> names_;
};

}  // namespace servanda::event

// Keeps features and their names.
#include "servanda/event/features.h"

#include <utility>

#include "servanda/event/linear_model.h"

namespace servanda::event {
namespace {

// Apart, so that what is done a thousand times a sentence saves no registers for it.
__attribute__((noinline)) void make_room(std::vector<uint32_t>& hashes) {
  hashes.reserve(hashes.capacity() * 2 + 64);
}

}  // namespace

void Features::push(uint32_t hash) {
  if (hashes_.size() == hashes_.capacity()) make_room(hashes_);
  // There is room now: push_back() need not make any.
  if (hashes_.size() == hashes_.capacity()) __builtin_unreachable();
  hashes_.push_back(hash);
  if (model_ != nullptr) model_->ask(hash);
}

void Features::add_name(FeatureName name, std::string_view a, std::string_view b,
                        std::string_view c) {
  std::string text(name.text);
  for (std::string_view part : {a, b, c}) {
    if (!part.empty()) text.append(text.size() == name.text.size() ? "=" : "|").append(part);
  }
  names_.push_back(std::move(text));
}

}  // namespace servanda::event

// Hashes names once.
#include "servanda/event/hashed_names.h"

#include <array>

namespace servanda::event {
namespace {

template <typename Named, Named kLast>
const HashedText& hashed_once(Named named) {
  constexpr size_t kCount = static_cast<size_t>(kLast) + 1;
  static const std::array<HashedText, kCount> kNames = [] {
    std::array<HashedText, kCount> names;
    for (size_t i = 0; i < kCount; ++i) names[i] = HashedText(record::name(static_cast<Named>(i)));
    return names;
  }();
  return kNames[static_cast<size_t>(named)];
}

}  // namespace

const HashedText& hashed(record::Upos upos) {
  return hashed_once<record::Upos, record::Upos::kX>(upos);
}
const HashedText& hashed(record::Deprel deprel) {
  return hashed_once<record::Deprel, record::Deprel::kXcomp>(deprel);
}
const HashedText& hashed(record::EntityType type) {
  return hashed_once<record::EntityType, record::EntityType::kNorp>(type);
}
const HashedText& hashed(record::EventType type) {
  return hashed_once<record::EventType, record::EventType::kAssault>(type);
}
const HashedText& hashed(record::Status status) {
  return hashed_once<record::Status, record::Status::kNegated>(status);
}

}  // namespace servanda::event

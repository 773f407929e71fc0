// Lemmas: exceptions by form and tag, else the rule of the longest ending.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/language/model_file.h"
#include "servanda/language/network.h"

namespace servanda::language {

class Lemmas {
 public:
  // A view of the tables of a model.
  static base::Result<Lemmas> create(const ModelFile& file);

  // Appends the lemma of a form under the model's tag number `index`, which is `tag`; returns its
  // size. Forms longer than 256 bytes are their own lemma, cut to that size between characters.
  // Proper nouns keep their case.
  uint16_t append(std::string_view form, uint32_t index, Tag tag, std::string& out) const;

 private:
  HashTable rules_, words_;
  std::string_view pool_;
};

}  // namespace servanda::language

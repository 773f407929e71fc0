// Learns how forms lead to lemmas.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "vocabulary.h"

namespace servanda::tools {

struct LemmaTables {
  std::string pool;                                   // bytes that rules append, then whole lemmas
  std::unordered_map<uint64_t, uint32_t> rules;       // by key of an ending
  std::unordered_map<uint64_t, uint32_t> exceptions;  // by key of a form
};

// An ending's rule is what most words with it and the tag do; forms that do otherwise become
// exceptions. Forms that the trees do not show are taken from data/language/irregular_forms.tsv and
// from `words`, the most frequent first, where a known base explains them.
LemmaTables learn_lemmas(const Corpus& trees, const Vocabulary& vocabulary,
                         const std::vector<std::string>& words);

}  // namespace servanda::tools

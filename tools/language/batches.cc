// Casts the dice of each sentence and word.
#include "batches.h"

#include <string>

namespace servanda::tools {
namespace {

// Changes the case of all letters: headlines are set in capitals or with every word capitalised.
std::string recase(const std::string& form, size_t kind) {
  std::string out = form;
  for (size_t i = 0; i < out.size(); ++i) {
    const bool upper = kind == 1 || (kind == 2 && i == 0);
    if (upper && out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 32);
    if (kind == 3 && out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] + 32);
  }
  return out;
}

}  // namespace

void append(const Sample& sample, const Vocabulary& vocabulary, Random* random, Batch& batch) {
  size_t recased = 0;
  if (random != nullptr) {
    const float dice = random->uniform();
    recased = dice < 0.03f ? 1 : dice < 0.07f ? 2 : dice < 0.09f ? 3 : 0;
  }
  if (batch.offsets.empty()) batch.offsets.push_back(0);
  for (const Word& word : sample.words) {
    const Input input = vocabulary.input(recased == 0 ? word.form : recase(word.form, recased));
    uint8_t drop = 0;
    if (random != nullptr) {
      const float count = static_cast<float>(vocabulary.count(input.word)),
                  dice = random->uniform();
      drop = dice < 0.01f + 0.1f / (0.1f + count)   ? 2
             : dice < 0.02f + 0.8f / (0.8f + count) ? 1
                                                    : 0;
    }
    batch.inputs.push_back(input);
    batch.drop_row.push_back(drop);
    Target target;
    target.head = word.head;
    target.label = static_cast<int>(word.deprel);
    target.tag = word.head == kUnknown ? kUnknown : vocabulary.tag(word.upos, word.xpos);
    target.entity = word.entity;
    batch.targets.push_back(target);
  }
  batch.offsets.push_back(static_cast<uint32_t>(batch.inputs.size()));
}

}  // namespace servanda::tools

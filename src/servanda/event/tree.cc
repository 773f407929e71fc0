// Builds the child lists of a document's trees.
#include "servanda/event/tree.h"

#include <algorithm>

#include "servanda/base/ascii.h"

namespace servanda::event {
namespace {

using base::lower;

using record::Deprel;

}  // namespace

Tree::Tree(std::string_view text, const record::Parse& parse)
    : parse_(parse), words_(lower(text)), lemmas_(lower(parse.lemmas)) {
  const uint32_t count = size();
  heads_.assign(count, kNoToken);
  sentences_.assign(count, 0);
  for (uint32_t s = 0; s < parse.sentences.size(); ++s) {
    const record::Sentence& sentence = parse.sentences[s];
    for (uint32_t i = sentence.begin; i < sentence.end && i < count; ++i) {
      sentences_[i] = s;
      const uint32_t head = parse.tokens[i].head;
      if (head != i && head >= sentence.begin && head < sentence.end) heads_[i] = head;
    }
  }
  forms_.assign(count, Form::kTagged);
  deprels_.reserve(count);
  for (const record::Token& token : parse.tokens) deprels_.push_back(token.deprel);
  list_words();
  list_children();
  mend();
}

void Tree::list_words() {
  word_of_.reserve(size());
  lemma_of_.reserve(size());
  for (const record::Token& token : parse_.tokens) {
    word_of_.emplace_back(token.span.of(words_));
    if (token.lemma_size == 0) {
      lemma_of_.push_back(word_of_.back());
    } else {
      lemma_of_.emplace_back(std::string_view(lemmas_).substr(token.lemma_begin, token.lemma_size));
    }
  }
}

void Tree::list_children() {
  const uint32_t count = size();
  first_child_.assign(count + 1, 0);
  for (uint32_t i = 0; i < count; ++i) {
    if (heads_[i] != kNoToken) ++first_child_[heads_[i] + 1];
  }
  for (uint32_t i = 0; i < count; ++i) first_child_[i + 1] += first_child_[i];
  children_.resize(first_child_[count]);
  std::vector<uint32_t> next(first_child_.begin(), first_child_.end());
  for (uint32_t i = 0; i < count; ++i) {
    if (heads_[i] != kNoToken) children_[next[heads_[i]]++] = i;
  }
  // The last markers first, so that each word is left with its first.
  cases_.assign(count, kNoToken);
  for (uint32_t i = count; i-- > 0;) {
    if (deprels_[i] == Deprel::kCase && heads_[i] != kNoToken && upos(i) != record::Upos::kPART)
      cases_[heads_[i]] = i;
  }
}

std::span<const uint32_t> Tree::children(uint32_t i) const {
  return {children_.data() + first_child_[i], first_child_[i + 1] - first_child_[i]};
}

uint32_t Tree::child(uint32_t i, record::Deprel deprel) const {
  for (uint32_t c : children(i)) {
    if (deprels_[c] == deprel) return c;
  }
  return kNoToken;
}

bool Tree::below(uint32_t i, uint32_t ancestor) const {
  for (int step = 0; step < 64 && i != kNoToken; ++step) {
    if (i == ancestor) return true;
    i = heads_[i];
  }
  return false;
}

}  // namespace servanda::event

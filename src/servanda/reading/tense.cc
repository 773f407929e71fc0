// Reads auxiliaries, copulas and conditions beside a predicate.
#include "servanda/reading/tense.h"

#include <algorithm>
#include <array>

namespace servanda::reading {

using record::Deprel;
using record::Upos;

namespace {

constexpr std::array<std::string_view, 8> kPast = {"was",  "were",   "had",     "did",
                                                   "been", "wasn't", "weren't", "got"};

constexpr std::array<std::string_view, 10> kFuture = {
    "will", "'ll", "\xE2\x80\x99ll", "wo", "would", "shall", "may", "might", "could", "going"};

}  // namespace

std::string_view copula_of(const Page& page, uint32_t t) {
  const event::Tree& tree = page.tree();
  for (const uint32_t c : tree.children(t)) {
    if (tree.deprel(c) == Deprel::kCop || tree.deprel(c) == Deprel::kAuxPass ||
        (tree.deprel(c) == Deprel::kAux && tree.lemma(c) == "be")) {
      return tree.word(c);
    }
  }
  return {};
}

// "would probably have", "may have": of the past.
bool is_perfect(const Page& page, uint32_t predicate) {
  const event::Tree& tree = page.tree();
  for (const uint32_t c : tree.children(predicate)) {
    if (tree.deprel(c) == Deprel::kAux && tree.word(c) == "have") return true;
  }
  return false;
}

bool is_conditional(const Page& page, uint32_t predicate) {
  const event::Tree& tree = page.tree();
  for (uint32_t current = predicate; current != kNoToken;) {
    for (const uint32_t c : tree.children(current)) {
      const std::string_view word = tree.word(c);
      if (tree.deprel(c) == Deprel::kMark &&
          (word == "whether" || word == "if" || word == "unless"))
        return true;
    }
    const Deprel link = tree.deprel(current);
    if (link != Deprel::kXcomp && link != Deprel::kConj) return false;
    current = tree.head(current);
  }
  return false;
}

bool is_past(const Page& page, uint32_t t) {
  const event::Tree& tree = page.tree();
  for (const uint32_t c : tree.children(t)) {
    const Deprel link = tree.deprel(c);
    if ((link == Deprel::kAux || link == Deprel::kAuxPass || link == Deprel::kCop) &&
        std::find(kPast.begin(), kPast.end(), tree.word(c)) != kPast.end())
      return true;
  }
  return false;
}

// A future or a modal stands beside the predicate, or near the adverb.
bool has_future(const Page& page, uint32_t predicate, uint32_t adverb) {
  const event::Tree& tree = page.tree();
  const auto future = [](std::string_view word) {
    return std::find(kFuture.begin(), kFuture.end(), word) != kFuture.end();
  };
  for (const uint32_t c : tree.children(predicate)) {
    if (tree.deprel(c) == Deprel::kAux && future(tree.word(c))) return !is_perfect(page, predicate);
  }
  const record::Sentence& sentence = tree.sentence_of(adverb);
  for (uint32_t i = adverb > sentence.begin + 3 ? adverb - 3 : sentence.begin;
       i < std::min(sentence.end, adverb + 4); ++i) {
    if (tree.xpos(i) == "MD" && future(tree.word(i))) return !is_perfect(page, predicate);
  }
  return false;
}

// "to keep", "to jointly keep", "to “deepen”".
bool leads_to_verb(const Page& page, uint32_t to) {
  const event::Tree& tree = page.tree();
  const uint32_t end = std::min(tree.sentence_of(to).end, to + 4);
  for (uint32_t i = to + 1; i < end; ++i) {
    if (tree.xpos(i) == "VB" || tree.upos(i) == Upos::kVERB || tree.upos(i) == Upos::kAUX)
      return true;
    if (tree.upos(i) != Upos::kADV && tree.upos(i) != Upos::kPUNCT) return false;
  }
  return false;
}

}  // namespace servanda::reading

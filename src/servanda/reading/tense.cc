// Reads auxiliaries, copulas and conditions beside a predicate.
#include "servanda/reading/tense.h"

#include <algorithm>
#include <array>

namespace servanda::reading {

using record::Deprel;

namespace {

constexpr std::array<std::string_view, 8> kPast = {"was",  "were",   "had",     "did",
                                                   "been", "wasn't", "weren't", "got"};

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

}  // namespace servanda::reading

// Logistic regression over whole documents and parts of them.
#include "style_training.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "network.h"
#include "numbers.h"
#include "servanda/language/document_style.h"

namespace servanda::tools {
namespace {

using language::DocumentStyle;
using language::Style;

constexpr size_t kPasses = 20;
constexpr float kRate = 0.3f, kShrink = 3e-5f;
constexpr size_t kParts = 3;

struct Lesson {
  const LookDocument* document = nullptr;
  size_t first = 0, last = 0;  // words
  bool edited = false;
};

// Cells of a part of a document, each as often as it comes.
std::vector<uint32_t> cells_of(const Lesson& lesson) {
  std::vector<uint32_t> cells;
  for (size_t i = lesson.first; i < lesson.last; ++i) {
    for (const uint32_t cell :
         DocumentStyle::pieces(lesson.document->words, i, lesson.document->tags))
      cells.push_back(cell);
  }
  return cells;
}

// Parts of documents: the whole, its halves, quarters and so on down to a few sentences.
void add_parts(const LookDocument& document, std::vector<Lesson>& lessons) {
  std::vector<size_t> begins;
  for (size_t i = 0; i < document.words.size(); ++i) {
    if (document.words[i].opens) begins.push_back(i);
  }
  begins.push_back(document.words.size());
  const size_t sentences = begins.size() - 1;
  for (size_t parts = 1; parts <= sentences; parts *= 2) {
    for (size_t p = 0; p < parts; ++p) {
      const size_t first = begins[p * sentences / parts],
                   last = begins[(p + 1) * sentences / parts];
      if (first < last)
        lessons.push_back({&document, first, last, document.style == Style::kEdited});
    }
  }
}

}  // namespace

std::vector<int8_t> learn_style(const std::vector<const LookDocument*>& documents, uint64_t seed) {
  std::vector<Lesson> lessons;
  for (const LookDocument* document : documents) {
    if (document->style) add_parts(*document, lessons);
  }
  size_t edited = 0;
  for (const Lesson& lesson : lessons) edited += lesson.edited;
  // Both styles weigh the same, though the corpora have more of one.
  const float weight = static_cast<float>(lessons.size() - edited) / static_cast<float>(edited);
  Random random(seed);
  std::vector<float> weights(DocumentStyle::kCells, 0.0f), squares(weights.size(), 0.1f),
      mean(weights.size(), 0.0f);
  for (size_t pass = 0; pass < kPasses; ++pass) {
    for (size_t i = lessons.size(); i-- > 1;) std::swap(lessons[i], lessons[random.below(i + 1)]);
    const float rate = kRate * (1.0f - static_cast<float>(pass) / static_cast<float>(kPasses));
    for (const Lesson& lesson : lessons) {
      const std::vector<uint32_t> cells = cells_of(lesson);
      const float share = 1.0f / std::sqrt(static_cast<float>(cells.size()));
      float sum = 0.0f;
      for (const uint32_t cell : cells) sum += weights[cell];
      const float wrong =
          (lesson.edited ? weight : 1.0f) *
          (1.0f / (1.0f + exponential(-share * sum)) - (lesson.edited ? 1.0f : 0.0f));
      for (const uint32_t cell : cells) {
        const float gradient = wrong * share + kShrink * weights[cell];
        squares[cell] += gradient * gradient;
        weights[cell] -= rate * gradient / std::sqrt(squares[cell]);
      }
    }
    for (size_t i = 0; i < mean.size() && pass >= kPasses / 2; ++i) mean[i] += weights[i];
  }
  float top = 1e-6f;
  for (const float w : mean) top = std::max(top, std::fabs(w));
  std::vector<int8_t> cells(mean.size());
  for (size_t i = 0; i < cells.size(); ++i)
    cells[i] = static_cast<int8_t>(std::floor(mean[i] * 127.0f / top + 0.5f));
  return cells;
}

std::vector<Style> styles_met(const std::vector<LookDocument>& documents, uint64_t seed) {
  // A document comes twice, read by two networks: its first words tell its part.
  const auto part_of = [](const LookDocument& document) {
    uint64_t hash = 0;
    for (size_t i = 0; i < std::min<size_t>(document.words.size(), 20); ++i)
      hash = language::carry_on(hash, document.words[i].lower);
    return (hash ^ hash >> 32) % kParts;
  };
  std::vector<Style> styles(documents.size(), Style::kPosted);
  for (size_t part = 0; part < kParts; ++part) {
    std::vector<const LookDocument*> others;
    for (const LookDocument& document : documents) {
      if (part_of(document) != part) others.push_back(&document);
    }
    const std::vector<int8_t> cells = learn_style(others, seed + part);
    const DocumentStyle style(cells.data());
    for (size_t d = 0; d < documents.size(); ++d) {
      const LookDocument& document = documents[d];
      if (document.style && part_of(document) == part)
        styles[d] = style.of(document.words, document.tags);
    }
  }
  return styles;
}

}  // namespace servanda::tools

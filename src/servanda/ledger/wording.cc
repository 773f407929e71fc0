// Folds and compares words.
#include "servanda/ledger/wording.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "servanda/base/ascii.h"

namespace servanda::ledger {
namespace {

constexpr std::array<std::string_view, 96> kFunctionWords = {
    "a",     "about", "after", "again", "against", "all",    "also",  "an",    "and",  "any",
    "are",   "as",    "at",    "be",    "been",    "before", "being", "both",  "but",  "by",
    "can",   "could", "did",   "do",    "does",    "for",    "from",  "had",   "has",  "have",
    "he",    "her",   "his",   "how",   "if",      "in",     "into",  "is",    "it",   "its",
    "may",   "more",  "most",  "new",   "no",      "not",    "of",    "on",    "one",  "only",
    "or",    "other", "our",   "out",   "over",    "said",   "say",   "says",  "she",  "should",
    "so",    "some",  "such",  "than",  "that",    "the",    "their", "them",  "then", "there",
    "these", "they",  "this",  "those", "to",      "two",    "under", "until", "up",   "was",
    "we",    "were",  "what",  "when",  "where",   "which",  "while", "who",   "will", "with",
    "would", "year",  "years", "yet",   "you",     "your"};

bool is_function_word(std::string_view word) {
  return std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), word);
}

// Dashes longer than a hyphen, quotation marks and the ellipsis: U+2010 to U+203F, three bytes from
// E2 80.
bool is_punctuation_sequence(std::string_view rest) {
  return rest.size() >= 3 && static_cast<unsigned char>(rest[0]) == 0xE2 &&
         static_cast<unsigned char>(rest[1]) == 0x80;
}

// Cuts the commonest English endings, so that "delivered", "delivers", "deliveries" and "delivery"
// fold to one.
std::string fold(std::string_view word) {
  std::string text(word);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto cut = [&](std::string_view ending, size_t keep, std::string_view put) {
    if (text.size() < ending.size() + keep || !text.ends_with(ending)) return false;
    text.resize(text.size() - ending.size());
    text += put;
    return true;
  };
  if (std::any_of(text.begin(), text.end(), base::is_digit)) {
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());  // "S-300s", "S300"
    cut("s", 3, "");
    return text;
  }
  if (cut("ies", 3, "y") || cut("sses", 3, "ss") || cut("ing", 4, "") || cut("ed", 4, "")) {
  } else if (!text.ends_with("ss") && !text.ends_with("us") && !text.ends_with("is")) {
    cut("s", 3, "");
  }
  if (text.size() > 4 && text.ends_with("e")) text.pop_back();
  return text;
}

uint64_t hash(std::string_view text, uint64_t seed) {
  uint64_t h = seed ^ 0xcbf29ce484222325ull;  // FNV-1a: the same on every machine
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return h;
}

}  // namespace

std::vector<Word> content_words(std::string_view text) {
  std::vector<Word> words;
  bool sentence_begins = true;
  size_t i = 0;
  while (i < text.size()) {
    const char c = text[i];
    if (is_punctuation_sequence(text.substr(i))) {
      i += 3;
      continue;
    }
    if (!base::is_letter_byte(c) && !base::is_digit(c)) {
      if (c == '.' || c == '!' || c == '?' || c == '\n') sentence_begins = true;
      ++i;
      continue;
    }
    const size_t begin = i;
    bool digit = false;
    while (i < text.size()) {
      const char d = text[i];
      if (is_punctuation_sequence(text.substr(i))) break;
      const bool joins = (d == '-' || d == '.' || d == ',') && i > begin && i + 1 < text.size() &&
                         base::is_digit(text[i + 1]) && (d == '-' || base::is_digit(text[i - 1]));
      if (!base::is_letter_byte(d) && !base::is_digit(d) && !joins) break;
      digit = digit || base::is_digit(d);
      ++i;
    }
    const std::string_view word = text.substr(begin, i - begin);
    const bool capital = word.front() >= 'A' && word.front() <= 'Z';
    const bool name = digit || (capital && !sentence_begins);
    sentence_begins = false;
    std::string folded = fold(word);
    if (folded.size() < 2 && !digit) continue;
    if (is_function_word(folded)) continue;
    words.push_back({std::move(folded), name});
  }
  return words;
}

std::vector<Word> word_set(std::vector<Word> words) {
  std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
    return a.folded != b.folded ? a.folded < b.folded : a.name > b.name;
  });
  words.erase(std::unique(words.begin(), words.end(),
                          [](const Word& a, const Word& b) { return a.folded == b.folded; }),
              words.end());
  return words;
}

std::vector<uint64_t> shingles(const std::vector<Word>& words) {
  std::vector<uint64_t> result;
  const size_t width = words.size() < 3 ? words.size() : 3;
  if (width == 0) return result;
  for (size_t i = 0; i + width <= words.size(); ++i) {
    uint64_t h = 0;
    for (size_t j = i; j < i + width; ++j) h = hash(words[j].folded, h * 31 + 7);
    result.push_back(h);
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

double jaccard(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  size_t i = 0, j = 0, both = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j])
      ++both, ++i, ++j;
    else if (a[i] < b[j])
      ++i;
    else
      ++j;
  }
  const size_t either = a.size() + b.size() - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

void WordWeights::add(const std::vector<Word>& set) {
  ++texts_;
  for (const Word& word : set) ++texts_with_[word.folded];
}

double WordWeights::operator()(const Word& word) const {
  const auto found = texts_with_.find(word.folded);
  const double with = found == texts_with_.end() ? 0 : found->second;
  const double all = texts_ + 20.0;  // a few texts say little about what is rare
  return std::log((all + 1) / (with + 1)) / std::log(all + 1) * (word.name ? 1.5 : 1.0);
}

namespace {

struct Shared {
  double both = 0, a = 0, b = 0;
};

Shared compare(const WordWeights& weights, const std::vector<Word>& a, const std::vector<Word>& b) {
  Shared sum;
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    const int order = i == a.size() ? 1 : j == b.size() ? -1 : a[i].folded.compare(b[j].folded);
    if (order < 0) {
      sum.a += weights(a[i++]);
    } else if (order > 0) {
      sum.b += weights(b[j++]);
    } else {
      const double weight = weights(a[i].name ? a[i] : b[j]);
      sum.both += weight, sum.a += weight, sum.b += weight;
      ++i, ++j;
    }
  }
  return sum;
}

}  // namespace

double WordWeights::overlap(const std::vector<Word>& a, const std::vector<Word>& b) const {
  const Shared sum = compare(*this, a, b);
  const double smaller = std::min(sum.a, sum.b);
  return smaller <= 0 ? 0 : sum.both / smaller;
}

double WordWeights::similarity(const std::vector<Word>& a, const std::vector<Word>& b) const {
  const Shared sum = compare(*this, a, b);
  const double either = sum.a + sum.b - sum.both;
  return either <= 0 ? 0 : sum.both / either;
}

}  // namespace servanda::ledger

// Weighs the words of texts and says how alike the units of two lists are.
#include "servanda/treaty/likeness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "servanda/embedded/kTreatySubjects.h"

namespace servanda::treaty {
namespace {

enum Kind : uint8_t { kWord = 0, kPair = 1, kOpening = 2, kSubject = 3 };
// How much of the likeness each kind of feature makes up. Chosen on the development pairs, half by
// half: either half of the trade agreements gives nearly the same optimum.
constexpr std::array<float, 4> kShare = {0.25f, 0.35f, 0.40f, 0.20f};
constexpr int kOpeningWords = 30;  // words that make the opening
constexpr int kSubjectWords = 90;  // words in which subjects are looked for
constexpr float kRarityPower = 1.2f;

constexpr uint64_t kStart = 1469598103934665603u, kPrime = 1099511628211u;

bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}
unsigned char lower(unsigned char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + 32) : c;
}

constexpr size_t kLongestPrefix = 2;  // letters before a hyphen that is none: co-operate, re-export

// The letter as it counts: in lower case, and s for z, so that "authorize" is "authorise".
unsigned char counted(unsigned char c) {
  const unsigned char letter = lower(c);
  return letter == 'z' ? 's' : letter;
}

// Calls word(hash) for each word of letters, without the s of the plural and without the hyphen
// behind a short prefix.
template <typename F>
void for_each_word(std::string_view text, F&& word) {
  const auto at = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  size_t i = 0;
  while (i < text.size()) {
    if (!is_letter(at(i))) {
      ++i;
      continue;
    }
    const size_t begin = i;
    while (i < text.size() && (is_letter(at(i)) || (at(i) == '-' && i - begin <= kLongestPrefix &&
                                                    i + 1 < text.size() && is_letter(at(i + 1)))))
      ++i;
    size_t end = i;
    if (end - begin > 3 && lower(at(end - 1)) == 's' && lower(at(end - 2)) != 's') --end;
    uint64_t hash = kStart;
    for (size_t k = begin; k < end; ++k)
      if (at(k) != '-') hash = (hash ^ counted(at(k))) * kPrime;
    word(hash);
  }
}

// The last words, so that groups of one, two and three words can be looked up.
struct LastWords {
  uint64_t before = 0, last = 0;
  static uint64_t join(uint64_t first, uint64_t second) { return first * 1000003u ^ second; }
  template <typename F>
  void take(uint64_t word, F&& group) {
    group(word);
    if (last != 0) group(join(last, word));
    if (before != 0) group(join(join(before, last), word));
    before = last, last = word;
  }
};

using Subjects = std::unordered_map<uint64_t, std::vector<uint32_t>>;

// Reads "name TAB group|group" lines: the subjects by the hash of each word group.
Subjects read_subjects(std::string_view table) {
  Subjects subjects;
  uint32_t number = 0;
  while (!table.empty()) {
    const std::string_view line = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(line.size() + 1, table.size()));
    const size_t tab = line.find('\t');
    if (line.empty() || line.front() == '#' || tab == std::string_view::npos) continue;
    ++number;
    std::string_view rest = line.substr(tab + 1);
    while (!rest.empty()) {
      const std::string_view group = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(group.size() + 1, rest.size()));
      uint64_t hash = 0;
      for_each_word(group,
                    [&](uint64_t word) { hash = hash == 0 ? word : LastWords::join(hash, word); });
      subjects[hash].push_back(number);
    }
  }
  return subjects;
}

const Subjects& subjects() {
  static const Subjects read = read_subjects(embedded::kTreatySubjects());
  return read;
}

// Gives features small numbers in the order of their first appearance.
class Vocabulary {
 public:
  explicit Vocabulary(size_t expected) { numbers_.reserve(expected); }
  uint32_t number(uint64_t hash, Kind kind) {
    const auto [it, added] = numbers_.try_emplace(hash ^ (0x9e3779b97f4a7c15u * (kind + 1u)),
                                                  static_cast<uint32_t>(kinds_.size()));
    if (added) kinds_.push_back(kind);
    return it->second;
  }
  size_t size() const { return kinds_.size(); }
  Kind kind(uint32_t feature) const { return kinds_[feature]; }

 private:
  std::unordered_map<uint64_t, uint32_t> numbers_;
  std::vector<Kind> kinds_;
};

// Counts the features of one text; the weight is yet the logarithm of the count.
Features features_of(std::string_view text, Vocabulary& vocabulary) {
  std::vector<uint32_t> seen;
  LastWords words;
  int count = 0;
  for_each_word(text, [&](uint64_t word) {
    seen.push_back(vocabulary.number(word, kWord));
    if (words.last != 0) seen.push_back(vocabulary.number(words.last * 31 ^ word * kPrime, kPair));
    if (count < kOpeningWords) seen.push_back(vocabulary.number(word, kOpening));
    words.take(word, [&](uint64_t group) {
      if (count >= kSubjectWords) return;
      const auto found = subjects().find(group);
      if (found == subjects().end()) return;
      for (const uint32_t subject : found->second)
        seen.push_back(vocabulary.number(subject, kSubject));
    });
    ++count;
  });
  std::sort(seen.begin(), seen.end());
  Features features;
  for (size_t i = 0; i < seen.size();) {
    size_t j = i;
    while (j < seen.size() && seen[j] == seen[i]) ++j;
    features.push_back({seen[i], 1.0f + std::log(static_cast<float>(j - i))});
    i = j;
  }
  return features;
}

// Gives each kind its share, and the whole the length one.
void scale(Features& features, const Vocabulary& vocabulary, const std::vector<float>& rarity) {
  std::array<float, 4> square = {};
  for (Entry& entry : features) {
    entry.weight *= rarity[entry.feature];
    square[vocabulary.kind(entry.feature)] += entry.weight * entry.weight;
  }
  float all = 0;
  for (size_t kind = 0; kind < square.size(); ++kind) all += square[kind] > 0 ? kShare[kind] : 0;
  std::array<float, 4> factor = {};
  for (size_t kind = 0; kind < square.size(); ++kind)
    factor[kind] = square[kind] > 0 ? std::sqrt(kShare[kind] / all / square[kind]) : 0;
  for (Entry& entry : features) entry.weight *= factor[vocabulary.kind(entry.feature)];
}

}  // namespace

Weighed weigh(std::span<const std::string_view> a, std::span<const std::string_view> b) {
  size_t bytes = 0;
  for (const std::string_view text : a) bytes += text.size();
  for (const std::string_view text : b) bytes += text.size();
  Vocabulary vocabulary(bytes / 8);
  Weighed weighed;
  for (const std::string_view text : a) weighed.a.push_back(features_of(text, vocabulary));
  for (const std::string_view text : b) weighed.b.push_back(features_of(text, vocabulary));
  weighed.features = vocabulary.size();

  std::vector<float> rarity(vocabulary.size(), 0);  // first the number of units with the feature
  for (const std::vector<Features>* side : {&weighed.a, &weighed.b})
    for (const Features& features : *side)
      for (const Entry& entry : features) rarity[entry.feature] += 1;
  const float units = static_cast<float>(a.size() + b.size());
  for (float& value : rarity)
    value = std::pow(std::log((units + 1.0f) / (value + 0.5f)), kRarityPower);
  for (std::vector<Features>* side : {&weighed.a, &weighed.b})
    for (Features& features : *side) scale(features, vocabulary, rarity);
  return weighed;
}

PairTable cosines(const Weighed& weighed) {
  const std::vector<Features>& b = weighed.b;
  std::vector<uint32_t> start(weighed.features + 1, 0);
  for (const Features& features : b)
    for (const Entry& entry : features) ++start[entry.feature + 1];
  for (size_t f = 0; f < weighed.features; ++f) start[f + 1] += start[f];
  std::vector<std::pair<uint32_t, float>> postings(start[weighed.features]);
  std::vector<uint32_t> next(start.begin(), start.end() - 1);
  for (uint32_t j = 0; j < b.size(); ++j)
    for (const Entry& entry : b[j]) postings[next[entry.feature]++] = {j, entry.weight};
  PairTable cosine(weighed.a.size(), b.size());
  // A feature of more than a quarter of all units hardly weighs anything and costs most of the
  // time.
  const uint32_t common = static_cast<uint32_t>(std::max<size_t>(16, b.size() / 4));
  for (size_t i = 0; i < weighed.a.size(); ++i) {
    float* row = cosine.row(i);
    for (const Entry& entry : weighed.a[i]) {
      const uint32_t from = start[entry.feature], to = start[entry.feature + 1];
      if (to - from > common) continue;
      for (uint32_t k = from; k < to; ++k)
        row[postings[k].first] += entry.weight * postings[k].second;
    }
  }
  return cosine;
}

float contained(const Features& part, const Features& whole) {
  float inside = 0, all = 0;
  size_t k = 0;
  for (const Entry& entry : part) {
    all += entry.weight * entry.weight;
    while (k < whole.size() && whole[k].feature < entry.feature) ++k;
    if (k < whole.size() && whole[k].feature == entry.feature)
      inside += entry.weight * entry.weight;
  }
  return all > 0 ? inside / all : 0;
}

std::vector<uint64_t> word_hashes(std::string_view text) {
  std::vector<uint64_t> hashes;
  uint64_t last = 0;
  for_each_word(text, [&](uint64_t word) {
    hashes.push_back(word);
    if (last != 0) hashes.push_back(last * 31 ^ word * kPrime);
    last = word;
  });
  return hashes;
}

}  // namespace servanda::treaty

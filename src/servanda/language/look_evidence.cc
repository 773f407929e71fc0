// Counts the mentions of a document, sums up the words of a sentence, and names the evidence.
#include "servanda/language/look_evidence.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

#include "servanda/language/characters.h"
#include "servanda/language/features.h"

namespace servanda::language {
namespace {

using record::Deprel;
using record::Token;

// Leads of names before "outside" from which a word may be one: of the beginnings for a word with a
// capital and for others, of what goes on behind a word that may be named.
constexpr float kRuledOutInCapitals = -6.0f, kRuledOut = -5.0f, kGoesOn = -4.0f;
constexpr std::array<float, 8> kSteps = {-6, -4, -2, -1, 0, 1, 2, 4};
constexpr std::array<float, 3> kTagSteps = {1, 2, 4};
constexpr uint32_t kUnmentioned = UINT32_MAX;
constexpr size_t kLongestSpeltOut = 14;  // words before the brackets

template <size_t kCount>
uint8_t step_of(float lead, const std::array<float, kCount>& steps) {
  uint8_t step = 0;
  while (step < kCount && lead >= steps[step]) ++step;
  return step;
}

// 'Iran' Xx, 'S-300' X-d: runs count up to two.
uint64_t shape_of(std::string_view form) {
  uint64_t shape = 1;
  char before = 0;
  int run = 0;
  for (const char c : form) {
    const char kind = is_upper_ascii(c)                      ? 'X'
                      : is_lower_ascii(c)                    ? 'x'
                      : is_digit_ascii(c)                    ? 'd'
                      : static_cast<unsigned char>(c) >= 128 ? 'u'
                                                             : c;
    run = kind == before ? run + 1 : 1;
    before = kind;
    if (run <= 2) shape = shape * 0x100000001B3u + static_cast<unsigned char>(kind);
  }
  return shape;
}

uint64_t part_of(std::string_view part) {
  uint64_t hash = part.size();
  for (const char c : part) hash = hash << 8 | static_cast<unsigned char>(to_lower_ascii(c));
  return hash;
}
uint64_t suffix(std::string_view form, size_t n) {
  return part_of(form.size() > n ? form.substr(form.size() - n) : form);
}

// The best label and the best of a name, each with its lead, in steps: of the one before all
// others, of the other before "outside".
struct BestLabels {
  uint8_t label = 0, kind = 0;
};

BestLabels best_labels(const std::array<float, kEntityLabels>& scores) {
  size_t name = 1;
  float second = scores[1];
  for (size_t k = 2; k < kEntityLabels; ++k) {
    if (scores[k] > scores[name])
      second = scores[name], name = k;
    else if (k == 2 || scores[k] > second)
      second = scores[k];
  }
  const auto packed = [](size_t label, float lead) {
    return static_cast<uint8_t>(16 * label + step_of(lead, kSteps));
  };
  const float lead = scores[name] - scores[0];
  if (!(lead > 0)) return {packed(0, -lead), packed(name, lead)};
  return {packed(name, scores[name] - std::max(second, scores[0])), packed(name, lead)};
}

bool may_begin(const NotedWord& word) {
  if (word.label != 0) return true;
  const float lead = std::max({word.scores[1], word.scores[3], word.scores[5]}) - word.scores[0];
  return lead >
         (!word.form.empty() && is_upper_ascii(word.form[0]) ? kRuledOutInCapitals : kRuledOut);
}

bool may_go_on(const NotedWord& word) {
  return std::max({word.scores[2], word.scores[4], word.scores[6]}) - word.scores[0] > kGoesOn;
}

float lead_of(const NotedWord& word, size_t type) {
  return std::max(word.scores[2 * type - 1], word.scores[2 * type]) - word.scores[0];
}

// Collects pieces of evidence, each under its number. Readers of them count on kCount.
template <size_t kCount>
class Pieces {
 public:
  explicit Pieces(std::vector<uint64_t>& out) {
    out.resize(kCount);
    out_ = out.data();
  }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;
  ~Pieces() {
    if (number_ != kCount) std::abort();
  }
  template <typename... Parts>
  void add(Parts... parts) {
    if (number_ == kCount) std::abort();
    uint64_t hash = number_ + 1;
    ((hash = carry_on(hash, static_cast<uint64_t>(parts))), ...);
    out_[number_++] = hash;
  }

 private:
  uint64_t* out_ = nullptr;
  uint64_t number_ = 0;
};

}  // namespace

uint32_t LookEvidence::find(uint64_t lower) const {
  if (slots_.empty()) return kUnmentioned;
  for (size_t slot = lower & (slots_.size() - 1); slots_[slot] != kUnmentioned;
       slot = (slot + 1) & (slots_.size() - 1)) {
    if (mentions_[slots_[slot]].lower == lower) return slots_[slot];
  }
  return kUnmentioned;
}

LookEvidence::Mentions& LookEvidence::add(uint64_t lower) {
  if (const uint32_t known = find(lower); known != kUnmentioned) return mentions_[known];
  const auto put = [&](uint32_t m) {
    size_t slot = mentions_[m].lower & (slots_.size() - 1);
    while (slots_[slot] != kUnmentioned) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = m;
  };
  mentions_.push_back({lower});
  const auto last = static_cast<uint32_t>(mentions_.size() - 1);
  if (2 * mentions_.size() > slots_.size()) {
    slots_.assign(std::max<size_t>(64, 2 * slots_.size()), kUnmentioned);
    for (uint32_t m = 0; m < last; ++m) put(m);
  }
  put(last);
  return mentions_.back();
}

// "(IAEA" behind the words that it stands for.
bool LookEvidence::is_spelt_out(size_t word) const {
  const std::string_view letters = words_[word].form;
  if (word < 2 || letters.size() < 2 || letters.size() > 7 || words_[word - 1].form != "(")
    return false;
  if (!std::all_of(letters.begin(), letters.end(), is_upper_ascii)) return false;
  size_t left = letters.size();
  const size_t begin = word - std::min(word, kLongestSpeltOut);
  for (size_t i = word - 1; i-- > begin && left > 0 && !words_[i + 1].opens;) {
    const std::string_view before = words_[i].form;
    if (before.empty()) return false;
    if (is_upper_ascii(before[0])) {
      if (before[0] != letters[--left]) return false;
    } else if (!is_lower_ascii(before[0]) || before.size() > 4) {
      return false;
    }
  }
  return left == 0;
}

void LookEvidence::count_mentions() {
  mentions_.clear();
  may_begin_.resize(words_.size());
  bool first = true;
  for (size_t i = 0; i < words_.size(); ++i) {
    const NotedWord& word = words_[i];
    const bool letter = !word.form.empty() && is_letter_ascii(word.form[0]);
    first = first || word.opens;
    may_begin_[i] = may_begin(word);
    if (may_begin_[i] != 0) {
      Mentions& known = add(word.lower);
      ++known.count;
      for (size_t type = 1; type <= 3; ++type) known.lead[type - 1] += lead_of(word, type);
      if (letter && is_upper_ascii(word.form[0]) && !first) ++known.capital;
      known.spelt_out = known.spelt_out || is_spelt_out(i);
    }
    first = first && !letter;
  }
  for (size_t i = 0; i < words_.size() && !mentions_.empty(); ++i) {
    const NotedWord& word = words_[i];
    if (word.form.empty() || !is_lower_ascii(word.form[0])) continue;
    if (const uint32_t known = find(word.lower); known != kUnmentioned) ++mentions_[known].small;
  }
}

void LookEvidence::begin(std::span<const NotedWord> words, const record::Parse& parse,
                         std::span<const Tag> tags, const KnownNames& names) {
  words_ = words, parse_ = &parse, tags_ = tags, names_ = names;
  std::fill(slots_.begin(), slots_.end(), kUnmentioned);
  count_mentions();
}

size_t LookEvidence::begin_sentence(size_t first) {
  size_t last = first + 1;
  while (last < words_.size() && !words_[last].opens) ++last;
  first_ = first;
  sentence_.resize(last - first);
  size_t letters = 0, capitals = 0, shouted = 0;
  for (size_t i = first; i < last; ++i) {
    const NotedWord& word = words_[i];
    const Token& token = parse_->tokens[word.token];
    Facts& facts = sentence_[i - first];
    facts.lower = word.lower;
    facts.form = word.form;
    facts.whole = false;
    facts.upos = static_cast<uint8_t>(tags_[word.tag].upos), facts.xpos = tags_[word.tag].xpos;
    facts.deprel = static_cast<uint8_t>(token.deprel);
    facts.cluster = word.cluster;
    facts.letter = !facts.form.empty() && is_letter_ascii(facts.form[0]);
    facts.capital = facts.letter && is_upper_ascii(facts.form[0]);
    facts.first = letters == 0;
    const size_t head = first + token.head - words_[first].token;
    facts.head = token.head == word.token || token.head < words_[first].token || head >= last
                     ? kNone
                     : head - first;
    letters += facts.letter;
    capitals += facts.capital;
    shouted += facts.capital && facts.form.size() > 1 && is_upper_ascii(facts.form[1]);
  }
  capitals_ = static_cast<uint8_t>(letters == 0                   ? 0
                                   : capitals == 0                ? 1
                                   : 10 * capitals >= 8 * letters ? 2
                                   : 2 * capitals > letters       ? 3
                                                                  : 4);
  if (letters > 0 && 2 * shouted > letters) capitals_ = static_cast<uint8_t>(capitals_ + 8);
  length_ = sentence_.size() < 4 ? 1 : sentence_.size() < 8 ? 2 : 3;
  match_names();
  return last;
}

// Finds known names, of those that begin at a word the longest.
void LookEvidence::match_names() {
  for (Facts& facts : sentence_) facts.known = 0;
  for (size_t i = 0; i < sentence_.size();) {
    size_t words = 0;
    uint8_t kind = 0;
    if ((sentence_[i].capital || may_begin_name(first_ + i)) &&
        names_.may_begin(sentence_[i].lower)) {
      std::array<uint64_t, KnownNames::kLongest> hashes;
      const size_t longest = std::min(KnownNames::kLongest, sentence_.size() - i);
      uint64_t hash = 0;
      for (size_t k = 0; k < longest; ++k) {
        hashes[k] = hash = KnownNames::extend(hash, sentence_[i + k].lower);
        names_.ask(hash);
      }
      bool capital = false;
      for (size_t k = 0; k < longest; ++k) {
        capital = capital || sentence_[i + k].capital;
        if (const uint8_t found = names_.find(hashes[k]); found != 0)
          words = k + 1, kind = static_cast<uint8_t>(2 * found + capital);
      }
    }
    for (size_t k = 0; k < words; ++k)
      sentence_[i + k].known = static_cast<uint16_t>(4 * kind + 2 * (k == 0) + (k + 1 == words));
    i += std::max<size_t>(words, 1);
  }
  bool before = false;
  for (size_t i = 0; i < sentence_.size(); ++i) {
    const size_t word = first_ + i;
    before = sentence_[i].named =
        may_begin_name(word) || sentence_[i].known != 0 || (before && may_go_on(words_[word]));
  }
}

// Works out what only the words that are looked at, and those beside them, need.
const LookEvidence::Facts& LookEvidence::whole(size_t place) {
  Facts& facts = sentence_[place];
  if (facts.whole) return facts;
  const NotedWord& word = words_[first_ + place];
  facts.whole = true;
  facts.shape = shape_of(facts.form);
  facts.leads = static_cast<uint8_t>(4 * static_cast<uint8_t>(tags_[word.rival].upos) +
                                     step_of(word.lead, kTagSteps));
  const BestLabels best = best_labels(word.scores);
  facts.label = best.label, facts.kind = best.kind;
  return facts;
}

const LookEvidence::Facts& LookEvidence::at(size_t word, std::ptrdiff_t step) {
  static const Facts kBeyond;
  const auto place = static_cast<std::ptrdiff_t>(word - first_) + step;
  const bool within = place >= 0 && place < static_cast<std::ptrdiff_t>(sentence_.size());
  return within ? whole(static_cast<size_t>(place)) : kBeyond;
}

const LookEvidence::Facts& LookEvidence::head_of(const Facts& facts) {
  static const Facts kNobody;
  return facts.head == kNone ? kNobody : whole(facts.head);
}

// What the document has of the word besides this mention.
LookEvidence::Mentions LookEvidence::other_mentions(size_t word) const {
  const uint32_t known = find(words_[word].lower);
  if (known == kUnmentioned) return {};
  Mentions others = mentions_[known];
  const Facts& facts = sentence_[word - first_];
  if (may_begin_name(word)) {
    --others.count;
    for (size_t type = 1; type <= 3; ++type) others.lead[type - 1] -= lead_of(words_[word], type);
    if (facts.capital && !facts.first) --others.capital;
  }
  if (facts.letter && !facts.capital) --others.small;
  return others;
}

uint64_t LookEvidence::cases(const Mentions& others) {
  return (others.small > 0 ? 4u : 0u) + (others.capital == 0 ? 0u : others.capital < 3 ? 1u : 2u);
}

// The type that the other mentions speak for, and how clearly.
uint64_t LookEvidence::elsewhere(const Mentions& others) {
  if (others.count == 0) return 0;
  const auto best = static_cast<size_t>(std::max_element(others.lead.begin(), others.lead.end()) -
                                        others.lead.begin());
  return 16 * (best + 1) + step_of(others.lead[best] / static_cast<float>(others.count), kSteps);
}

void LookEvidence::tag(size_t word, std::vector<uint64_t>& out) {
  const Facts &w = at(word, 0), &p = at(word, -1), &n = at(word, 1), &p2 = at(word, -2),
              &n2 = at(word, 2), &h = head_of(w);
  const uint64_t rel = w.head == kNone ? 99 : w.deprel;
  static_assert(static_cast<size_t>(Deprel::kXcomp) < 64, "the last relation has a bit");
  uint64_t children = 0;  // their relations, a bit each
  for (const Facts& other : sentence_) {
    if (other.head == word - first_) children |= uint64_t{1} << other.deprel;
  }
  const Mentions others = other_mentions(word);
  const auto has = [&](Deprel deprel) { return children >> static_cast<size_t>(deprel) & 1; };
  const uint64_t pair = 64u * w.upos + w.leads / 4, place = w.first ? 1 : 2;
  const uint64_t capitals = 4u * p.capital + 2u * w.capital + n.capital;
  Pieces<kTagPieces> pieces(out);
  pieces.add(pair);
  pieces.add(pair, w.leads);
  pieces.add(w.lower);
  pieces.add(w.lower, w.shape, pair);
  pieces.add(suffix(w.form, 3));
  pieces.add(suffix(w.form, 2));
  pieces.add(suffix(w.form, 4), place);
  pieces.add(part_of(w.form.substr(0, 3)));
  pieces.add(w.shape, place, capitals_);
  pieces.add(p.lower);
  pieces.add(n.lower);
  pieces.add(p.lower, w.lower);
  pieces.add(w.lower, n.lower);
  pieces.add(p.upos, p.xpos);
  pieces.add(n.upos, n.xpos);
  pieces.add(p2.xpos, p.xpos);
  pieces.add(n.xpos, n2.xpos);
  pieces.add(p.xpos, n.xpos);
  pieces.add(p.xpos, w.lower);
  pieces.add(w.lower, n.xpos);
  pieces.add(rel);
  pieces.add(rel, w.lower);
  pieces.add(rel, h.xpos);
  pieces.add(h.lower);
  pieces.add(rel, suffix(w.form, 3));
  pieces.add(rel, h.lower);
  pieces.add(children);
  pieces.add(children, rel);
  pieces.add(has(Deprel::kDet) + 2 * has(Deprel::kCase) + 4 * has(Deprel::kCompound) +
                 8 * has(Deprel::kCop) + 16 * has(Deprel::kNummod) + 32 * has(Deprel::kObj),
             pair);
  pieces.add(place, capitals_, 4u * w.capital + length_, pair);
  pieces.add(w.kind, pair);
  pieces.add(w.label, p.label / 16u, n.label / 16u);
  pieces.add(capitals, place, pair);
  pieces.add(capitals, 64u * p.upos + n.upos, place, capitals_);
  pieces.add(p.upos, p.leads);
  pieces.add(n.upos, n.leads);
  pieces.add(cases(others), 2 * place + w.capital, pair);
  pieces.add(elsewhere(others), pair);
  pieces.add(w.cluster, rel);
  pieces.add(p.cluster, w.cluster);
  pieces.add(w.cluster, n.cluster);
  pieces.add(w.known, pair);
}

void LookEvidence::entity(size_t word, std::vector<uint64_t>& out) {
  const Facts &w = at(word, 0), &p = at(word, -1), &n = at(word, 1), &p2 = at(word, -2),
              &n2 = at(word, 2), &h = head_of(w);
  const uint64_t rel = w.head == kNone ? 99 : w.deprel;
  const auto deprel = static_cast<Deprel>(w.deprel);
  const bool within_name = w.head != kNone && (deprel == Deprel::kCompound ||
                                               deprel == Deprel::kFlat || deprel == Deprel::kAmod);
  uint64_t preposition = 0;
  for (const Facts& other : sentence_) {
    if (static_cast<Deprel>(other.deprel) != Deprel::kCase) continue;
    if (other.head == word - first_ || (within_name && other.head == w.head)) {
      preposition = other.lower;
      break;
    }
  }
  const Mentions others = other_mentions(word);
  const uint64_t often = others.count == 0 ? 0 : others.count < 2 ? 1 : others.count < 5 ? 2 : 3;
  const uint64_t place = w.first && w.letter ? 1 : 2;
  Pieces<kEntityPieces> pieces(out);
  pieces.add(1);
  pieces.add(w.lower);
  pieces.add(w.lower, w.shape);
  pieces.add(p.lower);
  pieces.add(n.lower);
  pieces.add(p2.lower);
  pieces.add(n2.lower);
  pieces.add(p.lower, w.lower);
  pieces.add(w.lower, n.lower);
  pieces.add(p2.lower, p.lower, w.shape);
  pieces.add(w.shape, n.lower, n2.lower);
  pieces.add(suffix(w.form, 3));
  pieces.add(suffix(w.form, 2), w.shape);
  pieces.add(suffix(w.form, 4));
  pieces.add(part_of(w.form.substr(0, 3)));
  pieces.add(w.shape, place, capitals_);
  pieces.add(p.shape, w.shape);
  pieces.add(w.shape, n.shape);
  pieces.add(p.shape, w.shape, n.shape, 16 * place + capitals_);
  pieces.add(w.xpos, place);
  pieces.add(p.xpos, w.xpos);
  pieces.add(w.xpos, n.xpos);
  pieces.add(p.xpos, w.xpos, n.xpos);
  pieces.add(w.label);
  pieces.add(p.label);
  pieces.add(n.label);
  pieces.add(w.kind);
  pieces.add(p.kind);
  pieces.add(n.kind);
  pieces.add(p2.kind);
  pieces.add(n2.kind);
  pieces.add(w.kind, w.shape, place, capitals_);
  pieces.add(w.kind, w.lower);
  pieces.add(w.kind, p.lower);
  pieces.add(w.kind, n.lower);
  pieces.add(w.kind, p.kind);
  pieces.add(w.kind, n.kind);
  pieces.add(w.label, w.xpos, n.xpos);
  pieces.add(rel, w.shape);
  pieces.add(rel, h.lower);
  pieces.add(rel, h.kind, w.shape);
  pieces.add(preposition, rel);
  pieces.add(within_name ? h.lower : 0);
  pieces.add(w.shape, elsewhere(others));
  pieces.add(w.shape, often, cases(others), 16 * place + capitals_);
  pieces.add(elsewhere(others), w.kind);
  pieces.add(others.spelt_out, w.shape, cases(others));
  pieces.add(w.cluster);
  pieces.add(w.cluster, w.shape);
  pieces.add(p.cluster);
  pieces.add(n.cluster);
  pieces.add(p.cluster, w.cluster);
  pieces.add(w.cluster, n.cluster);
  pieces.add(h.cluster, rel);
  pieces.add(w.known, w.shape);
  pieces.add(w.known, w.kind);
  pieces.add(p.known, w.shape);
  pieces.add(n.known, w.shape);
}

}  // namespace servanda::language

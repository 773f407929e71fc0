// Names that the network is sure of, their mentions, and the vote.
#include "servanda/language/recurring_names.h"

#include <algorithm>

#include "servanda/language/features.h"
#include "servanda/language/name_words.h"

namespace servanda::language {
namespace {

using record::EntityType;
using record::Parse;
using record::Token;

// Scores are logarithms of shares but for a constant a word. Chosen over the development parts of
// UNER and GUM, where neighbouring values give the same within 0.2 points.
constexpr float kSure = 1.0f;  // of a mention that makes a name, above "outside"
constexpr float kOutside =
    1.0f;                        // that "outside" may lead by, a mention, and the name still be one
constexpr float kRetype = 2.0f;  // that another type leads by, a mention, to replace a type
constexpr size_t kLongestName = 8;   // words
constexpr size_t kShortestPart = 3;  // bytes of a first or last name that stands for the whole

uint64_t hash_of(std::string_view form) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : form) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return hash;
}

}  // namespace

void RecurringNames::note(uint32_t token, std::string_view form, const float* scores, bool opens) {
  Word word;
  word.token = token;
  word.opens = opens, word.capital = concerns(form, false);
  word.hash = hash_of(form);
  std::copy_n(scores, kEntityLabels, word.scores.begin());
  words_.push_back(word);
}

// Words of the entity that begins at a word.
size_t RecurringNames::entity_words(size_t first, const Parse& parse) const {
  size_t end = first + 1;
  while (end < words_.size() && words_[end].token == words_[end - 1].token + 1 &&
         !words_[end].opens) {
    const Token& token = parse.tokens[words_[end].token];
    if (token.entity == EntityType::kNone || token.entity_begins) break;
    ++end;
  }
  return end - first;
}

// Mean scores a word of standing outside and of being a name of each type.
RecurringNames::Evidence RecurringNames::evidence(size_t first, size_t words) const {
  Evidence sum{};
  for (size_t i = first; i < first + words; ++i) {
    sum[0] += words_[i].scores[0];
    for (size_t kind = 1; kind < kKinds; ++kind)
      sum[kind] += words_[i].scores[2 * kind - (i == first ? 1 : 0)];
  }
  for (float& value : sum) value /= static_cast<float>(words);
  return sum;
}

uint64_t RecurringNames::hash(size_t first, size_t words) const {
  uint64_t hash = 0;
  for (size_t i = first; i < first + words; ++i) hash = carry_on(hash, words_[i].hash);
  return hash;
}

uint32_t RecurringNames::find(uint64_t hash, size_t first, size_t words, std::string_view text,
                              const Parse& parse) const {
  const auto form = [&](size_t i) { return parse.tokens[words_[i].token].span.of(text); };
  for (size_t slot = hash & (slots_.size() - 1); slots_[slot] != kNone;
       slot = (slot + 1) & (slots_.size() - 1)) {
    const Name& name = names_[slots_[slot]];
    if (name.hash != hash || name.words != words) continue;
    size_t same = 0;
    while (same < words && form(name.first + same) == form(first + same)) ++same;
    if (same == words) return slots_[slot];
  }
  return kNone;
}

void RecurringNames::put(uint32_t name) {
  size_t slot = names_[name].hash & (slots_.size() - 1);
  while (slots_[slot] != kNone) slot = (slot + 1) & (slots_.size() - 1);
  slots_[slot] = name;
  names_[name].slot = static_cast<uint32_t>(slot);
}

uint32_t RecurringNames::add(size_t first, size_t words, std::string_view text,
                             const Parse& parse) {
  if (2 * (names_.size() + 1) > slots_.size()) {
    slots_.assign(std::max<size_t>(64, 2 * slots_.size()), kNone);
    for (uint32_t n = 0; n < names_.size(); ++n) put(n);
  }
  const uint64_t key = hash(first, words);
  if (const uint32_t known = find(key, first, words, text, parse); known != kNone) return known;
  const auto name = static_cast<uint32_t>(names_.size());
  names_.push_back({key, static_cast<uint32_t>(first), static_cast<uint32_t>(words), 0, 0, {}});
  put(name);
  first_words_.set(words_[first].hash % first_words_.size());
  return name;
}

// Finds the names: entities in capitals of which the network is sure, but no titles, and the first
// and last names of persons, for whom the whole name speaks.
void RecurringNames::collect(std::string_view text, const Parse& parse) {
  const auto is_title = [&](size_t i) {
    return is_name_word(parse.tokens[words_[i].token].span.of(text), NameWord::kTitle);
  };
  for (size_t i = 0; i < words_.size(); ++i) {
    const Token& token = parse.tokens[words_[i].token];
    if (!token.entity_begins || !words_[i].capital) continue;
    const size_t words = entity_words(i, parse);
    if (words > kLongestName || is_title(i + words - 1)) continue;
    // Names in the plural are mostly those of peoples and parties, which are no entities.
    if (words == 1 && record::xpos_name(token.xpos) == "NNPS") continue;
    const Evidence found = evidence(i, words);
    if (found[static_cast<size_t>(token.entity)] - found[0] < kSure) continue;
    add(i, words, text, parse);
    if (token.entity != EntityType::kPerson || words < 2) continue;
    for (const size_t part : {i, i + words - 1}) {
      if (!words_[part].capital || is_title(part) ||
          parse.tokens[words_[part].token].span.size() < kShortestPart)
        continue;
      Name& name = names_[add(part, 1, text, parse)];
      ++name.voices;
      for (size_t kind = 0; kind < kKinds; ++kind) name.sum[kind] += found[kind];
    }
  }
}

void RecurringNames::mention(uint32_t name, size_t first) {
  const Evidence found = evidence(first, names_[name].words);
  ++names_[name].voices;
  for (size_t kind = 0; kind < kKinds; ++kind) names_[name].sum[kind] += found[kind];
  mentions_.push_back({name, static_cast<uint32_t>(first)});
}

// Takes the longest name that the words in capitals from `first` on spell; returns how many words
// are done with. Part of a longer run of proper nouns is no mention.
size_t RecurringNames::match_unlabelled(size_t first, std::string_view text, const Parse& parse) {
  if (!first_words_.test(words_[first].hash % first_words_.size())) return 1;
  const auto proper = [&](size_t i) {
    return words_[i].capital && parse.tokens[words_[i].token].upos == record::Upos::kPROPN;
  };
  const auto joined = [&](size_t i) {  // to the word noted before it
    return i > 0 && i < words_.size() && words_[i].token == words_[i - 1].token + 1 &&
           !words_[i].opens;
  };
  if (joined(first) && proper(first - 1)) return 1;
  std::array<uint64_t, kLongestName> hashes{};
  size_t words = 0;
  do {
    const size_t at = first + words;
    if (parse.tokens[words_[at].token].entity != EntityType::kNone) break;
    hashes[words] = carry_on(words == 0 ? 0 : hashes[words - 1], words_[at].hash);
    ++words;
  } while (words < kLongestName && joined(first + words));
  for (; words > 0; --words) {
    const uint32_t name = find(hashes[words - 1], first, words, text, parse);
    if (name == kNone || (joined(first + words) && proper(first + words))) continue;
    mention(name, first);
    return words;
  }
  return 1;
}

void RecurringNames::match(std::string_view text, const Parse& parse) {
  for (size_t i = 0; i < words_.size();) {
    if (parse.tokens[words_[i].token].entity == EntityType::kNone) {
      i += match_unlabelled(i, text, parse);
      continue;
    }
    const size_t words = entity_words(i, parse);
    if (words <= kLongestName) {
      const uint32_t name = find(hash(i, words), i, words, text, parse);
      if (name != kNone) mention(name, i);
    }
    i += words;
  }
}

void RecurringNames::settle(std::string_view text, Parse& parse) {
  collect(text, parse);
  if (!names_.empty()) match(text, parse);
  for (const Mention& mention : mentions_) {
    const Name& name = names_[mention.name];
    if (name.voices < 2) continue;
    const auto voices = static_cast<float>(name.voices);
    const auto best = static_cast<size_t>(std::max_element(name.sum.begin() + 1, name.sum.end()) -
                                          name.sum.begin());
    if (name.sum[best] - name.sum[0] <= -kOutside * voices) continue;
    const auto type = static_cast<size_t>(parse.tokens[words_[mention.first].token].entity);
    if (type != 0 && name.sum[best] - name.sum[type] <= kRetype * voices) continue;
    for (uint32_t i = 0; i < name.words; ++i) {
      Token& token = parse.tokens[words_[mention.first + i].token];
      token.entity = static_cast<EntityType>(best);
      token.entity_begins = i == 0;
    }
  }
  for (const Name& name : names_) slots_[name.slot] = kNone;
  words_.clear();
  names_.clear();
  mentions_.clear();
  first_words_.reset();
}

}  // namespace servanda::language

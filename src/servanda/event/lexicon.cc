// Reads the tables of data/events.
#include "servanda/event/lexicon.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "servanda/base/prefetch.h"
#include "servanda/embedded/kEventAdjectives.h"
#include "servanda/embedded/kEventClasses.h"
#include "servanda/embedded/kEventClusters.h"
#include "servanda/embedded/kEventContexts.h"
#include "servanda/embedded/kEventNouns.h"
#include "servanda/embedded/kEventVerbs.h"
#include "servanda/event/codebook.h"

namespace servanda::event {
namespace {

constexpr std::array<HashedText, 10> kFrames = {"so", "sp",  "s",  "rs", "rec",
                                                "o",  "vis", "no", "ns", "dem"};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

base::Error table_error(std::string_view table, size_t line, std::string_view what) {
  return {base::ErrorCode::kInternal, std::string(what),
          std::string(table) + ":" + std::to_string(line)};
}

std::optional<Frame> parse_frame(std::string_view text) {
  const auto at = std::find(kFrames.begin(), kFrames.end(), text);
  if (at == kFrames.end()) return std::nullopt;
  return static_cast<Frame>(at - kFrames.begin());
}

}  // namespace

HashedText name(Frame frame) { return kFrames[static_cast<size_t>(frame)]; }

base::Result<Lexicon> Lexicon::create() {
  Lexicon lexicon = SERVANDA_TRY(create(embedded::kEventVerbs(), embedded::kEventNouns(),
                                        embedded::kEventAdjectives(), embedded::kEventClasses(),
                                        embedded::kEventContexts()));
  SERVANDA_TRY(lexicon.read_clusters(embedded::kEventClusters()));
  return lexicon;
}

base::Result<const Lexicon*> Lexicon::built_in() {
  static const base::Result<Lexicon> kTables = create();
  if (!kTables) return kTables.error();
  return &kTables.value();
}

base::Result<Lexicon> Lexicon::create(std::string_view verbs, std::string_view nouns,
                                      std::string_view adjectives, std::string_view classes,
                                      std::string_view contexts) {
  Lexicon lexicon;
  SERVANDA_TRY(lexicon.read_classes(classes, "classes.tsv", &Word::classes, lexicon.class_names_));
  SERVANDA_TRY(
      lexicon.read_classes(contexts, "contexts.tsv", &Word::contexts, lexicon.context_names_));
  SERVANDA_TRY(lexicon.read_entries(WordClass::kVerb, verbs, "verbs.tsv"));
  SERVANDA_TRY(lexicon.read_entries(WordClass::kNoun, nouns, "nouns.tsv"));
  SERVANDA_TRY(lexicon.read_entries(WordClass::kAdjective, adjectives, "adjectives.tsv"));
  return lexicon;
}

base::Result<void> Lexicon::read_classes(std::string_view table, std::string_view table_name,
                                         uint64_t Word::*bits, std::vector<HashedText>& names) {
  size_t number = 0;
  for (std::string_view line : split(table, '\n')) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    if (fields.size() != 2)
      return table_error(table_name, number, "a class and its lemmas are wanted");
    if (names.size() == 64) return table_error(table_name, number, "more than 64 classes");
    const uint64_t bit = uint64_t{1} << names.size();
    names.emplace_back(fields[0]);
    for (std::string_view lemma : split(fields[1], ' ')) {
      std::string key(lemma);
      for (char& c : key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      make_word(key == lemma ? lemma : folded_.emplace_back(key)).*bits |= bit;
    }
  }
  return {};
}

void Lexicon::make_room(size_t more) {
  words_.reserve(words_.size() + more);
  if ((words_.size() + more) * 2 <= places_.size()) return;
  places_.assign(std::bit_ceil((words_.size() + more) * 2), 0);
  for (uint32_t i = 1; i < words_.size(); ++i) places_[place_of(words_[i].text)] = i;
}

base::Result<void> Lexicon::read_clusters(std::string_view table) {
  make_room(static_cast<size_t>(std::count(table.begin(), table.end(), ' ') +
                                std::count(table.begin(), table.end(), '\n')));
  size_t number = 0;
  for (std::string_view line : split(table, '\n')) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    if (fields.size() != 3)
      return table_error("clusters.tsv", number, "two clusters and their words are wanted");
    const auto cluster = static_cast<uint32_t>(clusters_.size());
    clusters_.push_back({HashedText(fields[0]), HashedText(fields[1])});
    for (std::string_view rest = fields[2];;) {
      const size_t end = rest.find(' ');
      make_word(rest.substr(0, end)).cluster = cluster;
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return {};
}

base::Result<void> Lexicon::read_entries(WordClass word_class, std::string_view table,
                                         std::string_view table_name) {
  size_t number = 0;
  for (std::string_view line : split(table, '\n')) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const auto fields = split(line, '\t');
    if (fields.size() != 6) return table_error(table_name, number, "six columns are wanted");
    Entry entry;
    const auto type = record::parse_event_type(fields[0]);
    if (!type)
      return table_error(table_name, number, "unknown event type " + std::string(fields[0]));
    entry.type = *type;
    if (fields[1] != "-") entry.mode = fields[1];
    if (!has_mode(entry.type, entry.mode))
      return table_error(table_name, number, "the type has no such mode");
    const auto frame = parse_frame(fields[2]);
    if (!frame) return table_error(table_name, number, "unknown frame " + std::string(fields[2]));
    entry.frame = *frame;
    if (fields[3].size() != 1 || fields[3][0] < '1' || fields[3][0] > '3') {
      return table_error(table_name, number, "the strength is 1, 2 or 3");
    }
    entry.strength = static_cast<uint8_t>(fields[3][0] - '0');
    if (fields[4] != "-") {
      entry.object_class = class_bit(fields[4]);
      if (entry.object_class == 0)
        return table_error(table_name, number, "unknown class " + std::string(fields[4]));
    }
    for (std::string_view phrase : split(fields[5], ' ')) {
      if (phrase.empty()) continue;
      const auto parts = split(phrase, '_');
      Entry word = entry;
      if (parts.size() > 1) word.particle = parts.back();
      if (parts.size() > 2) word.middle = parts[1];
      uint32_t& list = make_word(parts[0]).entries[static_cast<size_t>(word_class)];
      if (list == 0) {
        list = static_cast<uint32_t>(entries_.size());
        entries_.emplace_back();
      }
      std::vector<Entry>& entries = entries_[list];
      const auto same = [&](const Entry& e) {
        return e.type == word.type && e.mode == word.mode && e.object_class == word.object_class &&
               e.particle == word.particle && e.middle == word.middle;
      };
      if (std::none_of(entries.begin(), entries.end(), same)) entries.push_back(std::move(word));
    }
  }
  return {};
}

// The place of a word, or the free one where it belongs.
size_t Lexicon::place_of(const HashedText& lemma) const {
  size_t at = lemma.hash & (places_.size() - 1);
  while (places_[at] != 0) {
    const HashedText& text = words_[places_[at]].text;
    if (text.hash == lemma.hash && text == lemma) break;
    at = (at + 1) & (places_.size() - 1);
  }
  return at;
}

Lexicon::Word& Lexicon::make_word(const AnyText& lemma) {
  if (words_.size() * 2 > places_.size()) make_room(words_.size());
  uint32_t& place = places_[place_of(lemma)];
  if (place == 0) {
    place = static_cast<uint32_t>(words_.size());
    words_.push_back({.text = lemma});
  }
  return words_[place];
}

const Lexicon::Word& Lexicon::word(const HashedText& lemma) const {
  return words_[places_[place_of(lemma)]];
}

void Lexicon::words(std::span<const HashedText> lemmas, std::vector<const Word*>& out) const {
  const size_t mask = places_.size() - 1;
  for (const HashedText& lemma : lemmas) base::prefetch(&places_[lemma.hash & mask]);
  for (const HashedText& lemma : lemmas) {
    out.push_back(&words_[places_[lemma.hash & mask]]);
    base::prefetch(out.back(), sizeof(Word));
  }
  const size_t first = out.size() - lemmas.size();
  for (size_t i = 0; i < lemmas.size(); ++i) base::prefetch(out[first + i]->text.data());
  for (size_t i = 0; i < lemmas.size(); ++i) out[first + i] = &word(lemmas[i]);
}

uint64_t Lexicon::class_bit(std::string_view name) const {
  const auto at = std::find(class_names_.begin(), class_names_.end(), name);
  return at == class_names_.end() ? 0 : uint64_t{1} << (at - class_names_.begin());
}

}  // namespace servanda::event

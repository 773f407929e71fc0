// Reads the spans of purposes over the tree.
#include "servanda/reading/purposes.h"

#include <algorithm>
#include <map>

#include "servanda/embedded/kReadingMotiveWords.h"

namespace servanda::reading {

using record::Deprel;
using record::Upos;

uint32_t outer_head(const Page& page, uint32_t first, uint32_t purpose) {
  const event::Tree& tree = page.tree();
  for (uint32_t i = first; i < purpose; ++i) {
    const uint32_t head = tree.head(i);
    if (head != kNoToken && head < first) return head;
  }
  // "so as not to depend": by the verb behind.
  for (uint32_t i = first; i < purpose; ++i) {
    uint32_t current = i;
    for (int step = 0; step < 6 && current != kNoToken; ++step) {
      if (current < first) return current;
      current = tree.head(current);
    }
  }
  // At the head of a sentence: the verb that it hangs on.
  for (uint32_t i = first; i < purpose; ++i) {
    uint32_t current = i;
    for (int step = 0; step < 6 && current != kNoToken; ++step) {
      const uint32_t head = tree.head(current);
      if (tree.deprel(current) == Deprel::kAdvcl || tree.deprel(current) == Deprel::kObl)
        return head;
      current = head;
    }
  }
  // "the pact is a means of …": the phrase holds the predicate itself.
  for (uint32_t i = first; i < purpose; ++i) {
    if (tree.upos(i) == Upos::kNOUN) return i;
  }
  return kNoToken;
}

uint32_t purpose_end(const Page& page, uint32_t from) {
  const event::Tree& tree = page.tree();
  const record::Sentence& sentence = tree.sentence_of(from);
  uint32_t verb = from;
  // The infinitive, gerund or noun that heads the purpose: the outermost head to the right of
  // `from`.
  for (uint32_t i = from; i < std::min(sentence.end, from + 5); ++i) {
    const Upos upos = tree.upos(i);
    if (upos == Upos::kVERB || upos == Upos::kNOUN || upos == Upos::kAUX) {
      verb = i;
      break;
    }
  }
  while (tree.head(verb) != kNoToken && tree.head(verb) > verb && tree.head(verb) < from + 12 &&
         tree.upos(tree.head(verb)) != Upos::kPUNCT && tree.deprel(verb) != Deprel::kAdvcl) {
    verb = tree.head(verb);
  }
  uint32_t last = std::max(verb, page.phrase_end(verb));
  for (uint32_t i = verb; i <= last; ++i) {
    const std::string_view word = tree.word(i);
    const bool aside = word == "," && i + 1 <= last &&
                       (tree.word(i + 1) == "which" || tree.word(i + 1) == "who" ||
                        tree.upos(i + 1) == Upos::kCCONJ || tree.xpos(i + 1) == "VBG" ||
                        page.says(i + 1, "so as"));
    if (word == ";" || word == ":" || aside) {
      last = i - 1;
      break;
    }
  }
  while (last > from && tree.upos(last) == Upos::kPUNCT && tree.word(last) != "\xE2\x80\x9D" &&
         tree.word(last) != ")")
    --last;
  return last;
}

const std::vector<std::string_view>& motive_kinds(std::string_view word) {
  static const auto all = [] {
    std::map<std::string_view, std::vector<std::string_view>> out;
    for (const auto& row : read_rows(embedded::kReadingMotiveWords())) {
      if (row.size() >= 2 && row[0].find(' ') == std::string_view::npos)
        out[row[0]].push_back(row[1]);
    }
    return out;
  }();
  static const std::vector<std::string_view> none;
  const auto at = all.find(word);
  return at == all.end() ? none : at->second;
}

}  // namespace servanda::reading

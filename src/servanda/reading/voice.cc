// Climbs from a clause to a verb of saying, and looks for "according to" beside it.
#include "servanda/reading/voice.h"

#include <algorithm>
#include <array>

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

constexpr std::array<std::string_view, 33> kSaying = {
    "say",      "believe",  "think",   "argue",    "warn",       "predict",  "forecast",
    "note",     "write",    "claim",   "state",    "report",     "tell",     "expect",
    "suggest",  "estimate", "assume",  "insist",   "add",        "maintain", "assess",
    "reckon",   "hold",     "judge",   "conclude", "observe",    "stress",   "assert",
    "announce", "declare",  "caution", "hope",     "acknowledge"};

bool is_saying(std::string_view lemma) {
  return std::find(kSaying.begin(), kSaying.end(), lemma) != kSaying.end();
}

// The words of a source, without what is told of it in clauses.
std::string name_of(const Page& page, uint32_t source) {
  const event::Tree& tree = page.tree();
  if (tree.upos(source) == Upos::kPRON) {
    const actor::Mention* mention = page.mention_at(source);
    const std::string_view word = tree.word(source);
    if (word == "i" || word == "we" || word == "you") return "author";
    return mention != nullptr && !mention->actors.empty() ? mention->actors[0].name : "author";
  }
  uint32_t first = page.phrase_begin(source), last = source;
  const uint32_t end = page.phrase_end(source);
  while (last < end) {
    const Deprel link = tree.deprel(last + 1);
    if (tree.upos(last + 1) == Upos::kPUNCT || link == Deprel::kAclRelcl || link == Deprel::kAcl)
      break;
    ++last;
  }
  while (first < source &&
         (tree.deprel(first) == Deprel::kCase || tree.deprel(first) == Deprel::kFixed ||
          tree.upos(first) == Upos::kDET || tree.upos(first) == Upos::kPUNCT)) {
    ++first;
  }
  return page.words(first, last);
}

}  // namespace

std::string voice_of(const Page& page, uint32_t predicate) {
  const event::Tree& tree = page.tree();
  uint32_t current = predicate;
  for (int step = 0; step < 6; ++step) {
    for (const uint32_t c : tree.children(current)) {
      const bool beside = tree.deprel(c) == Deprel::kParataxis && is_saying(tree.lemma(c));
      const uint32_t subject = beside ? tree.child(c, Deprel::kNsubj) : kNoToken;
      if (subject != kNoToken && tree.child(c, Deprel::kCcomp) == kNoToken)
        return name_of(page, subject);
    }
    const uint32_t head = tree.head(current);
    if (head == kNoToken) break;
    if (tree.deprel(current) == Deprel::kCcomp && is_saying(tree.lemma(head))) {
      const uint32_t subject = page.subject_of(head);
      if (subject != kNoToken) return name_of(page, subject);
    }
    current = head;
  }
  const record::Sentence& sentence = tree.sentence_of(predicate);
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (!page.says(i, "according to")) continue;
    const uint32_t source = tree.head(i);
    if (source != kNoToken && tree.upos(source) != Upos::kVERB) return name_of(page, source);
  }
  return "author";
}

}  // namespace servanda::reading

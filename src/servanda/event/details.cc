// Reads the object of an act and what surrounds it.
#include "servanda/event/details.h"

#include <algorithm>
#include <array>

#include "servanda/event/frames.h"

namespace servanda::event {
namespace {

using record::Deprel;
using record::Upos;

// The tokens below a head, without relative clauses and what stands in other clauses, as one span
// of text.
base::Span phrase(const Tree& tree, uint32_t head) {
  uint32_t first = head, last = head;
  const record::Sentence& sentence = tree.sentence_of(head);
  const auto inside = [&](uint32_t i) {
    uint32_t current = i;
    for (int step = 0; step < 24 && current != kNoToken; ++step) {
      if (current == head) return true;
      const Deprel link = tree.deprel(current);
      if (link == Deprel::kAclRelcl || link == Deprel::kAcl || link == Deprel::kAdvcl ||
          link == Deprel::kParataxis || link == Deprel::kPunct || link == Deprel::kAppos) {
        return false;
      }
      current = tree.head(current);
    }
    return false;
  };
  while (first > sentence.begin && inside(first - 1)) --first;
  while (last + 1 < sentence.end && inside(last + 1)) ++last;
  // The preposition and the article are not part of what is named.
  while (first < head && (tree.deprel(first) == Deprel::kCase ||
                          tree.deprel(first) == Deprel::kDet || tree.deprel(first) == Deprel::kCc))
    ++first;
  return {tree.token(first).span.begin, tree.token(last).span.end};
}

bool names_a_party_only(const Scene& scene, uint32_t token) {
  const int m = scene.mention_at(token);
  return m >= 0 && scene.annotations().mentions[m].head_token == token;
}

// "On Wednesday", "over 13 May 2025": when it was, not what it was about.
bool names_a_time(const Scene& scene, uint32_t token) {
  for (const language::TimeExpression& time : scene.annotations().times) {
    if (time.first_token <= token && token <= time.last_token) return true;
  }
  return false;
}

}  // namespace

std::string what_of(const Scene& scene, const Candidate& candidate, record::EventType type) {
  const Tree& tree = scene.tree();
  uint32_t best = kNoToken;
  for (const Argument& a : candidate.clause.arguments) {
    const bool object = a.slot == Slot::kObject && (!a.inherited || a.token != candidate.token);
    const bool topic =
        (a.slot == Slot::kOblique || a.slot == Slot::kNominal) &&
        (a.preposition == "of" || a.preposition == "on" || a.preposition == "about" ||
         a.preposition == "over" || a.preposition == "for");
    if ((object || (topic && !names_a_time(scene, a.token))) &&
        !names_a_party_only(scene, a.token) && a.token != candidate.token &&
        tree.upos(a.token) != Upos::kPRON) {
      if (best == kNoToken || object) best = a.token;
      if (object) break;
    }
  }
  if (best == kNoToken) {
    for (uint32_t c : tree.children(candidate.token)) {
      const bool modifier = candidate.word_class == WordClass::kNoun &&
                            tree.deprel(c) == Deprel::kCompound && !names_a_party_only(scene, c);
      if (modifier) best = c;
    }
  }
  if (best == kNoToken && type == record::EventType::kSupport &&
      candidate.word_class == WordClass::kNoun)
    best = candidate.token;
  if (best == kNoToken) return {};
  return std::string(scene.words(phrase(tree, best)));
}

std::optional<record::Amount> amount_of(const Scene& scene, const Candidate& candidate) {
  const Tree& tree = scene.tree();
  const record::Sentence& sentence = tree.sentence_of(candidate.token);
  for (const record::Amount& amount : scene.annotations().amounts) {
    if (amount.span.begin < sentence.span.begin || amount.span.end > sentence.span.end) continue;
    uint32_t token = sentence.begin;
    while (token + 1 < sentence.end && tree.token(token).span.end <= amount.span.begin) ++token;
    for (int step = 0; step < 8 && token != kNoToken; ++step) {
      if (token == candidate.token || token == candidate.clause.verb) return amount;
      if (step > 0 && scene.candidate_at(token) >= 0) break;
      token = tree.head(token);
    }
  }
  return std::nullopt;
}

std::string place_of(const Scene& scene, const Candidate& candidate) {
  const Tree& tree = scene.tree();
  for (const Argument& a : candidate.clause.arguments) {
    if (a.slot != Slot::kOblique && a.slot != Slot::kNominal) continue;
    if (a.preposition != "in" && a.preposition != "at" && a.preposition != "near" &&
        a.preposition != "outside")
      continue;
    const bool place = tree.token(a.token).entity == record::EntityType::kLocation ||
                       names_a_party_only(scene, a.token);
    if (place && tree.upos(a.token) == Upos::kPROPN)
      return std::string(scene.words(phrase(tree, a.token)));
  }
  return {};
}

std::vector<std::string> contexts_of(const Scene& scene, const Candidate& candidate) {
  const Tree& tree = scene.tree();
  uint64_t bits = 0;
  const record::Sentence& sentence = tree.sentence_of(candidate.token);
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (tree.upos(i) == Upos::kNOUN || tree.upos(i) == Upos::kVERB || tree.upos(i) == Upos::kADJ ||
        tree.upos(i) == Upos::kPROPN) {
      // Words of the candidate's own clause: below it or on the way up to its verb.
      if (tree.below(i, candidate.token) ||
          (candidate.clause.verb != kNoToken && tree.below(i, candidate.clause.verb))) {
        bits |= scene.word(i).contexts;
      }
    }
  }
  std::vector<std::string> out;
  for (size_t k = 0; k < scene.lexicon().context_names().size(); ++k) {
    if ((bits >> k) & 1) out.emplace_back(scene.lexicon().context_names()[k]);
  }
  return out;
}

}  // namespace servanda::event

// Remembers the things of steps.
#include "servanda/reading/pledge_memory.h"

namespace servanda::reading {

void PledgeMemory::add(const Step& step) {
  uint32_t kinds = 0;
  for (const Thing& thing : step.things) {
    if (thing.pronoun || thing.elliptic) continue;
    heads_.insert(thing.head_lemma);
    kinds |= thing.kinds;
    // "an agreement on tanks": it may be the paper or the tanks.
    const NounKind* outer = scene_.words().kind(scene_.tree().lemma(thing.outer));
    if (outer != nullptr) kinds |= outer->kinds;
    // "a contract for ten tanks was signed": the paper that the step tells of.
    if (step.stage >= record::Stage::kAgreed && step.stage <= record::Stage::kInForce)
      kinds |= kPaper;
    if (step.stage == record::Stage::kNegotiating) kinds |= kTalks | kPaper;
  }
  if (kinds == 0) return;
  kinds_ = kinds, sentence_ = step.sentence;
}

uint32_t PledgeMemory::last_kinds(uint32_t sentence) const {
  return sentence >= sentence_ && sentence - sentence_ <= 2 ? kinds_ : 0;
}

}  // namespace servanda::reading

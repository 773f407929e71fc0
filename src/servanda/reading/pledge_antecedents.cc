// What the words before a step name, whether or not a step was told of it.
#include <algorithm>

#include "servanda/reading/pledge_linker.h"

namespace servanda::reading {

// The thing of these kinds that the words right before name, in this sentence or the one before,
// whether or not a step was told of it.
size_t Linker::named_before(const Step& step, uint32_t kinds) {
  const record::Sentence& sentence = tree_.sentence_of(step.token);
  const uint32_t before = tree_.sentence(step.token);
  const uint32_t from =
      before > 0 ? scene_.annotations().parse.sentences[before - 1].begin : sentence.begin;
  const uint32_t begin = std::max(from, step.token > 60 ? step.token - 60 : 0);
  for (uint32_t i = step.token; i-- > begin;) {
    if (tree_.upos(i) != record::Upos::kNOUN && tree_.upos(i) != record::Upos::kPROPN) continue;
    if (is_compared_with(i)) continue;
    const NounKind* kind = scene_.words().kind(tree_.lemma(i));
    if (kind == nullptr || (kinds != kAnyKind && (kind->kinds & kinds) == 0)) continue;
    std::vector<Thing> things = read_things(scene_, i);
    if (things.empty() || things[0].head != i ||
        (modifiers(things[0]).empty() && (things[0].definite || tree_.sentence(i) == before)) ||
        (!things[0].classes.empty() && things[0].classes.front() == "draft"))
      continue;
    const size_t same = same_as(things[0]);
    return same != SIZE_MAX ? same : add(things[0], SIZE_MAX, step);
  }
  return SIZE_MAX;
}

// "Unlike the pact with Chile, it ...": what another is measured by is not meant next.
bool Linker::is_compared_with(uint32_t noun) const {
  const std::string_view preposition = tree_.preposition(noun);
  return preposition == "unlike" || preposition == "like" || preposition == "than";
}

// The last noun before the step, here or in the sentence before, that names works and says which;
// kNoToken if there is none.
uint32_t Linker::last_named_works(const Step& step, const Thing& thing) const {
  const uint32_t sentence = tree_.sentence(step.token);
  const uint32_t from = sentence > 0 ? scene_.annotations().parse.sentences[sentence - 1].begin
                                     : tree_.sentence_of(step.token).begin;
  for (uint32_t i = std::min(step.token, thing.head); i-- > from;) {
    if (tree_.upos(i) != record::Upos::kNOUN && tree_.upos(i) != record::Upos::kPROPN) continue;
    const NounKind* kind = scene_.words().kind(tree_.lemma(i));
    if (kind == nullptr || (kind->kinds & kWorks) == 0) continue;
    const std::vector<Thing> things = read_things(scene_, i);
    const bool like =
        !thing.classes.empty() &&
        (thing.classes.front() == "project" || (!things.empty() && share_class(thing, things[0])));
    if (like && !things.empty() && things[0].head == i && !things[0].names.empty()) return i;
  }
  return kNoToken;
}

}  // namespace servanda::reading

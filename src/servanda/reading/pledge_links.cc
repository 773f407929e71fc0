// Resolves what each step is about to one of the pledges that the document has spoken of, or to a
// new one.
#include "servanda/reading/pledge_links.h"

#include <algorithm>

#include "servanda/reading/pledge_linker.h"

namespace servanda::reading {
namespace {

constexpr size_t kMostLooked = 64;  // pledges looked back at for each step: keeps the work linear

// Keeps the first namings, each once: enough to know the thing again, however often the text
// speaks of it.
void add_naming(PledgeDraft& draft, const Thing& thing) {
  constexpr size_t kMostNamings = 12;
  const bool known = std::any_of(draft.namings.begin(), draft.namings.end(),
                                 [&](const Thing& one) { return one.what == thing.what; });
  if (!known && draft.namings.size() < kMostNamings) draft.namings.push_back(thing);
}

bool richer(const Thing& a, const Thing& b) {
  if (a.names.empty() != b.names.empty()) return !a.names.empty();
  if (a.elliptic || a.pronoun) return false;
  return modifiers(a).size() > modifiers(b).size() && a.what.size() <= 80;
}

}  // namespace

std::vector<PledgeDraft> Linker::link() {
  for (const Step& step : steps_) {
    if (step.names) {
      name(step);
      continue;
    }
    by_rules_ = step.by_rules;
    std::vector<size_t> about;
    for (const Thing& thing : step.things) {
      const size_t draft = resolve(step, thing);
      if (draft == SIZE_MAX) continue;
      if (std::find(about.begin(), about.end(), draft) == about.end()) about.push_back(draft);
    }
    for (size_t draft : about) take(draft, step);
    if (!about.empty()) last_about_ = about, last_about_sentence_ = step.sentence;
  }
  return std::move(drafts_);
}

// "It covers six boats": the contract spoken of is one for six boats.
void Linker::name(const Step& step) {
  const size_t paper = resolve_known(step, step.things[0]);
  if (paper == SIZE_MAX) return;
  PledgeDraft& draft = drafts_[paper];
  if ((draft.thing.kinds & (kGoods | kWorks)) != 0 || draft.whole != SIZE_MAX) return;
  add_naming(draft, step.things[1]);
  if (!says_something(draft.thing) || of_a_year(draft.thing)) draft.thing = step.things[1];
  draft.last_token = step.token;
}

// The draft that a pronoun or a paper without a name stands for; SIZE_MAX if none was spoken of.
size_t Linker::resolve_known(const Step& step, const Thing& thing) const {
  if (thing.pronoun) return last_of(kPaper, step.token, 1);
  if (says_something(thing)) {
    return same_as(thing);
  }
  return last_of(kPaper, step.token, 2);
}

Relation Linker::relation(const Thing& a, const PledgeDraft& draft) const {
  Relation best = Relation::kNone;
  const bool says = says_something(draft.thing);
  for (const Thing& b : draft.namings) {
    if (says && !says_something(b)) continue;  // "the paper" fits all papers
    const Relation one = reading::relation(a, b);
    if (one == Relation::kSame) return one;
    if (one == Relation::kPart) best = one;
  }
  return best;
}

// The draft spoken of last that could be meant by a word of these kinds; SIZE_MAX if none. The
// rules do not join what they see to what they do not, if they can help it.
size_t Linker::last_of(uint32_t kinds, uint32_t token, uint32_t reach) const {
  const size_t seen = by_rules_ ? last_among(kinds, token, reach, true) : SIZE_MAX;
  return seen != SIZE_MAX ? seen : last_among(kinds, token, reach, false);
}

size_t Linker::last_among(uint32_t kinds, uint32_t token, uint32_t reach,
                          bool seen_by_rules) const {
  size_t best = SIZE_MAX;
  uint32_t best_token = 0;
  const uint32_t sentence = tree_.sentence(token);
  const size_t begin = first_looked();
  bool best_known = false;  // what is of a known kind comes before what might be anything
  for (size_t i = begin; i < drafts_.size(); ++i) {
    const PledgeDraft& draft = drafts_[i];
    if (sentence - tree_.sentence(draft.last_token) > reach) continue;
    if (seen_by_rules && !draft.by_rules) continue;
    if (kinds != kAnyKind && draft.thing.kinds != 0 && (draft.thing.kinds & kinds) == 0) continue;
    const bool known = draft.thing.kinds != 0;
    if (best != SIZE_MAX && best_known && !known) continue;
    if (known && !best_known) best = SIZE_MAX, best_known = true;
    if (best == SIZE_MAX || draft.last_token > best_token) best = i, best_token = draft.last_token;
  }
  return best;
}

// The first of the drafts that are looked back at.
size_t Linker::first_looked() const {
  return drafts_.size() > kMostLooked ? drafts_.size() - kMostLooked : 0;
}

// The draft spoken of last that is the same thing; SIZE_MAX if none is.
size_t Linker::same_as(const Thing& thing) const {
  for (size_t i = drafts_.size(), begin = first_looked(); i-- > begin;) {
    if (relation(thing, drafts_[i]) == Relation::kSame) return i;
  }
  return SIZE_MAX;
}

// Of two that fit, what was spoken of last; but the rules go to what they see.
bool Linker::likelier(size_t draft, size_t than) const {
  const PledgeDraft &a = drafts_[draft], &b = drafts_[than];
  if (by_rules_ && a.by_rules != b.by_rules) return a.by_rules;
  return a.last_token > b.last_token;
}

// "In June Gazprom signed another on gas": one more of what was spoken of last.
size_t Linker::add_another(const Step& step, Thing thing) {
  const size_t last = last_of(kAnyKind, step.token, 2);
  if (last == SIZE_MAX) return SIZE_MAX;
  const Thing& like = drafts_[last].thing;
  if (like.head == kNoToken || like.head_lemma.empty()) return SIZE_MAX;
  thing.what = like.head_lemma + (thing.tail.empty() ? "" : " " + thing.tail);
  thing.kinds = like.kinds, thing.classes = like.classes, thing.head_lemma = like.head_lemma;
  thing.more = true;
  return add(std::move(thing), SIZE_MAX, step);
}

// "a contract for it".
bool Linker::is_for_pronoun(const Thing& thing) const {
  if (thing.outer == kNoToken || thing.outer == thing.head) return false;
  const NounKind* paper = scene_.words().kind(tree_.lemma(thing.outer));
  return paper != nullptr && (paper->kinds & kPaper) != 0;
}

size_t Linker::resolve(const Step& step, const Thing& thing) {
  if (!thing.pronoun && !thing.elliptic && thing.head != kNoToken &&
      tree_.word(thing.head) == "another")
    return add_another(step, thing);
  if (thing.pronoun && is_for_pronoun(thing)) {
    // "A contract for it": not the paper that was spoken of last, but what one may order or build.
    constexpr uint32_t kThings = kGoods | kWorks | kMoney | kScheme | kSatellite | kForce;
    const size_t found = last_of(kThings, step.token, 2);
    if (found != SIZE_MAX && parties_allow(step, drafts_[found])) return found;
    return named_before(step, kThings);
  }
  if (thing.pronoun) {
    const size_t found = last_of(step.kinds, step.token, 2);
    if (found != SIZE_MAX && !parties_allow(step, drafts_[found])) return SIZE_MAX;
    return found != SIZE_MAX || thing.spoken_of ? found : named_before(step, step.kinds);
  }
  if (thing.elliptic) return resolve_number(step, thing);
  // An act or paper that names nothing of its own ("the delivery", "talks", "a final agreement").
  const bool nothing_said =
      modifiers(thing).empty() && thing.names.empty() && thing.parts.empty() && thing.count.empty();
  const bool act =
      (thing.kinds & (kProcess | kTalks)) != 0 && (thing.kinds & (kGoods | kWorks)) == 0;
  if (nothing_said && act) {
    uint32_t kinds = kGoods | kWorks | kScheme | kMoney | kPaper;
    // "And the trade agreement? Talks, opened in 2004, limp along."
    const size_t paper = (thing.kinds & kTalks) != 0 && tree_.token(thing.head).span.begin ==
                                                            tree_.sentence_of(thing.head).span.begin
                             ? named_before(step, kPaper)
                             : SIZE_MAX;
    if (paper != SIZE_MAX) return paper;
    if ((thing.kinds & kTalks) != 0)
      kinds = kAnyKind;
    else if (thing.classes.front() == "conclusion")
      kinds = kPaper;
    else if (thing.classes.front() == "building" && step.not_started)
      // "a loan for a school; construction has not begun": of the school
      kinds &= ~uint32_t{kMoney};
    const size_t found = last_of(kinds, step.token, 4);
    if (found != SIZE_MAX || (step.not_started && (thing.kinds & kTalks) == 0)) return found;
    return add(thing, SIZE_MAX, step);
  }
  const bool draft = !thing.classes.empty() &&
                     (thing.classes.front() == "draft" || thing.classes.front() == "hurdle");
  if (draft && thing.names.empty() &&
      (thing.possessor != kNoToken || !thing.definite ||
       thing.classes.front() ==
           "hurdle")) {  // "its terms of reference", "a draft": on the way to the paper
    const bool its =
        thing.possessor != kNoToken && tree_.upos(thing.possessor) == record::Upos::kPRON;
    const size_t near = its ? named_before(step, kPaper | kWorks | kScheme) : SIZE_MAX;
    const size_t found = near != SIZE_MAX ? near : last_of(kPaper, step.token, 4);
    if (found != SIZE_MAX) return found;
  }
  // "The contract" is for the goods or works that the words before name.
  if (nothing_said && thing.definite &&
      (thing.head_lemma == "contract" || thing.head_lemma == "order" ||
       thing.head_lemma == "purchase")) {
    const size_t near = named_before(step, kGoods | kWorks);
    if (near != SIZE_MAX) return near;
  }
  // "buried the idea": of what was just spoken of.
  if (nothing_said && thing.definite && thing.kinds == kWrapper) {
    const size_t found = last_of(kAnyKind, step.token, 2);
    if (found != SIZE_MAX && parties_allow(step, drafts_[found])) return found;
  }
  // "The scheme": what the words before name last, whether or not a step was told of it.
  const bool bare_project = nothing_said && thing.definite && (thing.kinds & kWorks) != 0 &&
                            (thing.kinds & (kGoods | kPaper)) == 0;
  if (bare_project) {
    const uint32_t last = last_named_works(step, thing);
    const size_t known = last_of(kWorks | kScheme | kGoods | kSatellite, step.token, 3);
    if (last != kNoToken && (known == SIZE_MAX || drafts_[known].last_token < last)) {
      const Thing works = read_things(scene_, last)[0];
      const size_t same = same_as(works);
      return same != SIZE_MAX ? same : add(works, SIZE_MAX, step);
    }
  }
  if (const size_t own = part_of_possessor(step, thing); own != SIZE_MAX) return own;
  size_t part_of = SIZE_MAX, same = SIZE_MAX;
  const size_t begin = first_looked();
  for (size_t i = drafts_.size(); i-- > begin;) {
    if (!parties_allow(step, drafts_[i])) continue;
    // "The treaty" alone is not the one of another year.
    if (nothing_said && (thing.kinds & kPaper) != 0 && of_a_year(drafts_[i].thing)) continue;
    const Relation one = relation(thing, drafts_[i]);
    if (one == Relation::kSame && (same == SIZE_MAX || likelier(i, same))) same = i;
    if (one == Relation::kPart && part_of == SIZE_MAX) part_of = i;
  }
  if (same != SIZE_MAX) {
    add_naming(drafts_[same], thing);
    if (richer(thing, drafts_[same].thing)) drafts_[same].thing = thing;
    return same;
  }
  if (part_of != SIZE_MAX) return add_part(step, thing, whole_of(part_of));
  // "a supposedly final agreement after years": about what the sentences before spoke of.
  if (nothing_said && (thing.kinds & kPaper) != 0) {
    const uint32_t reach = thing.definite ? 6 : 1;
    const size_t found = last_of(thing.definite ? uint32_t{kPaper} : kAnyKind, step.token, reach);
    if (found != SIZE_MAX && parties_allow(step, drafts_[found]) &&
        !of_a_year(drafts_[found].thing) && (thing.definite || opens_with_reference(step)))
      return found;
  }
  if (nothing_said && thing.definite && (thing.kinds & kWorks) != 0) {
    const bool project = thing.classes.front() == "project";
    const size_t found =
        last_of(project ? kWorks | kScheme | kGoods | kSatellite : kWorks | kScheme, step.token, 3);
    if (found != SIZE_MAX &&
        (thing.classes.front() == "project" || share_class(thing, drafts_[found].thing)))
      return found;
  }
  return add(thing, SIZE_MAX, step);
}

// "This remains the case despite the announcement of a final agreement": the sentence begins with
// what was said before.
bool Linker::opens_with_reference(const Step& step) const {
  const record::Sentence& sentence = tree_.sentence_of(step.token);
  const std::string_view word = tree_.word(sentence.begin);
  return word == "this" || word == "it" || word == "that" || word == "its" || word == "despite";
}

// A step between two other parties is not about this draft.
bool Linker::parties_allow(const Step& step, const PledgeDraft& draft) const {
  std::vector<std::string> codes = step.givers;
  codes.insert(codes.end(), step.receivers.begin(), step.receivers.end());
  if (codes.empty() || draft.steps.empty()) return true;
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  // What names no two parties is between the two that the document is about.
  std::vector<std::string> known = draft.codes;
  if (known.size() < 2) {
    for (const std::string& code : scene_.dyad()) add_code(known, code);
  }
  if (known.empty()) return true;
  size_t common = 0;
  for (const std::string& code : codes)
    common += std::find(known.begin(), known.end(), code) != known.end() ? 1 : 0;
  return codes.size() >= 2 ? common >= 2 || known.size() < 2 : common >= 1 || known.size() < 2;
}

size_t Linker::add(Thing thing, size_t whole, const Step& step) {
  PledgeDraft draft;
  draft.namings.push_back(thing);
  draft.thing = std::move(thing);
  draft.whole = whole;
  draft.last_token = step.token;
  drafts_.push_back(std::move(draft));
  return drafts_.size() - 1;
}

void Linker::take(size_t index, const Step& step) {
  PledgeDraft& draft = drafts_[index];
  draft.last_token = step.token;
  if (draft.whole != SIZE_MAX)
    drafts_[draft.whole].last_token =
        std::max(drafts_[draft.whole].last_token, step.token == 0 ? 0 : step.token - 1);
  draft.by_rules |= step.by_rules;
  draft.not_started |= step.not_started;
  draft.stalled |= step.stalled;
  draft.uncertain |= step.uncertain;
  Step own = step;
  const auto partly = std::find(partly_.begin(), partly_.end(), index);
  if (partly != partly_.end()) {
    own.stage = record::Stage::kPartlyDelivered;
    partly_.erase(partly);
  }
  for (const auto* side : {&own.givers, &own.receivers}) {
    for (const std::string& code : *side) add_code(draft.codes, code);
  }
  draft.steps.push_back(std::move(own));
}

std::vector<PledgeDraft> link_steps(const PledgeScene& scene, std::vector<Step> steps) {
  return Linker(scene, std::move(steps)).link();
}

}  // namespace servanda::reading

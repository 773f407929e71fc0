// Parts of what was spoken of: "the first", "the plant's second unit", "four of which".
#include <algorithm>
#include <string>

#include "servanda/reading/pledge_linker.h"

namespace servanda::reading {

using record::PledgeClaim;
using record::Stage;

namespace {

// The noun of the whole without its numbers: "regiments of the S-400 air defence system".
std::string noun_of(const Thing& thing, const PledgeScene& scene, std::string_view own_tail,
                    bool with_tail = true) {
  const event::Tree& tree = scene.tree();
  auto [first, last] = base_phrase(scene, thing.head);
  while (first < thing.head &&
         (tree.upos(first) == record::Upos::kNUM || tree.upos(first) == record::Upos::kDET ||
          !part_number(tree.word(first)).empty() || tree.word(first) == "more" ||
          tree.word(first) == "latest" || tree.word(first) == "new"))
    ++first;
  std::string noun(
      base::Span{tree.token(first).span.begin, tree.token(last).span.end}.of(scene.text()));
  const std::string_view tail = own_tail.empty() ? std::string_view(thing.tail) : own_tail;
  if (!tail.empty() && (with_tail || !own_tail.empty())) noun.append(" ").append(tail);
  return noun;
}

}  // namespace

size_t Linker::whole_of(size_t draft) const {
  return drafts_[draft].whole == SIZE_MAX ? draft : drafts_[draft].whole;
}

// "the plant's first unit": a part of the plant spoken of.
size_t Linker::part_of_possessor(const Step& step, const Thing& thing) {
  if (thing.possessor == kNoToken || tree_.upos(thing.possessor) == record::Upos::kPRON)
    return SIZE_MAX;
  const std::vector<Thing> owners = read_things(scene_, thing.possessor);
  if (owners.empty()) return SIZE_MAX;
  for (size_t i = drafts_.size(), looked = first_looked(); i-- > looked;) {
    const Thing& all = drafts_[i].thing;
    if (all.head == kNoToken || relation(owners[0], drafts_[i]) != Relation::kSame) continue;
    Thing part = thing;
    const auto [first, last] = base_phrase(scene_, thing.head);
    uint32_t begin = thing.possessor + 1;  // after the 's
    while (begin <= thing.head && tree_.upos(begin) == record::Upos::kPART) ++begin;
    part.what =
        std::string(base::Span{tree_.token(begin).span.begin, tree_.token(last).span.end}.of(
            scene_.text())) +
        " of the " + noun_of(all, scene_, "");
    for (const std::string& word : all.content) part.content.push_back(word);
    std::sort(part.content.begin(), part.content.end());
    part.content.erase(std::unique(part.content.begin(), part.content.end()), part.content.end());
    for (const std::string& name : all.names) part.names.push_back(name);
    return add_part(step, std::move(part), i);
  }
  return SIZE_MAX;
}

// "the first", "the fourth and fifth", "two of 97 metres", "the remaining two"
size_t Linker::resolve_number(const Step& step, const Thing& thing) {
  const bool of_these = thing.what.find("of these") != std::string::npos ||
                        thing.what.find("of them") != std::string::npos;
  if (thing.parts.size() == 1 && last_about_.size() > 1 &&
      step.sentence - last_about_sentence_ <= 1 && (of_these || !thing.parts[0].empty())) {
    const std::string& part = thing.parts[0];
    const int number = part.size() == 1 ? part[0] - '0'
                       : part == "last" ? static_cast<int>(last_about_.size())
                                        : 0;
    if (number >= 1 && static_cast<size_t>(number) <= last_about_.size())
      return last_about_[static_cast<size_t>(number) - 1];
  }
  // "the first of four frigates": of the frigates, whether they were spoken of or not.
  const std::vector<Thing> counted = things_counted(thing.head);
  size_t found = counted.empty() ? last_of(kGoods | kWorks | kScheme | kMoney, step.token, 4)
                                 : resolve(step, counted[0]);
  if (found == SIZE_MAX) return SIZE_MAX;
  const size_t whole = whole_of(found);
  // "All twenty-four".
  const uint32_t first = base_phrase(scene_, thing.head).first;
  if (tree_.word(first) == "all" || (first > 0 && tree_.word(first - 1) == "all")) return whole;
  const bool ordinal_delivered =
      !thing.parts.empty() && step.stage == Stage::kDelivered && step.claim != PledgeClaim::kDenied;
  if (ordinal_delivered) {
    // "The remaining three", "the fifth and last": now all are there.
    const bool all = std::any_of(thing.parts.begin(), thing.parts.end(), [](const auto& part) {
      return part == "last" || part == "remaining";
    });
    if (!all) partly_.push_back(whole);
    return whole;
  }
  return add_part(step, thing, whole);
}

// The things that a number is a part of: "four frigates" of "the first of four frigates".
std::vector<Thing> Linker::things_counted(uint32_t number) const {
  // "schools, four of which were closed": what the clause hangs on.
  const uint32_t clause = tree_.head(number);
  if (clause != kNoToken && tree_.deprel(clause) == record::Deprel::kAclRelcl &&
      number + 2 < tree_.size() && tree_.word(number + 1) == "of" &&
      tree_.word(number + 2) == "which" && tree_.head(clause) != kNoToken)
    return read_things(scene_, tree_.head(clause));
  for (uint32_t c : tree_.children(number)) {
    const NounKind* kind = scene_.words().kind(tree_.lemma(c));
    const bool counted = kind != nullptr && (kind->kinds & (kGoods | kWorks)) != 0;
    if (counted && tree_.preposition(c) == "of" && tree_.upos(c) == record::Upos::kNOUN &&
        (tree_.xpos(c) == "NNS" || tree_.child(c, record::Deprel::kNummod) != kNoToken)) {
      std::vector<Thing> things = read_things(scene_, c);
      if (!things.empty() && !things[0].elliptic && !things[0].pronoun) return things;
    }
  }
  return {};
}

size_t Linker::add_part(const Step& step, Thing thing, size_t whole) {
  const Thing& all = drafts_[whole].thing;
  for (size_t i = first_looked(); i < drafts_.size(); ++i) {  // the same part again
    if (drafts_[i].whole != whole) continue;
    const Thing& known = drafts_[i].thing;
    if ((!thing.parts.empty() && shares(thing.parts, known.parts)) ||
        (!thing.count.empty() && thing.count == known.count && thing.parts.empty()))
      return i;
  }
  if (thing.elliptic || (thing.names.empty() && modifiers(thing).empty())) {
    std::string numbers;
    auto [first, last] = base_phrase(scene_, thing.head);
    if (!thing.elliptic) last = thing.head == first ? first : thing.head - 1;
    numbers = std::string(
        base::Span{tree_.token(first).span.begin, tree_.token(last).span.end}.of(scene_.text()));
    std::string tail = thing.tail;
    if (tail.rfind("of these", 0) == 0 || tail.rfind("of them", 0) == 0 ||
        tail.rfind("of which", 0) == 0 || tail.find(" type") != std::string::npos)
      tail.clear();
    if (thing.elliptic && thing.parts.size() > 1) numbers = thing.what, tail.clear();
    const auto [begin, end] = base_phrase(scene_, thing.head);
    const bool more =
        tree_.word(thing.head) == "more";  // "five more": of the sort, not of that size
    // "Stage two" has its noun before the number.
    if (!thing.elliptic && thing.head == begin && end > begin)
      thing.what =
          std::string(thing.span.of(scene_.text())) + (all.tail.empty() ? "" : " " + all.tail);
    else
      thing.what = numbers + " " + noun_of(all, scene_, tail, !more);
    thing.kinds |= all.kinds;
    thing.classes = all.classes;
    thing.head_lemma = all.head_lemma;
    for (const std::string& word : all.content) {
      if (word != all.count) thing.content.push_back(word);
    }
    std::sort(thing.content.begin(), thing.content.end());
    thing.content.erase(std::unique(thing.content.begin(), thing.content.end()),
                        thing.content.end());
    thing.names = all.names;
    thing.elliptic = false;
  } else if (!all.names.empty() && thing.names.empty()) {
    thing.names = all.names;
  }
  const bool done = step.stage == Stage::kDelivered &&
                    (step.claim == PledgeClaim::kStated || step.claim == PledgeClaim::kClaimed ||
                     step.claim == PledgeClaim::kAdmitted);
  if (done && step.reports) {
    Step partly = step;
    partly.stage = Stage::kPartlyDelivered;
    drafts_[whole].steps.push_back(std::move(partly));
  }
  return add(std::move(thing), whole, step);
}

}  // namespace servanda::reading

// Resolves what each step is about to one of the pledges that the document has spoken of, or to a
// new one.
#include "servanda/reading/pledge_links.h"

#include <algorithm>

#include "servanda/event/clause.h"
#include "servanda/reading/thing_likeness.h"

namespace servanda::reading {
namespace {

using record::PledgeClaim;
using record::Stage;

constexpr size_t kMostLooked = 64;  // pledges looked back at for each step: keeps the work linear

class Linker {
 public:
  Linker(const PledgeScene& scene, std::vector<Step> steps)
      : scene_(scene), tree_(scene.tree()), steps_(std::move(steps)) {}

  std::vector<PledgeDraft> link() {
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

 private:
  // "It covers six boats": the contract spoken of is one for six boats.
  void name(const Step& step) {
    const size_t paper = resolve_known(step, step.things[0]);
    if (paper == SIZE_MAX) return;
    PledgeDraft& draft = drafts_[paper];
    if ((draft.thing.kinds & (kGoods | kWorks)) != 0 || draft.whole != SIZE_MAX) return;
    add_naming(draft, step.things[1]);
    if (!says_something(draft.thing) || of_a_year(draft.thing)) draft.thing = step.things[1];
    draft.last_token = step.token;
  }

  // The draft that a pronoun or a paper without a name stands for; SIZE_MAX if none was spoken of.
  size_t resolve_known(const Step& step, const Thing& thing) const {
    if (thing.pronoun) return last_of(kPaper, step.token, 1);
    if (says_something(thing)) {
      for (size_t i = drafts_.size(); i-- > 0 && drafts_.size() - i <= kMostLooked;) {
        if (relation(thing, drafts_[i]) == Relation::kSame) return i;
      }
      return SIZE_MAX;
    }
    return last_of(kPaper, step.token, 2);
  }

  Relation relation(const Thing& a, const PledgeDraft& draft) const {
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
  size_t last_of(uint32_t kinds, uint32_t token, uint32_t reach) const {
    const size_t seen = by_rules_ ? last_among(kinds, token, reach, true) : SIZE_MAX;
    return seen != SIZE_MAX ? seen : last_among(kinds, token, reach, false);
  }

  size_t last_among(uint32_t kinds, uint32_t token, uint32_t reach, bool seen_by_rules) const {
    size_t best = SIZE_MAX;
    uint32_t best_token = 0;
    const uint32_t sentence = tree_.sentence(token);
    const size_t begin = drafts_.size() > kMostLooked ? drafts_.size() - kMostLooked : 0;
    bool best_known = false;  // what is of a known kind comes before what might be anything
    for (size_t i = begin; i < drafts_.size(); ++i) {
      const PledgeDraft& draft = drafts_[i];
      if (sentence - tree_.sentence(draft.last_token) > reach) continue;
      if (seen_by_rules && !draft.by_rules) continue;
      if (kinds != kAnyKind && draft.thing.kinds != 0 && (draft.thing.kinds & kinds) == 0) continue;
      const bool known = draft.thing.kinds != 0;
      if (best != SIZE_MAX && best_known && !known) continue;
      if (known && !best_known) best = SIZE_MAX, best_known = true;
      if (best == SIZE_MAX || draft.last_token > best_token)
        best = i, best_token = draft.last_token;
    }
    return best;
  }

  // Of two that fit, what was spoken of last; but the rules go to what they see.
  bool likelier(size_t draft, size_t than) const {
    const PledgeDraft &a = drafts_[draft], &b = drafts_[than];
    if (by_rules_ && a.by_rules != b.by_rules) return a.by_rules;
    return a.last_token > b.last_token;
  }

  size_t whole_of(size_t draft) const {
    return drafts_[draft].whole == SIZE_MAX ? draft : drafts_[draft].whole;
  }

  // "In June Gazprom signed another on gas": one more of what was spoken of last.
  size_t add_another(const Step& step, Thing thing) {
    const size_t last = last_of(kAnyKind, step.token, 2);
    if (last == SIZE_MAX) return SIZE_MAX;
    const Thing& like = drafts_[last].thing;
    if (like.head == kNoToken || like.head_lemma.empty()) return SIZE_MAX;
    thing.what = like.head_lemma + (thing.tail.empty() ? "" : " " + thing.tail);
    thing.kinds = like.kinds, thing.classes = like.classes, thing.head_lemma = like.head_lemma;
    thing.more = true;
    return add(std::move(thing), SIZE_MAX, step);
  }

  size_t resolve(const Step& step, const Thing& thing) {
    if (!thing.pronoun && !thing.elliptic && thing.head != kNoToken &&
        tree_.word(thing.head) == "another")
      return add_another(step, thing);
    if (thing.pronoun) {
      const size_t found = last_of(step.kinds, step.token, 2);
      if (found != SIZE_MAX && !parties_allow(step, drafts_[found])) return SIZE_MAX;
      return found != SIZE_MAX || thing.spoken_of ? found : named_before(step, step.kinds);
    }
    if (thing.elliptic) return resolve_number(step, thing);
    // An act or paper that names nothing of its own ("the delivery", "talks", "a final agreement").
    const bool nothing_said = modifiers(thing).empty() && thing.names.empty() &&
                              thing.parts.empty() && thing.count.empty();
    const bool act =
        (thing.kinds & (kProcess | kTalks)) != 0 && (thing.kinds & (kGoods | kWorks)) == 0;
    if (nothing_said && act) {
      uint32_t kinds = kGoods | kWorks | kScheme | kMoney | kPaper;
      // "And the trade agreement? Talks, opened in 2004, limp along."
      const size_t paper =
          (thing.kinds & kTalks) != 0 &&
                  tree_.token(thing.head).span.begin == tree_.sentence_of(thing.head).span.begin
              ? named_before(step, kPaper)
              : SIZE_MAX;
      if (paper != SIZE_MAX) return paper;
      if ((thing.kinds & kTalks) != 0)
        kinds = kAnyKind;
      else if (thing.classes.front() == "conclusion")
        kinds = kPaper;
      const size_t found = last_of(kinds, step.token, 4);
      if (found != SIZE_MAX) return found;
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
        const std::vector<Thing> things = read_things(scene_, last);
        for (size_t d = drafts_.size(); d-- > 0 && drafts_.size() - d <= kMostLooked;) {
          if (relation(things[0], drafts_[d]) == Relation::kSame) return d;
        }
        return add(things[0], SIZE_MAX, step);
      }
    }
    if (const size_t own = part_of_possessor(step, thing); own != SIZE_MAX) return own;
    size_t part_of = SIZE_MAX, same = SIZE_MAX;
    const size_t begin = drafts_.size() > kMostLooked ? drafts_.size() - kMostLooked : 0;
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
      const size_t found = last_of(
          project ? kWorks | kScheme | kGoods | kSatellite : kWorks | kScheme, step.token, 3);
      if (found != SIZE_MAX &&
          (thing.classes.front() == "project" || share_class(thing, drafts_[found].thing)))
        return found;
    }
    return add(thing, SIZE_MAX, step);
  }

  // The thing of these kinds that the words right before name, in this sentence or the one before,
  // whether or not a step was told of it.
  size_t named_before(const Step& step, uint32_t kinds) {
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
      Step there = step;
      there.givers.clear(), there.receivers.clear();
      const std::vector<PledgeDraft>& drafts = drafts_;
      for (size_t d = drafts.size();
           d-- > (drafts.size() > kMostLooked ? drafts.size() - kMostLooked : 0);) {
        if (relation(things[0], drafts[d]) == Relation::kSame) return d;
      }
      return add(things[0], SIZE_MAX, there);
    }
    return SIZE_MAX;
  }

  // "Unlike the pact with Chile, it ...": what another is measured by is not meant next.
  bool is_compared_with(uint32_t noun) const {
    const std::string_view preposition = tree_.preposition(noun);
    return preposition == "unlike" || preposition == "like" || preposition == "than";
  }

  // The last noun before the step, here or in the sentence before, that names works and says which;
  // kNoToken if there is none.
  uint32_t last_named_works(const Step& step, const Thing& thing) const {
    const uint32_t sentence = tree_.sentence(step.token);
    const uint32_t from = sentence > 0 ? scene_.annotations().parse.sentences[sentence - 1].begin
                                       : tree_.sentence_of(step.token).begin;
    for (uint32_t i = std::min(step.token, thing.head); i-- > from;) {
      if (tree_.upos(i) != record::Upos::kNOUN && tree_.upos(i) != record::Upos::kPROPN) continue;
      const NounKind* kind = scene_.words().kind(tree_.lemma(i));
      if (kind == nullptr || (kind->kinds & kWorks) == 0) continue;
      const std::vector<Thing> things = read_things(scene_, i);
      const bool like =
          !thing.classes.empty() && (thing.classes.front() == "project" ||
                                     (!things.empty() && share_class(thing, things[0])));
      if (like && !things.empty() && things[0].head == i && !things[0].names.empty()) return i;
    }
    return kNoToken;
  }

  // "the plant's first unit": a part of the plant spoken of.
  size_t part_of_possessor(const Step& step, const Thing& thing) {
    if (thing.possessor == kNoToken || tree_.upos(thing.possessor) == record::Upos::kPRON)
      return SIZE_MAX;
    const std::vector<Thing> owners = read_things(scene_, thing.possessor);
    if (owners.empty()) return SIZE_MAX;
    for (size_t i = drafts_.size();
         i-- > (drafts_.size() > kMostLooked ? drafts_.size() - kMostLooked : 0);) {
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

  // "This remains the case despite the announcement of a final agreement": the sentence begins with
  // what was said before.
  bool opens_with_reference(const Step& step) const {
    const record::Sentence& sentence = tree_.sentence_of(step.token);
    const std::string_view word = tree_.word(sentence.begin);
    return word == "this" || word == "it" || word == "that" || word == "its" || word == "despite";
  }

  // A step between two other parties is not about this draft.
  bool parties_allow(const Step& step, const PledgeDraft& draft) const {
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

  // Keeps the first namings, each once: enough to know the thing again, however often the text
  // speaks of it.
  static void add_naming(PledgeDraft& draft, const Thing& thing) {
    constexpr size_t kMostNamings = 12;
    const bool known = std::any_of(draft.namings.begin(), draft.namings.end(),
                                   [&](const Thing& one) { return one.what == thing.what; });
    if (!known && draft.namings.size() < kMostNamings) draft.namings.push_back(thing);
  }

  static bool richer(const Thing& a, const Thing& b) {
    if (a.names.empty() != b.names.empty()) return !a.names.empty();
    if (a.elliptic || a.pronoun) return false;
    return modifiers(a).size() > modifiers(b).size() && a.what.size() <= 80;
  }

  // "the first", "the fourth and fifth", "two of 97 metres", "the remaining two"
  size_t resolve_number(const Step& step, const Thing& thing) {
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
    const bool ordinal_delivered = !thing.parts.empty() && step.stage == Stage::kDelivered &&
                                   step.claim != PledgeClaim::kDenied;
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
  std::vector<Thing> things_counted(uint32_t number) const {
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

  // The noun of the whole without its numbers: "regiments of the S-400 air defence system".
  static std::string noun_of(const Thing& thing, const PledgeScene& scene,
                             std::string_view own_tail, bool with_tail = true) {
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

  size_t add_part(const Step& step, Thing thing, size_t whole) {
    const Thing& all = drafts_[whole].thing;
    const size_t looked = drafts_.size() > kMostLooked ? drafts_.size() - kMostLooked : 0;
    for (size_t i = looked; i < drafts_.size(); ++i) {  // the same part again
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
      const bool more =
          tree_.word(thing.head) == "more";  // "five more": of the sort, not of that size
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

  size_t add(Thing thing, size_t whole, const Step& step) {
    PledgeDraft draft;
    draft.namings.push_back(thing);
    draft.thing = std::move(thing);
    draft.whole = whole;
    draft.last_token = step.token;
    drafts_.push_back(std::move(draft));
    return drafts_.size() - 1;
  }

  void take(size_t index, const Step& step) {
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
      own.stage = Stage::kPartlyDelivered;
      partly_.erase(partly);
    }
    for (const auto* side : {&own.givers, &own.receivers}) {
      for (const std::string& code : *side) add_code(draft.codes, code);
    }
    draft.steps.push_back(std::move(own));
  }

  const PledgeScene& scene_;
  const event::Tree& tree_;
  std::vector<Step> steps_;
  std::vector<PledgeDraft> drafts_;
  std::vector<size_t> last_about_, partly_;
  uint32_t last_about_sentence_ = 0;
  bool by_rules_ = true;  // the step at hand
};

}  // namespace

std::vector<PledgeDraft> link_steps(const PledgeScene& scene, std::vector<Step> steps) {
  return Linker(scene, std::move(steps)).link();
}

}  // namespace servanda::reading

// Reads noun phrases over the tree, mending what the tree splits (model names with hyphens,
// prepositions hung on the verb).
#include "servanda/reading/pledge_objects.h"

#include <algorithm>
#include <array>

#include "servanda/base/word_list.h"
#include "servanda/reading/noun_phrases.h"
#include "servanda/reading/pledge_topics.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

using base::in;

constexpr std::array<std::string_view, 14> kOrdinals = {
    "",        "first",  "second", "third", "fourth",   "fifth",   "sixth",
    "seventh", "eighth", "ninth",  "tenth", "eleventh", "twelfth", "thirteenth"};
constexpr std::array<std::string_view, 4> kRests = {"last", "remaining", "next", "other"};
constexpr std::array<std::string_view, 10> kNumbers = {"one", "two",   "three", "four", "five",
                                                       "six", "seven", "eight", "nine", "ten"};
constexpr std::array<std::string_view, 15> kPronouns = {"any",  "none", "all",   "it",    "they",
                                                        "them", "this", "these", "those", "which",
                                                        "that", "one",  "its",   "their", "both"};
// Words that say nothing of what a thing is.
constexpr std::array<std::string_view, 31> kEmpty = {
    "the",  "a",       "an",         "some",  "any",     "new",  "latest", "final",
    "more", "further", "additional", "such",  "his",     "her",  "its",    "their",
    "this", "that",    "these",      "those", "of",      "and",  "for",    "on",
    "in",   "to",      "at",         "with",  "between", "from", "'s"};

}  // namespace

std::string part_number(std::string_view word) {
  if (word == "lead") return "1";  // "the lead ship"
  const auto at = std::find(kOrdinals.begin() + 1, kOrdinals.end(), word);
  if (at != kOrdinals.end()) return std::to_string(at - kOrdinals.begin());
  if (in(kRests, word)) return std::string(word);
  if (!word.empty() && word.size() <= 2 &&
      std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::string(word);
  return {};
}

namespace {

void add_word(Thing& thing, std::string word, bool name) {
  if (word.empty()) return;
  if (std::find(thing.content.begin(), thing.content.end(), word) == thing.content.end())
    thing.content.push_back(word);
  if (name && std::find(thing.names.begin(), thing.names.end(), word) == thing.names.end())
    thing.names.push_back(std::move(word));
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Reads the words of a phrase: names, numbers of parts, counts.
void read_words(const PledgeScene& scene, Thing& thing, uint32_t first, uint32_t last) {
  const event::Tree& tree = scene.tree();
  for (uint32_t i = first; i <= last; ++i) {
    uint32_t end = i;  // the last token of a compound written without spaces
    while (end + 1 <= last && !tree.token(end + 1).space_before &&
           tree.upos(end + 1) != Upos::kPART &&
           (is_hyphen(tree.word(end + 1)) || is_hyphen(tree.word(end))))
      ++end;
    if (end > i) {
      const base::Span span{tree.token(i).span.begin, tree.token(end).span.end};
      std::string word;
      for (char c : span.of(scene.text()))
        word += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
      bool proper = false;
      for (uint32_t k = i; k <= end; ++k) proper |= tree.upos(k) == Upos::kPROPN;
      const bool digits = has_digit(word);
      if (digits && word.size() > 2 && word.back() == 's') word.pop_back();
      if (digits || proper) {
        if (digits) {
          add_word(thing, word, true);
        } else {
          for (uint32_t k = i; k <= end; ++k) {
            if (!is_hyphen(tree.word(k)))
              add_word(thing, std::string(tree.lemma(k)),
                       tree.upos(k) == Upos::kPROPN && !scene.is_party(k));
          }
        }
      } else {
        for (uint32_t k = i; k <= end; ++k) {
          if (!is_hyphen(tree.word(k))) add_word(thing, std::string(tree.lemma(k)), false);
        }
        add_word(thing, word, false);
      }
      i = end;
      continue;
    }
    const std::string_view word = tree.word(i);
    const Upos upos = tree.upos(i);
    thing.more |= i < thing.head &&
                  (word == "more" || word == "further" || word == "additional" || word == "extra");
    if (upos == Upos::kPUNCT || upos == Upos::kPART || upos == Upos::kADV || in(kEmpty, word))
      continue;
    if ((scene.words().voice(word) & kHedge) != 0) {
      thing.hedged = true;
      continue;
    }
    std::string part = part_number(word);
    // "stage three".
    const auto spelled = std::find(kNumbers.begin(), kNumbers.end(), word);
    if (part.empty() && spelled != kNumbers.end() && i > thing.head && upos == Upos::kNUM &&
        tree.head(i) == thing.head)
      part = std::to_string(spelled - kNumbers.begin() + 1);
    if (!part.empty() && (upos == Upos::kADJ || upos == Upos::kADV || upos == Upos::kVERB ||
                          (i == thing.head && upos == Upos::kNOUN) ||
                          (i > thing.head && tree.head(i) == thing.head) ||
                          (upos == Upos::kNUM && tree.deprel(i) == Deprel::kFlat))) {
      if (std::find(thing.parts.begin(), thing.parts.end(), part) == thing.parts.end())
        thing.parts.push_back(part);
      continue;
    }
    const bool year = word.size() == 4 && has_digit(word) && scene.time_at(i) != nullptr;
    if (year) {
      add_word(thing, std::string(word), true);
      continue;
    }
    if (upos == Upos::kNUM || in(kNumbers, word)) {
      if (thing.count.empty() && i < thing.head) thing.count = std::string(word);
      add_word(thing, std::string(word), false);
      continue;
    }
    const bool named = upos == Upos::kPROPN && scene.time_at(i) == nullptr &&
                       !(scene.mention_at(i) != nullptr && scene.is_party(i));
    add_word(thing, std::string(tree.lemma(i)), named);
  }
  std::sort(thing.content.begin(), thing.content.end());
  std::sort(thing.names.begin(), thing.names.end());
}

bool about_something(const PledgeScene& scene, uint32_t head) {
  if (scene.tree().word(head) == "another") return true;
  const NounKind* kind = scene.words().kind(scene.tree().lemma(head));
  return kind != nullptr &&
         (kind->kinds & (kPaper | kTalks | kProcess | kMoney | kWorks | kWrapper)) != 0;
}

bool is_target(const NounKind& kind) {
  return std::find(kind.classes.begin(), kind.classes.end(), "target") != kind.classes.end();
}

// "more than half of the agreed systems", "the first part of the order"
bool is_portion(const event::Tree& tree, uint32_t first) {
  const uint32_t begin = tree.sentence_of(first).begin;
  for (uint32_t i = first; i > begin && i + 5 > first;) {
    --i;
    const std::string_view word = tree.word(i);
    if (word == "half" || word == "part" || word == "most" || word == "portion" ||
        word == "majority" || word == "third" || word == "quarter")
      return true;
    // "three of the six radars".
    if (tree.upos(i) == Upos::kNUM && tree.word(i + 1) == "of") return true;
    if (word != "of" && word != "the" && word != "its" && word != "agreed") return false;
  }
  return false;
}

// "a new cable, North Link": the name goes with the thing that it explains.
void add_name_beside(const PledgeScene& scene, Thing& thing, uint32_t last) {
  const event::Tree& tree = scene.tree();
  constexpr uint32_t kGoodsOrWorks = kGoods | kWorks | kPaper | kScheme;
  if ((thing.kinds & kGoodsOrWorks) == 0 || !thing.names.empty() || thing.elliptic) return;
  for (uint32_t c : tree.children(thing.head)) {
    if (tree.deprel(c) != Deprel::kAppos || tree.upos(c) != Upos::kPROPN || c < last ||
        c > last + 5 || tree.word(last + 1) != "," || scene.mention_at(c) != nullptr)
      continue;
    const auto [first, end] = base_phrase(scene, c);
    if (first > last + 3) continue;
    for (uint32_t i = first; i <= end; ++i) {
      if (tree.upos(i) == Upos::kPROPN) add_word(thing, std::string(tree.lemma(i)), true);
    }
    std::sort(thing.content.begin(), thing.content.end());
    std::sort(thing.names.begin(), thing.names.end());
    thing.span.end = tree.token(end).span.end;
    thing.what = std::string(thing.span.of(scene.text()));
    return;
  }
}

// "the licence to drill off the coast": what may be done is what the right is.
uint32_t end_of_right(const PledgeScene& scene, uint32_t last) {
  const event::Tree& tree = scene.tree();
  const uint32_t end = std::min(tree.sentence_of(last).end, last + 10);
  if (last + 2 >= end || tree.word(last + 1) != "to") return last;
  const Upos upos = tree.upos(last + 2);
  if (upos != Upos::kVERB && upos != Upos::kNOUN) return last;
  const uint32_t verb = last + 2;
  last = verb;
  for (uint32_t i = verb + 1; i < end; ++i) {
    const Upos next = tree.upos(i);
    const uint32_t head = tree.head(i);
    const bool word = next == Upos::kNOUN || next == Upos::kPROPN;
    const bool before = next == Upos::kADP || next == Upos::kDET || next == Upos::kADJ ||
                        next == Upos::kNUM || next == Upos::kPRON || is_hyphen(tree.word(i));
    if (scene.time_at(i) != nullptr || !(word || before)) break;
    if (word && head != kNoToken && !tree.below(i, verb)) break;
    // Whose it was: "withdrew from Norway the right", "from Norway".
    if (word && scene.is_party(i) && tree.preposition(i) == "from") break;
    if (word) last = i;
  }
  return last;
}

Thing make_thing(const PledgeScene& scene, uint32_t outer, uint32_t head) {
  const event::Tree& tree = scene.tree();
  Thing thing;
  thing.head = head, thing.outer = outer;
  thing.head_lemma = std::string(tree.lemma(head));
  if (const NounKind* kind = scene.words().kind(tree.lemma(head)))
    thing.kinds = kind->kinds, thing.classes = kind->classes;
  const Upos upos = tree.upos(head);
  thing.pronoun = (upos == Upos::kPRON || upos == Upos::kDET) && in(kPronouns, tree.word(head));
  // "half of them", "the rest": of what the text spoke of last.
  if (!thing.pronoun && (is_quantity(tree.word(head)) || tree.word(head) == "all")) {
    const uint32_t of = tree.child(head, Deprel::kNmod);
    const bool remainder = tree.word(head) == "rest" || tree.word(head) == "remainder";
    const bool of_these =
        of != kNoToken && tree.upos(of) == Upos::kPRON && tree.preposition(of) == "of";
    thing.pronoun = of_these || (remainder && of == kNoToken);
    if (thing.pronoun)
      thing.partial = !remainder && tree.word(head) != "all" && tree.word(head) != "both";
    thing.negated = of_these && tree.word(head) == "none";
  }
  auto [first, base_last] = base_phrase(scene, head);
  // "nine million cubic metres of Russian gas": the quantity goes with the thing.
  if (const NounKind* kind = scene.words().kind(tree.lemma(outer));
      kind != nullptr && ((kind->kinds & kMeasure) != 0 || is_target(*kind)) && outer < first)
    first = base_phrase(scene, outer).first;
  if (thing.kinds == 0 && head > first && !tree.token(head).space_before) {  // "start-up"
    std::string compound;
    for (uint32_t i = first; i <= head; ++i)
      compound = tree.token(i).space_before ? std::string(tree.word(i))
                                            : compound + std::string(tree.word(i));
    if (const NounKind* kind = scene.words().kind(compound))
      thing.kinds = kind->kinds, thing.classes = kind->classes;
  }
  if (head > first) {  // "swap line", "credit line"
    const std::string compound =
        std::string(tree.lemma(head - 1)) + "_" + std::string(tree.lemma(head));
    if (const NounKind* kind = scene.words().kind(compound))
      thing.kinds = kind->kinds, thing.classes = kind->classes;
  }
  uint32_t last = thing.pronoun
                      ? base_last
                      : extend_right(scene, head, base_last, about_something(scene, head));
  for (uint32_t c : tree.children(head)) {
    // "a supposedly final agreement"
    if (tree.deprel(c) == Deprel::kAmod) {
      for (uint32_t d : tree.children(c))
        thing.hedged |= (scene.words().voice(tree.word(d)) & kHedge) != 0;
    }
    if (tree.deprel(c) != Deprel::kDet) continue;
    const std::string_view word = tree.word(c);
    thing.definite |=
        word == "the" || word == "this" || word == "that" || word == "these" || word == "those";
    thing.negated |= word == "no";
    thing.partial |= word == "some";
  }
  for (uint32_t c : tree.children(head)) {
    if (tree.deprel(c) == Deprel::kNmodPoss && (!scene.is_party(c) || tree.upos(c) == Upos::kPRON))
      thing.definite = true, thing.possessor = c;
  }
  if ((thing.kinds & kRight) != 0) last = end_of_right(scene, last);
  thing.span = {tree.token(first).span.begin, tree.token(last).span.end};
  thing.what = std::string(thing.span.of(scene.text()));
  if (last > base_last)
    thing.tail = std::string(
        base::Span{tree.token(base_last + 1).span.begin, thing.span.end}.of(scene.text()));
  // "the fourth and fifth"
  if (!part_number(tree.word(head)).empty()) {
    for (uint32_t c : tree.children(head)) {
      if (tree.deprel(c) != Deprel::kConj || part_number(tree.word(c)).empty() || c > last + 2)
        continue;
      last = std::max(last, c);
      thing.span.end = tree.token(last).span.end;
      thing.what = std::string(thing.span.of(scene.text()));
    }
  }
  read_words(scene, thing, first, last);
  for (uint32_t c : tree.children(head)) {  // "the scheme to train engineers" says which
    if (tree.deprel(c) == Deprel::kAcl && c > head && tree.word(head + 1) == "to") {
      add_word(thing, std::string(tree.lemma(c)), false);
      std::sort(thing.content.begin(), thing.content.end());
    }
  }
  if (thing.kinds == 0 && !thing.pronoun && tree.upos(last) == Upos::kNOUN) {
    // "Exchange of Logistics Support agreement": the last noun of a title says what it is.
    const NounKind* kind = scene.words().kind(tree.lemma(last));
    if (kind != nullptr && (kind->kinds & kPaper) != 0)
      thing.kinds = kind->kinds, thing.classes = kind->classes;
  }
  // "a tenth of the shares": so much of it.
  const bool fraction = tree.child(head, Deprel::kDet) != kNoToken &&
                        tree.lemma(tree.child(head, Deprel::kDet)) == "a" && last > base_last &&
                        tree.word(base_last + 1) == "of" && !part_number(tree.word(head)).empty();
  if (fraction) thing.kinds |= kMoney, thing.parts.clear();
  thing.elliptic =
      !thing.pronoun && !fraction &&
      (upos == Upos::kNUM || !part_number(tree.word(head)).empty() || tree.word(head) == "more") &&
      tree.lemma(head) != "billion" && tree.lemma(head) != "million";
  if ((thing.kinds & kPaper) != 0) {
    for (uint32_t i = base_last + 1; i <= last; ++i) {
      const NounKind* kind = tree.upos(i) == Upos::kNOUN || tree.upos(i) == Upos::kPROPN
                                 ? scene.words().kind(tree.lemma(i))
                                 : nullptr;
      if (kind != nullptr)
        thing.topics.insert(thing.topics.end(), kind->classes.begin(), kind->classes.end());
    }
  }
  thing.partial |= is_portion(tree, first) || (tree.lemma(outer) == "percent" && outer != head);
  if (thing.elliptic) thing.partial = false;  // "some 48,000"
  add_name_beside(scene, thing, last);
  // "The first fuel": fuel begins to come.
  const bool mass = tree.xpos(head) == "NN" && thing.count.empty() &&
                    std::any_of(thing.classes.begin(), thing.classes.end(),
                                [](auto one) { return one == "fuel" || one == "food"; });
  if (mass && thing.parts.size() == 1 && thing.parts[0] == "1")
    thing.parts.clear(), thing.partial = true;
  // "A new treaty" is the one that the text is about.
  const bool renewed = head > tree.sentence_of(head).begin && tree.word(head - 1) == "new" &&
                       (thing.kinds & kPaper) != 0;
  if (renewed && thing.content.size() == 1) thing.definite = true;
  thing.of_parties_only = true;
  for (uint32_t i = first; i <= last; ++i) {
    const Upos word = tree.upos(i);
    const bool says =
        word == Upos::kNOUN || word == Upos::kPROPN || word == Upos::kADJ || word == Upos::kVERB;
    if (i != head && says && scene.mention_at(i) == nullptr && tree.word(i) != "bilateral" &&
        tree.word(i) != "mutual")
      thing.of_parties_only = false;
  }
  // "an agreement to connect their banks": what a paper without a name of its own is to do is what
  // it is called by.
  const bool nameless = (thing.kinds & (kPaper | kRight)) == kPaper && first == head &&
                        last == head && last + 2 < tree.sentence_of(last).end;
  if (nameless && tree.upos(last + 2) == Upos::kVERB && tree.head(last + 2) == head &&
      tree.deprel(last + 2) == Deprel::kAcl) {
    const uint32_t end = end_of_right(scene, last);
    if (end > last + 2)
      thing.what =
          std::string(base::Span{thing.span.begin, tree.token(end).span.end}.of(scene.text()));
  }
  thing.bare = first == head && last == head;
  if (thing.bare && thing.definite && !thing.pronoun) {  // "the plant" keeps its article
    if (head > tree.sentence_of(head).begin && tree.upos(head - 1) == Upos::kDET) {
      thing.span.begin = tree.token(head - 1).span.begin;
      thing.what = std::string(thing.span.of(scene.text()));
    }
  }
  return thing;
}

}  // namespace

std::vector<Thing> read_things(const PledgeScene& scene, uint32_t token) {
  std::vector<Thing> things;
  if (token == kNoToken) return things;
  const event::Tree& tree = scene.tree();
  const uint32_t head = core_noun(scene, token);
  Thing first = make_thing(scene, token, head);
  // "the second and third units": one thing for each number.
  std::vector<uint32_t> numbers;
  for (uint32_t c : tree.children(head)) {
    if (tree.deprel(c) != Deprel::kAmod || part_number(tree.word(c)).empty()) continue;
    numbers.push_back(c);
    for (uint32_t d : tree.children(c)) {
      if (tree.deprel(d) == Deprel::kConj && !part_number(tree.word(d)).empty())
        numbers.push_back(d);
    }
  }
  if (numbers.size() > 1 && tree.xpos(head) == "NNS") {
    for (uint32_t number : numbers) {
      Thing one = first;
      one.parts = {part_number(tree.word(number))};
      one.what = std::string(tree.token(number).span.of(scene.text())) + " " +
                 std::string(tree.lemma(head)) + (first.tail.empty() ? "" : " " + first.tail);
      things.push_back(std::move(one));
    }
    return things;
  }
  things.push_back(std::move(first));
  // Coordinated nouns that are things of their own.
  const auto add_joined = [&](uint32_t noun, uint32_t kinds) {
    for (uint32_t c : tree.children(noun)) {
      if (tree.deprel(c) != Deprel::kConj || things.size() >= 8) continue;
      const Upos upos = tree.upos(c);
      if ((upos != Upos::kNOUN && upos != Upos::kPROPN) || scene.is_party(c)) continue;
      if (tree.token(c).span.end <= things[0].span.end) continue;  // "cards in X and cards in Y"
      Thing other = make_thing(scene, c, core_noun(scene, c));
      if (kinds != kAnyKind && (other.kinds & kinds) == 0) continue;
      if (other.kinds != 0 || !other.names.empty() || things[0].kinds == 0)
        things.push_back(std::move(other));
    }
  };
  add_joined(head, kAnyKind);
  // "contracts for a port, a road to the north and a school", where the tree joins the school to
  // the contracts: what is of the port's sort is what they are for.
  if (token != head && tree.child(token, Deprel::kNmod) == head && (things[0].kinds & kPaper) == 0)
    add_joined(token, things[0].kinds & (kGoods | kWorks));
  return things;
}

}  // namespace servanda::reading

// Reads phrases over the tree, mending what it tears: model names with hyphens, prepositions hung
// on the verb.
#include "servanda/reading/noun_phrases.h"

namespace servanda::reading {

using record::Deprel;
using record::Upos;

bool is_nominal(Upos upos) {
  return upos == Upos::kNOUN || upos == Upos::kPROPN || upos == Upos::kNUM || upos == Upos::kADJ ||
         upos == Upos::kSYM;
}

bool is_hyphen(std::string_view word) {
  return word == "-" || word == "–" || word == "‑" || word == "/";
}

namespace {

// True if the token hangs below the head without a clause, an apposition or another noun's
// preposition between.
bool inside(const event::Tree& tree, uint32_t token, uint32_t head) {
  for (int step = 0; step < 8 && token != kNoToken; ++step) {
    if (token == head) return true;
    switch (tree.deprel(token)) {
      case Deprel::kAclRelcl:
      case Deprel::kAcl:
      case Deprel::kAdvcl:
      case Deprel::kParataxis:
      case Deprel::kAppos:
      case Deprel::kCcomp:
      case Deprel::kXcomp:
        return false;
      default:
        break;
    }
    token = tree.head(token);
  }
  return false;
}

// The first of the adjectives and compounds right before a noun.
uint32_t base_phrase_left(const event::Tree& tree, uint32_t noun, uint32_t begin) {
  while (noun > begin &&
         (tree.upos(noun - 1) == Upos::kADJ || tree.upos(noun - 1) == Upos::kNOUN) &&
         tree.head(noun - 1) == noun)
    --noun;
  return noun;
}

}  // namespace

std::pair<uint32_t, uint32_t> base_phrase(const PledgeScene& scene, uint32_t head) {
  const event::Tree& tree = scene.tree();
  const record::Sentence& sentence = tree.sentence_of(head);
  uint32_t first = head, last = head;
  const auto space_before = [&](uint32_t i) { return tree.token(i).space_before; };
  while (first > sentence.begin) {
    const uint32_t j = first - 1;
    const Upos upos = tree.upos(j);
    const std::string_view word = tree.word(j);
    if (is_hyphen(word)) {
      if (j == sentence.begin || (space_before(j) && space_before(first))) break;
      first = j - 1;  // a compound with a hyphen is one word
      continue;
    }
    if (upos == Upos::kPART &&
        tree.deprel(j) == Deprel::kCase) {  // the possessor, if it is no party
      if (j == sentence.begin || !inside(tree, j, head) ||
          scene.is_party(tree.head(j) == kNoToken ? j : tree.head(j)))
        break;
      first = j;
      continue;
    }
    if (scene.time_at(j) != nullptr) {  // "the 2001 treaty", but not "in 2001 twenty trucks"
      const bool after_preposition = j > sentence.begin && tree.upos(j - 1) == Upos::kADP;
      if ((upos != Upos::kPROPN && upos != Upos::kNUM) || after_preposition) break;
    }
    const bool adjective_verb = upos == Upos::kVERB && tree.deprel(j) == Deprel::kAmod;
    // "acquisition and cross-servicing agreement": the paper is joined to a word that only names
    // it.
    const bool paper = upos == Upos::kCCONJ && j > sentence.begin && tree.head(head) == j - 1 &&
                       tree.deprel(head) == Deprel::kConj && first < head &&
                       scene.words().kind(tree.lemma(j - 1)) == nullptr && !scene.is_party(j - 1);
    if (paper) {
      first = base_phrase_left(tree, j - 1, sentence.begin);
      break;
    }
    // "Morocco two plants": a party stands before the number of the thing.
    if (upos == Upos::kPROPN && scene.is_party(j) && tree.upos(first) == Upos::kNUM) break;
    // "economic and military aid", "acquisition and servicing agreement".
    const bool two_modifiers = tree.deprel(first) == Deprel::kConj && first < head &&
                               tree.head(first) == j - 1 && tree.head(j - 1) == head;
    const bool joint =
        upos == Upos::kCCONJ && j > sentence.begin &&
        ((tree.upos(j - 1) == Upos::kADJ && tree.upos(first) == Upos::kADJ) || two_modifiers);
    const bool adverb = upos == Upos::kADV && word != "far" && tree.deprel(j) == Deprel::kAdvmod &&
                        tree.head(j) != kNoToken && tree.head(j) > j && tree.head(j) < head &&
                        is_nominal(tree.upos(tree.head(j)));
    if (!is_nominal(upos) && !adjective_verb && !joint && !adverb &&
        !(upos == Upos::kPUNCT && (word == "“" || word == "\"")))
      break;
    // A piece of a torn compound hangs beside the head, or on such a piece.
    const uint32_t above =
        tree.head(j) < j && tree.head(j) != kNoToken && tree.upos(j) == Upos::kNUM ? tree.head(j)
                                                                                   : j;
    const bool torn = tree.head(above) == tree.head(head) &&
                      tree.deprel(above) == tree.deprel(head) && !scene.is_party(above) &&
                      is_nominal(upos);
    if (upos != Upos::kPUNCT && !joint && !inside(tree, j, head) && !torn) {
      // A piece of a torn compound hangs on a token that is in already.
      if (tree.head(j) == kNoToken || tree.head(j) < first || tree.head(j) > head) break;
    }
    first = j;
  }
  // "United States detention facility": a name is taken whole.
  if (const actor::Mention* name = scene.mention_at(first);
      name != nullptr && first < head && name->first_token < first &&
      name->kind == actor::MentionKind::kName && name->first_token >= sentence.begin)
    first = name->first_token;
  while (last + 1 < sentence.end) {
    const uint32_t j = last + 1;
    const Deprel link = tree.deprel(j);
    const bool glued =
        is_hyphen(tree.word(j)) && !space_before(j) && j + 1 < sentence.end && !space_before(j + 1);
    if (glued) {
      last = j + 1;
      continue;
    }
    const bool numbered = j == head + 1 && tree.upos(j) == Upos::kNUM && tree.head(head) == j &&
                          tree.deprel(head) == Deprel::kCompound;
    if (numbered) {  // "stage one"
      last = j;
      continue;
    }
    const bool number = (link == Deprel::kFlat || link == Deprel::kNummod ||
                         link == Deprel::kCompound || link == Deprel::kNmodUnmarked) &&
                        (tree.upos(j) == Upos::kNUM || tree.upos(j) == Upos::kPROPN ||
                         tree.upos(j) == Upos::kNOUN) &&
                        inside(tree, j, head) && scene.time_at(j) == nullptr;
    // "the satellite Khayyam".
    const bool name = link == Deprel::kAppos && j == head + 1 && tree.head(j) == head &&
                      tree.upos(j) == Upos::kPROPN && tree.upos(head) == Upos::kNOUN &&
                      scene.mention_at(j) == nullptr && scene.time_at(j) == nullptr;
    if (!number && !name) break;
    last = j;
  }
  return {first, last};
}

uint32_t extend_right(const PledgeScene& scene, uint32_t head, uint32_t last, bool about) {
  const event::Tree& tree = scene.tree();
  const record::Sentence& sentence = tree.sentence_of(head);
  uint32_t begin = last;
  while (last + 2 < sentence.end && last < begin + 14) {
    uint32_t j = last + 1;
    const std::string_view word = tree.word(j);
    if (word == "and" || word == "or") {
      // A second noun below the phrase ("bank cards in Iran and Iranian cards in Russia").
      uint32_t noun = j + 1;
      while (noun + 1 < sentence.end && is_nominal(tree.upos(noun)) &&
             is_nominal(tree.upos(noun + 1)) && tree.head(noun) > noun &&
             tree.head(noun) != kNoToken)
        ++noun;
      const bool same = tree.head(noun) == head && tree.lemma(noun) == tree.lemma(head);
      const bool joined =
          is_nominal(tree.upos(noun)) && tree.head(noun) != kNoToken && tree.head(noun) <= last &&
          (tree.head(noun) > head || same) &&
          (tree.deprel(noun) == Deprel::kConj || tree.deprel(noun) == Deprel::kNmod);
      if (!joined) break;
      last = base_phrase(scene, noun).second;
      continue;
    }
    if (tree.upos(j) != Upos::kADP && tree.upos(j) != Upos::kSCONJ) break;
    const bool of = word == "of";
    const bool topic = word == "on" || word == "for" || word == "over" || word == "about" ||
                       (word == "against" && about);
    const bool place = word == "in" || word == "at" || word == "to" || word == "from" ||
                       word == "via" || word == "through" || word == "between" || word == "worth";
    uint32_t noun = j + 1;
    while (noun < sentence.end && !(is_nominal(tree.upos(noun)) && tree.upos(noun) != Upos::kADJ) &&
           noun < j + 5)
      ++noun;
    if (noun >= sentence.end || !is_nominal(tree.upos(noun))) break;
    while (noun + 1 < sentence.end &&
           (is_nominal(tree.upos(noun + 1)) || is_hyphen(tree.word(noun + 1))) &&
           scene.time_at(noun + 1) == nullptr)
      ++noun;
    while (noun > j && !is_nominal(tree.upos(noun))) --noun;
    // "doses of Russia's vaccine", "visas for Chilean, Peruvian and Bolivian workers": up to the
    // noun that the words before it belong to.
    const bool owner = noun + 1 < sentence.end && tree.upos(noun + 1) == Upos::kPART &&
                       tree.deprel(noun + 1) == Deprel::kCase;
    uint32_t owned = noun;
    for (int up = 0; up < 3 && owned != kNoToken && owned <= noun; ++up) owned = tree.head(owned);
    if ((owner || tree.upos(noun) == Upos::kADJ) && owned != kNoToken && owned > noun &&
        owned < j + 12 && is_nominal(tree.upos(owned)))
      noun = owned;
    // "the agreement on building the railway"
    const uint32_t built =
        tree.xpos(j + 1) == "VBG" && about && (of || topic) && tree.head(j) == j + 1
            ? tree.child(j + 1, Deprel::kObj)
            : kNoToken;
    if (built != kNoToken && built > j && built < j + 8) {
      last = base_phrase(scene, built).second;
      continue;
    }
    const bool gerund = tree.upos(j + 1) == Upos::kVERB && tree.deprel(j + 1) != Deprel::kAmod;
    if (scene.time_at(noun) != nullptr || gerund) break;
    // "put the purchase of ships on hold": how it stands.
    const std::string_view state = tree.lemma(noun);
    if (word == "on" && (state == "hold" || state == "ice" || state == "track" ||
                         state == "schedule" || state == "time" || state == "paper"))
      break;
    // "tanks for $3 billion": a price is no part of the thing.
    if (word == "for" && tree.upos(j + 1) == Upos::kSYM) break;
    const bool money = tree.upos(head) == Upos::kSYM || tree.upos(head) == Upos::kNUM;
    const bool hangs = (money && last == begin) || inside(tree, j, head) ||
                       (tree.head(j) != kNoToken && inside(tree, tree.head(j), head));
    // "signed an accord in Tehran": where it was signed.
    const NounKind* named = scene.words().kind(tree.lemma(head));
    const bool paper = named != nullptr && (named->kinds & kPaper) != 0;
    if (paper && (word == "in" || word == "at") &&
        (scene.is_party(noun) || tree.token(noun).entity == record::EntityType::kLocation))
      break;
    if (scene.is_party(noun) && (word == "with" || word == "to" || word == "for" ||
                                 word == "between" || word == "from" || word == "by"))
      break;
    if (!(of || (topic && about) || ((place || topic) && hangs))) break;
    last = base_phrase(scene, noun).second;
    if (last < noun) last = noun;
  }
  return last;
}

}  // namespace servanda::reading

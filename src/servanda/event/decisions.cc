// Features of type, mode and standing.
#include "servanda/event/decisions.h"

#include <algorithm>
#include <array>

namespace servanda::event {
namespace {

constexpr int kFarAbove = 12;  // steps up to the root

using record::Deprel;
using record::Upos;

// What fills a slot, in one word: the sector of the mention, or the kind of noun.
HashedText filler(const Scene& scene, uint32_t token) {
  if (token == kNoToken) return "none";
  const int m = scene.mention_at(token);
  if (m >= 0) {
    const std::string& sector = scene.annotations().mentions[m].actors.front().sector;
    return sector.empty() ? "ORG" : HashedText(sector);
  }
  if (scene.tree().upos(token) == Upos::kPRON) return "pronoun";
  const uint64_t classes = scene.classes(scene.content_head(token));
  if (classes == 0) return "thing";
  return scene.lexicon().class_names()[static_cast<size_t>(__builtin_ctzll(classes))];
}

bool has_mention(const Scene& scene, uint32_t token) {
  if (token == kNoToken) return false;
  for (uint32_t m : scene.mentions_in(scene.tree().sentence(token))) {
    if (scene.tree().below(scene.annotations().mentions[m].head_token, token)) return true;
  }
  return false;
}

void add_lexicon(const Candidate& candidate, Features& features) {
  uint32_t seen = 0;
  for (const Entry* entry : candidate.entries) {
    const uint32_t bit = 1u << static_cast<uint32_t>(entry->type);
    const bool particular = entry->object_class != 0 || !entry->particle.empty();
    if ((seen & bit) == 0 || particular) {
      features.add("lex", hashed(entry->type), digit(entry->strength), particular ? "p" : "g");
    }
    seen |= bit;
  }
  const Entry& best = candidate.best();
  features.add("best", hashed(best.type));
  features.add("best_s", hashed(best.type), digit(best.strength), best.mode);
  features.add("best_w", hashed(best.type), digit(static_cast<size_t>(candidate.word_class)),
               candidate.crossed ? "x" : "o");
  features.add("types", digit(static_cast<size_t>(__builtin_popcount(seen))));
}

// Whom the frame of the word finds on either side.
void add_sides(const Scene& scene, const Candidate& candidate, const HashedText& best,
               Features& features) {
  const FrameParts parts = parts_by_frame(scene, candidate, candidate.best().type);
  const auto& mentions = scene.annotations().mentions;
  const auto sector = [&](const std::vector<uint32_t>& side) -> HashedText {
    if (side.empty()) return "-";
    const std::string& of = mentions[side.front()].actors.front().sector;
    return of.empty() ? HashedText("ORG") : HashedText(of);
  };
  const HashedText acting = sector(parts.actors), receiving = sector(parts.recipients);
  std::string_view others = "-";
  if (!parts.actors.empty() && !parts.recipients.empty()) {
    others = mentions[parts.actors.front()].actors.front().code ==
                     mentions[parts.recipients.front()].actors.front().code
                 ? "same"
                 : "other";
  }
  std::string places(parts.actor_from_place ? "a" : "-");
  places.append(parts.recipient_from_place ? "r" : "-");
  features.add("sides", best, acting, receiving);
  features.add("sides_places", best, places, others);
  features.add("sides_tag", acting == "-" ? "-" : "a", receiving == "-" ? "-" : "r",
               hashed(scene.tree().upos(candidate.token)));
  features.add("sides_lemma", scene.tree().lemma(candidate.token), acting, receiving);
}

void add_clusters(const Scene& scene, const Candidate& candidate, const HashedText& best,
                  Features& features) {
  const Tree& tree = scene.tree();
  const uint32_t t = candidate.token;
  const HashedText lemma = tree.lemma(t);
  const auto add = [&](const HashedText& part, uint32_t token) {
    if (token == kNoToken || scene.mention_at(token) >= 0) return;
    const Lexicon::Cluster& cluster = scene.cluster(token);
    if (cluster.wide.empty()) return;
    features.add("wide", part, cluster.wide, best);
    features.add("narrow", part, cluster.narrow, best);
    features.add("wide_lemma", part, cluster.wide, lemma);
  };
  const Lexicon::Cluster& own = scene.cluster(t);
  const HashedText tag(hashed(tree.upos(t)));
  if (!own.wide.empty()) {
    features.add("own_wide", own.wide, tag);
    features.add("own_narrow", own.narrow, tag);
    features.add("own_narrow_best", own.narrow, best);
  }
  add("obj", scene.content_head(candidate.object));
  const uint32_t subject = candidate.clause.first(Slot::kSubject);
  if (subject != kNoToken) add("subj", scene.content_head(subject));
  add("gov", tree.head(t));
  for (uint32_t c : tree.children(t)) {
    const Deprel link = tree.deprel(c);
    if (link == Deprel::kObl || link == Deprel::kNmod) add(tree.preposition(c), c);
    if (link == Deprel::kAmod || link == Deprel::kCompound) add("mod", c);
  }
  // What the sentence is about.
  const record::Sentence& sentence = tree.sentence_of(t);
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (i == t || scene.mention_at(i) >= 0) continue;
    if (tree.upos(i) != Upos::kNOUN && tree.upos(i) != Upos::kVERB && tree.upos(i) != Upos::kADJ)
      continue;
    const Lexicon::Cluster& cluster = scene.cluster(i);
    if (!cluster.wide.empty()) features.add("about", cluster.wide, best);
  }
}

}  // namespace

std::string tense(const Tree& tree, uint32_t verb) {
  std::string out(tree.xpos(verb));
  if (verb == kNoToken) return out;
  for (uint32_t c : tree.children(verb)) {
    if (tree.deprel(c) == Deprel::kAux || tree.deprel(c) == Deprel::kCop ||
        (tree.deprel(c) == Deprel::kMark && tree.word(c) == "to")) {
      out.append("+").append(tree.word(c));
    }
  }
  return out;
}

void add_type_features(const Scene& scene, const Candidate& candidate, Features& features) {
  const Tree& tree = scene.tree();
  const uint32_t t = candidate.token;
  const Clause& clause = candidate.clause;
  const HashedText lemma = tree.lemma(t), best(hashed(candidate.best().type));
  const HashedText link(hashed(tree.deprel(t))), tag(hashed(tree.upos(t)));
  const uint32_t object = scene.content_head(candidate.object);
  const HashedText object_lemma = object == kNoToken ? HashedText("-") : tree.lemma(object);
  const uint32_t governor = tree.head(t);

  features.add("bias");
  features.add(kAsChecked);
  add_lexicon(candidate, features);
  add_clusters(scene, candidate, best, features);
  add_sides(scene, candidate, best, features);
  features.add("lemma", lemma, tag);
  features.add("word", tree.word(t));
  features.add("xpos", tree.xpos(t), best);
  features.add("lemma_obj", lemma, object_lemma);
  features.add("best_obj", best, object_lemma);
  features.add("obj", object_lemma);
  const HashedText object_filler = filler(scene, object);
  features.add("obj_f", best, object_filler);
  features.add("lemma_obj_f", lemma, object_filler);
  if (object != kNoToken) {
    uint64_t classes = scene.classes(object);
    for (; classes != 0; classes &= classes - 1) {
      const HashedText& cls =
          scene.lexicon().class_names()[static_cast<size_t>(__builtin_ctzll(classes))];
      features.add("lemma_cls", lemma, cls);
      features.add("best_cls", best, cls);
    }
  }
  const uint32_t subject = clause.first(Slot::kSubject);
  const HashedText subject_filler = filler(scene, subject);
  features.add("subj_f", best, subject_filler);
  features.add("lemma_subj_f", lemma, subject_filler);
  if (subject != kNoToken) features.add("best_subj", best, tree.lemma(scene.content_head(subject)));
  features.add("parties", best, has_mention(scene, subject) ? "s" : "n",
               has_mention(scene, object) ? "o" : "n");
  features.add("passive", best, clause.passive ? "1" : "0");
  features.add("link", link, best);
  features.add("link_tag", link, tag);
  features.add("lemma_link", lemma, link);
  features.add("light", best, clause.light ? "1" : "0");
  const uint32_t verb = candidate.verb();
  const std::string tense_of_verb = tense(tree, verb);
  const HashedText when(tense_of_verb);
  features.add("tense", best, when);
  features.add("tense_only", when);
  // The same word tells an act of the day in news and a standing fact in an analysis.
  const HashedText& style = scene.style();
  features.add("style", style, best);
  features.add("style_lemma", style, lemma, tag);
  features.add("style_tense", style, when, best);
  features.add("style_link", style, link, tag);
  features.add("style_obj", style, best, object_lemma);
  if (governor != kNoToken) {
    features.add("gov", tree.lemma(governor), best);
    features.add("gov_lemma", tree.lemma(governor), lemma);
    features.add("gov_link", link, tree.lemma(governor));
    const int other = scene.candidate_at(governor);
    features.add("gov_best", best,
                 other < 0 ? HashedText("-") : hashed(scene.candidates()[other].best().type), link);
    // The governor's governor decides for nouns in phrases ("the sale of weapons used in the
    // attack").
    const uint32_t above = tree.head(governor);
    if (above != kNoToken) features.add("gov2", best, hashed(tree.deprel(governor)));
  } else {
    features.add("gov_best", best, "ROOT");
  }
  bool negated = false, determined = false;
  const HashedText prep = tree.preposition(t);
  for (uint32_t c : tree.children(t)) {
    const HashedText word = tree.lemma(c);
    switch (tree.deprel(c)) {
      case Deprel::kXcomp:
      case Deprel::kCcomp: {
        features.add("comp", best, word);
        features.add("lemma_comp", lemma, hashed(tree.deprel(c)));
        const int other = scene.candidate_at(c);
        features.add("comp_best", best,
                     other < 0 ? HashedText("-") : hashed(scene.candidates()[other].best().type));
        break;
      }
      case Deprel::kObl:
      case Deprel::kNmod:
        features.add("lemma_prep", lemma, tree.preposition(c));
        features.add("best_prep", best, tree.preposition(c), filler(scene, c));
        features.add("lemma_obl", lemma, word);
        break;
      case Deprel::kCompoundPrt:
        features.add("lemma_prt", lemma, word);
        break;
      case Deprel::kCompound:
      case Deprel::kAmod:
        features.add("lemma_mod", lemma, word);
        features.add("best_mod", best, word);
        break;
      case Deprel::kNummod:
        features.add("num", best);
        break;
      case Deprel::kDet:
        features.add("det", best, word);
        determined = true;
        negated |= word == "no";
        break;
      case Deprel::kAdvmod:
        negated |= word == "not" || word == "never";
        features.add("adv", best, word);
        break;
      case Deprel::kMark:
        features.add("mark", best, word);
        break;
      default:
        break;
    }
  }
  if (negated) features.add("negated", best);
  if (!determined && tree.upos(t) == Upos::kNOUN) features.add("bare", best, tree.xpos(t));
  if (!prep.empty()) {
    features.add("case", best, prep);
    features.add("lemma_case", lemma, prep);
  }
  if (t + 1 < tree.size()) features.add("next", lemma, tree.word(t + 1));
  // What else the sentence speaks of, near and far.
  const record::Sentence& around = tree.sentence_of(t);
  constexpr uint32_t kNear = 5;
  for (uint32_t i = around.begin; i < around.end; ++i) {
    const Upos upos = tree.upos(i);
    if (i == t || (upos != Upos::kNOUN && upos != Upos::kVERB && upos != Upos::kADJ)) continue;
    const bool near = i + kNear >= t && t + kNear >= i;
    if (near) {
      features.add("near", best, tree.lemma(i));
      features.add("near_lemma", lemma, tree.lemma(i));
    } else {
      features.add("far", best, tree.lemma(i));
    }
  }
  if (t > 0) features.add("prev", lemma, tree.word(t - 1));
  // Where the candidate stands among the others.
  const auto& candidates = scene.candidates();
  const int self = scene.candidate_at(t);
  size_t before = 0;
  bool same_before = false, lemma_before = false;
  for (int c = self - 1; c >= 0; --c) {
    if (tree.sentence(candidates[c].token) == tree.sentence(t)) ++before;
    // Only the sentence before counts: in a long text everything has been said before.
    if (tree.sentence(candidates[c].token) + 1 < tree.sentence(t)) break;
    same_before |= candidates[c].best().type == candidates[self].best().type;
    lemma_before |= tree.lemma(candidates[c].token) == lemma;
  }
  features.add("order", best, digit(std::min<size_t>(before, 4)));
  if (same_before) features.add("same_before", best, tag);
  if (lemma_before) features.add("lemma_before", best, tag);
  const auto& here = scene.mentions_in(tree.sentence(t));
  features.add("mentions", best, digit(std::min<size_t>(here.size(), 4)));
  // What kind of report it is: how many countries act in it, what its sentence tells first of all.
  const auto& mentions = scene.annotations().mentions;
  std::string_view code;
  size_t countries = 0;
  for (uint32_t m : here) {
    const std::string& other = mentions[m].actors.front().code;
    if (countries == 0) code = other, countries = 1;
    if (other != code) countries = 2;
  }
  features.add("countries", best, digit(countries), tag);
  features.add("countries_lemma", lemma, digit(countries));
  uint32_t root = t;
  for (int step = 0; step < kFarAbove && tree.head(root) != kNoToken; ++step)
    root = tree.head(root);
  if (root != t) {
    features.add("root", tree.lemma(root), best);
    features.add("root_link", tree.lemma(root), link);
    const int told = scene.candidate_at(root);
    features.add("root_best",
                 told < 0 ? HashedText("-") : hashed(scene.candidates()[told].best().type), best,
                 link);
  }
  features.add("sentence", best, digit(std::min<size_t>(tree.sentence(t), 4)), link);
  if (self > 0) {
    const Candidate& previous = candidates[static_cast<size_t>(self) - 1];
    if (tree.sentence(previous.token) + 1 >= tree.sentence(t)) {
      features.add("previous", tree.lemma(previous.token), best);
      features.add("previous_best", hashed(previous.best().type), best, tag);
      features.add("previous_lemma", hashed(previous.best().type), lemma);
    }
  }
  if (self >= 0 && static_cast<size_t>(self) + 1 < candidates.size()) {
    const Candidate& next = candidates[static_cast<size_t>(self) + 1];
    if (tree.sentence(next.token) <= tree.sentence(t) + 1) {
      features.add("following", tree.lemma(next.token), best);
      features.add("following_best", hashed(next.best().type), best, tag);
    }
  }
  // Who stands in the sentence.
  for (uint32_t m : here) {
    const std::string& sector = mentions[m].actors.front().sector;
    features.add("who", sector.empty() ? std::string_view("ORG") : std::string_view(sector), best,
                 mentions[m].head_token < t ? "before" : "after");
  }
  // An analysis has a sense of its own of what is an act (Daumé 2007, "Frustratingly easy domain
  // adaptation").
  if (style == "long") features.add_again(style);
}

void add_mode_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                       Features& features) {
  const Tree& tree = scene.tree();
  const HashedText name(hashed(type));
  const uint32_t t = candidate.token;
  features.add("type", name);
  std::string_view lexicon_mode = "-";
  for (const Entry* entry : candidate.entries) {
    if (entry->type != type) continue;
    lexicon_mode = entry->mode.empty() ? std::string_view("none") : std::string_view(entry->mode);
    break;
  }
  features.add("lexmode", name, lexicon_mode);
  features.add("lemma", name, tree.lemma(t));
  const uint32_t object = scene.content_head(candidate.object);
  if (object != kNoToken) {
    features.add("obj", name, tree.lemma(object));
    for (uint64_t c = scene.classes(object); c != 0; c &= c - 1) {
      features.add("cls", name,
                   scene.lexicon().class_names()[static_cast<size_t>(__builtin_ctzll(c))]);
    }
  }
  const auto cluster = [&](const HashedText& part, uint32_t token) {
    if (token == kNoToken) return;
    const Lexicon::Cluster& of = scene.cluster(token);
    if (of.wide.empty()) return;
    features.add("wide", name, part, of.wide);
    features.add("narrow", name, part, of.narrow);
  };
  cluster("own", t);
  cluster("obj", object);
  features.add("obj_f", name, filler(scene, object));
  for (uint32_t c : tree.children(t)) {
    const Deprel link = tree.deprel(c);
    if (link == Deprel::kPunct || link == Deprel::kDet) continue;
    features.add("child", name, tree.lemma(c));
    if (link == Deprel::kXcomp || link == Deprel::kCcomp) {
      const int other = scene.candidate_at(c);
      if (other >= 0) features.add("comp", name, hashed(scene.candidates()[other].best().type));
    }
    for (uint32_t d : tree.children(c)) {
      if (tree.upos(d) == Upos::kNOUN || tree.upos(d) == Upos::kADJ || tree.upos(d) == Upos::kVERB)
        features.add("below", name, tree.lemma(d));
    }
  }
  if (tree.head(t) != kNoToken) features.add("gov", name, tree.lemma(tree.head(t)));
  if (candidate.clause.verb != kNoToken)
    features.add("verb", name, tree.lemma(candidate.clause.verb));
  for (const Argument& a : candidate.clause.arguments) {
    if (a.slot == Slot::kOblique || a.slot == Slot::kNominal)
      features.add("prep", name, a.preposition, filler(scene, a.token));
    if (a.slot == Slot::kSubject) features.add("subj_f", name, filler(scene, a.token));
  }
  const record::Sentence& sentence = tree.sentence_of(t);
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (tree.upos(i) == Upos::kNOUN || tree.upos(i) == Upos::kVERB)
      features.add("bag", name, tree.lemma(i));
  }
}

void add_standing_features(const Scene& scene, const Candidate& candidate, record::EventType type,
                           Features& features) {
  const Tree& tree = scene.tree();
  const uint32_t t = candidate.token;
  const HashedText name(hashed(type));
  const uint32_t verb = candidate.verb();
  features.add("bias");
  features.add("type", name);
  const std::string tense_of_verb = tense(tree, verb);
  features.add("tense", tense_of_verb);
  features.add("type_tense", name, tense_of_verb);
  features.add("upos", hashed(tree.upos(t)), hashed(tree.deprel(t)));
  features.add("upos_type", hashed(tree.upos(t)), name);
  if (!tree.preposition(t).empty()) features.add("case", tree.preposition(t));
  features.add("sentence", tree.sentence(t) == 0 ? "first" : "later");
  features.add("root_sentence", tree.sentence(t) == 0 ? "first" : "later",
               tree.head(t) == kNoToken ? "root" : "inner");
  for (uint32_t c : tree.children(t)) {
    const Deprel link = tree.deprel(c);
    if (link == Deprel::kAdvmod || link == Deprel::kAmod || link == Deprel::kMark ||
        link == Deprel::kDet) {
      features.add("mod", hashed(link), tree.lemma(c));
    }
  }
  // The way up to the root: relations, verbs and their tense.
  uint32_t current = t;
  for (int step = 0; step < 4; ++step) {
    const uint32_t head = tree.head(current);
    if (head == kNoToken) break;
    features.add("up", digit(static_cast<size_t>(step)), hashed(tree.deprel(current)));
    features.add("up_lemma", digit(static_cast<size_t>(std::min(step, 1))), tree.lemma(head),
                 hashed(tree.deprel(current)));
    if (tree.upos(head) == Upos::kVERB)
      features.add("up_tense", tense(tree, head), hashed(tree.deprel(current)));
    for (uint32_t c : tree.children(head)) {
      if (tree.deprel(c) == Deprel::kAdvmod || tree.deprel(c) == Deprel::kMark)
        features.add("up_mod", tree.lemma(c));
    }
    current = head;
  }
  bool root_candidate = tree.head(t) == kNoToken;
  features.add("is_root", root_candidate ? "1" : "0", hashed(tree.upos(t)));
  features.add("first", scene.candidate_at(t) == 0 ? "1" : "0");
}

}  // namespace servanda::event

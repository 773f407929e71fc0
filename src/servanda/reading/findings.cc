// What an analyst says of treaties: clauses whose subject or object is a treaty or a part of one.
#include "servanda/reading/findings.h"

#include <algorithm>

#include "servanda/event/clause.h"
#include "servanda/reading/finding_reader.h"

namespace servanda::reading {

using record::Deprel;
using record::Upos;

std::string_view turned_round(std::string_view kind) {
  if (kind == "has" || kind == "adds") return "lacks";
  if (kind == "lacks") return "has";
  if (kind == "drops") return "keeps";
  if (kind == "keeps") return "differs";
  if (kind == "differs") return "keeps";
  return {};
}

FindingReader::FindingReader(const Page& page, const Treaties& treaties)
    : page_(page), tree_(page.tree()), words_(TreatyWords::get()), treaties_(treaties) {}

std::vector<record::Finding> FindingReader::find() {
  const auto& sentences = tree_.parse().sentences;
  for (uint32_t s = 0; s < sentences.size(); ++s) {
    if (page_.is_heading(s) || page_.is_question(s)) continue;
    // Turns of phrase come last: they stand back where the sentence has told a finding.
    std::vector<uint32_t> turns;
    for (uint32_t i = sentences[s].begin; i < sentences[s].end; ++i) {
      read(i);
      if (begins_turn(i)) turns.push_back(i);
    }
    for (const uint32_t i : turns) read_turn(i);
  }
  return std::move(found_);
}

void FindingReader::read(uint32_t i) {
  const Upos upos = tree_.upos(i);
  if (upos == Upos::kVERB &&
      (read_verb(i) || read_object(i) || read_promise(i) || read_replacing(i) || read_nothing(i) ||
       read_provided(i) || read_distinction(i) || read_duty(i) || read_organ(i) || read_said(i) ||
       read_ending(i) || read_found_in(i) || read_fate(i) || read_generic(i) || read_rule(i)))
    return;
  if (read_cleft(i) || read_by_which(i)) return;
  if (upos == Upos::kNOUN && (read_head(i) || read_advance(i) || read_singular(i))) return;
  if (read_misread_verb(i)) return;
  if (read_absence(i) || read_heart(i) || read_under(i)) return;
  if ((upos == Upos::kADJ || upos == Upos::kVERB || upos == Upos::kADV) &&
      (read_comparison(i) || read_nature(i)))
    return;
  if (upos == Upos::kNOUN && (read_existence(i) || read_nature(i))) return;
}

// "The treaty provides for …", "it omits …", "which were confined to …".
bool FindingReader::read_verb(uint32_t verb) {
  const std::string_view lemma = tree_.lemma(verb);
  std::string_view kind = words_.value("verb", lemma);
  if (kind.empty()) kind = words_.value("verb", tree_.word(verb));  // "bound", of no known lemma
  if (kind.empty() || is_unreal(page_, verb) || tree_.word(verb) == "binding") return false;
  const uint32_t subject = page_.subject_of(verb);
  if (subject == kNoToken || subject == verb || has_child(page_, verb, "who") ||
      has_child(page_, verb, "what")) {
    return false;
  }
  // "asks what the treaty obliges them to do".
  const uint32_t begins = page_.phrase_begin(subject);
  if (begins > tree_.sentence_of(verb).begin) {
    const std::string_view before = tree_.word(begins - 1);
    if (before == "what" || before == "how" || before == "whether" || before == "why") return false;
  }
  // "Nothing in the text compels …", where the tree takes the text for the subject.
  for (uint32_t i = subject; i > tree_.sentence_of(verb).begin && i + 5 > subject; --i) {
    if (page_.says(i - 1, "nothing in")) return read_nothing_in(i - 1, subject, verb);
  }
  const int treaty = treaties_.meant_by(subject);
  if (treaty == kNoTreaty || !says_something(verb)) return false;
  if (lemma == "have" && tree_.child(verb, Deprel::kObj) == kNoToken) return false;
  if (words_.is("alone", lemma) && !treaties_.is_part(subject)) return false;
  if (treaties_.is_element(subject) && (kind == "has" || kind == "lacks" || kind == "adds"))
    return false;
  // "The accord takes the place of the declaration."
  if (lemma == "take" && has_child(page_, verb, "place")) kind = "replaces";
  // What it will do to the world is a forecast, not its content.
  if (kind != "has" && kind != "lacks" && has_child(page_, verb, "will")) return false;
  // "a clause requiring consultations": told with the clause that it stands in.
  const bool participle = tree_.deprel(verb) == Deprel::kAcl ||
                          (tree_.deprel(verb) == Deprel::kAdvcl && tree_.head(verb) != kNoToken &&
                           tree_.upos(tree_.head(verb)) == Upos::kNOUN);
  if (participle && (treaties_.is_part(subject) || within_finding(verb))) return false;
  // "obliges each side to give assistance": one finding.
  if (has_child(page_, verb, "to") && tree_.deprel(verb) != Deprel::kConj &&
      within_finding(tree_.head(verb)))
    return false;
  const bool object = tree_.child(verb, Deprel::kObj) != kNoToken;
  const bool auxiliary = tree_.child(verb, Deprel::kAuxPass) != kNoToken;
  // "had spoken of friendship", where the tree takes it for a passive.
  const bool perfect =
      !auxiliary && (has_child(page_, verb, "had") || has_child(page_, verb, "has") ||
                     has_child(page_, verb, "have"));
  const bool passive =
      !object && !perfect &&
      (auxiliary || (event::is_passive(tree_, verb) && tree_.deprel(verb) != Deprel::kConj));
  if (passive && kind == "replaces") {
    // "It was replaced by the treaty of …".
    const auto [first, last] = page_.clause_around(verb);
    const int agent = treaty_in(first, last, subject, treaty);
    return agent != kNoTreaty && add(verb, subject, agent, treaty, "replaces");
  }
  if (passive && !words_.is("passive", lemma)) return false;
  if (kind == "replaces" && treaties_.is_part(subject)) return false;
  if (lemma == "leave" && is_behind(verb, "out open")) kind = "lacks";
  if (lemma == "remain" && is_behind(verb, "silent")) kind = "lacks";
  if (kind == "has" && is_no_longer(page_, verb)) kind = "drops";
  return add(verb, subject, treaty, kNoTreaty, kind);
}

// "That clause was dropped", "left the commitments as they were": a part of a treaty is kept or
// lost.
bool FindingReader::read_object(uint32_t verb) {
  const std::string_view kind = words_.value("object", tree_.lemma(verb));
  if (kind.empty() || is_unreal(page_, verb)) return false;
  for (const uint32_t c : tree_.children(verb)) {
    const Deprel link = tree_.deprel(c);
    if ((link != Deprel::kObj && link != Deprel::kNsubjPass) || !treaties_.is_part(c)) continue;
    int treaty = treaties_.meant_by(c), other = kNoTreaty;
    // "A paragraph on procurement was added", "two articles were dropped": of the treaty spoken of.
    if (treaty == kNoTreaty && (kind == "adds" || kind == "drops" || kind == "differs"))
      treaty = treaties_.topic_before(tree_.sentence(c) + 1);
    if (treaty == kNoTreaty) continue;
    // "When it was replaced by the treaty of 1993, that clause was dropped": by the newer of the
    // two.
    const record::Sentence& sentence = tree_.sentence_of(verb);
    for (uint32_t i = sentence.begin; kind == "drops" && i < verb; ++i) {
      const int meant = treaties_.meant_by(i);
      if (meant != kNoTreaty && treaties_.treaty(meant).year > treaties_.treaty(treaty).year)
        other = treaty, treaty = meant;
    }
    return add(verb, link == Deprel::kNsubjPass ? c : kNoToken, treaty, other, kind, c);
  }
  return false;
}

// "The parties undertake to consult twice a year."
bool FindingReader::read_promise(uint32_t verb) {
  if (!words_.is("promise", tree_.lemma(verb)) || is_unreal(page_, verb)) return false;
  const std::string_view tag = tree_.xpos(verb);
  if (tag != "VBP" && tag != "VBZ" && tag != "VBN" && tag != "VB") return false;
  const uint32_t subject = page_.subject_of(verb);
  if (subject == kNoToken || subject > verb) return false;
  // "the parties", "both sides", "the two states", "each party".
  const std::string_view noun = tree_.lemma(subject);
  const bool each = has_child(page_, subject, "each") || has_child(page_, subject, "either");
  if (tree_.xpos(subject) != "NNS" && !each) return false;
  const bool sides =
      (noun == "side" || noun == "state" || noun == "country" || noun == "government" ||
       noun == "partner") &&
      (each || has_child(page_, subject, "both") || has_child(page_, subject, "two"));
  if (!words_.is("party", noun) && !sides) return false;

  // Of the two sides something is promised in many places: only right behind a treaty is it its
  // content.
  const uint32_t s = tree_.sentence(verb);
  const int treaty = sides && s > 0 ? treaties_.topic_of(s - 1) : treaties_.topic_before(s + 1);
  return treaty != kNoTreaty && says_something(verb) &&
         add(verb, subject, treaty, kNoTreaty, "has");
}

// "…signed a treaty, replacing an agreement from 2001": the newer one stands in the governing
// clause.
bool FindingReader::read_replacing(uint32_t verb) {
  if (words_.value("verb", tree_.lemma(verb)) != "replaces" || is_unreal(page_, verb)) return false;
  for (const uint32_t c : tree_.children(verb)) {
    if (tree_.deprel(c) != Deprel::kObj || treaties_.meant_by(c) == kNoTreaty ||
        treaties_.is_part(c))
      continue;
    const int old = treaties_.meant_by(c);
    const record::Sentence& sentence = tree_.sentence_of(verb);
    int newer = kNoTreaty;
    for (uint32_t i = verb; i > sentence.begin && newer == kNoTreaty; --i) {
      if (treaties_.meant_by(i - 1) != old) newer = treaties_.meant_by(i - 1);
    }
    if (newer == kNoTreaty) newer = treaties_.newest();
    if (newer == old || newer == kNoTreaty || is_negated(page_, verb, c)) return false;
    return add(verb, kNoToken, newer, old, "replaces");
  }
  return false;
}

bool FindingReader::within_finding(uint32_t t) const {
  for (int step = 0; step < 12 && t != kNoToken; ++step, t = tree_.head(t)) {
    if (taken_.contains(t)) return true;
  }
  return false;
}

// One of the words (a blank between them) stands close behind the token.
bool FindingReader::is_behind(uint32_t token, std::string_view words) const {
  const uint32_t end = std::min(tree_.sentence_of(token).end, token + 5);
  for (uint32_t i = token + 1; i < end; ++i) {
    size_t at = 0;
    while (at < words.size()) {
      const size_t space = std::min(words.find(' ', at), words.size());
      if (words.substr(at, space - at) == tree_.word(i)) return true;
      at = space + 1;
    }
  }
  return false;
}

// The verb says something of the treaty: what it needs stands behind it.
bool FindingReader::says_something(uint32_t verb) const {
  if (const std::string_view needs = words_.value("needs", tree_.lemma(verb)); !needs.empty()) {
    // "does not say, on the other hand, whether".
    uint32_t from = verb;
    if (verb + 1 < tree_.size() && tree_.word(verb + 1) == ",") {
      const uint32_t end = std::min(tree_.sentence_of(verb).end, verb + 9);
      for (uint32_t i = verb + 2; i < end && from == verb; ++i) {
        if (tree_.word(i) == ",") from = i;
      }
    }
    return is_behind(from, needs);
  }
  if (that_behind(page_, verb) != kNoToken || words_.is("alone", tree_.lemma(verb))) return true;
  // "something the agreement of 1999 did not foresee": what it is said of stands before.
  if (tree_.deprel(verb) == Deprel::kAclRelcl && tree_.child(verb, Deprel::kObj) == kNoToken &&
      page_.subject_of(verb) != tree_.head(verb))
    return true;
  if (tree_.lemma(verb) == "follow") {
    const uint32_t object = tree_.child(verb, Deprel::kObj);
    return object != kNoToken &&
           (words_.is("model", tree_.lemma(object)) || tree_.word(object) == "that");
  }
  for (const uint32_t c : tree_.children(verb)) {
    const Deprel link = tree_.deprel(c);
    if (c > verb && (link == Deprel::kObj || link == Deprel::kObl || link == Deprel::kOblAgent ||
                     link == Deprel::kCcomp || link == Deprel::kXcomp || link == Deprel::kAdvcl)) {
      return true;
    }
  }
  return false;
}

// Another treaty named among the tokens.
int FindingReader::treaty_in(uint32_t first, uint32_t last, uint32_t subject, int treaty) const {
  for (uint32_t i = first; i <= last; ++i) {
    if (i == subject || treaties_.is_part(i) || tree_.upos(i) == Upos::kPRON) continue;
    const int meant = treaties_.meant_by(i);
    if (meant != kNoTreaty && meant != treaty) return meant;
  }
  return kNoTreaty;
}

bool FindingReader::add(uint32_t predicate, uint32_t subject, int treaty, int other,
                        std::string_view kind, uint32_t object) {
  auto [first, last] = page_.clause_around(predicate);
  if (const uint32_t that = that_behind(page_, predicate); that != kNoToken) {
    // The clause that is stated may hang elsewhere in the tree: it goes on to the next mark.
    const uint32_t end = tree_.sentence_of(predicate).end;
    uint32_t i = that;
    while (i + 1 < end && tree_.upos(i + 1) != Upos::kPUNCT) ++i;
    // "says that, if one side is attacked, …": to the end of the sentence.
    if (i == that) {
      i = end - 1;
      while (i > that && tree_.upos(i) == Upos::kPUNCT) --i;
    }
    last = std::max(last, i);
  }
  // What the sentence said before of the treaty is a finding of its own.
  if (subject != kNoToken && subject > first && subject < predicate &&
      tree_.word(subject - 1) == ",") {
    const auto told = taken_.lower_bound(first);
    if (told != taken_.end() && *told < subject) first = subject;
  }
  if (object == kNoToken) object = object_of(page_, predicate);
  if (is_negated(page_, predicate, object))
    kind = kind == "replaces" ? std::string_view("differs") : turned_round(kind);
  if (kind.empty()) return false;
  // "omits the provision": one that was there before.
  if (kind == "lacks" && object != kNoToken && treaties_.is_part(object) &&
      has_child(page_, object, "the"))
    kind = "drops";
  if (other == kNoTreaty) other = treaty_in(first, last, subject, treaty);
  const Comparison comparison = comparison_in(page_, first, last);
  if (comparison == Comparison::kUnlike && kind == "has" && other != kNoTreaty) kind = "adds";
  if (comparison == Comparison::kLike && kind == "has" && other != kNoTreaty) kind = "keeps";
  if (comparison == Comparison::kThan && (kind == "has" || kind == "adds")) kind = "differs";
  const bool by_part = treaties_.is_part(subject == kNoToken ? predicate : subject);
  if (other == kNoTreaty && (kind == "drops" || kind == "adds" || kind == "keeps") && !by_part)
    other = treaties_.predecessor_of(treaty, tree_.sentence(predicate));
  return add_span(
      first, last, predicate, treaty, other, kind,
      kind == "replaces" ? std::string() : topic_of(page_, treaties_, predicate, object, last));
}

bool FindingReader::add_span(uint32_t first, uint32_t last, uint32_t predicate, int treaty,
                             int other, std::string_view kind, std::string topic) {
  if (taken_.contains(predicate)) return false;
  if (other == kNoTreaty && comparison_in(page_, first, last) == Comparison::kThan) {
    for (uint32_t i = predicate; i <= last && other == kNoTreaty; ++i) {
      if (treaties_.meant_by(i) != treaty) other = treaties_.meant_by(i);
    }
    if (other != kNoTreaty) kind = "differs";
  }
  record::Finding finding;
  finding.treaty = treaties_.treaty(treaty).label();
  if (finding.treaty.empty()) return false;
  if (other != kNoTreaty && other != treaty) finding.other = treaties_.treaty(other).label();
  finding.topic = std::move(topic);
  finding.kind = std::string(kind);
  finding.evidence = page_.evidence(first, last);
  found_.push_back(std::move(finding));
  taken_.insert(predicate);
  return true;
}

std::vector<record::Finding> find_findings(const Page& page, const Treaties& treaties) {
  return FindingReader(page, treaties).find();
}

}  // namespace servanda::reading

// What leans on a treaty named elsewhere: "the document", "that clause", "the latter", "it".
#include <algorithm>
#include <array>

#include "servanda/reading/treaties.h"

namespace servanda::reading {

using record::Deprel;
using record::Upos;

namespace {

constexpr uint32_t kTopicReach = 3;  // sentences

}  // namespace

// "a programme", "a statement": a treaty in the wide sense where it is signed, and where it is
// named again.
int Treaties::read_weak(uint32_t head) {
  const uint32_t verb = tree_.head(head);
  const Deprel link = tree_.deprel(head);
  const bool object = link == Deprel::kObj || link == Deprel::kNsubjPass;
  const bool made =
      object && verb != kNoToken && is_signing(tree_.lemma(verb)) && tree_.lemma(verb) != "reach";
  if (made) return read_noun(head);
  return definite(head) ? named_before(tree_.lemma(head)) : kNoTreaty;
}

// The treaty that was called by this noun last.
int Treaties::named_before(std::string_view noun) const {
  const auto at = last_called_.find(std::string(noun));
  return at == last_called_.end() ? kNoTreaty : at->second;
}

int Treaties::read_reference(uint32_t head) const {
  if (treaties_.empty() || !definite(head)) return kNoTreaty;
  if (has_modifier(head, {"new", "latest"}) && newest() != kNoTreaty) return newest();
  const int recent = topic_before(tree_.sentence(head) + 1);
  return recent != kNoTreaty ? recent : newest();
}

// "the treaty's title", "the provisions of the agreement", "that clause", "its preamble".
int Treaties::read_part(uint32_t head) const {
  bool pronoun = false, pointed = false;
  // "our treaty obligations": the speaker's, not a text's.
  for (const uint32_t c : tree_.children(head)) {
    const std::string_view word = tree_.word(c);
    if (word == "our" || word == "my" || word == "your") return kNoTreaty;
  }
  for (const uint32_t c : tree_.children(head)) {
    const Deprel link = tree_.deprel(c);
    if ((link == Deprel::kNmodPoss || link == Deprel::kNmod || link == Deprel::kCompound) &&
        c < meant_.size() && meant_[c] != kNoTreaty)
      return meant_[c];
    pronoun |= link == Deprel::kNmodPoss && tree_.word(c) == "its";
    pointed |= link == Deprel::kDet && (tree_.word(c) == "that" || tree_.word(c) == "this" ||
                                        tree_.word(c) == "the" || tree_.word(c) == "these");
  }
  // "Article 4": of the text spoken of.
  const bool numbered = head + 1 < tree_.size() && tree_.upos(head + 1) == Upos::kNUM &&
                        tree_.token(head).span.of(page_.document().text).front() == 'A';
  if (!pronoun && !pointed && !numbered && !definite(head)) return kNoTreaty;
  const std::string_view lemma = tree_.lemma(head);
  // "the commitment" alone is anybody's; a clause is a text's.
  if (!pronoun && (lemma == "commitment" || lemma == "obligation" || lemma == "title" ||
                   lemma == "content" || TreatyWords::get().is("element", lemma))) {
    const uint32_t s = tree_.sentence(head);
    return topic_before(s) != kNoTreaty ? topic_before(s) : topic_[s];
  }
  return topic_before(tree_.sentence(head) + 1);
}

uint32_t Treaties::root_subject(uint32_t sentence) const {
  const record::Sentence& s = tree_.parse().sentences[sentence];
  for (uint32_t i = s.begin; i < s.end; ++i) {
    if (tree_.head(i) == kNoToken) return page_.subject_of(i);
  }
  return kNoToken;
}

// "the latter", "the oldest, dated 1974", "those of 1993": one of several treaties spoken of.
int Treaties::read_pointing(uint32_t token) {
  static constexpr std::array<std::string_view, 13> kPointing = {
      "latter", "former", "oldest", "newest", "latest", "first", "second",
      "third",  "older",  "newer",  "that",   "those",  "one"};
  const std::string_view word = tree_.word(token);
  if (std::find(kPointing.begin(), kPointing.end(), word) == kPointing.end()) return kNoTreaty;
  const Deprel link = tree_.deprel(token);
  const bool argument = link == Deprel::kNsubj || link == Deprel::kNsubjPass ||
                        link == Deprel::kObj || link == Deprel::kObl || link == Deprel::kNmod;
  const Upos upos = tree_.upos(token);
  if (!argument || (upos != Upos::kADJ && upos != Upos::kPRON && upos != Upos::kNUM &&
                    upos != Upos::kNOUN && upos != Upos::kDET))
    return kNoTreaty;
  const uint32_t s = tree_.sentence(token);
  const bool pronoun = word == "that" || word == "those" || word == "one";
  if (word == "latter" || word == "former") {
    // Of the two named last, here or before.
    int last = kNoTreaty;
    for (size_t k = mentions_.size(); k > 0 && s - mentions_[k - 1].first <= kTopicReach; --k) {
      const int treaty = mentions_[k - 1].second;
      if (last == kNoTreaty)
        last = treaty;
      else if (treaty != last)
        return word == "latter" ? last : treaty;
    }
    return kNoTreaty;
  }
  const int year = year_of(token, page_.phrase_begin(token), page_.phrase_end(token));
  if (pronoun && (year == 0 || page_.phrase_end(token) == token)) return kNoTreaty;
  // Several were spoken of: "agreements which are little known", "three texts".
  bool several = false;
  for (uint32_t i = tree_.parse().sentences[s > 0 ? s - 1 : 0].begin; i < token && !several; ++i) {
    several = TreatyWords::get().is("treaty", tree_.lemma(i)) &&
              (pronoun || tree_.xpos(i) == "NNS" || tree_.xpos(i) == "NNPS");
  }
  if (!several || year == 0) return kNoTreaty;
  return find_or_add(page_.dyad(), year, "agreement");
}

// "it": the subject spoken of before, where that is a treaty.
int Treaties::read_pronoun(uint32_t token) const {
  const uint32_t s = tree_.sentence(token);
  const record::Sentence& sentence = tree_.parse().sentences[s];
  const uint32_t own = root_subject(s);
  if (own != kNoToken && own < token && tree_.sentence(own) == s && meant_[own] != kNoTreaty &&
      !is_part(own))
    return meant_[own];
  // "more outspoken, in that it mentions a target": the subject of the clause above.
  uint32_t above = tree_.head(token);
  for (int step = 0; step < 4 && above != kNoToken; ++step) {
    above = tree_.head(above);
    if (above == kNoToken) break;
    const uint32_t subject = page_.subject_of(above);
    if (subject != kNoToken && subject < token && tree_.sentence(subject) == s)
      return is_part(subject) ? kNoTreaty : meant_[subject];
  }
  if (s > 0) {
    const uint32_t before = root_subject(s - 1);
    if (before != kNoToken && tree_.sentence(before) == s - 1 && meant_[before] != kNoTreaty &&
        !is_part(before))
      return meant_[before];
    // "Peru and Chile signed a pact. It provides …": several do not make an "it", and what was
    // signed is spoken of.
    const bool several = before != kNoToken && (tree_.xpos(before) == "NNS" ||
                                                tree_.child(before, Deprel::kConj) != kNoToken);
    const uint32_t verb = before == kNoToken ? kNoToken : tree_.head(before);
    const uint32_t object = verb == kNoToken ? kNoToken : tree_.child(verb, Deprel::kObj);
    const bool made = object != kNoToken && meant_[object] != kNoTreaty && !is_part(object) &&
                      is_signing(tree_.lemma(verb));
    if (made) return meant_[object];
    // "What the treaty lacks is a timetable. It runs …".
    const bool cleft = before != kNoToken && tree_.word(before) == "what";
    if ((several || cleft) && topic_[s - 1] != kNoTreaty) return topic_[s - 1];
    // Where the tree shows no subject: what the sentence before speaks of, if it begins with a
    // treaty.
    const record::Sentence& last = tree_.parse().sentences[s - 1];
    for (uint32_t i = last.begin; before == kNoToken && i < last.end; ++i) {
      if (tree_.upos(i) != Upos::kNOUN && tree_.upos(i) != Upos::kPROPN) continue;
      if (meant_[i] != kNoTreaty && !is_part(i)) return topic_[s - 1];
      break;
    }
  }
  // "While the treaty says more than the old one, it does not …": the first noun of the sentence.
  for (uint32_t i = sentence.begin; i < token; ++i) {
    if (tree_.upos(i) != Upos::kNOUN && tree_.upos(i) != Upos::kPROPN) continue;
    if (meant_[i] != kNoTreaty && !is_part(i)) return meant_[i];
    break;
  }
  return kNoTreaty;
}

}  // namespace servanda::reading

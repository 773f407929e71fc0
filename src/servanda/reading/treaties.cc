// Reads treaties out of noun phrases in text order and resolves what leans on them.
#include "servanda/reading/treaties.h"

#include <algorithm>
#include <array>

#include "servanda/base/word_list.h"
#include "servanda/embedded/kReadingTreatyWords.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

constexpr uint32_t kTopicReach = 3;  // sentences
constexpr size_t kMostMentions = 4000;
constexpr size_t kMostTreaties =
    400;  // more is a list of treaties, not talk about them; keeps time linear

using base::in;

constexpr std::array<std::string_view, 14> kSigning = {
    "sign",  "conclude", "adopt",  "ratify", "initial",  "date",     "seal",
    "reach", "strike",   "clinch", "ink",    "finalise", "finalize", "broker"};
constexpr std::array<std::string_view, 8> kOlder = {"old",       "previous", "earlier", "former",
                                                    "preceding", "existing", "older",   "original"};

bool same_parties(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

}  // namespace

bool is_signing(std::string_view lemma) { return in(kSigning, lemma); }

std::string SpokenTreaty::label() const {
  std::string out;
  for (const std::string& code : codes) out.append(out.empty() ? "" : "-").append(code);
  if (year != 0) out.append(out.empty() ? "" : " ").append(std::to_string(year));
  return out;
}

TreatyWords::TreatyWords() {
  for (const auto& row : read_rows(embedded::kReadingTreatyWords())) {
    if (row.size() >= 3) values_[{row[1], row[0]}] = row[2];
  }
}

const TreatyWords& TreatyWords::get() {
  static const TreatyWords words;
  return words;
}

std::string_view TreatyWords::value(std::string_view kind, std::string_view word) const {
  const auto at = values_.find({kind, word});
  return at == values_.end() ? std::string_view() : at->second;
}

Treaties::Treaties(const Page& page) : page_(page), tree_(page.tree()) {
  meant_.assign(tree_.size(), kNoTreaty);
  topic_.assign(tree_.parse().sentences.size(), kNoTreaty);
  find_aliases();
  for (uint32_t s = 0; s < tree_.parse().sentences.size(); ++s) read_sentence(s);
}

// "…agreement with India, or RELOS for short", "known as ACSA", "(START)".
void Treaties::find_aliases() {
  for (const record::Sentence& sentence : tree_.parse().sentences) {
    uint32_t noun = kNoToken;
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (TreatyWords::get().is("treaty", tree_.lemma(i)) && tree_.upos(i) != Upos::kVERB) noun = i;
      if (noun == kNoToken || i == sentence.begin || i - noun > 16) continue;
      const std::string_view written = tree_.token(i).span.of(page_.document().text);
      const bool capitals = written.size() >= 3 &&
                            std::all_of(written.begin(), written.end(),
                                        [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
      if (!capitals || page_.mention_at(i) != nullptr) continue;
      const std::string_view before = tree_.word(i - 1);
      if (before == "or" || before == "as" || before == "(" || before == "called" ||
          before == "dubbed") {
        aliases_.emplace(std::string(tree_.word(i)), noun);
      }
    }
  }
}

void Treaties::read_sentence(uint32_t s) {
  const record::Sentence& sentence = tree_.parse().sentences[s];
  const TreatyWords& words = TreatyWords::get();
  // "In contrast to the treaty of 1951, it …": what is only compared with is not what the sentence
  // speaks of.
  bool compared =
      page_.says(sentence.begin, "in contrast") || page_.says(sentence.begin, "unlike") ||
      page_.says(sentence.begin, "compared") || page_.says(sentence.begin, "like") ||
      page_.says(sentence.begin, "similar to") || page_.says(sentence.begin, "by comparison") ||
      page_.says(sentence.begin, "by contrast") || page_.says(sentence.begin, "in comparison") ||
      page_.says(sentence.begin, "as in");
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    compared = compared && tree_.word(i) != ",";
    const std::string_view lemma = tree_.lemma(i), word = tree_.word(i);
    const bool noun = tree_.upos(i) == Upos::kNOUN || tree_.upos(i) == Upos::kPROPN;
    int treaty = kNoTreaty;
    if (noun &&
        (words.is("treaty", lemma) || (lemma == "term" && page_.says(i + 1, "of reference")))) {
      treaty = read_noun(i);
    } else if (noun && words.is("weak", lemma)) {
      treaty = read_weak(i);
    } else if (noun && words.is("reference", lemma)) {
      treaty = read_reference(i);
    } else if (noun && words.is("predecessor", lemma)) {
      const int recent = topic_before(s + 1);
      treaty = predecessor_of(recent == kNoTreaty ? newest() : recent, s);
    } else if (noun && (words.is("part", lemma) || words.is("element", lemma))) {
      treaty = read_part(i);
    } else if (aliases_.contains(std::string(word))) {
      const auto at = alias_treaty_.find(std::string(word));
      treaty = at == alias_treaty_.end() ? meant_[aliases_.at(std::string(word))] : at->second;
      if (treaty != kNoTreaty) alias_treaty_[std::string(word)] = treaty;
    } else if ((word == "it" || word == "this") &&
               (tree_.deprel(i) == Deprel::kNsubj || tree_.deprel(i) == Deprel::kNsubjPass ||
                tree_.deprel(i) == Deprel::kExpl)) {
      treaty = read_pronoun(i);
    } else if (treaty == kNoTreaty) {
      treaty = read_pointing(i);
    }
    meant_[i] = treaty;
    if (treaty == kNoTreaty) continue;
    if (treaties_[treaty].year == 0) learn_year(i, treaty);
    if (!compared && (words.is("treaty", lemma) || words.is("weak", lemma)))
      last_called_[std::string(lemma)] = treaty;
    if (tree_.upos(i) != Upos::kPRON && mentions_.size() < kMostMentions)
      mentions_.emplace_back(s, treaty);
    if (topic_[s] == kNoTreaty && !compared) topic_[s] = treaty;
  }
  const uint32_t subject = root_subject(s);
  if (subject == kNoToken || tree_.sentence(subject) != s) return;
  if (meant_[subject] != kNoTreaty) topic_[s] = meant_[subject];
  // "The signatures followed on 8 July": of the treaty spoken of.
  const bool signing = tree_.lemma(subject) == "signature" || tree_.lemma(subject) == "signing";
  const int recent = topic_before(s + 1);
  if (!signing || recent == kNoTreaty || treaties_[recent].year != 0 ||
      tree_.head(subject) == kNoToken)
    return;
  for (const uint32_t c : tree_.children(tree_.head(subject))) {
    const language::TimeExpression* time = page_.time_at(c);
    if (time != nullptr && time->date.known() && time->kind == language::TimeKind::kPoint &&
        treaties_[recent].year == 0) {
      treaties_[recent].year = time->date.begin.year;
    }
  }
}

// "It was signed in May": the year of a treaty named before without one.
void Treaties::learn_year(uint32_t token, int treaty) {
  treaties_[treaty].year = year_of(token, token, token);
}

bool Treaties::definite(uint32_t head) const {
  for (const uint32_t c : tree_.children(head)) {
    const std::string_view word = tree_.word(c);
    if (tree_.deprel(c) == Deprel::kDet && (word == "the" || word == "this" || word == "that" ||
                                            word == "these" || word == "both" || word == "each"))
      return true;
    if (tree_.deprel(c) == Deprel::kNmodPoss) return true;
  }
  // The determiner may hang on a noun that this one was taken to modify.
  for (uint32_t i = head, steps = 0; i > tree_.sentence_of(head).begin && steps < 4; ++steps) {
    --i;
    if (tree_.word(i) == "the" || tree_.word(i) == "this" || tree_.word(i) == "that") return true;
    if (tree_.upos(i) != Upos::kADJ && tree_.upos(i) != Upos::kNUM &&
        tree_.upos(i) != Upos::kPROPN && tree_.upos(i) != Upos::kNOUN)
      return false;
  }
  return false;
}

bool Treaties::has_modifier(uint32_t head, std::initializer_list<std::string_view> words) const {
  for (const uint32_t c : tree_.children(head)) {
    if (c < head && std::find(words.begin(), words.end(), tree_.word(c)) != words.end())
      return true;
  }
  const uint32_t begin = tree_.sentence_of(head).begin;
  return head > begin && std::find(words.begin(), words.end(), tree_.word(head - 1)) != words.end();
}

// The verb by which the treaty is made: "sign the treaty", "put their names to the treaty", "enter
// into an agreement"; kNoToken if there is none.
uint32_t Treaties::making_of(uint32_t head) const {
  const uint32_t verb = tree_.head(head);
  if (verb == kNoToken) return kNoToken;
  const Deprel link = tree_.deprel(head);
  if (link == Deprel::kObj || link == Deprel::kNsubjPass)
    return is_signing(tree_.lemma(verb)) ? verb : kNoToken;
  if (link != Deprel::kObl && link != Deprel::kNmod) return kNoToken;
  const std::string_view preposition = tree_.preposition(head);
  if (preposition == "into" && tree_.lemma(verb) == "enter") return verb;
  // The phrase may hang on the names instead of the verb.
  const uint32_t put =
      tree_.lemma(verb) == "put" || tree_.lemma(verb) == "set" || tree_.head(verb) == kNoToken
          ? verb
          : tree_.head(verb);
  const uint32_t name = tree_.child(put, Deprel::kObj);
  const bool names =
      name != kNoToken && (tree_.lemma(name) == "name" || tree_.lemma(name) == "signature" ||
                           tree_.lemma(name) == "pen" || tree_.lemma(name) == "hand");
  const bool puts = tree_.lemma(put) == "put" || tree_.lemma(put) == "set";
  return preposition == "to" && puts && names ? put : kNoToken;
}

// The parties that the phrase names, or that sign it.
std::vector<std::string> Treaties::codes_of(uint32_t head, uint32_t first, uint32_t last) const {
  std::vector<std::string> codes;
  const auto add = [&](uint32_t from, uint32_t to) {
    for (uint32_t i = from; i <= to; ++i) {
      const actor::Mention* mention = page_.mention_at(i);
      if (mention == nullptr || mention->first_token != i ||
          mention->kind == actor::MentionKind::kPronoun)
        continue;
      if (mention->kind == actor::MentionKind::kDescription && mention->actors.size() < 2) continue;
      // A place of signature is no party: "in Moscow".
      const bool place = mention->place && tree_.preposition(mention->head_token) == "in";
      if (place) continue;
      for (const std::string& code : page_.codes_at(i)) {
        if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
      }
    }
  };
  add(first, last);
  if (codes.size() >= 2) return codes;
  if (const uint32_t verb = making_of(head); verb != kNoToken) {
    const uint32_t subject = page_.subject_of(verb);
    if (subject != kNoToken && subject != head)
      add(page_.phrase_begin(subject), page_.phrase_end(subject));
    for (const uint32_t c : tree_.children(verb)) {
      if (tree_.deprel(c) == Deprel::kObl &&
          (tree_.preposition(c) == "with" || tree_.preposition(c) == "by"))
        add(page_.phrase_begin(c), page_.phrase_end(c));
    }
  }
  return codes;
}

// The year said in the phrase, or that of its signing.
int Treaties::year_of(uint32_t head, uint32_t first, uint32_t last) const {
  const auto signing = [&](uint32_t token) {
    for (uint32_t current = token; current != kNoToken && current != head;) {
      if (tree_.upos(current) == Upos::kVERB) return is_signing(tree_.lemma(current));
      current = tree_.head(current);
    }
    return true;
  };
  for (uint32_t i = first; i <= last; ++i) {
    const language::TimeExpression* time = page_.time_at(i);
    if (time != nullptr && time->date.known() && time->date.begin.year != 0 && signing(i))
      return time->date.begin.year;
  }
  // "an agreement from 2001", where the tree hangs the year on the verb.
  if (first != last && last + 2 < tree_.size() &&
      (tree_.word(last + 1) == "from" || tree_.word(last + 1) == "of")) {
    const language::TimeExpression* time = page_.time_at(last + 2);
    if (time != nullptr && time->date.known()) return time->date.begin.year;
  }
  const uint32_t verb = making_of(head);
  if (verb == kNoToken) return 0;
  for (const uint32_t c : tree_.children(verb)) {
    const language::TimeExpression* time = page_.time_at(c);
    if (time != nullptr && time->date.known() && time->kind == language::TimeKind::kPoint)
      return time->date.begin.year;
  }
  return 0;
}

int Treaties::read_noun(uint32_t head) {
  // "treaty text", "agreement's title": the head of the phrase decides; "framework agreement" after
  // a copula is a kind.
  uint32_t first = page_.phrase_begin(head), last = page_.phrase_end(head);
  const uint32_t sentence_end = tree_.sentence_of(head).end;
  // "the Treaty concluded by X and Y on …", where the tree lost the participle.
  if (last == head && last + 1 < sentence_end && is_signing(tree_.lemma(last + 1)) &&
      tree_.xpos(last + 1) != "VBZ" && tree_.xpos(last + 1) != "VB") {
    while (last + 1 < sentence_end && last < head + 20 && tree_.word(last + 1) != ",") ++last;
  }
  // "the treaty which X and Y signed in 1990", where the tree lost the relative clause: up to the
  // date of signature.
  if (page_.says(last + 1, "which") || page_.says(last + 1, "that")) {
    bool signing = false;
    const uint32_t from = last + 2;
    for (uint32_t i = from; i < std::min(sentence_end, from + 16) && tree_.word(i) != ","; ++i) {
      signing |= is_signing(tree_.lemma(i));
      if (signing && page_.time_at(i) != nullptr) last = i;
      if (signing && page_.time_at(i) == nullptr && last >= from) break;
    }
  }
  // "that the treaty with Iran does not ...", where the tree took the party for the subject.
  if (last == head && page_.says(last + 1, "with")) {
    const uint32_t party = last + (page_.says(last + 2, "the") ? 3 : 2);
    if (party < sentence_end && !page_.codes_at(party).empty()) last = party;
  }
  if (tree_.deprel(head) == Deprel::kNmodPoss || tree_.deprel(head) == Deprel::kCompound) {
    const uint32_t begin = tree_.sentence_of(head).begin;
    while (first > begin &&
           (tree_.upos(first - 1) == Upos::kADJ || tree_.upos(first - 1) == Upos::kPROPN ||
            tree_.upos(first - 1) == Upos::kNUM))
      --first;
  }
  std::vector<std::string> codes = codes_of(head, first, last);
  const int year = year_of(head, first, last);
  const bool plural = tree_.xpos(head) == "NNS" || tree_.xpos(head) == "NNPS";
  const uint32_t sentence = tree_.sentence(head);
  if (codes.empty() && year == 0) {
    if (plural && tree_.lemma(head) != "term") {
      // "The framework agreements", named before by their year.
      const auto known = last_several_.find(std::string(tree_.lemma(head)));
      return known != last_several_.end() && definite(head) ? known->second : kNoTreaty;
    }
    if (!definite(head)) return kNoTreaty;
    const int recent = topic_before(sentence + 1);
    bool older = false;
    for (const uint32_t c : tree_.children(head)) older |= c < head && in(kOlder, tree_.word(c));
    if (older) return predecessor_of(newest() == kNoTreaty ? recent : newest(), sentence);
    if (has_modifier(head, {"new", "latest"}) && newest() != kNoTreaty) return newest();
    if (const int called = named_before(tree_.lemma(head)); called != kNoTreaty) return called;
    if (recent != kNoTreaty) return recent;
    if (newest() != kNoTreaty) return newest();
    // The first mention of a treaty that the text takes as known.
    return find_or_add(page_.dyad(), 0, tree_.lemma(head));
  }
  const std::vector<std::string>& dyad = page_.dyad();
  const bool in_dyad = std::all_of(codes.begin(), codes.end(), [&](const std::string& c) {
    return std::find(dyad.begin(), dyad.end(), c) != dyad.end();
  });
  if (codes.size() < 2 && in_dyad) codes = dyad;
  if (codes.size() > 4) codes.resize(4);
  const int treaty = find_or_add(codes, year, tree_.lemma(head));
  if (plural && treaty != kNoTreaty) last_several_[std::string(tree_.lemma(head))] = treaty;
  return treaty;
}

int Treaties::find_or_add(const std::vector<std::string>& codes, int year, std::string_view noun) {
  int best = kNoTreaty;
  for (int i = 0; i < static_cast<int>(treaties_.size()); ++i) {
    if (!same_parties(treaties_[i].codes, codes)) continue;
    if (treaties_[i].year == year) return i;
    // Without a year: the newest of these parties.
    if (year == 0 && (best == kNoTreaty || treaties_[i].year > treaties_[best].year)) best = i;
    // One named before without its year: the same if it is called by the same noun.
    if (year != 0 && treaties_[i].year == 0 && treaties_[i].noun == noun) best = i;
  }
  if (best != kNoTreaty) {
    if (year != 0) treaties_[best].year = year;
    return best;
  }
  if (treaties_.size() >= kMostTreaties) return kNoTreaty;
  // The parties of the document's dyad stand in its order, so that one treaty has one name.
  treaties_.push_back(
      {same_parties(codes, page_.dyad()) ? page_.dyad() : codes, year, std::string(noun)});
  return static_cast<int>(treaties_.size()) - 1;
}

bool Treaties::is_part(uint32_t token) const {
  return TreatyWords::get().is("part", tree_.lemma(token)) || is_element(token);
}

bool Treaties::is_element(uint32_t token) const {
  return TreatyWords::get().is("element", tree_.lemma(token));
}

int Treaties::topic_before(uint32_t sentence) const {
  for (uint32_t back = 1; back <= kTopicReach + 1 && back <= sentence; ++back) {
    if (topic_[sentence - back] != kNoTreaty) return topic_[sentence - back];
  }
  return kNoTreaty;
}

// Of the treaties of the two states in question, if there are any, else of all.
int Treaties::newest() const {
  int best = kNoTreaty;
  bool best_ours = false;
  for (int i = 0; i < static_cast<int>(treaties_.size()); ++i) {
    if (treaties_[i].year == 0) continue;
    const bool ours = same_parties(treaties_[i].codes, page_.dyad());
    const bool newer = best == kNoTreaty || treaties_[i].year > treaties_[best].year;
    if (best_ours ? ours && newer : ours || newer) best = i, best_ours = ours;
  }
  return best;
}

// Of several, the one spoken of last: an analyst compares with what he has just named.
int Treaties::predecessor_of(int index, uint32_t sentence) const {
  if (index == kNoTreaty) return kNoTreaty;
  for (size_t k = mentions_.size(); k > 0; --k) {
    const auto& [where, treaty] = mentions_[k - 1];
    if (where > sentence || treaty == index) continue;
    if (treaties_[treaty].year >= treaties_[index].year || treaties_[treaty].noun == "contract")
      continue;
    if (same_parties(treaties_[treaty].codes, treaties_[index].codes)) return treaty;
  }
  return kNoTreaty;
}

}  // namespace servanda::reading

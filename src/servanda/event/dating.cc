// Attaches time expressions to candidates.
#include "servanda/event/dating.h"

#include <algorithm>
#include <array>

#include "servanda/event/opening_times.h"

namespace servanda::event {
namespace {

using record::Deprel;
using record::Upos;

constexpr int kReach = 12;     // steps up the tree
constexpr uint32_t kNear = 9;  // words from a noun to a time behind it
// Verbs that only say when something is to be: "is expected in May", "planned for 2026".
constexpr std::array<std::string_view, 6> kExpecting = {"expect",  "plan",     "schedule",
                                                        "foresee", "envisage", "slate"};
// Behind these a noun keeps the time that follows it: "after the strike in May, the sides met".
constexpr std::array<std::string_view, 8> kAside = {"after",   "following", "since", "before",
                                                    "despite", "during",    "until", "amid"};

bool is_aside(std::string_view word) {
  return std::find(kAside.begin(), kAside.end(), word) != kAside.end();
}

// "The first visit since 2007": the time says how long there was none, and dates no act.
bool counts_from(const Tree& tree, const language::TimeExpression& time) {
  constexpr uint32_t kReachBack = 12;
  const uint32_t begin = tree.sentence_of(time.first_token).begin;
  uint32_t at = time.first_token;
  if (tree.word(at) != "since") {
    if (at == begin || tree.word(at - 1) != "since") return false;
    --at;
  }
  for (uint32_t i = at; i > begin && at - i < kReachBack; --i) {
    if (tree.upos(i - 1) == Upos::kPUNCT) return false;
    if (tree.word(i - 1) == "first" || tree.word(i - 1) == "First") return true;
  }
  return false;
}

// "After cutting them 55 years ago": the verb whose time it is, however the parser has hung it.
uint32_t verb_set_aside(const Tree& tree, const language::TimeExpression& time) {
  const uint32_t begin = tree.sentence_of(time.first_token).begin;
  for (uint32_t i = time.first_token; i > begin && time.first_token - i < kNear; --i) {
    if (tree.upos(i - 1) == Upos::kPUNCT) break;
    if (tree.xpos(i - 1) == "VBG" && i - 1 > begin && is_aside(tree.word(i - 2))) return i - 1;
  }
  return kNoToken;
}

bool names_an_event_of(Deprel link) {
  return link == Deprel::kNsubj || link == Deprel::kNsubjPass || link == Deprel::kObj;
}

}  // namespace

uint32_t head_of(const Tree& tree, const language::TimeExpression& time) {
  for (uint32_t i = time.first_token; i <= time.last_token && i < tree.size(); ++i) {
    const uint32_t head = tree.head(i);
    if (head == kNoToken || head < time.first_token || head > time.last_token) return i;
  }
  return time.first_token;
}

Timeline::Timeline(const Scene& scene, const std::function<float(uint32_t)>& weight)
    : scene_(scene),
      opening_(opening_times(scene.annotations())),
      own_(scene.candidates().size(), nullptr),
      words_(scene.tree().size(), nullptr) {
  // What opens a paragraph is the time of those acts that no nearer one has.
  for (const bool opens : {false, true}) {
    for (const language::TimeExpression& time : scene.annotations().times) {
      if (time.first_token >= scene.tree().size() || !time.date.known()) continue;
      if ((opening_[scene.tree().sentence(time.first_token)] == &time) == opens)
        place(time, weight);
    }
  }
  for (const language::TimeExpression& time : scene.annotations().times) {
    if (time.kind == language::TimeKind::kOffset && time.last_token < scene.tree().size())
      place_offset(time, weight);
  }
}

void Timeline::place(const language::TimeExpression& time,
                     const std::function<float(uint32_t)>& weight) {
  const Tree& tree = scene_.tree();
  const auto weight_at = [&](uint32_t token) {
    const int c = scene_.candidate_at(token);
    return c < 0 ? 0.0F : weight(static_cast<uint32_t>(c));
  };
  const auto give = [&](uint32_t token) {
    const auto c = static_cast<uint32_t>(scene_.candidate_at(token));
    if (own_[c] == nullptr) own_[c] = &time;
  };
  if (counts_from(tree, time)) return;
  if (const uint32_t verb = verb_set_aside(tree, time); verb != kNoToken) {
    words_[verb] = &time;
    if (weight_at(verb) > 0) give(verb);
    return;
  }
  const uint32_t start = head_of(tree, time);
  // A noun that ends right before the time, in a phrase set aside, keeps it.
  uint32_t before = time.first_token;
  if (before > 0 && tree.deprel(before - 1) == Deprel::kCase) --before;
  if (before > tree.sentence_of(time.first_token).begin) {
    uint32_t noun = before - 1;
    for (int step = 0; step < 4 && noun != kNoToken; ++step) {
      if (is_aside(tree.preposition(noun)) && weight_at(noun) > 0 && !tree.below(start, noun) &&
          tree.upos(noun) != Upos::kVERB)
        return give(noun);
      noun = tree.head(noun);
    }
  }
  uint32_t current = start;
  for (int step = 0; step < kReach && current != kNoToken; ++step) {
    uint32_t best = kNoToken;
    float best_weight = 0;
    const auto offer = [&](uint32_t token) {
      if (const float w = weight_at(token); w > best_weight) best = token, best_weight = w;
    };
    offer(current);
    // What a verb says happened: "talks began in 2019", "a loan was sealed in May", "launched an
    // attack on Monday".
    if (tree.upos(current) == Upos::kVERB || tree.upos(current) == Upos::kADJ) {
      for (uint32_t c : tree.children(current)) {
        if (names_an_event_of(tree.deprel(c)) && tree.upos(c) == Upos::kNOUN &&
            !tree.below(start, c))
          offer(c);
      }
    }
    if (best != kNoToken) return give(best);
    if (step > 0 && tree.upos(current) == Upos::kVERB && words_[current] == nullptr)
      words_[current] = &time;
    if (step > 0 && keeps(time, current)) return;
    current = tree.head(current);
  }
}

// True for a word that is no act and yet has the time for itself: a clause of its own ("ads that
// ran in 2016"), a noun that the time names ("the 1999 murder", "the treaty of 2001"), a noun set
// aside ("since their summit last year").
bool Timeline::keeps(const language::TimeExpression& time, uint32_t token) const {
  const Tree& tree = scene_.tree();
  const Deprel link = tree.deprel(token);
  if (tree.upos(token) == Upos::kVERB || tree.upos(token) == Upos::kAUX) {
    if (std::find(kExpecting.begin(), kExpecting.end(), tree.lemma(token)) != kExpecting.end())
      return false;
    return link == Deprel::kAclRelcl || link == Deprel::kAcl || link == Deprel::kAdvcl ||
           link == Deprel::kCcomp;
  }
  if (tree.upos(token) != Upos::kNOUN && tree.upos(token) != Upos::kPROPN) return false;
  if (token >= time.first_token && token <= time.last_token) return false;
  if (is_aside(tree.preposition(token))) return true;
  const uint32_t start = head_of(tree, time);
  if (tree.head(start) != token) return false;
  // "on 5 May Minister X said": the parser may hang an adverbial on the name behind it.
  if (start < token && time.first_token > 0 && tree.upos(time.first_token - 1) == Upos::kADP &&
      tree.word(time.first_token - 1) != "of")
    return false;
  return start < token || tree.preposition(start) == "of" || tree.preposition(start).empty();
}

// "signed on 17 May, two days before Smith landed": the landing is two days after the signing.
void Timeline::place_offset(const language::TimeExpression& offset,
                            const std::function<float(uint32_t)>& weight) {
  const Tree& tree = scene_.tree();
  const uint32_t last = tree.sentence_of(offset.last_token).end;
  for (uint32_t i = offset.last_token; i < last && i <= offset.last_token + 1; ++i) {
    const std::string_view word = tree.word(i);
    if (word != "before" && word != "after") continue;
    // The word may hang on the subject of the clause instead of its verb.
    uint32_t event = tree.head(i);
    for (int step = 0; step < 2 && event != kNoToken && scene_.candidate_at(event) < 0; ++step)
      event = tree.head(event);
    if (event == kNoToken || event < i || scene_.candidate_at(event) < 0) return;
    const auto candidate = static_cast<uint32_t>(scene_.candidate_at(event));
    if (weight(candidate) <= 0 || own_[candidate] != nullptr) return;
    uint32_t current = event;
    for (int step = 0; step < kReach && tree.head(current) != kNoToken; ++step) {
      current = tree.head(current);
      const int above = scene_.candidate_at(current);
      const language::TimeExpression* time =
          above >= 0 ? own_[static_cast<size_t>(above)] : nullptr;
      if (time == nullptr) time = words_[current];
      if (time == nullptr) continue;
      if (time->date.interval || time->date.begin.precision != record::Precision::kDay) return;
      counted_.push_back(*time);
      counted_.back().date = record::make_day(record::first_day(time->date) - offset.offset_days);
      own_[candidate] = &counted_.back();
      return;
    }
    return;
  }
}

const language::TimeExpression* Timeline::said_near(uint32_t candidate) const {
  const Tree& tree = scene_.tree();
  const uint32_t token = scene_.candidates()[candidate].token;
  const base::Span sentence = tree.sentence_of(token).span;
  const uint32_t begin = tree.token(token).span.begin;
  const record::Date& written = scene_.annotations().document.date;
  const auto& times = scene_.annotations().times;
  const language::TimeExpression* last = nullptr;
  auto at = std::partition_point(
      times.begin(), times.end(),
      [&](const language::TimeExpression& t) { return t.span.begin < sentence.begin; });
  for (; at != times.end() && at->span.end <= sentence.end; ++at) {
    const bool point = at->date.known() && at->kind == language::TimeKind::kPoint;
    const bool to_come =
        point && written.known() && record::first_day(at->date) > record::last_day(written);
    if (!point || to_come) continue;
    if (at->span.end <= begin) {
      last = &*at;
      continue;
    }
    if (tree.upos(token) != Upos::kNOUN || at->first_token > token + kNear) break;
    bool close = true;
    for (uint32_t i = token + 1; i < at->first_token; ++i) {
      close &=
          tree.upos(i) != Upos::kVERB && tree.upos(i) != Upos::kAUX && tree.upos(i) != Upos::kPUNCT;
    }
    return close ? &*at : last;
  }
  return last;
}

const language::TimeExpression* Timeline::of(uint32_t candidate) const {
  const language::TimeExpression* time = above(candidate);
  const uint32_t token = scene_.candidates()[candidate].token;
  return time != nullptr ? time : opening_[scene_.tree().sentence(token)];
}

const language::TimeExpression* Timeline::above(uint32_t candidate) const {
  if (own_[candidate] != nullptr) return own_[candidate];
  const Tree& tree = scene_.tree();
  uint32_t current = scene_.candidates()[candidate].token;
  for (int step = 0; step < 5; ++step) {
    const Deprel link = tree.deprel(current);
    const uint32_t head = tree.head(current);
    if (head == kNoToken) return nullptr;
    const bool part = names_an_event_of(link) || link == Deprel::kXcomp || link == Deprel::kObl ||
                      link == Deprel::kNmod || link == Deprel::kAcl || link == Deprel::kAdvcl ||
                      link == Deprel::kConj || link == Deprel::kAppos || link == Deprel::kCompound;
    if (!part) return nullptr;
    // A clause with a subject of its own has a time of its own.
    const bool clause = link == Deprel::kConj || link == Deprel::kAdvcl;
    if (clause && tree.upos(current) == Upos::kVERB &&
        (tree.child(current, Deprel::kNsubj) != kNoToken ||
         tree.child(current, Deprel::kNsubjPass) != kNoToken) &&
        tree.xpos(current) != "VBG") {
      return nullptr;
    }
    const int above = scene_.candidate_at(head);
    if (above >= 0 && own_[static_cast<size_t>(above)] != nullptr)
      return own_[static_cast<size_t>(above)];
    if (words_[head] != nullptr) return words_[head];
    current = head;
  }
  return nullptr;
}

}  // namespace servanda::event

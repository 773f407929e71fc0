// Finds the words of a document that may report acts.
#include "servanda/event/scene.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "servanda/record/organisations.h"

namespace servanda::event {
namespace {

using record::Deprel;
using record::Upos;

constexpr std::array<HashedText, 26> kMeasures = {
    "hundred",  "thousand", "dozen", "number", "group", "member", "million", "series", "score",
    "majority", "one",      "some",  "lot",    "part",  "couple", "rest",    "all",    "most",
    "several",  "many",     "kind",  "amount", "day",   "week",   "month",   "hour"};

// Past forms that no ending tells.
constexpr std::array<std::array<HashedText, 2>, 34> kPast = {
    {{"shot", "shoot"},        {"struck", "strike"},       {"stricken", "strike"},
     {"fought", "fight"},      {"overthrew", "overthrow"}, {"overthrown", "overthrow"},
     {"withdrew", "withdraw"}, {"withdrawn", "withdraw"},  {"drew", "draw"},
     {"forbade", "forbid"},    {"forbidden", "forbid"},    {"sought", "seek"},
     {"slew", "slay"},         {"slain", "slay"},          {"stole", "steal"},
     {"stolen", "steal"},      {"held", "hold"},           {"met", "meet"},
     {"broke", "break"},       {"broken", "break"},        {"shook", "shake"},
     {"swore", "swear"},       {"upheld", "uphold"},       {"overran", "overrun"},
     {"overrode", "override"}, {"sent", "send"},           {"sold", "sell"},
     {"gave", "give"},         {"given", "give"},          {"fled", "flee"},
     {"lent", "lend"},         {"burnt", "burn"},          {"sank", "sink"},
     {"sunk", "sink"}}};

// The entries of the verb of which a word may be a form, where the lemma is no help: the word as
// written ("raid", "cut"), past forms, and "-ing", "-ed" and "-s" where the tagger took a verb for
// a noun or an adjective ("praising", "freed", "shelled"); nullptr if there is none.
const std::vector<Entry>* find_written(const Lexicon& lexicon, const HashedText& word) {
  if (const auto* entries = lexicon.find(WordClass::kVerb, word)) return entries;
  for (const auto& [past, verb] : kPast) {
    if (word.hash == past.hash && word == past) return lexicon.find(WordClass::kVerb, verb);
  }
  std::string_view stem;
  if (word.size() > 5 && word.ends_with("ing")) {
    stem = word.substr(0, word.size() - 3);
  } else if (word.size() > 4 && word.ends_with("ied")) {
    return lexicon.find(WordClass::kVerb, std::string(word.substr(0, word.size() - 3)) + "y");
  } else if (word.size() > 4 && word.ends_with("ed")) {
    stem = word.substr(0, word.size() - 2);
  } else if (word.size() > 3 && word.ends_with("s")) {
    return lexicon.find(WordClass::kVerb, word.substr(0, word.size() - 1));
  } else {
    return nullptr;
  }
  if (const auto* entries = lexicon.find(WordClass::kVerb, stem)) return entries;
  if (const auto* entries = lexicon.find(WordClass::kVerb, std::string(stem) + "e")) return entries;
  const bool doubled = stem[stem.size() - 1] == stem[stem.size() - 2];
  return doubled ? lexicon.find(WordClass::kVerb, stem.substr(0, stem.size() - 1)) : nullptr;
}

}  // namespace

Scene::Scene(const Annotations& annotations, const Lexicon& lexicon)
    : annotations_(annotations),
      lexicon_(lexicon),
      tree_(annotations.document.text, annotations.parse) {
  words_.reserve(tree_.size());
  lexicon.words(tree_.lemmas(), words_);
  mention_at_.assign(tree_.size(), -1);
  candidate_at_.assign(tree_.size(), -1);
  mentions_in_.resize(annotations.parse.sentences.size());
  const auto& mentions = annotations.mentions;
  for (uint32_t m = 0; m < mentions.size(); ++m) {
    const actor::Mention& mention = mentions[m];
    if (mention.last_token >= tree_.size() || mention.actors.empty() ||
        mention.head_token >= tree_.size())
      continue;
    mentions_in_[tree_.sentence(mention.head_token)].push_back(m);
    const uint32_t size = mention.last_token - mention.first_token;
    for (uint32_t i = mention.first_token; i <= mention.last_token; ++i) {
      const int old = mention_at_[i];
      if (old < 0 || size < mentions[old].last_token - mentions[old].first_token)
        mention_at_[i] = static_cast<int>(m);
    }
  }
  find_opening();
  find_topics();
  find_style();
  find_candidates();
}

void Scene::find_opening() {
  constexpr size_t kEnough = 8;
  for (const actor::Mention& mention : annotations_.mentions) {
    for (const record::Actor& actor : mention.actors) {
      auto at = std::find_if(opening_.begin(), opening_.end(),
                             [&](const Country& one) { return one.code == actor.code; });
      if (at == opening_.end()) at = opening_.insert(at, {actor.code, 0});
      ++at->mentions;
    }
    if (opening_.size() > kEnough) return;
  }
}

void Scene::find_topics() {
  std::unordered_map<std::string_view, size_t> places;
  for (uint32_t m = 0; m < annotations_.mentions.size(); ++m) {
    const actor::Mention& mention = annotations_.mentions[m];
    if (mention.head_token >= tree_.size()) continue;
    for (const record::Actor& actor : mention.actors) {
      if (actor.code.empty() || record::is_organisation(actor.code)) continue;
      const auto [at, fresh] = places.emplace(actor.code, topics_.size());
      if (fresh) topics_.push_back({actor.code, {}});
      std::vector<uint32_t>& of = topics_[at->second].mentions;
      if (of.empty() || of.back() != m) of.push_back(m);
    }
  }
  std::erase_if(topics_, [](const Topic& topic) { return topic.mentions.size() < 2; });
  std::stable_sort(topics_.begin(), topics_.end(), [](const Topic& a, const Topic& b) {
    return a.mentions.size() > b.mentions.size();
  });
  if (topics_.size() > kMostTopics) topics_.resize(kMostTopics);
}

void Scene::find_style() {
  constexpr record::DayNumber kLongBefore = 45;
  const record::Date& written = annotations_.document.date;
  const auto over = [&](const language::TimeExpression& time) {
    if (!time.date.known() || time.date.open_begin || time.date.open_end) return false;
    return !written.known() ||
           record::last_day(time.date) + kLongBefore < record::first_day(written);
  };
  if (annotations_.parse.sentences.size() > kLongText) {
    style_ = "long";
  } else if (std::count_if(annotations_.times.begin(), annotations_.times.end(), over) > 1) {
    style_ = "back";
  }
}

uint32_t Scene::content_head(uint32_t token) const {
  if (token == kNoToken) return token;
  if (tree_.upos(token) != Upos::kNUM && !in(kMeasures, tree_.lemma(token))) return token;
  for (uint32_t c : tree_.children(token)) {
    if (tree_.deprel(c) == Deprel::kNmod && tree_.preposition(c) == "of") return c;
  }
  return token;
}

bool Scene::fits(const Entry& entry, const Candidate& candidate) const {
  const uint32_t t = candidate.token;
  if (!entry.particle.empty()) {
    const uint32_t end = std::min(tree_.sentence_of(t).end, t + 8);
    bool middle = entry.middle.empty(), found = false;
    for (uint32_t i = t + 1; i < end && !found; ++i) {
      const std::string_view word = tree_.word(i);
      if (!middle) {
        middle = word == entry.middle;
        continue;
      }
      if (word != entry.particle && tree_.lemma(i) != entry.particle) continue;
      const uint32_t head = tree_.head(i);
      found = i == t + 1 || head == t || (head != kNoToken && tree_.head(head) == t);
    }
    if (!found) return false;
  }
  if (entry.object_class == 0) return true;
  const auto has_class = [&](uint32_t token) {
    return token != kNoToken && (classes(token) & entry.object_class) != 0;
  };
  if (candidate.object != kNoToken) {
    if (has_class(candidate.object) || has_class(content_head(candidate.object))) return true;
    for (uint32_t c : tree_.children(candidate.object)) {
      const Deprel link = tree_.deprel(c);
      if ((link == Deprel::kConj || link == Deprel::kCompound) && has_class(c)) return true;
      if (link == Deprel::kNmod && tree_.preposition(c) == "of" && has_class(c)) return true;
    }
  }
  if (entry.particle.empty()) return false;
  for (const Argument& a : candidate.clause.arguments) {
    if (a.slot == Slot::kOblique && has_class(a.token)) return true;
  }
  return false;
}

void Scene::find_candidates() {
  // "March" in "in March 2015" is no march.
  std::vector<bool> in_time(tree_.size());
  for (const language::TimeExpression& time : annotations_.times) {
    for (uint32_t i = time.first_token; i <= time.last_token && i < tree_.size(); ++i)
      in_time[i] = true;
  }
  for (uint32_t t = 0; t < tree_.size(); ++t) {
    if (in_time[t]) continue;
    const Upos upos = tree_.upos(t);
    Candidate candidate;
    candidate.token = t;
    std::array<WordClass, 3> order{};
    size_t classes = 0;
    if (upos == Upos::kVERB) {
      order = {WordClass::kVerb, WordClass::kNoun, WordClass::kAdjective}, classes = 3;
    } else if (upos == Upos::kNOUN || upos == Upos::kPROPN) {
      order = {WordClass::kNoun, WordClass::kVerb, WordClass::kAdjective}, classes = 2;
    } else if (upos == Upos::kADJ) {
      order = {WordClass::kAdjective, WordClass::kVerb, WordClass::kNoun}, classes = 2;
    } else if (upos == Upos::kAUX && tree_.xpos(t) == "MD" && tree_.deprel(t) == Deprel::kAux &&
               tree_.head(t) != kNoToken) {
      order = {WordClass::kVerb, WordClass::kNoun, WordClass::kAdjective}, classes = 1;
    } else {
      continue;
    }
    const std::vector<Entry>* entries = nullptr;
    for (size_t i = 0; i < classes && entries == nullptr; ++i) {
      entries = lexicon_.entries(order[i], word(t));
      candidate.word_class = order[i];
      candidate.crossed = i > 0;
    }
    if (entries == nullptr && upos != Upos::kAUX) {
      entries = find_written(lexicon_, tree_.word(t));
      candidate.word_class = WordClass::kVerb;
      candidate.crossed = upos != Upos::kVERB;
    }
    if (entries == nullptr) continue;
    // A modal demands what its verb says.
    candidate.clause = read_clause(tree_, upos == Upos::kAUX ? tree_.head(t) : t);
    if (upos == Upos::kVERB || upos == Upos::kAUX) {
      candidate.object = candidate.clause.first(Slot::kObject);
    } else {
      for (const Argument& a : candidate.clause.arguments) {
        if (a.slot == Slot::kNominal && a.preposition == "of" && candidate.object == kNoToken)
          candidate.object = a.token;
      }
    }
    for (const Entry& entry : *entries) {
      if (fits(entry, candidate)) candidate.entries.push_back(&entry);
    }
    if (candidate.entries.empty()) continue;
    // The more particular entry first: with particle and object class, then the stronger.
    std::stable_sort(candidate.entries.begin(), candidate.entries.end(),
                     [](const Entry* a, const Entry* b) {
                       const auto rank = [](const Entry* e) {
                         return 4 * (e->object_class != 0) + 5 * !e->particle.empty() + e->strength;
                       };
                       return rank(a) > rank(b);
                     });
    candidates_.push_back(std::move(candidate));
  }
  join_carried();
  for (size_t c = 0; c < candidates_.size(); ++c)
    candidate_at_[candidates_[c].token] = static_cast<int>(c);
}

// "hold talks", "launch an attack", "sign an agreement" are one act: where the verb has its meaning
// from a noun that reports the same, the noun is no candidate of its own, and what hangs on it
// belongs to the verb.
void Scene::join_carried() {
  std::vector<int> at(tree_.size(), -1);
  for (size_t c = 0; c < candidates_.size(); ++c) at[candidates_[c].token] = static_cast<int>(c);
  const uint64_t agreement = lexicon_.class_bit("agreement");
  std::vector<bool> carried(candidates_.size());
  for (Candidate& verb : candidates_) {
    if (tree_.upos(verb.token) != Upos::kVERB || verb.object == kNoToken || at[verb.object] < 0)
      continue;
    const Candidate& noun = candidates_[static_cast<size_t>(at[verb.object])];
    if (noun.word_class != WordClass::kNoun) continue;
    const bool same =
        std::any_of(verb.entries.begin(), verb.entries.end(), [&](const Entry* entry) {
          if (entry->object_class == 0 || (classes(verb.object) & entry->object_class) == 0)
            return false;
          if ((entry->object_class & agreement) != 0 && entry->type == record::EventType::kSupport)
            return true;
          return std::any_of(noun.entries.begin(), noun.entries.end(),
                             [&](const Entry* e) { return e->type == entry->type; });
        });
    if (!same) continue;
    carried[static_cast<size_t>(at[verb.object])] = true;
    for (Argument a : noun.clause.arguments) {
      if (a.inherited || a.slot == Slot::kModifier) continue;
      a.inherited = true;
      verb.clause.arguments.push_back(a);
    }
  }
  // "become operational": the last word of a phrase is no candidate beside its verb.
  for (const Candidate& verb : candidates_) {
    const Entry& best = verb.best();
    if (best.particle.empty()) continue;
    for (uint32_t i = verb.token + 1;
         i < std::min(tree_.sentence_of(verb.token).end, verb.token + 8); ++i) {
      if (tree_.word(i) != best.particle && tree_.lemma(i) != best.particle) continue;
      if (at[i] >= 0) carried[static_cast<size_t>(at[i])] = true;
      break;
    }
  }
  std::vector<Candidate> kept;
  for (size_t c = 0; c < candidates_.size(); ++c) {
    if (!carried[c]) kept.push_back(std::move(candidates_[c]));
  }
  candidates_ = std::move(kept);
}

}  // namespace servanda::event

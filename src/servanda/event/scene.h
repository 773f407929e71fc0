// A document as the coder sees it: trees, mentions by token, and the words that may report acts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/event/clause.h"
#include "servanda/event/coder.h"
#include "servanda/event/lexicon.h"
#include "servanda/event/tree.h"

namespace servanda::event {

// A word that may report an act.
struct Candidate {
  uint32_t token = kNoToken;
  WordClass word_class = WordClass::kVerb;
  bool crossed = false;  // found among the words of another class (a verb tagged as a noun)
  std::vector<const Entry*> entries;  // whose particle and object class fit; the best first
  Clause clause;
  uint32_t object = kNoToken;  // the noun that says what: object, or what "of" names
  const Entry& best() const { return *entries.front(); }
  // The verb of its clause, else itself.
  uint32_t verb() const { return clause.verb == kNoToken ? token : clause.verb; }
};

constexpr size_t kLongText = 6;  // a text of more sentences is an analysis or a report

class Scene {
 public:
  // A country of the document, and how often its opening names it.
  struct Country {
    std::string_view code;
    uint32_t mentions = 0;
  };

  // Keeps references to both; finds the candidates in text order.
  Scene(const Annotations& annotations, const Lexicon& lexicon);

  const Annotations& annotations() const { return annotations_; }
  const Lexicon& lexicon() const { return lexicon_; }
  const Tree& tree() const { return tree_; }
  const std::vector<Candidate>& candidates() const { return candidates_; }
  // The innermost mention that covers the token, or -1.
  int mention_at(uint32_t token) const { return mention_at_[token]; }
  // The candidate at a token, or -1.
  int candidate_at(uint32_t token) const { return candidate_at_[token]; }
  // Mentions with known actors, by sentence.
  const std::vector<uint32_t>& mentions_in(uint32_t sentence) const {
    return mentions_in_[sentence];
  }
  // The countries by their first mention, at least the first nine: of a long text the opening
  // counts.
  const std::vector<Country>& opening() const { return opening_; }
  // The states that the document speaks of most, at most kMostTopics, each more than once; of its
  // mentions the numbers, in text order.
  struct Topic {
    std::string_view code;
    std::vector<uint32_t> mentions;
  };
  static constexpr size_t kMostTopics = 3;
  const std::vector<Topic>& topics() const { return topics_; }
  // How the text tells: "news" of its day; "back", where it dates two things that were over long
  // before; "long", an analysis of many sentences.
  const HashedText& style() const { return style_; }
  // What the lexicon says of the lemma of a token.
  const Lexicon::Word& word(uint32_t token) const { return *words_[token]; }
  uint64_t classes(uint32_t token) const { return words_[token]->classes; }
  const Lexicon::Cluster& cluster(uint32_t token) const { return lexicon_.cluster(*words_[token]); }
  // The noun that carries the meaning: "people" in "hundreds of people".
  uint32_t content_head(uint32_t token) const;
  // The words of a span.
  std::string_view words(base::Span span) const { return span.of(annotations_.document.text); }

 private:
  void find_opening();
  void find_topics();
  void find_style();
  void find_candidates();
  void join_carried();
  bool fits(const Entry& entry, const Candidate& candidate) const;

  const Annotations& annotations_;
  const Lexicon& lexicon_;
  Tree tree_;
  std::vector<const Lexicon::Word*> words_;
  std::vector<int> mention_at_, candidate_at_;
  std::vector<std::vector<uint32_t>> mentions_in_;
  std::vector<Country> opening_;
  std::vector<Topic> topics_;
  HashedText style_ = "news";
  std::vector<Candidate> candidates_;
};

}  // namespace servanda::event

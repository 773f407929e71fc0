// When an act took place: the time expression that belongs to it, that of the act it is part of,
// the document's date.
#pragma once

#include <deque>
#include <functional>
#include <vector>

#include "servanda/event/scene.h"

namespace servanda::event {

// Returns the token of an expression whose head lies outside of it.
uint32_t head_of(const Tree& tree, const language::TimeExpression& time);

// Which time expression belongs to which candidate. Among the words that a time may belong to, the
// nearest above it in the tree owns it, or the noun that this word says happened ("talks began in
// May"); `weight` tells how likely a candidate is an act (0: none, then it owns nothing).
class Timeline {
 public:
  Timeline(const Scene& scene, const std::function<float(uint32_t candidate)>& weight);

  // The time that the candidate itself owns, or nullptr.
  const language::TimeExpression* own(uint32_t candidate) const { return own_[candidate]; }
  // Its own time, else that of the act whose part, purpose or company it is, else the one that
  // opens its paragraph; nullptr if there is none.
  const language::TimeExpression* of(uint32_t candidate) const;
  // The time that opens the paragraph of a sentence ("2018. The sides meet ..."), or nullptr.
  const language::TimeExpression* opening(uint32_t sentence) const { return opening_[sentence]; }
  // The time that stands close behind a noun, with no verb between, else the last that the sentence
  // says before the candidate; nullptr if there is none. What is yet to come and bounds ("by 2030")
  // do not count.
  const language::TimeExpression* said_near(uint32_t candidate) const;

 private:
  const language::TimeExpression* above(uint32_t candidate) const;
  bool keeps(const language::TimeExpression& time, uint32_t token) const;
  void place_offset(const language::TimeExpression& offset,
                    const std::function<float(uint32_t)>& weight);
  void place(const language::TimeExpression& time, const std::function<float(uint32_t)>& weight);

  const Scene& scene_;
  std::vector<const language::TimeExpression*> opening_;  // by sentence
  // "two days before the visit": the date of the visit.
  std::deque<language::TimeExpression> counted_;
  std::vector<const language::TimeExpression*> own_;  // by candidate
  std::vector<const language::TimeExpression*>
      words_;  // by token: times that hang on a word that is no act
};

}  // namespace servanda::event

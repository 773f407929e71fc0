// Whose act or purpose a clause tells: the actors behind a subject, an owner, a frame, a treaty.
#pragma once

#include <string>
#include <vector>

#include "servanda/reading/page.h"
#include "servanda/reading/treaties.h"

namespace servanda::reading {

class Owners {
 public:
  // Keeps references to both.
  Owners(const Page& page, const Treaties& treaties)
      : page_(page), tree_(page.tree()), treaties_(treaties) {}

  // Whose purpose the clause of the predicate tells: a frame ("For Russia, …"), the subject, or who
  // stands behind it. Empty where it is nobody's that is known, or the speaker's own.
  std::vector<record::Actor> of_clause(uint32_t predicate) const;
  // The actors that a word means: the parties of a treaty, or those of its mention.
  std::vector<record::Actor> at(uint32_t token) const;
  // "Iran's move", "the decision of Moscow", "Russian strategy", "its decision".
  std::vector<record::Actor> of_noun(uint32_t noun) const;
  // "For Russia, …" at the head of the sentence says whose view is given.
  std::vector<record::Actor> spoken_of_before(uint32_t pronoun) const;
  std::vector<record::Actor> framed(uint32_t token) const;
  // The parties of a treaty, as actors spoken of at the token.
  std::vector<record::Actor> parties(int treaty, uint32_t token) const;

 private:
  std::vector<record::Actor> of_noun_once(uint32_t noun) const;
  record::Actor named(const std::string& code, uint32_t token) const;

  const Page& page_;
  const event::Tree& tree_;
  const Treaties& treaties_;
};

// True for words by which somebody speaks of himself or to another: "I", "our", "you".
bool is_speaker(std::string_view word);

}  // namespace servanda::reading

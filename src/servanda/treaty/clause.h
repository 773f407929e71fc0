// Splits the sentence of a norm into who is bound, the modal word, the act, its object and the
// condition.
#pragma once

#include <string>
#include <string_view>

namespace servanda::treaty {

// The parts of one sentence, in its own words; empty where it has none.
struct Clause {
  std::string subject;    // "the other Contracting Party"
  std::string modal;      // "shall not"
  std::string act;        // "consult": the verb, or the verb of the noun behind a light verb ("hold
                          // consultations")
  std::string object;     // what follows the act up to the next stop or condition
  std::string condition;  // "If a threat to the peace arises"
  bool present = false;   // no modal word: "the Lender makes available"
};

// Reads the first main clause that has a modal word or what stands for one ("is required to", "it
// is incumbent on"); without one, a verb in the present tense behind a party or a body. A relative
// clause ("which shall be ...") is no main clause; words between commas behind the modal word
// ("shall, at the request of one of them, hold") are passed over. Linear.
Clause read_clause(std::string_view sentence);

}  // namespace servanda::treaty

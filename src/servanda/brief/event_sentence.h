// Turns an occurrence into a sentence: a pattern over its records where one fits, else the words of
// its source.
#pragma once

#include <optional>
#include <string>

#include "servanda/brief/sentence.h"
#include "servanda/ledger/account.h"

namespace servanda::brief {

// How an occurrence is told. `clause` stands without date, claim and full stop: "Russia and Iran
// signed a contract".
struct EventWords {
  std::string clause;        // empty if no pattern fits
  std::string clause_as_it;  // the same with "it" for the actors: for denials by themselves
  bool several = false;      // more than one actor: "they" in place of "it"
};
EventWords event_words(const ledger::Account& account, const ledger::Occurrence& occurrence);

// Returns the sentence without its date, which the list that it stands in gives. A denied, planned,
// possible or negated act is never told as done: the mark says what it is. Returns nullopt if no
// report leads to words.
std::optional<Sentence> event_sentence(const ledger::Account& account,
                                       const ledger::Occurrence& occurrence);

// The word of the first report that says the act, in lower case: "signed".
std::string trigger_of(const ledger::Account& account, const ledger::Occurrence& occurrence);

// Evidence of the reports, those of different publishers first, copies last; at most `limit`.
std::vector<record::Evidence> report_evidence(const ledger::Occurrence& occurrence,
                                              size_t limit = 5);

// How much a reader needs to know of it: deeds and treaties before words, the well attested before
// the doubtful.
double weight(const ledger::Occurrence& occurrence);

}  // namespace servanda::brief

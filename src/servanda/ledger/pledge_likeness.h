// How near two mentions of pledges are: whether they may be one, and how strongly they are.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "servanda/ledger/account.h"
#include "servanda/ledger/numbered_parts.h"
#include "servanda/ledger/wording.h"

namespace servanda::ledger {

// What is compared of a mention.
struct PledgeFeatures {
  std::vector<Word> words;   // of `what`, as a set
  std::vector<Word> things;  // of these, those for the thing itself, with its names
  std::vector<Word> names;   // of these, the names and codes that single a thing out
  std::string taken;         // the names that come from the text around it, as they stand there
  std::vector<NumberedParts> parts;
  std::vector<std::string> parties;
  std::vector<std::pair<record::DayNumber, record::DayNumber>> signed_on;  // days that may be meant
  std::vector<int> years;  // in the wording: "the 2018 contract"
  bool further = false;    // "two more reactors": others than those before
  bool vague = false;      // "the deal", "supplies": no word says what it is about
  bool agreement = false;  // a treaty, deal or memorandum
  record::DayNumber day = 0;
};

// Returns the features of all mentions, in their order. A mention without a name of its own takes
// that of its sentence, a vague one that of the sentences around it, if some mention calls a thing
// by it.
std::vector<PledgeFeatures> features_of(const std::vector<PledgeMention>& mentions);

// True for "supplies", "the rest", "the purchase": what is said of a purchase named elsewhere.
bool presupposes_a_purchase(const PledgeMention& mention, const PledgeFeatures& features);

// True if the two can only be different pledges: they name other things, or other parts of one.
bool are_apart(const PledgeFeatures& a, const PledgeFeatures& b);

// Returns how much speaks for one pledge; 0 or less: they are not one.
double closeness(const PledgeMention& x, const PledgeMention& y, const PledgeFeatures& a,
                 const PledgeFeatures& b, const WordWeights& weights);

// True if two sets of words share one.
bool shares_word(const std::vector<Word>& a, const std::vector<Word>& b);

// One side of a pledge is the same if a code is shared, or if one of the two does not say.
bool same_side(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace servanda::ledger

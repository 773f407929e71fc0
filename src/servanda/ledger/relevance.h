// Tells what of a reading is a matter of two states.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/ledger/account.h"

namespace servanda::ledger {

// What of a reading concerns the two.
class Relevance {
 public:
  Relevance(std::string a, std::string b) : a_(std::move(a)), b_(std::move(b)) {}

  // The user filed the document under the two: what it says of one, it says of both.
  bool filed(const record::Document& document) const;

  // True if one acts on the other, or both act together. Two among many that close their skies, or
  // that a third state punishes, have nothing to do with each other by that.
  bool both(const record::Event& event) const;
  bool both(const record::Pledge& pledge) const;
  bool both(const record::Indicator& indicator) const;

  // True if the pledge names no third state, and at least one of the two. An organisation may stand
  // for its members: whether it does, the thing that is pledged must say.
  bool only(const record::Pledge& pledge) const;

  // True unless an item of news tells of the pledge where it speaks of others: its sentence names
  // neither of the two nor a thing by its name, or it names one alone and the item a third state.
  bool told_of_ours(const record::Reading& reading, const record::Pledge& pledge) const;
  bool with_organisation(const record::Pledge& pledge) const;

  bool names_a_third(const record::Reading& reading) const;
  bool about_both(const record::Reading& reading) const;

  // True if a statement (a motive, a forecast) at this place speaks of the two: anywhere in a text
  // of some length, in a text that names no third state, or where an act or a pledge of both is
  // told beside it. An item of news on many states says much that concerns others.
  bool speaks_of_both(const record::Reading& reading, const record::Evidence& statement) const;

  // True if an official of one of the two is said to want it, or nobody by name.
  bool ours(const record::Motive& motive) const;

  // True for a pledge of the two: one of them gives it, both have part in it, and it is something
  // that can be given, built, signed or done. What documents tell of again, one of them naming the
  // two alone, is theirs though it names only one.
  bool of_both(const PledgeAccount& pledge) const;

 private:
  bool party(const record::Pledge& pledge, std::string_view code) const;

  std::string a_, b_;
};

}  // namespace servanda::ledger

// Which names a document has, and which states they speak for: what decides between those who share
// a name.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/actor/names.h"
#include "servanda/record/document.h"
#include "servanda/record/parse.h"

namespace servanda::actor {

class Context {
 public:
  // Finds every name; `from` and `to` are the first and last day that the document may speak of.
  Context(const NameTable& names, const record::Document& document, const record::Parse& parse,
          record::DayNumber from, record::DayNumber to);

  const std::vector<NameMatch>& matches() const { return matches_; }
  // How much the document speaks for a row besides the name itself: 0 nothing, 6 its state is
  // named, 12 and places of it are.
  int evidence(const Name& name) const;
  // The state that stands right after a place's name and says where it lies ("Tripoli, Lebanon");
  // empty if none does.
  std::string_view state_after(size_t match) const;
  // True if the name is part of the name of something that is nobody: "the Treaty of Lisbon", "the
  // Vienna Convention", "US$".
  bool names_a_thing(size_t match) const;

 private:
  // The only code among the rows that hold in time; empty if there are several or none.
  std::string_view only_code(const NameMatch& match) const;
  std::string_view word(uint32_t token) const { return parse_.tokens[token].span.of(text_); }

  const NameTable& names_;
  const record::Parse& parse_;
  std::string_view text_;
  record::DayNumber from_, to_;
  std::vector<NameMatch> matches_;
  std::unordered_map<std::string_view, int> seen_;  // code: 1 named, 2 by a place of it
};

}  // namespace servanda::actor

// Reads what a document says of treaties, clause by clause. Internal to this stage: others call
// find_findings().
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/reading/findings.h"
#include "servanda/reading/page.h"
#include "servanda/reading/statements.h"
#include "servanda/reading/treaties.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

class FindingReader {
 public:
  // Keeps references to both.
  FindingReader(const Page& page, const Treaties& treaties);
  // Finds all findings, in text order.
  std::vector<record::Finding> find();

 private:
  void read(uint32_t i);
  // findings.cc: a treaty or a part of one is the subject or object of a verb.
  bool read_verb(uint32_t verb);
  bool read_object(uint32_t verb);
  bool read_promise(uint32_t verb);
  bool read_replacing(uint32_t verb);
  bool within_finding(uint32_t t) const;
  bool is_behind(uint32_t token, std::string_view words) const;
  bool says_something(uint32_t verb) const;
  int treaty_in(uint32_t first, uint32_t last, uint32_t subject, int treaty) const;
  bool add(uint32_t predicate, uint32_t subject, int treaty, int other, std::string_view kind,
           uint32_t object = kNoToken);
  bool add_span(uint32_t first, uint32_t last, uint32_t predicate, int treaty, int other,
                std::string_view kind, std::string topic);

  // finding_frames.cc: other ways of saying it.
  bool read_misread_verb(uint32_t i);
  bool read_comparison(uint32_t adjective);
  bool is_passive_adjective(uint32_t t) const;
  bool read_absence(uint32_t word);
  bool read_heart(uint32_t at);
  bool read_existence(uint32_t noun);
  bool read_nature(uint32_t noun);
  bool read_nothing(uint32_t verb);
  bool read_nothing_in(uint32_t nothing, uint32_t noun, uint32_t verb);
  bool read_provided(uint32_t verb);
  bool is_for_the_first_time(uint32_t first, uint32_t last) const;
  bool read_under(uint32_t preposition);
  bool read_duty(uint32_t verb);
  bool read_distinction(uint32_t verb);

  // finding_contents.cc: what a treaty consists of, said without it.
  bool read_organ(uint32_t verb);
  bool read_said(uint32_t verb);
  bool read_ending(uint32_t verb);
  bool read_cleft(uint32_t what);
  bool read_by_which(uint32_t which);
  bool read_head(uint32_t noun);
  bool read_advance(uint32_t noun);
  bool read_singular(uint32_t noun);
  int treaty_near(uint32_t token) const;
  uint32_t last_before_mark(uint32_t token) const;

  // finding_rules.cc: by verbs of no list.
  bool read_generic(uint32_t verb);
  bool read_rule(uint32_t verb);
  bool read_found_in(uint32_t verb);
  bool read_fate(uint32_t verb);
  bool told_of(uint32_t sentence) const;

  // finding_verdicts.cc: by turns of phrase.
  bool begins_turn(uint32_t token) const;
  void read_turn(uint32_t first);

  const Page& page_;
  const event::Tree& tree_;
  const TreatyWords& words_;
  const Treaties& treaties_;
  std::set<uint32_t> taken_;  // predicates that made a finding
  std::vector<record::Finding> found_;
};

}  // namespace servanda::reading

// Compares treaties provision by provision.
#pragma once

#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/treaty.h"

namespace servanda::treaty {

// Links the provisions of two treaties, many to many, and says of each link what changed and why.
// Labels and content are matched apart: a changed number alone is a renumbering and is told in the
// reason. A duty is called dropped only when no provision of the other treaty carries its words,
// its commitment or its act on its object; one that stands under looser words or another trigger is
// weakened, and both provisions are named. Of siblings (no succession) numbers are not compared.
// Errors: those of align_texts().
base::Result<std::vector<record::Alignment>> compare(const record::Treaty& a,
                                                     const record::Treaty& b,
                                                     bool succession = true);

// Says what the step from one provision to another means and why; `similarity` is that of their
// words, 0 to 1. `by_absence`: because one of them lacks words that another part of a split or a
// merge may have. `of_duty`: because one duty became another, as defense became consultation.
struct Change {
  record::Relation relation = record::Relation::kRetained;
  std::string why;
  bool by_absence = false;
  bool of_duty = false;
};
Change change_between(const record::Provision& a, const record::Provision& b, double similarity);

}  // namespace servanda::treaty

// Reports that were marked by hand, coded anew: what the joining is fitted to and measured by.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "servanda/ledger/report_likeness.h"

namespace servanda::ledger {

// A word that was marked as telling an act: group, document, span, what the reports of one act
// share ("-" where no other report of the group tells of it), and another word of its clause that
// tells the same act, if any.
struct Mark {
  std::string group, document, act;
  base::Span trigger, also;
  bool found = false;  // the coder has an event there
};

// What was marked of one group, with the reports that the coder has there.
struct Group {
  std::vector<Report> reports;
  std::vector<std::string> acts;  // of the reports
  std::vector<ReportFeatures> features;
  int fold = 0;
};
using Groups = std::map<std::string, Group>;

// Groups that share a document stand in one fold.
inline constexpr int kFolds = 5;

inline bool same_act(const std::string& a, const std::string& b) { return a == b && a != "-"; }

// Reads a file of marks, parted by tabs (tests/cases/ledger/occurrence_reports.tsv).
std::vector<Mark> read_marks(const std::string& path);

// Codes the documents of each file of marks and takes the events whose words are marked; one set of
// groups a file.
std::vector<Groups> read_groups(std::vector<std::vector<Mark>>& marks,
                                const std::vector<std::string>& documents);

}  // namespace servanda::ledger

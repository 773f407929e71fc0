// Learned verdicts on a drafted pledge: which states are its parties, and whether it is one at all.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "servanda/event/features.h"
#include "servanda/event/lexicon.h"
#include "servanda/reading/pledge_parties.h"
#include "servanda/reading/reader_model.h"

namespace servanda::reading {

// A draft with its history and the parties that the rules see.
struct DraftView {
  const PledgeDraft& draft;
  const std::vector<Step>& steps;
  const PledgeParties& by_rules;
};

class PledgeWeighing {
 public:
  // Keeps references to both, which must outlive it.
  PledgeWeighing(const PledgeScene& scene, const event::Lexicon& lexicon);

  // The states and organisations that may be parties: those of the rules, of the document's dyad,
  // and those named around the steps.
  std::vector<std::string> candidates(const DraftView& view) const;
  void add_party_features(const DraftView& view, const std::string& code,
                          event::Features& features) const;
  // Features of whether the draft is a pledge.
  void add_pledge_features(const DraftView& view, event::Features& features) const;

  // Returns the two likeliest parties, and those beyond them that are hardly doubted.
  PledgeParties parties(const DraftView& view, const ReaderModel& model) const;
  // Returns the probability that the draft is a pledge.
  float sureness(const DraftView& view, const ReaderModel& model) const;

 private:
  const PledgeScene& scene_;
  const event::Lexicon& lexicon_;
  std::map<std::string, uint32_t> sentences_;  // how many name the state
  std::vector<std::string> order_;             // of first naming
};

}  // namespace servanda::reading

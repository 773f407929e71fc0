// The pledges of a document before their parties are known: steps found, weighed and joined.
#pragma once

#include <vector>

#include "servanda/event/lexicon.h"
#include "servanda/reading/pledge_links.h"
#include "servanda/reading/reader_model.h"

namespace servanda::reading {

// Finds the steps by rules, weighs them by the model (nullptr: not) and joins them.
std::vector<PledgeDraft> draft_pledges(const PledgeScene& scene,
                                       const std::vector<record::Event>& events,
                                       const ReaderModel* model, const event::Lexicon& lexicon);

// The steps of a draft that the pledge's history has: each once, with the date told best; empty if
// the draft reports none or its thing says nothing.
std::vector<Step> history_of(const PledgeDraft& draft);

// True if a claim leaves the step as told.
bool believed(record::PledgeClaim claim);

}  // namespace servanda::reading

// Reads the parties off the steps, then off what stands around them.
#include "servanda/reading/pledge_parties.h"

#include <algorithm>

#include "servanda/reading/pledge_dates.h"
#include "servanda/reading/pledge_sides.h"

namespace servanda::reading {

PledgeParties parties_of(const PledgeScene& scene, const PledgeDraft& draft,
                         const std::vector<Step>& steps) {
  PledgeParties out;
  // "The agreement between India and the Union" says it itself, unless a clause names the two that
  // signed: then the names in the phrase are places ("Russia and Iran ... on the Baku-Rasht line").
  const bool signers_named = std::any_of(
      steps.begin(), steps.end(), [](const Step& step) { return step.promisers.size() > 1; });
  for (const Thing& thing : draft.namings) {
    if (signers_named) break;
    std::vector<std::string> named;
    const bool paper = (thing.kinds & kPaper) != 0;
    if (paper) add_named_within(scene, thing, named);
    if (named.size() != 2) continue;
    out.givers = out.receivers = out.all = named;
    out.told = true;
    return out;
  }
  const bool brief = scene.annotations().parse.sentences.size() <= kShortDocument;
  const Step* fullest = nullptr;
  for (const Step& step : steps) {
    std::vector<std::string> codes = step.givers;
    for (const std::string& code : step.receivers) add_code(codes, code);
    // What only the models see may name a place for a party ("the Astara–Rasht line"): in a long
    // text it tells the parties where they are the two that the text is about.
    const bool sure = step.by_rules || brief ||
                      std::all_of(codes.begin(), codes.end(), [&](const std::string& code) {
                        const std::vector<std::string>& dyad = scene.dyad();
                        return std::find(dyad.begin(), dyad.end(), code) != dyad.end();
                      });
    if (codes.size() >= 2 && fullest == nullptr && sure) fullest = &step;
  }
  std::vector<std::string> parties;
  if (fullest != nullptr) {
    out.told = true;
    out.givers = fullest->givers, out.receivers = fullest->receivers;
    parties = out.givers;
    for (const std::string& code : out.receivers) add_code(parties, code);
  } else {
    for (const Step& step : steps) {
      for (const std::string& code : step.givers) add_code(out.givers, code);
      for (const std::string& code : step.receivers) add_code(out.receivers, code);
    }
    parties = out.givers;
    for (const std::string& code : out.receivers) add_code(parties, code);
  }
  const bool told_side = !parties.empty();
  // Who signs does not give alone: the other of the two is on the same side of the paper.
  const bool mutual =
      !steps.empty() && std::all_of(steps.begin(), steps.end(), [](const Step& step) {
        const bool paper =
            step.stage == record::Stage::kNegotiating ||
            (step.stage >= record::Stage::kSigned && step.stage <= record::Stage::kInForce);
        return step.mutual && paper;
      });
  const auto complete = [&](const std::string& code) {
    if (parties.size() >= 2 || std::find(parties.begin(), parties.end(), code) != parties.end())
      return;
    parties.push_back(code);
    if (out.givers.empty())
      out.givers.push_back(code);
    else if (out.receivers.empty())
      out.receivers.push_back(code);
  };
  if (parties.size() < 2) {
    const std::vector<std::string>& dyad = scene.dyad();
    if (!brief) {
      // A long text is about two states; a party from outside is not completed by one of them.
      const bool outside =
          parties.size() == 1 && std::find(dyad.begin(), dyad.end(), parties[0]) == dyad.end();
      for (const std::string& code : dyad) {
        if (!outside) complete(code);
      }
    } else {
      std::vector<std::string> named;
      uint32_t first = UINT32_MAX;
      for (const Step& step : steps) first = std::min(first, step.sentence);
      if (first != UINT32_MAX) named = scene.states_named_in(first);
      if (named.size() <= 2) {
        for (const std::string& code : named) complete(code);
      }
      if (parties.empty() && !named.empty()) complete(named.front());
      if (parties.empty()) {
        for (const std::string& code : scene.filed().empty() ? dyad : scene.filed()) complete(code);
      }
    }
    const std::vector<std::string>& filed = scene.filed();
    if (parties.size() == 1 && std::find(filed.begin(), filed.end(), parties[0]) != filed.end()) {
      for (const std::string& code : filed) complete(code);
    }
  }
  if (parties.empty()) {
    if (const std::string code = scene.any_state(); !code.empty()) complete(code);
  }
  // Where no step says who gives, either may.
  if ((!told_side || mutual) && parties.size() == 2) out.givers = out.receivers = parties;
  out.all = parties;
  return out;
}

void add_maker(const PledgeScene& scene, const PledgeDraft& draft, PledgeParties& parties) {
  if (parties.told || parties.all.empty()) return;
  std::string maker;
  for (const actor::Mention& mention : scene.annotations().mentions) {
    const bool product = !mention.actors.empty() && mention.actors.front().role == "product";
    const bool pledged =
        product && std::any_of(draft.namings.begin(), draft.namings.end(), [&](const Thing& thing) {
          return thing.span.contains(mention.span);
        });
    if (!pledged) continue;
    const std::string& code = mention.actors.front().code;
    if (!maker.empty() && maker != code) return;  // things of two makers
    maker = code;
  }
  if (maker.empty() ||
      std::find(parties.all.begin(), parties.all.end(), maker) != parties.all.end())
    return;
  const std::string receiver = parties.givers.empty() ? parties.all.front() : parties.givers[0];
  parties.givers = {maker}, parties.receivers = {receiver};
  parties.all = {maker, receiver};
}

}  // namespace servanda::reading

// On whose word a step is told.
#include "servanda/reading/pledge_manner.h"

namespace servanda::reading {

using record::Deprel;
using record::PledgeClaim;
using record::Upos;

namespace {

bool has_party_modifier(const PledgeScene& scene, uint32_t noun) {
  const event::Tree& tree = scene.tree();
  for (uint32_t c : tree.children(noun)) {
    if (scene.mention_at(c) != nullptr) return true;
  }
  return false;
}

}  // namespace

// Who is behind a verb of saying: an official, the press, somebody.
PledgeClaim claim_of_source(const PledgeScene& scene, uint32_t source) {
  const event::Tree& tree = scene.tree();
  const auto voice = [&](uint32_t token) {
    return scene.words().voice(tree.lemma(token)) | scene.words().voice(tree.word(token));
  };
  if (source == kNoToken) return PledgeClaim::kUnconfirmed;
  uint32_t bits = voice(source);
  for (uint32_t c : tree.children(source)) {
    const Deprel link = tree.deprel(c);
    if (link == Deprel::kCompound || link == Deprel::kFlat) bits |= voice(c);
    // "unofficial accounts"; but a country's own sources speak for it.
    if (link == Deprel::kAmod && (voice(c) & kHedge) != 0) return PledgeClaim::kUnconfirmed;
  }
  if ((bits & kOfficialMedia) != 0) return PledgeClaim::kStated;
  const actor::Mention* mention = scene.mention_at(source);
  if (tree.lemma(source) == "source")
    return mention != nullptr || has_party_modifier(scene, source) ? PledgeClaim::kClaimed
                                                                   : PledgeClaim::kUnconfirmed;
  if ((bits & kMedia) != 0) {
    for (uint32_t c : tree.children(source)) {
      if (tree.lemma(c) == "state" && tree.deprel(c) == Deprel::kCompound)
        return PledgeClaim::kClaimed;
    }
    return PledgeClaim::kUnconfirmed;
  }
  if (mention == nullptr || mention->actors.empty()) {
    const bool person = tree.upos(source) == Upos::kPROPN || tree.upos(source) == Upos::kPRON;
    return person || (bits & kOfficial) != 0 ? PledgeClaim::kClaimed : PledgeClaim::kUnconfirmed;
  }
  const std::string& sector = mention->actors[0].sector;
  if (sector == "JRN" || sector == "MED") return PledgeClaim::kUnconfirmed;
  return PledgeClaim::kClaimed;
}

}  // namespace servanda::reading

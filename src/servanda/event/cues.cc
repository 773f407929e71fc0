// Reads the cues of a word.
#include "servanda/event/cues.h"

#include "servanda/event/standing.h"

namespace servanda::event {
namespace {

using record::Deprel;
using record::Status;

// A logistic regression of what is annotated on the log-odds of the model and the cues, over 59
// whole analyses that the model had not seen; rounded, for log-odds that count once. Neither the
// word and its type, nor the acts around, nor the place in the text told more.
constexpr std::array<float, kCueNames.size()> kWeights = {1.55F, 0.9F,   0.75F, -0.25F, 0.9F,
                                                          0.5F,  -0.15F, -0.4F, -0.4F,  -0.5F,
                                                          1.2F,  -0.35F, -1.1F, -1.7F};

// "denied reports of a delivery": the delivery is what is told, denied.
bool carries(const Scene& scene, const Candidate& candidate) {
  const Tree& tree = scene.tree();
  if (tree.lemma(candidate.token) != "deny" || candidate.object == kNoToken) return false;
  const std::string_view object = tree.lemma(candidate.object);
  const bool report = object == "report" || object == "claim" || object == "rumour" ||
                      object == "rumor" || object == "allegation";
  return report && !tree.children(candidate.object).empty();
}

}  // namespace

std::vector<Cue> cues_of(const Scene& scene, const Timeline& times, uint32_t number) {
  const Tree& tree = scene.tree();
  const Candidate& candidate = scene.candidates()[number];
  const Entry& best = candidate.best();
  std::vector<Cue> cues;
  const auto add = [&cues](Cue cue, bool holds) {
    if (holds) cues.push_back(cue);
  };
  const bool dated = times.own(number) != nullptr, above = times.of(number) != nullptr;
  add(Cue::kDated, dated);
  add(Cue::kDatedAbove, !dated && above);
  add(Cue::kDatedNear, !dated && !above && times.said_near(number) != nullptr);
  const std::string_view tag = tree.xpos(candidate.verb());
  add(Cue::kOfNow, tag == "VBZ" || tag == "VBP");
  add(Cue::kPast, tag == "VBD");
  add(Cue::kPastParticiple, tag == "VBN");
  const Deprel link = tree.deprel(candidate.token);
  add(Cue::kDescribes, link == Deprel::kCompound || link == Deprel::kAmod);
  add(Cue::kRelative, link == Deprel::kAclRelcl || link == Deprel::kAcl);
  add(Cue::kAside, link == Deprel::kAdvcl);
  add(Cue::kNobody, scene.mentions_in(tree.sentence(candidate.token)).empty());
  const Standing standing = read_standing(scene, candidate, best.type);
  const bool carrier = carries(scene, candidate);
  add(Cue::kCarrier, carrier);
  add(Cue::kDenied, !carrier && standing.claim == record::Claim::kDenied);
  add(Cue::kNegated, standing.status == Status::kNegated);
  add(Cue::kPossible, standing.status == Status::kPossible);
  return cues;
}

float weight_of(Cue cue) { return kWeights[static_cast<size_t>(cue)]; }

}  // namespace servanda::event

// Weighs the model's chance of an act against what the kind of text asks for.
#include "servanda/event/acts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "servanda/event/cues.h"

namespace servanda::event {
namespace {

using record::QuadClass;

// A news item codes an act when no act is less likely than this.
constexpr float kNoActThreshold = 0.74F;
constexpr float kTogether = 0.6F;  // two words of one phrase for one act
// Two words of a sentence that tell the same type tell one act, mostly: all but the surest must be
// so much surer than another word.
constexpr float kRepeated = 0.35F;
// The models learnt from news items of one to three sentences. In a long text the log-odds of an
// act must exceed this, with the weights of its cues added.
constexpr float kLongThreshold = -1.5F;
constexpr size_t kMobilizeClass = static_cast<size_t>(record::EventType::kMobilize) + 1;
constexpr size_t kCooperateClass = static_cast<size_t>(record::EventType::kCooperate) + 1;
constexpr float kSurest =
    0.985F;  // what the model thinks of other kinds of text decides no more than this
// A candidate less likely than this owns no time.
constexpr float kLeastOwner = 0.004F;

bool is_sure_cooperation(const Entry& entry) {
  const QuadClass quad = record::quad_class(entry.type);
  return entry.strength >= 2 &&
         (quad == QuadClass::kVerbalCooperation || quad == QuadClass::kMaterialCooperation);
}

// "joint exercises", "a bilateral drill": the codebook's cooperation, not a show of force.
bool is_shared_exercise(const Scene& scene, const Candidate& candidate) {
  constexpr std::array<std::string_view, 8> kShared = {"joint",         "bilateral", "trilateral",
                                                       "multilateral",  "combined",  "common",
                                                       "multinational", "shared"};
  const uint64_t exercise = scene.lexicon().class_bit("exercise");
  const Tree& tree = scene.tree();
  const uint32_t noun =
      candidate.word_class == WordClass::kNoun ? candidate.token : candidate.object;
  if (noun == kNoToken || (scene.classes(noun) & exercise) == 0) return false;
  for (uint32_t c : tree.children(noun)) {
    if (std::find(kShared.begin(), kShared.end(), tree.lemma(c)) != kShared.end()) return true;
  }
  return false;
}

size_t likeliest(const Models::Chances& p) {
  return static_cast<size_t>(std::max_element(p.begin() + 1, p.end()) - p.begin());
}

// For each word, the least chance of no act among the words of its sentence that tell its type.
std::vector<float> surest_alike(const Scene& scene, const std::vector<Models::Chances>& chances) {
  const auto& candidates = scene.candidates();
  const auto sentence = [&](size_t c) { return scene.tree().sentence(candidates[c].token); };
  std::vector<float> out(candidates.size());
  for (size_t begin = 0, end = 0; begin < candidates.size(); begin = end) {
    std::array<float, record::kEventTypeCount + 1> surest;
    surest.fill(1);
    for (end = begin; end < candidates.size() && sentence(end) == sentence(begin); ++end) {
      float& of = surest[likeliest(chances[end])];
      of = std::min(of, chances[end][0]);
    }
    for (size_t c = begin; c < end; ++c) out[c] = surest[likeliest(chances[c])];
  }
  return out;
}

// "killed in an attack": where two words of one phrase may tell the same act and neither is sure,
// they are sure together. Gives the candidates to add to those chosen.
std::vector<uint32_t> told_twice(const Scene& scene, const std::vector<Models::Chances>& chances,
                                 const std::vector<Act>& acts) {
  const Tree& tree = scene.tree();
  const auto& candidates = scene.candidates();
  std::vector<bool> chosen(candidates.size());
  for (const Act& act : acts) chosen[act.candidate] = true;
  std::vector<uint32_t> out;
  for (uint32_t c = 0; c < candidates.size(); ++c) {
    // The next act of the same type above, within three steps.
    uint32_t current = candidates[c].token;
    for (int step = 0; step < 3; ++step) {
      current = tree.head(current);
      if (current == kNoToken) break;
      const int above = scene.candidate_at(current);
      if (above < 0) continue;
      const auto d = static_cast<uint32_t>(above);
      if (likeliest(chances[c]) != likeliest(chances[d])) continue;
      if (chosen[c] || chosen[d] || chances[c][0] * chances[d][0] > kTogether) break;
      const uint32_t surer = chances[c][0] < chances[d][0] ? c : d;
      chosen[surer] = true;
      out.push_back(surer);
      break;
    }
  }
  return out;
}

}  // namespace

bool is_long(const Scene& scene) { return scene.annotations().parse.sentences.size() > kLongText; }

std::vector<Act> choose_acts(const Scene& scene, const Models& models) {
  const auto& candidates = scene.candidates();
  std::vector<Models::Chances> chances = models.type_chances(scene);
  const bool long_text = is_long(scene);
  std::vector<Act> acts;
  const auto add = [&](uint32_t c, float sureness) {
    Models::Chances& p = chances[c];
    if (is_shared_exercise(scene, candidates[c])) {
      p[kCooperateClass] += p[kMobilizeClass];
      p[kMobilizeClass] = 0;
    }
    const size_t cls = likeliest(p);
    acts.push_back({c, static_cast<record::EventType>(cls - 1), cls, p[cls], sureness});
  };
  if (!long_text) {
    const std::vector<float> surest = surest_alike(scene, chances);
    for (uint32_t c = 0; c < candidates.size(); ++c) {
      const bool cooperation = is_sure_cooperation(candidates[c].best());
      const float most = kNoActThreshold + (cooperation ? 0.08F : 0.0F) -
                         (surest[c] < chances[c][0] ? kRepeated : 0.0F);
      if (chances[c][0] <= most) add(c, 1 - chances[c][0]);
    }
    for (uint32_t c : told_twice(scene, chances, acts)) add(c, 1 - chances[c][0]);
    std::sort(acts.begin(), acts.end(),
              [](const Act& a, const Act& b) { return a.candidate < b.candidate; });
    return acts;
  }
  const Timeline times(scene, [&](uint32_t c) {
    const float chance = 1 - chances[c][0];
    return chance < kLeastOwner ? 0.0F : chance;
  });
  for (uint32_t c = 0; c < candidates.size(); ++c) {
    const float none = std::clamp(chances[c][0], 1 - kSurest, kSurest);
    float odds = std::log((1 - none) / none);
    for (const Cue cue : cues_of(scene, times, c)) odds += weight_of(cue);
    if (odds > kLongThreshold) add(c, odds);
  }
  return acts;
}

}  // namespace servanda::event

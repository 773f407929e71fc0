// Features and verdicts of drafted pledges.
#include "servanda/reading/pledge_weighing.h"

#include <algorithm>

#include "servanda/reading/pledge_dates.h"

namespace servanda::reading {
namespace {

using event::digit;
using event::Features;
using event::HashedText;
using event::kDigits;
using record::Deprel;

constexpr size_t kMostCandidates = 12;
constexpr float kThird = 0.5F;        // a third state is a party where it is likelier than this,
constexpr float kThirdOfLong = 0.8F;  // in a long text
constexpr float kPartner = 0.1F;      // a second one where it is

bool has(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

HashedText place_in(const std::vector<std::string>& codes, const std::string& code) {
  const auto at = std::find(codes.begin(), codes.end(), code);
  return at == codes.end() ? HashedText("-") : digit(static_cast<size_t>(at - codes.begin()));
}

// A probability in tenths.
HashedText tenth(float p) { return digit(static_cast<size_t>(p * 9.99F)); }

}  // namespace

PledgeWeighing::PledgeWeighing(const PledgeScene& scene, const event::Lexicon& lexicon)
    : scene_(scene), lexicon_(lexicon) {
  const size_t count = scene.annotations().parse.sentences.size();
  for (uint32_t s = 0; s < count; ++s) {
    for (const std::string& code : scene.states_named_in(s)) {
      if (sentences_[code]++ == 0) order_.push_back(code);
    }
  }
}

std::vector<std::string> PledgeWeighing::candidates(const DraftView& view) const {
  std::vector<std::string> codes = view.by_rules.all;
  for (const std::string& code : scene_.dyad()) add_code(codes, code);
  for (const std::string& code : scene_.filed()) add_code(codes, code);
  const auto add_sentence = [&](uint32_t sentence) {
    for (const std::string& code : scene_.states_named_in(sentence)) add_code(codes, code);
  };
  for (const Step& step : view.steps) {
    for (const auto* side : {&step.givers, &step.receivers}) {
      for (const std::string& code : *side) add_code(codes, code);
    }
    add_sentence(step.sentence);
    if (step.sentence > 0) add_sentence(step.sentence - 1);
    if (codes.size() > kMostCandidates) break;
  }
  if (codes.size() > kMostCandidates) codes.resize(kMostCandidates);
  return codes;
}

void PledgeWeighing::add_party_features(const DraftView& view, const std::string& code,
                                        Features& features) const {
  const HashedText rule = place_in(view.by_rules.all, code), dyad = place_in(scene_.dyad(), code);
  const HashedText states = digit(order_.size());
  features.add("bias");
  features.add("rule", rule, digit(view.by_rules.all.size()));
  features.add("dyad", dyad, digit(scene_.dyad().size()));
  features.add("rule_dyad", rule, dyad, states);
  features.add("filed", place_in(scene_.filed(), code));
  features.add("order", place_in(order_, code), states);
  const auto named = sentences_.find(code);
  const uint32_t times = named == sentences_.end() ? 0 : named->second;
  size_t rank = 0;
  for (const auto& [other, count] : sentences_) rank += count > times;
  features.add("times", digit(times), digit(scene_.annotations().parse.sentences.size()));
  features.add("rank", digit(rank), states);
  features.add("rank_rule", digit(rank), rule);
  features.add("rank_dyad", digit(rank), dyad);
  size_t gives = 0, receives = 0, promises = 0, near = 0, with = 0;
  for (const Step& step : view.steps) {
    gives += has(step.givers, code), receives += has(step.receivers, code);
    promises += has(step.promisers, code);
    const std::vector<std::string> here = scene_.states_named_in(step.sentence);
    near += has(here, code), with = std::max(with, here.size());
  }
  features.add("gives", digit(gives), digit(view.steps.size()));
  features.add("receives", digit(receives), digit(view.steps.size()));
  features.add("promises", digit(promises), rule);
  features.add("near", near > 0 ? "y" : "n", digit(with), rule);
  features.add("near_dyad", near > 0 ? "y" : "n", dyad, states);
  features.add(
      "code",
      code.size() == 3 && sentences_.count(code) == 0 ? HashedText(code) : HashedText("state"),
      rule);
  // How it is named in the sentences of the steps and in the words of the thing.
  const event::Tree& tree = scene_.tree();
  std::vector<uint32_t> looked;
  for (const Step& step : view.steps) {
    if (std::find(looked.begin(), looked.end(), step.sentence) != looked.end()) continue;
    looked.push_back(step.sentence);
    for (uint32_t m : scene_.mentions_in(step.sentence)) {
      const actor::Mention& mention = scene_.annotations().mentions[m];
      const bool names = std::any_of(mention.actors.begin(), mention.actors.end(),
                                     [&](const record::Actor& one) { return one.code == code; });
      if (!names) continue;
      const uint32_t head = mention.head_token;
      features.add("named_as", digit(static_cast<size_t>(mention.kind)),
                   mention.place ? "place" : "", record::name(tree.deprel(head)));
      features.add("named_by", tree.preposition(head), record::name(tree.deprel(head)));
      for (const Thing& thing : view.draft.namings) {
        if (thing.span.begin <= mention.span.begin && mention.span.end <= thing.span.end)
          features.add("in_thing", digit(static_cast<size_t>(mention.kind)));
      }
    }
  }
}

void PledgeWeighing::add_pledge_features(const DraftView& view, Features& features) const {
  const event::Tree& tree = scene_.tree();
  const Thing& thing = view.draft.thing;
  features.add("bias");
  float sureness = 0;
  size_t by_rules = 0;
  for (const Step& step : view.steps) {
    sureness = std::max(sureness, step.sureness);
    by_rules += step.by_rules;
    features.add("stage", record::name(step.stage), record::name(step.claim));
    features.add("stage_sure", record::name(step.stage), tenth(step.sureness));
    if (step.token != kNoToken) features.add("word", tree.lemma(step.token));
  }
  const HashedText sure = tenth(sureness);
  features.add("sure", sure);
  features.add("steps", digit(view.steps.size()), digit(by_rules));
  features.add("rule_parties", digit(view.by_rules.all.size()), digit(order_.size()));
  features.add("long", digit(scene_.annotations().parse.sentences.size()));
  features.add("filed", digit(scene_.filed().size()));
  features.add("kind", digit(thing.kinds & 7), digit(thing.kinds >> 3 & 7),
               digit(thing.kinds >> 6 & 7));
  features.add("head", thing.head_lemma);
  const auto& cluster = lexicon_.cluster(lexicon_.word(HashedText(thing.head_lemma)));
  if (!cluster.wide.empty()) features.add("wide", cluster.wide);
  if (!cluster.narrow.empty()) features.add("narrow", cluster.narrow);
  features.add("shape", thing.names.empty() ? "" : "named", thing.definite ? "the" : "",
               thing.count.empty() ? "" : "counted");
  features.add("words", digit(thing.content.size()), thing.bare ? "bare" : "");
  features.add("namings", digit(view.draft.namings.size()));
  if (thing.head == kNoToken) return;
  features.add("entity", record::name(tree.token(thing.head).entity), tree.xpos(thing.head));
  features.add("link", record::name(tree.deprel(thing.head)), tree.preposition(thing.head));
}

PledgeParties PledgeWeighing::parties(const DraftView& view, const ReaderModel& model) const {
  std::vector<std::pair<float, std::string>> weighed;
  for (const std::string& code : candidates(view)) {
    Features features;
    add_party_features(view, code, features);
    weighed.emplace_back(model.party.probabilities(features)[1], code);
  }
  std::stable_sort(weighed.begin(), weighed.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  const bool long_text = scene_.annotations().parse.sentences.size() > kShortDocument;
  const float third = long_text ? kThirdOfLong : kThird;
  PledgeParties out;
  for (const auto& [p, code] : weighed) {
    if (p > (out.all.size() < 2 ? kPartner : third) || out.all.empty()) out.all.push_back(code);
  }
  for (const std::string& code : view.by_rules.givers) {
    if (has(out.all, code)) out.givers.push_back(code);
  }
  for (const std::string& code : view.by_rules.receivers) {
    if (has(out.all, code)) out.receivers.push_back(code);
  }
  if (out.givers.empty() && out.receivers.empty()) {  // either may give
    out.givers = out.receivers = out.all;
    return out;
  }
  for (const std::string& code : out.all) {
    if (!has(out.givers, code) && !has(out.receivers, code))
      (out.givers.empty() ? out.givers : out.receivers).push_back(code);
  }
  return out;
}

float PledgeWeighing::sureness(const DraftView& view, const ReaderModel& model) const {
  Features features;
  add_pledge_features(view, features);
  return model.pledge.probabilities(features)[1];
}

}  // namespace servanda::reading

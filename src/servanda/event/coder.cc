// Codes a document: candidates, their types, parties, standing, date, and one event for each act.
#include "servanda/event/coder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "servanda/embedded/kEventModel.h"
#include "servanda/event/acts.h"
#include "servanda/event/codebook.h"
#include "servanda/event/date_choice.h"
#include "servanda/event/dating.h"
#include "servanda/event/details.h"
#include "servanda/event/models.h"
#include "servanda/event/partners.h"
#include "servanda/event/standing.h"

namespace servanda::event {
namespace {

using record::Event;
using record::EventType;

// A reader can check so many acts of one text, or nine for ten sentences of a longer one.
constexpr size_t kMostEvents = 60;
// What a news item tells less surely, type and sides together, is wrong more often than right.
constexpr double kLeastConfidence = 0.40;

base::Span clause_span(const Scene& scene, const Candidate& candidate) {
  return scene.tree().sentence_of(candidate.token).span;
}

base::Span trigger_span(const Scene& scene, const Candidate& candidate) {
  base::Span span = scene.tree().token(candidate.token).span;
  const std::string& particle = candidate.best().particle;
  if (particle.empty() || candidate.token + 1 >= scene.tree().size()) return span;
  if (scene.tree().word(candidate.token + 1) == particle)
    span.end = scene.tree().token(candidate.token + 1).span.end;
  return span;
}

// Cooperation to come is AGREE, a withdrawal or release to come is CONCEDE (codebook, future rule).
EventType future_type(EventType type) {
  switch (type) {
    case EventType::kConsult:
    case EventType::kSupport:
    case EventType::kCooperate:
    case EventType::kAid:
      return EventType::kAgree;
    case EventType::kRetreat:
      return EventType::kConcede;
    case EventType::kAgree:
    case EventType::kConcede:
    case EventType::kRequest:
    case EventType::kAccuse:
    case EventType::kReject:
    case EventType::kThreaten:
    case EventType::kProtest:
    case EventType::kSanction:
    case EventType::kMobilize:
    case EventType::kCoerce:
    case EventType::kAssault:
      break;
  }
  return type;
}

// Applies the future rule and drops modalities that belong to the act of speech itself.
void settle_standing(Standing& standing, EventType& type) {
  using record::Status;
  if (standing.future && standing.status != Status::kNegated &&
      standing.status != Status::kPossible) {
    type = future_type(type);
    standing.status = is_speech(type) ? Status::kActual : Status::kPlanned;
  }
  if (standing.status == Status::kPlanned && is_speech(type)) standing.status = Status::kActual;
}

std::string explain(const Scene& scene, const Candidate& candidate, const Models& models,
                    size_t cls, const Standing& standing) {
  Features features(true);
  add_type_features(scene, candidate, features);
  std::vector<std::pair<float, std::string>> weighed;
  for (size_t i = 0; i < features.names().size(); ++i) {
    weighed.emplace_back(models.type.weight(features.hashes()[i], cls), features.names()[i]);
  }
  std::stable_sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) {
    return std::abs(a.first) > std::abs(b.first);
  });
  std::string out = "word " + std::string(scene.tree().lemma(candidate.token)) + ", lexicon " +
                    std::string(record::name(candidate.best().type)) + ", frame " +
                    std::string(name(candidate.best().frame));
  for (const Argument& a : candidate.clause.arguments) {
    out.append("; ").append(name(a.slot));
    if (!a.preposition.empty()) out.append(":").append(a.preposition);
    out.append(" ").append(scene.tree().word(a.token));
  }
  for (std::string_view why : standing.why) out.append("; standing ").append(why);
  for (size_t i = 0; i < weighed.size() && i < 6; ++i) {
    const int hundredths = static_cast<int>(std::lround(weighed[i].first * 100));
    out.append("; ")
        .append(weighed[i].second)
        .append(" ")
        .append(std::to_string(hundredths))
        .append("/100");
  }
  return out;
}

// Leaves the surest events, in text order.
void keep_surest(std::vector<Event>& events, const std::vector<float>& sureness, size_t most) {
  if (events.size() <= most) return;
  std::vector<size_t> order(events.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return sureness[a] > sureness[b]; });
  order.resize(most);
  std::sort(order.begin(), order.end());
  std::vector<Event> kept;
  for (size_t i : order) kept.push_back(std::move(events[i]));
  events = std::move(kept);
}

// The event that this one tells again: of the same type between the same countries, spoken of with
// a definite noun ("the attack") that has no other time of its own, or in the same words with the
// same date; nullptr if it is new.
Event* same_act(const Scene& scene, const Candidate& candidate, const Event& event, bool dated,
                std::vector<Event>& events) {
  const Tree& tree = scene.tree();
  bool definite = false;
  for (uint32_t c : tree.children(candidate.token)) {
    const std::string_view word = tree.word(c);
    definite |= tree.deprel(c) == record::Deprel::kDet &&
                (word == "the" || word == "this" || word == "that" || word == "these");
  }
  const auto codes = [](const Event& e) {
    std::vector<std::string_view> out;
    for (const auto* side : {&e.actors, &e.recipients}) {
      for (const record::Actor& a : *side) out.push_back(a.code);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  };
  const auto here = codes(event);
  for (auto at = events.rbegin(); at != events.rend(); ++at) {
    if (at->type != event.type) continue;
    const auto there = codes(*at);
    if (!std::includes(there.begin(), there.end(), here.begin(), here.end())) continue;
    const bool again = definite && candidate.word_class == WordClass::kNoun &&
                       at->sentence < event.sentence && (!dated || at->date == event.date);
    const bool same_words = at->sentence != event.sentence && at->date == event.date &&
                            there == here && at->what == event.what &&
                            at->trigger.of(scene.annotations().document.text) ==
                                event.trigger.of(scene.annotations().document.text);
    if (again || same_words) return &*at;
  }
  return nullptr;
}

}  // namespace

struct Coder::Lexicon {
  const event::Lexicon* words = nullptr;
  Models models;
};

Coder::Coder(std::unique_ptr<Lexicon> lexicon) : lexicon_(std::move(lexicon)) {}
Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;
Coder::~Coder() = default;

base::Result<Coder> Coder::create() {
  CoderModel compiled = SERVANDA_TRY(read_compiled_model(embedded::kEventModel()));
  return create(SERVANDA_TRY(Models::create(std::move(compiled))));
}

base::Result<Coder> Coder::create(std::string_view model_bytes) {
  return create(SERVANDA_TRY(Models::create(model_bytes)));
}

base::Result<Coder> Coder::create(Models models) {
  const event::Lexicon* words = SERVANDA_TRY(event::Lexicon::built_in());
  return Coder(std::make_unique<Lexicon>(Lexicon{words, std::move(models)}));
}

Coder::Workspace::Workspace() : sides_(std::make_unique<SideMemory>()) {}
Coder::Workspace::~Workspace() = default;
Coder::Workspace::Workspace(Workspace&&) noexcept = default;
Coder::Workspace& Coder::Workspace::operator=(Workspace&&) noexcept = default;

std::vector<Event> Coder::code(const Annotations& annotations, const CodingOptions& options) const {
  Workspace workspace;
  return code(annotations, options, workspace);
}

std::vector<Event> Coder::code(const Annotations& annotations, const CodingOptions& options,
                               Workspace& workspace) const {
  const Scene scene(annotations, *lexicon_->words);
  const Models& models = lexicon_->models;
  SideReader reader(models.sides, scene, *workspace.sides_);
  const std::vector<Act> acts = choose_acts(scene, models);
  std::vector<bool> chosen(scene.candidates().size());
  for (const Act& act : acts) chosen[act.candidate] = true;
  const Timeline times(scene, [&](uint32_t c) { return chosen[c] ? 1.0F : 0.0F; });
  const bool long_text = is_long(scene);
  const Partners partners = long_text ? find_partners(scene) : Partners{};
  std::vector<Event> events;
  std::vector<float> sureness;
  for (const Act& act : acts) {
    const Candidate& candidate = scene.candidates()[act.candidate];
    EventType type = act.type;
    Standing standing = read_standing(scene, candidate, type);
    settle_standing(standing, type);
    Parties parties = models.parties(scene, candidate, type, reader);
    complete_parties(scene, candidate, type, partners, parties);
    if (parties.actors.empty() && parties.recipients.empty()) continue;
    const double confidence = std::sqrt(static_cast<double>(act.chance) * parties.confidence);
    if (!long_text && confidence < kLeastConfidence) continue;
    Event event;
    event.document = annotations.document.id;
    event.sentence = scene.tree().sentence(candidate.token);
    event.type = type;
    event.mode = models.mode_of(scene, candidate, type);
    event.score = score(type, event.mode);
    event.actors = parties.actors;
    event.recipients = parties.recipients;
    event.status = standing.status;
    // Who looks back on an act that was denied does not vouch for it.
    if (long_text && standing.claim == record::Claim::kDenied &&
        event.status == record::Status::kActual)
      event.status = record::Status::kPossible;
    event.claim = standing.claim;
    if (standing.source != kNoToken) {
      const int m = scene.mention_at(standing.source);
      if (m >= 0) event.claimants = annotations.mentions[m].actors;
    }
    event.date = likeliest_date(date_options(scene, act.candidate, type, times), models.date);
    event.what = what_of(scene, candidate, type);
    event.amount = amount_of(scene, candidate);
    event.place = place_of(scene, candidate);
    event.contexts = contexts_of(scene, candidate);
    event.trigger = trigger_span(scene, candidate);
    event.evidence = clause_span(scene, candidate);
    event.confidence = confidence;
    if (Event* earlier =
            same_act(scene, candidate, event, times.own(act.candidate) != nullptr, events)) {
      earlier->mentions.push_back(event.trigger);
      continue;
    }
    if (options.explain) event.explanation = explain(scene, candidate, models, act.cls, standing);
    // Acts with two parties interest a reader more than those with one.
    sureness.push_back(act.sureness +
                       (event.actors.size() + event.recipients.size() > 1 ? 0.2F : 0.0F));
    events.push_back(std::move(event));
  }
  keep_surest(events, sureness,
              std::max<size_t>(kMostEvents, annotations.parse.sentences.size() * 9 / 10));
  for (size_t i = 0; i < events.size(); ++i)
    events[i].id = annotations.document.id + "#" + std::to_string(i);
  return events;
}

}  // namespace servanda::event

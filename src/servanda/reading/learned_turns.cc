// Weighs each clause, and says of those that tell a turn what the turn is.
#include "servanda/reading/learned_turns.h"

#include <algorithm>
#include <set>
#include <string>

#include "servanda/reading/estimates.h"
#include "servanda/reading/findings.h"
#include "servanda/reading/forecasts.h"
#include "servanda/reading/motives.h"
#include "servanda/reading/statements.h"
#include "servanda/reading/tense.h"
#include "servanda/reading/voice.h"
#include "servanda/reading/whose.h"

namespace servanda::reading {
namespace {

using event::Tree;
using record::Deprel;
using record::Upos;

struct Guess {
  Turn turn = Turn::kNone;
  float probability = 0;
  uint32_t token = 0, first = 0, last = 0;  // the clause: [first, last]
};

class TurnReader {
 public:
  TurnReader(const TurnScene& scene, const TurnModel& model, const TurnLimits& least, Turns turns)
      : scene_(scene),
        page_(scene.page()),
        tree_(scene.tree()),
        treaties_(scene.treaties()),
        owners_(page_, treaties_),
        model_(model),
        least_(least),
        turns_(std::move(turns)) {}

  Turns read() {
    const auto& sentences = tree_.parse().sentences;
    for (uint32_t s = 0; s < sentences.size(); ++s) {
      if (page_.is_heading(s) || page_.is_question(s)) continue;
      std::vector<Guess> guesses = guesses_of(sentences[s]);
      std::stable_sort(guesses.begin(), guesses.end(), [](const Guess& a, const Guess& b) {
        return a.probability > b.probability;
      });
      std::vector<Guess> taken;
      for (const Guess& guess : guesses) {
        // One turn of a kind for words that several clauses share.
        const bool again = std::any_of(taken.begin(), taken.end(), [&](const Guess& other) {
          return other.turn == guess.turn && other.first <= guess.last && guess.first <= other.last;
        });
        if (!again && add(guess)) taken.push_back(guess);
      }
    }
    sort(turns_.findings), sort(turns_.forecasts), sort(turns_.motives);
    return std::move(turns_);
  }

 private:
  template <typename Items>
  static void sort(Items& items) {
    std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
      return a.evidence.span.begin < b.evidence.span.begin;
    });
  }

  std::vector<Guess> guesses_of(const record::Sentence& sentence) const {
    std::vector<Guess> out;
    for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
      if (!scene_.carries(t)) continue;
      event::Features features;
      add_turn_features(scene_, t, features);
      const std::vector<float> p = model_.turn.probabilities(features);
      for (const Turn turn : {Turn::kFinding, Turn::kForecast, Turn::kMotive}) {
        const auto place = static_cast<size_t>(turn);
        if (p[place] < least_[place]) continue;
        if (!holds(turn, t)) continue;
        const auto [first, last] = page_.clause_around(t);
        if (!scene_.told_in(turn, first, last)) out.push_back({turn, p[place], t, first, last});
      }
    }
    return out;
  }

  // What grammar denies is no turn, however much it looks like one: what might be and what a
  // speaker says of himself; what was expected once and what a treaty provides; what is not wanted
  // and what is asked of another.
  bool holds(Turn turn, uint32_t t) const {
    const record::Sentence& sentence = tree_.sentence_of(t);
    const uint32_t subject = page_.subject_of(t);
    if (is_conditional(page_, t) || (subject != kNoToken && is_speaker(tree_.word(subject))))
      return false;
    if (turn == Turn::kFinding) return !is_unreal(page_, t);
    if (turn == Turn::kForecast) {
      const bool provided = tree_.word(sentence.begin) == "under" &&
                            treaties_.topic_of(tree_.sentence(t)) != kNoTreaty;
      // "Whether it will last is unclear" says nothing of how likely it is.
      const uint32_t asked = tree_.child(t, Deprel::kCsubj);
      const bool open = asked != kNoToken && estimates_from(tree_.word(t)).empty() &&
                        is_conditional(page_, asked);
      return !provided && !open && !(is_past(page_, t) && !has_future(page_, t, t));
    }
    for (const uint32_t c : tree_.children(t)) {
      const std::string_view word = tree_.word(c);
      if (word == "not" || word == "n't" || word == "n\xE2\x80\x99t" || word == "never" ||
          word == "neither" || word == "could" || word == "may" || word == "might")
        return false;
      const bool another = c > t && tree_.upos(t) == Upos::kVERB && !page_.codes_at(c).empty() &&
                           (tree_.deprel(c) == Deprel::kObj || tree_.deprel(c) == Deprel::kIobj);
      if (another && (tree_.child(t, Deprel::kXcomp) != kNoToken ||
                      tree_.child(t, Deprel::kCcomp) != kNoToken))
        return false;
      const bool its_act = tree_.deprel(c) == Deprel::kCcomp || tree_.deprel(c) == Deprel::kXcomp;
      const uint32_t agent = its_act ? tree_.child(c, Deprel::kNsubj) : kNoToken;
      if (agent != kNoToken && agent > t && !page_.codes_at(agent).empty()) return false;
    }
    return subject == kNoToken || !has_child(page_, subject, "neither");
  }

  bool add(const Guess& guess) {
    if (guess.turn == Turn::kFinding) return add_finding(guess);
    return guess.turn == Turn::kForecast ? add_forecast(guess) : add_motive(guess);
  }

  // The treaty that the clause names, else the one that is spoken of, else the paper that it names,
  // else what it is said of.
  bool add_finding(const Guess& guess) {
    const uint32_t s = tree_.sentence(guess.token);
    int treaty = kNoTreaty, other = kNoTreaty;
    for (uint32_t i = guess.first; i <= guess.last && other == kNoTreaty; ++i) {
      const int meant = treaties_.meant_by(i);
      if (meant != kNoTreaty && meant != treaty) (treaty == kNoTreaty ? treaty : other) = meant;
    }
    if (treaty == kNoTreaty) treaty = treaties_.topic_before(s + 1);
    record::Finding finding;
    if (treaty != kNoTreaty) finding.treaty = treaties_.treaty(treaty).label();
    if (other != kNoTreaty) finding.other = treaties_.treaty(other).label();
    uint32_t paper = finding.treaty.empty() ? paper_near(page_, s) : kNoToken;
    if (finding.treaty.empty() && paper == kNoToken) paper = page_.subject_of(guess.token);
    if (paper != kNoToken) finding.treaty = page_.words(page_.phrase_begin(paper), paper);
    if (finding.treaty.empty()) return false;
    const uint32_t object = object_of(page_, guess.token);
    finding.kind = std::string(kind_of(guess, object));
    finding.topic = topic_of(page_, treaties_, guess.token, object, guess.last);
    finding.evidence = page_.evidence(guess.first, guess.last);
    turns_.findings.push_back(std::move(finding));
    return true;
  }

  // By what the tables say of the predicate, a comparison and a denial.
  std::string_view kind_of(const Guess& guess, uint32_t object) const {
    const TreatyWords& words = TreatyWords::get();
    std::string_view kind;
    for (const std::string_view of : {"verb", "absent", "comparative"}) {
      if (kind.empty()) kind = words.value(of, tree_.lemma(guess.token));
      if (kind.empty()) kind = words.value(of, tree_.word(guess.token));
    }
    switch (comparison_in(page_, guess.first, guess.last)) {
      case Comparison::kThan:
        return "differs";
      case Comparison::kLike:
        if (kind.empty() || kind == "has") kind = "keeps";
        break;
      case Comparison::kUnlike:
        if (kind.empty() || kind == "has") kind = "adds";
        break;
      case Comparison::kNone:
        if (kind.empty()) kind = "has";
    }
    const std::string_view turned = turned_round(kind);
    return denies(guess, object) && !turned.empty() ? turned : kind;
  }

  bool denies(const Guess& guess, uint32_t object) const {
    static constexpr std::string_view kDenials[] = {"no",       "none",    "nothing", "neither",
                                                    "nowhere",  "without", "never",   "hardly",
                                                    "scarcely", "few",     "nobody"};
    if (is_negated(page_, guess.token, object)) return true;
    for (uint32_t i = guess.first; i <= guess.last; ++i) {
      if (std::find(std::begin(kDenials), std::end(kDenials), tree_.word(i)) != std::end(kDenials))
        return true;
    }
    return false;
  }

  // The longest word of probability in the clause, else what the predicate says, as likely as what
  // is expected, or as unlikely where it is denied.
  bool add_forecast(const Guess& guess) {
    constexpr double kLow = 0.5, kHigh = 0.9;
    const Estimate* best = nullptr;
    uint32_t at = guess.token;
    for (uint32_t i = guess.first; i <= guess.last; ++i) {
      for (const Estimate* estimate : estimates_from(tree_.word(i))) {
        const bool modal = estimate->kind == EstimateKind::kModal && estimate->size == 1;
        if ((best != nullptr && (modal || estimate->size <= best->size)) ||
            !page_.says(i, estimate->words))
          continue;
        best = estimate, at = i;
        break;
      }
    }
    record::Forecast forecast;
    forecast.word = best == nullptr ? std::string(tree_.word(at)) : std::string(best->words);
    const bool denied = best == nullptr && denies(guess, kNoToken);
    forecast.probability_low = best != nullptr ? best->low : denied ? 1 - kHigh : kLow;
    forecast.probability_high = best != nullptr ? best->high : denied ? 1 - kLow : kHigh;
    forecast.by = voice_of(page_, guess.token);
    forecast.horizon = horizon_of(page_, guess.token);
    forecast.proposition = page_.words(guess.first, guess.last);
    forecast.evidence = page_.evidence(guess.first, guess.last);
    turns_.forecasts.push_back(std::move(forecast));
    return true;
  }

  bool add_motive(const Guess& guess) {
    record::Motive motive;
    std::set<std::string> seen;
    for (record::Actor& actor : owners_.of_clause(guess.token)) {
      if (seen.insert(actor.code).second) motive.actors.push_back(std::move(actor));
    }
    if (motive.actors.empty()) return false;
    motive.purpose = page_.words(std::min(guess.token, guess.last), guess.last);
    motive.evidence = page_.evidence(guess.first, guess.last);
    turns_.motives.push_back(std::move(motive));
    return true;
  }

  const TurnScene& scene_;
  const Page& page_;
  const Tree& tree_;
  const Treaties& treaties_;
  const Owners owners_;
  const TurnModel& model_;
  const TurnLimits least_;
  Turns turns_;
};

}  // namespace

Turns turns_by_rules(const Page& page, const Treaties& treaties) {
  return {find_findings(page, treaties), find_forecasts(page), find_motives(page, treaties)};
}

Turns find_turns(const Page& page, const Treaties& treaties, const TurnModel* model,
                 const event::Lexicon& lexicon, const TurnLimits& least) {
  Turns turns = turns_by_rules(page, treaties);
  // In a report of one or two sentences hardly anything is judged, expected or explained, and the
  // model, which has learned from analyses, sees too much.
  constexpr size_t kLeastSentences = 3;
  if (model == nullptr || page.tree().parse().sentences.size() < kLeastSentences) return turns;
  const TurnScene scene(page, treaties, lexicon, turns);
  return TurnReader(scene, *model, least, std::move(turns)).read();
}

Turns find_turns(const Page& page, const Treaties& treaties) {
  static const TurnModel kModel = TurnModel::create().value();
  return find_turns(page, treaties, &kModel, *event::Lexicon::built_in().value());
}

}  // namespace servanda::reading

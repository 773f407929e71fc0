// Reads pronoun and auxiliary at the beginning of a sentence or clause.
#include "servanda/reading/pledge_echoes.h"

#include <string_view>

#include "servanda/base/word_list.h"
#include "servanda/reading/pledge_dates.h"

namespace servanda::reading {
namespace {

using record::Stage;

using base::in;

struct Echo {
  uint32_t auxiliary = kNoToken, last = kNoToken;
  bool negated = false;
};

// "It was not.", "They never did;", "Neither was.", "That has not happened.", "It was, on the
// 12th."
Echo echo_at(const event::Tree& tree, uint32_t token) {
  static constexpr std::string_view kPronouns[] = {"it", "they", "that", "this", "neither"};
  static constexpr std::string_view kAuxiliaries[] = {"was", "were", "did", "has", "have", "had"};
  static constexpr std::string_view kNot[] = {"not", "n't", "n’t", "never"};
  static constexpr std::string_view kComesAbout[] = {"happen",       "happened",    "materialise",
                                                     "materialised", "materialize", "materialized"};
  const record::Sentence& sentence = tree.sentence_of(token);
  const auto word = [&](uint32_t i) {
    return i < sentence.end ? std::string_view(tree.word(i)) : std::string_view();
  };
  const bool opens = token == sentence.begin || word(token - 1) == ";" ||
                     word(token - 1) == "but" || word(token - 1) == "yet";
  if (!opens || !in(kPronouns, word(token))) return {};
  Echo echo;
  uint32_t at = token + 1;
  echo.negated = word(token) == "neither";
  if (word(at) == "never") echo.negated = true, ++at;
  if (!in(kAuxiliaries, word(at))) return {};
  echo.auxiliary = at++;
  if (in(kNot, word(at))) echo.negated = true, ++at;
  if (echo.negated && in(kComesAbout, word(at))) ++at;
  if (at < sentence.end && word(at) != "." && word(at) != ";" && word(at) != ",") return {};
  echo.last = at - 1;
  return echo;
}

}  // namespace

uint32_t add_echo(const PledgeScene& scene, uint32_t token, std::vector<Step>& steps) {
  const event::Tree& tree = scene.tree();
  const Echo echo = echo_at(tree, token);
  if (echo.last == kNoToken) return kNoToken;
  const Step* before = nullptr;
  for (const Step& step : steps) {
    if (step.to_come && step.token < token && tree.sentence(token) - step.sentence <= 1 &&
        (before == nullptr || step.token > before->token))
      before = &step;
  }
  if (before == nullptr || before->deed == Stage::kNone || !before->reports) return kNoToken;
  Step step = *before;
  const uint32_t told = before->token;
  step.token = echo.auxiliary, step.sentence = tree.sentence(token);
  step.evidence = tree.sentence_of(token).span;
  step.to_come = step.weak = step.present = false;
  step.claim = record::PledgeClaim::kStated;
  step.stage = echo.negated ? Stage::kDelayed : step.deed;
  const record::Date& written = scene.annotations().document.date;
  const StepDate when =
      date_step(scene, echo.auxiliary, echo.auxiliary, Manner{}, false, step.stage);
  step.told = when.told;
  if (when.told) {
    step.date = when.date;
  } else if (step.due.known() &&
             (!written.known() || record::last_day(step.due) <= record::last_day(written))) {
    step.date = step.due, step.told = true;
  } else {
    const bool brief = scene.annotations().parse.sentences.size() <= kShortDocument;
    step.date = brief && written.known() ? record::before(written) : record::Date{};
  }
  // What was to come was told before it.
  for (Step& one : steps) {
    if (one.token != told) continue;
    one.to_come = one.present = false;
    if (!one.told) one.date = {};
  }
  steps.push_back(std::move(step));
  return echo.last;
}

}  // namespace servanda::reading

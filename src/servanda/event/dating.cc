// Attaches time expressions to candidates.
#include "servanda/event/dating.h"

namespace servanda::event {

const language::TimeExpression* attached_time(const Scene& scene, const Candidate& candidate) {
  const Tree& tree = scene.tree();
  const uint32_t sentence = tree.sentence(candidate.token);
  const language::TimeExpression* best = nullptr;
  int best_steps = 99;
  for (const language::TimeExpression& time : scene.annotations().times) {
    if (time.first_token >= tree.size() || tree.sentence(time.first_token) != sentence || !time.date.known()) continue;
    // The head of the expression: the token whose head lies outside.
    uint32_t current = time.first_token;
    for (uint32_t i = time.first_token; i <= time.last_token && i < tree.size(); ++i) {
      const uint32_t head = tree.head(i);
      if (head == kNoToken || head < time.first_token || head > time.last_token) {
        current = i;
        break;
      }
    }
    int steps = 0;
    while (current != kNoToken && steps < 12) {
      const bool own = current == candidate.token || (candidate.clause.light && current == candidate.clause.verb);
      if (own) {
        if (steps < best_steps) best = &time, best_steps = steps;
        break;
      }
      if (scene.candidate_at(current) >= 0) break;
      current = tree.head(current);
      ++steps;
    }
  }
  return best;
}

record::Date date_of(const Scene& scene, const Candidate& candidate, bool background) {
  const record::Date& written = scene.annotations().document.date;
  if (const language::TimeExpression* time = attached_time(scene, candidate)) return time->date;
  // What a verb brings about shares its time ("a contract was concluded in 2021").
  using record::Deprel;
  const Deprel link = candidate.clause.link;
  const bool shares = link == Deprel::kObj || link == Deprel::kNsubjPass || link == Deprel::kXcomp || link == Deprel::kNsubj || link == Deprel::kConj;
  if (shares && candidate.clause.governor != kNoToken) {
    const int above = scene.candidate_at(candidate.clause.governor);
    if (above >= 0) {
      if (const language::TimeExpression* time = attached_time(scene, scene.candidates()[above])) return time->date;
    }
  }
  if (!written.known()) return {};
  return background ? record::before(written) : written;
}

}  // namespace servanda::event

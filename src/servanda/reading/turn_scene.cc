// Marks what the rules found, and tells which words carry a clause.
#include "servanda/reading/turn_scene.h"

#include <algorithm>

namespace servanda::reading {

using record::Deprel;
using record::Upos;

std::string_view name(Turn turn) {
  static constexpr std::array<std::string_view, kTurns> kNames = {"no", "finding", "forecast",
                                                                  "motive"};
  return kNames[static_cast<size_t>(turn)];
}

TurnScene::TurnScene(const Page& page, const Treaties& treaties, const event::Lexicon& lexicon,
                     const Turns& by_rules)
    : page_(page), treaties_(treaties), lexicon_(lexicon), told_(page.tree().size(), 0) {
  for (const record::Finding& one : by_rules.findings) mark(Turn::kFinding, one.evidence.span);
  for (const record::Forecast& one : by_rules.forecasts) mark(Turn::kForecast, one.evidence.span);
  for (const record::Motive& one : by_rules.motives) mark(Turn::kMotive, one.evidence.span);
}

void TurnScene::mark(Turn turn, base::Span span) {
  const auto& tokens = tree().parse().tokens;
  auto token = std::partition_point(tokens.begin(), tokens.end(), [&](const record::Token& t) {
    return t.span.end <= span.begin;
  });
  for (; token != tokens.end() && token->span.begin < span.end; ++token) {
    told_[static_cast<size_t>(token - tokens.begin())] |=
        static_cast<uint8_t>(1U << static_cast<uint32_t>(turn));
  }
}

bool TurnScene::carries(uint32_t token) const {
  const Upos upos = tree().upos(token);
  if (upos == Upos::kPUNCT || upos == Upos::kAUX) return false;
  return upos == Upos::kVERB || tree().head(token) == kNoToken ||
         tree().child(token, Deprel::kCop) != kNoToken;
}

bool TurnScene::told_in(Turn turn, uint32_t first, uint32_t last) const {
  for (uint32_t i = first; i <= last; ++i) {
    if (told(turn, i)) return true;
  }
  return false;
}

}  // namespace servanda::reading

// A document as the learned reader of turns sees it: clauses, and what the rules said of them. A
// turn is a finding, a forecast or a motive.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "servanda/event/features.h"
#include "servanda/event/lexicon.h"
#include "servanda/reading/page.h"
#include "servanda/reading/treaties.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

enum class Turn : uint8_t { kNone = 0, kFinding = 1, kForecast = 2, kMotive = 3 };
inline constexpr size_t kTurns = 4;
std::string_view name(Turn turn);  // "finding"; "no" for kNone

struct Turns {
  std::vector<record::Finding> findings;
  std::vector<record::Forecast> forecasts;
  std::vector<record::Motive> motives;
};

class TurnScene {
 public:
  // Keeps references to all but the turns that the rules found.
  TurnScene(const Page& page, const Treaties& treaties, const event::Lexicon& lexicon,
            const Turns& by_rules);

  const Page& page() const { return page_; }
  const event::Tree& tree() const { return page_.tree(); }
  const Treaties& treaties() const { return treaties_; }
  const event::Lexicon& lexicon() const { return lexicon_; }
  // True for the word that carries a clause: a verb, what is linked by a copula, the root.
  bool carries(uint32_t token) const;
  // True where a turn of that kind by the rules covers the token.
  bool told(Turn turn, uint32_t token) const {
    return (told_[token] >> static_cast<uint32_t>(turn) & 1) != 0;
  }
  // True where one covers a token of [first, last].
  bool told_in(Turn turn, uint32_t first, uint32_t last) const;

 private:
  void mark(Turn turn, base::Span span);

  const Page& page_;
  const Treaties& treaties_;
  const event::Lexicon& lexicon_;
  std::vector<uint8_t> told_;  // of each token: bits of turns
};

// Adds what speaks for or against a turn told by the clause of a token.
void add_turn_features(const TurnScene& scene, uint32_t token, event::Features& features);

}  // namespace servanda::reading

// Finds who is spoken of in a document, and which mentions mean the same.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/actor.h"
#include "servanda/record/document.h"
#include "servanda/record/parse.h"

namespace servanda::actor {

enum class MentionKind : uint8_t {
  kName,         // "Russia", "Vladimir Putin", "the Kremlin"
  kDemonym,      // "Russian" before a noun that is an actor: "Russian officials"
  kDescription,  // "the two countries", "both sides", "the president"
  kPronoun       // "it", "they", "their"
};

// A mention: the words of one noun phrase, and the actors that it stands for (two or more for "the
// two countries").
struct Mention {
  base::Span span;  // the whole phrase: "Russian foreign minister Sergei Lavrov"
  uint32_t first_token = 0, last_token = 0, head_token = 0;
  MentionKind kind = MentionKind::kName;
  std::vector<record::Actor> actors;  // in text order
  uint32_t chain = 0;                 // mentions with the same chain mean the same
  bool place = false;  // names a place, which may or may not act: "in Baghdad", "Tehran said"
  double confidence = 1;
};

// Immutable after create(); serves many threads.
class ActorFinder {
 public:
  static base::Result<ActorFinder> create();
  // Finds the mentions in text order. Office holders are checked against document.date.
  std::vector<Mention> find(const record::Document& document, const record::Parse& parse) const;

  ActorFinder(ActorFinder&&) noexcept;
  ActorFinder& operator=(ActorFinder&&) noexcept;
  ~ActorFinder();

 private:
  struct Tables;
  explicit ActorFinder(std::unique_ptr<Tables> tables);
  std::unique_ptr<Tables> tables_;
};

}  // namespace servanda::actor

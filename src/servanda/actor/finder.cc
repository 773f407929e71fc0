// Runs the steps that find who is spoken of, and keeps which token belongs to which mention.
#include "servanda/actor/finder.h"

#include <algorithm>
#include <utility>

#include "servanda/actor/references.h"
#include "servanda/embedded/kActorNames.h"
#include "servanda/embedded/kActorRoles.h"

namespace servanda::actor {

using record::Actor;
using record::Deprel;

struct ActorFinder::Tables {
  NameTable names;
  RoleTable roles;
};

Finder::Finder(const NameTable& names, const RoleTable& roles, const record::Document& document,
               const record::Parse& parse)
    : names_(names),
      roles_(roles),
      document_(document),
      parse_(parse),
      text_(document.text),
      tree_(parse),
      used_(parse.tokens.size(), -1) {
  if (document.date.known()) {
    from_ = record::first_day(document.date);
    to_ = record::last_day(document.date);
  }
}

std::vector<Mention> Finder::run() {
  find_names();
  for (const record::Sentence& sentence : parse_.sentences) find_roles(sentence);
  find_nationals();
  find_aliases();
  std::vector<Mention> kept;
  kept.reserve(mentions_.size());
  for (size_t i = 0; i < mentions_.size(); ++i) {
    if (!dropped_[i]) kept.push_back(std::move(mentions_[i]));
  }
  std::sort(kept.begin(), kept.end(), [](const Mention& a, const Mention& b) {
    return std::pair(a.first_token, a.last_token) < std::pair(b.first_token, b.last_token);
  });
  resolve_references(document_, parse_, kept);
  return kept;
}

// The token of [first, last] whose head lies outside.
uint32_t Finder::head_of(uint32_t first, uint32_t last) const {
  for (uint32_t i = first; i <= last; ++i) {
    const uint32_t head = parse_.tokens[i].head;
    if (head == i || head < first || head > last) return i;
  }
  return last;
}

void Finder::add(Mention mention) {
  mention.span = {parse_.tokens[mention.first_token].span.begin,
                  parse_.tokens[mention.last_token].span.end};
  for (Actor& actor : mention.actors) actor.span = mention.span;
  for (uint32_t i = mention.first_token; i <= mention.last_token; ++i) {
    if (used_[i] < 0 || swallows(mention, *mention_at(i)))
      used_[i] = static_cast<int>(mentions_.size());
  }
  mentions_.push_back(std::move(mention));
  kinds_.push_back(NameKind::kPlace);
  dropped_.push_back(false);
}

// True if a modifier ("Russian", "US") speaks through the phrase it stands in; "Russia's" still
// stands for itself.
bool Finder::swallows(const Mention& phrase, const Mention& inner) {
  if (inner.first_token < phrase.first_token || inner.last_token > phrase.last_token) return false;
  const Deprel rel = parse_.tokens[inner.head_token].deprel;
  if (inner.kind != MentionKind::kDemonym && rel == Deprel::kNmodPoss) return false;
  dropped_[static_cast<size_t>(&inner - mentions_.data())] = true;
  return true;
}

ActorFinder::ActorFinder(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
ActorFinder::ActorFinder(ActorFinder&&) noexcept = default;
ActorFinder& ActorFinder::operator=(ActorFinder&&) noexcept = default;
ActorFinder::~ActorFinder() = default;

base::Result<ActorFinder> ActorFinder::create() {
  NameTable names = SERVANDA_TRY(NameTable::open(embedded::kActorNames()));
  RoleTable roles = SERVANDA_TRY(RoleTable::create(embedded::kActorRoles()));
  return ActorFinder(std::make_unique<Tables>(Tables{std::move(names), std::move(roles)}));
}

std::vector<Mention> ActorFinder::find(const record::Document& document,
                                       const record::Parse& parse) const {
  return Finder(tables_->names, tables_->roles, document, parse).run();
}

}  // namespace servanda::actor

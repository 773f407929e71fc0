// Finds names, the citizens that adjectives name, and the short names of who was named in full.
#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>

#include "servanda/actor/finder.h"
#include "servanda/record/organisations.h"

namespace servanda::actor {

using record::Actor;
using record::Deprel;
using record::Token;
using record::Upos;

void Finder::find_names() {
  const Context context(names_, document_, parse_, from_, to_);
  size_t sentence = 0;
  for (size_t i = 0; i < context.matches().size(); ++i) {
    const NameMatch& match = context.matches()[i];
    while (match.first >= parse_.sentences[sentence].end) ++sentence;
    if (context.names_a_thing(i)) continue;
    const std::string_view state = context.state_after(i);
    const std::optional<Name> name = choose(match, parse_.sentences[sentence], context, state);
    if (!name || name->kind == NameKind::kNobody) continue;
    const bool ethnic = name->kind == NameKind::kDemonym && match.first > 0 &&
                        LowerWord(word(match.first - 1)).view() == "ethnic";
    if (ethnic && !word(match.last).ends_with('s'))
      continue;  // "ethnic Albanian guerrillas" are of the place
    add_name(match, *name);
    Mention& mention = mentions_.back();
    if (ethnic) {
      mention.kind = MentionKind::kDescription;
      mention.actors.front() = Actor{.code = {},
                                     .sector = "CVL",
                                     .name = {},
                                     .role = "national",
                                     .wikidata = {},
                                     .span = mention.span};
      continue;
    }
    if (!state.empty()) mention.actors.front().code = state;
    if (name->kind == NameKind::kOrgan) take_owner(mention);
  }
}

// "the Polish Supreme Court", "Ghana's Home Secretary": who stands before the name of an organ owns
// it.
void Finder::take_owner(Mention& organ) {
  if (record::is_organisation(organ.actors.front().code) || organ.first_token == 0) return;
  uint32_t before = organ.first_token - 1;
  if (parse_.lemma(before) == "'s" && before > 0) --before;
  const Mention* owner = mention_at(before);
  if (owner == nullptr || owner == &organ) return;
  const NameKind kind = kinds_[static_cast<size_t>(owner - mentions_.data())];
  if (kind != NameKind::kState && kind != NameKind::kDemonym) return;
  if (parse_.tokens[organ.first_token].span.begin - parse_.tokens[owner->last_token].span.end > 4)
    return;
  Actor& actor = organ.actors.front();
  if (actor.code == owner->actors.front().code ||
      record::is_organisation(owner->actors.front().code))
    return;
  actor.code = owner->actors.front().code;
  actor.wikidata.clear();
}

// The row that holds on the document's date and fits the words around, if one does.
std::optional<Name> Finder::choose(const NameMatch& match, const record::Sentence& sentence,
                                   const Context& context, std::string_view state) const {
  std::optional<Name> best;
  int best_rank = -1;
  for (const uint32_t index : match.rows) {
    const Name name = names_.row(index);
    const bool in_time = name.from <= to_ && from_ <= name.to;
    if (!in_time && name.kind != NameKind::kPerson) continue;
    if (!fits(match, name, sentence)) continue;
    // A minister is known by surname alone only where the text speaks of the state or gives the
    // title.
    if (name.kind == NameKind::kMinister && context.evidence(name) == 0 &&
        !titled(match.first, sentence))
      continue;
    // In time before out of time; states before cities; a row with dates before one without; what
    // the document speaks for.
    int rank = (in_time ? 100 : 0) + (name.kind == NameKind::kState     ? 20
                                      : name.kind == NameKind::kDemonym ? 18
                                      : name.kind == NameKind::kCapital ? 15
                                                                        : 10);
    if (name.from != INT32_MIN || name.to != INT32_MAX) rank += in_time ? 3 : 0;
    if (name.sector == "GOV") ++rank;
    if (match.rows.size() > 1) rank += name.code == state ? 30 : context.evidence(name);
    if (rank > best_rank) best_rank = rank, best = name;
  }
  return best;
}

bool Finder::titled(uint32_t token, const record::Sentence& sentence) const {
  return token > sentence.begin && capital_begins(token - 1) &&
         roles_.role(LowerWord(word(token - 1)).view()) != nullptr;
}

bool Finder::fits(const NameMatch& match, const Name& name,
                  const record::Sentence& sentence) const {
  const Token& token = parse_.tokens[match.first];
  if (match.first != match.last) return true;
  const bool before_is_name =
      match.first > sentence.begin && capital_begins(match.first - 1) && token.space_before &&
      parse_.tokens[match.first - 1].upos == Upos::kPROPN && used_[match.first - 1] < 0;
  const bool after_is_name = match.first + 1 < sentence.end && capital_begins(match.first + 1) &&
                             parse_.tokens[match.first + 1].upos == Upos::kPROPN &&
                             parse_.tokens[match.first + 1].entity == record::EntityType::kPerson;
  if (name.kind == NameKind::kSurname || name.kind == NameKind::kMinister) {
    // "James Brown" is not Gordon Brown: a first name that the table does not have belongs to
    // somebody else.
    if (after_is_name) return false;
    if (!before_is_name) return true;
    return roles_.role(LowerWord(word(match.first - 1)).view()) != nullptr;
  }
  if (is_place(name.kind) || name.kind == NameKind::kDemonym) {
    // "Michael Jordan", "Paris Hilton", "Chad Smith" are persons, "Tom German" is none of Germany.
    const bool after_person =
        before_is_name && (token.deprel == Deprel::kFlat ||
                           parse_.tokens[match.first - 1].entity == record::EntityType::kPerson);
    // A word for a people stands before what it belongs to: at the end of a name it is a surname.
    const bool ends_name = token.entity != record::EntityType::kNone && !token.entity_begins &&
                           (match.first + 1 == sentence.end ||
                            parse_.tokens[match.first + 1].entity == record::EntityType::kNone);
    if (name.kind == NameKind::kDemonym && (after_person || (before_is_name && ends_name)))
      return false;
    if (token.entity == record::EntityType::kPerson && (before_is_name || after_is_name))
      return false;
    if (name.kind == NameKind::kCity && token.upos != Upos::kPROPN) return false;
  }
  return true;
}

void Finder::add_name(const NameMatch& match, const Name& name) {
  Mention mention;
  mention.first_token = match.first;
  mention.last_token = match.last;
  mention.head_token = head_of(match.first, match.last);
  mention.kind = name.kind == NameKind::kDemonym ? MentionKind::kDemonym : MentionKind::kName;
  mention.place = is_place(name.kind);
  std::string sector(name.sector);
  if (sector.empty() && !record::is_organisation(name.code)) sector = "GOV";
  const bool in_time = name.from <= to_ && from_ <= name.to;
  if (!in_time && sector == "GOV")
    sector = to_ < name.from ? "UNK" : "ELI";  // before or after the office
  mention.actors.push_back({.code = std::string(name.code),
                            .sector = std::move(sector),
                            .name = std::string(name.name),
                            .role = {},
                            .wikidata = std::string(name.wikidata),
                            .span = {}});
  if (name.kind == NameKind::kProduct) mention.actors.back().role = "product";
  if (is_person(name.kind)) {
    mention.actors.back().role = "person";
    if (match.last > match.first) aliases_.emplace(word(match.last), mentions_.size());
  }
  add(std::move(mention));
  kinds_.back() = name.kind;
}

// "Two Russians", "a Palestinian": citizens, where the adjective is a noun.
void Finder::find_nationals() {
  for (size_t i = 0; i < mentions_.size(); ++i) {
    Mention& mention = mentions_[i];
    if (dropped_[i] || mention.kind != MentionKind::kDemonym) continue;
    const Token& token = parse_.tokens[mention.head_token];
    const Deprel rel = token.deprel;
    const bool argument = rel == Deprel::kNsubj || rel == Deprel::kNsubjPass ||
                          rel == Deprel::kObj || rel == Deprel::kObl || rel == Deprel::kOblAgent ||
                          rel == Deprel::kIobj || rel == Deprel::kNmod || rel == Deprel::kRoot ||
                          rel == Deprel::kNmodPoss ||
                          (rel == Deprel::kConj && token.upos != Upos::kADJ);
    if (!argument) continue;
    const bool plural = word(mention.last_token).ends_with('s');
    bool counted = false, definite = false;
    for (uint32_t child = tree_.first_child(mention.head_token); child != Tree::kNone;
         child = tree_.next_sibling(child)) {
      counted |= parse_.tokens[child].deprel == Deprel::kNummod ||
                 (parse_.tokens[child].deprel == Deprel::kDet && parse_.lemma(child) == "a");
      definite |= parse_.tokens[child].deprel == Deprel::kDet && parse_.lemma(child) == "the";
    }
    mention.kind = MentionKind::kName;
    Actor& actor = mention.actors.front();
    if (plural || counted || !definite) {
      if (actor.sector == "GOV") actor.sector = "CVL";
      actor.role = "national";
    }
  }
}

// Surnames after full names, and abbreviations in brackets after the name that they shorten.
void Finder::find_aliases() {
  for (size_t i = 0, count = mentions_.size(); i < count; ++i) {
    if (dropped_[i]) continue;
    const uint32_t open = mentions_[i].last_token + 1;
    if (open + 2 >= parse_.tokens.size() || word(open) != "(" || word(open + 2) != ")") continue;
    const std::string_view inside = word(open + 1);
    if (inside.size() < 2 || inside.size() > 10 ||
        !std::all_of(inside.begin(), inside.end(), [](unsigned char c) {
          return std::isupper(c) || std::isdigit(c) || c == '-';
        }))
      continue;
    abbreviations_.emplace(inside, i);
  }
  if (aliases_.empty() && abbreviations_.empty()) return;
  for (uint32_t i = 0; i < parse_.tokens.size(); ++i) {
    const std::string_view w = word(i);
    if (w.size() < 2 || !capital_begins(i)) continue;
    if (const auto at = abbreviations_.find(w); at != abbreviations_.end()) {
      const std::vector<Actor> actors = mentions_[at->second].actors;
      if (Mention* mention = mention_at(i); mention != nullptr) {
        if (mention->first_token == i && mention->last_token == i) {
          mention->actors = actors;
          for (Actor& actor : mention->actors) actor.span = mention->span;
        }
      } else {
        add_alias(i, actors);
      }
      continue;
    }
    if (used_[i] >= 0 || parse_.tokens[i].upos != Upos::kPROPN) continue;
    const auto at = aliases_.find(w);
    if (at == aliases_.end() || mentions_[at->second].first_token >= i) continue;
    const bool part_of_name = i > 0 && parse_.tokens[i - 1].upos == Upos::kPROPN &&
                              used_[i - 1] < 0 && parse_.tokens[i].space_before &&
                              capital_begins(i - 1) && parse_.tokens[i - 1].head == i;
    if (part_of_name) continue;
    add_alias(i, mentions_[at->second].actors);
  }
}

void Finder::add_alias(uint32_t token, std::vector<Actor> actors) {
  Mention mention;
  mention.first_token = mention.last_token = mention.head_token = token;
  mention.kind = MentionKind::kName;
  mention.confidence = 0.9;
  mention.actors = std::move(actors);
  add(std::move(mention));
}

}  // namespace servanda::actor

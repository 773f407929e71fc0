// Joins names to the roles that they stand by, and keeps the persons whom only a role makes known.
#include <string>

#include "servanda/actor/finder.h"
#include "servanda/record/organisations.h"

namespace servanda::actor {

using record::Actor;
using record::Deprel;
using record::Token;
using record::Upos;

// The last token of the name that begins or stands at the token: its flat and compound parts on the
// right.
uint32_t Finder::name_end(const record::Sentence& sentence, uint32_t token) const {
  uint32_t last = token;
  while (last + 1 < sentence.end && used_[last + 1] < 0) {
    const Token& next = parse_.tokens[last + 1];
    const bool part = (next.deprel == Deprel::kFlat ||
                       (next.upos == Upos::kPROPN && next.deprel == Deprel::kCompound)) &&
                      next.head >= token && next.head <= last + 1;
    const bool initial = next.deprel == Deprel::kPunct && word(last + 1) == "-" &&
                         last + 2 < sentence.end && parse_.tokens[last + 2].deprel == Deprel::kFlat;
    if (!part && !initial) break;
    ++last;
  }
  return last;
}

// Joins a role with the name it stands by: "Israeli Prime Minister Ariel Sharon", "the rebel
// leader, Foday Sankoh". Returns true if the role has become part of the name's mention.
bool Finder::join_name(const record::Sentence& sentence, Mention& role) {
  const uint32_t noun = role.head_token;
  const Token& token = parse_.tokens[noun];
  const bool title = token.deprel == Deprel::kNmodDesc || token.deprel == Deprel::kCompound ||
                     token.deprel == Deprel::kAmod;
  if (title && token.head > noun && token.head < sentence.end &&
      parse_.tokens[token.head].upos == Upos::kPROPN) {
    // The title stands right before the name, or before its first name.
    uint32_t begin = noun + 1;
    if (Mention* name = mention_at(token.head); name != nullptr)
      return name->first_token == begin && extend(*name, role);
    if (token.head - noun > 5) return false;
    for (uint32_t i = begin; i < token.head; ++i) {
      if (used_[i] >= 0 || !capital_begins(i)) return false;
    }
    name_person(role, begin, name_end(sentence, token.head), token.head);
    return true;
  }
  // "Minister Kovac spoke": a title and the known person right after it are one, though both hang
  // on the verb.
  if (token.upos == Upos::kPROPN && noun + 1 < sentence.end &&
      parse_.tokens[noun + 1].head == token.head &&
      parse_.tokens[noun + 1].deprel == token.deprel) {
    if (Mention* name = mention_at(noun + 1);
        name != nullptr && name->first_token == noun + 1 && !name->actors.empty() &&
        name->actors.front().role != "product" && !name->place)
      return extend(*name, role, noun);
  }
  for (uint32_t child = tree_.first_child(noun); child != Tree::kNone;
       child = tree_.next_sibling(child)) {
    if (child < noun || parse_.tokens[child].upos != Upos::kPROPN) continue;
    const Deprel rel = parse_.tokens[child].deprel;
    if (rel == Deprel::kFlat && child == noun + 1) {
      if (Mention* name = mention_at(child); name != nullptr) return extend(*name, role, noun);
      uint32_t last = child;
      while (last + 1 < sentence.end && used_[last + 1] < 0 &&
             parse_.tokens[last + 1].upos == Upos::kPROPN &&
             (parse_.tokens[last + 1].deprel == Deprel::kFlat))
        ++last;
      name_person(role, child, last, noun);
      return true;
    }
    if (rel == Deprel::kAppos && used_[child] < 0 && capital_begins(child)) {
      Mention name = role;
      name_person(name, child, name_end(sentence, child), child, false);
      return false;
    }
    if (rel == Deprel::kAppos) {
      if (Mention* name = mention_at(child); name != nullptr)
        complete(role, *name);  // null: no name stands there
      return false;
    }
  }
  if (token.deprel == Deprel::kAppos && token.head < noun && token.head >= sentence.begin &&
      parse_.tokens[token.head].upos == Upos::kPROPN) {
    if (Mention* name = mention_at(token.head); name != nullptr) {
      complete(role, *name);
    } else {
      uint32_t first = token.head;
      while (first > sentence.begin && used_[first - 1] < 0 &&
             parse_.tokens[first - 1].upos == Upos::kPROPN &&
             parse_.tokens[first - 1].head == token.head)
        --first;
      Mention named = role;
      name_person(named, first, name_end(sentence, token.head), token.head, false);
    }
  }
  return false;
}

// A known person gives the role a country, and a role names the office of a person whose own is out
// of date. Who serves an organisation speaks for it, wherever the table has him from.
void Finder::complete(Mention& role, Mention& name) {
  const size_t index = static_cast<size_t>(&name - mentions_.data());
  if (!is_person(kinds_[index]) || name.actors.empty()) return;
  Actor& person = name.actors.front();
  const Actor& office = role.actors.front();
  if (record::is_organisation(office.code) && !record::is_organisation(person.code))
    person.code = office.code, person.sector.clear();
  for (Actor& actor : role.actors) {
    if (actor.code.empty()) actor.code = person.code, actor.name = person.name;
  }
  const bool known = person.sector != "ELI" && person.sector != "UNK" && person.sector != "CVL";
  if ((!known || role.actors.front().sector == "ELI") && !role.actors.front().sector.empty() &&
      person.code == role.actors.front().code)
    person.sector = role.actors.front().sector;
  person.role = role.actors.front().role;
}

// "Russian President" + "Vladimir Putin" is one mention.
bool Finder::extend(Mention& name, Mention& role, uint32_t head) {
  const size_t index = static_cast<size_t>(&name - mentions_.data());
  const NameKind kind = kinds_[index];
  if (is_place(kind) || kind == NameKind::kDemonym) return false;
  complete(role, name);
  if (kind != NameKind::kOrganisation && name.actors.front().role.empty())
    name.actors.front().role = role.actors.front().role;
  name.first_token = role.first_token;
  if (head != Tree::kNone) name.head_token = head;
  name.span.begin = parse_.tokens[name.first_token].span.begin;
  for (Actor& actor : name.actors) actor.span = name.span;
  for (uint32_t i = role.first_token; i <= name.last_token; ++i) {
    if (used_[i] == static_cast<int>(index)) continue;
    if (used_[i] < 0 || swallows(name, *mention_at(i))) used_[i] = static_cast<int>(index);
  }
  return true;
}

// A person whom only the role knows.
void Finder::name_person(Mention& mention, uint32_t first, uint32_t last, uint32_t head,
                         bool with_role) {
  if (!with_role) mention.first_token = first;
  mention.last_token = last;
  mention.head_token = head;
  mention.kind = MentionKind::kName;
  const std::string name(
      base::Span{parse_.tokens[first].span.begin, parse_.tokens[last].span.end}.of(text_));
  for (Actor& actor : mention.actors) actor.name = name, actor.wikidata.clear();
  if (word(last).size() > 2) aliases_.emplace(word(last), mentions_.size());
  add(mention);
  kinds_.back() = NameKind::kPerson;
}

}  // namespace servanda::actor

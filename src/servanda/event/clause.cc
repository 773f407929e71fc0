// Fills the slots of a clause.
#include "servanda/event/clause.h"

#include <algorithm>
#include <array>

namespace servanda::event {
namespace {

using record::Deprel;
using record::Upos;

constexpr std::array<HashedText, 10> kSlots = {"subj", "obj",  "iobj", "agent", "obl",
                                               "nmod", "poss", "comp", "mod",   "topic"};

constexpr std::array<HashedText, 62> kLight = {
    "abandon", "announce", "approve",  "attend",   "begin",     "break",    "call",    "cancel",
    "carry",   "commence", "commit",   "complete", "conclude",  "conduct",  "confirm", "continue",
    "declare", "deliver",  "enact",    "end",      "engage",    "enter",    "execute", "express",
    "extend",  "face",     "file",     "finalize", "give",      "halt",     "have",    "hold",
    "host",    "impose",   "initiate", "issue",    "join",      "launch",   "lead",    "lift",
    "make",    "mount",    "offer",    "open",     "order",     "organize", "perform", "pay",
    "place",   "plan",     "postpone", "reach",    "receive",   "reject",   "resume",  "sign",
    "stage",   "start",    "suffer",   "take",     "undertake", "provide"};

constexpr std::array<HashedText, 38> kObjectControl = {
    "accuse",  "advise",  "allow",   "appeal",   "ask",    "authorize", "beg",       "block",
    "call",    "cause",   "command", "convince", "dare",   "enable",    "encourage", "forbid",
    "force",   "help",    "implore", "instruct", "invite", "lead",      "let",       "make",
    "oblige",  "order",   "permit",  "persuade", "press",  "pressure",  "prevent",   "remind",
    "request", "require", "stop",    "tell",     "urge",   "warn"};

bool is_relative(std::string_view word) {
  return word == "who" || word == "which" || word == "that" || word == "whom";
}

class Reader {
 public:
  Reader(const Tree& tree, uint32_t token) : tree_(tree) { clause_.trigger = token; }

  Clause read() {
    const uint32_t t = clause_.trigger;
    const bool verbal = tree_.upos(t) == Upos::kVERB || tree_.upos(t) == Upos::kAUX;
    if (verbal) {
      clause_.verb = t;
      clause_.passive = is_passive(tree_, t);
      add_verb_dependents(t, false);
      add_unsaid(t);
    } else {
      add_noun_dependents(t);
      add_support(t);
    }
    return std::move(clause_);
  }

 private:
  void add(Slot slot, uint32_t token, bool inherited, const HashedText& preposition = {}) {
    clause_.arguments.push_back({slot, token, preposition, inherited});
  }

  bool has(Slot slot) const { return clause_.first(slot) != kNoToken; }

  // Relative pronouns stand for the noun that the clause hangs on.
  uint32_t resolved(uint32_t token, uint32_t verb) const {
    if (!is_relative(tree_.word(token))) return token;
    uint32_t clause = verb;
    for (int step = 0; step < 4 && clause != kNoToken; ++step) {
      const Deprel link = tree_.deprel(clause);
      const uint32_t above = tree_.head(clause);
      const bool relative = link == Deprel::kAclRelcl || link == Deprel::kAcl;
      // "a contract signed in 1995, which was revised": the pronoun means the noun, not the
      // participle.
      if (relative && (above == kNoToken || tree_.upos(above) != Upos::kVERB))
        return above == kNoToken ? token : above;
      clause = above;
    }
    return token;
  }

  void add_verb_dependents(uint32_t verb, bool inherited) {
    for (uint32_t c : tree_.children(verb)) {
      switch (tree_.deprel(c)) {
        case Deprel::kNsubj:
          add(Slot::kSubject, resolved(c, verb), inherited);
          break;
        case Deprel::kNsubjPass:
          add(Slot::kObject, resolved(c, verb), inherited);
          break;
        case Deprel::kObj:
          add(Slot::kObject, resolved(c, verb), inherited);
          break;
        case Deprel::kIobj:
          add(Slot::kIndirect, resolved(c, verb), inherited);
          break;
        case Deprel::kOblAgent:
          add(Slot::kAgent, c, inherited);
          break;
        case Deprel::kObl:
        case Deprel::kOblUnmarked: {
          const HashedText preposition = tree_.preposition(c);
          const bool by = preposition == "by" && is_passive(tree_, verb);
          add(by ? Slot::kAgent : Slot::kOblique, resolved(c, verb), inherited, preposition);
          break;
        }
        default:
          break;
      }
    }
  }

  // "accused Kenya of having sold", "prevent a bank from lending": the object does it.
  bool follows_of(uint32_t verb) const {
    const uint32_t mark = tree_.child(verb, Deprel::kMark);
    if (mark == kNoToken) return false;
    const std::string_view word = tree_.word(mark);
    return word == "of" || word == "from" || word == "into";
  }

  // Takes the subject of the clause that this one is part of: coordination, control, participles.
  void add_unsaid(uint32_t verb) {
    uint32_t current = verb;
    for (int step = 0; step < 6; ++step) {
      const Deprel link = tree_.deprel(current);
      const uint32_t head = tree_.head(current);
      if (head == kNoToken) return;
      if (step == 0 || clause_.governor == kNoToken) {
        if (link != Deprel::kConj) clause_.governor = head, clause_.link = link;
      }
      const Slot want = clause_.passive ? Slot::kObject : Slot::kSubject;
      if (has(want) || (has(Slot::kSubject))) return;
      if (link == Deprel::kAcl || link == Deprel::kAclRelcl) {
        const bool participle = tree_.xpos(current) == "VBN";
        const bool infinitive = tree_.child(current, Deprel::kMark) != kNoToken;
        if (link == Deprel::kAclRelcl) {
          add(has(Slot::kObject) ? Slot::kSubject : Slot::kObject, head, true);
        } else if (!infinitive) {
          add(participle ? Slot::kObject : Slot::kSubject, head, true);
        } else {
          add(Slot::kTopic, head, true);
          current = head;
          continue;
        }
        return;
      }
      if (link == Deprel::kXcomp || link == Deprel::kAdvcl || link == Deprel::kConj ||
          link == Deprel::kCcomp || link == Deprel::kParataxis) {
        Reader outer(tree_, head);
        if (tree_.upos(head) != Upos::kVERB && tree_.upos(head) != Upos::kAUX &&
            tree_.upos(head) != Upos::kADJ) {
          if (link == Deprel::kConj) return;
          // A noun or adjective predicate: its own subject.
        }
        outer.add_verb_dependents(head, true);
        const uint32_t object = outer.clause_.first(Slot::kObject);
        const bool by_object =
            controls_by_object(tree_.lemma(head)) &&
            (link == Deprel::kXcomp ||
             (link == Deprel::kAdvcl && object < current && follows_of(current)));
        uint32_t subject = outer.clause_.first(Slot::kSubject);
        if (subject == kNoToken && is_passive(tree_, head)) subject = object;
        const uint32_t unsaid = by_object && object != kNoToken ? object : subject;
        if (unsaid != kNoToken && link != Deprel::kCcomp && link != Deprel::kParataxis) {
          add(want, unsaid, true);
          if (link == Deprel::kConj && clause_.passive &&
              outer.clause_.first(Slot::kAgent) != kNoToken && !has(Slot::kAgent)) {
            add(Slot::kAgent, outer.clause_.first(Slot::kAgent), true);
          }
          return;
        }
      }
      current = head;
    }
  }

  void add_noun_dependents(uint32_t noun) {
    for (uint32_t c : tree_.children(noun)) {
      switch (tree_.deprel(c)) {
        case Deprel::kNsubj:
          add(Slot::kSubject, resolved(c, noun), false);
          break;
        case Deprel::kNmod:
        case Deprel::kObl:
          add(Slot::kNominal, c, false, tree_.preposition(c));
          break;
        case Deprel::kNmodPoss:
          add(Slot::kPossessor, c, false);
          break;
        case Deprel::kCompound:
        case Deprel::kNmodDesc:
        case Deprel::kFlat:
          add(Slot::kCompound, c, false);
          break;
        case Deprel::kAmod:
          add(Slot::kModifier, c, false);
          break;
        default:
          break;
      }
    }
  }

  // A noun takes its parties from the verb that carries it ("Russia launched an attack", "an attack
  // hit Kyiv").
  void add_support(uint32_t noun) {
    uint32_t current = noun;
    for (int step = 0; step < 3 && tree_.deprel(current) == Deprel::kConj; ++step) {
      if (tree_.head(current) == kNoToken) break;
      current = tree_.head(current);
      // "Norland's annexation of the island and intervention in the north": both are Norland's.
      const uint32_t possessor = tree_.child(current, Deprel::kNmodPoss);
      if (possessor != kNoToken && !has(Slot::kPossessor) && tree_.upos(current) == Upos::kNOUN)
        add(Slot::kPossessor, possessor, true);
    }
    const Deprel link = tree_.deprel(current);
    const uint32_t head = tree_.head(current);
    if (head == kNoToken) return;
    clause_.governor = head;
    clause_.link = link;
    if (tree_.upos(head) != Upos::kVERB) return;
    if (link == Deprel::kObj || link == Deprel::kNsubjPass || link == Deprel::kObl ||
        link == Deprel::kNsubj) {
      clause_.light = link != Deprel::kNsubj && is_light_verb(tree_.lemma(head));
      clause_.passive = is_passive(tree_, head);
      if (clause_.light) clause_.verb = head;
      Reader outer(tree_, head);
      const Clause carried = outer.read();
      for (const Argument& a : carried.arguments) {
        if (a.token != current) add(a.slot, a.token, true, a.preposition);
      }
    }
  }

  const Tree& tree_;
  Clause clause_;
};

}  // namespace

HashedText name(Slot slot) { return kSlots[static_cast<size_t>(slot)]; }

uint32_t Clause::first(Slot slot) const {
  for (const Argument& a : arguments) {
    if (a.slot == slot) return a.token;
  }
  return kNoToken;
}

Clause read_clause(const Tree& tree, uint32_t token) { return Reader(tree, token).read(); }

bool is_light_verb(AnyText lemma) { return in(kLight, lemma); }

bool controls_by_object(AnyText lemma) { return in(kObjectControl, lemma); }

bool is_passive(const Tree& tree, uint32_t verb) {
  bool auxiliary = false;
  for (uint32_t c : tree.children(verb)) {
    const Deprel link = tree.deprel(c);
    if (link == Deprel::kAuxPass || link == Deprel::kNsubjPass || link == Deprel::kOblAgent)
      return true;
    auxiliary |= link == Deprel::kAux;
  }
  if (tree.xpos(verb) != "VBN" || auxiliary) return false;
  return tree.deprel(verb) == Deprel::kAcl || tree.deprel(verb) == Deprel::kConj ||
         tree.deprel(verb) == Deprel::kAmod || tree.deprel(verb) == Deprel::kAdvcl ||
         tree.deprel(verb) == Deprel::kXcomp || tree.deprel(verb) == Deprel::kRoot;
}

}  // namespace servanda::event

// Works on one document: who is named, who is meant by a role, and which words belong to whom.
// Internal to this stage: others call ActorFinder::find().
#pragma once

#include <cctype>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/actor/actors.h"
#include "servanda/actor/context.h"
#include "servanda/actor/names.h"
#include "servanda/actor/roles.h"
#include "servanda/actor/tree.h"
#include "servanda/record/document.h"
#include "servanda/record/parse.h"

namespace servanda::actor {

inline bool is_place(NameKind kind) {
  return kind == NameKind::kState || kind == NameKind::kCapital || kind == NameKind::kCity ||
         kind == NameKind::kRegion || kind == NameKind::kPlace;
}

inline bool is_person(NameKind kind) {
  return kind == NameKind::kPerson || kind == NameKind::kSurname || kind == NameKind::kMinister;
}

// Serves one document and one call of run(): names first (finder_names.cc), then roles and whose
// they are (finder_roles.cc) with the persons that hold them (finder_persons.cc), then nationals
// and short names (finder_names.cc), because each asks what the ones before have found.
//
// What holds between two of its steps:
// - mentions_, kinds_ and dropped_ are of one length, and add() alone lengthens them. Until run()
//   ends no mention is removed or moved to another index; a pointer to one holds until the next
//   add().
// - A token belongs to one mention at most: used_[token] is its index, or -1. No token belongs to
//   a dropped mention: what it had has gone to the phrase around it, through which it speaks.
class Finder {
 public:
  // The tables, the document and the parse must outlive the finder.
  Finder(const NameTable& names, const RoleTable& roles, const record::Document& document,
         const record::Parse& parse);

  // Finds the mentions in text order, with references resolved. It takes them out of the finder, so
  // call it once.
  std::vector<Mention> run();

 private:
  // The longest role that ends at a token.
  struct Found {
    const Role* role = nullptr;
    uint32_t first = 0;  // of the words of the role itself
  };

  // Whose a role is.
  struct Owners {
    std::vector<record::Actor> actors;
    bool group = false;  // an organ or a group, with a sector of its own
  };

  // What every step uses.
  std::string_view word(uint32_t token) const { return parse_.tokens[token].span.of(text_); }

  bool capital_begins(uint32_t token) const {
    const std::string_view w = word(token);
    return !w.empty() && (std::isupper(static_cast<unsigned char>(w.front())) != 0 ||
                          static_cast<unsigned char>(w.front()) >= 0x80);
  }

  Mention* mention_at(uint32_t token) {
    return used_[token] < 0 ? nullptr : &mentions_[static_cast<size_t>(used_[token])];
  }
  const Mention* mention_at(uint32_t token) const {
    return used_[token] < 0 ? nullptr : &mentions_[static_cast<size_t>(used_[token])];
  }
  uint32_t head_of(uint32_t first, uint32_t last) const;
  void add(Mention mention);
  bool swallows(const Mention& phrase, const Mention& inner);

  // Names, nationals and short names: finder_names.cc.
  void find_names();
  void take_owner(Mention& organ);
  std::optional<Name> choose(const NameMatch& match, const record::Sentence& sentence,
                             const Context& context, std::string_view state) const;
  bool titled(uint32_t token, const record::Sentence& sentence) const;
  bool fits(const NameMatch& match, const Name& name, const record::Sentence& sentence) const;
  void add_name(const NameMatch& match, const Name& name);
  void find_nationals();
  void find_aliases();
  void add_alias(uint32_t token, std::vector<record::Actor> actors);

  // Roles and their owners: finder_roles.cc.
  void find_roles(const record::Sentence& sentence);
  Found role_at(const record::Sentence& sentence, uint32_t noun) const;
  uint32_t phrase_begin(const record::Sentence& sentence, uint32_t noun) const;
  void take(const Mention& mention, Owners& owners) const;
  Owners owners_of(uint32_t first, uint32_t noun, std::string_view lemma,
                   std::string_view sector) const;
  void take_joined(uint32_t first, bool place, Owners& owners) const;
  std::string_view case_of(uint32_t token) const;
  std::string sector_of(std::string_view base, RoleKind kind, uint32_t first,
                        uint32_t role_first) const;
  bool in_compound(uint32_t noun) const;
  bool is_goods(uint32_t noun) const;
  void add_role(const record::Sentence& sentence, uint32_t noun);

  // Persons, and the joining of names to roles: finder_persons.cc.
  uint32_t name_end(const record::Sentence& sentence, uint32_t token) const;
  bool join_name(const record::Sentence& sentence, Mention& role);
  void complete(Mention& role, Mention& name);
  bool extend(Mention& name, Mention& role, uint32_t head = Tree::kNone);
  void name_person(Mention& mention, uint32_t first, uint32_t last, uint32_t head,
                   bool with_role = true);

  const NameTable& names_;
  const RoleTable& roles_;
  const record::Document& document_;
  const record::Parse& parse_;
  std::string_view text_;
  Tree tree_;
  // The first and last day that the document's date may mean.
  record::DayNumber from_ = INT32_MIN, to_ = INT32_MAX;
  std::vector<int> used_;  // the mention that a token belongs to; -1 for none
  std::vector<Mention> mentions_;
  std::vector<NameKind> kinds_;  // of each mention
  std::vector<bool> dropped_;    // mentions that speak through others
  std::unordered_map<std::string_view, size_t> aliases_, abbreviations_;  // to mentions
};

}  // namespace servanda::actor

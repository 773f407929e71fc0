// Finds names, roles, nationals and persons in a document, in that order, and puts them together.
#include <algorithm>
#include <cctype>
#include <string>
#include <unordered_map>
#include <utility>

#include "servanda/actor/actors.h"
#include "servanda/actor/context.h"
#include "servanda/actor/names.h"
#include "servanda/actor/references.h"
#include "servanda/actor/roles.h"
#include "servanda/actor/tree.h"
#include "servanda/embedded/kActorNames.h"
#include "servanda/embedded/kActorOwn.h"
#include "servanda/embedded/kActorRoles.h"

namespace servanda::actor {

using record::Actor;
using record::Deprel;
using record::Parse;
using record::Token;
using record::Upos;

struct ActorFinder::Tables {
  NameTable names;
  RoleTable roles;
};

namespace {

bool is_place(NameKind kind) {
  return kind == NameKind::kState || kind == NameKind::kCapital || kind == NameKind::kCity || kind == NameKind::kRegion || kind == NameKind::kPlace;
}

bool is_person(NameKind kind) { return kind == NameKind::kPerson || kind == NameKind::kSurname || kind == NameKind::kMinister; }

bool modifies(Deprel rel) {
  return rel == Deprel::kAmod || rel == Deprel::kCompound || rel == Deprel::kNummod || rel == Deprel::kNmodDesc || rel == Deprel::kNmodPoss ||
         rel == Deprel::kFlat || rel == Deprel::kPunct || rel == Deprel::kCase || rel == Deprel::kConj || rel == Deprel::kCc ||
         rel == Deprel::kAdvmod || rel == Deprel::kNmodUnmarked || rel == Deprel::kNmod || rel == Deprel::kOblUnmarked || rel == Deprel::kObl ||
         rel == Deprel::kDep || rel == Deprel::kGoeswith;
}

// Second parts of compounds in which the state is not the owner: "Iranian-backed militia".
bool is_backing(std::string_view word) {
  static constexpr std::string_view kWords[] = {"backed", "occupied", "born", "trained", "funded", "sponsored", "supported", "brokered", "mediated", "made", "aligned",
                                                "held", "supplied", "armed", "allied", "linked", "installed", "administered", "annexed", "educated", "built", "bound"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

// Nouns whose place says where they are, not whose they are: "the embassy in Kabul", "troops in Iraq".
bool is_posted(std::string_view lemma, std::string_view sector) {
  return sector == "MIL" || lemma == "embassy" || lemma == "consulate" || lemma == "ambassador" || lemma == "envoy" || lemma == "diplomat" || lemma == "delegation" || lemma == "mission" ||
         lemma == "negotiator" || lemma == "mediator";
}

// Works on one document.
class Finder {
 public:
  Finder(const NameTable& names, const RoleTable& roles, const record::Document& document, const Parse& parse)
      : names_(names), roles_(roles), document_(document), parse_(parse), text_(document.text), tree_(parse), used_(parse.tokens.size(), -1) {
    if (document.date.known()) {
      from_ = record::first_day(document.date);
      to_ = record::last_day(document.date);
    }
  }

  std::vector<Mention> run() {
    find_names();
    for (const record::Sentence& sentence : parse_.sentences) find_roles(sentence);
    find_nationals();
    find_aliases();
    std::vector<Mention> kept;
    kept.reserve(mentions_.size());
    for (size_t i = 0; i < mentions_.size(); ++i) {
      if (!dropped_[i]) kept.push_back(std::move(mentions_[i]));
    }
    std::sort(kept.begin(), kept.end(), [](const Mention& a, const Mention& b) { return std::pair(a.first_token, a.last_token) < std::pair(b.first_token, b.last_token); });
    resolve_references(document_, parse_, kept);
    return kept;
  }

 private:
  std::string_view word(uint32_t token) const { return parse_.tokens[token].span.of(text_); }

  bool capital_begins(uint32_t token) const {
    const std::string_view w = word(token);
    return !w.empty() && (std::isupper(static_cast<unsigned char>(w.front())) != 0 || static_cast<unsigned char>(w.front()) >= 0x80);
  }

  Mention* mention_at(uint32_t token) { return used_[token] < 0 ? nullptr : &mentions_[static_cast<size_t>(used_[token])]; }
  const Mention* mention_at(uint32_t token) const { return used_[token] < 0 ? nullptr : &mentions_[static_cast<size_t>(used_[token])]; }

  // The token of [first, last] whose head lies outside.
  uint32_t head_of(uint32_t first, uint32_t last) const {
    for (uint32_t i = first; i <= last; ++i) {
      const uint32_t head = parse_.tokens[i].head;
      if (head == i || head < first || head > last) return i;
    }
    return last;
  }

  void add(Mention mention) {
    mention.span = {parse_.tokens[mention.first_token].span.begin, parse_.tokens[mention.last_token].span.end};
    for (Actor& actor : mention.actors) actor.span = mention.span;
    for (uint32_t i = mention.first_token; i <= mention.last_token; ++i) {
      if (used_[i] < 0 || swallows(mention, *mention_at(i))) used_[i] = static_cast<int>(mentions_.size());
    }
    mentions_.push_back(std::move(mention));
    kinds_.push_back(NameKind::kPlace);
    dropped_.push_back(false);
  }

  // True if a modifier ("Russian", "US") speaks through the phrase it stands in; "Russia's" still stands for itself.
  bool swallows(const Mention& phrase, const Mention& inner) {
    if (inner.first_token < phrase.first_token || inner.last_token > phrase.last_token) return false;
    const Deprel rel = parse_.tokens[inner.head_token].deprel;
    if (inner.kind != MentionKind::kDemonym && rel == Deprel::kNmodPoss) return false;
    dropped_[static_cast<size_t>(&inner - mentions_.data())] = true;
    return true;
  }

  // --- names -------------------------------------------------------------------------------------------------------------

  void find_names() {
    const Context context(names_, document_, parse_, from_, to_);
    size_t sentence = 0;
    for (size_t i = 0; i < context.matches().size(); ++i) {
      const NameMatch& match = context.matches()[i];
      while (match.first >= parse_.sentences[sentence].end) ++sentence;
      if (context.names_a_thing(i)) continue;
      const std::string_view state = context.state_after(i);
      const Name* name = choose(match, parse_.sentences[sentence], context, state);
      if (name == nullptr || name->kind == NameKind::kNobody) continue;
      const bool ethnic = name->kind == NameKind::kDemonym && match.first > 0 && LowerWord(word(match.first - 1)).view() == "ethnic";
      if (ethnic && !word(match.last).ends_with('s')) continue;  // "ethnic Albanian guerrillas" are of the place
      add_name(match, *name);
      Mention& mention = mentions_.back();
      if (ethnic) {
        mention.kind = MentionKind::kDescription;
        mention.actors.front() = Actor{.code = {}, .sector = "CVL", .name = {}, .role = "national", .wikidata = {}, .span = mention.span};
        continue;
      }
      if (!state.empty()) mention.actors.front().code = state;
      if (name->kind == NameKind::kOrgan) take_owner(mention);
    }
  }

  // "the Polish Supreme Court", "Ghana's Home Secretary": who stands before the name of an organ owns it.
  void take_owner(Mention& organ) {
    if (is_organisation(organ.actors.front().code) || organ.first_token == 0) return;
    uint32_t before = organ.first_token - 1;
    if (parse_.lemma(before) == "'s" && before > 0) --before;
    const Mention* owner = mention_at(before);
    if (owner == nullptr || owner == &organ) return;
    const NameKind kind = kinds_[static_cast<size_t>(owner - mentions_.data())];
    if (kind != NameKind::kState && kind != NameKind::kDemonym) return;
    if (parse_.tokens[organ.first_token].span.begin - parse_.tokens[owner->last_token].span.end > 4) return;
    Actor& actor = organ.actors.front();
    if (actor.code == owner->actors.front().code || is_organisation(owner->actors.front().code)) return;
    actor.code = owner->actors.front().code;
    actor.wikidata.clear();
  }

  // The row that holds on the document's date and fits the words around; nullptr if none does.
  const Name* choose(const NameMatch& match, const record::Sentence& sentence, const Context& context, std::string_view state) const {
    const Name* best = nullptr;
    int best_rank = -1;
    for (const uint32_t index : *match.rows) {
      const Name& name = names_.row(index);
      const bool in_time = name.from <= to_ && from_ <= name.to;
      if (!in_time && name.kind != NameKind::kPerson) continue;
      if (!fits(match, name, sentence)) continue;
      // A minister is known by surname alone only where the text speaks of the state or gives the title.
      if (name.kind == NameKind::kMinister && context.evidence(name) == 0 && !titled(match.first, sentence)) continue;
      // In time before out of time; states before cities; a row with dates before one without; what the document speaks for.
      int rank = (in_time ? 100 : 0) + (name.kind == NameKind::kState ? 20 : name.kind == NameKind::kDemonym ? 18 : name.kind == NameKind::kCapital ? 15 : 10);
      if (name.from != INT32_MIN || name.to != INT32_MAX) rank += in_time ? 3 : 0;
      if (name.sector == "GOV") ++rank;
      if (match.rows->size() > 1) rank += name.code == state ? 30 : context.evidence(name);
      if (rank > best_rank) best_rank = rank, best = &name;
    }
    return best;
  }

  bool titled(uint32_t token, const record::Sentence& sentence) const {
    return token > sentence.begin && capital_begins(token - 1) && roles_.role(LowerWord(word(token - 1)).view()) != nullptr;
  }

  bool fits(const NameMatch& match, const Name& name, const record::Sentence& sentence) const {
    const Token& token = parse_.tokens[match.first];
    if (match.first != match.last) return true;
    const bool before_is_name = match.first > sentence.begin && capital_begins(match.first - 1) && token.space_before &&
                                parse_.tokens[match.first - 1].upos == Upos::kPROPN && used_[match.first - 1] < 0;
    const bool after_is_name = match.first + 1 < sentence.end && capital_begins(match.first + 1) && parse_.tokens[match.first + 1].upos == Upos::kPROPN &&
                               parse_.tokens[match.first + 1].entity == record::EntityType::kPerson;
    if (name.kind == NameKind::kSurname || name.kind == NameKind::kMinister) {
      // "James Brown" is not Gordon Brown: a first name that the table does not have belongs to somebody else.
      if (after_is_name) return false;
      if (!before_is_name) return true;
      return roles_.role(LowerWord(word(match.first - 1)).view()) != nullptr;
    }
    if (is_place(name.kind) || name.kind == NameKind::kDemonym) {
      // "Michael Jordan", "Paris Hilton", "Chad Smith" are persons.
      if (token.entity == record::EntityType::kPerson && (before_is_name || after_is_name)) return false;
      if (name.kind == NameKind::kCity && token.upos != Upos::kPROPN) return false;
    }
    return true;
  }

  void add_name(const NameMatch& match, const Name& name) {
    Mention mention;
    mention.first_token = match.first;
    mention.last_token = match.last;
    mention.head_token = head_of(match.first, match.last);
    mention.kind = name.kind == NameKind::kDemonym ? MentionKind::kDemonym : MentionKind::kName;
    mention.place = is_place(name.kind);
    std::string sector(name.sector);
    if (sector.empty() && !is_organisation(name.code)) sector = "GOV";
    const bool in_time = name.from <= to_ && from_ <= name.to;
    if (!in_time && sector == "GOV") sector = to_ < name.from ? "UNK" : "ELI";  // before or after the office
    mention.actors.push_back({.code = std::string(name.code), .sector = std::move(sector), .name = std::string(name.name), .role = {}, .wikidata = std::string(name.wikidata), .span = {}});
    if (name.kind == NameKind::kProduct) mention.actors.back().role = "product";
    if (is_person(name.kind)) {
      mention.actors.back().role = "person";
      if (match.last > match.first) aliases_.emplace(word(match.last), mentions_.size());
    }
    add(std::move(mention));
    kinds_.back() = name.kind;
  }

  // --- roles -------------------------------------------------------------------------------------------------------------

  // From right to left, so that what a role is part of ("a member of the Iraqi army") is known before it.
  void find_roles(const record::Sentence& sentence) {
    for (uint32_t i = sentence.end; i-- > sentence.begin;) {
      const Token& token = parse_.tokens[i];
      if (used_[i] >= 0) continue;
      const bool nominal = token.upos == Upos::kNOUN || token.upos == Upos::kPROPN;
      const bool adjective_as_noun = token.upos == Upos::kADJ && (token.deprel == Deprel::kNsubj || token.deprel == Deprel::kNsubjPass || token.deprel == Deprel::kObl || token.deprel == Deprel::kObj || token.deprel == Deprel::kNmod || token.deprel == Deprel::kOblAgent);
      if (!nominal && !adjective_as_noun) continue;
      add_role(sentence, i);
    }
  }

  struct Found {
    const Role* role = nullptr;
    uint32_t first = 0;  // of the words of the role itself
  };

  // The longest role that ends at the token: "drug lord", "human rights group".
  Found role_at(const record::Sentence& sentence, uint32_t noun) const {
    LowerWord key(parse_.lemma(noun));
    Found found{roles_.role(key.view()), noun};
    if (found.role == nullptr) {
      const LowerWord written(word(noun));
      found.role = roles_.role(written.view());
    }
    for (uint32_t i = noun; i > sentence.begin && noun - i < 2;) {
      --i;
      if (parse_.tokens[i].upos == Upos::kPUNCT) break;
      key.prepend(" ");
      key.prepend(parse_.lemma(i));
      if (const Role* longer = roles_.role(key.view()); longer != nullptr) found = {longer, i};
    }
    return found;
  }

  // The first token of the phrase: what stands without a gap on the left and hangs on the noun.
  uint32_t phrase_begin(const record::Sentence& sentence, uint32_t noun) const {
    uint32_t first = noun;
    while (first > sentence.begin) {
      uint32_t at = first - 1;
      const Deprel rel = parse_.tokens[at].deprel;
      if (rel == Deprel::kDet || !modifies(rel)) break;
      if (rel == Deprel::kPunct && word(at) != "-" && word(at) != ",") break;
      bool hangs = false;
      for (int step = 0; step < 6 && !hangs; ++step) {
        const uint32_t head = parse_.tokens[at].head;
        if (head == at || head > noun) break;
        at = head;
        hangs = at == noun;
        if (!hangs && !modifies(parse_.tokens[at].deprel)) break;
      }
      if (!hangs) break;
      --first;
    }
    // A comma or conjunction at the edge belongs outside.
    while (first < noun && (parse_.tokens[first].deprel == Deprel::kPunct || parse_.tokens[first].deprel == Deprel::kCc || parse_.tokens[first].deprel == Deprel::kCase)) ++first;
    return first;
  }

  struct Owners {
    std::vector<Actor> actors;
    bool group = false;  // an organ or a group, with a sector of its own
  };

  void take(const Mention& mention, Owners& owners) const {
    const size_t index = static_cast<size_t>(&mention - mentions_.data());
    for (const Actor& actor : mention.actors) {
      if (owners.actors.size() < 12) owners.actors.push_back(actor);
    }
    const NameKind kind = kinds_[index];
    owners.group |= (mention.kind == MentionKind::kName && !mention.place) || kind == NameKind::kOrgan || kind == NameKind::kGroup || mention.kind == MentionKind::kDescription;
  }

  // Whose: "Russian officials", "Russia's army", "US and British forces", "the army of Sudan", "a member of Hamas".
  Owners owners_of(uint32_t first, uint32_t noun, std::string_view lemma, std::string_view sector) const {
    Owners owners;
    for (uint32_t i = first; i < noun; ++i) {
      const Mention* mention = mention_at(i);
      if (mention == nullptr) continue;
      const uint32_t after = mention->last_token + 1;
      const bool hyphen = after + 1 < parse_.tokens.size() && word(after) == "-";
      const bool backing = hyphen && is_backing(word(after + 1));
      const bool joined = parse_.tokens[mention->head_token].deprel == Deprel::kConj;
      if (!backing && (owners.actors.empty() || joined)) take(*mention, owners);
      i = std::max(i, mention->last_token);
    }
    if (!owners.actors.empty()) return owners;
    for (uint32_t child = tree_.first_child(noun); child != Tree::kNone; child = tree_.next_sibling(child)) {
      if (child < noun || parse_.tokens[child].deprel != Deprel::kNmod) continue;
      const std::string_view preposition = case_of(child);
      const bool owner = preposition == "of" || preposition == "from" || preposition == "for" || ((preposition == "in" || preposition == "at") && !is_posted(lemma, sector));
      if (!owner) continue;
      const Mention* mention = mention_at(child);
      if (mention == nullptr && (parse_.lemma(child) == "country" || parse_.lemma(child) == "nation" || parse_.lemma(child) == "state")) {
        mention = mention_at(child - 1);  // "envoys of twelve European Union countries"
        if (mention != nullptr && mention->last_token + 1 == child) {
          take(*mention, owners);
          break;
        }
      }
      if (mention == nullptr || mention->head_token != child) continue;
      take(*mention, owners);
      take_joined(child, mention->place, owners);
      if (!owners.actors.empty()) break;
    }
    if (owners.actors.empty() && first > 0) {  // "a United States Marine", whatever the tree has
      const Mention* before = mention_at(first - 1);
      if (before != nullptr && before->last_token + 1 == first && parse_.tokens[first].space_before) {
        const NameKind kind = kinds_[static_cast<size_t>(before - mentions_.data())];
        if (kind == NameKind::kState || kind == NameKind::kDemonym) take(*before, owners);
      }
    }
    return owners;
  }

  // Those joined with "and", also where each hangs on the one before: "fishermen in Spain, Portugal and Italy".
  void take_joined(uint32_t first, bool place, Owners& owners) const {
    uint32_t current = first;
    for (int step = 0; step < 8 && current != Tree::kNone; ++step) {
      uint32_t onward = Tree::kNone;
      for (uint32_t next = tree_.first_child(current); next != Tree::kNone; next = tree_.next_sibling(next)) {
        if (parse_.tokens[next].deprel != Deprel::kConj) continue;
        if (const Mention* also = mention_at(next); also != nullptr && also->head_token == next && also->place == place) take(*also, owners), onward = next;
      }
      current = onward;
    }
  }

  std::string_view case_of(uint32_t token) const {
    for (uint32_t child = tree_.first_child(token); child != Tree::kNone; child = tree_.next_sibling(child)) {
      if (parse_.tokens[child].deprel == Deprel::kCase && child < token) return parse_.lemma(child);
    }
    return {};
  }

  // What modifiers make of a sector: "former minister", "rebel fighters", "opposition lawmakers", "police officials".
  std::string sector_of(std::string_view base, RoleKind kind, uint32_t first, uint32_t role_first) const {
    std::string sector(base);
    for (uint32_t i = role_first; i-- > first;) {
      const LowerWord lemma(parse_.lemma(i));
      std::string_view change = roles_.modifier(lemma.view());
      if (change.empty()) change = roles_.modifier(LowerWord(word(i)).view());
      if (change.empty()) continue;
      const bool official = sector == "GOV" || sector.empty();
      if (change == "ELI" && (kind != RoleKind::kPerson || (sector != "GOV" && sector != "MIL" && sector != "LEG" && sector != "COP" && sector != "JUD" && sector != "SPY"))) continue;
      if ((change == "MIL" || change == "SPY" || change == "JUD" || change == "LEG") && !official) continue;
      if (change == "COP" && !official && sector != "MIL") continue;
      if (change == "REB" && (sector == "CRM" || sector == "CVL" || sector == "JRN" || sector == "BUS")) continue;
      if (change == "OPP" && !(official || sector == "PTY" || sector == "LEG" || sector == "CVL" || sector == "REB" || sector == "PRM")) continue;
      if (change == "BUS" && sector != "MIL" && sector != "CVL" && !official) continue;
      if (change == "CRM" && sector != "BUS" && sector != "CVL" && !official) continue;
      if (change == "REL" && sector != "GOV" && sector != "CVL" && !sector.empty()) continue;
      if ((change == "JRN" || change == "CVL") && !sector.empty() && !(sector == "MIL" && change == "CVL")) continue;
      if (change == "PRM" && sector != "GOV" && sector != "MIL" && sector != "REB" && !sector.empty()) continue;
      sector = change;
      if (change == "ELI" || change == "OPP") break;
    }
    return sector;
  }

  // "a 600-member mission", "third-party sanctions", "editor-in-chief"; but "ex-president", "vice-chairman".
  bool in_compound(uint32_t noun) const {
    const auto& tokens = parse_.tokens;
    if (noun + 2 < tokens.size() && word(noun + 1) == "-" && !tokens[noun + 1].space_before && !tokens[noun + 2].space_before) return true;
    if (noun < 2 || word(noun - 1) != "-" || tokens[noun].space_before || tokens[noun - 1].space_before) return false;
    const LowerWord prefix(word(noun - 2));
    const std::string_view p = prefix.view();
    return p != "ex" && p != "vice" && p != "co" && p != "deputy" && p != "non" && p != "pro" && p != "anti";
  }

  void add_role(const record::Sentence& sentence, uint32_t noun) {
    const Found found = role_at(sentence, noun);
    const LowerWord lemma(parse_.lemma(noun));
    const bool carries = roles_.carries(lemma.view());
    if (found.role == nullptr && !carries) return;
    const Token& token = parse_.tokens[noun];
    if (in_compound(noun)) return;
    // "police" in "police officer" modifies a noun that is no actor ("police raid"): it still acts.
    const uint32_t first = std::min(phrase_begin(sentence, noun), found.first);
    const std::string_view base = found.role != nullptr ? found.role->sector : std::string_view();
    const RoleKind kind = found.role != nullptr ? found.role->kind : RoleKind::kWeak;
    const bool own_code = base == "NGO";
    Owners owners = owners_of(first, noun, lemma.view(), base);
    if (kind == RoleKind::kWeak && owners.actors.empty()) return;
    if (!owners.actors.empty() && owners.actors.front().role == "product") return;  // "S-300 missiles"
    if (found.role == nullptr && !owners.group) return;
    const std::string sector = own_code ? std::string() : sector_of(base, kind, first, found.first);

    std::vector<Actor> actors = std::move(owners.actors);
    if (actors.empty() || own_code) {
      actors.assign(1, Actor{});
      if (own_code) actors.front().code = "NGO", actors.front().name = "NGO";
    }
    for (Actor& actor : actors) {
      const bool inherits = owners.group && carries && !actor.sector.empty() && actor.sector != "GOV" && sector != "CVL" && sector != "ELI";
      if (is_organisation(actor.code)) {
        actor.sector.clear();
      } else if (!inherits) {
        actor.sector = sector.empty() ? (actor.sector.empty() ? "GOV" : actor.sector) : sector;
      }
      actor.role = std::string(lemma.view());
    }

    Mention mention;
    mention.first_token = first;
    mention.last_token = noun;
    mention.head_token = noun;
    mention.confidence = actors.front().code.empty() ? 0.5 : 0.95;
    mention.kind = actors.front().code.empty() ? MentionKind::kDescription : MentionKind::kName;
    mention.actors = std::move(actors);
    if (kind == RoleKind::kPerson || (token.upos == Upos::kPROPN && kind == RoleKind::kBody) || own_code || kind == RoleKind::kBody) {
      if (join_name(sentence, mention)) return;
    }
    add(std::move(mention));
  }

  // --- persons -----------------------------------------------------------------------------------------------------------

  // The last token of the name that begins or stands at the token: its flat and compound parts on the right.
  uint32_t name_end(const record::Sentence& sentence, uint32_t token) const {
    uint32_t last = token;
    while (last + 1 < sentence.end && used_[last + 1] < 0) {
      const Token& next = parse_.tokens[last + 1];
      const bool part = (next.deprel == Deprel::kFlat || (next.upos == Upos::kPROPN && next.deprel == Deprel::kCompound)) && next.head >= token && next.head <= last + 1;
      const bool initial = next.deprel == Deprel::kPunct && word(last + 1) == "-" && last + 2 < sentence.end && parse_.tokens[last + 2].deprel == Deprel::kFlat;
      if (!part && !initial) break;
      ++last;
    }
    return last;
  }

  // Joins a role with the name it stands by: "Israeli Prime Minister Ariel Sharon", "the rebel leader, Foday Sankoh".
  // Returns true if the role has become part of the name's mention.
  bool join_name(const record::Sentence& sentence, Mention& role) {
    const uint32_t noun = role.head_token;
    const Token& token = parse_.tokens[noun];
    const bool title = token.deprel == Deprel::kNmodDesc || token.deprel == Deprel::kCompound || token.deprel == Deprel::kAmod;
    if (title && token.head > noun && token.head < sentence.end && parse_.tokens[token.head].upos == Upos::kPROPN) {
      // The title stands right before the name, or before its first name.
      uint32_t begin = noun + 1;
      if (Mention* name = mention_at(token.head); name != nullptr) return name->first_token == begin && extend(*name, role);
      if (token.head - noun > 5) return false;
      for (uint32_t i = begin; i < token.head; ++i) {
        if (used_[i] >= 0 || !capital_begins(i)) return false;
      }
      name_person(role, begin, name_end(sentence, token.head), token.head);
      return true;
    }
    for (uint32_t child = tree_.first_child(noun); child != Tree::kNone; child = tree_.next_sibling(child)) {
      if (child < noun || parse_.tokens[child].upos != Upos::kPROPN) continue;
      const Deprel rel = parse_.tokens[child].deprel;
      if (rel == Deprel::kFlat && child == noun + 1) {
        if (Mention* name = mention_at(child); name != nullptr) return extend(*name, role, noun);
        uint32_t last = child;
        while (last + 1 < sentence.end && used_[last + 1] < 0 && parse_.tokens[last + 1].upos == Upos::kPROPN && (parse_.tokens[last + 1].deprel == Deprel::kFlat)) ++last;
        name_person(role, child, last, noun);
        return true;
      }
      if (rel == Deprel::kAppos && used_[child] < 0 && capital_begins(child)) {
        Mention name = role;
        name_person(name, child, name_end(sentence, child), child, false);
        return false;
      }
      if (rel == Deprel::kAppos) {
        if (Mention* name = mention_at(child); name != nullptr) complete(role, *name);  // null: no name stands there
        return false;
      }
    }
    if (token.deprel == Deprel::kAppos && token.head < noun && token.head >= sentence.begin && parse_.tokens[token.head].upos == Upos::kPROPN) {
      if (Mention* name = mention_at(token.head); name != nullptr) {
        complete(role, *name);
      } else {
        uint32_t first = token.head;
        while (first > sentence.begin && used_[first - 1] < 0 && parse_.tokens[first - 1].upos == Upos::kPROPN && parse_.tokens[first - 1].head == token.head) --first;
        Mention named = role;
        name_person(named, first, name_end(sentence, token.head), token.head, false);
      }
    }
    return false;
  }

  // A known person gives the role a country, and a role names the office of a person whose own is out of date.
  void complete(Mention& role, Mention& name) {
    const size_t index = static_cast<size_t>(&name - mentions_.data());
    if (!is_person(kinds_[index]) || name.actors.empty()) return;
    Actor& person = name.actors.front();
    for (Actor& actor : role.actors) {
      if (actor.code.empty()) actor.code = person.code, actor.name = person.name;
    }
    const bool known = person.sector != "ELI" && person.sector != "UNK" && person.sector != "CVL";
    if ((!known || role.actors.front().sector == "ELI") && !role.actors.front().sector.empty() && person.code == role.actors.front().code) person.sector = role.actors.front().sector;
    person.role = role.actors.front().role;
  }

  // "Russian President" + "Vladimir Putin" is one mention.
  bool extend(Mention& name, Mention& role, uint32_t head = Tree::kNone) {
    const size_t index = static_cast<size_t>(&name - mentions_.data());
    const NameKind kind = kinds_[index];
    if (is_place(kind) || kind == NameKind::kDemonym) return false;
    complete(role, name);
    if (kind != NameKind::kOrganisation && name.actors.front().role.empty()) name.actors.front().role = role.actors.front().role;
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
  void name_person(Mention& mention, uint32_t first, uint32_t last, uint32_t head, bool with_role = true) {
    if (!with_role) mention.first_token = first;
    mention.last_token = last;
    mention.head_token = head;
    mention.kind = MentionKind::kName;
    const std::string name(base::Span{parse_.tokens[first].span.begin, parse_.tokens[last].span.end}.of(text_));
    for (Actor& actor : mention.actors) actor.name = name, actor.wikidata.clear();
    if (word(last).size() > 2) aliases_.emplace(word(last), mentions_.size());
    add(mention);
    kinds_.back() = NameKind::kPerson;
  }

  // --- nationals ---------------------------------------------------------------------------------------------------------

  // "Two Russians", "a Palestinian": citizens, where the adjective is a noun.
  void find_nationals() {
    for (size_t i = 0; i < mentions_.size(); ++i) {
      Mention& mention = mentions_[i];
      if (dropped_[i] || mention.kind != MentionKind::kDemonym) continue;
      const Token& token = parse_.tokens[mention.head_token];
      const Deprel rel = token.deprel;
      const bool argument = rel == Deprel::kNsubj || rel == Deprel::kNsubjPass || rel == Deprel::kObj || rel == Deprel::kObl || rel == Deprel::kOblAgent || rel == Deprel::kIobj || rel == Deprel::kNmod || rel == Deprel::kRoot ||
                            rel == Deprel::kNmodPoss || (rel == Deprel::kConj && token.upos != Upos::kADJ);
      if (!argument) continue;
      const bool plural = word(mention.last_token).ends_with('s');
      bool counted = false, definite = false;
      for (uint32_t child = tree_.first_child(mention.head_token); child != Tree::kNone; child = tree_.next_sibling(child)) {
        counted |= parse_.tokens[child].deprel == Deprel::kNummod || (parse_.tokens[child].deprel == Deprel::kDet && parse_.lemma(child) == "a");
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

  // --- short names -------------------------------------------------------------------------------------------------------

  // Surnames after full names, and abbreviations in brackets after the name that they shorten.
  void find_aliases() {
    for (size_t i = 0, count = mentions_.size(); i < count; ++i) {
      if (dropped_[i]) continue;
      const uint32_t open = mentions_[i].last_token + 1;
      if (open + 2 >= parse_.tokens.size() || word(open) != "(" || word(open + 2) != ")") continue;
      const std::string_view inside = word(open + 1);
      if (inside.size() < 2 || inside.size() > 10 || !std::all_of(inside.begin(), inside.end(), [](unsigned char c) { return std::isupper(c) || std::isdigit(c) || c == '-'; })) continue;
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
      const bool part_of_name = i > 0 && parse_.tokens[i - 1].upos == Upos::kPROPN && used_[i - 1] < 0 && parse_.tokens[i].space_before && capital_begins(i - 1) && parse_.tokens[i - 1].head == i;
      if (part_of_name) continue;
      add_alias(i, mentions_[at->second].actors);
    }
  }

  void add_alias(uint32_t token, std::vector<Actor> actors) {
    Mention mention;
    mention.first_token = mention.last_token = mention.head_token = token;
    mention.kind = MentionKind::kName;
    mention.confidence = 0.9;
    mention.actors = std::move(actors);
    add(std::move(mention));
  }

  const NameTable& names_;
  const RoleTable& roles_;
  const record::Document& document_;
  const Parse& parse_;
  std::string_view text_;
  Tree tree_;
  record::DayNumber from_ = INT32_MIN, to_ = INT32_MAX;
  std::vector<int> used_;  // the mention that a token belongs to; -1 for none
  std::vector<Mention> mentions_;
  std::vector<NameKind> kinds_;   // of each mention
  std::vector<bool> dropped_;     // mentions that speak through others
  std::unordered_map<std::string_view, size_t> aliases_, abbreviations_;  // to mentions
};

}  // namespace

ActorFinder::ActorFinder(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
ActorFinder::ActorFinder(ActorFinder&&) noexcept = default;
ActorFinder& ActorFinder::operator=(ActorFinder&&) noexcept = default;
ActorFinder::~ActorFinder() = default;

base::Result<ActorFinder> ActorFinder::create() {
  NameTable names = SERVANDA_TRY(NameTable::create(embedded::kActorOwn(), embedded::kActorNames()));
  RoleTable roles = SERVANDA_TRY(RoleTable::create(embedded::kActorRoles()));
  return ActorFinder(std::make_unique<Tables>(Tables{std::move(names), std::move(roles)}));
}

std::vector<Mention> ActorFinder::find(const record::Document& document, const record::Parse& parse) const {
  return Finder(tables_->names, tables_->roles, document, parse).run();
}

}  // namespace servanda::actor

// Finds roles ("officials", "the army of Sudan"), whose they are and in what sector they act.
#include <algorithm>
#include <string>
#include <utility>

#include "servanda/actor/finder.h"
#include "servanda/base/word_list.h"
#include "servanda/record/organisations.h"

namespace servanda::actor {

using record::Actor;
using record::Deprel;
using record::Token;
using record::Upos;

namespace {

bool modifies(Deprel rel) {
  return rel == Deprel::kAmod || rel == Deprel::kCompound || rel == Deprel::kNummod ||
         rel == Deprel::kNmodDesc || rel == Deprel::kNmodPoss || rel == Deprel::kFlat ||
         rel == Deprel::kPunct || rel == Deprel::kCase || rel == Deprel::kConj ||
         rel == Deprel::kCc || rel == Deprel::kAdvmod || rel == Deprel::kNmodUnmarked ||
         rel == Deprel::kNmod || rel == Deprel::kOblUnmarked || rel == Deprel::kObl ||
         rel == Deprel::kDep || rel == Deprel::kGoeswith;
}

// Second parts of compounds in which the state is not the owner: "Iranian-backed militia".
bool is_backing(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "backed",    "occupied", "born",     "trained", "funded",    "sponsored",
      "supported", "brokered", "mediated", "made",    "aligned",   "held",
      "supplied",  "armed",    "allied",   "linked",  "installed", "administered",
      "annexed",   "educated", "built",    "bound"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

// Nouns whose place says where they are, not whose they are: "the embassy in Kabul", "troops in
// Iraq".
bool is_posted(std::string_view lemma, std::string_view sector) {
  return sector == "MIL" || lemma == "embassy" || lemma == "consulate" || lemma == "ambassador" ||
         lemma == "envoy" || lemma == "diplomat" || lemma == "delegation" || lemma == "mission" ||
         lemma == "negotiator" || lemma == "mediator";
}

// Nouns for units and vehicles that change hands as goods: "the first of five regiments was
// delivered".
bool is_materiel(std::string_view lemma) {
  static constexpr std::string_view kNouns[] = {
      "aircraft",  "jet",       "plane", "warplane", "helicopter", "ship",     "warship",
      "vessel",    "submarine", "tank",  "frigate",  "destroyer",  "corvette", "regiment",
      "battalion", "squadron",  "drone", "missile",  "artillery",  "boat",     "truck"};
  return base::in(kNouns, lemma);
}

// Words that goods hang on: what is done with them, and how many there are.
bool speaks_of_goods(std::string_view lemma) {
  static constexpr std::string_view kWords[] = {
      "deliver",  "delivery", "supply",  "sell",     "sale",        "buy",       "purchase",
      "receive",  "order",    "acquire", "export",   "import",      "lease",     "transfer",
      "provide",  "donate",   "produce", "build",    "manufacture", "procure",   "shipment",
      "contract", "deal",     "batch",   "handover", "acquisition", "production"};
  return base::in(kWords, lemma);
}

// Nouns that "student", "worker" or "farmer" before them only describes: "student visas".
bool is_thing_for_persons(std::string_view lemma) {
  static constexpr std::string_view kNouns[] = {"visa",  "permit",  "loan",    "fee", "scheme",
                                                "grant", "status",  "pension", "law", "programme",
                                                "exam",  "housing", "program", "debt"};
  return base::in(kNouns, lemma);
}

}  // namespace

// From right to left, so that what a role is part of ("a member of the Iraqi army") is known before
// it.
void Finder::find_roles(const record::Sentence& sentence) {
  for (uint32_t i = sentence.end; i-- > sentence.begin;) {
    const Token& token = parse_.tokens[i];
    if (used_[i] >= 0) continue;
    const bool nominal = token.upos == Upos::kNOUN || token.upos == Upos::kPROPN;
    const bool adjective_as_noun =
        token.upos == Upos::kADJ &&
        (token.deprel == Deprel::kNsubj || token.deprel == Deprel::kNsubjPass ||
         token.deprel == Deprel::kObl || token.deprel == Deprel::kObj ||
         token.deprel == Deprel::kNmod || token.deprel == Deprel::kOblAgent);
    if (!nominal && !adjective_as_noun) continue;
    add_role(sentence, i);
  }
}

// The longest role that ends at the token: "drug lord", "human rights group".
Finder::Found Finder::role_at(const record::Sentence& sentence, uint32_t noun) const {
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
uint32_t Finder::phrase_begin(const record::Sentence& sentence, uint32_t noun) const {
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
  while (first < noun && (parse_.tokens[first].deprel == Deprel::kPunct ||
                          parse_.tokens[first].deprel == Deprel::kCc ||
                          parse_.tokens[first].deprel == Deprel::kCase))
    ++first;
  return first;
}

void Finder::take(const Mention& mention, Owners& owners) const {
  const size_t index = static_cast<size_t>(&mention - mentions_.data());
  for (const Actor& actor : mention.actors) {
    if (owners.actors.size() < 12) owners.actors.push_back(actor);
  }
  const NameKind kind = kinds_[index];
  owners.group |= (mention.kind == MentionKind::kName && !mention.place) ||
                  kind == NameKind::kOrgan || kind == NameKind::kGroup ||
                  mention.kind == MentionKind::kDescription;
}

// Whose: "Russian officials", "Russia's army", "US and British forces", "the army of Sudan", "a
// member of Hamas".
Finder::Owners Finder::owners_of(uint32_t first, uint32_t noun, std::string_view lemma,
                                 std::string_view sector) const {
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
  for (uint32_t child = tree_.first_child(noun); child != Tree::kNone;
       child = tree_.next_sibling(child)) {
    if (child < noun || parse_.tokens[child].deprel != Deprel::kNmod) continue;
    const std::string_view preposition = case_of(child);
    const bool owner = preposition == "of" || preposition == "from" || preposition == "for" ||
                       ((preposition == "in" || preposition == "at") && !is_posted(lemma, sector));
    if (!owner) continue;
    const Mention* mention = mention_at(child);
    if (mention == nullptr && (parse_.lemma(child) == "country" ||
                               parse_.lemma(child) == "nation" || parse_.lemma(child) == "state")) {
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

// Those joined with "and", also where each hangs on the one before: "fishermen in Spain, Portugal
// and Italy".
void Finder::take_joined(uint32_t first, bool place, Owners& owners) const {
  uint32_t current = first;
  for (int step = 0; step < 8 && current != Tree::kNone; ++step) {
    uint32_t onward = Tree::kNone;
    for (uint32_t next = tree_.first_child(current); next != Tree::kNone;
         next = tree_.next_sibling(next)) {
      if (parse_.tokens[next].deprel != Deprel::kConj) continue;
      if (const Mention* also = mention_at(next);
          also != nullptr && also->head_token == next && also->place == place)
        take(*also, owners), onward = next;
    }
    current = onward;
  }
}

std::string_view Finder::case_of(uint32_t token) const {
  for (uint32_t child = tree_.first_child(token); child != Tree::kNone;
       child = tree_.next_sibling(child)) {
    if (parse_.tokens[child].deprel == Deprel::kCase && child < token) return parse_.lemma(child);
  }
  return {};
}

// What modifiers make of a sector: "former minister", "rebel fighters", "opposition lawmakers",
// "police officials".
std::string Finder::sector_of(std::string_view base, RoleKind kind, uint32_t first,
                              uint32_t role_first) const {
  std::string sector(base);
  for (uint32_t i = role_first; i-- > first;) {
    const LowerWord lemma(parse_.lemma(i));
    std::string_view change = roles_.modifier(lemma.view());
    if (change.empty()) change = roles_.modifier(LowerWord(word(i)).view());
    if (change.empty()) continue;
    const bool official = sector == "GOV" || sector.empty();
    if (change == "ELI" &&
        (kind != RoleKind::kPerson || (sector != "GOV" && sector != "MIL" && sector != "LEG" &&
                                       sector != "COP" && sector != "JUD" && sector != "SPY")))
      continue;
    if ((change == "MIL" || change == "SPY" || change == "JUD" || change == "LEG") && !official)
      continue;
    if (change == "COP" && !official && sector != "MIL") continue;
    if (change == "REB" &&
        (sector == "CRM" || sector == "CVL" || sector == "JRN" || sector == "BUS"))
      continue;
    if (change == "OPP" && !(official || sector == "PTY" || sector == "LEG" || sector == "CVL" ||
                             sector == "REB" || sector == "PRM"))
      continue;
    if (change == "BUS" && sector != "MIL" && sector != "CVL" && !official) continue;
    if (change == "CRM" && sector != "BUS" && sector != "CVL" && !official) continue;
    if (change == "REL" && sector != "GOV" && sector != "CVL" && !sector.empty()) continue;
    if ((change == "JRN" || change == "CVL") && !sector.empty() &&
        !(sector == "MIL" && change == "CVL"))
      continue;
    if (change == "PRM" && sector != "GOV" && sector != "MIL" && sector != "REB" && !sector.empty())
      continue;
    sector = change;
    if (change == "ELI" || change == "OPP") break;
  }
  return sector;
}

// "a 600-member mission", "third-party sanctions", "editor-in-chief"; but "ex-president",
// "vice-chairman".
bool Finder::in_compound(uint32_t noun) const {
  const auto& tokens = parse_.tokens;
  if (noun + 2 < tokens.size() && word(noun + 1) == "-" && !tokens[noun + 1].space_before &&
      !tokens[noun + 2].space_before)
    return true;
  if (noun < 2 || word(noun - 1) != "-" || tokens[noun].space_before ||
      tokens[noun - 1].space_before)
    return false;
  const LowerWord prefix(word(noun - 2));
  const std::string_view p = prefix.view();
  return p != "ex" && p != "vice" && p != "co" && p != "deputy" && p != "non" && p != "pro" &&
         p != "anti";
}

// True if the noun names units or vehicles that are sold, delivered or built.
bool Finder::is_goods(uint32_t noun) const {
  if (!is_materiel(LowerWord(parse_.lemma(noun)).view())) return false;
  uint32_t current = noun;
  for (int step = 0; step < 4; ++step) {
    const Token& token = parse_.tokens[current];
    if (token.head == current || token.head >= parse_.tokens.size()) return false;
    const bool agent = token.deprel == Deprel::kNsubj || token.deprel == Deprel::kOblAgent;
    current = token.head;
    if (speaks_of_goods(LowerWord(parse_.lemma(current)).view())) return !agent;
    if (parse_.tokens[current].upos == Upos::kVERB) return false;
  }
  return false;
}

void Finder::add_role(const record::Sentence& sentence, uint32_t noun) {
  const Found found = role_at(sentence, noun);
  const LowerWord lemma(parse_.lemma(noun));
  const bool carries = roles_.carries(lemma.view());
  if (found.role == nullptr && !carries) return;
  const Token& token = parse_.tokens[noun];
  if (in_compound(noun)) return;
  const bool describes = token.deprel == Deprel::kCompound && token.head > noun &&
                         token.head < sentence.end &&
                         is_thing_for_persons(LowerWord(parse_.lemma(token.head)).view());
  if (describes) return;
  // "police" in "police officer" modifies a noun that is no actor ("police raid"): it still acts.
  const uint32_t first = std::min(phrase_begin(sentence, noun), found.first);
  const std::string_view base = found.role != nullptr ? found.role->sector : std::string_view();
  const RoleKind kind = found.role != nullptr ? found.role->kind : RoleKind::kWeak;
  const bool own_code = base == "NGO";
  Owners owners = owners_of(first, noun, lemma.view(), base);
  if (owners.actors.empty() && (kind == RoleKind::kWeak || is_goods(noun))) return;
  if (!owners.actors.empty() && owners.actors.front().role == "product")
    return;  // "S-300 missiles"
  if (found.role == nullptr && !owners.group) return;
  const std::string sector = own_code ? std::string() : sector_of(base, kind, first, found.first);

  std::vector<Actor> actors = std::move(owners.actors);
  if (actors.empty() || own_code) {
    actors.assign(1, Actor{});
    if (own_code) actors.front().code = "NGO", actors.front().name = "NGO";
  }
  for (Actor& actor : actors) {
    const bool inherits = owners.group && carries && !actor.sector.empty() &&
                          actor.sector != "GOV" && sector != "CVL" && sector != "ELI";
    if (record::is_organisation(actor.code)) {
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
  if (kind == RoleKind::kPerson || (token.upos == Upos::kPROPN && kind == RoleKind::kBody) ||
      own_code || kind == RoleKind::kBody) {
    if (join_name(sentence, mention)) return;
  }
  add(std::move(mention));
}

}  // namespace servanda::actor

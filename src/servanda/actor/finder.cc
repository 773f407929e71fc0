// Finds names, roles and references in a document, in that order, and puts them together.
#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "servanda/actor/actors.h"
#include "servanda/actor/names.h"
#include "servanda/actor/references.h"
#include "servanda/actor/roles.h"
#include "servanda/embedded/kActorNames.h"
#include "servanda/embedded/kActorRoles.h"

namespace servanda::actor {

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

bool is_person(NameKind kind) { return kind == NameKind::kPerson || kind == NameKind::kSurname; }

// Works on one document.
class Finder {
 public:
  Finder(const NameTable& names, const RoleTable& roles, const record::Document& document, const Parse& parse)
      : names_(names), roles_(roles), document_(document), parse_(parse), text_(document.text), used_(parse.tokens.size(), -1) {
    if (document.date.known()) {
      from_ = record::first_day(document.date);
      to_ = record::last_day(document.date);
    }
  }

  std::vector<Mention> run() {
    for (const record::Sentence& sentence : parse_.sentences) find_names(sentence);
    for (const record::Sentence& sentence : parse_.sentences) find_roles(sentence);
    std::sort(mentions_.begin(), mentions_.end(), [](const Mention& a, const Mention& b) {
      return std::pair(a.first_token, a.last_token) < std::pair(b.first_token, b.last_token);
    });
    resolve_references(document_, parse_, mentions_);
    return std::move(mentions_);
  }

 private:
  // --- names -------------------------------------------------------------------------------------------------------------

  void find_names(const record::Sentence& sentence) {
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const NameMatch match = names_.match(text_, parse_, i, sentence.end);
      if (match.rows == nullptr) continue;
      const Name* name = choose(match, sentence);
      if (name == nullptr) continue;
      add_name(match, *name);
      i = match.last;
    }
  }

  // The row that holds on the document's date and fits the words around; nullptr if none does.
  const Name* choose(const NameMatch& match, const record::Sentence& sentence) const {
    const Name* best = nullptr;
    int best_rank = -1;
    for (const uint32_t index : *match.rows) {
      const Name& name = names_.row(index);
      const bool in_time = name.from <= to_ && from_ <= name.to;
      if (!in_time && name.kind != NameKind::kPerson) continue;
      if (!fits(match, name, sentence)) continue;
      // In time before out of time; states before cities; a row with dates before one without.
      int rank = (in_time ? 100 : 0) + (name.kind == NameKind::kState ? 20 : name.kind == NameKind::kDemonym ? 18 : name.kind == NameKind::kCapital ? 15 : 10);
      if (name.from != INT32_MIN || name.to != INT32_MAX) rank += in_time ? 3 : 0;
      if (name.sector == "GOV") ++rank;
      if (rank > best_rank) best_rank = rank, best = &name;
    }
    return best;
  }

  bool capital_begins(uint32_t token) const {
    const std::string_view word = parse_.tokens[token].span.of(text_);
    return !word.empty() && std::isupper(static_cast<unsigned char>(word.front())) != 0;
  }

  bool fits(const NameMatch& match, const Name& name, const record::Sentence& sentence) const {
    const bool single = match.first == match.last;
    const Token& token = parse_.tokens[match.first];
    if (!single) return true;
    const bool before_is_name = match.first > sentence.begin && capital_begins(match.first - 1) && token.space_before &&
                                parse_.tokens[match.first - 1].upos == Upos::kPROPN && used_[match.first - 1] < 0;
    const bool after_is_name = match.first + 1 < sentence.end && capital_begins(match.first + 1) && parse_.tokens[match.first + 1].upos == Upos::kPROPN &&
                               parse_.tokens[match.first + 1].entity == record::EntityType::kPerson;
    if (name.kind == NameKind::kSurname) {
      // "James Brown" is not Gordon Brown: a first name that the table does not have belongs to somebody else.
      if (after_is_name) return false;
      if (!before_is_name) return true;
      return !roles_.sector(lower(parse_.tokens[match.first - 1].span.of(text_))).empty();
    }
    if (is_place(name.kind) || name.kind == NameKind::kDemonym) {
      // "Michael Jordan", "Paris Hilton", "Chad Smith" are persons.
      if (token.entity == record::EntityType::kPerson && (before_is_name || after_is_name)) return false;
      if (name.kind == NameKind::kCity && token.upos != Upos::kPROPN) return false;
    }
    return true;
  }

  static std::string lower(std::string_view word) {
    std::string result(word);
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
  }

  // The token of [first, last] whose head lies outside.
  uint32_t head_of(uint32_t first, uint32_t last) const {
    for (uint32_t i = first; i <= last; ++i) {
      const uint32_t head = parse_.tokens[i].head;
      if (head == i || head < first || head > last) return i;
    }
    return last;
  }

  void add_name(const NameMatch& match, const Name& name) {
    Mention mention;
    mention.first_token = match.first;
    mention.last_token = match.last;
    mention.head_token = head_of(match.first, match.last);
    mention.span = {parse_.tokens[match.first].span.begin, parse_.tokens[match.last].span.end};
    mention.kind = name.kind == NameKind::kDemonym ? MentionKind::kDemonym : MentionKind::kName;
    mention.place = is_place(name.kind);
    std::string sector(name.sector);
    if (sector.empty() && name.code != "UNO" && name.code != "EUR" && name.code != "IGO" && name.code != "NGO" && name.code != "IMG") sector = "GOV";
    mention.actors.push_back({.code = std::string(name.code), .sector = sector, .name = std::string(name.name), .role = {}, .wikidata = std::string(name.wikidata), .span = mention.span});
    if (is_person(name.kind)) mention.actors.back().role = "person";
    for (uint32_t i = match.first; i <= match.last; ++i) used_[i] = static_cast<int>(mentions_.size());
    mentions_.push_back(std::move(mention));
  }

  // --- roles -------------------------------------------------------------------------------------------------------------

  void find_roles(const record::Sentence& sentence) {
    children_.assign(sentence.end - sentence.begin, {});
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const uint32_t head = parse_.tokens[i].head;
      if (head != i && head >= sentence.begin && head < sentence.end) children_[head - sentence.begin].push_back(i);
    }
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const Token& token = parse_.tokens[i];
      if (used_[i] >= 0 || (token.upos != Upos::kNOUN && token.upos != Upos::kPROPN && token.upos != Upos::kADJ)) continue;
      const std::string_view sector = roles_.sector(lower(parse_.lemma(i)));
      if (sector.empty()) continue;
      // A modifier of another role ("police officer", "opposition leader") speaks through it.
      if ((token.deprel == Deprel::kCompound || token.deprel == Deprel::kNmodDesc) && used_[token.head] < 0 && !roles_.sector(lower(parse_.lemma(token.head))).empty() && sector != "OPP") {
        overriding_[token.head] = std::string(sector);
        continue;
      }
      add_role(sentence, i, sector);
    }
    overriding_.clear();
  }

  const std::vector<uint32_t>& children(const record::Sentence& sentence, uint32_t token) const { return children_[token - sentence.begin]; }

  // The country that modifies a noun: "Russian officials", "Russia's army", "the army of Sudan", "officials from Iran".
  std::optional<record::Actor> country_of(const record::Sentence& sentence, uint32_t noun, uint32_t& first, uint32_t& last) const {
    for (const uint32_t child : children(sentence, noun)) {
      const Deprel rel = parse_.tokens[child].deprel;
      const bool modifies = rel == Deprel::kAmod || rel == Deprel::kNmodPoss || rel == Deprel::kCompound || rel == Deprel::kNmod || rel == Deprel::kNmodDesc || rel == Deprel::kFlat;
      if (!modifies) continue;
      if (rel == Deprel::kNmod && !case_is_of(sentence, child)) continue;
      if (used_[child] >= 0) {
        const Mention& mention = mentions_[static_cast<size_t>(used_[child])];
        if (!mention.actors.empty()) {
          if (child < noun) first = std::min(first, mention.first_token);
          (void)last;
          return mention.actors.front();
        }
      }
      // One step further: "members of the Iraqi army", "South Korean defence ministry officials".
      for (const uint32_t below : children(sentence, child)) {
        if (used_[below] < 0 || parse_.tokens[below].deprel == Deprel::kNmod) continue;
        const Mention& mention = mentions_[static_cast<size_t>(used_[below])];
        if (mention.kind == MentionKind::kDemonym || mention.place) return mention.actors.front();
      }
    }
    // A flat parse error must not hide an adjective that stands right before the noun.
    if (noun > sentence.begin && used_[noun - 1] >= 0) {
      const Mention& mention = mentions_[static_cast<size_t>(used_[noun - 1])];
      if (mention.kind == MentionKind::kDemonym || (mention.place && parse_.tokens[noun].space_before)) {
        first = std::min(first, mention.first_token);
        return mention.actors.front();
      }
    }
    return std::nullopt;
  }

  bool case_is_of(const record::Sentence& sentence, uint32_t token) const {
    for (const uint32_t child : children(sentence, token)) {
      if (parse_.tokens[child].deprel != Deprel::kCase) continue;
      const std::string_view lemma = parse_.lemma(child);
      return lemma == "of" || lemma == "from" || lemma == "in" || lemma == "for";
    }
    return false;
  }

  void add_role(const record::Sentence& sentence, uint32_t noun, std::string_view sector) {
    Mention mention;
    uint32_t first = noun, last = noun;
    // The phrase: modifiers on the left that belong to it.
    while (first > sentence.begin) {
      const Token& before = parse_.tokens[first - 1];
      const bool inside = before.head >= first && before.head <= noun &&
                          (before.deprel == Deprel::kAmod || before.deprel == Deprel::kCompound || before.deprel == Deprel::kNummod);
      if (!inside) break;
      --first;
    }
    std::optional<record::Actor> country = country_of(sentence, noun, first, last);
    std::string role(parse_.lemma(noun));
    std::string found_sector(sector);
    if (const auto over = overriding_.find(noun); over != overriding_.end()) found_sector = over->second;
    for (uint32_t i = first; i < noun; ++i) {
      const std::string word = lower(parse_.lemma(i));
      if (word == "former" || word == "ex") found_sector = "ELI";
      if (word == "rebel" || word == "insurgent" || word == "militant" || word == "separatist") found_sector = "REB";
      if (word == "opposition") found_sector = "OPP";
      if (word == "security" && found_sector == "MIL") found_sector = "COP";
      if (word == "armed" && found_sector == "MIL") found_sector = "MIL";
      if (word == "supreme" || word == "constitutional") found_sector = found_sector == "JUD" ? "JUD" : found_sector;
      if (word == "intelligence") found_sector = "SPY";
      if (word == "defence" || word == "defense") found_sector = found_sector == "GOV" ? "MIL" : found_sector;
    }
    // A person's or an organisation's own name carries the role: "President Pezeshkian" is one mention.
    const Token& token = parse_.tokens[noun];
    if (used_[token.head] >= 0 && token.head != noun &&
        (token.deprel == Deprel::kCompound || token.deprel == Deprel::kFlat || token.deprel == Deprel::kNmodDesc || token.deprel == Deprel::kAppos)) {
      return;
    }
    mention.first_token = first;
    mention.last_token = last;
    mention.head_token = noun;
    mention.span = {parse_.tokens[first].span.begin, parse_.tokens[last].span.end};
    mention.kind = MentionKind::kDescription;
    mention.confidence = country ? 0.95 : 0.5;
    record::Actor actor;
    if (country) {
      actor = *country;
      const bool organisation = actor.code == "UNO" || actor.code == "EUR" || actor.code == "IGO" || actor.code == "NGO" || actor.code == "IMG";
      actor.sector = organisation ? "" : (country->sector == "REB" || country->sector == "REL") && found_sector != "CVL" ? country->sector : found_sector;
      actor.role = role;
      mention.kind = MentionKind::kName;
    } else {
      actor.sector = found_sector;
      actor.role = role;
    }
    actor.span = mention.span;
    mention.actors.push_back(actor);
    for (uint32_t i = first; i <= last; ++i) {
      if (used_[i] < 0) used_[i] = static_cast<int>(mentions_.size());
    }
    mentions_.push_back(std::move(mention));
  }

  const NameTable& names_;
  const RoleTable& roles_;
  const record::Document& document_;
  const Parse& parse_;
  std::string_view text_;
  record::DayNumber from_ = INT32_MIN, to_ = INT32_MAX;
  std::vector<int> used_;  // the mention that a token belongs to; -1 for none
  std::vector<Mention> mentions_;
  std::vector<std::vector<uint32_t>> children_;              // of the sentence at hand
  std::unordered_map<uint32_t, std::string> overriding_;     // sector that a compound gives to its head
};

}  // namespace

ActorFinder::ActorFinder(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}
ActorFinder::ActorFinder(ActorFinder&&) noexcept = default;
ActorFinder& ActorFinder::operator=(ActorFinder&&) noexcept = default;
ActorFinder::~ActorFinder() = default;

base::Result<ActorFinder> ActorFinder::create() {
  NameTable names = SERVANDA_TRY(NameTable::create(embedded::kActorNames()));
  RoleTable roles = SERVANDA_TRY(RoleTable::create(embedded::kActorRoles()));
  return ActorFinder(std::make_unique<Tables>(Tables{std::move(names), std::move(roles)}));
}

std::vector<Mention> ActorFinder::find(const record::Document& document, const record::Parse& parse) const {
  return Finder(tables_->names, tables_->roles, document, parse).run();
}

}  // namespace servanda::actor

// Resolves roles without a country, descriptions and pronouns within a document, in one walk over
// its mentions.
#include "servanda/actor/references.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "servanda/actor/names.h"
#include "servanda/actor/roles.h"
#include "servanda/base/word_list.h"
#include "servanda/record/organisations.h"

namespace servanda::actor {
namespace {

using record::Actor;
using record::Deprel;
using record::Parse;
using record::Token;
using record::Upos;

// What speaks for and against a place or an actor as the owner of a role in its sentence, in tokens
// of distance.
constexpr int kWhereSameClause = 7, kWhereOther = 7, kOtherPreposition = 1, kSubjectAfter = 7,
              kSubjectBefore = 8, kSubjectDefinite = -4, kObject = 2, kActor = 8, kActorSubject = 6,
              kAfter = 3;
// A state that something goes to, or is with or against, owns nothing: "troops to Iraq", "the
// border with Italy".
constexpr int kToward = 12;
constexpr std::string_view kTowardWords[] = {"to", "into", "against", "with", "toward", "towards"};
constexpr std::string_view kWhere[] = {"in",      "at",     "near",       "across", "around",
                                       "outside", "inside", "throughout", "within"};

constexpr std::string_view kPlaceNouns[] = {
    "city",     "town",      "village", "region",   "province", "capital",     "state",
    "district", "port",      "part",    "area",     "island",   "coast",       "north",
    "south",    "east",      "west",    "outskirt", "suburb",   "governorate", "department",
    "county",   "territory", "valley",  "camp",     "border"};

constexpr size_t kWindow = 40;  // mentions that are looked at on each side; keeps time linear

bool is_state(const Actor& actor) {
  return !actor.code.empty() && !record::is_organisation(actor.code);
}

// Nouns of which 'the two ...' and 'both ...' stand for as many states.
bool is_party_noun(std::string_view lemma) {
  static constexpr std::string_view kNouns[] = {
      "country",    "nation",     "state",  "side",      "party",    "capital",
      "government", "regime",     "leader", "president", "minister", "neighbour",
      "neighbor",   "partner",    "ally",   "power",     "rival",    "republic",
      "signatory",  "delegation", "army",   "militia",   "group",    "man",
      "premier",    "foe",        "enemy",  "adversary", "diplomat", "official"};
  return base::in(kNouns, lemma);
}

// Nouns that stand for the state last spoken of: "the country", "the kingdom".
bool is_country_noun(std::string_view lemma) {
  static constexpr std::string_view kNouns[] = {"country",   "nation",      "republic", "kingdom",
                                                "sheikhdom", "archipelago", "state"};
  return base::in(kNouns, lemma);
}

int number_of(std::string_view word) {
  static constexpr std::string_view kNumbers[] = {"two", "three", "four", "five"};
  for (int i = 0; i < 4; ++i) {
    if (kNumbers[i] == word) return i + 2;
  }
  return word == "both" ? 2 : 0;
}

class References {
 public:
  References(const record::Document& document, const Parse& parse, std::vector<Mention>& mentions)
      : text_(document.text), parse_(parse), mentions_(mentions) {}

  void run() {
    number_sentences();
    count_states();
    complete_roles();
    walk();
    std::erase_if(mentions_, [](const Mention& m) {
      return m.actors.empty() || m.actors.front().code.empty();
    });
    for (Mention& mention : added_) mentions_.push_back(std::move(mention));
    std::stable_sort(mentions_.begin(), mentions_.end(), [](const Mention& a, const Mention& b) {
      return a.first_token < b.first_token;
    });
    std::unordered_map<std::string, uint32_t> chains;
    std::string key;
    for (Mention& mention : mentions_) {
      key.clear();
      for (const Actor& actor : mention.actors)
        key.append(actor.code).append(":").append(actor.sector).append(" ");
      mention.chain = chains.emplace(key, static_cast<uint32_t>(chains.size())).first->second;
    }
  }

 private:
  std::string_view word(uint32_t token) const { return parse_.tokens[token].span.of(text_); }
  bool is_word(uint32_t token, std::string_view lower) const {
    return word(token).size() == lower.size() && LowerWord(word(token)).view() == lower;
  }

  void number_sentences() {
    sentence_.resize(parse_.tokens.size());
    for (uint32_t s = 0; s < parse_.sentences.size(); ++s) {
      for (uint32_t i = parse_.sentences[s].begin; i < parse_.sentences[s].end; ++i)
        sentence_[i] = s;
    }
  }

  // States by how often they are named; the beginning of the text counts threefold.
  void count_states() {
    std::unordered_map<std::string_view, double> counts;
    for (size_t i = 0; i < mentions_.size(); ++i) {
      const Mention& mention = mentions_[i];
      if (mention.place) states_.emplace(mention.actors.front().code, i);
      for (const Actor& actor : mention.actors) {
        if (is_state(actor)) counts[actor.code] += mention.span.begin < 400 ? 3 : 1;
      }
    }
    for (const auto& [code, count] : counts) ranked_.emplace_back(count, std::string(code));
    std::sort(ranked_.begin(), ranked_.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
  }

  // --- roles without a country
  // -------------------------------------------------------------------------------------------

  // "police" in "Police in Nairobi arrest ...": the owner of "its", else the nearest place of the
  // sentence, else the nearest actor, else the state that the text spoke of last, else the one that
  // it speaks of most.
  void complete_roles() {
    size_t last_state = SIZE_MAX;
    for (size_t i = 0; i < mentions_.size(); ++i) {
      Mention& mention = mentions_[i];
      if (!mention.actors.front().code.empty()) {
        if (is_state(mention.actors.front()) && mention.actors.front().role != "product")
          last_state = i;
        continue;
      }
      const Mention* source = possessor(i);
      if (source == nullptr) source = same_noun(i);
      if (source == nullptr) source = nearest(i);
      if (source == nullptr && last_state != SIZE_MAX) source = &mentions_[last_state];
      if (source == nullptr && i + 1 < mentions_.size() && !ranked_.empty()) {
        for (size_t k = i + 1; k < std::min(mentions_.size(), i + kWindow) && source == nullptr;
             ++k) {
          if (is_state(mentions_[k].actors.front())) source = &mentions_[k];
        }
      }
      if (source == nullptr) continue;
      for (Actor& actor : mention.actors) {
        actor.code = source->actors.front().code;
        if (actor.name.empty()) actor.name = source->actors.front().name;
        if (record::is_organisation(actor.code)) actor.sector.clear();
      }
      if (is_state(mention.actors.front())) last_state = i;
    }
  }

  // Whom "its", "his" or "their" before the noun means.
  const Mention* possessor(size_t index) const {
    const Mention& mention = mentions_[index];
    const uint32_t begin = parse_.sentences[sentence_[mention.head_token]].begin;
    for (uint32_t i = mention.head_token; i-- > begin && mention.head_token - i < 6;) {
      const Token& token = parse_.tokens[i];
      if (token.deprel != Deprel::kNmodPoss || token.upos != Upos::kPRON ||
          token.head != mention.head_token)
        continue;
      return antecedent(i, index);
    }
    return nullptr;
  }

  // The place or actor of its sentence that most likely owns a role.
  const Mention* nearest(size_t index) const {
    const Mention& mention = mentions_[index];
    const uint32_t sentence = sentence_[mention.head_token];
    const bool definite = is_definite(mention);
    const uint32_t clause = clause_of(mention.head_token);
    const Mention* best = nullptr;
    int best_cost = INT32_MAX;
    const auto consider = [&](const Mention& other) {
      if (sentence_[other.head_token] != sentence) return false;
      if (!is_state(other.actors.front()) || other.actors.front().name.empty() ||
          other.actors.front().role == "product")
        return true;
      const bool after = other.first_token > mention.last_token;
      const uint32_t gap =
          after ? other.first_token - mention.last_token
                : mention.first_token - std::min(mention.first_token, other.last_token);
      const Token& head = parse_.tokens[other.head_token];
      const std::string_view preposition = preposition_of(other.head_token);
      const bool same_clause = clause_of(other.head_token) == clause;
      int cost = static_cast<int>(std::min<uint32_t>(gap, 30));
      if (other.place) {
        const bool where = base::in(kWhere, preposition);
        if (where) cost -= same_clause ? kWhereSameClause : kWhereOther;
        if (!where && !preposition.empty())
          cost += base::in(kTowardWords, preposition) ? kToward : kOtherPreposition;
        if (is_subject(head.deprel))
          cost += after ? kSubjectAfter : definite ? kSubjectDefinite : kSubjectBefore;
        if (head.deprel == Deprel::kObj || head.deprel == Deprel::kIobj) cost += kObject;
      } else {
        cost += kActor;
        if (!after && definite && is_subject(head.deprel)) cost -= kActorSubject;
      }
      if (after && !(other.place && base::in(kWhere, preposition))) cost += kAfter;
      if (cost < best_cost) best_cost = cost, best = &other;
      return true;
    };
    for (size_t k = index; k-- > 0 && index - k < kWindow;) {
      if (!consider(mentions_[k])) break;
    }
    for (size_t k = index + 1; k < mentions_.size() && k - index < kWindow; ++k) {
      if (!consider(mentions_[k])) break;
    }
    return best;
  }

  // An earlier mention with the same noun, of which this one speaks again: "UN peacekeepers ... the
  // peacekeepers".
  const Mention* same_noun(size_t index) const {
    const Mention& mention = mentions_[index];
    const uint32_t sentence = sentence_[mention.head_token];
    const LowerWord noun(parse_.lemma(mention.head_token));
    const bool definite = is_definite(mention);
    for (size_t k = index; k-- > 0 && index - k < kWindow;) {
      const Mention& other = mentions_[k];
      const uint32_t there = sentence_[other.head_token];
      if (there + 3 < sentence) break;
      if (other.actors.front().code.empty() || (there == sentence && !definite)) continue;
      if (LowerWord(parse_.lemma(other.head_token)).view() != noun.view() ||
          other.actors.front().role.empty())
        continue;
      if (other.actors.front().sector == mention.actors.front().sector ||
          record::is_organisation(other.actors.front().code))
        return &other;
    }
    return nullptr;
  }

  bool is_definite(const Mention& mention) const {
    for (uint32_t i = mention.first_token; i-- > 0 && i + 3 > mention.first_token;) {
      if (is_word(i, "the") || is_word(i, "these") || is_word(i, "those") || is_word(i, "this") ||
          is_word(i, "that"))
        return true;
    }
    return is_word(mention.first_token, "the");
  }

  // The preposition before a phrase; of "Aceh" in "in the province of Aceh" it is "in".
  std::string_view preposition_of(uint32_t token) const {
    const std::string_view own = own_preposition(token);
    if (own != "of") return own;
    const uint32_t above = parse_.tokens[token].head;
    if (above >= parse_.tokens.size() || !base::in(kPlaceNouns, parse_.lemma(above))) return own;
    return own_preposition(above);
  }

  std::string_view own_preposition(uint32_t token) const {
    const uint32_t begin = parse_.sentences[sentence_[token]].begin;
    for (uint32_t i = token; i-- > begin && token - i < 6;) {
      if (parse_.tokens[i].deprel == Deprel::kCase && parse_.tokens[i].head == token)
        return parse_.lemma(i);
    }
    return {};
  }

  // The verb (or root) whose clause the token stands in.
  uint32_t clause_of(uint32_t token) const {
    uint32_t current = token;
    for (int step = 0; step < 12; ++step) {
      const Token& t = parse_.tokens[current];
      if (t.head == current || t.head >= parse_.tokens.size()) return current;
      if (t.upos == Upos::kVERB && current != token && t.deprel != Deprel::kXcomp) return current;
      current = t.head;
    }
    return current;
  }

  // --- pronouns
  // ----------------------------------------------------------------------------------------------------------

  static bool is_subject(Deprel rel) { return rel == Deprel::kNsubj || rel == Deprel::kNsubjPass; }

  // The mention before the token that a pronoun may mean: the subject of its own sentence, else of
  // the one before, else the nearest of its own sentence. `end` is the number of mentions that
  // begin before the token.
  const Mention* antecedent(uint32_t token, size_t end) const {
    const LowerWord pronoun(word(token));
    const std::string_view p = pronoun.view();
    const bool person = p == "he" || p == "she" || p == "his" || p == "her" || p == "him";
    const bool plural = p == "they" || p == "their" || p == "them";
    const uint32_t sentence = sentence_[token];
    const bool subject = is_subject(parse_.tokens[token].deprel);
    const uint32_t clause = clause_of(token);
    const Mention* nearest_one = nullptr;
    const Mention* subject_before = nullptr;
    const Mention* own_subject = nullptr;
    for (size_t k = std::min(end, mentions_.size()), steps = 0; k-- > 0 && steps < kWindow;
         ++steps) {
      const Mention& mention = mentions_[k];
      if (mention.last_token >= token) continue;
      const uint32_t there = sentence_[mention.head_token];
      if (there + 2 < sentence) break;
      const Actor& actor = mention.actors.front();
      if (actor.code.empty() || mention.kind == MentionKind::kDemonym || actor.role == "product")
        continue;
      const bool is_person =
          !actor.role.empty() && !mention.place &&
          (actor.role == "person" || actor.role != "government") &&
          parse_.tokens[mention.head_token].entity == record::EntityType::kPerson;
      if (person && !is_person && actor.role.empty()) continue;
      if (!person && !plural && is_person) continue;
      const Deprel rel = parse_.tokens[mention.head_token].deprel;
      // The object of a verb is not its subject: "Turkey, France and Italy help it".
      if (!subject && parse_.tokens[token].deprel != Deprel::kNmodPoss &&
          clause_of(mention.head_token) == clause && is_subject(rel))
        continue;
      if (is_subject(rel)) {
        if (there == sentence) {
          if (own_subject == nullptr) own_subject = &mention;
        } else if (subject_before == nullptr) {
          subject_before = &mention;
        }
      }
      if (nearest_one == nullptr && there == sentence) nearest_one = &mention;
    }
    // A subject does not repeat the subject of its own clause unless a clause stands between: the
    // nearest one is as good.
    if (own_subject != nullptr) return own_subject;
    if (subject_before != nullptr) return subject_before;
    return nearest_one;
  }

  // --- descriptions
  // ------------------------------------------------------------------------------------------------------

  bool covered(uint32_t token, size_t before) const {
    for (size_t k = before, steps = 0; k-- > 0 && steps < 4; ++steps) {
      if (mentions_[k].first_token <= token && token <= mentions_[k].last_token)
        return !mentions_[k].actors.front().code.empty();
    }
    return false;
  }

  void add(uint32_t first, uint32_t last, MentionKind kind, std::vector<Actor> actors,
           double confidence) {
    if (actors.empty()) return;
    Mention mention;
    mention.first_token = first;
    mention.last_token = mention.head_token = last;
    mention.span = {parse_.tokens[first].span.begin, parse_.tokens[last].span.end};
    mention.kind = kind;
    mention.confidence = confidence;
    for (Actor& actor : actors) actor.span = mention.span;
    mention.actors = std::move(actors);
    added_.push_back(std::move(mention));
  }

  // True if the text has spoken of political parties, so that "the parties" may mean them.
  bool of_parties(size_t before) const {
    for (size_t k = before, steps = 0; k-- > 0 && steps < kWindow; ++steps) {
      const Actor& actor = mentions_[k].actors.front();
      if (actor.sector == "PTY" || actor.sector == "OPP") return true;
    }
    return false;
  }

  // The last distinct states and groups named before a mention number, newest first, at most
  // `count`.
  std::vector<Actor> last_parties(size_t before, int count) const {
    std::vector<Actor> parties;
    for (size_t k = before, steps = 0;
         k-- > 0 && steps < 4 * kWindow && static_cast<int>(parties.size()) < count; ++steps) {
      const Mention& mention = mentions_[k];
      for (size_t a = mention.actors.size(); a-- > 0 && static_cast<int>(parties.size()) < count;) {
        const Actor& actor = mention.actors[a];
        if (actor.code.empty() || actor.role == "product" || actor.code == "UNO" ||
            actor.sector == "CVL" || actor.sector == "JRN")
          continue;
        if (std::none_of(parties.begin(), parties.end(),
                         [&](const Actor& p) { return p.code == actor.code; }))
          parties.push_back(actor);
      }
    }
    return parties;
  }

  Actor state_actor(const std::string& code) const {
    if (const auto found = states_.find(code); found != states_.end())
      return mentions_[found->second].actors.front();
    Actor actor;
    actor.code = actor.name = code;
    return actor;
  }

  // Who 'the two countries' are: the two named last; in a long text the two that it is about, where
  // it has such two.
  std::vector<Actor> parties(size_t before, int count, bool states) const {
    std::vector<Actor> result = last_parties(before, count);
    if (count == 2 && ranked_.size() >= 2 && parse_.sentences.size() > 6) {
      const bool dominant = ranked_[1].first >= 2.0 * (ranked_.size() > 2 ? ranked_[2].first : 0);
      const auto both = std::count_if(result.begin(), result.end(), [&](const Actor& a) {
        return a.code == ranked_[0].second || a.code == ranked_[1].second;
      });
      if (dominant || (both == 1 && ranked_[1].first > 4))
        result = {state_actor(ranked_[1].second), state_actor(ranked_[0].second)};
    }
    std::reverse(result.begin(), result.end());
    for (Actor& actor : result) {
      if (states && is_state(actor) && actor.sector != "REB") actor.sector = "GOV";
      actor.role.clear();
    }
    if (static_cast<int>(result.size()) < count && count > 2) result.clear();
    return result;
  }

  // Who the parties to a treaty are: the two states last named together ("Chile and Peru"); else
  // the two named last.
  std::vector<Actor> treaty_parties(size_t before) const {
    for (size_t k = before, steps = 0; k-- > 1 && steps < kWindow; ++steps) {
      const Mention &second = mentions_[k], &first = mentions_[k - 1];
      const Token& joined = parse_.tokens[second.head_token];
      if (joined.deprel != Deprel::kConj || joined.head != first.head_token) continue;
      Actor a = first.actors.front(), b = second.actors.front();
      if (!is_state(a) || !is_state(b) || a.code == b.code) continue;
      a.sector = b.sector = "GOV";
      a.role.clear(), b.role.clear();
      return {std::move(a), std::move(b)};
    }
    return parties(before, 2, true);
  }

  // The end of 'two countries' or 'both warring sides' that begins at the token; its own index if
  // there is none.
  uint32_t party_noun_after(uint32_t token, uint32_t end) const {
    for (uint32_t k = token + 1; k < std::min(end, token + 4); ++k) {
      if (parse_.tokens[k].upos == Upos::kVERB || parse_.tokens[k].upos == Upos::kADP) break;
      const LowerWord lemma(parse_.lemma(k));
      if (is_party_noun(lemma.view()) && !is_word(k, lemma.view())) return k;
    }
    return token;
  }

  void walk() {
    size_t before = 0;  // mentions that begin before the token
    for (const record::Sentence& sentence : parse_.sentences) {
      for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
        while (before < mentions_.size() && mentions_[before].first_token < i) ++before;
        describe(sentence, i, before);
      }
    }
  }

  void describe(const record::Sentence& sentence, uint32_t i, size_t before) {
    const Token& token = parse_.tokens[i];
    const LowerWord lower(word(i));
    const std::string_view w = lower.view();
    if (const int count = number_of(w);
        count != 0 && (w == "both" || (i > sentence.begin &&
                                       (is_word(i - 1, "the") || is_word(i - 1, "these"))))) {
      const uint32_t noun = party_noun_after(i, sentence.end);
      if (noun != i) {
        replace(i, noun, before, parties(before, count, true), 0.8);
        return;
      }
    }
    // "the sides", "the parties" without a number.
    if (w == "the" && i + 1 < sentence.end &&
        (is_word(i + 1, "sides") || is_word(i + 1, "parties")) && !of_parties(before)) {
      replace(i, i + 1, before,
              is_word(i + 1, "parties") ? treaty_parties(before) : parties(before, 2, true), 0.7);
      return;
    }
    if (token.upos == Upos::kNOUN && i > sentence.begin && is_word(i - 1, "the") &&
        token.deprel != Deprel::kCompound) {
      const LowerWord lemma(parse_.lemma(i));
      if (is_country_noun(lemma.view()) && is_word(i, lemma.view()) &&
          !covered(i, std::min(before + 1, mentions_.size()))) {
        if (const Mention* state = last_state(before); state != nullptr) {
          Actor actor = state->actors.front();
          actor.sector = "GOV";
          actor.role.clear();
          add(i, i, MentionKind::kDescription, {actor}, 0.7);
          added_.back().place = true;
        }
        return;
      }
    }
    if (token.upos != Upos::kPRON || covered(i, before)) return;
    const bool known = w == "he" || w == "she" || w == "his" || w == "her" || w == "him" ||
                       w == "it" || w == "its" || w == "they" || w == "their" || w == "them";
    if (!known || token.deprel == Deprel::kExpl) return;
    if (const Mention* mention = antecedent(i, before); mention != nullptr)
      add(i, i, MentionKind::kPronoun, mention->actors,
          w.starts_with("h") || w == "she" ? 0.6 : 0.5);
  }

  const Mention* last_state(size_t before) const {
    const Mention* any = nullptr;
    for (size_t k = before, steps = 0; k-- > 0 && steps < kWindow; ++steps) {
      const Mention& mention = mentions_[k];
      if (!is_state(mention.actors.front())) continue;
      if (mention.place) return &mention;
      if (any == nullptr) any = &mention;
    }
    return any;
  }

  // Puts a description in the place of the role that stands on the same noun ("the two leaders").
  void replace(uint32_t first, uint32_t last, size_t before, std::vector<Actor> actors,
               double confidence) {
    if (actors.empty()) return;
    for (size_t k = before; k < mentions_.size() && mentions_[k].first_token <= last; ++k) {
      if (mentions_[k].head_token != last) continue;
      if (!mentions_[k].actors.front().code.empty() && mentions_[k].kind == MentionKind::kName)
        return;  // "both Iranian leaders"
      mentions_[k].actors.front().code.clear();
    }
    add(first, last, MentionKind::kDescription, std::move(actors), confidence);
  }

  std::string_view text_;
  const Parse& parse_;
  std::vector<Mention>& mentions_;
  std::vector<uint32_t> sentence_;  // of each token
  std::vector<Mention> added_;
  std::vector<std::pair<double, std::string>> ranked_;
  std::unordered_map<std::string, size_t> states_;  // the first place mention of each state
};

}  // namespace

void resolve_references(const record::Document& document, const Parse& parse,
                        std::vector<Mention>& mentions) {
  References(document, parse, mentions).run();
}

}  // namespace servanda::actor

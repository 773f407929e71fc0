// Resolves descriptions and pronouns within a document.
#include "servanda/actor/references.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string>

namespace servanda::actor {
namespace {

using record::Actor;
using record::Deprel;
using record::Parse;
using record::Upos;

bool is_state_actor(const Actor& actor) {
  return actor.code.size() == 3 && actor.code != "IMG" && actor.code != "NGO" && actor.code != "ISM" && actor.code != "MNC" && actor.code != "IGO";
}

// Nouns of which 'the two ...' and 'both ...' stand for two states.
bool is_pair_noun(std::string_view lemma) {
  static constexpr std::string_view kNouns[] = {"country", "nation", "state",  "side",    "party", "capital", "government", "regime", "leader",
                                                "president", "minister", "neighbour", "neighbor", "partner", "ally", "power", "rival", "republic", "signatory"};
  return std::find(std::begin(kNouns), std::end(kNouns), lemma) != std::end(kNouns);
}

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

class References {
 public:
  References(const record::Document& document, const Parse& parse, std::vector<Mention>& mentions)
      : document_(document), parse_(parse), mentions_(mentions) {}

  void run() {
    count_countries();
    complete_roles();
    add_pairs_and_pronouns();
    mentions_.erase(std::remove_if(mentions_.begin(), mentions_.end(), [](const Mention& m) { return m.actors.empty() || m.actors.front().code.empty(); }),
                    mentions_.end());
    std::stable_sort(mentions_.begin(), mentions_.end(), [](const Mention& a, const Mention& b) { return a.first_token < b.first_token; });
    std::map<std::string, uint32_t> chains;
    for (Mention& mention : mentions_) {
      const std::string key = mention.actors.front().code + ":" + mention.actors.front().sector;
      mention.chain = chains.emplace(key, static_cast<uint32_t>(chains.size())).first->second;
    }
  }

 private:
  // States by how often they are named; the title and the first paragraph count threefold.
  void count_countries() {
    std::map<std::string, double> counts;
    for (const Mention& mention : mentions_) {
      for (const Actor& actor : mention.actors) {
        if (!is_state_actor(actor) || actor.code == "UNO" || actor.code == "EUR") continue;
        counts[actor.code] += mention.span.begin < 400 ? 3 : 1;
        if (!names_.contains(actor.code) && mention.place) names_[actor.code] = actor.name;
      }
    }
    for (const auto& [code, count] : counts) ranked_.emplace_back(count, code);
    std::sort(ranked_.begin(), ranked_.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  }

  uint32_t sentence_of(uint32_t token) const {
    const auto after = std::upper_bound(parse_.sentences.begin(), parse_.sentences.end(), token, [](uint32_t t, const record::Sentence& s) { return t < s.begin; });
    return static_cast<uint32_t>(after - parse_.sentences.begin()) - 1;
  }

  // "police" in "Police in Nairobi arrest ...": the nearest place of the sentence, else the nearest actor, else the
  // last place before it, else the country that the document speaks of most.
  void complete_roles() {
    for (size_t i = 0; i < mentions_.size(); ++i) {
      Mention& mention = mentions_[i];
      if (!mention.actors.front().code.empty()) continue;
      const uint32_t sentence = sentence_of(mention.first_token);
      const Mention* best = nullptr;
      uint32_t best_distance = UINT32_MAX;
      for (const Mention& other : mentions_) {
        if (other.actors.front().code.empty() || !is_state_actor(other.actors.front()) || other.actors.front().code == "UNO" || other.actors.front().code == "EUR") continue;
        if (sentence_of(other.first_token) != sentence) continue;
        const uint32_t distance = other.first_token > mention.last_token ? other.first_token - mention.last_token : mention.first_token - std::min(mention.first_token, other.last_token);
        const uint32_t penalty = other.place ? 0 : 12;  // a place says where, an actor only who else
        if (distance + penalty < best_distance) best_distance = distance + penalty, best = &other;
      }
      if (best == nullptr) {
        for (size_t k = i; k-- > 0;) {
          if (mentions_[k].actors.front().code.empty() || !is_state_actor(mentions_[k].actors.front())) continue;
          best = &mentions_[k];
          break;
        }
      }
      Actor& actor = mention.actors.front();
      if (best != nullptr) {
        actor.code = best->actors.front().code;
        actor.name = best->actors.front().name;
      } else if (!ranked_.empty()) {
        actor.code = ranked_.front().second;
      }
    }
  }

  std::vector<Actor> last_pair(uint32_t token) const {
    std::vector<Actor> pair;
    // Two states joined in the sentence before win; else the two that were named last; else the document's first two.
    for (size_t k = mentions_.size(); k-- > 0 && pair.size() < 2;) {
      const Mention& mention = mentions_[k];
      if (mention.first_token >= token) continue;
      for (const Actor& actor : mention.actors) {
        if (!is_state_actor(actor) || actor.code == "UNO" || pair.size() >= 2) continue;
        if (std::none_of(pair.begin(), pair.end(), [&](const Actor& a) { return a.code == actor.code; })) pair.push_back(actor);
      }
    }
    // In a long document 'the two countries' are those it is about, where one of the two named last is among them.
    if (ranked_.size() >= 2 && parse_.sentences.size() > 6) {
      const std::string& first = ranked_[0].second;
      const std::string& second = ranked_[1].second;
      const bool dominant = ranked_[1].first >= 2.0 * (ranked_.size() > 2 ? ranked_[2].first : 0);
      const auto both = std::count_if(pair.begin(), pair.end(), [&](const Actor& a) { return a.code == first || a.code == second; });
      if (dominant || (both == 1 && ranked_[1].first > 4)) {
        pair.clear();
        for (const std::string* code : {&first, &second}) {
          const auto found = names_.find(*code);
          pair.push_back({.code = *code, .sector = "GOV", .name = found == names_.end() ? *code : found->second});
        }
      }
    }
    std::reverse(pair.begin(), pair.end());
    for (Actor& actor : pair) actor.sector = "GOV", actor.role.clear();
    return pair;
  }

  bool covered(uint32_t token) const {
    const auto after = std::upper_bound(mentions_.begin(), mentions_.begin() + static_cast<long>(original_), token,
                                        [](uint32_t t, const Mention& m) { return t < m.first_token; });
    return after != mentions_.begin() && (after - 1)->last_token >= token && !(after - 1)->actors.front().code.empty() && (after - 1)->confidence > 0.6;
  }

  void add(uint32_t first, uint32_t last, uint32_t head, MentionKind kind, std::vector<Actor> actors, double confidence) {
    if (actors.empty()) return;
    Mention mention;
    mention.first_token = first;
    mention.last_token = last;
    mention.head_token = head;
    mention.span = {parse_.tokens[first].span.begin, parse_.tokens[last].span.end};
    mention.kind = kind;
    mention.confidence = confidence;
    for (Actor& actor : actors) actor.span = mention.span;
    mention.actors = std::move(actors);
    added_.push_back(std::move(mention));
  }

  // The last mention before the token that a pronoun may mean.
  std::vector<Actor> antecedent(uint32_t token, bool person, bool plural) const {
    const uint32_t sentence = sentence_of(token);
    const Mention* best = nullptr;
    for (size_t k = original_; k-- > 0;) {
      const Mention& mention = mentions_[k];
      if (mention.last_token >= token) continue;
      const uint32_t there = sentence_of(mention.first_token);
      if (there + 2 < sentence) break;
      const Actor& actor = mention.actors.front();
      if (actor.code.empty()) continue;
      const bool is_person = !actor.role.empty() && !mention.place;
      if (person != is_person && person) continue;
      const Deprel rel = parse_.tokens[mention.head_token].deprel;
      const bool subject = rel == Deprel::kNsubj || rel == Deprel::kNsubjPass;
      if (!person && !plural && mention.kind == MentionKind::kDemonym) continue;
      if (subject) return mention.actors;
      if (best == nullptr && there == sentence) best = &mention;
    }
    return best != nullptr ? best->actors : std::vector<Actor>{};
  }

  void add_pairs_and_pronouns() {
    original_ = mentions_.size();
    for (const record::Sentence& sentence : parse_.sentences) {
      for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
        const record::Token& token = parse_.tokens[i];
        const std::string word = lower(token.span.of(document_.text));
        if (word == "two" || word == "both") {
          for (uint32_t k = i + 1; k < std::min(sentence.end, i + 4); ++k) {
            const bool plural = parse_.tokens[k].span.of(document_.text).ends_with('s');
            if (!plural || !is_pair_noun(parse_.lemma(k))) continue;
            const bool definite = word == "both" || (i > sentence.begin && lower(parse_.tokens[i - 1].span.of(document_.text)) == "the");
            if (definite) pairs_.push_back({i, k});
            break;
          }
        } else if (token.upos == Upos::kPRON && !covered(i)) {
          if (word == "he" || word == "she" || word == "his" || word == "her" || word == "him") {
            add(i, i, i, MentionKind::kPronoun, antecedent(i, true, false), 0.6);
          } else if (word == "it" || word == "its") {
            add(i, i, i, MentionKind::kPronoun, antecedent(i, false, false), 0.5);
          } else if (word == "they" || word == "their" || word == "them") {
            add(i, i, i, MentionKind::kPronoun, antecedent(i, false, true), 0.5);
          }
        }
      }
    }
    for (const auto& [first, last] : pairs_) {
      // A role mention on the same noun ("the two leaders") gives way.
      mentions_.erase(std::remove_if(mentions_.begin(), mentions_.end(), [&](const Mention& m) { return m.head_token == last; }), mentions_.end());
      add(first, last, last, MentionKind::kDescription, last_pair(first), 0.8);
    }
    for (Mention& mention : added_) mentions_.push_back(std::move(mention));
  }

  const record::Document& document_;
  const Parse& parse_;
  std::vector<Mention>& mentions_;
  std::vector<Mention> added_;
  size_t original_ = 0;
  std::vector<std::pair<double, std::string>> ranked_;
  std::map<std::string, std::string> names_;
  std::vector<std::pair<uint32_t, uint32_t>> pairs_;
};

}  // namespace

void resolve_references(const record::Document& document, const Parse& parse, std::vector<Mention>& mentions) {
  References(document, parse, mentions).run();
}

}  // namespace servanda::actor

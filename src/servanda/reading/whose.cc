// Resolves whose purpose or act a clause tells.
#include "servanda/reading/whose.h"

#include <algorithm>
#include <array>

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

constexpr std::array<std::string_view, 6> kSpeakers = {"i", "we", "you", "my", "our", "your"};

// "US", "NATO": names in capitals own the noun that they are compounded with; "the Rasht railway"
// is not Rasht's.
bool in_capitals(std::string_view word) {
  return word.size() <= 5 &&
         std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

bool is_speaker(std::string_view word) {
  return std::find(kSpeakers.begin(), kSpeakers.end(), word) != kSpeakers.end();
}

std::vector<record::Actor> Owners::of_clause(uint32_t predicate) const {
  std::vector<record::Actor> actors = framed(predicate);
  if (!actors.empty()) return actors;
  uint32_t current = predicate;
  for (int step = 0; step < 5 && current != kNoToken; ++step) {
    const uint32_t subject = page_.subject_of(current);
    if (subject != kNoToken) {
      if (is_speaker(tree_.word(subject))) return {};
      actors = at(subject);
      // "Each is afraid", "both want": the two that the text is about.
      const std::string_view word = tree_.word(subject);
      if (actors.empty() && (word == "each" || word == "both") && page_.dyad().size() == 2) {
        for (const std::string& code : page_.dyad()) actors.push_back(named(code, subject));
      }
      if (actors.empty()) actors = of_noun(subject);
      if (actors.empty() && word == "it") actors = spoken_of_before(subject);
      if (!actors.empty()) return actors;
    }
    // "by the government", where the verb is passive.
    for (const uint32_t c : tree_.children(current)) {
      if (tree_.deprel(c) == Deprel::kOblAgent && !(actors = at(c)).empty()) return actors;
    }
    if (tree_.upos(current) == Upos::kNOUN && !(actors = of_noun(current)).empty()) return actors;
    const Deprel link = tree_.deprel(current);
    const bool climbs = link == Deprel::kAcl || link == Deprel::kXcomp || link == Deprel::kAdvcl ||
                        link == Deprel::kConj || link == Deprel::kObl ||
                        link == Deprel::kOblAgent || link == Deprel::kObj || link == Deprel::kNmod;
    if (!climbs) break;
    current = tree_.head(current);
  }
  return {};
}

// "Nairobi wants power. It is also keen …": the subject of the sentence before, or of the clause
// before in the same sentence.
std::vector<record::Actor> Owners::spoken_of_before(uint32_t pronoun) const {
  const uint32_t s = tree_.sentence(pronoun);
  const auto& sentences = tree_.parse().sentences;
  const auto subject_in = [&](uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; ++i) {
      const bool subject =
          tree_.deprel(i) == Deprel::kNsubj || tree_.deprel(i) == Deprel::kNsubjPass;
      if (!subject || page_.mention_at(i) == nullptr) continue;
      if (std::vector<record::Actor> actors = at(i); actors.size() == 1) return actors;
    }
    return std::vector<record::Actor>();
  };
  std::vector<record::Actor> actors = subject_in(sentences[s].begin, pronoun);
  if (actors.empty() && s > 0 && !sentences[s].paragraph_begins)
    actors = subject_in(sentences[s - 1].begin, sentences[s - 1].end);
  return actors;
}

std::vector<record::Actor> Owners::at(uint32_t token) const {
  const int treaty = treaties_.meant_by(token);
  const actor::Mention* mention = page_.mention_at(token);
  const bool of_treaty =
      mention == nullptr || mention->head_token != token || tree_.upos(token) == Upos::kPRON;
  if (treaty != kNoTreaty && of_treaty) return parties(treaty, token);
  return mention == nullptr ? std::vector<record::Actor>() : mention->actors;
}

std::vector<record::Actor> Owners::parties(int treaty, uint32_t token) const {
  std::vector<record::Actor> actors;
  for (const std::string& code : treaties_.treaty(treaty).codes)
    actors.push_back(named(code, token));
  return actors;
}

// The state as the document names it first.
record::Actor Owners::named(const std::string& code, uint32_t token) const {
  record::Actor actor;
  for (const actor::Mention& mention : page_.annotations().mentions) {
    const auto known = std::find_if(mention.actors.begin(), mention.actors.end(),
                                    [&](const record::Actor& a) { return a.code == code; });
    if (known == mention.actors.end()) continue;
    actor = *known;
    break;
  }
  actor.code = code;
  actor.span = tree_.token(token).span;
  return actor;
}

std::vector<record::Actor> Owners::of_noun(uint32_t noun) const {
  for (const Deprel wanted : {Deprel::kNmodPoss, Deprel::kNmod, Deprel::kAmod, Deprel::kCompound}) {
    for (const uint32_t c : tree_.children(noun)) {
      if (tree_.deprel(c) != wanted || is_speaker(tree_.word(c))) continue;
      const std::string_view preposition =
          wanted == Deprel::kNmod ? tree_.preposition(c) : std::string_view();
      // "the purpose on the Swedish side".
      const bool side = preposition == "on" && tree_.lemma(c) == "side";
      if (wanted == Deprel::kNmod && preposition != "of" && preposition != "by" && !side) continue;
      if (wanted == Deprel::kCompound &&
          !in_capitals(tree_.token(c).span.of(page_.document().text)))
        continue;
      std::vector<record::Actor> actors = at(c);
      // "one of its objectives", "the signing of the treaty".
      if (actors.empty() && (wanted == Deprel::kNmod || wanted == Deprel::kNmodPoss))
        actors = of_noun_once(c);
      if (!actors.empty()) return actors;
    }
  }
  return {};
}

std::vector<record::Actor> Owners::of_noun_once(uint32_t noun) const {
  for (const uint32_t c : tree_.children(noun)) {
    const Deprel link = tree_.deprel(c);
    const bool owner = link == Deprel::kNmodPoss || link == Deprel::kAmod ||
                       (link == Deprel::kNmod && tree_.preposition(c) == "of");
    if (!owner) continue;
    std::vector<record::Actor> actors = at(c);
    if (!actors.empty()) return actors;
  }
  return {};
}

std::vector<record::Actor> Owners::framed(uint32_t token) const {
  const record::Sentence& sentence = tree_.sentence_of(token);
  if (sentence.end - sentence.begin < 4 || tree_.word(sentence.begin) != "for") return {};
  const actor::Mention* mention = nullptr;
  for (uint32_t i = sentence.begin + 1; i < std::min(sentence.end, sentence.begin + 6); ++i) {
    if (tree_.word(i) == ",") {
      const bool whole = mention != nullptr && mention->last_token + 1 == i;
      return whole ? mention->actors : std::vector<record::Actor>();
    }
    // "For Germany the purpose is …".
    if (mention != nullptr && mention->last_token + 1 == i && tree_.word(i) == "the")
      return mention->actors;
    if (page_.mention_at(i) != nullptr) mention = page_.mention_at(i);
  }
  return {};
}

}  // namespace servanda::reading

// Measures who is who alone: five folds over annotated documents, the trigger and the type of each
// event being given.
//
//   servanda_measure_parties GOLD [ERRORS]   ERRORS: each event whose sides are not exactly right,
//   with its mentions
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include "optimise.h"
#include "servanda/event/models.h"

namespace servanda::tools {
namespace {

using Codes = std::set<std::string>;

Codes codes_of(const std::vector<std::string>& side) {
  Codes out;
  for (const std::string& party : side) out.insert(party.substr(0, 3));
  return out;
}

Codes codes_of(const std::vector<record::Actor>& side) {
  Codes out;
  for (const record::Actor& actor : side) out.insert(actor.code);
  return out;
}

std::string text_of(const std::vector<record::Actor>& side) {
  std::string out;
  for (const record::Actor& actor : side)
    out.append(out.empty() ? "" : " ")
        .append(actor.code)
        .append(actor.sector.empty() ? "" : ":")
        .append(actor.sector);
  return out.empty() ? "-" : out;
}

std::string text_of(const std::vector<std::string>& side) {
  std::string out;
  for (const std::string& party : side) out.append(out.empty() ? "" : " ").append(party);
  return out.empty() ? "-" : out;
}

bool within(const Codes& part, const Codes& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

Codes both(const Codes& a, const Codes& b) {
  Codes out = a;
  out.insert(b.begin(), b.end());
  return out;
}

struct Tally {
  std::map<std::string, size_t> counts;
  size_t events = 0, reachable = 0, exact = 0, sides = 0, sectors = 0;
};

// What is wrong with the sides, in one word.
std::string verdict(const GoldEvent& gold, const event::Parties& got, const Codes& mentioned) {
  const Codes a = codes_of(gold.actors), r = codes_of(gold.recipients), x = codes_of(got.actors),
              y = codes_of(got.recipients);
  if (a == x && r == y) return "right";
  if (!within(both(a, r), mentioned)) return "no mention";
  const Codes wanted = both(a, r), found = both(x, y);
  if (wanted == found) return a == y && r == x ? "swapped" : "other side";
  if (within(wanted, found)) return "too many";
  if (within(found, wanted)) return "too few";
  return "others";
}

// Mentions whose country was found by reference and that fill a slot which tells the annotated
// side.
void write_resolved(const event::Scene& scene, const event::Candidate& candidate,
                    const GoldEvent& gold, std::ostream& out) {
  const auto& mentions = scene.annotations().mentions;
  for (const actor::Mention& m : mentions) {
    if (m.kind != actor::MentionKind::kDescription && m.kind != actor::MentionKind::kPronoun)
      continue;
    const event::Place place = event::locate(scene, candidate, m);
    if (place.distance != 0) continue;
    const bool acts = place.slot == "subj" || place.slot == "agent";
    const bool receives = place.slot == "obj" && candidate.word_class == event::WordClass::kVerb;
    if (!acts && !receives) continue;
    const Codes wanted = codes_of(acts ? gold.actors : gold.recipients);
    if (wanted.empty()) continue;
    Codes found = codes_of(m.actors);
    out << "RESOLVED " << (found == wanted ? "right" : "wrong")
        << (m.kind == actor::MentionKind::kPronoun ? " pronoun" : " role") << " ["
        << m.span.of(scene.annotations().document.text) << "] " << text_of(m.actors) << " gold "
        << text_of(acts ? gold.actors : gold.recipients) << " | "
        << scene.annotations().document.text << "\n";
  }
}

void measure(const event::Models& models, const event::Lexicon& lexicon, const Annotated& document,
             Tally& tally, std::ostream* errors) {
  const event::Annotations annotations = document.annotations();
  const event::Scene scene(annotations, lexicon);
  event::SideMemory memory;
  event::SideReader reader(models.sides, scene, memory);
  Codes mentioned;
  for (const actor::Mention& m : document.mentions) {
    for (const record::Actor& actor : m.actors) mentioned.insert(actor.code);
  }
  std::set<int> used;
  for (const GoldEvent& gold : document.gold) {
    const int c = candidate_of(scene, gold, used);
    if (c < 0) continue;
    used.insert(c);
    const event::Candidate& candidate = scene.candidates()[static_cast<size_t>(c)];
    if (errors != nullptr) write_resolved(scene, candidate, gold, *errors);
    const event::Parties got = models.parties(scene, candidate, gold.type, reader);
    Codes near;
    for (const event::PartyCode& code : event::party_task(scene, candidate, gold.type).codes)
      near.emplace(code.code);
    tally.reachable += within(both(codes_of(gold.actors), codes_of(gold.recipients)), near);
    const std::string what = verdict(gold, got, mentioned);
    ++tally.events;
    ++tally.counts[what];
    ++tally.counts[fmt::format("{} {}", record::name(gold.type),
                               what == "right" ? "right" : "wrong")];
    if (what == "right") {
      ++tally.exact;
      std::set<std::string> wanted(gold.actors.begin(), gold.actors.end()), found;
      for (const record::Actor& actor : got.actors)
        found.insert(actor.code + (actor.sector.empty() ? "" : ":" + actor.sector));
      ++tally.sides;
      tally.sectors += wanted == found;
      if (wanted == found) continue;
    }
    if (errors == nullptr) continue;
    *errors << (what == "right" ? "sector" : what) << " | " << record::name(gold.type) << " "
            << gold.trigger << " | gold " << text_of(gold.actors) << " -> "
            << text_of(gold.recipients) << " | got " << text_of(got.actors) << " -> "
            << text_of(got.recipients) << "\n  " << document.document.text << "\n ";
    for (const actor::Mention& m : document.mentions)
      *errors << " [" << m.span.of(document.document.text) << "] " << text_of(m.actors)
              << (m.place ? "*" : "");
    *errors << "\n";
  }
}

int run(const std::vector<std::string>& words) {
  if (words.empty() || words.size() > 3) {
    std::cerr << "servanda_measure_parties GOLD [ERRORS [TEST]]\n";
    return 2;
  }
  auto read = read_annotated(words[0]);
  if (!read) {
    std::cerr << read.error().text() << "\n";
    return 3;
  }
  const auto& documents = *read;
  const event::Lexicon lexicon = event::Lexicon::create().value();
  std::ofstream errors;
  if (words.size() > 1) errors.open(words[1]);
  Tally tally;
  if (words.size() == 3) {
    std::vector<const Annotated*> all;
    for (const auto& document : documents) all.push_back(document.get());
    const event::Models models = event::Models::create(train_models(all, false)).value();
    const auto test = read_annotated(words[2]).value();
    for (const auto& document : test) measure(models, lexicon, *document, tally, &errors);
  }
  for (size_t fold = 0; fold < 5 && words.size() < 3; ++fold) {
    std::vector<const Annotated*> others;
    for (size_t i = 0; i < documents.size(); ++i) {
      if (i % 5 != fold) others.push_back(documents[i].get());
    }
    const event::Models models = event::Models::create(train_models(others, false)).value();
    for (size_t i = fold; i < documents.size(); i += 5)
      measure(models, lexicon, *documents[i], tally, words.size() > 1 ? &errors : nullptr);
  }
  fmt::print(
      "events {}, both sides exactly right {:.3f}; of these the sectors of the actors {:.3f}\n",
      tally.events, double(tally.exact) / double(tally.events),
      double(tally.sectors) / double(tally.sides));
  fmt::print("all of its countries among those weighed {:.3f}\n",
             double(tally.reachable) / double(tally.events));
  for (const auto& [what, count] : tally.counts) fmt::print("  {:24s} {}\n", what, count);
  return 0;
}

}  // namespace
}  // namespace servanda::tools

int main(int argc, char** argv) {
  return servanda::tools::run(std::vector<std::string>(argv + 1, argv + argc));
}

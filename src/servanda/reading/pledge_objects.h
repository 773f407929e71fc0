// The things that pledges are about, as noun phrases: "five regiments of the S-400 system", "the
// plant", "the second".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/reading/noun_phrases.h"
#include "servanda/reading/pledge_scene.h"

namespace servanda::reading {

struct Thing {
  uint32_t head = kNoToken;   // the noun that names it; below the noun of an act or paper upon it
  uint32_t outer = kNoToken;  // the noun that the reporting word governs ("delivery" of the jets)
  base::Span span;
  std::string what;                  // in the words of the text
  std::string tail;                  // what follows the noun: "of the S-400 air defence system"
  std::vector<std::string> content;  // lower-case lemmas that say what it is, sorted, each once
  std::vector<std::string> names;    // of these, the ones that single it out: proper names, models
  std::vector<std::string> parts;    // "2" for the second; "last", "remaining"
  std::vector<std::string_view> classes;
  uint32_t kinds = 0;
  std::vector<std::string_view>
      topics;  // classes of the nouns that follow a paper: "agreement on the railway"
  std::string head_lemma;
  uint32_t possessor = kNoToken;  // the noun or pronoun whose it is, if that is no party
  std::string count;              // the number before it, as written; empty if none
  bool pronoun = false;           // it, they, which
  bool spoken_of = false;         // stands for what a step was told of, nothing else
  bool bare = false;              // nothing but an article before the noun: "the plant"
  bool definite = false;
  bool of_parties_only = false;  // its words beside the noun name states or count them
  bool elliptic = false;         // a number alone: "the second", "two of 97 metres"
  bool hedged = false;           // "a supposedly final agreement"
  bool partial = false;          // "some jets"
  bool negated = false;          // "no contract"
  bool more = false;             // "six more jets": others than those spoken of
};

// Reads the things that a noun names: one for each coordinated noun or numbered part.
std::vector<Thing> read_things(const PledgeScene& scene, uint32_t token);

// Returns "2" for "second" or "2"; empty for other words.
std::string part_number(std::string_view word);

}  // namespace servanda::reading

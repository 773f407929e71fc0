// A treaty as a structure of norms: articles, provisions, commitments, terms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/span.h"
#include "servanda/record/date.h"

namespace servanda::record {

// Strongest first.
enum class Modality : uint8_t {
  kObligation = 0,
  kProhibition = 1,
  kEffort = 2,
  kIntention = 3,
  kPermission = 4,
  kDeclaration = 5,
  kDefinition = 6,
  kProcedure = 7
};

struct Article {
  std::string id;      // "art_5_bis", Akoma Ntoso style
  std::string number;  // "5 bis"; empty if unnumbered
  std::string heading;
  std::string part;  // id of the part, chapter or annex that holds it; empty for the main body
  base::Span span;
};

struct Provision {
  std::string id;       // "art_3__para_2__point_b"
  std::string article;  // Article::number
  base::Span span;
  std::string text;
  std::string addressee;  // "each_party", "parties_jointly", a party's code, "body", ...
  Modality modality = Modality::kDeclaration;
  std::string strength;  // "firm", "qualified", "effort", "consideration", ...; empty if none
  std::string act;       // the verb of the norm: "consult"
  std::string object;
  std::string
      commitment;  // "consultation", "nonaggression", "no_aid_to_aggressor", ...; empty if none
  std::vector<std::string> fields;  // "defence", "nuclear_energy", ...
  std::string condition;            // in the words of the text
  std::string trigger;              // "armed_attack", "threat", "request", ...; empty if none
  std::string promptness;           // "immediately", ...
  bool needs_agreement = false;     // calls for a further agreement instead of binding by itself
};

// ATOP's five obligations (Leeds et al.), for this very text.
struct Obligations {
  bool defense = false;
  bool offense = false;
  bool neutrality = false;
  bool nonaggression = false;
  bool consultation = false;
};

struct Term {
  Date signed_on;
  std::string place;
  std::string entry_into_force;          // in the words of the text
  std::optional<double> duration_years;  // nullopt: not stated; 0: indefinite
  std::string renewal;
  std::string denunciation;
  std::string succession;  // "replaces ...", in the words of the text
  std::string depositary;
  std::string reservations;  // in the words of the text
  std::vector<std::string> languages;
};

struct Treaty {
  std::string document;  // Document::id
  std::string title;
  std::vector<std::string> parties;  // codes where known, else names
  std::vector<base::Span> recitals;
  std::vector<Article> articles;
  std::vector<Provision> provisions;
  Obligations obligations;
  Term term;
  std::vector<std::string> warnings;  // what is odd in the text, with the place
};

enum class Relation : uint8_t {
  kRetained = 0,
  kReworded = 1,
  kStrengthened = 2,
  kWeakened = 3,
  kBroadened = 4,
  kNarrowed = 5,
  kDropped = 6,
  kNew = 7
};

struct Alignment {
  std::vector<std::string> a;  // provision ids of the older or first treaty; empty: new
  std::vector<std::string> b;  // of the second; empty: dropped
  Relation relation = Relation::kRetained;
  double similarity = 0;  // 0 to 1
  std::string why;
};

std::string_view name(Modality modality);
std::string_view name(Relation relation);

}  // namespace servanda::record

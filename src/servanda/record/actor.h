// Who: a state, an organisation or a group, with the sector of the one who acts for it.
#pragma once

#include <string>

#include "servanda/base/span.h"

namespace servanda::record {

// Codes: ISO 3166-1 alpha-3 (KOS, PSE, HKG too), or UNO EUR IGO NGO ISM IMG MNC. Sectors: GOV MIL
// REB COP JUD LEG PTY OPP SPY PRM UAF CVL BUS JRN CRM REL EDU LAB MED REF SOC ELI UNK PRE; empty
// for organisations.
struct Actor {
  std::string code;
  std::string sector;
  std::string
      name;  // the full name: "Russia", "Vladimir Putin", "Islamic Revolutionary Guard Corps"
  std::string role;  // the office or kind as found: "president", "foreign ministry"; empty if none
  std::string wikidata;  // "Q159"; empty if not known
  base::Span span;       // the words of the mention in the document
  friend bool operator==(const Actor&, const Actor&) = default;
};

}  // namespace servanda::record

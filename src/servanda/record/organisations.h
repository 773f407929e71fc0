// The codes of actors that are no state.
#pragma once

#include <array>
#include <string_view>

#include "servanda/base/word_list.h"

namespace servanda::record {

// Organisations, which may stand for states that are their members.
inline constexpr std::array<std::string_view, 5> kOrganisations = {"UNO", "EUR", "IGO", "NGO",
                                                                   "MNC"};
// Movements and armed groups of no state, which stand for nobody else.
inline constexpr std::array<std::string_view, 2> kGroups = {"ISM", "IMG"};

// True for an organisation.
inline bool may_stand_for_members(std::string_view code) { return base::in(kOrganisations, code); }

// True for codes that are no state and take no sector: organisations and groups.
inline bool is_organisation(std::string_view code) {
  return may_stand_for_members(code) || base::in(kGroups, code);
}

}  // namespace servanda::record

// Writes accounts as the JSON that `timeline`, `pledges` and `forecasts` give
// (docs/formats/json.md).
#pragma once

#include "servanda/base/json.h"
#include "servanda/ledger/account.h"

namespace servanda::service {

void write_json(base::JsonWriter& json, const ledger::Account& account,
                const ledger::Occurrence& occurrence);
void write_json(base::JsonWriter& json, const ledger::Account& account,
                const ledger::PledgeAccount& pledge);
void write_json(base::JsonWriter& json, const ledger::Account& account,
                const ledger::ForecastAccount& forecast);

}  // namespace servanda::service

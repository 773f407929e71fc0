// Hand-made readings for the tests of the ledger.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/ledger/account.h"

namespace servanda::ledger {

using record::Actor;
using record::Claim;
using record::Event;
using record::EventType;
using record::Pledge;
using record::Reading;
using record::Stage;

inline record::Date date(std::string_view text) { return record::parse_date(text).value(); }

inline Actor state(std::string code) {
  return {.code = code, .sector = "GOV", .name = code, .role = "", .wikidata = "", .span = {}};
}

// A document with one delivery from RUS to IRN.
inline Reading told(const std::string& id, const std::string& source, const std::string& published,
                    const std::string& text, Claim claim = Claim::kStated,
                    std::vector<Actor> claimants = {}) {
  Reading reading;
  reading.document.id = id;
  reading.document.source = source;
  reading.document.text = text;
  reading.document.date = date(published);
  Event event;
  event.id = id + "#0";
  event.document = id;
  event.type = EventType::kAid;
  event.actors = {state("RUS")};
  event.recipients = {state("IRN")};
  event.date = date(published);
  event.claim = claim;
  event.claimants = std::move(claimants);
  event.what = "air defence systems";
  event.evidence = {0, static_cast<uint32_t>(text.size())};
  const std::string_view act = "delivered";
  if (const size_t at = text.find(act); at != std::string::npos)
    event.trigger = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + act.size())};
  reading.events.push_back(event);
  return reading;
}

inline Reading pledged(const std::string& id, const std::string& published, const std::string& what,
                       Stage stage, record::PledgeClaim claim = record::PledgeClaim::kStated,
                       const std::string& due = "") {
  Reading reading;
  reading.document.id = id;
  reading.document.text = what;
  reading.document.date = date(published);
  Pledge pledge;
  pledge.id = id + "#p0";
  pledge.what = what;
  pledge.givers = {"RUS"};
  pledge.receivers = {"IRN"};
  pledge.parties = {"RUS", "IRN"};
  pledge.stage = stage;
  pledge.claim = claim;
  pledge.due = date(due);
  pledge.history = {{date(published), stage, claim, {id, {0, static_cast<uint32_t>(what.size())}}}};
  reading.pledges.push_back(pledge);
  return reading;
}

inline Account build(std::vector<Reading> readings, const std::string& as_of = "2030-01-01") {
  return build_account(std::move(readings), {},
                       {.a = "RUS", .b = "IRN", .as_of = record::first_day(date(as_of))});
}

}  // namespace servanda::ledger

// Hand-made accounts for the tests of the brief.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "servanda/brief/brief.h"
#include "servanda/ledger/account.h"

namespace servanda::brief {

// Adds a document to the account and gives the evidence for words of it.
class AccountBuilder {
 public:
  AccountBuilder() { account.a = "RUS", account.b = "IRN"; }

  void document(const std::string& id, const std::string& date, const std::string& text,
                const std::string& source) {
    record::Document document;
    document.id = id, document.text = text, document.source = source,
    document.title = "Title of " + id;
    document.date = record::parse_date(date).value();
    account.documents.push_back(document);
    account.documents_by_id.push_back(
        static_cast<uint32_t>(account.documents_by_id.size()));  // the tests add them by id
  }

  record::Evidence words(const std::string& id, const std::string& text) const {
    const size_t at = ledger::find_document(account, id)->text.find(text);
    EXPECT_NE(at, std::string::npos) << text;
    return {id, {static_cast<uint32_t>(at), static_cast<uint32_t>(at + text.size())}};
  }

  ledger::Occurrence& occurrence(const std::string& id, record::EventType type,
                                 const std::string& date, const std::string& trigger,
                                 const std::string& what) {
    const record::Document& document = *ledger::find_document(account, id);
    ledger::Occurrence occurrence;
    occurrence.id = id + "#" + std::to_string(account.occurrences.size());
    occurrence.type = type, occurrence.date = record::parse_date(date).value(),
    occurrence.what = what;
    occurrence.actors = {
        {.code = "RUS", .sector = "GOV", .name = "Russia", .role = "", .wikidata = "", .span = {}},
        {.code = "IRN", .sector = "GOV", .name = "Iran", .role = "", .wikidata = "", .span = {}}};
    ledger::Report report;
    report.event.document = id, report.event.type = type,
    report.event.evidence = {0, static_cast<uint32_t>(document.text.size())};
    report.event.trigger = words(id, trigger).span;
    report.publisher = document.source, report.published = document.date;
    for (const record::Actor& actor : occurrence.actors) {
      record::Actor mention = actor;
      mention.span = words(id, actor.name).span;
      report.event.actors.push_back(mention);
    }
    occurrence.reports = {report}, occurrence.publishers = 1;
    account.occurrences.push_back(occurrence);
    return account.occurrences.back();
  }

  ledger::Account account;
};

inline std::string section_text(const Brief& brief, const std::string& id) {
  std::string text;
  for (const Section& section : brief.sections) {
    if (section.id != id) continue;
    text += section.note + "\n";
    for (const Paragraph& paragraph : section.paragraphs) {
      text += paragraph.heading + "\n";
      for (const Sentence& sentence : paragraph.sentences)
        text += "[" + sentence.mark() + "] " +
                (sentence.lead().empty() ? "" : sentence.lead() + ": ") + sentence.text() +
                (sentence.said_by().empty() ? "" : " " + sentence.said_by()) + "\n";
    }
    for (const Table& table : section.tables) {
      for (const auto& row : table.rows) {
        for (const Cell& cell : row) text += cell.text + " | ";
        text += "\n";
      }
    }
  }
  return text;
}

}  // namespace servanda::brief

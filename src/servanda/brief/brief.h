// The brief on two states: cited sentences, tables and two pictures, written from an account.
//
//   brief::Brief brief = brief::write_brief(account, {});
//   std::string page = brief::to_html(brief);      // or to_markdown, to_json, to_docx
//
// Pure: the same account gives the same bytes. No sentence and no number of it stands without words
// in a source.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/brief/sentence.h"
#include "servanda/ledger/account.h"

namespace servanda::brief {

// Sentences that belong together. A list shows one sentence a line.
struct Paragraph {
  std::string heading;  // a year, a pledge; empty for running text
  std::vector<Sentence> sentences;
  bool list = false;
};

// A cell with words of its own rests on evidence; labels and dashes do not.
struct Cell {
  std::string text;
  std::optional<Grounds> grounds;
};

struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as `columns`
};

enum class Picture : uint8_t { kNone = 0, kTimeline = 1, kBalance = 2 };

struct Section {
  std::string id;       // "pledges"
  std::string heading;  // "Pledges and their standing"
  std::string note;     // how to read the section, or that the documents hold nothing for it; says
                        // nothing of the states
  std::vector<Paragraph> paragraphs;
  Picture picture = Picture::kNone;
  std::vector<Table> tables;
};

// A point of the timeline.
struct TimelinePoint {
  record::Date date;
  std::string label;
  bool deed = false;      // a material act that is reported as done; else words
  bool conflict = false;  // between the two
  bool treaty = false;    // the signing of a treaty between the two
  Grounds grounds;
};

// How many pledges of a field have come how far; each count includes the later ones.
struct BalanceRow {
  std::string field;
  uint32_t said = 0, in_writing = 0, started = 0, delivered = 0;
  std::vector<record::Evidence> evidence;
};

// What a number in the text leads to.
struct Footnote {
  uint32_t number = 0;
  record::Evidence evidence;
  std::string quote;
  std::string source;
  std::string title;
  std::string url;
  record::Date published;
  uint64_t page = 0;  // of a PDF, on which the words begin; 0 for what has no pages
};

struct Brief {
  std::string a, b;            // codes
  std::string name_a, name_b;  // "Russia", "Iran"
  record::Date as_of;          // unknown: all documents were read
  uint32_t documents = 0;
  uint32_t publishers = 0;
  uint32_t guessed_dates = 0;  // documents dated by no more than the latest date in their text
  record::Date first_document, last_document;
  std::vector<Section> sections;
  std::vector<TimelinePoint> timeline;  // by date
  std::vector<BalanceRow> balance;      // most pledges first
  std::vector<Footnote> footnotes;      // by number, from 1

  // Returns the numbers of the footnotes that carry these passages, ascending and each once.
  std::vector<uint32_t> numbers(const Grounds& grounds) const;
};

struct BriefOptions {
  int year_items = 4;         // of each year before the last two
  int recent_year_items = 7;  // of each of the last two
  int pledge_rows = 30;
};

// "A brief from 124 documents of 60 publishers, 8 January 1995 to 18 February 2026."
std::string about(const Brief& brief);
// "tass.com, “The treaty”, 17 January 2025." or "treaty.pdf, page 3."
std::string reference(const Footnote& note);

Brief write_brief(const ledger::Account& account, const BriefOptions& options);

// One HTML file: no request to another host, light and dark, prints on A4.
std::string to_html(const Brief& brief);
std::string to_markdown(const Brief& brief);
std::string to_json(const Brief& brief);
// A Word document. Errors: kInternal if it cannot be packed.
base::Result<std::string> to_docx(const Brief& brief);

}  // namespace servanda::brief

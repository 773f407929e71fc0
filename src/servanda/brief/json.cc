// Writes a brief as one JSON object: the sections with their sentences, and the notes with their
// places in the documents.
#include "servanda/base/json.h"

#include "servanda/brief/brief.h"
#include "servanda/brief/wording.h"

namespace servanda::brief {
namespace {

void write_notes(base::JsonWriter& json, const Brief& brief, const Grounds& grounds) {
  json.key("notes").begin_array();
  for (const uint32_t number : brief.numbers(grounds)) json.value(number);
  json.end_array();
}

void write(base::JsonWriter& json, const Brief& brief, const Table& table) {
  json.begin_object().key("caption").value(table.caption).key("columns").begin_array();
  for (const std::string& column : table.columns) json.value(column);
  json.end_array().key("rows").begin_array();
  for (const auto& row : table.rows) {
    json.begin_array();
    for (const Cell& cell : row) {
      json.begin_object().key("text").value(cell.text);
      if (cell.grounds) write_notes(json, brief, *cell.grounds);
      json.end_object();
    }
    json.end_array();
  }
  json.end_array().end_object();
}

void write(base::JsonWriter& json, const Brief& brief, const Section& section) {
  json.begin_object()
      .key("id")
      .value(section.id)
      .key("heading")
      .value(section.heading)
      .key("note")
      .value_or_null(section.note);
  json.key("paragraphs").begin_array();
  for (const Paragraph& paragraph : section.paragraphs) {
    json.begin_object()
        .key("heading")
        .value_or_null(paragraph.heading)
        .key("sentences")
        .begin_array();
    for (const Sentence& sentence : paragraph.sentences) {
      json.begin_object()
          .key("text")
          .value(sentence.text())
          .key("lead")
          .value_or_null(sentence.lead())
          .key("said_by")
          .value_or_null(sentence.said_by())
          .key("mark")
          .value_or_null(sentence.mark());
      write_notes(json, brief, sentence.grounds());
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().key("tables").begin_array();
  for (const Table& table : section.tables) write(json, brief, table);
  json.end_array().end_object();
}

}  // namespace

std::string to_json(const Brief& brief) {
  base::JsonWriter json;
  json.begin_object().key("dyad").begin_array().value(brief.a).value(brief.b).end_array();
  json.key("names").begin_array().value(brief.name_a).value(brief.name_b).end_array();
  json.key("as_of")
      .value_or_null(record::print(brief.as_of))
      .key("documents")
      .value(brief.documents);
  json.key("sections").begin_array();
  for (const Section& section : brief.sections) write(json, brief, section);
  json.end_array().key("timeline").begin_array();
  for (const TimelinePoint& point : brief.timeline) {
    json.begin_object()
        .key("date")
        .value(record::print(point.date))
        .key("text")
        .value(point.label)
        .key("deed")
        .value(point.deed);
    json.key("conflict").value(point.conflict).key("treaty").value(point.treaty);
    write_notes(json, brief, point.grounds);
    json.end_object();
  }
  json.end_array().key("balance").begin_array();
  for (const BalanceRow& row : brief.balance) {
    json.begin_object()
        .key("field")
        .value(row.field)
        .key("said")
        .value(row.said)
        .key("in_writing")
        .value(row.in_writing);
    json.key("started").value(row.started).key("delivered").value(row.delivered).end_object();
  }
  json.end_array().key("notes").begin_array();
  for (const Footnote& note : brief.footnotes) {
    json.begin_object()
        .key("number")
        .value(note.number)
        .key("quote")
        .value(note.quote)
        .key("source")
        .value(note.source);
    json.key("title")
        .value_or_null(note.title)
        .key("date")
        .value_or_null(record::print(note.published))
        .key("document")
        .value(note.evidence.document);
    json.key("begin")
        .value(note.evidence.span.begin)
        .key("end")
        .value(note.evidence.span.end)
        .key("page");
    if (note.page == 0)
      json.null();
    else
      json.value(note.page);
    json.end_object();
  }
  json.end_array().end_object();
  return json.take() + "\n";
}

}  // namespace servanda::brief

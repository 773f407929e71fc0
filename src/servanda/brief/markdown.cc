// Writes a brief as Markdown with footnotes.
#include <fmt/format.h>

#include <iterator>

#include "servanda/brief/brief.h"
#include "servanda/brief/wording.h"

namespace servanda::brief {
namespace {

// Escapes what Markdown gives a meaning, so that a source's words cannot become a heading, a link
// or a tag.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string references(const Brief& brief, const Grounds& grounds) {
  std::string text;
  for (const uint32_t number : brief.numbers(grounds)) text += fmt::format("[^{}]", number);
  return text;
}

std::string line(const Brief& brief, const Sentence& sentence) {
  const std::string lead =
      sentence.lead().empty() ? "" : fmt::format("**{}** ", plain(sentence.lead()));
  const std::string mark = sentence.mark().empty() ? "" : fmt::format("*{}:* ", sentence.mark());
  const std::string source =
      sentence.said_by().empty() ? "" : " (" + plain(sentence.said_by()) + ")";
  return lead + mark + plain(sentence.text()) + source + references(brief, sentence.grounds());
}

void write(const Brief& brief, const Table& table, std::string& text) {
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "{}:\n\n|", plain(table.caption));
  for (const std::string& column : table.columns) fmt::format_to(out, " {} |", plain(column));
  text += "\n|";
  for (size_t i = 0; i < table.columns.size(); ++i) text += "---|";
  text += "\n";
  for (const auto& row : table.rows) {
    text += "|";
    for (const Cell& cell : row)
      fmt::format_to(out, " {}{} |", plain(cell.text),
                     cell.grounds ? references(brief, *cell.grounds) : "");
    text += "\n";
  }
  text += "\n";
}

}  // namespace

std::string to_markdown(const Brief& brief) {
  std::string text =
      fmt::format("# {}\n\n{}\n\n", plain(capitalised(brief.name_a + " and " + brief.name_b)),
                  plain(about(brief)));
  const auto out = std::back_inserter(text);
  for (const Section& section : brief.sections) {
    fmt::format_to(out, "## {}\n\n", plain(section.heading));
    if (!section.note.empty()) fmt::format_to(out, "*{}*\n\n", plain(section.note));
    for (const Paragraph& paragraph : section.paragraphs) {
      if (!paragraph.heading.empty()) fmt::format_to(out, "### {}\n\n", plain(paragraph.heading));
      for (const Sentence& sentence : paragraph.sentences)
        fmt::format_to(out, "{}{}{}", paragraph.list ? "- " : "", line(brief, sentence),
                       paragraph.list ? "\n" : " ");
      text += paragraph.list ? "\n" : "\n\n";
    }
    for (const Table& table : section.tables) write(brief, table, text);
  }
  text += "## Sources and their words\n\n";
  for (const Footnote& note : brief.footnotes)
    fmt::format_to(out, "[^{}]: “{}” {}\n", note.number, plain(note.quote), plain(reference(note)));
  return text;
}

}  // namespace servanda::brief

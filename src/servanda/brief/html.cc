// Writes a brief as one HTML file that asks nothing of any other host.
#include <fmt/format.h>

#include <iterator>
#include <map>

#include "servanda/base/markup.h"
#include "servanda/brief/brief.h"
#include "servanda/brief/pictures.h"
#include "servanda/brief/wording.h"
#include "servanda/embedded/kBriefScript.h"
#include "servanda/embedded/kBriefStyle.h"

namespace servanda::brief {
namespace {

using base::escaped;

class Page {
 public:
  explicit Page(const Brief& brief) : brief_(brief) {}

  std::string write() {
    head();
    for (const Section& section : brief_.sections) write(section);
    sources();
    html_ +=
        "</main>\n<footer><p>Written by Servanda from the documents listed above. Same documents, "
        "same options: the same brief, byte for byte.</p></footer>\n<script>\n";
    html_ += embedded::kBriefScript();
    html_ += "</script>\n</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  template <typename... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(html_), format, std::forward<Args>(args)...);
  }

  void head() {
    const std::string title = escaped(brief_.name_a + " and " + brief_.name_b);
    html_ +=
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    html_ +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n";
    print("<title>{}: a brief</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n",
          capitalised(title));
    html_ += embedded::kBriefStyle();
    print("</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n<p class=\"about\">{}</p>\n",
          capitalised(title), escaped(about(brief_)));
    html_ += "<nav aria-label=\"Sections\"><ol>\n";
    for (const Section& section : brief_.sections)
      print("<li><a href=\"#{}\">{}</a></li>\n", section.id, escaped(section.heading));
    html_ +=
        "<li><a href=\"#sources\">Sources and their "
        "words</a></li>\n</ol></nav>\n</header>\n<main>\n";
  }

  // The numbers as links. The first use of a number is where its note leads back to.
  void references(const Grounds& grounds) {
    const std::vector<uint32_t> numbers = brief_.numbers(grounds);
    if (numbers.empty()) return;
    html_ += "<sup>";
    for (size_t i = 0; i < numbers.size(); ++i) {
      if (i > 0) html_ += "&#8201;";  // a thin space, at which a long row of numbers may break
      const bool first = !used_[numbers[i]];
      used_[numbers[i]] = true;
      print("<a href=\"#n{0}\"{1} aria-label=\"Note {0}\">{0}</a>", numbers[i],
            first ? fmt::format(" id=\"r{}\"", numbers[i]) : "");
    }
    html_ += "</sup>";
  }

  void write(const Sentence& sentence) {
    if (!sentence.lead().empty()) print("<b>{}</b> ", escaped(sentence.lead()));
    if (!sentence.mark().empty())
      print("<span class=\"mark\">{}</span> ", escaped(sentence.mark()));
    html_ += escaped(sentence.text());
    if (!sentence.said_by().empty())
      print(" <span class=\"by\">{}</span>", escaped(sentence.said_by()));
    references(sentence.grounds());
  }

  void write(const Paragraph& paragraph) {
    if (!paragraph.heading.empty()) print("<h3>{}</h3>\n", escaped(paragraph.heading));
    html_ += paragraph.list ? "<ul class=\"told\">\n" : "<p>";
    for (const Sentence& sentence : paragraph.sentences) {
      if (paragraph.list) html_ += "<li>";
      write(sentence);
      html_ += paragraph.list ? "</li>\n" : " ";
    }
    html_ += paragraph.list ? "</ul>\n" : "</p>\n";
  }

  void write(const Table& table) {
    print(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
        "aria-label=\"{}\"><table>\n<caption>{}</caption>\n<thead><tr>",
        escaped(table.caption), escaped(table.caption));
    for (const std::string& column : table.columns)
      print("<th scope=\"col\">{}</th>", escaped(column));
    html_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      html_ += "<tr>";
      for (const Cell& cell : row) {
        html_ += "<td>" + escaped(cell.text);
        if (cell.grounds) references(*cell.grounds);
        html_ += "</td>";
      }
      html_ += "</tr>\n";
    }
    html_ += "</tbody></table></div>\n";
  }

  void timeline() {
    html_ += "<figure>\n" + timeline_svg(brief_);
    html_ +=
        "<figcaption>Each dot is an act that the documents report as done: deeds above the line, "
        "words below; red is conflict between the two, an upright line the signing of a "
        "treaty.</figcaption>\n</figure>\n";
    print(
        "<details><summary>The timeline as a table</summary>\n<div class=\"scroll\" tabindex=\"0\" "
        "role=\"region\" aria-label=\"The timeline as a table\"><table>\n<thead><tr><th "
        "scope=\"col\">Date</th><th scope=\"col\">Kind</th><th "
        "scope=\"col\">Act</th></tr></thead>\n<tbody>\n");
    for (const TimelinePoint& point : brief_.timeline) {
      const std::string_view kind = point.treaty ? "treaty"
                                    : point.conflict
                                        ? (point.deed ? "deed, conflict" : "words, conflict")
                                    : point.deed ? "deed"
                                                 : "words";
      print("<tr><td>{}</td><td>{}</td><td>{}", escaped(capitalised(in_words(point.date))), kind,
            escaped(point.label));
      references(point.grounds);
      html_ += "</td></tr>\n";
    }
    html_ += "</tbody></table></div></details>\n";
  }

  void write(const Section& section) {
    print("<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 id=\"{0}-heading\">{1}</h2>\n",
          section.id, escaped(section.heading));
    if (!section.note.empty()) print("<p class=\"note\">{}</p>\n", escaped(section.note));
    if (section.picture == Picture::kTimeline) timeline();
    for (const Paragraph& paragraph : section.paragraphs) write(paragraph);
    if (section.picture == Picture::kBalance)
      html_ += "<figure>\n" + balance_svg(brief_) +
               "<figcaption>How far pledges came, by field. The table below holds the same numbers "
               "with their sources.</figcaption>\n</figure>\n";
    for (const Table& table : section.tables) write(table);
    html_ += "</section>\n";
  }

  void sources() {
    html_ +=
        "<section id=\"sources\" aria-labelledby=\"sources-heading\">\n<h2 "
        "id=\"sources-heading\">Sources and their words</h2>\n<ol class=\"sources\">\n";
    for (const Footnote& note : brief_.footnotes) {
      print("<li id=\"n{}\" tabindex=\"-1\"><q>{}</q> <cite>{}</cite>", note.number,
            escaped(note.quote), escaped(reference(note)));
      if (used_[note.number])
        print("<a class=\"back\" href=\"#r{0}\" aria-label=\"Back to note {0} in the text\">↩</a>",
              note.number);
      html_ += "</li>\n";
    }
    html_ += "</ol>\n</section>\n";
  }

  const Brief& brief_;
  std::string html_;
  std::map<uint32_t, bool> used_;
};

}  // namespace

std::string about(const Brief& brief) {
  std::string text =
      fmt::format("A brief from {}", counted(brief.documents, "document", "documents"));
  if (brief.documents == 1 && !brief.footnotes.empty())
    text +=
        ", “" +
        (brief.footnotes[0].title.empty() ? brief.footnotes[0].source : brief.footnotes[0].title) +
        "”";
  if (brief.publishers > 1) text += " of " + counted(brief.publishers, "publisher", "publishers");
  const std::string first = in_words(brief.first_document), last = in_words(brief.last_document);
  if (!first.empty())
    text += first == last ? " of " + first : fmt::format(", {} to {}", first, last);
  text += ".";
  if (brief.guessed_dates > 0) {
    text += " " +
            capitalised(counted(brief.guessed_dates, "document does not say when it was written",
                                "documents do not say when they were written")) +
            ": the latest date in the text stands for it, and what is told by “last year” may be "
            "placed too early.";
  }
  if (brief.as_of.known())
    text +=
        fmt::format(" As of {}: nothing that was published later was read.", in_words(brief.as_of));
  text +=
      " Every sentence rests on words that its notes show; what is denied, planned or claimed by "
      "one side is marked so.";
  return text;
}

std::string reference(const Footnote& note) {
  std::string text = note.source;
  if (!note.title.empty() && note.title != note.source) text += ", “" + note.title + "”";
  if (note.published.known()) text += ", " + in_words(note.published);
  if (note.page != 0) text += fmt::format(", page {}", note.page);
  return text + ".";
}

std::string to_html(const Brief& brief) { return Page(brief).write(); }

}  // namespace servanda::brief

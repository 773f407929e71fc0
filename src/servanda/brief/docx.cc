// Writes a brief as a Word document: numbers are links to the notes at its end.
#include <fmt/format.h>
#include <zip.h>

#include <array>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "servanda/base/markup.h"
#include "servanda/brief/brief.h"
#include "servanda/brief/wording.h"

namespace servanda::brief {
namespace {

using base::escaped;

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

constexpr std::string_view kTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></"
    "Types>";

constexpr std::string_view kPackage =
    "<Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
    "Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";

constexpr std::string_view kParts =
    "<Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
    "Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
    "Target=\"styles.xml\"/></Relationships>";

std::string styles() {
  std::string text =
      std::string(kHead) +
      "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Georgia\" "
      "w:hAnsi=\"Georgia\"/><w:sz w:val=\"21\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault>"
      "<w:pPrDefault><w:pPr><w:spacing w:after=\"100\" w:line=\"276\" "
      "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
      "w:val=\"Normal\"/></w:style>";
  struct Style {
    std::string_view id, name, paragraph, run;
  };
  constexpr std::array<Style, 4> kStyles = {
      {{"Title", "Title", "<w:spacing w:after=\"80\"/>", "<w:b/><w:sz w:val=\"44\"/>"},
       {"Heading1", "heading 1",
        "<w:keepNext/><w:spacing w:before=\"360\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:sz w:val=\"28\"/>"},
       {"Heading2", "heading 2",
        "<w:keepNext/><w:spacing w:before=\"200\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:b/><w:sz w:val=\"22\"/>"},
       {"Note", "Note", "", "<w:color w:val=\"57606A\"/><w:sz w:val=\"18\"/>"}}};
  for (const Style& style : kStyles) {
    fmt::format_to(
        std::back_inserter(text),
        "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn "
        "w:val=\"Normal\"/><w:pPr>{}</w:pPr><w:rPr>{}</w:rPr></w:style>",
        style.id, style.name, style.paragraph, style.run);
  }
  return text + "</w:styles>";
}

// XML knows no control characters; a source may hold some.
std::string clean(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') result += c;
  }
  return escaped(result);
}

class Body {
 public:
  explicit Body(const Brief& brief) : brief_(brief) {}

  std::string write() {
    open("Title");
    run(capitalised(brief_.name_a + " and " + brief_.name_b));
    close();
    line("Note", about(brief_));
    for (const Section& section : brief_.sections) write(section);
    line("Heading1", "Sources and their words");
    for (const Footnote& note : brief_.footnotes) {
      open("");
      fmt::format_to(std::back_inserter(xml_), "<w:bookmarkStart w:id=\"{0}\" w:name=\"n{0}\"/>",
                     note.number);
      run(fmt::format("{}. ", note.number), "<w:b/>");
      fmt::format_to(std::back_inserter(xml_), "<w:bookmarkEnd w:id=\"{}\"/>", note.number);
      run("“" + note.quote + "” ");
      run(reference(note), "<w:color w:val=\"57606A\"/>");
      close();
    }
    return std::move(xml_);
  }

 private:
  void open(std::string_view style) {
    xml_ += "<w:p>";
    if (!style.empty())
      fmt::format_to(std::back_inserter(xml_), "<w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>", style);
  }
  void close() { xml_ += "</w:p>"; }
  void run(std::string_view text, std::string_view properties = "") {
    fmt::format_to(std::back_inserter(xml_),
                   "<w:r><w:rPr>{}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", properties,
                   clean(text));
  }
  void line(std::string_view style, std::string_view text) {
    open(style);
    run(text);
    close();
  }
  void references(const Grounds& grounds) {
    for (const uint32_t number : brief_.numbers(grounds)) {
      fmt::format_to(std::back_inserter(xml_),
                     "<w:hyperlink w:anchor=\"n{0}\"><w:r><w:rPr><w:color "
                     "w:val=\"0B57A4\"/><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t "
                     "xml:space=\"preserve\"> {0}</w:t></w:r></w:hyperlink>",
                     number);
    }
  }
  void write(const Sentence& sentence) {
    if (!sentence.lead().empty()) run(sentence.lead() + " ", "<w:b/>");
    if (!sentence.mark().empty())
      run("[" + sentence.mark() + "] ", "<w:b/><w:color w:val=\"7A3B00\"/><w:sz w:val=\"18\"/>");
    run(sentence.text());
    if (!sentence.said_by().empty())
      run(" " + sentence.said_by(), "<w:color w:val=\"57606A\"/><w:sz w:val=\"18\"/>");
    references(sentence.grounds());
  }
  void write(const Table& table) {
    line("Note", table.caption);
    xml_ +=
        "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:insideH "
        "w:val=\"single\" w:sz=\"4\" w:color=\"BBBBBB\"/></w:tblBorders></w:tblPr><w:tblGrid>";
    for (size_t i = 0; i < table.columns.size(); ++i) xml_ += "<w:gridCol/>";
    xml_ += "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>";
    for (const std::string& column : table.columns) {
      xml_ += "<w:tc><w:p>";
      run(column, "<w:b/><w:sz w:val=\"18\"/>");
      xml_ += "</w:p></w:tc>";
    }
    xml_ += "</w:tr>";
    for (const auto& row : table.rows) {
      xml_ += "<w:tr>";
      for (const Cell& cell : row) {
        xml_ += "<w:tc><w:p>";
        run(cell.text, "<w:sz w:val=\"18\"/>");
        if (cell.grounds) references(*cell.grounds);
        xml_ += "</w:p></w:tc>";
      }
      xml_ += "</w:tr>";
    }
    xml_ += "</w:tbl>";
    line("", "");
  }
  void write(const Section& section) {
    line("Heading1", section.heading);
    if (!section.note.empty()) line("Note", section.note);
    for (const Paragraph& paragraph : section.paragraphs) {
      if (!paragraph.heading.empty()) line("Heading2", paragraph.heading);
      if (!paragraph.list) open("");
      for (const Sentence& sentence : paragraph.sentences) {
        if (paragraph.list) open("");
        write(sentence);
        if (paragraph.list)
          close();
        else
          run(" ");
      }
      if (!paragraph.list) close();
    }
    for (const Table& table : section.tables) write(table);
  }

  const Brief& brief_;
  std::string xml_;
};

base::Error failed(std::string_view what) {
  return {base::ErrorCode::kInternal,
          fmt::format("the Word document could not be packed: {}", what), ""};
}

}  // namespace

base::Result<std::string> to_docx(const Brief& brief) {
  const std::string document =
      std::string(kHead) +
      "<w:document "
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" +
      Body(brief).write() +
      "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" "
      "w:bottom=\"1134\" w:left=\"1134\"/></w:sectPr></w:body></w:document>";
  const std::array<std::pair<const char*, std::string>, 5> files = {
      {{"[Content_Types].xml", std::string(kHead).append(kTypes)},
       {"_rels/.rels", std::string(kHead).append(kPackage)},
       {"word/_rels/document.xml.rels", std::string(kHead).append(kParts)},
       {"word/styles.xml", styles()},
       {"word/document.xml", document}}};
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  if (memory == nullptr) return failed("no memory");
  zip_source_keep(memory);
  zip_t* archive = zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  if (archive == nullptr) {
    zip_source_free(memory);
    zip_source_free(memory);
    return failed("it could not be begun");
  }
  for (const auto& [name, text] : files) {
    zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    // One date for all files, so that the same brief gives the same bytes.
    constexpr zip_uint16_t kFirstDosDay = (1 << 5) | 1;
    if (index < 0 ||
        zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, kFirstDosDay, 0) != 0) {
      const std::string reason = zip_strerror(archive);
      zip_discard(archive);
      zip_source_free(memory);
      return failed(reason);
    }
  }
  if (zip_close(archive) != 0) {
    const std::string reason = zip_strerror(archive);
    zip_discard(archive);
    zip_source_free(memory);
    return failed(reason);
  }
  std::string bytes;
  if (zip_source_open(memory) == 0) {
    zip_source_seek(memory, 0, SEEK_END);
    const zip_int64_t size = zip_source_tell(memory);
    zip_source_seek(memory, 0, SEEK_SET);
    bytes.resize(size > 0 ? static_cast<size_t>(size) : 0);
    if (zip_source_read(memory, bytes.data(), bytes.size()) != size) bytes.clear();
    zip_source_close(memory);
  }
  zip_source_free(memory);
  if (bytes.empty()) return failed("it could not be read back");
  return bytes;
}

}  // namespace servanda::brief

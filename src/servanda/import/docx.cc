// Reads the text of a Word document (ECMA-376, WordprocessingML).
#include <fmt/format.h>
#include <zip.h>

#include <cstring>
#include <memory>
#include <pugixml.hpp>

#include "servanda/import/document.h"
#include "servanda/import/read.h"

namespace servanda::import {
namespace {

// Nothing in a document's XML nests deeper; hostile files do.
constexpr int kMaxDepth = 2000;

base::Error refused(const Origin& origin, std::string message) {
  return {base::ErrorCode::kRefused, std::move(message), origin.path};
}

// Takes one file out of the archive, never more than kMaxDocumentBytes of what comes out (a ZIP's
// own word for its size is not believed).
base::Result<std::string> part(zip_t* archive, const char* name, const Origin& origin) {
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(archive, name, 0),
                                                                &zip_fclose);
  if (!file) return refused(origin, fmt::format("has no {}: {}", name, zip_strerror(archive)));
  std::string bytes;
  char buffer[1 << 16];
  zip_int64_t got = 0;
  while ((got = zip_fread(file.get(), buffer, sizeof buffer)) > 0) {
    bytes.append(buffer, static_cast<size_t>(got));
    if (bytes.size() > kMaxDocumentBytes) {
      return refused(origin, fmt::format("{} expands beyond {} bytes, the limit for a document",
                                         name, kMaxDocumentBytes));
    }
  }
  if (got < 0) return refused(origin, fmt::format("{} is damaged", name));
  return bytes;
}

// Walks w:body in document order without recursion.
class BodyReader : public pugi::xml_tree_walker {
 public:
  explicit BodyReader(record::Document& document) : builder_(document) {}

  bool for_each(pugi::xml_node& node) override {
    if (depth() > kMaxDepth) return true;
    const std::string_view name = node.name();
    if (name == "w:p") {
      builder_.end_block(kind_);
      kind_ = record::BlockKind::kParagraph;
    } else if (name == "w:pStyle") {
      const std::string_view style = node.attribute("w:val").value();
      if (style.starts_with("Heading")) kind_ = record::BlockKind::kHeading;
      if (style.starts_with("Title")) kind_ = record::BlockKind::kTitle;
      if (style.starts_with("ListParagraph")) kind_ = record::BlockKind::kListItem;
    } else if (name == "w:br" || name == "w:cr") {
      builder_.end_line();
    } else if (name == "w:tab") {
      builder_.add(" ", 0);
    } else if (name == "w:noBreakHyphen") {
      builder_.add("-", static_cast<uint64_t>(node.offset_debug()));
    } else if (name == "w:t") {
      // Offsets are those of word/document.xml, which is what a DOCX holds.
      for (const pugi::xml_node words : node.children())
        builder_.add(words.value(), static_cast<uint64_t>(words.offset_debug()));
    }
    return true;
  }
  void finish() { builder_.end_block(kind_); }

 private:
  TextBuilder builder_;
  record::BlockKind kind_ = record::BlockKind::kParagraph;
};

void read_properties(zip_t* archive, const Origin& origin, record::Document& document) {
  const auto core = part(archive, "docProps/core.xml", origin);
  if (!core) return;  // optional in the format
  pugi::xml_document xml;
  if (!xml.load_buffer(core->data(), core->size())) return;
  const pugi::xml_node properties = xml.child("cp:coreProperties");
  document.title = properties.child("dc:title").text().get();
  document.source = properties.child("dc:creator").text().get();
  const std::string_view created = properties.child("dcterms:created").text().get();
  auto date = record::parse_date(created.substr(0, 10));
  if (date && date->known()) {
    document.date = std::move(date).value();
    document.date_basis = "metadata: dcterms:created";
  }
}

}  // namespace

base::Result<record::Document> read_docx(std::string_view bytes, const Origin& origin) {
  record::Document document = SERVANDA_TRY(new_document(
      bytes, origin, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"));
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return refused(origin, "is no ZIP archive");
  const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(
      zip_open_from_source(source, ZIP_RDONLY, &error), &zip_discard);
  if (!archive) {
    zip_source_free(source);
    return refused(origin, fmt::format("is damaged: {}", zip_error_strerror(&error)));
  }
  const std::string body = SERVANDA_TRY(part(archive.get(), "word/document.xml", origin));
  pugi::xml_document xml;  // resolves no external entity and no DTD
  const pugi::xml_parse_result parsed =
      xml.load_buffer(body.data(), body.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (!parsed)
    return refused(origin, fmt::format("word/document.xml is damaged at byte {}: {}", parsed.offset,
                                       parsed.description()));
  read_properties(archive.get(), origin, document);
  BodyReader reader(document);
  xml.traverse(reader);
  reader.finish();
  if (document.title.empty()) document.title = title_of(document.text);
  SERVANDA_TRY(require_text(document));
  return document;
}

}  // namespace servanda::import

// Formats, charsets and damaged files: each gives a document whose offsets lead back, or a sentence
// that says why not.
#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <zip.h>

#include <fstream>
#include <string>
#include <vector>

#include "servanda/import/read.h"

namespace servanda::import {
namespace {

std::string docx_with(const std::string& body, const char* name = "word/document.xml") {
  zip_error_t error;
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  zip_file_add(archive, name, zip_source_buffer(archive, body.data(), body.size(), 0), 0);
  zip_close(archive);
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string bytes(static_cast<size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

// The bytes of the file that the words of the text stand at.
std::string at_origin(const record::Document& document, const std::string& file,
                      const std::string& words) {
  const size_t at = document.text.find(words);
  for (const record::OriginRun& run : document.origin) {
    if (run.text_begin <= at && at < run.text_begin + run.size)
      return file.substr(run.origin_begin + at - run.text_begin, words.size());
  }
  return document.origin.empty() ? file.substr(at, words.size()) : "no run";
}

TEST(ReadText, KeepsUtf8AsItIs) {
  const auto document = read_text("Tehran’s envoy left.\n", {.path = "a.txt"});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "Tehran’s envoy left.\n");
  EXPECT_TRUE(document->origin.empty());
}

TEST(ReadText, DecodesUtf16AndWindows1251AndLeadsBackToTheirBytes) {
  const std::string utf16("\xFF\xFEH\0i\0 \0\x1F\x04\0\0", 10);
  const auto first = read_text(utf16.substr(0, 8) + std::string("\x1F\x04", 2), {.path = "a.txt"});
  ASSERT_TRUE(first.ok()) << first.error().text();
  EXPECT_EQ(first->text, "Hi П");
  const std::string latin =
      "Caf\xE9 talks were held in K\xF6ln on the ni\xF1o question, ministers said.";
  const auto second = read_text(latin, {.path = "b.txt"});
  ASSERT_TRUE(second.ok());
  EXPECT_NE(second->text.find("Köln"), std::string::npos);
  EXPECT_EQ(at_origin(*second, latin, "ministers"), "ministers");
}

TEST(ReadText, RefusesEmptyAndBlankText) {
  EXPECT_EQ(read_text("", {.path = "a.txt"}).error().text(), "a.txt: has no text in it");
  EXPECT_FALSE(read_text(" \n\t ", {.path = "a.txt"}).ok());
}

TEST(DetectFormat, SaysWhyAFileIsNotRead) {
  EXPECT_EQ(detect_format("", {.path = "a"}).error().message, "is empty");
  EXPECT_EQ(detect_format(std::string("\x01\x02\x03\x04", 4), {.path = "a.txt"}).error().code,
            base::ErrorCode::kRefused);
  EXPECT_NE(
      detect_format("\xD0\xCF\x11\xE0....", {.path = "a.docx"}).error().message.find("password"),
      std::string::npos);
  EXPECT_EQ(*detect_format("%PDF-1.7", {.path = "a.txt"}), Format::kPdf);
  EXPECT_EQ(*detect_format("<!DOCTYPE html><p>", {.path = "page"}), Format::kHtml);
  EXPECT_EQ(*detect_format("# Title\n", {.path = "a.md"}), Format::kMarkdown);
  EXPECT_EQ(*detect_format("{\"id\":1}", {.path = "-"}), Format::kJsonLines);
}

TEST(ReadHtml, TakesTheArticleAndItsMetadataAndLeavesTheRest) {
  const std::string page =
      "<!doctype html><html><head><title>x</title><meta property='og:site_name' content='The "
      "Daily'>"
      "<meta property='article:published_time' "
      "content='2024-05-03T10:00:00Z'></head><body><nav>Home</nav>"
      "<div class='cookie-banner'>We use cookies</div><article><h1>Ministers meet</h1>"
      "<p>Norway &amp; Chile signed an accord.</p><script>var a;</script></article><footer>About "
      "us</footer></body></html>";
  const auto document = read_html(page, {.path = "a.html"});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "Ministers meet\n\nNorway & Chile signed an accord.\n\n");
  EXPECT_EQ(document->title, "Ministers meet");
  EXPECT_EQ(document->source, "The Daily");
  EXPECT_EQ(record::print(document->date), "2024-05-03");
  EXPECT_EQ(at_origin(*document, page, "accord"), "accord");
  EXPECT_EQ(document->blocks.front().kind, record::BlockKind::kHeading);
}

// Cases are parted by "===", the input from what is expected by "---"; lines with "//" before the
// first case explain.
std::vector<std::pair<std::string, std::string>> read_cases(const std::string& name) {
  std::ifstream file(SERVANDA_ROOT "/tests/cases/import/" + name);
  std::vector<std::pair<std::string, std::string>> cases(1);
  bool below = false;
  for (std::string line; std::getline(file, line);) {
    if (line == "===") {
      cases.emplace_back(), below = false;
    } else if (line == "---") {
      below = true;
    } else if (!line.starts_with("//")) {
      (below ? cases.back().second : cases.back().first) += line + "\n";
    }
  }
  return cases;
}

std::string summary(const record::Document& document) {
  std::string text;
  if (!document.title.empty()) text += "title: " + document.title + "\n";
  if (!document.source.empty()) text += "source: " + document.source + "\n";
  if (document.date.known())
    text += "date: " + record::print(document.date) + ", " + document.date_basis + "\n";
  text += "text: ";
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    text += (i == 0 ? "" : " ¶ ") + std::string(document.blocks[i].span.of(document.text));
  }
  return text + "\n";
}

TEST(ReadHtml, ReadsTheCases) {
  const auto cases = read_cases("pages.txt");
  EXPECT_GE(cases.size(), 12u);
  for (const auto& [page, expected] : cases) {
    const auto document = read_html(page, {.path = "a.html"});
    ASSERT_TRUE(document.ok()) << page;
    EXPECT_EQ(summary(*document), expected) << page;
  }
}

std::string encoded(const std::string& text, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  std::string bytes(text.size() * 4 + 16, '\0');
  const int32_t size =
      ucnv_convert(charset.c_str(), "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()),
                   text.data(), static_cast<int32_t>(text.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << charset;
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

// A byte order mark where the charset needs one to be told apart.
std::string mark_of(const std::string& charset) {
  if (charset == "UTF-16LE") return "\xFF\xFE";
  if (charset == "UTF-16BE") return "\xFE\xFF";
  if (charset == "UTF-32LE") return std::string("\xFF\xFE\0\0", 4);
  return charset == "UTF-8 with mark" ? "\xEF\xBB\xBF" : "";
}

TEST(Charset, ReadsTheCasesAndLeadsBackToTheirBytes) {
  std::ifstream file(SERVANDA_ROOT "/tests/cases/import/charsets.txt");
  size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("//")) continue;
    std::vector<std::string> parts(1);
    for (size_t at = 0; at < line.size(); ++at) {
      if (line.compare(at, 3, " | ") == 0) {
        parts.emplace_back(), at += 2;
      } else {
        parts.back() += line[at];
      }
    }
    ASSERT_EQ(parts.size(), 4u) << line;
    const std::string charset = parts[0].substr(0, parts[0].find(' '));
    const std::string& words = parts[2];
    const bool page = parts[1] != "-";
    const std::string whole = page ? "<html><head><meta charset=\"" + parts[1] +
                                         "\"></head><body><p>" + words + "</p></body></html>"
                                   : words + "\n";
    const std::string bytes = mark_of(parts[0]) + encoded(whole, charset);
    const auto document =
        page ? read_html(bytes, {.path = "a.html"}) : read_text(bytes, {.path = "a.txt"});
    ASSERT_TRUE(document.ok()) << line << ": " << document.error().text();
    ASSERT_NE(document->text.find(words), std::string::npos) << line << ": " << document->text;
    const std::string last = words.substr(words.find_last_of(' ') + 1);
    // Where the charset has as many bytes as UTF-8 the words stand there themselves; else the first
    // character does.
    const std::string first = encoded(last, charset);
    const size_t in_text = document->text.find(last);
    uint64_t origin = in_text;
    for (const record::OriginRun& run : document->origin) {
      if (run.text_begin <= in_text && in_text < run.text_begin + run.size)
        origin = run.origin_begin + in_text - run.text_begin;
    }
    EXPECT_EQ(bytes.substr(origin, first.size()), first) << line;
    ++cases;
  }
  EXPECT_GE(cases, 12u);
}

TEST(ReadHtml, LeadsBackBehindLineEndsOfWindowsAndControlCharacters) {
  const std::string page =
      "<html><body><p>Norway met\r\nChile &amp; Peru\r\nin \x0e\x0fLima \xc3\xa9 "
      "yesterday.</p></body></html>";
  const auto document = read_html(page, {.path = "a.html"});
  ASSERT_TRUE(document.ok());
  for (const char* word : {"Norway", "Chile", "Peru", "Lima", "yesterday"})
    EXPECT_EQ(at_origin(*document, page, word), word);
}

TEST(ReadHtml, SurvivesControlCharactersAndEveryShortText) {
  EXPECT_TRUE(read_html("\x0e", {.path = "a.html"}).ok());
  EXPECT_TRUE(read_html("Norway \x0e\x0f & Chile &\x01; met &", {.path = "a.html"}).ok());
  const std::string alphabet = "a&;<#\r\x0e\xc3\xa9";
  for (size_t a = 0; a < alphabet.size(); ++a) {
    for (size_t b = 0; b < alphabet.size(); ++b) {
      for (size_t c = 0; c < alphabet.size(); ++c) {
        const std::string page = {alphabet[a], alphabet[b], alphabet[c], 'w'};
        const auto document = read_html(page, {.path = "a.html"});
        if (!document) continue;
        for (const record::OriginRun& run : document->origin) {
          ASSERT_LE(run.text_begin + run.size, document->text.size()) << page;
          ASSERT_LE(run.origin_begin, page.size()) << page;
        }
      }
    }
  }
}

TEST(ReadHtml, SurvivesDeepNesting) {
  std::string page = "<html><body>";
  for (int i = 0; i < 20'000; ++i) page += "<div>";
  EXPECT_FALSE(read_html(page + "words far below", {.path = "a.html"}).ok());
}

TEST(ReadDocx, ReadsParagraphsAndHeadings) {
  const std::string body =
      "<w:document><w:body><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Article "
      "1</w:t></w:r></w:p>"
      "<w:p><w:r><w:t xml:space='preserve'>The Parties </w:t></w:r><w:r><w:t>shall "
      "consult.</w:t></w:r></w:p></w:body></w:document>";
  const auto document = read_docx(docx_with(body), {.path = "a.docx"});
  ASSERT_TRUE(document.ok()) << document.error().text();
  EXPECT_EQ(document->text, "Article 1\n\nThe Parties shall consult.\n\n");
  EXPECT_EQ(document->blocks.front().kind, record::BlockKind::kHeading);
}

TEST(ReadDocx, LeadsBackIntoTheXmlOfTheDocument) {
  const std::string body =
      "<w:document><w:body><w:p><w:r><w:t>The Parties </w:t></w:r><w:r><w:t>shall "
      "consult.</w:t></w:r></w:p></w:body></w:document>";
  const auto document = read_docx(docx_with(body), {.path = "a.docx"});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(at_origin(*document, body, "Parties"), "Parties");
  EXPECT_EQ(at_origin(*document, body, "shall"), "shall");
}

TEST(ReadPdfText, NumbersItsPages) {
  const auto document = read_pdf_text("The first page.\n\fThe second page.\n\f", {.path = "a.pdf"});
  ASSERT_TRUE(document.ok());
  const auto page_of = [&](const std::string& words) {
    const size_t at = document->text.find(words);
    for (const record::OriginRun& run : document->origin) {
      if (run.text_begin <= at && at < run.text_begin + run.size) return run.origin_begin;
    }
    return uint64_t{0};
  };
  EXPECT_EQ(page_of("first"), 1u);
  EXPECT_EQ(page_of("second"), 2u);
}

TEST(ReadDocx, RefusesDamagedOnesWithAReason) {
  EXPECT_FALSE(read_docx("PK\x03\x04 not a zip", {.path = "a.docx"}).ok());
  EXPECT_EQ(read_docx(docx_with("<w:p/>", "other.xml"), {.path = "a.docx"}).error().code,
            base::ErrorCode::kRefused);
  EXPECT_NE(
      read_docx(docx_with("<w:document><w:p>"), {.path = "a.docx"}).error().message.find("damaged"),
      std::string::npos);
}

TEST(ReadDocx, RefusesABomb) {
  const auto document =
      read_docx(docx_with(std::string(kMaxDocumentBytes + 1, ' ')), {.path = "a.docx"});
  ASSERT_FALSE(document.ok());
  EXPECT_NE(document.error().message.find("expands beyond"), std::string::npos);
}

TEST(ReadPdfText, DropsRunningHeadsAndJoinsBrokenWords) {
  std::string pages;
  const std::string words[] = {"trade", "culture", "transport", "energy"};
  for (int page = 1; page <= 4; ++page) {
    const std::string& word = words[page - 1];
    pages += "Treaty Series   " + std::to_string(page) + "\n\nArticle " + std::to_string(page * 2) +
             "\nThe Parties intend to deepen co-\noperation in " + word + ".\nThey meet on " +
             word + ".\nThey report on " + word + ".\n\n" + std::to_string(100 + page) + "\n\f";
  }
  const auto document = read_pdf_text(pages, {.path = "a.pdf"});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text.find("Treaty Series"), std::string::npos);
  EXPECT_EQ(document->text.find("103"), std::string::npos);
  EXPECT_NE(document->text.find("Article 6"), std::string::npos);
  EXPECT_NE(document->text.find("cooperation in transport."), std::string::npos);
}

TEST(ReadPdfText, KeepsTheHyphenOfWordsThatHaveSeveral) {
  const auto document = read_pdf_text(
      "They grant most-\nfavoured-nation treatment and most-favoured-\nnation duties.", {});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text,
            "They grant most-favoured-nation treatment and most-favoured-nation duties.");
}

TEST(ReadJsonLine, KeepsUnknownFieldsAndNamesWhatIsWrong) {
  const auto document =
      read_json_line(R"({"id":"d1","text":"Words.","date":"2016-10-11","topic":["a"]})",
                     {.path = "in.jsonl", .line = 3});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->extra.front().first, "topic");
  EXPECT_EQ(document->extra.front().second, R"(["a"])");
  EXPECT_EQ(read_json_line("{", {.path = "in.jsonl", .line = 3}).error().place, "in.jsonl:3");
  EXPECT_NE(read_json_line(R"({"id":"d1"})", {}).error().message.find("\"text\""),
            std::string::npos);
  EXPECT_NE(
      read_json_line(R"({"id":"d1","text":"a","date":"soon"})", {}).error().message.find("date"),
      std::string::npos);
  EXPECT_FALSE(read_json_line("[1]", {}).ok());
}

}  // namespace
}  // namespace servanda::import

// Akoma Ntoso: what is written is read back the same, and others' files are read too.
#include "servanda/exchange/akoma_ntoso.h"

#include <gtest/gtest.h>

namespace servanda::exchange {
namespace {

constexpr const char* kOthers =
    "<akomaNtoso "
    "xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><meta><identification "
    "source=\"#x\"><FRBRWork>"
    "<FRBRalias value=\"Treaty on Rivers\" name=\"short\"/><FRBRdate date=\"1999-03-02\" "
    "name=\"x\"/></FRBRWork></identification></meta>"
    "<preface><p>Treaty on Rivers</p></preface><body><chapter "
    "eId=\"chp_1\"><num>I</num><heading>Water</heading>"
    "<article eId=\"art_1\"><num>Article 1.</num><heading>Aim</heading><paragraph "
    "eId=\"art_1__para_1\"><num>1.</num><content><p>The Parties shall share "
    "water.</p></content></paragraph>"
    "<paragraph eId=\"art_1__para_2\"><num>2.</num><content><p>Each Party shall "
    "report.</p></content></paragraph></article></chapter>"
    "<article><num>Article 2</num><content><p>It "
    "lasts.</p></content></article></body></act></akomaNtoso>";

TEST(ReadAkomaNtoso, ReadsFilesOfOthersWithBlocksSetApart) {
  const auto read = read_akoma_ntoso(kOthers);
  ASSERT_TRUE(read.ok()) << read.error().message;
  const record::Treaty& treaty = read->treaty;
  EXPECT_EQ(treaty.title, "Treaty on Rivers");
  EXPECT_EQ(record::print(treaty.term.signed_on), "1999-03-02");
  ASSERT_EQ(treaty.articles.size(), 2u);
  EXPECT_EQ(treaty.articles[0].number, "1");
  EXPECT_EQ(treaty.articles[0].heading, "Aim");
  EXPECT_EQ(treaty.articles[0].part, "chp_1");
  EXPECT_EQ(treaty.articles[1].number, "2");
  ASSERT_EQ(treaty.provisions.size(), 3u);
  EXPECT_EQ(treaty.provisions[0].id, "art_1__para_1");
  EXPECT_EQ(treaty.provisions[0].span.of(read->document.text),
            "1.\nThe Parties shall share water.");
  EXPECT_EQ(treaty.provisions[2].text, "It lasts.");
}

TEST(ReadAkomaNtoso, RefusesWhatIsNone) {
  EXPECT_FALSE(read_akoma_ntoso("").ok());
  EXPECT_FALSE(read_akoma_ntoso("<html/>").ok());
  EXPECT_FALSE(read_akoma_ntoso("<akomaNtoso/>").ok());
  EXPECT_FALSE(read_akoma_ntoso("<akomaNtoso><act><meta/></act></akomaNtoso>").ok());
  EXPECT_FALSE(read_akoma_ntoso("<akomaNtoso><act><body>").ok());
}

TEST(ReadAkomaNtoso, RefusesWhatIsNestedTooDeep) {
  const auto nested = [](int depth) {
    std::string xml = "<akomaNtoso><act><body>";
    for (int i = 0; i < depth; ++i) xml += "<section>";
    for (int i = 0; i < depth; ++i) xml += "</section>";
    return xml + "</body></act></akomaNtoso>";
  };
  EXPECT_TRUE(read_akoma_ntoso(nested(198)).ok());
  EXPECT_FALSE(read_akoma_ntoso(nested(200)).ok());
  EXPECT_FALSE(read_akoma_ntoso(nested(100000)).ok());
}

TEST(WriteAkomaNtoso, KeepsEveryByteOfTheText) {
  const std::string text =
      "Title & <more>\r\n\fArticle 1\n\nWords \"quoted\".\x01\n\nArticle 2 Heading\n\n1. "
      "One.\n\n2. Two:\n(a) first;\n(b) second.\n\nDone.\n";
  record::Treaty treaty;
  treaty.title = "Title & <more>", treaty.document = "d1", treaty.parties = {"RUS", "IRN"};
  const auto span = [&](std::string_view words) {
    const auto at = static_cast<uint32_t>(text.find(words));
    return base::Span{at, at + static_cast<uint32_t>(words.size())};
  };
  treaty.articles.push_back(
      {"art_1", "1", "", "", {span("Article 1").begin, span("Article 2").begin}});
  treaty.articles.push_back(
      {"art_2", "2", "Heading", "", {span("Article 2").begin, span("Done.").begin}});
  for (const auto& [id, article, words] :
       {std::array<const char*, 3>{"art_1", "1", "Words \"quoted\".\x01"},
        {"art_2__para_1", "2", "1. One."},
        {"art_2__para_2", "2", "2. Two:"},
        {"art_2__para_2__point_a", "2", "(a) first;"},
        {"art_2__para_2__point_b", "2", "(b) second."}}) {
    record::Provision provision;
    provision.id = id, provision.article = article, provision.span = span(words);
    treaty.provisions.push_back(provision);
  }
  const std::string xml = write_akoma_ntoso(text, treaty);
  const auto read = read_akoma_ntoso(xml);
  ASSERT_TRUE(read.ok()) << read.error().message << xml;
  EXPECT_EQ(read->document.text, text);
  EXPECT_EQ(read->treaty.parties, treaty.parties);
  ASSERT_EQ(read->treaty.articles.size(), 2u);
  EXPECT_EQ(read->treaty.articles[1].heading, "Heading");
  EXPECT_EQ(read->treaty.articles[1].span, treaty.articles[1].span);
  ASSERT_EQ(read->treaty.provisions.size(), treaty.provisions.size());
  for (size_t i = 0; i < treaty.provisions.size(); ++i) {
    EXPECT_EQ(read->treaty.provisions[i].id, treaty.provisions[i].id);
    EXPECT_EQ(read->treaty.provisions[i].span, treaty.provisions[i].span)
        << treaty.provisions[i].id;
    EXPECT_EQ(read->treaty.provisions[i].article, treaty.provisions[i].article);
  }
  EXPECT_EQ(write_akoma_ntoso(read->document.text, read->treaty), xml);
}

// Annexes behind the signatures are attachments, with articles of their own or without.
TEST(WriteAkomaNtoso, AttachesAnnexesAndReadsThemBack) {
  const std::string text =
      "Treaty on Bridges\n\nArticle 1\n\nThe bridge is built.\n\nDone at Port Lune.\n\nANNEX "
      "I\nRules\n\nArticle 1\n\nThe bridge is of stone.\n\nANNEX II\n\nGranite, marble.\n";
  record::Treaty treaty;
  const auto add = [&](const char* id, const char* part, std::string_view begin,
                       std::string_view words, std::string_view end) {
    const auto from = static_cast<uint32_t>(text.find(words));
    const auto head = static_cast<uint32_t>(text.rfind(begin, from));
    treaty.articles.push_back({id, "1", "", part, {head, uint32_t(text.find(end, from))}});
    record::Provision provision;
    provision.id = id, provision.article = "1";
    provision.span = {from, from + static_cast<uint32_t>(words.size())};
    treaty.provisions.push_back(provision);
  };
  add("art_1", "", "Article 1", "The bridge is built.", "Done at");
  add("annex_1__art_1", "annex_1", "Article 1", "The bridge is of stone.", "ANNEX II");
  const std::string xml = write_akoma_ntoso(text, treaty);
  const auto read = read_akoma_ntoso(xml);
  ASSERT_TRUE(read.ok()) << read.error().message << xml;
  EXPECT_EQ(read->document.text, text);
  ASSERT_EQ(read->treaty.articles.size(), 2u);
  EXPECT_EQ(read->treaty.articles[1].id, "annex_1__art_1");
  EXPECT_EQ(read->treaty.articles[1].part, "annex_1");
  EXPECT_EQ(read->treaty.articles[1].span, treaty.articles[1].span);
  ASSERT_EQ(read->treaty.provisions.size(), 2u);
  EXPECT_EQ(read->treaty.provisions[1].span, treaty.provisions[1].span);
  EXPECT_EQ(write_akoma_ntoso(read->document.text, read->treaty), xml);
  const size_t body = xml.find("</mainBody>"), signatures = xml.find("Done at"),
               attached = xml.find("<attachment eId=\"att_1\">"),
               second = xml.find("<attachment eId=\"att_2\">"), stone = xml.find("of stone"),
               marble = xml.find("marble");
  EXPECT_TRUE(body < signatures && signatures < attached && attached < stone && stone < second &&
              second < marble && marble != std::string::npos)
      << xml;
}

TEST(ReadAkomaNtoso, KeepsArticlesOfAnAttachmentApart) {
  const std::string article =
      "<article><num>Article 1</num><content><p>Words.</p></content></article>";
  const auto read = read_akoma_ntoso(
      "<akomaNtoso><statement><mainBody>" + article +
      "</mainBody><attachments><attachment><doc name=\"annex\"><meta/><mainBody>" + article +
      "</mainBody></doc></attachment></attachments></statement></akomaNtoso>");
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->treaty.articles.size(), 2u);
  EXPECT_EQ(read->treaty.articles[0].part, "");
  EXPECT_EQ(read->treaty.articles[1].part, "annex_1");
  EXPECT_NE(read->treaty.articles[0].id, read->treaty.articles[1].id);
}

}  // namespace
}  // namespace servanda::exchange

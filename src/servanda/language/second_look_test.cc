// Tests of the second look: what counts as evidence, and what it changes.
#include "servanda/language/second_look.h"

#include <gtest/gtest.h>

#include <cstring>
#include <deque>
#include <sstream>
#include <string>

#include "servanda/language/features.h"

namespace servanda::language {
namespace {

using record::Upos;

const std::vector<Tag> kTags = {{Upos::kNOUN, record::parse_xpos("NN")},
                                {Upos::kPROPN, record::parse_xpos("NNP")}};

// Words of which the network says nothing but "a noun, perhaps a name; outside"; a sentence a line.
struct Document {
  explicit Document(const std::string& lines) {  // words view the forms: it is not copied
    std::istringstream in(lines);
    std::string line, form;
    while (std::getline(in, line)) {
      std::istringstream forms(line);
      const auto first = static_cast<uint32_t>(parse.tokens.size());
      while (forms >> form) {
        record::Token& token = parse.tokens.emplace_back();
        token.span.begin = static_cast<uint32_t>(text.size());
        token.span.end = token.span.begin + static_cast<uint32_t>(form.size());
        token.head = first;
        text += form + " ";
        NotedWord& word = words.emplace_back();
        word.token = static_cast<uint32_t>(parse.tokens.size() - 1);
        word.opens = word.token == first;
        word.tag = 0, word.rival = 1, word.lead = 0.5f;
        word.lower = features_of(form).word;
        kept.push_back(form);
        word.form = kept.back();
        word.scores[0] = 1.0f;
      }
    }
  }
  Document(const Document&) = delete;
  std::string text;
  std::deque<std::string> kept;
  record::Parse parse;
  std::vector<NotedWord> words;
};

// A model file with the tables of the second look alone.
struct Look {
  std::vector<int8_t> tags = std::vector<int8_t>(1 << 12, 0);
  std::vector<int8_t> labels = std::vector<int8_t>((1 << 12) * kLookLabelCells, 0);
  std::vector<float> links = std::vector<float>(kStyles * kLookLabels * kLookLabels, 0.0f);
  std::vector<int8_t> style = std::vector<int8_t>(DocumentStyle::kCells, 0);
  std::vector<float> steps = {0.1f, 0.1f};
  std::vector<uint32_t> names = known_name_cells({});
  std::vector<uint8_t> first_words = std::vector<uint8_t>(KnownNames::kFirstWordBits / 8, 0);

  void know(const Document& document, size_t first, size_t words, uint8_t kind) {
    uint64_t hash = 0;
    for (size_t i = first; i < first + words; ++i)
      hash = KnownNames::extend(hash, document.words[i].lower);
    names = known_name_cells({{hash, kind}});
    const size_t bit = KnownNames::first_word_bit(document.words[first].lower);
    first_words[bit / 8] = static_cast<uint8_t>(1 << bit % 8);
  }
  KnownNames known() const {
    return {names.data(), first_words.data(), static_cast<uint32_t>(names.size() - 1)};
  }

  base::Result<SecondLook> made() {
    const std::string file = write_model_file(
        {{"look.tags", CellType::kInt8, 1, static_cast<uint32_t>(tags.size()),
          reinterpret_cast<const char*>(tags.data())},
         {"look.labels", CellType::kInt8, static_cast<uint32_t>(labels.size() / kLookLabelCells),
          kLookLabelCells, reinterpret_cast<const char*>(labels.data())},
         {"look.links", CellType::kFloat32, kStyles * kLookLabels, kLookLabels,
          reinterpret_cast<const char*>(links.data())},
         {"look.style", CellType::kInt8, 1, static_cast<uint32_t>(style.size()),
          reinterpret_cast<const char*>(style.data())},
         {"look.names", CellType::kUint32, 1, static_cast<uint32_t>(names.size()),
          reinterpret_cast<const char*>(names.data())},
         {"look.first_words", CellType::kUint8, 1, static_cast<uint32_t>(first_words.size()),
          reinterpret_cast<const char*>(first_words.data())},
         {"look.steps", CellType::kFloat32, 1, 2, reinterpret_cast<const char*>(steps.data())}});
    lines.resize(file.size() / 64 + 1);
    std::memcpy(lines.data(), file.data(), file.size());
    return SecondLook::create(
        ModelFile::open({reinterpret_cast<const char*>(lines.data()), file.size()}).value());
  }
  struct alignas(64) Line {
    char bytes[64];
  };
  std::vector<Line> lines;
};

std::vector<uint64_t> evidence(const Document& document, size_t word, bool of_tag,
                               const Look& look = {}) {
  LookEvidence evidence;
  evidence.begin(document.words, document.parse, kTags, look.known());
  for (size_t first = 0, last = 0;; first = last) {
    last = evidence.begin_sentence(first);
    if (word >= last) continue;
    std::vector<uint64_t> out;
    of_tag ? evidence.tag(word, out) : evidence.entity(word, out);
    return out;
  }
}

size_t differences(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  EXPECT_EQ(a.size(), b.size());
  size_t count = 0;
  for (size_t i = 0; i < a.size(); ++i) count += a[i] != b[i];
  return count;
}

TEST(LookEvidence, IsTheSameForTheSameSentence) {
  const Document one("the old Harbour reopened\nall was well"),
      other("all was well\nthe old Harbour reopened");
  EXPECT_EQ(evidence(one, 2, true), evidence(other, 5, true));
  EXPECT_EQ(evidence(one, 2, false), evidence(other, 5, false));
}

TEST(LookEvidence, KnowsTheWordsBesideAndTheOtherMentions) {
  const Document alone("the old Harbour reopened"), beside("the old Harbour closed"),
      small("the old Harbour reopened\nno harbour is safe"),
      large("the old Harbour reopened\nno Harbour is safe");
  for (const bool of_tag : {true, false}) {
    const std::vector<uint64_t> plain = evidence(alone, 2, of_tag);
    EXPECT_GE(differences(plain, evidence(beside, 2, of_tag)), 1u);
    EXPECT_GE(differences(plain, evidence(small, 2, of_tag)), 1u);
    EXPECT_GE(differences(plain, evidence(large, 2, of_tag)), 1u);
    EXPECT_GE(differences(evidence(small, 2, of_tag), evidence(large, 2, of_tag)), 1u);
  }
}

TEST(LookEvidence, KnowsLettersThatWereSpeltOut) {
  const Document plain("he left\nthe Norland Grain Board ( XYZ ) met\nthe XYZ met"),
      spelt("he left\nthe Norland Grain Board ( NGB ) met\nthe NGB met");
  const auto other = [](const char* lines) { return evidence(Document(lines), 11, false); };
  // One piece differs more than for two words that are both not spelt out.
  const size_t least =
      differences(other("he left\nthe Norland Grain Board ( XYZ ) met\nthe XYZ met"),
                  other("he left\nthe Norland Grain Board ( XYW ) met\nthe XYW met"));
  EXPECT_EQ(differences(evidence(plain, 11, false), evidence(spelt, 11, false)), least + 1);
}

TEST(LookEvidence, KnowsNamesOfSeveralWords) {
  const Document document("he left the Harbour Watch in May");
  Look look;
  look.know(document, 3, 2, 4);
  for (const size_t word : {2, 3, 4, 5}) {
    EXPECT_GE(differences(evidence(document, word, false), evidence(document, word, false, look)),
              1u)
        << word;
  }
  EXPECT_EQ(differences(evidence(document, 1, false), evidence(document, 1, false, look)), 0u);
  const Document other("he left the Harbour master in May");
  EXPECT_EQ(differences(evidence(other, 3, false), evidence(other, 3, false, look)), 0u);
}

TEST(SecondLook, GivesTheRivalTheTagThatTheEvidenceSpeaksFor) {
  Document document("we saw the Harbour\nall was well");
  Look tables;
  for (const uint64_t piece : evidence(document, 3, true))
    tables.tags[SecondLook::tag_cell(piece, Upos::kPROPN, Style::kPosted, tables.tags.size())] = 3;
  const SecondLook look = tables.made().value();
  SecondLook::State state;
  document.words[0].lead = kDoubtfulLead;  // no longer doubtful
  look.look(document.words, document.parse, kTags, state);
  EXPECT_EQ(document.words[3].tag, 1);
  EXPECT_EQ(document.words[3].rival, 0);
  EXPECT_EQ(document.words[0].tag, 0);
}

TEST(SecondLook, GoesByTheTablesOfTheStyleOfTheDocument) {
  Look tables;
  const Document plain("we saw the Harbour");
  for (const uint64_t piece : evidence(plain, 3, true)) {
    tables.tags[SecondLook::tag_cell(piece, Upos::kPROPN, Style::kEdited, tables.tags.size())] = 3;
  }
  for (const uint64_t piece : evidence(plain, 3, false)) {
    tables.labels[SecondLook::label_row(piece, Style::kEdited,
                                        tables.labels.size() / kLookLabelCells) *
                      kLookLabelCells +
                  3] = 5;
  }
  for (const bool edited : {false, true}) {
    Document document("we saw the Harbour");
    document.words[3].scores[3] = -2.0f;  // a place, perhaps
    for (const uint32_t cell : DocumentStyle::pieces(document.words, 1, kTags))
      tables.style[cell] = edited ? 1 : -1;
    SecondLook::State state;
    tables.made().value().look(document.words, document.parse, kTags, state);
    EXPECT_EQ(document.words[3].tag, edited ? 1 : 0);
    EXPECT_EQ(document.words[3].label, edited ? 3 : 0);
  }
}

TEST(SecondLook, GoesByTheLinksOfTheStyleOfTheDocument) {
  Look tables;
  // In edited texts alone, no place stands at the end.
  tables.links[(kLookLabels + 3) * kLookLabels] = -5.0f;
  for (const bool edited : {false, true}) {
    Document document("we saw the Harbour");
    document.words[3].scores[3] = 2.0f;
    for (const uint32_t cell : DocumentStyle::pieces(document.words, 1, kTags))
      tables.style[cell] = edited ? 1 : -1;
    SecondLook::State state;
    tables.made().value().look(document.words, document.parse, kTags, state);
    EXPECT_EQ(document.words[3].label, edited ? 0 : 3);
  }
}

TEST(SecondLook, IsRefusedWhereATableHasNoRoomForEachStyle) {
  Look tags, labels;
  tags.tags.resize(1);
  labels.labels.resize(kLookLabelCells);
  EXPECT_FALSE(tags.made());
  EXPECT_FALSE(labels.made());
}

TEST(DocumentStyle, IsToldByFunctionWordsMarksAndTagsNotByWordsOfContent) {
  const std::vector<Tag> tags = {{Upos::kNOUN, record::parse_xpos("NN")},
                                 {Upos::kPUNCT, record::parse_xpos(".")}};
  const auto pieces = [&](const char* form, uint8_t tag) {
    Document document(form);
    document.words[0].tag = tag;
    return DocumentStyle::pieces(document.words, 0, tags);
  };
  EXPECT_EQ(pieces("harbour", 0), pieces("river", 0));
  EXPECT_NE(pieces("harbour", 0), pieces("Harbour", 0));
  EXPECT_NE(pieces("!", 1), pieces(";", 1));
  EXPECT_NE(pieces("!", 1), pieces("!", 0));
}

TEST(SecondLook, ChangesNothingWithoutEvidence) {
  Document document("we saw the Harbour\nall was well");
  document.words[3].label = 3;
  document.words[3].scores[3] = 2.0f;
  const std::vector<NotedWord> before = document.words;
  SecondLook::State state;
  Look tables;
  tables.made().value().look(document.words, document.parse, kTags, state);
  for (size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(document.words[i].tag, before[i].tag);
    EXPECT_EQ(document.words[i].label, before[i].label);
    EXPECT_EQ(document.words[i].scores, before[i].scores);
  }
}

TEST(SecondLook, LabelsNamesThatTheNetworkDidNotSeeAndLeavesPeoplesAlone) {
  Document document("we saw Harbour Watch\nothers met peoples");
  Look tables;
  for (size_t i : {2, 3}) {
    for (const uint64_t piece : evidence(document, i, false)) {
      int8_t* row =
          tables.labels.data() +
          SecondLook::label_row(piece, Style::kPosted, tables.labels.size() / kLookLabelCells) *
              kLookLabelCells;
      row[i == 2 ? 5 : 6] = 2;
    }
  }
  document.words[5].label = 7;          // NORP
  document.words[5].scores[7] = 40.0f;  // more than the evidence that it shares with the name
  SecondLook::State state;
  const SecondLook look = tables.made().value();
  look.look(document.words, document.parse, kTags, state);
  EXPECT_EQ(document.words[2].label, 5);
  EXPECT_EQ(document.words[3].label, 6);
  EXPECT_GT(document.words[2].scores[5], document.words[2].scores[0]);
  EXPECT_EQ(document.words[5].label, 7);
}

TEST(SecondLook, NeverContinuesWhatDidNotBegin) {
  std::vector<std::array<float, kLookLabels>> scores(3);
  for (auto& row : scores) row[0] = 1.0f;
  scores[1][6] = 3.0f;  // an organisation goes on, though none began
  scores[0][5] = 0.5f;
  const std::vector<float> links(kLookLabels * kLookLabels, 0.0f);
  std::vector<std::array<uint8_t, kLookLabels>> back;
  uint8_t labels[3];
  SecondLook::best_chain(scores, links.data(), back, labels);
  EXPECT_EQ(std::vector<uint8_t>(labels, labels + 3), (std::vector<uint8_t>{5, 6, 0}));
  std::vector<float> against = links;
  against[5] = -9.0f;  // nothing begins an organisation behind what is outside
  SecondLook::best_chain(scores, against.data(), back, labels);
  EXPECT_EQ(std::vector<uint8_t>(labels, labels + 3), (std::vector<uint8_t>{0, 0, 0}));
}

TEST(SecondLook, RefusesTablesThatAreOutOfRange) {
  Look tables;
  tables.steps[1] = 1e9f;
  EXPECT_FALSE(tables.made().ok());
  Look sizes;
  sizes.tags.resize(1000);
  EXPECT_FALSE(sizes.made().ok());
}

}  // namespace
}  // namespace servanda::language

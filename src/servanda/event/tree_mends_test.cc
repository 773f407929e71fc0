// Sentences as a parser tears them, each with what the tree makes of it. Rows are given by hand, so
// that no model has a say.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/event/tree.h"

namespace servanda::event {
namespace {

// One word of a sentence: what it is, and its head counted from 1; 0 is the root.
struct Row {
  std::string word, xpos;
  uint32_t head = 0;
  std::string link;
  std::string lemma = {};
};

struct Sentence {
  std::string text;
  record::Parse parse;
};

record::Upos upos_of(std::string_view xpos) {
  if (xpos.starts_with("VB")) return record::Upos::kVERB;
  if (xpos.starts_with("NNP")) return record::Upos::kPROPN;
  if (xpos.starts_with("NN")) return record::Upos::kNOUN;
  if (xpos.starts_with("JJ")) return record::Upos::kADJ;
  if (xpos == "CD") return record::Upos::kNUM;
  if (xpos == "MD") return record::Upos::kAUX;
  if (xpos == "IN") return record::Upos::kADP;
  if (xpos == "RB") return record::Upos::kADV;
  return xpos == "," || xpos == ":" ? record::Upos::kPUNCT : record::Upos::kX;
}

Sentence sentence_of(const std::vector<Row>& rows) {
  Sentence out;
  for (const Row& row : rows) {
    record::Token token;
    if (!out.text.empty()) out.text += ' ';
    token.span = {static_cast<uint32_t>(out.text.size()),
                  static_cast<uint32_t>(out.text.size() + row.word.size())};
    out.text += row.word;
    const auto index = static_cast<uint32_t>(out.parse.tokens.size());
    token.head = row.head == 0 ? index : row.head - 1;
    token.deprel = record::parse_deprel(row.link);
    token.upos = upos_of(row.xpos);
    token.xpos = record::parse_xpos(row.xpos);
    token.lemma_begin = static_cast<uint32_t>(out.parse.lemmas.size());
    const std::string& lemma = row.lemma.empty() ? row.word : row.lemma;
    token.lemma_size = static_cast<uint16_t>(lemma.size());
    out.parse.lemmas += lemma;
    out.parse.tokens.push_back(token);
  }
  record::Sentence sentence;
  sentence.end = static_cast<uint32_t>(rows.size());
  sentence.span = {0, static_cast<uint32_t>(out.text.size())};
  out.parse.sentences.push_back(sentence);
  return out;
}

// The tree of the rows as "head:relation" for each word, heads counted from 1.
std::string links(const std::vector<Row>& rows) {
  const Sentence sentence = sentence_of(rows);
  const Tree tree(sentence.text, sentence.parse);
  std::ostringstream out;
  for (uint32_t i = 0; i < tree.size(); ++i) {
    out << (i == 0 ? "" : " ") << (tree.head(i) == kNoToken ? 0 : tree.head(i) + 1) << ':'
        << record::name(tree.deprel(i));
  }
  return out.str();
}

TEST(Tree, JoinsTwoNounsInOnePlaceToACompound) {
  EXPECT_EQ(links({{"sign", "VB", 0, "root"},
                   {"the", "DT", 3, "det"},
                   {"customs", "NN", 1, "obj"},
                   {"treaty", "NN", 1, "obj"}}),
            "0:root 4:det 4:compound 1:obj");
}

TEST(Tree, HangsTheMembersOfAListOnItsFirst) {
  // "the port, the road and the school", as a chain.
  EXPECT_EQ(links({{"port", "NN", 0, "root"},
                   {",", ",", 3, "punct"},
                   {"road", "NN", 1, "conj"},
                   {"and", "CC", 5, "cc"},
                   {"school", "NN", 3, "conj"}}),
            "0:root 3:punct 1:conj 5:cc 1:conj");
  // Not across a semicolon.
  EXPECT_EQ(links({{"trains", "NNS", 0, "root"},
                   {";", ":", 3, "punct"},
                   {"buses", "NNS", 1, "conj"},
                   {"and", "CC", 5, "cc"},
                   {"trams", "NNS", 3, "conj"}}),
            "0:root 3:punct 1:conj 5:cc 3:conj");
  // "a port, a road and a school", the road as an apposition.
  EXPECT_EQ(links({{"a", "DT", 2, "det"},
                   {"port", "NN", 0, "root"},
                   {",", ",", 5, "punct"},
                   {"a", "DT", 5, "det"},
                   {"road", "NN", 2, "appos"},
                   {"and", "CC", 8, "cc"},
                   {"a", "DT", 8, "det"},
                   {"school", "NN", 2, "conj"}}),
            "2:det 0:root 5:punct 5:det 2:conj 8:cc 8:det 2:conj");
  // Not with a comma before the "and", which may close what explains the port.
  EXPECT_EQ(links({{"a", "DT", 2, "det"},
                   {"port", "NN", 0, "root"},
                   {",", ",", 5, "punct"},
                   {"a", "DT", 5, "det"},
                   {"harbour", "NN", 2, "appos"},
                   {",", ",", 9, "punct"},
                   {"and", "CC", 9, "cc"},
                   {"a", "DT", 9, "det"},
                   {"school", "NN", 2, "conj"}}),
            "2:det 0:root 5:punct 5:det 2:appos 9:punct 9:cc 9:det 2:conj");
  // An "and" that opens the text has no word before it.
  EXPECT_EQ(links({{"and", "CC", 9, "cc"},
                   {"a", "DT", 3, "det"},
                   {"port", "NN", 0, "root"},
                   {",", ",", 6, "punct"},
                   {"a", "DT", 6, "det"},
                   {"road", "NN", 3, "appos"},
                   {",", ",", 9, "punct"},
                   {"a", "DT", 9, "det"},
                   {"school", "NN", 3, "conj"}}),
            "9:cc 3:det 0:root 6:punct 6:det 3:conj 9:punct 9:det 3:conj");
  // "a port in Lamu and a school", the school joined to Lamu.
  EXPECT_EQ(links({{"a", "DT", 2, "det"},
                   {"port", "NN", 0, "root"},
                   {"in", "IN", 4, "case"},
                   {"Lamu", "NNP", 2, "nmod"},
                   {"and", "CC", 7, "cc"},
                   {"a", "DT", 7, "det"},
                   {"school", "NN", 4, "conj"}}),
            "2:det 0:root 4:case 2:nmod 7:cc 7:det 2:conj");
  // "Lamu, a port" stays an apposition.
  EXPECT_EQ(links({{"Lamu", "NNP", 0, "root"},
                   {",", ",", 4, "punct"},
                   {"a", "DT", 4, "det"},
                   {"port", "NN", 1, "appos"}}),
            "0:root 4:punct 4:det 1:appos");
}

TEST(Tree, TakesANameBeforeAVerbForItsSubject) {
  EXPECT_EQ(links({{"In", "IN", 2, "case"},
                   {"2013", "CD", 4, "obl"},
                   {"Poland", "NNP", 4, "obl"},
                   {"signed", "VBD", 0, "root"}}),
            "2:case 4:obl 4:nsubj 0:root");
  // A weekday is none, nor is a name with a preposition.
  EXPECT_EQ(links({{"Monday", "NNP", 2, "obl"}, {"followed", "VBD", 0, "root"}}), "2:obl 0:root");
  EXPECT_EQ(links({{"in", "IN", 2, "case"}, {"Lima", "NNP", 3, "obl"}, {"met", "VBD", 0, "root"}}),
            "2:case 3:obl 0:root");
}

TEST(Tree, GivesADateBeforeANounToTheVerb) {
  EXPECT_EQ(links({{"on", "IN", 2, "case"},
                   {"5", "CD", 4, "nummod"},
                   {"May", "NNP", 2, "nmod:unmarked"},
                   {"notes", "NNS", 5, "nsubj:pass"},
                   {"exchanged", "VBN", 0, "root"}}),
            "2:case 5:obl 2:nmod:unmarked 5:nsubj:pass 0:root");
}

TEST(Tree, TakesASecondNounPhraseBetweenCommasForAnApposition) {
  EXPECT_EQ(links({{"the", "DT", 2, "det"},
                   {"first", "JJ", 5, "amod"},
                   {",", ",", 2, "punct"},
                   {"a", "DT", 5, "det"},
                   {"set", "NN", 6, "nsubj"},
                   {"came", "VBD", 0, "root"}}),
            "2:det 6:nsubj 2:punct 5:det 2:appos 0:root");
}

TEST(Tree, HangsAParticipleBehindACommaOnTheNounBefore) {
  EXPECT_EQ(links({{"of", "IN", 2, "case"},
                   {"line", "NN", 7, "obl"},
                   {",", ",", 4, "punct"},
                   {"agreed", "VBN", 7, "advcl"},
                   {",", ",", 4, "punct"},
                   {"nothing", "NN", 7, "nsubj"},
                   {"came", "VBD", 0, "root"}}),
            "2:case 7:obl 4:punct 2:acl 4:punct 7:nsubj 0:root");
  // "In Lima, asked by reporters, he spoke": a place is not what was asked.
  EXPECT_EQ(links({{"in", "IN", 2, "case"},
                   {"spring", "NN", 5, "obl"},
                   {",", ",", 4, "punct"},
                   {"asked", "VBN", 5, "advcl"},
                   {"spoke", "VBD", 0, "root"}}),
            "2:case 5:obl 4:punct 5:advcl 0:root");
}

TEST(Tree, HangsWhichOnTheNounBeforeIt) {
  EXPECT_EQ(links({{"drones", "NNS", 0, "root"},
                   {"production", "NN", 5, "nsubj:pass"},
                   {"of", "IN", 4, "case"},
                   {"which", "WDT", 5, "nsubj:pass"},
                   {"moved", "VBN", 1, "acl:relcl"}}),
            "0:root 5:nsubj:pass 4:case 2:nmod 1:acl:relcl");
}

TEST(Tree, GivesAParticleToItsVerb) {
  EXPECT_EQ(links({{"handed", "VBD", 0, "root", "hand"},
                   {"over", "IN", 3, "case"},
                   {"ships", "NNS", 1, "obl"}}),
            "0:root 1:compound:prt 1:obj");
  EXPECT_EQ(links({{"handed", "VBD", 0, "root", "hand"},
                   {"over", "RB", 3, "advmod"},
                   {"six", "CD", 4, "nummod"},
                   {"ships", "NNS", 1, "obj"}}),
            "0:root 1:compound:prt 4:nummod 1:obj");
  EXPECT_EQ(links({{"argued", "VBD", 0, "root", "argue"},
                   {"over", "IN", 3, "case"},
                   {"ships", "NNS", 1, "obl"}}),
            "0:root 3:case 1:obl");
}

TEST(Tree, ReadsAClauseWithThatAsContent) {
  EXPECT_EQ(
      links({{"good", "JJ", 0, "root"}, {"that", "IN", 3, "mark"}, {"comes", "VBZ", 1, "advcl"}}),
      "0:root 3:mark 1:ccomp");
  EXPECT_EQ(links({{"works", "VBZ", 0, "root"},
                   {"so", "RB", 4, "mark"},
                   {"that", "IN", 4, "mark"},
                   {"comes", "VBZ", 1, "advcl"}}),
            "0:root 4:mark 4:mark 1:advcl");
}

TEST(Tree, GivesThatToTheClauseBehindIt) {
  EXPECT_EQ(links({{"possible", "JJ", 0, "root"},
                   {"that", "IN", 6, "mark"},
                   {"ships", "NNS", 4, "nsubj"},
                   {"come", "VBP", 1, "csubj"},
                   {";", ":", 6, "punct"},
                   {"ruled", "VBN", 1, "parataxis"}}),
            "0:root 4:mark 4:nsubj 1:csubj 6:punct 1:parataxis");
}

TEST(Tree, HangsAParticipleOnTheSubjectBeforeIt) {
  EXPECT_EQ(links({{"talks", "NNS", 3, "nsubj"},
                   {"aimed", "VBN", 3, "advcl"},
                   {"stalled", "VBD", 0, "root"}}),
            "3:nsubj 1:acl 0:root");
}

TEST(Tree, ReachesFromAnAuxiliaryOverAnAsideToItsVerb) {
  EXPECT_EQ(links({{"it", "PRP", 2, "nsubj"},
                   {"does", "VBZ", 0, "root", "do"},
                   {"not", "RB", 2, "advmod"},
                   {",", ",", 6, "punct"},
                   {"unlike", "IN", 6, "case"},
                   {"others", "NNS", 2, "obl"},
                   {",", ",", 8, "punct"},
                   {"allow", "VBP", 6, "acl"},
                   {"bases", "NNS", 8, "obj"}}),
            "8:nsubj 8:aux 8:advmod 6:punct 6:case 8:obl 8:punct 0:root 8:obj");
  EXPECT_EQ(links({{"pacts", "NNS", 3, "nsubj"},
                   {"it", "PRP", 3, "nsubj"},
                   {"does", "VBZ", 0, "root", "do"},
                   {",", ",", 6, "punct"},
                   {"unlike", "IN", 6, "case"},
                   {"others", "NNS", 3, "obl"},
                   {",", ",", 8, "punct"},
                   {"allow", "VBP", 6, "acl"}}),
            "8:dislocated 8:nsubj 8:aux 6:punct 6:case 8:obl 8:punct 0:root");
}

TEST(Tree, ReadsAFormWithoutSubjectOnANounAsAParticiple) {
  const Sentence sentence = sentence_of({{"pact", "NN", 0, "root"},
                                         {"signed", "VBD", 1, "acl"},
                                         {"in", "IN", 4, "case"},
                                         {"Lima", "NNP", 2, "obl"}});
  const Tree tree(sentence.text, sentence.parse);
  EXPECT_EQ(tree.xpos(1), "VBN");
}

TEST(Tree, ReadsAPastTenseBetweenCommasAsAParticiple) {
  EXPECT_EQ(links({{"plan", "NN", 5, "nsubj:pass"},
                   {",", ",", 1, "punct"},
                   {"announced", "VBD", 5, "nsubj:pass"},
                   {",", ",", 1, "punct"},
                   {"dropped", "VBN", 0, "root"}}),
            "5:nsubj:pass 1:punct 1:acl 1:punct 0:root");
}

TEST(Tree, GivesTheFirstOfTwoObjectsWhatIsGiven) {
  EXPECT_EQ(links({{"sold", "VBD", 0, "root"},
                   {"Kenya", "NNP", 1, "obj"},
                   {"six", "CD", 4, "nummod"},
                   {"radars", "NNS", 1, "obj"}}),
            "0:root 1:iobj 4:nummod 1:obj");
  EXPECT_EQ(links({{"lent", "VBD", 0, "root", "lend"},
                   {"Kenya", "NNP", 4, "compound"},
                   {"300", "CD", 4, "nummod"},
                   {"dollars", "NNS", 1, "obj"}}),
            "0:root 1:iobj 4:nummod 1:obj");
}

TEST(Tree, MakesWorkTheSubjectOfWhatIsSaidOfIt) {
  EXPECT_EQ(links({{"Work", "VB", 0, "root", "work"},
                   {"on", "IN", 3, "case"},
                   {"ships", "NNS", 1, "obl"},
                   {"began", "VBD", 1, "advcl"}}),
            "4:nsubj 3:case 1:obl 0:root");
}

TEST(Tree, HangsASumOnTheThingThatIsWorthIt) {
  EXPECT_EQ(links({{"opened", "VBD", 0, "root"},
                   {"a", "DT", 5, "det"},
                   {"plant", "NN", 5, "compound"},
                   {"worth", "JJ", 5, "amod"},
                   {"millions", "NNS", 1, "obj"}}),
            "0:root 3:det 1:obj 3:amod 4:obl:unmarked");
}

TEST(Tree, GivesAPrepositionToTheNameBehindIt) {
  EXPECT_EQ(links({{"treaty", "NN", 4, "nsubj"},
                   {"with", "IN", 4, "mark"},
                   {"Chile", "NNP", 1, "nmod"},
                   {"bans", "VBZ", 0, "root"}}),
            "4:nsubj 3:case 1:nmod 0:root");
}

TEST(Tree, HangsWhatIsNamedBehindADateOnTheNounInFront) {
  const auto torn = [](const std::string& verb, const std::string& between,
                       const std::string& tag) {
    return links({{"peace", "NN", 2, "nsubj"},
                  {verb, "VBD", 0, "root"},
                  {"despite", "IN", 4, "case"},
                  {"talk", "NN", 2, "obl"},
                  {"in", "IN", 6, "case"},
                  {between, tag, 2, "obl"},
                  {"of", "IN", 8, "case"},
                  {"war", "NN", 2, "obl"}});
  };
  EXPECT_EQ(torn("held", "May", "NNP"), "2:nsubj 0:root 4:case 2:obl 6:case 2:obl 8:case 4:nmod");
  EXPECT_EQ(torn("held", "parliament", "NN"),
            "2:nsubj 0:root 4:case 2:obl 6:case 2:obl 8:case 2:obl");
  EXPECT_EQ(torn("warn", "May", "NNP"), "2:nsubj 0:root 4:case 2:obl 6:case 2:obl 8:case 2:obl");
}

TEST(Tree, GivesTheLastOfTwoVerbsTheDateBehindIt) {
  const auto torn = [](const std::string& before) {
    return links({{"signed", "VBN", 0, "root"},
                  {"in", "IN", 3, "case"},
                  {before, "NNP", 1, "obl"},
                  {"and", "CC", 5, "cc"},
                  {"cancelled", "VBN", 1, "conj"},
                  {"in", "IN", 7, "case"},
                  {"May", "NNP", 1, "obl"}});
  };
  EXPECT_EQ(torn("July"), "0:root 3:case 1:obl 5:cc 1:conj 7:case 5:obl");
  EXPECT_EQ(torn("Lima"), "0:root 3:case 1:obl 5:cc 1:conj 7:case 1:obl");
}

TEST(Tree, LeavesADenialToItsOwnSubject) {
  EXPECT_EQ(links({{"road", "NN", 2, "nsubj:pass"},
                   {"built", "VBN", 0, "root"},
                   {"school", "NN", 4, "nsubj"},
                   {"was", "VBD", 5, "cop"},
                   {"not", "RB", 2, "advmod"}}),
            "2:nsubj:pass 0:root 4:nsubj 5:cop 2:parataxis");
  EXPECT_EQ(links({{"road", "NN", 4, "nsubj:pass"},
                   {"was", "VBD", 4, "aux:pass"},
                   {"not", "RB", 4, "advmod"},
                   {"built", "VBN", 0, "root"}}),
            "4:nsubj:pass 4:aux:pass 4:advmod 0:root");
}

TEST(Tree, ReadsAnOpinionWithAClause) {
  const std::vector<Row> claim = {{"officials", "NNS", 2, "nsubj"},
                                  {"claim", "NN", 0, "root"},
                                  {"that", "IN", 5, "mark"},
                                  {"it", "PRP", 5, "nsubj"},
                                  {"came", "VBD", 2, "acl"}};
  EXPECT_EQ(links(claim), "2:nsubj 0:root 5:mark 5:nsubj 2:ccomp");
  std::vector<Row> named = claim;
  named[0] = {"the", "DT", 2, "det"};
  EXPECT_EQ(links(named), "2:det 0:root 5:mark 5:nsubj 2:acl");
}

TEST(Tree, TakesAnOpinionForAVerbOnlyWhereSomebodyHoldsIt) {
  const auto upos_at = [](const std::vector<Row>& rows, uint32_t word) {
    const Sentence sentence = sentence_of(rows);
    return Tree(sentence.text, sentence.parse).upos(word);
  };
  const std::vector<Row> clause = {
      {"that", "IN", 5, "mark"}, {"it", "PRP", 5, "nsubj"}, {"came", "VBD", 2, "ccomp"}};
  const auto before_clause = [&](std::vector<Row> rows) {
    rows.insert(rows.end(), clause.begin(), clause.end());
    return rows;
  };
  EXPECT_EQ(
      upos_at(before_clause({{"officials", "NNS", 2, "nsubj"}, {"claim", "NN", 0, "root"}}), 1),
      record::Upos::kVERB);
  EXPECT_EQ(upos_at(before_clause({{"perhaps", "RB", 2, "advmod"}, {"claim", "NN", 0, "root"}}), 1),
            record::Upos::kNOUN);
  EXPECT_EQ(
      upos_at(before_clause({{"officials", "NNS", 2, "nsubj"}, {"proof", "NN", 0, "root"}}), 1),
      record::Upos::kNOUN);
  // A second verb has the subject of the first.
  EXPECT_EQ(upos_at({{"they", "PRP", 2, "nsubj"},
                     {"expect", "VBP", 0, "root"},
                     {"talks", "NNS", 2, "obj"},
                     {"but", "CC", 5, "cc"},
                     {"doubt", "NN", 2, "conj"},
                     {"that", "IN", 8, "mark"},
                     {"they", "PRP", 8, "nsubj"},
                     {"help", "VBP", 5, "ccomp"}},
                    4),
            record::Upos::kVERB);
}

TEST(Tree, ReadsTheVerbOfAHeadline) {
  EXPECT_EQ(links({{"Norway", "NNP", 2, "compound"},
                   {"plans", "NNS", 0, "root", "plan"},
                   {"to", "TO", 4, "mark"},
                   {"build", "VB", 2, "acl"}}),
            "2:nsubj 0:root 4:mark 2:xcomp");
  EXPECT_EQ(links({{"Norway", "NNP", 2, "compound"},
                   {"orders", "NNS", 0, "root", "order"},
                   {"six", "CD", 4, "nummod"},
                   {"ships", "NNS", 2, "appos"}}),
            "2:nsubj 0:root 4:nummod 2:obj");
}

}  // namespace
}  // namespace servanda::event

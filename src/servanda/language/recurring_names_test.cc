// Tests of names that recur: a sure mention speaks for the others, types are voted on.
#include "servanda/language/recurring_names.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace servanda::language {
namespace {

using record::EntityType;

// A document of words, a sentence a line. "Orvia/ORG" is a word that the network labelled, with a
// score of 4 against 0; "Orvia~ORG" one that it left unlabelled, with 1 for the type against 2 for
// outside; other words have 4 for outside. "/I-ORG" goes on with a name. "-ans" ends a plural.
class Document {
 public:
  explicit Document(const std::string& lines) {
    std::istringstream in(lines);
    std::string line, word;
    while (std::getline(in, line)) {
      std::istringstream words(line);
      for (bool opens = true; words >> word; opens = false) add(word, opens);
    }
  }

  // The labels after the vote: "Orvia/ORG" begins a name, "+Lines/ORG" goes on with it.
  std::string settled() {
    names_.settle(text_, parse_);
    std::string out;
    for (const record::Token& token : parse_.tokens) {
      if (token.entity == EntityType::kNone) continue;
      if (!out.empty()) out += ' ';
      if (!token.entity_begins) out += '+';
      out.append(token.span.of(text_)).append("/").append(record::name(token.entity));
    }
    return out;
  }

 private:
  static size_t type_of(std::string_view name) {
    for (size_t type = 1; type < 5; ++type) {
      if (record::name(static_cast<EntityType>(type)) == name) return type;
    }
    return 0;
  }

  void add(const std::string& word, bool opens) {
    const size_t mark = word.find_first_of("/~");
    const std::string form = word.substr(0, mark);
    std::string label = mark == std::string::npos ? "" : word.substr(mark + 1);
    const bool goes_on = label.rfind("I-", 0) == 0;
    if (goes_on) label = label.substr(2);
    const size_t type = type_of(label);
    const bool labelled = type != 0 && word[mark] == '/';
    std::array<float, kEntityLabels> scores{};
    scores[0] = type == 0 ? 4.0f : labelled ? 0.0f : 2.0f;
    if (type != 0) scores[2 * type - 1] = scores[2 * type] = labelled ? 4.0f : 1.0f;
    record::Token token;
    token.span.begin = static_cast<uint32_t>(text_.size());
    text_ += form;
    token.span.end = static_cast<uint32_t>(text_.size());
    text_ += ' ';
    token.upos = RecurringNames::concerns(form, labelled) && form != "The" ? record::Upos::kPROPN
                                                                           : record::Upos::kX;
    if (form.size() > 3 && form.substr(form.size() - 3) == "ans")
      token.xpos = record::parse_xpos("NNPS");
    token.entity = labelled ? static_cast<EntityType>(type) : EntityType::kNone;
    token.entity_begins = labelled && !goes_on;
    const auto index = static_cast<uint32_t>(parse_.tokens.size());
    parse_.tokens.push_back(token);
    if (RecurringNames::concerns(form, labelled)) names_.note(index, form, scores.data(), opens);
  }

  std::string text_;
  record::Parse parse_;
  RecurringNames names_;
};

TEST(RecurringNames, LabelAMentionThatTheNetworkLeftOut) {
  EXPECT_EQ(Document("Shares of Orvia/ORG fell\nOrvia~ORG denied it").settled(),
            "Orvia/ORG Orvia/ORG");
}

TEST(RecurringNames, LabelSeveralWordsAtOnce) {
  EXPECT_EQ(Document("The Harrow/ORG Lines/I-ORG ship\nthen Harrow~ORG Lines~ORG paid").settled(),
            "Harrow/ORG +Lines/ORG Harrow/ORG +Lines/ORG");
}

TEST(RecurringNames, LeaveAWordThatIsMostlyNoName) {
  EXPECT_EQ(
      Document("may March/PER come\nin March it fell\nin March it rose\nMarch ends").settled(),
      "March/PER");
}

TEST(RecurringNames, VoteOnTheTypeOfAName) {
  EXPECT_EQ(Document("at Tavol/LOC now\nin Tavol/LOC now\nto Tavol/LOC now\nby Tavol/LOC now\nof "
                     "Tavol/PER now")
                .settled(),
            "Tavol/LOC Tavol/LOC Tavol/LOC Tavol/LOC Tavol/LOC");
}

TEST(RecurringNames, KeepTypesThatAreNearlyEven) {
  EXPECT_EQ(Document("at Tavol/LOC now\nof Tavol/PER now").settled(), "Tavol/LOC Tavol/PER");
}

TEST(RecurringNames, TakeTheLastNameForThePerson) {
  EXPECT_EQ(Document("by Ilse/PER Varga/I-PER here\nbut Varga~PER left").settled(),
            "Ilse/PER +Varga/PER Varga/PER");
}

TEST(RecurringNames, TakeATitleForNoName) {
  EXPECT_EQ(Document("by Governor/PER Varga/I-PER here\nas Governor~PER left").settled(),
            "Governor/PER +Varga/PER");
}

TEST(RecurringNames, LeaveThePluralOfAPeople) {
  EXPECT_EQ(Document("the Orvians/ORG here\nall Orvians~ORG left").settled(), "Orvians/ORG");
}

TEST(RecurringNames, LeaveAPartOfALongerName) {
  EXPECT_EQ(Document("in Orvia/LOC now\nthe Orvia~LOC Steel Works~ORG burned").settled(),
            "Orvia/LOC");
}

TEST(RecurringNames, ForgetADocumentOnceItIsSettled) {
  std::string text = "Orvia ";
  record::Parse parse;
  parse.tokens.resize(1);
  parse.tokens[0].span = {0, 5};
  parse.tokens[0].entity = EntityType::kOrganisation;
  parse.tokens[0].entity_begins = true;
  std::array<float, kEntityLabels> scores{};
  scores[5] = 4.0f;
  RecurringNames names;
  names.note(0, "Orvia", scores.data(), true);
  names.settle(text, parse);
  parse.tokens[0].entity = EntityType::kNone;
  scores[0] = 4.5f;
  names.note(0, "Orvia", scores.data(), true);
  names.settle(text, parse);
  EXPECT_EQ(parse.tokens[0].entity, EntityType::kNone);
}

}  // namespace
}  // namespace servanda::language

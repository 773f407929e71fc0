// Tests that verbs are taken back to their base forms.
#include "servanda/treaty/verb_forms.h"

#include <gtest/gtest.h>

#include <string>

namespace servanda::treaty {
namespace {

TEST(VerbForms, TakesParticiplesBackToTheirVerbs) {
  for (const std::string forms : {"deprived deprive",
                                  "granted grant",
                                  "exchanged exchange",
                                  "settled settle",
                                  "notified notify",
                                  "limited limit",
                                  "created create",
                                  "referred refer",
                                  "planned plan",
                                  "held hold",
                                  "set set",
                                  "controlled control",
                                  "passed pass",
                                  "increased increase",
                                  "discussed discuss",
                                  "required require",
                                  "opened open",
                                  "examined examine",
                                  "provided provide",
                                  "added add",
                                  "resolved resolve",
                                  "assumed assume",
                                  "treated treat",
                                  "repaired repair",
                                  "prepared prepare",
                                  "agreed agree",
                                  "proceed proceed"}) {
    const size_t space = forms.find(' ');
    EXPECT_EQ(base_of_participle(forms.substr(0, space)), forms.substr(space + 1));
  }
}

TEST(VerbForms, TakesThePresentBackToTheVerb) {
  EXPECT_EQ(base_of_present("cedes"), "cede");
  EXPECT_EQ(base_of_present("carries"), "carry");
  EXPECT_EQ(base_of_present("publishes"), "publish");
  EXPECT_EQ(base_of_present("has"), "have");
  EXPECT_EQ(base_of_present("express"), "express");
}

}  // namespace
}  // namespace servanda::treaty

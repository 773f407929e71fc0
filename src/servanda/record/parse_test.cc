// Names and values of tags and relations belong together.
#include "servanda/record/parse.h"

#include <gtest/gtest.h>

namespace servanda::record {
namespace {

TEST(ParseNames, RoundTrip) {
  for (int i = 0; i <= static_cast<int>(Deprel::kXcomp); ++i) {
    const auto deprel = static_cast<Deprel>(i);
    EXPECT_EQ(parse_deprel(name(deprel)), deprel) << name(deprel);
  }
  EXPECT_EQ(name(Deprel::kAclRelcl), "acl:relcl");
  EXPECT_EQ(name(Deprel::kNsubjPass), "nsubj:pass");
  EXPECT_EQ(name(Deprel::kOblAgent), "obl:agent");
  EXPECT_EQ(parse_deprel("obl:tmod"), Deprel::kObl);
  EXPECT_EQ(parse_upos("VERB"), Upos::kVERB);
  EXPECT_EQ(xpos_name(parse_xpos("WP$")), "WP$");
  EXPECT_EQ(parse_xpos("nonsense"), 0);
}

}  // namespace
}  // namespace servanda::record

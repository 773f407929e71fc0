// Escapes, separators and bad bytes of the JSON writer.
#include "servanda/base/json.h"

#include <gtest/gtest.h>

namespace servanda::base {
namespace {

TEST(JsonWriter, SeparatesNestedElements) {
  JsonWriter json;
  json.begin_object()
      .key("id")
      .value("d1")
      .key("a")
      .begin_array()
      .value(1)
      .value(2.5)
      .null()
      .end_array();
  json.key("ok").value(true).end_object();
  EXPECT_EQ(json.text(), R"({"id":"d1","a":[1,2.5,null],"ok":true})");
}

TEST(JsonWriter, EscapesControlCharactersAndReplacesBadBytes) {
  JsonWriter json;
  json.value(std::string_view("\"\\\n\x01\xFFö", 7));
  EXPECT_EQ(json.text(), "\"\\\"\\\\\\n\\u0001\xEF\xBF\xBDö\"");
}

}  // namespace
}  // namespace servanda::base

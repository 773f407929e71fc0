// Writes JSON text in one pass, into one growing string.
//
//   JsonWriter json;
//   json.begin_object().key("id").value("d1").key("actor").begin_array().value("RUS").end_array().end_object();
//   json.text();  // {"id":"d1","actor":["RUS"]}
//
// Reading is done with simdjson where it is needed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace servanda::base {

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  // Invalid UTF-8 is written as U+FFFD, one for each bad byte, so that the output is always valid
  // JSON.
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  // Written in the shortest form that reads back to the same double; NaN and infinity become null.
  JsonWriter& value(double number);
  JsonWriter& value(int64_t number);
  JsonWriter& value(uint64_t number);
  JsonWriter& value(int32_t number) { return value(int64_t{number}); }
  JsonWriter& value(uint32_t number) { return value(uint64_t{number}); }
  JsonWriter& value(bool truth);
  JsonWriter& null();
  // Copies text that is JSON already.
  JsonWriter& raw(std::string_view json);
  // Writes null for an empty text.
  JsonWriter& value_or_null(std::string_view text) { return text.empty() ? null() : value(text); }

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }
  void clear() { text_.clear(), need_comma_ = false; }

 private:
  void separate();

  std::string text_;
  bool need_comma_ = false;  // true when a further element needs a comma before it
};

}  // namespace servanda::base

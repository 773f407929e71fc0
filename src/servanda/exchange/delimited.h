// Splits delimited text (RFC 4180 and what programs really write) into rows.
//
//   DelimitedText table(text, ',');
//   while (table.next()) use(table.fields(), table.line());
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace servanda::exchange {

// Reads row after row. Fields may be quoted with '"' (doubled inside) and hold separators and line
// ends; CR LF, LF and a byte order mark are taken; an empty line is skipped. A quote that never
// ends runs to the end of the text: the row is then the last one and `broken()` is true. Linear.
class DelimitedText {
 public:
  // `quotes` off: a quotation mark is a letter like any other (GDELT, ICEWS).
  DelimitedText(std::string_view text, char separator, bool quotes = true);

  bool next();
  const std::vector<std::string>& fields() const { return fields_; }
  uint64_t line() const { return line_; }  // of the row's first line, from 1
  bool broken() const { return broken_; }

 private:
  std::string_view text_;
  size_t at_ = 0;
  char separator_;
  bool quotes_;
  bool broken_ = false;
  uint64_t line_ = 0, next_line_ = 1;
  std::vector<std::string> fields_;
};

// Guesses the separator of a table from its first line: tab, semicolon or comma, whichever it has
// most of.
char guess_separator(std::string_view text);

}  // namespace servanda::exchange

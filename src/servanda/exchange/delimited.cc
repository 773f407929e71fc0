// Scans delimited text once, field by field.
#include "servanda/exchange/delimited.h"

#include <algorithm>

namespace servanda::exchange {

DelimitedText::DelimitedText(std::string_view text, char separator, bool quotes)
    : text_(text), separator_(separator), quotes_(quotes) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool DelimitedText::next() {
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) {
    next_line_ += text_[at_] == '\n';
    ++at_;
  }
  fields_.clear();
  if (at_ >= text_.size()) return false;
  line_ = next_line_;
  std::string field;
  while (true) {
    if (quotes_ && at_ < text_.size() && text_[at_] == '"') {
      ++at_;
      bool closed = false;
      while (at_ < text_.size()) {
        if (text_[at_] == '"') {
          if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
            field += '"', at_ += 2;
            continue;
          }
          ++at_, closed = true;
          break;
        }
        next_line_ += text_[at_] == '\n';
        field += text_[at_++];
      }
      broken_ = broken_ || !closed;
    }
    // What follows a closing quote, or an unquoted field.
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') {
      field += text_[at_++];
    }
    const bool more = at_ < text_.size() && text_[at_] == separator_;
    if (!more && !field.empty() && field.back() == '\r') field.pop_back();
    fields_.push_back(std::move(field));
    field.clear();
    if (!more) {
      if (at_ < text_.size()) ++at_, ++next_line_;
      return true;
    }
    ++at_;
  }
}

char guess_separator(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  char best = ',';
  long most = 0;
  for (const char separator : {'\t', ';', ','}) {
    const long count = std::count(line.begin(), line.end(), separator);
    if (count > most) best = separator, most = count;
  }
  return best;
}

}  // namespace servanda::exchange

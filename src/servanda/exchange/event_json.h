// Reads the JSON lines that `servanda code` and `servanda events` write back into events.
#pragma once

#include <memory>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/record/event.h"

namespace servanda::exchange {

// Keeps the parser's memory from line to line.
class EventJsonReader {
 public:
  EventJsonReader();
  EventJsonReader(EventJsonReader&&) noexcept;
  ~EventJsonReader();

  // Reads one object. Writing the event again over the text of its document gives the same line.
  // Errors: kRejected with the field that is missing, of another kind, or has a value that it
  // cannot have.
  base::Result<record::Event> read(std::string_view line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace servanda::exchange

// Reads data/events/lessons.txt and dated_lessons.txt: texts of our own with their events.
#pragma once

#include <string>
#include <vector>

#include "examples.h"

namespace servanda::tools {

// Reads texts with their events and runs the lower stages over the texts. Errors: kRefused if the
// file cannot be read, kUsage with the line of a date or event that cannot be understood or whose
// trigger does not stand in its text.
base::Result<std::vector<std::unique_ptr<Annotated>>> read_lessons(const std::string& path);

// Returns the words of a line, between spaces.
std::vector<std::string> words_of(const std::string& text);

}  // namespace servanda::tools

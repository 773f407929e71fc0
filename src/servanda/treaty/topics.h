// Tells what the words of an analyst name in the terms in which treaties are coded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/record/treaty.h"

namespace servanda::treaty {

// "mutual assistance in the event of aggression", "science, culture and health care".
struct Topic {
  std::vector<std::string>
      commitments;  // "defense"; "consultation_other" where any consultation will do
  std::vector<std::string> fields;   // "health"
  std::vector<std::string> natures;  // "framework", "order", "breadth", "duration"
  std::vector<std::string>
      words;  // what else it names: words of four letters or more that are no small talk
};

// Reads the words of a topic. A topic that names a commitment names no fields: "military
// assistance" is a duty, not a field.
Topic read_topic(std::string_view words);

// Returns the ids of the provisions that carry the topic, in text order: those of its commitments,
// else of its fields, else those that hold at least two thirds of its words (of one or two words:
// all). Recitals count for words only.
std::vector<std::string> provisions_on(const record::Treaty& treaty, const Topic& topic);

}  // namespace servanda::treaty

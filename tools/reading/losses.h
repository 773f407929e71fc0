// Where annotated pledges and their steps are lost on the way from words to standings.
#pragma once

#include <iosfwd>
#include <map>
#include <string>

#include "passages.h"
#include "servanda/event/lexicon.h"
#include "servanda/reading/pledge_words.h"
#include "servanda/reading/reader_model.h"

namespace servanda::tools {

class Losses {
 public:
  // Compares what the model makes of a passage with what is annotated.
  void add(const Passage& passage, const reading::ReaderModel& model, const event::Lexicon& lexicon,
           const reading::PledgeWords& words);
  // Prints how many steps, last steps and pledges are lost where.
  void print(std::ostream& out) const;

 private:
  std::map<std::string, std::map<std::string, size_t>> counts_;
};

}  // namespace servanda::tools

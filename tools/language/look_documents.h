// What a network says of documents that it was not taught, beside the truth: lessons of the second
// look.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.h"
#include "servanda/language/document_style.h"
#include "servanda/language/look_evidence.h"
#include "servanda/record/parse.h"

namespace servanda::tools {

struct LookDocument {
  std::string text;  // the forms
  record::Parse parse;
  std::vector<language::Tag> tags;  // of the network
  std::vector<language::NotedWord> words;
  std::vector<const Word*> truth;  // of each word
  std::optional<language::Style> style;
};

// Reads the documents of a corpus, which must outlive the result, with the network of a model
// file's bytes, which begin on a cache line. `cluster` gives that of a form. Ends the program with
// 3 if the model is damaged.
std::vector<LookDocument> read_documents(std::string_view model, const Corpus& corpus,
                                         const std::function<uint8_t(std::string_view)>& cluster);

}  // namespace servanda::tools

// Runs the network as at run time, sentence by sentence.
#include "look_documents.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "servanda/language/model_file.h"
#include "servanda/language/network.h"

namespace servanda::tools {
namespace {

using language::NotedWord;

[[noreturn]] void stop(const base::Error& error) {
  std::fprintf(stderr, "%s\n", error.text().c_str());
  std::exit(3);
}

void read_sentence(const language::Network& network, const Sample& sample, size_t first,
                   LookDocument& document, language::Network::State& state) {
  state.forms.clear();
  state.chunk_ends.clear();
  const auto count = static_cast<uint32_t>(sample.words.size());
  for (uint32_t begin = 0; begin < count; begin += language::kLongestChunk) {
    state.forms.clear();
    const uint32_t end =
        std::min<uint32_t>(count, begin + static_cast<uint32_t>(language::kLongestChunk));
    for (uint32_t i = begin; i < end; ++i) state.forms.push_back(sample.words[i].form);
    state.chunk_ends.assign(1, end - begin);
    network.run(state);
    for (uint32_t i = begin; i < end; ++i) {
      const auto index = static_cast<uint32_t>(first + i);
      record::Token& token = document.parse.tokens[index];
      token.head = static_cast<uint32_t>(first + begin + state.heads[i - begin]);
      token.deprel = static_cast<record::Deprel>(state.deprels[i - begin]);
      NotedWord& noted = document.words.emplace_back();
      noted.token = index;
      noted.opens = i == begin;
      network.note(state, i - begin, noted);
    }
  }
}

}  // namespace

std::vector<LookDocument> read_documents(std::string_view model, const Corpus& corpus,
                                         const std::function<uint8_t(std::string_view)>& cluster) {
  const auto file = language::ModelFile::open(model);
  if (!file.ok()) stop(file.error());
  const auto network =
      language::Network::create(file.value(), *language::kernels(language::Kernel::kBest));
  if (!network.ok()) stop(network.error());
  std::vector<LookDocument> documents;
  language::Network::State state;
  for (const Sample& sample : corpus) {
    if (sample.begins_document || documents.empty()) {
      documents.emplace_back();
      documents.back().tags = network->tags();
      documents.back().style = sample.style;
    }
    LookDocument& document = documents.back();
    const size_t first = document.parse.tokens.size();
    for (const Word& word : sample.words) {
      record::Token& token = document.parse.tokens.emplace_back();
      token.span.begin = static_cast<uint32_t>(document.text.size());
      document.text += word.form;
      token.span.end = static_cast<uint32_t>(document.text.size());
      document.text += ' ';
      document.truth.push_back(&word);
    }
    read_sentence(*network, sample, first, document, state);
    for (size_t i = first; i < document.words.size(); ++i)
      document.words[i].cluster = cluster(document.truth[i]->form);
  }
  return documents;
}

}  // namespace servanda::tools

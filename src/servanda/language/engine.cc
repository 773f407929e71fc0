// Joins splitter, network and lemmas: text in, a Parse out.
#include "servanda/language/engine.h"

#include <algorithm>
#include <array>
#include <utility>

#include "servanda/embedded/kBaseModel.h"
#include "servanda/embedded/kSmallModel.h"
#include "servanda/language/lemmas.h"
#include "servanda/language/network.h"
#include "servanda/language/places.h"
#include "servanda/language/recurring_names.h"
#include "servanda/language/tokens.h"

namespace servanda::language {

using record::Deprel;
using record::EntityType;
using record::Parse;
using record::Token;

struct Engine::Model {
  Network network;
  Lemmas lemmas;
  std::string_view kernel_name;
};

// Words that are read as one: a sentence, or a part of a long one.
struct Chunk {
  std::string_view text;
  Parse* parse = nullptr;
  uint32_t first_token = 0;
  bool continues = false;  // the sentence of the chunk before it
  bool begins_document = false;
};

struct Engine::Workspace::State {
  Network::State network;
  std::vector<Chunk> chunks;  // of the batch
  RecurringNames names;       // of the document that was read last:
  std::string_view text;
  Parse* parse = nullptr;
};

Engine::Workspace::Workspace() : state_(std::make_unique<State>()) {}
Engine::Workspace::~Workspace() = default;
Engine::Workspace::Workspace(Workspace&&) noexcept = default;
Engine::Workspace& Engine::Workspace::operator=(Workspace&&) noexcept = default;

Engine::Engine(std::unique_ptr<Model> model) : model_(std::move(model)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

base::Result<Engine> Engine::create(Preset preset, Kernel kernel) {
  return create(preset == Preset::kBase ? embedded::kBaseModel() : embedded::kSmallModel(), kernel);
}

base::Result<Engine> Engine::create(std::string_view model_bytes, Kernel kernel) {
  const ModelFile file = SERVANDA_TRY(ModelFile::open(model_bytes));
  const Kernels* chosen = kernels(kernel);
  if (chosen == nullptr) {
    return base::Error{base::ErrorCode::kUsage,
                       "this processor lacks the instructions of that kernel: use another",
                       "kernel"};
  }
  Network network = SERVANDA_TRY(Network::create(file, *chosen));
  Lemmas lemmas = SERVANDA_TRY(Lemmas::create(file));
  return Engine(std::make_unique<Model>(Model{std::move(network), lemmas, chosen->name}));
}

std::string_view Engine::kernel_name() const { return model_->kernel_name; }

void Engine::parse(std::string_view text, Workspace& workspace, Parse& parse) const {
  this->parse({&text, 1}, workspace, {&parse, 1});
}

void Engine::parse(std::span<const std::string_view> texts, Workspace& workspace,
                   std::span<Parse> parses) const {
  Workspace::State& state = *workspace.state_;
  for (size_t i = 0; i < texts.size(); ++i) {
    split(texts[i], parses[i]);
    annotate(texts[i], state, parses[i], {});
  }
  run_batch(state);
  settle_names(state);
}

void Engine::annotate(std::string_view text, Workspace& workspace, Parse& parse,
                      std::span<const uint32_t> documents) const {
  Workspace::State& state = *workspace.state_;
  annotate(text, state, parse, documents);
  run_batch(state);
  settle_names(state);
}

// Puts the sentences of a text into batches and runs those that are full.
void Engine::annotate(std::string_view text, Workspace::State& state, Parse& parse,
                      std::span<const uint32_t> documents) const {
  Network::State& batch = state.network;
  parse.lemmas.clear();
  for (uint32_t s = 0; s < parse.sentences.size(); ++s) {
    const record::Sentence& sentence = parse.sentences[s];
    while (!documents.empty() && documents.front() < s) documents = documents.subspan(1);
    const bool begins = s == 0 || (!documents.empty() && documents.front() == s);
    for (uint32_t at = sentence.begin; at < sentence.end;) {
      const uint32_t end = std::min<uint32_t>(sentence.end, at + kLongestChunk);
      const bool continues = at > sentence.begin;
      state.chunks.push_back({text, &parse, at, continues, begins && !continues});
      for (; at < end; ++at) batch.forms.push_back(parse.tokens[at].span.of(text));
      batch.chunk_ends.push_back(static_cast<uint32_t>(batch.forms.size()));
      if (batch.forms.size() >= kBatchWords) run_batch(state);
    }
  }
}

void Engine::settle_names(Workspace::State& state) {
  if (state.parse != nullptr) state.names.settle(state.text, *state.parse);
  state.parse = nullptr;
}

// Runs the network over the batch, gives each parse what was found, and leaves the batch empty.
void Engine::run_batch(Workspace::State& state) const {
  Network::State& batch = state.network;
  model_->network.run(batch);
  uint32_t word = 0;
  for (size_t c = 0; c < state.chunks.size(); ++c) {
    const Chunk& chunk = state.chunks[c];
    Parse& parse = *chunk.parse;
    if (chunk.begins_document || state.names.full()) settle_names(state);
    state.text = chunk.text, state.parse = &parse;
    const uint32_t first = chunk.first_token, begin = word;
    uint8_t before = 0;
    for (; word < batch.chunk_ends[c]; ++word) {
      const uint32_t index = first + word - begin;
      Token& token = parse.tokens[index];
      token.head = first + batch.heads[word];
      token.deprel = static_cast<Deprel>(batch.deprels[word]);
      if (chunk.continues && token.head == index) {
        // A sentence that was cut has one root: that of its first part.
        token.head = parse.sentences.empty() ? index : root_before(parse, first);
        token.deprel = Deprel::kParataxis;
      }
      const Tag tag = model_->network.tags()[batch.tags[word]];
      token.upos = tag.upos;
      token.xpos = tag.xpos;
      const uint8_t entity = batch.entities[word];
      token.entity = static_cast<EntityType>((entity + 1) / 2);
      token.entity_begins =
          entity % 2 == 1 || (entity != 0 && before != entity && before != entity - 1);
      before = entity;
      if (RecurringNames::concerns(batch.forms[word], entity != 0)) {
        std::array<float, kEntityLabels> scores;
        model_->network.entity_scores(batch, word, scores.data());
        state.names.note(index, batch.forms[word], scores.data(), index == first);
      }
      token.lemma_begin = static_cast<uint32_t>(parse.lemmas.size());
      token.lemma_size =
          model_->lemmas.append(batch.forms[word], batch.tags[word], tag, parse.lemmas);
    }
    part_places(chunk.text, parse, first, first + word - begin);
  }
  batch.forms.clear();
  batch.chunk_ends.clear();
  state.chunks.clear();
}

uint32_t Engine::root_before(const Parse& parse, uint32_t first) {
  uint32_t at = first - 1;
  while (parse.tokens[at].head != at) at = parse.tokens[at].head;
  return at;
}

}  // namespace servanda::language

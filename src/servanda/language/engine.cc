// Joins splitter, network and lemmas: text in, a Parse out.
#include "servanda/language/engine.h"

#include <algorithm>
#include <utility>

#include "servanda/embedded/kBaseModel.h"
#include "servanda/embedded/kSmallModel.h"
#include "servanda/language/lemmas.h"
#include "servanda/language/network.h"
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

struct Engine::Workspace::State {
  Network::State network;
  std::vector<uint32_t> first_tokens;  // of the chunks of the batch
  std::vector<uint8_t> continues;      // the chunk continues the sentence of the one before it
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
  split(text, parse);
  annotate(text, workspace, parse);
}

void Engine::annotate(std::string_view text, Workspace& workspace, Parse& parse) const {
  Workspace::State& state = *workspace.state_;
  Network::State& batch = state.network;
  parse.lemmas.clear();
  size_t sentence = 0;
  uint32_t at = parse.sentences.empty() ? 0 : parse.sentences[0].begin;
  while (sentence < parse.sentences.size()) {
    batch.forms.clear();
    batch.chunk_ends.clear();
    state.first_tokens.clear();
    state.continues.clear();
    while (sentence < parse.sentences.size() && batch.forms.size() < kBatchWords) {
      const record::Sentence& range = parse.sentences[sentence];
      const uint32_t end = std::min<uint32_t>(range.end, at + kLongestChunk);
      if (at < end) {
        state.first_tokens.push_back(at);
        state.continues.push_back(at > range.begin);
        for (uint32_t i = at; i < end; ++i) batch.forms.push_back(parse.tokens[i].span.of(text));
        batch.chunk_ends.push_back(static_cast<uint32_t>(batch.forms.size()));
      }
      at = end;
      if (at < range.end) continue;
      ++sentence;
      if (sentence < parse.sentences.size()) at = parse.sentences[sentence].begin;
    }
    model_->network.run(batch);
    take_batch(state, parse);
  }
}

void Engine::take_batch(Workspace::State& state, Parse& parse) const {
  const Network::State& batch = state.network;
  uint32_t word = 0;
  for (size_t chunk = 0; chunk < batch.chunk_ends.size(); ++chunk) {
    const uint32_t first = state.first_tokens[chunk], begin = word;
    uint8_t before = 0;
    for (; word < batch.chunk_ends[chunk]; ++word) {
      const uint32_t index = first + word - begin;
      Token& token = parse.tokens[index];
      token.head = first + batch.heads[word];
      token.deprel = static_cast<Deprel>(batch.deprels[word]);
      if (state.continues[chunk] && token.head == index) {
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
      token.lemma_begin = static_cast<uint32_t>(parse.lemmas.size());
      token.lemma_size =
          model_->lemmas.append(batch.forms[word], batch.tags[word], tag, parse.lemmas);
    }
  }
}

uint32_t Engine::root_before(const Parse& parse, uint32_t first) {
  uint32_t at = first - 1;
  while (parse.tokens[at].head != at) at = parse.tokens[at].head;
  return at;
}

}  // namespace servanda::language

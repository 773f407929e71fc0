// Joins splitter, network and lemmas: text in, a Parse out.
#include "servanda/language/engine.h"

#include <algorithm>
#include <utility>

#include "servanda/embedded/kBaseModel.h"
#include "servanda/embedded/kSmallModel.h"
#include "servanda/language/lemmas.h"
#include "servanda/language/network.h"
#include "servanda/language/places.h"
#include "servanda/language/recurring_names.h"
#include "servanda/language/second_look.h"
#include "servanda/language/tokens.h"

namespace servanda::language {

using record::Deprel;
using record::EntityType;
using record::Parse;
using record::Token;

// A document is settled in parts of so many words.
constexpr size_t kMostWords = 65'536;

struct Engine::Model {
  Network network;
  SecondLook second_look;
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
  SecondLook::State look;
  RecurringNames names;
  std::vector<NotedWord> words;  // of the document that was read last:
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
  if (!network.has_clusters())
    return damaged_model("table words.cluster is missing or has another shape");
  const SecondLook second_look = SERVANDA_TRY(SecondLook::create(file));
  const Lemmas lemmas = SERVANDA_TRY(Lemmas::create(file));
  return Engine(
      std::make_unique<Model>(Model{std::move(network), second_look, lemmas, chosen->name}));
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
  settle(state);
}

void Engine::annotate(std::string_view text, Workspace& workspace, Parse& parse,
                      std::span<const uint32_t> documents) const {
  Workspace::State& state = *workspace.state_;
  annotate(text, state, parse, documents);
  run_batch(state);
  settle(state);
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

// Runs the network over the batch, notes what was found, and leaves the batch empty.
void Engine::run_batch(Workspace::State& state) const {
  Network::State& batch = state.network;
  model_->network.run(batch);
  uint32_t word = 0;
  for (size_t c = 0; c < state.chunks.size(); ++c) {
    const Chunk& chunk = state.chunks[c];
    Parse& parse = *chunk.parse;
    if (chunk.begins_document || state.words.size() >= kMostWords) settle(state);
    state.text = chunk.text, state.parse = &parse;
    const uint32_t first = chunk.first_token, begin = word;
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
      NotedWord& noted = state.words.emplace_back();
      noted.token = index;
      noted.opens = index == first;
      model_->network.note(batch, word, noted);
      const Tag tag = model_->network.tags()[noted.tag];
      token.upos = tag.upos;
      token.xpos = tag.xpos;
      append_lemma(noted, batch.known[batch.rows[word]], token, parse);
    }
  }
  batch.forms.clear();
  batch.chunk_ends.clear();
  state.chunks.clear();
}

// Gives a word its lemma: the one that is remembered of its form and tag, if any.
void Engine::append_lemma(const NotedWord& word, KnownForm& known, Token& token,
                          Parse& parse) const {
  token.lemma_begin = static_cast<uint32_t>(parse.lemmas.size());
  if (known.lemma_tag == word.tag) {
    parse.lemmas.append(known.lemma.data(), known.lemma_size);
    token.lemma_size = known.lemma_size;
    return;
  }
  token.lemma_size =
      model_->lemmas.append(word.form, word.tag, model_->network.tags()[word.tag], parse.lemmas);
  if (token.lemma_size > known.lemma.size()) return;
  known.lemma_tag = word.tag;
  known.lemma_size = static_cast<uint8_t>(token.lemma_size);
  std::copy_n(parse.lemmas.end() - token.lemma_size, token.lemma_size, known.lemma.begin());
}

// Looks again at the words of the document that was read last, gives its parse tags, lemmas and
// entities, and lets its names agree.
void Engine::settle(Workspace::State& state) const {
  if (state.parse == nullptr) return;
  Parse& parse = *state.parse;
  const std::vector<Tag>& tags = model_->network.tags();
  const std::vector<NotedWord>& words = state.words;
  model_->second_look.look(state.words, parse, tags, state.look);
  for (size_t first = 0, last = 0; first < words.size(); first = last) {
    uint8_t before = 0;
    do {
      const NotedWord& word = words[last];
      Token& token = parse.tokens[word.token];
      const Tag tag = tags[word.tag];
      if (tag.upos != token.upos) {
        token.upos = tag.upos;
        token.xpos = tag.xpos;
        token.lemma_begin = static_cast<uint32_t>(parse.lemmas.size());
        token.lemma_size = model_->lemmas.append(word.form, word.tag, tag, parse.lemmas);
      }
      token.entity = static_cast<EntityType>((word.label + 1) / 2);
      token.entity_begins = word.label % 2 == 1 ||
                            (word.label != 0 && before != word.label && before != word.label - 1);
      before = word.label;
      if (RecurringNames::concerns(word.form, word.label != 0))
        state.names.note(word.token, word.form, word.scores.data(), word.opens);
    } while (++last < words.size() && !words[last].opens);
    part_places(state.text, parse, words[first].token, words[last - 1].token + 1);
  }
  state.names.settle(state.text, parse);
  state.words.clear();
  state.parse = nullptr;
}

uint32_t Engine::root_before(const Parse& parse, uint32_t first) {
  uint32_t at = first - 1;
  while (parse.tokens[at].head != at) at = parse.tokens[at].head;
  return at;
}

}  // namespace servanda::language

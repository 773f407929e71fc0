// Raw text to sentences, tokens, tags, lemmas, dependency trees and entities.
//
//   Engine engine = Engine::create(Preset::kBase).value();
//   Engine::Workspace workspace;
//   record::Parse parse;
//   engine.parse("Russia delivered S-300 systems to Iran.", workspace, parse);
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/language/kernel.h"
#include "servanda/record/parse.h"

namespace servanda::language {

struct NotedWord;
struct KnownForm;

enum class Preset : uint8_t { kBase, kSmall };

// Immutable after create(); one Engine serves many threads, each with a Workspace of its own.
class Engine {
 public:
  // Loads the model that the program holds. Errors: kInternal if it is damaged, kUsage if the
  // processor has not the kernel. The result of parsing is the same, bit by bit, with every kernel.
  static base::Result<Engine> create(Preset preset = Preset::kBase, Kernel kernel = Kernel::kBest);

  // The same for the bytes of a model file (docs/formats/language-model.md), 64-byte aligned, which
  // must outlive the engine.
  static base::Result<Engine> create(std::string_view model_bytes, Kernel kernel = Kernel::kBest);

  // Memory reused from call to call.
  class Workspace {
   public:
    Workspace();
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;

   private:
    friend class Engine;
    struct State;
    std::unique_ptr<State> state_;
  };

  // Fills `parse` (cleared first) for any bytes; time linear in the size of the text.
  void parse(std::string_view text, Workspace& workspace, record::Parse& parse) const;

  // The same for several texts at once, each into its own parse. The network reads many words
  // faster than few: short texts gain by company.
  void parse(std::span<const std::string_view> texts, Workspace& workspace,
             std::span<record::Parse> parses) const;

  // Tags and parses the tokens and sentences that `parse` holds already (gold tokens), leaving them
  // as they are. `documents`: the sentences that begin documents, in order; names agree within one.
  void annotate(std::string_view text, Workspace& workspace, record::Parse& parse,
                std::span<const uint32_t> documents = {}) const;

  std::string_view kernel_name() const;  // "scalar" "avx2" "avx512"

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

 private:
  struct Model;
  explicit Engine(std::unique_ptr<Model> model);
  void annotate(std::string_view text, Workspace::State& state, record::Parse& parse,
                std::span<const uint32_t> documents) const;
  void run_batch(Workspace::State& state) const;
  void settle(Workspace::State& state) const;
  void append_lemma(const NotedWord& word, KnownForm& known, record::Token& token,
                    record::Parse& parse) const;
  static uint32_t root_before(const record::Parse& parse, uint32_t first);
  std::unique_ptr<Model> model_;
};

}  // namespace servanda::language

// Codes the events of a document: who did what to whom, when and where, on whose word.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "servanda/actor/actors.h"
#include "servanda/base/result.h"
#include "servanda/language/amounts.h"
#include "servanda/language/times.h"
#include "servanda/record/document.h"
#include "servanda/record/event.h"
#include "servanda/record/parse.h"

namespace servanda::event {

// What the lower stages found in a document.
struct Annotations {
  const record::Document& document;
  const record::Parse& parse;
  const std::vector<actor::Mention>& mentions;
  const std::vector<language::TimeExpression>& times;
  const std::vector<record::Amount>& amounts;
};

struct Models;
struct SideMemory;

struct CodingOptions {
  bool explain = false;  // fill Event::explanation
};

// Immutable after create(); serves many threads.
class Coder {
 public:
  static base::Result<Coder> create();
  // The same with the bytes of another model (tools/event trains them). Errors: kInternal if they
  // are damaged.
  static base::Result<Coder> create(std::string_view model_bytes);
  // Memory of one thread that is reused from document to document.
  class Workspace {
   public:
    Workspace();
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;

   private:
    friend class Coder;
    std::unique_ptr<SideMemory> sides_;
  };
  // Codes the events in text order, with ids, numbered from 0.
  std::vector<record::Event> code(const Annotations& annotations, const CodingOptions& options,
                                  Workspace& workspace) const;
  std::vector<record::Event> code(const Annotations& annotations,
                                  const CodingOptions& options = {}) const;

  Coder(Coder&&) noexcept;
  Coder& operator=(Coder&&) noexcept;
  ~Coder();

 private:
  struct Lexicon;
  static base::Result<Coder> create(Models models);
  explicit Coder(std::unique_ptr<Lexicon> lexicon);
  std::unique_ptr<Lexicon> lexicon_;
};

}  // namespace servanda::event

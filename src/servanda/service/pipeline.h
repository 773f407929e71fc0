// Joins the stages: a document in, its events or its whole reading out.
//
//   Pipeline pipeline = Pipeline::create({}).value();
//   Pipeline::Workspace workspace;
//   record::Reading reading = pipeline.read(document, workspace);
#pragma once

#include <span>
#include <vector>

#include "servanda/actor/actors.h"
#include "servanda/base/result.h"
#include "servanda/event/coder.h"
#include "servanda/language/engine.h"
#include "servanda/record/document.h"
#include "servanda/record/reading.h"
#include "servanda/record/treaty.h"

namespace servanda::service {

struct PipelineOptions {
  language::Preset preset = language::Preset::kBase;
  bool explain = false;
};

// Immutable after create(); serves many threads, each with a Workspace of its own.
class Pipeline {
 public:
  static base::Result<Pipeline> create(const PipelineOptions& options);

  // Memory that is reused from document to document.
  struct Workspace {
    language::Engine::Workspace engine;
    event::Coder::Workspace coder;
    record::Parse parse;
    std::vector<record::Parse> parses;  // of several documents
  };

  // Codes documents and gives the events of each. Short ones are faster in company, some 200
  // at a time: the stages follow each other for all of them, so that each finds its code and its
  // tables in the cache.
  std::vector<std::vector<record::Event>> code(std::span<const record::Document> documents,
                                               Workspace& workspace) const;
  // A document without a date gets the one that its text implies, with the basis stated.
  record::Reading read(record::Document document, Workspace& workspace) const;
  // Reads a treaty with its parties by code, and the date and place of its signature.
  record::Treaty read_treaty(const record::Document& document, Workspace& workspace) const;

 private:
  Pipeline(language::Engine engine, actor::ActorFinder actors, event::Coder coder,
           PipelineOptions options)
      : engine_(std::move(engine)),
        actors_(std::move(actors)),
        coder_(std::move(coder)),
        options_(options) {}

  language::Engine engine_;
  actor::ActorFinder actors_;
  event::Coder coder_;
  PipelineOptions options_;
};

// False for a document without a date, and for one that only has the date at which its file was
// made: a page that is printed to PDF years later has the day of the printing.
bool says_its_date(const record::Document& document);

// True for a text of numbered articles: what it says that states shall do is a norm, not an event
// or a forecast.
bool is_treaty(const record::Document& document);

}  // namespace servanda::service

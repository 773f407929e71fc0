// Joins the stages for one document.
#include "servanda/service/pipeline.h"

#include "servanda/language/amounts.h"
#include "servanda/language/document_date.h"
#include "servanda/language/times.h"
#include "servanda/reading/reader.h"

namespace servanda::service {

base::Result<Pipeline> Pipeline::create(const PipelineOptions& options) {
  language::Engine engine = SERVANDA_TRY(language::Engine::create(options.preset));
  actor::ActorFinder actors = SERVANDA_TRY(actor::ActorFinder::create());
  event::Coder coder = SERVANDA_TRY(event::Coder::create());
  return Pipeline(std::move(engine), std::move(actors), std::move(coder), options);
}

std::vector<std::vector<record::Event>> Pipeline::code(std::span<const record::Document> documents,
                                                       Workspace& workspace) const {
  const size_t count = documents.size();
  std::vector<std::string_view> texts;
  for (const record::Document& document : documents) texts.emplace_back(document.text);
  if (workspace.parses.size() < count) workspace.parses.resize(count);
  const std::span<record::Parse> parses(workspace.parses.data(), count);
  engine_.parse(texts, workspace.engine, parses);
  std::vector<std::vector<actor::Mention>> mentions;
  for (size_t i = 0; i < count; ++i) mentions.push_back(actors_.find(documents[i], parses[i]));
  std::vector<std::vector<language::TimeExpression>> times;
  std::vector<std::vector<record::Amount>> amounts;
  for (size_t i = 0; i < count; ++i) {
    times.push_back(language::find_times(texts[i], parses[i], documents[i].date));
    amounts.push_back(language::find_amounts(texts[i], parses[i]));
  }
  std::vector<std::vector<record::Event>> events;
  for (size_t i = 0; i < count; ++i) {
    events.push_back(coder_.code({documents[i], parses[i], mentions[i], times[i], amounts[i]},
                                 {.explain = options_.explain}, workspace.coder));
  }
  return events;
}

bool says_its_date(const record::Document& document) {
  return document.date.known() && document.date_basis != "metadata: CreationDate" &&
         document.date_basis != "metadata: dcterms:created";
}

namespace {

// Dates a document that does not say its date by what its text says.
void date_by_text(record::Document& document, const record::Parse& parse) {
  if (says_its_date(document)) return;
  language::DocumentDate inferred = language::infer_document_date(document.text, parse);
  if (document.date.known()) {
    // A date that stands above the text is surer than that of the file; one within it is not.
    const bool above = inferred.basis.starts_with("inferred: date line") ||
                       inferred.basis.starts_with("inferred: dateline");
    if (!above || record::first_day(inferred.date) > record::last_day(document.date)) return;
  }
  document.date = inferred.date, document.date_basis = std::move(inferred.basis);
}

}  // namespace

record::Reading Pipeline::read(record::Document document, Workspace& workspace) const {
  engine_.parse(document.text, workspace.engine, workspace.parse);
  date_by_text(document, workspace.parse);
  const auto mentions = actors_.find(document, workspace.parse);
  const auto times = language::find_times(document.text, workspace.parse, document.date);
  const auto amounts = language::find_amounts(document.text, workspace.parse);
  const event::Annotations annotations{document, workspace.parse, mentions, times, amounts};
  std::vector<record::Event> events =
      coder_.code(annotations, {.explain = options_.explain}, workspace.coder);
  record::Reading reading = reading::read(annotations, std::move(events));
  reading.document = std::move(document);
  return reading;
}

}  // namespace servanda::service

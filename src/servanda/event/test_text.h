// A text that is parsed and whose actors are found, for the tests of the stage.
#pragma once

#include <string>
#include <vector>

#include "servanda/event/scene.h"
#include "servanda/language/engine.h"

namespace servanda::event {

struct TextRead {
  record::Document document;
  record::Parse parse;
  std::vector<actor::Mention> mentions;
  std::vector<language::TimeExpression> times;
  std::vector<record::Amount> amounts;
  Lexicon lexicon = Lexicon::create().value();
  Annotations annotations{document, parse, mentions, times, amounts};

  explicit TextRead(const std::string& text) {
    static const language::Engine engine = language::Engine::create().value();
    static const actor::ActorFinder finder = actor::ActorFinder::create().value();
    document.id = "text";
    document.text = text;
    document.date = record::parse_date("2024-05-10").value();
    language::Engine::Workspace workspace;
    engine.parse(text, workspace, parse);
    mentions = finder.find(document, parse);
  }
};

}  // namespace servanda::event

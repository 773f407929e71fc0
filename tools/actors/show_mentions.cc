// Shows who is found in each line of standard input: words, codes, name; a star for places.
//
//   echo 'Tehran denied it.' | servanda_show_mentions [DATE]
#include <fmt/format.h>

#include <iostream>
#include <string>

#include "servanda/actor/actors.h"
#include "servanda/language/engine.h"

int main(int argc, char** argv) {
  using namespace servanda;
  const auto finder = actor::ActorFinder::create();
  const auto engine = language::Engine::create();
  const auto date = record::parse_date(argc > 1 ? argv[1] : "2024-05-10");
  if (!finder || !engine || !date) {
    std::cerr << "servanda_show_mentions [DATE] < TEXT\n";
    return 2;
  }
  language::Engine::Workspace workspace;
  record::Parse parse;
  for (std::string line; std::getline(std::cin, line);) {
    record::Document document;
    document.text = line;
    document.date = *date;
    engine->parse(document.text, workspace, parse);
    fmt::print("{}\n", line);
    for (const actor::Mention& m : finder->find(document, parse)) {
      fmt::print("  [{}]{}", m.span.of(line), m.place ? "*" : "");
      for (const record::Actor& a : m.actors)
        fmt::print(" {}:{} {} ({})", a.code, a.sector, a.name, a.role);
      fmt::print("\n");
    }
  }
  return 0;
}

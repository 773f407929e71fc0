// Measures the finder on sentences whose names are linked to titles of an encyclopaedia: is there a
// mention on the linked words, and whose is it?
//
//   servanda_measure_links LINKED.jsonl   writes title, links, links with a mention, the code found
//   most, tab-separated
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "servanda/actor/actors.h"
#include "servanda/language/engine.h"

namespace servanda::tools {
namespace {

struct Counts {
  int links = 0, found = 0;
  std::map<std::string, int> codes;
};

int run(const std::string& path) {
  const auto finder = actor::ActorFinder::create();
  const auto engine = language::Engine::create();
  std::ifstream in(path);
  if (!finder || !engine || !in) {
    std::cerr << path << ": cannot be read\n";
    return 3;
  }
  std::map<std::string, Counts> titles;
  language::Engine::Workspace workspace;
  record::Parse parse;
  simdjson::dom::parser json;
  for (std::string line; std::getline(in, line);) {
    const simdjson::dom::element row = json.parse(line);
    record::Document document;
    document.text = std::string(std::string_view(row["text"]));
    document.date = record::parse_date(std::string_view(row["date"])).value();
    engine->parse(document.text, workspace, parse);
    const auto mentions = finder->find(document, parse);
    size_t from = 0;
    for (const auto link : row["links"]) {
      const std::string_view anchor = link.at(0), title = link.at(1);
      size_t at = document.text.find(anchor, from);
      if (at == std::string::npos) at = document.text.find(anchor);
      if (at == std::string::npos || anchor.empty()) continue;
      from = at;
      Counts& counts = titles[std::string(title)];
      ++counts.links;
      const base::Span span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + anchor.size())};
      const actor::Mention* best = nullptr;
      for (const actor::Mention& m : mentions) {
        if (m.span.overlaps(span) && m.kind != actor::MentionKind::kPronoun &&
            (best == nullptr || m.span.end - m.span.begin < best->span.end - best->span.begin))
          best = &m;
      }
      if (best == nullptr) continue;
      ++counts.found;
      ++counts
            .codes[best->actors.front().code +
                   (best->actors.front().sector.empty() ? "" : ":" + best->actors.front().sector)];
    }
  }
  for (const auto& [title, counts] : titles) {
    std::string most = "-";
    int count = 0;
    for (const auto& [code, n] : counts.codes) {
      if (n > count) most = code, count = n;
    }
    fmt::print("{}\t{}\t{}\t{}\t{}\n", title, counts.links, counts.found, most, count);
  }
  return 0;
}

}  // namespace
}  // namespace servanda::tools

int main(int argc, char** argv) {
  if (argc == 2) return servanda::tools::run(argv[1]);
  std::cerr << "servanda_measure_links LINKED.jsonl\n";
  return 2;
}

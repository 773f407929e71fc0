// Measures the mentions against annotated events: is each annotated actor found somewhere in its
// document, and with what sector?
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "servanda/actor/actors.h"
#include "servanda/language/engine.h"

namespace servanda::actor {
namespace {

struct Figures {
  int documents = 0, mentions = 0, tokens = 0;
  int wanted = 0, countries = 0,
      sectors = 0;  // annotated actors; of them found by code; by code and sector
  int extra_codes = 0,
      found_codes = 0;  // distinct codes of documents with events: not annotated; all
};

class Measure {
 public:
  explicit Measure(std::string_view file)
      : path_(std::string(SERVANDA_ROOT) + "/../shared/gold/" + std::string(file)) {}

  bool present() const { return std::ifstream(path_).good(); }

  Figures run() {
    static const auto finder = ActorFinder::create();
    static const auto engine = language::Engine::create();
    EXPECT_TRUE(finder.ok() && engine.ok());
    const char* errors_path = std::getenv("SERVANDA_ACTOR_ERRORS");
    std::ofstream errors;
    if (errors_path) errors.open(errors_path, std::ios::app);
    Figures figures;
    simdjson::dom::parser json;
    std::ifstream in(path_);
    for (std::string line; std::getline(in, line);) {
      const simdjson::dom::element row = json.parse(line);
      record::Document document;
      document.id = std::string(std::string_view(row["id"]));
      document.text = std::string(std::string_view(row["text"]));
      document.date = record::parse_date(std::string_view(row["date"])).value();
      engine->parse(document.text, workspace_, parse_);
      const std::vector<Mention> mentions = finder->find(document, parse_);
      std::map<std::string, std::set<std::string>> found;
      for (const Mention& mention : mentions) {
        for (const record::Actor& actor : mention.actors) found[actor.code].insert(actor.sector);
      }
      std::set<std::pair<std::string, std::string>> wanted;
      for (const auto event : row["events"]) {
        for (const char* side : {"actor", "recipient"}) {
          for (const auto code : event[side]) {
            const std::string_view text = code;
            wanted.emplace(text.substr(0, 3), text.size() > 4 ? text.substr(4) : "");
          }
        }
      }
      ++figures.documents;
      figures.mentions += static_cast<int>(mentions.size());
      figures.tokens += static_cast<int>(parse_.tokens.size());
      std::string report;
      for (const auto& [code, sector] : wanted) {
        ++figures.wanted;
        const auto at = found.find(code);
        if (at == found.end()) {
          report += fmt::format("  missing {}:{}\n", code, sector);
          continue;
        }
        ++figures.countries;
        if (sector.empty() || at->second.contains(sector)) {
          ++figures.sectors;
        } else {
          report += fmt::format("  sector  {}:{}\n", code, sector);
        }
      }
      if (wanted.empty()) continue;
      std::set<std::string> wanted_codes;
      for (const auto& [code, sector] : wanted) wanted_codes.insert(code);
      for (const auto& [code, sectors] : found) {
        ++figures.found_codes;
        figures.extra_codes += !wanted_codes.contains(code);
        if (!wanted_codes.contains(code)) report += fmt::format("  extra   {}\n", code);
      }
      if (!errors.is_open() || report.empty()) continue;
      errors << document.id << '\t' << document.text << '\n' << report;
      for (const Mention& mention : mentions) {
        errors << "    [" << mention.span.of(document.text) << "]"
               << (mention.place ? " place" : "");
        for (const record::Actor& actor : mention.actors)
          errors << ' ' << actor.code << ':' << actor.sector << " (" << actor.role << ")";
        errors << '\n';
      }
    }
    return figures;
  }

 private:
  std::string path_;
  language::Engine::Workspace workspace_;
  record::Parse parse_;
};

void check(std::string_view file, double countries, double sectors) {
  Measure measure(file);
  if (!measure.present()) GTEST_SKIP() << "../shared is not here";
  const Figures f = measure.run();
  const double by_country = double(f.countries) / f.wanted,
               by_sector = double(f.sectors) / f.countries;
  fmt::print(
      "{}: {} documents, actors {}, country found {:.3f}, sector right given the country {:.3f}, "
      "mentions a document {:.2f}, "
      "codes not annotated {:.3f} of {}\n",
      file, f.documents, f.wanted, by_country, by_sector, double(f.mentions) / f.documents,
      double(f.extra_codes) / f.found_codes, f.found_codes);
  EXPECT_GE(by_country, countries);
  EXPECT_GE(by_sector, sectors);
}

TEST(Coverage, EventsTrain) { check("events_train.jsonl", 0.98, 0.78); }
TEST(Coverage, DiplomacyDev) { check("diplomacy_dev.jsonl", 0.975, 0.91); }
TEST(Coverage, PloverStandardRecords) { check("plover_gsr_dev.jsonl", 0.88, 0.84); }

}  // namespace
}  // namespace servanda::actor

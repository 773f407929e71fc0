// servanda read: one document in, everything found in it out.
#include "servanda/import/read.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "commands.h"
#include "servanda/exchange/reading_json.h"
#include "servanda/service/import_file.h"
#include "servanda/service/pipeline.h"

namespace servanda::apps {
namespace {

struct ReadOptions {
  std::vector<std::string> files = {"-"};
  std::string preset = "base";
  std::string date;
  bool json = false;
  bool explain = false;
};

// Documents of one file: JSON lines by name, on standard input by the first byte, else one
// document.
bool is_json_lines(const std::string& bytes, const std::string& path) {
  const auto format = import::detect_format(bytes, {.path = path});
  return path.ends_with(".jsonl") || path.ends_with(".ndjson") ||
         (format && *format == import::Format::kJsonLines);
}

void print_table(const record::Reading& reading) {
  const record::Document& document = reading.document;
  fmt::print("{}  {}\n", document.title.empty() ? document.id : document.title,
             record::print(document.date));
  const auto codes = [](const std::vector<record::Actor>& actors) {
    std::string text;
    for (const record::Actor& actor : actors) text += (text.empty() ? "" : " ") + actor.code;
    return text.empty() ? std::string("-") : text;
  };
  for (const record::Event& event : reading.events) {
    fmt::print("  event     {:<10} {:<9} {:<8} {:<10} {} > {}: {}\n", record::print(event.date),
               record::name(event.type), record::name(event.status), record::name(event.claim),
               codes(event.actors), codes(event.recipients), event.trigger.of(document.text));
  }
  for (const record::Pledge& pledge : reading.pledges) {
    fmt::print("  pledge    {:<16} {:<11} {}\n", record::name(pledge.stage),
               record::name(pledge.claim), pledge.what);
  }
  for (const record::Indicator& indicator : reading.indicators) {
    fmt::print("  indicator {:<16} {} {} ({})\n", record::print(indicator.period), indicator.value,
               indicator.unit, indicator.name);
  }
  for (const record::Forecast& forecast : reading.forecasts)
    fmt::print("  forecast  {:<16} {}\n", forecast.word, forecast.proposition);
  for (const record::Motive& motive : reading.motives)
    fmt::print("  motive    {:<16} {}\n", codes(motive.actors), motive.purpose);
  for (const record::Finding& finding : reading.findings) {
    fmt::print("  finding   {:<16} {}{}{}{}{}\n", finding.kind, finding.treaty,
               finding.other.empty() ? "" : " against ", finding.other,
               finding.topic.empty() ? "" : ": ", finding.topic);
  }
  const auto named = [&](const std::string& id) {
    for (const record::Event& event : reading.events) {
      if (event.id == id)
        return fmt::format("{} {}", record::name(event.type), event.trigger.of(document.text));
    }
    return id;
  };
  for (const record::Signal& signal : reading.signals) {
    fmt::print("  signal    {:<16} {} near {}\n",
               fmt::format("{} day{}", signal.days, signal.days == 1 ? "" : "s"),
               named(signal.event), named(signal.near));
  }
}

int run(const ReadOptions& options, const Common& common) {
  auto pipeline = service::Pipeline::create(
      {.preset = options.preset == "small" ? language::Preset::kSmall : language::Preset::kBase,
       .explain = options.explain});
  if (!pipeline) return report(pipeline.error());
  const auto date = record::parse_date(options.date);
  if (!date) return report({base::ErrorCode::kUsage, date.error().message, "--date"});

  service::Pipeline::Workspace workspace;
  int worst = 0, read = 0;
  const auto take = [&](base::Result<record::Document> document) {
    if (!document) {
      worst = std::max(worst, report(document.error()));
      return;
    }
    if (date->known() && !service::says_its_date(*document)) {
      document->date = *date;
      document->date_basis = "given with --date";
    }
    ++read;
    if (!common.quiet && service::is_treaty(*document)) {
      fmt::print(stderr,
                 "servanda: {}: is a treaty: what it lays down is no act and no ledger counts it; "
                 "`servanda treaty read` gives its articles and duties\n",
                 document->path);
    }
    const record::Reading reading = pipeline->read(std::move(document).value(), workspace);
    if (!options.json) {
      print_table(reading);
      return;
    }
    base::JsonWriter json;
    exchange::write_json(json, reading);
    fmt::print("{}\n", json.text());
  };

  // On a terminal the table itself shows how far it has come.
  const base::Progress progress =
      isatty(STDOUT_FILENO) != 0 ? base::Progress() : progress_to_stderr(common);
  uint64_t file_number = 0;
  for (const std::string& path : options.files) {
    if (common.cancel.requested()) break;
    if (progress && file_number > 0) progress(file_number, options.files.size(), "documents read");
    ++file_number;
    auto bytes = read_file(path);
    if (!bytes) {
      if (bytes.error().code == base::ErrorCode::kInterrupted) break;  // said once, below
      worst = std::max(worst, report(bytes.error()));
      continue;
    }
    if (!is_json_lines(*bytes, path)) {
      take(service::import_bytes(*bytes, {.path = path}));
      continue;
    }
    uint64_t number = 0;
    for (size_t at = 0; at < bytes->size() && !common.cancel.requested();) {
      size_t end = bytes->find('\n', at);
      if (end == std::string::npos) end = bytes->size();
      const std::string_view line = std::string_view(*bytes).substr(at, end - at);
      ++number;
      if (line.find_first_not_of(" \t\r") != std::string_view::npos)
        take(import::read_json_line(line, {.path = path, .line = number}));
      at = end + 1;
    }
  }
  if (common.cancel.requested()) return report({base::ErrorCode::kInterrupted, "interrupted", ""});
  if (read > 0 && worst != 0) return 1;  // some items were rejected, each named above
  return worst;
}

}  // namespace

void add_read(CLI::App& program, Common& common) {
  auto options = std::make_shared<ReadOptions>();
  CLI::App* command = program.add_subcommand(
      "read", "Read documents: events, pledges, figures, forecasts, motives, findings, signals");
  command->add_option("files", options->files, "Documents; '-' is standard input");
  command->add_flag("--json", options->json, "One JSON object a document");
  command->add_option("--date", options->date,
                      "The date of the documents (EDTF), where they do not say it");
  command->add_option("--preset", options->preset, "Language model: base or small")
      ->check(CLI::IsMember({"base", "small"}))
      ->capture_default_str();
  command->add_flag("--explain", options->explain,
                    "Add to each event the rule or features that made it");
  command->footer(
      "Example:\n  servanda read analysis.pdf\n  servanda read analysis.pdf report.html --json > "
      "readings.jsonl");
  command->callback([options, &common] { common.exit_code = run(*options, common); });
}

}  // namespace servanda::apps

// servanda code: documents in, events out, without a ledger.
#include "servanda/service/code.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>

#include "commands.h"
#include "servanda/service/whole_file.h"

namespace servanda::apps {
namespace {

struct CodeCommand {
  std::string file = "-";
  std::string output = "-";
  std::string format = "plover";
  std::string preset = "base";
  unsigned threads = 0;
  bool explain = false;
};

service::CodeFormat format_of(const std::string& name) {
  if (name == "csv") return service::CodeFormat::kCsv;
  if (name == "icews") return service::CodeFormat::kIcews;
  if (name == "gdelt") return service::CodeFormat::kGdelt;
  if (name == "parquet") return service::CodeFormat::kParquet;
  return service::CodeFormat::kPlover;
}

int run(const CodeCommand& options, Common& common) {
  auto pipeline = service::Pipeline::create(
      {.preset = options.preset == "small" ? language::Preset::kSmall : language::Preset::kBase,
       .explain = options.explain});
  if (!pipeline) return report(pipeline.error());

  std::ifstream file;
  if (options.file != "-") {
    file.open(options.file, std::ios::binary);
    if (!file) return report({base::ErrorCode::kRefused, "cannot be opened", options.file});
  }
  const bool parquet = options.format == "parquet";
  if (parquet && options.output == "-")
    return report(
        {base::ErrorCode::kUsage, "Parquet is no stream: name the file with -o", "--format"});
  // A file is written beside its place and renamed, so that it is there whole or not at all.
  const std::string part = options.output + ".part";
  std::ofstream to_file;
  if (options.output != "-" && !parquet) {
    to_file.open(part, std::ios::binary | std::ios::trunc);
    if (!to_file) return report({base::ErrorCode::kStore, "cannot be written", options.output});
  }
  std::ios::sync_with_stdio(false);
  std::istream& input = options.file == "-" ? std::cin : file;
  const auto counts = service::code_json_lines(
      *pipeline, input, options.file, to_file.is_open() ? to_file : std::cout,
      {.threads = options.threads,
       .format = format_of(options.format),
       .parquet_path = options.output},
      [](const base::Error& error) { report(error); }, progress_to_stderr(common), common.cancel);
  if (to_file.is_open()) {
    to_file.close();
    auto placed = counts && to_file
                      ? service::flush_to_disk(part)
                      : base::Result<void>(base::Error{base::ErrorCode::kStore, "cannot be written",
                                                       options.output});
    if (placed) placed = service::rename_durably(part, options.output);
    if (!placed) std::remove(part.c_str());
    if (counts && !placed) return report(placed.error());
  }
  if (!counts) return report(counts.error());
  if (counts->left_out > 0 && !common.quiet) {
    std::fprintf(stderr,
                 "servanda: %llu of %llu events are not in the output: %s has no way to say them "
                 "(docs/formats/exports.md)\n",
                 static_cast<unsigned long long>(counts->left_out),
                 static_cast<unsigned long long>(counts->events), options.format.c_str());
  }
  if (counts->rejected > 0 && counts->documents == 0) {
    return report({base::ErrorCode::kRefused,
                   "no line is a document: give JSON lines {\"id\": ..., \"text\": ...}, or use "
                   "`servanda read` for other files",
                   options.file});
  }
  return counts->rejected > 0 ? 1 : 0;
}

}  // namespace

void add_code(CLI::App& program, Common& common) {
  auto options = std::make_shared<CodeCommand>();
  CLI::App* command = program.add_subcommand(
      "code", "Code the events of documents: JSON lines in, PLOVER JSON lines out");
  command
      ->add_option(
          "file", options->file,
          "JSON lines {\"id\",\"text\",\"date\",\"title\",\"source\"}; '-' is standard input")
      ->capture_default_str();
  command
      ->add_option("--format", options->format,
                   "plover (JSON lines), csv, icews, gdelt (tab-separated, with CAMEO codes) or "
                   "parquet (with -o)")
      ->check(CLI::IsMember({"plover", "csv", "icews", "gdelt", "parquet"}))
      ->capture_default_str();
  command->add_option("-o,--output", options->output, "Where to write; '-' is standard output")
      ->capture_default_str();
  command->add_option("--threads", options->threads,
                      "Threads; 0 takes all cores. The output does not depend on it");
  command
      ->add_option("--preset", options->preset,
                   "Language model: base or small (faster, a little less exact)")
      ->check(CLI::IsMember({"base", "small"}))
      ->capture_default_str();
  command->add_flag("--explain", options->explain,
                    "Add to each event the rule or features that made it");
  command->footer(
      "Example:\n  echo '{\"id\":\"d1\",\"date\":\"2016-10-11\",\"text\":\"Russia delivered S-300 "
      "systems to Iran.\"}' | servanda code\n"
      "  servanda code news.jsonl --format parquet -o events.parquet");
  command->callback([options, &common] { common.exit_code = run(*options, common); });
}

}  // namespace servanda::apps

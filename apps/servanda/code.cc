// servanda code: documents in, events out, without a ledger.
#include <fstream>
#include <iostream>
#include <memory>

#include "commands.h"
#include "servanda/service/code.h"

namespace servanda::apps {
namespace {

struct CodeOptions {
  std::string file = "-";
  std::string output = "-";
  std::string preset = "base";
  unsigned threads = 0;
  bool explain = false;
};

int run(const CodeOptions& options, Common& common) {
  auto pipeline = service::Pipeline::create(
      {.preset = options.preset == "small" ? language::Preset::kSmall : language::Preset::kBase, .explain = options.explain});
  if (!pipeline) return report(pipeline.error());

  std::ifstream file;
  if (options.file != "-") {
    file.open(options.file, std::ios::binary);
    if (!file) return report({base::ErrorCode::kRefused, "cannot be opened", options.file});
  }
  std::ios::sync_with_stdio(false);
  std::istream& input = options.file == "-" ? std::cin : file;
  const auto counts = service::code_json_lines(
      *pipeline, input, options.file, std::cout, options.threads, [](const base::Error& error) { report(error); },
      progress_to_stderr(common), common.cancel);
  if (!counts) return report(counts.error());
  if (counts->rejected > 0 && counts->documents == 0) {
    return report({base::ErrorCode::kRefused, "no line is a document: give JSON lines {\"id\": ..., \"text\": ...}, or use `servanda read` for other files", options.file});
  }
  return counts->rejected > 0 ? 1 : 0;
}

}  // namespace

void add_code(CLI::App& program, Common& common) {
  auto options = std::make_shared<CodeOptions>();
  CLI::App* command = program.add_subcommand("code", "Code the events of documents: JSON lines in, PLOVER JSON lines out");
  command->add_option("file", options->file, "JSON lines {\"id\",\"text\",\"date\",\"title\",\"source\"}; '-' is standard input")->capture_default_str();
  command->add_option("--threads", options->threads, "Threads; 0 takes all cores. The output does not depend on it");
  command->add_option("--preset", options->preset, "Language model: base or small (faster, a little less exact)")
      ->check(CLI::IsMember({"base", "small"}))
      ->capture_default_str();
  command->add_flag("--explain", options->explain, "Add to each event the rule or features that made it");
  command->footer("Example:\n  echo '{\"id\":\"d1\",\"date\":\"2016-10-11\",\"text\":\"Russia delivered S-300 systems to Iran.\"}' | servanda code");
  command->callback([options, &common] { common.exit_code = run(*options, common); });
}

}  // namespace servanda::apps

// servanda parse: text or CoNLL-U in, CoNLL-U out.
#include <iostream>
#include <memory>

#include "commands.h"
#include "servanda/language/conllu.h"
#include "servanda/language/engine.h"

namespace servanda::apps {
namespace {

struct ParseOptions {
  std::string file = "-";
  std::string preset = "base";
  std::string kernel = "best";
  bool pretokenized = false;
};

language::Kernel kernel_named(const std::string& name) {
  if (name == "scalar") return language::Kernel::kScalar;
  if (name == "avx2") return language::Kernel::kAvx2;
  if (name == "avx512") return language::Kernel::kAvx512;
  return language::Kernel::kBest;
}

base::Result<std::string> parsed(const ParseOptions& options) {
  const language::Preset preset =
      options.preset == "small" ? language::Preset::kSmall : language::Preset::kBase;
  const language::Engine engine =
      SERVANDA_TRY(language::Engine::create(preset, kernel_named(options.kernel)));
  const std::string bytes = SERVANDA_TRY(read_file(options.file));
  language::Engine::Workspace workspace;
  if (options.pretokenized) {
    language::Conllu file = SERVANDA_TRY(language::read_conllu(bytes));
    engine.annotate(file.text, workspace, file.parse, file.documents);
    return language::write_conllu(file);
  }
  record::Parse parse;
  engine.parse(bytes, workspace, parse);
  return language::write_conllu(bytes, parse);
}

int run(const ParseOptions& options) {
  auto out = parsed(options);
  if (!out) {
    base::Error error = std::move(out).error();
    if (options.pretokenized && error.place.rfind("line ", 0) == 0)
      error.place = options.file + ": " + error.place;
    return report(error);
  }
  std::cout << *out << std::flush;
  return std::cout ? 0
                   : report({base::ErrorCode::kRefused, "the output cannot be written",
                             "standard output"});
}

}  // namespace

void add_parse(CLI::App& program, Common& common) {
  auto options = std::make_shared<ParseOptions>();
  CLI::App* command = program.add_subcommand(
      "parse", "Parse text: sentences, tags, lemmas, dependency trees and entities as CoNLL-U");
  command
      ->add_option("file", options->file,
                   "UTF-8 text, or CoNLL-U with --pretokenized; '-' is standard input")
      ->capture_default_str();
  command->add_flag("--pretokenized", options->pretokenized,
                    "Read CoNLL-U and keep its sentences and tokens");
  command
      ->add_option("--preset", options->preset,
                   "Language model: base or small (faster, a little less exact)")
      ->check(CLI::IsMember({"base", "small"}))
      ->capture_default_str();
  command
      ->add_option(
          "--kernel", options->kernel,
          "Processor instructions to use: best, scalar, avx2, avx512. The output is the same")
      ->check(CLI::IsMember({"best", "scalar", "avx2", "avx512"}))
      ->capture_default_str();
  command->footer("Example:\n  echo 'Russia delivered S-300 systems to Iran.' | servanda parse");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps

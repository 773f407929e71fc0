// servanda brief: documents or a ledger in, a cited brief on two states out.
#include "servanda/service/brief.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <string_view>
#include <vector>

#include "commands.h"
#include "ledger_options.h"
#include "servanda/service/dossier.h"
#include "servanda/service/ledger.h"
#include "servanda/service/whole_file.h"
#include "servanda/store/store.h"

namespace servanda::apps {
namespace {

struct BriefCommand {
  std::string a, b;
  std::vector<std::string> paths;
  std::string ledger;
  std::string output = "-";
  std::string format;
  std::string as_of;
  std::string preset = "base";
  unsigned threads = 0;
};

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// The format that was asked for, else that of the file's ending, else Markdown for a terminal or
// pipe.
std::string format_of(const BriefCommand& command) {
  if (!command.format.empty()) return command.format;
  const std::string& path = command.output;
  if (path.ends_with(".html") || path.ends_with(".htm")) return "html";
  if (path.ends_with(".json")) return "json";
  if (path.ends_with(".docx")) return "docx";
  if (path == "-" || path.ends_with(".md")) return "md";
  return "";
}

bool from_ledger(const BriefCommand& command) {
  return !command.ledger.empty() || command.paths.empty() ||
         (command.paths.size() == 1 && command.paths[0].ends_with(".servanda"));
}

base::Result<void> write_output(const std::string& path, const std::string& text) {
  if (path == "-") {
    std::cout << text << std::flush;
    if (!std::cout)
      return base::Error{base::ErrorCode::kStore, "the brief cannot be written", "standard output"};
    return {};
  }
  return service::write_whole_file(path, text);
}

// What a brief is made from; `rejected` counts the documents that could not be read.
struct Material {
  std::vector<record::Reading> readings;
  std::vector<record::Edit> edits;
  uint64_t rejected = 0;
};

// Out of a ledger if one is named, or if no documents are.
base::Result<Material> material_of(const BriefCommand& command, const service::Pipeline& pipeline,
                                   const service::BriefRequest& request, Common& common) {
  Material material;
  if (from_ledger(command)) {
    LedgerOptions options;
    options.ledger = command.ledger, options.words = command.paths;
    store::Store store = SERVANDA_TRY(open_ledger(options, store::Access::kRead));
    material.readings = SERVANDA_TRY(store.readings({.a = request.a,
                                                     .b = request.b,
                                                     .asides = service::wanted_asides(),
                                                     .treaties = true,
                                                     .until = request.as_of}));
    material.edits = SERVANDA_TRY(store.edits());
    return material;
  }
  service::Dossier dossier = service::gather(
      command.paths, [](const base::Error& error) { report(error); }, progress_to_stderr(common),
      common.cancel);
  if (common.cancel.requested())
    return base::Error{base::ErrorCode::kInterrupted, "interrupted", ""};
  material.rejected = dossier.rejected;
  if (dossier.documents.empty())
    return base::Error{base::ErrorCode::kRefused,
                       "no document could be read; name files or folders with documents", ""};
  material.readings =
      SERVANDA_TRY(service::read_documents(pipeline, std::move(dossier.documents), command.threads,
                                           progress_to_stderr(common), common.cancel));
  return material;
}

base::Result<std::string> written_as(const std::string& format, const brief::Brief& brief) {
  if (format == "html") return brief::to_html(brief);
  if (format == "json") return brief::to_json(brief);
  if (format == "docx") return brief::to_docx(brief);
  return brief::to_markdown(brief);
}

int run(const BriefCommand& command, Common& common) {
  const std::string format = format_of(command);
  if (format.empty())
    return report(
        {base::ErrorCode::kUsage,
         "the ending says no format; end it in .html, .md, .json or .docx, or give --format",
         command.output});
  if (!command.ledger.empty() && !command.paths.empty()) {
    return report(
        {base::ErrorCode::kUsage, "name documents and folders, or a ledger: not both", ""});
  }
  if (upper(command.a) == upper(command.b))
    return report(
        {base::ErrorCode::kUsage, "a brief is about two states, and these are one", command.a});
  service::BriefRequest request;
  request.a = upper(command.a), request.b = upper(command.b);
  if (!command.as_of.empty()) {
    const auto date = record::parse_date(command.as_of);
    if (!date) return report({base::ErrorCode::kUsage, date.error().message, "--as-of"});
    request.as_of = record::last_day(*date);
  }
  auto pipeline = service::Pipeline::create(
      {.preset = command.preset == "small" ? language::Preset::kSmall : language::Preset::kBase});
  if (!pipeline) return report(pipeline.error());
  auto material = material_of(command, *pipeline, request, common);
  if (!material) return report(material.error());
  request.edits = std::move(material->edits);
  const auto account = service::account_of(*pipeline, std::move(material->readings), request);
  if (!account) return report(account.error());
  if (account->documents.empty()) {
    return report(
        {base::ErrorCode::kRefused,
         fmt::format(
             "no document speaks of both {} and {}; codes are those of ISO 3166-1, as in RUS IRN",
             command.a, command.b),
         ""});
  }
  const brief::Brief brief = brief::write_brief(*account, {});
  const auto text = written_as(format, brief);
  if (!text) return report(text.error());
  if (const auto written = write_output(command.output, *text); !written)
    return report(written.error());
  return material->rejected > 0 ? 1 : 0;
}

}  // namespace

void add_brief(CLI::App& program, Common& common) {
  auto options = std::make_shared<BriefCommand>();
  CLI::App* command = program.add_subcommand(
      "brief", "Write a cited brief on two states: every sentence leads to the words it rests on");
  command->add_option("a", options->a, "The one state, by its code: RUS")->required();
  command->add_option("b", options->b, "The other state: IRN")->required();
  command->add_option("paths", options->paths,
                      "Documents and folders of documents, or a ledger; without any, the only "
                      "ledger of this folder");
  command->add_option("--ledger", options->ledger, "Write it from a ledger");
  command->add_option("-o,--output", options->output, "Where to write it; '-' is standard output")
      ->capture_default_str();
  command
      ->add_option("--format", options->format,
                   "html, md, json or docx; else the ending of the output says it")
      ->check(CLI::IsMember({"html", "md", "json", "docx"}));
  command->add_option("--as-of", options->as_of,
                      "Only what was published by this date (EDTF: 2025-01-31)");
  command->add_option("--preset", options->preset, "Language model: base or small")
      ->check(CLI::IsMember({"base", "small"}))
      ->capture_default_str();
  command->add_option("--threads", options->threads,
                      "Threads; 0 is all cores. The brief is the same");
  command->footer("Example:\n  servanda brief RUS IRN data/examples/russia-iran -o brief.html");
  command->callback([options, &common] { common.exit_code = run(*options, common); });
}

}  // namespace servanda::apps

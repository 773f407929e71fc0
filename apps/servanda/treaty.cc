// servanda treaty read and compare: one treaty, and what changed between two or more.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "commands.h"
#include "servanda/exchange/akoma_ntoso.h"
#include "servanda/exchange/treaty_json.h"
#include "servanda/exchange/treaty_page.h"
#include "servanda/service/import_file.h"
#include "servanda/service/pipeline.h"
#include "servanda/treaty/compare.h"
#include "servanda/treaty/reader.h"
#include "treaty_collections.h"

namespace servanda::apps {
namespace {

struct TreatyOptions {
  std::vector<std::string> files;
  std::string page;  // where to write the side-by-side page
  size_t part = 0;   // which of the treaties of a file is read; 0: the first
  bool json = false;
  bool akoma_ntoso = false;
};

// A treaty with the text that its places point into.
struct Read {
  std::string text;
  record::Treaty treaty;
};

// Blanks all but one of the treaties that stand in a text, so that places and lines stay where they
// are.
base::Result<void> keep_part(std::string& text, size_t part, const std::string& path) {
  const std::vector<base::Span> parts = treaty::treaties_in(text);
  if (part > parts.size()) {
    return base::Error{base::ErrorCode::kUsage,
                       fmt::format("has {} {}: --part goes from 1 to {}", parts.size(),
                                   parts.size() == 1 ? "treaty" : "treaties", parts.size()),
                       path};
  }
  const base::Span kept = parts[part - 1];
  for (size_t i = 0; i < text.size(); ++i)
    if ((i < kept.begin || i >= kept.end) && text[i] != '\n') text[i] = ' ';
  return {};
}

base::Result<Read> treaty_of(const service::Pipeline& pipeline, const std::string& path,
                             size_t part) {
  const std::string bytes = SERVANDA_TRY(read_file(path));
  service::Pipeline::Workspace workspace;
  Read read;
  if (exchange::looks_like_akoma_ntoso(bytes)) {
    exchange::AkomaNtoso from = SERVANDA_TRY(exchange::read_akoma_ntoso(bytes));
    treaty::code_provisions(from.treaty, from.document.text);
    read = {std::move(from.document.text), std::move(from.treaty)};
  } else {
    record::Document document = SERVANDA_TRY(service::import_bytes(bytes, {.path = path}));
    if (part > 0) SERVANDA_TRY(keep_part(document.text, part, path));
    read = {document.text, pipeline.read_treaty(document, workspace)};
  }
  for (const std::string& warning : read.treaty.warnings)
    fmt::print(stderr, "servanda: {}: {}\n", path, warning);
  return read;
}

std::string base_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

void print_treaty(const record::Treaty& treaty) {
  fmt::print("{}\n{} articles, {} provisions\n", treaty.title, treaty.articles.size(),
             treaty.provisions.size());
  for (const record::Provision& provision : treaty.provisions) {
    std::string fields;
    for (const std::string& field : provision.fields)
      fields += (fields.empty() ? "" : ", ") + field;
    fmt::print("  {:<28} {:<12} {:<22} {}\n", provision.id, name(provision.modality),
               provision.commitment, fields);
  }
}

int run_read(const TreatyOptions& options) {
  const auto pipeline = service::Pipeline::create({});
  if (!pipeline) return report(pipeline.error());
  int worst = 0;
  size_t read = 0;
  for (const std::string& path : options.files) {
    const auto treaty = treaty_of(*pipeline, path, options.part);
    if (!treaty) {
      worst = std::max(worst, report(treaty.error()));
      continue;
    }
    ++read;
    if (options.akoma_ntoso) {
      fmt::print("{}", exchange::write_akoma_ntoso(treaty->text, treaty->treaty));
      continue;
    }
    if (!options.json) {
      print_treaty(treaty->treaty);
      continue;
    }
    base::JsonWriter json;
    exchange::write_json(json, treaty->treaty, base_name(path));
    fmt::print("{}\n", json.text());
  }
  return read > 0 && worst != 0 ? 1 : worst;
}

void print_links(const std::vector<record::Alignment>& links) {
  for (const record::Alignment& link : links) {
    fmt::print("  {:<13} {:<24} {:<24} {}\n", name(link.relation),
               link.a.empty() ? "-" : link.a.front(), link.b.empty() ? "-" : link.b.front(),
               link.why);
  }
}

base::Result<void> write_page(const std::string& path, const std::string& page) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << page << std::flush;
  if (!file) return base::Error{base::ErrorCode::kRefused, "cannot be written", path};
  return {};
}

int run_compare(const TreatyOptions& options) {
  if (!options.page.empty() && options.files.size() != 2) {
    return report({base::ErrorCode::kUsage, "a side-by-side page takes two treaties", "--html"});
  }
  const auto pipeline = service::Pipeline::create({});
  if (!pipeline) return report(pipeline.error());
  std::vector<record::Treaty> treaties;
  std::vector<std::string> names;
  for (const std::string& path : options.files) {
    auto treaty = treaty_of(*pipeline, path, options.part);
    if (!treaty) return report(treaty.error());
    treaties.push_back(std::move(treaty->treaty));
    std::string one = base_name(path);
    while (std::find(names.begin(), names.end(), one) != names.end())
      one += "'";  // two files of one name stay apart
    names.push_back(std::move(one));
  }
  std::vector<std::vector<record::Alignment>> alignments;
  for (size_t i = 0; i + 1 < treaties.size(); ++i) {
    auto links = treaty::compare(treaties[i], treaties[i + 1]);
    if (!links) return report(links.error());
    alignments.push_back(std::move(links).value());
  }
  if (!options.page.empty()) {
    const auto written = write_page(
        options.page,
        exchange::side_by_side_page(treaties[0], treaties[1], names[0], names[1], alignments[0]));
    if (!written) return report(written.error());
  }
  if (options.json) {
    base::JsonWriter json;
    std::vector<std::vector<std::vector<std::string>>> threads;
    for (treaty::Thread& thread : treaty::threads(treaties, alignments))
      threads.push_back(std::move(thread.by_treaty));
    exchange::write_comparison(json, treaties, names, alignments, threads);
    fmt::print("{}\n", json.text());
    return 0;
  }
  for (size_t i = 0; i < alignments.size(); ++i) {
    fmt::print("{} -> {}\n", names[i], names[i + 1]);
    print_links(alignments[i]);
  }
  return 0;
}

}  // namespace

void add_treaty(CLI::App& program, Common& common) {
  CLI::App* treaty =
      program.add_subcommand("treaty", "Read treaties and say what changed between them");
  treaty->require_subcommand(1);
  treaty->footer("Example:\n  servanda treaty compare treaty-2001.txt treaty-2025.txt");
  auto options = std::make_shared<TreatyOptions>();

  CLI::App* read =
      treaty->add_subcommand("read", "Articles, provisions, commitments and terms of treaties");
  read->add_option("files", options->files,
                   "Treaties: text, HTML, PDF, DOCX or Akoma Ntoso; '-' is standard input")
      ->required();
  read->add_flag("--json", options->json, "One JSON object a treaty");
  read->add_option("--part", options->part,
                   "Read the second, third ... treaty where several stand in one file")
      ->check(CLI::Range(1, 64));
  read->add_flag("--akoma-ntoso", options->akoma_ntoso, "Write the treaty as Akoma Ntoso 3.0")
      ->excludes("--json");
  read->footer("Example:\n  servanda treaty read treaty.txt --json");
  read->callback([options, &common] { common.exit_code = run_read(*options); });

  CLI::App* compare = treaty->add_subcommand(
      "compare", "What is new, dropped, stronger or weaker, provision by provision");
  compare->add_option("files", options->files, "Two or more treaties, the oldest first")
      ->required()
      ->expected(2, 64);
  compare->add_flag("--json", options->json, "One JSON object");
  compare->add_option("--html", options->page,
                      "Write the two treaties side by side to this file, changed words marked");
  compare->footer("Example:\n  servanda treaty compare treaty-2001.txt treaty-2025.txt");
  compare->callback([options, &common] { common.exit_code = run_compare(*options); });

  add_treaty_collections(*treaty, common);
}

}  // namespace servanda::apps

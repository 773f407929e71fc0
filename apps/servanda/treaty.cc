// servanda treaty: read, compare and align treaties.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include "commands.h"
#include "servanda/exchange/treaty_json.h"
#include "servanda/exchange/treaty_page.h"
#include "servanda/service/import_file.h"
#include "servanda/service/pipeline.h"
#include "servanda/treaty/align.h"
#include "servanda/treaty/compare.h"

namespace servanda::apps {
namespace {

struct TreatyOptions {
  std::vector<std::string> files;
  std::string page;  // where to write the side-by-side page
  bool json = false;
};

base::Result<record::Treaty> treaty_of(const service::Pipeline& pipeline, const std::string& path) {
  const std::string bytes = SERVANDA_TRY(read_file(path));
  const record::Document document = SERVANDA_TRY(service::import_bytes(bytes, {.path = path}));
  service::Pipeline::Workspace workspace;
  return pipeline.read_treaty(document, workspace);
}

std::string base_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

void print_treaty(const record::Treaty& treaty) {
  fmt::print("{}\n{} articles, {} provisions\n", treaty.title, treaty.articles.size(), treaty.provisions.size());
  for (const record::Provision& provision : treaty.provisions) {
    std::string fields;
    for (const std::string& field : provision.fields) fields += (fields.empty() ? "" : ", ") + field;
    fmt::print("  {:<28} {:<12} {:<22} {}\n", provision.id, name(provision.modality), provision.commitment, fields);
  }
  for (const std::string& warning : treaty.warnings) fmt::print(stderr, "servanda: {}\n", warning);
}

int run_read(const TreatyOptions& options) {
  const auto pipeline = service::Pipeline::create({});
  if (!pipeline) return report(pipeline.error());
  int worst = 0;
  size_t read = 0;
  for (const std::string& path : options.files) {
    const auto treaty = treaty_of(*pipeline, path);
    if (!treaty) {
      worst = std::max(worst, report(treaty.error()));
      continue;
    }
    ++read;
    if (!options.json) {
      print_treaty(*treaty);
      continue;
    }
    base::JsonWriter json;
    exchange::write_json(json, *treaty, base_name(path));
    fmt::print("{}\n", json.text());
  }
  return read > 0 && worst != 0 ? 1 : worst;
}

void print_links(const std::vector<record::Alignment>& links) {
  for (const record::Alignment& link : links) {
    fmt::print("  {:<13} {:<24} {:<24} {}\n", name(link.relation), link.a.empty() ? "-" : link.a.front(), link.b.empty() ? "-" : link.b.front(), link.why);
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
    auto treaty = treaty_of(*pipeline, path);
    if (!treaty) return report(treaty.error());
    treaties.push_back(std::move(treaty).value());
    std::string one = base_name(path);
    while (std::find(names.begin(), names.end(), one) != names.end()) one += "'";  // two files of one name stay apart
    names.push_back(std::move(one));
  }
  std::vector<std::vector<record::Alignment>> alignments;
  for (size_t i = 0; i + 1 < treaties.size(); ++i) {
    auto links = treaty::compare(treaties[i], treaties[i + 1]);
    if (!links) return report(links.error());
    alignments.push_back(std::move(links).value());
  }
  if (!options.page.empty()) {
    const auto written = write_page(options.page, exchange::side_by_side_page(treaties[0], treaties[1], names[0], names[1], alignments[0]));
    if (!written) return report(written.error());
  }
  if (options.json) {
    base::JsonWriter json;
    exchange::write_comparison(json, treaties, names, alignments);
    fmt::print("{}\n", json.text());
    return 0;
  }
  for (size_t i = 0; i < alignments.size(); ++i) {
    fmt::print("{} -> {}\n", names[i], names[i + 1]);
    print_links(alignments[i]);
  }
  return 0;
}

struct Articles {
  std::vector<std::string> ids, texts;
};

base::Result<Articles> articles_of(const std::string& path) {
  const std::string bytes = SERVANDA_TRY(read_file(path));
  Articles articles;
  simdjson::dom::parser parser;
  size_t line = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view words = std::string_view(bytes).substr(at, end - at);
    at = end + 1;
    ++line;
    if (words.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    simdjson::dom::element object;
    std::string_view id, text;
    if (parser.parse(simdjson::padded_string(words)).get(object) != simdjson::SUCCESS || object["id"].get(id) != simdjson::SUCCESS ||
        object["text"].get(text) != simdjson::SUCCESS) {
      return base::Error{base::ErrorCode::kRefused, "is no JSON object with the texts \"id\" and \"text\"", fmt::format("{}:{}", path, line)};
    }
    articles.ids.emplace_back(id);
    articles.texts.emplace_back(text);
  }
  return articles;
}

int run_align(const TreatyOptions& options) {
  const auto a = articles_of(options.files[0]);
  if (!a) return report(a.error());
  const auto b = articles_of(options.files[1]);
  if (!b) return report(b.error());
  const std::vector<std::string_view> left(a->texts.begin(), a->texts.end()), right(b->texts.begin(), b->texts.end());
  const auto links = treaty::align_texts(left, right);
  if (!links) return report(links.error());
  for (const treaty::Link& link : *links) {
    base::JsonWriter json;
    json.begin_object().key("a").value(a->ids[link.a]).key("b").value(b->ids[link.b]);
    json.key("similarity").value(link.similarity).key("why").value(link.why).end_object();
    fmt::print("{}\n", json.text());
  }
  return 0;
}

}  // namespace

void add_treaty(CLI::App& program, Common& common) {
  CLI::App* treaty = program.add_subcommand("treaty", "Read treaties and say what changed between them");
  treaty->require_subcommand(1);
  treaty->footer("Example:\n  servanda treaty compare treaty-2001.txt treaty-2025.txt");
  auto options = std::make_shared<TreatyOptions>();

  CLI::App* read = treaty->add_subcommand("read", "Articles, provisions, commitments and terms of treaties");
  read->add_option("files", options->files, "Treaties: text, HTML, PDF or DOCX; '-' is standard input")->required();
  read->add_flag("--json", options->json, "One JSON object a treaty");
  read->footer("Example:\n  servanda treaty read treaty.txt --json");
  read->callback([options, &common] { common.exit_code = run_read(*options); });

  CLI::App* compare = treaty->add_subcommand("compare", "What is new, dropped, stronger or weaker, provision by provision");
  compare->add_option("files", options->files, "Two or more treaties, the oldest first")->required()->expected(2, 64);
  compare->add_flag("--json", options->json, "One JSON object");
  compare->add_option("--html", options->page, "Write the two treaties side by side to this file, changed words marked");
  compare->footer("Example:\n  servanda treaty compare treaty-2001.txt treaty-2025.txt");
  compare->callback([options, &common] { common.exit_code = run_compare(*options); });

  CLI::App* align = treaty->add_subcommand("align", "Link two lists of articles, given as JSON lines with id and text, in order");
  align->add_option("files", options->files, "Two files of JSON lines {\"id\":...,\"text\":...}")->required()->expected(2);
  align->footer("Example:\n  servanda treaty align old.jsonl new.jsonl > links.jsonl");
  align->callback([options, &common] { common.exit_code = run_align(*options); });
}

}  // namespace servanda::apps

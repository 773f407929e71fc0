// servanda treaty read and compare: one treaty, and what changed between two or more.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "commands.h"
#include "servanda/exchange/akoma_ntoso.h"
#include "servanda/exchange/treaty_json.h"
#include "servanda/exchange/treaty_markdown.h"
#include "servanda/exchange/treaty_page.h"
#include "servanda/exchange/treaty_wording.h"
#include "servanda/service/import_file.h"
#include "servanda/service/pipeline.h"
#include "servanda/treaty/matrix.h"
#include "servanda/treaty/reader.h"
#include "treaty_collections.h"

namespace servanda::apps {
namespace {

struct TreatyOptions {
  std::vector<std::string> files;
  std::vector<std::string> siblings;  // treaties that replace none of the others
  std::string page;                   // where to write the side-by-side page
  std::vector<size_t> parts;          // which of the treaties of each file is read; none: the first
  bool json = false;
  bool markdown = false;
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

// A file as it was imported: a text that may hold several treaties, or one that is marked up.
struct Source {
  std::string path;
  record::Document document;
  std::optional<record::Treaty> marked_up;
};

base::Result<Source> source_of(const std::string& path) {
  const std::string bytes = SERVANDA_TRY(read_file(path));
  if (exchange::looks_like_akoma_ntoso(bytes)) {
    exchange::AkomaNtoso from = SERVANDA_TRY(exchange::read_akoma_ntoso(bytes));
    return Source{path, std::move(from.document), std::move(from.treaty)};
  }
  return Source{path, SERVANDA_TRY(service::import_bytes(bytes, {.path = path})), std::nullopt};
}

base::Result<Read> treaty_of(const service::Pipeline& pipeline, const Source& source, size_t part) {
  service::Pipeline::Workspace workspace;
  Read read;
  if (source.marked_up) {
    read = {source.document.text, *source.marked_up};
    treaty::code_provisions(read.treaty, read.text);
  } else {
    record::Document document = source.document;
    if (part > 0) SERVANDA_TRY(keep_part(document.text, part, source.path));
    read = {document.text, pipeline.read_treaty(document, workspace)};
  }
  for (const std::string& warning : read.treaty.warnings)
    fmt::print(stderr, "servanda: {}: {}\n", source.path, warning);
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
    const auto source = source_of(path);
    if (!source) {
      worst = std::max(worst, report(source.error()));
      continue;
    }
    const auto treaty =
        treaty_of(*pipeline, *source, options.parts.empty() ? 0 : options.parts.front());
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

base::Result<void> write_page(const std::string& path, const std::string& page) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << page << std::flush;
  if (!file) return base::Error{base::ErrorCode::kRefused, "cannot be written", path};
  return {};
}

// A treaty of a file, by its place among those of the file; 0: the first of any number.
struct Named {
  std::shared_ptr<const Source> source;
  size_t part = 0;
  std::string name;
};

// The treaties to compare, in order, the siblings last: those of one file, or one of each file.
base::Result<std::vector<Named>> named_treaties(const TreatyOptions& options) {
  std::vector<std::string> paths = options.files;
  paths.insert(paths.end(), options.siblings.begin(), options.siblings.end());
  const bool one_file = paths.size() == 1;
  std::vector<size_t> parts = options.parts;
  if (one_file ? parts.size() == 1 : parts.size() > paths.size())
    return base::Error{base::ErrorCode::kUsage, "names one treaty of each file, in their order",
                       "--part"};
  std::vector<Named> list;
  if (one_file) {
    const auto source = std::make_shared<const Source>(SERVANDA_TRY(source_of(paths.front())));
    if (parts.empty()) {
      const size_t within =
          source->marked_up ? 1 : treaty::treaties_in(source->document.text).size();
      if (within < 2)
        return base::Error{base::ErrorCode::kUsage, "holds one treaty: name a second file",
                           paths.front()};
      parts.resize(within);
      std::iota(parts.begin(), parts.end(), size_t{1});
    }
    for (const size_t part : parts) list.push_back({source, part, ""});
  } else {
    parts.resize(paths.size());
    for (size_t i = 0; i < paths.size(); ++i)
      list.push_back(
          {std::make_shared<const Source>(SERVANDA_TRY(source_of(paths[i]))), parts[i], ""});
  }
  std::vector<std::string> taken;
  for (Named& one : list) {
    one.name = base_name(one.source->path);
    if (one.part > 1 || one_file) one.name += fmt::format(" ({})", one.part);
    while (std::find(taken.begin(), taken.end(), one.name) != taken.end())
      one.name += "'";  // two files of one name stay apart
    taken.push_back(one.name);
  }
  return list;
}

void print_matrix(const record::TreatyMatrix& matrix, std::span<const std::string> names) {
  for (size_t p = 0; p < matrix.pairs.size(); ++p) {
    const record::TreatyPair& pair = matrix.pairs[p];
    fmt::print("{}\n", exchange::heading_of(pair, names));
    for (const record::CommitmentRow& row : matrix.commitments) {
      const record::Standing standing = row.by_pair[p].standing;
      if (standing == record::Standing::kNeither) continue;
      fmt::print("  {:<28} {}\n", exchange::spoken(row.commitment),
                 exchange::told(standing, pair, names));
    }
    fmt::print("\n");
    for (const record::Alignment& link : pair.links) {
      fmt::print("  {:<13} {:<24} {:<24} {}\n", exchange::told(link.relation, pair, names),
                 link.a.empty() ? "-" : link.a.front(), link.b.empty() ? "-" : link.b.front(),
                 link.why);
    }
  }
}

int run_compare(const TreatyOptions& options) {
  const auto list = named_treaties(options);
  if (!list) return report(list.error());
  const auto pipeline = service::Pipeline::create({});
  if (!pipeline) return report(pipeline.error());
  std::vector<record::Treaty> treaties;
  std::vector<std::string> names;
  for (const Named& one : *list) {
    auto treaty = treaty_of(*pipeline, *one.source, one.part);
    if (!treaty) return report(treaty.error());
    if (treaty->treaty.provisions.empty())
      return report({base::ErrorCode::kRefused, "holds no provision to compare", one.source->path});
    treaties.push_back(std::move(treaty->treaty));
    names.push_back(one.name);
  }
  std::vector<size_t> siblings;
  for (size_t i = treaties.size() - options.siblings.size(); i < treaties.size(); ++i)
    siblings.push_back(i);
  const auto matrix = treaty::compare_all(treaties, siblings);
  if (!matrix) return report(matrix.error());
  if (!options.page.empty()) {
    const auto written =
        write_page(options.page, exchange::side_by_side_page(treaties, names, *matrix));
    if (!written) return report(written.error());
  }
  if (options.json) {
    base::JsonWriter json;
    exchange::write_comparison(json, treaties, names, *matrix);
    fmt::print("{}\n", json.text());
  } else if (options.markdown) {
    fmt::print("{}", exchange::comparison_markdown(treaties, names, *matrix));
  } else {
    print_matrix(*matrix, names);
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
  read->add_option("--part", options->parts,
                   "Read the second, third ... treaty where several stand in one file")
      ->expected(1)
      ->check(CLI::Range(1, 64));
  read->add_flag("--akoma-ntoso", options->akoma_ntoso, "Write the treaty as Akoma Ntoso 3.0")
      ->excludes("--json");
  read->footer("Example:\n  servanda treaty read treaty.txt --json");
  read->callback([options, &common] { common.exit_code = run_read(*options); });

  CLI::App* compare = treaty->add_subcommand(
      "compare", "What is new, dropped, stronger or weaker, provision by provision");
  compare
      ->add_option("files", options->files,
                   "Two or more treaties, the oldest first, or one file that holds several")
      ->required()
      ->expected(1, 64);
  compare
      ->add_option("--sibling", options->siblings,
                   "A treaty with others that the newest one is held against; may be repeated")
      ->allow_extra_args(false);
  compare
      ->add_option("--part", options->parts,
                   "Which treaty of each file, in the order of the files: 1,2")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Range(1, 64));
  compare->add_flag("--json", options->json, "One JSON object");
  compare->add_flag("--markdown", options->markdown, "A report in Markdown")->excludes("--json");
  compare->add_option("--html", options->page,
                      "Write the treaties side by side to this file, changed words marked");
  compare->footer("Example:\n  servanda treaty compare treaty-2001.txt treaty-2025.txt");
  compare->callback([options, &common] { common.exit_code = run_compare(*options); });

  add_treaty_collections(*treaty, common);
}

}  // namespace servanda::apps

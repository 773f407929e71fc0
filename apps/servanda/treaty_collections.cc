// servanda treaty align, code, find and map: lists of articles and collections of treaties.
#include "treaty_collections.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <unordered_map>
#include <vector>

#include "servanda/exchange/treaty_json.h"
#include "servanda/service/import_file.h"
#include "servanda/treaty/align.h"
#include "servanda/treaty/family.h"
#include "servanda/treaty/norms.h"
#include "servanda/treaty/reader.h"

namespace servanda::apps {
namespace {

struct CollectionOptions {
  std::vector<std::string> files;
  std::string clause;     // the words searched for
  std::string provision;  // or the id of a provision of the first file
  size_t most = 20;
  double least = 0.15;
  bool json = false;
};

struct Article {
  std::string treaty, id, text;
};

// Reads JSON lines {"id":...,"text":...}, with "treaty" where the articles of several treaties
// stand in one file.
base::Result<std::vector<Article>> articles_of(const std::string& path) {
  const std::string bytes = SERVANDA_TRY(read_file(path));
  std::vector<Article> articles;
  simdjson::dom::parser parser;
  size_t line = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view words = std::string_view(bytes).substr(at, end - at);
    at = end + 1;
    ++line;
    if (words.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    simdjson::dom::element object;
    std::string_view id, text, treaty;
    if (parser.parse(simdjson::padded_string(words)).get(object) != simdjson::SUCCESS ||
        object["id"].get(id) != simdjson::SUCCESS ||
        object["text"].get(text) != simdjson::SUCCESS) {
      return base::Error{base::ErrorCode::kRefused,
                         "is no JSON object with the texts \"id\" and \"text\"",
                         fmt::format("{}:{}", path, line)};
    }
    if (object["treaty"].get(treaty) != simdjson::SUCCESS) treaty = path;
    articles.push_back({std::string(treaty), std::string(id), std::string(text)});
  }
  return articles;
}

std::vector<std::string_view> texts_of(const std::vector<Article>& articles) {
  std::vector<std::string_view> texts;
  for (const Article& article : articles) texts.emplace_back(article.text);
  return texts;
}

int run_align(const CollectionOptions& options) {
  const auto a = articles_of(options.files[0]);
  if (!a) return report(a.error());
  const auto b = articles_of(options.files[1]);
  if (!b) return report(b.error());
  const std::vector<std::string_view> left = texts_of(*a), right = texts_of(*b);
  const auto links = treaty::align_texts(left, right);
  if (!links) return report(links.error());
  for (const treaty::Link& link : *links) {
    base::JsonWriter json;
    json.begin_object().key("a").value((*a)[link.a].id).key("b").value((*b)[link.b].id);
    json.key("similarity").value(link.similarity).key("why").value(link.why).end_object();
    fmt::print("{}\n", json.text());
  }
  return 0;
}

int run_code(const CollectionOptions& options) {
  for (const std::string& path : options.files) {
    const auto articles = articles_of(path);
    if (!articles) return report(articles.error());
    for (const Article& article : *articles) {
      record::Provision provision;
      provision.id = article.id, provision.text = article.text;
      provision.span = {0, static_cast<uint32_t>(article.text.size())};
      record::Obligations obligations;
      treaty::Lead lead;
      treaty::read_norm(provision, "", obligations, lead);
      base::JsonWriter json;
      exchange::write_json(json, provision);
      fmt::print("{}\n", json.text());
    }
  }
  return 0;
}

// Many treaties, each with its units.
struct Collection {
  std::vector<std::string> names;
  std::vector<std::vector<Article>> units;

  std::vector<std::vector<std::string_view>> texts() const {
    std::vector<std::vector<std::string_view>> texts;
    for (const auto& treaty : units) texts.push_back(texts_of(treaty));
    return texts;
  }
};

base::Result<void> add_file(const std::string& path, Collection& collection) {
  if (path.ends_with(".jsonl")) {
    std::unordered_map<std::string, size_t> place;
    for (Article& article : SERVANDA_TRY(articles_of(path))) {
      const auto [at, added] = place.try_emplace(article.treaty, collection.names.size());
      if (added) {
        collection.names.push_back(article.treaty);
        collection.units.emplace_back();
      }
      collection.units[at->second].push_back(std::move(article));
    }
    return {};
  }
  const std::string bytes = SERVANDA_TRY(read_file(path));
  const record::Document document = SERVANDA_TRY(service::import_bytes(bytes, {.path = path}));
  const record::Treaty treaty = treaty::read_treaty(document);
  collection.names.push_back(std::filesystem::path(path).filename().string());
  std::vector<Article>& units = collection.units.emplace_back();
  for (const record::Provision& provision : treaty.provisions)
    units.push_back({collection.names.back(), provision.id, provision.text});
  return {};
}

// Reads all files; those that cannot be read are named and the others go on.
Collection collection_of(const std::vector<std::string>& files, int& worst) {
  Collection collection;
  for (const std::string& path : files) {
    const auto added = add_file(path, collection);
    if (!added) worst = std::max(worst, report(added.error()));
  }
  return collection;
}

int run_find(const CollectionOptions& options) {
  int worst = 0;
  const Collection collection = collection_of(options.files, worst);
  if (collection.names.empty()) return worst;
  std::string clause = options.clause;
  if (!options.provision.empty()) {
    for (const Article& unit : collection.units.front())
      if (unit.id == options.provision) clause = unit.text;
    if (clause.empty())
      return report(
          {base::ErrorCode::kUsage,
           fmt::format("{} has no provision {}", collection.names.front(), options.provision),
           "--provision"});
  }
  if (clause.empty())
    return report({base::ErrorCode::kUsage,
                   "names no clause: give its words, or a provision of the first file",
                   "--clause"});
  const treaty::Family family(collection.texts());
  for (const treaty::Match& match :
       family.find(clause, options.most, static_cast<float>(options.least))) {
    const Article& unit = collection.units[match.treaty][match.unit];
    if (!options.json) {
      fmt::print("{:.2f}  {:<40} {:<24} {}\n", match.similarity, collection.names[match.treaty],
                 unit.id, unit.text.substr(0, std::min<size_t>(unit.text.find('\n'), 160)));
      continue;
    }
    base::JsonWriter json;
    json.begin_object()
        .key("treaty")
        .value(collection.names[match.treaty])
        .key("id")
        .value(unit.id)
        .key("similarity")
        .value(match.similarity)
        .key("text")
        .value(unit.text)
        .end_object();
    fmt::print("{}\n", json.text());
  }
  return worst == 0 ? 0 : 1;
}

int run_map(const CollectionOptions& options) {
  int worst = 0;
  const Collection collection = collection_of(options.files, worst);
  if (collection.names.empty()) return worst;
  const treaty::Family family(collection.texts());
  std::vector<treaty::Likeness> pairs = family.map();
  if (!options.json) {
    std::stable_sort(
        pairs.begin(), pairs.end(),
        [](const treaty::Likeness& x, const treaty::Likeness& y) { return x.share > y.share; });
    if (pairs.size() > options.most) pairs.resize(options.most);
  }
  for (const treaty::Likeness& pair : pairs) {
    if (!options.json) {
      fmt::print("{:.2f}  {:<40} {:<40} {} provisions in common\n", pair.share,
                 collection.names[pair.a], collection.names[pair.b], pair.shared);
      continue;
    }
    base::JsonWriter json;
    json.begin_object()
        .key("a")
        .value(collection.names[pair.a])
        .key("b")
        .value(collection.names[pair.b])
        .key("share")
        .value(pair.share)
        .key("provisions")
        .value(pair.shared)
        .end_object();
    fmt::print("{}\n", json.text());
  }
  return worst == 0 ? 0 : 1;
}

}  // namespace

void add_treaty_collections(CLI::App& treaty, Common& common) {
  auto options = std::make_shared<CollectionOptions>();

  CLI::App* align = treaty.add_subcommand(
      "align", "Link two lists of articles, given as JSON lines with id and text, in order");
  align->add_option("files", options->files, "Two files of JSON lines {\"id\":...,\"text\":...}")
      ->required()
      ->expected(2);
  align->footer("Example:\n  servanda treaty align old.jsonl new.jsonl > links.jsonl");
  align->callback([options, &common] { common.exit_code = run_align(*options); });

  CLI::App* code = treaty.add_subcommand(
      "code", "Code provisions given as JSON lines with id and text: modality, commitment, fields");
  code->add_option("files", options->files,
                   "Files of JSON lines {\"id\":...,\"text\":...}; '-' is standard input")
      ->required();
  code->footer("Example:\n  servanda treaty code provisions.jsonl > coded.jsonl");
  code->callback([options, &common] { common.exit_code = run_code(*options); });

  CLI::App* find =
      treaty.add_subcommand("find", "Which of many treaties have a clause, the likest first");
  find->add_option("files", options->files,
                   "Treaties in any format, or .jsonl files with treaty, id and text")
      ->required();
  find->add_option("--clause", options->clause, "The words of the clause");
  find->add_option("--provision", options->provision,
                   "Or the id of a provision of the first file, such as art_3__para_2")
      ->excludes("--clause");
  find->add_option("--most", options->most, "How many treaties to name at most")
      ->capture_default_str();
  find->add_option("--least", options->least, "Likeness from which a provision is named, 0 to 1")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  find->add_flag("--json", options->json, "One JSON object a treaty");
  find->footer(
      "Example:\n  servanda treaty find --clause 'Neither Party shall allow its territory to be "
      "used against the other' treaties/*.txt");
  find->callback([options, &common] { common.exit_code = run_find(*options); });

  CLI::App* map = treaty.add_subcommand("map", "How alike each two of many treaties are");
  map->add_option("files", options->files,
                  "Treaties in any format, or .jsonl files with treaty, id and text")
      ->required();
  map->add_option("--most", options->most, "How many pairs to print")->capture_default_str();
  map->add_flag("--json", options->json, "One JSON object for each pair that shares a provision");
  map->footer("Example:\n  servanda treaty map treaties/*.txt --json > likeness.jsonl");
  map->callback([options, &common] { common.exit_code = run_map(*options); });
}

}  // namespace servanda::apps

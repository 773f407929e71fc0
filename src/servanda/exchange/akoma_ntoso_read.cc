// Reads a treaty from Akoma Ntoso 3.0.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <vector>

#include "servanda/base/ascii.h"
#include "servanda/exchange/akoma_ntoso.h"

namespace servanda::exchange {
namespace {

using base::is_space;

constexpr size_t kDeepest = 200;         // elements inside one another
constexpr size_t kLargest = 256u << 20;  // bytes

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// "akn:article" is "article" too.
std::string_view local(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// "Article 5 bis." to "5 bis".
std::string number_in(std::string_view words) {
  words = trimmed(words);
  const size_t space = words.find(' ');
  if (space != std::string_view::npos &&
      std::isdigit(static_cast<unsigned char>(words.front())) == 0)
    words = trimmed(words.substr(space + 1));
  while (!words.empty() && (words.back() == '.' || words.back() == ':' || words.back() == '-' ||
                            is_space(words.back())))
    words.remove_suffix(1);
  std::string number(words);
  std::transform(number.begin(), number.end(), number.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return number;
}

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

class Reader {
 public:
  explicit Reader(bool preserve) : preserve_(preserve) {}

  base::Result<AkomaNtoso> run(const pugi::xml_node& root) {
    const pugi::xml_node body = find_document(root);
    if (!body) return refused("has no statement, doc, act or agreement");
    meta(body);
    std::string error = walk(body);
    if (!error.empty()) return refused(std::move(error));
    if (!seen_body_) return refused("has no body (mainBody or body)");
    finish();
    return std::move(result_);
  }

 private:
  static base::Error refused(std::string why) {
    return {base::ErrorCode::kRefused, "is no Akoma Ntoso that can be read: " + std::move(why), ""};
  }

  static pugi::xml_node find_document(const pugi::xml_node& root) {
    for (const pugi::xml_node child : root.children()) {
      if (is_one_of(local(child.name()),
                    {"statement", "doc", "act", "bill", "agreement", "judgment",
                     "documentCollection", "officialGazette", "portion"}))
        return child;
    }
    return {};
  }

  void meta(const pugi::xml_node& body) {
    for (const pugi::xml_node child : body.children()) {
      if (local(child.name()) != "meta") continue;
      for (const pugi::xml_node part : child.children()) {
        for (const pugi::xml_node entry : part.children()) {
          if (local(entry.name()) == "TLCOrganization" &&
              std::string_view(entry.attribute("eId").value()).starts_with("party_")) {
            result_.treaty.parties.emplace_back(entry.attribute("showAs").value());
          }
          if (local(entry.name()) != "FRBRWork") continue;
          for (const pugi::xml_node fact : entry.children()) {
            const std::string_view name = local(fact.name()), kind = fact.attribute("name").value();
            if (name == "FRBRalias" && kind == "document")
              result_.document.id = fact.attribute("value").value();
            if (name == "FRBRalias" && kind != "document" && result_.treaty.title.empty())
              result_.treaty.title = fact.attribute("value").value();
            if (name != "FRBRdate" || result_.treaty.term.signed_on.known()) continue;
            if (const auto date = record::parse_date(fact.attribute("date").value()))
              result_.treaty.term.signed_on = *date;
          }
        }
      }
    }
    result_.treaty.document = result_.document.id;
  }

  // An element whose end is still to come.
  struct Open {
    std::string_view name;
    size_t article = SIZE_MAX;    // index of the article that it opens
    size_t provision = SIZE_MAX;  // index of the provision whose words it holds
    size_t recital = SIZE_MAX;
    bool part = false;
    bool between = false;  // words that belong to no unit
    uint32_t begin = 0;
  };

  // Visits the nodes in order without recursion. Returns why the file is refused; empty: it is not.
  std::string walk(const pugi::xml_node& top) {
    pugi::xml_node node = top.first_child();
    while (node) {
      bool down = false;
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        text() += node.value();
      } else if (node.type() == pugi::node_pi) {
        byte(node);
      } else if (node.type() == pugi::node_element && local(node.name()) != "meta") {
        if (stack_.size() >= kDeepest)
          return fmt::format("elements are nested deeper than {}", kDeepest);
        open(node);
        down = true;
      }
      if (down && node.first_child()) {
        node = node.first_child();
        continue;
      }
      if (down) close();
      while (node && !node.next_sibling()) {
        node = node.parent();
        if (!node || node == top) return "";
        close();
      }
      node = node.next_sibling();
    }
    return "";
  }

  std::string& text() { return result_.document.text; }
  uint32_t here() { return static_cast<uint32_t>(text().size()); }

  // The instruction that stands for a control character.
  void byte(const pugi::xml_node& node) {
    const std::string_view value = node.value();
    if (std::string_view(node.name()) != "servanda" || value.size() != 7 ||
        !value.starts_with("byte ") || !is_hex(value[5]) || !is_hex(value[6]))
      return;
    text() += static_cast<char>(std::stoi(std::string(value.substr(5)), nullptr, 16));
  }

  std::string id_of(const pugi::xml_node& node, std::string_view kind) {
    for (const char* key : {"eId", "id", "wId"}) {
      const std::string_view id = node.attribute(key).value();
      if (!id.empty() && used_.insert(std::string(id)).second) return std::string(id);
    }
    const std::string prefix =
        article_ != SIZE_MAX && kind != "art" ? result_.treaty.articles[article_].id + "__" : "";
    for (;;) {
      std::string id = fmt::format("{}{}_{}", prefix, kind, ++counts_[prefix + std::string(kind)]);
      if (used_.insert(id).second) return id;
    }
  }

  void open(const pugi::xml_node& node) {
    const std::string_view name = local(node.name());
    // Blocks of others' files stand apart, as they would on paper.
    if (!preserve_ && !text().empty() && !is_space(text().back()) &&
        is_one_of(name, {"p", "num", "heading", "subheading", "content", "intro", "article",
                         "paragraph", "point", "recital", "preamble", "mainBody", "body",
                         "conclusions", "chapter", "part", "section"})) {
      text() += '\n';
    }
    Open one;
    one.name = name;
    one.begin = here();
    const bool main = name == "mainBody" || name == "body";
    seen_body_ = seen_body_ || main;
    inside_body_ = inside_body_ || main;
    if (name == "article" && inside_body_) {
      record::Article article;
      article.id = id_of(node, "art");
      article.part = parts_.empty() ? "" : parts_.back();
      article.span.begin = here();
      one.article = result_.treaty.articles.size();
      result_.treaty.articles.push_back(std::move(article));
      article_ = one.article;
    } else if (inside_body_ && is_one_of(name, {"part", "chapter", "section", "title"})) {
      push_part(node, one, name);
    } else if (name == "attachment") {
      push_part(node, one, "annex");
    } else if (inside_body_ && name == "hcontainer") {
      one.between = std::string_view(node.attribute("name").value()) == "text";
      between_ += one.between ? 1 : 0;
      if (!one.between) push_part(node, one, "annex");
    } else if (inside_body_ && is_one_of(name, {"paragraph", "subparagraph", "point", "indent",
                                                "alinea", "clause", "subsection"})) {
      unit_ids_.push_back(id_of(node, name == "paragraph" ? "para" : name));
      unit_begins_.push_back(here());
    } else if (inside_body_ && is_one_of(name, {"content", "intro", "wrapUp"})) {
      start_words(one, name);
    } else if (name == "recital") {
      record::Provision provision;
      provision.id = id_of(node, "preamble__recital");
      one.recital = result_.treaty.recitals.size();
      one.provision = result_.treaty.provisions.size();
      provision.span.begin = here();
      result_.treaty.recitals.push_back({here(), here()});
      result_.treaty.provisions.push_back(std::move(provision));
    } else if (name == "num" && article_ != SIZE_MAX && unit_ids_.empty()) {
      result_.treaty.articles[article_].number = node.attribute("title").value();
    }
    stack_.push_back(one);
  }

  void push_part(const pugi::xml_node& node, Open& one, std::string_view kind) {
    std::string id = node.attribute("eId").value();
    if (id.empty()) id = fmt::format("{}_{}", kind, ++counts_[std::string(kind)]);
    parts_.push_back(std::move(id));
    one.part = true;
  }

  // The words of a unit: those of the innermost paragraph or point, else those of the article
  // itself.
  void start_words(Open& one, std::string_view name) {
    if (between_ > 0) return;
    record::Provision provision;
    if (!unit_ids_.empty()) {
      provision.id = unit_ids_.back();
      provision.span.begin = unit_begins_.back();  // with its number
    } else if (article_ != SIZE_MAX) {
      provision.id = result_.treaty.articles[article_].id;
      provision.span.begin = here();
    } else {
      return;  // words between the units
    }
    if (name == "wrapUp" || !taken_.insert(provision.id).second) {
      provision.id += "__wrap";
      provision.span.begin = here();
      for (int twice = 2; !taken_.insert(provision.id).second; ++twice)
        provision.id += fmt::format("_{}", twice);
    }
    if (article_ != SIZE_MAX)
      provision_article_.emplace_back(result_.treaty.provisions.size(), article_);
    one.provision = result_.treaty.provisions.size();
    result_.treaty.provisions.push_back(std::move(provision));
  }

  void close() {
    const Open one = stack_.back();
    stack_.pop_back();
    if (one.name == "mainBody" || one.name == "body") inside_body_ = false;
    if (one.article != SIZE_MAX) {
      result_.treaty.articles[one.article].span.end = here();
      article_ = SIZE_MAX;
    }
    if (one.part) parts_.pop_back();
    between_ -= one.between ? 1 : 0;
    if (one.recital != SIZE_MAX) result_.treaty.recitals[one.recital].end = here();
    if (one.provision != SIZE_MAX) result_.treaty.provisions[one.provision].span.end = here();
    if (inside_body_ &&
        is_one_of(one.name, {"paragraph", "subparagraph", "point", "indent", "alinea", "clause",
                             "subsection"}) &&
        !unit_ids_.empty()) {
      unit_ids_.pop_back();
      unit_begins_.pop_back();
    }
    if (article_ == SIZE_MAX || !unit_ids_.empty()) return;
    record::Article& article = result_.treaty.articles[article_];
    const std::string_view words = std::string_view(text()).substr(one.begin);
    if (one.name == "num" && article.number.empty()) article.number = number_in(words);
    if (one.name == "heading" && article.heading.empty())
      article.heading = preserve_ ? words : trimmed(words);
  }

  void finish() {
    for (const auto& [provision, article] : provision_article_)
      result_.treaty.provisions[provision].article = result_.treaty.articles[article].number;
    std::erase_if(result_.treaty.provisions,
                  [](const record::Provision& provision) { return provision.span.empty(); });
    std::stable_sort(result_.treaty.provisions.begin(), result_.treaty.provisions.end(),
                     [](const record::Provision& x, const record::Provision& y) {
                       return x.span.begin < y.span.begin;
                     });
    for (record::Provision& provision : result_.treaty.provisions)
      provision.text = provision.span.of(text());
    if (result_.treaty.articles.empty())
      result_.treaty.warnings.push_back("no article is found: is it a treaty?");
  }

  bool preserve_;
  AkomaNtoso result_;
  std::vector<Open> stack_;
  std::vector<std::string> parts_, unit_ids_;
  std::vector<uint32_t> unit_begins_;
  std::vector<std::pair<size_t, size_t>> provision_article_;
  std::map<std::string, int> counts_;
  std::set<std::string> used_, taken_;
  size_t article_ = SIZE_MAX;
  int between_ = 0;
  bool seen_body_ = false, inside_body_ = false;
};

}  // namespace

bool looks_like_akoma_ntoso(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  const size_t at = head.find("akomaNtoso");
  return at != std::string_view::npos && at > 0 &&
         head.substr(0, at).find('<') != std::string_view::npos;
}

base::Result<AkomaNtoso> read_akoma_ntoso(std::string_view xml) {
  if (xml.size() > kLargest)
    return base::Error{base::ErrorCode::kRefused, fmt::format("is larger than {} bytes", kLargest),
                       ""};
  pugi::xml_document document;
  constexpr unsigned kOptions =
      pugi::parse_escapes | pugi::parse_ws_pcdata | pugi::parse_cdata | pugi::parse_pi;
  const pugi::xml_parse_result parsed =
      document.load_buffer(xml.data(), xml.size(), kOptions, pugi::encoding_utf8);
  if (!parsed)
    return base::Error{base::ErrorCode::kRefused,
                       fmt::format("is no XML: {} at byte {}", parsed.description(), parsed.offset),
                       ""};
  const pugi::xml_node root = document.document_element();
  if (local(root.name()) != "akomaNtoso")
    return base::Error{base::ErrorCode::kRefused,
                       "is no Akoma Ntoso: its root element has another name", ""};
  return Reader(std::string_view(root.attribute("xml:space").value()) == "preserve").run(root);
}

}  // namespace servanda::exchange

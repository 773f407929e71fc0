// Reads the main text of a web page, with its title, date and source.
#include <fmt/format.h>
#include <gumbo.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "servanda/base/ascii.h"
#include "servanda/base/utf8.h"
#include "servanda/import/charset.h"
#include "servanda/import/document.h"
#include "servanda/import/read.h"

namespace servanda::import {
namespace {

using base::lower;

// Deeper elements are left out: real pages stay below 100, and hostile ones nest without end.
constexpr size_t kMaxDepth = 2000;

std::string_view attribute(const GumboNode* node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

const GumboVector& children(const GumboNode* node) { return node->v.element.children; }

// Elements that never hold the text that a reader came for.
bool never_text(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_HEAD:
      return true;
    default:
      return false;
  }
}

// Class names and ids of boxes around an article; whole words, so that "header" does not hide
// "headline".
constexpr std::string_view kBoxes[] = {
    "cookie",      "cookies",     "consent",   "gdpr",     "banner",  "nav",    "navbar",
    "menu",        "sidebar",     "footer",    "share",    "sharing", "social", "related",
    "promo",       "newsletter",  "comment",   "comments", "advert",  "ad",     "ads",
    "breadcrumb",  "breadcrumbs", "subscribe", "popup",    "modal",   "skip",   "pagination",
    "recommended", "toolbar",     "signup"};

bool is_box(const GumboNode* node) {
  const std::string words =
      lower(fmt::format("{} {}", attribute(node, "class"), attribute(node, "id")));
  size_t i = 0;
  while (i < words.size()) {
    size_t end = i;
    while (end < words.size() && std::isalpha(static_cast<unsigned char>(words[end]))) ++end;
    const std::string_view word = std::string_view(words).substr(i, end - i);
    if (std::find(std::begin(kBoxes), std::end(kBoxes), word) != std::end(kBoxes)) return true;
    i = end + 1;
  }
  const std::string_view role = attribute(node, "role");
  return role == "navigation" || role == "banner" || role == "contentinfo" || role == "dialog" ||
         role == "search" || attribute(node, "aria-hidden") == "true" ||
         gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr;
}

bool is_region(const GumboNode* node) {
  return is_element(node) &&
         (node->v.element.tag == GUMBO_TAG_ARTICLE || node->v.element.tag == GUMBO_TAG_MAIN);
}

// True for the elements that hold a whole page, its header included.
bool holds_banners(const GumboNode* node) {
  return is_element(node) &&
         (node->v.element.tag == GUMBO_TAG_HTML || node->v.element.tag == GUMBO_TAG_BODY);
}

bool left_out(const GumboNode* node, bool inside_article) {
  if (!is_element(node)) return node->type == GUMBO_NODE_COMMENT;
  const GumboTag tag = node->v.element.tag;
  if (never_text(tag)) return true;
  if (!inside_article && (tag == GUMBO_TAG_HEADER || tag == GUMBO_TAG_FOOTER)) return true;
  if (tag == GUMBO_TAG_FOOTER) return true;
  if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_MAIN ||
      tag == GUMBO_TAG_ARTICLE)
    return false;
  return is_box(node);
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_HR:
      return true;
    default:
      return false;
  }
}

record::BlockKind kind_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      return record::BlockKind::kHeading;
    case GUMBO_TAG_LI:
      return record::BlockKind::kListItem;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return record::BlockKind::kTableCell;
    case GUMBO_TAG_BLOCKQUOTE:
      return record::BlockKind::kQuote;
    case GUMBO_TAG_FIGCAPTION:
      return record::BlockKind::kCaption;
    default:
      return record::BlockKind::kParagraph;
  }
}

// One step of a walk: entering a node, or leaving it. A stack of our own, since pages may nest
// without end.
struct Step {
  const GumboNode* node;
  size_t depth;
  bool leaving;
};

template <typename Enter, typename Leave>
void walk(const GumboNode* root, const Enter& enter, const Leave& leave) {
  std::vector<Step> stack = {{root, 0, false}};
  while (!stack.empty()) {
    const Step step = stack.back();
    stack.pop_back();
    if (step.leaving) {
      leave(step.node);
      continue;
    }
    if (!enter(step.node)) continue;
    stack.push_back({step.node, step.depth, true});
    if (!is_element(step.node) || step.depth >= kMaxDepth) continue;
    const GumboVector& below = children(step.node);
    for (unsigned i = below.length; i > 0; --i)
      stack.push_back({static_cast<const GumboNode*>(below.data[i - 1]), step.depth + 1, false});
  }
}

// Hangs every node directly under the document: gumbo frees a tree by recursion, and a page that
// nests 100,000 deep would exhaust the stack.
void flatten(GumboOutput* output) {
  std::vector<GumboNode*> nodes;
  std::vector<GumboNode*> stack = {output->root};
  while (!stack.empty()) {
    GumboNode* node = stack.back();
    stack.pop_back();
    nodes.push_back(node);
    if (!is_element(node)) continue;
    GumboVector& below = node->v.element.children;
    for (unsigned i = 0; i < below.length; ++i)
      stack.push_back(static_cast<GumboNode*>(below.data[i]));
    below.length = 0;
  }
  GumboVector& top = output->document->v.document.children;
  for (unsigned i = 0; i < top.length; ++i) {
    auto* node = static_cast<GumboNode*>(top.data[i]);
    if (node != output->root) nodes.push_back(node);
  }
  void** all =
      static_cast<void**>(std::malloc(nodes.size() * sizeof(void*)));  // gumbo frees it with free()
  if (all == nullptr) return;
  std::copy(nodes.begin(), nodes.end(), all);
  std::free(top.data);
  top.data = all;
  top.length = top.capacity = static_cast<unsigned>(nodes.size());
}

// Chooses the element that holds the article: <article> or <main> with most paragraph text, else
// the element whose own paragraphs hold most text outside links (after Kohlschütter et al. 2010:
// text density tells content from boilerplate).
const GumboNode* main_element(const GumboNode* root) {
  std::unordered_map<const GumboNode*, double> paragraph_text;
  std::vector<const GumboNode*> regions;
  size_t link_depth = 0;
  walk(
      root,
      [&](const GumboNode* node) {
        if (left_out(node, true)) return false;
        if (is_element(node)) {
          const GumboTag tag = node->v.element.tag;
          if (is_region(node) || attribute(node, "role") == "main") regions.push_back(node);
          if (tag == GUMBO_TAG_A) ++link_depth;
        } else if (link_depth == 0 && node->parent != nullptr) {
          const double size = static_cast<double>(std::strlen(node->v.text.text));
          const GumboNode* paragraph = node->parent;
          for (int up = 0;
               up < 3 && paragraph->parent != nullptr && !is_block(paragraph->v.element.tag); ++up)
            paragraph = paragraph->parent;
          if (size > 20 && paragraph->parent != nullptr) {
            paragraph_text[paragraph->parent] += size;
            if (paragraph->parent->parent != nullptr)
              paragraph_text[paragraph->parent->parent] += size / 2;
          }
        }
        return true;
      },
      [&](const GumboNode* node) {
        if (is_element(node) && node->v.element.tag == GUMBO_TAG_A) --link_depth;
      });

  const auto text_within = [&](const GumboNode* region) {
    size_t size = 0;
    walk(
        region,
        [&](const GumboNode* node) {
          if (left_out(node, true)) return false;
          if (node->type == GUMBO_NODE_TEXT) size += std::strlen(node->v.text.text);
          return true;
        },
        [](const GumboNode*) {});
    return size;
  };
  const GumboNode* best_region = nullptr;
  size_t most = 200;  // a teaser is no article
  for (size_t i = 0; i < regions.size() && i < 64; ++i) {
    const size_t size = text_within(regions[i]);
    if (size > most) most = size, best_region = regions[i];
  }
  if (best_region != nullptr) return best_region;
  const GumboNode* best = nullptr;
  double best_score = 400;
  walk(
      root,
      [&](const GumboNode* node) {
        const auto found = paragraph_text.find(node);
        if (found != paragraph_text.end() && found->second > best_score)
          best_score = found->second, best = node;
        return true;
      },
      [](const GumboNode*) {});
  return best != nullptr ? best : root;
}

struct Metadata {
  std::string title, date, date_basis, source, charset;
};

void take(std::string& field, std::string_view value) {
  if (field.empty()) field = value;
}

// JSON-LD as schema.org's NewsArticle has it.
void read_linked_data(const char* text, Metadata& found) {
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  if (parser.parse(text, std::strlen(text)).get(element) != simdjson::SUCCESS) return;
  simdjson::dom::array array;
  if (element.get_array().get(array) == simdjson::SUCCESS && array.size() > 0)
    element = array.at(0).value();
  std::string_view value;
  if (found.date.empty() && element["datePublished"].get_string().get(value) == simdjson::SUCCESS) {
    found.date = value;
    found.date_basis = "metadata: datePublished";
  }
}

Metadata read_metadata(const GumboNode* root) {
  Metadata found;
  std::string title_element, heading, time;
  walk(
      root,
      [&](const GumboNode* node) {
        if (!is_element(node)) return node->type != GUMBO_NODE_COMMENT;
        const auto own_text = [&]() -> const char* {
          const GumboVector& below = children(node);
          if (below.length == 0) return "";
          const auto* first = static_cast<const GumboNode*>(below.data[0]);
          return first->type == GUMBO_NODE_TEXT ? first->v.text.text : "";
        };
        switch (node->v.element.tag) {
          case GUMBO_TAG_META: {
            const std::string key =
                lower(!attribute(node, "property").empty() ? attribute(node, "property")
                      : !attribute(node, "name").empty()   ? attribute(node, "name")
                                                           : attribute(node, "itemprop"));
            const std::string_view value = attribute(node, "content");
            if (key == "og:title" || key == "dc.title") take(found.title, value);
            if (key == "og:site_name" || key == "dc.publisher" || key == "publisher")
              take(found.source, value);
            if (found.date.empty() &&
                (key == "article:published_time" || key == "datepublished" || key == "date" ||
                 key == "dc.date" || key == "dc.date.issued" || key == "pubdate" ||
                 key == "publish-date" || key == "parsely-pub-date")) {
              found.date = value;
              found.date_basis = "metadata: " + key;
            }
            break;
          }
          case GUMBO_TAG_TITLE:
            take(title_element, own_text());
            break;
          case GUMBO_TAG_H1:
            take(heading, own_text());
            break;
          case GUMBO_TAG_TIME:
            take(time, attribute(node, "datetime"));
            break;
          case GUMBO_TAG_SCRIPT:
            if (attribute(node, "type") == "application/ld+json")
              read_linked_data(own_text(), found);
            break;
          default:
            break;
        }
        return true;
      },
      [](const GumboNode*) {});
  if (found.title.empty()) found.title = heading.empty() ? title_element : heading;
  if (found.date.empty() && !time.empty())
    found.date = time, found.date_basis = "metadata: time element";
  return found;
}

// The charset that the page's head declares, found without a parser, as browsers do before they
// parse.
std::string declared_charset(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, 4096));
  const size_t at = head.find("charset=");
  if (at == std::string::npos) return {};
  size_t begin = at + 8;
  while (begin < head.size() && (head[begin] == '"' || head[begin] == '\'' || head[begin] == ' '))
    ++begin;
  size_t end = begin;
  while (end < head.size() && (std::isalnum(static_cast<unsigned char>(head[end])) ||
                               head[end] == '-' || head[end] == '_'))
    ++end;
  return head.substr(begin, end - begin);
}

// How many bytes of the words a decoded entity takes: up to where the plain text behind it begins
// again.
size_t decoded_size(std::string_view words, size_t at, std::string_view behind) {
  const size_t left = words.size() - at;
  if (behind.empty()) return left;
  constexpr size_t kEnough = 16, kLongest = 8;  // two characters outside the basic plane
  size_t plain = 0;                             // what stands in the words as it does in the page
  while (plain < std::min(behind.size(), kEnough) && behind[plain] != '&' &&
         (static_cast<unsigned char>(behind[plain]) >= 0x20 || behind[plain] == '\n'))
    ++plain;
  const size_t found =
      plain == 0 ? std::string_view::npos : words.find(behind.substr(0, plain), at + 1);
  if (found != std::string_view::npos && found - at <= kLongest) return found - at;
  return std::min(std::max<size_t>(1, base::utf8_sequence_length(words.substr(at))), left);
}

// Adds the words of a text node, piece by piece where they are not what stands in the page:
// entities are decoded, control characters become U+FFFD, a carriage return is dropped. What
// follows such a place is exact again.
void add_text(const GumboNode* node, TextBuilder& builder) {
  const GumboText& text = node->v.text;
  const std::string_view original(text.original_text.data, text.original_text.length);
  const auto begin = static_cast<uint64_t>(text.start_pos.offset);
  const std::string_view words(text.text);
  size_t in_original = 0, in_words = 0;
  while (in_words < words.size()) {
    if (in_original >= original.size()) {
      builder.add(words.substr(in_words, 1), begin + (original.empty() ? 0 : original.size() - 1));
      ++in_words;
      continue;
    }
    size_t same = 0;
    while (in_words + same < words.size() && in_original + same < original.size() &&
           original[in_original + same] != '&' &&
           words[in_words + same] == original[in_original + same])
      ++same;
    if (same > 0) {
      builder.add(words.substr(in_words, same), begin + in_original);
      in_words += same, in_original += same;
    } else if (original[in_original] == '&') {
      const size_t semicolon = original.find(';', in_original);
      const size_t end = semicolon == std::string_view::npos || semicolon - in_original > 32
                             ? in_original + 1
                             : semicolon + 1;
      const size_t size = decoded_size(words, in_words, original.substr(end));
      builder.add(words.substr(in_words, size), begin + in_original);
      in_words += size, in_original = end;
    } else if (original[in_original] == '\r') {
      ++in_original;
    } else {
      const size_t size = std::max<size_t>(1, base::utf8_sequence_length(words.substr(in_words)));
      builder.add(words.substr(in_words, size), begin + in_original);
      in_words += size, ++in_original;
    }
  }
}

}  // namespace

base::Result<record::Document> read_html(std::string_view bytes, const Origin& origin) {
  record::Document document = SERVANDA_TRY(new_document(bytes, origin, "text/html"));
  auto decoded = decode(bytes, declared_charset(bytes));
  if (!decoded) return base::Error{decoded.error().code, decoded.error().message, origin.path};
  const std::string& source = decoded->text;

  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const auto destroy = [&](GumboOutput* output) {
    flatten(output);
    gumbo_destroy_output(&options, output);
  };
  const std::unique_ptr<GumboOutput, decltype(destroy)> page(
      gumbo_parse_with_options(&options, source.data(), source.size()), destroy);
  const Metadata metadata = read_metadata(page->root);
  document.title = metadata.title;
  document.source = metadata.source;
  if (!metadata.date.empty()) {
    // Metadata gives time of day too; the day is what counts.
    auto date = record::parse_date(std::string_view(metadata.date).substr(0, 10));
    if (date) {
      document.date = std::move(date).value();
      document.date_basis = metadata.date_basis;
    }
  }

  TextBuilder builder(document);
  record::BlockKind kind = record::BlockKind::kParagraph;
  const GumboNode* article = main_element(page->root);
  size_t within =
      0;  // how many <article> and <main> are open: a header there is a heading, elsewhere a banner
  walk(
      article,
      [&](const GumboNode* node) {
        if (node != article && left_out(node, within > 0 || !holds_banners(article))) return false;
        within += is_region(node);
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
            node->type == GUMBO_NODE_CDATA) {
          add_text(node, builder);
        } else if (is_element(node) && node->v.element.tag == GUMBO_TAG_BR) {
          builder.end_line();
        } else if (is_element(node) && is_block(node->v.element.tag)) {
          builder.end_block(kind);
          kind = kind_of(node->v.element.tag);
        }
        return true;
      },
      [&](const GumboNode* node) {
        within -= is_region(node);
        if (!is_element(node) || !is_block(node->v.element.tag)) return;
        builder.end_block(kind);
        kind = record::BlockKind::kParagraph;
      });
  builder.end_block(kind);
  if (!decoded->origin.empty()) document.origin = through(document.origin, decoded->origin);
  SERVANDA_TRY(require_text(document));
  return document;
}

}  // namespace servanda::import

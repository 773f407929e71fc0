// Reads a treaty: its structure, what each provision binds whom to, its commitments and its terms.
#include "servanda/treaty/reader.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "servanda/treaty/norms.h"
#include "servanda/treaty/oddities.h"
#include "servanda/treaty/phrases.h"
#include "servanda/treaty/strength.h"
#include "servanda/treaty/structure.h"
#include "servanda/treaty/terms.h"

namespace servanda::treaty {
namespace {

constexpr std::string_view kPreamble = "preamble__";
constexpr std::string_view kPoint = "__point_";

// The heading of the article that holds each provision, by the article's number and place.
std::string_view heading_of(const record::Treaty& treaty, const record::Provision& provision) {
  const auto after = std::upper_bound(
      treaty.articles.begin(), treaty.articles.end(), provision.span.begin,
      [](uint32_t at, const record::Article& article) { return at < article.span.begin; });
  if (after == treaty.articles.begin()) return {};
  const record::Article& article = *std::prev(after);
  return provision.span.begin < article.span.end ? std::string_view(article.heading)
                                                 : std::string_view();
}

// Adds the sentences of a text without articles; a blank line ends one too, and the title is none.
void add_sentences(std::string_view text, record::Treaty& treaty) {
  uint32_t number = 0;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find("\n\n", begin);
    if (end == std::string_view::npos) end = text.size();
    const bool title = begin == 0 && end < text.size() && text.substr(0, end) == treaty.title;
    for (const base::Span span :
         sentences(text, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)})) {
      if (title) break;
      record::Provision provision;
      provision.id = "body__sentence_" + std::to_string(++number), provision.span = span;
      treaty.provisions.push_back(std::move(provision));
    }
    begin = end + 2;
  }
}

}  // namespace

void code_provisions(record::Treaty& treaty, std::string_view text) {
  const std::vector<base::Span> headers = page_headers(text);
  treaty.obligations = {};
  Lead lead;
  std::string chapeau;
  std::string_view article;
  for (record::Provision& provision : treaty.provisions) {
    provision.text = clean_words(text, provision.span, headers);
    if (provision.id.starts_with(kPreamble)) {
      // A recital says why, not what: it binds to nothing.
      record::Obligations none;
      Lead nothing;
      read_norm(provision, "", none, nothing);
      provision.modality = record::Modality::kDeclaration;
      provision.strength = strength_name(provision.modality, "");
      provision.commitment.clear(), provision.addressee.clear(), provision.needs_agreement = false;
      continue;
    }
    // The points of a list complete the unit before them: "Each Party shall: (a) ...".
    if (provision.article != article) lead = {}, chapeau.clear(), article = provision.article;
    const bool point = provision.id.find(kPoint) != std::string::npos;
    if (!point) chapeau = chapeau_of(provision.text);
    lead.chapeau = point ? chapeau : "";
    read_norm(provision, heading_of(treaty, provision), treaty.obligations, lead);
    read_terms(provision, treaty.term);
  }
  // Languages and the depositary often stand behind the last article only.
  constexpr size_t kSignature = 1500;  // bytes
  uint32_t end = 0;
  for (const record::Article& article : treaty.articles) end = std::max(end, article.span.end);
  if (end == 0 || end >= text.size()) return;
  record::Provision conclusion;
  conclusion.text = text.substr(end, kSignature);
  read_terms(conclusion, treaty.term);
}

record::Treaty read_treaty(const record::Document& document) {
  const std::string_view text = document.text;
  const Structure structure = read_structure(text);
  record::Treaty treaty;
  treaty.document = document.id;
  treaty.title = structure.title.empty() ? document.title : structure.title;
  treaty.recitals = structure.recitals;
  treaty.articles = structure.articles;
  treaty.warnings = structure.warnings;
  for (size_t i = 0; i < structure.recitals.size(); ++i) {
    record::Provision provision;
    provision.id = std::string(kPreamble) + "recital_" + std::to_string(i + 1),
    provision.span = structure.recitals[i];
    treaty.provisions.push_back(std::move(provision));
  }
  for (const Unit& unit : structure.units) {
    record::Provision provision;
    provision.id = unit.id, provision.article = unit.article, provision.span = unit.span;
    treaty.provisions.push_back(std::move(provision));
  }
  if (structure.articles.empty() && !structure.report) {
    // Commitments of a declaration without articles count for the treaty, but are no provisions of
    // an article.
    add_sentences(text, treaty);
  }
  code_provisions(treaty, text);
  return treaty;
}

std::vector<base::Span> treaties_in(std::string_view text) {
  constexpr size_t kMost = 64;  // each is looked for in all that is left
  std::vector<base::Span> found;
  const auto end = static_cast<uint32_t>(text.size());
  uint32_t begin = 0;
  while (found.size() < kMost) {
    const uint32_t next = read_structure(text.substr(begin)).next_treaty;
    if (next == 0) break;
    found.push_back({begin, begin + next});
    begin += next;
  }
  found.push_back({begin, end});
  return found;
}

}  // namespace servanda::treaty

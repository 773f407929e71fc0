// Reads a treaty: its structure, what each provision binds whom to, its commitments and its terms.
#include "servanda/treaty/reader.h"

#include <array>
#include <string>
#include <utility>

#include "servanda/treaty/norms.h"
#include "servanda/treaty/phrases.h"
#include "servanda/treaty/structure.h"

namespace servanda::treaty {
namespace {

// "ten years", "20 years": the number before the first " years" behind a word of duration.
std::optional<double> years_in(std::string_view sentence) {
  static constexpr std::array<std::pair<std::string_view, double>, 14> kNumbers = {
      {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"fifteen", 15}, {"twenty", 20}, {"thirty", 30}, {"fifty", 50}}};
  const size_t years = sentence.find(" year");
  if (years == std::string_view::npos || years == 0) return std::nullopt;
  const size_t space = sentence.rfind(' ', years - 1);
  const std::string_view word = sentence.substr(space + 1, years - space - 1);
  for (const auto& [name, value] : kNumbers)
    if (word == name) return value;
  double value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9' || word.size() > 3) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return word.empty() ? std::nullopt : std::optional<double>(value);
}

void read_terms(const record::Provision& provision, record::Term& term) {
  for (const base::Span span : sentences(provision.text, {0, static_cast<uint32_t>(provision.text.size())})) {
    const std::string_view words = span.of(provision.text);
    const std::string text = plain(words);
    const auto keep = [&](std::string& slot) {
      if (slot.empty()) slot = words;
    };
    if (contains(text, " enter into force ") || contains(text, " come into effect ") || contains(text, " come into force ")) keep(term.entry_into_force);
    const bool lasts = contains(text, " remain in force ") || contains(text, " is concluded for ") || contains(text, " for a period of ") || contains(text, " unlimited duration ");
    if (lasts && !term.duration_years) {
      term.duration_years = contains(text, " unlimited ") || contains(text, " indefinite") ? std::optional<double>(0) : years_in(text);
    }
    if (contains(text, " extended ") || contains(text, " renewed ") || contains(text, " prolonged ")) keep(term.renewal);
    if (contains(text, " denounce") || contains(text, " terminat") || contains(text, " withdraw")) keep(term.denunciation);
    if (contains(text, " replace") || contains(text, " supersede") || contains(text, " shall cease to have effect ")) keep(term.succession);
    if (contains(text, " depositary ") || contains(text, " deposited with ")) keep(term.depositary);
  }
}

void add(record::Treaty& treaty, record::Provision provision, std::string_view text) {
  provision.text = provision.span.of(text);
  read_norm(provision, treaty.obligations);
  read_terms(provision, treaty.term);
  treaty.provisions.push_back(std::move(provision));
}

}  // namespace

record::Treaty read_treaty(const record::Document& document) {
  const Structure structure = read_structure(document.text);
  record::Treaty treaty;
  treaty.document = document.id;
  treaty.title = structure.title.empty() ? document.title : structure.title;
  treaty.recitals = structure.recitals;
  treaty.articles = structure.articles;
  treaty.warnings = structure.warnings;
  for (const Unit& unit : structure.units) {
    record::Provision provision;
    provision.id = unit.id;
    provision.article = unit.article;
    provision.span = unit.span;
    add(treaty, std::move(provision), document.text);
  }
  if (structure.articles.empty()) {
    // Commitments of a declaration without articles count for the treaty, but are no provisions of an article.
    uint32_t number = 0;
    for (const base::Span span : sentences(document.text, {0, static_cast<uint32_t>(document.text.size())})) {
      record::Provision provision;
      provision.id = "body__sentence_" + std::to_string(++number);
      provision.span = span;
      add(treaty, std::move(provision), document.text);
    }
  }
  return treaty;
}

}  // namespace servanda::treaty

// The words in which comparisons of treaties are told to a reader, on the page and in Markdown.
#include "servanda/exchange/treaty_wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "servanda/exchange/treaty_json.h"

namespace servanda::exchange {
namespace {

using record::Relation;
using record::Standing;

size_t words_in(std::string_view text) {
  size_t words = 0, at = 0;
  while ((at = text.find_first_not_of(" \t\r\n\f", at)) != std::string_view::npos) {
    ++words;
    at = std::min(text.find_first_of(" \t\r\n\f", at), text.size());
  }
  return words;
}

std::string duration(const record::Term& term) {
  if (!term.duration_years) return "";
  return *term.duration_years == 0 ? "without limit of time"
                                   : fmt::format("{:g} years", *term.duration_years);
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : ", ") + item;
  return out;
}

}  // namespace

std::string spoken(std::string_view code) {
  std::string words(code);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string cited(std::string_view id) {
  std::string out;
  while (!id.empty()) {
    const std::string_view part = id.substr(0, id.find("__"));
    id.remove_prefix(std::min(part.size() + 2, id.size()));
    if (part == "preamble") continue;
    const std::string words = spoken(part.substr(std::min(part.find('_') + 1, part.size())));
    if (part.starts_with("para_") || part.starts_with("point_")) {
      out += fmt::format("({})", words);
    } else {
      out += out.empty() ? "" : ", ";
      out += part.starts_with("art_") ? "Art. " + words : spoken(part);
    }
  }
  return out;
}

std::string cited(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + cited(id);
  return out;
}

std::string told(std::string_view why) {
  std::string out;
  while (!why.empty()) {
    const size_t end = std::min(why.find_first_of(" ,;:()'"), why.size());
    const std::string_view word = why.substr(0, end);
    const bool place = word.starts_with("art_") || word.find("__") != std::string_view::npos;
    out += place ? cited(word) : spoken(word);
    if (end < why.size()) out += why[end];
    why.remove_prefix(std::min(end + 1, why.size()));
  }
  return out;
}

std::string short_name(std::string_view file) {
  const size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || file.size() - dot > 6) return std::string(file);
  // What stands behind the ending tells two parts of one file apart: "both.txt (2)".
  const size_t behind = std::min(file.find_first_of(" '", dot), file.size());
  return std::string(file.substr(0, dot)) + std::string(file.substr(behind));
}

std::string heading_of(const record::TreatyPair& pair, std::span<const std::string> names) {
  return fmt::format("{} {} {}", short_name(names[pair.a]), pair.succession ? "→" : "beside",
                     short_name(names[pair.b]));
}

std::string told(Standing standing, const record::TreatyPair& pair,
                 std::span<const std::string> names) {
  if (standing == Standing::kNeither) return "–";
  if (pair.succession) return standing == Standing::kKept ? "renewed" : std::string(name(standing));
  const std::string other = short_name(names[pair.b]);
  switch (standing) {
    case Standing::kStronger:
      return "both, stronger in " + other;
    case Standing::kWeaker:
      return "weaker in " + other;
    case Standing::kNew:
      return "only in " + other;
    case Standing::kDropped:
      return "only in " + short_name(names[pair.a]);
    default:
      return "both";
  }
}

std::string told(Relation relation, const record::TreatyPair& pair,
                 std::span<const std::string> names) {
  if (pair.succession) return std::string(name(relation));
  const std::string other = short_name(names[pair.b]);
  switch (relation) {
    case Relation::kStrengthened:
      return "stronger in " + other;
    case Relation::kWeakened:
      return "weaker in " + other;
    case Relation::kBroadened:
      return "broader in " + other;
    case Relation::kNarrowed:
      return "narrower in " + other;
    case Relation::kNew:
      return "only in " + other;
    case Relation::kDropped:
      return "only in " + short_name(names[pair.a]);
    case Relation::kReworded:
      return "in other words";
    case Relation::kRetained:
      return "in the same words";
  }
  return "";
}

size_t looked_at(const record::TreatyMatrix& matrix) {
  if (matrix.pairs.empty()) return 0;
  const record::TreatyPair& last = matrix.pairs.back();
  return last.succession ? last.b : last.a;
}

std::vector<std::pair<std::string, std::vector<std::string>>> terms_of(
    std::span<const record::Treaty> treaties) {
  using Value = std::string (*)(const record::Treaty&);
  static constexpr std::array<std::pair<std::string_view, Value>, 10> kTerms = {{
      {"signed", [](const record::Treaty& t) { return record::print(t.term.signed_on); }},
      {"entry into force", [](const record::Treaty& t) { return t.term.entry_into_force; }},
      {"duration", [](const record::Treaty& t) { return duration(t.term); }},
      {"renewal", [](const record::Treaty& t) { return t.term.renewal; }},
      {"denunciation", [](const record::Treaty& t) { return t.term.denunciation; }},
      {"succession", [](const record::Treaty& t) { return t.term.succession; }},
      {"reservations", [](const record::Treaty& t) { return t.term.reservations; }},
      {"depositary", [](const record::Treaty& t) { return t.term.depositary; }},
      {"languages", [](const record::Treaty& t) { return joined(t.term.languages); }},
      {"calls for further agreements",
       [](const record::Treaty& t) {
         return fmt::format("{:.0f} % of the provisions", 100 * framework_share(t));
       }},
  }};
  std::vector<std::pair<std::string, std::vector<std::string>>> terms;
  for (const auto& [term, value] : kTerms) {
    std::vector<std::string> row;
    for (const record::Treaty& treaty : treaties) row.push_back(value(treaty));
    if (std::all_of(row.begin(), row.end(), [](const std::string& text) { return text.empty(); }))
      continue;
    terms.emplace_back(term, std::move(row));
  }
  return terms;
}

std::vector<std::pair<std::string, std::vector<std::string>>> fields_of(
    std::span<const record::Treaty> treaties, size_t by) {
  struct Weight {
    size_t words = 0, first = 0;
  };
  std::map<std::string, std::vector<Weight>> fields;
  std::vector<size_t> all(treaties.size(), 0);
  for (size_t t = 0; t < treaties.size(); ++t) {
    size_t place = 0;
    for (const record::Provision& provision : treaties[t].provisions) {
      if (provision.id.starts_with("preamble__")) continue;
      ++place;
      const size_t words = words_in(provision.text);
      all[t] += words;
      for (const std::string& field : provision.fields) {
        std::vector<Weight>& row = fields[field];
        row.resize(treaties.size());
        row[t].words += words;
        if (row[t].first == 0) row[t].first = place;
      }
    }
  }
  std::vector<std::pair<std::string, std::vector<Weight>>> order(fields.begin(), fields.end());
  std::stable_sort(order.begin(), order.end(), [&](const auto& x, const auto& y) {
    return x.second[by].words > y.second[by].words;
  });
  std::vector<std::pair<std::string, std::vector<std::string>>> told;
  for (const auto& [field, weights] : order) {
    std::vector<std::string> row;
    for (size_t t = 0; t < treaties.size(); ++t)
      row.push_back(weights[t].words == 0
                        ? ""
                        : fmt::format("{} % of the words, first in provision {}",
                                      (100 * weights[t].words + all[t] / 2) / all[t],
                                      weights[t].first));
    told.emplace_back(spoken(field), std::move(row));
  }
  return told;
}

}  // namespace servanda::exchange

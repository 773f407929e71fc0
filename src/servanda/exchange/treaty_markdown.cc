// Writes the comparison of treaties as Markdown.
#include "servanda/exchange/treaty_markdown.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "servanda/exchange/treaty_wording.h"

namespace servanda::exchange {
namespace {

using record::Alignment;
using record::Relation;

// Text in one line, with what Markdown would read as its own marks kept as it is.
std::string plain_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (space) {
      if (!line.empty() && line.back() != ' ') line += ' ';
      continue;
    }
    if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) line += '\\';
    line += c;
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

void add_row(std::string& out, const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) out += "| " + cell + " ";
  out += "|\n";
}

void add_head(std::string& out, std::string_view heading, std::vector<std::string> columns) {
  out += fmt::format("\n## {}\n\n", heading);
  columns.insert(columns.begin(), "");
  add_row(out, columns);
  add_row(out, std::vector<std::string>(columns.size(), "---"));
}

std::vector<std::string> columns_of(std::span<const std::string> names) {
  std::vector<std::string> columns;
  for (const std::string& one : names) columns.push_back(plain_line(short_name(one)));
  return columns;
}

void add_commitments(std::string& out, const record::TreatyMatrix& matrix,
                     std::span<const std::string> names) {
  if (matrix.commitments.empty()) return;
  std::vector<std::string> columns = columns_of(names);
  for (const record::TreatyPair& pair : matrix.pairs)
    columns.push_back(plain_line(heading_of(pair, names)));
  add_head(out, "Commitments", std::move(columns));
  for (const record::CommitmentRow& row : matrix.commitments) {
    std::vector<std::string> cells = {spoken(row.commitment)};
    for (const std::vector<std::string>& ids : row.by_treaty)
      cells.push_back(ids.empty() ? "–" : plain_line(cited(ids)));
    for (size_t p = 0; p < matrix.pairs.size(); ++p) {
      const record::CommitmentRow::Verdict& verdict = row.by_pair[p];
      std::string cell = plain_line(told(verdict.standing, matrix.pairs[p], names));
      if (!verdict.why.empty()) cell += ": " + plain_line(told(verdict.why));
      cells.push_back(std::move(cell));
    }
    add_row(out, cells);
  }
}

void add_facts(std::string& out, std::string_view heading,
               const std::vector<std::pair<std::string, std::vector<std::string>>>& facts,
               std::span<const std::string> names) {
  if (facts.empty()) return;
  add_head(out, heading, columns_of(names));
  for (const auto& [fact, texts] : facts) {
    std::vector<std::string> cells = {fact};
    for (const std::string& text : texts) cells.push_back(text.empty() ? "–" : plain_line(text));
    add_row(out, cells);
  }
}

// The provisions of a side, a line for each.
void add_passages(std::string& out, std::string_view begin, const record::Treaty& treaty,
                  const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    for (const record::Provision& provision : treaty.provisions) {
      if (provision.id != id) continue;
      out += fmt::format("{}{}: {}\n", begin, plain_line(cited(id)), plain_line(provision.text));
      break;
    }
  }
}

void add_pair(std::string& out, std::span<const record::Treaty> treaties,
              std::span<const std::string> names, const record::TreatyPair& pair) {
  out += fmt::format("\n## {}\n", plain_line(heading_of(pair, names)));
  constexpr std::array<Relation, 6> kTold = {Relation::kNew,          Relation::kDropped,
                                             Relation::kStrengthened, Relation::kWeakened,
                                             Relation::kBroadened,    Relation::kNarrowed};
  for (const Relation relation : kTold) {
    bool first = true;
    for (const Alignment& link : pair.links) {
      if (link.relation != relation) continue;
      if (first) out += fmt::format("\n### {}\n\n", plain_line(told(relation, pair, names)));
      first = false;
      // What stands on one side only needs no reason but its absence.
      if (link.a.empty() || link.b.empty()) {
        add_passages(out, "- ", treaties[link.a.empty() ? pair.b : pair.a],
                     link.a.empty() ? link.b : link.a);
        continue;
      }
      out += fmt::format("- {}\n", plain_line(told(link.why)));
      add_passages(out, fmt::format("  - {}, ", plain_line(short_name(names[pair.a]))),
                   treaties[pair.a], link.a);
      add_passages(out, fmt::format("  - {}, ", plain_line(short_name(names[pair.b]))),
                   treaties[pair.b], link.b);
    }
  }
  size_t retained = 0, reworded = 0;
  for (const Alignment& link : pair.links) {
    retained += link.relation == Relation::kRetained ? 1 : 0;
    reworded += link.relation == Relation::kReworded ? 1 : 0;
  }
  out += fmt::format("\nKept in the same words: {}; in other words: {}.\n", retained, reworded);
}

}  // namespace

std::string comparison_markdown(std::span<const record::Treaty> treaties,
                                std::span<const std::string> names,
                                const record::TreatyMatrix& matrix) {
  std::string out = "# Treaties side by side\n\n";
  for (size_t t = 0; t < treaties.size(); ++t)
    out +=
        fmt::format("- {}: {}\n", plain_line(short_name(names[t])),
                    treaties[t].title.empty() ? "without a title" : plain_line(treaties[t].title));
  add_commitments(out, matrix, names);
  add_facts(out, "Terms", terms_of(treaties), names);
  add_facts(out, "Fields", fields_of(treaties, looked_at(matrix)), names);
  for (const record::TreatyPair& pair : matrix.pairs) add_pair(out, treaties, names, pair);
  return out;
}

}  // namespace servanda::exchange

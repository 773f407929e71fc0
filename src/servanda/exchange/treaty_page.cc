// Writes treaties side by side as one page that needs nothing else.
#include "servanda/exchange/treaty_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "servanda/base/markup.h"
#include "servanda/exchange/treaty_json.h"

namespace servanda::exchange {
namespace {

using base::escaped;

constexpr size_t kMostWords =
    2000;  // the longest text whose words are marked: the table grows with the square

constexpr std::string_view kStyle = R"(<style>
:root{color-scheme:light dark;--gone:#fbd5d5;--come:#cdeccf;--line:#999;--head:#f2f2ee;--ground:#fff;--ink:#1b1b1b;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--gone:#6b2a2a;--come:#245a2a;--line:#666;--head:#26282b;--ground:#17181a;--ink:#e6e6e3;--link:#8ab8f0}}
body{font:16px/1.5 Georgia,serif;margin:1.5rem auto;max-width:min(96vw,110rem);padding:0 1rem;background:var(--ground);color:var(--ink)}
a{color:var(--link)}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;table-layout:fixed}
td,th{vertical-align:top;border:1px solid var(--line);padding:.5rem;text-align:left;overflow-wrap:anywhere}
th,.why{background:var(--head)}.facts th:first-child{width:14rem}.facts,.why,nav{font:14px/1.45 system-ui,sans-serif}
.why{font-size:13px}nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;padding:0}
del{background:var(--gone);text-decoration:line-through}ins{background:var(--come);text-decoration:underline}
tbody{break-inside:avoid}:target>tr:first-child td{outline:3px solid var(--link)}
@media print{body{max-width:none;margin:0;font-size:10pt}nav{display:none}a{color:inherit;text-decoration:none}thead{display:table-header-group}}
</style>)";

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  size_t at = 0;
  while ((at = text.find_first_not_of(" \t\r\n\f", at)) != std::string_view::npos) {
    const size_t end = std::min(text.find_first_of(" \t\r\n\f", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

// Which words of each side stand in the longest common subsequence.
struct Common {
  std::vector<bool> a, b;
};

Common common_words(const std::vector<std::string_view>& a,
                    const std::vector<std::string_view>& b) {
  Common common{std::vector<bool>(a.size(), false), std::vector<bool>(b.size(), false)};
  if (a.size() > kMostWords || b.size() > kMostWords) {
    common.a.assign(a.size(), true), common.b.assign(b.size(), true);
    return common;
  }
  const size_t width = b.size() + 1;
  std::vector<uint16_t> length((a.size() + 1) * width, 0);
  for (size_t i = a.size(); i-- > 0;)
    for (size_t j = b.size(); j-- > 0;)
      length[i * width + j] =
          a[i] == b[j] ? static_cast<uint16_t>(length[(i + 1) * width + j + 1] + 1)
                       : std::max(length[(i + 1) * width + j], length[i * width + j + 1]);
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      common.a[i++] = common.b[j++] = true;
    } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return common;
}

// The words of a column, those marked as gone that the next column has not, and as come those that
// the one before has not.
std::string marked(const std::vector<std::string_view>& words, const std::vector<bool>& gone,
                   const std::vector<bool>& come) {
  const auto mark_of = [&](size_t i) -> std::string_view {
    return !come.empty() && come[i] ? "ins" : !gone.empty() && gone[i] ? "del" : "";
  };
  std::string out;
  std::string_view open;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view mark = mark_of(i);
    if (!open.empty() && mark != open) out += fmt::format("</{}>", open);
    if (i > 0) out += ' ';
    if (!mark.empty() && mark != open) out += fmt::format("<{}>", mark);
    open = mark;
    out += escaped(words[i]);
  }
  if (!open.empty()) out += fmt::format("</{}>", open);
  return out;
}

using Texts = std::unordered_map<std::string_view, std::string_view>;

Texts texts_of(const record::Treaty& treaty) {
  Texts texts;
  for (const record::Provision& provision : treaty.provisions)
    texts.emplace(provision.id, provision.text);
  return texts;
}

std::string joined(const std::vector<std::string>& ids, const Texts& texts) {
  std::string out;
  for (const std::string& id : ids) {
    const auto found = texts.find(id);
    if (found == texts.end()) continue;
    out += (out.empty() ? "" : " ") + std::string(found->second);
  }
  return out;
}

// "no_aid_to_aggressor" as it is read.
std::string spoken(std::string_view code) {
  std::string words(code);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

// One row of the page: what carries one clause in each treaty, and what became of it from each to
// the next.
struct Row {
  std::vector<std::vector<std::string>> ids;  // by treaty
  std::vector<std::string> notes;             // HTML
};

struct Page {
  std::span<const record::Treaty> treaties;
  std::span<const std::string> names;
  std::vector<Row> rows;
  std::vector<std::unordered_map<std::string_view, size_t>> row_of;  // by treaty: the row of an id
};

std::string note_of(const record::Alignment& link, std::string_view from, std::string_view to) {
  const auto ids = [](const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& id : list) out += (out.empty() ? "" : ", ") + id;
    return out;
  };
  const std::string steps =
      from.empty() ? "" : fmt::format("{} → {}: ", escaped(from), escaped(to));
  return fmt::format("{}<b>{}</b> {} | {}: {}", steps, name(link.relation), escaped(ids(link.a)),
                     escaped(ids(link.b)), escaped(link.why));
}

// Of two treaties each link is a row; of more, each thread, with the links that it is made of.
Page page_of(std::span<const record::Treaty> treaties, std::span<const std::string> names,
             std::span<const std::vector<record::Alignment>> alignments, const Threads& threads) {
  Page page{treaties, names, {}, {}};
  page.row_of.resize(treaties.size());
  const auto index = [&](size_t row) {
    for (size_t t = 0; t < treaties.size(); ++t)
      for (const std::string& id : page.rows[row].ids[t]) page.row_of[t].emplace(id, row);
  };
  if (treaties.size() == 2) {
    for (const record::Alignment& link : alignments[0])
      page.rows.push_back({{link.a, link.b}, {note_of(link, "", "")}});
  } else {
    for (const auto& thread : threads) page.rows.push_back({thread, {}});
  }
  for (size_t row = 0; row < page.rows.size(); ++row) {
    page.rows[row].ids.resize(treaties.size());
    index(row);
  }
  if (treaties.size() == 2) return page;
  for (size_t step = 0; step < alignments.size(); ++step) {
    for (const record::Alignment& link : alignments[step]) {
      const size_t side = link.a.empty() ? step + 1 : step;
      const std::vector<std::string>& ids = link.a.empty() ? link.b : link.a;
      const auto row = ids.empty() ? page.row_of[side].end() : page.row_of[side].find(ids.front());
      if (row == page.row_of[side].end()) continue;
      page.rows[row->second].notes.push_back(note_of(link, names[step], names[step + 1]));
    }
  }
  return page;
}

// Where provisions of the list stand on the page: the first row that names the id.
std::string linked(const Page& page, size_t treaty, const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) {
    if (!out.empty()) out += ", ";
    const auto row = page.row_of[treaty].find(id);
    out += row == page.row_of[treaty].end()
               ? escaped(id)
               : fmt::format("<a href=\"#row{}\">{}</a>", row->second, escaped(id));
  }
  return out.empty() ? "–" : out;
}

// A table of facts: a name, then a cell of HTML for each treaty.
std::string facts_table(std::string_view heading, const Page& page,
                        const std::vector<std::pair<std::string, std::vector<std::string>>>& rows) {
  if (rows.empty()) return "";
  std::string out =
      fmt::format("<h2>{}</h2><table class=\"facts\"><thead><tr><th scope=\"col\"></th>", heading);
  for (const std::string& name : page.names)
    out += fmt::format("<th scope=\"col\">{}</th>", escaped(name));
  out += "</tr></thead><tbody>";
  for (const auto& [name, cells] : rows) {
    out += fmt::format("<tr><th scope=\"row\">{}</th>", escaped(spoken(name)));
    for (const std::string& cell : cells)
      out += fmt::format("<td>{}</td>", cell.empty() ? "–" : cell);
    out += "</tr>";
  }
  return out + "</tbody></table>";
}

std::string commitments_table(const Page& page) {
  std::map<std::string, std::vector<std::vector<std::string>>> listed;
  for (size_t t = 0; t < page.treaties.size(); ++t) {
    for (const record::Provision& provision : page.treaties[t].provisions) {
      if (provision.commitment.empty()) continue;
      auto& by_treaty = listed[provision.commitment];
      by_treaty.resize(page.treaties.size());
      by_treaty[t].push_back(provision.id);
    }
  }
  std::vector<std::pair<std::string, std::vector<std::string>>> rows;
  for (const auto& [commitment, by_treaty] : listed) {
    rows.push_back({commitment, {}});
    for (size_t t = 0; t < by_treaty.size(); ++t)
      rows.back().second.push_back(linked(page, t, by_treaty[t]));
  }
  return facts_table("Commitments", page, rows);
}

// The fields in the order of their weight in the newest treaty: share of words, and the place of
// the first provision.
std::string fields_table(const Page& page) {
  struct Weight {
    size_t words = 0, first = 0;
  };
  const size_t count = page.treaties.size();
  std::map<std::string, std::vector<Weight>> fields;
  std::vector<size_t> all(count, 0);
  for (size_t t = 0; t < count; ++t) {
    size_t place = 0;
    for (const record::Provision& provision : page.treaties[t].provisions) {
      if (provision.id.starts_with("preamble__")) continue;
      ++place;
      const size_t words = words_of(provision.text).size();
      all[t] += words;
      for (const std::string& field : provision.fields) {
        auto& weights = fields[field];
        weights.resize(count);
        weights[t].words += words;
        if (weights[t].first == 0) weights[t].first = place;
      }
    }
  }
  std::vector<std::pair<std::string, std::vector<Weight>>> order(fields.begin(), fields.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& x, const auto& y) {
    return x.second.back().words > y.second.back().words;
  });
  std::vector<std::pair<std::string, std::vector<std::string>>> rows;
  for (const auto& [field, weights] : order) {
    rows.push_back({field, {}});
    for (size_t t = 0; t < count; ++t)
      rows.back().second.push_back(
          weights[t].words == 0
              ? ""
              : fmt::format("{} % of the words, first in provision {}",
                            (100 * weights[t].words + all[t] / 2) / std::max<size_t>(1, all[t]),
                            weights[t].first));
  }
  return facts_table("Fields", page, rows);
}

std::string terms_table(const Page& page) {
  static constexpr std::array<std::string_view, 9> kNames = {
      "signed",       "entry into force", "duration",
      "renewal",      "denunciation",     "succession",
      "reservations", "languages",        "calls for further agreements"};
  std::vector<std::pair<std::string, std::vector<std::string>>> rows;
  for (const std::string_view name : kNames) rows.push_back({std::string(name), {}});
  for (const record::Treaty& treaty : page.treaties) {
    const record::Term& term = treaty.term;
    std::string languages;
    for (const std::string& language : term.languages)
      languages += (languages.empty() ? "" : ", ") + language;
    const std::string duration = !term.duration_years ? ""
                                 : *term.duration_years == 0
                                     ? "without limit of time"
                                     : fmt::format("{:g} years", *term.duration_years);
    const std::array<std::string, 9> cells = {
        record::print(term.signed_on),
        term.entry_into_force,
        duration,
        term.renewal,
        term.denunciation,
        term.succession,
        term.reservations,
        languages,
        fmt::format("{:.0f} % of the provisions", 100 * framework_share(treaty))};
    for (size_t i = 0; i < cells.size(); ++i) rows[i].second.push_back(escaped(cells[i]));
  }
  std::erase_if(rows, [](const auto& row) {
    return std::all_of(row.second.begin(), row.second.end(),
                       [](const std::string& cell) { return cell.empty(); });
  });
  return facts_table("Terms", page, rows);
}

// How many links there are of each relation, with the first of each to jump to.
std::string summary(const Page& page, std::span<const std::vector<record::Alignment>> alignments) {
  std::string out;
  for (size_t step = 0; step < alignments.size(); ++step) {
    std::map<record::Relation, std::pair<size_t, size_t>> counts;  // how many, first row
    for (const record::Alignment& link : alignments[step]) {
      const size_t side = link.a.empty() ? step + 1 : step;
      const std::vector<std::string>& ids = link.a.empty() ? link.b : link.a;
      const auto row = ids.empty() ? page.row_of[side].end() : page.row_of[side].find(ids.front());
      auto& [count, first] = counts[link.relation];
      if (count++ == 0 && row != page.row_of[side].end()) first = row->second;
    }
    out += "<nav aria-label=\"Changes\"><ul>";
    if (alignments.size() > 1)
      out +=
          fmt::format("<li>{} → {}</li>", escaped(page.names[step]), escaped(page.names[step + 1]));
    for (const auto& [relation, count] : counts)
      out += fmt::format("<li><a href=\"#row{}\">{} {}</a></li>", count.second, count.first,
                         name(relation));
    out += "</ul></nav>";
  }
  return out;
}

// The texts of one row, each with the words marked that its neighbours have not.
std::string cells_of(const Row& row, const std::vector<Texts>& texts) {
  const size_t count = row.ids.size();
  std::vector<std::string> words_joined(count);
  std::vector<std::vector<std::string_view>> words(count);
  for (size_t t = 0; t < count; ++t) {
    words_joined[t] = joined(row.ids[t], texts[t]);
    words[t] = words_of(words_joined[t]);
  }
  std::vector<std::vector<bool>> gone(count), come(count);
  for (size_t t = 0; t + 1 < count; ++t) {
    Common common = common_words(words[t], words[t + 1]);
    common.a.flip(), common.b.flip();
    gone[t] = std::move(common.a), come[t + 1] = std::move(common.b);
  }
  std::string out;
  for (size_t t = 0; t < count; ++t)
    out += fmt::format("<td>{}</td>", marked(words[t], gone[t], come[t]));
  return out;
}

}  // namespace

std::string side_by_side_page(std::span<const record::Treaty> treaties,
                              std::span<const std::string> names,
                              std::span<const std::vector<record::Alignment>> alignments,
                              const Threads& threads) {
  if (treaties.size() < 2) return "";
  const Page page = page_of(treaties, names, alignments, threads);
  std::string title;
  for (const std::string& name : names) title += (title.empty() ? "" : " and ") + escaped(name);
  std::string out =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">";
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">";
  out += fmt::format("<title>{}</title>{}</head><body><main><h1>Side by side</h1>", title, kStyle);
  out += summary(page, alignments) + commitments_table(page) + terms_table(page) +
         fields_table(page) + "<h2>Provisions</h2><table><thead><tr>";
  for (size_t t = 0; t < treaties.size(); ++t)
    out += fmt::format("<th scope=\"col\">{}<br>{}</th>", escaped(names[t]),
                       escaped(treaties[t].title));
  out += "</tr></thead>\n";
  std::vector<Texts> texts;
  for (const record::Treaty& treaty : treaties) texts.push_back(texts_of(treaty));
  for (size_t i = 0; i < page.rows.size(); ++i) {
    out += fmt::format("<tbody id=\"row{}\"><tr><td class=\"why\" colspan=\"{}\">", i,
                       treaties.size());
    for (size_t k = 0; k < page.rows[i].notes.size(); ++k)
      out += (k > 0 ? "<br>" : "") + page.rows[i].notes[k];
    out += fmt::format("</td></tr><tr>{}</tr></tbody>\n", cells_of(page.rows[i], texts));
  }
  return out + "</table></main></body></html>\n";
}

}  // namespace servanda::exchange

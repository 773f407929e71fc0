// Writes treaties side by side as one page that needs nothing else.
#include "servanda/exchange/treaty_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "servanda/base/markup.h"
#include "servanda/exchange/treaty_wording.h"

namespace servanda::exchange {
namespace {

using base::escaped;

constexpr size_t kMostWords =
    2000;  // the longest text whose words are marked: the table grows with the square

constexpr std::string_view kStyle = R"(<style>
:root{color-scheme:light dark;--gone:#fbd5d5;--come:#cdeccf;--line:#999;--head:#f2f2ee;--ground:#fff;--ink:#1b1b1b;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--gone:#6b2a2a;--come:#245a2a;--line:#666;--head:#26282b;--ground:#17181a;--ink:#e6e6e3;--link:#8ab8f0}}
body{font:16px/1.5 Georgia,serif;margin:1.5rem auto;max-width:76rem;padding:0 1rem;background:var(--ground);color:var(--ink)}
a{color:var(--link)}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;table-layout:fixed}
td,th{vertical-align:top;border:1px solid var(--line);padding:.5rem;text-align:left;overflow-wrap:anywhere}
th,.why{background:var(--head)}.facts th:first-child{width:11rem}.facts,.why,nav{font:14px/1.45 system-ui,sans-serif}
.why{font-size:13px}nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;padding:0;margin:.2rem 0 .8rem}
.wide{overflow-x:auto}.facts{min-width:44rem}.dropped,.weaker{background:var(--gone)}.new,.stronger{background:var(--come)}.neither b{font-weight:normal}
del{background:var(--gone);text-decoration:line-through}ins{background:var(--come);text-decoration:underline}
tbody,.facts tr{break-inside:avoid}.facts tbody{break-inside:auto}h2{break-after:avoid}:target>tr:first-child td{outline:3px solid var(--link)}
@media print{body{max-width:none;margin:0;font-size:10pt}nav{display:none}a{color:inherit;text-decoration:none}thead{display:table-header-group}.facts{min-width:0}.facts th:first-child{width:18%}}
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

// A word as it is compared: in lower case, without stops, brackets and hyphens, so that "(a)" is
// "a)" and "co-operation;" is "cooperation".
std::string compared(std::string_view word) {
  std::string key;
  for (const char c : word) {
    if (std::string_view("()[].,;:-\"'").find(c) != std::string_view::npos) continue;
    key += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return key.empty() ? std::string(word) : key;
}

// Each word by a number of its own, the same for words that are compared as one.
std::vector<uint32_t> numbered(const std::vector<std::string_view>& words,
                               std::unordered_map<std::string, uint32_t>& numbers) {
  std::vector<uint32_t> found;
  for (const std::string_view word : words)
    found.push_back(
        numbers.emplace(compared(word), static_cast<uint32_t>(numbers.size())).first->second);
  return found;
}

// "1.", "(b)": the number of a paragraph or the mark of a point; it is told above the texts.
bool is_mark(std::string_view word) {
  constexpr size_t kLongest = 7;  // bytes of "(viii)."
  return word.size() <= kLongest && (word.back() == '.' || word.back() == ')');
}

// Which words of each side stand in the longest common subsequence.
struct Common {
  std::vector<bool> a, b;
};

// Takes back single words that stand in common amid changes on both sides: "of" between two other
// clauses is no word that was kept.
void drop_lone_words(const std::vector<std::pair<size_t, size_t>>& pairs, Common& common) {
  const auto changed = [](const std::vector<bool>& words, size_t at) {
    return at > 0 && at + 1 < words.size() && !words[at - 1] && !words[at + 1];
  };
  std::vector<std::pair<size_t, size_t>> lone;
  for (const auto& [i, j] : pairs)
    if (changed(common.a, i) && changed(common.b, j)) lone.emplace_back(i, j);
  for (const auto& [i, j] : lone) common.a[i] = common.b[j] = false;
}

Common common_words(const std::vector<std::string_view>& a_words,
                    const std::vector<std::string_view>& b_words) {
  Common common{std::vector<bool>(a_words.size(), false), std::vector<bool>(b_words.size(), false)};
  if (a_words.size() > kMostWords || b_words.size() > kMostWords) {
    common.a.assign(a_words.size(), true), common.b.assign(b_words.size(), true);
    return common;
  }
  std::unordered_map<std::string, uint32_t> numbers;
  const std::vector<uint32_t> a = numbered(a_words, numbers), b = numbered(b_words, numbers);
  const size_t width = b.size() + 1;
  std::vector<uint16_t> length((a.size() + 1) * width, 0);
  for (size_t i = a.size(); i-- > 0;)
    for (size_t j = b.size(); j-- > 0;)
      length[i * width + j] =
          a[i] == b[j] ? static_cast<uint16_t>(length[(i + 1) * width + j + 1] + 1)
                       : std::max(length[(i + 1) * width + j], length[i * width + j + 1]);
  std::vector<std::pair<size_t, size_t>> pairs;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      common.a[i] = common.b[j] = true;
      pairs.emplace_back(i++, j++);
    } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  drop_lone_words(pairs, common);
  if (!a_words.empty() && is_mark(a_words.front())) common.a.front() = true;
  if (!b_words.empty() && is_mark(b_words.front())) common.b.front() = true;
  return common;
}

std::string marked(const std::vector<std::string_view>& words, const std::vector<bool>& common,
                   std::string_view mark) {
  std::string out;
  bool open = false;
  for (size_t i = 0; i < words.size(); ++i) {
    if (open && common[i]) out += fmt::format("</{}>", mark), open = false;
    if (i > 0) out += ' ';
    if (!open && !common[i]) out += fmt::format("<{}>", mark), open = true;
    out += escaped(words[i]);
  }
  if (open) out += fmt::format("</{}>", mark);
  return out;
}

using Texts = std::unordered_map<std::string_view, std::string_view>;

Texts texts_of(const record::Treaty& treaty) {
  Texts texts;
  for (const record::Provision& provision : treaty.provisions)
    texts.emplace(provision.id, provision.text);
  return texts;
}

// The words of several provisions behind each other.
std::string joined(const std::vector<std::string>& ids, const Texts& texts) {
  std::string out;
  for (const std::string& id : ids) {
    const auto found = texts.find(id);
    if (found == texts.end()) continue;
    if (!out.empty()) out += ' ';
    out += found->second;
  }
  return out;
}

// Where the provisions of each treaty stand on the page: the first row that names them.
using Rows = std::vector<std::unordered_map<std::string_view, std::string>>;

std::string row_name(size_t pair, size_t link) { return fmt::format("row{}-{}", pair, link); }

Rows rows_of(const record::TreatyMatrix& matrix, size_t treaties) {
  Rows rows(treaties);
  for (size_t p = 0; p < matrix.pairs.size(); ++p) {
    const record::TreatyPair& pair = matrix.pairs[p];
    for (size_t i = 0; i < pair.links.size(); ++i) {
      for (const std::string& id : pair.links[i].a) rows[pair.a].emplace(id, row_name(p, i));
      for (const std::string& id : pair.links[i].b) rows[pair.b].emplace(id, row_name(p, i));
    }
  }
  return rows;
}

std::string linked(const std::vector<std::string>& ids,
                   const std::unordered_map<std::string_view, std::string>& rows) {
  std::string out;
  for (const std::string& id : ids) {
    if (!out.empty()) out += ", ";
    const auto row = rows.find(id);
    const std::string place = escaped(cited(id));
    out += row == rows.end() ? place : fmt::format("<a href=\"#{}\">{}</a>", row->second, place);
  }
  return out.empty() ? "–" : out;
}

// The head of a table with a column for each treaty, and one for each pair if told so.
std::string table_head(std::string_view heading, std::span<const std::string> names,
                       const std::vector<record::TreatyPair>* pairs = nullptr) {
  std::string out = fmt::format(
      "<h2>{}</h2><div class=\"wide\"><table class=\"facts\"><thead><tr><th scope=\"col\"></th>",
      heading);
  for (const std::string& one : names)
    out += fmt::format("<th scope=\"col\">{}</th>", escaped(short_name(one)));
  if (pairs != nullptr) {
    for (const record::TreatyPair& pair : *pairs)
      out += fmt::format("<th scope=\"col\">{}</th>", escaped(heading_of(pair, names)));
  }
  return out + "</tr></thead><tbody>";
}

constexpr std::string_view kTableEnd = "</tbody></table></div>";

std::string commitments_table(const record::TreatyMatrix& matrix,
                              std::span<const std::string> names, const Rows& rows) {
  if (matrix.commitments.empty()) return "";
  std::string out = table_head("Commitments", names, &matrix.pairs);
  for (const record::CommitmentRow& row : matrix.commitments) {
    out += fmt::format("<tr><th scope=\"row\">{}</th>", escaped(spoken(row.commitment)));
    for (size_t t = 0; t < names.size(); ++t)
      out += fmt::format("<td>{}</td>", linked(row.by_treaty[t], rows[t]));
    for (size_t p = 0; p < matrix.pairs.size(); ++p) {
      const record::CommitmentRow::Verdict& verdict = row.by_pair[p];
      // Beside a sibling nothing is gone or come: no colour.
      out += fmt::format("<td class=\"{}\"><b>{}</b>",
                         matrix.pairs[p].succession ? name(verdict.standing) : "beside",
                         escaped(told(verdict.standing, matrix.pairs[p], names)));
      if (!verdict.why.empty()) out += fmt::format("<br>{}", escaped(told(verdict.why)));
      out += "</td>";
    }
    out += "</tr>\n";
  }
  return out.append(kTableEnd);
}

using FactRows = std::vector<std::pair<std::string, std::vector<std::string>>>;

std::string facts_table(std::string_view heading, const FactRows& facts,
                        std::span<const std::string> names) {
  if (facts.empty()) return "";
  std::string out = table_head(heading, names);
  for (const auto& [fact, cells] : facts) {
    out += fmt::format("<tr><th scope=\"row\">{}</th>", escaped(fact));
    for (const std::string& cell : cells)
      out += fmt::format("<td>{}</td>", cell.empty() ? "–" : escaped(cell));
    out += "</tr>\n";
  }
  return out.append(kTableEnd);
}

// How many links of a pair there are of each relation, with the first of each to jump to.
std::string summary(const record::TreatyPair& pair, size_t number,
                    std::span<const std::string> names) {
  std::map<record::Relation, std::pair<size_t, size_t>> counts;  // how many, first row
  for (size_t i = 0; i < pair.links.size(); ++i) {
    auto& [count, first] = counts[pair.links[i].relation];
    if (count++ == 0) first = i;
  }
  std::string out = fmt::format("<nav aria-label=\"{0}\"><b><a href=\"#pair{1}\">{0}</a></b><ul>",
                                escaped(heading_of(pair, names)), number);
  for (const auto& [relation, count] : counts)
    out += fmt::format("<li><a href=\"#{}\">{} {}</a></li>", row_name(number, count.second),
                       count.first, escaped(told(relation, pair, names)));
  return out + "</ul></nav>";
}

// The provisions of a pair, a row for each link.
std::string provisions_table(const record::TreatyPair& pair, size_t number,
                             std::span<const record::Treaty> treaties,
                             std::span<const std::string> names) {
  const Texts left = texts_of(treaties[pair.a]), right = texts_of(treaties[pair.b]);
  std::string out = fmt::format(
      "<h2 id=\"pair{}\">{}</h2><table><thead><tr><th scope=\"col\">{}<br>{}</th><th "
      "scope=\"col\">{}<br>{}</th></tr></thead>\n",
      number, escaped(heading_of(pair, names)), escaped(short_name(names[pair.a])),
      escaped(treaties[pair.a].title), escaped(short_name(names[pair.b])),
      escaped(treaties[pair.b].title));
  for (size_t i = 0; i < pair.links.size(); ++i) {
    const record::Alignment& link = pair.links[i];
    const std::string old = joined(link.a, left), now = joined(link.b, right);
    const auto old_words = words_of(old), now_words = words_of(now);
    const Common common = common_words(old_words, now_words);
    const std::string a = cited(link.a), b = cited(link.b);
    out += fmt::format(
        "<tbody id=\"{}\"><tr><td class=\"why\" colspan=\"2\"><b>{}</b> {}{}{}: {}</td></tr>",
        row_name(number, i), escaped(told(link.relation, pair, names)), escaped(a),
        a.empty() || b.empty() ? "" : " | ", escaped(b), escaped(told(link.why)));
    // What stands on one side only is new or gone as a whole: marks would hide its words.
    const bool alone = link.a.empty() || link.b.empty();
    out += fmt::format("<tr><td>{}</td><td>{}</td></tr></tbody>\n",
                       alone ? escaped(old) : marked(old_words, common.a, "del"),
                       alone ? escaped(now) : marked(now_words, common.b, "ins"));
  }
  return out + "</table>";
}

}  // namespace

std::string side_by_side_page(std::span<const record::Treaty> treaties,
                              std::span<const std::string> names,
                              const record::TreatyMatrix& matrix) {
  std::string title;
  for (const std::string& one : names) title += (title.empty() ? "" : ", ") + short_name(one);
  std::string page =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">";
  page += fmt::format("<title>{}</title>{}</head><body><main><h1>Side by side</h1>", escaped(title),
                      kStyle);
  for (size_t p = 0; p < matrix.pairs.size(); ++p) page += summary(matrix.pairs[p], p, names);
  page += commitments_table(matrix, names, rows_of(matrix, treaties.size()));
  page += facts_table("Terms", terms_of(treaties), names);
  page += facts_table("Fields", fields_of(treaties, looked_at(matrix)), names);
  for (size_t p = 0; p < matrix.pairs.size(); ++p)
    page += provisions_table(matrix.pairs[p], p, treaties, names);
  return page + "</main></body></html>\n";
}

}  // namespace servanda::exchange

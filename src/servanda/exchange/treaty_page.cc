// Writes two treaties side by side as one page that needs nothing else.
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
body{font:16px/1.5 Georgia,serif;margin:1.5rem auto;max-width:76rem;padding:0 1rem;background:var(--ground);color:var(--ink)}
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

std::string joined(const std::vector<std::string>& ids, const Texts& texts, bool names) {
  std::string out;
  for (const std::string& id : ids) {
    if (!out.empty()) out += names ? ", " : " ";
    const auto found = texts.find(id);
    out += names ? id : std::string(found == texts.end() ? std::string_view() : found->second);
  }
  return out;
}

// "no_aid_to_aggressor" as it is read.
std::string spoken(std::string_view code) {
  std::string words(code);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

// Where provisions of the list stand on the page: the first row that names the id.
std::string linked(const std::vector<std::string>& ids,
                   const std::unordered_map<std::string_view, size_t>& rows) {
  std::string out;
  for (const std::string& id : ids) {
    if (!out.empty()) out += ", ";
    const auto row = rows.find(id);
    out += row == rows.end() ? escaped(id)
                             : fmt::format("<a href=\"#row{}\">{}</a>", row->second, escaped(id));
  }
  return out.empty() ? "–" : out;
}

using Rows = std::unordered_map<std::string_view, size_t>;
using Listed = std::map<std::string, std::array<std::vector<std::string>, 2>>;

// A table of what each treaty has: a name, then the provisions on each side.
std::string facts_table(std::string_view heading, const Listed& listed,
                        const std::array<Rows, 2>& rows, std::string_view name_a,
                        std::string_view name_b) {
  if (listed.empty()) return "";
  std::string out = fmt::format(
      "<h2>{}</h2><table class=\"facts\"><thead><tr><th scope=\"col\"></th><th "
      "scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
      heading, escaped(name_a), escaped(name_b));
  for (const auto& [name, sides] : listed) {
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                       escaped(spoken(name)), linked(sides[0], rows[0]), linked(sides[1], rows[1]));
  }
  return out + "</tbody></table>";
}

size_t words_in(std::string_view text) { return words_of(text).size(); }

// The fields in the order of their weight in the newer treaty: share of words, and the place of the
// first provision.
std::string fields_table(const record::Treaty& a, const record::Treaty& b, std::string_view name_a,
                         std::string_view name_b) {
  struct Weight {
    size_t words = 0, first = 0;
  };
  std::map<std::string, std::array<Weight, 2>> fields;
  std::array<size_t, 2> all = {0, 0};
  for (size_t side = 0; side < 2; ++side) {
    size_t place = 0;
    for (const record::Provision& provision : (side == 0 ? a : b).provisions) {
      if (provision.id.starts_with("preamble__")) continue;
      ++place;
      const size_t words = words_in(provision.text);
      all[side] += words;
      for (const std::string& field : provision.fields) {
        Weight& weight = fields[field][side];
        weight.words += words;
        if (weight.first == 0) weight.first = place;
      }
    }
  }
  if (fields.empty()) return "";
  std::vector<std::pair<std::string, std::array<Weight, 2>>> order(fields.begin(), fields.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& x, const auto& y) {
    return x.second[1].words > y.second[1].words;
  });
  const auto cell = [&](const Weight& weight, size_t side) {
    if (weight.words == 0) return std::string("–");
    return fmt::format("{} % of the words, first in provision {}",
                       (100 * weight.words + all[side] / 2) / std::max<size_t>(1, all[side]),
                       weight.first);
  };
  std::string out = fmt::format(
      "<h2>Fields</h2><table class=\"facts\"><thead><tr><th scope=\"col\"></th><th "
      "scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
      escaped(name_a), escaped(name_b));
  for (const auto& [field, sides] : order)
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                       escaped(spoken(field)), cell(sides[0], 0), cell(sides[1], 1));
  return out + "</tbody></table>";
}

std::string terms_table(const record::Treaty& a, const record::Treaty& b, std::string_view name_a,
                        std::string_view name_b) {
  const auto duration = [](const record::Term& term) {
    if (!term.duration_years) return std::string();
    return *term.duration_years == 0 ? std::string("without limit of time")
                                     : fmt::format("{:g} years", *term.duration_years);
  };
  const auto languages = [](const record::Term& term) {
    std::string out;
    for (const std::string& language : term.languages) out += (out.empty() ? "" : ", ") + language;
    return out;
  };
  const std::array<std::array<std::string, 3>, 9> rows = {
      {{"signed", record::print(a.term.signed_on), record::print(b.term.signed_on)},
       {"entry into force", a.term.entry_into_force, b.term.entry_into_force},
       {"duration", duration(a.term), duration(b.term)},
       {"renewal", a.term.renewal, b.term.renewal},
       {"denunciation", a.term.denunciation, b.term.denunciation},
       {"succession", a.term.succession, b.term.succession},
       {"reservations", a.term.reservations, b.term.reservations},
       {"languages", languages(a.term), languages(b.term)},
       {"calls for further agreements",
        fmt::format("{:.0f} % of the provisions", 100 * framework_share(a)),
        fmt::format("{:.0f} % of the provisions", 100 * framework_share(b))}}};
  std::string out = fmt::format(
      "<h2>Terms</h2><table class=\"facts\"><thead><tr><th scope=\"col\"></th><th "
      "scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
      escaped(name_a), escaped(name_b));
  for (const auto& [name, old, now] : rows) {
    if (old.empty() && now.empty()) continue;
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>", name,
                       old.empty() ? "–" : escaped(old), now.empty() ? "–" : escaped(now));
  }
  return out + "</tbody></table>";
}

// How many links there are of each relation, with the first of each to jump to.
std::string summary(const std::vector<record::Alignment>& links) {
  std::map<record::Relation, std::pair<size_t, size_t>> counts;  // how many, first row
  for (size_t i = 0; i < links.size(); ++i) {
    auto& [count, first] = counts[links[i].relation];
    if (count++ == 0) first = i;
  }
  std::string out = "<nav aria-label=\"Changes\"><ul>";
  for (const auto& [relation, count] : counts)
    out += fmt::format("<li><a href=\"#row{}\">{} {}</a></li>", count.second, count.first,
                       name(relation));
  return out + "</ul></nav>";
}

}  // namespace

std::string side_by_side_page(const record::Treaty& a, const record::Treaty& b,
                              std::string_view name_a, std::string_view name_b,
                              const std::vector<record::Alignment>& links) {
  const Texts left = texts_of(a), right = texts_of(b);
  std::array<Rows, 2> rows;
  for (size_t i = 0; i < links.size(); ++i) {
    for (const std::string& id : links[i].a) rows[0].emplace(id, i);
    for (const std::string& id : links[i].b) rows[1].emplace(id, i);
  }
  Listed commitments;
  for (size_t side = 0; side < 2; ++side)
    for (const record::Provision& provision : (side == 0 ? a : b).provisions)
      if (!provision.commitment.empty())
        commitments[provision.commitment][side].push_back(provision.id);

  std::string page =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">";
  page +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">";
  page += fmt::format("<title>{} and {}</title>{}</head><body><main><h1>Side by side</h1>",
                      escaped(name_a), escaped(name_b), kStyle);
  page += summary(links);
  page += facts_table("Commitments", commitments, rows, name_a, name_b);
  page += terms_table(a, b, name_a, name_b);
  page += fields_table(a, b, name_a, name_b);
  page += "<h2>Provisions</h2>";
  page += fmt::format(
      "<table><thead><tr><th scope=\"col\">{}<br>{}</th><th "
      "scope=\"col\">{}<br>{}</th></tr></thead>\n",
      escaped(name_a), escaped(a.title), escaped(name_b), escaped(b.title));
  for (size_t i = 0; i < links.size(); ++i) {
    const record::Alignment& link = links[i];
    const std::string old = joined(link.a, left, false), now = joined(link.b, right, false);
    const auto old_words = words_of(old), now_words = words_of(now);
    const Common common = common_words(old_words, now_words);
    page += fmt::format(
        "<tbody id=\"row{}\"><tr><td class=\"why\" colspan=\"2\"><b>{}</b> {} | {}: {}</td></tr>",
        i, name(link.relation), escaped(joined(link.a, left, true)),
        escaped(joined(link.b, right, true)), escaped(link.why));
    page += fmt::format("<tr><td>{}</td><td>{}</td></tr></tbody>\n",
                        marked(old_words, common.a, "del"), marked(now_words, common.b, "ins"));
  }
  return page + "</table></main></body></html>\n";
}

}  // namespace servanda::exchange

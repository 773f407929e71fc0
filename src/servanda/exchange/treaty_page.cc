// Writes two treaties side by side as one page that needs nothing else.
#include "servanda/exchange/treaty_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace servanda::exchange {
namespace {

constexpr size_t kMostWords =
    2000;  // the longest text whose words are marked: the table grows with the square

constexpr std::string_view kStyle = R"(<style>
:root{color-scheme:light dark;--gone:#fbd5d5;--come:#cdeccf;--line:#999}
@media(prefers-color-scheme:dark){:root{--gone:#6b2a2a;--come:#245a2a}}
body{font:16px/1.5 Georgia,serif;margin:1.5rem auto;max-width:76rem;padding:0 1rem}
table{border-collapse:collapse;width:100%;table-layout:fixed}
td,th{vertical-align:top;border:1px solid var(--line);padding:.5rem;text-align:left;overflow-wrap:anywhere}
.why{font:13px/1.4 system-ui,sans-serif}del{background:var(--gone);text-decoration:line-through}ins{background:var(--come);text-decoration:underline}
tbody{break-inside:avoid}@media print{body{max-width:none;margin:0;font-size:10pt}}
</style>)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

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

}  // namespace

std::string side_by_side_page(const record::Treaty& a, const record::Treaty& b,
                              std::string_view name_a, std::string_view name_b,
                              const std::vector<record::Alignment>& links) {
  const Texts left = texts_of(a), right = texts_of(b);
  std::string page =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">";
  page +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">";
  page += fmt::format("<title>{} and {}</title>{}</head><body><h1>Side by side</h1>",
                      escaped(name_a), escaped(name_b), kStyle);
  page += fmt::format("<table><thead><tr><th>{}<br>{}</th><th>{}<br>{}</th></tr></thead>",
                      escaped(name_a), escaped(a.title), escaped(name_b), escaped(b.title));
  for (const record::Alignment& link : links) {
    const std::string old = joined(link.a, left, false), now = joined(link.b, right, false);
    const auto old_words = words_of(old), now_words = words_of(now);
    const Common common = common_words(old_words, now_words);
    page +=
        fmt::format("<tbody><tr><td class=\"why\" colspan=\"2\"><b>{}</b> {} | {}: {}</td></tr>",
                    name(link.relation), escaped(joined(link.a, left, true)),
                    escaped(joined(link.b, right, true)), escaped(link.why));
    page += fmt::format("<tr><td>{}</td><td>{}</td></tr></tbody>\n",
                        marked(old_words, common.a, "del"), marked(now_words, common.b, "ins"));
  }
  return page + "</table></body></html>\n";
}

}  // namespace servanda::exchange

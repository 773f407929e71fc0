// Writes a treaty as Akoma Ntoso 3.0.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "servanda/exchange/akoma_ntoso.h"

namespace servanda::exchange {
namespace {

using record::Article;
using record::Provision;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

// XML 1.0 has no place for most control characters: an instruction stands for them.
void escape(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
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
      case '\r':
        out += "&#13;";
        break;
      default:
        if (byte < 0x20 && c != '\n' && c != '\t') {
          out += fmt::format("<?servanda byte {:02x}?>", byte);
        } else {
          out += c;
        }
    }
  }
}

// In an attribute white space would be changed by a reader, and no instruction may stand.
std::string attribute(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_space(c) || static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
    } else {
      escape(out, std::string_view(&c, 1));
    }
  }
  return out;
}

// The element of a part, by its id.
std::string_view element_of(std::string_view part) {
  for (const std::string_view name : {"part", "chapter", "section", "title"})
    if (part.starts_with(name)) return name;
  return "hcontainer";
}

// "ANNEX I", "Schedule to the Treaty": a line that begins what is attached to a treaty.
bool begins_attachment(std::string_view line) {
  constexpr size_t kLongest = 120;
  while (!line.empty() && (is_space(line.front()) || line.front() == '#' || line.front() == '*'))
    line.remove_prefix(1);
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  if (line.empty() || line.size() > kLongest || line.back() == ';' || line.back() == ',')
    return false;
  if (std::isupper(static_cast<unsigned char>(line.front())) == 0) return false;
  std::string word;
  for (const char c : line) {
    if (std::isalpha(static_cast<unsigned char>(c)) == 0) break;
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return word == "annex" || word == "appendix" || word == "schedule" || word == "protocol" ||
         word == "attachment";
}

class Writer {
 public:
  Writer(std::string_view text, const record::Treaty& treaty) : text_(text), treaty_(treaty) {
    for (const Provision& provision : treaty.provisions)
      if (!is_recital(provision)) provisions_.push_back(&provision);
    std::stable_sort(
        provisions_.begin(), provisions_.end(),
        [](const Provision* x, const Provision* y) { return x->span.begin < y->span.begin; });
  }

  std::string run() {
    const auto size = static_cast<uint32_t>(text_.size());
    const uint32_t body = !treaty_.articles.empty() ? treaty_.articles.front().span.begin
                          : !provisions_.empty()    ? provisions_.front()->span.begin
                                                    : size;
    uint32_t preamble = body;
    for (const base::Span recital : treaty_.recitals) preamble = std::min(preamble, recital.begin);
    find_attachments();
    const uint32_t main_end = attachments_.empty() ? size : attachments_.front();
    head();
    open("preface");
    flow(preamble);
    close("preface");
    if (preamble < body) {
      open("preamble");
      recitals(body);
      close("preamble");
    }
    open("mainBody");
    articles(main_end);
    close("mainBody");
    if (at_ < main_end) {
      open("conclusions");
      flow(main_end);
      close("conclusions");
    }
    attachments();
    out_ += "</statement></akomaNtoso>\n";
    return std::move(out_);
  }

 private:
  static bool is_recital(const Provision& provision) {
    return provision.id.starts_with("preamble__");
  }

  void head() {
    out_ +=
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso "
        "xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" "
        "xml:space=\"preserve\"><statement name=\"treaty\"><meta>";
    identification("");
    out_ +=
        "<references source=\"#servanda\"><TLCOrganization eId=\"servanda\" "
        "href=\"/ontology/organization/servanda\" showAs=\"Servanda\"/>";
    for (size_t i = 0; i < treaty_.parties.size(); ++i) {
      out_ += fmt::format(
          "<TLCOrganization eId=\"party_{}\" href=\"/ontology/party/{}\" showAs=\"{}\"/>", i + 1,
          i + 1, attribute(treaty_.parties[i]));
    }
    out_ += "</references></meta>";
  }

  // What the work, its expression and its manifestation are called; `part` names an attachment.
  void identification(std::string_view part) {
    out_ += "<identification source=\"#servanda\">";
    const std::string date = record::print(treaty_.term.signed_on);
    const std::string iri =
        fmt::format("/akn/un/statement/treaty/{}{}", date.empty() ? "undated" : date, part);
    for (const std::string_view level : {"Work", "Expression", "Manifestation"}) {
      out_ += fmt::format("<FRBR{}><FRBRthis value=\"{}\"/><FRBRuri value=\"{}\"/>", level,
                          attribute(iri), attribute(iri));
      if (level == "Work" && part.empty())
        out_ += fmt::format(
            "<FRBRalias value=\"{}\" name=\"title\"/><FRBRalias value=\"{}\" name=\"document\"/>",
            attribute(treaty_.title), attribute(treaty_.document));
      out_ +=
          fmt::format("<FRBRdate date=\"{}\" name=\"signature\"/><FRBRauthor href=\"#servanda\"/>",
                      attribute(date));
      if (level == "Work") out_ += "<FRBRcountry value=\"un\"/>";
      if (level == "Expression") out_ += "<FRBRlanguage language=\"en\"/>";
      out_ += fmt::format("</FRBR{}>", level);
    }
    out_ += "</identification>";
  }

  void open(std::string_view name) { out_ += fmt::format("<{}>", name); }
  void open(std::string_view name, std::string_view id) {
    out_ += fmt::format("<{} eId=\"{}\">", name, attribute(id));
  }
  void close(std::string_view name) { out_ += fmt::format("</{}>", name); }

  void copy(uint32_t until) {
    if (until <= at_) return;
    escape(out_, text_.substr(at_, until - at_));
    at_ = until;
  }
  // White space stands between the elements.
  void spaces(uint32_t until) {
    uint32_t end = at_;
    while (end < until && is_space(text_[end])) ++end;
    copy(end);
  }
  uint32_t trimmed_end(uint32_t until) const {
    while (until > at_ && is_space(text_[until - 1])) --until;
    return until;
  }

  // Words that belong to no unit: one p, with the white space around it outside.
  void flow(uint32_t until) {
    spaces(until);
    const uint32_t end = trimmed_end(until);
    if (end > at_) {
      open("p");
      copy(end);
      close("p");
    }
    spaces(until);
  }

  void recitals(uint32_t until) {
    std::vector<base::Span> sorted = treaty_.recitals;
    std::sort(sorted.begin(), sorted.end(),
              [](base::Span x, base::Span y) { return x.begin < y.begin; });
    for (size_t i = 0; i < sorted.size(); ++i) {
      if (sorted[i].begin < at_ || sorted[i].end > until) continue;
      flow(sorted[i].begin);
      out_ += fmt::format("<recitals><recital eId=\"preamble__recital_{}\"><p>", i + 1);
      copy(sorted[i].end);
      out_ += "</p></recital></recitals>";
    }
    flow(until);
  }

  // What is attached begins at lines that say so, behind the last article of the main body and
  // outside the articles of annexes.
  void find_attachments() {
    uint32_t from = 0;
    for (const Article& article : treaty_.articles)
      if (element_of(article.part) != "hcontainer" || article.part.empty())
        from = std::max(from, article.span.end);
    if (from == 0) return;
    size_t next = 0;  // the articles are in text order
    for (size_t at = from; at < text_.size();) {
      while (next < treaty_.articles.size() && treaty_.articles[next].span.end <= at) ++next;
      if (next < treaty_.articles.size() && treaty_.articles[next].span.begin <= at) {
        at = treaty_.articles[next].span.end;
        continue;
      }
      const size_t end = std::min(text_.find('\n', at), text_.size());
      const bool line = at == 0 || text_[at - 1] == '\n' || at == from;
      if (line && begins_attachment(text_.substr(at, end - at)))
        attachments_.push_back(static_cast<uint32_t>(at));
      at = end + 1;
    }
  }

  void attachments() {
    if (attachments_.empty()) return;
    open("attachments");
    for (size_t i = 0; i < attachments_.size(); ++i) {
      const uint32_t end =
          i + 1 < attachments_.size() ? attachments_[i + 1] : static_cast<uint32_t>(text_.size());
      open("attachment", fmt::format("att_{}", i + 1));
      out_ += "<doc name=\"annex\"><meta>";
      identification(fmt::format("/annex_{}", i + 1));
      out_ += "</meta><mainBody>";
      articles(end);
      between(end);
      out_ += "</mainBody></doc></attachment>";
    }
    close("attachments");
  }

  // The articles that begin before `until`, in their parts.
  void articles(uint32_t until) {
    std::string part;
    for (; next_article_ < treaty_.articles.size(); ++next_article_) {
      const Article& article = treaty_.articles[next_article_];
      if (article.span.begin >= until) break;
      if (article.span.begin < at_) continue;
      if (article.part != part) {
        if (!part.empty()) close(element_of(part));
        part = article.part;
        if (!part.empty()) open_part(part, article.span.begin);
      }
      between(article.span.begin);
      write_article(article, next_);
    }
    if (!part.empty()) close(element_of(part));
    // A text without articles: its sentences stand in the body one by one.
    if (!treaty_.articles.empty()) return;
    for (; next_ < provisions_.size(); ++next_) unit(*provisions_[next_], "paragraph", {});
  }

  void open_part(const std::string& part, uint32_t until) {
    spaces(until);
    const std::string_view element = element_of(part);
    out_ += element == "hcontainer"
                ? fmt::format("<hcontainer name=\"{}\" eId=\"{}\">",
                              attribute(part.substr(0, part.find('_'))), attribute(part))
                : fmt::format("<{} eId=\"{}\">", element, attribute(part));
    constexpr uint32_t kLongestHeading = 300;
    const auto line = static_cast<uint32_t>(std::min<size_t>(text_.find('\n', at_), until));
    piece("heading", until - at_ <= kLongestHeading ? until : line);
  }

  // Words of the text inside one element, trimmed.
  void piece(std::string_view name, uint32_t until) {
    spaces(until);
    const uint32_t end = trimmed_end(until);
    if (end > at_) {
      open(name);
      copy(end);
      close(name);
    }
    spaces(until);
  }

  // Words between two units that belong to none of them.
  void between(uint32_t until) {
    spaces(until);
    if (trimmed_end(until) <= at_) return;
    out_ += "<hcontainer name=\"text\"><content>";
    flow(until);
    out_ += "</content></hcontainer>";
  }

  void write_article(const Article& article, size_t& next) {
    open("article", article.id);
    while (next < provisions_.size() && provisions_[next]->span.begin < article.span.begin) ++next;
    size_t end = next;
    while (end < provisions_.size() && provisions_[end]->span.begin < article.span.end) ++end;
    const uint32_t body = end > next ? provisions_[next]->span.begin : article.span.end;
    const size_t found = article.heading.empty()
                             ? std::string_view::npos
                             : text_.substr(at_, body - at_).find(article.heading);
    const uint32_t heading =
        found == std::string_view::npos ? body : at_ + static_cast<uint32_t>(found);
    spaces(heading);
    out_ += fmt::format("<num title=\"{}\">", attribute(article.number));
    copy(trimmed_end(heading));
    close("num");
    spaces(heading);
    if (heading < body) {
      open("heading");
      copy(heading + static_cast<uint32_t>(article.heading.size()));
      close("heading");
    }
    // Stops behind the heading stand in no element of their own.
    if (trimmed_end(body) > at_) between(body);
    spaces(body);
    units(article, next, end);
    next = end;
    between(article.span.end);
    spaces(article.span.end);
    close("article");
  }

  // The units of an article; points stand in the list of the paragraph, or of the article, that
  // begins them.
  void units(const Article& article, size_t from, size_t to) {
    for (size_t i = from; i < to;) {
      const Provision& head = *provisions_[i];
      const std::string prefix = head.id + "__point_";
      size_t end = i + 1;
      while (end < to && provisions_[end]->id.starts_with(prefix)) ++end;
      unit(head,
           head.id == article.id                           ? ""
           : head.id.find("__point_") != std::string::npos ? "point"
                                                           : "paragraph",
           {i + 1, end});
      i = end;
    }
  }

  struct Range {
    size_t from = 0, to = 0;
  };

  void unit(const Provision& provision, std::string_view element, Range points) {
    if (provision.span.begin < at_) return;
    between(provision.span.begin);
    if (!element.empty()) open(element, provision.id);
    if (!element.empty()) number(provision);
    const bool list = points.to > points.from;
    if (list) open("list", provision.id + "__list");
    open(list ? "intro" : "content");
    open("p");
    copy(provision.span.end);
    close("p");
    close(list ? "intro" : "content");
    for (size_t i = points.from; i < points.to; ++i) {
      spaces(provisions_[i]->span.begin);
      unit(*provisions_[i], "point", {});
    }
    if (list) close("list");
    if (!element.empty()) close(element);
  }

  // "1.", "(a)" at the beginning of a unit, with the white space behind it.
  void number(const Provision& provision) {
    constexpr uint32_t kLongest = 8;
    const std::string_view words = text_.substr(at_, std::min(provision.span.end - at_, kLongest));
    size_t i = 0;
    if (i < words.size() && words[i] == '(') ++i;
    const size_t label = i;
    while (i < words.size() && std::isalnum(static_cast<unsigned char>(words[i])) != 0) ++i;
    if (i == label || i >= words.size() || (words[i] != '.' && words[i] != ')')) return;
    ++i;
    if (i >= words.size() || !is_space(words[i])) return;
    open("num");
    copy(at_ + static_cast<uint32_t>(i));
    close("num");
    spaces(provision.span.end);
  }

  std::string_view text_;
  const record::Treaty& treaty_;
  std::vector<const Provision*> provisions_;
  std::vector<uint32_t> attachments_;   // where each begins
  size_t next_article_ = 0, next_ = 0;  // article and provision that are written next
  std::string out_;
  uint32_t at_ = 0;
};

}  // namespace

std::string write_akoma_ntoso(std::string_view text, const record::Treaty& treaty) {
  return Writer(text, treaty).run();
}

}  // namespace servanda::exchange

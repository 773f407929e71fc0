// CoNLL-U in and out.
#include "servanda/language/conllu.h"

#include <array>
#include <charconv>
#include <optional>

namespace servanda::language {
namespace {

using base::Error;
using base::ErrorCode;
using record::Parse;
using record::Token;

constexpr size_t kColumns = 10;

std::optional<uint32_t> number(std::string_view digits) {
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

bool no_space_after(std::string_view misc) {
  return misc.find("SpaceAfter=No") != std::string_view::npos;
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  base::Result<Conllu> read() {
    while (at_ < bytes_.size()) {
      const size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
      std::string_view line = bytes_.substr(at_, end - at_);
      at_ = end + 1;
      ++line_;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (line.empty()) {
        SERVANDA_TRY(end_sentence());
        continue;
      }
      if (line.front() == '#') {
        comments_.append(line).push_back('\n');
        continue;
      }
      SERVANDA_TRY(word_line(line));
    }
    SERVANDA_TRY(end_sentence());
    return std::move(file_);
  }

 private:
  base::Result<void> word_line(std::string_view line) {
    std::array<std::string_view, kColumns> column;
    size_t count = 0, from = 0;
    for (; count < kColumns; ++count) {
      const size_t tab = line.find('\t', from);
      column[count] = line.substr(from, tab == std::string_view::npos ? tab : tab - from);
      if (tab == std::string_view::npos) break;
      from = tab + 1;
    }
    if (count != kColumns - 1) return refused("the line has not ten columns");
    if (column[0].find('.') != std::string_view::npos) return {};
    if (const size_t dash = column[0].find('-'); dash != std::string_view::npos)
      return range_line(column, dash);
    return token_line(column);
  }

  base::Result<void> range_line(const std::array<std::string_view, kColumns>& column, size_t dash) {
    const auto first = number(column[0].substr(0, dash)), last = number(column[0].substr(dash + 1));
    if (!first || !last || *first != heads_.size() + 1 || *last <= *first || *last - *first > 100) {
      return refused("the range of a multiword token is wrong");
    }
    const uint32_t begin = sentence_begin() + *first - 1;
    file_.ranges.push_back({begin, begin + (*last - *first), std::string(column[1])});
    range_space_ = !no_space_after(column[9]);
    return {};
  }

  base::Result<void> token_line(const std::array<std::string_view, kColumns>& column) {
    const auto id = number(column[0]);
    if (!id || *id != heads_.size() + 1) return refused("word numbers do not count up from 1");
    const auto head = column[6] == "_" ? std::optional<uint32_t>(0) : number(column[6]);
    if (!head) return refused("the head is no number");

    Parse& parse = file_.parse;
    const auto index = static_cast<uint32_t>(parse.tokens.size());
    const bool in_range = !file_.ranges.empty() && index <= file_.ranges.back().last &&
                          index >= file_.ranges.back().first;
    Token token;
    token.joined = in_range && index > file_.ranges.back().first;
    token.space_before = heads_.empty() || (space_pending_ && !token.joined);
    if (!heads_.empty() && token.space_before) file_.text.push_back(' ');
    token.span.begin = static_cast<uint32_t>(file_.text.size());
    file_.text.append(column[1]);
    token.span.end = static_cast<uint32_t>(file_.text.size());
    token.lemma_begin = static_cast<uint32_t>(parse.lemmas.size());
    token.lemma_size = static_cast<uint16_t>(std::min<size_t>(column[2].size(), UINT16_MAX));
    parse.lemmas.append(column[2].substr(0, token.lemma_size));
    token.upos = record::parse_upos(column[3]);
    token.xpos = record::parse_xpos(column[4]);
    token.deprel = record::parse_deprel(column[7]);
    parse.tokens.push_back(token);
    heads_.push_back(*head);
    file_.misc.emplace_back(column[9]);
    space_pending_ =
        in_range && index == file_.ranges.back().last ? range_space_ : !no_space_after(column[9]);
    return {};
  }

  base::Result<void> end_sentence() {
    if (heads_.empty()) {
      return {};
    }
    Parse& parse = file_.parse;
    const uint32_t begin = sentence_begin(), end = static_cast<uint32_t>(parse.tokens.size());
    for (uint32_t i = begin; i < end; ++i) {
      const uint32_t head = heads_[i - begin];
      if (head > heads_.size()) return refused("a head lies outside the sentence");
      parse.tokens[i].head = head == 0 ? i : begin + head - 1;
    }
    if (!file_.ranges.empty() && file_.ranges.back().last >= end &&
        file_.ranges.back().first < end) {
      return refused("a multiword token passes the end of its sentence");
    }
    record::Sentence sentence;
    sentence.begin = begin;
    sentence.end = end;
    sentence.span = {parse.tokens[begin].span.begin, parse.tokens[end - 1].span.end};
    sentence.paragraph_begins =
        parse.sentences.empty() || comments_.find("# newpar") != std::string::npos;
    if (comments_.find("# newdoc") != std::string::npos)
      file_.documents.push_back(static_cast<uint32_t>(parse.sentences.size()));
    parse.sentences.push_back(sentence);
    file_.comments.push_back(std::move(comments_));
    comments_.clear();
    heads_.clear();
    file_.text.push_back('\n');
    return {};
  }

  uint32_t sentence_begin() const {
    return static_cast<uint32_t>(file_.parse.tokens.size() - heads_.size());
  }

  Error refused(std::string_view what) const {
    return {ErrorCode::kRefused, "this is not CoNLL-U: " + std::string(what),
            "line " + std::to_string(line_)};
  }

  std::string_view bytes_;
  size_t at_ = 0;
  size_t line_ = 0;
  Conllu file_;
  std::string comments_;
  std::vector<uint32_t> heads_;
  bool space_pending_ = true;
  bool range_space_ = true;
};

void append_number(std::string& out, uint32_t value) {
  char digits[12];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, static_cast<size_t>(end - digits));
}

// A column may hold neither tab nor line end, and is never empty.
void append_column(std::string& out, std::string_view value) {
  if (value.empty()) out.push_back('_');
  for (const char c : value)
    out.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c);
}

void append_token(std::string& out, std::string_view text, const Parse& parse,
                  const record::Sentence& sentence, uint32_t i) {
  const Token& token = parse.tokens[i];
  append_number(out, i - sentence.begin + 1);
  out.push_back('\t');
  append_column(out, token.span.of(text));
  out.push_back('\t');
  append_column(out, parse.lemma(i));
  out.push_back('\t');
  out.append(record::name(token.upos)).push_back('\t');
  out.append(record::xpos_name(token.xpos)).append("\t_\t");
  append_number(out, token.head == i ? 0 : token.head - sentence.begin + 1);
  out.push_back('\t');
  out.append(record::name(token.deprel)).append("\t_\t");
}

void append_misc(std::string& out, const Parse& parse, const record::Sentence& sentence, uint32_t i,
                 bool in_range) {
  const Token& token = parse.tokens[i];
  const size_t before = out.size();
  if (token.entity != record::EntityType::kNone) {
    out.append(token.entity_begins ? "NER=B-" : "NER=I-").append(record::name(token.entity));
  }
  const bool last = i + 1 == sentence.end;
  if (!last && !in_range && !parse.tokens[i + 1].space_before && !parse.tokens[i + 1].joined) {
    if (out.size() > before) out.push_back('|');
    out.append("SpaceAfter=No");
  }
  if (out.size() == before) out.push_back('_');
  out.push_back('\n');
}

void append_range(std::string& out, const Parse& parse, const record::Sentence& sentence,
                  uint32_t first, uint32_t last, std::string_view surface) {
  append_number(out, first - sentence.begin + 1);
  out.push_back('-');
  append_number(out, last - sentence.begin + 1);
  out.push_back('\t');
  append_column(out, surface);
  out.append("\t_\t_\t_\t_\t_\t_\t_\t");
  const bool no_space = last + 1 < sentence.end && !parse.tokens[last + 1].space_before;
  out.append(no_space ? "SpaceAfter=No\n" : "_\n");
}

}  // namespace

base::Result<Conllu> read_conllu(std::string_view bytes) { return Reader(bytes).read(); }

std::string write_conllu(const Conllu& file) {
  std::string out;
  out.reserve(file.text.size() * 8);
  size_t range = 0;
  for (size_t s = 0; s < file.parse.sentences.size(); ++s) {
    const record::Sentence& sentence = file.parse.sentences[s];
    out.append(file.comments[s]);
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      while (range < file.ranges.size() && file.ranges[range].last < i) ++range;
      const bool in_range = range < file.ranges.size() && file.ranges[range].first <= i;
      if (in_range && file.ranges[range].first == i) {
        append_range(out, file.parse, sentence, i, file.ranges[range].last,
                     file.ranges[range].surface);
      }
      append_token(out, file.text, file.parse, sentence, i);
      append_misc(out, file.parse, sentence, i, in_range);
    }
    out.push_back('\n');
  }
  return out;
}

std::string write_conllu(std::string_view text, const Parse& parse) {
  std::string out;
  out.reserve(text.size() * 8);
  for (const record::Sentence& sentence : parse.sentences) {
    if (sentence.paragraph_begins) out.append("# newpar\n");
    out.append("# text = ");
    append_column(out, sentence.span.of(text));
    out.push_back('\n');
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      uint32_t last = i;
      while (last + 1 < sentence.end && parse.tokens[last + 1].joined) ++last;
      const bool joined = parse.tokens[i].joined;
      if (!joined && last > i) {
        append_range(out, parse, sentence, i, last,
                     base::Span{parse.tokens[i].span.begin, parse.tokens[last].span.end}.of(text));
      }
      append_token(out, text, parse, sentence, i);
      append_misc(out, parse, sentence, i, joined || last > i);
    }
    out.push_back('\n');
  }
  return out;
}

}  // namespace servanda::language

// Keeps only evidence that leads to words.
#include "servanda/brief/sentence.h"

#include <algorithm>
#include <iterator>

namespace servanda::brief {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// True if a sentence ends with the character at `at`: a line's end, or a stop that is not part of
// "U.S." or "Mr.".
bool ends_sentence(std::string_view text, size_t at) {
  if (text[at] == '\n') return true;
  if (text[at] != '.' && text[at] != '!' && text[at] != '?') return false;
  size_t next = at + 1;
  while (next < text.size() && (text[next] == '"' || text[next] == '\'' || text[next] == ')'))
    ++next;
  if (next < text.size() && text[next] != ' ' && text[next] != '\n') return false;
  if (text[at] != '.') return true;
  size_t word = at;
  while (word > 0 && is_letter(text[word - 1])) --word;
  if (word == at) return true;
  const bool short_title = at - word <= 2 && is_upper(text[word]);  // "S." "Mr." "Dr." "No."
  return !short_title || next + 1 >= text.size();
}

}  // namespace

record::Evidence whole_sentence(const ledger::Account& account, const record::Evidence& evidence) {
  const record::Document* document = ledger::find_document(account, evidence.document);
  if (document == nullptr || evidence.span.empty() || evidence.span.end > document->text.size())
    return evidence;
  const std::string_view text = document->text;
  constexpr uint32_t kMost = 600;  // a text without stops is not one sentence
  uint32_t begin = evidence.span.begin, end = evidence.span.end;
  while (begin > 0 && evidence.span.begin - begin < kMost && !ends_sentence(text, begin - 1))
    --begin;
  while (begin < evidence.span.begin &&
         (text[begin] == ' ' || text[begin] == '\n' || text[begin] == '"' || text[begin] == ')'))
    ++begin;
  while (end < text.size() && end - evidence.span.end < kMost && !ends_sentence(text, end - 1))
    ++end;
  while (end > evidence.span.end && text[end - 1] == '\n') --end;
  while ((static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80 && begin > 0) --begin;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return {evidence.document, {begin, end}};
}

record::Evidence with_antecedent(const ledger::Account& account, const record::Evidence& evidence) {
  constexpr uint32_t kMost = 270;  // bytes of the two; a longer quotation is cut
  constexpr std::string_view kPronouns[] = {"They ", "He ",    "She ",  "It ",
                                            "His ",  "Their ", "This ", "These "};
  const record::Evidence own = whole_sentence(account, evidence);
  const record::Document* document = ledger::find_document(account, own.document);
  if (document == nullptr) return own;
  const std::string_view text = document->text;
  const std::string_view words = own.span.of(text);
  const bool open = std::any_of(std::begin(kPronouns), std::end(kPronouns),
                                [&](std::string_view word) { return words.starts_with(word); });
  uint32_t before = own.span.begin;
  while (before > 0 && text[before - 1] == ' ') --before;
  if (!open || before == 0 || text[before - 1] == '\n') return own;
  const record::Evidence with = whole_sentence(account, {own.document, {before - 1, own.span.end}});
  return with.span.end - with.span.begin <= kMost ? with : own;
}

std::optional<Grounds> Grounds::of(const ledger::Account& account,
                                   const std::vector<record::Evidence>& evidence) {
  std::vector<record::Evidence> kept;
  for (const record::Evidence& item : evidence) {
    const std::string_view words = ledger::quote(account, item);
    if (words.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
    const record::Evidence sentence = whole_sentence(account, item);
    if (std::find(kept.begin(), kept.end(), sentence) == kept.end()) kept.push_back(sentence);
  }
  if (kept.empty()) return std::nullopt;
  return Grounds(std::move(kept));
}

void Grounds::add(const Grounds& other) {
  for (const record::Evidence& item : other.evidence_) {
    if (std::find(evidence_.begin(), evidence_.end(), item) == evidence_.end())
      evidence_.push_back(item);
  }
}

}  // namespace servanda::brief

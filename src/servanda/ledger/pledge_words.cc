// Scans words and stops.
#include "servanda/ledger/pledge_words.h"

#include <algorithm>
#include <iterator>

#include "servanda/ledger/wording.h"

namespace servanda::ledger {

std::vector<std::string_view> sentences_of(std::string_view text) {
  std::vector<std::string_view> sentences;
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool stop = (text[i] == '.' || text[i] == '!' || text[i] == '?' || text[i] == ';') &&
                      i + 1 < text.size() && text[i + 1] == ' ';
    if (!stop && text[i] != '\n') continue;
    if (i > begin) sentences.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  if (begin < text.size()) sentences.push_back(text.substr(begin));
  return sentences;
}

std::string_view surface_of(std::string_view text, const std::string& folded) {
  constexpr std::string_view kBreaks = " ,.;:!?()\"'\n\t";
  for (size_t i = 0; i < text.size();) {
    const size_t begin = text.find_first_not_of(kBreaks, i);
    if (begin == std::string_view::npos) break;
    const size_t end = std::min(text.find_first_of(kBreaks, begin), text.size());
    // "Rasht–Astara" is two words.
    constexpr std::string_view kDash = "–";
    for (size_t from = begin; from < end;) {
      const size_t to = std::min(text.find(kDash, from), end);
      const std::string_view word = text.substr(from, to - from);
      const std::vector<Word> parts = content_words(word);
      if (parts.size() == 1 && parts.front().folded == folded) return word;
      from = to + kDash.size();
    }
    i = end;
  }
  return folded;
}

bool speaks(std::string_view sentence, const std::string& folded) {
  static constexpr std::string_view kSpeaking[] = {" said",     " told", " announced", " says",
                                                   " reported", " put",  " promised",  " expected"};
  const std::string_view name = surface_of(sentence, folded);
  const size_t at = sentence.find(name);
  if (at == std::string_view::npos) return true;
  const std::string_view after = sentence.substr(at + name.size());
  return std::any_of(std::begin(kSpeaking), std::end(kSpeaking),
                     [&](std::string_view word) { return after.starts_with(word); });
}

bool is_venue(std::string_view sentence, const std::string& folded) {
  static constexpr std::string_view kActs[] = {"agreed",    "signed", "met",    "announced",
                                               "concluded", "held",   "said",   "initialled",
                                               "agreement", "talks",  "meeting"};
  const size_t at = sentence.find(surface_of(sentence, folded));
  if (at == std::string_view::npos || !sentence.substr(0, at).ends_with(" in ")) return false;
  const std::string_view before = sentence.substr(0, at - std::string_view(" in ").size());
  return std::any_of(std::begin(kActs), std::end(kActs),
                     [&](std::string_view act) { return before.ends_with(act); });
}

std::vector<int> years_in(std::string_view text) {
  std::vector<int> years;
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - i == 4 && (text.substr(i, 2) == "19" || text.substr(i, 2) == "20"))
      years.push_back((text[i] - '0') * 1000 + (text[i + 1] - '0') * 100 +
                      (text[i + 2] - '0') * 10 + (text[i + 3] - '0'));
    i = end == i ? i + 1 : end;
  }
  return years;
}

}  // namespace servanda::ledger

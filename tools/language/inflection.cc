// Undoes the spelling of endings: doubled consonants, silent e, y as i.
#include "inflection.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace servanda::tools {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_in(std::string_view word, std::string_view ending) {
  return word.size() >= ending.size() && word.substr(word.size() - ending.size()) == ending;
}

// 'hop', 'rat', 'plan': such a verb doubles its consonant, so 'hoped' and 'rated' are not of it.
bool doubles(std::string_view stem) {
  if (stem.size() < 3) return false;
  const char last = stem.back(), middle = stem[stem.size() - 2];
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y' || !is_vowel(middle))
    return false;
  return std::count_if(stem.begin(), stem.end(), is_vowel) == 1;
}

std::vector<std::string> bases_of_verb_stem(const std::string& stem, bool gerund) {
  std::vector<std::string> bases;
  const char last = stem.back(), before = stem[stem.size() - 2];
  // No verb ends in u, v or c alone ('mimicked' has its k).
  if (!doubles(stem) && last != 'u' && last != 'v' && last != 'c') bases.push_back(stem);
  if (last != 'e' || !gerund) bases.push_back(stem + "e");
  if (last == before && !is_vowel(last)) bases.push_back(stem.substr(0, stem.size() - 1));
  if (ends_in(stem, "ick")) bases.push_back(stem.substr(0, stem.size() - 1));
  if (!gerund && last == 'i') bases.push_back(stem.substr(0, stem.size() - 1) + "y");
  if (gerund && last == 'y' && stem.size() < 4)
    bases.push_back(stem.substr(0, stem.size() - 1) + "ie");
  return bases;
}

std::vector<std::string> bases_of_s_form(const std::string& form, bool plural) {
  std::vector<std::string> bases;
  const std::string stem = form.substr(0, form.size() - 1);
  if (stem.back() == 's' || stem.back() == 'u' || stem.back() == 'i') return bases;
  bases.push_back(stem);
  if (stem.back() != 'e') return bases;
  const std::string shorter = stem.substr(0, stem.size() - 1);
  for (const char* ending : {"ss", "us", "as", "is", "x", "z", "ch", "sh", "o"}) {
    if (ends_in(shorter, ending)) bases.push_back(shorter);
  }
  if (ends_in(shorter, "i")) bases.push_back(shorter.substr(0, shorter.size() - 1) + "y");
  if (plural && ends_in(shorter, "s"))
    bases.push_back(shorter.substr(0, shorter.size() - 1) + "sis");
  return bases;
}

}  // namespace

std::string base_of(const std::string& form, Inflection inflection, const Known& known) {
  if (!std::all_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
    return {};
  std::vector<std::string> bases;
  if (inflection == Inflection::kPast || inflection == Inflection::kGerund) {
    const bool gerund = inflection == Inflection::kGerund;
    const size_t ending = gerund ? 3 : 2;
    if (form.size() < ending + 2 || !ends_in(form, gerund ? "ing" : "ed")) return {};
    const std::string stem = form.substr(0, form.size() - ending);
    if (std::none_of(stem.begin(), stem.end(), [](char c) { return is_vowel(c) || c == 'y'; }))
      return {};
    bases = bases_of_verb_stem(stem, gerund);
  } else {
    if (form.size() < 4 || form.back() != 's') return {};
    bases = bases_of_s_form(form, inflection == Inflection::kPlural);
  }
  std::string best;
  double top = 0;
  for (const std::string& base : bases) {
    const double score = known(base);
    if (score > top) {
      top = score;
      best = base;
    }
  }
  return best;
}

}  // namespace servanda::tools

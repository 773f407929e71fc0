// Takes verbs back to the form in which a dictionary has them, without a dictionary.
#include "servanda/treaty/verb_forms.h"

#include <algorithm>
#include <array>
#include <utility>

namespace servanda::treaty {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

constexpr std::array<std::pair<std::string_view, std::string_view>, 45> kIrregular = {
    {{"made", "make"},
     {"given", "give"},
     {"taken", "take"},
     {"held", "hold"},
     {"kept", "keep"},
     {"laid", "lay"},
     {"sent", "send"},
     {"brought", "bring"},
     {"built", "build"},
     {"drawn", "draw"},
     {"done", "do"},
     {"chosen", "choose"},
     {"paid", "pay"},
     {"met", "meet"},
     {"sold", "sell"},
     {"known", "know"},
     {"begun", "begin"},
     {"borne", "bear"},
     {"found", "find"},
     {"left", "leave"},
     {"lent", "lend"},
     {"spent", "spend"},
     {"taught", "teach"},
     {"won", "win"},
     {"understood", "understand"},
     {"undertaken", "undertake"},
     {"withdrawn", "withdraw"},
     {"withheld", "withhold"},
     {"bound", "bind"},
     {"led", "lead"},
     {"sought", "seek"},
     {"shown", "show"},
     {"borrowed", "borrow"},
     {"bought", "buy"},
     {"caught", "catch"},
     {"driven", "drive"},
     {"grown", "grow"},
     {"heard", "hear"},
     {"lost", "lose"},
     {"overcome", "overcome"},
     {"said", "say"},
     {"seen", "see"},
     {"spoken", "speak"},
     {"written", "write"},
     {"told", "tell"}}};

// Whether a stem of a regular participle lacks the e that it ends in: "deprived", "exchanged",
// "settled", "regulated", "promised", "prepared".
bool lacks_e(std::string_view stem) {
  const char last = stem.back();
  const char before = stem.size() > 1 ? stem[stem.size() - 2] : ' ';
  if (last == 'c' || last == 'v' || last == 'z' || last == 'u') return true;
  if (last == 'g')
    return before != 'n' || stem.ends_with("hang") || stem.ends_with("eng") ||
           stem.ends_with("ang");
  if (last == 's') return before != 's' && !stem.ends_with("us");
  if (last == 'l') return !is_vowel(before) && before != 'l' && before != 'r';
  if (last == 'r')
    return stem.ends_with("quir") || stem.ends_with("par") || stem.ends_with("clar") ||
           stem.ends_with("sur") || stem.ends_with("cur") || stem.ends_with("shar") ||
           stem.ends_with("figur") || stem.ends_with("stor") || stem.ends_with("plor") ||
           stem.ends_with("ntr") || stem.ends_with("tur");
  if (last == 't')
    return stem.ends_with("at") && (!stem.ends_with("eat") || stem == "creat") &&
           !stem.ends_with("oat") && !stem.ends_with("treat");
  if (last == 'n')
    return stem.ends_with("min") || stem.ends_with("fin") || stem.ends_with("lin") ||
           stem.ends_with("bin") || stem.ends_with("tun") || stem.ends_with("pon");
  if (last == 'd')
    return stem.ends_with("ud") || stem.ends_with("vid") || stem.ends_with("cid") ||
           stem.ends_with("guid") || stem.ends_with("ced");
  if (last == 'm') return stem.ends_with("sum") || stem.ends_with("nam");
  if (last == 'k') return stem.ends_with("vok");
  if (last == 'p') return stem.ends_with("scrap") || stem.ends_with("shap");
  return false;
}

}  // namespace

std::string base_of_present(std::string_view verb) {
  if (verb == "has") return "have";
  if (verb == "does") return "do";
  if (!verb.ends_with('s') || verb.ends_with("ss") || verb.size() < 4) return std::string(verb);
  std::string base(verb.substr(0, verb.size() - 1));
  if (base.ends_with("ie")) return base.substr(0, base.size() - 2) + "y";
  for (const std::string_view end : {"sse", "she", "che", "xe", "oe"})
    if (base.ends_with(end)) return base.substr(0, base.size() - 1);
  return base;
}

std::string base_of_participle(std::string_view participle) {
  const auto* irregular = std::find_if(kIrregular.begin(), kIrregular.end(),
                                       [&](const auto& pair) { return pair.first == participle; });
  if (irregular != kIrregular.end()) return std::string(irregular->second);
  if (participle.ends_with("greed") || participle.ends_with("creed") ||
      participle.ends_with("freed") || participle.ends_with("teed"))
    return std::string(participle.substr(0, participle.size() - 1));
  if (!participle.ends_with("ed") || participle.size() < 5 || participle.ends_with("eed"))
    return std::string(participle);
  std::string stem(participle.substr(0, participle.size() - 2));
  if (stem.back() == 'i') return stem.substr(0, stem.size() - 1) + "y";
  const size_t size = stem.size();
  const bool doubled = stem[size - 1] == stem[size - 2] && !is_vowel(stem[size - 1]);
  constexpr std::array<std::string_view, 7> kDoubledL = {"troll", "nroll", "pell", "ncell",
                                                         "vell",  "nnell", "gnall"};
  const bool doubled_l = std::any_of(kDoubledL.begin(), kDoubledL.end(),
                                     [&](std::string_view end) { return stem.ends_with(end); });
  if (doubled_l) return stem.substr(0, size - 1);
  if (doubled && size > 3 &&
      std::string_view("bdgmnprt").find(stem.back()) != std::string_view::npos)
    return stem.substr(0, size - 1);
  return lacks_e(stem) ? stem + "e" : stem;
}

}  // namespace servanda::treaty

// Names of tags, relations and entity types.
#include "servanda/record/parse.h"

#include <array>

namespace servanda::record {
namespace {

constexpr std::array<std::string_view, 17> kUpos = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
constexpr std::array<std::string_view, 52> kDeprel = {
    "root",        "acl",           "acl:relcl",   "advcl",        "advcl:relcl",  "advmod",
    "advmod:emph", "amod",          "appos",       "aux",          "aux:pass",     "case",
    "cc",          "cc:preconj",    "ccomp",       "compound",     "compound:prt", "conj",
    "cop",         "csubj",         "csubj:outer", "csubj:pass",   "dep",          "det",
    "det:predet",  "discourse",     "dislocated",  "expl",         "fixed",        "flat",
    "goeswith",    "iobj",          "list",        "mark",         "nmod",         "nmod:desc",
    "nmod:poss",   "nmod:unmarked", "nsubj",       "nsubj:outer",  "nsubj:pass",   "nummod",
    "obj",         "obl",           "obl:agent",   "obl:unmarked", "orphan",       "parataxis",
    "punct",       "reparandum",    "vocative",    "xcomp"};
constexpr std::array<std::string_view, 50> kXpos = {
    "_",   "NN",  "IN",  "DT",   "NNP", "JJ",  "PRP", ".",   "RB",   ",",   "NNS", "VB",    "CC",
    "VBP", "VBD", "VBZ", "CD",   "VBN", "VBG", "TO",  "MD",  "PRP$", "UH",  ":",   "-RRB-", "-LRB-",
    "WDT", "WRB", "WP",  "HYPH", "``",  "''",  "RP",  "POS", "NNPS", "JJR", "JJS", "EX",    "RBR",
    "NFP", "SYM", "FW",  "ADD",  "GW",  "PDT", "$",   "RBS", "LS",   "AFX", "WP$"};
constexpr std::array<std::string_view, 5> kEntities = {"", "PER", "LOC", "ORG", "NORP"};

static_assert(static_cast<size_t>(Deprel::kXcomp) + 1 == kDeprel.size());

}  // namespace

std::string_view name(Upos upos) { return kUpos[static_cast<size_t>(upos)]; }
std::string_view name(Deprel deprel) { return kDeprel[static_cast<size_t>(deprel)]; }
std::string_view name(EntityType type) { return kEntities[static_cast<size_t>(type)]; }
std::string_view xpos_name(uint8_t xpos) { return xpos < kXpos.size() ? kXpos[xpos] : kXpos[0]; }

Upos parse_upos(std::string_view name) {
  for (size_t i = 0; i < kUpos.size(); ++i) {
    if (kUpos[i] == name) return static_cast<Upos>(i);
  }
  return Upos::kX;
}

Deprel parse_deprel(std::string_view name) {
  for (size_t i = 0; i < kDeprel.size(); ++i) {
    if (kDeprel[i] == name) return static_cast<Deprel>(i);
  }
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? Deprel::kDep : parse_deprel(name.substr(0, colon));
}

uint8_t parse_xpos(std::string_view name) {
  for (size_t i = 0; i < kXpos.size(); ++i) {
    if (kXpos[i] == name) return static_cast<uint8_t>(i);
  }
  return 0;
}

}  // namespace servanda::record

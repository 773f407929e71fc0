// The words of a document: sentences, tokens with tags, lemmas, dependency trees and entities.
//
//   for (const Sentence& sentence : parse.sentences)
//     for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
//       const Token& token = parse.tokens[i];
//       std::string_view word = token.span.of(text), lemma = parse.lemma(i);
//       bool root = token.head == i;
//     }
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/span.h"

namespace servanda::record {

// Universal part-of-speech tags (UD version 2).
enum class Upos : uint8_t {
  kADJ,
  kADP,
  kADV,
  kAUX,
  kCCONJ,
  kDET,
  kINTJ,
  kNOUN,
  kNUM,
  kPART,
  kPRON,
  kPROPN,
  kPUNCT,
  kSCONJ,
  kSYM,
  kVERB,
  kX
};

// Universal dependency relations; subtypes kept where UD English has them.
enum class Deprel : uint8_t {
  kRoot,
  kAcl,
  kAclRelcl,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kAdvmodEmph,
  kAmod,
  kAppos,
  kAux,
  kAuxPass,
  kCase,
  kCc,
  kCcPreconj,
  kCcomp,
  kCompound,
  kCompoundPrt,
  kConj,
  kCop,
  kCsubj,
  kCsubjOuter,
  kCsubjPass,
  kDep,
  kDet,
  kDetPredet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNmodDesc,
  kNmodPoss,
  kNmodUnmarked,
  kNsubj,
  kNsubjOuter,
  kNsubjPass,
  kNummod,
  kObj,
  kObl,
  kOblAgent,
  kOblUnmarked,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kVocative,
  kXcomp
};

enum class EntityType : uint8_t {
  kNone = 0,
  kPerson = 1,
  kLocation = 2,
  kOrganisation = 3,
  kNorp = 4
};

struct Token {
  base::Span span;
  uint32_t head = 0;         // index into Parse::tokens; its own index for the root of a sentence
  uint32_t lemma_begin = 0;  // in Parse::lemmas
  uint16_t lemma_size = 0;
  Upos upos = Upos::kX;
  uint8_t xpos = 0;  // Penn tag: index into kXposNames
  Deprel deprel = Deprel::kDep;
  EntityType entity = EntityType::kNone;
  bool entity_begins = false;  // first token of its entity
  bool space_before = true;    // white space stands before it in the text
  bool joined = false;         // second part of one written word ("don't" is "do" and joined "n't")
};

struct Sentence {
  uint32_t begin = 0;  // token indices [begin, end)
  uint32_t end = 0;
  base::Span span;                // in the text
  bool paragraph_begins = false;  // first sentence of its paragraph
};

// Reused from document to document: clear() keeps the memory.
struct Parse {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::string lemmas;  // all lemmas, one after the other

  std::string_view lemma(uint32_t token) const {
    return std::string_view(lemmas).substr(tokens[token].lemma_begin, tokens[token].lemma_size);
  }
  void clear() { tokens.clear(), sentences.clear(), lemmas.clear(); }
};

std::string_view name(Upos upos);          // "NOUN"
std::string_view name(Deprel deprel);      // "acl:relcl"
std::string_view name(EntityType type);    // "PER" "LOC" "ORG" "NORP"; "" for kNone
std::string_view xpos_name(uint8_t xpos);  // "NNP"

// Reads a name; unknown ones give kX, kDep (a subtype not listed gives its bare relation), 0.
Upos parse_upos(std::string_view name);
Deprel parse_deprel(std::string_view name);
uint8_t parse_xpos(std::string_view name);

}  // namespace servanda::record

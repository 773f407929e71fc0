// Says how strongly a sentence binds.
#include "servanda/treaty/modality.h"

#include <algorithm>
#include <array>

#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

using record::Modality;

// Whether the sentence says what may be done: the month of "3 May 1990" permits nothing.
bool has_may(std::string_view text) {
  constexpr std::string_view kMay = " may ";
  const auto is_number = [](std::string_view word) {
    return !word.empty() && word.front() >= '0' && word.front() <= '9';
  };
  for (size_t at = text.find(kMay); at != std::string_view::npos; at = text.find(kMay, at + 1)) {
    const size_t before = text.rfind(' ', at == 0 ? 0 : at - 1);
    const std::string_view last =
        at == 0 ? std::string_view() : text.substr(before + 1, at - before - 1);
    if (!is_number(last) && last != "of" && !is_number(text.substr(at + kMay.size()))) return true;
  }
  return false;
}

// Whether the sentence takes something out of the treaty or of an article: "This Article shall not
// apply to fish". It bans nothing.
bool is_exception(std::string_view text) {
  for (const std::string_view verb :
       {" shall not apply ", " shall not affect ", " shall not prejudice ", " do not affect ",
        " does not affect ", " do not apply ", " does not apply ", " shall not preclude ",
        " shall not prevent ", " shall be without prejudice ", " shall in no way affect ",
        " shall not be construed ", " shall not be interpreted "}) {
    const size_t at = text.find(verb);
    if (at == std::string_view::npos) continue;
    const std::string_view subject = text.substr(0, at + 1);
    if (contains_any(subject, {" treaty ", " agreement ", " convention ", " protocol ", " article ",
                               " articles ", " paragraph ", " paragraphs ", " chapter ",
                               " provision ", " provisions ", " obligation ", " obligations "}) &&
        !subject.ends_with(" party ") && !subject.ends_with(" parties "))
      return true;
  }
  return false;
}

// The modality of a French sentence; a declaration where it has none of the words.
Modality french_modality(std::string_view text) {
  if (contains_any(text, {" entrera en vigueur ", " entreront en vigueur ", " ratifié ",
                          " ratifiée ", " ratifications ", " fait foi ", " font foi ", " dénonc"}))
    return Modality::kProcedure;
  if (contains_any(text, {" ne doit ", " ne doivent ", " ne devra ", " ne devront ", " ne peut ",
                          " ne peuvent ", " ne pourra ", " ne pourront ", " à ne pas ",
                          " à ne point ", " de ne pas ", " s'abst", " s'interdi"}))
    return Modality::kProhibition;
  if (contains_any(text, {" s'efforc", " leurs efforts ", " ses efforts "}))
    return Modality::kEffort;
  if (contains_any(text, {" doit ", " doivent ", " devra ", " devront ", " s'engage", " s'oblige",
                          " promet ", " promettent ", " est tenu", " sont tenu", " sera tenu",
                          " seront tenu"}))
    return Modality::kObligation;
  if (contains_any(text, {" a l'intention ", " ont l'intention "})) return Modality::kIntention;
  if (contains_any(text, {" peut ", " peuvent ", " pourra ", " pourront "}))
    return Modality::kPermission;
  return Modality::kDeclaration;
}

// Whether a sentence asks for an effort only. "Shall cooperate in science and shall encourage the
// exchange of teachers" binds to the first: what is joined to a duty by "and" does not loosen it.
bool is_effort(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kVerbs = {
      " shall endeavour", " shall endeavor", " shall strive",      " shall promote",
      " shall encourage", " shall seek",     " shall foster",      " shall facilitate ",
      " shall try ",      " shall favour ",  " shall contribute ", " shall stimulate "};
  constexpr std::string_view kAnd = " and", kShall = " shall ";
  for (const std::string_view verb : kVerbs) {
    const size_t at = text.find(verb);
    if (at == std::string_view::npos) continue;
    const size_t duty = text.find(kShall);
    const bool first_is_plain =
        duty < at && std::none_of(kVerbs.begin(), kVerbs.end(), [&](std::string_view other) {
          return text.substr(duty).starts_with(other);
        });
    if (!first_is_plain || !text.substr(0, at).ends_with(kAnd)) return true;
  }
  return contains_any(
      text,
      {" will endeavour", " will endeavor", " will strive", " best efforts", " every effort ",
       " all efforts ", " best endeavours ", " as far as possible ", " as far as practicable ",
       " to the extent possible", " do their utmost ", " do its utmost ", " undertake to promote ",
       " agree to promote ", " shall aim ", " undertake to encourage "});
}

}  // namespace

Modality modality_of(std::string_view text) {
  if (contains_any(text, {" for the purposes of this ", " for the purpose of this ",
                          " for the purposes of the present "}) &&
      contains_any(text, {" means ", " mean ", " shall mean ", " refers to "}))
    return Modality::kDefinition;
  if (contains_any(text, {" enter into force ", " enters into force ", " entry into force ",
                          " come into force ", " comes into force ", " ratification ",
                          " be ratified ", " denounce", " instruments of ", " authentic",
                          " remain in force ", " is concluded for ", " extended automatically ",
                          " automatically extended ", " automatically renewed "})) {
    return Modality::kProcedure;
  }
  if (contains_any(text, {" nothing in this ", " nothing in the present ", " nothing herein ",
                          " shall be entitled ", " shall have the right ", " shall be free to ",
                          " shall be authorised ", " shall be authorized ", " is authorised ",
                          " is authorized "})) {
    return Modality::kPermission;
  }
  if (is_exception(text)) return Modality::kPermission;
  // Who need not do it may leave it.
  if (contains_any(text, {" not be obliged ", " not be required to ", " not be bound to ",
                          " not obliged to ", " not bound to "}))
    return Modality::kPermission;
  if (contains_any(
          text,
          {" shall not ",        " shall in no ",   " shall never ",    " will not ",
           " will in no ",       " undertake not ", " undertakes not ", " undertake never ",
           " engage not ",       " agree not ",     " refrain from ",   " undertake to desist ",
           " desist from ",      " may not ",       " must not ",       " shall neither ",
           " refrain in ",       " abstain from ",  " renounce ",       " renounces ",
           " undertakes never ", " engages not ",   " agrees not ",     " are prohibited ",
           " is prohibited ",    " be prohibited ", " are forbidden ",  " is forbidden ",
           " be forbidden "}) ||
      (contains_any(text, {" neither ", " no party ", " no contracting party "}) &&
       contains_any(text, {" shall ", " will ", " may "}))) {
    return Modality::kProhibition;
  }
  if (is_effort(text)) return Modality::kEffort;
  if (contains_any(text, {" shall ",
                          " undertake to ",
                          " undertakes to ",
                          " undertake ",
                          " undertakes ",
                          " agree to ",
                          " agrees to ",
                          " agree that ",
                          " are obliged ",
                          " is obliged ",
                          " must ",
                          " pledge ",
                          " bind themselves ",
                          " engage to ",
                          " commit themselves ",
                          " engages ",
                          " pledges ",
                          " binds itself ",
                          " commits itself ",
                          " promises to ",
                          " promise to ",
                          " guarantees ",
                          " guarantee to ",
                          " guarantee the ",
                          " grants to ",
                          " grant to ",
                          " grants the ",
                          " cedes ",
                          " cede to ",
                          " concedes ",
                          " consents that ",
                          " consents to ",
                          " consent that ",
                          " engage themselves ",
                          " hereby establish",
                          " hereby created ",
                          " hereby set up ",
                          " hereby instituted "})) {
    return Modality::kObligation;
  }
  if (contains_any(text, {" intend", " are ready", " is ready", " will develop", " will continue",
                          " will strengthen", " will expand", " will work ", " will promote"}))
    return Modality::kIntention;
  // In the treaties of the older style the plain 'will' binds: "the other Party will come to its
  // assistance".
  if (contains(text, " will ")) return Modality::kObligation;
  // "Should a Party so wish, it may": the case in which something is allowed, no wish of the
  // treaty.
  const size_t should = text.find(" should ");
  if (should != std::string_view::npos && should != 0 && should < text.find(" may "))
    return Modality::kIntention;
  if (has_may(text) || contains_any(text, {" have the right ", " has the right ", " entitled "}))
    return Modality::kPermission;
  if (contains(text, " means ")) return Modality::kDefinition;
  return french_modality(text);
}

}  // namespace servanda::treaty

// Says how strongly a sentence binds.
#include "servanda/treaty/modality.h"

#include <algorithm>
#include <array>

#include "servanda/treaty/phrases.h"
#include "servanda/treaty/strength.h"

namespace servanda::treaty {
namespace {

using record::Modality;

// Whether the sentence says what may be done: the month of "3 May 1990" permits nothing.
bool has_may(std::string_view text) {
  constexpr std::string_view kMay = " may ";
  constexpr std::array<std::string_view, 7> kNumbered = {
      " article ", " articles ", " paragraph ", " annex ", " chapter ", " section ", " protocol "};
  const auto is_number = [](std::string_view word) {
    return !word.empty() && word.front() >= '0' && word.front() <= '9';
  };
  for (size_t at = text.find(kMay); at != std::string_view::npos; at = text.find(kMay, at + 1)) {
    const size_t before = text.rfind(' ', at == 0 ? 0 : at - 1);
    const std::string_view last =
        at == 0 ? std::string_view() : text.substr(before + 1, at - before - 1);
    // "under Article 9 may" is no date.
    const std::string_view before_last = text.substr(0, std::min(before, at) + 1);
    const bool article =
        std::any_of(kNumbered.begin(), kNumbered.end(),
                    [&](std::string_view unit) { return before_last.ends_with(unit); });
    const bool date = is_number(last) && !article;
    if (!date && last != "of" && !is_number(text.substr(at + kMay.size()))) return true;
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

// Whether the sentence says of something that it is so, or hoped for: "The Parties hope that trade
// will grow" binds nobody.
bool tells_a_belief(std::string_view text) {
  if (text.starts_with(" it is the ") && contains(text, " that ") &&
      contains_any(text.substr(0, text.find(" that ")),
                   {" hope ", " wish ", " desire ", " belief ", " view ", " conviction "}))
    return true;
  for (const std::string_view verb :
       {" acknowledge that ", " acknowledges that ", " note that ", " notes that ", " hope that ",
        " hopes that ", " believe that ", " believes that ", " expect that ", " expects that ",
        " trust that ", " welcome that ", " convinced that ", " conviction that ",
        " confident that ", " aware that ", " conscious that "}) {
    const size_t at = text.find(verb);
    if (at == std::string_view::npos) continue;
    const std::string_view before = text.substr(0, at + 1);
    if (!contains_any(before, {" shall ", " will ", " may ", " must ", " undertake"})) return true;
  }
  return false;
}

// Whether the subject of "is to", "are to" is what something is for: "The aim of this Treaty is to
// widen trade" binds nobody.
bool is_aim(std::string_view subject) {
  return contains_any(subject,
                      {" aim ", " aims ", " purpose ", " purposes ", " objective ", " objectives ",
                       " object ", " goal ", " goals ", " intention ", " mission "});
}

// Whether somebody "is to" do something. "May be kept if they are to be sold" allows.
bool is_to(std::string_view text) {
  if (contains(text, " may ")) return false;
  for (const std::string_view verb : {" is to ", " are to "}) {
    const size_t at = text.find(verb);
    if (at != std::string_view::npos && at > 0 && !is_aim(text.substr(0, at + 1))) return true;
  }
  return false;
}

// "No ship shall pass", "None of the Parties may": what no one shall do is forbidden. "No later
// than May" begins no ban.
bool begins_with_none(std::string_view text) {
  return (text.starts_with(" no ") || text.starts_with(" none of ") ||
          text.starts_with(" nobody ") || text.starts_with(" no-one ")) &&
         !text.starts_with(" no later ") && !text.starts_with(" no less ") &&
         !text.starts_with(" no more ") && !text.starts_with(" no earlier ") &&
         !text.starts_with(" none of the provisions ") && !text.starts_with(" no provision ") &&
         contains_any(text, {" shall ", " may ", " will ", " must "});
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
                          " automatically extended ", " automatically renewed "}) ||
      (contains_any(text,
                    {" takes effect", " take effect", " become effective", " becomes effective"}) &&
       contains_any(text, {" treaty ", " agreement ", " convention ", " protocol "}))) {
    return Modality::kProcedure;
  }
  if (contains_any(text, {" nothing in this ",      " nothing in the present ",
                          " nothing herein ",       " shall be entitled ",
                          " shall have the right ", " shall be free to ",
                          " shall be authorised ",  " shall be authorized ",
                          " is authorised ",        " is authorized ",
                          " nothing prevents ",     " nothing shall prevent ",
                          " reserves the right ",   " reserve the right ",
                          " reserves its right ",   " reserve their right ",
                          " is free to ",           " are free to ",
                          " is at liberty to ",     " are at liberty to ",
                          " remains free to ",      " remain free to ",
                          " is permitted to ",      " are permitted to ",
                          " is allowed to ",        " are allowed to "})) {
    return Modality::kPermission;
  }
  if (is_exception(text)) return Modality::kPermission;
  if (tells_a_belief(text)) return Modality::kDeclaration;
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
           " be forbidden ",     " abstains from ", " refrains from ",  " desists from ",
           " shall at no time ", " keep out of ",   " keeps out of ",   " is barred from ",
           " are barred from "}) ||
      begins_with_none(text) ||
      (contains_any(text, {" neither ", " no party ", " no contracting party "}) &&
       contains_any(text, {" shall ", " will ", " may "}))) {
    return Modality::kProhibition;
  }
  if (asked_by(text) != Asked::kAct) return Modality::kEffort;
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
                          " hereby instituted ",
                          " is hereby ",
                          " are hereby ",
                          " is bound to ",
                          " are bound to ",
                          " is required to ",
                          " are required to ",
                          " is incumbent ",
                          " is the duty of ",
                          " is under a duty ",
                          " are under a duty ",
                          " is under an obligation ",
                          " are under an obligation ",
                          " has the duty ",
                          " have the duty ",
                          " has the obligation ",
                          " have the obligation ",
                          " have agreed to ",
                          " has agreed to ",
                          " have undertaken to ",
                          " has undertaken to ",
                          " commits to ",
                          " commit to ",
                          " promises ",
                          " bears responsibility ",
                          " bear responsibility ",
                          " is responsible for ",
                          " are responsible for "}) ||
      is_to(text)) {
    return Modality::kObligation;
  }
  if (contains_any(
          text, {" intend",         " are ready",         " is ready",           " stand ready",
                 " stands ready",   " are prepared to ",  " is prepared to ",    " are willing to ",
                 " is willing to ", " aim to ",           " aims to ",           " plan to ",
                 " plans to ",      " have resolved to ", " has resolved to ",   " resolve to ",
                 " resolves to ",   " are resolved to ",  " are determined to ", " will develop",
                 " will continue",  " will strengthen",   " will expand",        " will work ",
                 " will promote"}))
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

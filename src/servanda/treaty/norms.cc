// Says of one provision who is bound, how strongly, to what, and under which condition.
#include "servanda/treaty/norms.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "servanda/embedded/kTreatyCommitments.h"
#include "servanda/record/addressee.h"
#include "servanda/treaty/addressee.h"
#include "servanda/treaty/clause.h"
#include "servanda/treaty/fields.h"
#include "servanda/treaty/modality.h"
#include "servanda/treaty/phrases.h"
#include "servanda/treaty/strength.h"

namespace servanda::treaty {
namespace {

using record::Modality;

const RuleBook& commitment_rules() {
  static const RuleBook rules(embedded::kTreatyCommitments());
  return rules;
}

// What sets the duty off: looked for in the condition, and in the whole sentence for duties that
// need none.
std::string trigger_of(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kTriggers = {
      {{" armed attack", "armed_attack"},
       {" armed invasion", "armed_attack"},
       {" invasion", "armed_attack"},
       {" attack", "armed_attack"},
       {" threat", "threat"},
       {" jeopard", "threat"},
       {" danger", "threat"},
       {" menace", "threat"},
       {" aggress", "aggression"},
       {" hostilities", "war"},
       {" state of war", "war"},
       {" war ", "war"},
       {" at the request", "request"},
       {" dispute", "dispute"},
       {" emergenc", "emergency"},
       {" disaster", "emergency"}}};
  // A threat of invasion is a threat.
  if (contains(text, " threat of ") || contains(text, " threatens ") ||
      contains(text, " threatened "))
    return "threat";
  for (const auto& [phrase, name] : kTriggers)
    if (contains(text, phrase)) return std::string(name);
  return "";
}

std::string promptness_of(std::string_view text) {
  for (const std::string_view word :
       {" immediately ", " forthwith ", " at once ", " without delay ", " promptly ",
        " as soon as possible ", " urgently "})
    if (contains(text, word)) return std::string(word.substr(1, word.size() - 2));
  return "";
}

// Whether the sentence calls for a further agreement instead of binding by itself: "under separate
// agreements", "shall conclude an agreement on", "to be determined by a protocol".
bool calls_for_agreement(std::string_view text) {
  static constexpr std::array<std::string_view, 14> kKinds = {
      " separate",      " special",      " further",    " additional", " supplementary",
      " specific",      " implementing", " subsequent", " individual", " appropriate",
      " corresponding", " relevant",     " respective", " other"};
  static constexpr std::array<std::string_view, 9> kInstruments = {
      "agreement", "arrangement", "protocol",      "contract", "convention",
      "memorand",  "treat",       "understanding", "accord"};
  const auto instrument_near = [&](size_t at, int reach) {
    for (int words = 0; words < reach && at < text.size(); ++words) {
      const size_t begin = text.find_first_not_of(' ', at);
      if (begin == std::string_view::npos) return false;
      for (const std::string_view instrument : kInstruments)
        if (text.substr(begin).starts_with(instrument)) return true;
      at = std::min(text.find(' ', begin), text.size());
    }
    return false;
  };
  for (const std::string_view verb :
       {" conclude ", " concluding ", " negotiate ", " negotiating ", " work out ",
        " to be concluded", " shall be concluded", " draw up ", " enter into negotiations"}) {
    const size_t at = text.find(verb);
    if (at == std::string_view::npos) continue;
    // "undertakes not to conclude agreements": a ban is no call.
    if (contains_any(text, {" not to conclude", " not conclude", " shall not ", " undertake not ",
                            " undertakes not ", " will not ", " neither "}))
      continue;
    if (verb.starts_with(" to be") || verb.starts_with(" shall be") ||
        verb.ends_with("negotiations") || instrument_near(at + verb.size() - 1, 5))
      return true;
  }
  for (const std::string_view kind : kKinds) {
    const bool vague = kind == " other" || kind == " relevant" || kind == " respective" ||
                       kind == " appropriate" || kind == " corresponding" || kind == " specific";
    for (size_t at = text.find(kind); at != std::string_view::npos; at = text.find(kind, at + 1)) {
      const size_t behind = std::min(text.find(' ', at + 1), text.size());
      if (!instrument_near(behind, 2)) continue;
      const std::string_view before = text.substr(at > 28 ? at - 28 : 0, std::min<size_t>(at, 28));
      const bool basis = contains_any(before, {" on the basis of", " under", " by", " through",
                                               " in accordance with", " by means of", " subject to",
                                               " in", " to", " of"}) ||
                         contains(text, " shall be ");
      // Agreements in force are not called for: "other relevant international agreements".
      if (vague &&
          !contains_any(before, {" on the basis of", " by means of", " through", " under"}))
        continue;
      if (vague && contains(text, " international ")) continue;
      if (basis) return true;
    }
  }
  // "on terms to be set out in a loan agreement", not "in the Agreement", which is there.
  for (const std::string_view verb :
       {" set out in ", " laid down in ", " specified in ", " fixed by ", " fixed in ",
        " determined by ", " determined in ", " governed by ", " regulated by ", " settled by ",
        " defined in ", " subject of "}) {
    const size_t at = text.find(verb);
    if (at == std::string_view::npos) continue;
    const std::string_view behind = text.substr(at + verb.size());
    if (behind.starts_with("a ") || behind.starts_with("an ") || behind.starts_with("separate ") ||
        behind.starts_with("special "))
      if (instrument_near(at + verb.size(), 4)) return true;
  }
  return contains_any(text, {" to be agreed ", " shall be agreed between ", " shall be agreed by ",
                             " shall be agreed upon ", " be agreed upon by the parties",
                             " as may be agreed ", " modalities shall be agreed",
                             " shall be determined by mutual agreement", " details shall be "});
}

// Whether the sentence says why, not what: "Recalling that the Charter bans the use of force, ...".
bool says_why(std::string_view text) {
  static constexpr std::array<std::string_view, 14> kReasons = {
      " recalling ",   " considering ", " reaffirming ", " whereas ",   " desiring ",
      " desirous ",    " mindful ",     " conscious ",   " convinced ", " recognising ",
      " recognizing ", " noting ",      " determined ",  " believing "};
  return std::any_of(kReasons.begin(), kReasons.end(),
                     [&](std::string_view reason) { return text.starts_with(reason); }) &&
         !contains_any(text, {" shall ", " will ", " undertake", " engage"});
}

// Whether the sentence begins by pointing at the case that the one before it names.
bool refers_back(std::string_view text) {
  constexpr std::array<std::string_view, 12> kBeginnings = {" in that event ",
                                                            " in that case ",
                                                            " in this event ",
                                                            " in this case ",
                                                            " in such event ",
                                                            " in such case ",
                                                            " in such an event ",
                                                            " in such a case ",
                                                            " in either case ",
                                                            " in these circumstances ",
                                                            " under these circumstances ",
                                                            " in such circumstances "};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

// Who does what is to be done: "erased by the receiving Party".
std::string_view agent_of(std::string_view object) {
  constexpr std::string_view kBy = "by ";
  if (object.starts_with(kBy)) return object.substr(kBy.size());
  return "";
}

// The item of a list without its mark and what ties it to the next: "(b) not sell; or" is "not
// sell".
std::string_view item_words(std::string_view text) {
  constexpr size_t kLongestMark = 8;  // bytes of "(xviii)"
  const size_t space = text.find(' ');
  if (space != std::string_view::npos && space <= kLongestMark &&
      (text[space - 1] == ')' || text[space - 1] == '.' || text[0] == '-'))
    text.remove_prefix(space + 1);
  for (const std::string_view tie : {" and", " or", ";", ","})
    if (text.ends_with(tie)) text.remove_suffix(tie.size());
  while (text.ends_with(';') || text.ends_with(',') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Whether a verb in the present tense says what is so or thought, and binds to nothing.
bool only_declares(std::string_view verb) {
  constexpr std::array<std::string_view, 50> kVerbs = {
      "recognise", "recognize",  "reaffirm", "affirm",  "confirm",   "acknowledge",
      "note",      "consider",   "declare",  "express", "emphasise", "emphasize",
      "stress",    "underline",  "welcome",  "share",   "attach",    "believe",
      "regard",    "support",    "hope",     "wish",    "desire",    "appreciate",
      "recall",    "view",       "deem",     "condemn", "oppose",    "advocate",
      "proceed",   "constitute", "mean",     "include", "belong",    "enjoy",
      "have",      "need",       "favour",   "approve", "agree",     "understand",
      "take",      "base",       "build",    "consist", "remain",    "reiterate",
      "aim",       "form"};
  return one_of(verb, kVerbs);
}

int rank_of(std::string_view commitment) {
  const std::vector<Rule>& rules = commitment_rules().rules();
  for (size_t i = 0; i < rules.size(); ++i)
    if (rules[i].name == commitment) return static_cast<int>(i);
  return static_cast<int>(rules.size());
}

void mark(std::string_view commitment, record::Obligations& obligations) {
  if (commitment == "defense") obligations.defense = true;
  if (commitment == "offense") obligations.offense = true;
  if (commitment == "neutrality") obligations.neutrality = true;
  if (commitment == "nonaggression") obligations.nonaggression = true;
  if (commitment == "consultation") obligations.consultation = true;
}

// The modality of a sentence, given as it stands and as plain() makes it. What a party or a body
// "makes available" or "exchanges", without a modal word, it is bound to.
Modality modality_of_sentence(std::string_view sentence, std::string_view text) {
  const Modality modality = modality_of(text);
  if (modality != Modality::kDeclaration || says_why(text)) return modality;
  const Clause clause = read_clause(sentence);
  if (!clause.present || clause.act.empty() || only_declares(clause.act) ||
      addressee_of(clause.subject).empty())
    return modality;
  return Modality::kObligation;
}

// Whether a sentence binds one by name, and another than `named`: "Arland shall help Borland;
// Borland shall help Arland".
bool binds_another(std::string_view sentence, std::string_view named) {
  if (!record::is_one_party(named)) return false;
  const std::string who = addressee_of(read_clause(sentence).subject);
  return record::is_one_party(who) && !record::is_same_party(who, named);
}

}  // namespace

std::string chapeau_of(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '-'))
    text.remove_suffix(1);
  if (!text.ends_with(':')) return "";
  text.remove_suffix(1);
  const std::vector<base::Span> all = sentences(text, {0, static_cast<uint32_t>(text.size())});
  return all.empty() ? "" : std::string(all.back().of(text));
}

void read_norm(record::Provision& provision, std::string_view heading,
               record::Obligations& obligations, Lead& lead) {
  provision.modality = Modality::kDeclaration;
  provision.commitment.clear();
  provision.act.clear(), provision.object.clear();
  const std::string norm = lead.chapeau.empty()
                               ? provision.text
                               : lead.chapeau + ' ' + std::string(item_words(provision.text));
  bool first = true;
  // The sentence whose norm is told: that of the commitment, else the strongest; and the condition
  // that it takes from the one before.
  std::string_view told;
  std::string told_condition, condition;
  std::vector<std::pair<std::string, std::string_view>> duties;  // commitments and their sentences
  for (const base::Span span : sentences(norm, {0, static_cast<uint32_t>(norm.size())})) {
    std::string sentence = plain(span.of(norm));
    if (refers_back(sentence)) {
      if (std::string before = read_clause(lead.sentence).condition; !before.empty())
        condition = std::move(before);
      if (!condition.empty()) sentence = plain(condition) + sentence.substr(1);
    } else {
      condition.clear();
    }
    lead.sentence = span.of(norm);
    const Modality modality = modality_of_sentence(span.of(norm), sentence);
    provision.needs_agreement = provision.needs_agreement || calls_for_agreement(sentence);
    // The strongest sentence tells; one that only declares tells nothing that a procedure does not.
    if (first || (static_cast<int>(modality) < static_cast<int>(provision.modality) &&
                  modality != Modality::kDeclaration && provision.commitment.empty())) {
      provision.modality = modality;
      told = span.of(norm), told_condition = condition;
    }
    first = false;
    std::string named;
    if (says_why(sentence)) continue;
    for (const Rule* rule : commitment_rules().fitting(sentence)) {
      mark(rule->name, obligations);
      if (named.empty()) named = rule->name;
    }
    if (!named.empty()) duties.emplace_back(named, span.of(norm));
    if (!named.empty() &&
        (provision.commitment.empty() || rank_of(named) < rank_of(provision.commitment))) {
      provision.commitment = named;
      provision.modality = modality;
      told = span.of(norm), told_condition = condition;
    }
  }
  Clause clause = read_clause(told);
  if (clause.condition.empty()) clause.condition = told_condition;
  provision.fields =
      fields_of_provision(plain(provision.text), plain(heading),
                          clause.object.empty() ? "" : plain(clause.act + ' ' + clause.object));
  const std::string sentence = plain(told), when = plain(clause.condition);
  // "Should a Party run short, it may": the condition says who "it" is.
  const bool pronoun = plain(clause.subject) == " it ";
  provision.addressee = addressee_of(pronoun ? clause.condition : clause.subject);
  if (provision.addressee.empty()) provision.addressee = addressee_of(agent_of(clause.object));
  if (provision.addressee.empty() && !provision.commitment.empty())
    provision.addressee = addressee_of_sentence(told);
  for (const auto& [duty, words] : duties)
    if (duty == provision.commitment && binds_another(words, provision.addressee))
      provision.addressee = "each_party";
  if (provision.modality == Modality::kProcedure && provision.addressee != "each_party" &&
      provision.addressee != "parties_jointly")
    provision.addressee.clear();
  if (provision.modality != Modality::kDeclaration)
    provision.act = clause.act, provision.object = clause.object;
  provision.strength = strength_name(provision.modality, sentence);
  provision.condition = clause.condition;
  provision.promptness = promptness_of(sentence);
  provision.trigger = trigger_of(when);
  // A duty that waits for a case names it without a condition too: "an armed attack on one is an
  // attack on all". A standing ban waits for none.
  const bool waits =
      provision.commitment == "defense" || provision.commitment == "offense" ||
      provision.commitment == "neutrality" || provision.commitment == "consultation" ||
      provision.commitment == "no_aid_to_aggressor" || provision.commitment == "dispute_settlement";
  if (provision.trigger.empty() && waits) provision.trigger = trigger_of(sentence);
}

}  // namespace servanda::treaty

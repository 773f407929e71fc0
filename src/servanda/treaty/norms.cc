// Says of one provision who is bound, how strongly, to what, and under which condition.
#include "servanda/treaty/norms.h"

#include <algorithm>
#include <array>
#include <utility>

#include "servanda/embedded/kTreatyCommitments.h"
#include "servanda/embedded/kTreatyFields.h"
#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

using record::Modality;

bool any_of(std::string_view text, std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) { return contains(text, phrase); });
}

const std::vector<Rule>& commitment_rules() {
  static const std::vector<Rule> rules = read_rules(embedded::kTreatyCommitments());
  return rules;
}

const std::vector<Rule>& field_rules() {
  static const std::vector<Rule> rules = read_rules(embedded::kTreatyFields());
  return rules;
}

std::string addressee_of(std::string_view text) {
  const std::string_view start = text.substr(0, std::min<size_t>(text.size(), 160));
  if (any_of(start, {" each party ", " each contracting ", " each high contracting ", " either party", " either contracting", " either high", " neither ", " each of the ",
                     " each state ", " each member ", " the other party ", " the other contracting ", " the other high ", " a party "})) {
    return "each_party";
  }
  if (any_of(start, {" parties ", " they ", " two governments ", " both governments ", " two countries ", " member states ", " signatories ", " allies "})) return "parties_jointly";
  if (any_of(start, {" council ", " commission ", " committee ", " secretariat ", " conference ", " organisation ", " organization ", " authority "})) return "body";
  return "";
}

std::string trigger_of(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kTriggers = {{
      {" armed attack", "armed_attack"}, {" attack", "armed_attack"}, {" aggress", "aggression"}, {" hostilities", "war"}, {" war ", "war"},
      {" threat", "threat"}, {" jeopardy", "threat"}, {" at the request", "request"}, {" emergency", "emergency"}}};
  for (const auto& [phrase, name] : kTriggers)
    if (contains(text, phrase)) return std::string(name);
  return "";
}

std::string promptness_of(std::string_view text) {
  for (const std::string_view word : {" immediately ", " forthwith ", " at once ", " without delay ", " promptly ", " as soon as possible ", " urgently "})
    if (contains(text, word)) return std::string(word.substr(1, word.size() - 2));
  return "";
}

// The clause that begins with a conditional word, up to the next comma or the end.
std::string condition_of(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kOpeners = {"If ", "if ", "In the event", "in the event", "Whenever ", "whenever ", "Should ", "unless ",
                                                                "Subject to", "subject to", "in accordance with its", "in case of"};
  size_t begin = std::string_view::npos;
  for (const std::string_view opener : kOpeners) {
    const size_t at = text.find(opener);
    if (at != std::string_view::npos && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n')) begin = std::min(begin, at);
  }
  if (begin == std::string_view::npos) return "";
  const size_t end = text.find_first_of(",;.:", begin);
  return std::string(text.substr(begin, end == std::string_view::npos ? end : end - begin));
}

// The verb after the modal word, and the words that follow it up to the next stop.
void act_and_object(std::string_view text, record::Provision& provision) {
  size_t at = std::string_view::npos;
  for (const std::string_view modal : {" shall ", " will ", " undertake to ", " undertakes to ", " agree to ", " may ", " should "}) {
    const size_t found = text.find(modal);
    if (found != std::string_view::npos && (at == std::string_view::npos || found < at)) at = found + modal.size();
  }
  if (at == std::string_view::npos) return;
  const size_t stop = std::min(text.find_first_of(",;.:", at), text.size());
  std::string_view rest = text.substr(at, stop - at);
  static constexpr std::array<std::string_view, 11> kSkipped = {"not", "also", "endeavour", "strive", "to", "be", "immediately", "at", "once", "each", "further"};
  while (!rest.empty()) {
    const size_t space = std::min(rest.find_first_of(" \n"), rest.size());
    const std::string_view word = rest.substr(0, space);
    rest.remove_prefix(std::min(space + 1, rest.size()));
    if (word.empty() || std::find(kSkipped.begin(), kSkipped.end(), word) != kSkipped.end()) continue;
    provision.act = word;
    provision.object = rest;
    return;
  }
}

int rank_of(std::string_view commitment) {
  const std::vector<Rule>& rules = commitment_rules();
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

std::vector<std::string> fields_of(std::string_view text) {
  std::vector<std::pair<int, std::string>> scored;
  for (const Rule& rule : field_rules()) {
    int hits = 0;
    for (const Condition& condition : rule.conditions) {
      for (const std::string& phrase : condition.phrases) {
        for (size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) ++hits;
      }
    }
    if (hits > 0) scored.emplace_back(hits, rule.name);
  }
  std::stable_sort(scored.begin(), scored.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
  std::vector<std::string> names;
  for (const auto& [hits, name] : scored)
    if (names.size() < 4 && hits * 2 >= scored.front().first) names.push_back(name);
  return names;
}

}  // namespace

Modality modality_of(std::string_view text) {
  if (any_of(text, {" for the purposes of this ", " for the purpose of this "}) && contains(text, " means ")) return Modality::kDefinition;
  if (any_of(text, {" enter into force ", " entry into force ", " ratification ", " denounce", " instruments of ", " authentic", " remain in force ", " is concluded for ", " extended automatically "})) return Modality::kProcedure;
  if (any_of(text, {" shall not ", " shall in no ", " will not ", " undertake not ", " undertakes not ", " refrain from ", " undertake to desist ", " desist from ", " may not ", " shall neither ", " refrain in "}) ||
      (contains(text, " neither ") && any_of(text, {" shall ", " will "}))) {
    return Modality::kProhibition;
  }
  if (any_of(text, {" shall endeavour", " shall endeavor", " shall strive", " shall promote", " shall encourage", " shall seek", " will endeavour", " will endeavor", " best efforts", " as far as possible ", " to the extent possible", " shall facilitate "})) return Modality::kEffort;
  if (any_of(text, {" shall ", " undertake to ", " undertakes to ", " undertake ", " agree to ", " are obliged ", " is obliged ", " must "})) return Modality::kObligation;
  if (any_of(text, {" intend", " are ready ", " will develop", " will continue", " will strengthen", " will expand", " will work ", " will promote"})) return Modality::kIntention;
  // In the treaties of the older style the plain 'will' binds: "the other Party will come to its assistance".
  if (contains(text, " will ")) return Modality::kObligation;
  if (any_of(text, {" may ", " have the right ", " has the right ", " entitled "})) return Modality::kPermission;
  if (contains(text, " means ")) return Modality::kDefinition;
  return Modality::kDeclaration;
}

void read_norm(record::Provision& provision, record::Obligations& obligations) {
  const std::string whole = plain(provision.text);
  provision.fields = fields_of(whole);
  provision.addressee = addressee_of(whole);
  provision.trigger = trigger_of(whole);
  provision.promptness = promptness_of(whole);
  provision.condition = condition_of(provision.text);
  provision.needs_agreement = any_of(whole, {" separate agreement", " further agreement", " special agreement", " separate arrangements between", " agreements to be concluded",
                                             " to be agreed ", " shall conclude agreements"});
  act_and_object(provision.text, provision);
  provision.modality = Modality::kDeclaration;
  bool first = true;
  for (const base::Span span : sentences(provision.text, {0, static_cast<uint32_t>(provision.text.size())})) {
    const std::string sentence = plain(span.of(provision.text));
    const Modality modality = modality_of(sentence);
    if (first || (static_cast<int>(modality) < static_cast<int>(provision.modality) && provision.commitment.empty())) provision.modality = modality;
    first = false;
    std::string named;
    for (const Rule& rule : commitment_rules()) {
      if (!matches(rule, sentence)) continue;
      mark(rule.name, obligations);
      if (named.empty()) named = rule.name;
    }
    if (!named.empty() && (provision.commitment.empty() || rank_of(named) < rank_of(provision.commitment))) {
      provision.commitment = named;
      provision.modality = modality;
    }
  }
}

}  // namespace servanda::treaty

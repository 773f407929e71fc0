// Lays mentions and times over the tokens.
#include "servanda/reading/pledge_scene.h"

#include <algorithm>
#include <map>

#include "servanda/event/opening_times.h"
#include "servanda/record/filing.h"
#include "servanda/record/organisations.h"

namespace servanda::reading {

void add_code(std::vector<std::string>& codes, std::string_view code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.emplace_back(code);
}

PledgeScene::PledgeScene(const event::Annotations& annotations, const PledgeWords& words)
    : annotations_(annotations),
      words_(words),
      tree_(annotations.document.text, annotations.parse),
      opening_times_(event::opening_times(annotations)) {
  mention_at_.assign(tree_.size(), -1);
  time_at_.assign(tree_.size(), -1);
  mentions_in_.resize(annotations.parse.sentences.size());
  times_in_.resize(annotations.parse.sentences.size());
  const auto& mentions = annotations.mentions;
  for (uint32_t m = 0; m < mentions.size(); ++m) {
    const actor::Mention& mention = mentions[m];
    if (mention.last_token >= tree_.size() || mention.head_token >= tree_.size()) continue;
    // "Twelve patrol boats" are a thing here, whoever mans them.
    // "S-300" is a model, whoever makes it.
    const std::string_view named = mention.span.of(text());
    const bool model = named.find('-') != std::string_view::npos &&
                       named.find_first_of("0123456789") != std::string_view::npos;
    // "Mirage" names jets; its maker need not be the giver.
    const bool product = !mention.actors.empty() && mention.actors.front().role == "product";
    if ((model && mention.kind == actor::MentionKind::kName) || product) continue;
    if (names_thing(mention.head_token) &&
        (mention.kind == actor::MentionKind::kDescription || !has_name(mention))) {
      continue;
    }
    mentions_in_[tree_.sentence(mention.head_token)].push_back(m);
    const uint32_t size = mention.last_token - mention.first_token;
    for (uint32_t i = mention.first_token; i <= mention.last_token; ++i) {
      const int old = mention_at_[i];
      if (old < 0 || size < mentions[old].last_token - mentions[old].first_token)
        mention_at_[i] = static_cast<int>(m);
    }
  }
  for (uint32_t t = 0; t < annotations.times.size(); ++t) {
    const language::TimeExpression& time = annotations.times[t];
    if (time.first_token >= tree_.size()) continue;
    times_in_[tree_.sentence(time.first_token)].push_back(t);
    for (uint32_t i = time.first_token; i <= time.last_token && i < tree_.size(); ++i)
      time_at_[i] = static_cast<int>(t);
  }
  find_dyad();
}

const actor::Mention* PledgeScene::mention_at(uint32_t token) const {
  return token == kNoToken || mention_at_[token] < 0 ? nullptr
                                                     : &annotations_.mentions[mention_at_[token]];
}

const language::TimeExpression* PledgeScene::time_at(uint32_t token) const {
  return token == kNoToken || time_at_[token] < 0 ? nullptr : &annotations_.times[time_at_[token]];
}

namespace {

// Firms, armed groups and non-governmental bodies without a state do not pledge for one.
bool can_be_party(const record::Actor& actor) {
  return !actor.code.empty() && actor.code != "MNC" && actor.code != "NGO" && actor.code != "ISM" &&
         actor.code != "IMG";
}

}  // namespace

bool PledgeScene::has_name(const actor::Mention& mention) const {
  for (uint32_t i = mention.first_token; i <= mention.last_token; ++i) {
    const std::string_view word = tree_.token(i).span.of(text());
    const bool capital = !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
    if (capital && (tree_.upos(i) == record::Upos::kPROPN || tree_.upos(i) == record::Upos::kADJ))
      return true;
  }
  return false;
}

bool PledgeScene::is_party(uint32_t token) const {
  const actor::Mention* mention = mention_at(token);
  if (mention == nullptr || mention->head_token != token || mention->actors.empty()) return false;
  return tree_.upos(token) == record::Upos::kPROPN || !names_thing(token);
}

bool PledgeScene::names_thing(uint32_t token) const {
  const NounKind* kind = words_.kind(tree_.lemma(token));
  return kind != nullptr && kind->kinds != kHolder;
}

void PledgeScene::add_codes(uint32_t token, std::vector<std::string>& codes) const {
  const actor::Mention* mention = mention_at(token);
  if (mention == nullptr) return;
  for (const record::Actor& actor : mention->actors) {
    const bool press = actor.sector == "JRN" || actor.sector == "MED";
    if (can_be_party(actor) && !press) add_code(codes, actor.code);
  }
}

namespace {

bool is_state(std::string_view code) { return !record::is_organisation(code); }

}  // namespace

bool PledgeScene::names_state(const actor::Mention& mention) const {
  if (mention.kind != actor::MentionKind::kName && mention.kind != actor::MentionKind::kDemonym)
    return false;
  // "In Beijing": where, not who.
  const std::string_view preposition = tree_.preposition(mention.head_token);
  const bool itself = !mention.actors.empty() && mention.span.of(text()) == mention.actors[0].name;
  if (is_venue(mention.head_token)) return false;
  if (is_place_of_place(mention)) return false;
  const bool within = preposition == "in" || preposition == "at" || preposition == "near";
  if (mention.place && within) {
    // What two agree or sign in a third state is not that state's.
    const uint32_t act = tree_.head(mention.head_token);
    const std::string_view lemma = act == kNoToken ? std::string_view() : tree_.lemma(act);
    const bool mutual = lemma == "sign" || lemma == "meet" || lemma == "conclude" ||
                        lemma == "initial" || (words_.voice(lemma) & kAgree) != 0;
    if (!itself || mutual) return false;
  }
  // "In spite of the war with Israel": an enemy is no side of what is pledged meanwhile.
  const uint32_t strife = tree_.head(mention.head_token);
  if (strife != event::kNoToken && (preposition == "with" || preposition == "against")) {
    const std::string_view lemma = tree_.lemma(strife);
    if (lemma == "war" || lemma == "conflict" || lemma == "fighting" || lemma == "clash")
      return false;
  }
  // "A Kuwaiti paper", "US media": the press speaks for no side.
  const uint32_t head = tree_.head(mention.head_token);
  const bool press = mention.kind == actor::MentionKind::kDemonym && head != event::kNoToken &&
                     (words_.voice(tree_.lemma(head)) & kMedia) != 0;
  return !press && (words_.voice(tree_.lemma(mention.head_token)) & kMedia) == 0;
}

// "signed in Asmara, Eritrea": the state says where Asmara lies.
bool PledgeScene::is_place_of_place(const actor::Mention& mention) const {
  const uint32_t comma = mention.first_token;
  if (!mention.place || comma < 2 || tree_.word(comma - 1) != ",") return false;
  const actor::Mention* city = mention_at(comma - 2);
  if (city == nullptr || !city->place || city == &mention) return false;
  const std::string_view preposition = tree_.preposition(city->head_token);
  return preposition == "in" || preposition == "at" || preposition == "near" ||
         tree_.preposition(city->first_token) == "in";
}

bool PledgeScene::is_venue(uint32_t token) const {
  const actor::Mention* mention = mention_at(token);
  const uint32_t head = tree_.head(token);
  if (mention == nullptr || !mention->place || head == kNoToken ||
      tree_.deprel(token) != record::Deprel::kCompound)
    return false;
  const std::string_view noun = tree_.lemma(head);
  return noun == "meeting" || noun == "summit" || noun == "conference" || noun == "forum";
}

std::string PledgeScene::any_state() const {
  for (const actor::Mention& mention : annotations_.mentions) {
    for (const record::Actor& actor : mention.actors) {
      if (can_be_party(actor) && is_state(actor.code)) return actor.code;
    }
  }
  return {};
}

std::vector<std::string> PledgeScene::states_named_in(uint32_t sentence) const {
  std::vector<std::string> codes;
  for (uint32_t m : mentions_in_[sentence]) {
    const actor::Mention& mention = annotations_.mentions[m];
    if (!names_state(mention)) continue;
    for (const record::Actor& actor : mention.actors) {
      const bool press = actor.sector == "JRN" || actor.sector == "MED";
      if (can_be_party(actor) && is_state(actor.code) && !press) add_code(codes, actor.code);
    }
  }
  return codes;
}

void PledgeScene::find_dyad() {
  std::map<std::string, int> counts;
  std::vector<std::string> order;
  for (uint32_t s = 0; s < mentions_in_.size(); ++s) {
    for (const std::string& code : states_named_in(s)) add_code(order, code);
    for (uint32_t m : mentions_in_[s]) {
      const actor::Mention& mention = annotations_.mentions[m];
      if (!names_state(mention)) continue;
      for (const record::Actor& actor : mention.actors) ++counts[actor.code];
    }
  }
  states_named_ = order.size();
  std::stable_sort(order.begin(), order.end(), [&](const std::string& a, const std::string& b) {
    return counts[a] / 2 > counts[b] / 2;  // one mention more or less says nothing
  });
  order.resize(std::min<size_t>(order.size(), 2));
  dyad_ = std::move(order);
  // Where the text leaves it open who "the leaders" are, the file that it lies in says it.
  filed_ = record::filed_under(annotations_.document);
  if (dyad_.empty()) dyad_ = filed_;
  if (dyad_.size() == 1 && filed_.size() == 2) {
    if (dyad_[0] == filed_[0])
      dyad_.push_back(filed_[1]);
    else if (dyad_[0] == filed_[1])
      dyad_.push_back(filed_[0]);
  }
}

}  // namespace servanda::reading

// Reads the pledges of a document: steps, what each is about, whose they are, how they stand.
#include "servanda/reading/pledges.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "servanda/reading/pledge_dates.h"
#include "servanda/reading/pledge_drafts.h"
#include "servanda/reading/pledge_parties.h"
#include "servanda/reading/pledge_scene.h"
#include "servanda/reading/pledge_weighing.h"
#include "servanda/reading/pledge_words.h"

namespace servanda::reading {
namespace {

using record::Date;
using record::Pledge;
using record::PledgeClaim;
using record::PledgeStep;
using record::Stage;

const PledgeWords& words() {
  static const PledgeWords kWords = PledgeWords::create().value();
  return kWords;
}

const event::Lexicon& lexicon() { return *event::Lexicon::built_in().value(); }

// Chosen by cross-validation (docs/decisions/learned-reader.md).
constexpr float kUnruly = 0.35F;        // the least probability of a pledge that no rule sees,
constexpr float kUnrulyInBrief = 0.4F;  // of such a one in a short text,
constexpr float kAlone = 0.3F;          // of one that a short text tells of one state alone,
constexpr float kPledged = 0.08F;       // and of any other

bool is_undertaking(Stage stage) { return stage >= Stage::kProposed && stage <= Stage::kInForce; }
bool is_done(Stage stage) { return stage >= Stage::kStarted && stage <= Stage::kDelivered; }

// What is told in the present tense without a date is now; other undated steps lie before the dated
// ones.
void sort_by_date(std::vector<Step>& steps) {
  const Step* last_dated = nullptr;
  for (const Step& step : steps) {
    if (step.date.known() && (last_dated == nullptr || step.token > last_dated->token))
      last_dated = &step;
  }
  const uint32_t dated_token = last_dated == nullptr ? 0 : last_dated->token;
  const uint32_t dated_sentence = last_dated == nullptr ? UINT32_MAX : last_dated->sentence;
  std::stable_sort(steps.begin(), steps.end(), [&](const Step& a, const Step& b) {
    // What became of it, told last and without a date, came last ("unveiled in 2005, it was
    // dropped").
    const auto rank = [&](const Step& s) {
      if (s.date.known()) return 1;
      const bool ended = s.stage == Stage::kCancelled || s.stage == Stage::kExpired;
      const bool held = s.stage == Stage::kSuspended || s.stage == Stage::kDelayed;
      const bool outcome =
          (ended || (held && s.sentence == dated_sentence)) && s.token > dated_token;
      return s.present || s.to_come || outcome ? 2 : 0;
    };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (rank(a) != 1) return false;
    const record::DayNumber x = record::last_day(a.date), y = record::last_day(b.date);
    return x != y ? x < y : false;
  });
}

void set_standing(Pledge& pledge, const std::vector<Step>& steps) {
  Stage stage = Stage::kNone;
  const Step* last = nullptr;
  for (const Step& step : steps) {
    if (!believed(step.claim)) {
      if (last == nullptr) pledge.claim = step.claim;
      continue;
    }
    // An undertaking told again does not undo what was done, nor a lower one a higher.
    if (is_undertaking(step.stage) &&
        (is_done(stage) || (is_undertaking(stage) && step.stage < stage)))
      continue;
    if (step.stage <= Stage::kAgreed && is_undertaking(step.stage) &&
        (stage == Stage::kDelayed || stage == Stage::kSuspended))
      continue;
    if (step.stage == Stage::kStarted && stage > Stage::kStarted && is_done(stage)) continue;
    if (step.stage == Stage::kPartlyDelivered && stage == Stage::kDelivered) continue;
    stage = step.stage;
    last = &step;
  }
  pledge.stage = stage;
  if (last != nullptr) pledge.claim = last->claim;
}

// Counts how often the words that stand for each domain were met.
class DomainVotes {
 public:
  explicit DomainVotes(const PledgeWords& words) : words_(words) {}

  void add(std::string_view word, int weight) {
    int domain = words_.domain(word);
    if (domain < 0 && word.ends_with('s')) domain = words_.domain(word.substr(0, word.size() - 1));
    if (domain >= 0) votes_[domain] += weight;
  }

  // The domain met most, of equals the first of the table; empty if none was met.
  std::string winner() const {
    int best = -1;
    for (const auto& [domain, count] : votes_) {
      if (best < 0 || count > votes_.at(best)) best = domain;
    }
    return best < 0 ? "" : std::string(words_.domains()[static_cast<size_t>(best)]);
  }

 private:
  const PledgeWords& words_;
  std::map<int, int> votes_;
};

std::string domain_of(const PledgeScene& scene, const PledgeDraft& draft) {
  DomainVotes votes(scene.words());
  for (const Thing& thing : draft.namings) {
    for (const std::string& word : thing.content) votes.add(word, word == thing.head_lemma ? 1 : 2);
    for (std::string_view name : thing.classes) votes.add(name, 1);
  }
  return votes.winner();
}

// The domain of what stands around a thing whose own words name none ("the second stage"): of the
// sentences that tell its steps, else of the title.
std::string domain_around(const PledgeScene& scene, const std::vector<Step>& steps) {
  DomainVotes votes(scene.words());
  const event::Tree& tree = scene.tree();
  for (const Step& step : steps) {
    const record::Sentence& sentence = scene.annotations().parse.sentences[step.sentence];
    for (uint32_t token = sentence.begin; token < sentence.end; ++token)
      votes.add(tree.lemma(token), 1);
  }
  if (std::string domain = votes.winner(); !domain.empty()) return domain;
  // What a long text is about says nothing of one thing in it.
  constexpr size_t kLongText = 2500;
  if (scene.text().size() > kLongText) return "";
  std::string word;
  for (const char c : scene.annotations().document.title + " ") {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((lower >= 'a' && lower <= 'z') || lower == '-') {
      word += lower;
      continue;
    }
    votes.add(word, 1);
    word.clear();
  }
  return votes.winner();
}

// The amount of the thing: one in its own words, else money in a sentence of its steps that stands
// close to it.
void set_amount(const PledgeScene& scene, Pledge& pledge, const PledgeDraft& draft) {
  const auto& amounts = scene.annotations().amounts;
  for (const Step& step : draft.steps) {
    if (!pledge.amount) pledge.amount = step.amount;
  }
  if (pledge.amount) return;
  for (const Thing& thing : draft.namings) {
    for (const record::Amount& amount : amounts) {
      if (amount.span.begin >= thing.span.begin && amount.span.end <= thing.span.end &&
          amount.unit != "percent") {
        if (!pledge.amount || (pledge.amount->unit.size() != 3 && amount.unit.size() == 3))
          pledge.amount = amount;
      }
    }
  }
  if (pledge.amount) return;
  for (const Thing& thing : draft.namings) {
    for (const record::Amount& amount : amounts) {
      const bool money = amount.unit.size() == 3 && amount.unit[0] >= 'A' && amount.unit[0] <= 'Z';
      if (!money || amount.span.begin < thing.span.end || amount.span.begin > thing.span.end + 40)
        continue;
      const std::string_view between =
          std::string_view(scene.text()).substr(thing.span.end, amount.span.begin - thing.span.end);
      const bool near = between.find("worth") != std::string_view::npos ||
                        between.find("priced") != std::string_view::npos ||
                        between.find("valued") != std::string_view::npos ||
                        between.find("of ") != std::string_view::npos ||
                        between.find("put at") != std::string_view::npos || between.size() <= 2;
      if (near && between.find('.') == std::string_view::npos) {
        pledge.amount = amount;
        return;
      }
    }
  }
}

constexpr std::array<std::string_view, 6> kStrengths = {
    "hint", "statement", "joint_statement", "memorandum", "agreement", "treaty"};

void set_strength(Pledge& pledge, const std::vector<Step>& steps) {
  size_t best = 0;
  for (const Step& step : steps) {
    const auto at = std::find(kStrengths.begin(), kStrengths.end(), step.strength);
    if (at != kStrengths.end()) best = std::max(best, static_cast<size_t>(at - kStrengths.begin()));
  }
  pledge.strength = best > 0        ? std::string(kStrengths[best])
                    : steps.empty() ? std::string()
                                    : "statement";
}

// The articles of a treaty bind by their provisions, which the treaty stage reads; they report no
// steps.
bool is_treaty_text(const event::Annotations& annotations) {
  size_t articles = 0;
  const record::Parse& parse = annotations.parse;
  for (const record::Sentence& sentence : parse.sentences) {
    if (sentence.begin >= sentence.end) continue;
    const std::string_view word = parse.tokens[sentence.begin].span.of(annotations.document.text);
    const bool number = sentence.begin + 1 < sentence.end &&
                        parse.tokens[sentence.begin + 1].upos == record::Upos::kNUM;
    articles +=
        (word == "Article" || word == "ARTICLE") && (number || sentence.end - sentence.begin <= 3)
            ? 1
            : 0;
  }
  return articles >= 5;
}

// The words of the thing without the names of its own parties: "drones" for "Iranian drones".
std::string without_parties(const PledgeScene& scene, const Thing& thing,
                            const std::vector<std::string>& parties) {
  if (thing.head == kNoToken || thing.what != thing.span.of(scene.text())) return thing.what;
  std::string what = thing.what;
  for (uint32_t i = thing.head; i-- > scene.tree().sentence_of(thing.head).begin;) {
    const base::Span span = scene.tree().token(i).span;
    if (span.begin < thing.span.begin) break;
    const actor::Mention* mention = scene.mention_at(i);
    const bool demonym = mention != nullptr && mention->first_token == mention->last_token &&
                         scene.tree().upos(i) == record::Upos::kADJ &&
                         scene.text()[span.begin] >= 'A' && scene.text()[span.begin] <= 'Z';
    if (!demonym || mention->actors.size() != 1 ||
        std::find(parties.begin(), parties.end(), mention->actors[0].code) == parties.end())
      continue;
    const bool spaced = span.end < thing.span.end && scene.text()[span.end] == ' ' &&
                        (span.begin == 0 || scene.text()[span.begin - 1] == ' ');
    if (spaced) what.erase(span.begin - thing.span.begin, span.end - span.begin + 1);
  }
  return what;
}

// Works, and what is of no known kind, that a report of one state alone tells of are its own
// affair: nothing is pledged by building one's own port or closing one's own schools. So are acts
// and schemes that nobody is cited for.
bool is_domestic(const PledgeScene& scene, const PledgeDraft& draft) {
  const bool cited = std::any_of(draft.steps.begin(), draft.steps.end(), [](const Step& step) {
    return step.claim != PledgeClaim::kStated || !step.speakers.empty();
  });
  const uint32_t kinds =
      kGoods | kPaper | kSatellite | kTalks | kMoney | kProcess | (cited ? uint32_t{kScheme} : 0U);
  const bool target = std::any_of(draft.steps.begin(), draft.steps.end(),
                                  [](const Step& step) { return step.amount.has_value(); });
  return scene.annotations().parse.sentences.size() <= kShortDocument && scene.filed().empty() &&
         (draft.thing.kinds & kinds) == 0 && !target &&
         (draft.thing.kinds != 0 || draft.thing.names.empty());
}

// A pledge needs a giver and a receiver: where a short text names one state, it must look more like
// one.
float least_sureness(const PledgeScene& scene, const std::vector<Step>& steps,
                     const PledgeParties& parties) {
  const bool by_rules =
      std::any_of(steps.begin(), steps.end(), [](const Step& step) { return step.by_rules; });
  const bool brief = scene.annotations().parse.sentences.size() <= kShortDocument;
  if (!by_rules) return brief ? kUnrulyInBrief : kUnruly;
  return brief && parties.all.size() < 2 ? kAlone : kPledged;
}

// As a reader would name it: without the capital of a sentence's first word and without words that
// only weigh it ("only 35 percent of the land", "the same goal").
std::string label_of(const PledgeScene& scene, const Thing& thing, std::string what) {
  const event::Tree& tree = scene.tree();
  if (thing.head != kNoToken) {
    const uint32_t first = tree.sentence_of(thing.head).begin;
    const std::string_view opening = tree.token(first).span.of(scene.text());
    const record::Upos upos = tree.upos(first);
    const bool common = upos == record::Upos::kNOUN || upos == record::Upos::kADJ ||
                        upos == record::Upos::kNUM || upos == record::Upos::kDET ||
                        upos == record::Upos::kADV || upos == record::Upos::kVERB;
    const bool plain = opening.size() > 1 && opening[1] >= 'a' && opening[1] <= 'z' &&
                       scene.mention_at(first) == nullptr;
    if (common && plain && what.starts_with(opening) && what[0] >= 'A' && what[0] <= 'Z')
      what[0] = static_cast<char>(what[0] - 'A' + 'a');
  }
  static constexpr std::array<std::string_view, 11> kWeighing = {
      "only ",  "just ", "same ", "almost ", "nearly ",  "the same ",
      "about ", "even ", "own ",  "least ",  "possible "};
  for (std::string_view word : kWeighing) {
    if (what.starts_with(word) && what.size() > word.size()) what.erase(0, word.size());
  }
  return what;
}

}  // namespace

std::vector<record::Pledge> find_pledges(const event::Annotations& annotations,
                                         const std::vector<record::Event>& events) {
  static const ReaderModel kModel = ReaderModel::create().value();
  return find_pledges(annotations, events, &kModel);
}

std::vector<record::Pledge> find_pledges(const event::Annotations& annotations,
                                         const std::vector<record::Event>& events,
                                         const ReaderModel* model) {
  std::vector<record::Pledge> pledges;
  if (annotations.parse.tokens.empty()) return pledges;
  if (is_treaty_text(annotations)) return pledges;
  const PledgeScene scene(annotations, words());
  const std::vector<PledgeDraft> drafts = draft_pledges(scene, events, model, lexicon());
  if (drafts.empty()) return pledges;
  const PledgeWeighing weighing(scene, lexicon());
  for (const PledgeDraft& draft : drafts) {
    std::vector<Step> steps = history_of(draft);
    if (steps.empty()) continue;
    Pledge pledge;
    pledge.id = annotations.document.id + "#p" + std::to_string(pledges.size());
    pledge.what = draft.thing.what;
    PledgeParties parties = parties_of(scene, draft, steps);
    if (model != nullptr) {
      const DraftView view{draft, steps, parties};
      if (weighing.sureness(view, *model) < least_sureness(scene, steps, parties)) continue;
      if (!parties.told) parties = weighing.parties(view, *model);
    }
    add_maker(scene, draft, parties);
    if (parties.all.empty()) continue;  // nobody pledges
    pledge.givers = std::move(parties.givers), pledge.receivers = std::move(parties.receivers);
    pledge.parties = std::move(parties.all);
    if (pledge.parties.size() == 1 && is_domestic(scene, draft)) continue;
    pledge.what = label_of(scene, draft.thing, without_parties(scene, draft.thing, pledge.parties));
    sort_by_date(steps);
    set_standing(pledge, steps);
    if (draft.uncertain) pledge.claim = PledgeClaim::kUnconfirmed;
    pledge.domain = domain_of(scene, draft);
    if (pledge.domain.empty() && draft.whole != SIZE_MAX)
      pledge.domain = domain_of(scene, drafts[draft.whole]);
    if (pledge.domain.empty()) pledge.domain = domain_around(scene, steps);
    set_amount(scene, pledge, draft);
    set_strength(pledge, steps);
    pledge.not_started = draft.not_started && !is_done(pledge.stage);
    pledge.stalled = draft.stalled;
    for (const Step& step : steps) {
      if (step.due.known()) pledge.due = step.due;
      pledge.history.push_back(
          {step.date, step.stage, step.claim, {annotations.document.id, step.evidence}});
    }
    pledges.push_back(std::move(pledge));
  }
  return pledges;
}

}  // namespace servanda::reading

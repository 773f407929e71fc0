// Finds the words that report steps, and for each its object, sides, date and manner.
#include "servanda/reading/pledge_steps.h"

#include <algorithm>

#include "servanda/event/clause.h"
#include "servanda/reading/pledge_dates.h"
#include "servanda/reading/pledge_echoes.h"
#include "servanda/reading/pledge_frames.h"
#include "servanda/reading/pledge_memory.h"
#include "servanda/reading/pledge_nouns.h"
#include "servanda/reading/pledge_sides.h"
#include "servanda/reading/pledge_stages.h"
#include "servanda/reading/pledge_targets.h"

namespace servanda::reading {
namespace {

using event::Clause;
using event::Slot;
using record::Deprel;
using record::Stage;
using record::Upos;

class StepFinder {
 public:
  explicit StepFinder(const PledgeScene& scene)
      : scene_(scene), tree_(scene.tree()), words_(scene.words()), memory_(scene) {}

  std::vector<Step> find() {
    std::vector<bool> taken(tree_.size(), false);
    for (uint32_t t = 0; t < tree_.size(); ++t) {
      if (taken[t] || !tells(tree_.sentence(t))) continue;
      const Upos upos = tree_.upos(t);
      const size_t before = steps_.size();
      if (const uint32_t last = add_echo(scene_, t, steps_); last != kNoToken) {
        for (uint32_t i = t; i <= last; ++i) taken[i] = true;
        continue;
      }
      if (upos == Upos::kVERB || upos == Upos::kADJ) add(read_target(scene_, t));
      if (upos == Upos::kVERB && steps_.size() == before) add(read_coverage(t));
      if (upos == Upos::kVERB && tree_.deprel(t) != Deprel::kAmod && steps_.size() == before) {
        add(keeps_to_plan(t));
        if (steps_.size() == before) read_verb(t);
      }
      const bool participle =
          upos == Upos::kVERB && tree_.deprel(t) == Deprel::kXcomp && steps_.size() == before;
      if (upos == Upos::kNOUN || upos == Upos::kPROPN) add(read_noun_step(scene_, t));
      std::optional<PredicateStep> predicate;
      if (upos != Upos::kVERB || participle) predicate = read_predicate_step(scene_, t);
      if (predicate) {
        for (uint32_t i = t; i <= predicate->last; ++i) taken[i] = true;
        add(std::move(predicate->step));
      }
      for (size_t i = before; i < steps_.size(); ++i) memory_.add(steps_[i]);
    }
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.token < b.token; });
    return std::move(steps_);
  }

 private:
  // False for questions and for headings (a paragraph of one sentence without a full stop): they
  // report nothing.
  bool tells(uint32_t sentence) {
    if (sentence == told_sentence_) return told_;
    told_sentence_ = sentence;
    const auto& sentences = scene_.annotations().parse.sentences;
    const record::Sentence& s = sentences[sentence];
    if (s.begin == s.end) return told_ = false;
    const std::string_view last = tree_.word(s.end - 1);
    const bool ends = last == "." || last == "!" || last == "”" || last == "\"" || last == "’" ||
                      last == "'" || last == ")" || last == "…" || last == ":" || last == ";";
    const bool alone = s.paragraph_begins && (sentence + 1 == sentences.size() ||
                                              sentences[sentence + 1].paragraph_begins);
    return told_ = last != "?" && (ends || !alone || sentences.size() == 1);
  }

  void add(std::optional<Step> step) {
    if (step) steps_.push_back(std::move(*step));
  }

  const NounKind* outer_kind(const Thing& thing) const {
    return thing.outer == kNoToken ? nullptr : words_.kind(tree_.lemma(thing.outer));
  }

  // What a noun before the verb names. "Angra 2 and 3" are plants, "Angra" is a town.
  std::vector<Thing> planned_things(uint32_t noun, uint32_t verb) const {
    if (noun == kNoToken) return {};
    std::vector<Thing> things = read_things(scene_, noun);
    uint32_t last = noun;
    while (last + 1 < verb && (tree_.upos(last + 1) == Upos::kNUM || tree_.word(last + 1) == "and"))
      ++last;
    if (last > noun && !things.empty()) {
      things.resize(1);
      things[0].span = {tree_.token(noun).span.begin, tree_.token(last).span.end};
      things[0].what = std::string(things[0].span.of(scene_.text()));
      things[0].kinds |= kWorks;
    } else {
      std::erase_if(things, [&](const Thing& thing) { return is_no_object(scene_, thing); });
    }
    return things;
  }

  // "Work goes according to plan", "deliveries keep to schedule": what its subject names is under
  // way.
  std::optional<Step> keeps_to_plan(uint32_t t) {
    static constexpr std::string_view kVerbs[] = {"go", "keep", "proceed", "run", "stick", "move"};
    static constexpr std::string_view kPlans[] = {"plan", "schedule", "planned", "scheduled",
                                                  "timetable"};
    if (std::find(std::begin(kVerbs), std::end(kVerbs), tree_.lemma(t)) == std::end(kVerbs))
      return std::nullopt;
    const uint32_t end = std::min(tree_.sentence_of(t).end, t + 5);
    bool to_plan = false;
    for (uint32_t i = t + 1; i + 1 < end; ++i) {
      const bool link = tree_.word(i) == "to" || tree_.word(i) == "on" || tree_.word(i) == "as";
      to_plan = to_plan || (link && std::find(std::begin(kPlans), std::end(kPlans),
                                              tree_.word(i + 1)) != std::end(kPlans));
    }
    if (!to_plan) return std::nullopt;
    const Clause clause = event::read_clause(tree_, t);
    Step step;
    step.things = planned_things(clause.first(Slot::kSubject), t);
    // Where the tree has lost the subject: the noun or name before the verb.
    for (uint32_t i = t; step.things.empty() && i-- > tree_.sentence_of(t).begin;) {
      if (tree_.upos(i) != Upos::kNOUN && tree_.upos(i) != Upos::kPROPN) continue;
      step.things = planned_things(i, t);
      break;
    }
    if (step.things.empty()) return std::nullopt;
    read_sides(scene_, step, Side::kGives, clause, true);
    return finish_step(scene_, std::move(step), Stage::kStarted, read_manner(scene_, t, t), t, t);
  }

  // "The contract covers six boats": no step, but what the paper is about.
  std::optional<Step> read_coverage(uint32_t t) const {
    static constexpr std::string_view kVerbs[] = {"cover", "comprise", "concern"};
    if (std::find(std::begin(kVerbs), std::end(kVerbs), tree_.lemma(t)) == std::end(kVerbs))
      return std::nullopt;
    const uint32_t subject = tree_.child(t, Deprel::kNsubj);
    const uint32_t object = tree_.child(t, Deprel::kObj);
    if (subject == kNoToken || object == kNoToken) return std::nullopt;
    std::vector<Thing> papers = read_things(scene_, subject), things = read_things(scene_, object);
    if (papers.empty() || things.empty()) return std::nullopt;
    const bool paper = papers[0].pronoun || (papers[0].kinds & kPaper) != 0;
    if (!paper || (things[0].kinds & (kGoods | kWorks)) == 0 || things[0].pronoun)
      return std::nullopt;
    Step step;
    step.things = {papers[0], things[0]};
    step.token = t, step.sentence = tree_.sentence(t), step.names = true, step.reports = false;
    step.evidence = tree_.sentence_of(t).span;
    return step;
  }

  static bool is_class(const NounKind* kind, std::string_view name) {
    return kind != nullptr &&
           std::find(kind->classes.begin(), kind->classes.end(), name) != kind->classes.end();
  }

  // The entry that fits best with what it is about. `by_memory`: a pronoun stands for a thing of
  // the kind that the text spoke of last, and parliaments ratify.
  const VerbEntry* best_entry(const std::vector<VerbEntry>& entries, const Clause& clause,
                              uint32_t t, bool by_memory, std::vector<Thing>& things) const {
    const VerbEntry* best = nullptr;
    bool best_empty = true;
    const uint32_t last_kinds = by_memory ? memory_.last_kinds(tree_.sentence(t)) : 0;
    const bool ratifies = by_memory && by_parliament(clause);
    for (const VerbEntry& entry : entries) {
      if (!has_particle(scene_.tree(), entry, t)) continue;
      if (entry.active_only && clause.passive) continue;
      // "A jet operated by an airline": who runs a thing, not that it runs.
      if (entry.stage == Stage::kStarted && entry.place == ObjectPlace::kSubject &&
          entry.particle.empty() && (clause.passive || tree_.child(t, Deprel::kObj) != kNoToken))
        continue;
      if (tree_.lemma(t) == "reach" && !reaches_place(t)) continue;
      if (entry.kinds == kWrapper && !found_undertaking(entry, clause, t)) continue;
      std::vector<Thing> found = objects_of(scene_, entry, clause, t, &memory_);
      if (found.empty() && entry.kinds != kAnyKind && entry.place != ObjectPlace::kComplement &&
          !tells_alone(t, clause))
        continue;
      const bool pronoun = !found.empty() && found[0].pronoun && !found[0].spoken_of;
      if (pronoun && last_kinds != 0 && entry.kinds != kAnyKind && (entry.kinds & last_kinds) == 0)
        continue;
      if (pronoun && ratifies && entry.stage == Stage::kAgreed) continue;
      const bool particular = best != nullptr && best->particle.empty() && !entry.particle.empty();
      if (best != nullptr && !(best_empty && !found.empty()) && !(particular && !found.empty()))
        continue;
      best = &entry, best_empty = found.empty(), things = std::move(found);
    }
    return best;
  }

  // "kept its promise", "broke a pledge"; not "broke a report on violence".
  bool found_undertaking(const VerbEntry& entry, const Clause& clause, uint32_t t) const {
    static constexpr std::string_view kVague[] = {
        "report", "draft", "version", "text",    "part", "form",   "series",
        "use",    "fate",  "package", "request", "gift", "future", "purchase"};
    const std::vector<Thing> things = objects_of(scene_, entry, clause, t, &memory_);
    if (things.empty() || things[0].outer == kNoToken) return false;
    const std::string_view lemma = tree_.lemma(things[0].outer);
    return std::find(std::begin(kVague), std::end(kVague), lemma) == std::end(kVague);
  }

  // "reached the port", "reached Norway"; not "reached a record".
  bool reaches_place(uint32_t verb) const {
    const uint32_t object = tree_.child(verb, Deprel::kObj);
    if (object == kNoToken || tree_.preposition(verb) == "to") return true;
    const NounKind* kind = words_.kind(tree_.lemma(object));
    const record::EntityType entity = tree_.token(object).entity;
    return scene_.mention_at(object) != nullptr || entity == record::EntityType::kLocation ||
           tree_.upos(object) == Upos::kPROPN || tree_.upos(object) == Upos::kPRON ||
           (kind != nullptr && (kind->kinds & (kWorks | kPaper | kForce)) != 0) ||
           tree_.lemma(object) == "border" || tree_.lemma(object) == "coast" ||
           tree_.lemma(object) == "customer" || tree_.lemma(object) == "buyer" ||
           tree_.lemma(object) == "navy" || tree_.lemma(object) == "army" ||
           tree_.lemma(object) == "country";
  }

  // Who approves is a parliament.
  bool by_parliament(const Clause& clause) const {
    static constexpr std::string_view kParliaments[] = {
        "parliament", "congress", "senate",   "legislature", "assembly",   "duma",    "knesset",
        "majlis",     "diet",     "lawmaker", "deputy",      "bundestag",  "sejm",    "seimas",
        "riksdag",    "storting", "cortes",   "senator",     "legislator", "chamber", "riigikogu"};
    const uint32_t subject = clause.first(clause.passive ? Slot::kAgent : Slot::kSubject);
    return subject != kNoToken && std::find(std::begin(kParliaments), std::end(kParliaments),
                                            tree_.lemma(subject)) != std::end(kParliaments);
  }

  // "never materialised", "failed to take off": what is denied is what became of it. False where
  // the verb is not denied, or may still come true.
  bool take_denial(uint32_t t, Manner& manner) const {
    if (manner.mood != Mood::kNegated) return false;
    const uint32_t above = tree_.deprel(t) == Deprel::kXcomp ? tree_.head(t) : t;
    bool never = above != t && tree_.lemma(above) == "fail";
    for (uint32_t c : tree_.children(t)) never |= tree_.word(c) == "never";
    if (!never && manner.perfect) return false;
    manner.mood = Mood::kActual, manner.negation = false;
    return true;
  }

  // "A contract followed in May", "in May came a treaty"; not "the years that follow", "following
  // the talks", "the treaty comes as tension grows".
  bool follows_on(uint32_t t) const {
    const std::string_view lemma = tree_.lemma(t), tag = tree_.xpos(t);
    if (lemma == "follow")
      return tree_.deprel(t) != Deprel::kAclRelcl && tag != "VBG" && tag != "VB";
    if (lemma != "come" || tree_.child(t, Deprel::kAdvmod) != kNoToken) return true;
    const uint32_t subject = tree_.child(t, Deprel::kNsubj);
    const NounKind* kind = subject == kNoToken ? nullptr : words_.kind(tree_.lemma(subject));
    return kind == nullptr || (kind->kinds & kPaper) == 0 || subject > t || comes_into(t);
  }

  // "came into force", "came to nothing".
  bool comes_into(uint32_t verb) const {
    return verb + 1 < tree_.size() &&
           (tree_.word(verb + 1) == "into" || tree_.word(verb + 1) == "to");
  }

  // Promised, agreed or planned, or of a thing that the text spoke of as pledged.
  bool is_undertaken(const Manner& manner, const std::vector<Thing>& things) const {
    if (manner.agreed || manner.promised) return true;
    if (manner.mood != Mood::kActual && manner.governor != kNoToken) return true;
    return std::any_of(things.begin(), things.end(),
                       [&](const Thing& thing) { return memory_.knows(thing.head_lemma); });
  }

  void read_verb(uint32_t t) {
    const std::vector<VerbEntry>* entries = words_.verb(tree_.lemma(t));
    if (entries == nullptr) return;
    if (!follows_on(t)) return;
    const Clause clause = event::read_clause(tree_, t);
    const VerbEntry* best = nullptr;
    std::vector<Thing> things;
    bool late = false;
    best = best_entry(*entries, clause, t, true, things);
    if (best == nullptr) best = best_entry(*entries, clause, t, false, things);
    if (best == nullptr) return;
    Manner manner = read_manner(scene_, t, t);
    // "Has not been started": not yet.
    const bool unbegun = manner.mood == Mood::kNegated && manner.negation && manner.perfect &&
                         manner.present && best->stage == Stage::kStarted &&
                         (words_.voice(tree_.lemma(t)) & kAspect) != 0;
    if (unbegun) manner.mood = Mood::kNotYet;
    if (best->denied_only && !take_denial(t, manner)) return;
    if (best->undertaken_only && !is_undertaken(manner, things)) return;
    if (tree_.lemma(t) == "expect" || tree_.lemma(t) == "await") {
      if (has_infinitive(t)) return;  // what is expected to be done is read there
      if (clause.passive && scene_.annotations().parse.sentences.size() > kShortDocument)
        return;  // the author's outlook
      manner.expected = true, manner.mood = Mood::kFuture;
      const uint32_t subject = clause.passive ? kNoToken : clause.first(Slot::kSubject);
      if (subject != kNoToken && manner.claim == record::PledgeClaim::kStated) {
        manner.claim = claim_of_source(scene_, subject);
        scene_.add_codes(subject, manner.speakers);
      }
    }
    if (is_late(t) && is_doing(best->stage) && manner.mood != Mood::kNegated) late = true;
    if (tree_.lemma(t) == "announce") {  // on whose word: the press may announce what others agreed
      const uint32_t subject = clause.first(Slot::kSubject);
      if (subject != kNoToken && (words_.voice(tree_.lemma(subject)) & kMedia) != 0 &&
          manner.claim == record::PledgeClaim::kStated) {
        manner.claim = claim_of_source(scene_, subject);
      }
    }
    if (best->place == ObjectPlace::kComplement &&
        (things.empty() || tree_.child(t, Deprel::kXcomp) != kNoToken)) {
      if (read_promise(*best, clause, t, manner) || things.empty()) return;
    }
    if (things.empty() &&
        tells_alone(t, clause)) {  // "Armenia has ratified", "Putin had signed on Saturday"
      things.push_back(thing_spoken_of(t));
      things.back().spoken_of = false;
    }
    if (things.empty() || with_anyone(clause)) return;
    Stage stage = late ? Stage::kDelayed : best->stage;
    const NounKind* outer = outer_kind(things[0]);
    if (best->active_only && is_class(outer, "note")) return;  // "left a note"
    const uint32_t kinds = outer == nullptr ? 0 : outer->kinds;
    if (stage == Stage::kDelivered && best->place == ObjectPlace::kSubject && falls(t, things[0]))
      return;
    if (is_doing(stage) && tells_of_any(t)) return;
    if ((tree_.lemma(t) == "run" || tree_.lemma(t) == "conclude") && lasts(t))
      return;  // "it runs for 20 years"
    Step step;
    // What one announces to be agreed is a paper; papers on the way to one are talks; deliveries
    // that begin are a part.
    if (stage == Stage::kAnnounced && (kinds & kPaper) != 0 && tree_.lemma(t) == "announce")
      stage = Stage::kAgreed;
    if (is_class(outer, "draft") && is_paper_stage(stage)) {
      if (tree_.lemma(things[0].outer) == "term" && tree_.xpos(things[0].outer) == "NN") return;
      stage = Stage::kNegotiating;
    }
    if (is_doing(stage) && manner.mood == Mood::kActual && !manner.agreed && !manner.promised &&
        is_class(outer, "exercise"))
      return;
    if (stage == Stage::kStarted && is_class(outer, "delivery")) stage = Stage::kPartlyDelivered;
    if (is_class(outer, "conclusion") && outer != nullptr &&
        tree_.lemma(things[0].outer) == "ratification" && stage != Stage::kDelayed &&
        stage != Stage::kAnnounced)
      stage = Stage::kRatified;
    if (stage == Stage::kStarted && (kinds & kTalks) != 0) stage = Stage::kNegotiating;
    if (stage == Stage::kDelivered &&
        ((kinds & kTalks) != 0 ||
         ((kinds & (kPaper | kGoods | kWorks | kMoney)) == kPaper && (best->kinds & kPaper) == 0)))
      return;
    if ((words_.voice(tree_.lemma(t)) & kStall) != 0 && stage == Stage::kDelayed &&
        (kinds & (kTalks | kPaper)) != 0)
      stage = Stage::kNegotiating, step.stalled = true;
    step.kinds = best->kinds;
    replace_paper_by_topic(scene_, things, clause, t);
    step.things = std::move(things);
    const bool subject_is_thing =
        best->place == ObjectPlace::kSubject ||
        (best->place == ObjectPlace::kObjectOrSubject && clause.first(Slot::kObject) == kNoToken);
    read_sides(scene_, step, best->side, clause, subject_is_thing);
    std::optional<Step> done = finish_step(scene_, std::move(step), stage, manner, t, t);
    if (!done) return;
    const language::TimeExpression* again =
        is_doing(done->stage) && done->told ? second_time(scene_, t, t) : nullptr;
    if (again != nullptr) {
      // "reached the navy, the one on 9 December and the other on 1 July": a part, then the rest.
      Step second = *done;
      second.date = again->date;
      if (done->stage == Stage::kDelivered && !done->things[0].elliptic)
        done->stage = Stage::kPartlyDelivered;
      steps_.push_back(*done);
      steps_.push_back(std::move(second));
      return;
    }
    add(std::move(done));
  }

  // "Four missiles landed in the sea": fired, not delivered.
  bool falls(uint32_t verb, const Thing& thing) const {
    const std::string_view lemma = tree_.lemma(verb);
    return (lemma == "land" || lemma == "come" || lemma == "go") &&
           std::find(thing.classes.begin(), thing.classes.end(), "missile") != thing.classes.end();
  }

  // "tariffs on countries that provide oil": of whoever does it, not that anyone did.
  bool tells_of_any(uint32_t verb) const {
    const uint32_t noun = tree_.head(verb);
    return tree_.deprel(verb) == Deprel::kAclRelcl && noun != kNoToken &&
           tree_.child(verb, Deprel::kAux) == kNoToken &&
           (tree_.xpos(verb) == "VBP" || tree_.xpos(verb) == "VB") && tree_.xpos(noun) == "NNS" &&
           tree_.child(noun, Deprel::kDet) == kNoToken &&
           tree_.child(noun, Deprel::kNummod) == kNoToken &&
           tree_.child(noun, Deprel::kNmodPoss) == kNoToken;
  }

  bool has_infinitive(uint32_t verb) const {
    return std::any_of(tree_.children(verb).begin(), tree_.children(verb).end(), [&](uint32_t c) {
      const uint32_t mark = tree_.child(c, Deprel::kMark);
      return tree_.upos(c) == Upos::kVERB && mark != kNoToken && tree_.word(mark) == "to";
    });
  }

  // A verb of signing or ratifying without any object is about the paper spoken of.
  bool tells_alone(uint32_t verb, const Clause& clause) const {
    const std::string_view lemma = tree_.lemma(verb);
    return (lemma == "sign" || lemma == "ratify") && clause.first(Slot::kObject) == kNoToken &&
           clause.first(Slot::kSubject) != kNoToken &&
           scene_.mention_at(clause.first(Slot::kSubject)) != nullptr &&
           tree_.child(verb, Deprel::kCcomp) == kNoToken && tree_.deprel(verb) != Deprel::kAcl &&
           tree_.deprel(verb) != Deprel::kAclRelcl;
  }

  bool lasts(uint32_t verb) const {
    for (uint32_t index : scene_.times_in(tree_.sentence(verb))) {
      const language::TimeExpression& time = scene_.annotations().times[index];
      const uint32_t first = time.first_token;
      // "for twenty years", but not "a three-year contract"
      const bool counted =
          tree_.word(first) == "for" || (first > 0 && tree_.word(first - 1) == "for");
      if (time.kind == language::TimeKind::kDuration && first > verb && counted) return true;
    }
    return false;
  }

  // "may come three years late"
  bool is_late(uint32_t verb) const {
    return std::any_of(tree_.children(verb).begin(), tree_.children(verb).end(), [&](uint32_t c) {
      return tree_.word(c) == "late" && tree_.deprel(c) == Deprel::kAdvmod;
    });
  }

  // "has concluded with any neighbour" compares; it reports nothing.
  bool with_anyone(const Clause& clause) const {
    return std::any_of(clause.arguments.begin(), clause.arguments.end(),
                       [&](const event::Argument& a) {
                         const uint32_t determiner = tree_.child(a.token, Deprel::kDet);
                         return a.slot == Slot::kOblique && determiner != kNoToken &&
                                tree_.word(determiner) == "any";
                       });
  }

  // "will build", "is to build", "would build": still to come.
  bool ahead(uint32_t verb) const {
    return std::any_of(tree_.children(verb).begin(), tree_.children(verb).end(), [&](uint32_t c) {
      const std::string_view word = tree_.word(c);
      return word == "will" || word == "would" || word == "shall" || word == "to" ||
             word == "may" || word == "could" || word == "going";
    });
  }

  bool reads_itself(uint32_t verb) const {
    const std::vector<VerbEntry>* entries = words_.verb(tree_.lemma(verb));
    if (entries == nullptr) return false;
    const Clause clause = event::read_clause(tree_, verb);
    return std::any_of(entries->begin(), entries->end(), [&](const VerbEntry& entry) {
      return has_particle(tree_, entry, verb) &&
             !objects_of(scene_, entry, clause, verb, &memory_).empty();
    });
  }

  // "agreed to train 200 nurses": of what is no thing of its own the act is pledged, if it is
  // counted. False for what has a name or is of a known kind.
  bool name_by_act(uint32_t act, Thing& thing) const {
    const uint32_t begin = tree_.token(act).span.begin;
    constexpr uint32_t kLongest = 80;  // bytes
    if (thing.kinds != 0 || !thing.names.empty() || thing.count.empty() || thing.pronoun ||
        thing.elliptic || thing.negated || is_time_noun(thing.head_lemma) ||
        tree_.upos(thing.head) != Upos::kNOUN || thing.span.begin < begin ||
        thing.span.end - begin > kLongest)
      return false;
    thing.span.begin = begin;
    thing.what = std::string(thing.span.of(scene_.text()));
    thing.content.emplace_back(tree_.lemma(act));
    std::sort(thing.content.begin(), thing.content.end());
    return true;
  }

  // "promised to carry out the treaty": the act promised, if no word of the table says it. False if
  // the act is read by itself.
  bool read_promise(const VerbEntry& entry, const Clause& clause, uint32_t t,
                    const Manner& manner) {
    uint32_t act = kNoToken;
    for (uint32_t c : tree_.children(t)) {
      const Deprel link = tree_.deprel(c);
      const uint32_t mark = tree_.child(c, Deprel::kMark);
      const bool infinitive = mark != kNoToken && tree_.word(mark) == "to";
      if ((link == Deprel::kXcomp || (link == Deprel::kAdvcl && infinitive) ||
           link == Deprel::kCcomp) &&
          tree_.upos(c) == Upos::kVERB)
        act = c;
    }
    if (act == kNoToken) return false;
    // A treaty that commits its parties is no new promise.
    if (const uint32_t subject = clause.first(Slot::kSubject);
        subject != kNoToken && scene_.mention_at(subject) == nullptr &&
        tree_.upos(subject) != Upos::kPROPN &&
        (words_.voice(tree_.lemma(subject)) & kOfficial) == 0) {
      return true;
    }
    // "announces that 300 officers have been dismissed": no promise.
    if (tree_.lemma(t) == "announce" && tree_.deprel(act) == Deprel::kCcomp && !ahead(act))
      return true;
    bool goes_on = false;
    for (int down = 0; down < 3; ++down) {
      uint32_t object = kNoToken;
      for (const event::Argument& a : event::read_clause(tree_, act).arguments) {
        if (a.slot == Slot::kObject && !a.inherited) object = a.token;
      }
      if (object != kNoToken && reads_itself(act)) return true;
      if (object != kNoToken) {
        Step step;
        step.things = read_things(scene_, object);
        std::erase_if(step.things, [&](Thing& thing) {
          if (name_by_act(act, thing)) return false;
          return is_no_object(scene_, thing) || (thing.kinds == 0 && thing.names.empty());
        });
        if (step.things.empty()) return true;
        read_sides(scene_, step, entry.side, clause, false);
        const Stage stage =
            goes_on && entry.stage == Stage::kAgreed ? Stage::kNegotiating : entry.stage;
        add(finish_step(scene_, std::move(step), stage, manner, t, t));
        return true;
      }
      goes_on |= (words_.voice(tree_.lemma(act)) & kAspect) != 0;
      uint32_t deeper = tree_.child(act, Deprel::kXcomp);
      if (deeper == kNoToken) deeper = tree_.child(act, Deprel::kAdvcl);
      if (deeper == kNoToken) return true;
      act = deeper;
    }
    return true;
  }

  const PledgeScene& scene_;
  const event::Tree& tree_;
  const PledgeWords& words_;
  uint32_t told_sentence_ = UINT32_MAX;
  bool told_ = false;
  PledgeMemory memory_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> find_steps(const PledgeScene& scene) { return StepFinder(scene).find(); }

}  // namespace servanda::reading

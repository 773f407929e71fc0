// Says what the step from one provision to another means, and why.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/base/ascii.h"
#include "servanda/treaty/amounts.h"
#include "servanda/treaty/compare.h"
#include "servanda/treaty/phrases.h"
#include "servanda/treaty/strength.h"
#include "servanda/treaty/terms.h"

namespace servanda::treaty {
namespace {

using record::Modality;
using record::Provision;
using record::Relation;

// How much each commitment binds; commitments of one family are compared by it.
int weight_of(std::string_view commitment) {
  static constexpr std::array<std::pair<std::string_view, int>, 8> kWeights = {
      {{"consultation_other", 1},
       {"cooperation", 1},
       {"consultation", 2},
       {"no_aid_to_aggressor", 3},
       {"neutrality", 3},
       {"military_aid", 4},
       {"defense", 5},
       {"offense", 6}}};
  for (const auto& [name, weight] : kWeights)
    if (name == commitment) return weight;
  return 0;
}

// The place of a provision's strength. What is left to laws or discretion binds no less here: the
// words that loosen are held against each other later. None for a definition or a procedure.
std::optional<int> strength_of(const Provision& provision, std::string_view text) {
  const int rank = strength_rank(
      provision.strength.empty() ? strength_name(provision.modality, text) : provision.strength);
  if (rank < 0) return std::nullopt;
  return std::min(rank, strength_rank("qualified"));
}

// Whether a provision asks for an act or at least for an effort.
bool binds_to_act_or_effort(const Provision& provision, std::string_view text) {
  return strength_of(provision, text).value_or(0) >= strength_rank("effort");
}

// What a provision is called by where it became stronger or weaker: its modality, or its strength
// where that tells more.
std::string_view called(const Provision& provision, bool same_modality) {
  return same_modality ? std::string_view(provision.strength) : name(provision.modality);
}

// Whether the verb of an act stands in a text only as what something else is done for: "shall hold
// talks with a view to abolishing visas". Words as plain() makes them.
bool is_only_aimed_at(std::string_view act, std::string_view text) {
  constexpr size_t kShortest = 4;  // letters of a verb that may be told by its beginning
  std::string stem(act);
  if (stem.ends_with('e')) stem.pop_back();
  if (stem.size() < kShortest) return false;
  const std::string verb = " " + stem;
  const size_t at = text.find(verb);
  if (at == std::string_view::npos) return false;
  constexpr size_t kReach = 40;  // bytes between "with a view to" and the verb
  for (const std::string_view aim :
       {" with a view to ", " with the aim of ", " with the object of ", " with the goal of ",
        " with the objective of ", " with the purpose of ", " for the purpose of ", " aimed at ",
        " aiming at ", " in order to ", " towards "}) {
    const size_t found = text.find(aim);
    if (found != std::string_view::npos && found < at && at - found <= aim.size() + kReach)
      return true;
  }
  return false;
}

// The words that loosen a duty, so that one of them more or less tells, whatever else was reworded.
constexpr std::array<std::string_view, 9> kLoosening = {" as far as possible ",
                                                        " where appropriate ",
                                                        " if necessary ",
                                                        " in accordance with its laws",
                                                        " in accordance with their laws",
                                                        " to the extent possible ",
                                                        " as appropriate ",
                                                        " in principle ",
                                                        " subject to "};
// The words that tighten it.
constexpr std::array<std::string_view, 9> kTightening = {
    " all means ", " all necessary ",     " fully ",
    " in common ", " without exception ", " all the ",
    " every ",     " in no case ",        " under any circumstances "};

// Who decides a dispute for the parties.
constexpr std::array<std::string_view, 5> kJudges = {" arbitra", " court of justice ", " tribunal",
                                                     " umpire", " adjudicat"};

// What another must give before a party may act, and what it is left with instead: to be told.
constexpr std::array<std::string_view, 7> kConsent = {
    " consent of ",    " consent from ",          " approval of ",
    " permission of ", " agreement of the other", " with its consent ",
    " prior consent "};
constexpr std::array<std::string_view, 5> kTold = {" inform ", " notify ", " consult ", " notice ",
                                                   " notification "};

// What it means that a provision names another amount of the same thing.
Change change_of_amount(const Amount& old, const Amount& now, Modality modality) {
  const bool more = now.value > old.value;
  std::string why = fmt::format("'{}' becomes '{}'", old.words, now.words);
  using Bound = Amount::Bound;
  if (old.bound != now.bound) return {Relation::kReworded, std::move(why)};
  if (modality == Modality::kProhibition)  // "shall not exceed": the lower limit binds more
    return {more ? Relation::kWeakened : Relation::kStrengthened, std::move(why)};
  if (old.bound == Bound::kAtMost)
    return {more ? Relation::kBroadened : Relation::kNarrowed, std::move(why)};
  const bool sooner = old.bound == Bound::kWithin;
  return {more != sooner ? Relation::kStrengthened : Relation::kWeakened, std::move(why)};
}

// The words of a text, as plain() makes it, that are long enough to say something.
std::vector<std::string_view> long_words(std::string_view text) {
  constexpr size_t kSmall = 4;  // letters
  std::vector<std::string_view> words = words_in(text);
  std::erase_if(words, [](std::string_view word) { return word.size() < kSmall; });
  return words;
}

int times(std::string_view word, std::string_view text) {
  int found = 0;
  for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++found;
  return found;
}

// Whether nearly all words that say something in the shorter text stand in the longer one.
bool holds_words(std::string_view longer, std::string_view shorter) {
  constexpr double kNearly = 0.9, kLonger = 1.25;
  constexpr size_t kLeast = 6;  // words
  if (static_cast<double>(longer.size()) < kLonger * static_cast<double>(shorter.size()))
    return false;
  const std::vector<std::string_view> words = long_words(shorter), all = long_words(longer);
  return words.size() >= kLeast && stand_among(words, all, kNearly);
}

bool has_no_end(std::string_view text) {
  return contains_any(text, {" force ", " concluded ", " period "}) &&
         contains_any(text, {" unlimited ", " indefinite", " without limit of time ",
                             " unspecified period "});
}

template <size_t N>
int count_of(const std::array<std::string_view, N>& words, std::string_view text) {
  return static_cast<int>(std::count_if(
      words.begin(), words.end(), [&](std::string_view word) { return contains(text, word); }));
}

std::string told(std::string_view text) {
  constexpr size_t kLongest = 80;
  if (text.size() <= kLongest) return std::string(text);
  const size_t space = text.rfind(' ', kLongest);
  return std::string(text.substr(0, space == std::string_view::npos ? kLongest : space)) + " …";
}

// Whether all sentences of the shorter text stand in the longer one, word for word and together.
bool holds_whole(std::string_view longer, std::string_view shorter) {
  constexpr size_t kShortest = 30;  // bytes
  const auto level = [](std::string_view text) {
    std::string out;
    for (const char c : text)
      if (!base::is_space(c))
        out += c;
      else if (!out.empty() && out.back() != ' ')
        out += ' ';
    while (out.ends_with(' ')) out.pop_back();
    return out;
  };
  const std::string all = level(longer), part = level(shorter);
  if (part.size() < kShortest || part.size() >= all.size() || part.back() != '.') return false;
  const size_t at = all.find(part);
  return at != std::string::npos && (at == 0 || (at > 1 && all[at - 2] == '.'));
}

std::string_view or_none(std::string_view text) { return text.empty() ? "none" : text; }

}  // namespace

Change change_between(const Provision& a, const Provision& b, double similarity) {
  if (a.text == b.text) return {Relation::kRetained, "same words"};
  const std::string old = plain(a.text), now = plain(b.text);
  if (old == now) return {Relation::kRetained, "same words"};
  const auto step = [](bool stronger, std::string why) {
    return Change{stronger ? Relation::kStrengthened : Relation::kWeakened, std::move(why)};
  };
  const auto lack = [&](bool stronger, std::string why) {
    Change change = step(stronger, std::move(why));
    change.by_absence = true;
    return change;
  };

  // Sentences that stand whole in a longer provision bind as before, whatever was put beside them.
  const bool whole = holds_whole(b.text, a.text) || holds_whole(a.text, b.text);
  // Nor do words that stand there still, beside another duty.
  const bool kept =
      whole || (holds_words(now, old) && times(" shall ", now) > times(" shall ", old));

  // What binds: the commitment, then the modal words.
  const int was = weight_of(a.commitment), is = weight_of(b.commitment);
  if (!whole && was != is && was > 0 && is > 0) {
    Change change = step(is > was, fmt::format("{} becomes {}", a.commitment, b.commitment));
    change.of_duty = true;
    return change;
  }
  const auto before = strength_of(a, old), after = strength_of(b, now);
  if (!whole && before && after && *before != *after) {
    const bool same = a.modality == b.modality;
    return step(*after > *before, fmt::format("{} becomes {}", called(a, same), called(b, same)));
  }
  const bool binding = before && after;
  const auto aimed_at = [](const Provision& first, const Provision& second, std::string_view text) {
    return first.act != second.act && is_only_aimed_at(first.act, text);
  };
  if (binding && !kept && !aimed_at(b, a, old) && aimed_at(a, b, now))
    return step(false, fmt::format("to {} is now only what something else is done for", a.act));
  if (binding && !kept && !aimed_at(a, b, now) && aimed_at(b, a, old))
    return step(true, fmt::format("to {} was only what something else was done for", b.act));
  if (binding) {
    const int shall = times(" shall ", now) - times(" shall ", old),
              should = times(" should ", now) - times(" should ", old);
    if (!whole && shall * should < 0)
      return step(shall > 0, shall > 0 ? "'should' becomes 'shall'" : "'shall' becomes 'should'");
    const bool asked = count_of(kConsent, old) > 0, asks = count_of(kConsent, now) > 0;
    if (asked && !asks && count_of(kTold, now) > 0)
      return lack(false, "consent is no longer needed; the other is told or consulted");
    if (asks && !asked && count_of(kTold, old) > 0)
      return lack(true, "consent is now needed; before, the other was told or consulted");
    const Amount amount = amount_in(old), now_amount = amount_in(now);
    if (!amount.words.empty() && amount.unit == now_amount.unit && amount.value != now_amount.value)
      return change_of_amount(amount, now_amount, b.modality);
    if (!kept && amount.words.empty() != now_amount.words.empty())
      return lack(amount.words.empty(), amount.words.empty()
                                            ? fmt::format("now names '{}'", now_amount.words)
                                            : fmt::format("no longer names '{}'", amount.words));
  }
  if (!(kept && b.needs_agreement) && a.needs_agreement != b.needs_agreement)
    return lack(a.needs_agreement, b.needs_agreement ? "now calls for a further agreement"
                                                     : "no longer calls for a further agreement");
  if (a.promptness.empty() != b.promptness.empty())
    return lack(a.promptness.empty(), b.promptness.empty()
                                          ? fmt::format("no longer '{}'", a.promptness)
                                          : fmt::format("now '{}'", b.promptness));

  // When it binds.
  const bool same_duty = a.commitment == b.commitment && !a.commitment.empty();
  if (same_duty && a.trigger != b.trigger) {
    if (b.condition.empty() && !a.condition.empty() &&
        (a.commitment == "consultation" || b.commitment == "consultation")) {
      return {Relation::kWeakened, fmt::format("the duty to consult '{}' is gone; a looser clause "
                                               "on consultation stands in its place",
                                               told(a.condition))};
    }
    return {b.trigger.empty()   ? Relation::kBroadened
            : a.trigger.empty() ? Relation::kNarrowed
                                : Relation::kReworded,
            fmt::format("same duty under another trigger: {} becomes {}", or_none(a.trigger),
                        or_none(b.trigger))};
  }
  if (a.commitment == "consultation" && b.commitment == "consultation" && !a.condition.empty() &&
      b.condition.empty()) {
    return {
        Relation::kWeakened,
        fmt::format(
            "the duty to consult '{}' is gone; a looser clause on consultation stands in its place",
            told(a.condition))};
  }
  if (similarity > 0.97) return {Relation::kRetained, "nearly the same words"};
  if (a.condition.empty() != b.condition.empty() && !(kept && a.condition.empty()) &&
      binds_to_act_or_effort(b, now)) {
    return {b.condition.empty() ? Relation::kBroadened : Relation::kNarrowed,
            b.condition.empty() ? fmt::format("without the condition '{}'", told(a.condition))
                                : fmt::format("on the condition '{}'", told(b.condition))};
  }
  if (const bool had_no_end = has_no_end(old), no_end = has_no_end(now); had_no_end != no_end) {
    const auto years = duration_in(had_no_end ? now : old);
    if (years)
      return step(no_end, no_end ? fmt::format("{:g} years become no limit of time", *years)
                                 : fmt::format("no limit of time becomes {:g} years", *years));
  }
  if (const auto first = duration_in(old), second = duration_in(now);
      first && second && *first != *second) {
    return step(*second > *first, fmt::format("{:g} years become {:g}", *first, *second));
  }
  if (same_duty && a.commitment == "dispute_settlement") {
    const bool was_judged = count_of(kJudges, old) > 0, is_judged = count_of(kJudges, now) > 0;
    if (was_judged != is_judged)
      return lack(is_judged,
                  is_judged ? "a third party now decides" : "no third party decides any more");
  }
  // Loosening words say nothing of a procedure: "subject to ratification".
  const int tight = count_of(kTightening, now) - count_of(kTightening, old);
  int loose = count_of(kLoosening, now) - count_of(kLoosening, old);
  if (loose == 0) loose = (b.strength == "qualified") - (a.strength == "qualified");
  if (binding && tight != loose && (tight == 0 || loose == 0 || (tight > 0) != (loose > 0))) {
    return lack(tight > loose,
                tight > loose ? "words that loosen are gone, or words that tighten were added"
                              : "words that tighten are gone, or words that loosen were added");
  }

  // How much it covers: a procedure covers nothing.
  if (!binding) return {Relation::kReworded, "other words"};
  const auto lacking = [](const std::vector<std::string>& from,
                          const std::vector<std::string>& in) {
    std::string names;
    for (const std::string& field : from)
      if (std::find(in.begin(), in.end(), field) == in.end())
        names += (names.empty() ? "" : ", ") + field;
    return names;
  };
  const std::string gained = lacking(b.fields, a.fields), lost = lacking(a.fields, b.fields);
  const double longer =
      static_cast<double>(b.text.size()) / static_cast<double>(std::max<size_t>(1, a.text.size()));
  if (!gained.empty() && lost.empty() && longer > 1.5)
    return {Relation::kBroadened, fmt::format("now also on {}", gained)};
  if (gained.empty() && !lost.empty() && longer < 0.67)
    return {Relation::kNarrowed, fmt::format("no longer on {}", lost)};
  if (longer > 1.8) return {Relation::kBroadened, "longer by more than three quarters"};
  if (longer < 0.55) return {Relation::kNarrowed, "shorter by nearly half"};
  return {Relation::kReworded, "other words, same strength"};
}

}  // namespace servanda::treaty

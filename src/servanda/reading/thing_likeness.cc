// Compares namings by heads, classes, names, numbers and what else they say.
#include "servanda/reading/thing_likeness.h"

#include <algorithm>

namespace servanda::reading {

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& word) {
    return std::find(b.begin(), b.end(), word) != b.end();
  });
}

bool share_class(const Thing& a, const Thing& b) {
  return std::any_of(a.classes.begin(), a.classes.end(), [&](std::string_view one) {
    return std::find(b.classes.begin(), b.classes.end(), one) != b.classes.end();
  });
}

std::vector<std::string> modifiers(const Thing& thing) {
  std::vector<std::string> words;
  for (const std::string& word : thing.content) {
    if (word != thing.head_lemma && word != thing.count) words.push_back(word);
  }
  return words;
}

bool says_something(const Thing& thing) {
  return !thing.names.empty() || !modifiers(thing).empty() || !thing.parts.empty() ||
         !thing.count.empty();
}

bool of_a_year(const Thing& thing) {
  return std::any_of(thing.names.begin(), thing.names.end(), [](const std::string& name) {
    return name.size() >= 4 &&
           std::all_of(name.begin(), name.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
  });
}

namespace {

bool is_sort_of_paper(std::string_view lemma) {
  return lemma == "treaty" || lemma == "memorandum" || lemma == "contract" || lemma == "protocol" ||
         lemma == "declaration" || lemma == "convention";
}

bool subset(const std::vector<std::string>& small, const std::vector<std::string>& large) {
  return std::all_of(small.begin(), small.end(), [&](const std::string& word) {
    return std::find(large.begin(), large.end(), word) != large.end();
  });
}

// True if both have a name in common. "Coral Link" is not "Delta Link": where both say more than
// what each is called by its sort, the sort alone is no name.
bool share_names(const Thing& a, const Thing& b) {
  if (a.head_lemma != b.head_lemma) return shares(a.names, b.names);
  const auto own = [](const Thing& thing) {
    std::vector<std::string> names = thing.names;
    std::erase(names, thing.head_lemma);
    return names;
  };
  const std::vector<std::string> names_a = own(a), names_b = own(b);
  return names_a.empty() || names_b.empty() ? shares(a.names, b.names) : shares(names_a, names_b);
}

// The paper names another number than the things are counted by.
bool counts_otherwise(const Thing& things, const Thing& paper) {
  const auto number = [](const std::string& word) {
    return !word.empty() && std::all_of(word.begin(), word.end(),
                                        [](char c) { return (c >= '0' && c <= '9') || c == ','; });
  };
  if (!number(things.count)) return false;
  bool other = false;
  for (const std::string& word : paper.content) {
    if (word == things.count) return false;
    const bool year = word.size() == 4 && (word[0] == '1' || word[0] == '2');
    other |= number(word) && !year;
  }
  return other;
}

}  // namespace

Relation relation(const Thing& a, const Thing& b) {
  if (b.pronoun || b.elliptic) return Relation::kNone;
  if (a.head == b.head && a.head != kNoToken && a.parts == b.parts) return Relation::kSame;
  // "180 more tanks" are others than the 180.
  if (a.more != b.more && !a.count.empty()) return Relation::kNone;
  // A paper of a year is not one named without it, unless more than the year names it.
  const bool only_year_a = a.names.size() == 1 && of_a_year(a),
             only_year_b = b.names.size() == 1 && of_a_year(b);
  if ((only_year_a && b.names.empty()) || (only_year_b && a.names.empty())) return Relation::kNone;
  // "The line" after "the agreement on the railway from Acre to Pucallpa".
  const bool topic = a.bare && a.definite &&
                     std::any_of(a.classes.begin(), a.classes.end(), [&](std::string_view one) {
                       return std::find(b.topics.begin(), b.topics.end(), one) != b.topics.end();
                     });
  if (topic) return Relation::kSame;
  // A treaty is no memorandum; "text", "pact", "agreement" may name either.
  if (a.head_lemma != b.head_lemma && is_sort_of_paper(a.head_lemma) &&
      is_sort_of_paper(b.head_lemma))
    return Relation::kNone;
  const bool classes_meet = share_class(a, b);
  // "The Northern Arrangement" is not the memorandum of which no name was told.
  if (a.head_lemma != b.head_lemma && (a.kinds & b.kinds & kPaper) != 0 && !of_a_year(a) &&
      !of_a_year(b) && !a.names.empty() && b.names.empty() && modifiers(b).empty())
    return Relation::kNone;
  const bool paper_a = (a.kinds & (kPaper | kProcess | kTalks)) != 0,
             paper_b = (b.kinds & (kPaper | kProcess | kTalks)) != 0;
  // "The concession for the bridge at São Borja" is not about a railway there.
  const auto about_other = [](const Thing& paper, const Thing& thing) {
    return !paper.topics.empty() && !thing.classes.empty() &&
           std::none_of(paper.topics.begin(), paper.topics.end(), [&](std::string_view topic) {
             return std::find(thing.classes.begin(), thing.classes.end(), topic) !=
                    thing.classes.end();
           });
  };
  constexpr uint32_t kBuilt = kGoods | kWorks;
  if (paper_a != paper_b && ((paper_a ? b : a).kinds & kBuilt) != 0 &&
      about_other(paper_a ? a : b, paper_a ? b : a))
    return Relation::kNone;
  // "180 tanks" are not what an agreement on 980 tanks is about.
  if (paper_a != paper_b && counts_otherwise(paper_a ? b : a, paper_a ? a : b))
    return Relation::kNone;
  bool same = false;
  if (!a.names.empty() && !b.names.empty()) {
    if (!share_names(a, b)) return Relation::kNone;
    if (!(classes_meet || a.classes.empty() || b.classes.empty() || (paper_a != paper_b) ||
          a.head_lemma == b.head_lemma))
      return Relation::kNone;
    same = true;
  } else {
    const std::vector<std::string> ma = modifiers(a), mb = modifiers(b);
    const bool heads = a.head_lemma == b.head_lemma;
    if (heads || classes_meet) {
      // The poorer naming must be contained in the richer one, and be definite if it says nothing
      // more.
      const bool contained = subset(ma, b.content) || subset(mb, a.content);
      const bool says = !ma.empty() && !mb.empty();
      // "Two units" are not the S-300 systems named after them.
      const bool named_later = mb.empty() && !a.names.empty() && !heads;
      same = contained && !named_later &&
             (says ? heads || shares(ma, mb) : a.definite || !a.count.empty() || !a.parts.empty());
      if (same && !heads && (a.kinds & kPaper) != 0 && !a.definite && !says) same = false;
    } else if (!ma.empty() && !mb.empty()) {
      same = (paper_a || paper_b) && (subset(ma, mb) || subset(mb, ma)) && !a.classes.empty() &&
             paper_a != paper_b;
    }
  }
  if (!same) return Relation::kNone;
  if (!a.parts.empty() && !b.parts.empty())
    return shares(a.parts, b.parts) ? Relation::kSame : Relation::kNone;
  if (!a.parts.empty() && a.possessor != kNoToken)
    return Relation::kNone;  // "its first loan" is another
  if (!a.parts.empty()) return Relation::kPart;
  if (!a.count.empty() && !b.count.empty() && a.count != b.count) return Relation::kPart;
  return b.parts.empty() ? Relation::kSame : Relation::kNone;
}

}  // namespace servanda::reading

// Finds provisions that carry a part of what a linked one beside them carries.
#include "servanda/treaty/parts.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

using record::Modality;
using record::Provision;

constexpr float kFewWords = 0.05f;  // likeness below which no field joins two provisions
constexpr size_t kNear = 3;         // provisions on each side that stand beside one
constexpr size_t kLeastWords = 3;   // that say what a provision is about
constexpr double kMostWords = 0.5;  // share of them that must stand in the whole

// Words that any provision may have.
bool is_formal(std::string_view word) {
  static constexpr std::array<std::string_view, 36> kFormal = {
      "shall", "parties", "party",     "contracting", "high",   "their",   "other",   "others",
      "each",  "treaty",  "agreement", "article",     "this",   "that",    "with",    "between",
      "which", "such",    "these",     "from",        "into",   "under",   "will",    "have",
      "both",  "states",  "state",     "every",       "either", "neither", "present", "same",
      "also",  "upon",    "them",      "relations"};
  return word.size() < 4 || std::find(kFormal.begin(), kFormal.end(), word) != kFormal.end();
}

// The words that say what a text, as plain() makes it, is about.
std::vector<std::string_view> telling_words(std::string_view text) {
  std::vector<std::string_view> words = words_in(text);
  std::erase_if(words, is_formal);
  return words;
}

bool holds_most(const Provision& whole, const Provision& part) {
  const std::string part_text = plain(part.text), whole_text = plain(whole.text);
  const std::vector<std::string_view> words = telling_words(part_text),
                                      all = telling_words(whole_text);
  return words.size() >= kLeastWords && stand_among(words, all, kMostWords);
}

bool has_field(const Provision& provision, const std::string& field) {
  return std::find(provision.fields.begin(), provision.fields.end(), field) !=
         provision.fields.end();
}

// A norm of substance: neither recital nor final clause nor definition.
bool is_norm(const Provision& provision) {
  return !provision.id.starts_with("preamble__") && provision.modality != Modality::kProcedure &&
         provision.modality != Modality::kDefinition;
}

// Whether two provisions may carry one duty: the same, or one of them names none of its own.
bool is_one_duty(const Provision& x, const Provision& y) {
  const auto is_open = [](std::string_view duty) { return duty.empty() || duty == "cooperation"; };
  return x.commitment == y.commitment || is_open(x.commitment) || is_open(y.commitment);
}

// One direction: parts among `mine` of what is linked in `theirs`.
class Search {
 public:
  Search(const std::vector<Provision>& mine, const std::vector<Provision>& theirs,
         std::vector<int64_t> partner)
      : mine_(mine), theirs_(theirs), partner_(std::move(partner)) {
    for (const Provision& provision : theirs_)
      for (const std::string& field : provision.fields) homes_[field] += is_norm(provision) ? 1 : 0;
  }

  // The provision of the other treaty of which mine_[i] is a part; -1: none. `like` gives the
  // likeness of the two.
  template <typename Like>
  int64_t whole_of(size_t i, const Like& like) const {
    const Provision& part = mine_[i];
    if (partner_[i] >= 0 || !is_norm(part)) return -1;
    int64_t best = -1;
    for (size_t k = i > kNear ? i - kNear : 0; k < std::min(mine_.size(), i + kNear + 1); ++k) {
      if (k == i || partner_[k] < 0) continue;
      const auto j = static_cast<size_t>(partner_[k]);
      const Provision& whole = theirs_[j];
      if (!is_norm(whole) || !is_one_duty(part, whole)) continue;
      const bool sibling = !part.article.empty() && part.article == mine_[k].article;
      const bool field = !part.fields.empty() && has_field(whole, part.fields.front());
      const bool one = holds_most(whole, part) ||
                       (like(j) >= kFewWords && ((sibling && field) || is_sole_home(part, j)));
      if (one && (best < 0 || like(j) > like(static_cast<size_t>(best))))
        best = static_cast<int64_t>(j);
    }
    return best;
  }

 private:
  // Whether theirs_[j] alone has one of the fields of the part.
  bool is_sole_home(const Provision& part, size_t j) const {
    return std::any_of(part.fields.begin(), part.fields.end(), [&](const std::string& field) {
      return has_field(theirs_[j], field) && homes_.at(field) == 1;
    });
  }

  const std::vector<Provision>& mine_;
  const std::vector<Provision>& theirs_;
  std::vector<int64_t> partner_;
  std::unordered_map<std::string_view, int> homes_;  // how many norms of theirs_ have a field
};

}  // namespace

std::vector<Link> parts_beside(const record::Treaty& a, const record::Treaty& b,
                               std::span<const Link> links, const PairTable& likeness) {
  std::vector<int64_t> of_a(a.provisions.size(), -1), of_b(b.provisions.size(), -1);
  for (const Link& link : links) of_a[link.a] = link.b, of_b[link.b] = link.a;
  std::vector<Link> found;
  const Search in_a(a.provisions, b.provisions, of_a), in_b(b.provisions, a.provisions, of_b);
  for (uint32_t i = 0; i < a.provisions.size(); ++i) {
    const int64_t j = in_a.whole_of(i, [&](size_t k) { return likeness.at(i, k); });
    if (j >= 0)
      found.push_back({i, static_cast<uint32_t>(j), likeness.at(i, static_cast<size_t>(j)), 0,
                       "carried on beside its neighbour"});
  }
  for (uint32_t j = 0; j < b.provisions.size(); ++j) {
    const int64_t i = in_b.whole_of(j, [&](size_t k) { return likeness.at(k, j); });
    if (i >= 0)
      found.push_back({static_cast<uint32_t>(i), j, likeness.at(static_cast<size_t>(i), j), 0,
                       "set apart beside its neighbour"});
  }
  return found;
}

}  // namespace servanda::treaty

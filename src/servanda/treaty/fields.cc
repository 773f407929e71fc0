// Tells which fields of cooperation the words of a provision belong to.
#include "servanda/treaty/fields.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "servanda/embedded/kTreatyFields.h"
#include "servanda/embedded/kTreatyThings.h"
#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

constexpr size_t kOpening = 200;  // bytes
constexpr size_t kMostFields = 4;
// What a hit in the heading, and one in the object of the duty, counts besides.
constexpr double kHeading = 3.0, kObject = 1.0;

// One table of word beginnings by field.
class FieldWords {
 public:
  explicit FieldWords(std::string_view table) : rules_(read_rules(table)), index_(rules_) {}

  std::vector<std::string> fields(std::string_view text, std::string_view heading,
                                  std::string_view object) const {
    struct Count {
      double inside = 0, opening = 0, named = 0, asked = 0;
    };
    std::vector<Count> counts(rules_.size());
    for (const PhraseIndex::Hit& hit : index_.hits(text)) {
      counts[hit.rule].inside += 1;
      if (hit.at < kOpening) counts[hit.rule].opening += 1;
    }
    for (const PhraseIndex::Hit& hit : index_.hits(heading)) counts[hit.rule].named += 1;
    for (const PhraseIndex::Hit& hit : index_.hits(object)) counts[hit.rule].asked += 1;
    std::vector<std::pair<double, std::string>> scored;
    for (size_t i = 0; i < counts.size(); ++i) {
      const Count& count = counts[i];
      const double score = std::sqrt(count.inside) + std::sqrt(count.opening) +
                           kHeading * std::sqrt(count.named) + kObject * std::sqrt(count.asked);
      if (score > 0) scored.emplace_back(score * rules_[i].weight, rules_[i].name);
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [](const auto& x, const auto& y) { return x.first > y.first; });
    std::vector<std::string> names;
    for (const auto& [score, name] : scored) {
      // A field may have lines of several weights; the best one names it.
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      if (names.size() < kMostFields && score * 2 >= scored.front().first) names.push_back(name);
    }
    return names;
  }

 private:
  std::vector<Rule> rules_;
  PhraseIndex index_;
};

}  // namespace

std::vector<std::string> fields_of(std::string_view plain_text, std::string_view plain_heading,
                                   std::string_view plain_object) {
  static const FieldWords terms(embedded::kTreatyFields());
  return terms.fields(plain_text, plain_heading, plain_object);
}

std::vector<std::string> fields_of_provision(std::string_view plain_text,
                                             std::string_view plain_heading,
                                             std::string_view plain_object) {
  static const FieldWords things(embedded::kTreatyThings());
  std::vector<std::string> fields = fields_of(plain_text, plain_heading, plain_object);
  return fields.empty() ? things.fields(plain_text, plain_heading, plain_object) : fields;
}

}  // namespace servanda::treaty

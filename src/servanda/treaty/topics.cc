// Tells what the words of an analyst name in the terms in which treaties are coded.
#include "servanda/treaty/topics.h"

#include <algorithm>
#include <array>

#include "servanda/embedded/kTreatyTopics.h"
#include "servanda/treaty/fields.h"
#include "servanda/treaty/phrases.h"

namespace servanda::treaty {
namespace {

constexpr size_t kStem = 6;  // letters by which words are compared: "multipolar", "multipolarity"

const RuleBook& topic_rules() {
  static const RuleBook rules(embedded::kTreatyTopics());
  return rules;
}

bool has(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

void add(std::vector<std::string>& list, std::string_view item) {
  if (!has(list, item)) list.emplace_back(item);
}

// Words that any sentence about a treaty may hold.
bool is_small_talk(std::string_view word) {
  static constexpr std::array<std::string_view, 46> kWords = {
      "about",    "agreement", "also",      "area",       "areas",    "article",     "between",
      "both",     "clause",    "commit",    "commits",    "contains", "cooperation", "countries",
      "country",  "document",  "each",      "explicit",   "field",    "fields",      "form",
      "forms",    "from",      "including", "into",       "issues",   "mutual",      "other",
      "parties",  "party",     "provision", "provisions", "provides", "relations",   "several",
      "specific", "their",     "these",     "this",       "those",    "treaty",      "various",
      "which",    "with",      "work",      "working"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::vector<std::string> words_of(std::string_view plain_text) {
  std::vector<std::string> words;
  for (size_t at = 1; at < plain_text.size();) {
    const size_t end = std::min(plain_text.find(' ', at), plain_text.size());
    const std::string_view word = plain_text.substr(at, end - at);
    if (word.size() >= 4 && !is_small_talk(word))
      add(words, word.substr(0, std::min(word.size(), kStem)));
    at = end + 1;
  }
  return words;
}

bool carries_words(const record::Provision& provision, const std::vector<std::string>& words) {
  if (words.empty()) return false;
  const std::string text = plain(provision.text);
  size_t held = 0;
  for (const std::string& word : words) held += contains(text, " " + word) ? 1 : 0;
  return words.size() <= 2 ? held == words.size() : held * 3 >= words.size() * 2;
}

}  // namespace

Topic read_topic(std::string_view words) {
  Topic topic;
  const std::string text = plain(words);
  for (const Rule* rule : topic_rules().fitting(text)) {
    const std::string_view name = rule->name;
    if (name.starts_with("nature:")) add(topic.natures, name.substr(7));
    if (name.starts_with("commitment:")) add(topic.commitments, name.substr(11));
  }
  // Consultation on a threat is the narrower duty; consultation alone may be either.
  const auto any =
      std::find(topic.commitments.begin(), topic.commitments.end(), "consultation_any");
  if (any != topic.commitments.end()) {
    topic.commitments.erase(any);
    if (!has(topic.commitments, "consultation")) {
      topic.commitments.emplace_back("consultation");
      topic.commitments.emplace_back("consultation_other");
    }
  }
  if (topic.commitments.empty()) topic.fields = fields_of(text, "");
  topic.words = words_of(text);
  return topic;
}

std::vector<std::string> provisions_on(const record::Treaty& treaty, const Topic& topic) {
  std::vector<std::string> ids;
  for (const record::Provision& provision : treaty.provisions) {
    const bool recital = provision.id.starts_with("preamble__");
    bool carries = false;
    if (!topic.commitments.empty()) {
      carries = !recital && has(topic.commitments, provision.commitment);
    } else if (!topic.fields.empty()) {
      carries = !recital &&
                std::any_of(provision.fields.begin(), provision.fields.end(),
                            [&](const std::string& field) { return has(topic.fields, field); });
    } else {
      carries = carries_words(provision, topic.words);
    }
    if (carries) ids.push_back(provision.id);
  }
  return ids;
}

}  // namespace servanda::treaty

// A document as the pledge finder sees it: trees, and the mentions and times that stand at each
// token.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/event/coder.h"
#include "servanda/event/tree.h"
#include "servanda/reading/pledge_words.h"

namespace servanda::reading {

using event::kNoToken;

class PledgeScene {
 public:
  // Keeps references to both, which must outlive the scene.
  PledgeScene(const event::Annotations& annotations, const PledgeWords& words);

  const event::Annotations& annotations() const { return annotations_; }
  const PledgeWords& words() const { return words_; }
  const event::Tree& tree() const { return tree_; }
  std::string_view text() const { return annotations_.document.text; }
  // The innermost mention that covers the token, or nullptr.
  const actor::Mention* mention_at(uint32_t token) const;
  // The time expression that covers the token, or nullptr.
  const language::TimeExpression* time_at(uint32_t token) const;
  // True if the token is the head of a mention that names a state, its organs or an organisation.
  bool is_party(uint32_t token) const;
  // Adds the codes of the mention at a token that can be party to a pledge, each once, in text
  // order.
  void add_codes(uint32_t token, std::vector<std::string>& codes) const;
  // The two states that the document names most, completed by those that it was filed under; fewer
  // if it names fewer.
  const std::vector<std::string>& dyad() const { return dyad_; }
  // The two states that the document was filed under; empty if it was not.
  const std::vector<std::string>& filed() const { return filed_; }
  // A state that the document names in any way, its press too; empty if there is none.
  std::string any_state() const;
  // True if the token names the place of a meeting: "the Oslo summit".
  bool is_venue(uint32_t token) const;
  // How many states the document names.
  size_t states_named() const { return states_named_; }
  // The states that a sentence names, each once, in text order.
  std::vector<std::string> states_named_in(uint32_t sentence) const;
  // Times by sentence: indices into Annotations::times.
  const std::vector<uint32_t>& times_in(uint32_t sentence) const { return times_in_[sentence]; }
  // The time that opens the paragraph of the sentence, as in a chronology, or nullptr.
  const language::TimeExpression* opening_time(uint32_t sentence) const {
    return opening_times_[sentence];
  }
  // Mentions by sentence: indices into Annotations::mentions.
  const std::vector<uint32_t>& mentions_in(uint32_t sentence) const {
    return mentions_in_[sentence];
  }

 private:
  void find_dyad();
  bool has_name(const actor::Mention& mention) const;
  // The noun names what can be pledged, not "the two countries".
  bool names_thing(uint32_t token) const;
  bool names_state(const actor::Mention& mention) const;
  bool is_place_of_place(const actor::Mention& mention) const;

  const event::Annotations& annotations_;
  const PledgeWords& words_;
  event::Tree tree_;
  std::vector<int> mention_at_, time_at_;
  std::vector<std::vector<uint32_t>> mentions_in_, times_in_;
  std::vector<const language::TimeExpression*> opening_times_;
  std::vector<std::string> dyad_, filed_;
  size_t states_named_ = 0;
};

// Adds a code if it is not there yet.
void add_code(std::vector<std::string>& codes, std::string_view code);

}  // namespace servanda::reading

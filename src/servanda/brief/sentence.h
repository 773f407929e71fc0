// A sentence that rests on words: without evidence it cannot be built.
//
//   std::optional<Grounds> grounds = Grounds::of(account, {occurrence.reports.front().evidence()});
//   if (grounds) paragraph.sentences.emplace_back("Russia and Iran signed a treaty.", *grounds);
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "servanda/ledger/account.h"
#include "servanda/record/document.h"

namespace servanda::brief {

// One or more passages of the account's documents. Never empty, and each passage has words: of() is
// the only way in.
class Grounds {
 public:
  // Keeps the evidence that leads to words, in the order given and each once, widened to whole
  // sentences. Returns nullopt if none does.
  static std::optional<Grounds> of(const ledger::Account& account,
                                   const std::vector<record::Evidence>& evidence);

  const std::vector<record::Evidence>& evidence() const { return evidence_; }
  // Adds the passages of `other`.
  void add(const Grounds& other);

 private:
  explicit Grounds(std::vector<record::Evidence> evidence) : evidence_(std::move(evidence)) {}

  std::vector<record::Evidence> evidence_;
};

// Widens evidence to the whole sentence of the document that it stands in: a reader cannot use half
// of one.
record::Evidence whole_sentence(const ledger::Account& account, const record::Evidence& evidence);

// The same, with the sentence before it where it begins with "They" or "It" and both are short: out
// of its text nobody knows who that is.
record::Evidence with_antecedent(const ledger::Account& account, const record::Evidence& evidence);

// A sentence of the brief with what it rests on.
class Sentence {
 public:
  Sentence(std::string text, Grounds grounds)
      : text_(std::move(text)), grounds_(std::move(grounds)) {}

  const std::string& text() const { return text_; }
  const Grounds& grounds() const { return grounds_; }
  const std::string& mark() const { return mark_; }
  const std::string& lead() const { return lead_; }
  const std::string& said_by() const { return said_by_; }
  // Sets a word that stands before the sentence: "denied", "planned". Returns the sentence.
  Sentence marked(std::string mark) && {
    mark_ = std::move(mark);
    return std::move(*this);
  }
  // Sets what a list sets off at its beginning: the date.
  Sentence led_by(std::string lead) && {
    lead_ = std::move(lead);
    return std::move(*this);
  }
  // Sets whose words the sentence quotes; shown after them in a softer tone.
  Sentence in_words_of(std::string source) && {
    said_by_ = std::move(source);
    return std::move(*this);
  }

 private:
  std::string text_;
  std::string said_by_;
  std::string mark_;
  std::string lead_;
  Grounds grounds_;
};

}  // namespace servanda::brief

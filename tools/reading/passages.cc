// Reads passages of our own with their pledges.
#include "passages.h"

#include <algorithm>
#include <fstream>
#include <string_view>

#include "../event/lessons.h"

namespace servanda::tools {
namespace {

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::string rest = line.substr(1);
  for (size_t at = 0; at != std::string::npos;) {
    at = rest.find(" | ");
    std::string field = rest.substr(0, at);
    while (!field.empty() && field.back() == ' ') field.pop_back();
    field.erase(0, field.find_first_not_of(' '));
    fields.push_back(field);
    if (at != std::string::npos) rest.erase(0, at + 3);
  }
  return fields;
}

// A blank line where the lesson, which stands on one line, marks a new paragraph.
std::string with_paragraphs(const std::string& line) {
  constexpr std::string_view kMark = " ¶ ";
  std::string text;
  size_t from = 0;
  for (size_t at = line.find(kMark); at != std::string::npos; at = line.find(kMark, from)) {
    text.append(line, from, at - from).append("\n\n");
    from = at + kMark.size();
  }
  return text.append(line, from);
}

class Reader {
 public:
  // Takes one line; false if it cannot be understood.
  bool take(const std::string& line, size_t number) {
    if (line.starts_with("@ ")) {
      const std::vector<std::string> words = words_of(line.substr(2));
      if (words.empty()) return false;
      const auto date = record::parse_date(words[0]);
      if (!date) return false;
      auto passage = std::make_unique<Passage>();
      passage->annotated.document.id = "passage-" + std::to_string(number);
      passage->annotated.document.date = *date;
      passages_.push_back(std::move(passage));
      return true;
    }
    if (passages_.empty()) return false;
    Passage& passage = *passages_.back();
    if (passage.annotated.document.text.empty()) {
      passage.annotated.document.text = with_paragraphs(line);
      passage.whole = passage.annotated.document.text.find('\n') != std::string::npos;
      used_.clear();
      return true;
    }
    if (line[0] == '=') return take_pledge(passage, fields_of(line));
    if (line[0] == '-') return take_step(passage, fields_of(line));
    if (line[0] == '!') return take_turn(passage, reading::Turn::kFinding, fields_of(line));
    if (line[0] == '?') return take_turn(passage, reading::Turn::kForecast, fields_of(line));
    if (line[0] == '~') return take_turn(passage, reading::Turn::kMotive, fields_of(line));
    return line[0] == '%';  // figures are read by rules; their lines are for measuring
  }

  std::vector<std::unique_ptr<Passage>> passages() { return std::move(passages_); }

 private:
  static bool take_pledge(Passage& passage, const std::vector<std::string>& fields) {
    if (fields.size() < 3) return false;
    const size_t at = passage.annotated.document.text.find(fields[0]);
    if (at == std::string::npos) return false;
    GoldPledge pledge;
    pledge.thing = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + fields[0].size())};
    pledge.parties = words_of(fields[1]);
    passage.pledges.push_back(std::move(pledge));
    return true;
  }

  static bool take_turn(Passage& passage, reading::Turn turn,
                        const std::vector<std::string>& fields) {
    const size_t at = passage.annotated.document.text.find(fields.back());
    if (at == std::string::npos) return false;
    GoldTurn one;
    one.turn = turn;
    one.words = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + fields.back().size())};
    if (turn == reading::Turn::kMotive) {
      if (fields.size() < 2) return false;
      one.state = fields[0];
    }
    passage.turns.push_back(std::move(one));
    return true;
  }

  // The words may stand more than once: those that no step has taken, nearest to the thing, are
  // meant.
  bool take_step(Passage& passage, const std::vector<std::string>& fields) {
    if (fields.size() != 2 || passage.pledges.empty()) return false;
    const std::vector<std::string> words = words_of(fields[0]);
    if (words.size() != 3) return false;
    const auto stage = record::parse_stage(words[0]);
    const auto claim = record::parse_pledge_claim(words[2]);
    if (!stage || !claim) return false;
    GoldPledge& pledge = passage.pledges.back();
    GoldStep step{*stage, *claim, words[1] == "?" ? "" : words[1], {}};
    const std::string& text = passage.annotated.document.text;
    size_t best = std::string::npos, best_away = 0;
    for (size_t at = text.find(fields[1]); at != std::string::npos;
         at = text.find(fields[1], at + 1)) {
      if (std::find(used_.begin(), used_.end(), at) != used_.end()) continue;
      const size_t away =
          at > pledge.thing.begin ? at - pledge.thing.begin : 2 * (pledge.thing.begin - at);
      if (best == std::string::npos || away < best_away) best = at, best_away = away;
    }
    if (best == std::string::npos) best = text.find(fields[1]);
    if (best == std::string::npos) return false;
    used_.push_back(best);
    step.words = {static_cast<uint32_t>(best), static_cast<uint32_t>(best + fields[1].size())};
    pledge.steps.push_back(std::move(step));
    return true;
  }

  std::vector<std::unique_ptr<Passage>> passages_;
  std::vector<size_t> used_;  // where words of steps of this passage stand
};

}  // namespace

base::Result<std::vector<std::unique_ptr<Passage>>> read_passages(const std::string& path) {
  std::ifstream in(path);
  if (!in) return base::Error{base::ErrorCode::kRefused, "cannot be read", path};
  Reader reader;
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (!reader.take(line, number)) {
      return base::Error{base::ErrorCode::kUsage, "cannot be understood",
                         path + ":" + std::to_string(number)};
    }
  }
  std::vector<std::unique_ptr<Passage>> passages = reader.passages();
  const Analyser analyser = SERVANDA_TRY(Analyser::create());
  const event::Coder coder = SERVANDA_TRY(event::Coder::create());
  for (const auto& passage : passages) {
    analyser.analyse(passage->annotated);
    passage->events = coder.code(passage->annotated.annotations());
  }
  return passages;
}

std::vector<size_t> folds_of(const std::vector<std::unique_ptr<Passage>>& passages) {
  constexpr size_t kBlock = 25;
  std::vector<size_t> folds;
  size_t whole = 0, parts = 0;
  for (const auto& passage : passages)
    folds.push_back((passage->whole ? whole++ : parts++ / kBlock) % kFolds);
  return folds;
}

}  // namespace servanda::tools

// Prepares a document for the readers of passages.
#include "servanda/reading/page.h"

#include <algorithm>
#include <map>

#include "servanda/embedded/kReadingHeadings.h"
#include "servanda/event/clause.h"

namespace servanda::reading {
namespace {

using record::Deprel;
using record::Upos;

// A clause reaches no farther than this from its predicate, so that time stays linear in any text.
constexpr uint32_t kReach = 120;

bool is_verbal(Upos upos) { return upos == Upos::kVERB || upos == Upos::kAUX; }

bool is_relative_pronoun(std::string_view word) {
  return word == "which" || word == "that" || word == "who" || word == "whom";
}

}  // namespace

std::vector<std::vector<std::string_view>> read_rows(std::string_view table) {
  std::vector<std::vector<std::string_view>> rows;
  while (!table.empty()) {
    const size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> fields;
    while (true) {
      const size_t tab = std::min(line.find('\t'), line.size());
      fields.push_back(line.substr(0, tab));
      if (tab == line.size()) break;
      line.remove_prefix(tab + 1);
    }
    rows.push_back(std::move(fields));
  }
  return rows;
}

Page::Page(const event::Annotations& annotations)
    : annotations_(annotations), tree_(annotations.document.text, annotations.parse) {
  mention_at_.assign(tree_.size(), -1);
  const auto& mentions = annotations.mentions;
  const auto length = [&](int m) { return mentions[m].last_token - mentions[m].first_token; };
  for (int m = 0; m < static_cast<int>(mentions.size()); ++m) {
    for (uint32_t t = mentions[m].first_token; t <= mentions[m].last_token && t < tree_.size();
         ++t) {
      if (mention_at_[t] < 0 || length(m) < length(mention_at_[t])) mention_at_[t] = m;
    }
  }
  time_at_.assign(tree_.size(), -1);
  for (int i = 0; i < static_cast<int>(annotations.times.size()); ++i) {
    const language::TimeExpression& time = annotations.times[i];
    for (uint32_t t = time.first_token; t <= time.last_token && t < tree_.size(); ++t)
      time_at_[t] = i;
  }
  find_sections();
  find_dyad();
}

const actor::Mention* Page::mention_at(uint32_t token) const {
  if (token >= mention_at_.size() || mention_at_[token] < 0) return nullptr;
  return &annotations_.mentions[mention_at_[token]];
}

const language::TimeExpression* Page::time_at(uint32_t token) const {
  if (token >= time_at_.size() || time_at_[token] < 0) return nullptr;
  return &annotations_.times[time_at_[token]];
}

std::vector<std::string> Page::codes_at(uint32_t token) const {
  std::vector<std::string> codes;
  const actor::Mention* mention = mention_at(token);
  if (mention == nullptr) return codes;
  for (const record::Actor& actor : mention->actors) {
    if (std::find(codes.begin(), codes.end(), actor.code) == codes.end())
      codes.push_back(actor.code);
  }
  return codes;
}

void Page::find_sections() {
  const auto& sentences = tree_.parse().sentences;
  outlook_.assign(sentences.size(), false);
  heading_.assign(sentences.size(), false);
  static const std::vector<std::vector<std::string_view>> words =
      read_rows(embedded::kReadingHeadings());
  bool outlook = false;
  for (uint32_t s = 0; s < sentences.size(); ++s) {
    const record::Sentence& sentence = sentences[s];
    const bool alone = sentence.paragraph_begins &&
                       (s + 1 >= sentences.size() || sentences[s + 1].paragraph_begins);
    const uint32_t size = sentence.end - sentence.begin;
    const std::string_view last = size > 0 ? tree_.word(sentence.end - 1) : std::string_view();
    const bool stopped = last == "." || last == "!" || last == ";" || last == ",";
    heading_[s] = alone && size > 0 && size <= 16 && !stopped && s + 1 < sentences.size();
    if (!heading_[s]) {
      outlook_[s] = outlook;
      continue;
    }
    outlook = false;
    for (const auto& row : words) {
      for (uint32_t i = sentence.begin; i < sentence.end && !outlook; ++i)
        outlook = says(i, row[0]);
    }
  }
}

void Page::find_dyad() {
  std::map<std::string, int> count;
  std::map<std::pair<std::string, std::string>, int> together;
  std::vector<std::string> order;
  uint32_t sentence = 0;
  std::vector<std::string> here;
  const auto close = [&] {
    for (size_t i = 0; i < here.size() && i < 8; ++i) {
      for (size_t j = i + 1; j < here.size() && j < 8; ++j)
        ++together[std::minmax(here[i], here[j])];
    }
    here.clear();
  };
  for (const actor::Mention& mention : annotations_.mentions) {
    if (mention.head_token >= tree_.size() || mention.kind == actor::MentionKind::kPronoun)
      continue;
    if (tree_.sentence(mention.head_token) != sentence)
      close(), sentence = tree_.sentence(mention.head_token);
    for (const record::Actor& actor : mention.actors) {
      if (count[actor.code]++ == 0) order.push_back(actor.code);
      if (std::find(here.begin(), here.end(), actor.code) == here.end()) here.push_back(actor.code);
    }
  }
  close();
  if (order.empty()) return;
  // The pair that stands together most often, counted with how often each is named.
  int best = -1;
  for (const auto& [pair, times] : together) {
    const int weight = 3 * times + std::min(count[pair.first], count[pair.second]);
    if (weight > best) best = weight, dyad_ = {pair.first, pair.second};
  }
  if (dyad_.empty()) {
    dyad_ = {*std::max_element(
        order.begin(), order.end(),
        [&](const std::string& a, const std::string& b) { return count[a] < count[b]; })};
    return;
  }
  const auto place = [&](const std::string& code) {
    return std::find(order.begin(), order.end(), code);
  };
  if (place(dyad_[1]) < place(dyad_[0])) std::swap(dyad_[0], dyad_[1]);
}

uint32_t Page::subject_of(uint32_t predicate) const {
  const auto direct = [&](uint32_t t) {
    for (const uint32_t c : tree_.children(t)) {
      const Deprel link = tree_.deprel(c);
      const bool subject = link == Deprel::kNsubj || link == Deprel::kNsubjPass ||
                           link == Deprel::kNsubjOuter ||
                           (link == Deprel::kExpl && tree_.word(c) == "it");
      if (subject && c < t) return c;
    }
    return kNoToken;
  };
  uint32_t subject = direct(predicate);
  for (const uint32_t c : tree_.children(predicate)) {
    if (subject == kNoToken && is_verbal(tree_.upos(c)) && tree_.deprel(c) == Deprel::kAux)
      subject = direct(c);
  }
  // Control, participles and coordination: climb to a clause that has a subject.
  uint32_t current = predicate;
  for (int step = 0; step < 5 && subject == kNoToken; ++step) {
    const Deprel link = tree_.deprel(current);
    const uint32_t head = tree_.head(current);
    if (head == kNoToken) break;
    if (link == Deprel::kAcl || link == Deprel::kAclRelcl || link == Deprel::kAdvclRelcl) {
      subject = head;
      break;
    }
    if (link == Deprel::kCcomp || link == Deprel::kParataxis || link == Deprel::kCsubj) break;
    if (link == Deprel::kXcomp && event::controls_by_object(tree_.lemma(head))) {
      const uint32_t object = tree_.child(head, Deprel::kObj);
      if (object != kNoToken) {
        subject = object;
        break;
      }
    }
    subject = direct(head);
    current = head;
  }
  if (subject == kNoToken || !is_relative_pronoun(tree_.word(subject))) return subject;
  // A relative pronoun stands for the noun that its clause hangs on; failing that, for the noun
  // before it.
  current = predicate;
  for (int step = 0; step < 4 && current != kNoToken; ++step) {
    const Deprel link = tree_.deprel(current);
    if ((link == Deprel::kAclRelcl || link == Deprel::kAcl) && tree_.head(current) != kNoToken)
      return tree_.head(current);
    current = tree_.head(current);
  }
  const uint32_t begin = tree_.sentence_of(subject).begin;
  for (uint32_t i = subject; i > begin && i + 6 > subject; --i) {
    if (tree_.upos(i - 1) == Upos::kNOUN || tree_.upos(i - 1) == Upos::kPROPN) return i - 1;
  }
  return subject;
}

std::pair<uint32_t, uint32_t> Page::clause_around(uint32_t predicate) const {
  const record::Sentence& sentence = tree_.sentence_of(predicate);
  const auto has_subject = [&](uint32_t t) {
    return tree_.child(t, Deprel::kNsubj) != kNoToken ||
           tree_.child(t, Deprel::kNsubjPass) != kNoToken;
  };
  const auto contrasts = [&](uint32_t t) {
    const uint32_t c = tree_.child(t, Deprel::kMark);
    if (c == kNoToken) return false;
    const std::string_view word = tree_.word(c);
    return word == "while" || word == "whereas" || word == "although" || word == "though";
  };
  const auto inside = [&](uint32_t t) {
    for (int step = 0; step < 40 && t != kNoToken; ++step) {
      if (t == predicate) return true;
      const Deprel link = tree_.deprel(t);
      if (link == Deprel::kParataxis) return false;
      // What is set beside the predicate with a subject of its own is a clause of its own.
      if (tree_.head(t) == predicate) {
        if (link == Deprel::kConj && (is_verbal(tree_.upos(t)) || has_subject(t))) return false;
      }
      if (link == Deprel::kAdvcl && has_subject(t) && contrasts(t)) return false;
      t = tree_.head(t);
    }
    return false;
  };
  const auto mark = [&](uint32_t t) { return tree_.upos(t) == Upos::kPUNCT; };
  // (inside() is asked of neighbours in turn, so the clause has no gaps.)
  uint32_t first = predicate, last = predicate;
  const uint32_t lowest = predicate - std::min(predicate - sentence.begin, kReach);
  const uint32_t highest = std::min(sentence.end, predicate + kReach);
  for (uint32_t t = predicate; t > lowest; --t) {
    if (inside(t - 1)) {
      first = t - 1;
    } else if (!mark(t - 1)) {
      break;
    }
  }
  for (uint32_t t = predicate + 1; t < highest; ++t) {
    // What a relative clause adds after a comma is said of its noun, not by this clause.
    const bool aside =
        tree_.word(t - 1) == "," &&
        (tree_.word(t) == "which" || tree_.word(t) == "who" || tree_.word(t) == "whose");
    if (aside && t > predicate + 1) break;
    if (inside(t)) {
      last = t;
    } else if (!mark(t)) {
      break;
    }
  }
  const auto loose = [&](uint32_t t) {
    const Deprel link = tree_.deprel(t);
    const std::string_view word = tree_.word(t);
    // A condition stays with what it conditions.
    if (word == "if" || word == "unless" || word == "once" || word == "when") return false;
    return mark(t) || link == Deprel::kCc || (link == Deprel::kMark && tree_.word(t) != "to");
  };
  while (first < predicate &&
         (loose(first) && tree_.word(first) != "\xE2\x80\x9C" && tree_.word(first) != "\""))
    ++first;
  if (first + 1 < predicate && tree_.upos(first) == Upos::kADV && tree_.word(first + 1) == ",")
    first += 2;
  if (last > predicate + 1 && tree_.xpos(last) == "VBG" && tree_.word(last - 1) == ",") --last;
  while (last > predicate && mark(last) && tree_.word(last) != "\xE2\x80\x9D" &&
         tree_.word(last) != "\"" && tree_.word(last) != ")")
    --last;
  return {first, last};
}

uint32_t Page::phrase_end(uint32_t head) const {
  const uint32_t end = std::min(tree_.sentence_of(head).end, head + kReach);
  uint32_t last = head;
  for (uint32_t t = head + 1; t < end; ++t) {
    if (!tree_.below(t, head)) break;
    if (tree_.deprel(t) == Deprel::kParataxis) break;
    last = t;
  }
  while (last > head && tree_.upos(last) == Upos::kPUNCT && tree_.word(last) != "\xE2\x80\x9D" &&
         tree_.word(last) != ")")
    --last;
  return last;
}

uint32_t Page::phrase_begin(uint32_t head) const {
  const uint32_t begin = tree_.sentence_of(head).begin;
  uint32_t first = head;
  while (first > begin && head - first < kReach && tree_.below(first - 1, head)) --first;
  return first;
}

base::Span Page::span(uint32_t first, uint32_t last) const {
  return {tree_.token(first).span.begin, tree_.token(last).span.end};
}

std::string Page::words(uint32_t first, uint32_t last) const {
  std::string out(span(first, last).of(document().text));
  // Lines of the source become one line.
  std::string plain;
  for (const char c : out) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) plain.push_back(c);
    if (space && !plain.empty() && plain.back() != ' ') plain.push_back(' ');
  }
  return plain;
}

record::Evidence Page::evidence(uint32_t first, uint32_t last) const {
  return {document().id, span(first, last)};
}

bool Page::says(uint32_t token, std::string_view phrase) const {
  if (token >= tree_.size()) return false;
  const uint32_t end = tree_.sentence_of(token).end;
  while (!phrase.empty()) {
    const size_t space = std::min(phrase.find(' '), phrase.size());
    if (token >= end || tree_.word(token) != phrase.substr(0, space)) return false;
    phrase.remove_prefix(std::min(space + 1, phrase.size()));
    ++token;
  }
  return true;
}

uint32_t Page::size_of(std::string_view phrase) {
  return 1 + static_cast<uint32_t>(std::count(phrase.begin(), phrase.end(), ' '));
}

bool Page::is_question(uint32_t sentence) const {
  const record::Sentence& s = tree_.parse().sentences[sentence];
  return s.end > s.begin && tree_.word(s.end - 1) == "?";
}

}  // namespace servanda::reading

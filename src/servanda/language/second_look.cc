// Sums up what speaks for each tag and label, and decides.
#include "servanda/language/second_look.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "servanda/base/prefetch.h"

namespace servanda::language {
namespace {

constexpr size_t kNorpBegins = 7, kNorpContinues = 8;

}  // namespace

base::Result<SecondLook> SecondLook::create(const ModelFile& file) {
  SecondLook look;
  const Table tags = SERVANDA_TRY(file.table("look.tags", CellType::kInt8, 1));
  const Table labels = SERVANDA_TRY(file.table("look.labels", CellType::kInt8, 0, kLookLabelCells));
  const Table links = SERVANDA_TRY(
      file.table("look.links", CellType::kFloat32, kStyles * kLookLabels, kLookLabels));
  const Table steps = SERVANDA_TRY(file.table("look.steps", CellType::kFloat32, 1, 2));
  const Table names = SERVANDA_TRY(file.table("look.names", CellType::kUint32, 1));
  const Table first_words = SERVANDA_TRY(
      file.table("look.first_words", CellType::kUint8, 1, KnownNames::kFirstWordBits / 8));
  const Table style =
      SERVANDA_TRY(file.table("look.style", CellType::kInt8, 1, DocumentStyle::kCells));
  if (!std::has_single_bit(names.columns) || !std::has_single_bit(tags.columns) ||
      !std::has_single_bit(labels.rows) || tags.columns < kStyles || labels.rows < kStyles)
    return damaged_model("the size of a table");
  std::memcpy(look.links_.data(), links.data, sizeof look.links_);
  std::memcpy(&look.tag_step_, steps.data, sizeof(float));
  std::memcpy(&look.label_step_, steps.data + sizeof(float), sizeof(float));
  const auto in_range = [](float x) { return std::fabs(x) < 1e3f; };
  const auto links_in_range = [&](const Links& of_style) {
    return std::all_of(of_style.begin(), of_style.end(), in_range);
  };
  if (!std::all_of(look.links_.begin(), look.links_.end(), links_in_range) ||
      !in_range(look.tag_step_) || !in_range(look.label_step_))
    return damaged_model("the second look is out of range");
  look.names_ = {reinterpret_cast<const uint32_t*>(names.data),
                 reinterpret_cast<const uint8_t*>(first_words.data), names.columns - 1};
  look.style_ = DocumentStyle(reinterpret_cast<const int8_t*>(style.data));
  look.tag_cells_ = reinterpret_cast<const int8_t*>(tags.data);
  look.label_rows_ = reinterpret_cast<const int8_t*>(labels.data);
  look.tag_cell_count_ = tags.columns, look.label_row_count_ = labels.rows;
  return look;
}

void SecondLook::ask_tag(const NotedWord& word, std::span<const Tag> tags, Style style,
                         State& state) const {
  for (const uint64_t piece : state.pieces) {
    for (const uint8_t tag : {word.tag, word.rival}) {
      const size_t cell = tag_cell(piece, tags[tag].upos, style, tag_cell_count_);
      base::prefetch(tag_cells_ + cell);
      state.tag_cells.push_back(static_cast<uint32_t>(cell));
    }
  }
}

void SecondLook::choose_tag(NotedWord& word, std::span<const uint32_t> cells) const {
  int32_t sum = 0;
  for (size_t i = 0; i < cells.size(); i += 2)
    sum += tag_cells_[cells[i]] - tag_cells_[cells[i + 1]];
  const float lead = word.lead + static_cast<float>(sum) * tag_step_;
  if (!(lead < 0)) return;
  std::swap(word.tag, word.rival);
  word.lead = -lead;
}

std::array<float, kLookLabels> SecondLook::label_scores(const NotedWord& word) {
  std::array<float, kLookLabels> scores;
  std::copy_n(word.scores.begin(), kLookLabels, scores.begin());
  if (word.label >= kNorpBegins) scores[0] = std::max(scores[0], word.scores[word.label]);
  return scores;
}

void SecondLook::best_chain(std::span<const std::array<float, kLookLabels>> scores,
                            const float* links, std::vector<std::array<uint8_t, kLookLabels>>& back,
                            uint8_t* labels) {
  constexpr float kNever = -1e30f;
  back.resize(scores.size());
  std::array<float, kLookLabels> best, next;
  best.fill(kNever);
  best[0] = 0;
  for (size_t i = 0; i < scores.size(); ++i) {
    for (size_t to = 0; to < kLookLabels; ++to) {
      float top = kNever;
      for (size_t from = 0; from < kLookLabels; ++from) {
        if (!entity_label_may_follow(from, to)) continue;
        const float score = best[from] + links[from * kLookLabels + to];
        if (!(score > top)) continue;
        top = score;
        back[i][to] = static_cast<uint8_t>(from);
      }
      next[to] = top + scores[i][to];
    }
    best = next;
  }
  for (size_t from = 0; from < kLookLabels; ++from) best[from] += links[from * kLookLabels];
  auto label = static_cast<uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (size_t i = scores.size(); i-- > 0; label = back[i][label]) labels[i] = label;
}

void SecondLook::ask_labels(Style style, State& state) const {
  for (const uint64_t piece : state.pieces) {
    const size_t row = label_row(piece, style, label_row_count_);
    base::prefetch(label_rows_ + row * kLookLabelCells);
    state.rows.push_back(static_cast<uint32_t>(row));
  }
}

// Adds up rows of eight cells four at a time: as bytes from 1 to 255, in two words of 16-bit lanes,
// which hold as many rows as there are pieces.
std::array<int32_t, kLookLabelCells> SecondLook::label_sums(std::span<const uint32_t> rows) const {
  constexpr uint64_t kLanes = 0x00FF00FF00FF00FFu, kSign = 0x8080808080808080u;
  static_assert(sizeof(uint64_t) == kLookLabelCells);
  uint64_t even = 0, odd = 0;
  for (const uint32_t number : rows) {
    uint64_t row;
    std::memcpy(&row, label_rows_ + size_t{number} * kLookLabelCells, sizeof row);
    row ^= kSign;
    even += row & kLanes;
    odd += row >> 8 & kLanes;
  }
  std::array<int32_t, kLookLabelCells> sums;
  const auto base = static_cast<int32_t>(128 * rows.size());
  for (size_t c = 0; c < kLookLabelCells; ++c) {
    const uint64_t lanes = c % 2 == 0 ? even : odd;
    sums[c] = static_cast<int32_t>(lanes >> 8 * (c - c % 2) & 0xFFFF) - base;
  }
  return sums;
}

void SecondLook::label(std::span<NotedWord> words, size_t first, size_t last,
                       std::span<const uint32_t> rows, Style style, State& state) const {
  constexpr size_t kOfEach = LookEvidence::kEntityPieces;
  state.scores.clear();
  for (size_t i = first; i < last; ++i) {
    const std::array<int32_t, kLookLabelCells> sums =
        label_sums(rows.subspan((i - first) * kOfEach, kOfEach));
    std::array<float, kLookLabels> scores = label_scores(words[i]);
    for (size_t c = 0; c < kLookLabels; ++c) {
      const float more = static_cast<float>(sums[c]) * label_step_;
      scores[c] += more;
      words[i].scores[c] += more;
      if (c > 0) continue;
      words[i].scores[kNorpBegins] += more;
      words[i].scores[kNorpContinues] += more;
    }
    state.scores.push_back(scores);
  }
  state.labels.resize(last - first);
  best_chain(state.scores, links_[static_cast<size_t>(style)].data(), state.back,
             state.labels.data());
  for (size_t i = first; i < last; ++i) {
    const uint8_t found = state.labels[i - first];
    if (found != 0 || words[i].label < kNorpBegins) words[i].label = found;
  }
}

void SecondLook::look(std::span<NotedWord> words, const record::Parse& parse,
                      std::span<const Tag> tags, State& state) const {
  // What is changed in a word is no evidence for any other: it is read before.
  LookEvidence& evidence = state.evidence;
  evidence.begin(words, parse, tags, names_);
  const Style style = style_.of(words, tags);
  for (size_t first = 0, last = 0; first < words.size(); first = last) {
    last = first;
    bool doubtful = false;
    do {
      doubtful = doubtful || is_doubtful(words[last]) || evidence.may_begin_name(last);
    } while (++last < words.size() && !words[last].opens);
    if (!doubtful) continue;
    evidence.begin_sentence(first);
    state.tag_cells.clear();
    state.rows.clear();
    for (size_t i = first; i < last; ++i) {
      if (!is_doubtful(words[i])) continue;
      evidence.tag(i, state.pieces);
      ask_tag(words[i], tags, style, state);
    }
    for (size_t i = first; i < last; ++i) {
      if (!evidence.may_be_named(i)) continue;
      evidence.entity(i, state.pieces);
      ask_labels(style, state);
    }
    std::span<const uint32_t> cells = state.tag_cells, rows = state.rows;
    const auto take = [](std::span<const uint32_t>& from, size_t count) {
      const auto taken = from.first(count);
      from = from.subspan(count);
      return taken;
    };
    for (size_t i = first; i < last; ++i) {
      if (is_doubtful(words[i])) choose_tag(words[i], take(cells, 2 * LookEvidence::kTagPieces));
    }
    for (size_t i = first; i < last; ++i) {
      const size_t run = i;
      while (i < last && evidence.may_be_named(i)) ++i;
      if (i > run)
        label(words, run, i, take(rows, (i - run) * LookEvidence::kEntityPieces), style, state);
    }
  }
}

}  // namespace servanda::language

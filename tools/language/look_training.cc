// Logistic regression over pieces of evidence, and a conditional random field over the same kind,
// by AdaGrad (Duchi and others 2011); pieces are left out at random, a kind at a time. Each piece
// has a weight for all documents and one for each style, which are added (Daume 2007,
// "Frustratingly easy domain adaptation"): what the treebanks agree on is learnt from both.
#include "look_training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "network.h"
#include "numbers.h"
#include "servanda/language/entity_chain.h"
#include "servanda/language/second_look.h"
#include "style_training.h"

namespace servanda::tools {
namespace {

using language::kLookLabelCells;
using language::kLookLabels;
using language::kStyles;
using language::LookEvidence;
using language::NotedWord;
using language::SecondLook;
using language::Style;

constexpr size_t kTagCells = 1 << 17, kLabelRows = 1 << 15;  // of each style
constexpr size_t kPasses = 8, kRuns = 4;                     // the mean of the runs is taken
constexpr float kRate = 0.03f, kDropped = 0.2f, kShrink = 1e-5f, kCalm = 0.1f;

void step(float& weight, float& squares, float gradient, float rate) {
  gradient += kShrink * weight;
  squares += gradient * gradient;
  weight -= rate * gradient / std::sqrt(squares + kCalm);
}

// Which kinds of evidence take part this time, and what the others are multiplied by.
std::vector<float> drop_kinds(size_t kinds, Random& random) {
  std::vector<float> shares(kinds);
  for (float& share : shares) share = random.uniform() < kDropped ? 0.0f : 1.0f / (1.0f - kDropped);
  return shares;
}

std::vector<size_t> shuffled(size_t count, Random& random) {
  std::vector<size_t> order(count);
  for (size_t i = 0; i < count; ++i) order[i] = i;
  for (size_t i = count; i-- > 1;) std::swap(order[i], order[random.below(i + 1)]);
  return order;
}

std::vector<int8_t> rounded(const std::vector<float>& weights, float& step) {
  float top = 1e-6f;
  for (const float w : weights) top = std::max(top, std::fabs(w));
  step = top / 127.0f;
  std::vector<int8_t> cells(weights.size());
  for (size_t i = 0; i < cells.size(); ++i)
    cells[i] = static_cast<int8_t>(std::floor(weights[i] / step + 0.5f));
  return cells;
}

// Weights of all documents, then those of each style. A cell has its place in the half of one
// style, which is that of kPosted in the finished table, as it comes first.
class Weights {
 public:
  explicit Weights(size_t size)
      : size_(size), weights_((1 + kStyles) * size, 0.0f), squares_(weights_.size(), 0.0f) {}

  float sum(size_t at, Style style) const { return weights_[at] + weights_[own(at, style)]; }
  void learn(size_t at, Style style, float gradient, float rate) {
    step(weights_[at], squares_[at], gradient, rate);
    step(weights_[own(at, style)], squares_[own(at, style)], gradient, rate);
  }

  // Adds the sums after each pass of the second half of a run to the mean of all runs, style by
  // style.
  void add_to_mean(size_t pass, std::vector<float>& mean) const {
    if (pass < kPasses / 2) return;
    const float share = 1.0f / static_cast<float>(kRuns * (kPasses - kPasses / 2));
    for (size_t i = 0; i < mean.size(); ++i)
      mean[i] += share * (weights_[i % size_] + weights_[size_ + i]);
  }

 private:
  size_t own(size_t at, Style style) const { return (1 + static_cast<size_t>(style)) * size_ + at; }

  size_t size_;
  std::vector<float> weights_, squares_;
};

// A doubtful tag of which one of the two is true.
struct Doubt {
  record::Upos tag, rival;
  float lead = 0;
  bool right = false;  // the tag, not its rival
  Style style = Style::kPosted;
  std::vector<uint64_t> pieces;
};

void learn_tags(const std::vector<Doubt>& doubts, Random& random, std::vector<float>& mean) {
  Weights weights(kTagCells);
  for (size_t pass = 0; pass < kPasses; ++pass) {
    const float rate = kRate * (1.0f - static_cast<float>(pass) / static_cast<float>(kPasses));
    for (const size_t d : shuffled(doubts.size(), random)) {
      const Doubt& doubt = doubts[d];
      const std::vector<float> shares = drop_kinds(doubt.pieces.size(), random);
      const auto cell = [&](size_t k, record::Upos upos) {
        return SecondLook::tag_cell(doubt.pieces[k], upos, Style::kPosted, kStyles * kTagCells);
      };
      float lead = doubt.lead;
      for (size_t k = 0; k < shares.size(); ++k) {
        if (shares[k] == 0.0f) continue;
        lead += shares[k] * (weights.sum(cell(k, doubt.tag), doubt.style) -
                             weights.sum(cell(k, doubt.rival), doubt.style));
      }
      const float gradient = 1.0f / (1.0f + exponential(-lead)) - (doubt.right ? 1.0f : 0.0f);
      for (size_t k = 0; k < shares.size(); ++k) {
        if (shares[k] == 0.0f) continue;
        weights.learn(cell(k, doubt.tag), doubt.style, gradient * shares[k], rate);
        weights.learn(cell(k, doubt.rival), doubt.style, -gradient * shares[k], rate);
      }
    }
    weights.add_to_mean(pass, mean);
  }
}

// Words that follow each other and may all be part of names.
struct Run {
  std::vector<std::array<float, kLookLabels>> scores;  // of the network
  std::vector<std::vector<uint64_t>> pieces;
  std::vector<int> gold;
  Style style = Style::kPosted;
};

using Links = std::array<float, kLookLabels * kLookLabels>;

// Shares of labels and links of a run over all chains, less those of the true chain. The run stands
// between words that are outside.
struct RunGradient {
  std::vector<std::array<float, kLookLabels>> labels;
  Links links{};
};

void run_gradient(const std::vector<std::array<float, kLookLabels>>& scores, const Links& links,
                  const std::vector<int>& gold, RunGradient& out) {
  constexpr size_t k = kLookLabels;
  const size_t n = scores.size();
  std::vector<std::array<float, k>> emit(n), ahead(n), behind(n);
  std::vector<float> sums(n);
  Links through{};
  for (size_t from = 0; from < k; ++from) {
    for (size_t to = 0; to < k; ++to)
      through[from * k + to] =
          language::entity_label_may_follow(from, to) ? exponential(links[from * k + to]) : 0.0f;
  }
  for (size_t i = 0; i < n; ++i) {
    const float top = *std::max_element(scores[i].begin(), scores[i].end());
    float sum = 0;
    for (size_t to = 0; to < k; ++to) {
      emit[i][to] = exponential(scores[i][to] - top);
      float from_all = 0;
      if (i == 0) {
        from_all = through[to];
      } else {
        for (size_t from = 0; from < k; ++from)
          from_all += ahead[i - 1][from] * through[from * k + to];
      }
      sum += ahead[i][to] = from_all * emit[i][to];
    }
    sums[i] = std::max(sum, 1e-30f);
    for (float& share : ahead[i]) share /= sums[i];
  }
  for (size_t from = 0; from < k; ++from) behind[n - 1][from] = through[from * k];
  for (size_t i = n - 1; i-- > 0;) {
    for (size_t from = 0; from < k; ++from) {
      float to_all = 0;
      for (size_t to = 0; to < k; ++to)
        to_all += through[from * k + to] * emit[i + 1][to] * behind[i + 1][to];
      behind[i][from] = to_all / sums[i + 1];
    }
  }
  float total = 0;
  for (size_t c = 0; c < k; ++c) total += ahead[n - 1][c] * behind[n - 1][c];
  total = std::max(total, 1e-30f);
  out.labels.resize(n);
  out.links.fill(0.0f);
  for (size_t i = 0; i < n; ++i) {
    const auto gold_label = static_cast<size_t>(gold[i]);
    for (size_t to = 0; to < k; ++to) {
      out.labels[i][to] = ahead[i][to] * behind[i][to] / total - (to == gold_label ? 1.0f : 0.0f);
      for (size_t from = 0; from < k; ++from) {
        const float before = i == 0 ? (from == 0 ? 1.0f : 0.0f) : ahead[i - 1][from];
        out.links[from * k + to] +=
            before * through[from * k + to] * emit[i][to] * behind[i][to] / (sums[i] * total);
      }
    }
    const auto gold_before = static_cast<size_t>(i == 0 ? 0 : gold[i - 1]);
    out.links[gold_before * k + gold_label] -= 1.0f;
  }
  for (size_t from = 0; from < k; ++from)
    out.links[from * k] += ahead[n - 1][from] * through[from * k] / total;
  out.links[static_cast<size_t>(gold[n - 1]) * k] -= 1.0f;
}

void learn_labels(const std::vector<Run>& runs, Random& random, std::vector<float>& mean,
                  std::vector<float>& mean_links) {
  Weights weights(kLabelRows * kLookLabelCells), links(kLookLabels * kLookLabels);
  RunGradient gradient;
  std::vector<std::array<float, kLookLabels>> scores;
  Links sums;
  for (size_t pass = 0; pass < kPasses; ++pass) {
    const float rate = kRate * (1.0f - static_cast<float>(pass) / static_cast<float>(kPasses));
    for (const size_t r : shuffled(runs.size(), random)) {
      const Run& run = runs[r];
      const std::vector<float> shares = drop_kinds(run.pieces[0].size(), random);
      const auto row = [&](size_t i, size_t k) {
        return SecondLook::label_row(run.pieces[i][k], Style::kPosted, kStyles * kLabelRows) *
               kLookLabelCells;
      };
      scores = run.scores;
      for (size_t i = 0; i < scores.size(); ++i) {
        for (size_t k = 0; k < shares.size(); ++k) {
          if (shares[k] == 0.0f) continue;
          const size_t at = row(i, k);
          for (size_t c = 0; c < kLookLabels; ++c)
            scores[i][c] += shares[k] * weights.sum(at + c, run.style);
        }
      }
      for (size_t c = 0; c < sums.size(); ++c) sums[c] = links.sum(c, run.style);
      run_gradient(scores, sums, run.gold, gradient);
      for (size_t i = 0; i < scores.size(); ++i) {
        for (size_t k = 0; k < shares.size(); ++k) {
          if (shares[k] == 0.0f) continue;
          const size_t at = row(i, k);
          for (size_t c = 0; c < kLookLabels; ++c)
            weights.learn(at + c, run.style, shares[k] * gradient.labels[i][c], rate);
        }
      }
      for (size_t c = 0; c < sums.size(); ++c) {
        if (language::entity_label_may_follow(c / kLookLabels, c % kLookLabels))
          links.learn(c, run.style, gradient.links[c], rate);
      }
    }
    weights.add_to_mean(pass, mean);
    links.add_to_mean(pass, mean_links);
  }
}

}  // namespace

LookTables learn_second_look(const std::vector<LookDocument>& documents, NameTable names,
                             uint64_t seed) {
  const language::KnownNames known{names.cells.data(), names.first_words.data(),
                                   static_cast<uint32_t>(names.cells.size() - 1)};
  std::vector<Doubt> doubts;
  std::vector<Run> runs;
  LookEvidence evidence;
  std::vector<uint64_t> pieces;
  const std::vector<Style> styles = styles_met(documents, seed + 2);
  for (size_t d = 0; d < documents.size(); ++d) {
    const LookDocument& document = documents[d];
    const Style style = styles[d];
    evidence.begin(document.words, document.parse, document.tags, known);
    const auto named = [&](size_t i) {
      return document.truth[i]->entity != kUnknown && evidence.may_be_named(i);
    };
    for (size_t first = 0, last = 0; first < document.words.size(); first = last) {
      last = evidence.begin_sentence(first);
      for (size_t i = first; i < last; ++i) {
        const NotedWord& word = document.words[i];
        const Word& truth = *document.truth[i];
        const record::Upos tag = document.tags[word.tag].upos,
                           rival = document.tags[word.rival].upos;
        if (truth.head == kUnknown || !SecondLook::is_doubtful(word)) continue;
        if (truth.upos != tag && truth.upos != rival) continue;
        evidence.tag(i, pieces);
        doubts.push_back({tag, rival, word.lead, truth.upos == tag, style, pieces});
      }
      for (size_t i = first; i < last; ++i) {
        if (!named(i)) continue;
        Run run;
        run.style = style;
        for (int before = 0; i < last && named(i); ++i) {
          evidence.entity(i, pieces);
          run.scores.push_back(SecondLook::label_scores(document.words[i]));
          run.pieces.push_back(pieces);
          int gold = document.truth[i]->entity;
          if (gold >= static_cast<int>(kLookLabels)) gold = 0;
          // What goes on with a word that is no part of the run begins here.
          if (gold != 0 && gold % 2 == 0 && before != gold && before != gold - 1) --gold;
          run.gold.push_back(before = gold);
        }
        runs.push_back(std::move(run));
      }
    }
  }
  std::printf("second look: %zu doubtful tags, %zu runs that may hold names\n", doubts.size(),
              runs.size());
  Random random(seed);
  LookTables tables;
  std::vector<float> tags(kStyles * kTagCells, 0.0f),
      labels(kStyles * kLabelRows * kLookLabelCells, 0.0f);
  tables.links.assign(kStyles * kLookLabels * kLookLabels, 0.0f);
  for (size_t run = 0; run < kRuns; ++run) {
    learn_tags(doubts, random, tags);
    learn_labels(runs, random, labels, tables.links);
  }
  tables.tags = rounded(tags, tables.tag_step);
  tables.labels = rounded(labels, tables.label_step);
  std::vector<const LookDocument*> all;
  for (const LookDocument& document : documents) all.push_back(&document);
  tables.style = learn_style(all, seed + 1);
  tables.names = std::move(names);
  return tables;
}

}  // namespace servanda::tools

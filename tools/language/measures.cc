// Counts what is right.
#include "measures.h"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "batches.h"
#include "servanda/language/engine.h"

namespace servanda::tools {
namespace {

// Entities PER, LOC and ORG found, true, and both.
struct Spans {
  size_t found = 0, gold = 0, right = 0;

  template <typename Guess, typename Truth>
  void count(size_t first, size_t last, const Guess& guess, const Truth& truth) {
    const auto end_of = [&](auto&& label, size_t i) {
      size_t end = i + 1;
      while (end < last && label(end) == label(i) + 1) ++end;
      return end;
    };
    for (size_t i = first; i < last; ++i) {
      const bool guessed = guess(i) % 2 == 1 && guess(i) < 7,
                 is_one = truth(i) % 2 == 1 && truth(i) < 7;
      found += guessed;
      gold += is_one;
      right += guessed && is_one && guess(i) == truth(i) && end_of(guess, i) == end_of(truth, i);
    }
  }
  std::string text() const {
    const auto share = [](size_t n, size_t of) {
      return 100.0 * static_cast<double>(n) / static_cast<double>(std::max<size_t>(of, 1));
    };
    char out[80];
    std::snprintf(out, sizeof out, "entities P %.1f R %.1f F %.2f", share(right, found),
                  share(right, gold), share(2 * right, found + gold));
    return out;
  }
};

}  // namespace

void evaluate(const std::string& name, const Corpus& corpus, const Vocabulary& vocabulary,
              Network& network) {
  size_t words = 0, upos = 0, uas = 0, las = 0;
  Spans spans;
  std::vector<Target> out;
  size_t next = 0;
  while (next < corpus.size()) {
    Batch batch;
    std::vector<const Word*> forms;
    while (next < corpus.size() && batch.inputs.size() < 1000) {
      append(corpus[next], vocabulary, nullptr, batch);
      for (const Word& word : corpus[next].words) forms.push_back(&word);
      ++next;
    }
    network.predict(batch, out);
    for (size_t i = 0; i < out.size(); ++i) {
      const Word& word = *forms[i];
      ++words;
      upos += vocabulary.tags()[static_cast<size_t>(out[i].tag)].first == word.upos;
      const auto bare = [](record::Deprel d) {
        return record::name(d).substr(0, record::name(d).find(':'));
      };
      const bool attached = out[i].head == word.head;
      uas += attached;
      las += attached && bare(static_cast<record::Deprel>(out[i].label)) == bare(word.deprel);
    }
    const auto guess = [&](size_t i) { return out[i].entity; };
    const auto truth = [&](size_t i) { return forms[i]->entity; };
    spans.count(0, out.size(), guess, truth);
  }
  const double n = static_cast<double>(words) / 100.0;
  std::printf("  %s UPOS %.2f UAS %.2f LAS %.2f %s\n", name.c_str(), static_cast<double>(upos) / n,
              static_cast<double>(uas) / n, static_cast<double>(las) / n, spans.text().c_str());
}

void evaluate_model(std::string_view bytes, const std::string& name, const Corpus& corpus) {
  const auto engine = language::Engine::create(bytes);
  if (!engine.ok()) {
    std::fprintf(stderr, "%s\n", engine.error().text().c_str());
    return;
  }
  language::Engine::Workspace workspace;
  std::string text;
  record::Parse parse;
  std::vector<uint32_t> documents;
  std::vector<const Word*> truth;
  for (const Sample& sample : corpus) {
    if (sample.begins_document) documents.push_back(static_cast<uint32_t>(parse.sentences.size()));
    record::Sentence& sentence = parse.sentences.emplace_back();
    sentence.begin = static_cast<uint32_t>(parse.tokens.size());
    for (const Word& word : sample.words) {
      record::Token& token = parse.tokens.emplace_back();
      token.span.begin = static_cast<uint32_t>(text.size());
      text += word.form;
      token.span.end = static_cast<uint32_t>(text.size());
      text += ' ';
      truth.push_back(&word);
    }
    sentence.end = static_cast<uint32_t>(parse.tokens.size());
  }
  engine->annotate(text, workspace, parse, documents);
  size_t tags = 0;
  Spans spans;
  const auto guess = [&](size_t i) {
    const record::Token& token = parse.tokens[i];
    const int type = static_cast<int>(token.entity);
    return type == 0 ? 0 : 2 * type - (token.entity_begins ? 1 : 0);
  };
  const auto gold = [&](size_t i) { return truth[i]->entity; };
  for (const record::Sentence& sentence : parse.sentences) {
    for (size_t i = sentence.begin; i < sentence.end; ++i)
      tags += parse.tokens[i].upos == truth[i]->upos;
    spans.count(sentence.begin, sentence.end, guess, gold);
  }
  std::printf("run time: %s UPOS %.2f %s\n", name.c_str(),
              100.0 * static_cast<double>(tags) / static_cast<double>(truth.size()),
              spans.text().c_str());
}

}  // namespace servanda::tools

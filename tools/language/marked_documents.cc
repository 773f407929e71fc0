// Splits texts as the run time does and lays the marks over the tokens.
#include "marked_documents.h"

#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <unordered_map>

#include "servanda/language/tokens.h"

namespace servanda::tools {
namespace {

struct Mark {
  size_t begin = 0, end = 0;
  int type = 0;
};

std::string text_of(simdjson::dom::element object, const char* key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

// Byte positions of all characters of the text (positions in re3d count characters), and its size.
std::vector<size_t> character_positions(std::string_view text) {
  std::vector<size_t> positions;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) positions.push_back(i);
  }
  positions.push_back(text.size());
  return positions;
}

bool is_upper(const std::string& word) {
  return std::isupper(static_cast<unsigned char>(word[0])) != 0;
}

bool is_link(const std::string& word) {
  return word == "of" || word == "the" || word == "and" || word == "for" || word == "&" ||
         word == "-" || word == "al" || word == "'s";
}

// Lays a mention over words [first, last): a name is an entity, anything else is unknown.
void mark(std::vector<Word>& words, size_t first, size_t last, int type) {
  while (first < last && !is_upper(words[first].form)) words[first++].entity = kUnknown;
  if (first == last) return;
  const bool name =
      is_upper(words[last - 1].form) &&
      std::all_of(words.begin() + static_cast<std::ptrdiff_t>(first),
                  words.begin() + static_cast<std::ptrdiff_t>(last), [](const Word& word) {
                    return is_upper(word.form) || is_link(word.form) ||
                           !std::isalpha(static_cast<unsigned char>(word.form[0]));
                  });
  for (size_t i = first; i < last; ++i)
    words[i].entity = !name ? kUnknown : i == first ? 2 * type - 1 : 2 * type;
}

Sample sample_of(std::string_view text, const record::Parse& parse,
                 const record::Sentence& sentence) {
  Sample sample;
  for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
    Word word;
    word.form = parse.tokens[i].span.of(text);
    word.entity = 0;
    sample.words.push_back(std::move(word));
  }
  return sample;
}

}  // namespace

Corpus read_marked_documents(const std::string& folder) {
  simdjson::dom::parser parser;
  std::unordered_map<std::string, std::vector<Mark>> marks;
  std::istringstream entities(read_file(folder + "/entities.json"));
  std::string line;
  while (std::getline(entities, line)) {
    simdjson::dom::element object;
    uint64_t begin = 0, end = 0;
    if (parser.parse(line).get(object) != simdjson::SUCCESS) continue;
    if (object["begin"].get(begin) != simdjson::SUCCESS ||
        object["end"].get(end) != simdjson::SUCCESS)
      continue;
    const std::string kind = text_of(object, "type");
    const int type = kind == "Person" ? 1 : kind == "Location" ? 2 : kind == "Organisation" ? 3 : 0;
    if (type != 0 && begin < end)
      marks[text_of(object, "documentId")].push_back({begin, end, type});
  }
  Corpus corpus;
  std::istringstream documents(read_file(folder + "/documents.json"));
  while (std::getline(documents, line)) {
    simdjson::dom::element object;
    if (parser.parse(line).get(object) != simdjson::SUCCESS) continue;
    const std::string text = text_of(object, "text");
    const std::vector<size_t> positions = character_positions(text);
    std::vector<Mark>& found = marks[text_of(object, "_id")];
    // Longer mentions first: a name within them has the last word.
    std::stable_sort(found.begin(), found.end(), [](const Mark& a, const Mark& b) {
      return a.end - a.begin > b.end - b.begin;
    });
    record::Parse parse;
    language::split(text, parse);
    for (const record::Sentence& sentence : parse.sentences) {
      Sample sample = sample_of(text, parse, sentence);
      for (const Mark& m : found) {
        if (m.end >= positions.size()) continue;
        const size_t begin = positions[m.begin], end = positions[m.end];
        uint32_t first = sentence.begin, last = sentence.begin;
        while (first < sentence.end && parse.tokens[first].span.begin < begin) ++first;
        for (last = first; last < sentence.end && parse.tokens[last].span.end <= end;) ++last;
        if (first < last) mark(sample.words, first - sentence.begin, last - sentence.begin, m.type);
      }
      corpus.push_back(std::move(sample));
    }
  }
  return corpus;
}

}  // namespace servanda::tools

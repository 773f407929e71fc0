// Takes the marks out of each line and lays them over its tokens.
#include "entity_lessons.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "servanda/language/tokens.h"

namespace servanda::tools {
namespace {

struct Mark {
  size_t begin = 0, end = 0;
  int type = 0;
};

[[noreturn]] void refuse(std::string_view line) {
  std::fprintf(stderr, "entity lessons: a mark is wrong: %.*s\n", static_cast<int>(line.size()),
               line.data());
  std::exit(1);
}

int type_of(std::string_view mark) {
  return mark == "PER " ? 1 : mark == "LOC " ? 2 : mark == "ORG " ? 3 : 0;
}

// Returns the line without its marks.
std::string unmarked(std::string_view line, std::vector<Mark>& marks) {
  std::string text;
  marks.clear();
  for (size_t at = 0; at < line.size(); ++at) {
    const bool inside = !marks.empty() && marks.back().end == 0;
    if (line[at] == '[' && !inside && type_of(line.substr(at + 1, 4)) != 0) {
      marks.push_back({text.size(), 0, type_of(line.substr(at + 1, 4))});
      at += 4;
    } else if (line[at] == ']' && inside && text.size() > marks.back().begin) {
      marks.back().end = text.size();
    } else if (line[at] == '[' || line[at] == ']') {
      refuse(line);
    } else {
      text.push_back(line[at]);
    }
  }
  if (!marks.empty() && marks.back().end == 0) refuse(line);
  return text;
}

}  // namespace

Corpus read_entity_lessons(std::string_view lines) {
  Corpus corpus;
  std::vector<Mark> marks;
  record::Parse parse;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    if (line.empty() || line[0] == '#') continue;
    const std::string text = unmarked(line, marks);
    language::split(text, parse);
    Sample sample;
    sample.begins_document = true;
    size_t next = 0;
    for (const record::Token& token : parse.tokens) {
      Word word;
      word.form = token.span.of(text);
      while (next < marks.size() && marks[next].end <= token.span.begin) ++next;
      const bool named = next < marks.size() && marks[next].begin < token.span.end;
      const int type = named ? marks[next].type : 0;
      word.entity = !named ? 0 : token.span.begin <= marks[next].begin ? 2 * type - 1 : 2 * type;
      sample.words.push_back(std::move(word));
    }
    corpus.push_back(std::move(sample));
  }
  return corpus;
}

}  // namespace servanda::tools

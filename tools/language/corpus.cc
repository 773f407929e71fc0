// Readers of CoNLL-U with entities, IOB2 and two-column files.
#include "corpus.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "servanda/language/conllu.h"

namespace servanda::tools {
namespace {

constexpr size_t kLongestSample = 120;

int entity_type(std::string_view name) {
  static const std::map<std::string_view, int> types = {
      {"PER", 1},          {"person", 1},       {"politician", 1},     {"LOC", 2},
      {"country", 2},      {"location", 2},     {"place", 2},          {"ORG", 3},
      {"organisation", 3}, {"organization", 3}, {"politicalparty", 3}, {"NORP", 4},
  };
  const auto found = types.find(name);
  return found == types.end() ? 0 : found->second;
}

// Gives the label of "B-PER", "I-LOC", "O"; `before` is the label of the word before it.
int entity_label(std::string_view tag, int before) {
  if (tag.size() < 3 || tag[1] != '-') return 0;
  const int type = entity_type(tag.substr(2));
  if (type == 0) return 0;
  const bool continues = tag[0] == 'I' && (before == 2 * type || before == 2 * type - 1);
  return continues ? 2 * type : 2 * type - 1;
}

// sent_id -> (form, label) of a UNER file.
std::unordered_map<std::string, std::vector<int>> read_uner(const std::string& path) {
  std::unordered_map<std::string, std::vector<int>> sentences;
  std::istringstream lines(read_file(path));
  std::string line, id;
  while (std::getline(lines, line)) {
    if (line.rfind("# sent_id = ", 0) == 0) {
      id = line.substr(12);
    } else if (!line.empty() && line[0] != '#') {
      std::vector<int>& labels = sentences[id];
      const size_t form = line.find('\t'), tag = line.find('\t', form + 1),
                   end = line.find('\t', tag + 1);
      labels.push_back(entity_label(std::string_view(line).substr(tag + 1, end - tag - 1),
                                    labels.empty() ? 0 : labels.back()));
    }
  }
  return sentences;
}

std::string sent_id(const std::string& comments) {
  const size_t at = comments.find("# sent_id = ");
  if (at == std::string::npos) return {};
  return comments.substr(at + 12, comments.find('\n', at) - at - 12);
}

struct Mention {
  std::string id;
  int type = 0;
  size_t first = 0;
};

// A named mention is the run of proper nouns around the mention's head; "of", "the", "and" and
// hyphens may stand inside one of an organisation or a place.
void mark_mention(Sample& sample, size_t first, size_t last, int type) {
  std::vector<Word>& words = sample.words;
  size_t head = first;
  for (size_t i = first; i <= last; ++i) {
    const auto up = static_cast<size_t>(words[i].head);
    if (up < first || up > last || up == i) {
      head = i;
      break;
    }
  }
  const auto proper = [&](size_t i) { return words[i].upos == record::Upos::kPROPN; };
  if (!proper(head)) return;
  const auto link = [&](size_t i) {
    if (words[i].form == "-") return true;
    return type != 1 && (words[i].form == "of" || words[i].form == "the" ||
                         words[i].form == "and" || words[i].form == "&");
  };
  size_t begin = head, end = head;
  for (size_t i = head; i-- > first;) {
    if (words[i].deprel == record::Deprel::kNmodDesc) break;
    if (proper(i))
      begin = i;
    else if (!link(i))
      break;
  }
  for (size_t i = head + 1; i <= last; ++i) {
    if (proper(i))
      end = i;
    else if (!link(i))
      break;
  }
  for (size_t i = begin; i <= end; ++i) words[i].entity = i == begin ? 2 * type - 1 : 2 * type;
}

// Reads "(6-person-new(9-place" and "9)8)" marks, innermost first: an outer named mention
// overwrites an inner one.
void mark_gum(Sample& sample, const std::vector<std::string>& misc, size_t offset,
              std::vector<Mention>& open) {
  struct Span {
    size_t first, last;
    int type;
  };
  std::vector<Span> spans;
  open.clear();
  for (size_t i = 0; i < sample.words.size(); ++i) {
    sample.words[i].entity = 0;
    const std::string& cell = misc[offset + i];
    size_t at = cell.find("Entity=");
    if (at == std::string::npos) continue;
    at += 7;
    const size_t end = std::min(cell.find('|', at), cell.size());
    while (at < end) {
      if (cell[at] == '(') {
        const size_t dash = cell.find('-', at), dash2 = cell.find('-', dash + 1);
        size_t stop = cell.find_first_of("()", at + 1);
        if (dash2 > end) break;
        open.push_back({cell.substr(at + 1, dash - at - 1),
                        entity_type(cell.substr(dash + 1, dash2 - dash - 1)), i});
        if (stop < end && cell[stop] == ')') {
          spans.push_back({i, i, open.back().type});
          open.pop_back();
          ++stop;
        }
        at = std::min(stop, end);
        continue;
      }
      const size_t stop = std::min(cell.find(')', at), end);
      const std::string id = cell.substr(at, stop - at);
      for (size_t k = open.size(); k-- > 0;) {
        if (open[k].id == id) {
          spans.push_back({open[k].first, i, open[k].type});
          open.erase(open.begin() + static_cast<std::ptrdiff_t>(k));
          break;
        }
      }
      at = stop + 1;
    }
  }
  for (const Span& span : spans) {
    if (span.type != 0) mark_mention(sample, span.first, span.last, span.type);
  }
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
    std::exit(3);
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

Corpus read_treebank(const std::string& path, const std::string& entities, bool gum_entities) {
  const auto read = language::read_conllu(read_file(path));
  if (!read.ok()) {
    std::fprintf(stderr, "%s: %s\n", path.c_str(), read.error().text().c_str());
    std::exit(3);
  }
  const language::Conllu& file = read.value();
  std::unordered_map<std::string, std::vector<int>> uner;
  if (!entities.empty()) uner = read_uner(entities);

  Corpus corpus;
  std::vector<Mention> open;
  for (size_t s = 0; s < file.parse.sentences.size(); ++s) {
    const record::Sentence& sentence = file.parse.sentences[s];
    Sample sample;
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const record::Token& token = file.parse.tokens[i];
      Word word;
      word.form = token.span.of(file.text);
      word.lemma = file.parse.lemma(i);
      word.upos = token.upos;
      word.xpos = token.xpos;
      word.deprel = token.deprel;
      word.head = static_cast<int>(token.head - sentence.begin);
      sample.words.push_back(std::move(word));
    }
    if (const auto found = uner.find(sent_id(file.comments[s]));
        found != uner.end() && found->second.size() == sample.words.size()) {
      for (size_t i = 0; i < sample.words.size(); ++i) sample.words[i].entity = found->second[i];
    }
    sample.style = gum_entities ? language::Style::kEdited : language::Style::kPosted;
    if (gum_entities) mark_gum(sample, file.misc, sentence.begin, open);
    sample.begins_document = file.comments[s].find("# newdoc") != std::string::npos;
    corpus.push_back(std::move(sample));
  }
  return corpus;
}

Corpus read_entities(const std::string& path) {
  Corpus corpus;
  Sample sample;
  const auto flush = [&] {
    if (!sample.words.empty()) corpus.push_back(std::move(sample));
    sample = {};
  };
  std::istringstream lines(read_file(path));
  std::string line;
  while (std::getline(lines, line)) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    const size_t gap = line.find_first_of(" \t");
    if (line.empty() || gap == std::string::npos || line.rfind("-DOCSTART-", 0) == 0) {
      flush();
      continue;
    }
    Word word;
    word.form = line.substr(0, gap);
    word.entity = entity_label(std::string_view(line).substr(line.find_last_of(" \t") + 1),
                               sample.words.empty() ? 0 : sample.words.back().entity);
    sample.words.push_back(std::move(word));
    if (sample.words.size() >= kLongestSample) flush();
  }
  flush();
  return corpus;
}

}  // namespace servanda::tools

// Splits a treaty's text into preamble, articles, paragraphs and points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/span.h"
#include "servanda/record/treaty.h"

namespace servanda::treaty {

// A paragraph or point: the smallest unit that the text numbers.
struct Unit {
  std::string id;       // "art_3__para_2__point_b"; "annex_1__art_3"; "preamble__recital_2"
  std::string article;  // Article::number; empty outside articles
  base::Span span;
};

struct Structure {
  std::string title;
  base::Span preamble;
  std::vector<base::Span> recitals;
  std::vector<record::Article> articles;
  std::vector<Unit> units;   // of the articles, in text order
  base::Span conclusion;     // from 'done at' or 'in witness whereof' on; empty if there is none
  uint32_t next_treaty = 0;  // where a second treaty begins behind the conclusion; 0: nowhere
  bool report = false;       // no treaty, but a text about one
  std::vector<std::string> warnings;
};

// Reads articles in all usual numberings: "Article 5 bis", "ARTICLE IV", "Art. 3.", "§ 7", "Article
// the First", with the heading before or behind; parts, chapters and annexes, in which numbers may
// begin again; paragraphs "1.", "(1)", "1)" and points "(a)", "a)", "(iv)". Lines may be broken
// anywhere. Never invents an article: a text without any has none, and a warning says so. Linear in
// the size of the text.
Structure read_structure(std::string_view text);

}  // namespace servanda::treaty

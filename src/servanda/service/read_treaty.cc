// Reads a treaty and adds what only the actor and the language stage can tell: its parties, when
// and where it was signed.
#include <algorithm>
#include <string_view>

#include "servanda/language/times.h"
#include "servanda/service/pipeline.h"
#include "servanda/treaty/reader.h"

namespace servanda::service {
namespace {

// Where the signature stands: from the last "Done at" on; without one the end of the text.
std::string_view signature_of(std::string_view text) {
  constexpr size_t kSignature = 400;  // bytes
  size_t at = std::string_view::npos;
  for (const std::string_view words : {"Done at ", "DONE at ", "DONE AT ", "Done in ", "DONE in ",
                                       "Signed at ", "Signed in ", "SIGNED at "}) {
    const size_t found = text.rfind(words);
    if (found != std::string_view::npos && (at == std::string_view::npos || found > at)) at = found;
  }
  if (at == std::string_view::npos) {
    at = text.size() > kSignature ? text.size() - kSignature : 0;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return text.substr(at, kSignature);
}

// "Done at Moscow on 17 January 2025": the words between, if they are a name.
std::string place_in(std::string_view signature) {
  constexpr size_t kVerb = 8, kLongest = 40;  // bytes of "Done at "
  if (signature.size() <= kVerb || signature.front() < 'A' || signature.front() > 'Z') return "";
  const std::string_view rest = signature.substr(signature.find(' ', signature.find(' ') + 1) + 1);
  size_t end = rest.size();
  for (const std::string_view stop : {" on ", ",", "\n", " this ", " the ", "."})
    end = std::min(end, rest.find(stop));
  if (end == 0 || end > kLongest || rest.front() < 'A' || rest.front() > 'Z') return "";
  return std::string(rest.substr(0, end));
}

}  // namespace

bool is_treaty(const record::Document& document) {
  constexpr int kArticles = 3;
  int articles = 0;
  const std::string_view text = document.text;
  for (size_t at = 0; at < text.size() && articles < kArticles;) {
    const std::string_view line = text.substr(at, 12);
    const bool heading = line.starts_with("Article ") || line.starts_with("ARTICLE ");
    if (heading && line.size() > 8 &&
        ((line[8] >= '0' && line[8] <= '9') || (line[8] >= 'A' && line[8] <= 'Z')))
      ++articles;
    const size_t end = text.find('\n', at);
    at = end == std::string_view::npos ? text.size() : end + 1;
  }
  return articles >= kArticles;
}

record::Treaty Pipeline::read_treaty(const record::Document& document, Workspace& workspace) const {
  record::Treaty treaty = treaty::read_treaty(document);
  constexpr size_t kOpening = 1200;  // bytes that hold a title and the naming of the parties
  const auto states_in = [&](std::string text) {
    record::Document part;
    part.text = std::move(text), part.date = document.date;
    engine_.parse(part.text, workspace.engine, workspace.parse);
    std::vector<std::string> codes;
    for (const actor::Mention& mention : actors_.find(part, workspace.parse)) {
      if (mention.kind != actor::MentionKind::kName) continue;
      for (const record::Actor& actor : mention.actors) {
        const bool state = actor.sector == "GOV" && actor.code.size() == 3;
        if (state && std::find(codes.begin(), codes.end(), actor.code) == codes.end())
          codes.push_back(actor.code);
      }
    }
    return codes;
  };
  if (treaty.parties.empty()) {
    treaty.parties = states_in(treaty.title);
    if (treaty.parties.size() < 2) treaty.parties = states_in(document.text.substr(0, kOpening));
  }
  if (!treaty.term.signed_on.known()) {
    const std::string signature(signature_of(document.text));
    engine_.parse(signature, workspace.engine, workspace.parse);
    for (const language::TimeExpression& time :
         language::find_times(signature, workspace.parse, {})) {
      const bool day = time.kind == language::TimeKind::kPoint && !time.date.interval &&
                       time.date.precision() == record::Precision::kDay;
      if (!day || time.relative) continue;
      treaty.term.signed_on = time.date;
      if (treaty.term.place.empty()) treaty.term.place = place_in(signature);
      break;
    }
  }
  if (!treaty.term.signed_on.known() && document.date.known())
    treaty.term.signed_on = document.date;
  return treaty;
}

}  // namespace servanda::service

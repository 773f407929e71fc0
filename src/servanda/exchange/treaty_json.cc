// Writes treaties and comparisons as the JSON that `servanda treaty` gives.
#include "servanda/exchange/treaty_json.h"

#include <map>

namespace servanda::exchange {
namespace {

void strings(base::JsonWriter& json, std::string_view key, const std::vector<std::string>& values) {
  json.key(key).begin_array();
  for (const std::string& value : values) json.value(value);
  json.end_array();
}

void place(base::JsonWriter& json, base::Span span) {
  json.key("begin").value(span.begin).key("end").value(span.end);
}

void write_provision(base::JsonWriter& json, const record::Provision& provision) {
  json.begin_object().key("id").value(provision.id).key("article").value(provision.article).key("text").value(provision.text);
  place(json, provision.span);
  json.key("addressee").value_or_null(provision.addressee).key("modality").value(name(provision.modality));
  json.key("act").value_or_null(provision.act).key("object").value_or_null(provision.object);
  json.key("commitment").value_or_null(provision.commitment);
  strings(json, "domain", provision.fields);
  json.key("condition").value_or_null(provision.condition).key("trigger").value_or_null(provision.trigger);
  json.key("promptness").value_or_null(provision.promptness).key("needs_agreement").value(provision.needs_agreement).end_object();
}

size_t words_in(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

struct FieldWeight {
  size_t words = 0, first = 0;
};

}  // namespace

void write_json(base::JsonWriter& json, const record::Treaty& treaty, std::string_view file) {
  json.begin_object().key("file").value(file).key("title").value(treaty.title);
  strings(json, "parties", treaty.parties);
  json.key("signed").value_or_null(record::print(treaty.term.signed_on)).key("articles").begin_array();
  for (const record::Article& article : treaty.articles) {
    json.begin_object().key("id").value(article.id).key("number").value(article.number).key("heading").value(article.heading);
    place(json, article.span);
    json.end_object();
  }
  json.end_array().key("provisions").begin_array();
  for (const record::Provision& provision : treaty.provisions) write_provision(json, provision);
  json.end_array().key("atop").begin_object();
  const record::Obligations& atop = treaty.obligations;
  json.key("defense").value(atop.defense).key("offense").value(atop.offense).key("neutrality").value(atop.neutrality);
  json.key("nonaggression").value(atop.nonaggression).key("consultation").value(atop.consultation).end_object();
  const record::Term& term = treaty.term;
  json.key("term").begin_object().key("entry_into_force").value_or_null(term.entry_into_force).key("duration_years");
  if (term.duration_years) {
    json.value(*term.duration_years);
  } else {
    json.null();
  }
  json.key("renewal").value_or_null(term.renewal).key("denunciation").value_or_null(term.denunciation);
  json.key("succession").value_or_null(term.succession).key("depositary").value_or_null(term.depositary).end_object();
  size_t framework = 0;
  for (const record::Provision& provision : treaty.provisions) framework += provision.needs_agreement ? 1 : 0;
  json.key("framework_share").value(treaty.provisions.empty() ? 0.0 : static_cast<double>(framework) / static_cast<double>(treaty.provisions.size()));
  strings(json, "warnings", treaty.warnings);
  json.end_object();
}

void write_comparison(base::JsonWriter& json, std::span<const record::Treaty> treaties, std::span<const std::string> names,
                      std::span<const std::vector<record::Alignment>> alignments) {
  json.begin_object().key("treaties").begin_array();
  for (const std::string& one : names) json.value(one);
  json.end_array().key("alignments").begin_array();
  for (size_t i = 0; i < alignments.size(); ++i) {
    for (const record::Alignment& link : alignments[i]) {
      json.begin_object().key("from").value(names[i]).key("to").value(names[i + 1]);
      strings(json, "a", link.a);
      strings(json, "b", link.b);
      json.key("relation").value(name(link.relation)).key("similarity").value(link.similarity).key("why").value(link.why).end_object();
    }
  }
  json.end_array();
  std::map<std::string, std::vector<std::vector<std::string>>> commitments;
  std::map<std::string, std::vector<FieldWeight>> fields;
  for (size_t t = 0; t < treaties.size(); ++t) {
    for (size_t p = 0; p < treaties[t].provisions.size(); ++p) {
      const record::Provision& provision = treaties[t].provisions[p];
      if (!provision.commitment.empty()) {
        auto& row = commitments[provision.commitment];
        row.resize(treaties.size());
        row[t].push_back(provision.id);
      }
      for (const std::string& field : provision.fields) {
        auto& row = fields[field];
        row.resize(treaties.size());
        if (row[t].words == 0) row[t].first = p + 1;
        row[t].words += words_in(provision.text);
      }
    }
  }
  json.key("commitments").begin_array();
  for (const auto& [commitment, by_treaty] : commitments) {
    json.begin_object().key("commitment").value(commitment).key("by_treaty").begin_object();
    for (size_t t = 0; t < treaties.size(); ++t) strings(json, names[t], by_treaty[t]);
    json.end_object().end_object();
  }
  json.end_array().key("domains").begin_array();
  for (const auto& [field, by_treaty] : fields) {
    json.begin_object().key("domain").value(field).key("by_treaty").begin_object();
    for (size_t t = 0; t < treaties.size(); ++t) {
      json.key(names[t]).begin_object().key("words").value(static_cast<uint64_t>(by_treaty[t].words));
      json.key("first_provision").value(static_cast<uint64_t>(by_treaty[t].first)).end_object();
    }
    json.end_object().end_object();
  }
  json.end_array().end_object();
}

}  // namespace servanda::exchange

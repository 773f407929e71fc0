// Writes treaties and comparisons as the JSON that `servanda treaty` gives.
#include "servanda/exchange/treaty_json.h"

#include <map>
#include <vector>

#include "servanda/record/addressee.h"

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

void write_terms(base::JsonWriter& json, const record::Term& term) {
  json.begin_object()
      .key("signed")
      .value_or_null(record::print(term.signed_on))
      .key("place")
      .value_or_null(term.place);
  json.key("entry_into_force").value_or_null(term.entry_into_force).key("duration_years");
  if (term.duration_years) {
    json.value(*term.duration_years);
  } else {
    json.null();
  }
  json.key("renewal")
      .value_or_null(term.renewal)
      .key("denunciation")
      .value_or_null(term.denunciation);
  json.key("succession")
      .value_or_null(term.succession)
      .key("reservations")
      .value_or_null(term.reservations)
      .key("depositary")
      .value_or_null(term.depositary);
  strings(json, "languages", term.languages);
  json.end_object();
}

void write_obligations(base::JsonWriter& json, const record::Obligations& atop) {
  json.key("atop").begin_object().key("defense").value(atop.defense);
  json.key("offense").value(atop.offense).key("neutrality").value(atop.neutrality);
  json.key("nonaggression").value(atop.nonaggression);
  json.key("consultation").value(atop.consultation).end_object();
}

// Whether a commitment binds both sides alike: in one provision, or each side in one of its own.
std::string_view binding(const std::vector<const record::Provision*>& provisions) {
  std::string_view first;  // who is bound by name; a fuller name holds the shorter one
  for (const record::Provision* provision : provisions) {
    const std::string_view who = provision->addressee;
    if (who == "each_party" || who == "parties_jointly") return "reciprocal";
    if (!record::is_one_party(who)) continue;
    if (!first.empty() && !record::is_same_party(who, first)) return "reciprocal";
    if (who.size() > first.size()) first = who;
  }
  return first.empty() ? "" : "one_sided";
}

// Each commitment with the provisions that carry it, and whether it binds both sides alike.
void write_commitments(base::JsonWriter& json, const record::Treaty& treaty) {
  std::map<std::string, std::vector<const record::Provision*>> by_name;
  for (const record::Provision& provision : treaty.provisions)
    if (!provision.commitment.empty()) by_name[provision.commitment].push_back(&provision);
  json.key("commitments").begin_array();
  for (const auto& [name, provisions] : by_name) {
    json.begin_object().key("commitment").value(name).key("provisions").begin_array();
    for (const record::Provision* provision : provisions) json.value(provision->id);
    json.end_array().key("binds").value_or_null(binding(provisions)).end_object();
  }
  json.end_array();
}

}  // namespace

void write_json(base::JsonWriter& json, const record::Provision& provision) {
  json.begin_object()
      .key("id")
      .value(provision.id)
      .key("article")
      .value(provision.article)
      .key("text")
      .value(provision.text);
  place(json, provision.span);
  json.key("addressee")
      .value_or_null(provision.addressee)
      .key("modality")
      .value(name(provision.modality))
      .key("strength")
      .value_or_null(provision.strength);
  json.key("act").value_or_null(provision.act).key("object").value_or_null(provision.object);
  json.key("commitment").value_or_null(provision.commitment);
  strings(json, "domain", provision.fields);
  json.key("condition")
      .value_or_null(provision.condition)
      .key("trigger")
      .value_or_null(provision.trigger);
  json.key("promptness")
      .value_or_null(provision.promptness)
      .key("needs_agreement")
      .value(provision.needs_agreement)
      .end_object();
}

double framework_share(const record::Treaty& treaty) {
  size_t all = 0, framework = 0;
  for (const record::Provision& provision : treaty.provisions) {
    if (provision.id.starts_with("preamble__")) continue;
    ++all;
    framework += provision.needs_agreement ? 1 : 0;
  }
  return all == 0 ? 0.0 : static_cast<double>(framework) / static_cast<double>(all);
}

void write_json(base::JsonWriter& json, const record::Treaty& treaty, std::string_view file) {
  json.begin_object().key("file").value(file).key("title").value(treaty.title);
  strings(json, "parties", treaty.parties);
  json.key("signed")
      .value_or_null(record::print(treaty.term.signed_on))
      .key("articles")
      .begin_array();
  for (const record::Article& article : treaty.articles) {
    json.begin_object()
        .key("id")
        .value(article.id)
        .key("number")
        .value(article.number)
        .key("heading")
        .value(article.heading);
    place(json, article.span);
    json.end_object();
  }
  json.end_array().key("provisions").begin_array();
  for (const record::Provision& provision : treaty.provisions) write_json(json, provision);
  json.end_array();
  write_obligations(json, treaty.obligations);
  json.key("term");
  write_terms(json, treaty.term);
  write_commitments(json, treaty);
  json.key("framework_share").value(framework_share(treaty));
  strings(json, "warnings", treaty.warnings);
  json.end_object();
}

namespace {

// "from" and "to" of a pair.
base::JsonWriter& begin_pair(base::JsonWriter& json, std::span<const std::string> names,
                             const record::TreatyPair& pair) {
  return json.begin_object().key("from").value(names[pair.a]).key("to").value(names[pair.b]);
}

void write_pairs(base::JsonWriter& json, std::span<const std::string> names,
                 const std::vector<record::TreatyPair>& pairs) {
  json.key("pairs").begin_array();
  for (const record::TreatyPair& pair : pairs) {
    begin_pair(json, names, pair).key("kind").value(pair.succession ? "succession" : "sibling");
    std::map<record::Relation, uint64_t> counts;
    for (const record::Alignment& link : pair.links) ++counts[link.relation];
    json.key("relations").begin_object();
    for (const auto& [relation, count] : counts) json.key(name(relation)).value(count);
    json.end_object().end_object();
  }
  json.end_array().key("alignments").begin_array();
  for (const record::TreatyPair& pair : pairs) {
    for (const record::Alignment& link : pair.links) {
      begin_pair(json, names, pair);
      strings(json, "a", link.a);
      strings(json, "b", link.b);
      json.key("relation")
          .value(name(link.relation))
          .key("similarity")
          .value(link.similarity)
          .key("why")
          .value(link.why)
          .end_object();
    }
  }
  json.end_array();
}

void write_commitments(base::JsonWriter& json, std::span<const std::string> names,
                       const record::TreatyMatrix& matrix) {
  json.key("commitments").begin_array();
  for (const record::CommitmentRow& row : matrix.commitments) {
    json.begin_object().key("commitment").value(row.commitment).key("by_treaty").begin_object();
    for (size_t t = 0; t < names.size(); ++t) strings(json, names[t], row.by_treaty[t]);
    json.end_object().key("standing").begin_array();
    for (size_t p = 0; p < matrix.pairs.size(); ++p) {
      begin_pair(json, names, matrix.pairs[p])
          .key("standing")
          .value(name(row.by_pair[p].standing))
          .key("why")
          .value_or_null(row.by_pair[p].why)
          .end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

// The words that each field takes in each treaty, and where it comes first.
void write_fields(base::JsonWriter& json, std::span<const record::Treaty> treaties,
                  std::span<const std::string> names) {
  std::map<std::string, std::vector<FieldWeight>> fields;
  for (size_t t = 0; t < treaties.size(); ++t) {
    for (size_t p = 0; p < treaties[t].provisions.size(); ++p) {
      const record::Provision& provision = treaties[t].provisions[p];
      for (const std::string& field : provision.fields) {
        auto& row = fields[field];
        row.resize(treaties.size());
        if (row[t].words == 0) row[t].first = p + 1;
        row[t].words += words_in(provision.text);
      }
    }
  }
  json.key("domains").begin_array();
  for (const auto& [field, by_treaty] : fields) {
    json.begin_object().key("domain").value(field).key("by_treaty").begin_object();
    for (size_t t = 0; t < treaties.size(); ++t) {
      json.key(names[t]).begin_object().key("words").value(
          static_cast<uint64_t>(by_treaty[t].words));
      json.key("first_provision").value(static_cast<uint64_t>(by_treaty[t].first)).end_object();
    }
    json.end_object().end_object();
  }
  json.end_array();
}

}  // namespace

void write_comparison(base::JsonWriter& json, std::span<const record::Treaty> treaties,
                      std::span<const std::string> names, const record::TreatyMatrix& matrix) {
  json.begin_object().key("treaties").begin_array();
  for (const std::string& one : names) json.value(one);
  json.end_array();
  write_pairs(json, names, matrix.pairs);
  write_commitments(json, names, matrix);
  write_fields(json, treaties, names);
  json.key("summary").begin_object();
  for (size_t t = 0; t < treaties.size(); ++t) {
    json.key(names[t])
        .begin_object()
        .key("articles")
        .value(static_cast<uint64_t>(treaties[t].articles.size()));
    json.key("provisions")
        .value(static_cast<uint64_t>(treaties[t].provisions.size()))
        .key("framework_share")
        .value(framework_share(treaties[t]));
    write_obligations(json, treaties[t].obligations);
    json.key("term");
    write_terms(json, treaties[t].term);
    json.end_object();
  }
  json.end_object().key("threads").begin_array();
  for (const auto& thread : matrix.threads) {
    json.begin_object();
    for (size_t t = 0; t < names.size(); ++t) strings(json, names[t], thread[t]);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace servanda::exchange

// What the treaty says, against its predecessor and its sibling.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "servanda/brief/sections.h"
#include "servanda/brief/wording.h"

namespace servanda::brief {
namespace {

using record::Alignment;
using record::Provision;
using record::Relation;
using record::Treaty;

bool has(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string article_name(const Provision& provision) {
  return provision.article.empty() ? "the preamble" : "Article " + provision.article;
}

const Provision* find(const Treaty& treaty, std::string_view id) {
  for (const Provision& provision : treaty.provisions) {
    if (provision.id == id) return &provision;
  }
  return nullptr;
}

std::vector<const Provision*> with_commitment(const Treaty& treaty, std::string_view commitment) {
  std::vector<const Provision*> found;
  for (const Provision& provision : treaty.provisions) {
    if (provision.commitment == commitment) found.push_back(&provision);
  }
  return found;
}

std::vector<record::Evidence> evidence_of(const Treaty& treaty,
                                          const std::vector<const Provision*>& provisions) {
  std::vector<record::Evidence> evidence;
  for (const Provision* provision : provisions)
    evidence.push_back({treaty.document, provision->span});
  return evidence;
}

// "Article 3", "Articles 3 and 5".
std::string articles_of(const std::vector<const Provision*>& provisions) {
  std::vector<std::string> numbers;
  bool preamble = false;
  for (const Provision* provision : provisions) {
    if (provision->article.empty())
      preamble = true;
    else if (!has(numbers, provision->article))
      numbers.push_back(provision->article);
  }
  if (numbers.empty()) return preamble ? "preamble" : "";
  return (numbers.size() == 1 ? "Article " : "Articles ") + join(numbers);
}

// Joins text in `from` to what the reader is told; `older` and `newer` are the treaties of
// `comparison`.
void add_changes(const Draft& draft, Section& section, const ledger::Comparison& comparison,
                 const Treaty& older, const Treaty& newer) {
  struct Kind {
    Relation relation;
    std::string_view heading;
  };
  constexpr std::array<Kind, 6> kKinds = {{{Relation::kNew, "New"},
                                           {Relation::kDropped, "Dropped"},
                                           {Relation::kStrengthened, "Stronger"},
                                           {Relation::kWeakened, "Weaker"},
                                           {Relation::kBroadened, "Broader"},
                                           {Relation::kNarrowed, "Narrower"}}};
  constexpr size_t kShown = 6;
  const std::string against = treaty_name(draft.account, older);
  for (const Kind& kind : kKinds) {
    Paragraph paragraph;
    paragraph.list = true;
    paragraph.heading = fmt::format("{} against {}", kind.heading, against);
    size_t more = 0;
    std::vector<record::Evidence> rest;
    for (const Alignment& alignment : comparison.alignments) {
      if (alignment.relation != kind.relation) continue;
      const Provision* a = alignment.a.empty() ? nullptr : find(older, alignment.a.front());
      const Provision* b = alignment.b.empty() ? nullptr : find(newer, alignment.b.front());
      std::vector<record::Evidence> evidence;
      if (b != nullptr) evidence.push_back({newer.document, b->span});
      if (a != nullptr) evidence.push_back({older.document, a->span});
      if (paragraph.sentences.size() >= kShown) {
        ++more;
        rest.insert(rest.end(), evidence.begin(), evidence.end());
        continue;
      }
      const auto grounds = Grounds::of(draft.account, evidence);
      if (!grounds) continue;
      std::string text;
      if (a != nullptr && b != nullptr) {
        text = fmt::format("{}: {}; in {}, {}: {}", capitalised(article_name(*b)),
                           quoted(b->text, 200), against, article_name(*a), quoted(a->text, 200));
      } else {
        const Provision& only = b != nullptr ? *b : *a;
        text = fmt::format("{}: {}", capitalised(article_name(only)), quoted(only.text, 220));
      }
      paragraph.sentences.emplace_back(std::move(text), *grounds);
    }
    if (const auto grounds = Grounds::of(draft.account, rest); grounds && more > 0) {
      paragraph.sentences.emplace_back(
          fmt::format("Further: {}.", counted(more, "provision", "provisions")), *grounds);
    }
    if (!paragraph.sentences.empty()) section.paragraphs.push_back(std::move(paragraph));
  }
}

// Duties that nearly every treaty has: whether a sibling has them too tells little.
bool is_common(std::string_view commitment) {
  return commitment.empty() || commitment == "cooperation" || commitment == "organisation" ||
         commitment == "consultation_other";
}

// The commitments that only `one` has, with the words that carry them.
void add_only(const Draft& draft, Section& section, const Treaty& one, const Treaty& other) {
  Paragraph paragraph;
  paragraph.list = true;
  paragraph.heading = fmt::format("Only in {}, not in {}", treaty_name(draft.account, one),
                                  treaty_name(draft.account, other));
  std::vector<std::string> told;
  for (const Provision& provision : one.provisions) {
    if (is_common(provision.commitment) || has(told, provision.commitment) ||
        !with_commitment(other, provision.commitment).empty())
      continue;
    told.push_back(provision.commitment);
    const auto grounds = Grounds::of(draft.account, {{one.document, provision.span}});
    if (!grounds) continue;
    paragraph.sentences.emplace_back(
        fmt::format("{} ({}): {}", capitalised(commitment_name(provision.commitment)),
                    article_name(provision), quoted(provision.text, 200)),
        *grounds);
  }
  if (!paragraph.sentences.empty()) section.paragraphs.push_back(std::move(paragraph));
}

// Rows: commitments that one of the treaties has. Columns: the treaties.
Table commitments_table(const Draft& draft, const std::vector<const Treaty*>& treaties) {
  Table table;
  table.caption =
      "Commitments by treaty; a dash means that no provision of the text in the dossier carries it";
  table.columns.push_back("Commitment");
  std::vector<std::string> commitments;
  for (const Treaty* treaty : treaties) {
    table.columns.push_back(capitalised(treaty_name(draft.account, *treaty)));
    for (const Provision& provision : treaty->provisions) {
      if (!provision.commitment.empty() && !has(commitments, provision.commitment))
        commitments.push_back(provision.commitment);
    }
  }
  for (const std::string& commitment : commitments) {
    std::vector<Cell> row = {{capitalised(commitment_name(commitment)), std::nullopt}};
    for (const Treaty* treaty : treaties) {
      const std::vector<const Provision*> provisions = with_commitment(*treaty, commitment);
      const auto grounds = Grounds::of(draft.account, evidence_of(*treaty, provisions));
      row.push_back(grounds ? Cell{capitalised(articles_of(provisions)), grounds}
                            : Cell{"–", std::nullopt});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

// What analysts say of the treaties: held against the texts where these are in the dossier, and in
// any case told.
void add_findings(const Draft& draft, Section& section) {
  Paragraph checked_ones, others;
  checked_ones.list = others.list = true;
  checked_ones.heading = "What analysts say of it, held against the text";
  const bool texts = !draft.account.treaties.empty();
  others.heading = texts ? "What else analysts say, which the texts here do not decide"
                         : "What analysts say of treaties";
  for (const ledger::CheckedFinding& checked : draft.account.findings) {
    const bool decided = checked.verdict != ledger::Verdict::kNotDecidable;
    Paragraph& paragraph = decided ? checked_ones : others;
    std::vector<record::Evidence> evidence = {checked.finding.evidence};
    std::vector<std::string> articles;
    for (const Treaty& treaty : draft.account.treaties) {
      for (const auto& [document, ids] : {std::pair(checked.treaty, checked.provisions),
                                          std::pair(checked.other, checked.other_provisions)}) {
        if (treaty.document != document) continue;
        std::vector<const Provision*> provisions;
        for (const std::string& id : ids) {
          if (const Provision* provision = find(treaty, id)) provisions.push_back(provision);
        }
        if (provisions.empty()) continue;
        const std::vector<record::Evidence> found = evidence_of(treaty, provisions);
        evidence.insert(evidence.end(), found.begin(), found.end());
        articles.push_back(
            fmt::format("{} of {}", articles_of(provisions), treaty_name(draft.account, treaty)));
      }
    }
    const auto grounds = Grounds::of(draft.account, evidence);
    const record::Document* document =
        ledger::find_document(draft.account, checked.finding.evidence.document);
    if (!grounds || document == nullptr) continue;
    // A clause is enough where the text stands beside it; alone, it needs its sentence.
    const record::Evidence told = decided
                                      ? checked.finding.evidence
                                      : with_antecedent(draft.account, checked.finding.evidence);
    std::string text = quoted(ledger::quote(draft.account, told), decided ? 240 : 320);
    // What an item of news says of a contract is told as an act.
    if (!decided && (ledger::is_item_of_news(*document) ||
                     draft.quoted.contains(quoted(ledger::quote(draft.account, told)))))
      continue;
    const bool alone = draft.account.documents.size() == 1;
    const std::string source = (alone ? "" : shortened(publisher(*document), 60)) +
                               (articles.empty() ? "" : "; see " + join(articles));
    if (std::any_of(paragraph.sentences.begin(), paragraph.sentences.end(),
                    [&](const Sentence& other) { return other.text() == text; }))
      continue;
    std::string mark = !decided                                         ? ""
                       : checked.verdict == ledger::Verdict::kSupported ? "borne out"
                                                                        : "contradicted";
    paragraph.sentences.push_back(
        Sentence(std::move(text), *grounds).marked(std::move(mark)).in_words_of(source));
  }
  for (Paragraph* paragraph : {&checked_ones, &others})
    if (!paragraph->sentences.empty()) section.paragraphs.push_back(std::move(*paragraph));
}

}  // namespace

TreatyParts treaty_parts(const ledger::Account& account) {
  TreatyParts parts;
  std::vector<const Treaty*> ours, others;
  for (const Treaty& treaty : account.treaties) {
    const bool a = has(treaty.parties, account.a), b = has(treaty.parties, account.b);
    if (a && b)
      ours.push_back(&treaty);
    else if (a || b)
      others.push_back(&treaty);
  }
  const auto newer = [](const Treaty* x, const Treaty* y) {
    return record::order(x->term.signed_on, y->term.signed_on) == std::strong_ordering::greater;
  };
  const auto dated = [](const Treaty* x) { return x->term.signed_on.known(); };
  std::stable_partition(ours.begin(), ours.end(), dated);
  std::stable_sort(ours.begin(), std::find_if_not(ours.begin(), ours.end(), dated), newer);
  std::stable_partition(others.begin(), others.end(), dated);
  std::stable_sort(others.begin(), std::find_if_not(others.begin(), others.end(), dated), newer);
  if (!ours.empty()) parts.treaty = ours[0];
  if (ours.size() > 1) parts.predecessor = ours[1];
  if (!others.empty()) parts.sibling = others[0];
  return parts;
}

std::string treaty_name(const ledger::Account& account, const Treaty& treaty) {
  std::string name = "the treaty";
  if (const int year = year_of(treaty.term.signed_on); year != 0)
    name += fmt::format(" of {}", year);
  const bool ours = has(treaty.parties, account.a) && has(treaty.parties, account.b);
  if (!ours && !treaty.parties.empty()) {
    std::vector<std::string> names;
    for (const std::string& party : treaty.parties) names.push_back(name_of(party));
    name += (names.size() == 2 ? " between " : " of ") + join(names);
  }
  return name;
}

std::vector<record::Evidence> treaty_evidence(const ledger::Account& account,
                                              const Treaty& treaty) {
  const record::Document* document = ledger::find_document(account, treaty.document);
  if (document == nullptr) return {};
  std::vector<record::Evidence> evidence;
  const std::string& text = document->text;
  if (const size_t at = treaty.title.empty() ? std::string::npos : text.find(treaty.title);
      at != std::string::npos) {
    evidence.push_back(
        {treaty.document,
         {static_cast<uint32_t>(at), static_cast<uint32_t>(at + treaty.title.size())}});
  }
  // The signature: the last line that names its year.
  if (const int year = year_of(treaty.term.signed_on); year != 0) {
    if (const size_t at = text.rfind(fmt::format("{}", year)); at != std::string::npos) {
      const size_t line = text.rfind('\n', at), stop = text.find('\n', at);
      const size_t begin = line == std::string::npos ? 0 : line + 1,
                   end = stop == std::string::npos ? text.size() : stop;
      evidence.push_back(
          {treaty.document, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}});
    }
  }
  if (evidence.empty() && !treaty.articles.empty())
    evidence.push_back({treaty.document, treaty.articles.front().span});
  return evidence;
}

Section treaty_text(Draft& draft) {
  Section section{.id = "treaty",
                  .heading = "What the treaty says",
                  .note = "",
                  .paragraphs = {},
                  .picture = Picture::kNone,
                  .tables = {}};
  const TreatyParts parts = treaty_parts(draft.account);
  if (parts.treaty == nullptr) {
    section.note = "The dossier holds no text of a treaty between the two.";
    add_findings(draft, section);
    return section;
  }
  const Treaty& treaty = *parts.treaty;
  section.note =
      "Read from the texts in the dossier: what a text leaves out, or only a digest gives, cannot "
      "be found in it.";
  std::vector<const Treaty*> treaties;
  if (parts.predecessor != nullptr) treaties.push_back(parts.predecessor);
  treaties.push_back(&treaty);
  if (parts.sibling != nullptr) treaties.push_back(parts.sibling);

  Paragraph paragraph;
  const std::string name = capitalised(treaty_name(draft.account, treaty));
  // What binds most comes first: defence, no aid, consultation.
  constexpr std::array<std::string_view, 4> kFirst = {"defense", "no_aid_to_aggressor",
                                                      "consultation", "nonaggression"};
  for (const std::string_view commitment : kFirst) {
    const auto here = with_commitment(treaty, commitment);
    std::vector<std::string> elsewhere, lacking;
    std::vector<record::Evidence> evidence = evidence_of(treaty, here);
    for (const Treaty* other : treaties) {
      if (other == &treaty) continue;
      const auto there = with_commitment(*other, commitment);
      if (there.empty()) {
        lacking.push_back(treaty_name(draft.account, *other));
        continue;
      }
      elsewhere.push_back(
          fmt::format("{} ({})", treaty_name(draft.account, *other), articles_of(there)));
      const std::vector<record::Evidence> found = evidence_of(*other, there);
      evidence.insert(evidence.end(), found.begin(), found.end());
    }
    const auto grounds = Grounds::of(draft.account, evidence);
    if (!grounds) continue;
    std::string text;
    if (here.empty()) {
      text = fmt::format("{} holds no commitment to {}; {} {}.", name, commitment_name(commitment),
                         join(elsewhere), elsewhere.size() == 1 ? "does" : "do");
    } else {
      text = fmt::format(
          "{} commits the parties to {} ({}){}{}.", name, commitment_name(commitment),
          articles_of(here),
          elsewhere.empty() ? ""
                            : (elsewhere.size() == 1 ? ", as does " : ", as do ") + join(elsewhere),
          lacking.empty() || !elsewhere.empty()
              ? ""
              : "; " + join(lacking) + (lacking.size() == 1 ? " does not" : " do not"));
    }
    paragraph.sentences.emplace_back(std::move(text), *grounds);
  }
  size_t needs = 0, binding = 0;
  std::vector<const Provision*> further;
  for (const Provision& provision : treaty.provisions) {
    if (!provision.article.empty()) ++binding;  // a recital binds to nothing
    if (provision.needs_agreement) ++needs, further.push_back(&provision);
  }
  if (const auto grounds = Grounds::of(draft.account, evidence_of(treaty, further))) {
    paragraph.sentences.emplace_back(
        fmt::format("{} of its {} provisions in the dossier {} for further agreements ({}).",
                    capitalised(number_words(needs)), binding, needs == 1 ? "calls" : "call",
                    articles_of(further)),
        *grounds);
  }
  if (treaty.term.duration_years) {
    std::vector<const Provision*> term;
    for (const Provision& provision : treaty.provisions) {
      const std::string text = tidy(provision.text);
      if (text.find(" years") != std::string::npos || text.find("indefinite") != std::string::npos)
        term.push_back(&provision);
    }
    if (const auto grounds = Grounds::of(draft.account, evidence_of(treaty, term))) {
      const double years = *treaty.term.duration_years;
      paragraph.sentences.emplace_back(years == 0
                                           ? "It is concluded without limit of time."
                                           : fmt::format("It is concluded for {:g} years.", years),
                                       *grounds);
    }
  }
  if (!paragraph.sentences.empty()) section.paragraphs.push_back(std::move(paragraph));

  for (const ledger::Comparison& comparison : draft.account.comparisons) {
    if (parts.predecessor != nullptr && comparison.a == parts.predecessor->document &&
        comparison.b == treaty.document) {
      add_changes(draft, section, comparison, *parts.predecessor, treaty);
    }
  }
  if (parts.sibling != nullptr) {
    add_only(draft, section, *parts.sibling, treaty);
    add_only(draft, section, treaty, *parts.sibling);
  }
  add_findings(draft, section);
  Table table = commitments_table(draft, treaties);
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
  return section;
}

}  // namespace servanda::brief

// Joins reading, treaties and ledger into the account that a brief is written from.
#include "servanda/service/brief.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string_view>

#include "servanda/service/ordered.h"
#include "servanda/treaty/compare.h"

namespace servanda::service {
namespace {

// Puts a treaty's text among the account's documents, so that its words can be cited.
void add_document(ledger::Account& account, record::Document document) {
  if (ledger::find_document(account, document.id) != nullptr) return;
  account.documents.push_back(std::move(document));
  std::stable_sort(account.documents.begin(), account.documents.end(),
                   [](const record::Document& x, const record::Document& y) {
                     const auto by_date = record::order(x.date, y.date);
                     return by_date != 0 ? by_date < 0 : x.id < y.id;
                   });
  account.documents_by_id.clear();
  for (uint32_t i = 0; i < account.documents.size(); ++i) account.documents_by_id.push_back(i);
  std::sort(
      account.documents_by_id.begin(), account.documents_by_id.end(),
      [&](uint32_t x, uint32_t y) { return account.documents[x].id < account.documents[y].id; });
}

bool has_party(const record::Treaty& treaty, const std::string& code) {
  return std::find(treaty.parties.begin(), treaty.parties.end(), code) != treaty.parties.end();
}

// Every pair of treaties, the older one first. A dossier holds few.
base::Result<std::vector<ledger::Comparison>> compared(
    const std::vector<record::Treaty>& treaties) {
  constexpr size_t kMostTreaties = 12;
  std::vector<const record::Treaty*> by_date;
  for (const record::Treaty& treaty : treaties) by_date.push_back(&treaty);
  std::stable_sort(
      by_date.begin(), by_date.end(), [](const record::Treaty* x, const record::Treaty* y) {
        return record::order(x->term.signed_on, y->term.signed_on) == std::strong_ordering::less;
      });
  if (by_date.size() > kMostTreaties) by_date.erase(by_date.begin(), by_date.end() - kMostTreaties);
  std::vector<ledger::Comparison> comparisons;
  for (size_t i = 0; i < by_date.size(); ++i) {
    for (size_t j = i + 1; j < by_date.size(); ++j) {
      comparisons.push_back({by_date[i]->document, by_date[j]->document,
                             SERVANDA_TRY(treaty::compare(*by_date[i], *by_date[j]))});
    }
  }
  return comparisons;
}

}  // namespace

base::Result<std::vector<record::Reading>> read_documents(const Pipeline& pipeline,
                                                          std::vector<record::Document> documents,
                                                          unsigned threads,
                                                          const base::Progress& progress,
                                                          const base::Cancel& cancel) {
  std::vector<record::Reading> readings;
  readings.reserve(documents.size());
  size_t taken = 0;
  const auto next = [&]() -> std::optional<record::Document> {
    if (cancel.requested() || taken == documents.size()) return std::nullopt;
    return std::move(documents[taken++]);
  };
  const auto make_worker = [&]() -> std::function<record::Reading(record::Document)> {
    auto workspace =
        std::make_shared<Pipeline::Workspace>();  // shared: std::function must be copyable
    return [&, workspace](record::Document document) {
      return pipeline.read(std::move(document), *workspace);
    };
  };
  const auto sink = [&](record::Reading reading) {
    readings.push_back(std::move(reading));
    if (progress) progress(readings.size(), documents.size(), "documents read");
    return true;
  };
  run_ordered<record::Document, record::Reading>(thread_count(threads), next, make_worker, sink);
  if (cancel.requested()) return base::Error{base::ErrorCode::kInterrupted, "interrupted", ""};
  return readings;
}

base::Result<ledger::Account> account_of(const Pipeline& pipeline,
                                         std::vector<record::Reading> readings,
                                         const BriefRequest& request) {
  std::vector<record::Document> texts;
  std::vector<record::Treaty> treaties;
  Pipeline::Workspace workspace;
  for (record::Reading& reading : readings) {
    if (!is_treaty(reading.document)) continue;
    record::Treaty treaty = pipeline.read_treaty(reading.document, workspace);
    const record::Date& known_from =
        treaty.term.signed_on.known() ? treaty.term.signed_on : reading.document.date;
    const bool later = known_from.known() && record::first_day(known_from) > request.as_of;
    const bool ours = has_party(treaty, request.a) || has_party(treaty, request.b);
    if (ours && !later) {
      if (!reading.document.date.known())
        reading.document.date = treaty.term.signed_on, reading.document.date_basis = "signature";
      treaties.push_back(std::move(treaty));
      texts.push_back(std::move(reading.document));
    }
    reading.document.id.clear();  // norms are no events: the reading is not used
  }
  std::erase_if(readings,
                [](const record::Reading& reading) { return reading.document.id.empty(); });
  ledger::AccountOptions options;
  options.a = request.a, options.b = request.b, options.as_of = request.as_of,
  options.edits = request.edits;
  ledger::Account account =
      ledger::build_account(std::move(readings), std::move(treaties), options);
  if (!account.documents.empty() || std::any_of(account.treaties.begin(), account.treaties.end(),
                                                [&](const record::Treaty& treaty) {
                                                  return has_party(treaty, request.a) &&
                                                         has_party(treaty, request.b);
                                                })) {
    for (record::Document& text : texts) add_document(account, std::move(text));
    account.comparisons = SERVANDA_TRY(compared(account.treaties));
  }
  return account;
}

}  // namespace servanda::service

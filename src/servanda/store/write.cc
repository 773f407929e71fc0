// Appends readings to the tables.
#include <fmt/format.h>

#include "servanda/base/json.h"
#include "servanda/base/sha256.h"
#include "servanda/store/state.h"
#include "servanda/store/store.h"

namespace servanda::store {
namespace {

std::string spans_text(const std::vector<base::Span>& spans) {
  std::string text;
  for (const base::Span span : spans) text += fmt::format("{},{};", span.begin, span.end);
  return text;
}

std::string blocks_text(const std::vector<record::Block>& blocks) {
  std::string text;
  for (const record::Block& block : blocks) {
    text +=
        fmt::format("{},{},{};", block.span.begin, block.span.end, static_cast<int>(block.kind));
  }
  return text;
}

std::string origin_text(const std::vector<record::OriginRun>& runs) {
  std::string text;
  for (const record::OriginRun& run : runs)
    text += fmt::format("{},{},{};", run.text_begin, run.origin_begin, run.size);
  return text;
}

std::string extra_text(const record::Document& document) {
  if (document.extra.empty()) return {};
  base::JsonWriter json;
  json.begin_array();
  for (const auto& [key, value] : document.extra)
    json.begin_array().value(key).value(value).end_array();
  json.end_array();
  return json.take();
}

// The tables, each with its appender; all rows of a batch go through them in one transaction.
class Writer {
 public:
  explicit Writer(const Database& database)
      : documents_(database, "documents"),
        events_(database, "events"),
        actors_(database, "actors"),
        pledges_(database, "pledges"),
        steps_(database, "pledge_steps"),
        indicators_(database, "indicators"),
        forecasts_(database, "forecasts"),
        motives_(database, "motives"),
        findings_(database, "findings"),
        signals_(database, "signals") {}

  void write(int64_t key, const record::Reading& reading) {
    write(key, reading.document);
    int64_t number = 0;
    for (const record::Event& event : reading.events) write(key, number++, event);
    number = 0;
    for (const record::Pledge& pledge : reading.pledges) write(key, number++, pledge);
    number = 0;
    for (const record::Indicator& i : reading.indicators) {
      indicators_.integer(key)
          .integer(number++)
          .text(i.name)
          .text(join_codes(i.dyad))
          .date(i.period)
          .real(i.value)
          .text(i.unit);
      if (i.change)
        indicators_.real(*i.change);
      else
        indicators_.null();
      indicators_.integer(static_cast<int>(i.approximation));
      span(indicators_, i.evidence.span).end_row();
    }
    number = 0;
    for (const record::Forecast& f : reading.forecasts) {
      forecasts_.integer(key)
          .integer(number)
          .text(fmt::format("{}#f{}", reading.document.id, number))
          .text(f.proposition)
          .text(f.word);
      forecasts_.real(f.probability_low).real(f.probability_high).text(f.by).date(f.horizon);
      span(forecasts_, f.evidence.span).end_row();
      ++number;
    }
    number = 0;
    for (const record::Motive& m : reading.motives) {
      motives_.integer(key).integer(number).text(m.purpose);
      span(motives_, m.evidence.span).end_row();
      write(key, number++, "motive", m.actors);
    }
    number = 0;
    for (const record::Finding& f : reading.findings) {
      findings_.integer(key).integer(number++).text(f.treaty).text(f.other).text(f.topic).text(
          f.kind);
      span(findings_, f.evidence.span).end_row();
    }
    number = 0;
    for (const record::Signal& s : reading.signals) {
      signals_.integer(key).integer(number++).text(s.event).text(s.near).integer(s.days);
      span(signals_, s.evidence.span).end_row();
    }
  }

  base::Result<void> finish() {
    for (Appender* appender : {&documents_, &events_, &actors_, &pledges_, &steps_, &indicators_,
                               &forecasts_, &motives_, &findings_, &signals_}) {
      SERVANDA_TRY(appender->finish());
    }
    return {};
  }

 private:
  static Appender& span(Appender& table, base::Span span) {
    return table.integer(span.begin).integer(span.end);
  }

  static void amount(Appender& table, const std::optional<record::Amount>& amount) {
    if (!amount) {
      for (int i = 0; i < 6; ++i) table.null();
      return;
    }
    table.real(amount->value)
        .real(amount->upper)
        .text(amount->unit)
        .integer(static_cast<int>(amount->approximation));
    span(table, amount->span);
  }

  void write(int64_t key, const record::Document& d) {
    documents_.integer(key)
        .text(d.id)
        .text_or_null(d.title)
        .text(d.text)
        .date(d.date)
        .text_or_null(d.date_basis)
        .text_or_null(d.source);
    documents_.text_or_null(d.url)
        .text_or_null(d.path)
        .text(d.sha256)
        .text(base::hex(base::sha256(d.text)))
        .text_or_null(d.language);
    documents_.text_or_null(d.media_type)
        .text_or_null(blocks_text(d.blocks))
        .text_or_null(origin_text(d.origin));
    documents_.text_or_null(extra_text(d)).end_row();
  }

  void write(int64_t key, int64_t number, std::string_view part,
             const std::vector<record::Actor>& actors) {
    int64_t position = 0;
    for (const record::Actor& a : actors) {
      actors_.integer(key)
          .integer(number)
          .text(part)
          .integer(position++)
          .text(a.code)
          .text(a.sector)
          .text(a.name)
          .text(a.role);
      span(actors_.text(a.wikidata), a.span).end_row();
    }
  }

  void write(int64_t key, int64_t number, const record::Event& e) {
    events_.integer(key)
        .integer(number)
        .text(e.id)
        .integer(e.sentence)
        .text(record::name(e.type))
        .text_or_null(e.mode);
    events_.text_or_null(join_codes(e.contexts))
        .real(e.score)
        .date(e.date)
        .text(record::name(e.status))
        .text(record::name(e.claim));
    events_.text_or_null(e.what);
    amount(events_, e.amount);
    events_.text_or_null(e.place);
    span(events_, e.trigger);
    span(events_, e.evidence);
    events_.text_or_null(spans_text(e.mentions))
        .real(e.confidence)
        .text_or_null(e.explanation)
        .end_row();
    write(key, number, "actor", e.actors);
    write(key, number, "recipient", e.recipients);
    write(key, number, "claimant", e.claimants);
  }

  void write(int64_t key, int64_t number, const record::Pledge& p) {
    pledges_.integer(key)
        .integer(number)
        .text(p.id)
        .text(p.what)
        .text(join_codes(p.givers))
        .text(join_codes(p.receivers));
    pledges_.text(join_codes(p.parties))
        .text(p.domain)
        .text(record::name(p.stage))
        .text(record::name(p.claim))
        .date(p.due);
    amount(pledges_, p.amount);
    pledges_.text(p.strength).truth(p.not_started).truth(p.stalled).end_row();
    int64_t position = 0;
    for (const record::PledgeStep& s : p.history) {
      steps_.integer(key)
          .integer(number)
          .integer(position++)
          .date(s.date)
          .text(record::name(s.stage))
          .text(record::name(s.claim));
      span(steps_, s.evidence.span).end_row();
    }
  }

  Appender documents_, events_, actors_, pledges_, steps_, indicators_, forecasts_, motives_,
      findings_, signals_;
};

}  // namespace

base::Result<void> Store::append(std::span<const record::Reading* const> readings) {
  Writer writer(state_->database);
  for (const record::Reading* reading : readings) writer.write(state_->next_key++, *reading);
  return writer.finish();
}

}  // namespace servanda::store

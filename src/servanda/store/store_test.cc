// Tests the ledger file: documents kept once, edits, damage, crashes, a second user.

#include "servanda/store/store.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <random>

#include "servanda/base/sha256.h"

namespace servanda::store {
namespace {

namespace fs = std::filesystem;

// A folder that goes when the test does.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "servanda_store_XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  std::string file(const std::string& name) const { return (path / name).string(); }
};

// Makes readings of all shapes from a seed.
class Maker {
 public:
  explicit Maker(uint64_t seed) : random_(seed) {}

  record::Reading reading(const std::string& id) {
    record::Reading r;
    record::Document& d = r.document;
    d.id = id;
    d.text = words(60);
    d.title = maybe(), d.date = date(), d.date_basis = maybe(), d.source = maybe(), d.url = maybe(),
    d.path = maybe();
    d.sha256 = base::hex(base::sha256(d.text));
    d.media_type = maybe();
    for (int i = below(3); i > 0; --i)
      d.blocks.push_back({span(d), static_cast<record::BlockKind>(below(7))});
    for (int i = below(3); i > 0; --i)
      d.origin.push_back({uint32_t(below(99)), uint64_t(below(99)), uint32_t(below(99))});
    for (int i = below(3); i > 0; --i)
      d.extra.emplace_back(words(1) + "\"" + std::to_string(i), "{\"x\":[1,\"\\n\"]}");
    for (int i = below(4); i > 0; --i) r.events.push_back(event(d, r.events.size()));
    for (int i = below(3); i > 0; --i) r.pledges.push_back(pledge(d, r.pledges.size()));
    for (int i = below(3); i > 0; --i) {
      r.indicators.push_back({words(2),
                              codes(),
                              date(),
                              below(1000) / 7.0,
                              "USD",
                              below(2) ? std::optional(0.1 * below(9)) : std::nullopt,
                              static_cast<record::Approximation>(below(7)),
                              {d.id, span(d)}});
    }
    for (int i = below(3); i > 0; --i)
      r.forecasts.push_back({words(5), "likely", 0.5, 0.85, maybe(), date(), {d.id, span(d)}});
    for (int i = below(3); i > 0; --i) r.motives.push_back({actors(), words(4), {d.id, span(d)}});
    for (int i = below(3); i > 0; --i)
      r.findings.push_back({"RUS-IRN 2025", maybe(), words(2), "lacks", {d.id, span(d)}});
    for (int i = below(3); i > 0; --i)
      r.signals.push_back({words(2), words(2), below(30) - 15, {d.id, span(d)}});
    return r;
  }

  int below(int n) { return static_cast<int>(random_() % static_cast<uint64_t>(n)); }

 private:
  std::string words(int n) {
    static const std::vector<std::string> all = {
        "Россия", "Iran", "delivered", "O'Brien", "\"quoted\"", "\xF0\x9F\x9A\x80",
        "a\nb",   "100%", "S-300",     ";",       ","};
    std::string text;
    for (int i = 0; i < n; ++i)
      text += (i ? " " : "") + all[static_cast<size_t>(below(static_cast<int>(all.size())))];
    return text;
  }
  std::string maybe() { return below(2) ? words(3) : std::string(); }
  base::Span span(const record::Document& d) {
    const auto begin = static_cast<uint32_t>(below(static_cast<int>(d.text.size())));
    return {begin, begin + static_cast<uint32_t>(below(static_cast<int>(d.text.size() - begin)))};
  }
  record::Date date() {
    switch (below(5)) {
      case 0:
        return {};
      case 1:
        return record::make_year(1990 + below(40));
      case 2:
        return record::make_month(1990 + below(40), 1 + below(12));
      case 3:
        return record::before(record::make_day(below(20000)));
      default:
        return record::make_day(below(20000));
    }
  }
  std::vector<std::string> codes() {
    static const std::vector<std::string> all = {"RUS", "IRN", "USA", "CUB"};
    std::vector<std::string> some;
    for (const std::string& code : all) {
      if (below(2)) some.push_back(code);
    }
    return some;
  }
  std::vector<record::Actor> actors() {
    std::vector<record::Actor> some;
    for (const std::string& code : codes())
      some.push_back({code, "GOV", words(1), maybe(), below(2) ? "Q159" : "", {1, 2}});
    return some;
  }
  std::optional<record::Amount> amount() {
    if (below(2)) return std::nullopt;
    return record::Amount{2.5e9, 3e9, "USD", record::Approximation::kAbout, {3, 9}};
  }
  record::Event event(const record::Document& d, size_t number) {
    record::Event e;
    e.id = d.id + "#" + std::to_string(number), e.document = d.id,
    e.sentence = static_cast<uint32_t>(number);
    e.type = static_cast<record::EventType>(below(16)), e.mode = below(2) ? "visit" : "",
    e.contexts = {"military", "trade"};
    e.score = below(20) - 10, e.actors = actors(), e.recipients = actors(), e.date = date();
    e.status = static_cast<record::Status>(below(4)),
    e.claim = static_cast<record::Claim>(below(4)), e.claimants = actors();
    e.what = maybe(), e.amount = amount(), e.place = maybe(), e.trigger = span(d),
    e.evidence = span(d);
    for (int i = below(3); i > 0; --i) e.mentions.push_back(span(d));
    e.confidence = below(100) / 100.0, e.explanation = maybe();
    return e;
  }
  record::Pledge pledge(const record::Document& d, size_t number) {
    record::Pledge p;
    p.id = d.id + "#p" + std::to_string(number), p.what = words(3), p.givers = codes(),
    p.receivers = codes(), p.parties = codes();
    p.domain = "transport", p.stage = static_cast<record::Stage>(below(16)),
    p.claim = static_cast<record::PledgeClaim>(below(7));
    p.due = date(), p.amount = amount(), p.strength = "memorandum", p.not_started = below(2),
    p.stalled = below(2);
    for (int i = below(4); i > 0; --i) {
      p.history.push_back({date(),
                           static_cast<record::Stage>(below(16)),
                           static_cast<record::PledgeClaim>(below(7)),
                           {d.id, span(d)}});
    }
    return p;
  }
  std::mt19937_64 random_;
};

void expect_same(const record::Reading& a, const record::Reading& b) {
  const record::Document &x = a.document, &y = b.document;
  EXPECT_EQ(std::tie(x.id, x.title, x.text, x.date, x.date_basis, x.source, x.url, x.path, x.sha256,
                     x.language, x.media_type, x.extra),
            std::tie(y.id, y.title, y.text, y.date, y.date_basis, y.source, y.url, y.path, y.sha256,
                     y.language, y.media_type, y.extra));
  ASSERT_EQ(x.blocks.size(), y.blocks.size());
  for (size_t i = 0; i < x.blocks.size(); ++i)
    EXPECT_TRUE(x.blocks[i].span == y.blocks[i].span && x.blocks[i].kind == y.blocks[i].kind);
  ASSERT_EQ(x.origin.size(), y.origin.size());
  for (size_t i = 0; i < x.origin.size(); ++i)
    EXPECT_EQ(x.origin[i].origin_begin, y.origin[i].origin_begin);
  ASSERT_EQ(a.events.size(), b.events.size());
  for (size_t i = 0; i < a.events.size(); ++i) {
    const record::Event &e = a.events[i], &f = b.events[i];
    EXPECT_EQ(std::tie(e.id, e.document, e.sentence, e.type, e.mode, e.contexts, e.score, e.actors,
                       e.recipients, e.date, e.status, e.claim),
              std::tie(f.id, f.document, f.sentence, f.type, f.mode, f.contexts, f.score, f.actors,
                       f.recipients, f.date, f.status, f.claim));
    EXPECT_EQ(std::tie(e.claimants, e.what, e.amount, e.place, e.trigger, e.evidence, e.mentions,
                       e.confidence, e.explanation),
              std::tie(f.claimants, f.what, f.amount, f.place, f.trigger, f.evidence, f.mentions,
                       f.confidence, f.explanation));
  }
  ASSERT_EQ(a.pledges.size(), b.pledges.size());
  for (size_t i = 0; i < a.pledges.size(); ++i) {
    const record::Pledge &p = a.pledges[i], &q = b.pledges[i];
    EXPECT_EQ(std::tie(p.id, p.what, p.givers, p.receivers, p.parties, p.domain, p.stage, p.claim,
                       p.due, p.amount, p.strength, p.not_started, p.stalled),
              std::tie(q.id, q.what, q.givers, q.receivers, q.parties, q.domain, q.stage, q.claim,
                       q.due, q.amount, q.strength, q.not_started, q.stalled));
    ASSERT_EQ(p.history.size(), q.history.size());
    for (size_t j = 0; j < p.history.size(); ++j) {
      EXPECT_TRUE(p.history[j].date == q.history[j].date &&
                  p.history[j].stage == q.history[j].stage &&
                  p.history[j].claim == q.history[j].claim &&
                  p.history[j].evidence == q.history[j].evidence);
    }
  }
  ASSERT_EQ(a.indicators.size(), b.indicators.size());
  for (size_t i = 0; i < a.indicators.size(); ++i) {
    const record::Indicator &p = a.indicators[i], &q = b.indicators[i];
    EXPECT_EQ(
        std::tie(p.name, p.dyad, p.period, p.value, p.unit, p.change, p.approximation, p.evidence),
        std::tie(q.name, q.dyad, q.period, q.value, q.unit, q.change, q.approximation, q.evidence));
  }
  ASSERT_EQ(a.forecasts.size(), b.forecasts.size());
  for (size_t i = 0; i < a.forecasts.size(); ++i) {
    const record::Forecast &p = a.forecasts[i], &q = b.forecasts[i];
    EXPECT_EQ(std::tie(p.proposition, p.word, p.probability_low, p.probability_high, p.by,
                       p.horizon, p.evidence),
              std::tie(q.proposition, q.word, q.probability_low, q.probability_high, q.by,
                       q.horizon, q.evidence));
  }
  ASSERT_EQ(a.motives.size(), b.motives.size());
  for (size_t i = 0; i < a.motives.size(); ++i) {
    EXPECT_EQ(std::tie(a.motives[i].actors, a.motives[i].purpose, a.motives[i].evidence),
              std::tie(b.motives[i].actors, b.motives[i].purpose, b.motives[i].evidence));
  }
  ASSERT_EQ(a.findings.size(), b.findings.size());
  for (size_t i = 0; i < a.findings.size(); ++i) {
    EXPECT_EQ(std::tie(a.findings[i].treaty, a.findings[i].other, a.findings[i].topic,
                       a.findings[i].kind, a.findings[i].evidence),
              std::tie(b.findings[i].treaty, b.findings[i].other, b.findings[i].topic,
                       b.findings[i].kind, b.findings[i].evidence));
  }
  ASSERT_EQ(a.signals.size(), b.signals.size());
  for (size_t i = 0; i < a.signals.size(); ++i) {
    EXPECT_EQ(
        std::tie(a.signals[i].event, a.signals[i].near, a.signals[i].days, a.signals[i].evidence),
        std::tie(b.signals[i].event, b.signals[i].near, b.signals[i].days, b.signals[i].evidence));
  }
}

TEST(Store, GivesBackEveryReadingAsItWasAdded) {
  const Folder folder;
  Maker maker(1);
  std::vector<record::Reading> readings;
  for (int i = 0; i < 200; ++i) readings.push_back(maker.reading("d" + std::to_string(i)));
  {
    Store store = Store::create(folder.file("l.servanda")).value();
    ASSERT_EQ(store.add(std::span(readings).subspan(0, 120)).value(), 120u);
    ASSERT_EQ(store.add(std::span(readings).subspan(100)).value(), 80u);
  }
  Store store = Store::open(folder.file("l.servanda"), Access::kRead).value();
  const auto loaded = store.readings({}).value();
  ASSERT_EQ(loaded.size(), readings.size());
  for (size_t i = 0; i < loaded.size(); ++i) expect_same(readings[i], loaded[i]);
  EXPECT_TRUE(store.check().value().empty());
}

TEST(Store, AddsADocumentOnce) {
  const Folder folder;
  Maker maker(2);
  const std::vector<record::Reading> readings = {maker.reading("d1"), maker.reading("d2")};
  Store store = Store::create(folder.file("l.servanda")).value();
  EXPECT_EQ(store.add(readings).value(), 2u);
  EXPECT_EQ(store.add(readings).value(), 0u);
  EXPECT_EQ(store.document_count().value(), 2u);
  EXPECT_EQ(store.presence(readings[0].document).value(), Store::Presence::kThere);
  record::Document changed = readings[0].document;
  changed.sha256 = std::string(64, '0');
  EXPECT_EQ(store.presence(changed).value(), Store::Presence::kOtherContent);
}

TEST(Store, SelectsTheDocumentsThatSpeakOfBoth) {
  const Folder folder;
  std::vector<record::Reading> readings(3);
  for (int i = 0; i < 3; ++i) {
    readings[i].document.id = "d" + std::to_string(i);
    readings[i].document.text = "text";
    readings[i].document.sha256 = std::to_string(i);
    readings[i].document.date = record::make_day(2020 + i, 1, 1);
    record::Event event;
    event.id = readings[i].document.id + "#0";
    event.actors = {{"RUS", "GOV", "", "", "", {}}};
    event.recipients = {{i == 1 ? "USA" : "IRN", "GOV", "", "", "", {}}};
    readings[i].events.push_back(event);
  }
  Store store = Store::create(folder.file("l.servanda")).value();
  ASSERT_TRUE(store.add(readings).ok());
  EXPECT_EQ(store.readings({.a = "RUS", .b = "IRN"}).value().size(), 2u);
  EXPECT_EQ(store.readings({.a = "IRN", .b = "RUS", .until = record::day_number(2021, 1, 1)})
                .value()
                .size(),
            1u);
  EXPECT_EQ(store.readings({.ids = {"d1"}}).value().size(), 1u);
  EXPECT_TRUE(store.readings({.a = "IRN", .b = "USA"}).value().empty());
}

TEST(Store, LoadsOfPledgesOfOneStateThoseThatAreAskedFor) {
  const Folder folder;
  std::vector<record::Reading> readings(7);
  for (int i = 0; i < 7; ++i) {
    readings[i].document.id = "d" + std::to_string(i);
    readings[i].document.text = "Text " + std::to_string(i);
    readings[i].document.sha256 = std::to_string(i);
    record::Pledge pledge;
    pledge.id = readings[i].document.id + "#p0";
    pledge.what = i == 1 ? "locomotives" : "fighters";
    pledge.givers = pledge.parties = {"RUS"};
    if (i == 0) pledge.receivers = {"IRN"};
    if (i == 4) pledge.receivers = {"UNO"};                     // may stand for the other
    if (i == 5) pledge.receivers = {"BLR"};                     // a third state
    if (i == 6) pledge.givers.clear(), pledge.parties.clear();  // nobody
    readings[i].pledges.push_back(pledge);
  }
  readings[3].document.extra = {{"dyad", "\"RUS-IRN\""}};  // filed under both
  Store store = Store::create(folder.file("l.servanda")).value();
  ASSERT_TRUE(store.add(readings).ok());
  EXPECT_EQ(store.readings({.a = "RUS", .b = "IRN"}).value().size(), 2u);
  const auto asked = store.readings(
      {.a = "RUS",
       .b = "IRN",
       .asides = [](std::vector<Wording> of_both, std::vector<Wording> of_one) {
         EXPECT_EQ(of_both.size(), 2u);
         EXPECT_EQ(of_one.size(), 3u);
         std::erase_if(of_one, [](const Wording& one) { return one.what != "fighters"; });
         return of_one;
       }});
  std::string ids;
  for (const record::Reading& one : asked.value()) ids += one.document.id + " ";
  ASSERT_EQ(ids, "d0 d2 d3 d4 ");
  EXPECT_EQ(asked.value()[1].pledges.size(), 1u);
}

TEST(Store, RefusesWhatIsNoLedger) {
  const Folder folder;
  EXPECT_EQ(Store::open(folder.file("none"), Access::kRead).error().code, base::ErrorCode::kStore);
  std::ofstream(folder.file("empty")).close();
  EXPECT_NE(Store::open(folder.file("empty"), Access::kWrite).error().message.find("not a ledger"),
            std::string::npos);
  std::ofstream(folder.file("text")) << "This is a text of more than sixteen bytes.";
  EXPECT_NE(Store::open(folder.file("text"), Access::kWrite).error().message.find("not a ledger"),
            std::string::npos);
  {
    Database::open(folder.file("other"), Access::kWrite)
        .value()
        .run("CREATE TABLE meta (a INT)")
        .value();
  }
  EXPECT_EQ(Store::open(folder.file("other"), Access::kRead).error().code, base::ErrorCode::kStore);
  EXPECT_FALSE(Store::create(folder.file("text")).ok());
}

TEST(Store, RefusesALedgerOfANewerVersion) {
  const Folder folder;
  { Store store = Store::create(folder.file("l.servanda")).value(); }
  {
    Database::open(folder.file("l.servanda"), Access::kWrite)
        .value()
        .run("UPDATE meta SET value = '99' WHERE key = 'version'")
        .value();
  }
  EXPECT_NE(Store::open(folder.file("l.servanda"), Access::kRead).error().message.find("99"),
            std::string::npos);
}

// A document that tells of an act between two states; `filed`: under them, in the user's folder.
record::Reading report_of(const std::string& id, const std::string& a, const std::string& b,
                          const std::string& filed = "") {
  record::Reading r;
  r.document.id = id, r.document.text = "They met.";
  r.document.sha256 = base::hex(base::sha256(id));
  if (!filed.empty()) r.document.extra.emplace_back("dyad", '"' + filed + '"');
  record::Event e;
  e.id = id + "#0", e.document = id, e.evidence = {0, 9};
  e.actors = {{a, "GOV", a, "", "", {0, 4}}};
  e.recipients = {{b, "GOV", b, "", "", {0, 4}}};
  r.events.push_back(e);
  return r;
}

std::string ids_between(Store& store, const std::string& a, const std::string& b, Parts parts) {
  const std::vector<record::Reading> readings =
      store.readings({.a = a, .b = b, .asides = nullptr, .parts = parts}).value();
  std::string ids;
  for (const record::Reading& r : readings) ids += (ids.empty() ? "" : " ") + r.document.id;
  return ids;
}

TEST(Store, GivesTheDocumentsOfTwoStatesWhetherNamedOrFiled) {
  const Folder folder;
  Store store = Store::create(folder.file("l.servanda")).value();
  const std::vector<record::Reading> first = {report_of("d1", "FRA", "GRC"),
                                              report_of("d2", "FRA", "ITA"),
                                              report_of("d3", "ITA", "GRC", "GRC-FRA")};
  const std::vector<record::Reading> second = {report_of("d4", "GRC", "FRA")};
  ASSERT_TRUE(store.add(first).ok());
  ASSERT_TRUE(store.add(second).ok());
  EXPECT_EQ(ids_between(store, "FRA", "GRC", Parts::kAll), "d1 d3 d4");
  EXPECT_EQ(ids_between(store, "FRA", "GRC", Parts::kPledges), "d1 d3 d4");
  EXPECT_EQ(ids_between(store, "FRA", "GRC", Parts::kEvents), "d1 d4");
  EXPECT_EQ(ids_between(store, "ITA", "GRC", Parts::kEvents), "d3");
  EXPECT_EQ(ids_between(store, "FRA", "", Parts::kAll), "d1 d2 d4");
  EXPECT_TRUE(store.check().value().empty());
}

// Few documents are told by a list, many by a join: the answer is the same, and a second question
// of the same store is another one.
TEST(Store, GivesManyDocumentsOfTwoStatesWholeAndInTheirOrder) {
  const Folder folder;
  Store store = Store::create(folder.file("l.servanda")).value();
  std::vector<record::Reading> added;
  for (int i = 0; i < 300; ++i) {
    record::Reading& one =
        added.emplace_back(report_of(fmt::format("d{}", i), "FRA", i % 2 == 0 ? "GRC" : "ITA"));
    one.events.push_back(one.events[0]);
    one.events[1].id = one.document.id + "#1", one.events[1].what = fmt::format("thing {}", i);
  }
  ASSERT_TRUE(store.add(added).ok());
  for (const char* other : {"GRC", "ITA"}) {
    std::vector<record::Reading> expected = added;
    std::erase_if(expected, [&](const record::Reading& one) {
      return one.events[0].recipients[0].code != other;
    });
    for (const record::DayNumber until : {std::numeric_limits<record::DayNumber>::max(), 100}) {
      const std::vector<record::Reading> loaded =
          store.readings({.a = "FRA", .b = other, .asides = nullptr, .until = until}).value();
      ASSERT_EQ(loaded.size(), expected.size());
      for (size_t i = 0; i < loaded.size(); ++i) expect_same(expected[i], loaded[i]);
    }
  }
}

TEST(Database, SortsRowsOfSeveralParts) {
  const Folder folder;
  Database database = Database::open(folder.file("d"), Access::kWrite).value();
  Rows rows = database
                  .query(
                      "SELECT 9000 - range AS a, range % 2 AS b, CAST(range AS VARCHAR) FROM "
                      "range(9000)")
                  .value();
  ASSERT_TRUE(rows.sort({1, 0}).ok());
  std::string first, last;
  size_t count = 0;
  while (rows.next().value()) {
    last = rows.text(2);
    if (count++ == 0) first = last;
  }
  EXPECT_EQ(count, 9000u);
  EXPECT_EQ(first, "8998");
  EXPECT_EQ(last, "1");
  Rows none = database.query("SELECT 1 WHERE false").value();
  ASSERT_TRUE(none.sort({0}).ok());
  EXPECT_FALSE(none.next().value());
}

// What docs/formats/ledger.md says of the storage.
TEST(Database, WritesTheStorageOfVersionOneFour) {
  const Folder folder;
  Database database = Database::open(folder.file("d"), Access::kWrite).value();
  Rows rows =
      database.query("SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal")
          .value();
  ASSERT_TRUE(rows.next().value());
  EXPECT_TRUE(rows.text(0).starts_with("v1.4")) << rows.text(0);
}

TEST(Store, ReadsALedgerOfVersionOneAndUpgradesItWhenItWrites) {
  const Folder folder;
  const std::string path = folder.file("l.servanda");
  const std::vector<record::Reading> first = {report_of("d1", "FRA", "GRC"),
                                              report_of("d2", "ITA", "GRC", "FRA GRC")};
  ASSERT_TRUE(Store::create(path).value().add(first).ok());
  {
    Database old = Database::open(path, Access::kWrite).value();
    old.run("DROP TABLE naming").value();
    old.run("UPDATE meta SET value = '1' WHERE key = 'version'").value();
  }
  {
    Store read = Store::open(path, Access::kRead).value();
    EXPECT_EQ(ids_between(read, "FRA", "GRC", Parts::kPledges), "d1 d2");
    EXPECT_TRUE(read.check().value().empty());
    for (const std::string_view table : Store::tables())
      read.copy_table(table, folder.file(std::string(table) + ".csv"), "csv").value();
  }
  const std::string copy = folder.file("copy.servanda");
  ASSERT_TRUE(Store::create_from(copy, folder.path.string(), "csv").ok());
  {
    Store imported = Store::open(copy, Access::kWrite).value();
    EXPECT_EQ(ids_between(imported, "FRA", "GRC", Parts::kPledges), "d1 d2");
    EXPECT_TRUE(imported.check().value().empty());
  }
  const std::vector<record::Reading> second = {report_of("d3", "GRC", "FRA")};
  ASSERT_TRUE(Store::open(path, Access::kWrite).value().add(second).ok());
  Store upgraded = Store::open(path, Access::kRead).value();
  EXPECT_EQ(ids_between(upgraded, "FRA", "GRC", Parts::kPledges), "d1 d2 d3");
  EXPECT_TRUE(upgraded.check().value().empty());
}

TEST(Store, TellsASecondProcessWhoHasTheLedger) {
  const Folder folder;
  Store store = Store::create(folder.file("l.servanda")).value();
  const std::string owner = "(PID " + std::to_string(::getpid()) + ")";
  const pid_t child = ::fork();
  if (child == 0) {
    const auto second = Store::open(folder.file("l.servanda"), Access::kWrite);
    ::_exit(!second.ok() && second.error().message.find("PID") != std::string::npos ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0) << owner;
}

TEST(Sql, ReadsButNeverWritesNorOpensFiles) {
  const Folder folder;
  Maker maker(3);
  const std::vector<record::Reading> readings = {maker.reading("d1"), maker.reading("d2")};
  Store store = Store::create(folder.file("l.servanda")).value();
  ASSERT_TRUE(store.add(readings).ok());
  const auto run = [&](const std::string& query) {
    return store.sql(query, 10, [] { return false; });
  };
  const Table table =
      run("SELECT id, length(text) AS size FROM documents ORDER BY id -- all").value();
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0][0], "d1");
  EXPECT_TRUE(table.columns[1].number);
  EXPECT_TRUE(run("SELECT * FROM range(100)").value().cut);
  for (const char* query :
       {"DELETE FROM documents", "SELECT 1; DROP TABLE documents", "COPY documents TO '/dev/null'",
        "INSERT INTO meta VALUES ('a','b')",
        "SELECT 1) ; DELETE FROM documents; SELECT * FROM (SELECT 1",
        "SELECT * FROM read_csv('/etc/hostname')", "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM read_text('/etc/hostname')", "ATTACH 'x.db'", "SET threads = 4",
        "PRAGMA database_list"}) {
    const auto result = run(query);
    ASSERT_FALSE(result.ok()) << query;
    EXPECT_EQ(result.error().code, base::ErrorCode::kUsage) << query;
  }
  EXPECT_EQ(store.document_count().value(), 2u);
}

TEST(Sql, StopsWhenAsked) {
  const Folder folder;
  Store store = Store::create(folder.file("l.servanda")).value();
  int asked = 0;
  const auto result = store.sql(
      "SELECT count(*) FROM range(100000) a, range(100000) b WHERE a.range * b.range % 7 = 3", 10,
      [&] { return ++asked > 3; });
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, base::ErrorCode::kInterrupted);
}

TEST(Journal, KeepsEditsInTheirOrder) {
  const Folder folder;
  Store store = Store::create(folder.file("l.servanda")).value();
  EXPECT_EQ(store
                .add_edit({0, "2026-01-01T00:00:00Z", "analyst", "d1#0", "status", "negated",
                           "see d2", 0})
                .value(),
            1);
  EXPECT_EQ(
      store.add_edit({0, "2026-01-02T00:00:00Z", "analyst", "d1#0", "status", "", "", 1}).value(),
      2);
  const auto edits = store.edits().value();
  ASSERT_EQ(edits.size(), 2u);
  EXPECT_EQ(edits[1].undoes, 1);
}

TEST(Check, FindsANamingThatFitsNoDocument) {
  const Folder folder;
  const std::string path = folder.file("l.servanda");
  const std::vector<record::Reading> readings = {report_of("d1", "FRA", "GRC", "FRA ITA")};
  for (const char* damage :
       {"DELETE FROM naming WHERE code = 'GRC'", "DELETE FROM naming WHERE role = 'filed'",
        "INSERT INTO naming VALUES (1, 'ESP', 'acts')"}) {
    ASSERT_TRUE(Store::create(path).value().add(readings).ok());
    Database::open(path, Access::kWrite).value().run(damage).value();
    EXPECT_EQ(Store::open(path, Access::kRead).value().check().value().size(), 1u) << damage;
    fs::remove(path);
  }
}

TEST(Check, FindsATextThatHasChanged) {
  const Folder folder;
  Maker maker(4);
  const std::vector<record::Reading> readings = {maker.reading("d1")};
  {
    Store store = Store::create(folder.file("l.servanda")).value();
    ASSERT_TRUE(store.add(readings).ok());
  }
  {
    Database::open(folder.file("l.servanda"), Access::kWrite)
        .value()
        .run("UPDATE documents SET text = text || '.'")
        .value();
  }
  Store store = Store::open(folder.file("l.servanda"), Access::kRead).value();
  ASSERT_EQ(store.check().value().size(), 1u);
}

}  // namespace
}  // namespace servanda::store

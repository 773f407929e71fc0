// Other data sets are read as their makers meant them; what is written is read back the same.
#include <gtest/gtest.h>

#include <random>

#include "servanda/exchange/cameo.h"
#include "servanda/exchange/counts.h"
#include "servanda/exchange/delimited.h"
#include "servanda/exchange/event_json.h"
#include "servanda/exchange/event_rows.h"
#include "servanda/exchange/event_tables.h"
#include "servanda/exchange/graphs.h"
#include "servanda/exchange/reading_json.h"
#include "servanda/exchange/states.h"

namespace servanda::exchange {
namespace {

using Row = std::vector<std::string>;

Row split(std::string_view line, char separator = '|') {
  DelimitedText table(line, separator);
  table.next();
  return table.fields();
}

TEST(DelimitedText, KeepsSeparatorsQuotesAndLineEndsOfQuotedFields) {
  DelimitedText table("a,\"b, \"\"c\"\"\nd\",e\r\n\r\nf,,\n", ',');
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.fields(), (Row{"a", "b, \"c\"\nd", "e"}));
  EXPECT_EQ(table.line(), 1u);
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.fields(), (Row{"f", "", ""}));
  EXPECT_EQ(table.line(), 4u);
  EXPECT_FALSE(table.next());
  EXPECT_FALSE(table.broken());
}

TEST(DelimitedText, SaysThatAQuoteNeverEnds) {
  DelimitedText table("a,\"b\nc,d\n", ',');
  ASSERT_TRUE(table.next());
  EXPECT_FALSE(table.next());
  EXPECT_TRUE(table.broken());
}

TEST(DelimitedText, TakesQuotesAsLettersWhereTheyMeanNothing) {
  DelimitedText table("the \"deal\t2\n\"x\ty", '\t', false);
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.fields(), (Row{"the \"deal", "2"}));
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.fields(), (Row{"\"x", "y"}));
}

TEST(DelimitedText, IsLinearOnHostileText) {
  const std::string quotes(1 << 20, '"'), commas(1 << 20, ',');
  for (const std::string& text : {quotes, commas}) {
    DelimitedText table(text, ',');
    size_t fields = 0;
    while (table.next()) fields += table.fields().size();
    EXPECT_GT(fields, 0u);
  }
}

TEST(Counts, ReadsTotalsAndNamesTheLineThatIsWrong) {
  const auto good =
      read_counts("a,b,month,n_events,n_all_events\nRUS,IRN,2025-01,3,400\n", "t.csv");
  ASSERT_TRUE(good.ok());
  EXPECT_EQ((*good)[0].month, 1);
  EXPECT_EQ((*good)[0].all, 400);
  for (const std::string_view bad :
       {"a,b,month,n\nRUS,IRN,2025,3\n", "a,b,month,n\nRUS,IRN,2025-13,3\n",
        "a,b,month,n\nRUS,IRN,2025-01,-3\n", "a,b,month,n\nRUS,IRN,2025-01\n",
        "a,b,month,n\nRUS,RUS,2025-01,3\n", "a,b,month,n\nRUS,IRN,2025-01,nan\n"}) {
    const auto read = read_counts(bad, "t.csv");
    ASSERT_FALSE(read.ok()) << bad;
    EXPECT_EQ(read.error().place, "t.csv:2");
    EXPECT_EQ(read.error().code, base::ErrorCode::kRefused);
  }
  EXPECT_FALSE(read_counts("", "t.csv").ok());
  EXPECT_FALSE(read_counts("x,y\n1,2\n", "t.csv").ok());
}

TEST(Cameo, GivesTheNearestCodeThatIsListed) {
  EXPECT_EQ(cameo("0841").mode, "release");
  EXPECT_EQ(cameo("195").type, "ASSAULT");
  EXPECT_EQ(cameo("0849").code, "084");
  EXPECT_TRUE(cameo("").code.empty());
  EXPECT_TRUE(cameo("99").code.empty());
  EXPECT_DOUBLE_EQ(cameo("0874").goldstein, 10);
}

TEST(Cameo, HasACodeForEveryTypeOfActAndNoneForWhatIsNoDeed) {
  for (int type = 0; type < record::kEventTypeCount; ++type) {
    record::Event event;
    event.type = static_cast<record::EventType>(type);
    const CameoCode code = cameo_of(event);
    ASSERT_FALSE(code.code.empty()) << record::name(event.type);
    // The way there and back stays in the type, so that a count by type is the same in both codes.
    EXPECT_EQ(code.type, record::name(event.type)) << code.code;
    event.status = record::Status::kNegated;
    EXPECT_TRUE(cameo_of(event).code.empty());
    event.status = record::Status::kActual, event.claim = record::Claim::kDenied;
    EXPECT_TRUE(cameo_of(event).code.empty());
  }
  record::Event plan;
  plan.type = record::EventType::kAssault, plan.status = record::Status::kPlanned;
  EXPECT_TRUE(cameo_of(plan).code.empty());
}

TEST(States, KnowsTheNamesThatOtherDataSetsUse) {
  EXPECT_EQ(state_code("Russian Federation"), "RUS");
  EXPECT_EQ(state_code("north korea"), "PRK");
  EXPECT_EQ(state_code("Occupied Palestinian Territory"), "PSE");
  EXPECT_EQ(state_code("Freedonia"), "");
  EXPECT_EQ(state_name("RUS"), "Russia");
  EXPECT_EQ(alpha2("IRN"), "ir");
}

TEST(EventTables, ReadsIcews) {
  const Row header = split(
      "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO "
      "Code|Intensity|Target Name|Target Sectors|Target Country|City|Country");
  EXPECT_EQ(recognise(header), DataSet::kIcews);
  const auto reader = RowReader::create(DataSet::kIcews, header);
  ASSERT_TRUE(reader.ok());
  const auto row =
      reader->read(split("7|2018-06-01|Envoy|Executive,Foreign "
                         "Ministry,Government|Bangladesh|Consult|040|1|Army|Military,Government|"
                         "Vietnam|Hanoi|Vietnam"));
  ASSERT_TRUE(row.ok());
  EXPECT_EQ(row->actor, "BGD");
  EXPECT_EQ(row->actor_sector, "GOV");
  EXPECT_EQ(row->recipient_sector, "MIL");
  EXPECT_EQ(row->type, "CONSULT");
  EXPECT_EQ(row->date, record::day_number(2018, 6, 1));
  EXPECT_EQ(row->place, "Hanoi");
  EXPECT_FALSE(reader->read(split("7|2018-06-31|E|G|Iran|Consult|040|1|A|M|Iraq|B|Iraq")).ok());
  EXPECT_FALSE(reader->read(split("7|2018-06-01|E")).ok());
  EXPECT_FALSE(reader->read(split("7|2018-06-01|E|G|Iran|Consult|9x|1|A|M|Iraq|B|Iraq")).ok());
}

Row gdelt_row(size_t width) {
  Row row(width);
  row[0] = "410000001", row[1] = "20250117", row[7] = "RUS", row[12] = "GOV", row[17] = "IRN",
  row[22] = "MIL", row[26] = "057", row[30] = "8.0", row[33] = "12";
  row[width == 61 ? 52 : 50] = "Moscow, Moskva, Russia";
  row[width - 1] = "https://example.org/1";
  return row;
}

TEST(EventTables, ReadsBothFormsOfGdeltWithoutAHeader) {
  for (const size_t width : {size_t{58}, size_t{61}}) {
    const Row first = gdelt_row(width);
    EXPECT_EQ(recognise(first), DataSet::kGdelt);
    const auto reader = RowReader::create(DataSet::kGdelt, first);
    ASSERT_TRUE(reader.ok());
    EXPECT_TRUE(reader->first_row_is_data());
    const auto row = reader->read(first);
    ASSERT_TRUE(row.ok());
    EXPECT_EQ(row->actor + row->actor_sector + row->recipient + row->recipient_sector,
              "RUSGOVIRNMIL");
    EXPECT_EQ(row->type, "AGREE");
    EXPECT_EQ(row->count, 12);
    EXPECT_EQ(row->place, "Moscow, Moskva, Russia");
    EXPECT_EQ(row->text, "https://example.org/1");
  }
}

TEST(EventTables, ReadsPolecat) {
  const Row header = split(
      "Event ID|Event Date|Event Type|Event Mode|Intensity|Actor Country|Primary Actor "
      "Sector|Recipient Country|Placename|Headline");
  const auto reader = RowReader::create(DataSet::kPolecat, header);
  ASSERT_TRUE(reader.ok());
  const auto row =
      reader->read(split("NA-1|2023-03-10|CONSULT|visit|4.0|IRN|GOV|SAU|Beijing|Talks"));
  ASSERT_TRUE(row.ok());
  EXPECT_EQ(row->type, "CONSULT");
  EXPECT_EQ(row->code, "CONSULT-visit");
  EXPECT_EQ(row->recipient, "SAU");
  EXPECT_FALSE(
      reader->read(split("NA-1|2023-03-10|CHATTER|visit|4.0|IRN|GOV|SAU|Beijing|Talks")).ok());
}

TEST(EventTables, ReadsGedAndLeavesTheMonthOpenWhereItIsNotKnown) {
  const Row header = split("id|date_start|date_end|side_a|side_b|best|type_of_violence|country");
  EXPECT_EQ(recognise(header), DataSet::kGed);
  const auto reader = RowReader::create(DataSet::kGed, header);
  ASSERT_TRUE(reader.ok());
  const auto row =
      reader->read(split("1|2020-09-27 00:00:00.000|2020-09-28 00:00:00.000|Government of "
                         "Azerbaijan|Government of Armenia|31|1|Azerbaijan"));
  ASSERT_TRUE(row.ok());
  EXPECT_EQ(row->actor + row->actor_sector + row->recipient, "AZEGOVARM");
  EXPECT_EQ(row->count, 31);
  EXPECT_TRUE(row->date.has_value());
  const auto season =
      reader->read(split("2|2020-06-01|2020-08-31|Government of Mali|Rebels|4|1|Mali"));
  ASSERT_TRUE(season.ok());
  EXPECT_FALSE(season->date.has_value());
  EXPECT_EQ(season->recipient, "Rebels");
  EXPECT_FALSE(reader->read(split("3|2020-06-02|2020-06-01|A|B|4|1|Mali")).ok());
  EXPECT_FALSE(reader->read(split("3|2020-06-01|2020-06-01|A|B|-4|1|Mali")).ok());
}

TEST(EventTables, ReadsAcled) {
  const Row header = split(
      "event_id_cnty|event_date|year|event_type|sub_event_type|actor1|actor2|country|location|"
      "notes|fatalities");
  EXPECT_EQ(recognise(header), DataSet::kAcled);
  const auto reader = RowReader::create(DataSet::kAcled, header);
  ASSERT_TRUE(reader.ok());
  const auto row = reader->read(
      split("IRN1|17 January 2025|2025|Explosions/Remote violence|Air/drone strike|Military Forces "
            "of Israel (2022-)|Military Forces of Iran (1989-)|Iran|Isfahan|...|3"));
  ASSERT_TRUE(row.ok());
  EXPECT_EQ(row->actor + row->actor_sector + row->recipient, "ISRMILIRN");
  EXPECT_EQ(row->type, "ASSAULT");
  EXPECT_EQ(row->count, 3);
  EXPECT_EQ(row->date, record::day_number(2025, 1, 17));
}

TEST(EventTables, ReadsPlainTablesAndFigures) {
  const Row header = split("date|actor|recipient|type|count");
  EXPECT_EQ(recognise(header), DataSet::kPlain);
  const auto reader = RowReader::create(DataSet::kPlain, header);
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader->read(split("2024-05-01|Russia|IRN|AID|2"))->actor, "RUS");
  EXPECT_EQ(reader->read(split("2024-05-01|RUS|IRN|046|2"))->type, "CONSULT");
  EXPECT_FALSE(reader->read(split("2024-05-01|RUS|IRN|nonsense|2")).ok());
  EXPECT_FALSE(reader->read(split("May 2024|RUS|IRN|AID|2")).ok());
  const Row figures = split("name|definition|actor|recipient|period|value|unit");
  EXPECT_EQ(recognise(figures), DataSet::kFigures);
  const auto table = RowReader::create(DataSet::kFigures, figures);
  ASSERT_TRUE(table.ok());
  const auto figure =
      table->read_figure(split("trade volume|customs, both ways|Russia|Iran|2023|4.0e9|USD"));
  ASSERT_TRUE(figure.ok());
  EXPECT_EQ(figure->dyad, "RUS IRN");
  EXPECT_DOUBLE_EQ(figure->value, 4e9);
  EXPECT_FALSE(table->read_figure(split("trade||Russia|Iran|whenever|4|USD")).ok());
  EXPECT_EQ(recognise(split("x|y|z")), std::nullopt);
}

std::string some_text(std::mt19937_64& random, size_t most) {
  static constexpr std::string_view kPieces[] = {"a", "deal", " ", "\"", "\\", "\n",   "\t",
                                                 "é", "سلام", "<", "&",  ",",  "\x01", "7"};
  std::string text;
  for (size_t i = random() % (most + 1); i > 0; --i) text += kPieces[random() % std::size(kPieces)];
  return text;
}

record::Actor some_actor(std::mt19937_64& random) {
  const auto begin = static_cast<uint32_t>(random() % 50);
  return {"RUS",
          random() % 2 ? "GOV" : "",
          some_text(random, 4),
          some_text(random, 2),
          random() % 2 ? "Q159" : "",
          {begin, begin + static_cast<uint32_t>(random() % 9)}};
}

record::Event some_event(std::mt19937_64& random) {
  record::Event e;
  e.id = "d#" + std::to_string(random() % 1000), e.document = "d",
  e.sentence = static_cast<uint32_t>(random() % 9);
  e.type = static_cast<record::EventType>(random() % record::kEventTypeCount);
  e.mode = random() % 2 ? "visit" : "";
  for (size_t i = random() % 3; i > 0; --i) e.contexts.push_back(some_text(random, 3) + "x");
  e.score = static_cast<double>(random() % 1000) / 7;
  for (size_t i = random() % 3; i > 0; --i) e.actors.push_back(some_actor(random));
  for (size_t i = random() % 3; i > 0; --i) e.recipients.push_back(some_actor(random));
  for (size_t i = random() % 2; i > 0; --i) e.claimants.push_back(some_actor(random));
  static constexpr const char* kDates[] = {"",           "2025-01-17",    "2024",
                                           "2015-23",    "../2010-05-01", "2024-01/2024-10",
                                           "2022-02/..", "199X",          "2024-05?"};
  e.date = record::parse_date(kDates[random() % std::size(kDates)]).value();
  e.status = static_cast<record::Status>(random() % 4),
  e.claim = static_cast<record::Claim>(random() % 4);
  e.what = some_text(random, 6), e.place = some_text(random, 3);
  if (random() % 2) {
    e.amount = record::Amount{static_cast<double>(random() % 1000) / 3,
                              0,
                              "USD",
                              static_cast<record::Approximation>(random() % 7),
                              {3, 9}};
    e.amount->upper = e.amount->value + static_cast<double>(random() % 2);
  }
  e.trigger = {2, 5}, e.evidence = {0, 20};
  for (size_t i = random() % 2; i > 0; --i) e.mentions.push_back({4, 8});
  e.confidence = static_cast<double>(random() % 100) / 100;
  e.explanation = some_text(random, 3);
  return e;
}

TEST(EventJson, ReadsBackWhatWasWritten) {
  const std::string text(80, 't');
  std::mt19937_64 random(7);
  EventJsonReader reader;
  for (int round = 0; round < 2000; ++round) {
    const record::Event event = some_event(random);
    base::JsonWriter first, second;
    write_json(first, event, text);
    const auto read = reader.read(first.text());
    ASSERT_TRUE(read.ok()) << read.error().message << "\n" << first.text();
    write_json(second, *read, text);
    ASSERT_EQ(first.text(), second.text());
  }
}

TEST(EventJson, NamesTheFieldThatIsWrong) {
  EventJsonReader reader;
  base::JsonWriter json;
  record::Event event;
  event.id = "d#0";
  write_json(json, event, "");
  ASSERT_TRUE(reader.read(json.text()).ok());
  const auto changed = [&](std::string_view from, std::string_view to) {
    std::string line = json.text();
    const size_t at = line.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return line.replace(at, from.size(), to);
  };
  EXPECT_NE(reader.read(changed("CONSULT", "CHAT")).error().message.find("CHAT"),
            std::string::npos);
  EXPECT_NE(reader.read(changed("\"actual\"", "\"maybe\"")).error().message.find("maybe"),
            std::string::npos);
  EXPECT_NE(
      reader.read(changed("\"sentence\":0", "\"sentence\":-1")).error().message.find("sentence"),
      std::string::npos);
  EXPECT_FALSE(reader.read("{\"id\":").ok());
  EXPECT_FALSE(reader.read("[]").ok());
  EXPECT_FALSE(reader.read(std::string(100000, '[')).ok());
}

record::Document some_document() {
  record::Document document;
  document.id = "d1", document.text = "Russia delivered systems to Iran.",
  document.source = "example.org";
  document.date = record::make_day(2016, 10, 11), document.sha256 = std::string(64, 'a');
  return document;
}

record::Event delivery() {
  record::Event event;
  event.id = "d1#0", event.document = "d1", event.type = record::EventType::kAid,
  event.contexts = {"arms"};
  event.actors = {{"RUS", "GOV", "Russia", "", "", {0, 6}}},
  event.recipients = {{"IRN", "GOV", "Iran", "", "", {28, 32}},
                      {"SYR", "MIL", "Syrian army", "", "", {28, 32}}};
  event.date = record::make_year(2016), event.evidence = {0, 33}, event.what = "systems";
  return event;
}

TEST(EventRows, WritesOneRowForEachPairWithItsCameoCode) {
  std::string icews, gdelt;
  EXPECT_EQ(append_rows(icews, RowFormat::kIcews, delivery(), some_document()), 2u);
  EXPECT_NE(icews.find("\tProvide military aid\t072\t8.3\t"), std::string::npos) << icews;
  EXPECT_NE(icews.find("\tSyrian army (Syria)\tMilitary\tSyria\t"), std::string::npos) << icews;
  EXPECT_EQ(append_rows(gdelt, RowFormat::kGdelt, delivery(), some_document()), 2u);
  record::Event denied = delivery();
  denied.claim = record::Claim::kDenied;
  EXPECT_EQ(append_rows(icews, RowFormat::kIcews, denied, some_document()), 0u);
}

TEST(EventRows, AreReadBackByTheReadersOfThoseDataSets) {
  std::string text(header_of(RowFormat::kIcews));
  append_rows(text, RowFormat::kIcews, delivery(), some_document());
  DelimitedText icews(text, '\t', false);
  icews.next();
  ASSERT_EQ(recognise(icews.fields()), DataSet::kIcews);
  const auto reader = RowReader::create(DataSet::kIcews, icews.fields());
  icews.next();
  const auto row = reader->read(icews.fields());
  ASSERT_TRUE(row.ok()) << row.error().message;
  EXPECT_EQ(row->actor + row->recipient + row->type, "RUSIRNAID");
  EXPECT_EQ(row->date, record::day_number(2016, 10, 11));

  std::string lines;
  append_rows(lines, RowFormat::kGdelt, delivery(), some_document());
  DelimitedText gdelt(lines, '\t', false);
  gdelt.next();
  ASSERT_EQ(gdelt.fields().size(), 61u);
  const auto second = RowReader::create(DataSet::kGdelt, gdelt.fields());
  const auto seen = second->read(gdelt.fields());
  ASSERT_TRUE(seen.ok()) << seen.error().message;
  EXPECT_EQ(seen->actor + seen->recipient + seen->type, "RUSIRNAID");
  EXPECT_DOUBLE_EQ(seen->score, 8.3);
}

TEST(EventRows, QuotesWhatCsvGivesAMeaning) {
  record::Event event = delivery();
  event.what = "the \"first\", big\nbatch";
  std::string text(header_of(RowFormat::kCsv));
  append_rows(text, RowFormat::kCsv, event, some_document());
  DelimitedText table(text, ',');
  table.next();
  const size_t width = table.fields().size();
  ASSERT_TRUE(table.next());
  EXPECT_EQ(table.fields().size(), width);
  EXPECT_EQ(table.fields()[15], event.what);
  EXPECT_EQ(table.fields().back(), "Russia delivered systems to Iran.");
}

TEST(Graphs, NameEveryActorThatAnEventInvolves) {
  record::Reading reading;
  reading.document = some_document(), reading.events = {delivery()};
  FollowTheMoneyWriter entities;
  std::string lines;
  entities.add(reading, lines);
  entities.finish(lines);
  for (const std::string_view id : {"actor-RUS-GOV", "actor-IRN-GOV", "actor-SYR-MIL"}) {
    EXPECT_NE(lines.find("\"id\":\"" + std::string(id)), std::string::npos) << id;
  }
  EXPECT_NE(lines.find("\"date\":[\"2016\"]"), std::string::npos);
  GraphmlWriter graph;
  std::string xml(GraphmlWriter::head());
  reading.events[0].what = "<arms & \"more\">\x02";
  graph.add(reading, xml);
  graph.finish(xml);
  EXPECT_NE(xml.find("&lt;arms &amp; &quot;more&quot;&gt; </data>"), std::string::npos) << xml;
}

}  // namespace
}  // namespace servanda::exchange

// servanda add: reads documents into a ledger.
#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "ledger_options.h"
#include "servanda/base/json.h"
#include "servanda/record/filing.h"
#include "servanda/service/ledger.h"

namespace servanda::apps {
namespace {

// Of documents with a doubtful date so many are told of one by one, the others are counted.
constexpr uint64_t kDoubtsTold = 3;

struct AddCommand {
  LedgerOptions ledger;
  std::string preset = "base";
  std::string date, dyad;
  unsigned threads = 0;
  uint64_t batch = service::AddOptions().batch_documents;
};

// Tomorrow's paper is printed tonight, and elsewhere it is tomorrow already: a day's grace.
record::DayNumber today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<record::DayNumber>(
             std::chrono::duration_cast<std::chrono::hours>(now).count() / 24) +
         1;
}

// "chl-per" as it is kept: "CHL-PER". Empty if it was not given.
base::Result<std::string> filed_dyad(const std::string& given) {
  if (given.empty()) return std::string();
  record::Document document;
  document.extra = {{"dyad", given}};
  const std::vector<std::string> codes = record::filed_under(document);
  if (codes.size() == 2) return codes[0] + "-" + codes[1];
  return base::Error{base::ErrorCode::kUsage, "give two states by their codes, as in RUS-IRN",
                     "--dyad"};
}

int run(AddCommand& options, Common& common) {
  const auto date = record::parse_date(options.date);
  if (!date) return report({base::ErrorCode::kUsage, date.error().message, "--date"});
  const auto dyad = filed_dyad(options.dyad);
  if (!dyad) return report(dyad.error());
  auto store = open_ledger(options.ledger, store::Access::kWrite);
  if (!store) return report(store.error());
  if (options.ledger.words.empty())
    return report({base::ErrorCode::kUsage, "give files or folders to add", "add"});
  auto pipeline = service::Pipeline::create(
      {.preset = options.preset == "small" ? language::Preset::kSmall : language::Preset::kBase});
  if (!pipeline) return report(pipeline.error());

  service::AddCallbacks callbacks;
  callbacks.reject = [](const base::Error& error) { report(error); };
  uint64_t doubts = 0;
  callbacks.doubt = [&doubts](const base::Error& error) {
    if (++doubts <= kDoubtsTold) report(error);
  };
  callbacks.progress = progress_to_stderr(common);
  if (options.ledger.json) {
    callbacks.acknowledge = [](const std::vector<std::string>& ids) {
      for (const std::string& id : ids) {
        base::JsonWriter json;
        json.begin_object().key("added").value(id).end_object();
        fmt::print("{}\n", json.text());
      }
      std::fflush(stdout);
    };
  }
  const auto counts = service::add_paths(*store, *pipeline, options.ledger.words,
                                         {.threads = options.threads,
                                          .date = *date,
                                          .dyad = *dyad,
                                          .today = today(),
                                          .batch_documents = options.batch},
                                         callbacks, common.cancel);
  if (doubts > kDoubtsTold)
    fmt::print(
        stderr,
        "servanda: {} more documents are at odds with their own date; they are kept too, and "
        "the guide to the ledger says how to list them\n",
        doubts - kDoubtsTold);
  if (!counts) return report(counts.error());
  if (options.ledger.json) {
    base::JsonWriter json;
    json.begin_object()
        .key("documents")
        .value(counts->added)
        .key("there")
        .value(counts->there)
        .key("rejected")
        .value(counts->rejected);
    json.key("events").value(counts->events).end_object();
    fmt::print("{}\n", json.text());
  } else {
    fmt::print("{} document{} added with {} event{}; {} {} there already; {} rejected\n",
               counts->added, counts->added == 1 ? "" : "s", counts->events,
               counts->events == 1 ? "" : "s", counts->there, counts->there == 1 ? "was" : "were",
               counts->rejected);
  }
  if (counts->rejected > 0 && counts->added + counts->there == 0)
    return static_cast<int>(base::ErrorCode::kRefused);
  return counts->rejected > 0 ? 1 : 0;
}

}  // namespace

void add_add(CLI::App& program, Common& common) {
  auto options = std::make_shared<AddCommand>();
  CLI::App* command = program.add_subcommand(
      "add", "Read documents into a ledger; what is there already is left out");
  add_ledger_options(command, options->ledger, "paths",
                     "The ledger, then files, folders, JSON lines (*.jsonl) or '-'");
  command->add_option("--date", options->date,
                      "The date of documents that do not say theirs (EDTF)");
  command->add_option(
      "--dyad", options->dyad,
      "The two states that the documents are filed under (RUS-IRN), where their "
      "field \"dyad\" does not say it:\nwhat a text says of \"the two sides\", or of "
      "one of them, it says of these");
  command->add_option("--threads", options->threads,
                      "Threads; 0 takes all cores. The ledger does not depend on it");
  command->add_option("--preset", options->preset, "Language model: base or small")
      ->check(CLI::IsMember({"base", "small"}))
      ->capture_default_str();
  command
      ->add_option("--batch", options->batch,
                   "Documents that are put on the disk together, and acknowledged together")
      ->check(CLI::Range(uint64_t{1}, uint64_t{100000}))
      ->capture_default_str();
  command->add_flag("--json", options->ledger.json,
                    "One JSON line for each document that is safe on the disk, then the counts");
  command->footer("Example:\n  servanda add russia-iran.servanda reports/ speeches.jsonl");
  command->callback([options, &common] { common.exit_code = run(*options, common); });
}

}  // namespace servanda::apps

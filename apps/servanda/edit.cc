// servanda edit: corrects a record, or takes a correction back; nothing is overwritten.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <memory>

#include "ledger_options.h"
#include "servanda/base/json.h"
#include "servanda/ledger/edits.h"

namespace servanda::apps {
namespace {

struct EditCommand {
  LedgerOptions ledger;
  std::string note, author;
  int64_t undo = 0;
  bool list = false;
};

std::string now() {
  const std::time_t time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&time, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

void print(const record::Edit& edit, bool as_json) {
  if (!as_json) {
    if (edit.undoes != 0)
      fmt::print("{:>4}  {}  {}  undoes {}  {}\n", edit.number, edit.made_at, edit.author,
                 edit.undoes, edit.note);
    else
      fmt::print("{:>4}  {}  {}  {} {} = {}  {}\n", edit.number, edit.made_at, edit.author,
                 edit.target, edit.field, edit.value, edit.note);
    return;
  }
  base::JsonWriter json;
  json.begin_object()
      .key("number")
      .value(edit.number)
      .key("made_at")
      .value(edit.made_at)
      .key("author")
      .value(edit.author);
  json.key("target")
      .value(edit.target)
      .key("field")
      .value(edit.field)
      .key("value")
      .value(edit.value)
      .key("note")
      .value_or_null(edit.note);
  json.key("undoes");
  if (edit.undoes != 0)
    json.value(edit.undoes);
  else
    json.null();
  json.end_object();
  fmt::print("{}\n", json.text());
}

int run(EditCommand& options) {
  auto store =
      open_ledger(options.ledger, options.list ? store::Access::kRead : store::Access::kWrite);
  if (!store) return report(store.error());
  const auto journal = store->edits();
  if (!journal) return report(journal.error());
  if (options.list) {
    for (const record::Edit& edit : *journal) print(edit, options.ledger.json);
    return 0;
  }
  record::Edit edit;
  edit.made_at = now();
  const char* user = std::getenv("USER");
  edit.author = !options.author.empty() ? options.author : user != nullptr ? user : "unnamed";
  edit.note = options.note;
  edit.undoes = options.undo;
  if (options.undo != 0) {
    if (options.undo < 1 || options.undo > static_cast<int64_t>(journal->size())) {
      return report({base::ErrorCode::kUsage,
                     fmt::format("there is no edit {}: see --list", options.undo), "--undo"});
    }
    edit.target = (*journal)[static_cast<size_t>(options.undo - 1)].target;
  } else {
    if (options.ledger.words.size() != 3)
      return report({base::ErrorCode::kUsage,
                     "give what to correct, the field and the value: d1#0 status negated", "edit"});
    edit.target = options.ledger.words[0], edit.field = options.ledger.words[1],
    edit.value = options.ledger.words[2];
    if (const auto checked = ledger::check_edit(edit); !checked) return report(checked.error());
    const auto there = store->has_record(edit.target);
    if (!there) return report(there.error());
    if (!*there)
      return report({base::ErrorCode::kUsage, "there is no event, pledge or forecast with this id",
                     edit.target});
  }
  const auto number = store->add_edit(edit);
  if (!number) return report(number.error());
  if (const auto moved = store->checkpoint(); !moved) return report(moved.error());
  edit.number = *number;
  print(edit, options.ledger.json);
  return 0;
}

}  // namespace

void add_edit(CLI::App& program, Common& common) {
  auto options = std::make_shared<EditCommand>();
  CLI::App* command = program.add_subcommand(
      "edit", "Correct a record; every correction is journalled and can be undone");
  add_ledger_options(command, options->ledger, "words",
                     "The ledger; the id of an event, pledge or forecast; the field; the value");
  command->add_option("--note", options->note, "The reason, or the evidence");
  command->add_option("--author", options->author, "Who corrects; else the name of the user");
  command->add_option("--undo", options->undo, "Takes back the edit of this number");
  command->add_flag("--list", options->list, "Shows the journal");
  command->add_flag("--json", options->ledger.json, "JSON lines");
  command->footer(
      "Example:\n  servanda edit l.servanda art-100#0 status negated --note 'the ministry denied "
      "it'\n"
      "  servanda edit l.servanda art-7#p0 merge art-3#p1\n  servanda edit l.servanda --undo 2");
  command->callback([options, &common] { common.exit_code = run(*options); });
}

}  // namespace servanda::apps

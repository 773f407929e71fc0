// Finds the marked words among what the coder has.
#include "marked_reports.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "servanda/import/read.h"
#include "servanda/ledger/occurrences.h"
#include "servanda/service/pipeline.h"

namespace servanda::ledger {
namespace {

void part_into_folds(Groups& groups, const std::vector<Mark>& marks) {
  std::map<std::string, std::string> parent;
  const auto find = [&](std::string id) {
    while (parent.contains(id) && parent[id] != id) id = parent[id];
    return id;
  };
  for (const Mark& mark : marks) {
    const std::string document = "document " + mark.document;
    parent.emplace(document, document), parent.emplace(mark.group, mark.group);
    parent[find(document)] = find(mark.group);
  }
  std::map<std::string, int> folds;
  for (auto& [name, group] : groups)
    group.fold = folds.emplace(find(name), static_cast<int>(folds.size() % kFolds)).first->second;
}

// The first event whose trigger overlaps the word; nullptr if there is none.
const record::Event* event_of(const std::vector<record::Event>& events, const base::Span& word) {
  const auto at = std::find_if(events.begin(), events.end(), [&](const record::Event& event) {
    return event.trigger.overlaps(word);
  });
  return at == events.end() ? nullptr : &*at;
}

}  // namespace

std::vector<Mark> read_marks(const std::string& path) {
  std::vector<Mark> marks;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::stringstream fields(line);
    Mark& mark = marks.emplace_back();
    std::string begin, end, also;
    std::getline(fields, mark.group, '\t');
    std::getline(fields, mark.document, '\t');
    std::getline(fields, begin, '\t');
    std::getline(fields, end, '\t');
    std::getline(fields, mark.act, '\t');
    mark.trigger = {static_cast<uint32_t>(std::stoul(begin)),
                    static_cast<uint32_t>(std::stoul(end))};
    if (std::getline(fields, also, '\t')) {
      mark.also = {static_cast<uint32_t>(std::stoul(also)),
                   static_cast<uint32_t>(std::stoul(also.substr(also.find('-') + 1)))};
    }
  }
  return marks;
}

std::vector<Groups> read_groups(std::vector<std::vector<Mark>>& marks,
                                const std::vector<std::string>& documents) {
  std::vector<Groups> all(marks.size());
  std::multimap<std::string, std::pair<size_t, Mark*>> of_document;
  for (size_t set = 0; set < marks.size(); ++set) {
    for (Mark& mark : marks[set]) of_document.emplace(mark.document, std::pair(set, &mark));
  }
  const service::Pipeline pipeline = service::Pipeline::create({}).value();
  service::Pipeline::Workspace workspace;
  for (const std::string& path : documents) {
    std::ifstream file(path);
    std::string line;
    while (std::getline(file, line)) {
      auto document = import::read_json_line(line, {.path = path});
      if (!document) continue;
      const auto [begin, end] = of_document.equal_range(document->id);
      if (begin == end) continue;
      const record::Reading reading = pipeline.read(std::move(document).value(), workspace);
      for (auto at = begin; at != end; ++at) {
        const auto& [set, mark] = at->second;
        const record::Event* event = event_of(reading.events, mark->trigger);
        if (event == nullptr) event = event_of(reading.events, mark->also);
        if (event == nullptr || mark->found) continue;
        mark->found = true;
        Group& group = all[set][mark->group];
        group.reports.push_back({*event, publisher_of(reading.document), reading.document.date,
                                 std::string(event->evidence.of(reading.document.text)), false});
        group.acts.push_back(mark->act);
      }
    }
  }
  for (size_t set = 0; set < marks.size(); ++set) {
    part_into_folds(all[set], marks[set]);
    for (auto& [name, group] : all[set]) group.features = features_of(group.reports);
  }
  return all;
}

}  // namespace servanda::ledger

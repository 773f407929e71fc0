// Reads sentences of our own with their events.
#include "lessons.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "servanda/event/codebook.h"

namespace servanda::tools {
namespace {

// Any day serves; it lies in the time of most office holders of the tables.
constexpr std::string_view kWritten = "2019-06-03";

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t at = text.find(separator); at != std::string::npos;
       at = text.find(separator, begin)) {
    parts.push_back(text.substr(begin, at - begin));
    begin = at + separator.size();
  }
  parts.push_back(text.substr(begin));
  return parts;
}

// "= AID - | CAN:GOV > JOR:MIL | delivers | before"; the last part is also a date, "2015-04".
bool parse_event(const std::string& line, const record::Document& lesson, GoldEvent& event) {
  const std::vector<std::string> fields = split(line.substr(2), " | ");
  if (fields.size() < 3 || fields.size() > 4) return false;
  const std::vector<std::string> act = words_of(fields[0]);
  if (act.size() != 2) return false;
  const auto type = record::parse_event_type(act[0]);
  if (!type) return false;
  event.type = *type;
  if (act[1] != "-") event.mode = act[1];
  if (!event::has_mode(event.type, event.mode)) return false;
  const size_t arrow = fields[1].find('>');
  if (arrow == std::string::npos) return false;
  event.actors = words_of(fields[1].substr(0, arrow));
  event.recipients = words_of(fields[1].substr(arrow + 1));
  event.trigger = fields[2];
  const std::string written = record::print(lesson.date);
  event.date = fields.size() == 3 ? written : fields[3] == "before" ? "../" + written : fields[3];
  return record::parse_date(event.date) && lesson.text.find(event.trigger) != std::string::npos;
}

}  // namespace

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

base::Result<std::vector<std::unique_ptr<Annotated>>> read_lessons(const std::string& path) {
  std::ifstream in(path);
  if (!in) return base::Error{base::ErrorCode::kRefused, "cannot be read", path};
  std::vector<std::unique_ptr<Annotated>> out;
  size_t number = 0;
  const record::Date any_day = *record::parse_date(kWritten);
  record::Date written = any_day;
  const auto refuse = [&](const char* what) {
    return base::Error{base::ErrorCode::kUsage, what, path + ":" + std::to_string(number)};
  };
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '@') {
      const auto date =
          record::parse_date(std::string_view(line).substr(std::min<size_t>(2, line.size())));
      if (!date || record::print(*date).empty()) return refuse("not a date");
      written = *date;
      continue;
    }
    if (line[0] != '=') {
      auto lesson = std::make_unique<Annotated>();
      lesson->document.id = "lesson-" + std::to_string(number);
      lesson->document.text = line;
      lesson->document.date = written;
      out.push_back(std::move(lesson));
      continue;
    }
    GoldEvent event;
    if (out.empty() || !parse_event(line, out.back()->document, event))
      return refuse("not an event of the sentence above");
    out.back()->gold.push_back(std::move(event));
  }
  const Analyser analyser = SERVANDA_TRY(Analyser::create());
  for (const auto& lesson : out) {
    analyser.analyse(*lesson);
    if (lesson->document.date != any_day) continue;  // it says when each of its events was
    // "before" where the sentence tells a time is not what its events are dated by, nor is any day
    // where it tells a weekday ("said on Tuesday"): the lesson says nothing of the two.
    const bool weekday = std::any_of(lesson->times.begin(), lesson->times.end(),
                                     [](const auto& time) { return time.relative; });
    for (GoldEvent& event : lesson->gold) {
      if (weekday || (event.date.starts_with("..") && !lesson->times.empty())) event.date.clear();
    }
  }
  return out;
}

}  // namespace servanda::tools

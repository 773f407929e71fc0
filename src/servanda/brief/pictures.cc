// Draws the timeline and the chart of words and deeds.
#include "servanda/brief/pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "servanda/base/markup.h"
#include "servanda/brief/wording.h"

namespace servanda::brief {
namespace {

using base::escaped;

double year_position(const record::Date& date) {
  const record::DayNumber first = record::first_day(date), last = record::last_day(date);
  return 1970.0 + (static_cast<double>(first) + static_cast<double>(last)) / 2 / 365.2425;
}

}  // namespace

std::string timeline_svg(const Brief& brief) {
  if (brief.timeline.empty()) return "";
  double first = 1e9, last = -1e9;
  for (const TimelinePoint& point : brief.timeline) {
    first = std::min(first, year_position(point.date)),
    last = std::max(last, year_position(point.date));
  }
  const int from = static_cast<int>(first), to = static_cast<int>(last) + 1;
  constexpr double kLeft = 56, kRight = 724;
  const auto x_of = [&](double year) {
    return kLeft + (kRight - kLeft) * (year - from) / std::max(1, to - from);
  };
  int step = 1;
  for (const int candidate : {1, 2, 5, 10, 20, 50}) {
    step = candidate;
    if ((to - from) / candidate <= 14) break;
  }
  // Dots of one column stand on each other; the picture is as high as the highest stacks need.
  constexpr int kMostDots = 9;
  std::map<std::pair<int, bool>, int> stacked;  // column of 9 units and side: dots so far
  std::array<int, 2> highest = {2, 2};
  const auto column_of = [&](const TimelinePoint& point) {
    return static_cast<int>(x_of(year_position(point.date)) / 9);
  };
  for (const TimelinePoint& point : brief.timeline) {
    if (!point.treaty)
      highest[point.deed] = std::min(
          kMostDots, std::max(highest[point.deed], ++stacked[{column_of(point), point.deed}]));
  }
  stacked.clear();
  const double middle = 34 + highest[1] * 10, height = middle + 40 + highest[0] * 10;
  std::string svg;
  const auto out = std::back_inserter(svg);
  fmt::format_to(
      out,
      "<svg viewBox=\"0 0 740 {:.0f}\" role=\"img\" aria-labelledby=\"timeline-title\">\n<title "
      "id=\"timeline-title\">Timeline {} to {}: deeds above the line, words below</title>\n",
      height, from, to);
  fmt::format_to(out,
                 "<text class=\"soft\" x=\"0\" y=\"{:.0f}\" font-size=\"12\">Deeds</text><text "
                 "class=\"soft\" x=\"0\" y=\"{:.0f}\" font-size=\"12\">Words</text>\n",
                 middle - 18, middle + 42);
  fmt::format_to(out,
                 "<line class=\"axis\" x1=\"{:.0f}\" x2=\"{:.0f}\" y1=\"{:.0f}\" y2=\"{:.0f}\"/>\n",
                 kLeft, kRight, middle, middle);
  for (int year = (from + step - 1) / step * step; year <= to; year += step) {
    const double x = x_of(year);
    fmt::format_to(out,
                   "<line class=\"axis\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.0f}\" "
                   "y2=\"{2:.0f}\"/><text class=\"soft\" x=\"{0:.1f}\" y=\"{3:.0f}\" "
                   "font-size=\"12\" text-anchor=\"middle\">{4}</text>\n",
                   x, middle - 3, middle + 3, middle + 17, year);
  }
  for (const TimelinePoint& point : brief.timeline) {
    if (!point.treaty) continue;
    const double x = x_of(year_position(point.date));
    const bool right_half = x > (kLeft + kRight) / 2;
    fmt::format_to(out,
                   "<line class=\"treaty\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"10\" "
                   "y2=\"{4:.0f}\"/><text class=\"treatyname\" x=\"{1:.1f}\" y=\"16\" "
                   "font-size=\"12\" text-anchor=\"{2}\">Treaty, {3}</text>\n",
                   x, right_half ? x - 6 : x + 6, right_half ? "end" : "start",
                   escaped(in_words(point.date)), height - 6);
  }
  for (const TimelinePoint& point : brief.timeline) {
    if (point.treaty) continue;
    const int column = column_of(point);
    const int level = stacked[{column, point.deed}]++;
    const double x = column * 9 + 4.5,
                 y = point.deed ? middle - 14 - level * 10 : middle + 32 + level * 10;
    if (level >= kMostDots) continue;
    fmt::format_to(
        out,
        "<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"><title>{}: {}</title></circle>\n",
        point.conflict ? "conflict"
        : point.deed   ? "deed"
                       : "word",
        x, y, escaped(capitalised(in_words(point.date))), escaped(point.label));
  }
  svg += "</svg>\n";
  return svg;
}

std::string balance_svg(const Brief& brief) {
  if (brief.balance.empty()) return "";
  constexpr size_t kRows = 12;
  const size_t rows = std::min(kRows, brief.balance.size());
  uint32_t most = 1;
  for (const BalanceRow& row : brief.balance) most = std::max(most, row.said);
  constexpr double kLeft = 150, kWidth = 560, kRow = 44;
  const double height = 40 + static_cast<double>(rows) * kRow;
  std::string svg;
  const auto out = std::back_inserter(svg);
  fmt::format_to(
      out,
      "<svg viewBox=\"0 0 740 {:.0f}\" role=\"img\" aria-labelledby=\"balance-title\">\n<title "
      "id=\"balance-title\">Pledges by field: said, in writing, started, delivered</title>\n",
      height);
  constexpr std::array<std::string_view, 4> kSteps = {"Said", "In writing", "Started", "Delivered"};
  double x = kLeft;
  for (size_t i = 0; i < kSteps.size(); ++i) {
    fmt::format_to(out,
                   "<rect class=\"s{}\" x=\"{:.0f}\" y=\"4\" width=\"12\" height=\"12\"/><text "
                   "x=\"{:.0f}\" y=\"14\" font-size=\"12\">{}</text>\n",
                   i + 1, x, x + 17, kSteps[i]);
    x += 105;
  }
  for (size_t i = 0; i < rows; ++i) {
    const BalanceRow& row = brief.balance[i];
    const double y = 34 + static_cast<double>(i) * kRow;
    fmt::format_to(
        out, "<text x=\"{:.0f}\" y=\"{:.0f}\" font-size=\"13\" text-anchor=\"end\">{}</text>\n",
        kLeft - 10, y + 20, escaped(capitalised(row.field)));
    const std::array<uint32_t, 4> counts = {row.said, row.in_writing, row.started, row.delivered};
    for (size_t step = 0; step < counts.size(); ++step) {
      const double width = kWidth * counts[step] / most;
      const double top = y + static_cast<double>(step) * 8.5;
      fmt::format_to(
          out, "<rect class=\"s{}\" x=\"{:.0f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"7\"/>",
          step + 1, kLeft, top, std::max(width, 1.0));
      fmt::format_to(out,
                     "<text class=\"soft\" x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"9\">{}</text>\n",
                     kLeft + std::max(width, 1.0) + 4, top + 7, counts[step]);
    }
  }
  svg += "</svg>\n";
  return svg;
}

}  // namespace servanda::brief

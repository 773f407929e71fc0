// Draws bars, a line and axes.
#include "servanda/service/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "servanda/base/markup.h"

namespace servanda::service {
namespace {

using base::escaped;

constexpr double kWidth = 720, kHeight = 260, kLeft = 52, kRight = 708, kTop = 34, kBottom = 226;

std::string head(std::string_view title) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
      "height=\"{1}\" role=\"img\" "
      "font-family=\"Helvetica, Arial, sans-serif\" font-size=\"11\" "
      "fill=\"#111\">\n<title>{2}</title>\n"
      "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n<text x=\"{3}\" y=\"16\" "
      "font-size=\"12\">{2}</text>\n",
      kWidth, kHeight, escaped(title), kLeft);
}

// A round step that cuts `most` into about four.
double round_step(double most) {
  const double raw = std::max(most, 1e-9) / 4, scale = std::pow(10, std::floor(std::log10(raw)));
  for (const double step : {1.0, 2.0, 5.0, 10.0}) {
    if (raw <= step * scale) return step * scale;
  }
  return 10 * scale;
}

std::string number(double value) {
  return fmt::format("{:.6g}", std::abs(value) < 1e-9 ? 0.0 : value);
}

void add_years(std::string& svg, int first, int last, double (*x_of)(double, double, double),
               double from, double to, double base) {
  const int step = last - first > 24 ? 5 : last - first > 10 ? 2 : 1;
  for (int year = first; year <= last; ++year) {
    if (year % step != 0) continue;
    const double x = x_of(year, from, to);
    if (x < kLeft - 1 || x > kRight) continue;
    svg += fmt::format(
        "<path d=\"M{0:.1f} {1:.1f}v4\" stroke=\"#111\"/><text x=\"{0:.1f}\" y=\"{2}\" "
        "text-anchor=\"middle\">{3}</text>\n",
        x, base, kBottom + 18, year);
  }
}

double scaled_x(double value, double from, double to) {
  return kLeft + (kRight - kLeft) * (value - from) / std::max(to - from, 1e-9);
}

}  // namespace

std::string series_svg(const dyad::Series& series, const std::vector<Mark>& marks) {
  const bool shares =
      std::any_of(series.volume.begin(), series.volume.end(), [](double v) { return v != 1; });
  std::vector<double> values;
  for (size_t i = 0; i < series.size(); ++i) {
    values.push_back(!shares                ? series.counts[i]
                     : series.volume[i] > 0 ? 1000 * series.counts[i] / series.volume[i]
                                            : 0);
  }
  std::string svg = head(fmt::format("{}: {} a month", series.name,
                                     shares ? "events per 1,000 of all events" : "events"));
  if (values.empty()) return svg + "</svg>\n";
  const double from = series.first / 12.0, to = from + static_cast<double>(values.size()) / 12.0;
  const double step = round_step(*std::max_element(values.begin(), values.end()));
  const double top =
      step * std::ceil(std::max(*std::max_element(values.begin(), values.end()), step) / step);
  const auto y_of = [&](double value) { return kBottom - (kBottom - kTop) * value / top; };
  for (double value = 0; value <= top + step / 2; value += step) {
    svg += fmt::format(
        "<path d=\"M{} {:.1f}H{}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1f}\" "
        "text-anchor=\"end\">{}</text>\n",
        kLeft, y_of(value), kRight, kLeft - 6, y_of(value) + 4, number(value));
  }
  const double width = std::max((kRight - kLeft) / static_cast<double>(values.size()) - 0.4, 0.4);
  std::string bars;
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i] <= 0) continue;
    const double x = scaled_x(from + static_cast<double>(i) / 12, from, to);
    bars += fmt::format("M{:.1f} {:.1f}V{:.1f}h{:.1f}V{:.1f}z", x, kBottom, y_of(values[i]), width,
                        kBottom);
  }
  svg += fmt::format("<path d=\"{}\" fill=\"#9a9a9a\"/>\n", bars);
  // Events over volume of twelve months: a mean of shares would give thin months too much to say.
  std::string line;
  for (size_t i = 11; i < values.size(); ++i) {
    double count = 0, volume = 0;
    for (size_t k = i - 11; k <= i; ++k) count += series.counts[k], volume += series.volume[k];
    if (volume <= 0) continue;
    line += fmt::format("{}{:.1f} {:.1f}", line.empty() ? "M" : "L",
                        scaled_x(from + (static_cast<double>(i) + 1) / 12, from, to),
                        y_of(std::min(top, (shares ? 1000 : 1) * count / volume)));
  }
  if (!line.empty())
    svg +=
        fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"#111\" stroke-width=\"1.4\"/>\n", line);
  for (const Mark& mark : marks) {
    const double x = scaled_x(mark.month / 12.0, from, to);
    if (x < kLeft || x > kRight) continue;
    const bool near_end = x > kRight - 60;
    svg += fmt::format(
        "<path d=\"M{0:.1f} {1}V{2}\" stroke=\"#111\" stroke-dasharray=\"4 3\"/><text "
        "x=\"{3:.1f}\" y=\"{4}\" text-anchor=\"{5}\">{6}</text>\n",
        x, kTop - 6, kBottom, near_end ? x - 4 : x + 4, kTop + 4, near_end ? "end" : "start",
        escaped(mark.label));
  }
  svg += fmt::format("<path d=\"M{} {}H{}\" stroke=\"#111\"/>\n", kLeft, kBottom, kRight);
  add_years(svg, series.first / 12, static_cast<int>(to), scaled_x, from, to, kBottom);
  svg += fmt::format(
      "<text x=\"{}\" y=\"{}\" fill=\"#444\">bars: months; line: the twelve months up to "
      "then</text>\n</svg>\n",
      kLeft, kHeight - 4);
  return svg;
}

std::string quad_svg(std::string_view title, const std::vector<dyad::PeriodCounts>& years) {
  std::string svg = head(
      fmt::format("{}: acts a year; words and deeds upward, disputes and force downward", title));
  if (years.empty()) return svg + "</svg>\n";
  double up = 1, down = 0;
  for (const dyad::PeriodCounts& year : years) {
    up = std::max(
        up, static_cast<double>(year.counts.verbal_cooperation + year.counts.material_cooperation));
    down = std::max(
        down, static_cast<double>(year.counts.verbal_conflict + year.counts.material_conflict));
  }
  const double step = round_step(up + down);
  up = step * std::ceil(up / step), down = step * std::ceil(down / step);
  const auto y_of = [&](double value) {
    return kTop + (kBottom - kTop) * (up - value) / (up + down);
  };
  for (double value = -down; value <= up + step / 2; value += step) {
    svg += fmt::format(
        "<path d=\"M{} {:.1f}H{}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1f}\" "
        "text-anchor=\"end\">{}</text>\n",
        kLeft, y_of(value), kRight, kLeft - 6, y_of(value) + 4, number(std::abs(value)));
  }
  const double from = years.front().first / 12.0, to = years.back().first / 12.0 + 1;
  const double width = std::max((kRight - kLeft) / (to - from) * 0.8, 0.6);
  // Deeds and force are dark, words and disputes light: told apart in print without colour.
  const auto bar = [&](double x, double low, double high, const char* fill) {
    if (high <= low) return;
    svg += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\" "
        "stroke=\"#111\" stroke-width=\".4\"/>\n",
        x, y_of(high), width, y_of(low) - y_of(high), fill);
  };
  for (const dyad::PeriodCounts& year : years) {
    const double x = scaled_x(year.first / 12.0 + 0.1, from, to);
    const dyad::QuadCounts& c = year.counts;
    bar(x, 0, c.material_cooperation, "#444");
    bar(x, c.material_cooperation, c.material_cooperation + c.verbal_cooperation, "#ccc");
    bar(x, -static_cast<double>(c.material_conflict), 0, "#444");
    bar(x, -static_cast<double>(c.material_conflict + c.verbal_conflict),
        -static_cast<double>(c.material_conflict), "#ccc");
  }
  svg += fmt::format("<path d=\"M{} {:.1f}H{}\" stroke=\"#111\"/>\n", kLeft, y_of(0), kRight);
  const auto centred = [](double year, double first, double last) {
    return scaled_x(year + 0.5, first, last);
  };
  add_years(svg, static_cast<int>(from), static_cast<int>(to) - 1, centred, from, to, kBottom);
  svg += fmt::format(
      "<text x=\"{}\" y=\"{}\" fill=\"#444\">dark: deeds and force; light: words and "
      "disputes</text>\n</svg>\n",
      kLeft, kHeight - 4);
  return svg;
}

}  // namespace servanda::service

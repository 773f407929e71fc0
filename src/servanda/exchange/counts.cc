// Checks every row of a table of counts.
#include "servanda/exchange/counts.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "servanda/base/ascii.h"
#include "servanda/exchange/delimited.h"
#include "servanda/record/date.h"

namespace servanda::exchange {
namespace {

using base::lower;

constexpr size_t kNone = static_cast<size_t>(-1);

std::optional<double> count_of(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return std::isfinite(value) && value >= 0 ? std::optional(value) : std::nullopt;
}

struct Columns {
  size_t a = kNone, b = kNone, month = kNone, count = kNone, all = kNone;
};

Columns columns_of(const std::vector<std::string>& header) {
  Columns found;
  for (size_t i = 0; i < header.size(); ++i) {
    const std::string name = lower(header[i]);
    if (found.a == kNone && (name == "a" || name == "actor"))
      found.a = i;
    else if (found.b == kNone && (name == "b" || name == "recipient"))
      found.b = i;
    else if (found.month == kNone && (name == "month" || name == "period"))
      found.month = i;
    else if (found.all == kNone &&
             (name.find("all") != std::string::npos || name == "total" || name == "volume"))
      found.all = i;
    else if (found.count == kNone)
      found.count = i;
  }
  return found;
}

}  // namespace

base::Result<std::vector<CountRow>> read_counts(std::string_view table, const std::string& path) {
  const auto refused = [&](uint64_t line, std::string message) {
    return base::Error{base::ErrorCode::kRefused, std::move(message),
                       fmt::format("{}:{}", path, line)};
  };
  DelimitedText rows(table, guess_separator(table));
  if (!rows.next())
    return base::Error{base::ErrorCode::kRefused, "is empty: a table of counts has a header", path};
  const Columns columns = columns_of(rows.fields());
  const size_t width = rows.fields().size();
  if (columns.a == kNone || columns.b == kNone || columns.month == kNone ||
      columns.count == kNone) {
    return refused(rows.line(), "the header must name the columns a, b, month and a count");
  }
  std::vector<CountRow> result;
  while (rows.next()) {
    const std::vector<std::string>& f = rows.fields();
    if (f.size() != width)
      return refused(rows.line(), fmt::format("has {} fields, the header {}", f.size(), width));
    const auto month = record::parse_date(f[columns.month]);
    if (!month || !month->known() || month->interval ||
        month->precision() < record::Precision::kMonth || month->begin.month > 12) {
      return refused(rows.line(), fmt::format("'{}' is no month: write 2025-01", f[columns.month]));
    }
    const auto count = count_of(f[columns.count]);
    if (!count) return refused(rows.line(), fmt::format("'{}' is no count", f[columns.count]));
    CountRow row{f[columns.a],       f[columns.b], month->begin.year,
                 month->begin.month, *count,       std::nullopt};
    if (columns.all != kNone) {
      row.all = count_of(f[columns.all]);
      if (!row.all) return refused(rows.line(), fmt::format("'{}' is no count", f[columns.all]));
    }
    if (row.a.empty() || row.b.empty() || row.a == row.b)
      return refused(rows.line(), "does not name two states");
    result.push_back(std::move(row));
  }
  if (rows.broken()) return refused(rows.line(), "a quotation mark is never closed");
  return result;
}

}  // namespace servanda::exchange

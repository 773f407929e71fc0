// Names of months.
#include "servanda/dyad/series.h"

#include <fmt/format.h>

namespace servanda::dyad {

std::string print_month(MonthNumber month) {
  return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

}  // namespace servanda::dyad

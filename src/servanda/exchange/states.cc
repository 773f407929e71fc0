// Looks names up in data/codes.
#include "servanda/exchange/states.h"

#include <unordered_map>
#include <utility>
#include <vector>

#include "servanda/base/ascii.h"
#include "servanda/embedded/kIcewsSectors.h"
#include "servanda/embedded/kStateCodes.h"
#include "servanda/exchange/tsv.h"

namespace servanda::exchange {
namespace {

using base::lower;

struct States {
  std::unordered_map<std::string, std::string> code_of_name;  // names in lower case
  std::unordered_map<std::string, std::pair<std::string, std::string>> by_code;  // name, alpha-2
};

const States& states() {
  static const States table = [] {
    States result;
    for_each_row(embedded::kStateCodes(), [&](const std::vector<std::string_view>& row) {
      if (row.size() < 3) return;
      std::string_view names = row[2];
      result.by_code[std::string(row[0])] = {std::string(names.substr(0, names.find('|'))),
                                             std::string(row[1])};
      result.code_of_name.emplace(lower(row[0]), row[0]);
      while (!names.empty()) {
        const size_t bar = names.find('|');
        result.code_of_name.emplace(lower(names.substr(0, bar)), row[0]);
        names = bar == std::string_view::npos ? std::string_view() : names.substr(bar + 1);
      }
    });
    return result;
  }();
  return table;
}

}  // namespace

std::string state_code(std::string_view name) {
  const auto found = states().code_of_name.find(lower(name));
  return found == states().code_of_name.end() ? std::string() : found->second;
}

std::string state_name(std::string_view code) {
  const auto found = states().by_code.find(std::string(code));
  return found == states().by_code.end() ? std::string(code) : found->second.first;
}

std::string alpha2(std::string_view code) {
  const auto found = states().by_code.find(std::string(code));
  return found == states().by_code.end() ? std::string() : found->second.second;
}

std::string icews_sector(std::string_view sectors) {
  std::string sector;
  for_each_row(embedded::kIcewsSectors(), [&](const std::vector<std::string_view>& row) {
    if (sector.empty() && row.size() >= 2 && sectors.find(row[0]) != std::string_view::npos)
      sector = row[1];
  });
  return sector;
}

}  // namespace servanda::exchange

// Looks CAMEO codes up in data/codes.
#include "servanda/exchange/cameo.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <vector>

#include "servanda/embedded/kCameo.h"
#include "servanda/embedded/kPloverCameo.h"
#include "servanda/exchange/tsv.h"

namespace servanda::exchange {
namespace {

const std::map<std::string_view, CameoCode>& codes() {
  static const std::map<std::string_view, CameoCode> table = [] {
    std::map<std::string_view, CameoCode> result;
    for_each_row(embedded::kCameo(), [&](const std::vector<std::string_view>& row) {
      if (row.size() < 5) return;
      CameoCode& code = result[row[0]];
      code = {row[0], 0, row[2], row[3], row[4]};
      std::from_chars(row[1].data(), row[1].data() + row[1].size(), code.goldstein);
    });
    return result;
  }();
  return table;
}

struct Line {
  std::string_view type, mode, context, status, code;
};

const std::vector<Line>& lines() {
  static const std::vector<Line> table = [] {
    std::vector<Line> result;
    for_each_row(embedded::kPloverCameo(), [&](const std::vector<std::string_view>& row) {
      if (row.size() >= 5) result.push_back({row[0], row[1], row[2], row[3], row[4]});
    });
    return result;
  }();
  return table;
}

}  // namespace

CameoCode cameo(std::string_view code) {
  while (code.size() >= 2) {
    const auto found = codes().find(code);
    if (found != codes().end()) return found->second;
    code.remove_suffix(1);
  }
  return {};
}

CameoCode cameo_of(const record::Event& event) {
  if (event.claim == record::Claim::kDenied || event.claim == record::Claim::kAlleged) return {};
  for (const Line& line : lines()) {
    if (line.type != record::name(event.type) || line.status != record::name(event.status))
      continue;
    if (line.mode != "*" && line.mode != event.mode) continue;
    if (line.context != "*" && std::find(event.contexts.begin(), event.contexts.end(),
                                         line.context) == event.contexts.end())
      continue;
    return cameo(line.code);
  }
  return {};
}

}  // namespace servanda::exchange

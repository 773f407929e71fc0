// Any bytes as a treaty: places lie inside the text and in order, ids are there once.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "servanda/treaty/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  servanda::record::Document document;
  document.text.assign(reinterpret_cast<const char*>(data), size);
  const servanda::record::Treaty treaty = servanda::treaty::read_treaty(document);
  std::set<std::string> ids;
  uint32_t last = 0;
  for (const auto& article : treaty.articles) {
    if (article.span.begin < last || article.span.end < article.span.begin ||
        article.span.end > size)
      std::abort();
    if (!ids.insert(article.id).second) std::abort();
    last = article.span.end;
  }
  ids.clear();
  for (const auto& provision : treaty.provisions) {
    if (provision.span.empty() || provision.span.end > size) std::abort();
    if (!ids.insert(provision.id).second) std::abort();
  }
  return 0;
}

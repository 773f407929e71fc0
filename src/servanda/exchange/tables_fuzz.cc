// Reads any bytes as a table of any data set and as a table of counts: refused or read, never a
// fault.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/exchange/counts.h"
#include "servanda/exchange/delimited.h"
#include "servanda/exchange/event_tables.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace servanda::exchange;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)read_counts(text, "fuzz").ok();
  for (int number = 0; number <= static_cast<int>(DataSet::kFigures); ++number) {
    const auto data_set = static_cast<DataSet>(number);
    const TableForm form = form_of(data_set, text.substr(0, text.find('\n')));
    DelimitedText table(text, form.separator, form.quotes);
    if (!table.next()) continue;
    const auto reader = RowReader::create(data_set, table.fields());
    if (!reader.ok()) continue;
    size_t read = 0;
    while (table.next()) {
      read += table.fields().size();
      (void)reader->read(table.fields()).ok();
      (void)reader->read_figure(table.fields()).ok();
    }
    if (read > size + 1) std::abort();  // more fields than bytes
  }
  return 0;
}

// Codes a stream of documents in chunks of lines, on several threads.
#include "servanda/service/code.h"

#include <cstdio>
#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <vector>

#include "servanda/exchange/cameo.h"
#include "servanda/exchange/event_rows.h"
#include "servanda/exchange/reading_json.h"
#include "servanda/import/read.h"
#include "servanda/service/ordered.h"
#include "servanda/service/whole_file.h"
#include "servanda/store/event_table.h"

namespace servanda::service {
namespace {

// Bytes of documents that are coded together: enough for the code and the tables of each stage to
// stay in the cache from one document to the next and to make locking rare, few enough to keep
// threads even.
constexpr size_t kChunkBytes = 64 << 10;

struct Chunk {
  std::vector<std::string> lines;
  uint64_t first_line = 1;
};

struct ParquetRow {
  record::Event event;
  std::string words;  // its evidence
};

struct Coded {
  std::string lines;  // finished
  std::vector<ParquetRow> rows;
  std::vector<base::Error> errors;
  CodeCounts counts;
};

exchange::RowFormat row_format(CodeFormat format) {
  return format == CodeFormat::kIcews   ? exchange::RowFormat::kIcews
         : format == CodeFormat::kGdelt ? exchange::RowFormat::kGdelt
                                        : exchange::RowFormat::kCsv;
}

void write(const record::Event& event, const record::Document& document, CodeFormat format,
           base::JsonWriter& json, Coded& coded) {
  ++coded.counts.events;
  switch (format) {
    case CodeFormat::kPlover:
      json.clear();
      exchange::write_json(json, event, document.text);
      coded.lines += json.text();
      coded.lines += '\n';
      break;
    case CodeFormat::kCsv:
    case CodeFormat::kIcews:
    case CodeFormat::kGdelt:
      if (exchange::append_rows(coded.lines, row_format(format), event, document) == 0)
        ++coded.counts.left_out;
      break;
    case CodeFormat::kParquet:
      coded.rows.push_back({event, std::string(event.evidence.of(document.text))});
      break;
  }
}

Coded code_chunk(const Pipeline& pipeline, const Chunk& chunk, const std::string& path,
                 CodeFormat format, Pipeline::Workspace& workspace) {
  Coded coded;
  base::JsonWriter json;
  std::vector<record::Document> documents;
  for (size_t i = 0; i < chunk.lines.size(); ++i) {
    const std::string& line = chunk.lines[i];
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto document = import::read_json_line(line, {.path = path, .line = chunk.first_line + i});
    if (!document) {
      ++coded.counts.rejected;
      coded.errors.push_back(document.error());
      continue;
    }
    ++coded.counts.documents;
    documents.push_back(std::move(*document));
  }
  const auto events = pipeline.code(documents, workspace);
  for (size_t i = 0; i < documents.size(); ++i) {
    for (const record::Event& event : events[i]) write(event, documents[i], format, json, coded);
  }
  return coded;
}

}  // namespace

base::Result<CodeCounts> code_json_lines(const Pipeline& pipeline, std::istream& input,
                                         const std::string& path, std::ostream& output,
                                         const CodeOptions& options,
                                         const std::function<void(const base::Error&)>& reject,
                                         const base::Progress& progress,
                                         const base::Cancel& cancel) {
  CodeCounts counts;
  uint64_t line_number = 1;
  bool written = true;
  std::optional<store::EventTable> table;
  if (options.format == CodeFormat::kParquet) table = SERVANDA_TRY(store::EventTable::create());
  if (options.format != CodeFormat::kPlover && !table)
    output << exchange::header_of(row_format(options.format));
  const auto next = [&]() -> std::optional<Chunk> {
    if (cancel.requested()) return std::nullopt;
    Chunk chunk{.lines = {}, .first_line = line_number};
    size_t bytes = 0;
    std::string line;
    while (bytes < kChunkBytes && std::getline(input, line)) {
      bytes += line.size() + 1;
      ++line_number;
      chunk.lines.push_back(std::move(line));
    }
    if (chunk.lines.empty()) return std::nullopt;
    return chunk;
  };
  const auto make_worker = [&]() -> std::function<Coded(Chunk)> {
    auto workspace =
        std::make_shared<Pipeline::Workspace>();  // shared: std::function must be copyable
    return [&, workspace](Chunk chunk) {
      return code_chunk(pipeline, chunk, path, options.format, *workspace);
    };
  };
  const auto sink = [&](Coded coded) {
    for (const base::Error& error : coded.errors) reject(error);
    output << coded.lines;
    for (const ParquetRow& row : coded.rows)
      table->add(row.event, row.words, exchange::cameo_of(row.event).code);
    counts.documents += coded.counts.documents;
    counts.events += coded.counts.events;
    counts.rejected += coded.counts.rejected;
    counts.left_out += coded.counts.left_out;
    if (progress) progress(counts.documents, 0, path);
    written = static_cast<bool>(output);
    return written;
  };
  run_ordered<Chunk, Coded>(thread_count(options.threads), next, make_worker, sink);
  output.flush();
  if (!written || !output)
    return base::Error{base::ErrorCode::kStore, "the output could not be written", path};
  if (cancel.requested()) return base::Error{base::ErrorCode::kInterrupted, "interrupted", path};
  if (table) {
    const std::string part = options.parquet_path + ".part";
    std::remove(part.c_str());  // of a run that was cut off
    auto made = table->write_parquet(part);
    if (made) made = flush_to_disk(part);
    if (made) made = rename_durably(part, options.parquet_path);
    if (!made) {
      std::remove(part.c_str());
      return made.error();
    }
  }
  return counts;
}

}  // namespace servanda::service

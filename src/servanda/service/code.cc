// Codes a stream of documents in chunks of lines, on several threads.
#include "servanda/service/code.h"

#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <vector>

#include "servanda/exchange/reading_json.h"
#include "servanda/import/read.h"
#include "servanda/service/ordered.h"

namespace servanda::service {
namespace {

constexpr size_t kChunkBytes = 64 << 10;  // enough to make locking rare, small enough to keep threads even

struct Chunk {
  std::vector<std::string> lines;
  uint64_t first_line = 1;
};

struct Coded {
  std::string json;  // finished lines
  std::vector<base::Error> errors;
  CodeCounts counts;
};

Coded code_chunk(const Pipeline& pipeline, const Chunk& chunk, const std::string& path, Pipeline::Workspace& workspace) {
  Coded coded;
  base::JsonWriter json;
  for (size_t i = 0; i < chunk.lines.size(); ++i) {
    const std::string& line = chunk.lines[i];
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto document = import::read_json_line(line, {.path = path, .line = chunk.first_line + i});
    if (!document) {
      ++coded.counts.rejected;
      coded.errors.push_back(document.error());
      continue;
    }
    ++coded.counts.documents;
    for (const record::Event& event : pipeline.code(*document, workspace)) {
      json.clear();
      exchange::write_json(json, event, document->text);
      coded.json += json.text();
      coded.json += '\n';
      ++coded.counts.events;
    }
  }
  return coded;
}

}  // namespace

base::Result<CodeCounts> code_json_lines(const Pipeline& pipeline, std::istream& input, const std::string& path,
                                         std::ostream& output, unsigned threads,
                                         const std::function<void(const base::Error&)>& reject,
                                         const base::Progress& progress, const base::Cancel& cancel) {
  CodeCounts counts;
  uint64_t line_number = 1;
  bool written = true;
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
    auto workspace = std::make_shared<Pipeline::Workspace>();  // shared: std::function must be copyable
    return [&, workspace](Chunk chunk) { return code_chunk(pipeline, chunk, path, *workspace); };
  };
  const auto sink = [&](Coded coded) {
    for (const base::Error& error : coded.errors) reject(error);
    output << coded.json;
    counts.documents += coded.counts.documents;
    counts.events += coded.counts.events;
    counts.rejected += coded.counts.rejected;
    if (progress) progress(counts.documents, 0, path);
    written = static_cast<bool>(output);
    return written;
  };
  run_ordered<Chunk, Coded>(thread_count(threads), next, make_worker, sink);
  output.flush();
  if (!written || !output) return base::Error{base::ErrorCode::kStore, "the output could not be written", path};
  if (cancel.requested()) return base::Error{base::ErrorCode::kInterrupted, "interrupted", path};
  return counts;
}

}  // namespace servanda::service

// Imports files; HTML, PDF and DOCX in a limited child process.
#include "servanda/service/import_file.h"

#include <fmt/format.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "servanda/base/sha256.h"
#include "servanda/service/child_process.h"
#include "servanda/service/document_frame.h"

namespace servanda::service {
namespace {

constexpr uint64_t kMaxChildOutput = 512ull << 20;

base::Error refused(const import::Origin& origin, std::string message) {
  return {base::ErrorCode::kRefused, std::move(message), origin.path};
}

// Refuses sockets to this process and all that it starts.
bool forbid_network() {
#if defined(__x86_64__) || defined(__aarch64__)
#if defined(__x86_64__)
  constexpr uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#else
  constexpr uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#endif
  sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
  return true;
#endif
}

void limit(decltype(RLIMIT_AS) what, uint64_t most) {
  const rlimit limits = {most, most};
  setrlimit(what, &limits);
}

// Limits hold for the child's whole life, and for pdftotext, which it turns into.
void enter_limits(const ImportLimits& limits) {
  limit(RLIMIT_AS, limits.memory_bytes);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 32);
}

std::vector<std::string> child_command(std::string_view format) {
  return {"/proc/self/exe", "import-child", std::string(format)};
}

// Says in the user's words why a child gave no document.
base::Error failure(const ChildOutput& child, const import::Origin& origin,
                    const ImportLimits& limits) {
  if (child.timed_out || child.exit_code == 128 + SIGXCPU || child.exit_code == 128 + SIGKILL) {
    return refused(origin, fmt::format("takes more than {} s to read, the limit for a document",
                                       limits.cpu_seconds));
  }
  if (child.output.size() > kMaxChildOutput)
    return refused(origin, fmt::format("expands beyond {} bytes", kMaxChildOutput));
  if (child.errors.find("bad_alloc") != std::string::npos || child.exit_code == 128 + SIGABRT) {
    return refused(origin,
                   fmt::format("needs more than {} MB of memory to read, the limit for a document",
                               limits.memory_bytes >> 20));
  }
  if (child.exit_code >= 128) return refused(origin, "is damaged: its reader was stopped by it");
  const size_t end = child.errors.find('\n');
  return refused(origin, child.errors.empty() ? "cannot be read" : child.errors.substr(0, end));
}

// Finds "Title:   ..." in what pdfinfo writes.
std::string_view info_field(std::string_view info, std::string_view name) {
  size_t at = 0;
  while (at < info.size()) {
    size_t end = info.find('\n', at);
    if (end == std::string_view::npos) end = info.size();
    std::string_view line = info.substr(at, end - at);
    if (line.starts_with(name)) {
      line.remove_prefix(name.size());
      const size_t begin = line.find_first_not_of(' ');
      return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
    }
    at = end + 1;
  }
  return {};
}

// Programs that print to PDF put the name of the file where the title belongs.
bool is_file_name(std::string_view title) {
  const size_t dot = title.rfind('.');
  return title.starts_with("Microsoft ") || title.find("://") != std::string_view::npos ||
         (title.find(' ') == std::string_view::npos && dot != std::string_view::npos &&
          title.size() - dot <= 6);
}

base::Result<record::Document> import_pdf(std::string_view bytes, const import::Origin& origin,
                                          const ImportLimits& limits) {
  const ChildOutput text =
      SERVANDA_TRY(run_child(child_command("pdf"), bytes, limits.wall_seconds, kMaxChildOutput));
  if (text.exit_code != 0) {
    if (text.errors.find("password") != std::string::npos)
      return refused(origin, "is encrypted: save it without a password first");
    if (text.exit_code == 127)
      return refused(origin, "cannot be read: pdftotext is missing (Debian's poppler-utils)");
    if (text.exit_code < 128) return refused(origin, "is damaged: pdftotext finds no pages in it");
    return failure(text, origin, limits);
  }
  record::Document document = SERVANDA_TRY(import::read_pdf_text(text.output, origin));
  document.sha256 = base::hex(base::sha256(bytes));
  document.id = document.sha256.substr(0, 16);
  const ChildOutput info = SERVANDA_TRY(
      run_child(child_command("pdfinfo"), bytes, limits.wall_seconds, kMaxChildOutput));
  if (info.exit_code == 0) {
    const std::string_view title = info_field(info.output, "Title:");
    if (!title.empty() && !is_file_name(title)) document.title = title;
    auto date = record::parse_date(info_field(info.output, "CreationDate:").substr(0, 10));
    if (date && date->known()) {
      document.date = std::move(date).value();
      document.date_basis = "metadata: CreationDate";
    }
  }
  return document;
}

}  // namespace

base::Result<record::Document> import_bytes(std::string_view bytes, const import::Origin& origin,
                                            const ImportLimits& limits) {
  if (bytes.size() > import::kMaxDocumentBytes) {
    return refused(origin, fmt::format("has {} bytes; the limit for a document is {}", bytes.size(),
                                       import::kMaxDocumentBytes));
  }
  std::string_view child;
  switch (SERVANDA_TRY(import::detect_format(bytes, origin))) {
    case import::Format::kText:
    case import::Format::kMarkdown:
      return import::read_text(bytes, origin);
    case import::Format::kJsonLines:
      return refused(origin, "holds JSON lines, not one document");
    case import::Format::kPdf:
      return import_pdf(bytes, origin, limits);
    case import::Format::kHtml:
      child = "html";
      break;
    case import::Format::kDocx:
      child = "docx";
      break;
  }
  const ChildOutput output =
      SERVANDA_TRY(run_child(child_command(child), bytes, limits.wall_seconds, kMaxChildOutput));
  if (output.exit_code != 0) return failure(output, origin, limits);
  auto document = read_frame(output.output);
  if (!document) return refused(origin, "is damaged: its reader was stopped by it");
  document->path = origin.path;
  return document;
}

int run_import_child(std::string_view format) {
  enter_limits({});
  if (!forbid_network()) return 1;
  if (format == "pdf") {
    execlp("pdftotext", "pdftotext", "-enc", "UTF-8", "-", "-", nullptr);
    return 127;
  }
  if (format == "pdfinfo") {
    execlp("pdfinfo", "pdfinfo", "-enc", "UTF-8", "-isodates", "-", nullptr);
    return 127;
  }
  std::string bytes;
  char buffer[1 << 16];
  ssize_t got = 0;
  while ((got = read(STDIN_FILENO, buffer, sizeof buffer)) > 0)
    bytes.append(buffer, static_cast<size_t>(got));
  const auto document =
      format == "docx" ? import::read_docx(bytes, {}) : import::read_html(bytes, {});
  if (!document) {
    fmt::print(stderr, "{}\n", document.error().message);
    return 3;
  }
  const std::string frame = write_frame(*document);
  for (size_t at = 0; at < frame.size();) {
    const ssize_t wrote = write(STDOUT_FILENO, frame.data() + at, frame.size() - at);
    if (wrote <= 0) return 1;
    at += static_cast<size_t>(wrote);
  }
  return 0;
}

}  // namespace servanda::service

// Starts a child with posix_spawn and moves bytes with poll, so that neither side can block the
// other.
#include "servanda/service/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

extern char** environ;

namespace servanda::service {
namespace {

constexpr uint64_t kMaxErrorBytes = 64 << 10;

// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  ~Descriptor() { close(); }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_ = -1;
};

struct Pipe {
  Descriptor read, write;
};

base::Result<Pipe> make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return base::Error{base::ErrorCode::kInternal, fmt::format("no pipe: {}", std::strerror(errno)),
                       ""};
  }
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

}  // namespace

base::Result<ChildOutput> run_child(const std::vector<std::string>& arguments,
                                    std::string_view input, unsigned wall_seconds,
                                    uint64_t max_output) {
  Pipe in = SERVANDA_TRY(make_pipe());
  Pipe out = SERVANDA_TRY(make_pipe());
  Pipe err = SERVANDA_TRY(make_pipe());

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read.number(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write.number(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write.number(), STDERR_FILENO);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    return base::Error{
        base::ErrorCode::kInternal,
        fmt::format("'{}' cannot be started: {}", arguments[0], std::strerror(failed)), ""};
  }
  in.read.close();
  out.write.close();
  err.write.close();
  fcntl(in.write.number(), F_SETFL, O_NONBLOCK);

  // A child that dies early must not kill us with SIGPIPE.
  struct sigaction ignore = {}, before = {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, &before);

  ChildOutput result;
  size_t fed = 0;
  if (input.empty()) in.write.close();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(wall_seconds);
  std::array<char, 1 << 16> buffer;
  while (out.read.open() || err.read.open()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                          deadline - std::chrono::steady_clock::now())
                          .count();
    if (left <= 0 || result.output.size() > max_output) {
      result.timed_out = left <= 0;
      kill(child, SIGKILL);
      break;
    }
    std::array<pollfd, 3> wait = {
        pollfd{in.write.number(), POLLOUT, 0}, pollfd{out.read.number(), POLLIN, 0},
        pollfd{err.read.number(), POLLIN, 0}};  // negative numbers are passed over
    if (poll(wait.data(), wait.size(), static_cast<int>(std::min<long>(left, 1000))) < 0 &&
        errno != EINTR)
      break;
    if (wait[0].revents != 0) {
      const ssize_t wrote = write(in.write.number(), input.data() + fed,
                                  std::min<size_t>(input.size() - fed, 1 << 16));
      if (wrote > 0) fed += static_cast<size_t>(wrote);
      if ((wrote < 0 && errno != EAGAIN) || fed == input.size()) in.write.close();
    }
    const auto drain = [&](Descriptor& from, std::string& into, uint64_t most) {
      const ssize_t got = ::read(from.number(), buffer.data(), buffer.size());
      if (got <= 0) {
        from.close();
        return;
      }
      if (into.size() <= most) into.append(buffer.data(), static_cast<size_t>(got));
    };
    if (wait[1].revents != 0) drain(out.read, result.output, max_output);
    if (wait[2].revents != 0) drain(err.read, result.errors, kMaxErrorBytes);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  sigaction(SIGPIPE, &before, nullptr);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace servanda::service

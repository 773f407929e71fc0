// Reads standard input piece by piece, looking at the interrupt between pieces.
#include "input.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace servanda::apps {

InterruptibleInput::int_type InterruptibleInput::underflow() {
  while (!cancel_.requested()) {
    pollfd wait = {STDIN_FILENO, POLLIN, 0};
    if (poll(&wait, 1, 1000) < 0 && errno != EINTR) return traits_type::eof();
    if (wait.revents == 0) continue;
    const ssize_t got = ::read(STDIN_FILENO, buffer_.data(), buffer_.size());
    // An end of the input that comes together with the signal (a pipe that is interrupted as a
    // whole) is no end.
    if (cancel_.requested() || (got < 0 && errno == EINTR)) continue;
    if (got <= 0) return traits_type::eof();
    setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
    return traits_type::to_int_type(buffer_[0]);
  }
  interrupted_ = true;
  return traits_type::eof();
}

}  // namespace servanda::apps

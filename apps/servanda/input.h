// Standard input that Ctrl-C can stop.
#pragma once

#include <array>
#include <streambuf>

#include "servanda/base/progress.h"

namespace servanda::apps {

// Gives std::cin its bytes. Waits with poll, which a signal ends, where a plain read would go on
// waiting for the rest of a line that nobody types: the input then ends, and interrupted() is true.
class InterruptibleInput : public std::streambuf {
 public:
  explicit InterruptibleInput(const base::Cancel& cancel) : cancel_(cancel) {}
  bool interrupted() const { return interrupted_; }

 protected:
  int_type underflow() override;

 private:
  const base::Cancel& cancel_;
  std::array<char, 1 << 16> buffer_;
  bool interrupted_ = false;
};

}  // namespace servanda::apps

// A value, or an error that says what is wrong, where, and what to do.
//
//   Result<Date> parse_date(std::string_view text);
//
//   Result<int> year_of(std::string_view text) {
//     Date date = SERVANDA_TRY(parse_date(text));
//     return date.begin.year;
//   }
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace servanda::base {

// The kinds of failure; the values are the exit codes of the command line.
enum class ErrorCode : uint8_t {
  kRejected = 1,      // one item among many; the batch goes on
  kUsage = 2,         // the caller's options
  kRefused = 3,       // the input as a whole
  kStore = 4,         // the ledger or the disk
  kInternal = 5,      // a defect of ours
  kInterrupted = 130  // the user asked to stop
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // what is wrong and what to do, in one sentence
  std::string place;    // where: file, file:line, document id; empty if there is none

  // Returns "place: message".
  std::string text() const { return place.empty() ? message : place + ": " + message; }
};

template <typename T>
class [[nodiscard]] Result {
 public:
  using Value = T;
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

// Success without a value.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error)
      : error_(std::move(error)), ok_(false) {}  // NOLINT(google-explicit-constructor)
  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  void value() const {}
  const Error& error() const& { return error_; }
  Error&& error() && { return std::move(error_); }

 private:
  Error error_;
  bool ok_ = true;
};

}  // namespace servanda::base

// Gives the value of a Result, or returns its error from the enclosing function.
#define SERVANDA_TRY(expression)                                          \
  __extension__({                                                         \
    auto servanda_result = (expression);                                  \
    if (!servanda_result.ok()) return std::move(servanda_result).error(); \
    std::move(servanda_result).value();                                   \
  })

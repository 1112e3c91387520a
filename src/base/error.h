// base: errors, results, logging, files, paths, hashing, background workers. Knows nothing of maps or
// articles.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace dateline {

enum class ErrorKind {
  usage,        ///< the caller asked for something that cannot be asked (exit code 2)
  notFound,     ///< a file or an id does not exist
  unreadable,   ///< it exists and cannot be read: permissions, a directory, a device
  invalid,      ///< it was read and is not what it should be
  unsupported,  ///< it is well formed, and not something Dateline reads
  tooLarge,     ///< beyond a stated limit
  io,           ///< writing failed
  graphics,     ///< no usable OpenGL
  cancelled,    ///< the user stopped it
};

/// What went wrong, as a sentence for the user: which file, what is wrong, what to do.
struct Error {
  ErrorKind kind;
  std::string message;
  std::string where = {};  ///< file, feature or member; may be empty when the message names it

  /// "where: message", or the message alone.
  [[nodiscard]] std::string text() const { return where.empty() ? message : where + ": " + message; }
};

template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string where = {}) {
  return tl::make_unexpected(Error{kind, std::move(message), std::move(where)});
}

/// Something that was survived while reading imperfect data; `count` of the same kind are one warning.
struct Warning {
  std::string message;
  std::string where = {};
  int count = 1;
};
using Warnings = std::vector<Warning>;

}  // namespace dateline

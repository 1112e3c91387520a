#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/ascii.h"
#include "base/descriptor.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

std::string reason(int code) {
  return std::generic_category().message(code);
}

/// `expected`: bytes that are likely to come.
Result<std::string> readAll(int fd, std::size_t expected, std::size_t limitBytes, const std::string& where) {
  std::string bytes;
  bytes.reserve(expected);
  std::array<char, 1 << 16> chunk{};
  for (;;) {
    const ssize_t got = ::read(fd, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorKind::unreadable, "cannot be read: " + reason(errno), where);
    if (got == 0) return bytes;
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
    if (bytes.size() > limitBytes)
      return fail(ErrorKind::tooLarge, fmt::format("is larger than the limit of {} MB", limitBytes >> 20),
                  where);
  }
}

}  // namespace

Result<std::string> readFile(const fs::path& path, std::size_t limitBytes, bool allowStdin) {
  if (allowStdin && path == "-") return readAll(STDIN_FILENO, 0, limitBytes, "standard input");
  const std::string where = path.string();
  if (holdsNul(where)) return fail(ErrorKind::notFound, "no file has a NUL character in its name", where);
  // O_NONBLOCK: opening a pipe that nobody writes to must not hang before it is found to be no file.
  const Descriptor handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!handle.open()) {
    const int code = errno;
    if (code == ENOENT || code == ENOTDIR)
      return fail(ErrorKind::notFound, "there is no such file; check the name", where);
    return fail(ErrorKind::unreadable, "cannot be opened: " + reason(code), where);
  }
  struct stat info {};
  if (::fstat(handle.get(), &info) != 0)
    return fail(ErrorKind::unreadable, "cannot be read: " + reason(errno), where);
  if (S_ISDIR(info.st_mode)) return fail(ErrorKind::unreadable, "is a folder; name a file in it", where);
  if (!S_ISREG(info.st_mode)) return fail(ErrorKind::unreadable, "is not a regular file", where);
  if (static_cast<std::uintmax_t>(info.st_size) > limitBytes)
    return fail(ErrorKind::tooLarge,
                fmt::format("is {} MB; the limit is {} MB", info.st_size >> 20, limitBytes >> 20), where);
  return readAll(handle.get(), static_cast<std::size_t>(info.st_size), limitBytes, where);
}

}  // namespace dateline

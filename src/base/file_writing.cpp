#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <optional>
#include <random>
#include <string>
#include <system_error>
#include <utility>

#include "base/ascii.h"
#include "base/descriptor.h"
#include "base/file.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

Status unwritten(int code, const std::string& where) {
  if (code == EEXIST)
    return fail(ErrorKind::io, "is there by now and is left as it is; choose another name", where);
  return fail(ErrorKind::io, "cannot be written: " + std::generic_category().message(code), where);
}

bool writeAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

/// Makes the rename itself durable; failing that is no failure of the write.
void syncFolder(const fs::path& folder) {
  const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.open()) ::fsync(handle.get());
}

/// The descriptor of this process that a path such as /dev/stdout stands for.
std::optional<int> descriptorNamed(const fs::path& path) {
  const std::string name = path.lexically_normal().string();
  if (name == "/dev/stdout") return STDOUT_FILENO;
  if (name == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!name.starts_with(folder)) continue;
    int number = 0;
    const char* const end = name.data() + name.size();
    const auto [parsed, failed] = std::from_chars(name.data() + folder.size(), end, number);
    if (failed == std::errc() && parsed == end && number >= 0) return number;
  }
  return std::nullopt;
}

Status writeAsItComes(const fs::path& path, std::string_view bytes) {
  const std::optional<int> own = descriptorNamed(path);
  // A descriptor that is open already goes on where it stands; opened again it might begin anew.
  Descriptor handle(own ? ::fcntl(*own, F_DUPFD_CLOEXEC, 0)
                        : ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!handle.open() || !writeAll(handle.get(), bytes) || !handle.close())
    return unwritten(errno, path.string());
  return {};
}

/// A link that somebody else has left in a folder for all, such as /tmp. Linux follows none (see
/// protected_symlinks in proc(5)), for it may lead to a file of whoever writes.
bool isForeignLink(const fs::path& link) {
  struct stat own {
  }, folder{};
  const fs::path in = link.has_parent_path() ? link.parent_path() : fs::path(".");
  if (::lstat(link.c_str(), &own) != 0 || ::stat(in.c_str(), &folder) != 0) return false;
  constexpr mode_t kForAll = S_ISVTX | S_IWOTH;
  return (folder.st_mode & kForAll) == kForAll && own.st_uid != ::geteuid() && own.st_uid != folder.st_uid;
}

/// What is at the end of a chain of links, be it there or not; nullopt with errno where a link is not to be
/// followed.
std::optional<fs::path> linkedTo(fs::path path) {
  constexpr int kLongestChain = 40;  // as the kernel's
  std::error_code failed;
  for (int i = 0; i < kLongestChain && fs::is_symlink(fs::symlink_status(path, failed)); ++i) {
    if (isForeignLink(path)) {
      errno = EACCES;
      return std::nullopt;
    }
    const fs::path target = fs::read_symlink(path, failed);
    if (failed) break;
    path = path.parent_path() / target;
  }
  if (!fs::is_symlink(fs::symlink_status(path, failed))) return path;
  errno = ELOOP;
  return std::nullopt;
}

/// False with errno: EEXIST where the name is taken.
bool renameToFreeName(const char* from, const char* to) {
  if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  // Not every kernel and file system can; most of those can link, which replaces nothing either.
  if (::link(from, to) == 0) return ::unlink(from) == 0;
  if (errno == EEXIST) return false;
  struct stat other {};
  if (::lstat(to, &other) == 0) return errno = EEXIST, false;
  return ::rename(from, to) == 0;
}

/// A new file beside its place, written before it has its name.
class NewFile {
 public:
  explicit NewFile(const fs::path& place)
      : place_(place), folder_(place.has_parent_path() ? place.parent_path() : fs::path(".")) {
    // Its name is given through /proc, which is not everywhere.
    if (::access(kOwnDescriptors, X_OK) == 0)
      fd_ = ::open(folder_.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (fd_ >= 0) return;
    // Network and stacked file systems give every file a name.
    named_ = nameBeside();
    fd_ = ::open(named_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd_ < 0) named_.clear();
  }
  ~NewFile() {
    if (fd_ >= 0) ::close(fd_);
    if (!named_.empty()) ::unlink(named_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  [[nodiscard]] bool open() const { return fd_ >= 0; }
  [[nodiscard]] int get() const { return fd_; }

  /// False with errno when that cannot be.
  bool putInPlace(Existing existing) {
    if (named_.empty()) {
      named_ = nameBeside();
      const std::string self = fmt::format("{}/{}", kOwnDescriptors, fd_);
      if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, named_.c_str(), AT_SYMLINK_FOLLOW) != 0) {
        named_.clear();
        return false;
      }
    }
    // The error of close counts: a full disk may be told only there.
    const int fd = std::exchange(fd_, -1);
    if (::close(fd) != 0) return false;
    const bool placed = existing == Existing::replace ? ::rename(named_.c_str(), place_.c_str()) == 0
                                                      : renameToFreeName(named_.c_str(), place_.c_str());
    if (!placed) return false;
    named_.clear();
    syncFolder(folder_);
    return true;
  }

 private:
  /// Short enough beside the longest name; nobody else's.
  [[nodiscard]] std::string nameBeside() const {
    constexpr std::size_t kLongestPart = 200;  // of the 255 bytes that a name may have
    std::random_device random;
    const std::string name = place_.filename().string().substr(0, kLongestPart);
    return (folder_ / fmt::format(".{}.{:08x}", name, random())).string();
  }

  static constexpr const char* kOwnDescriptors = "/proc/self/fd";

  fs::path place_, folder_;
  std::string named_;  ///< as long as it has a name of its own
  int fd_ = -1;
};

/// As the file that it replaces, or as a new one of this user's.
bool setRights(int fd, const struct stat* old) {
  if (old == nullptr) {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return ::fchmod(fd, 0666 & ~mask) == 0;
  }
  // Only root can give files away. Where the group cannot be kept, another one gets no more than everyone.
  mode_t mode = old->st_mode & 0777;
  if (::fchown(fd, old->st_uid, old->st_gid) != 0 && ::fchown(fd, static_cast<uid_t>(-1), old->st_gid) != 0)
    mode = (mode & 0707) | (mode & 0070 & ((mode & 0007) << 3));
  return ::fchmod(fd, mode) == 0;
}

}  // namespace

bool takesBytesAsTheyCome(const fs::path& path) {
  if (descriptorNamed(path)) return true;
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

Status writeFileAtomically(const fs::path& path, std::string_view bytes, Existing existing) {
  const std::string where = path.string();
  if (holdsNul(where)) return fail(ErrorKind::io, "no file has a NUL character in its name", where);
  if (takesBytesAsTheyCome(path)) return writeAsItComes(path, bytes);
  const std::optional<fs::path> linked = linkedTo(path);
  if (!linked) return unwritten(errno, where);
  const fs::path& place = *linked;
  const fs::path folder = place.has_parent_path() ? place.parent_path() : fs::path(".");
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    return fail(ErrorKind::io, fmt::format("the folder {} does not exist; make it first", folder.string()),
                where);
  struct stat old {};
  const bool there = ::stat(place.c_str(), &old) == 0;
  if (there && S_ISDIR(old.st_mode)) return fail(ErrorKind::io, "is a folder; name a file in it", where);
  if (there && existing == Existing::keep) return unwritten(EEXIST, where);

  NewFile file(place);
  if (!file.open() || !writeAll(file.get(), bytes) || ::fsync(file.get()) != 0 ||
      !setRights(file.get(), there ? &old : nullptr) || !file.putInPlace(existing))
    return unwritten(errno, where);
  return {};
}

Status writeToStandardOutput(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() || std::fflush(stdout) != 0)
    return unwritten(errno, "standard output");
  return {};
}

}  // namespace dateline

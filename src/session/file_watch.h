#pragma once

#include <functional>
#include <memory>
#include <string>

namespace dateline::session {

/// Tells when files were written, replaced, removed or put back. Its thread, one for all of them, sleeps
/// until the system wakes it (inotify): files that do not change cost nothing.
class FilesWatch {
 public:
  /// `changed` is called on the watch's own thread with a file's key, once the file has been quiet for a
  /// moment: a short one after it was closed or put in place, a longer one while somebody still writes into
  /// it.
  explicit FilesWatch(std::function<void(const std::string& key)> changed);
  ~FilesWatch();
  FilesWatch(const FilesWatch&) = delete;
  FilesWatch& operator=(const FilesWatch&) = delete;

  enum class What : std::uint8_t {
    file,
    namesakes  ///< and what lies beside it under its name with another ending
  };
  /// False where the system cannot watch the file's folder.
  bool add(const std::string& key, const std::string& path, What what = What::file);
  void remove(const std::string& key);

 private:
  struct Watched;
  std::unique_ptr<Watched> watched_;
};

/// The same of one file.
class FileWatch {
 public:
  FileWatch(const std::string& path, const std::function<void()>& changed);

  /// False where the system cannot watch the file's folder.
  [[nodiscard]] bool watching() const { return watching_; }

 private:
  FilesWatch files_;
  bool watching_;
};

}  // namespace dateline::session

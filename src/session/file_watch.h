#pragma once

#include <functional>
#include <memory>
#include <string>

namespace dateline::session {

/// Tells when a file was written, replaced, removed or put back. Its thread sleeps until the system wakes it
/// (inotify): a file that does not change costs nothing.
class FileWatch {
 public:
  /// `changed` is called on the watch's own thread, once the file has been quiet for a moment: a short one
  /// after it was closed or put in place, a longer one while somebody still writes into it.
  FileWatch(const std::string& path, std::function<void()> changed);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  /// False where the system cannot watch the file's folder.
  [[nodiscard]] bool watching() const { return watched_ != nullptr; }

 private:
  struct Watched;
  std::unique_ptr<Watched> watched_;
};

}  // namespace dateline::session

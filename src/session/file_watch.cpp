#include "session/file_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/descriptor.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds, std::chrono::steady_clock;

constexpr milliseconds kSettled{120};  // after a file was closed or put in place
constexpr milliseconds kUnsettled{900};
// The folder is watched, not the file: most programs save by putting a new file in the old one's place.
constexpr std::uint32_t kSettling = IN_CLOSE_WRITE | IN_MOVED_TO;
constexpr std::uint32_t kUnsettling = IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM;

}  // namespace

/// A name in a folder that is watched.
struct WatchedName {
  std::string key;
  int folder;  ///< the watch's descriptor
  std::string name;
  bool anyEnding;

  [[nodiscard]] bool is(const inotify_event& event) const {
    if (event.len == 0 || folder != event.wd) return false;
    return name == event.name || (anyEnding && fs::path(name).stem() == fs::path(event.name).stem());
  }
};

struct FilesWatch::Watched {
  Descriptor events{::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
  Descriptor stop{::eventfd(0, EFD_CLOEXEC)};
  std::function<void(const std::string&)> changed;
  std::mutex mutex;
  std::vector<WatchedName> names;                       ///< under the mutex
  std::map<std::string, steady_clock::time_point> due;  ///< when it will have been quiet, by key
  std::thread thread;

  /// Under the mutex.
  bool watch(const std::string& key, const fs::path& file, bool anyEnding) {
    const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
    const int watched = ::inotify_add_watch(events.get(), folder.c_str(), kSettling | kUnsettling);
    if (watched >= 0) names.push_back({key, watched, file.filename().string(), anyEnding});
    return watched >= 0;
  }

  void note(const inotify_event& event) {
    const auto wait = (event.mask & kSettling) != 0 ? kSettled : kUnsettled;
    const std::lock_guard lock(mutex);
    for (const WatchedName& one : names)
      if ((event.mask & IN_Q_OVERFLOW) != 0 || one.is(event)) due[one.key] = steady_clock::now() + wait;
  }

  void takeEvents() {
    alignas(inotify_event) std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = ::read(events.get(), buffer.data(), buffer.size())) > 0;)
      for (ssize_t at = 0; at < size;) {
        const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
        note(*event);
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      }
  }

  /// Tells of those that are quiet. How long to wait for the next one, -1 for ever.
  int tell() {
    int wait = -1;
    const steady_clock::time_point now = steady_clock::now();
    for (auto at = due.begin(); at != due.end();) {
      if (at->second <= now) {
        changed(at->first);
        at = due.erase(at);
        continue;
      }
      const auto left = std::chrono::ceil<milliseconds>(at->second - now).count();
      wait = wait < 0 ? static_cast<int>(left) : std::min(wait, static_cast<int>(left));
      ++at;
    }
    return wait;
  }

  void run() {
    for (int wait = -1;; wait = tell()) {
      std::array<pollfd, 2> waiting = {{{events.get(), POLLIN, 0}, {stop.get(), POLLIN, 0}}};
      ::poll(waiting.data(), waiting.size(), wait);
      if (waiting[1].revents != 0) return;
      if (waiting[0].revents != 0) takeEvents();
    }
  }
};

FilesWatch::FilesWatch(std::function<void(const std::string& key)> changed) {
  auto watched = std::make_unique<Watched>();
  watched->changed = std::move(changed);
  if (watched->events.get() < 0 || watched->stop.get() < 0) return;
  watched_ = std::move(watched);
  watched_->thread = std::thread([w = watched_.get()] { w->run(); });
}

FilesWatch::~FilesWatch() {
  if (watched_ == nullptr) return;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(watched_->stop.get(), &one, sizeof one);
  watched_->thread.join();
}

bool FilesWatch::add(const std::string& key, const std::string& path, What what) {
  if (watched_ == nullptr) return false;
  const bool anyEnding = what == What::namesakes;
  const std::lock_guard lock(watched_->mutex);
  bool watching = watched_->watch(key, path, anyEnding);
  // A link may be bent elsewhere, and what it leads to may be written.
  std::error_code failed;
  const fs::path real = fs::canonical(path, failed);
  if (!failed && fs::is_symlink(path, failed)) watching = watched_->watch(key, real, anyEnding) || watching;
  return watching;
}

void FilesWatch::remove(const std::string& key) {
  if (watched_ == nullptr) return;
  const std::lock_guard lock(watched_->mutex);
  auto& names = watched_->names;
  std::vector<int> folders;
  for (const WatchedName& one : names)
    if (one.key == key) folders.push_back(one.folder);
  std::erase_if(names, [&](const WatchedName& one) { return one.key == key; });
  for (const int folder : folders)
    if (std::ranges::find(names, folder, &WatchedName::folder) == names.end())
      ::inotify_rm_watch(watched_->events.get(), folder);
}

FileWatch::FileWatch(const std::string& path, const std::function<void()>& changed)
    : files_([changed](const std::string&) { changed(); }), watching_(files_.add("", path)) {}

}  // namespace dateline::session

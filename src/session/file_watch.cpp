#include "session/file_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <thread>
#include <vector>

#include "base/descriptor.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

constexpr int kSettledMilliseconds = 120;  // after a file was closed or put in place
constexpr int kUnsettledMilliseconds = 900;
// The folder is watched, not the file: most programs save by putting a new file in the old one's place.
constexpr std::uint32_t kSettling = IN_CLOSE_WRITE | IN_MOVED_TO;
constexpr std::uint32_t kUnsettling = IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM;

}  // namespace

/// A name in a folder that is watched.
struct WatchedName {
  int folder;  ///< the watch's descriptor
  std::string name;
};

struct FileWatch::Watched {
  Descriptor events{::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
  Descriptor stop{::eventfd(0, EFD_CLOEXEC)};
  std::vector<WatchedName> names;
  std::function<void()> changed;
  std::thread thread;

  void watch(const fs::path& file) {
    const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
    const int watched = ::inotify_add_watch(events.get(), folder.c_str(), kSettling | kUnsettling);
    if (watched >= 0) names.push_back({watched, file.filename().string()});
  }

  [[nodiscard]] bool isOurs(const inotify_event& event) const {
    if ((event.mask & IN_Q_OVERFLOW) != 0) return true;
    return event.len > 0 && std::any_of(names.begin(), names.end(), [&](const WatchedName& one) {
             return one.folder == event.wd && one.name == event.name;
           });
  }

  /// Takes in what has happened; what the last event that concerns the file was, 0 for none.
  [[nodiscard]] std::uint32_t takeEvents() const {
    alignas(inotify_event) std::array<char, 4096> buffer{};
    std::uint32_t last = 0;
    for (ssize_t size = 0; (size = ::read(events.get(), buffer.data(), buffer.size())) > 0;)
      for (ssize_t at = 0; at < size;) {
        const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
        if (isOurs(*event)) last = event->mask;
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      }
    return last;
  }

  void run() const {
    int wait = -1;
    for (;;) {
      std::array<pollfd, 2> waiting = {{{events.get(), POLLIN, 0}, {stop.get(), POLLIN, 0}}};
      const int ready = ::poll(waiting.data(), waiting.size(), wait);
      if (waiting[1].revents != 0) return;
      if (ready > 0 && waiting[0].revents != 0) {
        const std::uint32_t last = takeEvents();
        if (last != 0) wait = (last & kSettling) != 0 ? kSettledMilliseconds : kUnsettledMilliseconds;
      } else if (ready == 0) {
        wait = -1;
        changed();
      }
    }
  }
};

FileWatch::FileWatch(const std::string& path, std::function<void()> changed) {
  auto watched = std::make_unique<Watched>();
  watched->changed = std::move(changed);
  if (watched->events.get() < 0 || watched->stop.get() < 0) return;
  watched->watch(path);
  // A link may be bent elsewhere, and what it leads to may be written.
  std::error_code failed;
  const fs::path real = fs::canonical(path, failed);
  if (!failed && fs::is_symlink(path, failed)) watched->watch(real);
  if (watched->names.empty()) return;
  watched_ = std::move(watched);
  watched_->thread = std::thread([w = watched_.get()] { w->run(); });
}

FileWatch::~FileWatch() {
  if (watched_ == nullptr) return;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(watched_->stop.get(), &one, sizeof one);
  watched_->thread.join();
}

}  // namespace dateline::session

#include "session/live_layer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "session/layer_reading.h"

namespace dateline::session {
namespace {

using std::chrono::seconds;
constexpr seconds kFirstPause{1}, kLongestPause{30};
/// How often a server of which nothing is wanted is asked whether it is there.
constexpr seconds kPingEvery{5};

struct RunningThreads {
  std::mutex mutex;
  std::condition_variable ended;
  int count = 0;
};
/// Never freed: a thread may outlive the program's end.
RunningThreads& runningThreads() {
  static auto* const threads = new RunningThreads;
  return *threads;
}

geo::LngLatBox besides(geo::LngLatBox box, const geo::LngLatBox& other) {
  const double shift = std::round((other.centre().lng - box.centre().lng) / 360) * 360;
  box.minX += shift;
  box.maxX += shift;
  return box;
}

}  // namespace

bool covers(const geo::LngLatBox& read, const geo::LngLatBox& seen) {
  const geo::LngLatBox box = besides(seen, read);
  const bool allAround = read.width() >= 360;
  return read.minY <= box.minY && read.maxY >= box.maxY &&
         (allAround || (read.minX <= box.minX && read.maxX >= box.maxX));
}

struct LiveLayer::Shared {
  atlas::DatabaseAddress address;
  std::function<void(News)> report;
  std::mutex mutex;
  std::condition_variable changed;
  std::optional<atlas::Window> wanted;  ///< and not yet begun
  std::optional<atlas::Window> begun;   ///< the last; read again after the server was away
  CancelToken reading;
  bool stopping = false;

  void tell(News news) {
    const std::lock_guard lock(mutex);
    if (!stopping) report(std::move(news));
  }
  void work();
  [[nodiscard]] bool pauseFor(seconds pause);
  [[nodiscard]] Status serve(atlas::WindowedSource& source, seconds& pause);
  [[nodiscard]] std::optional<atlas::Window> take();
};

/// False when it is over.
bool LiveLayer::Shared::pauseFor(seconds pause) {
  std::unique_lock lock(mutex);
  return !changed.wait_for(lock, pause, [this] { return stopping; });
}

/// The next wish, waited for as long as a server may go unasked.
std::optional<atlas::Window> LiveLayer::Shared::take() {
  std::unique_lock lock(mutex);
  changed.wait_for(lock, kPingEvery, [this] { return stopping || wanted; });
  reading = {};
  if (stopping) return std::nullopt;
  if (wanted) begun = wanted;
  return std::exchange(wanted, std::nullopt);
}

/// Reads what is wanted until that fails, or all is over.
Status LiveLayer::Shared::serve(atlas::WindowedSource& source, seconds& pause) {
  while (true) {
    const std::optional<atlas::Window> window = take();
    CancelToken cancel;
    {
      const std::lock_guard lock(mutex);
      if (stopping) return {};
      cancel = reading;
    }
    if (!window) {
      if (Status there = source.ping(); !there) return there;
      continue;
    }
    tell({.kind = News::Kind::reading});
    auto data = source.read(*window, {.bytes = layerMemory(), .cancel = cancel});
    if (data) {
      pause = kFirstPause;
      tell({.kind = News::Kind::read, .data = std::make_shared<const atlas::WindowData>(std::move(*data))});
    } else if (data.error().kind != ErrorKind::cancelled) {
      return tl::make_unexpected(data.error());
    }
  }
}

void LiveLayer::Shared::work() {
  bool before = false;
  for (seconds pause = kFirstPause;; pause = std::min(pause * 2, kLongestPause)) {
    auto source = atlas::WindowedSource::open(address);
    Status status;
    if (source) {
      if (!std::exchange(before, true))
        tell({.kind = News::Kind::opened, .name = (*source)->name(), .extent = (*source)->extent()});
      status = serve(**source, pause);
      if (status) return;
    } else {
      status = tl::make_unexpected(source.error());
      if (!before) return tell({.kind = News::Kind::refused, .error = source.error()});
    }
    {
      const std::lock_guard lock(mutex);
      if (!wanted) wanted = begun;
    }
    tell({.kind = News::Kind::lost, .error = status.error()});
    if (!pauseFor(pause)) return;
  }
}

LiveLayer::LiveLayer(atlas::DatabaseAddress address, std::function<void(News)> report)
    : shared_(std::make_shared<Shared>()) {
  shared_->address = std::move(address);
  shared_->report = std::move(report);
  {
    const std::lock_guard lock(runningThreads().mutex);
    ++runningThreads().count;
  }
  std::thread([shared = shared_] {
    shared->work();
    const std::lock_guard lock(runningThreads().mutex);
    --runningThreads().count;
    runningThreads().ended.notify_all();
  }).detach();  // it may hang in the network, and nobody shall wait for that
}

LiveLayer::~LiveLayer() {
  const std::lock_guard lock(shared_->mutex);
  shared_->stopping = true;
  shared_->reading.cancel();
  shared_->changed.notify_all();
}

void LiveLayer::want(const atlas::Window& window) {
  const std::lock_guard lock(shared_->mutex);
  if (shared_->begun && !shared_->begun->box.intersects(besides(window.box, shared_->begun->box)))
    shared_->reading.cancel();
  shared_->wanted = window;
  shared_->changed.notify_all();
}

void LiveLayer::finish() {
  std::unique_lock lock(runningThreads().mutex);
  runningThreads().ended.wait_for(lock, seconds(1), [] { return runningThreads().count == 0; });
}

}  // namespace dateline::session

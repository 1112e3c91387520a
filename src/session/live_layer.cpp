#include "session/live_layer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "base/loose_threads.h"
#include "base/within_memory.h"
#include "session/layer_reading.h"

namespace dateline::session {
namespace {

using std::chrono::seconds;
constexpr seconds kFirstPause{1}, kLongestPause{30};
/// How often a server of which nothing is wanted is asked whether it is there.
constexpr seconds kPingEvery{5};

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
  struct Wishes {
    std::optional<atlas::Window> window = {};
    std::optional<std::string> attribute = {};
    [[nodiscard]] bool any() const { return window || attribute; }
  };

  Source source;
  std::function<void(News)> report;
  std::shared_ptr<std::atomic<float>> progress = std::make_shared<std::atomic<float>>(0.0f);
  std::mutex mutex;
  std::condition_variable changed;
  Wishes wanted;  ///< and not yet begun
  Wishes begun;   ///< the last; read again after the source was away
  CancelToken reading;
  bool looking = false;
  bool stopping = false;

  void tell(News news) {
    const std::lock_guard lock(mutex);
    if (!stopping) report(std::move(news));
  }
  void work();
  void wantAgain();
  [[nodiscard]] bool pauseFor(seconds pause);
  [[nodiscard]] Status serve(atlas::WindowedSource& open, bool& served);
  [[nodiscard]] Status read(atlas::WindowedSource& open, const atlas::Window& window,
                            const CancelToken& cancel);
  [[nodiscard]] Status count(atlas::WindowedSource& open, const std::string& attribute,
                             const CancelToken& cancel);
  [[nodiscard]] Wishes take(CancelToken& cancel);
};

/// False when it is over.
bool LiveLayer::Shared::pauseFor(seconds pause) {
  std::unique_lock lock(mutex);
  changed.wait_for(lock, pause, [this] { return stopping || looking; });
  looking = false;
  return !stopping;
}

/// The next wishes, waited for as long as a source may go unasked; none when it is to be looked after.
LiveLayer::Shared::Wishes LiveLayer::Shared::take(CancelToken& cancel) {
  std::unique_lock lock(mutex);
  const auto something = [this] { return stopping || looking || wanted.any(); };
  if (source.asked)
    changed.wait_for(lock, kPingEvery, something);
  else
    changed.wait(lock, something);
  looking = false;
  reading = cancel = {};
  if (stopping) cancel.cancel();
  if (wanted.window) begun.window = wanted.window;
  if (wanted.attribute) begun.attribute = wanted.attribute;
  return std::exchange(wanted, {});
}

/// What was begun and is not wanted otherwise meanwhile.
void LiveLayer::Shared::wantAgain() {
  const std::lock_guard lock(mutex);
  if (!wanted.window) wanted.window = begun.window;
  if (!wanted.attribute) wanted.attribute = begun.attribute;
}

Status LiveLayer::Shared::read(atlas::WindowedSource& open, const atlas::Window& window,
                               const CancelToken& cancel) {
  tell({.kind = News::Kind::reading});
  *progress = 0;
  const auto some = [this](atlas::WindowData data) {
    tell({.kind = News::Kind::partly, .data = std::make_shared<const atlas::WindowData>(std::move(data))});
  };
  auto data =
      open.read(window, {.bytes = layerMemory(), .cancel = cancel, .progress = progress, .preview = some});
  if (!data) return tl::make_unexpected(data.error());
  tell({.kind = News::Kind::read, .data = std::make_shared<const atlas::WindowData>(std::move(*data))});
  return {};
}

/// That an attribute cannot be had is no fault of the source.
Status LiveLayer::Shared::count(atlas::WindowedSource& open, const std::string& attribute,
                                const CancelToken& cancel) {
  auto values = open.valuesOf(attribute, cancel);
  News news{.kind = News::Kind::counted, .attribute = attribute};
  if (values)
    news.values = std::make_shared<const atlas::AttributeValues>(std::move(*values));
  else if (values.error().kind == ErrorKind::notFound || values.error().kind == ErrorKind::tooLarge)
    news.error = values.error();
  else
    return tl::make_unexpected(values.error());
  {
    const std::lock_guard lock(mutex);
    begun.attribute.reset();
  }
  tell(std::move(news));
  return {};
}

/// Reads what is wanted until that fails, or all is over. `served`: something was read.
Status LiveLayer::Shared::serve(atlas::WindowedSource& open, bool& served) {
  while (true) {
    CancelToken cancel;
    const Wishes wishes = take(cancel);
    {
      const std::lock_guard lock(mutex);
      if (stopping) return {};
    }
    Status done;
    if (!wishes.any()) {
      if (done = open.ping(); !done) return done;
      continue;
    }
    done = withinMemory(open.name(), [&]() -> Status {
      if (wishes.window)
        if (Status ok = read(open, *wishes.window, cancel); !ok) return ok;
      return wishes.attribute ? count(open, *wishes.attribute, cancel) : Status();
    });
    served = served || done;
    if (!done && done.error().kind != ErrorKind::cancelled) return done;
    // The window that moved on has been replaced; the attribute has not.
    if (!done && wishes.attribute) wantAgain();
  }
}

void LiveLayer::Shared::work() {
  bool before = false;
  for (seconds pause = kFirstPause;;) {
    auto open = withinMemory({}, source.open);
    Status status;
    bool served = false;
    if (open) {
      if (!std::exchange(before, true))
        tell({.kind = News::Kind::opened, .name = (*open)->name(), .extent = (*open)->extent()});
      status = serve(**open, served);
      if (status) return;
    } else {
      status = tl::make_unexpected(open.error());
      if (!before) return tell({.kind = News::Kind::refused, .error = open.error()});
    }
    wantAgain();
    if (served) {  // it may have been replaced by another that is whole
      pause = kFirstPause;
      continue;
    }
    tell({.kind = News::Kind::lost, .error = status.error()});
    if (!pauseFor(pause)) return;
    pause = std::min(pause * 2, kLongestPause);
  }
}

LiveLayer::LiveLayer(Source source, std::function<void(News)> report) : shared_(std::make_shared<Shared>()) {
  shared_->source = std::move(source);
  shared_->report = std::move(report);
  runLoose([shared = shared_] { shared->work(); });
}

LiveLayer::~LiveLayer() {
  const std::lock_guard lock(shared_->mutex);
  shared_->stopping = true;
  shared_->reading.cancel();
  shared_->changed.notify_all();
}

void LiveLayer::want(const atlas::Window& window) {
  const std::lock_guard lock(shared_->mutex);
  const auto& begun = shared_->begun.window;
  if (begun && !begun->box.intersects(besides(window.box, begun->box))) shared_->reading.cancel();
  shared_->wanted.window = window;
  shared_->changed.notify_all();
}

void LiveLayer::count(const std::string& attribute) {
  const std::lock_guard lock(shared_->mutex);
  shared_->wanted.attribute = attribute;
  shared_->changed.notify_all();
}

void LiveLayer::look() {
  const std::lock_guard lock(shared_->mutex);
  shared_->looking = true;
  shared_->changed.notify_all();
}

std::shared_ptr<std::atomic<float>> LiveLayer::progress() const {
  return shared_->progress;
}

}  // namespace dateline::session

#include "session/layer_readers.h"

#include <deque>
#include <mutex>
#include <utility>

#include "base/loose_threads.h"

namespace dateline::session {
namespace {
constexpr int kAtOnce = 3;
}  // namespace

struct LayerReaders::Shared {
  std::mutex mutex;
  Inbox* inbox;
  std::deque<std::function<void(const Post&)>> waiting;
  int running = 0;

  explicit Shared(Inbox& to) : inbox(&to) {}

  void post(std::function<void()> message) {
    const std::lock_guard lock(mutex);
    if (inbox != nullptr) inbox->post(std::move(message));
  }
  void work() {
    goBehindOthers();
    const Post toInbox = [this](std::function<void()> message) { post(std::move(message)); };
    std::unique_lock lock(mutex);
    while (!waiting.empty()) {
      const auto read = std::exchange(waiting.front(), nullptr);
      waiting.pop_front();
      lock.unlock();
      read(toInbox);
      lock.lock();
    }
    --running;
  }
};

LayerReaders::LayerReaders(Inbox& inbox) : shared_(std::make_shared<Shared>(inbox)) {}

LayerReaders::~LayerReaders() {
  const std::lock_guard lock(shared_->mutex);
  shared_->inbox = nullptr;
  shared_->waiting.clear();
}

void LayerReaders::run(std::function<void(const Post&)> read) {
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->waiting.push_back(std::move(read));
    if (shared_->running == kAtOnce) return;
    ++shared_->running;
  }
  runLoose([shared = shared_] { shared->work(); });
}

}  // namespace dateline::session

#include "base/loose_threads.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace dateline {
namespace {

struct Running {
  std::mutex mutex;
  std::condition_variable ended;
  int count = 0;
};
/// Never freed: a thread may outlive the program's end.
Running& running() {
  static auto* const threads = new Running;
  return *threads;
}

}  // namespace

void runLoose(std::function<void()> work) {
  {
    const std::lock_guard lock(running().mutex);
    ++running().count;
  }
  std::thread([work = std::move(work)]() mutable {
    work();
    work = nullptr;
    const std::lock_guard lock(running().mutex);
    --running().count;
    running().ended.notify_all();
  }).detach();
}

bool looseThreadsEnded(std::chrono::milliseconds patience) {
  std::unique_lock lock(running().mutex);
  return running().ended.wait_for(lock, patience, [] { return running().count == 0; });
}

}  // namespace dateline

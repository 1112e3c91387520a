#include "base/workers.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace dateline {
namespace {
constexpr int kBehindOthers = 10, kBehindAll = 19;

/// Linux keeps niceness by the thread.
void setNiceness(int niceness) {
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
}
}  // namespace

void goBehindOthers() {
  setNiceness(kBehindOthers);
}
void goBehindAll() {
  setNiceness(kBehindAll);
}

Workers::Workers(unsigned threads, std::function<void()> onIdle) : onIdle_(std::move(onIdle)) {
  for (unsigned i = 0; i < std::max(1u, threads); ++i) {
    try {
      threads_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      // Where the system gives no more, fewer do.
      if (threads_.empty()) throw;
      return;
    }
  }
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    jobs_.clear();
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::run(std::function<void()> job, double priority) {
  {
    const std::lock_guard lock(mutex_);
    const auto behind =
        std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& j) { return j.priority < priority; });
    jobs_.insert(behind, Job{priority, std::move(job)});
  }
  wake_.notify_one();
}

bool Workers::idle() const {
  const std::lock_guard lock(mutex_);
  return jobs_.empty() && running_ == 0;
}

void Workers::work() {
  goBehindOthers();
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (stopping_) return;
    const std::function<void()> run = std::move(jobs_.front().run);
    jobs_.pop_front();
    ++running_;
    lock.unlock();
    run();
    lock.lock();
    if (--running_ > 0 || !jobs_.empty() || !onIdle_) continue;
    lock.unlock();
    onIdle_();
    lock.lock();
  }
}

void Inbox::post(std::function<void()> message) {
  {
    const std::lock_guard lock(mutex_);
    messages_.push_back(std::move(message));
  }
  if (onPost_) onPost_();
}

bool Inbox::drain() {
  std::vector<std::function<void()>> taken;
  {
    const std::lock_guard lock(mutex_);
    taken.swap(messages_);
  }
  for (const std::function<void()>& message : taken) message();
  return !taken.empty();
}

}  // namespace dateline

#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace dateline {

/// Shared by the one who asks for work to stop and the work, which looks now and then.
class CancelToken {
 public:
  void cancel() const { *flag_ = true; }
  [[nodiscard]] bool cancelled() const { return *flag_; }

 private:
  std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

/// What is shown now goes before what will be, where both want the same processor: a software rasteriser has
/// threads of its own. For the thread that calls it.
void goBehindOthers();
/// For what nobody waits for: behind those too.
void goBehindAll();

/// Threads that run jobs, behind all others of the program that want a processor. Jobs make values and hand
/// them over through an Inbox; they never touch the state. The destructor drops the jobs that have not begun
/// and waits for those that have.
class Workers {
 public:
  /// `onIdle` is called on a worker's thread each time the last job has ended.
  explicit Workers(unsigned threads, std::function<void()> onIdle = {});
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Higher priorities run first; equal ones in the order they came.
  void run(std::function<void()> job, double priority = 0.0);
  /// True when nothing is queued or running.
  [[nodiscard]] bool idle() const;

 private:
  struct Job {
    double priority;
    std::function<void()> run;
  };
  void work();

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  unsigned running_ = 0;
  bool stopping_ = false;
  std::function<void()> onIdle_;
  std::vector<std::thread> threads_;
};

/// The only crossing from workers to the thread that owns the state: workers post, the owner drains at frame
/// start. `onPost` (called on the worker's thread) wakes an event loop that sleeps.
class Inbox {
 public:
  explicit Inbox(std::function<void()> onPost = {}) : onPost_(std::move(onPost)) {}
  void post(std::function<void()> message);
  /// Runs everything posted so far; true when there was anything.
  bool drain();

 private:
  std::mutex mutex_;
  std::vector<std::function<void()>> messages_;
  std::function<void()> onPost_;
};

}  // namespace dateline

#pragma once

#include <optional>

namespace dateline::app {

/// Has the heap lie in large pages (transparent huge pages, where the kernel offers them) and keeps freed
/// memory for the next who asks: most of what a map needs are buffers of megabytes, and to be given them page
/// by page takes a sixth of the time until the first picture. To be called before there are threads.
void useLargePages();

/// Gives what was freed back to the system: where there was not enough memory, others are to have it.
void returnFreed();

/// Gives what was freed back to the system a while after the last work ended: a layer of millions of points
/// leaves hundreds of megabytes behind, and while one moves on they are wanted again.
class ReturnFreed {
 public:
  static constexpr double kRestSeconds = 5;

  /// To be told at each turn of a loop whether work is under way, at the loop's clock.
  void note(bool working, double seconds);
  /// When memory is to be given back; the loop must not sleep longer.
  [[nodiscard]] std::optional<double> deadline() const { return due_; }

 private:
  bool working_ = false;
  std::optional<double> due_;
};

}  // namespace dateline::app

#include "app/heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <limits>
#include <memory>

namespace dateline::app {
namespace {

constexpr int kHeapBytes = 512 << 20;  // address space alone: pages come when they are written to
constexpr int kLargestBlock = 256 << 20;
constexpr std::size_t kWorthReturning = 192u << 20;

/// Memory that the process has of its own and the heap has handed to nobody. What is set aside and was never
/// touched is no part of it.
std::size_t unusedBytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t whole = 0, resident = 0, shared = 0;
  if (!(file >> whole >> resident >> shared)) return 0;
  const struct mallinfo2 heap = mallinfo2();
  const std::size_t own = (resident - shared) * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const std::size_t used = heap.uordblks + heap.hblkhd;
  return own > used ? own - used : 0;
}

}  // namespace

void useLargePages() {
  // Larger blocks go back to the system when they are freed, smaller ones stay in the heap.
  mallopt(M_MMAP_THRESHOLD, kLargestBlock);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TOP_PAD, kHeapBytes);
  const auto first = std::make_unique<std::byte[]>(1 << 20);  // moves the heap's end
  mallopt(M_TOP_PAD, 16 << 20);
  constexpr std::uintptr_t kPage = 4096;
  const auto begin = (reinterpret_cast<std::uintptr_t>(first.get()) + kPage - 1) / kPage * kPage;
  const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  // Without huge pages the heap is as it always is.
  if (end > begin) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

void returnFreed() {
  malloc_trim(0);
}

void ReturnFreed::note(bool working, double seconds) {
  if (working)
    due_.reset();
  else if (working_ && unusedBytes() > kWorthReturning)
    due_ = seconds + kRestSeconds;
  working_ = working;
  if (!due_ || seconds < *due_) return;
  returnFreed();
  due_.reset();
}

}  // namespace dateline::app

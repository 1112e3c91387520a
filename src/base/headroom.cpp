#include "base/headroom.h"

#include <sys/mman.h>

namespace dateline {
namespace {

/// Stacks and heaps of a few threads.
constexpr std::size_t kHeadroom = 128 << 20;
constexpr std::size_t kImmense = 64 << 20;

}  // namespace

bool hasHeadroomBeside(std::size_t bytes) {
  if (bytes < kImmense) return true;
  void* room = mmap(nullptr, kHeadroom, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return false;
  munmap(room, kHeadroom);
  return true;
}

}  // namespace dateline

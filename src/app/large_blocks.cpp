// The program's own operator new: large blocks lie in large pages.

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

#include "base/headroom.h"

namespace {

constexpr std::size_t kHugePage = 2 << 20;
constexpr std::size_t kLarge = 2 * kHugePage;

/// The heaps of threads are not the one above, and millions of points come in blocks of their own: touching
/// one for the first time would cost the kernel a thousand times as many steps.
void* largeBlock(std::size_t bytes) {
  void* block = std::aligned_alloc(kHugePage, (bytes + kHugePage - 1) / kHugePage * kHugePage);
  if (block != nullptr && !dateline::hasHeadroomBeside(bytes)) {
    std::free(block);
    return nullptr;
  }
  if (block != nullptr) madvise(block, bytes, MADV_HUGEPAGE);
  return block;
}

}  // namespace

// In place of the standard library's, for the whole program.

void* operator new(std::size_t bytes) {
  for (;;) {
    if (void* block = bytes >= kLarge ? largeBlock(bytes) : std::malloc(bytes == 0 ? 1 : bytes)) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}
void operator delete(void* block) noexcept {
  std::free(block);
}
void operator delete(void* block, std::size_t /*bytes*/) noexcept {
  std::free(block);
}

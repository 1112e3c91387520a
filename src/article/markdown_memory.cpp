#include "article/markdown_memory.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace dateline::article {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
constexpr std::size_t kKeptBlocks = 16;
constexpr std::size_t kAlign = alignof(std::max_align_t);

std::size_t aligned(std::size_t bytes) {
  return (bytes + kAlign - 1) / kAlign * kAlign;
}

/// Blocks that are filled one after the other. In front of each part stands its size, which growing needs.
class Blocks {
 public:
  void* take(std::size_t bytes) {
    if (bytes > SIZE_MAX / 2) std::abort();  // as cmark's own functions do: it checks no result
    const std::size_t whole = kAlign + aligned(bytes);
    if (current_ == blocks_.size() || blocks_[current_].size - used_ < whole) advance(whole);
    std::byte* part = blocks_[current_].bytes.get() + used_;
    std::memcpy(part, &bytes, sizeof bytes);
    last_ = part + kAlign;
    used_ += whole;
    return last_;
  }

  void* grow(void* old, std::size_t bytes) {
    std::size_t had = 0;
    std::memcpy(&had, static_cast<std::byte*>(old) - kAlign, sizeof had);
    if (bytes <= had) return old;
    if (old == last_ && blocks_[current_].size - used_ >= aligned(bytes) - aligned(had)) {
      used_ += aligned(bytes) - aligned(had);
      std::memcpy(last_ - kAlign, &bytes, sizeof bytes);
      return old;
    }
    void* grown = take(bytes);
    std::memcpy(grown, old, had);
    return grown;
  }

  void reuse() {
    // One larger than the others was made for a single part, and is not kept.
    std::erase_if(blocks_, [](const Block& block) { return block.size > kBlockBytes; });
    if (blocks_.size() > kKeptBlocks) blocks_.resize(kKeptBlocks);
    current_ = used_ = 0;
    last_ = nullptr;
  }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };

  void advance(std::size_t bytes) {
    if (current_ < blocks_.size()) ++current_;
    if (current_ == blocks_.size() || blocks_[current_].size < bytes) {
      const std::size_t size = std::max(bytes, kBlockBytes);
      blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(current_),
                     {std::make_unique_for_overwrite<std::byte[]>(size), size});
    }
    used_ = 0;
  }

  std::vector<Block> blocks_;
  std::size_t current_ = 0, used_ = 0;
  std::byte* last_ = nullptr;
};

thread_local Blocks* inUse = nullptr;

void* takeZeroed(std::size_t count, std::size_t size) {
  if (size != 0 && count > SIZE_MAX / size) std::abort();
  void* part = inUse->take(count * size);
  std::memset(part, 0, count * size);
  return part;
}

void* takeMore(void* old, std::size_t bytes) {
  return old == nullptr ? inUse->take(bytes) : inUse->grow(old, bytes);
}

void keep(void*) {}

}  // namespace

MarkdownMemory::MarkdownMemory() {
  inUse = new Blocks;
}

MarkdownMemory::~MarkdownMemory() {
  delete inUse;
  inUse = nullptr;
}

cmark_mem* MarkdownMemory::functions() {
  static cmark_mem functions = {takeZeroed, takeMore, keep};
  return &functions;
}

void MarkdownMemory::reuse() {
  inUse->reuse();
}

}  // namespace dateline::article

#include "app/heap.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <memory>
#include <vector>

namespace dateline::app {
namespace {

constexpr std::size_t kBlock = 16 << 10, kBlocks = 16 << 10;

std::size_t residentBytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t whole = 0, resident = 0;
  file >> whole >> resident;
  return resident * 4096;
}

/// 256 MB, freed; what stays at the heap's end keeps the heap from shrinking by itself.
std::unique_ptr<std::byte[]> leaveFreeBlocks() {
  std::vector<std::unique_ptr<std::byte[]>> blocks(kBlocks);
  for (auto& block : blocks) {
    block = std::make_unique<std::byte[]>(kBlock);
    std::memset(block.get(), 1, kBlock);
  }
  return std::make_unique<std::byte[]>(kBlock);
}

TEST(ReturnFreed, givesMemoryBackOnceWorkHasRested) {
  const auto last = leaveFreeBlocks();
  const std::size_t before = residentBytes();
  ReturnFreed freed;
  freed.note(true, 0);
  EXPECT_FALSE(freed.deadline());
  freed.note(false, 1);
  ASSERT_EQ(freed.deadline(), 1 + ReturnFreed::kRestSeconds);
  freed.note(false, 5.9);
  EXPECT_GT(residentBytes() + (32 << 20), before) << "not before its time";

  freed.note(false, 6);
  EXPECT_LT(residentBytes() + (200 << 20), before);
  freed.note(false, 20);
  EXPECT_FALSE(freed.deadline()) << "a loop at rest is not woken again";
}

TEST(ReturnFreed, waitsAnewAfterMoreWork) {
  const auto last = leaveFreeBlocks();
  ReturnFreed freed;
  freed.note(true, 0);
  freed.note(false, 1);
  freed.note(true, 3);
  EXPECT_FALSE(freed.deadline());
  freed.note(false, 4);
  EXPECT_EQ(freed.deadline(), 4 + ReturnFreed::kRestSeconds);
}

TEST(ReturnFreed, doesNothingWithoutWork) {
  const auto last = leaveFreeBlocks();
  ReturnFreed freed;
  freed.note(false, 1);
  EXPECT_FALSE(freed.deadline());
}

}  // namespace
}  // namespace dateline::app

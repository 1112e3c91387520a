#include "session/layer_readers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>

#include "base/loose_threads.h"
#include "session/becomes_true.h"

namespace dateline::session {
namespace {

using namespace std::chrono_literals;

/// Readers that hang, as GDAL does, until the gate opens.
class LayerReadersTest : public ::testing::Test {
 protected:
  ~LayerReadersTest() override {
    gate_ = true;
    EXPECT_TRUE(looseThreadsEnded(20s));
  }

  /// Begun, it waits; then it says so.
  void hang() {
    readers_->run([this](const LayerReaders::Post& post) {
      ++begun_;
      while (!gate_) std::this_thread::sleep_for(1ms);
      post([this] { ++heard_; });
      ++ended_;
    });
  }

  Inbox inbox_;
  std::optional<LayerReaders> readers_{std::in_place, inbox_};
  std::atomic<bool> gate_{false};
  std::atomic<int> begun_{0}, ended_{0};
  int heard_ = 0;
};

TEST_F(LayerReadersTest, SeveralAreReadAtOnceAndTheOthersAfterThem) {
  for (int i = 0; i < 5; ++i) hang();
  EXPECT_TRUE(becomesTrue(inbox_, [&] { return begun_ == 3; }));
  std::this_thread::sleep_for(20ms);
  EXPECT_EQ(begun_, 3);
  gate_ = true;
  EXPECT_TRUE(becomesTrue(inbox_, [&] { return heard_ == 5; }));
}

TEST_F(LayerReadersTest, WhoeverHangsIsNotWaitedForAndNotHeard) {
  for (int i = 0; i < 5; ++i) hang();
  ASSERT_TRUE(becomesTrue(inbox_, [&] { return begun_ == 3; }));
  readers_.reset();
  EXPECT_EQ(ended_, 0) << "nobody waited";
  EXPECT_FALSE(looseThreadsEnded(0ms));
  gate_ = true;
  EXPECT_TRUE(looseThreadsEnded(20s));
  inbox_.drain();
  EXPECT_EQ(heard_, 0);
  EXPECT_EQ(begun_, 3) << "what had not begun is dropped";
}

}  // namespace
}  // namespace dateline::session

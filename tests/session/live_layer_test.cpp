#include "session/live_layer.h"

#include <gtest/gtest.h>

namespace dateline::session {
namespace {

TEST(LiveLayer, KnowsWhatIsReadOnWhicheverCopyOfTheWorld) {
  const geo::LngLatBox read{170, -10, 200, 10};
  EXPECT_TRUE(covers(read, {171, -9, 199, 9}));
  EXPECT_TRUE(covers(read, {-189, -9, -161, 9}));
  EXPECT_FALSE(covers(read, {-189, -9, -159, 9}));
  EXPECT_FALSE(covers(read, {171, -11, 199, 9}));
  EXPECT_TRUE(covers({-180, -90, 180, 90}, {100, -9, 260, 9}));
}

}  // namespace
}  // namespace dateline::session

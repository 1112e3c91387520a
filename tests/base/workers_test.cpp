#include "base/workers.h"

#include <gtest/gtest.h>

#include <future>

namespace dateline {
namespace {

TEST(Workers, TellThatTheyAreIdleOnceTheLastJobHasEnded) {
  std::promise<void> told;
  std::atomic<int> done = 0, calls = 0;
  {
    Workers* all = nullptr;
    std::promise<void> ready;
    Workers workers(2, [&] {
      ready.get_future().wait();
      EXPECT_EQ(done, 20);
      EXPECT_TRUE(all->idle());
      if (++calls == 1) told.set_value();
    });
    all = &workers;
    std::promise<void> gate;
    const std::shared_future<void> open = gate.get_future().share();
    for (int i = 0; i < 20; ++i)
      workers.run([&done, open] {
        open.wait();
        ++done;
      });
    ready.set_value();
    gate.set_value();
    ASSERT_EQ(told.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
  }
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace dateline

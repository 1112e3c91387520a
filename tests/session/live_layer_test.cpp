#include "session/live_layer.h"
#include "base/loose_threads.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace dateline::session {
namespace {

using namespace std::chrono_literals;
using Kind = LiveLayer::News::Kind;

/// What the sources of a test have in common: what they are told, and how they fare.
struct Script {
  std::atomic<int> opened{0}, cancelled{0};
  std::atomic<bool> there{true};
  std::atomic<bool> slow{false};  ///< readings last until they are cancelled
};

class FakeSource : public atlas::WindowedSource {
 public:
  explicit FakeSource(Script& script) : script_(script) {}
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] const geo::LngLatBox& extent() const override { return extent_; }
  Result<atlas::WindowData> read(const atlas::Window& window, const atlas::WindowLimits& limits) override {
    while (script_.slow) {
      if (limits.cancel.cancelled()) {
        ++script_.cancelled;
        return fail(ErrorKind::cancelled, "stopped");
      }
      std::this_thread::sleep_for(1ms);
    }
    if (!script_.there) return fail(ErrorKind::unreadable, "gone");
    auto set = std::make_shared<geo::FeatureSet>();
    set->bounds = window.box;
    return atlas::WindowData{
        .layer = {.name = name_, .source = {}, .crs = {}, .features = set, .warnings = {}}};
  }
  Result<atlas::AttributeValues> valuesOf(const std::string& attribute, const CancelToken&) override {
    if (attribute != "kind") return fail(ErrorKind::notFound, "no such attribute");
    return atlas::AttributeValues{.counts = {{"a", 2}}};
  }
  Status ping() override {
    if (!script_.there) return fail(ErrorKind::notFound, "gone");
    return {};
  }

 private:
  Script& script_;
  std::string name_ = "fake";
  geo::LngLatBox extent_{0, 0, 1, 1};
};

class LiveLayers : public ::testing::Test {
 protected:
  LiveLayers()
      : layer(
            std::make_unique<LiveLayer>(LiveLayer::Source{.open = [this] { return open(); }, .asked = false},
                                        [this](LiveLayer::News news) { note(std::move(news)); })) {}
  ~LiveLayers() override {
    layer.reset();
    looseThreadsEnded(std::chrono::seconds(1));
  }

  Result<std::unique_ptr<atlas::WindowedSource>> open() {
    ++script.opened;
    if (!script.there) return fail(ErrorKind::notFound, "gone");
    return std::make_unique<FakeSource>(script);
  }
  void note(LiveLayer::News news) {
    const std::lock_guard lock(mutex);
    all.push_back(std::move(news));
    came.notify_all();
  }
  /// The next news of this kind; what comes before it is passed over.
  LiveLayer::News next(Kind kind) {
    std::unique_lock lock(mutex);
    const auto found = [&] {
      while (!all.empty() && all.front().kind != kind) all.pop_front();
      return !all.empty();
    };
    if (!came.wait_for(lock, 30s, found)) {
      ADD_FAILURE() << "no news of kind " << static_cast<int>(kind);
      return {};
    }
    LiveLayer::News news = all.front();
    all.pop_front();
    return news;
  }
  bool nothingMore() {
    const std::lock_guard lock(mutex);
    return all.empty();
  }

  Script script;
  std::mutex mutex;
  std::condition_variable came;
  std::deque<LiveLayer::News> all;
  std::unique_ptr<LiveLayer> layer;  ///< the last: its thread ends first
};

TEST(LiveLayer, KnowsWhatIsReadOnWhicheverCopyOfTheWorld) {
  const geo::LngLatBox read{170, -10, 200, 10};
  EXPECT_TRUE(covers(read, {171, -9, 199, 9}));
  EXPECT_TRUE(covers(read, {-189, -9, -161, 9}));
  EXPECT_FALSE(covers(read, {-189, -9, -159, 9}));
  EXPECT_FALSE(covers(read, {171, -11, 199, 9}));
  EXPECT_TRUE(covers({-180, -90, 180, 90}, {100, -9, 260, 9}));
}

TEST_F(LiveLayers, ReadWhatIsWanted) {
  EXPECT_EQ(next(Kind::opened).name, "fake");
  layer->want({.box = {0, 0, 10, 10}});
  EXPECT_EQ(next(Kind::read).data->layer.features->bounds.maxX, 10);
  layer->count("kind");
  const LiveLayer::News counted = next(Kind::counted);
  ASSERT_TRUE(counted.values);
  EXPECT_EQ(counted.values->counts.front().first, "a");
  layer->count("colour");
  EXPECT_EQ(next(Kind::counted).error.kind, ErrorKind::notFound);
  layer->want({.box = {0, 0, 20, 20}});
  EXPECT_EQ(next(Kind::read).data->layer.features->bounds.maxX, 20) << "that is no fault of the source";
  EXPECT_EQ(script.opened, 1);
}

TEST_F(LiveLayers, WhatIsReadForElsewhereIsDropped) {
  script.slow = true;
  layer->want({.box = {0, 0, 10, 10}});
  next(Kind::reading);
  layer->want({.box = {100, 0, 110, 10}});
  next(Kind::reading);
  EXPECT_EQ(script.cancelled, 1);
  script.slow = false;
  EXPECT_EQ(next(Kind::read).data->layer.features->bounds.maxX, 110);
}

TEST_F(LiveLayers, AreReadAgainWhenTheSourceIsBack) {
  layer->want({.box = {0, 0, 10, 10}});
  next(Kind::read);
  script.there = false;
  layer->look();
  EXPECT_EQ(next(Kind::lost).error.message, "gone");
  script.there = true;
  layer->look();
  EXPECT_EQ(next(Kind::read).data->layer.features->bounds.maxX, 10);
}

TEST_F(LiveLayers, AreGoneAtOnceWhateverIsBeingRead) {
  script.slow = true;
  layer->want({.box = {0, 0, 10, 10}});
  next(Kind::reading);
  layer.reset();
  looseThreadsEnded(std::chrono::seconds(1));
  EXPECT_EQ(script.cancelled, 1);
  EXPECT_TRUE(nothingMore());
}

}  // namespace
}  // namespace dateline::session

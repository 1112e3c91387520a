#include "map/tile_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "map/test_world.h"
#include "map/tile_cover.h"

namespace dateline::map {
namespace {

/// Counts what it cuts.
struct Counted {
  std::shared_ptr<std::atomic<int>> cuts = std::make_shared<std::atomic<int>>(0);
  TileSourcePtr source;
  Counted() {
    const World::Set set = testing::SetBuilder().polygon({testing::blob({0, 0}, 150, 500, 1)}).share();
    const auto classify = [cuts = cuts](const geo::FeatureSet&, const geo::Feature&) {
      ++*cuts;
      return std::uint8_t{0};
    };
    source =
        std::make_shared<TileSource>(std::make_shared<LazyProjectedSet>(set), classify, PolygonParts::fill);
  }
};

void finish(const Workers& workers) {
  while (!workers.idle()) std::this_thread::yield();
}

TEST(TileCache, CutsATileOnceHoweverOftenItIsAskedFor) {
  Counted counted;
  Workers workers(2);
  TileCache cache(&workers, {}, 1u << 20);
  for (int frame = 0; frame < 5; ++frame) {
    cache.beginFrame();
    cache.request({counted.source, {3, 4, 3}});
    cache.request({counted.source, {3, 4, 3}});
  }
  finish(workers);
  cache.beginFrame();
  EXPECT_NE(cache.find({counted.source->id(), {3, 4, 3}}), nullptr);
  EXPECT_EQ(*counted.cuts, 1);
}

/// Opens when it is told to; its points are projected meanwhile by whoever comes first.
class Gate final : public TileStore {
 public:
  std::optional<std::string> find(const std::string&, std::uint64_t) override {
    ++asked;
    while (!open) std::this_thread::yield();
    return std::nullopt;
  }
  void keep(const std::string&, std::uint64_t, std::string) override {}
  std::atomic<int> asked{0};
  std::atomic<bool> open{false};
};

TEST(TileCache, NoThreadWaitsForASourceThatAnotherPrepares) {
  const auto gate = std::make_shared<Gate>();
  const World::Set set = testing::SetBuilder().polygon({testing::blob({0, 0}, 150, 500, 1)}).share();
  const auto all = [](const geo::FeatureSet&, const geo::Feature&) { return std::uint8_t{0}; };
  const auto slow = std::make_shared<TileSource>(
      std::make_shared<LazyProjectedSet>(set, nullptr, nullptr, gate, "junctions"), all, PolygonParts::fill);
  Counted quick;
  Workers workers(2);
  TileCache cache(&workers, {}, 1u << 20);
  cache.beginFrame();
  for (int x = 0; x < 8; ++x) cache.request({slow, {3, x, 3}});
  while (gate->asked == 0) std::this_thread::yield();  // one thread measures it from now on
  cache.request({quick.source, {3, 4, 3}, 1e3});
  while (cache.find({quick.source->id(), {3, 4, 3}}) == nullptr) {  // behind eight that cannot be cut yet
    std::this_thread::yield();
    cache.beginFrame();
    for (int x = 0; x < 8; ++x) cache.request({slow, {3, x, 3}});
    cache.request({quick.source, {3, 4, 3}, 1e3});
  }
  gate->open = true;
  finish(workers);
  cache.beginFrame();
  for (int x = 0; x < 8; ++x) EXPECT_NE(cache.find({slow->id(), {3, x, 3}}), nullptr) << x;
  EXPECT_EQ(gate->asked, 1) << "it was measured once";
}

TEST(TileCache, SourcesThatShareASetAreAllCutOnceItIsPrepared) {
  const auto gate = std::make_shared<Gate>();
  const World::Set set = testing::SetBuilder().polygon({testing::blob({0, 0}, 150, 500, 1)}).share();
  const auto shared = std::make_shared<LazyProjectedSet>(set, nullptr, nullptr, gate, "junctions");
  const auto all = [](const geo::FeatureSet&, const geo::Feature&) { return std::uint8_t{0}; };
  const auto one = std::make_shared<TileSource>(shared, all, PolygonParts::fill);
  const auto other = std::make_shared<TileSource>(shared, all, PolygonParts::fillAndOutline);
  Workers workers(3);
  TileCache cache(&workers, {}, 1u << 20);
  cache.beginFrame();
  cache.request({one, {3, 4, 3}});
  while (gate->asked == 0) std::this_thread::yield();
  std::atomic<bool> passed{false};
  cache.request({other, {3, 4, 3}});
  workers.run([&] { passed = true; }, -1e9);  // after it
  while (!passed) std::this_thread::yield();
  gate->open = true;
  finish(workers);
  cache.beginFrame();
  EXPECT_NE(cache.find({one->id(), {3, 4, 3}}), nullptr);
  EXPECT_NE(cache.find({other->id(), {3, 4, 3}}), nullptr);
}

TEST(TileCover, AsksForTheScreenFirst) {
  Counted counted;
  Workers workers(2);
  TileCache cache(&workers, {}, 1u << 20);
  const Camera camera(View{{0.5, 0.5}, Zoom{5}}, 400, 300);
  BentGround bent;
  TileStack stack;
  stack.byScale[0] = counted.source;
  const auto placed = [&](bool screenAlone) {
    cache.beginFrame();
    TileCover cover(camera, cache, bent, 1000);
    if (screenAlone) cover.askForScreenAlone();
    static_cast<void>(cover.place(stack));
    finish(workers);
    return std::pair{cover.complete(), cover.completeInView()};
  };
  EXPECT_EQ(placed(true), std::pair(false, false));
  const int onScreen = *counted.cuts;
  EXPECT_GT(onScreen, 0);
  EXPECT_EQ(placed(true), std::pair(false, true));
  EXPECT_EQ(*counted.cuts, onScreen) << "nothing beside it was asked for";
  EXPECT_EQ(placed(false), std::pair(false, true));
  EXPECT_GT(*counted.cuts, onScreen);
  EXPECT_EQ(placed(false), std::pair(true, true));
}

TEST(TileCache, DropsWhatIsNoLongerWanted) {
  Counted counted;
  std::mutex gate;
  gate.lock();
  Workers workers(1);
  workers.run([&] { const std::lock_guard wait(gate); }, 1e9);
  TileCache cache(&workers, {}, 1u << 20);
  cache.beginFrame();
  cache.request({counted.source, {3, 4, 3}});
  for (int frame = 0; frame < 3; ++frame) {
    cache.beginFrame();
    cache.request({counted.source, {3, 4, 4}});
  }
  gate.unlock();
  finish(workers);
  cache.beginFrame();
  EXPECT_EQ(cache.find({counted.source->id(), {3, 4, 3}}), nullptr);
  EXPECT_NE(cache.find({counted.source->id(), {3, 4, 4}}), nullptr);
}

TEST(TileCache, TellsOnlyOfTilesThatAreSeen) {
  Counted counted;
  Workers workers(1);
  std::atomic<int> told{0};
  TileCache cache(
      &workers, [&] { ++told; }, 1u << 20);
  cache.beginFrame();
  cache.request({counted.source, {3, 4, 3}, 0, false});
  finish(workers);
  EXPECT_EQ(told, 0);
  cache.request({counted.source, {3, 4, 4}, 0, true});
  finish(workers);
  EXPECT_EQ(told, 1);
}

TEST(TileCache, KeepsWithinItsLimitAndNeverForgetsThisFrame) {
  Counted counted;
  TileCache cache(nullptr, {}, 60'000);
  std::size_t most = 0;
  for (int x = 0; x < 64; ++x) {
    cache.beginFrame();
    cache.request({counted.source, {6, x, 31}});
    cache.endFrame();
    most = std::max(most, cache.bytes());
    ASSERT_NE(cache.find({counted.source->id(), {6, x, 31}}), nullptr);
  }
  EXPECT_LE(most, 60'000u);
  EXPECT_EQ(cache.find({counted.source->id(), {6, 0, 31}}), nullptr);
}

TEST(TileCache, CutsManyAtOnce) {
  Counted counted;
  TileCache cache(nullptr, {}, 1u << 24);
  cache.beginFrame();
  std::vector<TileCache::Request> all;
  for (int x = 0; x < 16; ++x) all.push_back({counted.source, {4, x, 7}});
  cache.cutNow(all);
  for (int x = 0; x < 16; ++x) EXPECT_NE(cache.find({counted.source->id(), {4, x, 7}}), nullptr);
}

}  // namespace
}  // namespace dateline::map

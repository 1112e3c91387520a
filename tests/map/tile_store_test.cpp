#include "map/tile_store.h"

#include <gtest/gtest.h>

#include <map>
#include <mutex>

#include "map/ground.h"
#include "map/test_world.h"
#include "map/tile.h"

namespace dateline::map {
namespace {

using testing::blob;
using testing::SetBuilder;

/// A store in memory that counts.
class MemoryStore : public TileStore {
 public:
  std::optional<std::string> find(const std::string& shelf, std::uint64_t item) override {
    const std::lock_guard lock(mutex_);
    const auto found = kept.find({shelf, item});
    if (found == kept.end()) return std::nullopt;
    ++hits;
    return found->second;
  }
  void keep(const std::string& shelf, std::uint64_t item, std::string bytes) override {
    const std::lock_guard lock(mutex_);
    kept[{shelf, item}] = std::move(bytes);
  }
  std::map<std::pair<std::string, std::uint64_t>, std::string> kept;
  int hits = 0;

 private:
  std::mutex mutex_;
};

/// Enough points to be worth keeping, in polygons, a line and a point.
std::shared_ptr<geo::FeatureSet> largeSet(const std::string& origin) {
  SetBuilder builder;
  for (unsigned i = 0; i < 6; ++i)
    builder.polygon({blob({10.0 * i, 40}, 8, 9000, i + 1), blob({10.0 * i, 40}, 2, 200, i)});
  builder.line(blob({60, 20}, 5, 900, 9)).point({70, 50});
  auto set = std::make_shared<geo::FeatureSet>(*builder.share());
  set->origin = origin;
  return set;
}

constexpr TileAddress kTile{4, 9, 5};
const Classify kAll = [](const geo::FeatureSet&, const geo::Feature&) { return std::uint8_t{0}; };

TileSourcePtr sourceIn(SourceStore& sources, const World::Set& set,
                       SourceStore::Classing classing = {"all", kAll}, int detail = 0) {
  return sources.source(set, classing, PolygonParts::fillAndOutline, detail);
}

/// Only what the store sees of it matters.
void cut(const TileSourcePtr& source) {
  static_cast<void>(source->cut(kTile));
}

TEST(TileStore, AMeshIsTheSameAfterItWasBytes) {
  const auto source = std::make_shared<TileSource>(std::make_shared<LazyProjectedSet>(largeSet("")), kAll,
                                                   PolygonParts::fillAndOutline);
  const TileMesh mesh = source->cut(kTile);
  ASSERT_FALSE(mesh.fills.empty());
  ASSERT_FALSE(mesh.lines.empty());
  const std::string bytes = bytesOf(mesh);
  const auto read = meshOf(bytes);
  ASSERT_TRUE(read);
  EXPECT_TRUE(bytesOf(*read) == bytes);  // not EXPECT_EQ, which would print them
  EXPECT_EQ(read->fillIndices, mesh.fillIndices);
  EXPECT_EQ(read->fills.size(), mesh.fills.size());
  EXPECT_EQ(read->polyLines.size(), mesh.polyLines.size());
  // What is cut short, or goes on, is no mesh.
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{7}, std::size_t{100}, bytes.size() / 2, bytes.size() - 1})
    EXPECT_FALSE(meshOf(std::string_view(bytes).substr(0, length))) << length;
  EXPECT_FALSE(meshOf(bytes + "x"));
  EXPECT_FALSE(meshOf(std::string(64, '\xff')));
}

TEST(TileStore, AnotherRunFindsTilesAndMeasuresAndLooksAtNoPoint) {
  const auto store = std::make_shared<MemoryStore>();
  SourceStore first(nullptr, nullptr, store), second(nullptr, nullptr, store);
  const std::string bytes = bytesOf(sourceIn(first, largeSet("a file"))->cut(kTile));
  EXPECT_EQ(store->kept.size(), 2u);  // the tile, and what was measured
  store->hits = 0;
  int asked = 0;
  const Classify counting = [&](const geo::FeatureSet&, const geo::Feature&) {
    return ++asked, std::uint8_t{0};
  };
  const auto again = sourceIn(second, largeSet("a file"), {"all", counting});
  EXPECT_TRUE(bytesOf(again->cut(kTile)) == bytes);
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(store->hits, 1);
  // A tile that was not kept is cut from measures that were.
  const TileAddress next{4, 8, 5};
  const std::string kept = bytesOf(again->cut(next));
  EXPECT_EQ(store->hits, 2);
  SourceStore plain;
  EXPECT_TRUE(kept == bytesOf(sourceIn(plain, largeSet("a file"))->cut(next)));
}

TEST(TileStore, TilesBeyondMercatorsSquareAreEachTheirOwn) {
  const auto store = std::make_shared<MemoryStore>();
  SourceStore sources(nullptr, nullptr, store);
  const auto source = sourceIn(sources, largeSet("a file"));
  const std::size_t before = store->kept.size();
  for (const int z : {3, 4})
    for (const int x : {-1, 0, 5})
      for (const int y : {-2, -1, 3}) static_cast<void>(source->cut({z, x, y}));
  EXPECT_GE(store->kept.size(), before + 18);
}

TEST(TileStore, OtherFilesClassesAndDetailsAreOthers) {
  const auto store = std::make_shared<MemoryStore>();
  SourceStore sources(nullptr, nullptr, store);
  cut(sourceIn(sources, largeSet("a file")));
  store->hits = 0;
  cut(sourceIn(sources, largeSet("another file")));
  EXPECT_EQ(store->hits, 0);
  const auto set = largeSet("a file");
  cut(sourceIn(sources, set, {"other", kAll}));
  EXPECT_EQ(store->hits, 1);  // the measures
  cut(sourceIn(sources, set, {"all", kAll}, 1));
  EXPECT_EQ(store->hits, 1);
  cut(sourceIn(sources, set, {"all", kAll}));
  EXPECT_EQ(store->hits, 2);
}

TEST(TileStore, WhatHasNoNameOrIsSmallIsNotKept) {
  const auto store = std::make_shared<MemoryStore>();
  SourceStore sources(nullptr, nullptr, store);
  cut(sourceIn(sources, largeSet("")));
  auto small = std::make_shared<geo::FeatureSet>(*SetBuilder().polygon({blob({10, 40}, 8, 100, 1)}).share());
  small->origin = "a small file";
  cut(sourceIn(sources, small));
  EXPECT_TRUE(store->kept.empty());
}

TEST(TileStore, BytesThatAreNoneOfItsOwnAreReplaced) {
  const auto store = std::make_shared<MemoryStore>();
  std::string good;
  {
    SourceStore sources(nullptr, nullptr, store);
    good = bytesOf(sourceIn(sources, largeSet("a file"))->cut(kTile));
  }
  for (auto& [key, bytes] : store->kept) bytes = "nonsense";
  SourceStore sources(nullptr, nullptr, store);
  EXPECT_TRUE(bytesOf(sourceIn(sources, largeSet("a file"))->cut(kTile)) == good);
  for (const auto& [key, bytes] : store->kept) EXPECT_NE(bytes, "nonsense");
}

}  // namespace
}  // namespace dateline::map

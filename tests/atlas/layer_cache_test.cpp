#include "atlas/layer_cache.h"

#include <fmt/format.h>

#include "atlas/layer_fixture.h"
#include "atlas/layer_image.h"

namespace dateline::atlas {
namespace {

namespace fs = std::filesystem;

bool same(const geo::FeatureSet& a, const geo::FeatureSet& b) {
  const auto samePath = [](const geo::Path& p, const geo::Path& q) {
    return p.first == q.first && p.count == q.count && p.hole == q.hole && p.bounds.minX == q.bounds.minX &&
           p.bounds.maxY == q.bounds.maxY;
  };
  const auto sameFeature = [](const geo::Feature& f, const geo::Feature& g) {
    return f.kind == g.kind && f.firstPath == g.firstPath && f.pathCount == g.pathCount && f.row == g.row;
  };
  return std::ranges::equal(a.coords, b.coords) && std::ranges::equal(a.paths, b.paths, samePath) &&
         std::ranges::equal(a.features, b.features, sameFeature) &&
         a.attributes.columns == b.attributes.columns && a.attributes.values == b.attributes.values &&
         a.bounds.minX == b.bounds.minX && a.bounds.maxY == b.bounds.maxY;
}

class LayerCacheTest : public LayerTest {
 protected:
  void SetUp() override {
    LayerTest::SetUp();
    options_.cacheFolder = folder_ / "cache" / "layers";
  }

  fs::path large(const std::string& name = "large.geojson", double shift = 0) {
    std::string text = R"({"type":"FeatureCollection","features":[)";
    for (int feature = 0; feature < 60; ++feature) {
      text += feature > 0 ? "," : "";
      text += R"({"type":"Feature","properties":{"name":"line )" + std::to_string(feature) +
              R"("},"geometry":{"type":"LineString","coordinates":[)";
      for (int i = 0; i < 1000; ++i)
        text += fmt::format("{}[{:.3f},{:.3f}]", i > 0 ? "," : "", i * 0.1 + shift, feature + (i % 7) * 0.01);
      text += "]}}";
    }
    return write(name, text + "]}");
  }

  LayerData open(const fs::path& path) {
    LayerData layer = mustOpen(path, options_);
    LayerCache::finish();
    return layer;
  }

  fs::path onlyFile() {
    EXPECT_EQ(filesIn(options_.cacheFolder).size(), 1u);
    return fs::directory_iterator(options_.cacheFolder)->path();
  }

  /// True when opening gives what was kept although the file now holds something else that looks the same
  /// from outside.
  bool opensFromTheCache(const fs::path& path) {
    const auto time = fs::last_write_time(path);
    const auto size = fs::file_size(path);
    write(path.filename().string(), std::string(size, ' '));
    fs::last_write_time(path, time);
    const auto layer = openLayer(path, options_);
    return layer.has_value();
  }

  OpenOptions options_;
};

TEST_F(LayerCacheTest, ALayerOpensAgainAsItWasRead) {
  const fs::path path = large();
  const LayerData first = open(path);
  const auto plain = mustOpen(path);
  ASSERT_TRUE(same(*first.features, *plain.features));
  const LayerData again = open(path);
  EXPECT_TRUE(same(*first.features, *again.features));
  EXPECT_EQ(again.name, first.name);
  EXPECT_EQ(again.crs, first.crs);
  EXPECT_EQ(again.source, first.source);
  EXPECT_EQ(again.warnings.size(), first.warnings.size());
  EXPECT_TRUE(opensFromTheCache(path));
}

TEST_F(LayerCacheTest, AFileThatChangedIsReadAnew) {
  const fs::path path = large();
  const LayerData first = open(path);
  large("large.geojson", 0.5);
  fs::last_write_time(path, fs::last_write_time(path) + std::chrono::seconds(5));
  const LayerData second = open(path);
  EXPECT_FALSE(same(*first.features, *second.features));
  EXPECT_EQ(second.features->coords[0].lng, 0.5);
  EXPECT_EQ(filesIn(options_.cacheFolder).size(), 1u) << "the new one takes the place of the old one";
}

TEST_F(LayerCacheTest, ACompanionThatChangedCountsToo) {
  const fs::path path = large();
  open(path);
  write("large.prj", "not looked at by GeoJSON, but a companion by its name");
  const auto key = LayerCache::keyOf(path, "");
  ASSERT_TRUE(key);
  EXPECT_FALSE(LayerCache(options_.cacheFolder).find(*key));
}

TEST_F(LayerCacheTest, APictureBesideTheLayerIsNoCompanion) {
  const fs::path path = large();
  open(path);
  write("large.png", "an export that was named after its layer");
  EXPECT_TRUE(LayerCache(options_.cacheFolder).find(*LayerCache::keyOf(path, "")));
}

TEST_F(LayerCacheTest, WhatIsDamagedIsReadAnewWithoutAWord) {
  const fs::path path = large();
  const LayerData first = open(path);
  const fs::path file = onlyFile();
  const auto size = static_cast<std::streamoff>(fs::file_size(file));
  for (const std::streamoff at :
       {std::streamoff{0}, std::streamoff{9}, std::streamoff{40}, size / 3, size / 2, size - 3}) {
    {
      std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
      bytes.seekg(at);
      const char was = static_cast<char>(bytes.get());
      bytes.seekp(at);
      bytes.put(static_cast<char>(was ^ 0x40));
    }
    EXPECT_FALSE(LayerCache(options_.cacheFolder).find(*LayerCache::keyOf(path, ""))) << at;
    const LayerData again = open(path);
    EXPECT_TRUE(same(*first.features, *again.features)) << at;
    EXPECT_EQ(again.warnings.size(), first.warnings.size());
    EXPECT_TRUE(LayerCache(options_.cacheFolder).find(*LayerCache::keyOf(path, ""))) << "mended";
  }
  for (const std::uintmax_t length : {std::uintmax_t{0}, std::uintmax_t{7}, std::uintmax_t{100}}) {
    fs::resize_file(file, length);
    EXPECT_TRUE(same(*first.features, *open(path).features)) << length;
  }
}

TEST_F(LayerCacheTest, AFolderThatCannotBeWrittenIsNoObstacle) {
  const fs::path path = large();
  write("cache", "a file where the folder should be");
  EXPECT_EQ(open(path).features->features.size(), 60u);
  EXPECT_EQ(open(path).features->features.size(), 60u);
}

TEST_F(LayerCacheTest, AFullDiskLeavesNothingHalf) {
  const fs::path path = large();
  const LayerData layer = mustOpen(path);
  EXPECT_FALSE(writeImage("/dev/full", "heading", layer, 1u << 30));
  const LayerCache cache(options_.cacheFolder, 1000);
  cache.keep(*LayerCache::keyOf(path, ""), layer);
  LayerCache::finish();
  EXPECT_TRUE(filesIn(options_.cacheFolder).empty()) << "larger than all that may be kept";
}

TEST_F(LayerCacheTest, TheLongestUnusedGo) {
  const fs::path a = large("a.geojson"), b = large("b.geojson"), c = large("c.geojson");
  const LayerData layer = mustOpen(a);
  const LayerCache roomy(options_.cacheFolder);
  const auto keep = [&](const fs::path& path, const LayerCache& cache) {
    cache.keep(*LayerCache::keyOf(path, ""), layer);
    LayerCache::finish();
  };
  keep(a, roomy);
  const std::uintmax_t one = fs::file_size(onlyFile());
  const LayerCache tight(options_.cacheFolder, one * 5 / 2);
  for (const auto& entry : fs::directory_iterator(options_.cacheFolder))
    fs::last_write_time(entry.path(), fs::last_write_time(entry.path()) - std::chrono::hours(2));
  keep(b, tight);
  EXPECT_TRUE(tight.find(*LayerCache::keyOf(a, ""))) << "used now, so it is younger than b";
  for (const auto& entry : fs::directory_iterator(options_.cacheFolder))
    fs::last_write_time(entry.path(), fs::last_write_time(entry.path()) - std::chrono::hours(1));
  EXPECT_TRUE(tight.find(*LayerCache::keyOf(a, "")));
  keep(c, tight);
  EXPECT_TRUE(tight.find(*LayerCache::keyOf(a, "")));
  EXPECT_FALSE(tight.find(*LayerCache::keyOf(b, "")));
  EXPECT_TRUE(tight.find(*LayerCache::keyOf(c, "")));
}

TEST_F(LayerCacheTest, ClearingForgetsAllAndNothingElse) {
  open(large());
  std::ofstream(options_.cacheFolder / "mine.txt") << "not ours";
  const LayerCache cache(options_.cacheFolder);
  EXPECT_GT(cache.clear(), 100'000u);
  EXPECT_EQ(filesIn(options_.cacheFolder), (std::set<std::string>{"mine.txt"}));
  EXPECT_EQ(cache.clear(), 0u);
}

TEST_F(LayerCacheTest, SmallLayersAreKeptToo) {
  const fs::path path = copy("two_lands.kml");
  open(path);
  EXPECT_TRUE(opensFromTheCache(path));
}

TEST_F(LayerCacheTest, WithoutAFolderNothingIsKept) {
  options_.cacheFolder.clear();
  open(large());
  EXPECT_FALSE(fs::exists(folder_ / "cache"));
}

}  // namespace
}  // namespace dateline::atlas

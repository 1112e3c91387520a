#include <numbers>

#include "atlas/window_fixture.h"

namespace dateline::atlas {
namespace {

/// Rings of 3000 points all over the Earth: several batches of them.
std::vector<Shape> circles() {
  std::vector<Shape> all;
  for (int y = -6; y <= 6; ++y) {
    for (int x = -8; x < 8; ++x) {
      Shape circle;
      for (int i = 0; i < 3000; ++i) {
        const double angle = 2 * std::numbers::pi * i / 3000;
        circle.push_back({20.0 * x + 10 + 8 * std::cos(angle), 10.0 * y + 4 * std::sin(angle)});
      }
      all.push_back(circle);
    }
  }
  return all;
}

class Previewed : public LayerTest {
 protected:
  void SetUp() override {
    LayerTest::SetUp();
    file_ = writeShapes(folder_ / "circles.fgb", circles());
  }

  LayerData openAndWatch(const Window& window) {
    return mustOpen(
        file_, {.previews = Previews{.window = window,
                                     .show = [this](LayerData part) { parts_.push_back(std::move(part)); },
                                     .after = std::chrono::milliseconds(0)}});
  }

  std::filesystem::path file_;
  std::vector<LayerData> parts_;
};

TEST_F(Previewed, ALayerIsShownWhileItIsRead) {
  const LayerData whole = openAndWatch({.box = {-20, -20, 20, 20}, .tolerance = 0.01});
  const geo::FeatureSet& all = *whole.features;
  ASSERT_GE(parts_.size(), 3U);
  std::size_t before = 0;
  for (const LayerData& part : parts_) {
    EXPECT_EQ(part.name, whole.name);
    EXPECT_EQ(part.source, whole.source);
    EXPECT_GT(part.features->features.size(), before) << "each has more than the one before it";
    before = part.features->features.size();
    EXPECT_LT(part.features->coords.size(), all.coords.size() / 4) << "coarser";
    // As the map flies there at once, it must not fly again with each part.
    EXPECT_NEAR(part.extent.minX, all.bounds.minX, 1e-6);
    EXPECT_NEAR(part.extent.maxY, all.bounds.maxY, 1e-6);
  }
  EXPECT_LT(before, all.features.size());
}

TEST_F(Previewed, WhatIsReadIsTheSameAsWithoutThem) {
  const LayerData watched = openAndWatch({.box = {-20, -20, 20, 20}, .tolerance = 0.01});
  const LayerData plain = mustOpen(file_);
  EXPECT_TRUE(std::ranges::equal(watched.features->coords, plain.features->coords));
  EXPECT_EQ(watched.features->features.size(), plain.features->features.size());
  EXPECT_EQ(watched.features->attributes.values, plain.features->attributes.values);
}

TEST_F(Previewed, WhatIsInViewIsFinerThanWhatIsNot) {
  openAndWatch({.box = {-20, -20, 20, 20}, .tolerance = 0.01});
  ASSERT_FALSE(parts_.empty());
  const geo::LngLatBox seen = parts_.front().features->features.front().bounds;
  parts_.clear();
  openAndWatch({.box = seen, .tolerance = 0.001});
  ASSERT_FALSE(parts_.empty());
  std::size_t inView = 0, farAway = ~std::size_t{0};
  const geo::FeatureSet& part = *parts_.back().features;
  for (const geo::Feature& feature : part.features)
    for (const geo::Path& path : part.pathsOf(feature)) {
      if (seen.contains(feature.bounds.centre()))
        inView = path.count;
      else
        farAway = std::min<std::size_t>(farAway, path.count);
    }
  EXPECT_GT(inView, 4 * farAway);
}

}  // namespace
}  // namespace dateline::atlas

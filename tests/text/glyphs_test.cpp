#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "text/glyph_atlas.h"
#include "text/layout_cache.h"
#include "text/text_fixture.h"

namespace dateline::text {
namespace {

using GlyphsTest = TextTest;

/// Coverage of a picture at a device pixel relative to the pen; 0 outside of it.
int coverageAt(const std::vector<std::uint8_t>& pixels, const GlyphPicture& picture, int x, int y) {
  const int column = x - static_cast<int>(picture.offsetX), row = y - static_cast<int>(picture.offsetY);
  if (column < 0 || row < 0 || column >= static_cast<int>(picture.width) ||
      row >= static_cast<int>(picture.height))
    return 0;
  return pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                static_cast<std::size_t>(column)];
}

TEST_F(GlyphsTest, HaloContainsTheGlyphAndReachesAsFarAsAsked) {
  constexpr float kHalo = 3;
  for (const std::string_view letter : {"a", "e", "B", "Ө", "%", "中"}) {
    const LayoutPtr layout = set(letter, {.sizePx = 15});
    const Glyph& glyph = layout->glyphs()[0];
    const GlyphPicture plain = typesetter()->glyph(glyph.font, glyph.index, 2, 1, 0);
    const GlyphPicture halo = typesetter()->glyph(glyph.font, glyph.index, 2, 1, kHalo);
    const auto plainPixels = pixelsOf(*typesetter(), plain), haloPixels = pixelsOf(*typesetter(), halo);
    const int reach = static_cast<int>(kHalo) - 1;
    for (int y = -60; y < 30; ++y) {
      for (int x = -10; x < 60; ++x) {
        const int ink = coverageAt(plainPixels, plain, x, y);
        EXPECT_GE(coverageAt(haloPixels, halo, x, y), ink);
        if (ink != 255) continue;
        for (const auto& [dx, dy] : {std::pair{reach, 0}, {-reach, 0}, {0, reach}, {0, -reach}})
          EXPECT_EQ(coverageAt(haloPixels, halo, x + dx, y + dy), 255) << letter << " has a hole in its halo";
      }
    }
    EXPECT_LE(halo.width, plain.width + 2 * kHalo + 4);
    EXPECT_LE(halo.height, plain.height + 2 * kHalo + 4);
  }
}

TEST_F(GlyphsTest, AnEmojiIsDrawnInTheColourOfTheTextAndAsLarge) {
  if (!std::filesystem::exists("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"))
    GTEST_SKIP() << "there is no font of emoji: fonts-noto-color-emoji";
  for (const float scale : {1.0F, 2.0F, 40.0F}) {
    const LayoutPtr layout = set("😀", {.sizePx = 16});
    const Glyph& glyph = layout->glyphs()[0];
    const GlyphPicture picture = typesetter()->glyph(glyph.font, glyph.index, scale, 0, 0);
    EXPECT_NEAR(picture.width, layout->width() * scale, 0.2 * layout->width() * scale + 1);
    EXPECT_GT(picture.height, 14 * scale);
    EXPECT_LT(picture.height, 24 * scale);
    EXPECT_LT(picture.offsetY, -10 * scale) << "it stands on the line";
    const auto pixels = pixelsOf(*typesetter(), picture);
    EXPECT_GT(std::ranges::count_if(pixels, [](int p) { return p > 180; }), 0) << "its eyes";
    EXPECT_GT(std::ranges::count_if(pixels, [](int p) { return p > 60 && p < 180; }), std::ssize(pixels) / 4);
    EXPECT_EQ(typesetter()->glyph(glyph.font, glyph.index, scale, 0, 2).width, 0) << "it has no halo";
  }
}

TEST_F(GlyphsTest, QuartersOfAPixelMoveThePictureByThatMuch) {
  const LayoutPtr layout = set("l", {.sizePx = 16});
  const Glyph& glyph = layout->glyphs()[0];
  double last = -1;
  for (int quarter = 0; quarter < 4; ++quarter) {
    const GlyphPicture picture = typesetter()->glyph(glyph.font, glyph.index, 1, quarter, 0);
    const auto pixels = pixelsOf(*typesetter(), picture);
    double sum = 0, moment = 0;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      sum += pixels[i];
      moment += pixels[i] *
                (static_cast<double>(i % static_cast<std::size_t>(picture.width)) + 0.5 + picture.offsetX);
    }
    if (quarter > 0) {
      EXPECT_NEAR(moment / sum - last, 0.25, 0.12);  // pixels know their coverage, not where in them it lies
    }
    last = moment / sum;
  }
}

TEST_F(GlyphsTest, InkGrowsWithTheSquareOfTheScale) {
  const LayoutPtr layout = set("Ө", {.sizePx = 20});
  const Glyph& glyph = layout->glyphs()[0];
  const auto ink = [&](float scale) {
    return inkOf(*typesetter(), typesetter()->glyph(glyph.font, glyph.index, scale, 0, 0));
  };
  EXPECT_NEAR(ink(2) / ink(1), 4, 0.1);
  EXPECT_NEAR(ink(3) / ink(1), 9, 0.2);
}

TEST_F(GlyphsTest, SpacesAndWhatIsNoGlyphAreBlank) {
  const LayoutPtr layout = set("a b");
  const Glyph& space = layout->glyphs()[1];
  EXPECT_EQ(typesetter()->glyph(space.font, space.index, 1, 0, 0).width, 0);
  EXPECT_EQ(typesetter()->glyph(space.font, space.index, 1, 0, 2).width, 0);
  EXPECT_EQ(typesetter()->glyph(space.font, 0xFFFFFF, 1, 0, 0).width, 0);
  EXPECT_EQ(typesetter()->glyph(9999, 5, 1, 0, 0).width, 0);
  EXPECT_EQ(typesetter()->glyph(space.font, layout->glyphs()[0].index, 1e6F, 0, 0).width, 0);
  EXPECT_EQ(typesetter()->glyph(space.font, layout->glyphs()[0].index, NAN, 0, 0).width, 0);
}

TEST_F(GlyphsTest, PicturesAreDrawnOnceAndStayTheSameWhenTheAtlasGrows) {
  auto fresh = Typesetter::create(DATELINE_ROOT "/assets/fonts").value();
  const LayoutPtr layout = fresh->layout("abcdefghijklmnopqrstuvwxyz", {.sizePx = 40});
  const Glyph& first = layout->glyphs()[0];
  const auto before = pixelsOf(*fresh, fresh->glyph(first.font, first.index, 1, 0, 0));
  const std::uint64_t revision = fresh->atlasRevision();
  fresh->glyph(first.font, first.index, 1, 0, 0);
  EXPECT_EQ(fresh->atlasRevision(), revision);
  const std::uint64_t generation = fresh->atlasGeneration();
  const int side = fresh->atlas().width;
  for (int step = 0; step < 40 && fresh->atlas().width == side; ++step)
    for (const Glyph& glyph : layout->glyphs())
      fresh->glyph(glyph.font, glyph.index, 2 + 0.1F * static_cast<float>(step), 0, 0);
  EXPECT_GT(fresh->atlas().width, side);
  EXPECT_NE(fresh->atlasGeneration(), generation);
  EXPECT_EQ(pixelsOf(*fresh, fresh->glyph(first.font, first.index, 1, 0, 0)), before);
}

Coverage square(int width, int height, std::uint8_t value) {
  const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  return {.left = 0,
          .top = 0,
          .width = width,
          .height = height,
          .pixels = std::vector<std::uint8_t>(count, value)};
}

TEST(GlyphAtlas, KeepsPicturesApartByAPixel) {
  GlyphAtlas atlas(64, 64);
  std::vector<std::pair<GlyphAtlas::Spot, int>> placed;
  for (int i = 0; i < 12; ++i)
    placed.emplace_back(*atlas.insert(square(5 + i % 4, 7 + i % 3, static_cast<std::uint8_t>(100 + i))), i);
  ASSERT_EQ(atlas.emptied(), 0U);
  for (const auto& [spot, i] : placed) {
    const int width = 5 + i % 4, height = 7 + i % 3;
    for (int y = spot.y - 1; y <= spot.y + height; ++y)
      for (int x = spot.x - 1; x <= spot.x + width; ++x) {
        const bool inside = x >= spot.x && x < spot.x + width && y >= spot.y && y < spot.y + height;
        EXPECT_EQ(atlas.image().pixels[static_cast<std::size_t>(y * 64 + x)], inside ? 100 + i : 0);
      }
  }
}

TEST(GlyphAtlas, GrowsThenEmptiesItselfAndSaysSo) {
  GlyphAtlas atlas(32, 64);
  std::uint64_t generation = atlas.generation();
  int inserted = 0;
  while (atlas.image().width == 32) {
    ASSERT_TRUE(atlas.insert(square(10, 10, 200)));
    ASSERT_LT(++inserted, 20);
  }
  EXPECT_EQ(atlas.emptied(), 0U);
  EXPECT_GT(atlas.generation(), generation);
  generation = atlas.generation();
  std::optional<GlyphAtlas::Spot> spot;
  while (atlas.emptied() == 0) {
    spot = atlas.insert(square(10, 10, 200));
    ASSERT_LT(++inserted, 60);
  }
  EXPECT_GT(atlas.generation(), generation);
  ASSERT_TRUE(spot);
  std::size_t lit = 0;
  for (const std::uint8_t pixel : atlas.image().pixels) lit += pixel != 0;
  EXPECT_EQ(lit, 100U);  // the picture that did not fit, and nothing of those before
}

TEST(GlyphAtlas, RefusesWhatCouldNeverFit) {
  GlyphAtlas atlas(32, 64);
  EXPECT_FALSE(atlas.insert(square(64, 5, 1)));
  EXPECT_FALSE(atlas.insert(square(5, 64, 1)));
  EXPECT_EQ(atlas.emptied(), 0U);
}

TEST(GlyphAtlas, TellsTheRowsThatChanged) {
  GlyphAtlas atlas(64, 64);
  EXPECT_EQ(atlas.rowsSince(0), (std::pair{0, 64}));
  EXPECT_EQ(atlas.rowsSince(atlas.revision()), (std::pair{0, 0}));
  const auto first = *atlas.insert(square(5, 8, 1));
  const std::uint64_t seen = atlas.revision();
  const auto second = *atlas.insert(square(5, 20, 1));
  EXPECT_EQ(atlas.rowsSince(seen), (std::pair{second.y, second.y + 20}));
  EXPECT_EQ(atlas.rowsSince(seen - 1), (std::pair{first.y, second.y + 20}));
}

TEST_F(GlyphsTest, CacheDropsTheLayoutsNotUsedForLongest) {
  LayoutCache cache(2, 100);
  const LayoutPtr layout = set("any");
  cache.add("a", {}, {}, layout);
  cache.add("b", {}, {}, layout);
  EXPECT_EQ(cache.find("a", {}, {}), layout);
  cache.add("c", {}, {}, layout);
  EXPECT_EQ(cache.find("b", {}, {}), nullptr);
  EXPECT_EQ(cache.find("a", {}, {}), layout);
  EXPECT_EQ(cache.find("c", {}, {}), layout);
  cache.add(std::string(99, 'x'), {}, {}, layout);
  cache.add(std::string(101, 'y'), {}, {}, layout);
  EXPECT_EQ(cache.size(), 2U);
  cache.add("more", {}, {}, layout);
  EXPECT_EQ(cache.size(), 1U);
}

}  // namespace
}  // namespace dateline::text

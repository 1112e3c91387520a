#include "figure/compare.h"

#include <gtest/gtest.h>

#include "figure/test_images.h"

namespace dateline::figure {
namespace {

TEST(Compare, FindsNoDifferenceBetweenAnImageAndItself) {
  const Comparison same = compare(coast(50, 40), coast(50, 40));
  EXPECT_TRUE(same.sameSize);
  EXPECT_EQ(same.maxDifference, 0);
  EXPECT_EQ(same.meanDifference, 0);
  EXPECT_TRUE(same.worst.empty());
}

TEST(Compare, FindsAShiftByOnePixel) {
  const Image image = coast(50, 40);
  Image shifted = image;
  std::copy(image.pixels.begin(), image.pixels.end() - 4, shifted.pixels.begin() + 4);
  const Comparison found = compare(image, shifted);
  EXPECT_GT(found.maxDifference, 50);
  EXPECT_GT(found.meanDifference, 0);
  EXPECT_EQ(found.worst.size(), 5U);
}

TEST(Compare, NamesTheWorstPixelsFirst) {
  const Image image = makeImage(10, 10, 4);
  Image other = image;
  for (int i = 0; i < 8; ++i)
    other.pixels[static_cast<std::size_t>(4 * (10 * i + 3))] = static_cast<std::uint8_t>(10 + i);
  const Comparison found = compare(image, other);
  ASSERT_EQ(found.worst.size(), 5U);
  EXPECT_EQ(found.maxDifference, 17);
  EXPECT_EQ(found.worst[0].x, 3);
  EXPECT_EQ(found.worst[0].y, 7);
  EXPECT_EQ(found.worst[4].difference, 13);
  EXPECT_DOUBLE_EQ(found.meanDifference, (10 + 11 + 12 + 13 + 14 + 15 + 16 + 17) / 400.0);
}

TEST(Compare, TellsImagesOfDifferentShapes) {
  EXPECT_FALSE(compare(makeImage(4, 4, 4), makeImage(4, 5, 4)).sameSize);
  EXPECT_FALSE(compare(makeImage(4, 4, 4), makeImage(4, 4, 1)).sameSize);
  EXPECT_EQ(describe(compare(makeImage(4, 4, 4), makeImage(4, 5, 4))), "the images differ in size");
}

}  // namespace
}  // namespace dateline::figure

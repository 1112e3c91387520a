#include <gtest/gtest.h>

#include "geo/algorithms.h"

namespace dateline::geo {
namespace {

LngLatBox at(double lng, double lat) {
  return {lng, lat, lng, lat};
}

TEST(BoxAround, IsTheSmallestAcrossTheDateLineToo) {
  const std::vector<LngLatBox> pacific = {at(179.5, -17), at(-172, -14), at(-175, -21)};
  EXPECT_EQ(boxAround(pacific), (LngLatBox{179.5, -21, 188, -14}));
  const std::vector<LngLatBox> europe = {at(-5, 40), at(30, 60)};
  EXPECT_EQ(boxAround(europe), (LngLatBox{-5, 40, 30, 60}));
  const std::vector<LngLatBox> one = {at(180, 10)};
  EXPECT_EQ(boxAround(one).width(), 0);
}

TEST(BoxAround, OfOnePlaceIsThatPlace) {
  for (double lng = -179.95; lng < 180; lng += 0.1) {
    const std::vector<LngLatBox> twice = {at(lng, 52.5), at(lng, 52.5)};
    EXPECT_EQ(boxAround(twice), at(lng, 52.5));
    EXPECT_FALSE(boxAround(twice).empty());
  }
}

TEST(BoxAround, TakesBoxesThatRunOnBeyondTheDateLine) {
  const std::vector<LngLatBox> both = {{19, 41, 190, 82}, {-172, 18, -66, 72}, {}};
  EXPECT_EQ(boxAround(both), (LngLatBox{19, 18, 294, 82}));
  const std::vector<LngLatBox> all = {{-180, -90, 180, 90}, {170, 0, 190, 10}};
  EXPECT_EQ(boxAround(all), (LngLatBox{-180, -90, 180, 90}));
  EXPECT_TRUE(boxAround({}).empty());
}

}  // namespace
}  // namespace dateline::geo

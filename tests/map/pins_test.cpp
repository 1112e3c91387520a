#include "map/pins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "map/fake_typesetter.h"
#include "map/route.h"

namespace dateline::map {
namespace {

using ::testing::ElementsAre;

class Pins : public ::testing::Test {
 protected:
  Pin& add(const std::string& id, LngLat at, const std::string& place = "",
           std::optional<double> order = {}) {
    const int number = static_cast<int>(model.pins.size()) + 1;
    return model.pins.emplace_back(
        Pin{id, at, number, MarkerShape::drop, rgb(0x2b6cb0), false, 1, place, order});
  }
  [[nodiscard]] Camera camera(double lng = 71, double lat = 51, double zoom = 5) const {
    return {geo::mercator(), {geo::mercator().project({lng, lat}), Zoom{zoom}}, 1000, 700};
  }
  PlacedPins place() { return placePins(model, camera(), typesetter); }

  MapModel model;
  testing::FakeTypesetter typesetter;
};

TEST(PinClusters, NoneHidesTheNumberOfAnother) {
  std::vector<ScreenPoint> tips;
  for (int i = 0; i < 300; ++i) tips.push_back({std::fmod(i * 37.7, 200), std::fmod(i * 23.3, 150)});
  const std::vector<PinCluster> clusters = clusterPins(tips, 1);
  ASSERT_GT(clusters.size(), 10u);
  // Digits reach some five pixels to each side of the middle, a body reaches half its width.
  for (const PinCluster& a : clusters)
    for (const PinCluster& b : clusters)
      if (&a != &b) {
        EXPECT_GT(std::hypot(a.tip.x - b.tip.x, a.tip.y - b.tip.y), kPinWidthPx / 2 + 5);
      }
}

TEST_F(Pins, StandApartWhenTheirBodiesDo) {
  add("a", {71, 51});
  add("b", {75, 51});
  const PlacedPins pins = place();
  ASSERT_EQ(pins.markers.size(), 2u);
  EXPECT_TRUE(pins.placed[0].members.empty());
  EXPECT_DOUBLE_EQ(pins.placed[0].body.width(), kPinWidthPx);
  EXPECT_DOUBLE_EQ(pins.placed[0].body.maxY, pins.placed[0].tip.y);
}

TEST_F(Pins, AreAsLargeAsTheModelSays) {
  add("a", {71, 51});
  add("b", {75, 51}).size = 1.3f;
  const PlacedPins pins = place();
  ASSERT_EQ(pins.markers.size(), 2u);
  EXPECT_FLOAT_EQ(pins.markers[1].size, 1.3f);
  EXPECT_NEAR(pins.placed[1].body.width(), kPinWidthPx * 1.3, 0.01);
  EXPECT_DOUBLE_EQ(pins.placed[1].body.maxY, pins.placed[1].tip.y);
}

TEST_F(Pins, NumbersGrowWithTheirPinsOnce) {
  add("a", {71, 51});
  add("b", {75, 51}).size = 2;
  const PlacedPins pins = place();
  ASSERT_EQ(pins.markers.size(), 2u);
  // Whatever draws a marker draws all of it so much larger.
  EXPECT_FLOAT_EQ(pins.markers[1].number->height(), pins.markers[0].number->height());
}

TEST_F(Pins, AtOnePlaceBecomeAClusterWithTheirCount) {
  for (const char* id : {"a", "b", "c"}) add(id, {71, 51});
  const PlacedPins pins = place();
  ASSERT_EQ(pins.markers.size(), 1u);
  EXPECT_EQ(pins.markers[0].shape, MarkerShape::cluster);
  EXPECT_EQ(testing::textOf(pins.markers[0].number), "3");
  EXPECT_EQ(pins.placed[0].id, "a");
  EXPECT_THAT(pins.placed[0].members, ElementsAre("a", "b", "c"));
  EXPECT_EQ(pins.markers[0].colour, rgb(0x2b6cb0));
}

TEST_F(Pins, GrowUnderTheMouseWithoutPushingNamesAway) {
  for (const char* id : {"a", "b"}) add(id, {71, 51});
  add("c", {75, 51});
  const PlacedPins still = place();
  for (const char* id : {"a", "c"}) {
    model.hovered = id;
    const PlacedPins grown = place();
    EXPECT_GT(grown.placed.back().body.width(), kPinWidthPx) << "the last one is on top";
    for (const ScreenBox& box : still.obstacles) EXPECT_THAT(grown.obstacles, ::testing::Contains(box));
  }
}

TEST_F(Pins, ClustersOfSeveralKindsAreNeutral) {
  add("a", {71, 51});
  add("b", {71, 51}).colour = rgb(0xc44f27);
  EXPECT_NE(place().markers[0].colour, rgb(0x2b6cb0));
  EXPECT_NE(place().markers[0].colour, rgb(0xc44f27));
}

TEST_F(Pins, OpenClustersSpreadWithoutCoveringOneAnother) {
  for (int i = 0; i < 9; ++i) add("p" + std::to_string(i), {71, 51});
  model.openCluster = "p0";
  const PlacedPins pins = place();
  ASSERT_EQ(pins.markers.size(), 9u);
  for (std::size_t i = 0; i < 9; ++i) {
    ASSERT_TRUE(pins.markers[i].body);
    EXPECT_LE(pins.markers[i].body->y, pins.markers[i].tip.y + 12);
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_GT(std::hypot(pins.markers[i].body->x - pins.markers[j].body->x,
                           pins.markers[i].body->y - pins.markers[j].body->y),
                kPinWidthPx);
    }
  }
}

TEST_F(Pins, ThatAreTooManyToSpreadAreToBeListed) {
  for (int i = 0; i < 41; ++i) add("p" + std::to_string(i), {71, 51});
  model.openCluster = "p0";
  PlacedPins pins = place();
  ASSERT_EQ(pins.placed.size(), 1u);
  EXPECT_TRUE(pins.placed[0].crowded);
  model.selected = "p7";  // stands out of its cluster, whose others are too many with it
  pins = place();
  ASSERT_EQ(pins.placed.size(), 2u);
  EXPECT_TRUE(pins.placed[0].crowded);
  model.pins.pop_back();
  model.selected.clear();
  for (const Placed& pin : place().placed) EXPECT_FALSE(pin.crowded);
}

TEST_F(Pins, NumbersOfAnyLengthStayWithinTheirBodies) {
  for (const MarkerShape shape :
       {MarkerShape::drop, MarkerShape::square, MarkerShape::diamond, MarkerShape::disc}) {
    float last = 0;
    for (const int number : {7, 42, 128, 2000, 99'999}) {
      model.pins.clear();
      Pin& pin = add("a", {71, 51});
      pin.number = number;
      pin.shape = shape;
      const PlacedPins pins = place();
      const SceneMarker& marker = pins.markers.at(0);
      const float widest = shape == MarkerShape::diamond ? 15 : shape == MarkerShape::square ? 18 : 17;
      EXPECT_LE(marker.number->width(), widest) << number;
      EXPECT_GE(marker.size, last) << "larger bodies make up for smaller digits";
      EXPECT_NEAR(pins.placed[0].body.width(), kPinWidthPx * marker.size, 0.01);
      last = marker.size;
    }
  }
}

TEST_F(Pins, ASelectedPinOpensItsClusterAndStandsInTheMiddleOnTop) {
  for (const char* id : {"a", "b", "c", "d"}) add(id, {71, 51});
  model.selected = "c";
  const PlacedPins pins = place();
  ASSERT_EQ(pins.markers.size(), 4u);
  const SceneMarker& top = pins.markers.back();
  EXPECT_EQ(top.id, "c");
  EXPECT_FALSE(top.body);
  EXPECT_TRUE(top.disc);
  EXPECT_FLOAT_EQ(top.size, 1.25f);
  BuiltScene built;
  built.pins = pins.placed;
  const Placed* hit = pinAt(built, {top.tip.x, top.tip.y - 20});
  ASSERT_NE(hit, nullptr);
  EXPECT_EQ(hit->id, "c");
}

TEST_F(Pins, EveryPinIsPlacedOnceWhateverIsSelected) {
  for (int i = 0; i < 60; ++i) add("p" + std::to_string(i), {71 + (i % 3) * 0.01, 51});
  for (const char* selected : {"", "p0", "p59"}) {
    model.selected = selected;
    std::vector<std::string> ids;
    for (const Placed& p : place().placed) {
      if (p.members.empty()) ids.push_back(p.id);
      ids.insert(ids.end(), p.members.begin(), p.members.end());
    }
    EXPECT_EQ(ids.size(), 60u) << selected;
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
  }
}

TEST_F(Pins, SouthernOnesStandInFrontAndHoveredOnesAbove) {
  add("south", {71, 50});
  add("north", {71.5, 50.6});
  add("hovered", {70, 52});
  model.hovered = "hovered";
  std::vector<std::string> order;
  for (const SceneMarker& m : place().markers) order.push_back(m.id);
  EXPECT_THAT(order, ElementsAre("north", "south", "hovered"));
}

TEST_F(Pins, SuggestedOnesAreHollowWithAColouredNumber) {
  add("a", {71, 51}).suggested = true;
  const PlacedPins pins = place();
  EXPECT_TRUE(pins.markers[0].hollow);
  EXPECT_EQ(pins.markers[0].ink, pins.markers[0].colour);
}

TEST_F(Pins, AreHiddenWhenNotWanted) {
  add("a", {71, 51});
  model.look.pins = false;
  EXPECT_TRUE(place().markers.empty());
}

TEST_F(Pins, TenThousandAreClusteredQuicklyAndAllKept) {
  std::vector<ScreenPoint> tips;
  for (int i = 0; i < 10000; ++i) tips.push_back({(i * 7919 % 2000) * 1.0, (i * 104729 % 1000) * 1.0});
  std::size_t members = 0;
  for (const PinCluster& cluster : clusterPins(tips)) members += cluster.members.size();
  EXPECT_EQ(members, tips.size());
}

TEST_F(Pins, TheRouteFollowsTimeAndSkipsStandingStill) {
  add("third", {37.6, 55.7}, "", 30);
  add("first", {71.4, 51.1}, "", 10);
  add("again", {71.41, 51.1}, "", 20);
  add("untimed", {69, 41});
  RouteMaker maker;
  const auto routes = maker.routes(model, camera());
  ASSERT_EQ(routes.size(), 1u);
  const ScreenPoint from = camera().toScreen(LngLat{71.4, 51.1}), to = camera().toScreen(LngLat{37.6, 55.7});
  EXPECT_NEAR(routes[0].points.front().x, from.x, 1e-6);
  EXPECT_NEAR(routes[0].points.back().x, to.x, 1e-6);
  ASSERT_EQ(routes[0].arrows.size(), 1u);
  EXPECT_LT(std::cos(routes[0].arrows[0].angle), 0) << "the arrow points west, to Moscow";
}

TEST_F(Pins, TheRouteCrossesTheDateLineTheShortWay) {
  add("tokyo", {139.7, 35.7}, "", 1);
  add("honolulu", {-157.9, 21.3}, "", 2);
  RouteMaker maker;
  for (const double middle : {170.0, -170.0, 120.0}) {
    const auto routes = maker.routes(model, camera(middle, 30, 3));
    ASSERT_FALSE(routes.empty()) << middle;
    for (const SceneRoute& route : routes) {
      const double world = geo::worldSizePx(Zoom{3});
      EXPECT_LT(std::abs(route.points.back().x - route.points.front().x), world / 4);
      for (std::size_t i = 1; i < route.points.size(); ++i)
        EXPECT_GT(route.points[i].x, route.points[i - 1].x);
    }
  }
}

TEST_F(Pins, ShortLegsHaveNoArrow) {
  add("a", {71.0, 51}, "", 1);
  add("b", {71.5, 51}, "", 2);
  RouteMaker maker;
  const auto routes = maker.routes(model, camera());
  ASSERT_EQ(routes.size(), 1u);
  EXPECT_TRUE(routes[0].arrows.empty());
}

}  // namespace
}  // namespace dateline::map

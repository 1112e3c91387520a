#include "map/pins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

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

std::vector<PinMark> scattered(int count, double width, double height) {
  std::vector<PinMark> marks;
  for (int i = 0; i < count; ++i)
    marks.push_back({{std::fmod(i * 37.7, width), std::fmod(i * 23.3, height)},
                     i % 3 == 0 ? MarkerShape::disc : MarkerShape::square});
  return marks;
}

TEST(PinClusters, NoneHidesTheHeadOfAnotherNorTheEndOfItsPointer) {
  const std::vector<PinMark> marks = scattered(300, 600, 450);
  const std::vector<PinCluster> clusters = clusterPins(marks);
  ASSERT_GT(clusters.size(), 10u);
  ASSERT_LT(clusters.size(), 300u);
  const auto shapeOf = [&](const PinCluster& cluster) {
    return cluster.members.size() > 1 ? MarkerShape::cluster : marks[cluster.members[0]].shape;
  };
  const auto headOf = [&](const PinCluster& cluster) {
    return ScreenPoint{cluster.tip.x, cluster.tip.y - (isRound(shapeOf(cluster)) ? 0 : 20)};
  };
  for (const PinCluster& a : clusters)
    for (const PinCluster& b : clusters) {
      if (&a == &b) continue;
      const ScreenPoint one = headOf(a), other = headOf(b);
      EXPECT_GE(std::hypot(one.x - other.x, one.y - other.y), kPinWidthPx);
      if (isRound(shapeOf(b))) continue;
      EXPECT_GE(std::hypot(one.x - b.tip.x, one.y - b.tip.y), kPinWidthPx / 2);
    }
}

TEST(PinClusters, KeepTheirPinsInTheOrderOfTheStory) {
  std::size_t members = 0;
  for (const PinCluster& cluster : clusterPins(scattered(300, 200, 150))) {
    EXPECT_TRUE(std::is_sorted(cluster.members.begin(), cluster.members.end()));
    members += cluster.members.size();
  }
  EXPECT_EQ(members, 300u);
}

TEST(PinClusters, PinsThatHardlyTouchStandApart) {
  EXPECT_EQ(clusterPins({{{100, 100}}, {{126, 100}}}).size(), 2u);
  EXPECT_EQ(clusterPins({{{100, 100}}, {{119, 120}}}).size(), 2u);
  EXPECT_EQ(clusterPins({{{100, 100}}, {{120, 100}}}).size(), 1u);
  EXPECT_EQ(clusterPins({{{100, 100}}, {{126, 100}, MarkerShape::drop, 1.3}}).size(), 1u) << "larger";
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

TEST_F(Pins, OfAClosedClusterOnlyPlacesAtItsDiscAreNamed) {
  const double degree = geo::worldSizePx(Zoom{5}) / 360;
  add("a", {71, 51}, "Here");
  add("b", {71 + 8 / degree, 51}, "Beside");
  add("c", {71 + 16 / degree, 51}, "Near");
  add("d", {71 + 20 / degree, 51}, "Far");
  const PlacedPins pins = place();
  ASSERT_EQ(pins.markers.size(), 1u);
  std::vector<std::string> names;
  for (const PinName& name : pins.names) names.push_back(name.name);
  EXPECT_THAT(names, ElementsAre("Here", "Beside", "Near"));
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

TEST_F(Pins, AreSpreadWithinTheMap) {
  for (const int count : {2, 3, 9, 20})
    for (const ScreenPoint at : {ScreenPoint{109, 68}, ScreenPoint{500, 6}, ScreenPoint{4, 350},
                                 ScreenPoint{996, 350}, ScreenPoint{990, 690}, ScreenPoint{20, 20}}) {
      model.pins.clear();
      for (int i = 0; i < count; ++i) add("p" + std::to_string(i), camera().toLngLat(at));
      for (const char* selected : {"", "p1"}) {
        model.openCluster = "p0";
        model.selected = selected;
        const PlacedPins pins = place();
        ASSERT_EQ(pins.placed.size(), static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < pins.placed.size(); ++i) {
          if (!pins.markers[i].body) continue;
          const ScreenBox& body = pins.placed[i].body;
          EXPECT_TRUE(body.minX >= 0 && body.minY >= 0 && body.maxX <= 1000 && body.maxY <= 700)
              << count << " at " << at.x << "," << at.y;
          for (std::size_t j = 0; j < i; ++j)
            EXPECT_GT(std::hypot(body.centre().x - pins.placed[j].body.centre().x,
                                 body.centre().y - pins.placed[j].body.centre().y),
                      kPinWidthPx)
                << count << " at " << at.x << "," << at.y << " " << selected;
        }
      }
    }
}

TEST_F(Pins, AreSpreadToTheSideWithoutHidingOneAnother) {
  for (const ScreenPoint at : {ScreenPoint{109, 68}, ScreenPoint{500, 20}, ScreenPoint{6, 350}}) {
    model.pins.clear();
    for (int i = 0; i < 5; ++i) add("p" + std::to_string(i), camera().toLngLat(at));
    model.openCluster = "p0";
    std::vector<ScreenPoint> tips;
    for (const SceneMarker& marker : place().markers) tips.push_back(marker.body.value());
    for (const ScreenPoint a : tips)
      for (const ScreenPoint b : tips) {
        if (a == b) continue;
        EXPECT_GE(std::hypot(a.x - b.x, a.y - b.y), kPinWidthPx) << "heads";
        EXPECT_GE(std::hypot(a.x - b.x, a.y - kRoundRisePx - b.y), kPinWidthPx / 2) << "and what points";
      }
  }
}

TEST_F(Pins, AreSpreadInReadingOrderWhicheverWay) {
  for (const ScreenPoint at : {ScreenPoint{500, 350}, ScreenPoint{500, 20}}) {
    model.pins.clear();
    for (int i = 0; i < 4; ++i) add("p" + std::to_string(i), camera().toLngLat(at));
    model.openCluster = "p0";
    std::map<std::string, double> lefts;
    for (const SceneMarker& marker : place().markers) lefts[marker.id] = marker.body.value().x;
    for (int i = 1; i < 4; ++i)
      EXPECT_GT(lefts["p" + std::to_string(i)], lefts["p" + std::to_string(i - 1)]) << at.y;
  }
}

TEST_F(Pins, AreSpreadBesideFurnitureAndOtherPins) {
  for (int i = 0; i < 5; ++i) add("p" + std::to_string(i), camera().toLngLat({500, 350}));
  add("other", camera().toLngLat({500, 290}));
  model.openCluster = "p0";
  const ScreenBox legend{520, 250, 600, 340};
  const PlacedPins pins = placePins(model, camera(), typesetter, {legend});
  ScreenBox other;
  for (const Placed& pin : pins.placed)
    if (pin.id == "other") other = pin.body;
  for (const Placed& pin : pins.placed) {
    if (pin.id == "other") continue;
    EXPECT_FALSE(pin.body.intersects(legend)) << pin.id;
    EXPECT_FALSE(pin.body.intersects(other)) << pin.id;
  }
}

TEST_F(Pins, OfAnOpenClusterStayWhereTheyAreUnderTheMouse) {
  for (int i = 0; i < 5; ++i) add("p" + std::to_string(i), camera().toLngLat({500, 350}));
  add("other", camera().toLngLat({560, 300}));
  model.openCluster = "p0";
  const auto tips = [&] {
    std::map<std::string, ScreenPoint> at;
    for (const SceneMarker& marker : place().markers) at[marker.id] = marker.body.value_or(marker.tip);
    return at;
  };
  const auto still = tips();
  for (const char* id : {"other", "p2"}) {
    model.hovered = id;
    EXPECT_EQ(tips(), still) << id;
  }
}

TEST_F(Pins, TheCountOfTheOthersStandsBesideTheSelectedPin) {
  for (int i = 0; i < 57; ++i) add("p" + std::to_string(i), {71, 51});
  model.selected = "p7";
  const PlacedPins pins = place();
  ASSERT_EQ(pins.placed.size(), 2u);
  EXPECT_FALSE(pins.placed[0].body.intersects(pins.placed[1].body));
  EXPECT_TRUE(pins.markers[0].body) << "with a leg to its place";
}

TEST_F(Pins, OfPlacesThatAMapHasNoRoomForAreNotOnIt) {
  add("pole", {71, 90});
  add("island", {71, 84});
  model.selected = "pole";
  const Camera north = camera(71, 84.5, 6);
  ASSERT_EQ(placePins(model, north, typesetter).placed.size(), 1u);
  EXPECT_EQ(placePins(model, north, typesetter).placed[0].id, "island");
  const Camera around(viewOf(ProjectionKind::azimuthal, {71, 87}, Zoom{4}), 1000, 700);
  EXPECT_EQ(placePins(model, around, typesetter).placed.size(), 2u);
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
  add("north", {72.2, 50.6});
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
  std::vector<PinMark> marks;
  for (int i = 0; i < 10000; ++i) marks.push_back({{(i * 7919 % 2000) * 1.0, (i * 104729 % 1000) * 1.0}});
  std::size_t members = 0;
  for (const PinCluster& cluster : clusterPins(marks)) members += cluster.members.size();
  EXPECT_EQ(members, marks.size());
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

TEST_F(Pins, StandOnTheCopyOfTheWorldThatPanelsLeaveFree) {
  add("lima", {-77, -12}, "", 1);
  add("dakar", {-17, 14.7}, "", 2);
  const Camera open({geo::mercator().project({0, 20}), Zoom{1}}, 850, 600);
  EXPECT_NEAR(open.toScreen(model.pins[0].at).x, 425 - 77 / 360.0 * 512, 1e-6);
  const Camera covered = open.beside(400);
  for (const Placed& pin : placePins(model, covered, typesetter).placed) {
    EXPECT_GT(pin.tip.x, 400) << pin.id;
    EXPECT_LT(pin.tip.x, 850) << pin.id;
  }
  bool reaches = false;
  for (const SceneRoute& route : RouteMaker().routes(model, covered))
    reaches |= std::abs(route.points.front().x - covered.toScreen(model.pins[0].at).x) < 1e-6;
  EXPECT_TRUE(reaches) << "the route begins at the pin";
}

TEST_F(Pins, TheRouteEndsWhereMercatorsWorldDoes) {
  add("new york", {-74, 40.7}, "", 1);
  add("singapore", {103.8, 1.3}, "", 2);
  const Camera world({geo::mercator().project({20, 45}), Zoom{1.3}}, 900, 700);
  const double edge = world.toScreen(WorldPoint{0.5, 0}).y;
  const auto routes = RouteMaker().routes(model, world);
  EXPECT_GE(routes.size(), 2u);
  for (const SceneRoute& route : routes)
    for (std::size_t i = 1; i < route.points.size(); ++i) {
      const ScreenPoint a = route.points[i - 1], b = route.points[i];
      EXPECT_FALSE(std::max(a.y, b.y) < edge + 0.5 && std::abs(a.x - b.x) > 2) << a.x << " to " << b.x;
    }
  const std::vector<LngLatBox> boxes = boxesOfRoute(model.pins);
  ASSERT_EQ(boxes.size(), 1u);
  EXPECT_GT(boxes[0].maxY, 85);
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

#include "map/furniture.h"

#include <gtest/gtest.h>

#include <cmath>

#include "geo/algorithms.h"
#include "geo/fixed_plane.h"
#include "map/fake_typesetter.h"

namespace dateline::map {
namespace {

Camera northUpAt(double lat, double zoom, double width = 1000, double height = 700) {
  return {geo::mercator(), {geo::mercator().project({68, lat}), Zoom{zoom}}, width, height};
}

TEST(ScaleBar, IsAsLongAsItSaysAtTheMiddleOfTheMap) {
  for (const double lat : {0.0, 35.0, 51.0, -62.0}) {
    for (const double zoom : {4.2, 7.7, 12.0, 17.0}) {
      const Camera camera = northUpAt(lat, zoom);
      for (const double unit : {1000.0, 1609.344}) {
        const ScaleLength bar = scaleLength(camera, unit, 124);
        const LngLat left = camera.toLngLat({500 - bar.px / 2, 350}),
                     right = camera.toLngLat({500 + bar.px / 2, 350});
        EXPECT_NEAR(geo::distanceMetres(left, right) / bar.metres, 1, 0.01) << lat << " " << zoom;
        EXPECT_LE(bar.px, 124);
        EXPECT_GT(bar.px, 124 / 2.6);
      }
    }
  }
}

TEST(ScaleBar, IsTrueWhereTheMiddleOfTheMapLiesBesideTheEarth) {
  const auto plane = geo::fixedPlane("EPSG:102003").value();
  const geo::WorldBox bounds = plane->bounds().value();
  View view = viewOf(geo::ProjectionChoice(plane), plane->crs().centre, Zoom{1.2});
  view.centre.y = bounds.minY + 0.2 * bounds.height();  // in the hole around the pole
  const Camera camera(view, 480, 340);
  ASSERT_FALSE(camera.onEarth({240, 170}));
  const ScaleLength bar = scaleLength(camera, 1000, 124);
  const ScreenPoint centre = camera.toScreen(plane->crs().centre);
  const LngLat left = camera.toLngLat({centre.x - bar.px / 2, centre.y}),
               right = camera.toLngLat({centre.x + bar.px / 2, centre.y});
  EXPECT_NEAR(geo::distanceMetres(left, right) / bar.metres, 1, 0.1);
}

TEST(ScaleBar, IsARoundNumber) {
  for (double zoom = 1; zoom < 18; zoom += 0.37) {
    double digits = scaleLength(northUpAt(45, zoom), 1000, 124).metres;
    while (digits < 0.999) digits *= 10;
    while (digits >= 9.99) digits /= 10;
    EXPECT_TRUE(std::abs(digits - 1) < 1e-9 || std::abs(digits - 2) < 1e-9 || std::abs(digits - 5) < 1e-9)
        << digits;
  }
}

class Furniture : public ::testing::Test {
 protected:
  std::vector<std::string> texts(const Camera& camera) {
    scene = {};
    boxes = addFurniture(look, camera, typesetter, obstacles, scene);
    std::vector<std::string> result;
    for (const SceneLabel& label : scene.furnitureLabels) result.push_back(testing::textOf(label.layout));
    return result;
  }
  [[nodiscard]] bool says(const std::vector<std::string>& texts, const std::string& part) const {
    return std::any_of(texts.begin(), texts.end(),
                       [&](const auto& t) { return t.find(part) != std::string::npos; });
  }
  Look look;
  FurnitureObstacles obstacles;
  testing::FakeTypesetter typesetter;
  Scene scene;
  std::vector<ScreenBox> boxes;
};

TEST_F(Furniture, ShowsKilometresAndMiles) {
  const auto shown = texts(northUpAt(47, 4.2));
  EXPECT_TRUE(says(shown, " km"));
  EXPECT_TRUE(says(shown, " mi"));
  EXPECT_TRUE(says(texts(northUpAt(47, 16)), " m"));
  EXPECT_TRUE(says(texts(northUpAt(47, 14)), "0.2 mi"));
  const auto street = texts(northUpAt(47, 17.5));
  EXPECT_TRUE(says(street, "100 ft"));
  EXPECT_FALSE(says(street, " mi"));
}

TEST_F(Furniture, TheAttributionIsAlwaysThereAndInsideTheMap) {
  for (const bool furniture : {true, false}) {
    look.furniture = furniture;
    for (const auto& [width, height] :
         std::vector<std::pair<double, double>>{{1920, 1080}, {500, 400}, {320, 200}, {150, 150}, {64, 64}}) {
      const Camera camera = northUpAt(47, 4.2, width, height);
      ASSERT_TRUE(says(texts(camera), "Natural Earth")) << width;
      ASSERT_TRUE(says(texts(camera), "UN view"));
      ASSERT_FALSE(boxes.empty());
      if (width < 150) continue;
      EXPECT_GE(boxes[0].minX, 0) << width;
      EXPECT_GE(boxes[0].minY, 0) << width;
      EXPECT_LE(boxes[0].maxX, width);
      EXPECT_LE(boxes[0].maxY, height);
    }
  }
}

TEST_F(Furniture, ThePlateIsAsFaintAsTheStyleHasIt) {
  const auto plateOf = [&](std::uint8_t alpha) {
    Style style = *builtInStyle(Theme::light);
    style.colours.panel.a = alpha;
    look.style = makeStyle(style);
    texts(northUpAt(47, 4.2));
    return scene.furniture.front().colour.a;
  };
  EXPECT_EQ(plateOf(255), 200);
  EXPECT_EQ(plateOf(0), 0);
  EXPECT_GT(scene.furnitureLabels.front().haloPx, 0) << "the words stand on the map itself";
}

TEST_F(Furniture, SmallMapsHaveNoScaleBarAndPiecesNeverOverlap) {
  EXPECT_FALSE(says(texts(northUpAt(47, 4.2, 180, 300)), " km"));
  for (double width = 200; width < 1200; width += 37) {
    texts(northUpAt(47, 4.2, width, 400));
    for (std::size_t i = 1; i < boxes.size(); ++i) EXPECT_FALSE(boxes[i].intersects(boxes[0])) << width;
  }
}

/// A pin on any one place of a small map.
TEST_F(Furniture, OfASmallMapLiesOverNoPin) {
  for (const auto& [width, height] :
       std::vector<std::pair<double, double>>{{320, 240}, {240, 180}, {360, 200}}) {
    const Camera camera = northUpAt(47, 4.2, width, height);
    for (double x = 0; x <= width; x += 16)
      for (double y = 0; y <= height; y += 16) {
        obstacles.pins = {{x - 11.5, y - 30, x + 11.5, y - 0.5}};
        const auto shown = texts(camera);
        EXPECT_TRUE(says(shown, "Natural Earth"));
        EXPECT_TRUE(says(shown, " km")) << x << "," << y << " on " << width;
        for (const ScreenBox& box : boxes) {
          EXPECT_FALSE(box.intersects(obstacles.pins[0])) << x << "," << y << " on " << width;
          EXPECT_TRUE(box.minX >= 0 && box.minY >= 0 && box.maxX <= width && box.maxY <= height)
              << x << "," << y;
        }
        EXPECT_FALSE(boxes.size() > 1 && boxes[0].intersects(boxes[1])) << x << "," << y;
      }
  }
}

TEST_F(Furniture, OfAVerySmallMapIsNotCut) {
  for (const auto& [width, height] :
       std::vector<std::pair<double, double>>{{128, 64}, {110, 110}, {100, 200}}) {
    obstacles.pins = {{40, 20, 64, 50}, {70, 20, 94, 60}};
    texts(northUpAt(47, 4.2, width, height));
    EXPECT_GE(boxes[0].minX, 0) << width;
    EXPECT_LE(boxes[0].maxX, width);
  }
}

TEST_F(Furniture, OfALargerMapStaysInItsPlaceUnlessAPinStandsThere) {
  const Camera camera = northUpAt(47, 4.2, 900, 600);
  texts(camera);
  const auto before = boxes;
  for (double x = 60; x <= 900; x += 40) obstacles.pins.push_back({x - 12, 500, x + 12, 530});
  texts(camera);
  EXPECT_EQ(boxes, before);
  const ScreenBox onAttribution{before[0].minX + 9, 560, before[0].minX + 33, 592};
  obstacles.pins = {onAttribution};
  texts(camera);
  EXPECT_LT(boxes[0].maxX, 450) << "in the other corner of the foot";
  EXPECT_GT(boxes[1].minX, 450) << "the scale bar makes way for it";
  obstacles.pins.push_back({20, 560, 44, 592});
  texts(camera);
  EXPECT_TRUE(boxes[0].maxY < 60 && boxes[0].minX > 450) << "at the head";
  EXPECT_GT(boxes[1].minY, 500);
  for (const ScreenBox& box : boxes)
    for (const ScreenBox& pin : obstacles.pins) EXPECT_FALSE(box.intersects(pin));
}

TEST_F(Furniture, TheScaleBarStandsInACornerWithoutPins) {
  const Camera camera = northUpAt(47, 4.2, 900, 600);
  texts(camera);
  const ScreenBox usual = boxes[1];
  obstacles.pins = {{60, 560, 84, 592}};
  texts(camera);
  ASSERT_EQ(boxes.size(), 2u);
  EXPECT_FALSE(boxes[1].intersects(obstacles.pins[0]) || boxes[1].intersects(boxes[0]));
  EXPECT_EQ(boxes[1].width(), usual.width()) << "with all that it tells";
  for (double x = 0; x <= 900; x += 30)
    for (double y = 0; y <= 600; y += 30) obstacles.pins.push_back({x, y, x + 24, y + 24});
  texts(camera);
  ASSERT_EQ(boxes.size(), 2u) << "among pins everywhere it is where it always is";
  EXPECT_EQ(boxes[1], usual);
}

TEST_F(Furniture, AScaleBarAboveTheAttributionIsLeftOutAmongPins) {
  const Camera camera = northUpAt(47, 4.2, 400, 317);
  texts(camera);
  ASSERT_EQ(boxes.size(), 2u);
  const ScreenBox attribution = boxes[0], bar = boxes[1];
  ASSERT_LT(bar.maxY, attribution.minY);
  obstacles.pins = {{60, bar.minY - 10, 84, bar.maxY - 4}};
  texts(camera);
  ASSERT_EQ(boxes.size(), 2u) << "in another corner";
  EXPECT_EQ(boxes[0], attribution);
  EXPECT_FALSE(boxes[1].intersects(obstacles.pins[0]) || boxes[1].intersects(attribution));
  for (double x = 0; x <= 400; x += 30)
    for (double y = 0; y + 24 < attribution.minY; y += 26) obstacles.pins.push_back({x, y, x + 24, y + 24});
  texts(camera);
  EXPECT_EQ(boxes, std::vector{attribution});
}

TEST_F(Furniture, StandsAboveAPanelAtTheFootOfTheMap) {
  for (const double width : {400.0, 900.0}) {
    const Camera camera = northUpAt(47, 4.2, width, 600);
    obstacles.panels = {{8, 420, width - 8, 700}};
    texts(camera);
    ASSERT_EQ(boxes.size(), 2u);
    for (const ScreenBox& box : boxes) {
      EXPECT_FALSE(box.intersects(obstacles.panels[0])) << width;
      EXPECT_GT(box.minY, 340) << width;
    }
    EXPECT_FALSE(boxes[0].intersects(boxes[1]));
    obstacles.panels = {{0, 0, width, 600}};
    EXPECT_TRUE(says(texts(camera), "Natural Earth")) << "there all the same";
  }
}

TEST_F(Furniture, OfASmallMapStandsBelowNoPanel) {
  const Camera camera = northUpAt(47, 4.2, 320, 240);
  for (double x = 12; x < 320; x += 24) obstacles.pins.push_back({x - 12, 210, x + 12, 240});
  texts(camera);
  EXPECT_LT(boxes[0].maxY, 60) << "at the head of the map";
  obstacles.covered = {{0, 0, 320, 60}};
  texts(camera);
  EXPECT_GT(boxes[0].minY, 190);
}

TEST_F(Furniture, TheAttributionNamesTheBorderPolicy) {
  look.borders = Borders::deFacto;
  EXPECT_NE(attribution(look).find("de facto"), std::string::npos);
}

}  // namespace
}  // namespace dateline::map

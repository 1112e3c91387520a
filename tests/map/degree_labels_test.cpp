#include "map/degree_labels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "geo/fixed_plane.h"
#include "map/fake_typesetter.h"

namespace dateline::map {
namespace {

class Degrees : public ::testing::Test {
 protected:
  std::set<std::string> on(const Camera& camera, std::vector<ScreenBox> taken = {}) {
    Look look;
    look.graticule = true;
    scene = {};
    boxes = addDegrees(graticuleLines(look, camera), camera, typesetter, std::move(taken),
                       styleOf(look).colours, scene);
    std::set<std::string> texts;
    for (const SceneLabel& label : scene.furnitureLabels) texts.insert(testing::textOf(label.layout));
    return texts;
  }
  testing::FakeTypesetter typesetter;
  Scene scene;
  std::vector<ScreenBox> boxes;
};

TEST_F(Degrees, AreWrittenAsReadersKnowThem) {
  EXPECT_EQ(writtenDegrees({{}, true, 30}), "30° E");
  EXPECT_EQ(writtenDegrees({{}, true, -0.05}), "0.05° W");
  EXPECT_EQ(writtenDegrees({{}, true, 190}), "170° W");
  EXPECT_EQ(writtenDegrees({{}, true, -540}), "180°");
  EXPECT_EQ(writtenDegrees({{}, false, -60}), "60° S");
  EXPECT_EQ(writtenDegrees({{}, false, 0}), "0°");
}

TEST_F(Degrees, StandAtTheEdgeOfTheMapBesideTheirLines) {
  for (const ProjectionKind kind : {ProjectionKind::mercator, ProjectionKind::azimuthal}) {
    const Camera camera(viewOf(kind, {68, 45}, Zoom{4}), 1200, 800);
    const std::set<std::string> texts = on(camera);
    EXPECT_TRUE(texts.contains("40° N"));
    EXPECT_TRUE(texts.contains("70° E"));
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      const ScreenBox& box = boxes[i];
      EXPECT_TRUE(box.minX < 8 || box.minY < 20 || box.maxX > 1192 || box.maxY > 780);
      for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(box.intersects(boxes[j]));
    }
  }
}

TEST_F(Degrees, MakeWayForWhatStandsThere) {
  const Camera camera(viewOf(ProjectionKind::mercator, {68, 45}, Zoom{4}), 1200, 800);
  const ScreenBox panel{0, 0, 300, 800}, bar{0, 0, 1200, 30};
  EXPECT_TRUE(on(camera, {panel, bar}).contains("40° N"));
  for (const ScreenBox& box : boxes) EXPECT_FALSE(box.intersects(panel) || box.intersects(bar));
}

TEST_F(Degrees, OfAWorldThatEndsWithinTheMapStandBesideItOrOnTheEquator) {
  const geo::ProjectionChoice degrees(geo::fixedPlane("EPSG:4326").value());
  const Camera before(viewOf(degrees, {0, 0}, Zoom{2}), 1400, 800);
  const Camera whole = before.withView(before.fitting({-180, -90, 180, 90}, 60, Zoom{6}));
  const std::set<std::string> texts = on(whole);
  EXPECT_TRUE(texts.contains("60° N"));
  EXPECT_TRUE(texts.contains("60° E"));
  for (const ScreenBox& box : boxes) EXPECT_FALSE(whole.onEarth(box.centre()));
  const Camera globe(viewOf(ProjectionKind::globe, {10, 20}, Zoom{1}), 1000, 900);
  EXPECT_TRUE(on(globe).contains("0°"));
  int onEquator = 0;
  for (const ScreenBox& box : boxes)
    onEquator += globe.onEarth(box.centre()) && std::abs(globe.toLngLat(box.centre()).lat) < 3 ? 1 : 0;
  EXPECT_GE(onEquator, 3);
}

}  // namespace
}  // namespace dateline::map

#include "map/legend.h"

#include <gtest/gtest.h>

#include <set>

#include "map/fake_typesetter.h"
#include "map/legend_rows.h"
#include "map/test_world.h"

namespace dateline::map {
namespace {

class LegendTest : public ::testing::Test {
 protected:
  LegendTest() {
    for (int i = 0; i < 3; ++i) {
      UserLayer layer{.id = std::to_string(i), .name = "A layer with quite a long name of its own"};
      testing::SetBuilder points({"name", "value"});
      for (const char* value : {"1", "2", "3", "4", ""}) points.point({70, 45}, {"somewhere", value});
      layer.features = points.share();
      layer.classes = classify(*layer.features, {"value"}).value();
      model.layers.push_back(layer);
    }
  }
  std::vector<ScreenBox> legends(double width, double height) {
    const Camera camera(viewOf(ProjectionKind::mercator, {70, 45}, Zoom{4}), width, height);
    Legends added = addLegends(model, camera, typesetter, {taken, pins}, scene);
    without = added.without;
    return added.boxes;
  }
  std::vector<std::string> without;
  MapModel model;
  Scene scene;
  testing::FakeTypesetter typesetter;
  std::vector<ScreenBox> taken{{0, 560, 200, 600}};
  std::vector<ScreenBox> pins;
};

TEST_F(LegendTest, StandsClearOfTheScaleBarAndOfOtherLegends) {
  const auto boxes = legends(800, 600);
  ASSERT_EQ(boxes.size(), 3u);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    EXPECT_LT(boxes[i].maxY, 560);
    EXPECT_GE(boxes[i].minY, 0);
    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(boxes[i].intersects(boxes[j]));
  }
}

TEST_F(LegendTest, StandsInANextColumnWhereTheFirstIsFullOrCovered) {
  const auto full = legends(1000, 300);
  ASSERT_EQ(full.size(), 3u);
  EXPECT_EQ(full[0].minX, full[1].minX);
  EXPECT_GT(full[2].minX, full[0].maxX);
  const ScreenBox panel{14, 14, 278, 300};
  model.covered = {panel};
  const auto beside = legends(1000, 600);
  ASSERT_EQ(beside.size(), 3u);
  for (const ScreenBox& box : beside) EXPECT_FALSE(box.intersects(panel));
}

TEST_F(LegendTest, StandsInAnotherCornerThanPinsWhereThatIsFree) {
  pins = {{40, 480, 64, 510}};
  model.layers.resize(1);
  const auto beside = legends(800, 600);
  ASSERT_EQ(beside.size(), 1u);
  EXPECT_GT(beside[0].minX, 400);
  for (double x = 10; x < 800; x += 100)
    for (double y = 10; y < 600; y += 100) pins.push_back({x, y, x + 24, y + 30});
  EXPECT_EQ(legends(800, 600).size(), 1u) << "over pins where they are everywhere";
}

TEST_F(LegendTest, LegendsLeaveMostOfTheMapFree) {
  const UserLayer one = model.layers[0];
  for (int i = 3; i < 60; ++i) {
    model.layers.push_back(one);
    model.layers.back().id = std::to_string(i);
  }
  double area = 0;
  for (const ScreenBox& box : legends(800, 600)) area += box.width() * box.height();
  EXPECT_GT(area, 0.2 * 800 * 600);
  EXPECT_LE(area, 0.3 * 800 * 600);
  EXPECT_EQ(legends(800, 600).size() + without.size(), 60u);
}

TEST_F(LegendTest, RowsThatAreCutReadDifferently) {
  testing::FakeTypesetter setter;
  std::vector<std::string> labels;
  for (int i = 0; i < 4; ++i)
    labels.push_back("A very long category name that goes on and on and on, and on, with number " +
                     std::to_string(i) + " and then the same end that all of them have, and it is long");
  labels.emplace_back("short");
  const auto rows = legendRows(labels, setter, {.sizePx = 11.5f}, 190);
  std::set<std::string> seen;
  for (const auto& row : rows) {
    const std::string text = testing::textOf(row);
    seen.insert(text.substr(0, text.find("same end")));
  }
  EXPECT_EQ(seen.size(), rows.size());
  EXPECT_EQ(testing::textOf(rows.back()), "short");
  EXPECT_TRUE(testing::textOf(rows[0]).starts_with("A very long"));
  const auto two =
      legendRows({"one and some more words here", "9 007 199 254 740 992 – 9 007 199 254 740 994"}, setter,
                 {.sizePx = 11.5f}, 190);
  EXPECT_EQ(two[1]->lines().size(), 2u) << "on two lines what is too long for one";
}

TEST_F(LegendTest, IsLeftOutWhereItHasNoRoomOrNothingToSay) {
  EXPECT_LT(legends(400, 400).size(), 3u);
  EXPECT_EQ(without.back(), "2");
  EXPECT_TRUE(legends(150, 600).empty());
  EXPECT_EQ(without, (std::vector<std::string>{"0", "1", "2"}));
  EXPECT_EQ(legendTitle(model.layers[0]), "value · A layer with quite a long name of its own");
  model.layers[0].visible = false;
  model.layers[1].classes = nullptr;
  EXPECT_EQ(legends(800, 600).size(), 1u);
  EXPECT_TRUE(without.empty());
  model.look.furniture = false;
  EXPECT_TRUE(legends(800, 600).empty());
}

}  // namespace
}  // namespace dateline::map

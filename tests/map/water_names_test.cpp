#include <gtest/gtest.h>

#include "map/fake_typesetter.h"
#include "map/labels.h"
#include "map/test_world.h"

namespace dateline::map {
namespace {

/// Where seas and lakes are named whose own place is out of view, and great rivers.
class WaterNames : public ::testing::Test {
 protected:
  void SetUp() override {
    auto world = std::make_shared<World>();
    // A sea of 80 degrees with land along its south, beside another one.
    world->seas = testing::SetBuilder({"name", "kind", "rank"})
                      .point({0, 0}, {"Long Wide Sea", "sea", "1"})
                      .point({80, 0}, {"Other Sea", "sea", "1"})
                      .share();
    world->seaRegions = testing::SetBuilder({"name"})
                            .polygon({testing::rectangle(-40, -20, 40, 20)}, {"Long Wide Sea"})
                            .polygon({testing::rectangle(40, -20, 90, 20)}, {"Other Sea"})
                            .share();
    world->countries[1] =
        testing::SetBuilder({"un"}).polygon({testing::rectangle(-60, -30, 60, -3)}, {"AAA"}).share();
    world->lakes =
        testing::SetBuilder({"name"}).polygon({testing::rectangle(100, 0, 120, 8)}, {"Great Lake"}).share();
    world->rivers =
        testing::SetBuilder({"name", "rank"}).line({{-20, 50}, {20, 50}}, {"Great River", "1"}).share();
    model_.world = world;
  }
  static Camera camera(LngLat centre, double zoom, double width = 1000,
                       ProjectionKind kind = ProjectionKind::mercator) {
    return {viewOf(kind, centre, Zoom{zoom}), width, 700};
  }
  std::vector<MapLabel> build(const Camera& camera, const LabelObstacles& obstacles = {}) {
    data_.update(*model_.world, camera.view().plane);
    ranges_.update(data_, {.style = builtInStyle(model_.look.theme),
                           .plane = camera.view().plane,
                           .zoom = camera.view().zoom.level});
    layouts_.beginFrame(1000);
    LabelMaker maker(model_, camera,
                     {.data = data_,
                      .ranges = ranges_,
                      .layouts = layouts_,
                      .typesetter = typesetter_,
                      .waters = &held_.seenBy(camera)});
    std::vector<MapLabel> labels = maker.build({}, obstacles);
    held_.note(maker.waterSpots());
    return labels;
  }
  static const MapLabel* find(const std::vector<MapLabel>& labels, const std::string& name) {
    for (const MapLabel& label : labels)
      if (testing::textOf(label.label.layout) == name) return &label;
    return nullptr;
  }
  /// The label's corners on the ground.
  static geo::LngLatBox groundOf(const MapLabel& label, const Camera& camera) {
    const ScreenPoint at = label.label.origin;
    geo::LngLatBox box;
    box.add(camera.toLngLat(at));
    box.add(camera.toLngLat({at.x + label.label.layout->width(), at.y + label.label.layout->height()}));
    return box;
  }

  MapModel model_;
  HeldCountrySpots held_;

 private:
  testing::FakeTypesetter typesetter_;
  LabelData data_;
  NameRanges ranges_{typesetter_};
  NameLayouts layouts_{typesetter_};
};

TEST_F(WaterNames, ASeaIsNamedInTheWaterThatIsSeenOfIt) {
  for (const ProjectionKind kind :
       {ProjectionKind::mercator, ProjectionKind::azimuthal, ProjectionKind::globe}) {
    for (const LngLat& centre : {LngLat{26, 0}, LngLat{-26, -3}, LngLat{25, 12}}) {
      held_.forget();
      const Camera view = camera(centre, 5, 800, kind);
      const std::vector<MapLabel> labels = build(view);
      const MapLabel* sea = find(labels, "Long Wide Sea");
      ASSERT_NE(sea, nullptr) << geo::nameOf(kind) << " " << centre.lng;
      const geo::LngLatBox ground = groundOf(*sea, view);
      EXPECT_GT(ground.minY, -3) << "not on land";
      EXPECT_LT(ground.maxY, 20);
      EXPECT_LT(ground.maxX, 40) << "nor in the other sea";
    }
  }
  EXPECT_EQ(find(build(camera({60, 0}, 6)), "Long Wide Sea"), nullptr);
  EXPECT_EQ(find(build(camera({26, -15}, 6)), "Long Wide Sea"), nullptr) << "there is only land";
}

TEST_F(WaterNames, WhereItsOwnPlaceIsInViewASeaIsNamedThere) {
  const std::vector<MapLabel> labels = build(camera({8, 0}, 5));
  const MapLabel* sea = find(labels, "Long Wide Sea");
  ASSERT_NE(sea, nullptr);
  EXPECT_EQ(sea->place, (LngLat{0, 0}));
}

TEST_F(WaterNames, ASeasNameStaysWhileOnePans) {
  const std::vector<MapLabel> first = build(camera({26, 5}, 5, 800));
  const MapLabel* before = find(first, "Long Wide Sea");
  ASSERT_NE(before, nullptr);
  for (double lng = 26; lng > 14; lng -= 0.5) {
    const std::vector<MapLabel> labels = build(camera({lng, 5}, 5, 800));
    int count = 0;
    for (const MapLabel& label : labels) count += testing::textOf(label.label.layout) == "Long Wide Sea";
    EXPECT_EQ(count, 1) << lng;
    EXPECT_EQ(find(labels, "Long Wide Sea")->place, before->place) << lng;
  }
}

TEST_F(WaterNames, ASeasNameKeepsClearOfPins) {
  const Camera view = camera({26, 5}, 5, 800);
  const std::vector<MapLabel> alone = build(view);
  const MapLabel* sea = find(alone, "Long Wide Sea");
  ASSERT_NE(sea, nullptr);
  const ScreenPoint at = sea->label.origin;
  const ScreenBox pin{at.x, at.y, at.x + 20, at.y + 20};
  const std::vector<MapLabel> labels = build(view, {.pins = {pin}, .furniture = {}});
  const MapLabel* other = find(labels, "Long Wide Sea");
  ASSERT_NE(other, nullptr);
  const text::Layout& layout = *other->label.layout;
  const ScreenPoint there = other->label.origin;
  EXPECT_FALSE(pin.intersects({there.x, there.y, there.x + layout.width(), there.y + layout.height()}));
}

TEST_F(WaterNames, InNarrowWaterANameHasAWordOnEachLine) {
  auto world = std::make_shared<World>(*model_.world);
  world->seaRegions =
      testing::SetBuilder({"name"}).polygon({testing::rectangle(20, -20, 24, 20)}, {"Long Wide Sea"}).share();
  model_.world = world;
  const std::vector<MapLabel> labels = build(camera({26, 5}, 5, 800));
  const MapLabel* sea = find(labels, "Long Wide Sea");
  ASSERT_NE(sea, nullptr);
  EXPECT_EQ(sea->label.layout->lines().size(), 3u);
}

TEST_F(WaterNames, ALakeIsNamedInThePartOfItThatIsSeen) {
  const Camera view = camera({101, 6}, 6, 800);
  const std::vector<MapLabel> labels = build(view);
  const MapLabel* lake = find(labels, "Great Lake");
  ASSERT_NE(lake, nullptr);
  const geo::LngLatBox ground = groundOf(*lake, view);
  EXPECT_GT(ground.minX, 100);
  EXPECT_GT(ground.minY, 0);
  EXPECT_LT(ground.maxY, 8);
}

TEST_F(WaterNames, AGreatRiverIsNamedWhereItIsFreeThoughItsUsualPlaceIsNot) {
  const Camera view = camera({0, 50}, 5.3);
  ASSERT_NE(find(build(view), "Great River"), nullptr);
  const ScreenBox wide{240, 250, 760, 450};
  const std::vector<MapLabel> labels = build(view, {.pins = {wide}, .furniture = {}});
  const MapLabel* river = find(labels, "Great River");
  ASSERT_NE(river, nullptr);
  EXPECT_FALSE(wide.contains(river->label.origin));
}

}  // namespace
}  // namespace dateline::map

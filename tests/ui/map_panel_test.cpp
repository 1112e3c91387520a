#include "ui/harness.h"

namespace dateline::ui {
namespace {

namespace command = session::command;

class MapPanelTest : public testing::Test {
 protected:
  MapPanelTest() {
    map_ = harness_.rooms().map;
    harness_.state.mapWidth = map_.w;
    harness_.state.mapHeight = map_.h;
    harness_.built.pins = {placed("bridge", 200, 200), placed("boats", 400, 300, {"boats", "bridge"})};
  }
  /// A point of the map in the window.
  [[nodiscard]] double x(double mapX) const { return map_.x + mapX; }
  [[nodiscard]] double y(double mapY) const { return map_.y + mapY; }

  Harness harness_;
  Area map_;
};

TEST_F(MapPanelTest, AClickOnAPinSelectsItsEvent) {
  const auto selected = only<command::SelectEvent>(harness_.click(x(200), y(185)));
  ASSERT_EQ(selected.size(), 1u);
  EXPECT_EQ(selected[0].id, "bridge");
}

TEST_F(MapPanelTest, TheRightButtonTellsNoCoordinatesBesideTheEarth) {
  using namespace platform;
  harness_.state.view = map::viewOf(map::ProjectionKind::globe, {10, 30}, map::Zoom{1});
  const auto firstOfMenuAt = [&](double mapX, double mapY) {
    harness_.frame({MouseMove{x(mapX), y(mapY)}, MouseButton{Button::right, true, {}},
                    MouseButton{Button::right, false, {}}});
    return harness_.click(x(mapX) + 30, y(mapY) + 19);
  };
  EXPECT_EQ(only<command::CopyText>(firstOfMenuAt(map_.w / 2, map_.h / 2)).size(), 1u);
  const auto beside = firstOfMenuAt(20, 20);
  EXPECT_TRUE(only<command::CopyText>(beside).empty());
  EXPECT_EQ(only<command::HomeView>(beside).size(), 1u);
}

TEST_F(MapPanelTest, AClickBesideEveryPinSelectsNothing) {
  EXPECT_TRUE(deeds(harness_.click(x(260), y(185))).empty());
}

TEST_F(MapPanelTest, AClickOnAClosedClusterOpensIt) {
  const auto opened = only<command::OpenCluster>(harness_.click(x(400), y(285)));
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_EQ(opened[0].id, "boats");
}

TEST_F(MapPanelTest, AClickOnNothingEndsTheSelection) {
  harness_.state.selected = "bridge";
  EXPECT_EQ(only<command::ClearSelection>(harness_.click(x(600), y(100))).size(), 1u);
}

TEST_F(MapPanelTest, ADragPansAsFarAsTheMouseWentAndSelectsNothing) {
  const auto commands = harness_.drag(x(200), y(185), x(260), y(165));
  double dx = 0, dy = 0;
  for (const command::Pan& pan : only<command::Pan>(commands)) {
    dx += pan.dx;
    dy += pan.dy;
  }
  EXPECT_DOUBLE_EQ(dx, 60);
  EXPECT_DOUBLE_EQ(dy, -20);
  EXPECT_TRUE(only<command::SelectEvent>(commands).empty());
}

TEST_F(MapPanelTest, AShakyClickIsStillAClick) {
  const auto commands = harness_.drag(x(200), y(185), x(202), y(186));
  EXPECT_EQ(only<command::SelectEvent>(commands).size(), 1u);
  EXPECT_TRUE(only<command::Pan>(commands).empty());
}

TEST_F(MapPanelTest, TheWheelZoomsWhereTheMouseIs) {
  const auto zooms =
      only<command::ZoomAt>(harness_.frame({platform::MouseMove{x(300), y(210)}, platform::Wheel{0, 1}}));
  ASSERT_EQ(zooms.size(), 1u);
  EXPECT_DOUBLE_EQ(zooms[0].at.x, 300);
  EXPECT_DOUBLE_EQ(zooms[0].at.y, 210);
  EXPECT_GE(zooms[0].levels, 0.25);
  EXPECT_LE(zooms[0].levels, 0.5);
}

TEST_F(MapPanelTest, ADoubleClickZoomsInAndWithShiftOut) {
  harness_.click(x(600), y(120));
  auto zooms = only<command::ZoomSmoothlyAt>(harness_.click(x(600), y(120)));
  ASSERT_EQ(zooms.size(), 1u);
  EXPECT_DOUBLE_EQ(zooms[0].levels, 1);
  harness_.seconds += 2;
  harness_.click(x(600), y(140), {.shift = true});
  zooms = only<command::ZoomSmoothlyAt>(harness_.click(x(600), y(140), {.shift = true}));
  ASSERT_EQ(zooms.size(), 1u);
  EXPECT_DOUBLE_EQ(zooms[0].levels, -1);
}

TEST_F(MapPanelTest, HoveringAPinTellsSoOnceAndLeavingItToo) {
  auto hovers = only<command::HoverEvent>(harness_.move(x(200), y(185)));
  ASSERT_EQ(hovers.size(), 1u);
  EXPECT_EQ(hovers[0].id, "bridge");
  EXPECT_EQ(harness_.last.cursor, platform::Cursor::hand);
  harness_.state.hovered = "bridge";
  EXPECT_TRUE(harness_.move(x(201), y(185)).empty());
  hovers = only<command::HoverEvent>(harness_.move(x(600), y(100)));
  ASSERT_EQ(hovers.size(), 1u);
  EXPECT_EQ(hovers[0].id, "");
}

TEST_F(MapPanelTest, TheRightButtonOffersCoordinatesToCopy) {
  using namespace platform;
  harness_.frame({MouseMove{x(300), y(200)}, MouseButton{Button::right, true, {}},
                  MouseButton{Button::right, false, {}}});
  const auto copied = only<command::CopyText>(harness_.click(x(340), y(200) + 48));
  ASSERT_EQ(copied.size(), 1u);
  EXPECT_NE(copied[0].text.find("° "), std::string::npos);
}

TEST_F(MapPanelTest, AnOpenMenuTakesTheClickThatClosesIt) {
  using namespace platform;
  harness_.frame({MouseMove{x(500), y(300)}, MouseButton{Button::right, true, {}},
                  MouseButton{Button::right, false, {}}});
  EXPECT_TRUE(deeds(harness_.click(x(200), y(185))).empty());
  EXPECT_EQ(only<command::SelectEvent>(harness_.click(x(200), y(185))).size(), 1u);
}

TEST_F(MapPanelTest, ButtonsZoomAndGoHome) {
  const double column = map_.right() - 14 - 17;
  EXPECT_EQ(only<command::ZoomBy>(harness_.click(column, map_.y + 14 + 17)).at(0).levels, 1);
  EXPECT_EQ(only<command::ZoomBy>(harness_.click(column, map_.y + 14 + 51)).at(0).levels, -1);
  EXPECT_EQ(only<command::HomeView>(harness_.click(column, map_.y + 14 + 85)).size(), 1u);
}

TEST_F(MapPanelTest, TheCardStepsThroughPassagesAndLeadsToTheText) {
  session::State& state = harness_.state;
  state.selected = "bridge";
  state.cardOpen = true;
  state.highlighted = session::passageRange(state, 0, 0);
  harness_.frame();
  // The card stands right of its pin; its footer is its last 40 px. What is clicked there is found by trying.
  int steps = 0, texts = 0;
  for (double dy = -200; dy < 260; dy += 12)
    for (double dx = 20; dx < 310; dx += 12) {
      const auto commands = harness_.click(x(200) + dx, y(185) + dy);
      steps += static_cast<int>(only<command::StepPassage>(commands).size());
      texts += static_cast<int>(only<command::GoToText>(commands).size());
    }
  EXPECT_GT(steps, 1);
  EXPECT_GT(texts, 1);
}

TEST_F(MapPanelTest, TheCardLeavesItsOwnPinInSightAmongThoseSpreadBesideIt) {
  harness_.width = 700;
  harness_.height = 460;
  map_ = harness_.rooms().map;
  harness_.state.mapWidth = map_.w;
  harness_.state.mapHeight = map_.h;
  harness_.state.selected = "bridge";
  harness_.state.cardOpen = true;
  harness_.built.pins = {placed("bridge", 170, 150)};
  for (const double dx : {-70.0, -35.0, 35.0, 70.0}) {
    harness_.built.pins.push_back(placed("boats", 170 + dx, 120));
    harness_.built.pins.back().tip = {170, 150};
  }
  harness_.frame();
  const Area pin{map_.x + 158, map_.y + 120, 24, 30};
  for (const Area& area : harness_.ui.overMap(harness_.state, map_)) EXPECT_FALSE(area.overlaps(pin));
}

TEST_F(MapPanelTest, WhatLiesUnderTheCardIsNotClicked) {
  harness_.state.selected = "bridge";
  harness_.state.cardOpen = true;
  harness_.built.pins = {placed("bridge", 200, 200), placed("boats", 300, 200)};
  harness_.frame();
  EXPECT_TRUE(only<command::SelectEvent>(harness_.click(x(300), y(185))).empty());
}

TEST_F(MapPanelTest, TheCardOfAnEventWithoutPassagesHasNoFooter) {
  session::State& state = harness_.state;
  state.selected = "bridge";
  state.cardOpen = true;
  const auto heightOfCard = [&] {
    harness_.frame();
    return harness_.ui.overMap(state, map_).at(1).h;  // behind the map's buttons
  };
  auto story = std::make_shared<story::Story>(*state.story);
  story->events[0].summary = "Nobody crossed it.";
  state.story = story;
  state.resolutions[0] = {};
  const float withFooter = heightOfCard();
  story = std::make_shared<story::Story>(*story);
  story->events[0].anchors.clear();
  state.story = story;
  EXPECT_LE(heightOfCard(), withFooter - 30);
}

}  // namespace
}  // namespace dateline::ui

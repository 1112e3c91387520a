#include "ui/harness.h"

namespace dateline::ui {
namespace {

double areaOf(const Area& area) {
  return static_cast<double>(area.w) * area.h;
}

void expectTiled(const WindowLayout& rooms, float width, float height) {
  const Area all[] = {rooms.menu, rooms.map, rooms.reader, rooms.splitter, rooms.timeline};
  double sum = 0;
  for (const Area& room : all) {
    sum += areaOf(room);
    EXPECT_GE(room.w, 0);
    EXPECT_GE(room.h, 0);
    EXPECT_GE(room.x, 0);
    EXPECT_LE(room.right(), width);
    EXPECT_LE(room.bottom(), height);
    for (const Area& other : all)
      if (&other != &room && !room.empty() && !other.empty()) {
        EXPECT_FALSE(room.overlaps(other));
      }
  }
  EXPECT_NEAR(sum, static_cast<double>(width) * height, 1e-3 * width * height);
}

TEST(WindowLayout, RoomsTileTheWindowWhateverIsShown) {
  session::State state = stateOf();
  for (const float width : {320.0f, 801.0f, 1280.0f, 1600.0f, 3840.0f})
    for (const float height : {200.0f, 720.0f, 1000.0f})
      for (int shown = 0; shown < 4; ++shown)
        for (const float share : {0.0f, 0.35f, 0.9f}) {
          state.showReader = (shown & 1) != 0;
          state.showTimeline = (shown & 2) != 0;
          state.readerShare = share;
          SCOPED_TRACE(testing::Message()
                       << width << "x" << height << " shown " << shown << " share " << share);
          expectTiled(layoutWindow(state, width, height), width, height);
        }
}

TEST(WindowLayout, HiddenRoomsAreEmptyAndTheMapTakesTheirPlace) {
  session::State state = stateOf();
  state.showReader = state.showTimeline = false;
  const WindowLayout rooms = layoutWindow(state, 1600, 1000);
  EXPECT_TRUE(rooms.reader.empty());
  EXPECT_TRUE(rooms.splitter.empty());
  EXPECT_TRUE(rooms.timeline.empty());
  EXPECT_EQ(rooms.map.w, 1600);
  EXPECT_EQ(rooms.map.bottom(), 1000);
}

TEST(WindowLayout, TheReaderHasItsShareOfTheWidth) {
  session::State state = stateOf();
  state.readerShare = 0.35f;
  EXPECT_NEAR(layoutWindow(state, 1600, 1000).reader.w, 560, 2);
  state.readerShare = 0.5f;
  EXPECT_NEAR(layoutWindow(state, 1600, 1000).reader.w, 800, 2);
}

TEST(WindowLayout, PanelsCoverTheMapFromItsLeft) {
  session::State state = stateOf();
  EXPECT_EQ(layoutWindow(state, 1600, 1000).covered, 0);
  state.showLayers = true;
  EXPECT_EQ(layoutWindow(state, 1600, 1000).covered, 278);
  state.showSuggestions = true;
  EXPECT_EQ(layoutWindow(state, 1600, 1000).covered, 14 + 278 + 324);
  state.showLayers = false;
  EXPECT_EQ(layoutWindow(state, 1600, 1000).covered, 338);
  EXPECT_EQ(layoutWindow(state, 500, 1000).covered, 0) << "there is no room for the panel";
}

TEST(WindowLayout, AStoryWithoutEventsHasNoTimeline) {
  session::State state = stateOf();
  state.story = std::make_shared<story::Story>();
  EXPECT_TRUE(layoutWindow(state, 1600, 1000).timeline.empty());
}

TEST(Layout, TheButtonsStandInTheMapsCornerWhereThereIsRoom) {
  const Area map{10, 40, 600, 400};
  const Area box = mapButtons(map);
  EXPECT_GE(box.x, map.centreX());
  EXPECT_LE(box.right(), map.right());
  EXPECT_GE(box.y, map.y);
  EXPECT_LE(box.bottom(), map.bottom());
  EXPECT_TRUE(mapButtons({0, 0, 100, 400}).empty());
  EXPECT_TRUE(mapButtons({0, 0, 600, 90}).empty());
}

}  // namespace
}  // namespace dateline::ui

#include "ui/harness.h"

namespace dateline::ui {
namespace {

namespace command = session::command;

constexpr int kMany = 2000;

/// A map with one cluster, of all events.
class ClusterListTest : public testing::TestWithParam<std::pair<float, float>> {
 protected:
  ClusterListTest() : harness_(stateOfMany()) {
    std::tie(harness_.width, harness_.height) = GetParam();
    map_ = harness_.rooms().map;
    harness_.state.mapWidth = map_.w;
    harness_.state.mapHeight = map_.h;
    std::vector<std::string> ids;
    for (const story::Event& event : harness_.state.story->events) ids.push_back(event.id);
    harness_.built.pins = {placed("e0", map_.w / 2, map_.h / 2, ids)};
    harness_.built.pins[0].crowded = true;
    harness_.frame();
  }

  static session::State stateOfMany() {
    session::State state = stateOf();
    auto story = std::make_shared<story::Story>();
    for (int i = 0; i < kMany; ++i)
      story->events.push_back(eventOf("e" + std::to_string(i), "Event " + std::to_string(i), {10, 50}, 0));
    state.story = story;
    state.resolutions.assign(kMany, {});
    return state;
  }

  void open() {
    harness_.state.openCluster = "e0";
    harness_.frame();
  }
  /// The list in the window; empty when there is none.
  [[nodiscard]] Area list() const {
    for (const Area& area : harness_.ui.overMap(harness_.state, map_))
      if (area.w > 150 && area.h > 150) return area;
    return {};
  }

  Harness harness_;
  Area map_;
};

INSTANTIATE_TEST_SUITE_P(Windows, ClusterListTest,
                         testing::Values(std::pair{700.0f, 460.0f}, std::pair{1280.0f, 800.0f}));

TEST_P(ClusterListTest, StandsBesideItsClusterAndIsClosedWithIt) {
  EXPECT_TRUE(list().empty());
  const auto opened =
      only<command::OpenCluster>(harness_.click(map_.x + map_.w / 2, map_.y + map_.h / 2 - 10));
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_EQ(opened[0].id, "e0");
  open();
  const Area box = list();
  ASSERT_FALSE(box.empty());
  EXPECT_GE(box.x, map_.x);
  EXPECT_GE(box.y, map_.y);
  EXPECT_LE(box.right(), map_.right());
  EXPECT_LE(box.bottom(), map_.bottom());
  EXPECT_FALSE(box.contains(map_.x + map_.w / 2, map_.y + map_.h / 2 - 10)) << "its cluster stays in sight";
  const auto closed =
      only<command::OpenCluster>(harness_.click(map_.x + map_.w / 2, map_.y + map_.h / 2 - 10));
  ASSERT_EQ(closed.size(), 1u);
  EXPECT_EQ(closed[0].id, "");
}

TEST_P(ClusterListTest, EveryEventIsReachedWithKeys) {
  open();
  harness_.press("Down");
  harness_.press("Down");
  EXPECT_EQ(only<command::SelectEvent>(harness_.press("Enter")).at(0).id, "e2");
  harness_.press("End");
  EXPECT_EQ(only<command::SelectEvent>(harness_.press("Enter")).at(0).id, "e1999");
  harness_.press("PageUp");
  harness_.press("PageDown");
  EXPECT_EQ(only<command::SelectEvent>(harness_.press("Enter")).at(0).id, "e1999");
  EXPECT_TRUE(only<command::HomeView>(harness_.press("Home")).empty());
  EXPECT_TRUE(only<command::Pan>(harness_.press("Up")).empty());
}

TEST_P(ClusterListTest, EveryEventIsReachedWithTheMouse) {
  open();
  for (const char* id : {"e0", "e777", "e1999"}) {
    const auto row = harness_.ui.listedRow(harness_.state, id);
    ASSERT_TRUE(row) << id;
    const auto commands =
        harness_.frame({platform::MouseMove{row->middle.x, row->middle.y}, platform::Wheel{0, row->notches}});
    EXPECT_TRUE(only<command::ZoomAt>(commands).empty()) << "the wheel is the list's";
    const auto there = harness_.ui.listedRow(harness_.state, id);
    EXPECT_EQ(there->notches, 0) << id;
    const auto selected = only<command::SelectEvent>(harness_.click(there->middle.x, there->middle.y));
    ASSERT_EQ(selected.size(), 1u) << id;
    EXPECT_EQ(selected[0].id, id);
    EXPECT_FALSE(selected[0].fly);
  }
}

TEST_P(ClusterListTest, OpenedAgainItGoesOnBehindTheSelectedEvent) {
  harness_.state.selected = "e1499";
  open();
  EXPECT_EQ(only<command::SelectEvent>(harness_.press("Enter")).at(0).id, "e1500");
}

}  // namespace
}  // namespace dateline::ui

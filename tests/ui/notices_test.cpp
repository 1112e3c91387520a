#include <imgui_internal.h>

#include "ui/harness.h"

// Where notices stand in small windows: over nothing that one reads.

namespace dateline::ui {
namespace {

namespace command = session::command;

struct WindowSize {
  float width, height, scale;
};

/// The windows of Dear ImGui in the last frame whose names begin so.
std::vector<Area> windowsNamed(const std::string& beginning) {
  std::vector<Area> areas;
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
    if (window->Active && std::string(window->Name).starts_with(beginning))
      areas.push_back({window->Pos.x, window->Pos.y, window->Size.x, window->Size.y});
  return areas;
}

class SmallWindow : public testing::TestWithParam<WindowSize> {
 protected:
  SmallWindow() : harness(suggested()) {
    harness.width = GetParam().width;
    harness.height = GetParam().height;
    harness.scale = GetParam().scale;
    const Area map = harness.rooms().map;
    harness.built.pins = {placed("bridge", map.w / 2, map.h / 2)};
    harness.built.furniture = {{12, map.h - 48.0, 170, map.h - 10.0},
                               {map.w - 360.0, map.h - 26.0, map.w - 8.0, map.h - 8.0}};
    harness.frame();
  }
  static session::State suggested() {
    session::State state = stateOf();
    for (const story::Event& event : state.story->events) {
      session::Suggestion suggestion{.event = event.id, .name = event.title, .confidence = 0.9f};
      suggestion.choices = {{.name = "Place"}, {.name = "Namesake"}};
      state.suggestions.push_back(suggestion);
    }
    return state;
  }
  void openCard() {
    harness.state.selected = "bridge";
    harness.state.cardOpen = true;
    harness.frame();
  }
  void notify() {
    harness.state.toasts = {
        {"Nothing to undo", {}, 1e9},
        {"Saved a picture with a name that is as long as such names are.png", "/tmp/a.png", 1e9}};
    harness.state.tasks.push_back({7, "Reading a layer", std::make_shared<std::atomic<float>>(0.4f), {}});
    harness.frame();
  }
  /// Panels, card, what is drawn on the map, the reader, the timeline, the menus.
  [[nodiscard]] std::vector<Area> read() const {
    const WindowLayout rooms = harness.rooms();
    std::vector<Area> areas = windowsNamed("##suggestions");
    for (const Area& card : windowsNamed("##event-card")) areas.push_back(card);
    areas.insert(areas.end(), {rooms.reader, rooms.timeline, mapButtons(rooms.map), {0, 0, 380, 41}});
    for (const map::ScreenBox& box : harness.built.furniture)
      areas.push_back({rooms.map.x + static_cast<float>(box.minX), rooms.map.y + static_cast<float>(box.minY),
                       static_cast<float>(box.width()), static_cast<float>(box.height())});
    return areas;
  }
  void coversNothing() const {
    std::vector<Area> notices = windowsNamed("##toast");
    EXPECT_FALSE(notices.empty());
    for (const Area& task : windowsNamed("##task")) notices.push_back(task);
    for (const Area& notice : notices)
      for (const Area& one : read())
        EXPECT_FALSE(notice.overlaps(one))
            << notice.x << "," << notice.y << " over " << one.x << "," << one.y;
    for (std::size_t i = 0; i < notices.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(notices[i].overlaps(notices[j]));
  }

  Harness harness;
};
INSTANTIATE_TEST_SUITE_P(Sizes, SmallWindow,
                         testing::Values(WindowSize{700, 460, 1}, WindowSize{960, 540, 2},
                                         WindowSize{1280, 720, 1}),
                         [](const auto& size) {
                           return "Wide" + std::to_string(static_cast<int>(size.param.width));
                         });

TEST_P(SmallWindow, NoticesCoverNothingOfAMap) {
  notify();
  coversNothing();
}

TEST_P(SmallWindow, NoticesCoverNoCard) {
  openCard();
  notify();
  coversNothing();
}

TEST_P(SmallWindow, ACardsCandidatesStandAboveItsFoot) {
  for (session::Suggestion& suggestion : harness.state.suggestions) {
    for (session::PlaceChoice& choice : suggestion.choices)
      choice.detail = "town",
      choice.reason = "a reason that takes several of the lines that a card has; " + std::string(90, 'x');
    suggestion.chosen = 1;
  }
  harness.state.problems = {{"Could not open x.txt", "x.txt: it is a folder."}};  // above a low card
  openCard();
  const std::vector<Area> card = windowsNamed("##event-card");
  ASSERT_EQ(card.size(), 1u);
  for (float up = 4; up < 40; up += 6)
    EXPECT_TRUE(only<command::ChoosePlace>(harness.click(card[0].x + 30, card[0].bottom() - up)).empty())
        << up;
}

TEST_P(SmallWindow, NoticesCoverNoPanel) {
  harness.state.showSuggestions = true;
  harness.frame();
  notify();
  coversNothing();
}

TEST_P(SmallWindow, AProblemStandsAbovePanelsAndCards) {
  for (const bool panel : {true, false}) {
    harness.state.showSuggestions = panel;
    harness.state.problems.clear();
    harness.frame();
    if (!panel) openCard();
    harness.state.problems = {{"Could not open x.txt", "x.txt: it is a folder."}};
    harness.frame();
    const std::vector<Area> problems = windowsNamed("##problem");
    ASSERT_EQ(problems.size(), 1u);
    for (const char* name : {"##suggestions", "##event-card"})
      for (const Area& one : windowsNamed(name)) EXPECT_FALSE(problems[0].overlaps(one)) << name;
  }
}

TEST_P(SmallWindow, AProblemThatCanBeScrolledLeavesRoomForPanelsAndCards) {
  std::string lines = "first";
  for (int i = 0; i < 40; ++i) lines += "\nevent: \"time\" is no date";
  for (const bool panel : {true, false}) {
    harness.state.showSuggestions = panel;
    harness.state.problems.clear();
    harness.frame();
    if (!panel) openCard();
    harness.state.problems = {{"Opened, with remarks", lines}};
    harness.frame();
    const std::vector<Area> problems = windowsNamed("##problem");
    ASSERT_EQ(problems.size(), 1u);
    // The narrowest of these maps has no room for the panel.
    EXPECT_EQ(windowsNamed("##event-card").size(), panel ? 0u : 1u);
    for (const char* name : {"##suggestions", "##event-card"})
      for (const Area& below : windowsNamed(name)) EXPECT_FALSE(problems[0].overlaps(below)) << name;
  }
}

TEST_P(SmallWindow, LongWordsAreFoldedWhereTheyCoverNothing) {
  harness.state.toasts = {
      {"Saved a-rather-long-name-of-an-article-about-vienna-and-berlin.story.geojson", "/tmp/a", 1e9}};
  harness.frame();
  coversNothing();
  const std::vector<Area> toasts = windowsNamed("##toast");
  ASSERT_EQ(toasts.size(), 1u);
  EXPECT_TRUE(toasts[0].w > 550 || toasts[0].h > 60) << "its words are cut";
}

TEST_P(SmallWindow, WhatMayEndInAMomentIsNotTold) {
  harness.state.tasks.push_back({.id = 1, .title = "Reading a layer", .shown = false});
  harness.frame();
  EXPECT_TRUE(windowsNamed("##task").empty());
  harness.state.tasks.front().shown = true;
  harness.frame();
  EXPECT_EQ(windowsNamed("##task").size(), 1U);
}

TEST_P(SmallWindow, WhatRunsStandsInOneBoxThatCoversNothing) {
  for (int id = 1; id <= 9; ++id) {
    harness.state.tasks.push_back({id, "Reading a layer", std::make_shared<std::atomic<float>>(0.4f), {}});
    harness.frame();
    const std::vector<Area> boxes = windowsNamed("##task");
    ASSERT_EQ(boxes.size(), 1u);
    for (const Area& one : read()) EXPECT_FALSE(boxes[0].overlaps(one)) << one.x << "," << one.y;
    const double one = id == 1 && boxes[0].h >= 56 ? boxes[0].y + 20 : boxes[0].y + 14;
    const auto first = only<command::CancelTask>(harness.click(boxes[0].right() - 30, one));
    ASSERT_EQ(first.size(), 1u) << id;
    const auto last = only<command::CancelTask>(harness.click(boxes[0].right() - 30, boxes[0].bottom() - 18));
    if (id > 4 && boxes[0].h > 56) {
      ASSERT_EQ(last.size(), 1u) << id;
      EXPECT_EQ(last[0].id, -1) << "all, where not each has a row";
    }
  }
}

TEST_P(SmallWindow, ANoticeInTheMenuBarCanBeClosed) {
  harness.state.showSuggestions = true;
  openCard();
  harness.state.toasts = {{"Nothing to undo", {}, 1e9}};
  harness.frame();
  const std::vector<Area> toasts = windowsNamed("##toast");
  ASSERT_EQ(toasts.size(), 1u);
  const auto commands = harness.click(toasts[0].right() - 20, toasts[0].centreY());
  EXPECT_EQ(only<command::DismissToast>(commands).size(), 1u);
  EXPECT_TRUE(only<command::OpenGoTo>(commands).empty());
}

}  // namespace
}  // namespace dateline::ui

#include "ui/event_slices.h"

#include <gtest/gtest.h>

namespace dateline::ui {
namespace {

using namespace platform;

std::vector<std::size_t> sizes(std::deque<Event> events) {
  std::vector<std::size_t> found;
  while (!events.empty()) found.push_back(takeSlice(events).size());
  return found;
}

TEST(EventSlices, APressAndItsReleaseAreApart) {
  EXPECT_EQ(
      sizes({MouseMove{1, 1}, MouseButton{Button::left, true, {}}, MouseButton{Button::left, false, {}}}),
      (std::vector<std::size_t>{2, 1}));
}

TEST(EventSlices, ADragArrivesBeforeItIsLetGo) {
  EXPECT_EQ(sizes({MouseMove{5, 5}, MouseMove{9, 9}, MouseButton{Button::left, false, {}}}),
            (std::vector<std::size_t>{2, 1}));
}

TEST(EventSlices, MovesGatherBeforeAPress) {
  EXPECT_EQ(sizes({MouseMove{1, 1}, MouseMove{2, 2}, MouseMove{3, 3}}), (std::vector<std::size_t>{3}));
}

TEST(EventSlices, TheMouseStaysWhereTheWheelWasTurned) {
  EXPECT_EQ(sizes({MouseMove{1, 1}, Wheel{0, 1}, Wheel{0, 1}, MouseMove{9, 9}}),
            (std::vector<std::size_t>{3, 1}));
}

TEST(EventSlices, AKeyKeepsTheLetterItMakes) {
  EXPECT_EQ(sizes({KeyEvent{Key::a, true, false, {}}, Char{U'a'}, KeyEvent{Key::a, false, false, {}}}),
            (std::vector<std::size_t>{2, 1}));
}

TEST(EventSlices, ALetterIsUsedBeforeTheKeyOrThePressBehindIt) {
  EXPECT_EQ(sizes({Char{U'a'}, Char{U'b'}, KeyEvent{Key::backspace, true, false, {}}}),
            (std::vector<std::size_t>{2, 1}));
  EXPECT_EQ(sizes({Char{U'a'}, MouseMove{1, 1}, MouseButton{Button::left, true, {}}}),
            (std::vector<std::size_t>{2, 1}));
}

TEST(EventSlices, LoseNothing) {
  std::deque<Event> events;
  for (int i = 0; i < 60; ++i) {
    events.emplace_back(MouseMove{1.0 * i, 0});
    if (i % 3 == 0) events.emplace_back(MouseButton{Button::left, i % 2 == 0, {}});
    if (i % 4 == 0) events.emplace_back(Wheel{0, 1});
    if (i % 5 == 0) events.emplace_back(Char{U'x'});
  }
  const std::size_t all = events.size();
  std::size_t seen = 0;
  for (const std::size_t size : sizes(events)) seen += size;
  EXPECT_EQ(seen, all);
}

}  // namespace
}  // namespace dateline::ui

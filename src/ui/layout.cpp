#include <algorithm>
#include <cmath>

#include "ui/layers_panel.h"
#include "ui/suggestions_panel.h"
#include "ui/ui.h"

namespace dateline::ui {
namespace {

constexpr float kMenuHeight = 41;  // the last pixel is its rule
constexpr float kTimelineHeight = 102;
constexpr float kSplitterWidth = 1;
constexpr float kButtonSide = 34;
constexpr float kLeastReader = 300;
constexpr float kLeastMap = 240;

float readerWidth(const session::State& state, float width) {
  if (!state.showReader || width < kLeastMap + kSplitterWidth + 120) return 0;
  const float most = std::max(120.0f, width - kLeastMap - kSplitterWidth);
  return std::round(std::clamp(state.readerShare * width, std::min(kLeastReader, most), most)) -
         kSplitterWidth;
}

}  // namespace

Area mapButtons(const Area& map) {
  const Area box{map.right() - kButtonSide - 14, map.y + 14, kButtonSide, 3 * kButtonSide};
  return box.bottom() > map.bottom() || map.w < 120 ? Area{} : box;
}

WindowLayout layoutWindow(const session::State& state, float width, float height) {
  WindowLayout rooms;
  const float menu = std::min(kMenuHeight, height);
  const float below = height - menu;
  rooms.menu = {0, 0, width, menu};
  const float reader = readerWidth(state, width);
  const float left = reader > 0 ? width - reader - kSplitterWidth : width;
  if (reader > 0) {
    rooms.splitter = {left, menu, kSplitterWidth, below};
    rooms.reader = {left + kSplitterWidth, menu, reader, below};
  }
  const bool timeline = state.showTimeline && state.story != nullptr && !state.story->events.empty() &&
                        below > 2 * kTimelineHeight;
  const float strip = timeline ? kTimelineHeight : 0;
  rooms.map = {0, menu, left, below - strip};
  if (timeline) rooms.timeline = {0, height - strip, left, strip};
  rooms.covered =
      std::max(LayersPanel::rightIn(state, rooms.map), SuggestionsPanel::rightIn(state, rooms.map)) -
      rooms.map.x;
  return rooms;
}

}  // namespace dateline::ui

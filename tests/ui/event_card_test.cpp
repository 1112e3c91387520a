#include <imgui_internal.h>

#include "ui/harness.h"

// The card at the pin: how much of the passage it shows, and how one reads on.

namespace dateline::ui {
namespace {

std::string sentences(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "The boat number " + std::to_string(i) + " came at noon. ";
  return text;
}

class EventCardTest : public testing::Test {
 protected:
  /// The card of an event whose passage is so many sentences.
  void open(int count) {
    Harness& shown = harness_.emplace(stateWith(sentences(count)));
    shown.width = 1440;
    shown.height = 900;
    const Area map = shown.rooms().map;
    shown.state.mapWidth = map.w;
    shown.state.mapHeight = map.h;
    shown.built.pins = {placed("bridge", 200, 300)};
    shown.frame();
  }
  static session::State stateWith(const std::string& passage) {
    session::State state = stateOf("# A bridge opens\n\n" + passage + "\n");
    const article::Block& block = state.article->blocks.back();
    state.resolutions = {{found(block.range), found(block.range)}, {}};
    state.selected = "bridge";
    state.cardOpen = true;
    return state;
  }
  static const ImGuiWindow& window() {
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
      if (window->Active && std::string(window->Name).starts_with("##event-card")) return *window;
    throw std::runtime_error("no card");
  }
  static float height() { return window().Size.y; }
  /// Where all that is drawn of it lies.
  static std::vector<float> picture() {
    std::vector<float> places;
    for (const ImDrawVert& vertex : window().DrawList->VtxBuffer) places.push_back(vertex.pos.y);
    return places;
  }

  std::optional<Harness> harness_;
};

TEST_F(EventCardTest, ShowsALongParagraphWhole) {
  open(1);
  const float ofOneLine = height();
  open(15);
  EXPECT_GE(height(), ofOneLine + 9 * 22) << "as there is room for it";
  const auto whole = picture();
  harness_->press("PageDown");
  EXPECT_EQ(picture(), whole) << "there is nothing to scroll to";
}

TEST_F(EventCardTest, StaysWithinReasonForAPassageOfPages) {
  open(15);
  const float ofAParagraph = height();
  open(120);
  EXPECT_LE(height(), ofAParagraph + 8 * 22);
}

TEST_F(EventCardTest, KeysAndTheWheelBringTheRestOfThePassage) {
  open(120);
  const auto first = picture();
  harness_->press("PageDown");
  const auto second = picture();
  EXPECT_NE(second, first);
  harness_->press("PageUp");
  EXPECT_EQ(picture(), first);
  const ImGuiWindow& card = window();
  harness_->move(card.Pos.x + 60, card.Pos.y + 150);
  EXPECT_TRUE(deeds(harness_->frame({platform::Wheel{0, -3}})).empty()) << "the map below stays";
  EXPECT_NE(picture(), first);
}

TEST_F(EventCardTest, AnotherPassageBeginsAtItsBeginning) {
  open(120);
  const auto first = picture();
  harness_->press("PageDown");
  harness_->state.passage = 1;
  harness_->frame();
  harness_->state.passage = 0;
  harness_->frame();
  EXPECT_EQ(picture(), first);
}

}  // namespace
}  // namespace dateline::ui

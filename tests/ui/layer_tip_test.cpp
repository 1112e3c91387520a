#include "ui/layer_tip.h"

#include <imgui_internal.h>

#include "ui/harness.h"

namespace dateline::ui {
namespace {

namespace command = session::command;

/// A map all of which one area with so many attributes covers.
class LayerTip : public testing::Test {
 protected:
  void cover(std::size_t attributes) {
    auto features = std::make_shared<geo::FeatureSet>();
    features->coords = {{-170, -80}, {170, -80}, {170, 80}, {-170, 80}, {-170, -80}};
    const geo::LngLatBox bounds{-170, -80, 170, 80};
    features->paths = {{.first = 0, .count = 5, .bounds = bounds}};
    features->features = {
        {.kind = geo::GeometryKind::polygon, .firstPath = 0, .pathCount = 1, .bounds = bounds}};
    features->bounds = bounds;
    for (std::size_t i = 0; i < attributes; ++i) {
      features->attributes.columns.push_back("column " + std::to_string(i));
      features->attributes.values.push_back({i == 1 ? "" : "value " + std::to_string(i)});
    }
    session::LayerEntry entry;
    entry.layer.id = "one";
    entry.layer.name = "Counties";
    entry.layer.features = features;
    harness_.state.layers = {entry};
    harness_.state.mapWidth = harness_.rooms().map.w;
    harness_.state.mapHeight = harness_.rooms().map.h;
    harness_.frame();
  }
  [[nodiscard]] const ImGuiWindow* tip() {
    const Area map = harness_.rooms().map;
    harness_.move(map.centreX(), map.centreY());
    const ImGuiWindow* window = ImGui::FindWindowByName("##layer-tip");
    return window != nullptr && window->Active ? window : nullptr;
  }
  session::Commands pressRight(double x, double y) {
    using namespace platform;
    return harness_.frame(
        {MouseMove{x, y}, MouseButton{Button::right, true, {}}, MouseButton{Button::right, false, {}}});
  }

  Harness harness_;
};

TEST_F(LayerTip, HasALineForEachAttributeThatHasAValue) {
  cover(4);
  const float four = tip()->Size.y;
  cover(7);
  EXPECT_NEAR(tip()->Size.y - four, 3 * 18, 4);
}

TEST_F(LayerTip, LeavesMuchOfTheMapHoweverManyThereAre) {
  cover(200);
  const Area map = harness_.rooms().map;
  EXPECT_LE(tip()->Size.y, map.h * 0.6f);
  harness_.height = 420;
  harness_.frame();
  harness_.state.mapHeight = harness_.rooms().map.h;
  ASSERT_NE(tip(), nullptr);
  EXPECT_LE(tip()->Size.y, harness_.rooms().map.h * 0.6f);
}

TEST_F(LayerTip, AllOfThemAreCopiedByTheMenuOfTheRightButton) {
  cover(30);
  const Area map = harness_.rooms().map;
  pressRight(map.x + 300, map.y + 200);
  const auto copies = only<command::CopyText>(harness_.click(map.x + 340, map.y + 200 + 4 + 2.5 * 30));
  ASSERT_EQ(copies.size(), 1u);
  EXPECT_TRUE(copies[0].text.starts_with("column 0\tvalue 0\ncolumn 2\tvalue 2\n")) << copies[0].text;
  EXPECT_TRUE(copies[0].text.ends_with("column 29\tvalue 29\n")) << copies[0].text;
}

TEST_F(LayerTip, TheMenuHasNothingToCopyWhereNoLayerLies) {
  const Area map = harness_.rooms().map;
  pressRight(map.x + 300, map.y + 200);
  EXPECT_TRUE(only<command::CopyText>(harness_.click(map.x + 340, map.y + 200 + 4 + 2.8 * 30)).empty());
}

}  // namespace
}  // namespace dateline::ui

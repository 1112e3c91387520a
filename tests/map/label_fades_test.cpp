#include "map/label_fades.h"

#include <gtest/gtest.h>

#include "map/fake_typesetter.h"

namespace dateline::map {
namespace {

const Camera kCamera({{0.5, 0.5}, Zoom{4}}, 800, 600);

MapLabel label(std::uint64_t key, LngLat place) {
  const WorldPoint at = geo::mercator().project(place);
  const ScreenPoint on = kCamera.toScreen(at);
  return {.key = key,
          .label = {.layout = std::make_shared<testing::FakeLayout>("Name", text::TextStyle{},
                                                                    text::LayoutOptions{}),
                    .origin = {on.x + 7, on.y - 5}},
          .ring = SceneRing{.centre = on, .colour = rgb(0x112233)},
          .place = place};
}

struct Frame {
  Scene scene;
  bool fading = false;
};
Frame frame(LabelFades& fades, const std::vector<MapLabel>& labels, double seconds,
            const Camera& camera = kCamera) {
  Frame result;
  result.fading = fades.step(labels, camera, seconds, result.scene);
  return result;
}

TEST(LabelFades, WhatIsThereAtFirstIsThereAtOnce) {
  LabelFades fades;
  Scene scene;
  fades.show({label(1, {0, 0})}, kCamera, 10, scene);
  ASSERT_EQ(scene.labels.size(), 1u);
  EXPECT_EQ(scene.labels[0].opacity, 1);
  EXPECT_FALSE(frame(fades, {label(1, {0, 0})}, 10.01).fading);
}

TEST(LabelFades, ANewNameComesSoftlyAndThenStaysAsItIs) {
  LabelFades fades;
  Scene scene;
  fades.show({}, kCamera, 0, scene);
  float before = 0;
  int frames = 0;
  for (double t = 0.016; t < 1; t += 0.016, ++frames) {
    const Frame now = frame(fades, {label(1, {0, 0})}, t);
    ASSERT_EQ(now.scene.labels.size(), 1u);
    EXPECT_GE(now.scene.labels[0].opacity, before);
    before = now.scene.labels[0].opacity;
    EXPECT_EQ(now.fading, before < 1);
    if (!now.fading) break;
  }
  EXPECT_EQ(before, 1);
  EXPECT_NEAR(frames * 0.016, LabelFades::kSeconds, 0.02);
  EXPECT_EQ(frame(fades, {label(1, {0, 0})}, 2).scene.rings[0].colour, rgb(0x112233));
}

TEST(LabelFades, ANameThatGoesVanishesWhereItStoodOnTheGround) {
  LabelFades fades;
  Scene scene;
  fades.show({label(1, {0, 0})}, kCamera, 0, scene);
  const Camera moved = kCamera.panned(30, 12);
  const Frame now = frame(fades, {}, 0.05, moved);
  EXPECT_TRUE(now.fading);
  ASSERT_EQ(now.scene.labels.size(), 1u);
  EXPECT_LT(now.scene.labels[0].opacity, 1);
  EXPECT_NEAR(now.scene.labels[0].origin.x, scene.labels[0].origin.x + 30, 1e-6);
  EXPECT_NEAR(now.scene.rings[0].centre.y, scene.rings[0].centre.y + 12, 1e-6);
  EXPECT_LT(now.scene.rings[0].colour.a, 255);
  Frame last = now;
  for (double t = 0.1; t < 0.4; t += 0.05) last = frame(fades, {}, t, moved);
  EXPECT_TRUE(last.scene.labels.empty());
  EXPECT_FALSE(last.fading);
}

TEST(LabelFades, OneThatComesBackGoesOnFromWhereItWas) {
  LabelFades fades;
  Scene scene;
  fades.show({label(1, {0, 0})}, kCamera, 0, scene);
  const float faded = frame(fades, {}, 0.06).scene.labels[0].opacity;
  const float back = frame(fades, {label(1, {0, 0})}, 0.09).scene.labels[0].opacity;
  EXPECT_GT(faded, 0.5F);
  EXPECT_GT(back, faded);
}

}  // namespace
}  // namespace dateline::map

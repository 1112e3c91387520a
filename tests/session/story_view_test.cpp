#include <gtest/gtest.h>

#include "session/state.h"

namespace dateline::session {
namespace {

State storyOf(const std::vector<geo::LngLat>& places) {
  State state;
  auto story = std::make_shared<story::Story>();
  for (const geo::LngLat place : places) {
    story::Event event;
    event.id = std::to_string(story->events.size());
    event.at = place;
    event.time = "202" + event.id;
    story->events.push_back(std::move(event));
  }
  state.story = std::move(story);
  state.mapWidth = 900;
  state.mapHeight = 700;
  return state;
}

TEST(StoryView, TakesInTheRouteAsFarAsTheProjectionDoes) {
  State state = storyOf({{-74, 40.7}, {103.8, 1.3}});  // New York to Singapore, across the Arctic
  const auto northOf = [&] {
    const map::Camera camera(homeView(state), state.mapWidth, state.mapHeight);
    return camera.toScreen(map::WorldPoint{0.5, 0}).y;
  };
  EXPECT_GE(northOf(), 0);
  state.look.route = false;
  EXPECT_LT(northOf(), 0);
}

TEST(StoryView, HasThePinsBesideThePanelsThatCoverAPartOfTheMap) {
  State state = storyOf({{30.5, 50.5}, {127, 37.5}, {-77, 38.9}});
  state.mapCovered = 340;
  state.view = homeView(state);
  for (const story::Event& event : state.story->events) {
    const double x = cameraOf(state).toScreen(*event.at).x;
    EXPECT_GT(x, 340) << event.id;
    EXPECT_LT(x, 900) << event.id;
  }
}

TEST(StoryView, IsAzimuthalForARegionAndAroundAPole) {
  using enum map::ProjectionKind;
  EXPECT_EQ(projectionFor({60, 35, 80, 55}), azimuthal);
  EXPECT_EQ(projectionFor({-180, 60, 180, 90}), azimuthal);
  EXPECT_EQ(projectionFor({-180, -90, 180, -65}), azimuthal);
  EXPECT_EQ(projectionFor({-120, 20, 60, 60}), mercator);
  EXPECT_EQ(storyProjection(storyOf({{25, 68}, {-150, 70}, {-50, 64}})), azimuthal);
}

}  // namespace
}  // namespace dateline::session

#include <gtest/gtest.h>

#include "geo/fixed_plane.h"
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

TEST(StoryView, FillsASmallMapToo) {
  State state = storyOf({{30, 10}, {40, 20}});
  state.mapWidth = 300;
  state.mapHeight = 200;
  const map::Camera camera(homeView(state), state.mapWidth, state.mapHeight);
  const double tall =
      camera.toScreen(*state.story->events[0].at).y - camera.toScreen(*state.story->events[1].at).y;
  EXPECT_GT(tall, 100);
  EXPECT_LT(tall, 140);
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

/// What of the map's width or height, whichever is more, a box of the plane takes; its middle lies at the
/// map's.
double shareOf(const State& state, const geo::WorldBox& box) {
  const map::Camera camera(homeView(state), state.mapWidth, state.mapHeight);
  const map::ScreenPoint low = camera.toScreen(map::WorldPoint{box.minX, box.minY}),
                         high = camera.toScreen(map::WorldPoint{box.maxX, box.maxY});
  EXPECT_NEAR((low.x + high.x) / 2, state.mapWidth / 2, state.mapWidth / 100);
  EXPECT_NEAR((low.y + high.y) / 2, state.mapHeight / 2, state.mapHeight / 100);
  return std::max((high.x - low.x) / state.mapWidth, (high.y - low.y) / state.mapHeight);
}

TEST(StoryView, WithoutAStoryIsAllThatTheSystemIsMeantFor) {
  State state = storyOf({});
  for (const char* world : {"ESRI:54030", "EPSG:8857", "+proj=moll +lon_0=150", "+proj=igh"}) {
    const auto plane = geo::fixedPlane(world).value();
    state.projection = map::ProjectionChoice(plane);
    const double share = shareOf(state, plane->domain().bounds);
    EXPECT_TRUE(share > 0.93 && share <= 1) << world << " " << share;
  }
  for (const char* region : {"EPSG:2056", "EPSG:27700", "EPSG:5070", "EPSG:3031"}) {
    const auto plane = geo::fixedPlane(region).value();
    state.projection = map::ProjectionChoice(plane);
    geo::WorldBox bounds;
    const geo::LngLatBox area = plane->crs().area.value();
    for (double lng = area.minX; lng <= area.maxX; lng += area.width() / 48)
      for (const double lat : {area.minY, area.maxY}) bounds.add(plane->project({lng, lat}));
    const double share = shareOf(state, bounds);
    EXPECT_TRUE(share > 0.93 && share <= 1) << region << " " << share;
  }
}

TEST(StoryView, ThatLiesBeyondTheMapIsAllOfItAsLargeAsThereIsRoom) {
  State state = storyOf({});
  const auto plane = geo::fixedPlane("EPSG:5514").value();  // of Czechia
  state.projection = map::ProjectionChoice(plane);
  auto story = std::make_shared<story::Story>(*state.story);
  story->view = story::StoryView{{-100, 40}, 4, {}};
  state.story = std::move(story);
  ASSERT_TRUE(homeIsBeyond(state));
  EXPECT_GT(shareOf(state, plane->domain().bounds), 0.93);
}

TEST(StoryView, OfASmallMapIsThatOfTheEventsAndHasTheirPins) {
  State state = storyOf({{31.2, 30}, {38.7, 9}, {22.5, 13.5}, {39.2, 21.5}});  // Cairo to Addis Ababa
  for (const auto& [width, height] :
       std::vector<std::pair<double, double>>{{300, 200}, {200, 200}, {160, 120}}) {
    state.mapWidth = width;
    state.mapHeight = height;
    const map::Camera camera(homeView(state), width, height);
    double north = height, south = 0;
    for (const story::Event& event : state.story->events) {
      const map::ScreenPoint at = camera.toScreen(*event.at);
      north = std::min(north, at.y);
      south = std::max(south, at.y);
    }
    EXPECT_GT(north, 32) << "a pin is so high";
    EXPECT_LE(south, height);
    EXPECT_GT((south - north) / height, 0.38) << height;
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

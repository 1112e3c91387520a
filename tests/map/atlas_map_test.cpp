#include "map/atlas_map.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "map/fake_typesetter.h"
#include "map/test_world.h"

namespace dateline::map {
namespace {

class AtlasMap : public ::testing::Test {
 protected:
  AtlasMap() {
    model.world = testing::smallWorld();
    model.look.focus = {"AAA"};
    model.pins.push_back({"a", {60, 48}, 1, MarkerShape::drop, rgb(0x2b6cb0), false, 1, "Middle", 1.0});
    model.pins.push_back({"b", {100, 30}, 2, MarkerShape::drop, rgb(0x2b6cb0), false, 1, "East", 2.0});
  }
  [[nodiscard]] static Camera camera(double lng = 65, double lat = 45, double zoom = 4.2) {
    return {geo::mercator(), {geo::mercator().project({lng, lat}), Zoom{zoom}}, 1000, 700};
  }
  static const SceneLayer* layer(const Scene& scene, const std::string& id) {
    for (const auto& ground : scene.ground) {
      const auto* found = std::get_if<SceneLayer>(&ground);
      if (found && found->id == id) return found;
    }
    return nullptr;
  }
  static double clipArea(const SceneLayer* found) {
    double area = 0;
    if (!found) return area;
    for (const PlacedTile& tile : found->tiles) area += tile.clip.width() * tile.clip.height();
    return area;
  }

  MapModel model;
  testing::FakeTypesetter typesetter;
};

TEST_F(AtlasMap, TheSameViewGivesTheSameScene) {
  MapBuilder one(typesetter, nullptr, {}), two(typesetter, nullptr, {});
  two.build(model, camera(20, 10, 7), 1, true);  // what was seen before must not matter
  const Scene a = one.build(model, camera(), 1, true).scene, b = two.build(model, camera(), 1, true).scene;
  ASSERT_EQ(a.ground.size(), b.ground.size());
  for (std::size_t i = 0; i < a.ground.size(); ++i) {
    const auto &x = std::get<SceneLayer>(a.ground[i]), &y = std::get<SceneLayer>(b.ground[i]);
    ASSERT_EQ(x.id, y.id);
    ASSERT_EQ(x.tiles.size(), y.tiles.size());
    for (std::size_t t = 0; t < x.tiles.size(); ++t) {
      EXPECT_EQ(x.tiles[t].origin, y.tiles[t].origin);
      EXPECT_EQ(x.tiles[t].mesh->fillIndices, y.tiles[t].mesh->fillIndices);
    }
  }
  ASSERT_EQ(a.labels.size(), b.labels.size());
  for (std::size_t i = 0; i < a.labels.size(); ++i) EXPECT_EQ(a.labels[i].origin, b.labels[i].origin);
}

TEST_F(AtlasMap, MarksOfLayersLieAboveTheBordersButBelowWhatLiesAboveThem) {
  using testing::SetBuilder;
  model.layers.push_back(
      {.id = "area", .features = SetBuilder().polygon({testing::rectangle(50, 40, 70, 50)}).share()});
  model.layers.push_back({.id = "marks", .features = SetBuilder().point({60, 45}).share()});
  const auto order = [this] {
    std::string ids;
    for (const auto& ground :
         MapBuilder(typesetter, nullptr, {}).build(model, camera(), 1, true).scene.ground)
      if (const auto* of = std::get_if<SceneLayer>(&ground);
          of && (of->id == "borders" || of->id.starts_with("layer:")))
        ids += of->id + " ";
    return ids;
  };
  EXPECT_EQ(order(), "layer:area borders layer:marks ");
  std::swap(model.layers[0], model.layers[1]);
  EXPECT_EQ(order(), "layer:marks layer:area borders ");
}

TEST_F(AtlasMap, NamesMakeRoomForTheMarksOfALayer) {
  MapBuilder builder(typesetter, nullptr, {});
  const auto covered = [&](LngLat at) {
    const ScreenPoint mark = camera().toScreen(at);
    const BuiltScene built = builder.build(model, camera(), 1, true);
    return std::ranges::any_of(built.scene.labels, [&](const SceneLabel& label) {
      return mark.x > label.origin.x && mark.x < label.origin.x + label.layout->width() &&
             mark.y > label.origin.y && mark.y < label.origin.y + label.layout->height();
    });
  };
  const BuiltScene before = builder.build(model, camera(), 1, true);
  ASSERT_FALSE(before.scene.labels.empty());
  testing::SetBuilder marks;
  std::vector<LngLat> places;
  for (const SceneLabel& label : before.scene.labels)
    places.push_back(camera().toLngLat(
        {label.origin.x + label.layout->width() / 2, label.origin.y + label.layout->height() / 2}));
  for (const LngLat& at : places) {
    EXPECT_TRUE(covered(at));
    marks.point(at);
  }
  model.layers.push_back({.id = "marks", .features = marks.share()});
  for (const LngLat& at : places) EXPECT_FALSE(covered(at));
}

TEST_F(AtlasMap, NamesComeSoftlyAndEndAsTheyAreBuiltAtOnce) {
  for (const ProjectionKind kind : {ProjectionKind::mercator, ProjectionKind::azimuthal}) {
    MapBuilder builder(typesetter, nullptr, {});
    const Camera before(viewOf(kind, {65, 45}, Zoom{4.2}), 1000, 700);
    EXPECT_FALSE(builder.above(model, before, 1, 0.0).settling) << "what is there at first is there at once";
    const Camera after = before.withView(viewOf(kind, {68, 44}, Zoom{5.5}));
    double seconds = 0.016;
    BuiltScene built = builder.above(model, after, 1, seconds);
    EXPECT_TRUE(built.settling);
    EXPECT_TRUE(std::any_of(built.scene.labels.begin(), built.scene.labels.end(),
                            [](const SceneLabel& label) { return label.opacity < 1; }));
    for (; built.settling && seconds < 5; seconds += 0.016) built = builder.above(model, after, 1, seconds);
    EXPECT_LT(seconds, 3) << nameOf(kind);
    const Scene atOnce = MapBuilder(typesetter, nullptr, {}).build(model, after, 1, true).scene;
    ASSERT_EQ(built.scene.labels.size(), atOnce.labels.size()) << nameOf(kind);
    for (std::size_t i = 0; i < atOnce.labels.size(); ++i) {
      EXPECT_EQ(built.scene.labels[i].layout, atOnce.labels[i].layout);
      EXPECT_EQ(built.scene.labels[i].origin, atOnce.labels[i].origin);
      EXPECT_EQ(built.scene.labels[i].opacity, 1);
    }
    EXPECT_EQ(built.scene.rings.size(), atOnce.rings.size());
  }
}

TEST_F(AtlasMap, NoNameStandsBelowWhatAWindowShowsAboveTheMap) {
  MapBuilder builder(typesetter, nullptr, {});
  const std::size_t all = builder.above(model, camera(), 1).scene.labels.size();
  const ScreenBox box{500, 0, 1000, 400};
  model.covered = {box};
  const Scene scene = builder.above(model, camera(), 1).scene;
  EXPECT_LT(scene.labels.size(), all);
  EXPECT_FALSE(scene.labels.empty());
  for (const SceneLabel& label : scene.labels) {
    const ScreenBox ink{label.origin.x, label.origin.y, label.origin.x + label.layout->width(),
                        label.origin.y + label.layout->height()};
    EXPECT_FALSE(ink.intersects(box)) << testing::textOf(label.layout);
  }
}

TEST_F(AtlasMap, WhatOpensAboveTheMapLetsNoNameFade) {
  MapBuilder builder(typesetter, nullptr, {});
  double seconds = 0;
  builder.above(model, camera(), 1, seconds);
  model.covered = {{500, 0, 1000, 400}};
  const BuiltScene below = builder.above(model, camera(), 1, seconds += 0.016);
  EXPECT_FALSE(below.settling);
  EXPECT_EQ(below.scene.labels.size(),
            MapBuilder(typesetter, nullptr, {}).above(model, camera(), 1).scene.labels.size());
  model.covered.clear();
  EXPECT_FALSE(builder.above(model, camera(), 1, seconds += 0.016).settling);
  model.covered = {{500, 0, 1000, 400}};
  EXPECT_TRUE(builder.above(model, camera().panned(5, 0), 1, seconds += 0.016).settling)
      << "a map that moves";
}

/// Where the label stands, from the top left of the map; nullopt where it does not.
std::optional<ScreenPoint> originOf(const Scene& scene, const std::string& name) {
  for (const SceneLabel& label : scene.labels)
    if (testing::textOf(label.layout) == name) return label.origin;
  return std::nullopt;
}

TEST_F(AtlasMap, APictureOfWhatAWindowShowsNamesCountriesWhereThatDoes) {
  MapBuilder builder(typesetter, nullptr, {});
  // Its middle lies beyond the map's edge, and comes in again.
  const Camera east = camera(95, 30, 5.5).panned(-700, 0);
  double seconds = 0;
  BuiltScene shown = builder.above(model, east, 1, seconds);
  const std::optional<ScreenPoint> before = originOf(shown.scene, "BETALAND");
  ASSERT_TRUE(before);
  const Camera back = east.panned(260, 0);
  model.covered = {{0, 0, 200, 100}};
  do shown = builder.above(model, back, 1, seconds += 0.1);
  while (shown.settling && seconds < 5);
  const std::optional<ScreenPoint> held = originOf(shown.scene, "BETALAND");
  ASSERT_TRUE(held);
  EXPECT_NEAR(held->x, before->x + 260, 1e-6);
  model.covered.clear();
  const std::optional<ScreenPoint> fresh = originOf(builder.build(model, back, 1).scene, "BETALAND");
  ASSERT_TRUE(fresh);
  EXPECT_NE(*fresh, *held);
  model.named = builder.named();
  EXPECT_EQ(originOf(builder.build(model, back, 1).scene, "BETALAND"), held);
  MapBuilder other(typesetter, nullptr, {});
  EXPECT_EQ(originOf(other.build(model, back, 2).scene, "BETALAND"), held);
  builder.nameAfresh();
  do shown = builder.above(model, back, 1, seconds += 0.1);
  while (shown.settling && seconds < 10);
  EXPECT_EQ(originOf(shown.scene, "BETALAND"), fresh);
}

TEST_F(AtlasMap, WaitingAndWorkersEndInTheSameTiles) {
  Workers workers(2);
  std::mutex mutex;
  std::condition_variable came;
  int tiles = 0;
  MapBuilder builder(typesetter, &workers, [&] {
    const std::lock_guard lock(mutex);
    ++tiles;
    came.notify_all();
  });
  BuiltScene built = builder.build(model, camera(), 1);
  EXPECT_FALSE(built.complete);
  for (int round = 0; round < 200 && !built.complete; ++round) {
    std::unique_lock lock(mutex);
    came.wait_for(lock, std::chrono::milliseconds(50), [&] { return tiles > 0; });
    tiles = 0;
    lock.unlock();
    built = builder.build(model, camera(), 1);
  }
  ASSERT_TRUE(built.complete);
  MapBuilder waiting(typesetter, nullptr, {});
  const Scene other = waiting.build(model, camera(), 1, true).scene;
  ASSERT_EQ(layer(built.scene, "land")->tiles.size(), layer(other, "land")->tiles.size());
  EXPECT_EQ(layer(built.scene, "land")->tiles[0].mesh->fillVertices.size(),
            layer(other, "land")->tiles[0].mesh->fillVertices.size());
}

TEST_F(AtlasMap, MissingTilesAreNotWaitedForAndParentsStandIn) {
  // The only worker is kept busy: nothing can be cut until it is let go.
  std::mutex gate;
  gate.lock();
  Workers workers(1);
  MapBuilder builder(typesetter, &workers, {});
  builder.build(model, camera(65, 45, 4), 1, true);
  workers.run([&] { const std::lock_guard wait(gate); }, 1e9);
  const BuiltScene nearer = builder.build(model, camera(65, 45, 5.5), 1);
  EXPECT_FALSE(nearer.complete);
  EXPECT_GE(clipArea(layer(nearer.scene, "land")), 1000 * 700) << "the screen is covered by parents";
  for (const PlacedTile& tile : layer(nearer.scene, "land")->tiles)
    EXPECT_GT(tile.sizePx, tile.clip.width() * 1.5);
  const BuiltScene further = builder.build(model, camera(65, 45, 3.2), 1);
  EXPECT_FALSE(further.complete);
  EXPECT_GT(clipArea(layer(further.scene, "land")), 100 * 100) << "children stand in";
  gate.unlock();
}

TEST_F(AtlasMap, ALikenessStandsInUntilTheLayerIsCut) {
  const auto blobOf = [](int points) {
    return testing::SetBuilder().polygon({testing::blob({65, 45}, 20, points, 1)}).share();
  };
  UserLayer added{.id = "1", .features = blobOf(500), .colour = rgb(0x0072b2)};
  added.meanwhile = blobOf(20);
  model.layers.push_back(added);
  const auto layerOf = [&](const BuiltGround& built) { return layer(built.scene, "layer:1"); };
  const auto pointsOf = [](const SceneLayer* found) {
    std::size_t points = 0;
    if (found)
      for (const PlacedTile& tile : found->tiles) points = std::max(points, tile.mesh->fillVertices.size());
    return points;
  };
  std::mutex first, second;
  first.lock(), second.lock();
  Workers workers(1);
  std::atomic<bool> likenessCut{false};
  workers.run([&] { const std::lock_guard wait(first); }, 1e9);
  MapBuilder builder(typesetter, &workers, {});
  EXPECT_FALSE(builder.ground(model, camera(), 1).gaps.empty());
  workers.run(  // between the tiles of the likeness and all others
      [&] {
        likenessCut = true;
        const std::lock_guard wait(second);
      },
      1e5);
  first.unlock();
  while (!likenessCut) std::this_thread::yield();
  const BuiltGround meanwhile = builder.ground(model, camera(), 1);
  EXPECT_FALSE(meanwhile.complete) << "it is not the layer itself";
  const std::size_t likened = pointsOf(layerOf(meanwhile));
  EXPECT_GT(likened, 0U);
  second.unlock();
  while (!workers.idle()) std::this_thread::yield();
  const BuiltGround whole = builder.ground(model, camera(), 1);
  EXPECT_TRUE(whole.complete);
  EXPECT_NE(pointsOf(layerOf(whole)), likened);
  model.layers.back().features = added.meanwhile;
  model.layers.back().meanwhile = nullptr;
  builder.ground(model, camera(), 1);
  while (!workers.idle()) std::this_thread::yield();
  EXPECT_EQ(pointsOf(layerOf(builder.ground(model, camera(), 1))), likened);
}

TEST_F(AtlasMap, TheWorldRepeatsWithoutASeam) {
  MapBuilder builder(typesetter, nullptr, {});
  for (const double lng : {179.99, -179.99, 170.0}) {
    const Camera across = camera(lng, 60, 3);
    const Scene scene = builder.build(model, across, 1, true).scene;
    EXPECT_GT(clipArea(layer(scene, "land")), 0) << lng;
    // Deltaland reaches from 167 to 203 degrees: there is land on both sides of the date line.
    bool left = false, right = false;
    const double line = across.toScreen(LngLat{180, 60}).x;
    for (const PlacedTile& tile : layer(scene, "land")->tiles) {
      for (const std::uint32_t i : tile.mesh->fillIndices) {
        const double x = tile.origin.x + tile.mesh->fillVertices[i].x * tile.sizePx;
        if (x < tile.clip.minX || x > tile.clip.maxX) continue;
        left |= x < line - 5 && x > line - 60;
        right |= x > line + 5 && x < line + 60;
      }
    }
    EXPECT_TRUE(left && right) << lng;
  }
  const Scene world =
      builder.build(model, {geo::mercator(), {{0.5, 0.5}, Zoom{1}}, 2000, 600}, 1, true).scene;
  EXPECT_GT(layer(world, "land")->tiles.size(), 3u);
}

TEST_F(AtlasMap, FocusAndBorderPolicyChangeTheClasses) {
  MapBuilder builder(typesetter, nullptr, {});
  const auto classes = [&](const std::string& id) {
    const Scene scene = builder.build(model, camera(), 1, true).scene;
    std::set<int> found;
    if (const SceneLayer* shown = layer(scene, id)) {
      for (const PlacedTile& tile : shown->tiles) {
        for (const auto& batch : tile.mesh->fills) found.insert(batch.styleClass);
        for (const auto& batch : tile.mesh->lines) found.insert(batch.styleClass);
      }
    }
    return found;
  };
  EXPECT_EQ(classes("land"), (std::set<int>{0, 1}));
  EXPECT_EQ(classes("borders"), (std::set<int>{2}))
      << "the coast of the country in focus; BBB to BBB is no border";
  model.look.borders = Borders::deFacto;
  EXPECT_EQ(classes("borders"), (std::set<int>{1, 2})) << "BBB to CCC is one de facto";
  model.look.focus = {"CCC"};
  EXPECT_EQ(classes("borders"), (std::set<int>{0, 2}));
}

TEST_F(AtlasMap, UserLayersAreShownWithAndWithoutTheBasemap) {
  model.layers.push_back({"mine", "Mine",
                          testing::SetBuilder().polygon({testing::rectangle(60, 40, 70, 50)}).share(),
                          rgb(0x884400)});
  MapBuilder builder(typesetter, nullptr, {});
  EXPECT_NE(layer(builder.build(model, camera(), 1, true).scene, "layer:mine"), nullptr);
  model.look.basemap = false;
  model.look.transparent = true;
  const Scene bare = builder.build(model, camera(), 1, true).scene;
  EXPECT_NE(layer(bare, "layer:mine"), nullptr);
  EXPECT_EQ(layer(bare, "land"), nullptr);
  EXPECT_EQ(bare.background.a, 0);
  EXPECT_FALSE(bare.furnitureLabels.empty()) << "the attribution stays";
  model.layers[0].visible = false;
  EXPECT_EQ(layer(builder.build(model, camera(), 1, true).scene, "layer:mine"), nullptr);
}

TEST_F(AtlasMap, AnEmptyModelIsJustWater) {
  MapBuilder builder(typesetter, nullptr, {});
  const BuiltScene built = builder.build({}, camera(), 1);
  EXPECT_TRUE(built.complete);
  EXPECT_TRUE(built.scene.ground.empty());
  EXPECT_EQ(built.scene.background, palette(Theme::light).water);
}

TEST_F(AtlasMap, APartlyLoadedWorldIsShownAsFarAsItGoes) {
  auto partly = std::make_shared<World>();
  partly->countries[1] = model.world->countries[1];
  model.world = partly;
  MapBuilder builder(typesetter, nullptr, {});
  for (const double zoom : {0.0, 4.0, 9.0}) {
    EXPECT_NE(layer(builder.build(model, camera(65, 45, zoom), 1, true).scene, "land"), nullptr) << zoom;
  }
}

TEST_F(AtlasMap, DestroyingTheBuilderWhileWorkersCutIsSafe) {
  Workers workers(2);
  std::atomic<int> calls{0};
  for (int i = 0; i < 8; ++i) {
    MapBuilder builder(typesetter, &workers, [&] { ++calls; });
    builder.build(model, camera(i * 10.0, 40, 6), 1);
  }
  while (!workers.idle()) std::this_thread::yield();
}

TEST_F(AtlasMap, IsDrawnInItsStyle) {
  MapBuilder builder(typesetter, nullptr, {});
  const std::uint64_t before = groundContent(model);
  Style style = *builtInStyle(Theme::light);
  style.colours.water = rgb(0x123456);
  style.widths.coast = 0;
  style.widths.borderFocus = {{4, 1}, {5, 2}};
  style.widths.route = 5;
  model.look.style = makeStyle(style);
  const Scene scene = builder.build(model, camera(65, 45, 4.52), 1, true).scene;
  EXPECT_EQ(scene.background, rgb(0x123456));
  ASSERT_NE(layer(scene, "borders"), nullptr);
  const std::vector<ClassPaint>& borders = layer(scene, "borders")->classes;
  EXPECT_FALSE(borders[0].line) << "no line where the width is 0";
  EXPECT_FLOAT_EQ(borders[2].line->widthPx, 1.5f) << "between its stops, in twentieths";
  ASSERT_FALSE(scene.routes.empty());
  EXPECT_EQ(scene.routes[0].widthPx, 5);
  EXPECT_NE(groundContent(model), before) << "what was drawn before is not taken for this";
}

TEST_F(AtlasMap, AStyleSaysWhichPinsHaveInkOfTheirOwn) {
  MapBuilder builder(typesetter, nullptr, {});
  model.pins[0].ink = rgb(0x111111);
  const Scene scene = builder.build(model, camera(80, 40, 4), 1, true).scene;
  ASSERT_EQ(scene.markers.size(), 2u);
  for (const SceneMarker& marker : scene.markers)
    EXPECT_EQ(marker.ink, marker.id == "a" ? rgb(0x111111) : palette(Theme::light).pinInk);
}

TEST(Style, EveryKindHasItsLookInBothThemes) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const Style& style = *builtInStyle(theme);
    EXPECT_EQ(style.kind("meeting").shape, MarkerShape::drop);
    EXPECT_EQ(style.kind("conflict").colour, palette(theme).pressure);
    EXPECT_EQ(style.kind("money").shape, MarkerShape::square);
    EXPECT_EQ(style.kind("movement").shape, MarkerShape::diamond);
    EXPECT_EQ(style.kind("never heard of").colour, palette(theme).institution);
  }
}

}  // namespace
}  // namespace dateline::map

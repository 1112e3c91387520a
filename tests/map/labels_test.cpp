#include "map/labels.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "map/fake_typesetter.h"
#include "map/test_world.h"
#include "map/text_case.h"

namespace dateline::map {
namespace {

class Labels : public ::testing::Test {
 protected:
  Labels() { model.world = testing::smallWorld(); }

  Scene build(const Camera& camera, const std::vector<PinName>& pins = {},
              const LabelObstacles& obstacles = {}) {
    Scene scene;
    LabelFades().show(place(camera, pins, obstacles), camera, 0, scene);
    return scene;
  }
  std::vector<MapLabel> place(const Camera& camera, const std::vector<PinName>& pins = {},
                              const LabelObstacles& obstacles = {}) {
    data.update(*model.world, camera.view().plane);
    ranges.update(data, {.style = model.look.style ? model.look.style : builtInStyle(model.look.theme),
                         .plane = camera.view().plane,
                         .zoom = camera.view().zoom.level});
    layouts.beginFrame(100'000);
    return LabelMaker(model, camera, {data, ranges, layouts, typesetter}).build(pins, obstacles);
  }
  [[nodiscard]] static Camera camera(double lng = 60, double lat = 45, double zoom = 5) {
    return {geo::mercator(), {geo::mercator().project({lng, lat}), Zoom{zoom}}, 1000, 700};
  }
  static ScreenBox boxOf(const SceneLabel& label) {
    double left = 1e9, right = -1e9;
    for (const text::Line& line : label.layout->lines()) {
      left = std::min<double>(left, line.left);
      right = std::max<double>(right, line.right);
    }
    return {label.origin.x + left, label.origin.y, label.origin.x + right,
            label.origin.y + label.layout->height()};
  }
  static const SceneLabel* find(const Scene& scene, const std::string& text) {
    for (const SceneLabel& label : scene.labels) {
      if (testing::textOf(label.layout) == text) return &label;
    }
    return nullptr;
  }

  MapModel model;
  testing::FakeTypesetter typesetter;
  LabelData data;
  NameRanges ranges{typesetter};
  NameLayouts layouts{typesetter};
};

TEST_F(Labels, NeverOverlapOneAnotherNorThePins) {
  const LabelObstacles obstacles{.pins = {{480, 300, 504, 332}, {100, 100, 124, 132}},
                                 .furniture = {{700, 660, 1000, 700}}};
  for (const double zoom : {1.0, 3.0, 4.2, 6.0, 7.5}) {
    const Scene scene =
        build(camera(60, 45, zoom), {{"Somewhere", geo::mercator().project({60, 45})}}, obstacles);
    EXPECT_GT(scene.labels.size(), 3u) << zoom;
    for (std::size_t i = 0; i < scene.labels.size(); ++i) {
      const ScreenBox box = boxOf(scene.labels[i]);
      for (std::size_t j = 0; j < i; ++j) ASSERT_FALSE(box.intersects(boxOf(scene.labels[j]))) << zoom;
      for (const ScreenBox& pin : obstacles.pins) ASSERT_FALSE(box.intersects(pin));
      ASSERT_FALSE(box.intersects(obstacles.furniture[0]));
      ASSERT_GE(std::min(box.minX, box.minY), 0);
      ASSERT_LE(box.maxX, 1000);
      ASSERT_LE(box.maxY, 700);
    }
  }
}

TEST_F(Labels, AreSetAndShownAsTheStyleSays) {
  const auto styleOfName = [&](const char* name) {
    const Scene scene = build(camera());
    const SceneLabel* label = find(scene, name);
    return label ? std::optional(dynamic_cast<const testing::FakeLayout&>(*label->layout).style())
                 : std::nullopt;
  };
  const auto plain = styleOfName("ALPHALAND");
  ASSERT_TRUE(plain);
  Style style = *builtInStyle(Theme::light);
  style.labels.country = {.sizePx = ByZoom{{4, 10}, {6, 12}},
                          .face = text::Face::reading,
                          .family = text::FontFamily("Somewhere Sans"),
                          .weight = 400,
                          .italic = true,
                          .colour = rgb(0x654321)};
  model.look.style = makeStyle(style);
  const auto styled = styleOfName("ALPHALAND");
  ASSERT_TRUE(styled);
  EXPECT_LE(styled->sizePx, 11);
  EXPECT_LT(styled->sizePx, plain->sizePx);
  EXPECT_EQ(styled->family.name(), "Somewhere Sans");
  EXPECT_EQ(styled->face, text::Face::reading);
  EXPECT_TRUE(styled->italic);
  const Scene scene = build(camera());
  EXPECT_EQ(find(scene, "ALPHALAND")->colour, rgb(0x654321));
  style.shown.countryNames = 5.5;
  model.look.style = makeStyle(style);
  EXPECT_FALSE(styleOfName("ALPHALAND"));
}

TEST_F(Labels, StayWhereTheyAreOnTheGroundWhilePanning) {
  const Camera before = camera();
  const Scene first = build(before);
  int compared = 0;
  constexpr double kRingAndGap = 15;  // which leave the map before a name on this side of them
  for (const double dx : {0.37, 5.0, 60.25}) {
    const Scene later = build(before.panned(dx, -dx / 3));
    for (const SceneLabel& label : first.labels) {
      const SceneLabel* same = find(later, testing::textOf(label.layout));
      if (!same) {
        const ScreenBox box = boxOf(label);
        EXPECT_TRUE(box.maxX + dx > 990 - kRingAndGap || box.minY - dx / 3 < 10 + kRingAndGap)
            << testing::textOf(label.layout) << " went away";
        continue;
      }
      // At the edge it takes another side of its ring.
      const ScreenBox was = boxOf(label);
      if (was.maxX + dx > 990 || was.minY - dx / 3 < 10) continue;
      EXPECT_NEAR(same->origin.x - label.origin.x, dx, 1e-6);
      EXPECT_NEAR(same->origin.y - label.origin.y, -dx / 3, 1e-6);
      ++compared;
    }
  }
  EXPECT_GT(compared, 30);
}

TEST_F(Labels, AreTheSameForTheSameView) {
  const Scene a = build(camera()), b = build(camera());
  ASSERT_EQ(a.labels.size(), b.labels.size());
  for (std::size_t i = 0; i < a.labels.size(); ++i) {
    EXPECT_EQ(a.labels[i].layout, b.labels[i].layout);
    EXPECT_EQ(a.labels[i].origin, b.labels[i].origin);
  }
}

TEST_F(Labels, CountriesAreSetInSpacedCapitalsAndLargerOnesLarger) {
  const Scene scene = build(camera(60, 48, 5));
  const SceneLabel* label = find(scene, "ALPHALAND");
  ASSERT_NE(label, nullptr);
  const auto& near = static_cast<const testing::FakeLayout&>(*label->layout);
  EXPECT_EQ(near.style().weight, 600);
  EXPECT_GT(near.style().letterSpacingPx, 1);
  const Scene wide = build(camera(60, 48, 3));
  const SceneLabel* small = find(wide, "ALPHALAND");
  ASSERT_NE(small, nullptr);
  EXPECT_LT(static_cast<const testing::FakeLayout&>(*small->layout).style().sizePx, near.style().sizePx);
}

TEST_F(Labels, ACountryWhoseMiddleIsOffTheScreenIsNamedWhereItIsSeen) {
  const Scene scene = build(camera(48, 45, 5.5));
  EXPECT_NE(find(scene, "ALPHALAND"), nullptr);
}

TEST_F(Labels, CountriesAreNamedOnTheEarthItself) {
  int named = 0;
  for (double lng = 10; lng < 70; lng += 1) {
    const Camera globe(viewOf(ProjectionKind::globe, {lng, 0}, Zoom{3}), 1000, 700);
    const ScreenPoint at = globe.toScreen(LngLat{100, 30});
    // Its own place is taken, and all but what lies above, so that it has to make way.
    const ScreenBox taken{at.x - 150, at.y - 4, at.x + 150, at.y + 150};
    const Scene scene = build(globe, {}, {.pins = {taken}, .furniture = {}});
    const SceneLabel* label = find(scene, "BETALAND");
    if (label == nullptr) continue;
    ++named;
    const ScreenBox box = boxOf(*label);
    for (const ScreenPoint corner : {ScreenPoint{box.minX, box.minY}, ScreenPoint{box.maxX, box.maxY}})
      EXPECT_TRUE(globe.onEarth(corner)) << lng;
  }
  EXPECT_GT(named, 5);
}

TEST_F(Labels, CountriesRepeatWithTheWorld) {
  const Scene scene = build({geo::mercator(), {geo::mercator().project({60, 20}), Zoom{2}}, 2600, 700});
  int count = 0;
  for (const SceneLabel& label : scene.labels) count += testing::textOf(label.layout) == "ALPHALAND";
  EXPECT_GE(count, 2);
}

TEST_F(Labels, ACityThatAPinNamesIsNotNamedAgain) {
  model.world = [] {
    auto world = std::make_shared<World>();
    world->places = testing::SetBuilder({"name", "rank"})
                        .point({71.43, 51.18}, {"Astana", "0"})
                        .point({76.9, 43.2}, {"Almaty", "0"})
                        .share();
    return world;
  }();
  const Scene scene = build(camera(72, 48, 5), {{"Astana", geo::mercator().project({71.4, 51.1}), true}});
  int count = 0;
  for (const SceneLabel& label : scene.labels) count += testing::textOf(label.layout) == "Astana";
  EXPECT_EQ(count, 1);
  EXPECT_NE(find(scene, "Almaty"), nullptr);
  EXPECT_EQ(scene.rings.size(), 1u);
}

TEST_F(Labels, AStorysPlaceKeepsItsNameBesideWhatCoversOneOfItsSides) {
  const std::vector<PinName> pins{{"Here", geo::mercator().project({60, 45}), true, true}};
  for (const ScreenBox& card : {ScreenBox{512, 200, 800, 500}, ScreenBox{100, 200, 488, 500},
                                ScreenBox{350, 362, 650, 600}, ScreenBox{350, 100, 650, 338}}) {
    const Scene scene = build(camera(), pins, {.pins = {}, .furniture = {card}});
    const SceneLabel* here = find(scene, "Here");
    ASSERT_NE(here, nullptr) << card.minX << "," << card.minY;
    EXPECT_FALSE(boxOf(*here).intersects(card));
  }
}

TEST_F(Labels, PlacesOfTheStoryWinOverEverything) {
  const Scene scene = build(camera(60, 48, 5), {{"Here", geo::mercator().project({60, 48}), true}});
  const SceneLabel* here = find(scene, "Here");
  ASSERT_NE(here, nullptr);
  EXPECT_GT(here->origin.y, 350) << "below the tip of the selected pin";
}

TEST_F(Labels, EqualNamesAtOneSpotAreWrittenOnce) {
  const WorldPoint at = geo::mercator().project({60, 48});
  const Scene scene = build(camera(60, 48, 5), {{"Here", at}, {"Here", at}, {"here", at}});
  int count = 0;
  for (const SceneLabel& label : scene.labels) count += upperCase(testing::textOf(label.layout)) == "HERE";
  EXPECT_EQ(count, 1);
}

TEST_F(Labels, LongSeaNamesAreWrapped) {
  const Scene scene = build(camera(30, 20, 5));
  const SceneLabel* sea = find(scene, "Long Wide Sea");
  ASSERT_NE(sea, nullptr);
  EXPECT_EQ(sea->layout->lines().size(), 2u);
}

TEST_F(Labels, AnOceanWithSeveralPlacesIsNamedOnceInView) {
  auto world = std::make_shared<World>();
  world->seas = testing::SetBuilder({"name", "kind", "rank"})
                    .point({0, 0}, {"Ocean", "ocean", "0"})
                    .point({8, 0}, {"Ocean", "ocean", "1"})
                    .point({4, 20}, {"Other", "ocean", "1"})
                    .share();
  model.world = world;
  EXPECT_EQ(build(camera(4, 0, 6.5)).labels.size(), 1u) << "both places are in view, 500 pixels apart";
  EXPECT_EQ(build(camera(4, 0, 4)).labels.size(), 2u) << "the other stands free";
  EXPECT_NE(find(build(camera(12, 0, 6.5)), "Ocean"), nullptr) << "one of them is in view";
}

TEST_F(Labels, OfTwoTownsTheLargerIsNamedWhateverTheirRanks) {
  const auto namedAmong = [&](const std::string& population, const std::string& capital) {
    auto world = std::make_shared<World>();
    world->places = testing::SetBuilder({"name", "rank", "population", "capital"})
                        .point({60, 45}, {"Village", "3", "6000", "0"})
                        .point({60.05, 45}, {"City", "6", population, capital})
                        .point({62, 46}, {"Metropolis", "0", "9000000", "0"})
                        .share();
    model.world = world;
    return find(build(camera()), "City") != nullptr;
  };
  EXPECT_TRUE(namedAmong("1000000", "0"));
  EXPECT_TRUE(namedAmong("10000", "1"));
  EXPECT_FALSE(namedAmong("10000", "0"));
}

TEST_F(Labels, AsManyAreShownAtOneScaleHoweverFarNorth) {
  testing::SetBuilder places({"name", "rank"});
  for (const double lat : {20.0, 40.0, 60.0, 80.0, 89.5})
    for (int rank = 0; rank < 9; ++rank)
      places.point({rank * 5.0 / std::cos(lat * 0.01745), lat}, {std::to_string(rank), std::to_string(rank)});
  auto world = std::make_shared<World>();
  world->places = places.share();
  model.world = world;
  for (const ProjectionKind kind : {ProjectionKind::azimuthal, ProjectionKind::globe}) {
    std::set<std::size_t> counts;
    for (const double lat : {40.0, 60.0, 80.0}) {
      const double level = 5 + std::log2(std::cos(lat * 0.0174533) / std::cos(40 * 0.0174533));
      std::size_t shown = 0;
      for (const MapLabel& label : place({viewOf(kind, {20, lat}, Zoom{level}), 2400, 700}))
        shown += std::abs(label.place.lat - lat) < 1 ? 1 : 0;
      counts.insert(shown);
    }
    EXPECT_EQ(counts.size(), 1u) << geo::nameOf(kind);
    EXPECT_GT(*counts.begin(), 2u);
  }
}

TEST_F(Labels, NoRingIsShownBelowFurniture) {
  auto world = std::make_shared<World>();
  world->places = testing::SetBuilder({"name", "rank"}).point({60, 45}, {"Town", "0"}).share();
  model.world = world;
  const ScreenBox bar{400, 346, 501, 354};
  EXPECT_EQ(build(camera()).rings.size(), 1u);
  const Scene scene = build(camera(), {}, {.pins = {}, .furniture = {bar}});
  EXPECT_TRUE(scene.rings.empty());
  EXPECT_TRUE(scene.labels.empty());
}

TEST_F(Labels, ATownAtTheEdgeHasItsNameOnAnotherSideAndNoneBeyondIt) {
  auto world = std::make_shared<World>();
  world->places = testing::SetBuilder({"name", "rank"}).point({60, 45}, {"Town", "0"}).share();
  model.world = world;
  for (const double x : {-2.0, 10.0, 500.0, 990.0, 1002.0}) {
    const Scene scene = build(camera().panned(x - 500, 0));
    const bool onMap = x > 0 && x < 1000;
    ASSERT_EQ(scene.labels.size(), onMap ? 1u : 0u) << x;
    ASSERT_EQ(scene.rings.size(), onMap ? 1u : 0u) << x;
    if (!onMap) continue;
    const bool left = boxOf(scene.labels[0]).minX < x;
    EXPECT_EQ(left, x > 900) << x;
  }
}

TEST_F(Labels, CanBeSwitchedOff) {
  model.look.labels = false;
  EXPECT_TRUE(build(camera()).labels.empty());
}

TEST_F(Labels, CitiesAreRareFromAfarAndManyNearby) {
  // Every eighth town is of rank 0, of rank 1, and so on.
  const auto ranks = [&](double zoom) {
    std::set<int> found;
    const Camera large = camera(60, 45, zoom).resized(6000, 4000);
    for (const SceneLabel& label : build(large).labels) {
      const std::string text = testing::textOf(label.layout);
      const int number = text.starts_with("Town ") ? std::stoi(text.substr(5)) : 0;
      if (number % 50 != 0) found.insert(number % 8);
    }
    return found;
  };
  EXPECT_EQ(ranks(2), (std::set<int>{0}));
  EXPECT_EQ(ranks(4.2), (std::set<int>{0, 1, 2, 3}));
  EXPECT_TRUE(ranks(7.2).contains(6));
}

/// Names that are on the screen in both of two frames, and are shown in the first alone.
std::set<std::uint64_t> goneNames(const std::vector<MapLabel>& before, const std::vector<MapLabel>& after,
                                  const Camera& camera) {
  std::set<std::uint64_t> shown, gone;
  for (const MapLabel& label : after) shown.insert(label.key);
  for (const MapLabel& label : before) {
    WorldPoint at = camera.projection().project(label.place);
    at.x += label.copy;
    const ScreenPoint place = camera.toScreen(at);
    const double reach = label.label.layout->width() + 40;
    const bool inside =
        place.x > reach && place.y > 60 && place.x < camera.width() - reach && place.y < camera.height() - 60;
    if (inside && !shown.contains(label.key)) gone.insert(label.key);
  }
  return gone;
}

TEST_F(Labels, PanningBySmallStepsHidesNoNameThatFits) {
  for (const ProjectionKind kind : {ProjectionKind::mercator, ProjectionKind::azimuthal}) {
    Camera now(viewOf(kind, {60, 45}, Zoom{4.3}), 1000, 700);
    std::vector<MapLabel> before = place(now);
    EXPECT_GT(before.size(), 20u);
    for (int step = 0; step < 120; ++step) {
      now = now.panned(step % 3 == 0 ? -7 : 5.25, step < 60 ? 4 : -4);
      std::vector<MapLabel> after = place(now);
      ASSERT_TRUE(goneNames(before, after, now).empty()) << nameOf(kind) << ", step " << step;
      before = std::move(after);
    }
  }
}

TEST_F(Labels, NoNameFlickersWhileOneZoomsInAndOut) {
  Style style = *builtInStyle(Theme::light);
  style.shown.countryNames = 24;  // these grow, and what they then cover gives way
  model.look.style = makeStyle(style);
  for (const ProjectionKind kind : {ProjectionKind::mercator, ProjectionKind::azimuthal}) {
    Camera now(viewOf(kind, {60, 45}, Zoom{2.5}), 1000, 700);
    std::vector<MapLabel> before = place(now);
    std::vector<std::vector<std::uint64_t>> way;
    for (int step = 0; step < 200; ++step) {
      now = now.zoomedAt({430, 380}, 0.02);
      std::vector<MapLabel> after = place(now);
      ASSERT_TRUE(goneNames(before, after, now).empty())
          << nameOf(kind) << ", zoom " << now.view().zoom.level;
      before = std::move(after);
    }
    EXPECT_GT(before.size(), 2u);
    // Out again through the same maps.
    const std::vector<MapLabel> near = place(now);
    now = now.zoomedAt({430, 380}, -1.37);
    now = now.zoomedAt({430, 380}, 1.37);
    EXPECT_EQ(place(now).size(), near.size());
  }
}

TEST_F(Labels, RiversAreNamedAlongTheirLine) {
  auto world = std::make_shared<World>();
  std::vector<LngLat> wave;
  for (int i = 0; i <= 200; ++i) wave.push_back({50 + i * 0.1, 45 + 1.5 * std::sin(i * 0.05)});
  world->rivers = testing::SetBuilder({"name", "rank"}).line(wave, {"Wave", "1"}).share();
  model.world = world;
  const Camera view = camera(60, 45, 5.6);
  const std::vector<MapLabel> labels = place(view);
  ASSERT_FALSE(labels.empty());
  for (const MapLabel& label : labels) {
    ASSERT_EQ(label.label.letters.size(), 4u);
    double turned = 0;
    for (const SceneLetter& letter : label.label.letters) {
      const ScreenPoint at{label.label.origin.x + letter.at.x, label.label.origin.y + letter.at.y};
      double nearest = 1e9;
      for (const LngLat& p : wave) {
        const ScreenPoint q = view.toScreen(p);
        nearest = std::min(nearest, std::hypot(q.x - at.x, q.y - at.y));
      }
      EXPECT_LT(nearest, 14) << "its letters stand beside the line";
      turned = std::max(turned, std::abs(static_cast<double>(letter.angle)));
    }
    EXPECT_LT(turned, 1.5) << "upright";
  }
  model.look.style = [] {
    Style style = *builtInStyle(Theme::light);
    style.shown.riverNames = 10;
    return makeStyle(style);
  }();
  EXPECT_TRUE(place(view).empty());
}

TEST_F(Labels, ARiverThatIsInPiecesIsNamedAgainOnlyFarAway) {
  auto world = std::make_shared<World>();
  testing::SetBuilder rivers({"name", "rank"});
  for (int i = 0; i < 8; ++i) rivers.line({{50 + i * 2.5, 45}, {52 + i * 2.5, 45.2}}, {"Wave", "1"});
  world->rivers = rivers.share();
  model.world = world;
  const std::vector<MapLabel> labels = place(camera(60, 45, 6));
  ASSERT_GE(labels.size(), 2u);
  for (std::size_t i = 0; i < labels.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_GE(std::abs(labels[i].label.origin.x - labels[j].label.origin.x), kRiverNameSpacingPx - 1);
}

TEST_F(Labels, ARiversNameGoesAlongItWhereACountrysNameStandsInItsWay) {
  auto world = std::make_shared<World>();
  world->rivers = testing::SetBuilder({"name", "rank"}).line({{40, 45}, {80, 45}}, {"Wave", "1"}).share();
  model.world = world;
  const Camera view = camera(60, 45, 5);
  std::vector<MapLabel> labels = place(view);
  ASSERT_FALSE(labels.empty());
  const ScreenPoint own = labels.front().label.origin;
  labels = place(view, {}, {.pins = {{own.x - 20, own.y - 30, own.x + 20, own.y + 30}}, .furniture = {}});
  ASSERT_FALSE(labels.empty());
  EXPECT_NE(labels.front().label.origin.x, own.x);
}

TEST_F(Labels, ARiversNameLeavesItsPlaceToACityThatComesNearer) {
  auto world = std::make_shared<World>();
  world->rivers = testing::SetBuilder({"name", "rank"}).line({{40, 45}, {80, 45}}, {"Wave", "0"}).share();
  model.world = world;
  const std::vector<MapLabel> alone = place(camera(60, 45, 4.5));
  ASSERT_FALSE(alone.empty());
  world = std::make_shared<World>(*world);
  world->places = testing::SetBuilder({"name", "rank", "population"})
                      .point(alone.front().place, {"City", "3", "1500000"})
                      .share();
  model.world = world;
  EXPECT_FALSE(place(camera(60, 45, 3.8)).empty());
  const Scene scene = build(camera(60, 45, 4.5));
  EXPECT_NE(find(scene, "City"), nullptr);
  EXPECT_NE(find(scene, "Wave"), nullptr);
}

TEST_F(Labels, AProvinceThatIsCalledAsItsCountryIsNotNamedAgain) {
  auto world = std::make_shared<World>();
  world->countryNames = testing::SetBuilder({"code", "name", "policy"})
                            .point({60, 45}, {"AAA", "Alpha", ""})
                            .point({63, 45}, {"BBB", "Beta", "de-facto"})
                            .share();
  world->provinceNames = testing::SetBuilder({"name", "country", "area_km2"})
                             .point({60, 44}, {"Alpha", "AAA", "90000"})
                             .point({63, 44}, {"Beta", "AAA", "90000"})
                             .point({57, 44}, {"Alpha", "CCC", "90000"})
                             .share();
  model.world = world;
  const std::vector<MapLabel> labels = place(camera(60, 45, 6));
  int named = 0;
  for (const MapLabel& label : labels) {
    EXPECT_NE(testing::textOf(label.label.layout), "Beta") << "up to the country and the policy";
    named += testing::textOf(label.label.layout) == "Alpha" ? 1 : 0;
  }
  EXPECT_EQ(named, 1) << "that of the other country";
}

TEST_F(Labels, AProvinceIsNamedFarFromTheTownOfItsNameAlone) {
  auto world = std::make_shared<World>();
  world->provinceNames = testing::SetBuilder({"name", "country", "area_km2"})
                             .point({61, 45}, {"Alpha", "AAA", "90000"})
                             .point({59, 45}, {"Beta", "AAA", "90000"})
                             .share();
  world->places = testing::SetBuilder({"name", "country", "rank", "population"})
                      .point({60, 45}, {"Alpha", "AAA", "3", "900000"})
                      .share();
  model.world = world;
  const auto named = [&](double zoom, std::string_view name) {
    int count = 0;
    for (const MapLabel& label : place(camera(60, 45, zoom)))
      count += testing::textOf(label.label.layout) == name ? 1 : 0;
    return count;
  };
  // A degree is 182 px at zoom 8, 364 at zoom 9.
  EXPECT_EQ(named(8, "Beta"), 1);
  EXPECT_EQ(named(8, "Alpha"), 1) << "the town";
  EXPECT_EQ(named(9, "Alpha"), 2) << "the province too";
}

TEST_F(Labels, AFewNewNamesAreSetAFrameUntilAllAre) {
  const std::size_t all = place(camera()).size();
  layouts.forget();
  std::size_t before = 0;
  for (int frame = 0; frame < 100; ++frame) {
    layouts.beginFrame(5);
    const std::size_t now =
        LabelMaker(model, camera(), {data, ranges, layouts, typesetter}).build({}, {}).size();
    EXPECT_LE(now, before + 6) << "five, and the countries, which are always set";
    before = std::max(before, now);
    if (!layouts.pending()) break;
  }
  EXPECT_EQ(before, all);
}

TEST(Occupancy, AgreesWithComparingEveryPair) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> at(-300, 1300), size(5, 150);
  Occupancy grid({0, 0, 1000, 700});
  std::vector<ScreenBox> boxes;
  for (int i = 0; i < 400; ++i) {
    const double x = at(random), y = at(random);
    const ScreenBox box{x, y, x + size(random), y + size(random) / 5};
    const bool free =
        std::none_of(boxes.begin(), boxes.end(), [&](const ScreenBox& b) { return b.intersects(box); });
    ASSERT_EQ(grid.free(box), free) << i;
    if (free) {
      grid.occupy(box);
      boxes.push_back(box);
    }
  }
}

TEST(UpperCase, KnowsTheLettersOfTheNames) {
  EXPECT_EQ(upperCase("Türkiye"), "TÜRKIYE");
  EXPECT_EQ(upperCase("Côte d’Ivoire"), "CÔTE D’IVOIRE");
  EXPECT_EQ(upperCase("Åland, São Tomé, Łódź, Šibenik"), "ÅLAND, SÃO TOMÉ, ŁÓDŹ, ŠIBENIK");
  EXPECT_EQ(upperCase("Россия"), "РОССИЯ");
  EXPECT_EQ(upperCase("中国"), "中国");
  EXPECT_EQ(upperCase("bad \xc3"), "BAD \xc3");
}

}  // namespace
}  // namespace dateline::map

#include <gtest/gtest.h>

#include <cmath>

#include "map/fake_typesetter.h"
#include "map/labels.h"
#include "map/test_world.h"

namespace dateline::map {
namespace {

/// Where the names of countries stand, by what is in view and what lies above the map.
class CountryNames : public ::testing::Test {
 protected:
  /// The box is that of the main part.
  void addCountry(const std::string& name, LngLat at, double areaKm2, const geo::LngLatBox& box,
                  const std::vector<std::vector<LngLat>>& parts) {
    const std::string code = "C" + std::to_string(++count_);
    const auto number = [](double value) { return std::to_string(value); };
    names_.point(at, {code, name, number(areaKm2), number(box.minX), number(box.minY), number(box.maxX),
                      number(box.maxY), island_ ? "1" : "0"});
    for (const std::vector<LngLat>& part : parts) outlines_.polygon({part}, {code});
    auto world = std::make_shared<World>();
    world->countryNames = names_.share();
    world->countries[1] = outlines_.share();
    model_.world = world;
  }
  void addTown(LngLat at) {
    auto world = std::make_shared<World>(*model_.world);
    world->places =
        testing::SetBuilder({"name", "rank", "population"}).point(at, {"Town", "0", "3000000"}).share();
    model_.world = world;
  }
  void addLake(const std::vector<LngLat>& shore) {
    auto world = std::make_shared<World>(*model_.world);
    world->lakes = testing::SetBuilder({"name"}).polygon({shore}, {""}).share();
    model_.world = world;
  }
  /// Where the name is written on a screen of 1000 x 700; empty where it is not.
  ScreenBox boxOf(const std::string& name, const Camera& camera,
                  const std::vector<ScreenBox>& furniture = {}) {
    prepare(camera);
    LabelMaker maker(model_, camera, {data_, ranges_, layouts_, typesetter_});
    return boxAmong(maker.build({}, {.pins = {}, .furniture = furniture}), name);
  }
  /// The same in a window, which goes by its last frame, with these above its map.
  ScreenBox boxInWindow(const std::string& name, const Camera& camera,
                        const std::vector<ScreenBox>& covers = {}) {
    prepare(camera);
    LabelSources sources{data_, ranges_, layouts_, typesetter_, &held_.seenBy(camera)};
    held_.note(LabelMaker(model_, camera, sources).spotsOfCountries({}, {}));
    sources.aside = &aside_.seenBy(camera);
    LabelMaker maker(model_, camera, sources);
    const std::vector<MapLabel> labels = maker.build({}, {.pins = {}, .furniture = covers});
    aside_.note(maker.countrySpots());
    return boxAmong(labels, name);
  }
  static Camera camera(LngLat centre, double zoom, ProjectionKind kind = ProjectionKind::mercator) {
    return {viewOf(kind, centre, Zoom{zoom}), 1000, 700};
  }

  MapModel model_;
  testing::FakeTypesetter typesetter_;
  bool island_ = false;  ///< the countries that are added

 private:
  void prepare(const Camera& camera) {
    data_.update(*model_.world, camera.view().plane);
    ranges_.update(data_, {.style = builtInStyle(model_.look.theme),
                           .plane = camera.view().plane,
                           .zoom = camera.view().zoom.level});
    layouts_.beginFrame(1000);
  }
  static ScreenBox boxAmong(const std::vector<MapLabel>& labels, const std::string& name) {
    ScreenBox box;
    for (const MapLabel& label : labels)
      if (testing::textOf(label.label.layout) == name) {
        const text::Layout& layout = *label.label.layout;
        const ScreenPoint at = label.label.origin;
        box.add({at.x, at.y, at.x + layout.width(), at.y + layout.height()});
      }
    return box;
  }

  testing::SetBuilder names_{{"code", "name", "area_km2", "west", "south", "east", "north", "island"}};
  testing::SetBuilder outlines_{{"un"}};
  int count_ = 0;
  LabelData data_;
  NameRanges ranges_{typesetter_};
  NameLayouts layouts_{typesetter_};
  HeldCountrySpots held_, aside_;
};

TEST_F(CountryNames, APartFarFromTheMainOneIsNamedToo) {
  addCountry("Farland", {-98, 40}, 9'500'000, {-125, 25, -67, 49},
             {testing::rectangle(-125, 25, -67, 49), testing::rectangle(-166, 58, -141, 71)});
  for (const ProjectionKind kind :
       {ProjectionKind::mercator, ProjectionKind::azimuthal, ProjectionKind::globe})
    EXPECT_FALSE(boxOf("FARLAND", camera({-152, 64}, 4.5, kind)).empty()) << geo::nameOf(kind);
  EXPECT_FALSE(boxOf("FARLAND", camera({-98 + 360, 40}, 4)).empty());
  EXPECT_TRUE(boxOf("FARLAND", camera({20, 50}, 4.5)).empty());
}

TEST_F(CountryNames, ALargeCountrysNameGoesToAnotherSpotWhereFurnitureLiesOverItsOwn) {
  addCountry("Wideland", {60, 45}, 6'000'000, {44, 36, 76, 54}, {testing::rectangle(44, 36, 76, 54)});
  const Camera view = camera({60, 45}, 5);
  const ScreenBox own = boxOf("WIDELAND", view);
  ASSERT_FALSE(own.empty());
  const ScreenBox legend{own.minX - 20, own.minY - 60, own.maxX + 20, own.maxY + 60};
  const ScreenBox other = boxOf("WIDELAND", view, {legend});
  ASSERT_FALSE(other.empty());
  EXPECT_FALSE(other.intersects(legend));
}

TEST_F(CountryNames, ALargeCountrysNameMovesAsLittleAsMayBe) {
  addCountry("Wideland", {60, 45}, 6'000'000, {44, 36, 76, 54}, {testing::rectangle(44, 36, 76, 54)});
  const Camera view = camera({60, 45}, 5);
  const ScreenBox own = boxOf("WIDELAND", view);
  // A card that reaches a little into the name, from each side.
  for (const ScreenBox& card :
       {ScreenBox{0, 250, own.minX + 10, 450}, ScreenBox{own.maxX - 10, 250, 1000, 450},
        ScreenBox{300, own.maxY - 4, 700, 600}, ScreenBox{300, 100, 700, own.minY + 4}}) {
    const ScreenBox other = boxOf("WIDELAND", view, {card});
    ASSERT_FALSE(other.empty());
    EXPECT_FALSE(other.intersects(card));
    EXPECT_LT(std::hypot(other.minX - own.minX, other.minY - own.minY), own.width() / 4);
  }
}

TEST_F(CountryNames, OneThatMadeWayIsBackWhereItStoodWhenThatIsGone) {
  addCountry("Wideland", {60, 45}, 6'000'000, {44, 36, 76, 54}, {testing::rectangle(44, 36, 76, 54)});
  const Camera view = camera({60, 45}, 5);
  const ScreenBox own = boxInWindow("WIDELAND", view);
  const ScreenBox card{own.minX - 40, own.minY - 80, own.maxX - 20, own.maxY + 80};
  const ScreenBox aside = boxInWindow("WIDELAND", view, {card});
  ASSERT_FALSE(aside.empty());
  EXPECT_FALSE(aside.intersects(card));
  EXPECT_EQ(boxInWindow("WIDELAND", view, {card}), aside);
  const ScreenBox panned = boxInWindow("WIDELAND", Camera(view.panned(3, 0).view(), 1000, 700), {card});
  EXPECT_NEAR(panned.minX, aside.minX + 3, 1e-6) << "with the map";
  EXPECT_EQ(boxInWindow("WIDELAND", view), own);
  const Camera nearer = camera({60, 45}, 5.2);
  EXPECT_NEAR(boxInWindow("WIDELAND", nearer).centre().x, 500, 1) << "where it is best, from there";
}

TEST_F(CountryNames, OneThatFindsNoDecentSpotAsideGoes) {
  const std::vector<LngLat> land{{30, 40},   {60, 40},   {60, 44.6}, {66, 44.6},
                                 {66, 45.4}, {60, 45.4}, {60, 60},   {30, 60}};
  addCountry("Wideland", {44, 52}, 3'500'000, {30, 40, 66, 60}, {land});
  const Camera view = camera({56, 47}, 6);
  const ScreenBox own = boxInWindow("WIDELAND", view);
  ASSERT_FALSE(own.empty());
  const double coast = view.toScreen(LngLat{60, 45}).x;
  const ScreenBox panel{0, 0, coast, 700};
  ASSERT_TRUE(panel.intersects(own));
  EXPECT_TRUE(boxInWindow("WIDELAND", view, {panel}).empty()) << "in the arm it would be tiny";
  EXPECT_FALSE(boxOf("WIDELAND", view, {panel}).empty()) << "which is all that a map has that looks so";
  EXPECT_EQ(boxInWindow("WIDELAND", view), own);
}

TEST_F(CountryNames, OneThatWasNamedInAnotherPartStaysThereWhileOnePans) {
  addCountry("Wideland", {60, 45}, 6'000'000, {44, 36, 76, 54}, {testing::rectangle(44, 36, 76, 54)});
  // So far east that its middle is beyond the edge, and back again.
  const Camera east = camera({60, 45}, 5).panned(-480, 0);
  const ScreenBox there = boxInWindow("WIDELAND", Camera(east.view(), 1000, 700));
  ASSERT_FALSE(there.empty());
  for (double back = 20; back <= 200; back += 20) {
    const ScreenBox box = boxInWindow("WIDELAND", Camera(east.panned(back, 0).view(), 1000, 700));
    ASSERT_FALSE(box.empty()) << back;
    EXPECT_NEAR(box.minX, there.minX + back, 1e-6) << back;
  }
}

TEST_F(CountryNames, ASmallCountrysNameIsShiftedFromBelowFurniture) {
  addCountry("Midland", {60, 45}, 400'000, {56, 42, 64, 48}, {testing::rectangle(56, 42, 64, 48)});
  const Camera view = camera({60, 45}, 5);
  const ScreenBox own = boxOf("MIDLAND", view);
  ASSERT_FALSE(own.empty());
  const double middle = own.centre().y;
  for (const ScreenBox& bar :
       {ScreenBox{0, middle, 1000, middle + 40}, ScreenBox{0, middle - 40, 1000, middle}}) {
    const ScreenBox shifted = boxOf("MIDLAND", view, {bar});
    ASSERT_FALSE(shifted.empty());
    EXPECT_FALSE(shifted.intersects(bar));
  }
  EXPECT_TRUE(boxOf("MIDLAND", view, {{0, 0, 1000, 700}}).empty());
}

TEST_F(CountryNames, ASmallCountryIsNamedBesideItsLandUntilThereIsRoomInIt) {
  addCountry("Islet", {60, 10}, 400, {59.9, 9.9, 60.1, 10.1}, {testing::rectangle(59.9, 9.9, 60.1, 10.1)});
  const ScreenPoint middle{500, 350};
  EXPECT_TRUE(boxOf("ISLET", camera({60, 10}, 6)).empty());
  const ScreenBox beside = boxOf("ISLET", camera({60, 10}, 7));
  ASSERT_FALSE(beside.empty());
  EXPECT_FALSE(beside.contains(middle));
  EXPECT_LT(beside.minY, 400);
  EXPECT_TRUE(boxOf("ISLET", camera({60, 10}, 10)).contains(middle));
}

TEST_F(CountryNames, OneThatIsSmallOnlyFromAfarIsNot) {
  addCountry("Midland", {60, 10}, 9'000, {59.5, 9.5, 60.5, 10.5},
             {testing::rectangle(59.5, 9.5, 60.5, 10.5)});
  EXPECT_TRUE(boxOf("MIDLAND", camera({60, 10}, 5)).empty());
  EXPECT_FALSE(boxOf("MIDLAND", camera({60, 10}, 7)).empty());
}

TEST_F(CountryNames, IslandsThatLieFarApartAreNamedFromFartherAway) {
  addCountry("Atolls", {60, 0}, 100, {59.5, -4, 60.5, 4}, {testing::rectangle(59.95, -0.05, 60.05, 0.05)});
  EXPECT_TRUE(boxOf("ATOLLS", camera({60, 0}, 3)).empty());
  EXPECT_FALSE(boxOf("ATOLLS", camera({60, 0}, 5)).empty());
}

TEST_F(CountryNames, ASmallCountrysNameSparesItsTowns) {
  addCountry("Islet", {60, 10}, 400, {59.9, 9.9, 60.1, 10.1}, {testing::rectangle(59.9, 9.9, 60.1, 10.1)});
  const Camera view = camera({60, 10}, 7);
  const ScreenPoint town = boxOf("ISLET", view).centre();
  addTown(view.toLngLat(town));
  const ScreenBox other = boxOf("ISLET", view);
  ASSERT_FALSE(other.empty());
  EXPECT_FALSE(other.contains(town));
  EXPECT_FALSE(boxOf("Town", view).empty());
}

TEST_F(CountryNames, ACountrysNameGivesWayToItsCapital) {
  addCountry("Midland", {60, 45}, 400'000, {56, 42, 64, 48}, {testing::rectangle(56, 42, 64, 48)});
  const Camera view = camera({60, 45}, 5);
  const ScreenPoint town = boxOf("MIDLAND", view).centre();
  addTown(view.toLngLat(town));
  const ScreenBox other = boxOf("MIDLAND", view);
  ASSERT_FALSE(other.empty());
  EXPECT_FALSE(other.contains(town));
  EXPECT_LT(std::abs(other.centre().y - town.y), 60) << "a little up or down";
  EXPECT_FALSE(boxOf("Town", view).empty());
  const ScreenBox held = boxInWindow("MIDLAND", view);
  const ScreenBox panned = boxInWindow("MIDLAND", Camera(view.panned(30, 10).view(), 1000, 700));
  EXPECT_NEAR(panned.minX, held.minX + 30, 1e-6);
  EXPECT_NEAR(panned.minY, held.minY + 10, 1e-6);
}

TEST_F(CountryNames, AnIslandWithoutRoomForItsNameIsNamedBesideItsLand) {
  const auto add = [this](const std::string& name, double lng) {
    addCountry(name, {lng, 10}, 9'000, {lng - 0.5, 9.5, lng + 0.5, 10.5},
               {testing::rectangle(lng - 0.5, 9.5, lng + 0.5, 10.5)});
  };
  add("Long Named Land", -60);
  island_ = true;
  add("Long Named Island", 60);
  EXPECT_TRUE(boxOf("LONG NAMED LAND", camera({-60, 10}, 5)).empty()) << "beside it its neighbour is";
  const ScreenBox beside = boxOf("LONG NAMED ISLAND", camera({60, 10}, 5));
  ASSERT_FALSE(beside.empty());
  EXPECT_FALSE(beside.contains({500, 350}));
  EXPECT_TRUE(boxOf("LONG NAMED ISLAND", camera({60, 10}, 2)).empty());
}

TEST_F(CountryNames, AnIslandsNameGoesIntoItsSeaRatherThanOverItsCapital) {
  for (const bool island : {true, false}) {
    island_ = island;
    const double lng = island ? 60 : -60;
    const std::string name = island ? "Island" : "Coastland", shown = island ? "ISLAND" : "COASTLAND";
    addCountry(name, {lng, 45}, 80'000, {lng - 4, 44.8, lng + 4, 45.2},
               {testing::rectangle(lng - 4, 44.8, lng + 4, 45.2)});
    const Camera view = camera({lng, 45}, 5);
    const ScreenBox alone = boxOf(shown, view);
    ASSERT_FALSE(alone.empty());
    addTown(view.toLngLat(alone.centre()));
    EXPECT_EQ(boxOf("Town", view).empty(), !island);
    EXPECT_FALSE(boxOf(shown, view).empty());
  }
}

TEST_F(CountryNames, NoneIsNamedAcrossALake) {
  addCountry("Wideland", {60, 45}, 6'000'000, {30, 30, 90, 60}, {testing::rectangle(30, 30, 90, 60)});
  const Camera view = camera({75, 40}, 7.5);
  ASSERT_FALSE(boxOf("WIDELAND", view).empty());
  const ScreenBox name = boxOf("WIDELAND", view);
  const LngLat low = view.toLngLat({name.minX - 20, name.maxY + 60}),
               high = view.toLngLat({name.maxX + 20, name.minY - 60});
  addLake(testing::rectangle(low.lng, low.lat, high.lng, high.lat));
  const ScreenBox other = boxOf("WIDELAND", view);
  ASSERT_FALSE(other.empty());
  EXPECT_FALSE(other.intersects(ScreenBox{name.minX - 20, name.minY - 60, name.maxX + 20, name.maxY + 60}));
}

TEST_F(CountryNames, NoneGoesToAnotherCountryToSpareACapital) {
  addCountry("Midland", {60, 45}, 60'000, {57.5, 44.4, 62.5, 45.6},
             {testing::rectangle(57.5, 44.4, 62.5, 45.6)});
  const Camera view = camera({60, 45}, 6);
  const ScreenBox own = boxOf("MIDLAND", view);
  ASSERT_FALSE(own.empty());
  addCountry("North", {60, 60}, 900'000, {40, 45.6, 80, 75}, {testing::rectangle(40, 45.6, 80, 75)});
  addCountry("South", {60, 30}, 900'000, {40, 20, 80, 44.4}, {testing::rectangle(40, 20, 80, 44.4)});
  addTown(view.toLngLat(own.centre()));
  const ScreenBox other = boxOf("MIDLAND", view);
  ASSERT_FALSE(other.empty());
  EXPECT_LT(std::abs(view.toLngLat(other.centre()).lat - 45), 0.6);
}

TEST_F(CountryNames, ANameThatGoesToAnotherSpotKeepsToTheLandThere) {
  // The main part lies out of view; what is seen is an arm of it, a third as wide as the name would be there.
  const std::vector<LngLat> land{{30, 40}, {60, 40}, {60, 44}, {66, 44},
                                 {66, 46}, {60, 46}, {60, 60}, {30, 60}};
  addCountry("Wideland", {44, 52}, 3'500'000, {30, 40, 66, 60}, {land});
  const Camera view = camera({70, 45}, 6);
  const ScreenBox name = boxOf("WIDELAND", view);
  ASSERT_FALSE(name.empty());
  for (const ScreenPoint corner : {ScreenPoint{name.minX, name.minY}, ScreenPoint{name.maxX, name.maxY}}) {
    const LngLat at = view.toLngLat(corner);
    EXPECT_LT(at.lng, 66);
    EXPECT_GT(at.lat, 44 - 0.2);
    EXPECT_LT(at.lat, 46 + 0.2);
  }
}

TEST_F(CountryNames, OneThatIsSetSmallerStaysUntilThereIsMuchMoreRoom) {
  const std::vector<LngLat> land{{30, 40},   {60, 40},   {60, 44.6}, {66, 44.6},
                                 {66, 45.4}, {60, 45.4}, {60, 60},   {30, 60}};
  addCountry("Wideland", {44, 52}, 3'500'000, {30, 40, 66, 60}, {land});
  const Camera east = camera({70, 45}, 6);
  const ScreenBox inArm = boxInWindow("WIDELAND", east);
  ASSERT_FALSE(inArm.empty());
  const ScreenBox panned = boxInWindow("WIDELAND", Camera(east.panned(30, 0).view(), 1000, 700));
  EXPECT_NEAR(panned.minX, inArm.minX + 30, 1e-6);
  const ScreenBox inMainPart = boxInWindow("WIDELAND", camera({56, 47}, 6));
  EXPECT_GT(inMainPart.width(), 1.5 * inArm.width());
}

TEST_F(CountryNames, ALargeCountryIsNamedWhereverOneLooksAtIt) {
  addCountry("Vastland", {20, 0}, 9'000'000, {0, -14, 40, 14}, {testing::rectangle(0, -14, 40, 14)});
  for (const ProjectionKind kind : {ProjectionKind::mercator, ProjectionKind::azimuthal})
    for (const LngLat centre : {LngLat{1, 13}, LngLat{5.3, 2.1}, LngLat{13.7, -9.2}, LngLat{39, -4.4}})
      for (const double zoom : {5.5, 6.5, 7.5})
        EXPECT_FALSE(boxOf("VASTLAND", camera(centre, zoom, kind)).empty())
            << geo::nameOf(kind) << ' ' << centre.lng << ' ' << centre.lat << ' ' << zoom;
}

TEST_F(CountryNames, ASmallerOneIsNamedWhereItIsSeenToo) {
  addCountry("Midland", {60, 45}, 400'000, {56, 42, 64, 48}, {testing::rectangle(56, 42, 64, 48)});
  for (const ProjectionKind kind : {ProjectionKind::mercator, ProjectionKind::azimuthal})
    for (const LngLat centre : {LngLat{57, 43}, LngLat{63, 47}, LngLat{64.5, 48.5}})
      for (const double zoom : {7.5, 9.0, 10.5}) {
        if (centre.lng > 64 && zoom > 9) continue;  // nothing of it is seen
        EXPECT_FALSE(boxOf("MIDLAND", camera(centre, zoom, kind)).empty())
            << geo::nameOf(kind) << ' ' << centre.lng << ' ' << centre.lat << ' ' << zoom;
      }
}

TEST_F(CountryNames, ANameIsSetForWhatIsSeenOfItsLand) {
  addCountry("Vastland", {20, 0}, 9'000'000, {0, -14, 40, 14}, {testing::rectangle(0, -14, 40, 14)});
  const Camera view = camera({-6, 0}, 6.5);
  const double coast = view.toScreen(LngLat{0, 0}).x;
  const Camera edge(view.panned(1000 - 130 - coast, 0).view(), 1000, 700);  // 130 px of it are in the picture
  const ScreenBox name = boxOf("VASTLAND", edge);
  ASSERT_FALSE(name.empty());
  EXPECT_GE(name.minX, 870);
  EXPECT_LE(name.maxX, 1000);
}

TEST_F(CountryNames, ANarrowCountrysNameIsNotSpreadBeyondIt) {
  addCountry("Chalk", {60, 0}, 500'000, {59, -20, 61, 20}, {testing::rectangle(59, -20, 61, 20)});
  const Camera view = camera({60, 0}, 5.8);
  const double width = view.toScreen(LngLat{61, 0}).x - view.toScreen(LngLat{59, 0}).x;
  const ScreenBox name = boxOf("CHALK", view);
  ASSERT_FALSE(name.empty());
  EXPECT_LT(name.width(), 1.25 * width);
}

TEST(CountryLayout, ACountryThatThePlaneTearsIsNoScatteredOne) {
  testing::FakeTypesetter typesetter;
  NamedPlace country;
  country.name = country.capitals = "MIDLAND";
  country.areaKm2 = 90'000;
  country.kmPerUnit = 40'000;
  country.extent = {18, 40, 22, 44};
  country.bounds = {0, 0.3, 1, 0.32};
  const CountryText text{
      .worldSizePx = 600, .label = builtInStyle(Theme::light)->labels.country, .zoom = Zoom{1.2}};
  EXPECT_FALSE(smallCountryLayout(country, text, typesetter));
  country.island = true;
  country.kmPerUnit = 10'000;
  EXPECT_TRUE(smallCountryLayout(country, text, typesetter));
}

}  // namespace
}  // namespace dateline::map

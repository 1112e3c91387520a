#include <gtest/gtest.h>

#include <set>

#include "map/labels.h"
#include "session/state.h"
#include "session/world_loader.h"

namespace dateline::session {
namespace {

/// The shipped world, and the names of countries as they are written on it.
class CountryViews : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto world = completedWorld(std::make_shared<const map::World>(),
                                      {.names = true, .ground = false, .relief = false});
    ASSERT_TRUE(world) << world.error().text();
    model_.world = *world;
    model_.look.borders = map::Borders::deFacto;
    auto typesetter = text::Typesetter::create(DATELINE_ROOT "/assets/fonts");
    ASSERT_TRUE(typesetter) << typesetter.error().text();
    typesetter_ = std::move(*typesetter);
    const map::World& w = *model_.world;
    gazetteer_ = gazetteer::Gazetteer::fromLayers(*w.countryNames, *w.places, *w.seas);
  }
  /// What looks at the country; at first it looked elsewhere.
  [[nodiscard]] static map::Camera at(const gazetteer::Place& country, map::ProjectionKind kind,
                                      double width = 1280, double height = 800) {
    const map::Camera before(map::viewOf(kind, {0, 0}, map::Zoom{3}), width, height);
    return before.withView(viewOfCountry(before, country));
  }
  [[nodiscard]] map::Camera at(std::string_view code) const {
    return at(*gazetteer_->countryCalled(code), map::ProjectionKind::mercator);
  }
  std::vector<map::MapLabel> labelsIn(const map::Camera& camera) {
    data_.update(*model_.world, camera.view().plane);
    map::NameLayouts layouts(*typesetter_);
    const map::NameRanges none(*typesetter_);  // those by the zoom make room for countries
    return map::LabelMaker(model_, camera, {data_, none, layouts, *typesetter_}).build({}, {});
  }
  static std::size_t indexOf(const map::MapLabel& label) { return (label.key & 0xFFFFFFFFFFFFFFF) >> 8; }
  std::set<std::string> namedIn(const map::Camera& camera) {
    std::set<std::string> codes;
    for (const map::MapLabel& label : labelsIn(camera)) codes.insert(data_.countries()[indexOf(label)].code);
    return codes;
  }

  map::MapModel model_;
  std::unique_ptr<text::Typesetter> typesetter_;
  std::optional<gazetteer::Gazetteer> gazetteer_;
  map::LabelData data_;
};

TEST_F(CountryViews, EveryCountryIsNamedInItsOwn) {
  int countries = 0;
  for (const gazetteer::Place& place : gazetteer_->places()) {
    if (place.kind != gazetteer::PlaceKind::country) continue;
    ++countries;
    for (const map::ProjectionKind kind : {map::ProjectionKind::mercator, map::ProjectionKind::azimuthal})
      for (const map::Camera& camera : {at(place, kind), at(place, kind, 640, 480)})
        EXPECT_TRUE(namedIn(camera).contains(place.countryCode))
            << place.name << " on " << geo::nameOf(kind) << " of " << camera.width() << " px, zoom "
            << camera.view().zoom.level;
  }
  EXPECT_GT(countries, 230);
}

TEST_F(CountryViews, WhatFillsMuchOfAPictureIsNamedWhereverItsMiddleLies) {
  struct Seen {
    geo::LngLatBox box;
    std::vector<const char*> countries;
  };
  for (const Seen& seen : {Seen{{102, 8.3, 108, 12.5}, {"KHM", "VNM"}},
                           {{5, 43.5, 17, 49}, {"FRA", "DEU", "ITA", "CHE", "AUT"}},
                           {{35, 46, 40.5, 50.2}, {"UKR", "RUS"}},
                           {{125.5, 37, 129.5, 39}, {"PRK", "KOR"}},
                           {{69, 39, 74, 42.3}, {"UZB", "KGZ", "TJK"}},
                           {{34.1, 31.15, 34.7, 31.65}, {"ISR", "PSE", "EGY"}},
                           {{-7, 35, -4, 37}, {"ESP", "MAR"}}})
    for (const double width : {780.0, 1200.0}) {
      const map::Camera whole(map::viewOf(map::ProjectionKind::azimuthal, {0, 0}, map::Zoom{3}), width,
                              width / 1.5);
      const std::set<std::string> named = namedIn(whole.withView(whole.fitting(seen.box, 0, map::kMaxZoom)));
      for (const char* code : seen.countries) EXPECT_TRUE(named.contains(code)) << code << ' ' << width;
    }
}

TEST_F(CountryViews, NamesBreakAtSpacesAlone) {
  for (const geo::LngLatBox& box : {geo::LngLatBox{-86, 9, -58, 27}, {-10, 36, 32, 60}, {-20, -35, 52, 38}}) {
    const map::Camera whole(map::viewOf(map::ProjectionKind::azimuthal, {0, 0}, map::Zoom{3}), 1200, 800);
    for (const map::MapLabel& label : labelsIn(whole.withView(whole.fitting(box, 0, map::kMaxZoom)))) {
      const std::string& text = data_.countries()[indexOf(label)].capitals;
      for (const text::Line& line : label.label.layout->lines()) {
        if (line.startByte > 0) {
          EXPECT_EQ(text[line.startByte - 1], ' ') << text;
        }
      }
    }
  }
}

TEST_F(CountryViews, ShowIslandsWithTheirCountryAndLeaveOutWhatLiesAcrossAnOcean) {
  const auto shows = [&](const char* code, geo::LngLat place) {
    for (const map::ProjectionKind kind : {map::ProjectionKind::mercator, map::ProjectionKind::azimuthal}) {
      const map::Camera camera = at(*gazetteer_->countryCalled(code), kind);
      const map::ScreenPoint p = camera.toScreen(place);
      if (p.x < 0 || p.y < 0 || p.x > camera.width() || p.y > camera.height()) return false;
    }
    return true;
  };
  // Tarawa, Kanton and Kiritimati lie on both sides of the date line, as Vanua Levu and Taveuni do.
  for (const geo::LngLat place : {geo::LngLat{173, 1.4}, {-171.7, -2.8}, {-157.4, 1.9}, {-151.8, -10.1}})
    EXPECT_TRUE(shows("KIR", place)) << place.lng;
  EXPECT_TRUE(shows("FJI", {178.4, -18.1}) && shows("FJI", {-179.95, -16.8}));
  EXPECT_TRUE(shows("TUV", {176.1, -5.7}) && shows("TUV", {179.8, -9.4}));
  EXPECT_TRUE(shows("FSM", {138.1, 9.5}) && shows("FSM", {163, 5.3}));
  EXPECT_TRUE(shows("RUS", {20.5, 54.7}) && shows("RUS", {-169.9, 66.1}));
  EXPECT_TRUE(shows("GBR", {-1.1, 60.2}));
  EXPECT_TRUE(shows("CHN", {109.5, 18.3}));
  EXPECT_TRUE(shows("ESP", {4.2, 39.9}));
  EXPECT_FALSE(shows("ESP", {-15.4, 28.1}));
  EXPECT_FALSE(shows("USA", {-157.9, 21.3}));
  EXPECT_FALSE(shows("FRA", {-52.3, 4.9}));
  EXPECT_FALSE(shows("PRT", {-25.7, 37.7}));
  EXPECT_FALSE(shows("NOR", {15.6, 78.2}));
  EXPECT_FALSE(shows("ECU", {-90.3, -0.7}));
}

TEST_F(CountryViews, SmallOnesAreLookedAtFromNearWithWhatLiesAround) {
  for (const char* code : {"NRU", "AND", "MCO", "SMR", "LIE"}) {
    const map::Camera camera = at(code);
    const geo::LngLatBox& box = gazetteer_->countryCalled(code)->extent;
    const double height = camera.toScreen(geo::LngLat{box.minX, box.minY}).y -
                          camera.toScreen(geo::LngLat{box.minX, box.maxY}).y;
    EXPECT_GT(height, camera.height() / 25) << code;
    EXPECT_LT(height, camera.height() / 3) << code;
    EXPECT_GT(camera.view().zoom.level, 9) << code;
    EXPECT_LE(camera.view().zoom.level, 11) << code;
  }
  EXPECT_EQ(at("VAT").view().zoom.level, 11);
  EXPECT_EQ(at("LUX").view().zoom.level, 8);
  EXPECT_LT(at("KAZ").view().zoom.level, 6);
}

}  // namespace
}  // namespace dateline::session

#include <cstring>
#include <numbers>
#include <random>

#include "atlas/window_fixture.h"

namespace dateline::atlas {
namespace {

using Numbers = std::multiset<int>;

std::string endingOf(const std::string& driver) {
  return driver == "GPKG" ? ".gpkg" : ".fgb";
}

class WindowedFile : public LayerTest {
 protected:
  std::filesystem::path file(const std::string& name) { return folder_ / name; }
};

TEST_F(WindowedFile, GivesWhatTouchesTheWindowWithItsAttributes) {
  for (const Written& how : {Written{}, Written{.driver = "GPKG"}}) {
    const auto path = writeShapes(file("a" + endingOf(how.driver)), squares(), how);
    const auto source = mustOpenSource(path);
    EXPECT_EQ(source->name(), "squares");
    EXPECT_NEAR(source->extent().minX, -180, 1e-9);
    const WindowData data = mustRead(*source, {.box = {1, 1, 19, 9}});
    EXPECT_EQ(numbersIn(data), (Numbers{18 + 36 * 8, 19 + 36 * 8}));
    EXPECT_FALSE(data.simplified || data.cut);
    const geo::FeatureSet& set = *data.layer.features;
    EXPECT_EQ(set.attributes.value("kind", set.features[0].row), "even");
    EXPECT_TRUE(data.layer.warnings.empty()) << data.layer.warnings[0].message;
    expectSound(set);
  }
}

TEST_F(WindowedFile, FindsTheSameAsLookingAtEach) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> lng(-175, 170), lat(-75, 70), size(0.1, 60);
  std::vector<Shape> shapes;
  for (int i = 0; i < 3000; ++i) shapes.push_back(square(lng(random), lat(random), 0.5));
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), shapes));
  for (int i = 0; i < 50; ++i) {
    const double x = lng(random), y = lat(random), w = size(random), h = size(random);
    const geo::LngLatBox window{x, y, std::min(x + w, 179.0), std::min(y + h, 80.0)};
    Numbers wanted;
    for (int n = 0; n < static_cast<int>(shapes.size()); ++n)
      if (window.intersects({shapes[n][0].lng, shapes[n][0].lat, shapes[n][2].lng, shapes[n][2].lat}))
        wanted.insert(n);
    ASSERT_EQ(numbersIn(mustRead(*source, {.box = window})), wanted) << i;
  }
}

TEST_F(WindowedFile, NothingInTheWindowIsNoError) {
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), squares()));
  EXPECT_TRUE(mustRead(*source, {.box = {8.5, 8.5, 9.5, 9.5}}).layer.features->features.empty());
}

TEST_F(WindowedFile, AWindowAcrossTheDateLineFindsBothSidesAndEachOnce) {
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), squares()));
  for (const double shift : {-360.0, 0.0, 360.0})
    EXPECT_EQ(numbersIn(mustRead(*source, {.box = {171 + shift, 1, 189 + shift, 9}})),
              (Numbers{35 + 36 * 8, 36 * 8}));
  // A belt round the whole Earth lies in all three boxes of a wide window.
  const auto belt = mustOpenSource(writeShapes(file("b.fgb"), {{{-180, 0}, {180, 0}, {180, 5}, {-180, 5}}}));
  EXPECT_EQ(numbersIn(mustRead(*belt, {.box = {-200, -10, 170, 10}})), Numbers{0});
}

TEST_F(WindowedFile, WhatCrossesTheDateLineOrGoesRoundAPoleIsFoundWhereItIs) {
  std::vector<Shape> shapes = {{{140, 35}, {-125, 38}},
                               {{170, 30}, {-170, 30}, {-170, 34}, {170, 34}},
                               {{0, 70}, {90, 70}, {180, 70}, {-90, 70}},
                               {{0, -60}, {120, -75}, {-120, -60}}};
  for (int i = 0; i < 1000; ++i) shapes.push_back(square(-20 + 0.04 * i, 5 + 0.01 * i, 0.01));
  const Window dateLine{.box = {177, 31, 184, 37}}, north{.box = {40, 80, 50, 90}},
      south{.box = {-130, -89, -100, -80}}, tropics{.box = {-20, -10, -19.97, 5.02}};
  for (const Written& how : {Written{}, Written{.index = false}, Written{.driver = "GPKG"},
                             Written{.driver = "GPKG", .index = false}}) {
    const auto path = file((how.index ? "a" : "b") + endingOf(how.driver));
    const auto source = mustOpenSource(writeShapes(path, shapes, how));
    const auto seen = [&](const Window& window) { return numbersIn(mustRead(*source, window)); };
    EXPECT_EQ(seen(dateLine), (Numbers{0, 1})) << path;
    EXPECT_EQ(seen(north), (Numbers{0, 1, 2}))
        << path << ": what lies nearer to the equator may go round it too";
    EXPECT_EQ(seen(south), (Numbers{3})) << path;
    EXPECT_EQ(seen(tropics), (Numbers{4})) << path;
  }
}

TEST_F(WindowedFile, OfAPolarCoordinateSystemThePoleIsReadToo) {
  constexpr double kKilometres = 1000;
  std::vector<Shape> shapes;
  for (const double at : {-400.0, -50.0, 300.0, 2000.0})
    shapes.push_back(square(at * kKilometres, -50 * kKilometres, 100 * kKilometres));
  for (const std::string ending : {".fgb", ".gpkg"}) {
    const Written how{.driver = ending == ".fgb" ? "FlatGeobuf" : "GPKG", .epsg = 3413};
    const auto source = mustOpenSource(writeShapes(file("a" + ending), shapes, how));
    EXPECT_EQ(numbersIn(mustRead(*source, {.box = {-180, 84, 180, 90}})), (Numbers{0, 1, 2}));
    EXPECT_EQ(numbersIn(mustRead(*source, {.box = {10, 89, 100, 90}})).count(1), 1u);
    // x runs along 45 degrees of longitude.
    const Numbers beside = numbersIn(mustRead(*source, {.box = {40, 86, 50, 88}}));
    EXPECT_EQ(beside.count(2), 1u);
    EXPECT_EQ(beside.count(0), 0u);
  }
}

TEST_F(WindowedFile, ReprojectsTheWindowAndTheShapes) {
  constexpr double kMetres = 111319.49079327357;
  std::vector<Shape> shapes;
  for (int i = 0; i < 20; ++i) shapes.push_back(square(5 * i * kMetres, 0, 3 * kMetres));
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), shapes, {.epsg = 3857}));
  const WindowData data = mustRead(*source, {.box = {10.5, 0.5, 11, 1}});
  EXPECT_EQ(numbersIn(data), Numbers{2});
  EXPECT_NEAR(data.layer.features->bounds.minX, 10, 1e-9);
  EXPECT_NE(data.layer.crs.find("Mercator"), std::string::npos);
}

TEST_F(WindowedFile, AMissingCoordinateSystemIsDegreesWhereItCanBe) {
  const auto degrees = mustOpenSource(writeShapes(file("a.fgb"), squares(), {.epsg = 0}));
  EXPECT_TRUE(
      warns(mustRead(*degrees, {.box = {1, 1, 2, 2}}).layer, "WGS 84 longitude and latitude is assumed"));
  const auto metres =
      WindowedSource::open(writeShapes(file("b.fgb"), {square(500'000, 4e6, 1000)}, {.epsg = 0}));
  ASSERT_FALSE(metres);
  EXPECT_EQ(metres.error().kind, ErrorKind::invalid);
  EXPECT_NE(metres.error().text().find("b.fgb"), std::string::npos);
}

TEST_F(WindowedFile, WithoutAnIndexTheSameIsReadAndARemedyNamed) {
  for (const Written& how : {Written{.index = false}, Written{.driver = "GPKG", .index = false}}) {
    const auto source = mustOpenSource(writeShapes(file("a" + endingOf(how.driver)), squares(), how));
    const WindowData data = mustRead(*source, {.box = {171, 1, 189, 9}});
    EXPECT_EQ(numbersIn(data), (Numbers{35 + 36 * 8, 36 * 8})) << how.driver;
    EXPECT_TRUE(warns(data.layer, "ogr2ogr"));
  }
}

TEST_F(WindowedFile, TheLayersOfAGeoPackageArePutTogether) {
  const auto path = writeShapes(file("a.gpkg"), squares(), {.driver = "GPKG"});
  writeShapes(path, {{{5, 5}}, {{100, 5}}}, {.driver = "GPKG", .layer = "dots"});
  const auto source = mustOpenSource(path);
  EXPECT_EQ(source->name(), "a");
  EXPECT_EQ(numbersIn(mustRead(*source, {.box = {1, 1, 7, 7}})), (Numbers{0, 18 + 36 * 8}));
}

/// A wavy ring about a place, of so many points.
Shape island(double lng, double lat, double radius, int points) {
  Shape ring;
  for (int i = 0; i < points; ++i) {
    const double angle = 2 * std::numbers::pi * i / points;
    const double r = radius * (1 + 0.01 * std::sin(90 * angle));
    ring.push_back({lng + r * std::cos(angle), lat + r * std::sin(angle)});
  }
  return ring;
}

std::vector<Shape> archipelago() {
  std::vector<Shape> shapes;
  for (int i = 0; i < 40; ++i) shapes.push_back(island(-160 + 36 * (i % 10), -45 + 30 * (i / 10), 8, 20'000));
  return shapes;
}

double areaIn(const geo::FeatureSet& set) {
  double area = 0;
  for (const geo::Feature& feature : set.features) area += areaOf(set, feature);
  return area;
}

TEST_F(WindowedFile, MemoryIsBoundedWhileThePictureStaysWhole) {
  const auto path = writeShapes(file("a.fgb"), archipelago());
  constexpr std::uintmax_t kLimit = 1 << 20;
  EXPECT_GT(std::filesystem::file_size(path), 12 * kLimit);
  EXPECT_TRUE(takesMoreThan(path, kLimit));
  EXPECT_FALSE(takesMoreThan(path, 512 * kLimit));
  const auto source = mustOpenSource(path);
  const Window world{.box = {-180, -90, 180, 90}, .tolerance = 0.25};
  const WindowData far = mustRead(*source, world, {.bytes = kLimit});
  EXPECT_LE(far.bytes, kLimit);
  EXPECT_GT(far.bytes, 10'000u);
  EXPECT_TRUE(far.simplified);
  EXPECT_FALSE(far.coarse || far.cut);
  EXPECT_EQ(numbersIn(far).size(), 40u);
  EXPECT_NEAR(areaIn(*far.layer.features) / areaIn(*mustOpen(path).features), 1, 0.005);
  expectSound(*far.layer.features);
  // Nearer, one island has more points than may be kept, most of them beside the window.
  const WindowData near =
      mustRead(*source, {.box = {-153, -46, -151, -44}, .tolerance = 1e-4}, {.bytes = kLimit});
  EXPECT_EQ(numbersIn(near), Numbers{0});
  EXPECT_LE(near.bytes, kLimit);
  EXPECT_FALSE(near.coarse || near.cut);
}

TEST_F(WindowedFile, SmallPolygonsThatAdjoinStayWhatTheyCover) {
  std::vector<Shape> parcels;
  for (int i = 0; i < 40'000; ++i)
    parcels.push_back(square(60 + 0.05 * (i % 200), 40 + 0.05 * (i / 200), 0.05));
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), parcels));
  for (const double tolerance : {0.06, 0.11, 0.3}) {
    const WindowData data =
        mustRead(*source, {.box = {40, 30, 100, 60}, .tolerance = tolerance}, {.bytes = 4 << 20});
    EXPECT_LE(data.bytes, 4u << 20);
    EXPECT_TRUE(data.simplified);
    EXPECT_NEAR(areaIn(*data.layer.features), 100, 25) << tolerance << ", a part of it twice";
    expectSound(*data.layer.features);
  }
}

TEST_F(WindowedFile, WhatDoesNotFitIsCoarseAndWhatCannotBeThinnedIsCut) {
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), archipelago()));
  const Window fine{.box = {-180, -90, 180, 90}, .tolerance = 0.02};
  const WindowData coarse = mustRead(*source, fine, {.bytes = 1 << 20});
  EXPECT_TRUE(coarse.coarse);
  EXPECT_FALSE(coarse.cut);
  EXPECT_LE(coarse.bytes, 1u << 20);
  EXPECT_EQ(numbersIn(coarse).size(), 40u);
  const WindowData cut = mustRead(*source, {.box = fine.box, .tolerance = 1e-7}, {.bytes = 1 << 20});
  EXPECT_TRUE(cut.cut);
  EXPECT_LT(cut.bytes, 2u << 20) << "the last feature may go beyond";
}

TEST_F(WindowedFile, WhatIsExpectedToFitIsExactHoweverMuchLiesBesideTheWindow) {
  std::vector<Shape> shapes = archipelago();
  for (Shape& island : shapes)
    for (geo::LngLat& at : island) at.lng = at.lng / 3 - 110;  // to the west
  shapes.push_back(square(100, 0, 60));
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), shapes));
  const Window west{.box = {-179, -89, -1, 89}, .tolerance = 1e-3},
      east{.box = {1, -89, 179, 89}, .tolerance = 1e-3};
  const WindowLimits limits{.bytes = 1 << 20};
  EXPECT_TRUE(mustRead(*source, west, limits).simplified);
  EXPECT_FALSE(mustRead(*source, east, limits).simplified);
}

TEST_F(WindowedFile, PointsAreThinnedAndTheirRowsGoWithThem) {
  std::vector<Shape> dots;
  std::mt19937 random(1);
  std::uniform_real_distribution<double> at(0, 10);
  for (int i = 0; i < 30'000; ++i) dots.push_back({{at(random), at(random)}});
  const auto source = mustOpenSource(writeShapes(file("a.gpkg"), dots, {.driver = "GPKG"}));
  const WindowData data =
      mustRead(*source, {.box = {-180, -90, 180, 90}, .tolerance = 0.1}, {.bytes = 2 << 20});
  EXPECT_LE(data.bytes, 2u << 20);
  const geo::FeatureSet& set = *data.layer.features;
  EXPECT_LT(set.features.size(), 30'000u);
  EXPECT_GT(set.features.size(), 1'000u);
  for (const geo::Feature& feature : set.features) {
    const int number = static_cast<int>(set.attributes.number("number", feature.row, -1));
    ASSERT_GE(number, 0);
    EXPECT_EQ(set.coords[set.paths[feature.firstPath].first], dots[static_cast<std::size_t>(number)][0]);
  }
}

TEST_F(WindowedFile, ComesInTheOrderOfTheFileHoweverItsIndexFindsIt) {
  std::vector<Shape> dots;
  std::mt19937 random(2);
  std::uniform_real_distribution<double> at(0, 10);
  for (int i = 0; i < 3000; ++i) dots.push_back({{at(random), at(random)}});
  const auto source = mustOpenSource(writeShapes(file("a.gpkg"), dots, {.driver = "GPKG"}));
  const WindowData data = mustRead(*source, {.box = {2, 2, 8, 8}, .tolerance = 1e-6}, {.bytes = 8 << 20});
  const geo::FeatureSet& set = *data.layer.features;
  ASSERT_GT(set.features.size(), 500u);
  double last = -1;
  for (const geo::Feature& feature : set.features) {
    const double number = set.attributes.number("number", feature.row, -1);
    ASSERT_GT(number, last);
    last = number;
    EXPECT_EQ(set.coords[set.paths[feature.firstPath].first], dots[static_cast<std::size_t>(number)][0]);
  }
}

TEST_F(WindowedFile, IsKeptAsItIsSeenFromAfar) {
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), archipelago()));
  const Window world{.box = {-180, -90, 180, 90}, .tolerance = 0.5};
  const WindowLimits limits{.bytes = 1 << 20};
  const WindowData first = mustRead(*source, world, limits);
  EXPECT_EQ(mustRead(*source, {.box = {-90, -90, 270, 90}, .tolerance = 0.6}, limits).layer.features,
            first.layer.features);
  EXPECT_NE(mustRead(*source, {.box = world.box, .tolerance = 0.2}, limits).layer.features,
            first.layer.features);
}

TEST_F(WindowedFile, TellsHowFarItIsAndShowsWhatThereIs) {
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), archipelago()));
  std::vector<std::size_t> seen;
  WindowLimits limits{.progress = std::make_shared<std::atomic<float>>(0.0f)};
  limits.previewAfter = std::chrono::milliseconds(0);
  limits.preview = [&](const WindowData& data) { seen.push_back(data.layer.features->features.size()); };
  mustRead(*source, {.box = {-180, -90, 180, 90}, .tolerance = 0.1}, limits);
  ASSERT_FALSE(seen.empty());
  EXPECT_LT(seen.front(), 40u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_GT(*limits.progress, 0.9f);
}

TEST_F(WindowedFile, StopsWhenItIsCancelled) {
  const auto source = mustOpenSource(writeShapes(file("a.fgb"), archipelago()));
  WindowLimits limits;
  limits.previewAfter = std::chrono::milliseconds(0);
  limits.preview = [&](const WindowData&) { limits.cancel.cancel(); };
  const auto data = source->read({.box = {-180, -90, 180, 90}, .tolerance = 0.1}, limits);
  ASSERT_FALSE(data);
  EXPECT_EQ(data.error().kind, ErrorKind::cancelled);
  EXPECT_EQ(numbersIn(mustRead(*source, {.box = {-153, -46, -151, -44}})), Numbers{0})
      << "and goes on afterwards";
}

TEST_F(WindowedFile, AFileThatChangesOrVanishesIsToBeOpenedAnew) {
  const auto path = writeShapes(file("a.fgb"), squares());
  const auto source = mustOpenSource(path);
  EXPECT_TRUE(source->ping());
  std::filesystem::rename(path, file("b.fgb"));
  const Window window{.box = {1, 1, 19, 9}};
  ASSERT_FALSE(source->ping());
  EXPECT_EQ(source->ping().error().kind, ErrorKind::notFound);
  EXPECT_FALSE(source->read(window, {}));
  std::filesystem::rename(file("b.fgb"), path);
  EXPECT_TRUE(source->read(window, {})) << "it is the same again";
  std::filesystem::remove(path);
  writeShapes(path, {square(2, 2, 1)});
  const auto changed = source->read(window, {});
  ASSERT_FALSE(changed);
  // An export reads once: what reads again says so itself.
  EXPECT_NE(changed.error().message.find("try again"), std::string::npos) << changed.error().message;
  EXPECT_EQ(numbersIn(mustRead(*mustOpenSource(path), window)), Numbers{0});
}

TEST_F(WindowedFile, CountsTheValuesOfAnAttribute) {
  for (const Written& how : {Written{}, Written{.driver = "GPKG"}}) {
    const auto source = mustOpenSource(writeShapes(file("a" + endingOf(how.driver)), squares(), how));
    mustRead(*source, {.box = {1, 1, 2, 2}});  // of what is seen no difference
    auto counts = source->valuesOf("kind", {});
    ASSERT_TRUE(counts) << counts.error().text();
    std::sort(counts->counts.begin(), counts->counts.end());
    EXPECT_EQ(counts->counts, (ValueCounts{{"even", 288}, {"odd", 288}}));
    const auto numbers = source->valuesOf("number", {});
    EXPECT_EQ(numbers->counts.size(), 576u);
    EXPECT_TRUE(numbers->numeric);
    const auto none = source->valuesOf("population", {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, ErrorKind::notFound);
    EXPECT_NE(none.error().message.find("it has number, kind"), std::string::npos) << none.error().message;
    const WindowData after = mustRead(*source, {.box = {1, 1, 19, 9}});
    EXPECT_EQ(numbersIn(after).size(), 2u) << "shapes are read again";
  }
}

TEST_F(WindowedFile, FilesOfOtherFormatsAreReadWhole) {
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (int i = 0; i < 5'000; ++i)
    text +=
        (i ? "," : "") +
        std::string(R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}})");
  const auto path = write("a.geojson", text + "]}");
  EXPECT_FALSE(takesMoreThan(path, 1000));
  const auto source = WindowedSource::open(path);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().kind, ErrorKind::unsupported);
  EXPECT_FALSE(takesMoreThan(file("nowhere.fgb"), 0));
  EXPECT_EQ(WindowedSource::open(file("nowhere.fgb")).error().kind, ErrorKind::notFound);
  EXPECT_FALSE(WindowedSource::open(std::filesystem::path("/vsicurl/http://localhost/a.fgb")));
}

std::string contentOf(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(WindowedFile, CutShortItIsAnErrorOrAWarningAndNeverMore) {
  for (const char* driver : {"FlatGeobuf", "GPKG"}) {
    const std::string whole =
        contentOf(writeShapes(file("a" + endingOf(driver)), squares(), {.driver = driver}));
    for (int part = 1; part < 20; ++part) {
      const auto path = write("cut" + endingOf(driver), whole.substr(0, whole.size() * part / 20));
      const auto source = WindowedSource::open(path);
      if (!source) {
        EXPECT_NE(source.error().text().find("cut"), std::string::npos);
        continue;
      }
      const auto data = (*source)->read({.box = {-180, -90, 180, 90}}, {});
      if (data) {
        EXPECT_FALSE(data->layer.warnings.empty()) << driver << part;
      } else {
        EXPECT_EQ(data.error().kind, ErrorKind::unreadable);
      }
    }
  }
}

TEST_F(WindowedFile, AnIndexThatLeadsAstrayIsNotFollowed) {
  std::string wrong = contentOf(writeShapes(file("a.fgb"), squares()));
  std::uint32_t heading = 0;
  std::memcpy(&heading, wrong.data() + 8, sizeof heading);
  const std::size_t rootsChild = 12 + heading + 32;
  const std::uint64_t astray = 1'000;  // there are 576 + 36 + 3 + 1 nodes
  std::uint64_t child = 0;
  std::memcpy(&child, wrong.data() + rootsChild, sizeof child);
  ASSERT_EQ(child, 1u);
  std::memcpy(wrong.data() + rootsChild, &astray, sizeof astray);
  const auto source = mustOpenSource(write("wrong.fgb", wrong));
  const WindowData data = mustRead(*source, {.box = {1, 1, 19, 9}});
  EXPECT_EQ(numbersIn(data), (Numbers{18 + 36 * 8, 19 + 36 * 8})) << "by reading all of it";
  EXPECT_TRUE(warns(data.layer, "no sound spatial index"));
}

TEST_F(WindowedFile, BytesThatAreWrongAreSurvived) {
  std::mt19937 random(7);
  for (const char* driver : {"FlatGeobuf", "GPKG"}) {
    const std::string whole =
        contentOf(writeShapes(file("a" + endingOf(driver)), squares(), {.driver = driver}));
    for (int round = 0; round < 60; ++round) {
      std::string wrong = whole;
      // Half of the rounds in the heading and the index, where the sizes stand.
      const std::size_t reach = round % 2 ? wrong.size() : std::min<std::size_t>(wrong.size(), 4096);
      for (int i = 0; i < 8; ++i)
        wrong[8 + random() % (reach - 8)] = static_cast<char>(random() % 4 ? 0xff : random());
      const auto path = write("wrong" + endingOf(driver), wrong);
      takesMoreThan(path, 0);
      const auto source = WindowedSource::open(path);
      if (!source) continue;
      const auto data = (*source)->read({.box = {-50, -50, 50, 50}, .tolerance = 0.01}, {.bytes = 1 << 20});
      if (data) {
        EXPECT_LE(data->bytes, 2u << 20);
      }
      [[maybe_unused]] const auto counts = (*source)->valuesOf("kind", {});
    }
  }
}

}  // namespace
}  // namespace dateline::atlas

#include "map/tile.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <thread>

#include "geo/algorithms.h"
#include "map/test_world.h"
#include "map/vertex_levels.h"

namespace dateline::map {
namespace {

using testing::blob;
using testing::rectangle;
using testing::SetBuilder;

TileSourcePtr sourceOf(const World::Set& set, PolygonParts parts = PolygonParts::fill) {
  const auto all = [](const geo::FeatureSet&, const geo::Feature&) { return std::uint8_t{0}; };
  return std::make_shared<TileSource>(std::make_shared<LazyProjectedSet>(set), all, parts);
}

/// Cuts a triangle by the tile's square, so that what lies in the buffer does not count.
double areaInside(const Vec2f& a, const Vec2f& b, const Vec2f& c) {
  const std::vector<WorldPoint> ring{{a.x, a.y}, {b.x, b.y}, {c.x, c.y}};
  return std::abs(geo::signedArea(geo::clipRing(ring, {0, 0, 1, 1})));
}

double fillArea(const TileMesh& mesh) {
  double area = 0;
  for (std::size_t i = 0; i + 2 < mesh.fillIndices.size(); i += 3) {
    area += areaInside(mesh.fillVertices[mesh.fillIndices[i]], mesh.fillVertices[mesh.fillIndices[i + 1]],
                       mesh.fillVertices[mesh.fillIndices[i + 2]]);
  }
  return area;
}

void expectSound(const TileMesh& mesh) {
  for (const std::uint32_t index : mesh.fillIndices) ASSERT_LT(index, mesh.fillVertices.size());
  for (const auto& batch : mesh.fills)
    ASSERT_LE(batch.firstIndex + batch.indexCount, mesh.fillIndices.size());
  for (const auto& line : mesh.polyLines) {
    ASSERT_GE(line.count, 2u);
    ASSERT_LE(line.first + line.count, mesh.linePoints.size());
  }
  for (const auto& batch : mesh.lines) ASSERT_LE(batch.firstLine + batch.lineCount, mesh.polyLines.size());
  for (const auto& points : {mesh.fillVertices, mesh.linePoints, mesh.points}) {
    for (const Vec2f& p : points) {
      ASSERT_GE(std::min(p.x, p.y), -kTileBuffer - 1e-6);
      ASSERT_LE(std::max(p.x, p.y), 1 + kTileBuffer + 1e-6);
    }
  }
}

TEST(Tiles, FourChildrenFillTheAreaOfTheirParent) {
  const auto source = sourceOf(SetBuilder()
                                   .polygon({blob({60, 48}, 20, 3000, 1), blob({65, 46}, 4, 100, 2)})
                                   .polygon({blob({100, 30}, 25, 2000, 3)})
                                   .share());
  for (const TileAddress parent : {TileAddress{0, 0, 0}, {1, 1, 0}, {2, 2, 1}, {3, 5, 2}, {4, 10, 5}}) {
    double children = 0;
    for (int i = 0; i < 4; ++i) {
      children += fillArea(source->cut({parent.z + 1, parent.x * 2 + i % 2, parent.y * 2 + i / 2})) / 4;
    }
    // Snapping moves an edge by at most half a cell, simplifying by its tolerance; no ring here is longer
    // than 12 tile sides.
    EXPECT_NEAR(children, fillArea(source->cut(parent)), 12 * (kTileCell + kSimplifyTolerance))
        << parent.z << "/" << parent.x << "/" << parent.y;
  }
}

TEST(Tiles, NeighboursMeetInTheSamePoints) {
  const auto source = sourceOf(SetBuilder().polygon({blob({60, 48}, 20, 3000, 1)}).share());
  const auto edge = [](const TileMesh& mesh, float shift) {
    std::vector<std::pair<float, float>> points;
    for (const Vec2f& p : mesh.fillVertices) {
      const float x = p.x + shift;
      // What is small may be cut by a line of the grid in one tile and not in the other, and where the ring
      // crosses itself there are points between the rounded ones.
      const auto isRounded = [](double at) { return at / kTileCell == std::floor(at / kTileCell); };
      if (p.y * 32 == std::floor(p.y * 32) || x == 1.0f || !isRounded(p.x) || !isRounded(p.y)) continue;
      if (x > 1.0f - 0.5f * kTileBuffer && x < 1.0f + 0.5f * kTileBuffer && p.y > 0 && p.y < 1)
        points.emplace_back(x, p.y);
    }
    std::sort(points.begin(), points.end());
    return points;
  };
  const auto left = edge(source->cut({4, 10, 4}), 0), right = edge(source->cut({4, 11, 4}), 1);
  EXPECT_FALSE(left.empty());
  EXPECT_EQ(left, right);
}

double distance(const Vec2f& p, const Vec2f& a, const Vec2f& b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/// How far a place lies from the nearest line of the mesh.
double distance(const Vec2f& p, const TileMesh& mesh) {
  double nearest = 1e9;
  for (const TileMesh::PolyLine& line : mesh.polyLines) {
    for (std::uint32_t i = 0; i + 1 < line.count + (line.closed ? 1 : 0); ++i)
      nearest = std::min(nearest, distance(p, mesh.linePoints[line.first + i],
                                           mesh.linePoints[line.first + (i + 1) % line.count]));
  }
  return nearest;
}

TEST(Tiles, TheSimplifiedLineLiesWithinHalfAPixelOfTheLine) {
  constexpr double kLargestPx = 1024;  // a tile is drawn at up to twice its own size
  std::mt19937 random(5);
  std::normal_distribution<double> wobble(0, 1);
  std::vector<LngLat> ring;
  double away = 0;
  for (int i = 0; i < 40'000; ++i) {
    const double angle = 2 * 3.14159265358979 * i / 40'000;
    away = away * 0.99 + wobble(random) * 0.01;
    ring.push_back({70 + (15 + away) * std::cos(angle), 45 + (10 + away) * std::sin(angle)});
  }
  const auto source = sourceOf(SetBuilder().polygon({ring}).share(), PolygonParts::fillAndOutline);
  std::size_t most = 0;
  for (const TileAddress address : {TileAddress{0, 0, 0}, {2, 2, 1}, {4, 11, 5}, {6, 45, 20}, {8, 182, 82}}) {
    const TileMesh mesh = source->cut(address);
    double worst = 0;
    std::size_t inside = 0;
    for (const LngLat& p : ring) {
      const WorldPoint world = geo::mercator().project(p);
      const double tiles = std::exp2(address.z);
      const Vec2f at{static_cast<float>(world.x * tiles - address.x),
                     static_cast<float>(world.y * tiles - address.y)};
      if (std::min(at.x, at.y) < 0 || std::max(at.x, at.y) > 1) continue;
      if (++inside % 7 == 0) worst = std::max(worst, distance(at, mesh));
    }
    EXPECT_LT(worst * kLargestPx, 0.5) << address.z << "/" << address.x << "/" << address.y;
    if (inside > 1000) {
      EXPECT_GT(worst, 0) << "nothing was simplified";
      EXPECT_LT(mesh.linePoints.size(), inside);
    }
    most = std::max(most, inside);
  }
  EXPECT_GT(most, 10'000u);
}

TEST(Tiles, ADetailedSourceKeepsMorePoints) {
  const World::Set set = SetBuilder().polygon({blob({60, 48}, 20, 30000, 1)}).share();
  const auto all = [](const geo::FeatureSet&, const geo::Feature&) { return std::uint8_t{0}; };
  const auto projected = std::make_shared<LazyProjectedSet>(set);
  constexpr auto kParts = PolygonParts::fillAndOutline;
  const TileSource usual(projected, all, kParts), fine(projected, all, kParts, 1);
  EXPECT_GT(fine.cut({1, 1, 0}).linePoints.size(), usual.cut({1, 1, 0}).linePoints.size());
}

TEST(Tiles, AreTheSameHoweverManyThreadsCutThem) {
  SetBuilder builder;
  for (unsigned i = 0; i < 12; ++i) builder.polygon({blob({60 + 0.3 * i, 48}, 5, 3000, i)});
  const World::Set set = builder.share();
  const TileAddress address{3, 5, 2};
  const std::string alone = bytesOf(sourceOf(set, PolygonParts::fillAndOutline)->cut(address));
  const auto shared = sourceOf(set, PolygonParts::fillAndOutline);
  std::vector<std::string> cut(6);
  std::vector<std::jthread> threads;
  for (std::string& mine : cut) threads.emplace_back([&] { mine = bytesOf(shared->cut(address)); });
  threads.clear();
  for (const std::string& each : cut) EXPECT_TRUE(each == alone);
}

TEST(Tiles, MeshesAreSoundAtEveryLevel) {
  const auto source = sourceOf(testing::smallWorld()->countries[0], PolygonParts::fillAndOutline);
  const WorldPoint at = geo::mercator().project({58, 49});
  for (int z = 0; z <= kMaxTileLevel; ++z) {
    const int tiles = 1 << z;
    const TileMesh mesh = source->cut({z, static_cast<int>(at.x * tiles), static_cast<int>(at.y * tiles)});
    expectSound(mesh);
    EXPECT_GT(fillArea(mesh), 0) << z;
  }
}

TEST(Tiles, ATileInsideAPolygonIsFilledWhole) {
  const auto source = sourceOf(SetBuilder().polygon({rectangle(0, 0, 90, 60)}).share());
  EXPECT_NEAR(fillArea(source->cut({5, 20, 13})), 1, 1e-5);
  EXPECT_TRUE(source->cut({5, 3, 13}).empty());
}

/// Ears of a whole ring would be slivers across the tile.
TEST(Tiles, TrianglesOfAFillAreShort) {
  const auto source = sourceOf(SetBuilder().polygon({blob({60, 48}, 20, 3000, 1)}).share());
  const TileMesh mesh = source->cut({4, 10, 5});
  ASSERT_FALSE(mesh.fillIndices.empty());
  float longest = 0;
  for (std::size_t i = 0; i < mesh.fillIndices.size(); ++i) {
    const Vec2f& a = mesh.fillVertices[mesh.fillIndices[i]];
    const Vec2f& b = mesh.fillVertices[mesh.fillIndices[i % 3 == 2 ? i - 2 : i + 1]];
    longest = std::max({longest, std::abs(a.x - b.x), std::abs(a.y - b.y)});
  }
  EXPECT_LE(longest, 1.0F / 32);  // as short as a bent plane needs them, so that none is halved when drawn
}

TEST(Tiles, HolesStayOpen) {
  const auto with =
      sourceOf(SetBuilder().polygon({rectangle(0, 0, 90, 60), rectangle(30, 20, 60, 40)}).share());
  const auto without = sourceOf(SetBuilder().polygon({rectangle(0, 0, 90, 60)}).share());
  const auto hole = sourceOf(SetBuilder().polygon({rectangle(30, 20, 60, 40)}).share());
  for (const TileAddress address : {TileAddress{0, 0, 0}, {2, 2, 1}, {3, 5, 3}, {4, 10, 6}}) {
    EXPECT_NEAR(fillArea(with->cut(address)), fillArea(without->cut(address)) - fillArea(hole->cut(address)),
                1e-4);
  }
}

TEST(Tiles, PathsBeyondTheDateLineComeInOnTheOtherSide) {
  const auto source = sourceOf(SetBuilder().polygon({rectangle(170, 0, 190, 20)}).share());
  const double west = fillArea(source->cut({3, 0, 3})), east = fillArea(source->cut({3, 7, 3}));
  EXPECT_GT(west, 0.05);
  EXPECT_NEAR(west, east, 1e-4);
}

TEST(Tiles, TheBufferOfTheFirstTileHoldsTheLastOnesLines) {
  const auto source = sourceOf(SetBuilder().line({{175, 5}, {179.9, 10}}).share());
  const TileMesh mesh = source->cut({1, 0, 0});
  ASSERT_FALSE(mesh.linePoints.empty());
  for (const Vec2f& p : mesh.linePoints) EXPECT_LT(p.x, 0);
}

TEST(Tiles, RingsWithinATileAreClosedLines) {
  const auto source =
      sourceOf(SetBuilder().polygon({rectangle(10, 10, 20, 20)}).share(), PolygonParts::fillAndOutline);
  const TileMesh mesh = source->cut({0, 0, 0});
  ASSERT_EQ(mesh.polyLines.size(), 1u);
  EXPECT_TRUE(mesh.polyLines[0].closed);
}

/// A hole outside its shell is no hole, but a line all the same: also where the shell is far.
TEST(Tiles, AHoleBesideItsShellIsALineInEveryTile) {
  const auto source =
      sourceOf(SetBuilder().polygon({rectangle(78, 42, 82, 46), rectangle(86, 42, 94, 46)}).share(),
               PolygonParts::fillAndOutline);
  const auto pointsIn = [&](TileAddress address) { return source->cut(address).linePoints.size(); };
  const WorldPoint at = geo::mercator().project({92, 44});
  const TileAddress right{4, static_cast<int>(at.x * 16), static_cast<int>(at.y * 16)};
  EXPECT_EQ(pointsIn(right), 4u) << "three sides, clipped";
  EXPECT_TRUE(source->cut(right).fillIndices.empty());
}

/// A line around it would be a dark spot larger than the hole.
TEST(Tiles, ATinyHoleHasNoLineAroundIt) {
  for (const PolygonParts parts : {PolygonParts::fillAndOutline, PolygonParts::fillOutlineAndSpecks}) {
    const auto source = sourceOf(
        SetBuilder()
            .polygon({rectangle(0, 0, 40, 40), rectangle(10, 10, 10.8, 10.8), rectangle(20, 20, 25, 25)})
            .share(),
        parts);
    EXPECT_EQ(source->cut({0, 0, 0}).polyLines.size(), 2u) << "of the shell and the large hole";
    EXPECT_EQ(source->cut({2, 2, 1}).polyLines.size(), 3u) << "nearer, where it is wider than its line";
  }
}

TEST(Tiles, WhatIsTooSmallIsASpeckInEachCellThatHasOne) {
  const auto parts = PolygonParts::fillOutlineAndSpecks;
  const auto alone = sourceOf(SetBuilder().polygon({rectangle(70, 45, 70.03, 45.03)}).share(), parts);
  SetBuilder many;
  for (int i = 0; i < 10'000; ++i) {
    const double x = 60 + 0.05 * (i % 100), y = 41 + 0.05 * (i / 100);
    many.polygon({rectangle(x, y, x + 0.04, y + 0.04)});
  }
  const auto block = sourceOf(many.share(), parts);
  for (int z = 0; z <= 8; ++z) {
    const auto tileAt = [z](const LngLat& at) {
      const WorldPoint p = geo::mercator().project(at);
      return TileAddress{z, static_cast<int>(std::ldexp(p.x, z)), static_cast<int>(std::ldexp(p.y, z))};
    };
    const TileMesh one = alone->cut(tileAt({70.01, 45.01}));
    expectSound(one);
    ASSERT_EQ(one.polyLines.size(), 1u) << z;
    const WorldPoint at = geo::mercator().project({70.015, 45.015});
    if (!one.polyLines[0].closed) {
      EXPECT_NEAR(one.linePoints[0].x, std::ldexp(at.x, z) - std::floor(std::ldexp(at.x, z)), 1.0 / 768) << z;
    }
    if (z > 1) continue;  // there the polygons themselves are drawn
    const TileMesh mesh = block->cut(tileAt({62, 43}));
    expectSound(mesh);
    EXPECT_FALSE(mesh.lines.empty()) << z;
    EXPECT_LT(mesh.polyLines.size(), 200u) << z << ": those side by side are one line";
  }
  const TileMesh without = sourceOf(many.share(), PolygonParts::fillAndOutline)->cut({0, 0, 0});
  EXPECT_TRUE(without.empty());
}

std::uint32_t byKind(const geo::FeatureSet&, const geo::Feature& f) {
  const bool line = f.kind == geo::GeometryKind::line;
  return ClassLookup::kKinds * f.row + (!line                                 ? 0
                                        : f.part == geo::FeaturePart::outline ? ClassLookup::kFirstSize
                                                                              : 1);
}

TEST(Tiles, TheLinesOfAreasAreOfClassesByTheirSize) {
  const World::Set set = SetBuilder()
                             .polygon({rectangle(10, 10, 20, 20)})
                             .polygon({rectangle(30, 10, 30.01, 10.01)})
                             .polygon({rectangle(40, 10, 40.7, 10.7)})
                             .polygon({rectangle(50, 10, 54, 14)})
                             .share();
  const TileMesh mesh =
      TileSource(std::make_shared<LazyProjectedSet>(set), byKind, PolygonParts::fillOutlineAndSpecks)
          .cut({0, 0, 0});
  ASSERT_EQ(mesh.fills.size(), 3u) << "of the smallest a speck alone";
  constexpr std::uint32_t kRow = ClassLookup::kKinds, kSized = ClassLookup::kFirstSize;
  EXPECT_EQ(mesh.fills[1].styleClass, 2 * kRow);
  ASSERT_EQ(mesh.lines.size(), 4u);
  EXPECT_EQ(mesh.lines[0].styleClass, kSized + 2);
  EXPECT_EQ(mesh.lines[1].styleClass, kRow + 1);
  EXPECT_EQ(mesh.lines[2].styleClass, 2 * kRow + 1) << "or it would hide the fill";
  EXPECT_EQ(mesh.lines[3].styleClass, 3 * kRow + kSized + 3);
}

TEST(Tiles, AreasOfOneSizeAreOfOneClassAtAllLatitudesAndLevels) {
  SetBuilder cells;
  for (int lat = 2; lat < 80; lat += 2) cells.polygon({rectangle(20, lat, 21, lat + 1)});
  const TileSource source(std::make_shared<LazyProjectedSet>(cells.share()), byKind,
                          PolygonParts::fillOutlineAndSpecks);
  std::set<std::uint32_t> kinds;
  for (const TileAddress address : {TileAddress{1, 1, 0}, {2, 2, 0}, {2, 2, 1}, {3, 4, 2}, {4, 8, 5}})
    for (const auto& batch : source.cut(address).lines) kinds.insert(batch.styleClass % ClassLookup::kKinds);
  EXPECT_EQ(kinds.size(), 1u);
}

TEST(Tiles, TheCutAtTheDateLineIsNoOutline) {
  const auto source =
      sourceOf(SetBuilder().polygon({rectangle(150, 10, 180, 40)}).share(), PolygonParts::fillAndOutline);
  const TileMesh mesh = source->cut({0, 0, 0});
  for (const auto& line : mesh.polyLines) {
    EXPECT_FALSE(line.closed);
    for (std::uint32_t i = line.first; i + 1 < line.first + line.count; ++i) {
      EXPECT_FALSE(mesh.linePoints[i].x == 1.0f && mesh.linePoints[i + 1].x == 1.0f);
    }
  }
}

TEST(Tiles, LongLinesAreKeptWholeAcrossTheirRuns) {
  std::vector<LngLat> line;
  for (int i = 0; i <= 1000; ++i) line.push_back({i * 0.1, 20 + 10 * std::sin(i * 0.05)});
  const TileMesh mesh = sourceOf(SetBuilder().line(line).share())->cut({0, 0, 0});
  EXPECT_EQ(mesh.polyLines.size(), 1u);
}

TEST(Tiles, ClassesBecomeBatchesAndUndrawnOnesAreLeftOut) {
  const World::Set set = SetBuilder({"class"})
                             .polygon({rectangle(0, 0, 10, 10)}, {"2"})
                             .polygon({rectangle(20, 0, 30, 10)}, {"4294967295"})
                             .polygon({rectangle(46, 0, 55, 10)}, {"1"})
                             .polygon({rectangle(57, 0, 67, 10)}, {"2"})
                             .share();
  const auto byColumn = [](const geo::FeatureSet& s, const geo::Feature& f) {
    return static_cast<std::uint32_t>(s.attributes.number("class", f.row));
  };
  const TileSource source(std::make_shared<LazyProjectedSet>(set), byColumn, PolygonParts::fill);
  const TileMesh mesh = source.cut({0, 0, 0});
  ASSERT_EQ(mesh.fills.size(), 2u);
  EXPECT_EQ(mesh.fills[0].styleClass, 1);
  EXPECT_EQ(mesh.fills[0].indexCount, 6u);
  EXPECT_EQ(mesh.fills[1].styleClass, 2);
  EXPECT_EQ(mesh.fills[1].indexCount, 12u);
}

TEST(Tiles, StreetScaleKeepsCentimetres) {
  const LngLat here{71.430411, 51.128207};
  const double east = 1e-6;  // degrees: 7 cm
  const TileMesh mesh = sourceOf(SetBuilder().point(here).point({here.lng + east, here.lat}).share())
                            ->cut({17, static_cast<int>(geo::mercator().project(here).x * (1 << 17)),
                                   static_cast<int>(geo::mercator().project(here).y * (1 << 17))});
  ASSERT_EQ(mesh.points.size(), 2u);
  EXPECT_NEAR(mesh.points[1].x - mesh.points[0].x, east / 360 * (1 << 17), 1e-6);
}

TEST(Tiles, EmptyAndDegenerateFeaturesAreHarmless) {
  const auto source = sourceOf(SetBuilder()
                                   .line({})
                                   .line({{1, 1}})
                                   .polygon({})
                                   .polygon({{{5, 5}, {5, 5}, {5, 5}}})
                                   .polygon({{{5, 5}, {6, 6}}})
                                   .add(geo::GeometryKind::point, {{}})
                                   .share(),
                               PolygonParts::fillAndOutline);
  expectSound(source->cut({0, 0, 0}));
}

TEST(ProjectedSet, FindsExactlyTheFeaturesThatMeetTheBox) {
  SetBuilder builder;
  std::mt19937 random(3);
  std::uniform_real_distribution<double> lng(-180, 180), lat(-80, 80);
  for (int i = 0; i < 5000; ++i) builder.point({lng(random), lat(random)});
  const World::Set set = builder.share();
  const ProjectedSet projected(set, geo::mercator(), Junctions(*set, 1));
  const geo::WorldBox box{0.4, 0.3, 0.55, 0.41};
  std::vector<std::uint32_t> found, expected;
  projected.featuresIn(box, found);
  for (std::uint32_t i = 0; i < 5000; ++i) {
    if (box.contains(geo::mercator().project(set->coords[i]))) expected.push_back(i);
  }
  EXPECT_GT(expected.size(), 20u);
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace dateline::map

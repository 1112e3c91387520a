// The area of what is drawn is the area of the polygon, for the layers that ship with the program.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "atlas/layer.h"
#include "geo/algorithms.h"
#include "geo/projection.h"
#include "map/tile.h"
#include "map/vertex_levels.h"

namespace dateline::session {
namespace {

constexpr int kClasses = 250;
using Areas = std::array<double, kClasses>;

int classOf(const geo::Feature& feature) {
  return static_cast<int>(feature.row) % kClasses;
}

/// Of the polygons as they are, on Mercator's unit square, and the lengths of their rings.
struct Wanted {
  Areas area{}, length{};
};

Wanted wantedOf(const geo::FeatureSet& set) {
  Wanted wanted;
  for (const geo::Feature& feature : set.features) {
    const auto styleClass = static_cast<std::size_t>(classOf(feature));
    for (const geo::Path& path : set.pathsOf(feature)) {
      std::vector<geo::WorldPoint> ring(path.count);
      geo::tallMercator().project(set.points(path), ring);
      ring = geo::clipRing(ring, {-1, 0, 2, 1});
      wanted.area[styleClass] += (path.hole ? -1 : 1) * std::abs(geo::signedArea(ring));
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::WorldPoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
        wanted.length[styleClass] += std::hypot(b.x - a.x, b.y - a.y);
      }
    }
  }
  return wanted;
}

/// Of the part of a triangle that lies in the tile itself, not in its buffer; in tile units.
double areaInTile(const geo::Vec2f& a, const geo::Vec2f& b, const geo::Vec2f& c) {
  const std::array<geo::WorldPoint, 3> ring{{{a.x, a.y}, {b.x, b.y}, {c.x, c.y}}};
  return std::abs(geo::signedArea(geo::clipRing(ring, {0, 0, 1, 1})));
}

void addDrawn(const map::TileMesh& mesh, double tileArea, Areas& drawn) {
  for (const auto& batch : mesh.fills) {
    for (std::uint32_t i = batch.firstIndex; i < batch.firstIndex + batch.indexCount; i += 3) {
      const auto corner = [&](std::uint32_t k) { return mesh.fillVertices[mesh.fillIndices[i + k]]; };
      drawn[batch.styleClass] += areaInTile(corner(0), corner(1), corner(2)) * tileArea;
    }
  }
}

class AreasOfLayers : public testing::TestWithParam<const char*> {};

TEST_P(AreasOfLayers, TrianglesCoverThePolygonsAtEveryLevelOfTheWorld) {
  const auto layer = atlas::openLayer(std::filesystem::path(DATELINE_ROOT) / "geodata" / GetParam());
  ASSERT_TRUE(layer) << layer.error().text();
  const Wanted wanted = wantedOf(*layer->features);
  const map::TileSource source(
      std::make_shared<map::LazyProjectedSet>(layer->features),
      [](const geo::FeatureSet&, const geo::Feature& feature) {
        return static_cast<std::uint8_t>(classOf(feature));
      },
      map::PolygonParts::fill);
  constexpr int kLastLevel = 5;
  for (int level = 0; level <= kLastLevel; ++level) {
    const int tiles = 1 << level;
    Areas drawn{};
    for (int i = 0; i < tiles * tiles; ++i)
      addDrawn(source.cut({level, i % tiles, i / tiles}), 1.0 / (double(tiles) * tiles), drawn);
    // Simplifying moves a border by at most this, to either side; what is lost and gained nearly cancels.
    const double moved = (map::kTileCell + map::kSimplifyTolerance) / tiles;
    double all = 0, allWanted = 0;
    for (std::size_t c = 0; c < kClasses; ++c) {
      EXPECT_NEAR(drawn[c], wanted.area[c], moved * wanted.length[c]) << "level " << level << " class " << c;
      all += drawn[c];
      allWanted += wanted.area[c];
    }
    // Islands and lakes smaller than a point are not drawn, and of lakes there are a thousand.
    const double lost = level == kLastLevel ? 2e-4 : level == 0 ? 8e-2 : 5e-2;
    EXPECT_NEAR(all, allWanted, allWanted * lost) << "level " << level;
  }
}

INSTANTIATE_TEST_SUITE_P(Shipped, AreasOfLayers,
                         testing::Values("countries_10m.fgb", "countries_50m.fgb", "countries_110m.fgb",
                                         "lakes.fgb"),
                         [](const auto& instance) {
                           const std::string name = instance.param;
                           return name.substr(0, name.find('.'));
                         });

}  // namespace
}  // namespace dateline::session

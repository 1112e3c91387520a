#include "map/fill_cells.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <utility>

#include "map/test_world.h"
#include "map/tile.h"

namespace dateline::map {
namespace {

using geo::LngLat;
using geo::Ring;
using geo::WorldPoint;
using Path = std::vector<LngLat>;

/// Fields that cover a part of the Earth, each with its own copy of the borders that it shares.
class Fields {
 public:
  Fields() {
    for (int i = 0; i <= kAcross; ++i)
      for (int j = 0; j <= kDown; ++j)
        corners_[{i, j}] = {50 + 2 * (i + shift(0.6)), 36 + 2 * (j + shift(0.6))};
    for (int i = 0; i < kAcross; ++i) {
      for (int j = 0; j < kDown; ++j) {
        Path ring;
        for (const auto& [from, to] : {std::pair<Corner, Corner>{{i, j}, {i + 1, j}},
                                       {{i + 1, j}, {i + 1, j + 1}},
                                       {{i + 1, j + 1}, {i, j + 1}},
                                       {{i, j + 1}, {i, j}}}) {
          const Path side = border(from, to);
          ring.insert(ring.end(), side.begin(), side.end() - 1);
        }
        set_.polygon({ring});
      }
    }
  }

  [[nodiscard]] TileSource source() const {
    const auto all = [](const geo::FeatureSet&, const geo::Feature&) { return std::uint32_t{0}; };
    return {std::make_shared<LazyProjectedSet>(set_.share()), all, PolygonParts::fill};
  }

 private:
  using Corner = std::pair<int, int>;
  static constexpr int kAcross = 7, kDown = 5;

  double shift(double most) { return std::uniform_real_distribution<double>(-most / 2, most / 2)(random_); }

  Path border(Corner from, Corner to) {
    if (to < from) {
      Path turned = border(to, from);
      std::reverse(turned.begin(), turned.end());
      return turned;
    }
    Path& path = borders_[{from, to}];
    if (path.empty()) {
      const LngLat a = corners_.at(from), b = corners_.at(to);
      constexpr int kSteps = 60;
      for (int k = 0; k <= kSteps; ++k) {
        const double part = double(k) / kSteps, away = k % kSteps == 0 ? 0 : shift(0.04);
        path.push_back({std::lerp(a.lng, b.lng, part) + away, std::lerp(a.lat, b.lat, part) + away});
      }
    }
    return path;
  }

  std::mt19937 random_{3};
  std::map<Corner, LngLat> corners_;
  std::map<std::pair<Corner, Corner>, Path> borders_;
  testing::SetBuilder set_;
};

using Place = std::pair<float, float>;

/// Edges of triangles within the tile, and within the fields, that are not an edge of just one other, the
/// other way.
int edgesAlone(const TileMesh& mesh, TileAddress address) {
  std::map<std::pair<Place, Place>, int> edges;
  for (std::size_t i = 0; i < mesh.fillIndices.size(); ++i) {
    const Vec2f& a = mesh.fillVertices[mesh.fillIndices[i]];
    const Vec2f& b = mesh.fillVertices[mesh.fillIndices[i % 3 == 2 ? i - 2 : i + 1]];
    ++edges[{{a.x, a.y}, {b.x, b.y}}];
  }
  const WorldPoint low = geo::mercator().project({51, 45}), high = geo::mercator().project({63, 37});
  const auto counts = [&](const Place& p) {
    const double x = (address.x + p.first) * std::exp2(-address.z);
    const double y = (address.y + p.second) * std::exp2(-address.z);
    return std::min(p.first, p.second) >= 0 && std::max(p.first, p.second) <= 1 && x > low.x && x < high.x &&
           y > low.y && y < high.y;
  };
  int alone = 0;
  for (const auto& [edge, count] : edges) {
    if (!counts(edge.first) || !counts(edge.second)) continue;
    const auto other = edges.find({edge.second, edge.first});
    alone += count != 1 || other == edges.end() || other->second != 1;
  }
  return alone;
}

/// So there is neither a crack between two of them nor a place that both cover, on whatever plane.
TEST(FillCells, TrianglesOfNeighboursMeetInWholeEdges) {
  const TileSource source = Fields().source();
  const WorldPoint at = geo::mercator().project({57, 41});
  for (int z = 2; z <= 8; ++z) {
    const TileAddress address{z, static_cast<int>(at.x * (1 << z)), static_cast<int>(at.y * (1 << z))};
    const TileMesh mesh = source.cut(address);
    EXPECT_GT(mesh.fillIndices.size(), 3 * 100u) << z;
    EXPECT_EQ(edgesAlone(mesh, address), 0) << z;
  }
}

std::vector<std::vector<Ring>> partsOf(const std::vector<Ring>& rings, int count) {
  std::vector<std::vector<Ring>> parts;
  FillCells(count).cut(rings, [&](const std::vector<Ring>& part) { parts.push_back(part); });
  return parts;
}

double areaOf(const std::vector<Ring>& rings) {
  double area = std::abs(geo::signedArea(rings.front()));
  for (std::size_t i = 1; i < rings.size(); ++i) area -= std::abs(geo::signedArea(rings[i]));
  return area;
}

TEST(FillCells, PartsAreSquaresOrNoLargerAndAsLargeAsTheWhole) {
  const Ring ring{{0.125, 0.0625}, {0.875, 0.25}, {0.75, 0.9375}, {0.4375, 0.5}, {0.0625, 0.875}};
  const Ring hole{{0.5, 0.25}, {0.625, 0.25}, {0.625, 0.375}, {0.5, 0.375}};
  double area = 0;
  for (const std::vector<Ring>& part : partsOf({ring, hole}, 16)) {
    geo::WorldBox box;
    for (const WorldPoint& p : part.front()) box.add(p);
    EXPECT_LE(std::max(box.width(), box.height()), 1.0 / 16);
    area += areaOf(part);
  }
  // Where edges cross the lines they are moved by half of kTileCell at most; together they are 4 long.
  EXPECT_NEAR(area, areaOf({ring, hole}), 4 * kTileCell / 2);
}

TEST(FillCells, WhatAHoleTakesAllOfIsNoPart) {
  const Ring ring{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, hole{{0.25, 0}, {1, 0}, {1, 1}, {0.25, 1}};
  EXPECT_EQ(partsOf({ring}, 16).size(), 256u);
  EXPECT_EQ(partsOf({ring, hole}, 16).size(), 64u);
}

TEST(FillCells, APointThatOnlyTouchesALineIsOnBothSidesOfIt) {
  // A notch from the left, with its end on the line between two squares.
  const Ring ring{{0.25, 0.25},   {0.75, 0.25},   {0.75, 0.5},  {0.25, 0.5},
                  {0.25, 0.4375}, {0.5, 0.40625}, {0.25, 0.375}};
  int with = 0;
  for (const std::vector<Ring>& part : partsOf({ring}, 4))
    with += std::count(part.front().begin(), part.front().end(), WorldPoint{0.5, 0.40625}) > 0;
  EXPECT_EQ(with, 2);
}

}  // namespace
}  // namespace dateline::map

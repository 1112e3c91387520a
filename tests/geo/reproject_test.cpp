#include "geo/reproject.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "geo/patch_borders.h"

namespace dateline::geo {
namespace {

FeatureSet polygonOf(std::span<const LngLat> corners) {
  FeatureSet set;
  LngLatBox bounds;
  for (const LngLat p : corners) set.coords.push_back(p), bounds.add(p);
  set.paths.push_back({0, static_cast<std::uint32_t>(corners.size()), false, bounds});
  set.features.push_back({GeometryKind::polygon, 0, 1, 0, bounds});
  set.bounds = bounds;
  return set;
}

FeatureSet boxOf(const LngLatBox& box) {
  const LngLat corners[] = {
      {box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}};
  return polygonOf(corners);
}

double lengthOf(std::span<const LngLat> line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i)
    length += std::hypot(line[i].lng - line[i - 1].lng, line[i].lat - line[i - 1].lat);
  return length;
}

/// Of the edges that are drawn.
double outlineLength(const FeatureSet& on) {
  double length = 0;
  for (const Feature& feature : on.features)
    for (const Path& path : on.pathsOf(feature)) {
      if (feature.part == FeaturePart::inside) continue;
      const auto points = on.points(path);
      length += lengthOf(points);
      if (feature.part == FeaturePart::whole) length += lengthOf(std::array{points.back(), points.front()});
    }
  return length;
}

/// Of the edges as PROJ lays them; nothing where some are not shown.
std::optional<double> lengthOnPlane(const FixedPlane& plane, const LngLatBox& box) {
  constexpr int kParts = 40;
  double length = 0;
  for (int i = 0; i < kParts; ++i) {
    const auto between = [&](LngLat a, LngLat b) {
      const auto at = [&](int part) {
        const double share = static_cast<double>(part) / kParts;
        return plane.project(LngLat{std::lerp(a.lng, b.lng, share), std::lerp(a.lat, b.lat, share)});
      };
      const WorldPoint p = at(i), q = at(i + 1);
      return plane.onEarth(p) && plane.onEarth(q) ? std::hypot(p.x - q.x, p.y - q.y) : NAN;
    };
    length += between({box.minX, box.minY}, {box.maxX, box.minY}) +
              between({box.maxX, box.minY}, {box.maxX, box.maxY}) +
              between({box.maxX, box.maxY}, {box.minX, box.maxY}) +
              between({box.minX, box.maxY}, {box.minX, box.minY});
  }
  return std::isfinite(length) ? std::optional(length) : std::nullopt;
}

/// Where the plane goes on beyond the side of a patch an edge along it is an edge as any other: it is drawn,
/// and once, on whichever side of it its polygon lies.
TEST(Reprojected, KeepsEdgesAlongInnerSidesOfPatches) {
  for (const char* system : {"+proj=ortho +lat_0=39 +lon_0=-98", "+proj=gnom +lat_0=45 +lon_0=60",
                             "+proj=igh", "+proj=laea +lat_0=90 +lon_0=-98", "EPSG:5514"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    int checked = 0;
    for (const std::vector<PatchBorder>& borders : patchBorders(*plane))
      for (const PatchBorder& border : borders)
        for (const double way : {-1.0, 1.0}) {
          const double from = border.low + 0.3 * (border.high - border.low),
                       to = std::min(from + 1, border.high), low = std::min(border.at, border.at + way),
                       high = low + 1;
          const LngLatBox box = border.east ? LngLatBox{low, from, high, to} : LngLatBox{from, low, to, high};
          const std::optional<double> wanted = lengthOnPlane(*plane, box);
          if (!wanted || box.maxY > 88 || box.minY < -88) continue;
          ++checked;
          EXPECT_NEAR(outlineLength(reprojected(boxOf(box), *plane, 1)), *wanted, *wanted * 1e-3)
              << system << " " << box.minX << " " << box.minY << " " << box.maxX << " " << box.maxY;
        }
    EXPECT_GT(checked, 1) << system;
  }
}

FeatureSet lineOf(LngLat a, LngLat b) {
  const LngLat ends[] = {a, b};
  FeatureSet set = polygonOf(ends);
  set.features.front().kind = GeometryKind::line;
  return set;
}

/// A line there is drawn once, however far it runs along the side, and not at all twice.
TEST(Reprojected, DrawsLinesAlongInnerSidesOfPatchesOnce) {
  for (const char* system :
       {"+proj=ortho +lat_0=39 +lon_0=-98", "+proj=laea +lat_0=90 +lon_0=-98", "EPSG:5514"}) {
    const FixedPlanePtr plane = fixedPlane(system).value();
    int checked = 0;
    for (const std::vector<PatchBorder>& borders : patchBorders(*plane))
      for (const PatchBorder& border : borders) {
        const double from = border.low + 0.3 * (border.high - border.low),
                     to = std::min(from + 1, border.high);
        const auto at = [&](double along) {
          return border.east ? LngLat{border.at, along} : LngLat{along, border.at};
        };
        constexpr int kParts = 20;
        double wanted = 0;
        for (int i = 0; i < kParts; ++i) {
          const WorldPoint p = plane->project(at(std::lerp(from, to, i / 20.0))),
                           q = plane->project(at(std::lerp(from, to, (i + 1) / 20.0)));
          wanted += plane->onEarth(p) && plane->onEarth(q) ? std::hypot(p.x - q.x, p.y - q.y) : NAN;
        }
        if (!std::isfinite(wanted) || std::abs(at(to).lat) > 88) continue;
        ++checked;
        EXPECT_NEAR(outlineLength(reprojected(lineOf(at(from), at(to)), *plane, 1)), 2 * wanted,
                    wanted * 2e-3)
            << system << " " << at(from).lng << " " << at(from).lat;
      }
    EXPECT_GT(checked, 0) << system;
  }
}

/// Where the plane is torn it is seen on both sides.
TEST(Reprojected, DrawsLinesAlongTearsOnBothSides) {
  const FixedPlanePtr plane = fixedPlane("ESRI:54030").value();
  const FeatureSet on = reprojected(lineOf({180, -10}, {180, 10}), *plane, 1);
  ASSERT_EQ(on.features.size(), 2U);
  EXPECT_NEAR(on.features[0].bounds.centre().lng + on.features[1].bounds.centre().lng, 1, 1e-6);
}

TEST(Reprojected, LeavesOutEdgesAlongTears) {
  const FixedPlanePtr plane = fixedPlane("+proj=igh").value();
  const double west = outlineLength(reprojected(boxOf({-40, 20, -30, 30}), *plane, 1)),
               within = outlineLength(reprojected(boxOf({-39.9, 20, -30, 30}), *plane, 1));
  EXPECT_LT(west, within * 0.8);
}

/// A part of a side is as good as the whole of it.
TEST(Reprojected, KeepsEdgesThatRunBeyondTheSideOfAPatch) {
  const FixedPlanePtr plane = fixedPlane("+proj=ortho +lat_0=39 +lon_0=-98").value();
  const LngLatBox kansas{-102, 37, -94, 40};
  EXPECT_NEAR(outlineLength(reprojected(boxOf(kansas), *plane, 1)), lengthOnPlane(*plane, kansas).value(),
              1e-5);
}

}  // namespace
}  // namespace dateline::geo

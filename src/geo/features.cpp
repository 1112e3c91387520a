#include "geo/features.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace dateline::geo {
namespace {

// A place is looked for in the world's copies too: paths may run on beyond +-180.
constexpr double kCopies[] = {0.0, 360.0, -360.0};

bool nearBox(const LngLatBox& box, LngLat at, double lngMargin, double latMargin) {
  return at.lng >= box.minX - lngMargin && at.lng <= box.maxX + lngMargin && at.lat >= box.minY - latMargin &&
         at.lat <= box.maxY + latMargin;
}

/// Whether a ray to the east crosses the ring an odd number of times.
bool oddCrossings(std::span<const LngLat> ring, LngLat at) {
  bool odd = false;
  LngLat a = ring.back();
  for (const LngLat b : ring) {
    if ((a.lat > at.lat) != (b.lat > at.lat) &&
        at.lng < a.lng + (at.lat - a.lat) / (b.lat - a.lat) * (b.lng - a.lng)) {
      odd = !odd;
    }
    a = b;
  }
  return odd;
}

/// As it is filled: within an outer ring and in none of its holes, which may lie outside of it.
bool insidePolygon(const FeatureSet& set, const Feature& feature, LngLat at) {
  bool inside = false;
  for (const Path& path : set.pathsOf(feature)) {
    const bool inRing = path.count >= 3 && path.bounds.contains(at) && oddCrossings(set.points(path), at);
    if (path.hole) {
      inside = inside && !inRing;
    } else {
      if (inside) return true;  // in the polygon before
      inside = inRing;
    }
  }
  return inside;
}

/// Squared distance in degrees of longitude at `at`: latitudes are stretched as a conformal map does.
double squaredDistance(LngLat at, LngLat a, LngLat b, double stretch) {
  const double abX = b.lng - a.lng, abY = (b.lat - a.lat) * stretch;
  const double apX = at.lng - a.lng, apY = (at.lat - a.lat) * stretch;
  const double length = abX * abX + abY * abY;
  const double t = length > 0 ? std::clamp((apX * abX + apY * abY) / length, 0.0, 1.0) : 0.0;
  const double x = apX - t * abX, y = apY - t * abY;
  return x * x + y * y;
}

bool nearPath(std::span<const LngLat> points, bool joined, LngLat at, double tolerance, double stretch) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    const LngLat before = joined && i > 0 ? points[i - 1] : points[i];
    if (squaredDistance(at, before, points[i], stretch) <= tolerance * tolerance) return true;
  }
  return false;
}

bool hits(const FeatureSet& set, const Feature& feature, LngLat at, double tolerance, double stretch) {
  const bool area = feature.kind == GeometryKind::polygon;
  const double lngMargin = area ? 0 : tolerance;
  const double latMargin = area ? 0 : tolerance / stretch;
  if (!nearBox(feature.bounds, at, lngMargin, latMargin)) return false;
  if (area) return insidePolygon(set, feature, at);
  for (const Path& path : set.pathsOf(feature)) {
    if (nearBox(path.bounds, at, lngMargin, latMargin) &&
        nearPath(set.points(path), feature.kind == GeometryKind::line, at, tolerance, stretch)) {
      return true;
    }
  }
  return false;
}

/// The edge of a polygon that was cut lies with its area.
GeometryKind kindLying(const Feature& feature) {
  return feature.part == FeaturePart::outline ? GeometryKind::polygon : feature.kind;
}

}  // namespace

int Attributes::columnOf(std::string_view name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

std::string_view Attributes::value(std::string_view column, std::uint32_t row) const {
  const int index = columnOf(column);
  if (index < 0 || row >= values[static_cast<std::size_t>(index)].size()) return {};
  return values[static_cast<std::size_t>(index)][row];
}

double Attributes::number(std::string_view column, std::uint32_t row, double otherwise) const {
  const std::string_view text = value(column, row);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && std::isfinite(number) ? number
                                                                                           : otherwise;
}

std::vector<GeometryKind> kindsOfPaths(const FeatureSet& set) {
  std::vector<GeometryKind> kinds(set.paths.size(), GeometryKind::point);
  for (const Feature& feature : set.features)
    std::fill_n(kinds.begin() + feature.firstPath, feature.pathCount, feature.kind);
  return kinds;
}

/// Points lie above lines, lines above areas; of one kind what comes later lies above.
int featureAt(const FeatureSet& set, LngLat at, double toleranceDegrees) {
  const double stretch = 1.0 / std::max(0.01, std::cos(at.lat * std::numbers::pi / 180.0));
  const auto hit = [&](const Feature& feature) {
    return std::ranges::any_of(kCopies, [&](double copy) {
      return hits(set, feature, {at.lng + copy, at.lat}, toleranceDegrees, stretch);
    });
  };
  for (const GeometryKind kind : {GeometryKind::point, GeometryKind::line, GeometryKind::polygon})
    for (std::size_t i = set.features.size(); i-- > 0;)
      if (kindLying(set.features[i]) == kind && hit(set.features[i])) return static_cast<int>(i);
  return -1;
}

}  // namespace dateline::geo

#include "gdal/edge_bender.h"

#include <cpl_error.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dateline::gdal {
namespace {

using geo::LngLat;

constexpr double kRadians = std::numbers::pi / 180;
// Degrees.
constexpr double kShort = 0.25;  ///< an edge that nobody sees bent
constexpr double kFar = 20;      ///< one that is halved without a look: its middle may lie on it by chance
constexpr double kLeastSeen = 2e-4;
constexpr double kSeenOfLength = 1.0 / 4000;
constexpr int kMostHalvings = 10;

double turned(double from, double to) {
  return std::remainder(to - from, 360.0);
}

/// The greater of what an edge spans of longitude and of latitude; no number where an end has no place.
double spanOf(const LngLat& a, const LngLat& b) {
  return std::max(std::abs(turned(a.lng, b.lng)), std::abs(b.lat - a.lat));
}

/// Whether an edge goes round most of the Earth, or over the date line: its ends may be neighbours.
bool goesRound(const LngLat& a, const LngLat& b) {
  return std::abs(b.lng - a.lng) > 180;
}

/// How far beside an edge the place of its middle lies: along it a place may slide.
double besideEdge(const LngLat& a, const LngLat& b, const LngLat& place) {
  const double cosine = std::cos(place.lat * kRadians), across = turned(a.lng, b.lng);
  const double x = across * cosine, y = b.lat - a.lat, length = std::hypot(x, y);
  const double dx = turned(a.lng + across / 2, place.lng) * cosine, dy = place.lat - (a.lat + b.lat) / 2;
  return length < kLeastSeen ? std::hypot(dx, dy) : std::abs(x * dy - y * dx) / length;
}

double lengthOf(const LngLat& a, const LngLat& b) {
  const double lat = (a.lat + b.lat) / 2 * kRadians;
  return std::hypot(turned(a.lng, b.lng) * std::cos(lat), b.lat - a.lat);
}

}  // namespace

bool EdgeBender::isNeeded(const OGRCoordinateTransformation& toWgs84) {
  const OGRSpatialReference* source = const_cast<OGRCoordinateTransformation&>(toWgs84).GetSourceCS();
  return source != nullptr && source->IsProjected() != 0;
}

bool EdgeBender::hasLongEdge(std::span<const double> x, std::span<const double> y) {
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    if (std::abs(x[i + 1] - x[i]) <= kShort && std::abs(y[i + 1] - y[i]) <= kShort) continue;
    if (goesRound({x[i], y[i]}, {x[i + 1], y[i + 1]})) return true;
    if (spanOf({x[i], y[i]}, {x[i + 1], y[i + 1]}) > kShort) return true;
  }
  return false;
}

bool EdgeBender::place(Point& point) {
  double x = point.source.lng, y = point.source.lat;
  int good = 0;
  CPLPushErrorHandler(CPLQuietErrorHandler);
  toWgs84_.Transform(1, &x, &y, nullptr, &good);
  CPLPopErrorHandler();
  point.placed = {x, y};
  return good != 0 && std::isfinite(x) && std::isfinite(y);
}

void EdgeBender::bend(const Point& a, const Point& b, int halvings) {
  const double span = spanOf(a.placed, b.placed);
  const bool round = goesRound(a.placed, b.placed);
  if (halvings == kMostHalvings || !(span > kShort || round) || out_->size() >= most_) return;
  Point middle{.source = {(a.source.lng + b.source.lng) / 2, (a.source.lat + b.source.lat) / 2},
               .placed = {}};
  if (!place(middle)) return;
  if (span < kFar && besideEdge(a.placed, b.placed, middle.placed) < tolerance_) return;
  bend(a, middle, halvings + 1);
  out_->push_back(middle.placed);
  bend(middle, b, halvings + 1);
}

void EdgeBender::append(std::span<const LngLat> source, std::span<const double> x, std::span<const double> y,
                        std::vector<LngLat>& out, std::size_t most) {
  out_ = &out;
  most_ = most;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const Point at{source[i], {x[i], y[i]}};
    out.push_back(at.placed);
    if (i + 1 == source.size()) break;
    const Point next{source[i + 1], {x[i + 1], y[i + 1]}};
    tolerance_ = std::max(kLeastSeen, kSeenOfLength * lengthOf(at.placed, next.placed));
    bend(at, next, 0);
  }
}

}  // namespace dateline::gdal

#include <cpl_error.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "gdal/feature_collector.h"
#include "gdal/to_wgs84.h"

// Where the points of a batch come to lie on Earth.

namespace dateline::gdal {

void FeatureCollector::reproject(Batch& batch) {
  place(batch.points);
  const bool anyLong = bender_ && std::any_of(batch.paths.begin(), batch.paths.end(),
                                              [this](const RawPath& path) { return isLong(path); });
  if (anyLong) {
    const std::vector<geo::LngLat> points = bent(batch);
    batch.points.assign(points.begin(), points.end());
    return;
  }
  for (std::size_t i = 0; i < batch.points.size(); ++i) batch.points[i] = {x_[i], y_[i]};
}

/// Into x_ and y_; no numbers where there is no place.
void FeatureCollector::place(const std::vector<geo::LngLat>& points) {
  const std::size_t count = points.size();
  x_.resize(count);
  y_.resize(count);
  for (std::size_t i = 0; i < count; ++i) x_[i] = points[i].lng, y_[i] = points[i].lat;
  CPLPushErrorHandler(CPLQuietErrorHandler);  // each failure is counted below
  const std::vector<char> placed = transformed(*transformation_, x_, y_);
  CPLPopErrorHandler();
  for (std::size_t i = 0; i < count; ++i) {
    if (placed[i] != 0) continue;
    x_[i] = y_[i] = std::numeric_limits<double>::quiet_NaN();
    if (!std::isfinite(points[i].lng) || !std::isfinite(points[i].lat)) continue;
    ++counted_.notReprojected;
    --counted_.notNumbers;  // it is about to be counted there
  }
}

bool FeatureCollector::isLong(const RawPath& path) const {
  return path.kind != PathKind::points &&
         EdgeBender::hasLongEdge(std::span(x_).subspan(path.first, path.count),
                                 std::span(y_).subspan(path.first, path.count));
}

/// The points in degrees, with those that long edges need, as far as these are not many times as many; the
/// paths are now of these.
std::vector<geo::LngLat> FeatureCollector::bent(Batch& batch) {
  constexpr std::size_t kTimes = 4, kFew = 1'000'000;
  const std::size_t most = kTimes * batch.points.size() + kFew;
  std::vector<geo::LngLat> points;
  points.reserve(batch.points.size());
  for (RawPath& path : batch.paths) {
    const RawPath was = path;
    path.first = static_cast<std::uint32_t>(points.size());
    if (isLong(was))
      bender_->append(std::span(batch.points).subspan(was.first, was.count),
                      std::span(x_).subspan(was.first, was.count),
                      std::span(y_).subspan(was.first, was.count), points, most);
    else
      for (std::uint32_t i = was.first; i < was.first + was.count; ++i) points.push_back({x_[i], y_[i]});
    path.count = static_cast<std::uint32_t>(points.size()) - path.first;
  }
  return points;
}

}  // namespace dateline::gdal

#include "gdal/window_collector.h"

#include <ogr_feature.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <numeric>

namespace dateline::gdal {
namespace {

/// A point, a path, a feature and what the map keeps of them.
constexpr std::uintmax_t kBytesOfPoint = 18, kBytesOfPath = 120, kBytesOfFeature = 160;
constexpr int kExact = 0, kUnseen = 1, kCoarsest = 5;
constexpr int kPreview = 3;
constexpr std::uintmax_t kMostReserved = 16'000'000;  // points; memory that is never touched costs nothing

std::uintmax_t bytesOf(const geo::FeatureSet& set, std::uint64_t points) {
  return points * kBytesOfPoint + set.paths.size() * kBytesOfPath + set.features.size() * kBytesOfFeature;
}

}  // namespace

WindowCollector::WindowCollector(const atlas::Window& window, std::uintmax_t limit, Begin begin)
    : window_(window),
      limit_(limit),
      mayThin_(begin != Begin::exactAlone && window.tolerance > 0),
      onEarth_(windowIn(SourceCrs(), window.box)),
      step_(begin == Begin::thinned && mayThin_ ? kUnseen : kExact),
      thinning_(ruleOf(step_)),
      geometry_(*set_),
      attributes_(set_->attributes) {
  set_->coords.reserve(std::min(limit / sizeof(geo::LngLat), kMostReserved));
  geometry_.setWindow(&onEarth_);
  if (begin != Begin::exactAlone) geometry_.setThinning(&*thinning_);
}

geo::ThinningRule WindowCollector::ruleOf(int step) const {
  const double tolerance = step == kExact ? 0 : window_.tolerance * (1 << (step - kUnseen));
  return {.window = window_.box, .tolerance = tolerance, .mercator = window_.mercator};
}

void WindowCollector::beginLayer(const OGRFeatureDefn& definition,
                                 OGRCoordinateTransformation* transformation) {
  geometry_.setTransformation(transformation);
  attributes_.beginLayer(definition);
  ++layer_;
}

std::uintmax_t WindowCollector::bytes() const {
  return bytesOf(*set_, geometry_.vertices()) + attributes_.bytes() + thinning_->bytes();
}

bool WindowCollector::add(const OGRFeature& feature) {
  const OGRGeometry* geometry = feature.GetGeometryRef();
  if (geometry == nullptr || geometry->IsEmpty()) return true;
  geometry_.add(*geometry, 0);
  // A single feature may be more than the limit: its points are thinned as they come out of it.
  if (step_ == kExact && bytes() > limit_) thinFurther();
  const std::size_t before = set_->features.size();
  geometry_.flush();
  if (set_->features.size() > before) {
    const std::uint32_t row = attributes_.add(feature);
    standings_.emplace_back(layer_, feature.GetFID());
    for (std::size_t i = before; i < set_->features.size(); ++i) set_->features[i].row = row;
  }
  if (bytes() <= limit_) return true;
  // By more than a little, or the next feature would have all of it thinned again.
  while (bytes() > limit_ / 4 * 3)
    if (!thinFurther()) break;
  cut_ = bytes() > limit_;
  return !cut_;
}

/// False when it is as coarse as it may be.
bool WindowCollector::thinFurther() {
  if (!mayThin_ || step_ == kCoarsest) return false;
  *thinning_ = geo::Thinning(ruleOf(++step_));
  geo::FeatureSet thin = geo::thinned(*set_, *thinning_);
  std::vector<std::uint32_t> rows;  // that are still of use
  for (geo::Feature& feature : thin.features) {
    if (rows.empty() || rows.back() != feature.row) rows.push_back(feature.row);
    feature.row = static_cast<std::uint32_t>(rows.size() - 1);
  }
  attributes_.keepRows(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) standings_[i] = standings_[rows[i]];
  standings_.resize(rows.size());
  set_->coords = std::move(thin.coords);
  set_->paths = std::move(thin.paths);
  set_->features = std::move(thin.features);
  set_->bounds = thin.bounds;
  return true;
}

/// Once all values are there.
void WindowCollector::putInOrder() {
  if (std::ranges::is_sorted(standings_)) return;
  std::vector<std::uint32_t> order(standings_.size()), places(standings_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [this](std::uint32_t row) { return standings_[row]; });
  for (std::uint32_t i = 0; i < order.size(); ++i) places[order[i]] = i;
  for (geo::Feature& feature : set_->features) feature.row = places[feature.row];
  std::ranges::stable_sort(set_->features, {}, &geo::Feature::row);
  for (std::vector<std::string>& values : set_->attributes.values) {
    std::vector<std::string> moved;
    moved.reserve(values.size());
    for (const std::uint32_t row : order) moved.push_back(std::move(values[row]));
    values = std::move(moved);
  }
}

atlas::WindowData WindowCollector::preview() const {
  geo::Thinning thinning(ruleOf(std::min(kCoarsest, step_ + kPreview)));
  atlas::WindowData data{.simplified = true};
  data.layer.features = std::make_shared<geo::FeatureSet>(geo::thinned(*set_, thinning));
  return data;
}

atlas::WindowData WindowCollector::finish(atlas::LayerData about) {
  geometry_.tally.addTo(about.warnings);
  attributes_.finish(about.warnings);
  putInOrder();
  set_->coords.trim();
  const std::uintmax_t taken = bytesOf(*set_, set_->coords.size()) + attributes_.bytes();
  about.features = std::move(set_);
  return {.layer = std::move(about),
          .bytes = taken,
          .simplified = step_ > kExact,
          .coarse = step_ > kUnseen,
          .cut = cut_};
}

}  // namespace dateline::gdal

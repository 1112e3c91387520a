#include "gdal/feature_batches.h"

#include <ogr_geometry.h>

#include <algorithm>
#include <utility>

namespace dateline::gdal {
namespace {

/// A batch is so large that to begin it is nothing, and so small that two of them are nothing.
constexpr std::size_t kMostBytes = 1u << 20, kMostFeatures = 1000;

}  // namespace

bool FeatureBatches::add(OGRFeatureUniquePtr feature) {
  if (!wanted_) return false;
  if (const OGRGeometry* geometry = feature->GetGeometryRef()) bytes_ += geometry->WkbSize();
  gathered_.push_back(std::move(feature));
  if (bytes_ < kMostBytes && gathered_.size() < kMostFeatures) return true;
  if (!wait()) return false;
  passOn();
  return true;
}

bool FeatureBatches::finish() {
  if (!wait()) return false;
  passOn();
  return wait();
}

void FeatureBatches::passOn() {
  passedOn_ = std::exchange(gathered_, {});
  bytes_ = 0;
  taking_ = std::async(std::launch::async, [this] {
    return std::all_of(passedOn_.begin(), passedOn_.end(), [this](OGRFeatureUniquePtr& feature) {
      const OGRFeatureUniquePtr taken = std::move(feature);  // gone once it is taken
      return take_(*taken);
    });
  });
}

bool FeatureBatches::wait() {
  if (taking_.valid()) wanted_ = taking_.get() && wanted_;
  return wanted_;
}

}  // namespace dateline::gdal

#include "gdal/geometry_crs.h"

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include <algorithm>

namespace dateline::gdal {

void GeometryCrs::Release::operator()(OGRSpatialReference* crs) const {
  crs->Release();
}

GeometryCrs::Held GeometryCrs::held(const OGRSpatialReference* crs) {
  auto* counted = const_cast<OGRSpatialReference*>(crs);
  if (counted != nullptr) counted->Reference();
  return Held(counted);
}

void GeometryCrs::beginLayer(const OGRSpatialReference* crs) {
  layer_ = held(crs);
  begun_ = false;
}

const OGRSpatialReference* GeometryCrs::of(const OGRGeometry& geometry) const {
  const OGRSpatialReference* own = geometry.getSpatialReference();
  return hasCrs(own) ? own : layer_.get();
}

bool GeometryCrs::changesAt(const OGRGeometry& geometry) const {
  return !begun_ || of(geometry) != now_.get();
}

Result<OGRCoordinateTransformation*> GeometryCrs::take(const OGRGeometry& geometry) {
  begun_ = true;
  now_ = held(of(geometry));
  assumedNow_ = !hasCrs(now_.get());
  assumed_ = assumed_ || assumedNow_;
  if (assumedNow_) return nullptr;
  if (name_.empty() && now_->GetName() != nullptr) name_ = now_->GetName();
  const auto found = std::find_if(known_.begin(), known_.end(), [this](const Known& known) {
    return known.crs == now_ || known.crs->IsSame(now_.get());
  });
  if (found != known_.end()) return found->transformation.get();
  Result<TransformationHandle> transformation = toWgs84(*now_);
  if (!transformation) return tl::make_unexpected(transformation.error());
  known_.push_back({held(now_.get()), std::move(*transformation)});
  return known_.back().transformation.get();
}

}  // namespace dateline::gdal

#include "gdal/geometry_crs.h"

#include <cpl_conv.h>
#include <ogr_geometry.h>
#include <ogr_spatialref.h>

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
  const std::string key = keyOf(*now_);
  if (const auto found = known_.find(key); found != known_.end()) return found->second.get();
  constexpr std::size_t kMostSystems = 256;
  if (known_.size() == kMostSystems)
    return fail(ErrorKind::unsupported, "its geometries are in too many coordinate systems: use one.");
  Result<TransformationHandle> transformation = toWgs84(*now_);
  if (!transformation) return tl::make_unexpected(transformation.error());
  return known_.emplace(key, std::move(*transformation)).first->second.get();
}

std::string GeometryCrs::keyOf(const OGRSpatialReference& crs) {
  const char* const authority = crs.GetAuthorityName(nullptr);
  const char* const code = crs.GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
  char* text = nullptr;
  crs.exportToWkt(&text);
  std::string key = text == nullptr ? "" : text;
  CPLFree(text);
  return key;
}

}  // namespace dateline::gdal

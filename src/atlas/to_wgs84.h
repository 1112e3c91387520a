// From the coordinate systems of layers to WGS 84 degrees. Inside atlas only.
#pragma once

#include <memory>

#include "base/error.h"

class OGRCoordinateTransformation;
class OGRSpatialReference;

namespace dateline::atlas {

struct TransformationDeleter {
  void operator()(OGRCoordinateTransformation* transformation) const;
};
using TransformationHandle = std::unique_ptr<OGRCoordinateTransformation, TransformationDeleter>;

/// False for null, and for what says nothing about the Earth.
bool hasCrs(const OGRSpatialReference* crs);
/// Null when the CRS is WGS 84 already. ErrorKind::unsupported.
Result<TransformationHandle> toWgs84(const OGRSpatialReference& crs);

}  // namespace dateline::atlas

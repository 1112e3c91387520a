// From the coordinate systems of layers to WGS 84 degrees. Inside gdal only.
#pragma once

#include <memory>
#include <string>

#include "base/error.h"

class OGRCoordinateTransformation;
class OGRSpatialReference;

namespace dateline::gdal {

struct TransformationDeleter {
  void operator()(OGRCoordinateTransformation* transformation) const;
};
using TransformationHandle = std::unique_ptr<OGRCoordinateTransformation, TransformationDeleter>;

/// False for null, and for what says nothing about the Earth.
bool hasCrs(const OGRSpatialReference* crs);
/// Null when the CRS is WGS 84 already. ErrorKind::unsupported.
Result<TransformationHandle> toWgs84(const OGRSpatialReference& crs);

/// The coordinate system of a source, both ways.
struct SourceCrs {
  std::string name = "WGS 84 (assumed)";
  bool assumed = true;                             ///< the source does not name one
  TransformationHandle transformation, back = {};  ///< to WGS 84, and from it; null: it is WGS 84
  double unitsPerDegree = 1;                       ///< of latitude, about
};
/// Null, and what says nothing about the Earth, is taken as WGS 84. ErrorKind::unsupported.
Result<SourceCrs> sourceCrs(const OGRSpatialReference* crs);

}  // namespace dateline::gdal

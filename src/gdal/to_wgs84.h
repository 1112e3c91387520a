// From the coordinate systems of layers to WGS 84 degrees. Inside gdal only.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

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

/// Transforms places in place. Gives of each whether it has one there; the others' coordinates are of no
/// meaning. What is farther away than anything on Earth has none: GDAL would go round the Earth until it got
/// there.
std::vector<char> transformed(OGRCoordinateTransformation& by, std::span<double> x, std::span<double> y);

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

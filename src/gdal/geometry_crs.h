// The coordinate systems that the geometries of one layer are in. Inside gdal only.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "gdal/to_wgs84.h"

class OGRGeometry;

namespace dateline::gdal {

/// Most layers have one; the features of a GML may each name their own.
class GeometryCrs {
 public:
  /// For the geometries that follow: what they are in that name none.
  void beginLayer(const OGRSpatialReference* crs);
  /// Whether the geometry is in another system than the one before it, or the first of its layer.
  [[nodiscard]] bool changesAt(const OGRGeometry& geometry) const;
  /// The way to WGS 84 from that of a geometry; null when it is that. Lasts as long as this.
  /// ErrorKind::unsupported, also behind the 256th system.
  Result<OGRCoordinateTransformation*> take(const OGRGeometry& geometry);

  /// Whether the last one that was taken is that of the layer.
  [[nodiscard]] bool isOfLayer() const { return now_ == layer_; }
  /// The name of the first that was taken; empty while none was.
  [[nodiscard]] const std::string& name() const { return name_; }
  /// That of the last one taken is named by nobody, and taken as WGS 84; that of any.
  [[nodiscard]] bool assumedNow() const { return assumedNow_; }
  [[nodiscard]] bool assumed() const { return assumed_; }

 private:
  struct Release {
    void operator()(OGRSpatialReference* crs) const;
  };
  using Held = std::unique_ptr<OGRSpatialReference, Release>;
  /// What systems that are the same have in common.
  static std::string keyOf(const OGRSpatialReference& crs);
  [[nodiscard]] const OGRSpatialReference* of(const OGRGeometry& geometry) const;
  static Held held(const OGRSpatialReference* crs);

  Held layer_, now_;  ///< held, so that no other gets its address
  bool begun_ = false, assumedNow_ = false, assumed_ = false;
  std::string name_;
  std::unordered_map<std::string, TransformationHandle> known_;  ///< by keyOf
};

}  // namespace dateline::gdal

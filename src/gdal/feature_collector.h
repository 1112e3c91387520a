// From OGR geometries to the flat arrays of geo::FeatureSet. Inside gdal only.
#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "gdal/edge_bender.h"
#include "gdal/tally.h"
#include "gdal/window_boxes.h"
#include "geo/features.h"
#include "geo/thinning.h"

class OGRGeometry;
class OGRSimpleCurve;
class OGRPolygon;
class OGRCoordinateTransformation;

namespace dateline::gdal {

/// Takes geometries as they come, and works on them by the batch: whole arrays are reprojected at once, then
/// checked, unwrapped, measured and appended.
class FeatureCollector {
 public:
  explicit FeatureCollector(geo::FeatureSet& set) : set_(set) {
    taken_.points.reserve(kRoomyPoints);
    beingAppended_.points.reserve(kRoomyPoints);
  }

  /// For the geometries that follow; null when they are WGS 84 degrees already.
  void setTransformation(OGRCoordinateTransformation* transformation);
  /// For what is flushed from now on; null: every point is kept.
  void setThinning(geo::Thinning* thinning) { thinning_ = thinning; }
  /// Of reprojected shapes only those that may lie in it are kept from now on; null: all are. It must live as
  /// long as shapes come.
  void setWindow(const SourceWindow* window) { window_ = window; }
  /// Curves become lines, Z and M are dropped, the parts of a collection become features of the same row.
  /// False when there is nothing in it.
  bool add(const OGRGeometry& geometry, std::uint32_t row);
  /// Must be called after the last geometry and before the transformation goes.
  void flush();
  /// Has the batch worked on by another thread, which has the set and the transformation until `flush`.
  void passOn();

  [[nodiscard]] std::uint64_t vertices() const;
  [[nodiscard]] bool batchFull() const { return taken_.points.size() >= kBatchPoints; }
  Tally tally;  ///< of what was flushed

 private:
  static constexpr std::size_t kBatchPoints = 65536;
  /// Memory that is set aside and never touched costs nothing; that which grows step by step is touched
  /// twice.
  static constexpr std::size_t kRoomyPoints = 2'000'000;
  enum class PathKind : std::uint8_t { points, line, outer, hole };
  struct RawPath {
    PathKind kind;
    std::uint32_t first, count;
  };
  struct RawFeature {
    geo::GeometryKind kind;
    std::uint32_t firstPath, pathCount, row;
  };

  struct Batch {
    std::vector<geo::LngLat> points;
    std::vector<RawPath> paths;
    std::vector<RawFeature> features;
    void clear();
  };

  bool addPart(const OGRGeometry& geometry, std::uint32_t row, int depth);
  void begin(geo::GeometryKind kind, std::uint32_t row);
  void addPoint(const OGRGeometry& geometry);
  void addCurve(const OGRSimpleCurve& curve, PathKind kind);
  void addPolygon(const OGRPolygon& polygon);
  bool end();

  void wait();
  void append(Batch& batch);
  void reproject(Batch& batch);
  void place(const std::vector<geo::LngLat>& points);
  [[nodiscard]] bool isLong(const RawPath& path) const;
  [[nodiscard]] std::vector<geo::LngLat> bent(Batch& batch);
  [[nodiscard]] bool isBeside(const Batch& batch, const RawFeature& raw) const;
  void appendFeature(const Batch& batch, const RawFeature& raw);
  bool appendPath(std::span<const geo::LngLat> points, PathKind kind, geo::GeometryKind featureKind,
                  const geo::LngLatBox* outer);
  bool enough(PathKind kind, std::span<const geo::LngLat> points);
  void keepUsable(std::span<const geo::LngLat> points);
  void mend(PathKind kind);

  geo::FeatureSet& set_;
  OGRCoordinateTransformation* transformation_ = nullptr;
  geo::Thinning* thinning_ = nullptr;
  const SourceWindow* window_ = nullptr;
  Batch taken_;
  std::vector<geo::LngLat> path_;  // the one that is being mended
  std::vector<geo::LngLat> thin_;  // and what is kept of one
  std::vector<double> x_, y_;      // where the points of a batch come to lie
  std::optional<EdgeBender> bender_;

  // While another thread appends, it has all but `taken_`.
  Tally counted_;
  Batch beingAppended_;
  std::uint64_t mostAppended_ = 0;  // vertices of the set then
  std::future<void> appending_;     // ends before all of the above goes
};

}  // namespace dateline::gdal

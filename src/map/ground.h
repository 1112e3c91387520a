#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "map/atlas_map.h"
#include "map/tile_cover.h"

namespace dateline::map {

/// Makes tile sources once for each set and way of classing, and keeps them while the set is in use: tiles
/// are kept by their source.
class SourceStore {
 public:
  /// For tallMercator's plane, or for a fixed one. `reprojected` keeps sets as they lie on that, `kept` the
  /// tiles of large sets; both may be null.
  explicit SourceStore(geo::FixedPlanePtr plane = nullptr, ReprojectedStorePtr reprojected = nullptr,
                       std::shared_ptr<TileStore> kept = nullptr)
      : plane_(std::move(plane)), reprojected_(std::move(reprojected)), kept_(std::move(kept)) {}
  [[nodiscard]] const geo::FixedPlanePtr& plane() const { return plane_; }

  using Set = std::shared_ptr<const geo::FeatureSet>;
  /// How the features of a set are classed. Equal names must mean equal classes, in another run of the
  /// program too.
  struct Classing {
    std::string name;
    Classify classify;
  };
  TileSourcePtr source(const Set& set, const Classing& classing, PolygonParts parts, int detail);
  /// False for points and lines alone.
  [[nodiscard]] bool hasAreas(const Set& set);
  /// Forgets what was made from sets that are not among these.
  void keepOnly(std::span<const Set> sets);

 private:
  struct Made {
    std::string classing;
    int detail;
    TileSourcePtr source;
  };
  struct Entry {
    Set set;
    std::shared_ptr<const LazyProjectedSet> projected;
    std::vector<Made> made;
    std::optional<bool> areas = {};  // once it was asked for
  };
  Entry& entryOf(const Set& set);
  [[nodiscard]] std::string shelf(const Set& set, const std::string& made) const;

  geo::FixedPlanePtr plane_;
  ReprojectedStorePtr reprojected_;
  std::shared_ptr<TileStore> kept_;
  std::vector<Entry> entries_;
};

/// Those that the ground is drawn from, of which those of the world may be null.
std::vector<SourceStore::Set> setsOf(const MapModel& model);

/// A layer of the ground before its tiles are placed.
struct GroundLayer {
  std::string id;
  TileStack stack;
  std::vector<ClassPaint> classes;
  float opacity = 1;
  ClassLookupPtr lookup = nullptr;
};

/// The layers of the ground, back to front. The relief belongs after the first `belowRelief`.
struct Ground {
  std::vector<GroundLayer> layers;
  std::size_t belowRelief = 0;
};

/// What lies on the ground at this zoom: land, lakes, rivers, provinces, the user's layers, borders, disputed
/// lines.
Ground groundLayers(const MapModel& model, Zoom zoom, float scale, SourceStore& store);

/// Relief for this camera and so much around what it shows; no image when it is off, absent, or one is too
/// near for it to say anything.
SceneRelief reliefFor(const MapModel& model, const Camera& camera, const BentGround& bent, double reachPx);

/// Gives the relief its grid on a fixed plane, so far beyond the edges of the map.
void layOnFixed(const Camera& camera, double reachPx, SceneRelief& relief);

}  // namespace dateline::map

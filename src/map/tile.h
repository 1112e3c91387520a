#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "map/lazy_projected_set.h"
#include "map/scene.h"
#include "map/tile_store.h"

namespace dateline::map {

inline constexpr int kMaxTileLevel = 18;
/// Zooms that are whole numbers but for rounding belong to the level itself.
inline constexpr double kLevelBias = 0.02;
inline constexpr double kTileSizePx = 512;  ///< logical px of a tile at its own level
/// How far a mesh reaches beyond its tile, in tile units: wide lines of neighbours are drawn whole on both
/// sides.
inline constexpr double kTileBuffer = 16.0 / kTileSizePx;
/// Coordinates are rounded to this (in tile units): 1/16 px at the tile's own level, 1/8 px where it is drawn
/// largest.
inline constexpr double kTileCell = 1.0 / 8192;

/// One square of the world at a level, where it is cut into 2^z by 2^z; x and y from the top left, inside the
/// world.
struct TileAddress {
  int z = 0;
  int x = 0;
  int y = 0;
  friend bool operator==(const TileAddress&, const TileAddress&) = default;
};

inline constexpr std::uint32_t kNotDrawn = 0xffffffffu;
/// The style class of a feature, or kNotDrawn.
using Classify = std::function<std::uint32_t(const geo::FeatureSet&, const geo::Feature&)>;

enum class PolygonParts : std::uint8_t {
  fill,
  fillAndOutline,
  /// And of what is too small to be drawn a speck, in the class that the feature had if it were a line. Other
  /// lines around areas are in one of ClassLookup::kSizes classes by the size of these, the first of which is
  /// that which the feature had if it were a line that is an outline.
  fillOutlineAndSpecks
};

/// What tiles are cut from: a set and how its features are classed. Immutable, used by several threads at
/// once.
class TileSource {
 public:
  /// `detail`: how many levels finer than usual lines are drawn, for dense targets. `shelf`: where `store`
  /// keeps the tiles; empty: nowhere.
  TileSource(std::shared_ptr<const LazyProjectedSet> set, Classify classify, PolygonParts parts,
             int detail = 0, std::shared_ptr<TileStore> store = nullptr, std::string shelf = {});

  /// Never the same for two sources.
  [[nodiscard]] std::uint64_t id() const { return id_; }
  /// The same, if the store has it.
  [[nodiscard]] std::optional<TileMesh> kept(TileAddress address) const;
  /// Before the first tile is cut it is found where lines of the set meet, which may take long: false when
  /// another thread is about it, and `whenReady` is called when it has done so.
  bool prepare(std::function<void()> whenReady) const { return set_->prepare(std::move(whenReady)); }
  /// The geometry of one tile, copies of the world to the left and right included: as the store has it, else
  /// cut.
  [[nodiscard]] TileMesh cut(TileAddress address) const;

 private:
  [[nodiscard]] TileMesh cutAnew(TileAddress address) const;

  std::uint64_t id_;
  std::shared_ptr<const LazyProjectedSet> set_;
  Classify classify_;
  PolygonParts parts_;
  int detail_;
  std::shared_ptr<TileStore> store_;
  std::string shelf_;
};
using TileSourcePtr = std::shared_ptr<const TileSource>;

}  // namespace dateline::map

#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "map/camera.h"
#include "map/scene.h"

namespace dateline::map {

/// A tile's square on the unwrapped Mercator plane: x may lie outside the world, y reaches on to the poles.
struct TileSquare {
  int z = 0, x = 0, y = 0;
  friend bool operator==(const TileSquare&, const TileSquare&) = default;
};

/// Tiles on a bent plane: which are seen, how each lies there and what part of the map it fills. Keeps what
/// it made while plane and zoom stay, so that panning makes nothing anew.
class BentGround {
 public:
  /// Looks at the camera's plane; to be called before the others in each frame.
  void update(const Camera& camera);

  /// The squares that cover the screen and `marginPx` around it. Away from the origin tiles change their
  /// size: each is of the level at which it is drawn between 1 and 2 times its own.
  [[nodiscard]] std::vector<TileSquare> cover(const Camera& camera, double marginPx) const;
  std::shared_ptr<const TileBend> bend(TileSquare square);
  /// All cuts of a frame must be given the same `finest` level: then their corners meet.
  std::shared_ptr<const TileCut> cut(TileSquare square, int finest);
  /// Gives the relief its grid, so far beyond the edges of the map.
  void layRelief(const Camera& camera, double reachPx, SceneRelief& relief) const;
  /// What a square covers on the screen.
  [[nodiscard]] ScreenBox boxOf(TileSquare square, const Camera& camera) const;
  /// Where the plane's anchor lies on the screen.
  [[nodiscard]] ScreenPoint anchor(const Camera& camera) const { return camera.toScreen(plane_->anchor()); }

 private:
  struct Sampled {
    ScreenBox box;      ///< on the screen
    double sizePx = 0;  ///< side of the square of its mean area
    bool visible = false;
  };
  [[nodiscard]] Sampled sample(TileSquare square, const Camera& camera) const;
  /// Of the cut opposite the origin, where on the way to Mercator the world begins and ends.
  enum class Side : std::uint8_t { within, across, beyond };
  [[nodiscard]] Side sideOf(TileSquare square) const;
  void descend(TileSquare square, const Camera& camera, const ScreenBox& region,
               std::vector<TileSquare>& out) const;
  [[nodiscard]] std::shared_ptr<TileCut> makeCut(TileSquare square, int parts) const;

  struct Made {
    std::shared_ptr<const TileBend> bend;
    std::shared_ptr<const TileCut> cut;
    int parts = 0;
  };
  struct Hash {
    std::size_t operator()(const TileSquare& s) const {
      return (static_cast<std::size_t>(s.z) << 58) ^ (static_cast<std::size_t>(s.x) * 0x9e3779b97f4a7c15ull) ^
             static_cast<std::size_t>(s.y);
    }
  };
  std::optional<geo::CentredPlane> plane_;
  double worldPx_ = 0;
  std::uint64_t lay_ = 0;  ///< of plane and zoom
  std::unordered_map<TileSquare, Made, Hash> made_;
};

}  // namespace dateline::map

#pragma once

#include <array>

#include "map/bent_ground.h"
#include "map/camera.h"
#include "map/tile_cache.h"

namespace dateline::map {

/// Which of the world's three scales is drawn, 0 the coarsest. Dense targets (`scale` pixels for each logical
/// pixel) take one finer than usual.
int worldScale(Zoom zoom, float scale);
bool isDense(float scale);
/// The zoom that chooses the scale of the data (and nothing else, on a plane that is bent): the view's own,
/// but beyond 60 degrees, where a bent plane shows the ground larger and larger at one zoom.
Zoom dataZoom(const View& view);

/// A layer's sources by scale, coarse first; absent ones are replaced by their neighbours.
struct TileStack {
  std::array<TileSourcePtr, 3> byScale;
  bool finer = false;  ///< one scale finer than usual, for dense targets
  /// Of its tiles the layer consists where there are no others yet.
  TileSourcePtr meanwhile = nullptr;

  [[nodiscard]] TileSourcePtr sourceAt(int level) const;
};

/// The level whose tiles are drawn between 1 and 2 times their own size at this zoom.
int tileLevel(Zoom zoom);

/// Covers the screen of one frame with tiles.
class TileCover {
 public:
  /// `bent` lays out tiles where the camera's plane is not flat. `reachPx` more than the screen is covered on
  /// each side.
  TileCover(const Camera& camera, TileCache& cache, BentGround& bent, double reachPx = 0);

  /// Tiles that are missing beyond the screen are not asked for.
  void askForScreenAlone() { screenAlone_ = true; }
  /// Adds the tiles of the stack that are seen and have not been cut.
  void missing(const TileStack& stack, std::vector<TileCache::Request>& out);
  /// The tiles of the stack; for missing ones, which are asked for, children or the nearest ancestor.
  std::vector<PlacedTile> place(const TileStack& stack);
  /// Asks for the ring of tiles around the screen, after all that is seen.
  void fetchAhead(const TileStack& stack);
  /// False when a tile was missing in `place`.
  [[nodiscard]] bool complete() const { return complete_; }
  /// False when one was that reaches onto the screen.
  [[nodiscard]] bool completeInView() const { return completeInView_; }
  /// True when in the last `place` nothing stood in for one that was missing.
  [[nodiscard]] bool gaps() const { return gaps_; }
  /// On a bent plane what each square of the cover fills; on a flat one nothing.
  std::vector<std::shared_ptr<const TileCut>> cuts();

 private:
  using Square = TileSquare;
  [[nodiscard]] bool flat() const { return camera_.view().plane.flat(); }
  [[nodiscard]] std::vector<Square> squares(int ring, double reachPx) const;
  [[nodiscard]] TileAddress inWorld(Square square) const;
  [[nodiscard]] double distance(Square square) const;
  [[nodiscard]] bool isOnScreen(const ScreenBox& box) const;
  [[nodiscard]] ScreenPoint corner(int z, int x, int y) const;
  [[nodiscard]] ScreenBox boxOf(Square square) const;
  /// `filled`: the square of the map that the tile is to fill, itself or a descendant.
  [[nodiscard]] PlacedTile placed(TileCache::Mesh mesh, Square square, Square filled) const;
  [[nodiscard]] TileSourcePtr sourceFor(const TileStack& stack, int level) const;
  void askMeanwhile(const TileStack& stack, const TileSource& wanted);
  bool standIn(const TileStack& stack, Square square, std::vector<PlacedTile>& out);
  bool placeChildren(const TileStack& stack, Square square, bool all, std::vector<PlacedTile>& out);
  bool placeAncestor(const TileStack& stack, Square square, std::vector<PlacedTile>& out);
  bool placeMeanwhile(const TileSource& source, Square square, std::vector<PlacedTile>& out);

  const Camera& camera_;
  TileCache& cache_;
  BentGround& bent_;
  int level_;
  int finest_;
  std::vector<Square> squares_;
  double reachPx_;
  bool complete_ = true, completeInView_ = true;
  bool gaps_ = false;
  bool screenAlone_ = false;
};

}  // namespace dateline::map

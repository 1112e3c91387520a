#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "map/scene.h"
#include "render/bent_tiles.h"
#include "render/stroke.h"

namespace dateline::render {

/// The lines of a tile being expanded for the size and the bend that it is drawn with: little by little, as
/// there may be more of them than a frame has time for.
class TileStrokes {
 public:
  /// `mesh` is what they go into; its memory is used again.
  TileStrokes(const map::PlacedTile& tile, const map::SceneLayer& layer, float scale, StrokeMesh mesh);

  /// True when this is what such a tile is drawn with.
  [[nodiscard]] bool suits(const map::PlacedTile& tile, float scale) const;
  /// Goes on until all is there (true) or `enough` says so.
  bool expand(const std::function<bool()>& enough);
  /// All of them; ends with this.
  StrokeMesh take() { return std::move(strokes_); }

 private:
  struct Line {
    std::uint32_t index;  ///< of the mesh's polylines
    std::uint32_t style;  ///< its class
  };
  void reserve();
  void append(const Line& line);

  std::shared_ptr<const map::TileMesh> mesh_;
  std::shared_ptr<const map::TileBend> bend_;
  std::optional<BentPlace> place_;
  float sizePx_;                     // device px of the tile
  std::vector<StrokeStyle> styles_;  // by class
  std::vector<Line> lines_;
  std::size_t next_ = 0;
  StrokeMesh strokes_;
  std::vector<map::Vec2f> points_;  // of the line at hand
};

}  // namespace dateline::render

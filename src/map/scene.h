// map: camera, flights, style, tiles, labels, pins -> Scene. Knows no OpenGL, no ImGui, no article: a pin
// reaches it as a marker with an opaque id.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/image.h"
#include "geo/algorithms.h"
#include "geo/centred_plane.h"
#include "geo/lnglat.h"
#include "text/typesetter.h"

namespace dateline::map {

using geo::ScreenBox;
using geo::ScreenPoint;
using geo::Vec2f;

/// sRGB, straight alpha.
struct Colour {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  friend bool operator==(const Colour&, const Colour&) = default;
};
constexpr Colour rgb(std::uint32_t hex, std::uint8_t alpha = 255) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
          static_cast<std::uint8_t>(hex), alpha};
}

/// One tile's geometry, in tile units: 0..1 across the tile, y down, reaching a little beyond. Immutable,
/// shared between frames; the renderer keeps its buffers by `id`, which is never used twice.
struct TileMesh {
  struct FillBatch {
    std::uint32_t styleClass = 0;
    std::uint32_t firstIndex = 0;
    std::uint32_t indexCount = 0;
  };
  struct LineBatch {  ///< a class's polylines
    std::uint32_t styleClass = 0;
    std::uint32_t firstLine = 0;
    std::uint32_t lineCount = 0;
  };
  struct PolyLine {
    std::uint32_t first = 0;  ///< into linePoints
    std::uint32_t count = 0;
    bool closed = false;
  };
  struct PointBatch {
    std::uint32_t styleClass = 0;
    std::uint32_t first = 0;  ///< into points
    std::uint32_t count = 0;
  };
  std::uint64_t id = 0;
  std::vector<Vec2f> fillVertices;
  std::vector<std::uint32_t> fillIndices;
  std::vector<FillBatch> fills;
  std::vector<Vec2f> linePoints;
  std::vector<PolyLine> polyLines;
  std::vector<LineBatch> lines;
  std::vector<Vec2f> points;
  std::vector<PointBatch> pointBatches;

  [[nodiscard]] bool empty() const { return fills.empty() && lines.empty() && pointBatches.empty(); }
  [[nodiscard]] std::size_t bytes() const;
};

/// How one class of a layer's features is painted; absent means not at all. Widths in logical px.
struct ClassPaint {
  struct Line {
    Colour colour;
    float widthPx = 1;
    float dashPx = 0;  ///< 0: solid
    float gapPx = 0;
  };
  struct Point {
    Colour colour;
    Colour rim;
    float radiusPx = 4;
    float rimPx = 1;
  };
  std::optional<Colour> fill = {};
  std::optional<Line> line = {};
  std::optional<Point> point = {};
};

/// How a tile's mesh lies on a plane that bends it. Immutable; kept by `id`, which is never used twice.
struct TileBend {
  std::uint64_t id = 0;
  geo::BentTile tile;
  double worldPx = 256;  ///< logical px for a unit of the plane
};

/// The part of a bent plane that a tile is to fill, as triangles in logical px from the plane's anchor. Tiles
/// that lie side by side share their corners, so that every pixel belongs to one of them.
struct TileCut {
  std::uint64_t id = 0;
  std::uint8_t mark = 1;  ///< another one than its neighbours'
  ScreenPoint middle;
  std::vector<ScreenPoint> corners;
  std::vector<std::uint32_t> triangles;
};

/// A tile where it lies on the screen. On a flat plane `origin` and `sizePx` place the mesh's 0..1 square; on
/// a bent one `origin` is where the plane's anchor lies. Only what is inside `clip`, and of it inside `cut`,
/// is drawn (a parent stands in for one of its children).
struct PlacedTile {
  std::shared_ptr<const TileMesh> mesh;
  ScreenPoint origin;
  double sizePx = 512;
  ScreenBox clip;
  std::shared_ptr<const TileBend> bend = nullptr;
  std::shared_ptr<const TileCut> cut = nullptr;
};

/// The classes of features whose meshes are batched by something finer, so that they can be classed otherwise
/// without being cut anew. A batch's styleClass is the key of its row and kind: `kKinds` times the row and
/// the kind. Immutable.
struct ClassLookup {
  /// Areas and points, lines; then the lines around areas by the size of these, the largest first.
  static constexpr std::uint32_t kSizes = 20, kFirstSize = 2, kKinds = kFirstSize + kSizes;
  std::uint64_t id = 0;             ///< never used twice
  std::uint32_t count = 0;          ///< how many classes there are; each kind's stand behind the last's
  std::vector<std::uint8_t> ofRow;  ///< less than `count`; empty: all are of the class 0

  /// Beyond the end: a class that no layer has.
  [[nodiscard]] std::uint32_t at(std::uint32_t key) const {
    if (ofRow.empty()) return 0;
    const std::uint32_t row = key / kKinds;
    return row < ofRow.size() ? key % kKinds * count + ofRow[row] : kKinds * count;
  }
};
using ClassLookupPtr = std::shared_ptr<const ClassLookup>;

struct SceneLayer {
  std::string id;
  std::vector<ClassPaint> classes;  ///< by styleClass
  std::vector<PlacedTile> tiles;
  float opacity = 1;
  ClassLookupPtr lookup = nullptr;  ///< gives the class of a styleClass where it is none itself

  [[nodiscard]] std::uint32_t classOf(std::uint32_t styleClass) const {
    return lookup ? lookup->at(styleClass) : styleClass;
  }
  /// Batches of a higher rank lie above those of a lower one, those of the same as they come in their tile:
  /// where features have their own batches, in the order of their file, whatever their classes.
  [[nodiscard]] std::uint32_t rankOf(std::uint32_t styleClass) const {
    return lookup ? styleClass % ClassLookup::kKinds : styleClass;
  }
};

/// Relief shading: a grey image (128 neutral) drawn over what lies below as light and shade, on a grid whose
/// corners know their texture place.
struct SceneRelief {
  struct Corner {
    ScreenPoint at;
    float u = 0, v = 0;
  };
  std::shared_ptr<const Image> image;
  int columns = 0;              ///< corners a row
  std::vector<Corner> corners;  ///< triangles with one that is no number are left out
  float strength = 1;
  /// Of a bent plane: grids of one lay agree wherever both have a corner, once their anchors lie together.
  std::uint64_t lay = 0;
  ScreenPoint anchor = {};
  double degreesPerPx = 0;  ///< where the scale is true; 0: as the corners say
};

enum class MarkerShape : std::uint8_t { drop, diamond, square, disc, cluster };

/// A pin. `tip` is the place; the body stands above it (24 px wide at size 1), or at `body` with a leg to the
/// tip when spread.
struct SceneMarker {
  std::string id;
  ScreenPoint tip;
  std::optional<ScreenPoint> body = {};  ///< where the body's own tip stands when spread
  MarkerShape shape = MarkerShape::drop;
  Colour colour;
  Colour rim;
  Colour ink;
  float size = 1;
  bool hollow = false;               ///< suggested: dashed rim, no fill
  bool disc = false;                 ///< soft disc below: selected
  text::LayoutPtr number = nullptr;  ///< as it is at size 1
};

/// A polyline on the screen, round dots `widthPx` across every `dotSpacingPx` (0: solid), with arrow heads at
/// `arrows`.
struct SceneRoute {
  struct Arrow {
    ScreenPoint at;
    double angle = 0;  ///< radians, clockwise from east
  };
  std::vector<ScreenPoint> points;
  std::vector<Arrow> arrows;
  Colour colour;
  float widthPx = 2.2f;
  float dotSpacingPx = 6;
};

struct SceneRing {  ///< the ring dot of a city
  ScreenPoint centre;
  float radiusPx = 2.5f;
  float widthPx = 1.2f;
  Colour colour;
  Colour inside;
};

struct SceneRect {
  ScreenPoint origin;
  double width = 0, height = 0;
  float radiusPx = 0;
  Colour colour;
};

/// Where a glyph of a label stands that does not stand as its layout has it.
struct SceneLetter {
  ScreenPoint at;   ///< of its origin on the baseline, from the label's origin
  float angle = 0;  ///< of its baseline, radians, clockwise from east
};

struct SceneLabel {
  text::LayoutPtr layout;
  ScreenPoint origin;  ///< of the layout's top left
  Colour colour;
  Colour halo;
  float haloPx = 0;
  float opacity = 1;
  std::vector<SceneLetter> letters = {};  ///< one a glyph of the layout where it runs along a line; else none
};

/// The edge of the Earth: beyond it lies no map.
struct SceneDisc {
  ScreenPoint centre;
  double radiusPx = 0;
  Colour outside;
  Colour rim;
  float opacity = 1;
};

/// The edge of a fixed plane, which has any shape.
struct SceneEdge {
  std::vector<ScreenPoint> outside;  ///< triangles of what lies beyond, three corners each
  Colour colour;                     ///< of that
  std::vector<SceneRoute> rims;
};

/// Everything to be drawn in one frame, back to front in the order of the members. In logical pixels; `scale`
/// device pixels each.
struct Scene {
  int width = 0;  ///< logical px
  int height = 0;
  float scale = 1;
  Colour background;
  std::vector<std::variant<SceneLayer, SceneRelief>> ground;
  std::vector<std::shared_ptr<const TileCut>> cuts;  ///< of a bent plane: together they cover the map
  std::optional<SceneDisc> disc;
  std::optional<SceneEdge> edge;
  std::vector<SceneRoute> graticule;
  std::vector<SceneRoute> routes;
  std::vector<SceneRing> rings;
  std::vector<SceneLabel> labels;
  std::vector<SceneMarker> markers;
  std::vector<SceneRect> furniture;         ///< scale bar, plates
  std::vector<SceneLabel> furnitureLabels;  ///< scale bar's numbers, attribution
};

}  // namespace dateline::map

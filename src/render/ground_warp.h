#pragma once

#include <array>
#include <memory>
#include <optional>

#include "map/camera.h"
#include "render/gpu_mesh.h"
#include "render/pixel_box.h"

namespace dateline::render {

/// Where a plane lies in whole device px: pictures of one lay differ by whole pixels only.
///
///     place on the plane -> lay px: (place - origin) * unit + fraction, origin where the plane is anchored
///     lay px -> device px of a map: + offset, which is whole
struct GroundLay {
  geo::Plane plane = {};
  double zoom = 0;
  float scale = 1;
  int fractionX = 0;  ///< 1/256 px
  int fractionY = 0;
  friend bool operator==(const GroundLay&, const GroundLay&) = default;

  [[nodiscard]] double unitPx() const;  ///< device px for a unit of the plane
  [[nodiscard]] geo::WorldPoint origin() const;
};

struct PixelOffset {
  int x = 0, y = 0;
};
struct LaidCamera {
  GroundLay lay;
  PixelOffset offset;
};
LaidCamera layOf(const map::Camera& camera, float scale);

/// Textured triangles; corners in device px of the map, texels in 0..1.
struct PictureMesh {
  std::vector<PictureVertex> vertices;
  std::vector<std::uint32_t> indices;
  void appendQuad(const PictureVertex (&corners)[4]);  ///< in reading order
};

/// Carries a picture of the ground over to a map on another plane or of another zoom: cell by cell, cells
/// being halved until what lies between their corners is right to half a pixel. What the map does not show is
/// left out.
class GroundWarp {
 public:
  GroundWarp(const GroundLay& from, const map::Camera& to, float scale);
  ~GroundWarp();

  /// On the way from a plane with an edge to Mercator the Earth is torn open from the poles to the place
  /// opposite the origin. There lie, one above the other:
  ///
  ///     below     all copies of the world as they lie, so that nothing is left open
  ///     middle    the half turn to each side of the origin
  ///     gap       the copies to the left and right, as far as they turn back over a pole: each fills its
  ///     half of
  ///               the gap, which is as wide as the share of Mercator's world
  enum class Part { below, middle, gap };
  [[nodiscard]] bool torn() const;

  /// Of a box of the picture (lay px): where it lies in the texture, both corners of it.
  struct Source {
    PixelBox box;
    map::Vec2f texelLow, texelHigh;
    map::Vec2f low, high;  ///< of the texels that may be shown: none beyond is mixed in
  };
  /// `copy`: so many times round the world from where the picture has it. Of a torn map that part alone;
  /// `world` is false for a picture that shows less than the world, and leaves the gap and what borders it to
  /// one that does.
  void append(const Source& source, int copy, Part part, bool world, PictureMesh& mesh) const;
  /// Of a picture of the world, the copies of it that the map shows, those that lie below others first.
  [[nodiscard]] std::vector<int> copies() const;
  /// How far round the world a box of a flat picture lies from the middle of a map that is not flat: what is
  /// farther lies below.
  [[nodiscard]] double turnsAway(const PixelBox& box, int copy) const;
  /// Where on the picture a place of the map lies (lay px); nothing where the map shows no Earth.
  [[nodiscard]] std::optional<map::ScreenPoint> sourceOf(map::ScreenPoint devicePx) const;

 private:
  struct Spot {
    map::ScreenPoint source;  ///< lay px; moved to the Earth's edge where it lay beyond
    map::ScreenPoint at;      ///< device px
    bool drawn = true;
    geo::LngLat place =
        {};  ///< only of a torn map; its longitude may run on beyond a half turn from the origin
  };
  struct Cell {
    double x0, y0, x1, y1;
    Spot corners[4];
  };
  struct Wish {
    const Source& source;
    int copy;
    Part part;
    bool world;
  };
  [[nodiscard]] Spot spot(double x, double y, const Wish& wish) const;
  void split(const Cell& cell, const Wish& wish, int depth, PictureMesh& mesh) const;
  void emit(const Cell& cell, const Source& source, PictureMesh& mesh) const;
  [[nodiscard]] map::ScreenPoint onMap(geo::WorldPoint place) const;
  void keepTogether(const Spot& middle, Spot& spot) const;
  [[nodiscard]] bool belongs(const Spot& spot, const Wish& wish) const;
  [[nodiscard]] bool seen(const Spot* spots, int count) const;

  struct Planes;
  GroundLay from_;
  map::Camera to_;
  float scale_;
  std::unique_ptr<Planes> planes_;
};

}  // namespace dateline::render

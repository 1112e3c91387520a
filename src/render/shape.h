#pragma once

#include <cstdint>
#include <vector>

#include "map/scene.h"

namespace dateline::render {

/// What shaders/shape.frag draws from a formula, and shaders/pin.frag; the numbers are their cases.
enum class ShapeKind : std::uint8_t { disc, rectangle, softEllipse, arrow, drop, diamond, square, outside };

/// One corner of the square that holds a shape. Every corner carries all of it.
struct ShapeVertex {
  map::Vec2f centre;          ///< tile units, or device px outside tiles
  map::Vec2f corner;          ///< device px from the centre
  float kind = 0;             ///< a ShapeKind
  float a = 0, b = 0, c = 0;  ///< as the kind says, device px
  map::Colour fill;
  map::Colour rim;
};

struct ShapeMesh {
  std::vector<ShapeVertex> vertices;  ///< four a shape
  std::vector<std::uint32_t> indices;
};

/// Filled disc with a stroke of `rimPx` centred on its edge.
void appendDisc(ShapeMesh& mesh, map::Vec2f centre, float radiusPx, float rimPx, map::Colour fill,
                map::Colour rim);
void appendRectangle(ShapeMesh& mesh, map::Vec2f topLeft, map::Vec2f size, float radiusPx, map::Colour fill);
/// All of a box (corners from the centre) but a disc.
void appendOutside(ShapeMesh& mesh, map::Vec2f centre, float radiusPx, map::Vec2f from, map::Vec2f to,
                   map::Colour fill);
/// Full at the centre, nothing at the edge.
void appendSoftEllipse(ShapeMesh& mesh, map::Vec2f centre, map::Vec2f radiiPx, map::Colour fill);
/// A triangle that points to `angle` (radians, clockwise from east), centred on its middle.
void appendArrow(ShapeMesh& mesh, map::Vec2f centre, float lengthPx, float angle, map::Colour fill);
/// A pin of `unitPx` device px a unit (the body is 24 units wide) with its tip at the centre. `hollow`: no
/// rim, no shadow.
void appendPin(ShapeMesh& mesh, map::Vec2f tip, ShapeKind kind, float unitPx, bool hollow, map::Colour fill,
               map::Colour rim);

/// The layers' opacity, and any other, is one factor of alpha.
map::Colour faded(map::Colour colour, float opacity);

}  // namespace dateline::render

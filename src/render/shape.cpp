#include "render/shape.h"

#include <algorithm>
#include <cmath>

namespace dateline::render {
namespace {

using map::Colour;
using map::Vec2f;

/// A corner box from (left, top) to (right, bottom) around the centre, with room for antialiasing.
void append(ShapeMesh& mesh, ShapeVertex shape, Vec2f from, Vec2f to) {
  const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
  for (const Vec2f corner : {Vec2f{from.x - 1, from.y - 1}, Vec2f{to.x + 1, from.y - 1},
                             Vec2f{to.x + 1, to.y + 1}, Vec2f{from.x - 1, to.y + 1}}) {
    shape.corner = corner;
    mesh.vertices.push_back(shape);
  }
  for (const std::uint32_t i : {0U, 1U, 2U, 0U, 2U, 3U}) mesh.indices.push_back(first + i);
}

float number(ShapeKind kind) {
  return static_cast<float>(kind);
}

}  // namespace

void appendDisc(ShapeMesh& mesh, Vec2f centre, float radiusPx, float rimPx, Colour fill, Colour rim) {
  const float reach = radiusPx + rimPx / 2;
  append(mesh, {centre, {}, number(ShapeKind::disc), radiusPx, rimPx / 2, 0, fill, rim}, {-reach, -reach},
         {reach, reach});
}

void appendRectangle(ShapeMesh& mesh, Vec2f topLeft, Vec2f size, float radiusPx, Colour fill) {
  const Vec2f half{size.x / 2, size.y / 2};
  const float radius = std::min({radiusPx, half.x, half.y});
  append(mesh,
         {{topLeft.x + half.x, topLeft.y + half.y},
          {},
          number(ShapeKind::rectangle),
          half.x,
          half.y,
          radius,
          fill,
          {}},
         {-half.x, -half.y}, half);
}

void appendOutside(ShapeMesh& mesh, Vec2f centre, float radiusPx, Vec2f from, Vec2f to, Colour fill) {
  append(mesh, {centre, {}, number(ShapeKind::outside), radiusPx, 0, 0, fill, {}}, from, to);
}

void appendSoftEllipse(ShapeMesh& mesh, Vec2f centre, Vec2f radiiPx, Colour fill) {
  append(mesh, {centre, {}, number(ShapeKind::softEllipse), radiiPx.x, radiiPx.y, 0, fill, {}},
         {-radiiPx.x, -radiiPx.y}, radiiPx);
}

void appendArrow(ShapeMesh& mesh, Vec2f centre, float lengthPx, float angle, Colour fill) {
  append(mesh, {centre, {}, number(ShapeKind::arrow), lengthPx, std::cos(angle), std::sin(angle), fill, {}},
         {-lengthPx, -lengthPx}, {lengthPx, lengthPx});
}

void appendPin(ShapeMesh& mesh, Vec2f tip, ShapeKind kind, float unitPx, bool hollow, Colour fill,
               Colour rim) {
  // 12 units each way and 34 up, and the shadow's room around.
  append(mesh, {tip, {}, number(kind), unitPx, hollow ? 1.0F : 0.0F, 0, fill, rim},
         {-18 * unitPx, -40 * unitPx}, {18 * unitPx, 8 * unitPx});
}

Colour faded(Colour colour, float opacity) {
  colour.a =
      static_cast<std::uint8_t>(std::lround(static_cast<float>(colour.a) * std::clamp(opacity, 0.0F, 1.0F)));
  return colour;
}

}  // namespace dateline::render

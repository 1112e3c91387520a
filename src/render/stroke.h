#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "map/scene.h"

namespace dateline::render {

using map::Colour;
using map::Vec2f;

/// A corner of the polygon that covers one segment of a line. The fragment shader computes its distance to
/// the segment (anchor, direction, length), which only the last corner of each triangle carries: corners are
/// shared by neighbours. Device px, y down.
struct StrokeVertex {
  Vec2f corner;
  Vec2f anchor;     ///< where the segment begins
  Vec2f direction;  ///< of unit length
  float length = 0;
  float halfWidth = 0;
  Colour colour;
};

struct StrokeMesh {
  std::vector<StrokeVertex> vertices;
  std::vector<std::uint32_t> indices;
};

struct StrokeStyle {
  float widthPx = 1;  ///< device px, as all here
  Colour colour;
  float dashPx = 0;  ///< 0: solid; caps included, so a dash as long as the width is a dot
  float gapPx = 0;
  float dashOffsetPx = 0;  ///< how far into a dash and its gap the line begins
};

/// Appends a polyline with round joins and caps.
///
/// Each segment's polygon ends at the bisector of the joint, where the distances to both segments are equal,
/// so that neighbours share an edge and no pixel is blended twice:
///
///        +-----------+
///        |  segment  |\        the joint's two corners lie on
///        o-----------o \       the bisector; beyond a right angle
///        |            \ \      the first keeps a whole cap and
///        +-------------+ ...   the second starts at the joint
void appendStroke(StrokeMesh& mesh, std::span<const Vec2f> points, bool closed, const StrokeStyle& style);

}  // namespace dateline::render

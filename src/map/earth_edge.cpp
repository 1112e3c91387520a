#include "map/earth_edge.h"

#include <cmath>

#include "geo/centred_plane.h"
#include "geo/fixed_plane.h"

namespace dateline::map {

std::optional<SceneDisc> earthDisc(const Look& look, const Camera& camera) {
  const std::optional<geo::Disc> disc = camera.projection().disc();
  if (!disc) return std::nullopt;
  const ScreenPoint centre = camera.toScreen(disc->centre);
  const double radius = disc->radius * geo::worldSizePx(camera.view().zoom);
  double farthest = 0;
  for (const ScreenPoint corner :
       {ScreenPoint{0, 0}, ScreenPoint{camera.width(), 0}, ScreenPoint{0, camera.height()},
        ScreenPoint{camera.width(), camera.height()}})
    farthest = std::max(farthest, std::hypot(corner.x - centre.x, corner.y - centre.y));
  if (radius > farthest + 2) return std::nullopt;
  const Palette& colours = styleOf(look).colours;
  const double share = 1 - camera.view().plane.mix().mercator;  // on the way from there the edge comes last
  return SceneDisc{centre, radius, colours.space, colours.rim, static_cast<float>(share * share * share)};
}

namespace {

/// On the screen and a little beyond; what lies closer together than nobody would see is one point.
geo::Ring onScreen(const std::vector<WorldPoint>& ring, const Camera& camera, const geo::WorldBox& box) {
  constexpr double kUnseenPx = 0.3;
  geo::Ring points;
  for (const WorldPoint& p : ring) {
    const ScreenPoint at = camera.toScreen(p);
    if (points.empty() || std::hypot(at.x - points.back().x, at.y - points.back().y) > kUnseenPx)
      points.push_back({at.x, at.y});
  }
  return geo::clipRing(points, box);
}

std::vector<geo::Vec2f> asFloats(const geo::Ring& ring) {
  std::vector<geo::Vec2f> result;
  for (const WorldPoint& p : ring) result.push_back({static_cast<float>(p.x), static_cast<float>(p.y)});
  return result;
}

std::optional<SceneEdge> edgeOfFixed(const geo::FixedPlane& plane, const Look& look, const Camera& camera) {
  constexpr double kBeyondPx = 8;
  const auto around = [&](double px) {
    return geo::WorldBox{-px, -px, camera.width() + px, camera.height() + px};
  };
  const geo::WorldBox outer = around(2 * kBeyondPx), inner = around(kBeyondPx);
  std::vector<std::vector<geo::Vec2f>> rings{asFloats({{outer.minX, outer.minY},
                                                       {outer.maxX, outer.minY},
                                                       {outer.maxX, outer.maxY},
                                                       {outer.minX, outer.maxY}})};
  SceneEdge edge;
  bool whole = false;
  for (const std::vector<WorldPoint>& outline : plane.domain().outlines) {
    const geo::Ring ring = onScreen(outline, camera, inner);
    if (ring.empty()) continue;
    whole |= std::abs(geo::signedArea(ring)) > 0.9999 * inner.width() * inner.height();
    rings.push_back(asFloats(ring));
    std::vector<WorldPoint> line(outline);
    line.push_back(outline.front());
    for (WorldPoint& p : line) {
      const ScreenPoint at = camera.toScreen(p);
      p = {at.x, at.y};
    }
    for (const std::vector<WorldPoint>& piece : geo::clipLine(line, inner)) {
      SceneRoute& rim = edge.rims.emplace_back();
      for (const WorldPoint& p : piece) rim.points.push_back({p.x, p.y});
      rim.colour = styleOf(look).colours.rim;
      rim.widthPx = 1;
      rim.dotSpacingPx = 0;
    }
  }
  if (whole && rings.size() == 2 && edge.rims.empty()) return std::nullopt;
  edge.colour = styleOf(look).colours.space;
  const geo::FilledRings outside = geo::fillRings(rings);
  for (const std::uint32_t index : outside.indices) {
    const geo::Vec2f& p = outside.vertices[index];
    edge.outside.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
  }
  return edge;
}

// So far into the world its ends are covered, so that no half of a pixel is left of what is drawn below.
constexpr double kIntoWorldPx = 0.01;
constexpr double kBesidePx = 1;  // beyond the screen
// A power: of the way there the ends of the world come last.
constexpr double kLastShare = 24;

/// The end of Mercator's world towards the pole of this sign, from left to right beyond the screen; of a
/// plane that is on its way, as far round the Earth as it may be seen.
std::vector<ScreenPoint> endOfMercator(const Camera& camera, double sign) {
  const geo::Plane& plane = camera.view().plane;
  const WorldPoint end{0.5, sign > 0 ? 0.0 : 1.0};
  if (plane.flat()) {
    const double y = camera.toScreen(end).y;
    return {{-kBesidePx, y}, {camera.width() + kBesidePx, y}};
  }
  constexpr double kFarthest = 540, kEvery = 3;  // degrees
  const geo::CentredPlane centred(plane);
  const double latitude = geo::mercator().unproject(end).lat;
  std::vector<ScreenPoint> line;
  for (double turned = -kFarthest; turned <= kFarthest; turned += kEvery)
    line.push_back(camera.toScreen(centred.unwrappedSpot({plane.origin.lng + turned, latitude}).at));
  return line;
}

/// What lies between the line and the top or bottom of the screen, which is `edgePx`.
void coverBeyond(const std::vector<ScreenPoint>& line, double sign, double edgePx,
                 std::vector<ScreenPoint>& triangles) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const ScreenPoint a{line[i - 1].x, line[i - 1].y + sign * kIntoWorldPx},
        b{line[i].x, line[i].y + sign * kIntoWorldPx};
    const double reach = sign > 0 ? std::max(a.y, b.y) - edgePx : edgePx - std::min(a.y, b.y);
    if (reach < 2 * kIntoWorldPx) continue;
    const double farPx = edgePx - sign * kBesidePx;
    triangles.insert(triangles.end(), {a, b, {a.x, farPx}, b, {b.x, farPx}, {a.x, farPx}});
  }
}

/// Beyond the ends of Mercator's world; of a plane on its way there or from there as much as `share` says.
std::optional<SceneEdge> endsOfMercator(const Look& look, const Camera& camera, double share) {
  SceneEdge edge;
  coverBeyond(endOfMercator(camera, 1), 1, 0, edge.outside);
  coverBeyond(endOfMercator(camera, -1), -1, camera.height(), edge.outside);
  if (edge.outside.empty()) return std::nullopt;
  edge.colour = veiled(styleOf(look).colours.space, std::pow(share, kLastShare));
  return edge;
}

}  // namespace

std::optional<SceneEdge> earthEdge(const Look& look, const Camera& camera) {
  const geo::Plane& plane = camera.view().plane;
  if (plane.fixed) return edgeOfFixed(*plane.fixed, look, camera);
  const double share = plane.mix().mercator;
  return share > 0 ? endsOfMercator(look, camera, share) : std::nullopt;
}

}  // namespace dateline::map

#include "map/graticule.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/fixed_plane.h"
#include "map/sphere_line.h"

namespace dateline::map {
namespace {

constexpr double kLeastSpacingPx = 70;
// Meridians end at the parallel nearest to the pole, but for every 90th, so that they do not run together
// there.
constexpr double kLastDegrees = 80;
constexpr double kPointEvery = 5;  // degrees along a line; what lies between is bent to the screen

/// What of the Earth the map may show.
LngLatBox seenDegrees(const Camera& camera) {
  LngLatBox box;
  const LngLat middle = placeOf(camera.view());
  constexpr int kSamples = 16;
  for (int j = 0; j <= kSamples; ++j) {
    for (int i = 0; i <= kSamples; ++i) {
      const ScreenPoint at{camera.width() * i / kSamples, camera.height() * j / kSamples};
      if (!camera.onEarth(at)) return {middle.lng - 180, -90, middle.lng + 180, 90};
      LngLat place = camera.projection().unproject(camera.toWorld(at));
      if (!camera.projection().repeatsEastWest())
        place.lng += std::round((middle.lng - place.lng) / 360) * 360;
      box.add(place);
    }
  }
  for (const double pole : {-90.0, 90.0}) {
    const ScreenPoint at = camera.toScreen(LngLat{middle.lng, pole});
    const bool seen = camera.shows({middle.lng, pole}) && at.x > 0 && at.y > 0 && at.x < camera.width() &&
                      at.y < camera.height();
    if (seen && !camera.projection().repeatsEastWest()) {
      box = {middle.lng - 180, std::min(box.minY, pole), middle.lng + 180, std::max(box.maxY, pole)};
    }
  }
  return box;
}

class GraticuleMaker {
 public:
  GraticuleMaker(const Look& look, const Camera& camera)
      : camera_(camera), step_(graticuleStep(camera)), seen_(seenDegrees(camera)) {
    const Style& style = styleOf(look);
    style_.colour = style.colours.graticule;
    style_.widthPx = static_cast<float>(style.widths.graticule.at(camera.view().zoom));
    style_.dotSpacingPx = 0;
  }

  std::vector<SceneRoute> make() {
    const auto first = static_cast<long>(std::floor(seen_.minX / step_));
    const auto last = static_cast<long>(std::ceil(seen_.maxX / step_));
    const long round = std::lround(360 / step_);
    for (long i = first; i <= std::min(last, first + round - 1); ++i)
      meridian(static_cast<double>(i) * step_);
    const auto south = static_cast<long>(std::floor(seen_.minY / step_));
    const auto north = static_cast<long>(std::ceil(seen_.maxY / step_));
    for (long i = south; i <= north; ++i) {
      const double lat = static_cast<double>(i) * step_;
      if (std::abs(lat) < 90 - step_ / 4) parallel(lat);
    }
    return std::move(lines_);
  }

 private:
  void meridian(double lng) {
    const bool whole = std::abs(std::remainder(lng, 90)) < step_ / 4;
    const double end = whole || step_ < 5 ? 90 : std::max(kLastDegrees, 90 - step_);
    along({lng, std::max(-end, seen_.minY - step_)}, {lng, std::min(end, seen_.maxY + step_)});
  }

  void parallel(double lat) {
    const double west = std::max(seen_.minX - step_, seen_.centre().lng - 180);
    const double east = std::min(seen_.maxX + step_, seen_.centre().lng + 180);
    if (camera_.projection().repeatsEastWest())
      along({seen_.minX - step_, lat}, {seen_.maxX + step_, lat});
    else
      along({west, lat}, {east, lat});
  }

  void along(LngLat from, LngLat to) {
    const double degrees = std::max(std::abs(to.lng - from.lng), std::abs(to.lat - from.lat));
    const int parts = std::max(1, static_cast<int>(std::ceil(degrees / kPointEvery)));
    std::vector<LngLat> line;
    for (int i = 0; i <= parts; ++i) {
      const double t = static_cast<double>(i) / parts;
      line.push_back({std::lerp(from.lng, to.lng, t), std::lerp(from.lat, to.lat, t)});
    }
    for (std::vector<ScreenPoint>& points : linesOnScreen(line, camera_, LineShape::straight)) {
      lines_.push_back(style_);
      lines_.back().points = std::move(points);
    }
  }

  const Camera& camera_;
  double step_;
  LngLatBox seen_;
  SceneRoute style_;
  std::vector<SceneRoute> lines_;
};

}  // namespace

double graticuleStep(const Camera& camera) {
  static constexpr std::array kSteps = {30.0, 20.0, 10.0, 5.0,  2.0,   1.0,   0.5,   0.2,
                                        0.1,  0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005};
  const double pxPerDegree = geo::worldSizePx(camera.view().zoom) / 360;
  double best = kSteps.front();
  for (const double step : kSteps)
    if (step * pxPerDegree >= kLeastSpacingPx) best = step;
  return best;
}

std::vector<SceneRoute> graticule(const Look& look, const Camera& camera) {
  if (!look.graticule || styleOf(look).widths.graticule.at(camera.view().zoom) <= 0) return {};
  return GraticuleMaker(look, camera).make();
}

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

}  // namespace

std::optional<SceneEdge> earthEdge(const Look& look, const Camera& camera) {
  const geo::FixedPlane* plane = camera.view().plane.fixed.get();
  if (plane == nullptr) return std::nullopt;
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
  for (const std::vector<WorldPoint>& outline : plane->domain().outlines) {
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

}  // namespace dateline::map

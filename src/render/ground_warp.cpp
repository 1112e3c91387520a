#include "render/ground_warp.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "geo/centred_plane.h"

namespace dateline::render {
namespace {

using map::ScreenPoint;

constexpr double kWarpTolerancePx = 0.4;
constexpr int kMostHalvings = 6;
// A cell that was halved to the last and still is no better lies across an edge of the map.
constexpr double kLargestLeftPx = 48;

/// Down to a whole pixel, and what is left in 1/256 px.
std::pair<int, int> wholePx(double px) {
  const std::int64_t places = std::llround(px * 256);
  const std::int64_t whole = places >> 8;
  return {static_cast<int>(whole), static_cast<int>(places - whole * 256)};
}

ScreenPoint midway(const ScreenPoint& a, const ScreenPoint& b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

double farthestApart(const ScreenPoint& a, const ScreenPoint& b) {
  return std::max(std::abs(a.x - b.x), std::abs(a.y - b.y));
}

}  // namespace

double GroundLay::unitPx() const {
  return geo::worldSizePx(map::Zoom{zoom}) * static_cast<double>(scale);
}

geo::WorldPoint GroundLay::origin() const {
  return plane.flat() ? geo::WorldPoint{0, 0} : geo::CentredPlane(plane).anchor();
}

LaidCamera layOf(const map::Camera& camera, float scale) {
  LaidCamera laid;
  laid.lay = {.plane = camera.view().plane, .zoom = camera.view().zoom.level, .scale = scale};
  const ScreenPoint at = camera.toScreen(laid.lay.origin());
  std::tie(laid.offset.x, laid.lay.fractionX) = wholePx(at.x * static_cast<double>(scale));
  std::tie(laid.offset.y, laid.lay.fractionY) = wholePx(at.y * static_cast<double>(scale));
  return laid;
}

void PictureMesh::appendQuad(const PictureVertex (&corners)[4]) {
  const auto first = static_cast<std::uint32_t>(vertices.size());
  vertices.insert(vertices.end(), std::begin(corners), std::end(corners));
  for (const std::uint32_t i : {0U, 1U, 2U, 1U, 3U, 2U}) indices.push_back(first + i);
}

struct GroundWarp::Planes {
  std::shared_ptr<const geo::Projection> from;
  std::optional<geo::Disc> fromDisc;
  std::optional<geo::CentredPlane> to;  // absent where the map is flat
  bool fromMercator = false;            // which repeats
  geo::WorldPoint fromOrigin;
  double fromUnitPx = 1, toUnitPx = 1;
  bool same = false;
};

GroundWarp::GroundWarp(const GroundLay& from, const map::Camera& to, float scale)
    : from_(from), to_(to), scale_(scale), planes_(std::make_unique<Planes>()) {
  planes_->from = geo::projectionOf(from.plane);
  planes_->fromDisc = planes_->from->disc();
  planes_->fromOrigin = from.origin();
  planes_->fromUnitPx = from.unitPx();
  planes_->toUnitPx = geo::worldSizePx(to.view().zoom) * static_cast<double>(scale);
  planes_->fromMercator = planes_->from->repeatsEastWest();
  planes_->same = from.plane == to.view().plane;
  if (!to.view().plane.flat()) planes_->to.emplace(to.view().plane);
}

GroundWarp::~GroundWarp() = default;

GroundWarp::Spot GroundWarp::spot(double x, double y, int copy) const {
  const Planes& p = *planes_;
  Spot spot{{x, y}, {}, true};
  geo::WorldPoint world{p.fromOrigin.x + (x - from_.fractionX / 256.0) / p.fromUnitPx,
                        p.fromOrigin.y + (y - from_.fractionY / 256.0) / p.fromUnitPx};
  const auto onMap = [&](const geo::WorldPoint& place) {
    const ScreenPoint at = to_.toScreen(place);
    return ScreenPoint{at.x * scale_, at.y * scale_};
  };
  if (p.same) {
    spot.at = onMap({world.x + copy, world.y});
    return spot;
  }
  if (p.fromDisc) {
    const double dx = world.x - p.fromDisc->centre.x, dy = world.y - p.fromDisc->centre.y;
    const double away = std::hypot(dx, dy);
    if (away > p.fromDisc->radius) {
      const double share = p.fromDisc->radius / away;
      world = {p.fromDisc->centre.x + dx * share, p.fromDisc->centre.y + dy * share};
      spot.source = {(world.x - p.fromOrigin.x) * p.fromUnitPx + from_.fractionX / 256.0,
                     (world.y - p.fromOrigin.y) * p.fromUnitPx + from_.fractionY / 256.0};
    }
  }
  if (from_.plane.fixed && !p.from->onEarth(world)) {
    spot.drawn = false;
    return spot;
  }
  geo::LngLat place = p.fromMercator ? geo::tallMercator().unproject(world) : p.from->unproject(world);
  if (p.fromMercator) place.lng = (world.x + copy) * 360 - 180;
  if (to_.view().plane.fixed) {
    spot.drawn = to_.shows(place);
    if (spot.drawn) spot.at = onMap(to_.projection().project(place));
    return spot;
  }
  if (!p.to) {
    geo::WorldPoint at = to_.projection().project(place);
    if (!p.fromMercator) at.x += std::round(to_.view().centre.x - at.x) + copy;
    spot.at = onMap(at);
    return spot;
  }
  const geo::CentredPlane::Spot laid = p.fromMercator ? p.to->unwrappedSpot(place) : p.to->spot(place);
  spot.at = onMap(laid.at);
  spot.drawn = laid.cosine > p.to->cutCosine();
  return spot;
}

std::optional<ScreenPoint> GroundWarp::sourceOf(ScreenPoint devicePx) const {
  const Planes& p = *planes_;
  const ScreenPoint logical{devicePx.x / scale_, devicePx.y / scale_};
  geo::WorldPoint world = to_.toWorld(logical);
  if (!p.same) {
    if (!to_.onEarth(logical)) return std::nullopt;
    const geo::LngLat place = to_.toLngLat(logical);
    if (!p.from->shows(place)) return ScreenPoint{1e300, 1e300};
    world = p.from->project(place);
    if (p.fromMercator) {
      const double lng = p.to ? p.to->plane().origin.lng : 0;
      world.x += std::round((lng - place.lng) / 360);
    }
  }
  return ScreenPoint{(world.x - p.fromOrigin.x) * p.fromUnitPx + from_.fractionX / 256.0,
                     (world.y - p.fromOrigin.y) * p.fromUnitPx + from_.fractionY / 256.0};
}

bool GroundWarp::seen(const Spot* spots, int count) const {
  geo::ScreenBox box;
  for (int i = 0; i < count; ++i) box.add(spots[i].at);
  const double room = std::max(box.width(), box.height()) / 4;
  return box.maxX + room >= 0 && box.maxY + room >= 0 && box.minX - room <= to_.width() * scale_ &&
         box.minY - room <= to_.height() * scale_;
}

void GroundWarp::split(const Cell& cell, const Source& source, int copy, int depth, PictureMesh& mesh) const {
  const double xm = (cell.x0 + cell.x1) / 2, ym = (cell.y0 + cell.y1) / 2;
  const Spot& a = cell.corners[0];
  const Spot& b = cell.corners[1];
  const Spot& c = cell.corners[2];
  const Spot& d = cell.corners[3];
  const bool last = depth >= kMostHalvings;
  if (!last || !planes_->same) {
    const Spot top = spot(xm, cell.y0, copy), left = spot(cell.x0, ym, copy), centre = spot(xm, ym, copy),
               right = spot(cell.x1, ym, copy), bottom = spot(xm, cell.y1, copy);
    const Spot all[] = {a, b, c, d, top, left, centre, right, bottom};
    const auto drawn = std::count_if(std::begin(all), std::end(all), [](const Spot& s) { return s.drawn; });
    if (drawn == 0 && depth > 1) return;
    if (depth > 1 && !seen(all, 9)) return;
    const double error =
        std::max({farthestApart(top.at, midway(a.at, b.at)), farthestApart(bottom.at, midway(c.at, d.at)),
                  farthestApart(left.at, midway(a.at, c.at)), farthestApart(right.at, midway(b.at, d.at)),
                  farthestApart(centre.at, midway(midway(a.at, d.at), midway(b.at, c.at)))});
    if (!last && (drawn < 9 || !(error <= kWarpTolerancePx))) {
      split({cell.x0, cell.y0, xm, ym, {a, top, left, centre}}, source, copy, depth + 1, mesh);
      split({xm, cell.y0, cell.x1, ym, {top, b, centre, right}}, source, copy, depth + 1, mesh);
      split({cell.x0, ym, xm, cell.y1, {left, centre, c, bottom}}, source, copy, depth + 1, mesh);
      split({xm, ym, cell.x1, cell.y1, {centre, right, bottom, d}}, source, copy, depth + 1, mesh);
      return;
    }
    const double largest = std::max({farthestApart(a.at, b.at), farthestApart(b.at, d.at),
                                     farthestApart(d.at, c.at), farthestApart(c.at, a.at)});
    if (last && (!a.drawn || !b.drawn || !c.drawn || !d.drawn || !(largest < kLargestLeftPx))) return;
  }
  const auto vertex = [&](const Spot& s) {
    const auto share = [](double value, int low, int high, float from, float to) {
      const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
      return std::lerp(from, to, static_cast<float>(t));
    };
    return PictureVertex{
        {static_cast<float>(s.at.x), static_cast<float>(s.at.y)},
        {share(s.source.x, source.box.x0, source.box.x1, source.texelLow.x, source.texelHigh.x),
         share(s.source.y, source.box.y0, source.box.y1, source.texelLow.y, source.texelHigh.y)},
        source.low,
        source.high};
  };
  mesh.appendQuad({vertex(a), vertex(b), vertex(c), vertex(d)});
}

std::vector<int> GroundWarp::copies() const {
  const map::View& view = to_.view();
  if (planes_->to) return planes_->to->weights().mercator > 0 ? std::vector{-1, 1, 0} : std::vector{0};
  std::vector<int> result;
  const int last = static_cast<int>(std::floor(to_.toWorld({to_.width(), 0}).x));
  for (int copy = static_cast<int>(std::floor(to_.toWorld({0, 0}).x)); copy <= last; ++copy)
    result.push_back(copy);
  return view.plane.flat() && !view.plane.fixed ? result : std::vector{0};
}

double GroundWarp::turnsAway(const PixelBox& box, int copy) const {
  if (!planes_->to || !planes_->fromMercator) return 0;
  const double middle = (box.x0 + box.x1) / 2.0 / planes_->fromUnitPx + copy;
  return std::abs(middle - planes_->to->anchor().x);
}

void GroundWarp::append(const Source& source, int copy, PictureMesh& mesh) const {
  const double x0 = source.box.x0, y0 = source.box.y0, x1 = source.box.x1, y1 = source.box.y1;
  const Cell cell{
      x0, y0, x1, y1, {spot(x0, y0, copy), spot(x1, y0, copy), spot(x0, y1, copy), spot(x1, y1, copy)}};
  split(cell, source, copy, 0, mesh);
}

}  // namespace dateline::render

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
// Of smaller ones all are laid that reach into their part of the map, so that nothing is left between them.
constexpr double kSmallestCutPx = 6;
constexpr double kHalfTurn = 180;  // degrees

/// Down to a whole pixel, and what is left in 1/256 px.
std::pair<int, int> wholePx(double px) {
  const std::int64_t places = std::llround(px * 256);
  const std::int64_t whole = places >> 8;
  return {static_cast<int>(whole), static_cast<int>(places - whole * 256)};
}

ScreenPoint midway(const ScreenPoint& a, const ScreenPoint& b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

/// Half a pixel farther.
ScreenPoint awayFrom(const ScreenPoint& middle, const ScreenPoint& p) {
  constexpr double kOverlapPx = 0.5;
  const auto on = [](double from, double to) { return to + (to > from ? kOverlapPx : -kOverlapPx); };
  return {on(middle.x, p.x), on(middle.y, p.y)};
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
  std::optional<geo::CentredPlane> fromCentred, to;  // absent where it is flat
  bool spheres = false;                              // both are there, and neither has a share of Mercator
  bool fromMercator = false;                         // which repeats
  geo::WorldPoint fromOrigin;
  double fromUnitPx = 1, toUnitPx = 1;
  bool same = false;
  bool torn = false;
  std::array<double, 2> gapFrom =
      {};  // of a torn map: how far north and south of the anchor, units of the plane
};

namespace {

/// Where, opposite the origin, the way on from a pole turns back outwards: there the gap begins. Beyond any
/// map where it does not turn back.
double gapBeyond(const geo::CentredPlane& plane, double side) {
  // Farther from the pole there is too much between the gap and the pole to be left out for it.
  constexpr double kNever = 1e9, kStep = 0.5, kFarthestBack = 75;
  const auto away = [&](double lat) {
    return -side *
           (plane.unwrappedSpot({plane.plane().origin.lng + kHalfTurn, side * lat}).at.y - plane.anchor().y);
  };
  double last = away(90 - kStep);
  for (double lat = 90 - 2 * kStep; lat > kFarthestBack; lat -= kStep) {
    const double next = away(lat);
    if (next > last) return last;
    last = next;
  }
  return kNever;
}

}  // namespace

GroundWarp::GroundWarp(const GroundLay& from, const map::Camera& to, float scale)
    : from_(from), to_(to), scale_(scale), planes_(std::make_unique<Planes>()) {
  planes_->from = geo::projectionOf(from.plane);
  planes_->fromDisc = planes_->from->disc();
  planes_->fromOrigin = from.origin();
  planes_->fromUnitPx = from.unitPx();
  planes_->toUnitPx = geo::worldSizePx(to.view().zoom) * static_cast<double>(scale);
  planes_->fromMercator = planes_->from->repeatsEastWest();
  planes_->same = from.plane == to.view().plane;
  if (!from.plane.flat()) planes_->fromCentred.emplace(from.plane);
  if (to.view().plane.flat()) return;
  planes_->to.emplace(to.view().plane);
  const auto isSphere = [](const auto& plane) { return plane && plane->weights().mercator == 0; };
  planes_->spheres = isSphere(planes_->fromCentred) && isSphere(planes_->to);
  planes_->torn = planes_->to->weights().mercator > 0 && !planes_->same;
  if (planes_->torn) planes_->gapFrom = {gapBeyond(*planes_->to, 1), gapBeyond(*planes_->to, -1)};
}

bool GroundWarp::torn() const {
  return planes_->torn;
}

ScreenPoint GroundWarp::onMap(geo::WorldPoint place) const {
  const ScreenPoint at = to_.toScreen(place);
  return {at.x * scale_, at.y * scale_};
}

GroundWarp::~GroundWarp() = default;

GroundWarp::Spot GroundWarp::spot(double x, double y, const Wish& wish) const {
  const int copy = wish.copy;
  const Planes& p = *planes_;
  Spot spot{{x, y}, {}, true};
  geo::WorldPoint world{p.fromOrigin.x + (x - from_.fractionX / 256.0) / p.fromUnitPx,
                        p.fromOrigin.y + (y - from_.fractionY / 256.0) / p.fromUnitPx};
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
  if (p.spheres) {
    const geo::CentredPlane::Spot laid = p.to->spot(p.fromCentred->directionAt(world));
    spot.at = onMap(laid.at);
    spot.drawn = laid.cosine > p.to->cutCosine();
    return spot;
  }
  if (from_.plane.fixed && !p.from->onEarth(world)) {
    spot.drawn = false;
    return spot;
  }
  // Beyond the ends of Mercator's world nothing was drawn; of the world's own picture its last row goes on.
  if (p.fromMercator && !wish.world && !p.from->onEarth(world)) spot.drawn = false;
  geo::LngLat place = p.fromMercator ? geo::tallMercator().unproject(world) : p.from->unproject(world);
  if (p.fromMercator) place.lng = (world.x + copy) * 360 - 180;
  if (to_.view().plane.fixed) {
    spot.drawn &= to_.shows(place);
    if (spot.drawn) spot.at = onMap(to_.projection().project(place));
    return spot;
  }
  if (!p.to) {
    geo::WorldPoint at = to_.projection().project(place);
    if (!p.fromMercator) at.x += std::round(to_.view().centre.x - at.x) + copy;
    spot.at = onMap(at);
    return spot;
  }
  if (!p.fromMercator) place.lng -= std::round((place.lng - p.to->plane().origin.lng) / 360) * 360;
  const geo::CentredPlane::Spot laid = p.to->unwrappedSpot(place);
  spot.at = onMap(laid.at);
  spot.drawn &= laid.cosine > p.to->cutCosine();
  spot.place = place;
  return spot;
}

/// A cell that reaches across the longitude opposite the origin goes on there, as its middle does.
void GroundWarp::keepTogether(const Spot& middle, Spot& spot) const {
  const double turns = std::round((middle.place.lng - spot.place.lng) / 360);
  if (turns == 0) return;
  spot.place.lng += turns * 360;
  spot.at = onMap(planes_->to->unwrappedSpot(spot.place).at);
}

bool GroundWarp::belongs(const Spot& spot, const Wish& wish) const {
  if (wish.part == Part::below) return true;
  const Planes& p = *planes_;
  const geo::CentredPlane& plane = *p.to;
  const auto [x, y] = plane.unwrappedSpot(spot.place).at;
  const double east = x - plane.anchor().x, north = plane.anchor().y - y;
  const bool inGap =
      (north > p.gapFrom[0] || -north > p.gapFrom[1]) && std::abs(east) < plane.weights().mercator / 2;
  const double turned = spot.place.lng - plane.plane().origin.lng;
  if (wish.part == Part::middle) return std::abs(turned) <= kHalfTurn && (wish.world || !inGap);
  if (!inGap || std::abs(turned) <= kHalfTurn || std::abs(turned) > 1.5 * kHalfTurn) return false;
  constexpr double kStep = 0.01;  // degrees
  const bool turnsBack = plane.unwrappedSpot({spot.place.lng + kStep, spot.place.lat}).at.x < x;
  return turnsBack && (turned > 0) == (east >= 0);
}

std::optional<ScreenPoint> GroundWarp::sourceOf(ScreenPoint devicePx) const {
  const Planes& p = *planes_;
  const ScreenPoint logical{devicePx.x / scale_, devicePx.y / scale_};
  geo::WorldPoint world = to_.toWorld(logical);
  if (p.spheres && !p.same) {
    if (!p.to->onEarth(world)) return std::nullopt;
    const geo::CentredPlane::Spot spot = p.fromCentred->spot(p.to->directionAt(world));
    if (spot.cosine < p.fromCentred->edgeCosine()) return ScreenPoint{1e300, 1e300};
    world = spot.at;
  } else if (!p.same) {
    if (!to_.onEarth(logical)) return std::nullopt;
    const geo::LngLat place = to_.toLngLat(logical);
    if (!p.from->shows(place)) return ScreenPoint{1e300, 1e300};
    world = p.from->project(place);
    if (p.fromMercator && (world.y <= 0 || world.y >= 1)) return ScreenPoint{1e300, 1e300};
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

void GroundWarp::split(const Cell& cell, const Wish& wish, int depth, PictureMesh& mesh) const {
  const double xm = (cell.x0 + cell.x1) / 2, ym = (cell.y0 + cell.y1) / 2;
  const bool last = depth >= kMostHalvings;
  if (last && planes_->same) return emit(cell, wish.source, mesh);
  const auto at = [&](double x, double y) { return spot(x, y, wish); };
  Spot all[] = {cell.corners[0], cell.corners[1], cell.corners[2], cell.corners[3], at(xm, cell.y0),
                at(cell.x0, ym), at(xm, ym),      at(cell.x1, ym), at(xm, cell.y1)};
  const Spot& centre = all[6];
  if (torn())
    for (Spot& s : all) keepTogether(centre, s);
  const auto& [a, b, c, d, top, left, middle, right, bottom] = all;
  auto drawn = std::count_if(std::begin(all), std::end(all), [](const Spot& s) { return s.drawn; });
  if (drawn == 0 && depth > 1) return;
  if (depth > 1 && !seen(all, 9)) return;
  if (torn()) {
    const auto inPart =
        std::count_if(std::begin(all), std::end(all), [&](const Spot& s) { return belongs(s, wish); });
    if (inPart == 0 && depth > 2) return;
    if (inPart < 9) drawn = std::min<std::ptrdiff_t>(drawn, 8);  // an edge runs through the cell
  }
  const double error =
      std::max({farthestApart(top.at, midway(a.at, b.at)), farthestApart(bottom.at, midway(c.at, d.at)),
                farthestApart(left.at, midway(a.at, c.at)), farthestApart(right.at, midway(b.at, d.at)),
                farthestApart(middle.at, midway(midway(a.at, d.at), midway(b.at, c.at)))});
  if (!last && (drawn < 9 || !(error <= kWarpTolerancePx))) {
    split({cell.x0, cell.y0, xm, ym, {a, top, left, middle}}, wish, depth + 1, mesh);
    split({xm, cell.y0, cell.x1, ym, {top, b, middle, right}}, wish, depth + 1, mesh);
    split({cell.x0, ym, xm, cell.y1, {left, middle, c, bottom}}, wish, depth + 1, mesh);
    split({xm, ym, cell.x1, cell.y1, {middle, right, bottom, d}}, wish, depth + 1, mesh);
    return;
  }
  const double largest = std::max({farthestApart(a.at, b.at), farthestApart(b.at, d.at),
                                   farthestApart(d.at, c.at), farthestApart(c.at, a.at)});
  // The outermost row of the world stands for all up to the pole, however far that is.
  const double most = torn() && wish.world ? 1e5 : kLargestLeftPx;
  if (last && (!a.drawn || !b.drawn || !c.drawn || !d.drawn || !(largest < most))) return;
  if (last && torn() && largest > kSmallestCutPx && !belongs(middle, wish)) return;
  Cell whole{cell.x0, cell.y0, cell.x1, cell.y1, {a, b, c, d}};
  // Where cells of two sizes meet, a crack would show what lies below; below the world there is nothing.
  if (torn() && wish.world)
    for (Spot& s : whole.corners) s.at = awayFrom(middle.at, s.at);
  emit(whole, wish.source, mesh);
}

void GroundWarp::emit(const Cell& cell, const Source& source, PictureMesh& mesh) const {
  const auto vertex = [&](const Spot& s) {
    const auto share = [](double value, int low, int high, float from, float to) {
      const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
      return std::lerp(from, to, static_cast<float>(t));
    };
    const float x = share(s.source.x, source.box.x0, source.box.x1, source.texelLow.x, source.texelHigh.x);
    const float y = share(s.source.y, source.box.y0, source.box.y1, source.texelLow.y, source.texelHigh.y);
    return PictureVertex{
        {static_cast<float>(s.at.x), static_cast<float>(s.at.y)},
        {std::clamp(x, source.low.x, source.high.x), std::clamp(y, source.low.y, source.high.y)}};
  };
  mesh.appendQuad(
      {vertex(cell.corners[0]), vertex(cell.corners[1]), vertex(cell.corners[2]), vertex(cell.corners[3])});
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

void GroundWarp::append(const Source& source, int copy, Part part, bool world, PictureMesh& mesh) const {
  const double x0 = source.box.x0, y0 = source.box.y0, x1 = source.box.x1, y1 = source.box.y1;
  const Wish wish{source, copy, part, world};
  const Cell cell{
      x0, y0, x1, y1, {spot(x0, y0, wish), spot(x1, y0, wish), spot(x0, y1, wish), spot(x1, y1, wish)}};
  split(cell, wish, 0, mesh);
}

}  // namespace dateline::render

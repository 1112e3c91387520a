#include "geo/fixed_plane.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <deque>
#include <mutex>
#include <unordered_map>

#include "geo/algorithms.h"
#include "geo/plane_domain.h"
#include "geo/proj_handle.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

/// From this latitude of the centre on a unit of the plane is no shorter: more than a few of them across a
/// plane would leave its middle zooms below 0.
constexpr double kFarthestUnitLatitude = 60;
/// Degrees from an edge, a tenth of a millimetre: on which side of it a place lies.
constexpr double kBeside = 1e-9;
constexpr double kSlopeDegrees = 1e-4;
/// Units of the plane: what lies beyond is on its way to infinity.
constexpr double kFarthest = 20;
/// Degrees: as far from the equator datums are told apart in longitude and latitude. The poles of another
/// datum lie some hundred metres beside, so that its longitudes go astray around them.
constexpr double kShiftedTo = 85;
/// Rings around what is shown: whole maps have one, and a few where they are torn apart.
constexpr std::size_t kMostFragments = 8;
/// Where places that are not on the plane are put.
constexpr WorldPoint kNowhere{1e6, 1e6};

std::uint64_t nextPlaneId() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

struct Handle {
  std::uint64_t plane = 0;
  ProjContext context;  // made before, and taken down after what is made in it
  ProjObject operation;
};

/// This thread's handle of an operation; those of the planes it used last are kept.
PJ* handleOf(std::uint64_t plane, const std::string& operation) {
  constexpr std::size_t kMostKept = 4;
  static thread_local std::deque<Handle> kept;
  for (const Handle& handle : kept)
    if (handle.plane == plane) return handle.operation.get();
  // Moved up one by one, a handle would lose its context before what was made in it.
  if (kept.size() == kMostKept) kept.pop_front();
  Handle handle{plane, makeProjContext(), nullptr};
  handle.operation.reset(proj().create(handle.context.get(), operation.c_str()));
  return kept.emplace_back(std::move(handle)).operation.get();
}

std::optional<PJ_COORD> transformed(PJ* operation, PJ_DIRECTION direction, double x, double y) {
  if (operation == nullptr) return std::nullopt;
  const PJ_COORD result = proj().trans(operation, direction, PJ_COORD{{x, y, 0, 0}});
  if (std::isfinite(result.xy.x) && std::isfinite(result.xy.y)) return result;
  proj().errno_reset(operation);
  return std::nullopt;
}

/// In the units of a geographic system; `p` within half a turn of its meridian.
std::optional<WorldPoint> shifted(PJ* operation, const Crs& crs, LngLat p) {
  const double degree = crs.turn / 360, lat = std::clamp(p.lat, -kShiftedTo, kShiftedTo);
  const auto there = transformed(operation, PJ_FWD, p.lng, lat);
  if (!there) return std::nullopt;
  // The other datum may have the place on the other side of its own ends.
  const double turns = std::round((there->xy.x - (p.lng - crs.meridian) * degree) / crs.turn);
  return WorldPoint{there->xy.x - turns * crs.turn, there->xy.y + (p.lat - lat) * degree};
}

/// The way back.
std::optional<LngLat> unshifted(PJ* operation, const Crs& crs, WorldPoint p) {
  constexpr double kBeyondPole = 1e-4;  // degrees: both ways are right to less
  const double degree = crs.turn / 360, y = std::clamp(p.y, -kShiftedTo * degree, kShiftedTo * degree);
  const auto there = transformed(operation, PJ_INV, p.x, y);
  if (!there) return std::nullopt;
  const double lat = there->xy.y + (p.y - y) / degree;
  return std::abs(lat) > 90 + kBeyondPole ? std::nullopt : std::optional(LngLat{there->xy.x, lat});
}

LngLat normalised(LngLat p) {
  if (p.lng < -180 || p.lng > 180) p.lng -= std::round(p.lng / 360) * 360;
  return {p.lng, std::clamp(p.lat, -90.0, 90.0)};
}

/// Of a straight line the place nearest to `p`.
WorldPoint nearestOn(WorldPoint a, WorldPoint b, WorldPoint p) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
  return {a.x + t * dx, a.y + t * dy};
}

constexpr std::size_t kBands = 256;

std::size_t bandOf(const WorldBox& bounds, double y) {
  const double share = (y - bounds.minY) / std::max(bounds.height(), 1e-300);
  return std::min(kBands - 1, static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * kBands));
}

/// Another datum has places elsewhere by up to so much at the equator, also across the edge of a piece.
constexpr double kFarthestShift = 0.02;
constexpr double kLeastShiftedParallel = 0.02;

/// How far from the edges of a piece, in degrees, all places lie on their own side. Where a projection does
/// not go all round the Earth no place changes sides.
double besideOf(const Crs& crs, double lat) {
  const bool shifts =
      crs.turn == 0 && crs.reach >= 180 && crs.operation.find("+proj=cart ") != std::string::npos;
  return shifts ? kFarthestShift / std::max(std::cos(lat * kRadians), kLeastShiftedParallel) : kBeside;
}

double within(double value, double low, double high, double beside) {
  return std::clamp(value, low + beside, std::max(low + beside, high - beside));
}

}  // namespace

FixedPlane::FixedPlane(Crs crs) : crs_(std::move(crs)), id_(nextPlaneId()) {}

Result<FixedPlanePtr> FixedPlane::create(Crs crs) {
  const std::shared_ptr<FixedPlane> plane(new FixedPlane(std::move(crs)));
  if (Status laid = plane->layAroundCentre(); !laid) return tl::make_unexpected(laid.error());
  plane->domain_ = findDomain(*plane);
  if (plane->domain_.patches.empty() || plane->domain_.outlines.empty())
    return fail(ErrorKind::usage, fmt::format("\"{}\" shows no part of the Earth that a map could be made of",
                                              plane->crs_.text));
  // Of a system that is meant for a part of the Earth that part is whole.
  if (!plane->crs_.area && plane->domain_.outlines.size() > kMostFragments)
    return fail(
        ErrorKind::usage,
        fmt::format("\"{}\" falls into {} fragments, as PROJ {} does not find its way back between them; "
                    "choose another projection",
                    plane->crs_.text, plane->domain_.outlines.size(), projVersion()));
  plane->sortEdges();
  return plane;
}

/// The scale at the centre, as the root of that of areas, makes the unit.
Status FixedPlane::layAroundCentre() {
  crs_.centre.lat = std::clamp(crs_.centre.lat, -90 + 2 * kSlopeDegrees, 90 - 2 * kSlopeDegrees);
  // Until the unit is known, that of a system in degrees or in metres, whichever it is, holds no limit.
  unit_ = 1e9;
  PJ* const operation = handleOf(id_, crs_.operation);
  if (operation != nullptr && proj().pj_info(operation).has_inverse == 0)
    return fail(ErrorKind::usage,
                fmt::format("\"{}\" is a projection that PROJ {} knows no way back from, which a "
                            "map needs; choose another",
                            crs_.text, projVersion()));
  const std::optional<WorldPoint> at = forward(crs_.centre);
  const double metres = metresPerUnit(crs_.centre);
  if (!at || !(metres > 0) || !std::isfinite(metres))
    return fail(
        ErrorKind::usage,
        fmt::format("\"{}\" has no projection at its own middle, {:.4g} degrees east and {:.4g} north; "
                    "look at its parameters",
                    crs_.text, crs_.centre.lng, crs_.centre.lat));
  const double latitude = std::min(std::abs(crs_.centre.lat), kFarthestUnitLatitude);
  const double wanted = 2 * kPi * kEarthRadiusMetres * std::cos(latitude * kRadians);
  origin_ = {(at->x - 0.5) * unit_, (0.5 - at->y) * unit_};
  unit_ *= wanted / metres;
  return {};
}

std::optional<WorldPoint> FixedPlane::forward(LngLat p) const {
  // PROJ's projections turn longitudes towards their own by themselves; longitude and latitude stay as they
  // are.
  const double away = p.lng - crs_.meridian;
  if (away > 180 || away < -180) p.lng -= std::round(away / 360) * 360;
  PJ* const operation = handleOf(id_, crs_.operation);
  std::optional<WorldPoint> there;
  if (crs_.turn > 0)
    there = shifted(operation, crs_, p);
  else if (const auto projected = transformed(operation, PJ_FWD, p.lng, p.lat))
    there = WorldPoint{projected->xy.x, projected->xy.y};
  if (!there) return std::nullopt;
  const WorldPoint at{0.5 + (there->x - origin_.x) / unit_, 0.5 - (there->y - origin_.y) / unit_};
  if (std::abs(at.x) > kFarthest || std::abs(at.y) > kFarthest) return std::nullopt;
  return at;
}

std::optional<LngLat> FixedPlane::inverse(WorldPoint p) const {
  PJ* const operation = handleOf(id_, crs_.operation);
  const WorldPoint at{origin_.x + (p.x - 0.5) * unit_, origin_.y + (0.5 - p.y) * unit_};
  if (crs_.turn > 0) {
    const auto place = unshifted(operation, crs_, at);
    return place ? std::optional(normalised(*place)) : std::nullopt;
  }
  const auto there = transformed(operation, PJ_INV, at.x, at.y);
  if (!there || std::abs(there->xy.y) > 90 + 1e-9) return std::nullopt;
  return normalised({there->xy.x, there->xy.y});
}

std::optional<WorldPoint> FixedPlane::forwardIn(const Piece& piece, LngLat p) const {
  // At a pole itself there are no sides; an edge of latitude elsewhere is one between two pieces.
  const double south = piece.minY <= -90 ? -90 : piece.minY + kBeside;
  const double north = piece.maxY >= 90 ? 90 : piece.maxY - kBeside;
  const double lat = std::clamp(p.lat, south, north);
  constexpr double kMostBeside = kFarthestShift / kLeastShiftedParallel;
  if (p.lng < piece.minX + kMostBeside || p.lng > piece.maxX - kMostBeside)
    p.lng = within(p.lng, piece.minX, piece.maxX, besideOf(crs_, lat));
  return forward({p.lng, lat});
}

WorldPoint FixedPlane::project(LngLat p) const {
  return forward(p).value_or(kNowhere);
}

void FixedPlane::project(std::span<const LngLat> in, std::span<WorldPoint> out) const {
  assert(in.size() == out.size());
  for (std::size_t i = 0; i < in.size(); ++i) out[i] = FixedPlane::project(in[i]);
}

bool FixedPlane::onEarth(WorldPoint p) const {
  if (!domain_.bounds.contains(p)) return false;
  bool inside = false;
  for (const auto& [a, b] : bands_[bandOf(domain_.bounds, p.y)])
    inside ^= (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
  return inside;
}

/// Within twice what the outlines are right to: on them, as far as they tell.
bool FixedPlane::onOutline(WorldPoint p) const {
  constexpr double kNear = 2 * kOutlineTolerance;
  const std::size_t last = bandOf(domain_.bounds, p.y + kNear);
  for (std::size_t band = bandOf(domain_.bounds, p.y - kNear); band <= last; ++band)
    for (const auto& [a, b] : bands_[band]) {
      const WorldPoint at = nearestOn(a, b, p);
      if (std::hypot(at.x - p.x, at.y - p.y) < kNear) return true;
    }
  return false;
}

std::optional<WorldPoint> FixedPlane::shownIn(const Piece& piece, LngLat p) const {
  const auto at = holds(p) ? forwardIn(piece, p) : std::nullopt;
  return at && (onEarth(*at) || onOutline(*at)) ? at : std::nullopt;
}

std::vector<WorldPoint> FixedPlane::spotsOf(LngLat p) const {
  std::vector<WorldPoint> spots;
  for (const Piece& piece : domain_.pieces)
    for (double turns = std::ceil((piece.minX - p.lng) / 360); p.lng + 360 * turns <= piece.maxX; ++turns)
      if (const LngLat turned{p.lng + 360 * turns, p.lat}; piece.contains(turned))
        if (const auto at = shownIn(piece, turned)) spots.push_back(*at);
  // At a pole all longitudes are one place; PROJ's iterations end beside it at the sides of some planes.
  if (spots.empty() && std::abs(p.lat) >= 90 && p.lng != crs_.meridian)
    return spotsOf({crs_.meridian, p.lat});
  return spots;
}

WorldPoint FixedPlane::projectNear(LngLat p, WorldPoint near) const {
  const auto atEdge = [&](const Piece& piece) {
    const double aside = std::remainder(p.lng - piece.minX, 360),
                 beyond = std::remainder(p.lng - piece.maxX, 360);
    return std::min(std::abs(aside), std::abs(beyond)) < kBeside;
  };
  if (std::ranges::none_of(domain_.pieces, atEdge)) return project(p);
  WorldPoint best = project(p);
  const auto away = [near](WorldPoint at) { return std::hypot(at.x - near.x, at.y - near.y); };
  for (const WorldPoint spot : spotsOf(p))
    if (away(spot) < away(best) - kOutlineTolerance) best = spot;
  return best;
}

void FixedPlane::sortEdges() {
  bands_.resize(kBands);
  for (const std::vector<WorldPoint>& ring : domain_.outlines) {
    WorldPoint a = ring.back();
    for (const WorldPoint b : ring) {
      const std::size_t last = bandOf(domain_.bounds, std::max(a.y, b.y));
      for (std::size_t band = bandOf(domain_.bounds, std::min(a.y, b.y)); band <= last; ++band)
        bands_[band].push_back({a, b});
      a = b;
    }
  }
}

LngLat FixedPlane::unproject(WorldPoint p) const {
  if (onEarth(p))
    if (const auto place = inverse(p)) return *place;
  // A little within the nearest place of the edge.
  WorldPoint nearest = p;
  double least = INFINITY;
  for (const std::vector<WorldPoint>& ring : domain_.outlines) {
    WorldPoint a = ring.back();
    for (const WorldPoint b : ring) {
      const WorldPoint at = nearestOn(a, b, p);
      const double away = std::hypot(at.x - p.x, at.y - p.y);
      if (away < least) least = away, nearest = at;
      a = b;
    }
  }
  for (const double share : {1e-6, 1e-4, 1e-2}) {
    const WorldPoint within{std::lerp(nearest.x, 0.5, share), std::lerp(nearest.y, 0.5, share)};
    if (const auto place = inverse(within)) return *place;
  }
  return crs_.centre;
}

double FixedPlane::metresPerUnit(LngLat at) const {
  at = normalised(at);
  at.lat = std::clamp(at.lat, -90 + 2 * kSlopeDegrees, 90 - 2 * kSlopeDegrees);
  const auto here = forward(at), east = forward({at.lng + kSlopeDegrees, at.lat}),
             north = forward({at.lng, at.lat + kSlopeDegrees});
  if (!here || !east || !north) return 2 * kPi * kEarthRadiusMetres;
  const double area =
      std::abs((east->x - here->x) * (north->y - here->y) - (east->y - here->y) * (north->x - here->x));
  const double step = kSlopeDegrees * kRadians * kEarthRadiusMetres;
  return step * std::sqrt(std::cos(at.lat * kRadians) / area);
}

bool FixedPlane::holds(LngLat p) const {
  return std::ranges::any_of(domain_.patches, [&](const Patch& patch) {
    const double turns = std::round((patch.box.centre().lng - p.lng) / 360) * 360;
    return patch.box.contains({p.lng + turns, p.lat});
  });
}

bool FixedPlane::shows(LngLat p) const {
  return !spotsOf(p).empty();
}

Result<FixedPlanePtr> fixedPlane(std::string_view text) {
  static std::mutex mutex;
  static std::unordered_map<std::string, Result<FixedPlanePtr>> known;
  constexpr std::size_t kMostKnown = 64;
  const std::lock_guard lock(mutex);
  const auto found = known.find(std::string(text));
  if (found != known.end()) return found->second;
  Result<Crs> crs = findCrs(text);
  Result<FixedPlanePtr> plane =
      crs ? FixedPlane::create(std::move(*crs)) : Result<FixedPlanePtr>(tl::make_unexpected(crs.error()));
  if (plane)  // another spelling of one that is known is that one
    for (const auto& [name, other] : known)
      if (other && (*other)->crs().text == (*plane)->crs().text) plane = other;
  if (known.size() >= kMostKnown) known.clear();
  return known.emplace(std::string(text), std::move(plane)).first->second;
}

}  // namespace dateline::geo

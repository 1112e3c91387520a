#include "geo/plane_judge.h"

#include <algorithm>
#include <cmath>

#include "geo/algorithms.h"
#include "geo/plane_faults.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

using Piece = FixedPlane::Piece;

constexpr double kNoRoom = -100;     // room where there is none at all
constexpr double kMostScale = 6;     // of lengths, beside those at the centre
constexpr double kSoundScale = 24;   // as far the projection may be used beyond what is shown
constexpr double kLeastArea = 0.02;  // of areas, beside those at the centre
constexpr double kPolarCap = 85;     // degrees
// Parallels shrink towards a pole; their stretching counts as if they were no shorter than this.
constexpr double kLeastParallel = 0.2;
constexpr double kStep = 1e-3;   // degrees: for slopes
constexpr double kInset = 1e-2;  // degrees: from an edge of a piece, where one looks
constexpr double kInsetAside = 0.03, kLeastInsetParallel = 0.02;
// Where cylinders laid across run out PROJ returns some kilometres beside, from overlaps thousands.
constexpr double kHomeMetres = 50'000;
// So far beyond a bound, in degrees, nobody looks.
constexpr double kBeyondBound = 4;

/// At the very edge PROJ's ways back are not to be relied on, nor on which side another datum has a place.
LngLat inset(const Piece& piece, LngLat p) {
  const double aside =
      std::min(kInsetAside / std::max(std::cos(p.lat * kRadians), kLeastInsetParallel), piece.width() / 2);
  return {std::clamp(p.lng, piece.minX + aside, piece.maxX - aside),
          std::clamp(p.lat, piece.minY + kInset, piece.maxY - kInset)};
}

/// Of no use in a map, but sound: the projection can be used a little beyond what is shown.
double soundAtLeast(double room) {
  return std::max(room, -0.99);
}

}  // namespace

PlaneJudge::PlaneJudge(const FixedPlane& plane) : plane_(plane) {
  const LngLat centre = plane.crs().centre;
  radian_ = kEarthRadiusMetres / plane.metresPerUnit(centre);
  mirrored_ = slopesAt({centre.lng - 180, -90, centre.lng + 180, 90}, centre).area < 0;
}

double PlaneJudge::room(const Piece& piece, LngLat p) const {
  p = inset(piece, p);
  const double area = ofArea(p), bound = ofBound(p);
  if (area <= 0 && bound < -kBeyondBound) return kNoRoom;
  if (!plane_.forwardIn(piece, p) || !leadsBack(piece, p)) return kNoRoom;
  const double scale = std::abs(p.lat) > kPolarCap ? ofCap(piece, p) : ofScale(piece, p);
  return area > 0 ? std::max(scale, area) : std::min(scale, soundAtLeast(bound));
}

/// Near the poles some of PROJ's ways back give up: there that of the cap's edge counts.
bool PlaneJudge::leadsBack(const Piece& piece, LngLat p) const {
  p.lat = std::clamp(p.lat, -kPolarCap, kPolarCap);
  const auto at = plane_.forwardIn(piece, p);
  const auto home = at ? plane_.inverse(*at) : std::nullopt;
  return home && distanceMetres(*home, p) < kHomeMetres;
}

/// Towards the middle of the piece, so that no edge is crossed.
PlaneJudge::Slopes PlaneJudge::slopesAt(const Piece& piece, LngLat p) const {
  const double east = p.lng < piece.centre().lng ? kStep : -kStep;
  const double north = p.lat < piece.centre().lat ? kStep : -kStep;
  const auto here = plane_.forwardIn(piece, p), aside = plane_.forwardIn(piece, {p.lng + east, p.lat}),
             ahead = plane_.forwardIn(piece, {p.lng, p.lat + north});
  if (!here || !aside || !ahead) return {INFINITY, INFINITY, 0};
  const double scale = 1 / (kStep * kRadians);
  const WorldPoint dx{(aside->x - here->x) * std::copysign(scale, east),
                      (aside->y - here->y) * std::copysign(scale, east)};
  const WorldPoint dy{(ahead->x - here->x) * std::copysign(scale, north),
                      (ahead->y - here->y) * std::copysign(scale, north)};
  return {std::hypot(dx.x, dx.y), std::hypot(dy.x, dy.y), -(dx.x * dy.y - dx.y * dy.x)};
}

double PlaneJudge::ofScale(const Piece& piece, LngLat p) const {
  const Slopes slopes = slopesAt(piece, p);
  const double cosine = std::cos(p.lat * kRadians);
  const double scale =
      std::max(slopes.meridian, slopes.parallel / std::max(cosine, kLeastParallel)) / radian_;
  const double area = (mirrored_ ? -slopes.area : slopes.area) / cosine / (radian_ * radian_);
  if (!(area > 0) || !(scale < 1e6)) return kNoRoom;
  const double room = std::min(std::log(kMostScale / scale), std::log(area / kLeastArea));
  return scale > kSoundScale ? std::min(room, -2.0) : soundAtLeast(room);
}

double PlaneJudge::ofCap(const Piece& piece, LngLat p) const {
  const double sign = p.lat < 0 ? -1 : 1;
  const LngLat atPole{p.lng, 90 * sign}, atEdge{p.lng, kPolarCap * sign};
  const auto pole = plane_.forwardIn(piece, atPole), edge = plane_.forwardIn(piece, atEdge);
  const double room = ofScale(piece, atEdge);
  if (!pole || !edge) return std::min(room, ofScale(piece, p));
  const double scale =
      std::hypot(pole->x - edge->x, pole->y - edge->y) / ((90 - kPolarCap) * kRadians) / radian_;
  return std::min(room, soundAtLeast(std::log(kMostScale / scale)));
}

/// Degrees.
double PlaneJudge::ofBound(LngLat p) const {
  if (!bound_) return -kNoRoom;
  const double left = bound_->reach - distanceMetres(bound_->home, p) / (kEarthRadiusMetres * kRadians);
  if (left < -kBeyondBound) return left;
  const double most = bound_->clear + kBeyondBound;
  return std::min(left, bound_->faults->distance(p, most) - bound_->clear);
}

/// Degrees from the edge of the area that the system is meant for, edges of the world aside.
double PlaneJudge::ofArea(LngLat p) const {
  const auto& area = plane_.crs().area;
  if (!area) return kNoRoom;
  p.lng += std::round((area->centre().lng - p.lng) / 360) * 360;
  const bool round = area->width() > 359.99;
  const double aside = round ? 90 : std::min(p.lng - area->minX, area->maxX - p.lng);
  const double south = area->minY <= -90 ? 90 : p.lat - area->minY;
  const double north = area->maxY >= 90 ? 90 : area->maxY - p.lat;
  return std::min({aside, south, north});
}

}  // namespace dateline::geo

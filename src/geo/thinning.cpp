#include "geo/thinning.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace dateline::geo {
namespace {

constexpr int kBesideExponent = -8;          // of the distance beside the window
constexpr int kFinest = -40, kCoarsest = 8;  // exponents of cells, in degrees
constexpr double kLift = 1024;               // makes degrees positive, and is a multiple of every cell
constexpr std::size_t kFewCells = 4;
constexpr double kLeastCosine = 0.05;          // nearer to the poles nothing gets finer any more
constexpr std::size_t kBytesOfTakenCell = 40;  // with its share of the table
constexpr float kSolid = 0.5F;                 // of a cell

/// That of the greatest power of two that is not more; of a positive, normal number.
int exponentOf(double value) {
  return static_cast<int>((std::bit_cast<std::uint64_t>(value) >> 52) & 0x7ff) - 1023;
}

std::int16_t sizeFor(double degrees) {
  return static_cast<std::int16_t>(std::clamp(exponentOf(degrees), kFinest, kCoarsest));
}

double powerOfTwo(int exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15ull;
  std::uint64_t hash = (a * kPrime) ^ std::rotl(b * kPrime, 31);
  hash = (hash ^ (hash >> 29)) * kPrime;
  return hash ^ (hash >> 32);
}

std::uint64_t rankOf(const LngLat& at) {
  return mixed(std::bit_cast<std::uint64_t>(at.lng + 0.0), std::bit_cast<std::uint64_t>(at.lat + 0.0));
}

double cosineAt(double lat) {
  return std::max(kLeastCosine, std::cos(lat * std::numbers::pi / 180));
}

/// The point of a run of a path that is kept.
class Choice {
 public:
  explicit Choice(const LngLat& first) : point_(first), rank_(rankOf(first)) {}
  void consider(const LngLat& at) {
    const std::uint64_t rank = rankOf(at);
    if (rank >= rank_) return;
    rank_ = rank;
    point_ = at;
  }
  [[nodiscard]] const LngLat& point() const { return point_; }

 private:
  LngLat point_;
  std::uint64_t rank_;
};

LngLat furthestFrom(const LngLat& a, const LngLat& b, std::span<const LngLat> path) {
  const auto areaWith = [&](const LngLat& p) {
    return std::abs((b.lng - a.lng) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lng - a.lng));
  };
  return *std::max_element(path.begin(), path.end(),
                           [&](const LngLat& p, const LngLat& q) { return areaWith(p) < areaWith(q); });
}

LngLatBox boxOf(std::span<const LngLat> path) {
  LngLatBox box;
  for (const LngLat& at : path) box.add(at);
  return box;
}

/// In square degrees.
double areaOf(std::span<const LngLat> ring) {
  const LngLat& from = ring.front();
  double twice = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const LngLat &a = ring[i], &b = ring[i + 1];
    twice += (a.lng - from.lng) * (b.lat - from.lat) - (b.lng - from.lng) * (a.lat - from.lat);
  }
  return std::abs(twice) / 2;
}

bool hasThreeCorners(std::span<const LngLat> ring) {
  std::size_t second = 1;
  while (second < ring.size() && ring[second] == ring[0]) ++second;
  return std::any_of(ring.begin() + static_cast<std::ptrdiff_t>(std::min(second, ring.size())), ring.end(),
                     [&](const LngLat& p) { return !(p == ring[0]) && !(p == ring[second]); });
}

}  // namespace

Thinning::Thinning(const ThinningRule& rule)
    : middle_(rule.window.centre()),
      halfWidth_(rule.window.width() / 2),
      halfHeight_(rule.window.height() / 2),
      exactWithin_(!(rule.tolerance > 0)) {
  if (exactWithin_) return;
  const double atEquator = rule.tolerance / cosineAt(middle_.lat);
  for (int band = 0; band < kBands; ++band) {
    const double south = band - 90.0, north = south + 1;
    const double nearer = std::min(std::abs(south), std::abs(north));  // to the equator
    const double lat =
        rule.mercator ? atEquator * cosineAt(std::max(std::abs(south), std::abs(north))) : rule.tolerance;
    latSizes_[static_cast<std::size_t>(band)] = sizeFor(lat);
    lngSizes_[static_cast<std::size_t>(band)] =
        sizeFor(rule.mercator ? atEquator : rule.tolerance / cosineAt(nearer));
  }
}

Thinning::Cell Thinning::cellOf(const LngLat& at) const {
  double aside = std::abs(at.lng - middle_.lng);
  if (aside > 180) aside = std::abs(std::remainder(aside, 360.0));
  const double beside = std::max(aside - halfWidth_, std::abs(at.lat - middle_.lat) - halfHeight_);
  if (exactWithin_ && beside <= 0) return {.exact = true};
  int x = kFinest, y = kFinest;
  if (beside > 0) x = y = std::clamp(exponentOf(beside) + kBesideExponent, kFinest, kCoarsest);
  if (!exactWithin_) {
    const auto band = static_cast<std::size_t>(at.lat + 90);
    x = std::max<int>(x, lngSizes_[band]);
    y = std::max<int>(y, latSizes_[band]);
  }
  return {static_cast<std::int64_t>((at.lng + kLift) * powerOfTwo(-x)),
          static_cast<std::int64_t>((at.lat + kLift) * powerOfTwo(-y)), x, y, false};
}

std::uint64_t Thinning::keyOf(const Cell& cell) {
  const std::uint64_t where = mixed(static_cast<std::uint64_t>(cell.x), static_cast<std::uint64_t>(cell.y));
  return mixed(where, static_cast<std::uint64_t>(cell.xSize * 256 + cell.ySize));
}

bool Thinning::takes(GeometryKind kind, const Cell& cell) {
  return cell.exact || taken_.insert(mixed(keyOf(cell), static_cast<std::uint64_t>(kind))).second;
}

void Thinning::thin(GeometryKind kind, std::span<const LngLat> path, std::vector<LngLat>& out, bool hole) {
  out.clear();
  if (path.empty()) return;
  if (kind == GeometryKind::point) return thinPoints(path, out);
  if (kind == GeometryKind::line) return thinLine(path, out);
  if (!thinRing(path, out)) {
    out.clear();
    if (!hole) thinSmallRing(path, out);
  }
  if (!hasThreeCorners(out)) out.clear();
}

void Thinning::thinPoints(std::span<const LngLat> path, std::vector<LngLat>& out) {
  for (const LngLat& at : path)
    if (takes(GeometryKind::point, cellOf(at))) out.push_back(at);
}

void Thinning::thinLine(std::span<const LngLat> path, std::vector<LngLat>& out) {
  Cell now = cellOf(path.front());
  const Cell last = cellOf(path.back());
  out.push_back(path.front());
  Choice choice(path.front());
  bool first = true;  // whose cell is kept already
  for (const LngLat& at : path.subspan(1)) {
    const Cell cell = cellOf(at);
    if (cell.same(now)) {
      choice.consider(at);
      continue;
    }
    if (!std::exchange(first, false)) out.push_back(choice.point());
    choice = Choice(at);
    now = cell;
  }
  if (first && !takes(GeometryKind::line, last)) return out.clear();
  // A run that ends the line is kept as its end.
  out.push_back(path.back());
  if (out.size() == 2 && out[0] == out[1]) out.clear();
}

bool Thinning::thinRing(std::span<const LngLat> path, std::vector<LngLat>& out) const {
  const std::size_t n = path.size();
  const Cell home = cellOf(path[0]);
  std::size_t begin = 1;
  while (begin < n && cellOf(path[begin]).same(home)) ++begin;
  if (begin == n) return false;
  Cell now = cellOf(path[begin]);
  Choice choice(path[begin]);
  for (std::size_t step = 1; step < n; ++step) {
    const LngLat& at = path[begin + step < n ? begin + step : begin + step - n];
    const Cell cell = cellOf(at);
    if (cell.same(now)) {
      choice.consider(at);
      continue;
    }
    out.push_back(choice.point());
    choice = Choice(at);
    now = cell;
  }
  out.push_back(choice.point());
  // A few cells meet even in a ring that is smaller than one.
  if (out.size() <= kFewCells && !now.exact) {
    const LngLatBox box = boxOf(path);
    if (box.width() < powerOfTwo(now.xSize) && box.height() < powerOfTwo(now.ySize)) return false;
  }
  if (out.size() == 2) out.push_back(furthestFrom(out[0], out[1], path));
  return true;
}

void Thinning::thinSmallRing(std::span<const LngLat> path, std::vector<LngLat>& out) {
  LngLatBox box = boxOf(path);
  const Cell cell = cellOf(box.centre());
  if (cell.exact) return out.assign(path.begin(), path.end());
  const auto [known, first] = covered_.try_emplace(keyOf(cell), 0.0F);
  float& covered = known->second;
  const bool wasSolid = covered >= kSolid;
  const double width = powerOfTwo(cell.xSize), height = powerOfTwo(cell.ySize);
  covered += static_cast<float>(areaOf(path) / (width * height));
  const bool isSolid = covered >= kSolid;
  if (wasSolid || (!first && !isSolid)) return;
  if (isSolid) {
    const double west = static_cast<double>(cell.x) * width - kLift,
                 south = static_cast<double>(cell.y) * height - kLift;
    box = {west, std::max(south, -90.0), west + width, std::min(south + height, 90.0)};
  }
  out = {{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}};
}

std::size_t Thinning::bytes() const {
  return (taken_.size() + covered_.size()) * kBytesOfTakenCell;
}

FeatureSet thinned(const FeatureSet& set, Thinning& thinning) {
  FeatureSet result;
  std::vector<LngLat> kept;
  for (const Feature& feature : set.features) {
    Feature thin{.kind = feature.kind,
                 .firstPath = static_cast<std::uint32_t>(result.paths.size()),
                 .row = feature.row};
    bool outerKept = false;
    for (const Path& path : set.pathsOf(feature)) {
      if (path.hole && !outerKept) continue;
      thinning.thin(feature.kind, set.points(path), kept, path.hole);
      if (!path.hole) outerKept = !kept.empty();
      if (kept.empty()) continue;
      Path shorter{.first = static_cast<std::uint32_t>(result.coords.size()),
                   .count = static_cast<std::uint32_t>(kept.size()),
                   .hole = path.hole};
      for (const LngLat& at : kept) shorter.bounds.add(at);
      result.coords.append(kept);
      result.paths.push_back(shorter);
      thin.bounds.add(shorter.bounds);
    }
    thin.pathCount = static_cast<std::uint32_t>(result.paths.size()) - thin.firstPath;
    if (thin.pathCount == 0) continue;
    result.bounds.add(thin.bounds);
    result.features.push_back(thin);
  }
  return result;
}

}  // namespace dateline::geo

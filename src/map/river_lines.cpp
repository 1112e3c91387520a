#include "map/river_lines.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <utility>

#include "geo/projection.h"

namespace dateline::map {
namespace {

constexpr double kSpotsUntilZoom = 8;  // nearer, the lines of the data are too coarse to be followed
// Names come at some of the spots; those of great rivers look farther for a place of their own.
constexpr double kSpotsApartPx = kRiverNameSpacingPx / 4, kGreatSpotsApartPx = kRiverNameSpacingPx / 8;
constexpr double kLeastShare = 1.5;   // of the name's width: how long a line it needs
constexpr int kTries = 9;             // places looked at for the gentlest one
constexpr double kReachShare = 0.42;  // of the way to the next spot: how far they lie to both sides
constexpr int kChords = 7;            // that a name's stretch of the line is measured by
constexpr int kMeanOf = 3;            // places that the middle of a chord's length is found from
constexpr double kMostTurn = 1.5;     // radians that it may turn in all
constexpr double kSharpTurn = 1;      // radians from one to the next that no letters follow
constexpr double kMostWinding = 1.6;  // times as long as its course: a name would lie across its strokes
constexpr double kZoomStep = 0.5, kMostSteps = 6;  // nearer, until a name's stretch turns no more than that

using Ends = std::pair<double, double>;

struct Piece {
  const geo::Path* path = nullptr;
  double rank = 0;
  bool used = false;
};

/// The pieces of one name.
class Joiner {
 public:
  Joiner(const geo::FeatureSet& set, std::vector<Piece> pieces) : set_(set), pieces_(std::move(pieces)) {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const auto points = set_.points(*pieces_[i].path);
      ends_.emplace(endOf(points.front()), i);
      ends_.emplace(endOf(points.back()), i);
    }
  }

  std::vector<RiverLine> lines(const std::string& name) {
    std::vector<RiverLine> result;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].used) continue;
      RiverLine& line = result.emplace_back();
      line.name = name;
      line.rank = pieces_[i].rank;
      pieces_[i].used = true;
      const auto points = set_.points(*pieces_[i].path);
      line.points.assign(points.begin(), points.end());
      extend(line);
      std::reverse(line.points.begin(), line.points.end());
      extend(line);
    }
    return result;
  }

 private:
  static Ends endOf(LngLat p) { return {p.lng, p.lat}; }

  /// With pieces that meet its end, as long as there are any: of several the longest.
  void extend(RiverLine& line) {
    while (Piece* next = longestAt(endOf(line.points.back()))) {
      next->used = true;
      line.rank = std::min(line.rank, next->rank);
      const auto points = set_.points(*next->path);
      if (endOf(points.front()) == endOf(line.points.back()))
        line.points.insert(line.points.end(), points.begin() + 1, points.end());
      else
        line.points.insert(line.points.end(), points.rbegin() + 1, points.rend());
    }
  }

  Piece* longestAt(Ends end) {
    Piece* best = nullptr;
    for (auto [at, last] = ends_.equal_range(end); at != last; ++at) {
      Piece& piece = pieces_[at->second];
      if (!piece.used && (best == nullptr || piece.path->count > best->path->count)) best = &piece;
    }
    return best;
  }

  const geo::FeatureSet& set_;
  std::vector<Piece> pieces_;
  std::multimap<Ends, std::size_t> ends_;
};

void measure(RiverLine& line) {
  double along = 0;
  for (const LngLat& point : line.points) {
    const WorldPoint p = geo::mercator().project(point);
    line.bounds.add(point);
    if (!line.onMercator.empty())
      along += std::hypot(p.x - line.onMercator.back().x, p.y - line.onMercator.back().y);
    line.onMercator.push_back(p);
    line.along.push_back(along);
  }
}

WorldPoint mercatorAt(const RiverLine& line, double distance) {
  const auto after = std::lower_bound(line.along.begin() + 1, line.along.end() - 1, distance);
  const auto i = static_cast<std::size_t>(after - line.along.begin());
  const double span = line.along[i] - line.along[i - 1];
  const double part = span > 0 ? std::clamp((distance - line.along[i - 1]) / span, 0.0, 1.0) : 0;
  const WorldPoint &a = line.onMercator[i - 1], &b = line.onMercator[i];
  return {std::lerp(a.x, b.x, part), std::lerp(a.y, b.y, part)};
}

/// The middle of a stretch of the line, so that its windings do not count.
WorldPoint meanAround(const RiverLine& line, double middle, double stretch) {
  WorldPoint mean;
  for (int i = 0; i < kMeanOf; ++i) {
    const WorldPoint p = mercatorAt(line, middle + stretch * ((i + 0.5) / kMeanOf - 0.5));
    mean = {mean.x + p.x / kMeanOf, mean.y + p.y / kMeanOf};
  }
  return mean;
}

/// How much the line's course turns, in all, over a stretch around a place; radians. More than any may where
/// it has a sharp bend, or winds too much; where it is more than `most`, any number that is.
double turnAround(const RiverLine& line, double middle, double stretch, double most) {
  const double chord = stretch / kChords;
  double turned = 0, before = 0, course = 0;
  WorldPoint from = meanAround(line, middle - stretch / 2, chord);
  for (int i = 1; i <= kChords; ++i) {
    const WorldPoint to = meanAround(line, middle - stretch / 2 + i * chord, chord);
    const double direction = std::atan2(to.y - from.y, to.x - from.x);
    const double turn = i > 1 ? std::abs(std::remainder(direction - before, 2 * std::numbers::pi)) : 0;
    turned += turn > kSharpTurn ? turn + kMostTurn : turn;
    if (turned > most) return turned;
    course += std::hypot(to.x - from.x, to.y - from.y);
    before = direction;
    from = to;
  }
  return course * kMostWinding < stretch ? turned + kMostTurn : turned;
}

/// Near `wanted` the place where the stretch turns least, of equal ones the nearest; anywhere where it turns
/// too much all over.
double gentlest(const RiverLine& line, double wanted, double reach, double stretch, double& turn) {
  double best = wanted;
  turn = 1e9;
  for (int i = 0; i < kTries; ++i) {
    const double aside = reach * static_cast<double>((i + 1) / 2) / (kTries / 2) * (i % 2 == 0 ? 1 : -1);
    const double at = std::clamp(wanted + aside, stretch / 2, line.length() - stretch / 2);
    const double farther = 0.3 * std::abs(aside) / reach;
    const double turned = farther + turnAround(line, at, stretch, std::min(turn, kMostTurn) - farther);
    if (turned < turn) turn = turned, best = at;
  }
  return best;
}

std::optional<RiverSpot> gentleSpot(const RiverLine& line, double wanted, double reach, double from,
                                    double nameWidthPx) {
  for (int step = 0; step < kMostSteps; ++step) {
    const double zoom = from + step * kZoomStep;
    double turn = 0;
    const double at = gentlest(line, wanted, reach, nameWidthPx / geo::worldSizePx(geo::Zoom{zoom}), turn);
    if (turn <= kMostTurn) return RiverSpot{at, zoom};
  }
  return std::nullopt;
}

double riverZoom(double unitsOfMercator, double px) {
  return std::log2(px / unitsOfMercator / geo::worldSizePx(geo::Zoom{0}));
}

}  // namespace

LngLat RiverLine::placeAt(double distance) const {
  return geo::mercator().unproject(mercatorAt(*this, distance));
}

double RiverLine::directionAt(double distance) const {
  const double reach = length() / 200;
  const WorldPoint a = mercatorAt(*this, distance - reach), b = mercatorAt(*this, distance + reach);
  return std::atan2(b.y - a.y, b.x - a.x);
}

std::vector<RiverLine> riverLines(const geo::FeatureSet& rivers) {
  std::map<std::string, std::vector<Piece>, std::less<>> byName;
  for (const geo::Feature& feature : rivers.features) {
    const std::string_view name = rivers.attributes.value("name", feature.row);
    if (name.empty() || feature.kind != geo::GeometryKind::line) continue;
    const double rank = rivers.attributes.number("rank", feature.row, 12);
    for (const geo::Path& path : rivers.pathsOf(feature))
      if (path.count >= 2) byName[std::string(name)].push_back({&path, rank});
  }
  std::vector<RiverLine> result;
  for (auto& [name, pieces] : byName) {
    for (RiverLine& line : Joiner(rivers, std::move(pieces)).lines(name)) {
      measure(line);
      if (line.length() > 0) result.push_back(std::move(line));
    }
  }
  return result;
}

std::vector<RiverSpot> riverSpots(const RiverLine& line, double nameWidthPx) {
  std::vector<RiverSpot> spots;
  if (!(nameWidthPx > 0)) return spots;
  const double fits = riverZoom(line.length(), kLeastShare * nameWidthPx);
  const double apartPx = line.rank <= kGreatRiverRank ? kGreatSpotsApartPx : kSpotsApartPx;
  for (int level = 0;; ++level) {
    const double apart = line.length() / std::ldexp(1.0, level + 1);
    const double from = level == 0 ? fits : std::max(fits, riverZoom(apart, apartPx));
    if (from > (level == 0 ? kSpotsUntilZoom + 3 : kSpotsUntilZoom)) break;
    for (int i = 0; i < 1 << level; ++i) {
      const auto spot = gentleSpot(line, apart * (2 * i + 1), apart * kReachShare, from, nameWidthPx);
      const auto near = [&](const RiverSpot& other) {
        return std::abs(other.along - spot->along) < apart / 2;
      };
      if (spot && std::none_of(spots.begin(), spots.end(), near)) spots.push_back(*spot);
    }
  }
  return spots;
}

}  // namespace dateline::map

#include "geo/plane_domain.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "geo/algorithms.h"
#include "geo/sphere.h"

namespace dateline::geo {
namespace {

using Piece = FixedPlane::Piece;

constexpr double kMostScale = 6;     // of lengths, beside those at the centre
constexpr double kSoundScale = 24;   // as far the projection may be used beyond what is shown
constexpr double kLeastArea = 0.02;  // of areas, beside those at the centre
constexpr double kPolarCap = 85;     // degrees
// Parallels shrink towards a pole; their stretching counts as if they were no shorter than this.
constexpr double kLeastParallel = 0.2;
constexpr double kCellDegrees = 2, kFineCellDegrees = 0.5;
// Where more than this share of the cells cannot be used whole, smaller ones are worth their time.
constexpr double kMostBroken = 0.005;
constexpr double kWorldDegrees = 300;
constexpr double kStep = 1e-3;    // degrees: for slopes
constexpr double kInset = 1e-2;   // degrees: from an edge of a piece, where one looks
constexpr double kAcross = 3e-9;  // degrees: to the other side of an edge
constexpr double kSamePlace = 1e-7;
constexpr double kHomeMetres = 1000;
constexpr int kBisections = 24, kFollowBisections = 12;
constexpr int kContourHalvings = 2;
constexpr double kLongestDegrees = 2;  // no part of a way is straight over more
constexpr int kDeepestBend = 18;
// A ring is closed where the ends of its parts lie together so well.
constexpr double kJoined = 3e-6;

double distance(WorldPoint a, WorldPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

LngLat midway(LngLat a, LngLat b) {
  return {(a.lng + b.lng) / 2, (a.lat + b.lat) / 2};
}

// ---- tears --------------------------------------------------------------------------------------------

/// Finds the meridians along which a plane is torn, but for the one opposite its own.
class Tears {
 public:
  explicit Tears(const FixedPlane& plane)
      : plane_(plane), reach_(plane.crs().transverse ? 90 : 180), west_(plane.crs().meridian - reach_) {}

  std::vector<Piece> pieces() const {
    const std::vector<double> north = cuts(1), south = cuts(-1);
    if (north == south) return between(north, -90, 90);
    std::vector<Piece> pieces = between(north, 0, 90);
    for (const Piece& piece : between(south, -90, 0)) pieces.push_back(piece);
    return pieces;
  }

 private:
  static constexpr int kSamples = 360;
  static constexpr double kSameMeridian = 1e-4;
  static constexpr std::size_t kMostCuts = 12;

  [[nodiscard]] std::vector<Piece> between(const std::vector<double>& cuts, double south,
                                           double north) const {
    std::vector<Piece> pieces;
    double from = west_;
    for (const double cut : cuts) pieces.push_back({from, south, cut, north}), from = cut;
    pieces.push_back({from, south, west_ + 2 * reach_, north});
    return pieces;
  }

  [[nodiscard]] std::vector<double> cuts(double sign) const {
    std::vector<double> found;
    for (const double lat : {5.0, 15.0, 30.0, 45.0, 60.0, 75.0}) look(lat * sign, found);
    std::sort(found.begin(), found.end());
    // A tear across the meridians lies elsewhere on each parallel: there is nothing to be cut along.
    std::vector<double> cuts;
    for (std::size_t i = 1; i < found.size(); ++i)
      if (found[i] - found[i - 1] < kSameMeridian &&
          (cuts.empty() || found[i] - cuts.back() >= kSameMeridian))
        cuts.push_back(found[i]);
    if (cuts.size() > kMostCuts) cuts.clear();
    return cuts;
  }

  /// Along a parallel steps are about as long as each other, but over a tear.
  void look(double lat, std::vector<double>& found) const {
    std::vector<std::optional<WorldPoint>> points;
    std::vector<double> steps;
    const double step = 2 * reach_ / kSamples;
    for (int i = 0; i <= kSamples; ++i) {
      const double inset = i == 0 ? kInset : i == kSamples ? -kInset : 0;
      points.push_back(plane_.forward({west_ + i * step + inset, lat}));
      if (i > 0 && points[i] && points[i - 1]) steps.push_back(distance(*points[i], *points[i - 1]));
    }
    if (steps.empty()) return;
    std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2),
                     steps.end());
    const double usual = steps[steps.size() / 2];
    for (int i = 1; i <= kSamples; ++i) {
      if (!points[i] || !points[i - 1] || distance(*points[i], *points[i - 1]) < 3 * usual) continue;
      if (const auto tear = tearBetween(west_ + (i - 1) * step, west_ + i * step, lat))
        found.push_back(*tear);
    }
  }

  [[nodiscard]] std::optional<double> tearBetween(double low, double high, double lat) const {
    auto a = plane_.forward({low, lat}), b = plane_.forward({high, lat});
    for (int i = 0; i < kBisections && a && b; ++i) {
      const double middle = (low + high) / 2;
      const auto m = plane_.forward({middle, lat});
      if (!m) return std::nullopt;
      if (distance(*a, *m) > distance(*m, *b))
        high = middle, b = m;
      else
        low = middle, a = m;
    }
    if (!a || !b || distance(*a, *b) < 1e-4) return std::nullopt;
    const double tear = std::round((low + high) / 2 * 1e6) / 1e6;
    const bool inside = tear > west_ + 2 * kInset && tear < west_ + 2 * reach_ - 2 * kInset;
    return inside ? std::optional(tear) : std::nullopt;
  }

  const FixedPlane& plane_;
  double reach_, west_;
};

// ---- how far it is of use -------------------------------------------------------------------------------

/// Tells of places whether the plane shows them.
class Judge {
 public:
  explicit Judge(const FixedPlane& plane) : plane_(plane) {
    const LngLat centre = plane.crs().centre;
    const double latitude = centre.lat * kRadians;
    const double metres = plane.metresPerUnit(centre);
    // Units of the plane for a radian of the Earth at the centre.
    radian_ = kEarthRadiusMetres / metres;
    const Slopes slopes = slopesAt({centre.lng - 180, -90, centre.lng + 180, 90}, centre);
    mirrored_ = slopes.area / std::cos(latitude) < 0;
  }

  /// Above 0 where it is shown; below -1 where it is of no use at all.
  [[nodiscard]] double room(const Piece& piece, LngLat p) const {
    p = inset(piece, p);
    const auto at = plane_.forwardIn(piece, p);
    if (!at) return kNone;
    if (!leadsBack(piece, p)) return kNone;
    return std::max(ofScale(piece, p), ofArea(p));
  }

 private:
  static constexpr double kNone = -100;
  struct Slopes {
    double parallel = INFINITY, meridian = INFINITY;  ///< plane units for a radian of longitude, of latitude
    double area = 0;
  };

  /// At the very edge PROJ's ways back are not to be relied on.
  static LngLat inset(const Piece& piece, LngLat p) {
    return {std::clamp(p.lng, piece.minX + kInset, piece.maxX - kInset),
            std::clamp(p.lat, piece.minY + kInset, piece.maxY - kInset)};
  }

  /// Near the poles some of PROJ's ways back give up: there that of the cap's edge counts.
  [[nodiscard]] bool leadsBack(const Piece& piece, LngLat p) const {
    p.lat = std::clamp(p.lat, -kPolarCap, kPolarCap);
    const auto at = plane_.forwardIn(piece, p);
    const auto home = at ? plane_.inverse(*at) : std::nullopt;
    return home && distanceMetres(*home, p) < kHomeMetres;
  }

  /// Towards the middle of the piece, so that no edge is crossed.
  [[nodiscard]] Slopes slopesAt(const Piece& piece, LngLat p) const {
    const double east = p.lng < piece.centre().lng ? kStep : -kStep;
    const double north = p.lat < piece.centre().lat ? kStep : -kStep;
    const auto here = plane_.forwardIn(piece, p), aside = plane_.forwardIn(piece, {p.lng + east, p.lat}),
               ahead = plane_.forwardIn(piece, {p.lng, p.lat + north});
    if (!here || !aside || !ahead) return {};
    const double scale = 1 / (kStep * kRadians);
    const WorldPoint dx{(aside->x - here->x) * std::copysign(scale, east),
                        (aside->y - here->y) * std::copysign(scale, east)};
    const WorldPoint dy{(ahead->x - here->x) * std::copysign(scale, north),
                        (ahead->y - here->y) * std::copysign(scale, north)};
    return {std::hypot(dx.x, dx.y), std::hypot(dy.x, dy.y), -(dx.x * dy.y - dx.y * dy.x)};
  }

  [[nodiscard]] double ofScale(const Piece& piece, LngLat p) const {
    if (std::abs(p.lat) > kPolarCap) return ofCap(piece, p);
    const Slopes slopes = slopesAt(piece, p);
    const double cosine = std::cos(p.lat * kRadians);
    const double scale =
        std::max(slopes.meridian, slopes.parallel / std::max(cosine, kLeastParallel)) / radian_;
    const double area = (mirrored_ ? -slopes.area : slopes.area) / cosine / (radian_ * radian_);
    if (!(area > 0) || !(scale < 1e6)) return kNone;
    const double room = std::min(std::log(kMostScale / scale), std::log(area / kLeastArea));
    return scale > kSoundScale ? std::min(room, -2.0) : std::max(room, -0.99);
  }

  [[nodiscard]] double ofCap(const Piece& piece, LngLat p) const {
    const double sign = p.lat < 0 ? -1 : 1;
    const auto pole = plane_.forwardIn(piece, {p.lng, 90 * sign});
    const auto edge = plane_.forwardIn(piece, {p.lng, kPolarCap * sign});
    const double atEdge = ofScale(piece, {p.lng, kPolarCap * sign});
    if (!pole || !edge) return std::min(atEdge, -2.0);
    const double scale = distance(*pole, *edge) / ((90 - kPolarCap) * kRadians) / radian_;
    return std::min(atEdge, std::max(std::log(kMostScale / scale), -0.99));
  }

  /// Degrees from the edge of the area that the system is meant for, edges of the world aside.
  [[nodiscard]] double ofArea(LngLat p) const {
    const auto& area = plane_.crs().area;
    if (!area) return kNone;
    p.lng += std::round((area->centre().lng - p.lng) / 360) * 360;
    const bool round = area->width() > 359.99;
    const double aside = round ? 90 : std::min(p.lng - area->minX, area->maxX - p.lng);
    const double south = area->minY <= -90 ? 90 : p.lat - area->minY;
    const double north = area->maxY >= 90 ? 90 : area->maxY - p.lat;
    return std::max(std::min({aside, south, north}), -0.99);
  }

  const FixedPlane& plane_;
  double radian_ = 1;
  bool mirrored_ = false;
};

// ---- cells ----------------------------------------------------------------------------------------------

/// A line of places within a piece, straight in longitude and latitude.
struct Side {
  LngLat a, b;
};

/// One piece in cells, of which those that are of use become patches.
class Cells {
 public:
  Cells(const FixedPlane& plane, const Judge& judge, std::span<const Piece> all, const Piece& piece,
        double degrees)
      : plane_(plane),
        judge_(judge),
        all_(all),
        piece_(piece),
        columns_(std::max(1, static_cast<int>(std::lround(piece.width() / degrees)))),
        rows_(std::max(1, static_cast<int>(std::lround(piece.height() / degrees)))) {
    for (int j = 0; j <= rows_; ++j)
      for (int i = 0; i <= columns_; ++i) {
        room_.push_back(judge_.room(piece_, place(i, j)));
        at_.push_back(plane_.forwardIn(piece_, place(i, j)));
      }
    used_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
    for (int j = 0; j < rows_; ++j)
      for (int i = 0; i < columns_; ++i) judgeCell(i, j);
    for (const auto& [i, j] : broken_) leaveOut(i, j);
  }

  /// True when too many cells that are shown in part cannot be projected whole.
  [[nodiscard]] bool coarse() const {
    return static_cast<double>(broken_.size()) > kMostBroken * static_cast<double>(used_.size());
  }

  /// The cells that are of use, in boxes as large as can be.
  [[nodiscard]] std::vector<LngLatBox> boxes() const {
    struct Open {
      int left, right, top;
    };
    std::vector<LngLatBox> boxes;
    std::vector<Open> open;
    for (int j = 0; j <= rows_; ++j) {
      std::vector<Open> runs;
      for (int i = 0; j < rows_ && i < columns_; ++i) {
        if (!used(i, j)) continue;
        const int left = i;
        while (i < columns_ && used(i, j)) ++i;
        runs.push_back({left, i, j});
      }
      for (const Open& box : open) {
        const auto same = std::find_if(runs.begin(), runs.end(), [&](const Open& run) {
          return run.left == box.left && run.right == box.right;
        });
        if (same != runs.end()) {
          same->top = box.top;
          continue;
        }
        const LngLat low = place(box.left, box.top), high = place(box.right, j);
        boxes.push_back({low.lng, low.lat, high.lng, high.lat});
      }
      open = std::move(runs);
    }
    return boxes;
  }

  /// The edges of what is shown: where it ends inside the piece, and the piece's own edges, as far as they
  /// are shown and no other piece goes on there.
  [[nodiscard]] std::vector<Side> sides() const {
    std::vector<Side> sides;
    for (int j = 0; j < rows_; ++j)
      for (int i = 0; i < columns_; ++i) contour(i, j, sides);
    for (int i = 0; i < columns_; ++i) {
      own({i, 0}, {i + 1, 0}, {0, -kAcross}, sides);
      own({i, rows_}, {i + 1, rows_}, {0, kAcross}, sides);
    }
    for (int j = 0; j < rows_; ++j) {
      own({0, j}, {0, j + 1}, {-kAcross, 0}, sides);
      own({columns_, j}, {columns_, j + 1}, {kAcross, 0}, sides);
    }
    return sides;
  }

 private:
  struct Node {
    int i, j;
  };
  [[nodiscard]] LngLat place(int i, int j) const {
    const auto along = [](double low, double high, int part, int parts) {
      return part == parts ? high : low + (high - low) * part / parts;
    };
    return {along(piece_.minX, piece_.maxX, i, columns_), along(piece_.minY, piece_.maxY, j, rows_)};
  }
  [[nodiscard]] std::size_t index(int i, int j) const {
    return static_cast<std::size_t>(j) * static_cast<std::size_t>(columns_ + 1) + static_cast<std::size_t>(i);
  }
  [[nodiscard]] bool shown(int i, int j) const { return room_[index(i, j)] > 0; }
  [[nodiscard]] bool used(int i, int j) const {
    return used_[static_cast<std::size_t>(j) * static_cast<std::size_t>(columns_) +
                 static_cast<std::size_t>(i)];
  }

  void judgeCell(int i, int j) {
    const std::array<Node, 4> corners{{{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}}};
    const auto isShown = [&](Node n) { return shown(n.i, n.j); };
    const auto isSound = [&](Node n) { return room_[index(n.i, n.j)] > -1 && at_[index(n.i, n.j)]; };
    if (std::none_of(corners.begin(), corners.end(), isShown)) return;
    const bool sound = std::all_of(corners.begin(), corners.end(), isSound) && !torn(i, j);
    used_[static_cast<std::size_t>(j) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(i)] =
        sound;
    if (!sound) broken_.push_back({i, j});
  }

  /// A tear keeps its width however near one looks.
  [[nodiscard]] bool torn(int i, int j) const {
    const LngLat middle = midway(place(i, j), place(i + 1, j + 1));
    const auto at = plane_.forwardIn(piece_, middle);
    if (!at) return true;
    const WorldPoint &a0 = *at_[index(i, j)], &b0 = *at_[index(i + 1, j)], &c0 = *at_[index(i, j + 1)],
                     &d0 = *at_[index(i + 1, j + 1)];
    const WorldPoint mean{(a0.x + b0.x + c0.x + d0.x) / 4, (a0.y + b0.y + c0.y + d0.y) / 4};
    if (distance(*at, mean) < std::max(distance(a0, d0), distance(b0, c0)) / 8) return false;
    for (const Node n : {Node{i, j}, {i + 1, j}, {i, j + 1}, {i + 1, j + 1}}) {
      LngLat a = place(n.i, n.j), b = middle;
      WorldPoint pa = *at_[index(n.i, n.j)], pb = *at;
      const double whole = distance(pa, pb);
      for (int k = 0; k < 5; ++k) {
        const LngLat m = midway(a, b);
        const auto pm = plane_.forwardIn(piece_, m);
        if (!pm) return true;
        if (distance(pa, *pm) > distance(*pm, pb))
          b = m, pb = *pm;
        else
          a = m, pa = *pm;
      }
      if (whole > 1e-5 && distance(pa, pb) > whole / 3) return true;
    }
    return false;
  }

  void leaveOut(int i, int j) {
    for (const Node n : {Node{i, j}, {i + 1, j}, {i, j + 1}, {i + 1, j + 1}})
      room_[index(n.i, n.j)] = std::min(room_[index(n.i, n.j)], -0.5);
  }

  /// Where what is shown ends between two neighbours.
  [[nodiscard]] LngLat end(Node in, Node out) const {
    LngLat a = place(in.i, in.j), b = place(out.i, out.j);
    // Of a place that was left out although it could be shown the whole way is open.
    for (int k = 0; k < kBisections; ++k) {
      const LngLat m = midway(a, b);
      (judge_.room(piece_, m) > 0 ? a : b) = m;
    }
    return a;
  }

  /// Marching squares.
  void contour(int i, int j, std::vector<Side>& sides) const {
    const std::array<Node, 4> corners{{{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}}};
    std::vector<LngLat> ends;
    std::size_t first = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const Node a = corners[k], b = corners[(k + 1) % 4];
      const bool in = shown(a.i, a.j), on = shown(b.i, b.j);
      if (in == on) continue;
      if (ends.empty() && in) first = 1;  // begin with an edge that leads inwards
      ends.push_back(in ? end(a, b) : end(b, a));
    }
    for (std::size_t k = 0; k + 1 < ends.size(); k += 2)
      follow(ends[(first + k) % ends.size()], ends[(first + k + 1) % ends.size()], kContourHalvings, sides);
  }

  /// Where the edge bulges from the straight way between two of its places it is looked for across that way.
  void follow(LngLat a, LngLat b, int depth, std::vector<Side>& sides) const {
    const LngLat across{(a.lat - b.lat) / 4, (b.lng - a.lng) / 4}, m = midway(a, b);
    const auto at = [&](double share) {
      return LngLat{m.lng + share * across.lng, m.lat + share * across.lat};
    };
    const auto shows = [&](double share) { return judge_.room(piece_, at(share)) > 0; };
    constexpr double kStraight = 0.02;
    const bool in = shows(-1);
    if (depth == 0 || in == shows(1) || shows(-kStraight) != shows(kStraight)) return sides.push_back({a, b});
    double low = -1, high = 1;
    for (int k = 0; k < kFollowBisections; ++k) {
      const double middle = (low + high) / 2;
      (shows(middle) == in ? low : high) = middle;
    }
    follow(a, at(low), depth - 1, sides);
    follow(at(low), b, depth - 1, sides);
  }

  void own(Node from, Node to, LngLat outwards, std::vector<Side>& sides) const {
    const bool in = shown(from.i, from.j), on = shown(to.i, to.j);
    if (!in && !on) return;
    const LngLat a = in ? place(from.i, from.j) : end(to, from);
    const LngLat b = on ? place(to.i, to.j) : end(from, to);
    if (!goesOn(a, outwards) || !goesOn(midway(a, b), outwards) || !goesOn(b, outwards))
      sides.push_back({a, b});
  }

  [[nodiscard]] bool goesOn(LngLat p, LngLat outwards) const {
    const double beyond = p.lat + outwards.lat;
    const auto holds = [&](const Piece& piece) {
      const double lng = p.lng + outwards.lng, round = std::round((piece.centre().lng - lng) / 360) * 360;
      return piece.contains({lng + round, beyond});
    };
    if (std::none_of(all_.begin(), all_.end(), holds)) return false;
    const auto here = plane_.forwardIn(piece_, p), there = plane_.forward({p.lng + outwards.lng, beyond});
    return here && there && distance(*here, *there) < kSamePlace;
  }

  const FixedPlane& plane_;
  const Judge& judge_;
  std::span<const Piece> all_;
  Piece piece_;
  int columns_, rows_;
  std::vector<double> room_;
  std::vector<std::optional<WorldPoint>> at_;
  std::vector<bool> used_;
  std::vector<Node> broken_;
};

// ---- outlines -------------------------------------------------------------------------------------------

using Line = std::vector<WorldPoint>;

/// Joins lines to rings, end to nearest end.
std::vector<Line> ringsOf(std::vector<Line> lines) {
  std::vector<Line> rings;
  while (!lines.empty()) {
    Line ring = std::move(lines.back());
    lines.pop_back();
    while (distance(ring.back(), ring.front()) > kJoined || ring.size() < 4) {
      std::size_t best = lines.size();
      double least = kJoined;
      bool turned = false;
      for (std::size_t i = 0; i < lines.size(); ++i)
        for (const bool back : {false, true}) {
          const double away = distance(ring.back(), back ? lines[i].back() : lines[i].front());
          if (away < least) least = away, best = i, turned = back;
        }
      if (best == lines.size()) break;
      if (turned) std::reverse(lines[best].begin(), lines[best].end());
      ring.insert(ring.end(), lines[best].begin() + 1, lines[best].end());
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(best));
    }
    if (ring.size() > 1 && distance(ring.back(), ring.front()) <= kJoined) ring.pop_back();
    if (ring.size() >= 3) rings.push_back(std::move(ring));
  }
  return rings;
}

double lengthOf(const Line& line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distance(line[i - 1], line[i]);
  return length;
}

/// Between two places of which the projections are known.
struct Stretch {
  LngLat a;
  WorldPoint pa;
  LngLat b;
  WorldPoint pb;
};

/// True where the middle of a way lies about halfway along the straight line and beside it by no more.
bool nearChord(WorldPoint a, WorldPoint b, WorldPoint middle, double tolerance) {
  const double dx = b.x - a.x, dy = b.y - a.y, mx = middle.x - a.x, my = middle.y - a.y;
  const double length = dx * dx + dy * dy;
  if (length < tolerance * tolerance) return std::hypot(mx, my) < tolerance;
  const double along = (mx * dx + my * dy) / length, across = std::abs(mx * dy - my * dx);
  return along > 0.25 && along < 0.75 && across * across < tolerance * tolerance * length;
}

void bend(const FixedPlane& plane, const Piece& piece, const Stretch& s, double tolerance, int depth,
          std::vector<WorldPoint>& out) {
  const bool far = std::max(std::abs(s.a.lng - s.b.lng), std::abs(s.a.lat - s.b.lat)) > kLongestDegrees;
  if (depth == 0 || (!far && distance(s.pa, s.pb) < tolerance)) return;
  const LngLat m = midway(s.a, s.b);
  const auto pm = plane.forwardIn(piece, m);
  if (!pm) return;
  if (!far && nearChord(s.pa, s.pb, *pm, tolerance)) return;
  bend(plane, piece, {s.a, s.pa, m, *pm}, tolerance, depth - 1, out);
  out.push_back(*pm);
  bend(plane, piece, {m, *pm, s.b, s.pb}, tolerance, depth - 1, out);
}

}  // namespace

void appendBent(const FixedPlane& plane, const Piece& piece, LngLat a, LngLat b, double tolerance,
                std::vector<WorldPoint>& out) {
  const auto pa = plane.forwardIn(piece, a), pb = plane.forwardIn(piece, b);
  if (!pb) return;
  if (pa) bend(plane, piece, {a, *pa, b, *pb}, tolerance, kDeepestBend, out);
  out.push_back(*pb);
}

FixedPlane::Domain findDomain(const FixedPlane& plane) {
  FixedPlane::Domain domain;
  const Judge judge(plane);
  domain.pieces = Tears(plane).pieces();
  std::vector<Line> lines;
  for (std::size_t i = 0; i < domain.pieces.size(); ++i) {
    const Piece& piece = domain.pieces[i];
    auto cells = std::make_unique<Cells>(plane, judge, domain.pieces, piece, kCellDegrees);
    // Of a system for a part of the Earth nobody looks at the far end.
    const auto& area = plane.crs().area;
    if (cells->coarse() && (!area || area->width() > kWorldDegrees))
      cells = std::make_unique<Cells>(plane, judge, domain.pieces, piece, kFineCellDegrees);
    for (const LngLatBox& box : cells->boxes()) domain.patches.push_back({box, i});
    for (const Side& side : cells->sides()) {
      Line line;
      if (const auto start = plane.forwardIn(piece, side.a)) line.push_back(*start);
      appendBent(plane, piece, side.a, side.b, FixedPlane::kOutlineTolerance, line);
      if (line.size() > 1 && lengthOf(line) > 1e-9) lines.push_back(std::move(line));
    }
  }
  domain.outlines = ringsOf(std::move(lines));
  for (const Line& ring : domain.outlines)
    for (const WorldPoint& p : ring) domain.bounds.add(p);
  return domain;
}

}  // namespace dateline::geo

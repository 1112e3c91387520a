#include "geo/plane_cells.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dateline::geo {
namespace {

using Piece = FixedPlane::Piece;

// Where more than this share of the cells cannot be used whole, smaller ones are worth their time.
constexpr double kMostBroken = 0.005;
constexpr double kAcross = 3e-9;  // degrees: to the other side of an edge
constexpr double kSamePlace = 1e-7;
constexpr double kGoesRound = 355;  // degrees: pieces this wide may end where they begin
constexpr int kEdgeBisections = 24, kFollowBisections = 12;
constexpr int kContourHalvings = 2;

double distance(WorldPoint a, WorldPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

LngLat midway(LngLat a, LngLat b) {
  return {(a.lng + b.lng) / 2, (a.lat + b.lat) / 2};
}

/// One piece in cells, of which those that are of use become patches.
class Cells {
 public:
  Cells(const FixedPlane& plane, const PlaneJudge& judge, std::span<const Piece> all, const Piece& piece,
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
    joinEnds();
  }

  /// True when too many cells that are shown in part cannot be projected whole.
  [[nodiscard]] bool coarse() const {
    return static_cast<double>(broken_.size()) > kMostBroken * static_cast<double>(used_.size());
  }

  [[nodiscard]] std::vector<CellCorners> broken() const {
    std::vector<CellCorners> cells;
    for (const auto& [i, j] : broken_)
      cells.push_back({place(i, j), place(i + 1, j), place(i + 1, j + 1), place(i, j + 1)});
    return cells;
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
  [[nodiscard]] std::vector<PieceSide> sides() const {
    std::vector<PieceSide> sides;
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

  /// Of a piece that goes round the Earth west and east end may be the same places: what is left out at one
  /// of them is so at the other, and what is shown ends there at one place.
  void joinEnds() {
    same_.resize(static_cast<std::size_t>(rows_ + 1));
    for (int j = 0; j <= rows_ && piece_.width() > kGoesRound; ++j) {
      if (!goesOn(place(0, j), {-kAcross, 0})) continue;
      same_[static_cast<std::size_t>(j)] = true;
      double &west = room_[index(0, j)], &east = room_[index(columns_, j)];
      west = east = std::min(west, east);
    }
  }
  [[nodiscard]] bool sameAtWest(Node n) const {
    return n.i == columns_ && same_[static_cast<std::size_t>(n.j)];
  }

  /// Where what is shown ends between two neighbours.
  [[nodiscard]] LngLat end(Node in, Node out) const {
    if (sameAtWest(in) && sameAtWest(out)) {
      const LngLat west = end({0, in.j}, {0, out.j});
      return {west.lng + piece_.width(), west.lat};
    }
    LngLat a = place(in.i, in.j), b = place(out.i, out.j);
    // Of a place that was left out although it could be shown the whole way is open.
    for (int k = 0; k < kEdgeBisections; ++k) {
      const LngLat m = midway(a, b);
      (judge_.room(piece_, m) > 0 ? a : b) = m;
    }
    return a;
  }

  /// Marching squares.
  void contour(int i, int j, std::vector<PieceSide>& sides) const {
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
  void follow(LngLat a, LngLat b, int depth, std::vector<PieceSide>& sides) const {
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

  void own(Node from, Node to, LngLat outwards, std::vector<PieceSide>& sides) const {
    const bool in = shown(from.i, from.j), on = shown(to.i, to.j);
    if (!in && !on) return;
    const LngLat a = in ? place(from.i, from.j) : end(to, from);
    const LngLat b = on ? place(to.i, to.j) : end(from, to);
    if (!goesOn(a, outwards) || !goesOn(midway(a, b), outwards) || !goesOn(b, outwards))
      sides.push_back({a, b});
  }

  /// True where a piece that goes round the Earth goes on at its other end. Of the world on an oblique
  /// cylinder some longitudes between its ends are left out, and these come together all the same.
  [[nodiscard]] bool comesRound(LngLat p, LngLat outwards) const {
    if (outwards.lng == 0 || piece_.width() <= kGoesRound) return false;
    const LngLat other{outwards.lng < 0 ? piece_.maxX : piece_.minX, p.lat};
    const auto here = plane_.forwardIn(piece_, p), there = plane_.forwardIn(piece_, other);
    return here && there && distance(*here, *there) < kSamePlace;
  }

  [[nodiscard]] bool goesOn(LngLat p, LngLat outwards) const {
    if (comesRound(p, outwards)) return true;
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
  const PlaneJudge& judge_;
  std::span<const Piece> all_;
  Piece piece_;
  int columns_, rows_;
  std::vector<double> room_;
  std::vector<std::optional<WorldPoint>> at_;
  std::vector<bool> used_;
  std::vector<Node> broken_;
  std::vector<bool> same_;  // of rows: that they begin where they end
};

}  // namespace

UsedPiece lookAtPiece(const FixedPlane& plane, const PlaneJudge& judge, std::span<const Piece> all,
                      const Piece& piece, double cellDegrees) {
  const auto cells = std::make_unique<Cells>(plane, judge, all, piece, cellDegrees);
  return {cells->boxes(), cells->sides(), cells->broken(), cellDegrees};
}

UsedPiece lookAtPiece(const FixedPlane& plane, const PlaneJudge& judge, std::span<const Piece> all,
                      const Piece& piece) {
  const auto cells = std::make_unique<Cells>(plane, judge, all, piece, kCellDegrees);
  // Of a system for a part of the Earth nobody looks at the far end.
  if (cells->coarse() && !isRegional(plane.crs()))
    return lookAtPiece(plane, judge, all, piece, kFineCellDegrees);
  return {cells->boxes(), cells->sides(), cells->broken(), kCellDegrees};
}

}  // namespace dateline::geo

#include "map/fill_halves.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

namespace dateline::map {
namespace {

using geo::Ring;
using geo::WorldBox;
using geo::WorldPoint;

bool holds(const WorldBox& outer, const WorldBox& inner) {
  return inner.minX >= outer.minX && inner.maxX <= outer.maxX && inner.minY >= outer.minY &&
         inner.maxY <= outer.maxY;
}

/// Told by a point of it that is none of the other's; where all are, it may.
bool mayLieIn(const Ring& hole, const Ring& ring) {
  const auto at = std::find_if(hole.begin(), hole.end(), [&](const WorldPoint& p) {
    return std::find(ring.begin(), ring.end(), p) == ring.end();
  });
  if (at == hole.end()) return true;
  bool in = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const WorldPoint &a = ring[i], &b = ring[i + 1 < ring.size() ? i + 1 : 0];
    if ((a.y <= at->y) == (b.y <= at->y)) continue;
    if (a.x + (at->y - a.y) / (b.y - a.y) * (b.x - a.x) < at->x) in = !in;
  }
  return in;
}

/// Links the ways of a polygon's rings on one side of a line, from the line and back to it, to rings: a way
/// leads on into the next one that begins along the line, as what is inside lies to the left of all.
class Linking {
 public:
  Linking(const CutLine& line, int side, const std::vector<double>& places)
      : line_(line), side_(side), places_(places) {}

  void add(const Ring& ring) {
    const auto isBeside = [&](const WorldPoint& p) { return side_ * line_.off(p) <= 0; };
    const auto first =
        static_cast<std::size_t>(std::find_if(ring.begin(), ring.end(), isBeside) - ring.begin());
    std::size_t from = first;
    for (std::size_t i = first + 1; i <= first + ring.size(); ++i) {
      if (!isBeside(ring[i < ring.size() ? i : i - ring.size()])) continue;
      if (i - from > 1) ways_.push_back({&ring, from, i});
      from = i;
    }
  }

  /// Nothing where rings cross, so that ends and beginnings do not take turns along the line.
  std::optional<std::vector<Ring>> rings() {
    if (!link()) return std::nullopt;
    std::vector<Ring> rings;
    for (Way& first : ways_) {
      Ring ring;
      for (Way* way = &first; way->next != nullptr;) {
        for (std::size_t i = way->from; i <= way->to; ++i) addTo(ring, way->point(i));
        way = std::exchange(way->next, nullptr);
        runAlong(ring, way->point(way->from));
      }
      while (ring.size() > 1 && ring.back() == ring.front()) ring.pop_back();
      if (ring.size() > 2 && geo::signedArea(ring) != 0) rings.push_back(std::move(ring));
    }
    return rings;
  }

 private:
  /// Points of a ring, the first and the last on the line, all others beside it.
  struct Way {
    const Ring* ring;
    std::size_t from, to;  // may run on round the ring
    Way* next = nullptr;
    [[nodiscard]] const WorldPoint& point(std::size_t i) const {
      return (*ring)[i < ring->size() ? i : i - ring->size()];
    }
  };
  struct End {
    double place;
    Way* way;
  };

  bool link() {
    const bool upwards = (line_.across == &WorldPoint::x) == (side_ < 0);  // leads what is along the line
    std::vector<End> lower, upper;                                         // of each stretch along it
    lower.reserve(ways_.size());
    upper.reserve(ways_.size());
    for (Way& way : ways_) {
      const End begin{way.point(way.from).*line_.along, &way}, end{way.point(way.to).*line_.along, &way};
      lower.push_back(upwards ? end : begin);
      upper.push_back(upwards ? begin : end);
    }
    const auto before = [](const End& a, const End& b) { return a.place < b.place; };
    std::sort(lower.begin(), lower.end(), before);
    std::sort(upper.begin(), upper.end(), before);
    for (std::size_t i = 0; i < ways_.size(); ++i) {
      if (before(upper[i], lower[i]) || (i > 0 && before(lower[i], upper[i - 1]))) return false;
      (upwards ? lower : upper)[i].way->next = (upwards ? upper : lower)[i].way;
    }
    return true;
  }

  static void addTo(Ring& ring, const WorldPoint& p) {
    if (ring.empty() || !(ring.back() == p)) ring.push_back(p);
  }

  void runAlong(Ring& ring, const WorldPoint& end) const {
    const double from = ring.back().*line_.along, to = end.*line_.along;
    const auto low = std::upper_bound(places_.begin(), places_.end(), std::min(from, to));
    const auto high = std::lower_bound(places_.begin(), places_.end(), std::max(from, to));
    WorldPoint p = end;
    for (auto i = low; i < high; ++i) {
      p.*line_.along = from < to ? *i : *(low + (high - i) - 1);
      ring.push_back(p);
    }
  }

  const CutLine& line_;
  int side_;
  const std::vector<double>& places_;
  std::vector<Way> ways_;
};

/// Each hole to the polygon that it lies in; where that cannot be told, to all that it may.
void giveHoles(const std::vector<const Ring*>& holes, std::vector<CutPolygon>& polygons) {
  std::vector<WorldBox> bounds;
  for (const CutPolygon& polygon : polygons) bounds.push_back(ringBounds(polygon.front()));
  std::vector<CutPolygon*> around;
  for (const Ring* hole : holes) {
    const WorldBox box = ringBounds(*hole);
    around.clear();
    for (std::size_t i = 0; i < polygons.size(); ++i)
      if (polygons.size() == 1 || holds(bounds[i], box)) around.push_back(&polygons[i]);
    for (CutPolygon* polygon : around)
      if (around.size() == 1 || mayLieIn(*hole, polygon->front())) polygon->push_back(*hole);
  }
}

/// Ring by ring, which holds for rings that cross too.
CutPolygon clipped(const CutPolygon& polygon, const CutLine& line, int side) {
  CutPolygon half;
  for (const Ring& ring : polygon) {
    Ring part;
    std::copy_if(ring.begin(), ring.end(), std::back_inserter(part),
                 [&](const WorldPoint& p) { return side * line.off(p) >= 0; });
    if (part.size() > 2)
      half.push_back(std::move(part));
    else if (half.empty())
      break;
  }
  return half;
}

}  // namespace

WorldBox ringBounds(const Ring& ring) {
  WorldBox box;
  for (const WorldPoint& p : ring) box.add(p);
  return box;
}

std::vector<CutPolygon> halfOf(const CutPolygon& polygon, const CutLine& line, int side,
                               const std::vector<double>& places) {
  Linking linking(line, side, places);
  std::vector<const Ring*> holes;
  for (const Ring& ring : polygon) {
    const int lies = line.side(ringBounds(ring));
    if (lies == 0) linking.add(ring);
    if (lies == side && &ring != &polygon.front()) holes.push_back(&ring);
  }
  std::vector<CutPolygon> half;
  if (auto rings = linking.rings()) {
    for (Ring& ring : *rings) half.push_back({std::move(ring)});
    giveHoles(holes, half);
  } else if (CutPolygon part = clipped(polygon, line, side); !part.empty()) {
    half.push_back(std::move(part));
  }
  return half;
}

}  // namespace dateline::map

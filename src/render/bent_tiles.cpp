#include "render/bent_tiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "render/snapped.h"

namespace dateline::render {
namespace {

float longestPart(int z) {
  return 1.0F / static_cast<float>(geo::BentTile::partsAt(z));
}

/// The middles of edges that were halved, by the edges' ends: a table with open addressing, as a large tile
/// halves tens of thousands and a node each would be most of the work.
class EdgeMiddles {
 public:
  using Index = std::uint32_t;

  /// The middle of the edge from a to b, either way; `fresh` where it had none.
  Index at(Index a, Index b, Index fresh) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    const std::uint64_t edge = (static_cast<std::uint64_t>(std::min(a, b)) << 32) | std::max(a, b);
    Slot& slot = find(edge);
    if (slot.edge != edge) {
      slot = {edge, fresh};
      ++size_;
    }
    return slot.middle;
  }

 private:
  struct Slot {
    std::uint64_t edge = kFree;
    Index middle = 0;
  };
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};  // no edge ends where it begins

  Slot& find(std::uint64_t edge) {
    const std::size_t mask = slots_.size() - 1;
    auto at = static_cast<std::size_t>((edge * 0x9E3779B97F4A7C15ULL) >> 32);
    while (slots_[at & mask].edge != kFree && slots_[at & mask].edge != edge) ++at;
    return slots_[at & mask];
  }
  void grow() {
    constexpr std::size_t kFirst = 1024;
    const std::vector<Slot> old =
        std::exchange(slots_, std::vector<Slot>(std::max(kFirst, slots_.size() * 4)));
    for (const Slot& slot : old)
      if (slot.edge != kFree) find(slot.edge) = slot;
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

class Refinement {
 public:
  Refinement(std::vector<FillVertex>& vertices, float longest) : vertices_(vertices), longest_(longest) {}

  std::vector<std::uint32_t> run(const std::vector<std::uint32_t>& indices) {
    for (std::size_t i = 0; i + 2 < indices.size(); i += 3) split(indices[i], indices[i + 1], indices[i + 2]);
    return std::move(out_);
  }

 private:
  using Index = std::uint32_t;

  [[nodiscard]] bool isLong(Index a, Index b) const {
    const map::Vec2f &p = vertices_[a].unit, &q = vertices_[b].unit;
    return std::max(std::abs(p.x - q.x), std::abs(p.y - q.y)) > longest_;
  }

  Index middle(Index a, Index b) {
    const auto fresh = static_cast<Index>(vertices_.size());
    const Index middle = middles_.at(a, b, fresh);
    if (middle == fresh) {
      FillVertex vertex = vertices_[a];
      vertex.unit = {(vertex.unit.x + vertices_[b].unit.x) / 2, (vertex.unit.y + vertices_[b].unit.y) / 2};
      vertices_.push_back(vertex);
    }
    return middle;
  }

  void split(Index a, Index b, Index c) {
    const std::array<bool, 3> longs{isLong(a, b), isLong(b, c), isLong(c, a)};
    const int count = longs[0] + longs[1] + longs[2];
    if (count == 0) {
      out_.insert(out_.end(), {a, b, c});
      return;
    }
    // Turned so that of one long edge it is the first, of two the last is the short one.
    if (count == 1 && !longs[0]) return longs[1] ? split(b, c, a) : split(c, a, b);
    if (count == 2 && longs[2]) return longs[0] ? split(c, a, b) : split(b, c, a);
    const Index ab = middle(a, b);
    if (count == 1) {
      split(a, ab, c);
      split(ab, b, c);
      return;
    }
    const Index bc = middle(b, c);
    split(ab, b, bc);
    if (count == 2) {
      split(a, ab, bc);
      split(a, bc, c);
      return;
    }
    const Index ca = middle(c, a);
    split(a, ab, ca);
    split(ca, bc, c);
    split(ab, bc, ca);
  }

  std::vector<FillVertex>& vertices_;
  float longest_;
  EdgeMiddles middles_;
  std::vector<Index> out_;
};

}  // namespace

void refineFills(std::vector<FillVertex>& vertices, std::vector<std::uint32_t>& indices, int z) {
  const float longest = longestPart(z);
  if (longest < 1) indices = Refinement(vertices, longest).run(indices);
}

BentPlace::BentPlace(const map::TileBend& bend, float scale)
    : tile_(bend.tile), px_(bend.worldPx * scale), longest_(longestPart(bend.tile.address().z)) {}

BentPlace::Place BentPlace::exact(map::Vec2f unit) const {
  const geo::CentredPlane::Spot spot = tile_.at(unit.x, unit.y);
  const geo::WorldPoint middle = tile_.reference();
  // The tile that reaches round the Earth ends where it meets itself, but for the last bit of a line.
  const bool within = tile_.address().z > 0 || (unit.x > -longest_ && unit.x < 1 + longest_);
  return {
      {static_cast<float>((spot.at.x - middle.x) * px_), static_cast<float>((spot.at.y - middle.y) * px_)},
      within && spot.cosine > tile_.plane().cutCosine()};
}

BentPlace::Place BentPlace::at(map::Vec2f unit) const {
  if (!tile_.patched()) return exact(unit);
  const double s = unit.x - 0.5, t = unit.y - 0.5;
  double x = 0, y = 0;
  for (int j = 3; j >= 0; --j) {
    const geo::WorldPoint* row = &tile_.patch()[static_cast<std::size_t>(4 * j)];
    x = x * t + ((row[3].x * s + row[2].x) * s + row[1].x) * s + row[0].x;
    y = y * t + ((row[3].y * s + row[2].y) * s + row[1].y) * s + row[0].y;
  }
  return {{static_cast<float>(x * px_), static_cast<float>(y * px_)}};
}

std::vector<GpuMesh::Stretch> BentPlace::placed(const std::vector<GpuMesh::Stretch>& stretches) const {
  constexpr float kEverywhere = 1e9F;
  const int parts = tile_.patched() ? 2 : 6;
  std::vector<GpuMesh::Stretch> result = stretches;
  for (GpuMesh::Stretch& stretch : result) {
    const map::Vec2f from = stretch.low, to = stretch.high;
    map::Vec2f low{kEverywhere, kEverywhere}, high{-kEverywhere, -kEverywhere};
    bool whole = true;
    for (int j = 0; j <= parts; ++j) {
      for (int i = 0; i <= parts; ++i) {
        const float s = static_cast<float>(i) / static_cast<float>(parts);
        const float t = static_cast<float>(j) / static_cast<float>(parts);
        const Place place = at({std::lerp(from.x, to.x, s), std::lerp(from.y, to.y, t)});
        whole &= place.drawn;
        low = {std::min(low.x, place.px.x), std::min(low.y, place.px.y)};
        high = {std::max(high.x, place.px.x), std::max(high.y, place.px.y)};
      }
    }
    // Between the points the edge may bulge; what reaches beyond the map's edge may lie anywhere.
    const float room = 2 + 0.1F * std::max(high.x - low.x, high.y - low.y);
    stretch.low = whole ? map::Vec2f{low.x - room, low.y - room} : map::Vec2f{-kEverywhere, -kEverywhere};
    stretch.high = whole ? map::Vec2f{high.x + room, high.y + room} : map::Vec2f{kEverywhere, kEverywhere};
  }
  return result;
}

map::ScreenPoint middleOf(const map::PlacedTile& tile, float scale) {
  const geo::BentTile& bent = tile.bend->tile;
  const geo::WorldPoint anchor = bent.plane().anchor(), middle = bent.reference();
  const double px = tile.bend->worldPx * scale;
  return {snapped(tile.origin.x * scale) + snapped((middle.x - anchor.x) * px),
          snapped(tile.origin.y * scale) + snapped((middle.y - anchor.y) * px)};
}

void placeBentFill(const Program& program, const Frame& frame, const map::PlacedTile& tile, bool opaque) {
  const float scale = frame.scale;
  const geo::BentTile& bent = tile.bend->tile;
  const geo::CentredPlane& plane = bent.plane();
  const double px = tile.bend->worldPx * scale;
  glUniform1i(program.uniform("patched"), bent.patched() ? 1 : 0);
  glUniform1i(program.uniform("once"), bent.address().z == 0 && !opaque ? 1 : 0);
  if (bent.patched()) {
    const map::ScreenPoint middle = middleOf(tile, scale);
    program.place(frame, middle.x, middle.y, px);
    std::array<float, 32> patch{};
    for (std::size_t i = 0; i < bent.patch().size(); ++i) {
      patch[2 * i] = static_cast<float>(bent.patch()[i].x * px);
      patch[2 * i + 1] = static_cast<float>(bent.patch()[i].y * px);
    }
    glUniform2fv(program.uniform("patch"), 16, patch.data());
    return;
  }
  program.place(frame, tile.origin.x * scale, tile.origin.y * scale, px);
  const auto number = [](double value) { return static_cast<float>(value); };
  constexpr double kTurn = 2 * 3.14159265358979323846;
  const double width = std::exp2(-bent.address().z);
  const geo::Mix& weights = plane.weights();
  glUniform4f(program.uniform("span"), number((bent.address().x * width - plane.anchor().x) * kTurn),
              number(width * kTurn), number(bent.address().y * width - 0.5), number(width));
  glUniform4f(program.uniform("centre"), number(plane.sineOfOrigin()), number(plane.cosineOfOrigin()),
              number(plane.anchor().y - 0.5), number(plane.unit()));
  glUniform3f(program.uniform("weights"), number(weights.mercator), number(weights.azimuthal),
              number(weights.globe));
  glUniform1f(program.uniform("cut"), number(plane.cutCosine()));
}

}  // namespace dateline::render

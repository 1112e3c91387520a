#include "map/tile_cover.h"

#include <cmath>

namespace dateline::map {
namespace {

// Zooms that are whole numbers but for rounding belong to the level itself.
constexpr double kLevelBias = 0.02;
constexpr int kCoarseUpTo = 1;
constexpr int kMediumUpTo = 4;
constexpr float kDenseScale = 2;

int scaleOf(int level, bool finer) {
  const int usual = level <= kCoarseUpTo ? 0 : level <= kMediumUpTo ? 1 : 2;
  return finer ? std::min(2, usual + 1) : usual;
}

int floorMod(int a, int n) {
  return ((a % n) + n) % n;
}

}  // namespace

TileSourcePtr TileStack::sourceAt(int level) const {
  const int wanted = scaleOf(level, finer);
  for (int i = wanted; i < 3; ++i) {
    if (byScale[i]) return byScale[i];
  }
  for (int i = wanted; i >= 0; --i) {
    if (byScale[i]) return byScale[i];
  }
  return nullptr;
}

int tileLevel(Zoom zoom) {
  const double level = std::log2(geo::worldSizePx(zoom) / kTileSizePx);
  return std::clamp(static_cast<int>(std::floor(level + kLevelBias)), 0, kMaxTileLevel);
}

bool isDense(float scale) {
  return scale >= kDenseScale;
}

int worldScale(Zoom zoom, float scale) {
  return scaleOf(tileLevel(zoom), isDense(scale));
}

TileCover::TileCover(const Camera& camera, TileCache& cache)
    : camera_(camera), cache_(cache), level_(tileLevel(camera.view().zoom)) {}

template <typename Visit>
void TileCover::visitVisible(int ring, const Visit& visit) const {
  const int tiles = 1 << level_;
  const WorldPoint low = camera_.toWorld({0, 0});
  const WorldPoint high = camera_.toWorld({camera_.width(), camera_.height()});
  int minX = static_cast<int>(std::floor(low.x * tiles)) - ring;
  int maxX = static_cast<int>(std::ceil(high.x * tiles)) - 1 + ring;
  if (!camera_.projection().repeatsEastWest()) {
    minX = std::max(minX, 0);
    maxX = std::min(maxX, tiles - 1);
  }
  const int minY = std::max(0, static_cast<int>(std::floor(low.y * tiles)) - ring);
  const int maxY = std::min(tiles - 1, static_cast<int>(std::ceil(high.y * tiles)) - 1 + ring);
  for (int y = minY; y <= maxY; ++y) {
    for (int x = minX; x <= maxX; ++x) visit(Square{level_, x, y});
  }
}

TileAddress TileCover::inWorld(Square square) const {
  return {square.z, floorMod(square.x, 1 << square.z), square.y};
}

ScreenPoint TileCover::corner(int z, int x, int y) const {
  const double size = std::exp2(-z);
  return camera_.toScreen(WorldPoint{x * size, y * size});
}

ScreenBox TileCover::boxOf(Square square) const {
  const ScreenPoint low = corner(square.z, square.x, square.y);
  const ScreenPoint high = corner(square.z, square.x + 1, square.y + 1);
  return {low.x, low.y, high.x, high.y};
}

double TileCover::distance(Square square) const {
  const ScreenPoint middle = boxOf(square).centre();
  return std::hypot(middle.x - camera_.width() / 2, middle.y - camera_.height() / 2);
}

PlacedTile TileCover::placed(TileCache::Mesh mesh, Square square, const ScreenBox& clip) const {
  const double size = geo::worldSizePx(camera_.view().zoom) * std::exp2(-square.z);
  return {std::move(mesh), corner(square.z, square.x, square.y), size, clip};
}

void TileCover::missing(const TileStack& stack, std::vector<TileCache::Request>& out) {
  const TileSourcePtr source = stack.sourceAt(level_);
  if (!source) return;
  visitVisible(0, [&](Square square) {
    const TileAddress address = inWorld(square);
    const auto same = [&](const auto& r) { return r.source == source && r.address == address; };
    if (cache_.find({source->id(), address}) || std::any_of(out.begin(), out.end(), same)) return;
    out.push_back({source, address});
  });
}

std::vector<PlacedTile> TileCover::place(const TileStack& stack) {
  std::vector<PlacedTile> result;
  const TileSourcePtr source = stack.sourceAt(level_);
  if (!source) return result;
  visitVisible(0, [&](Square square) {
    const TileKey key{source->id(), inWorld(square)};
    TileCache::Mesh mesh = cache_.find(key);
    if (!mesh) {
      cache_.request({source, key.address, distance(square)});
      mesh = cache_.find(key);  // there already when there are no workers
    }
    if (!mesh) {
      complete_ = false;
      standIn(stack, square, result);
    } else if (!mesh->empty()) {
      result.push_back(placed(std::move(mesh), square, boxOf(square)));
    }
  });
  return result;
}

void TileCover::fetchAhead(const TileStack& stack) {
  const TileSourcePtr source = stack.sourceAt(level_);
  if (!source) return;
  visitVisible(1, [&](Square square) {
    const TileAddress address = inWorld(square);
    if (!cache_.find({source->id(), address})) cache_.request({source, address, distance(square), false});
  });
}

void TileCover::standIn(const TileStack& stack, Square square, std::vector<PlacedTile>& out) {
  if (placeChildren(stack, square, true, out)) return;
  if (placeAncestor(stack, square, out)) return;
  placeChildren(stack, square, false, out);
}

bool TileCover::placeChildren(const TileStack& stack, Square square, bool all, std::vector<PlacedTile>& out) {
  const TileSourcePtr source = square.z < kMaxTileLevel ? stack.sourceAt(square.z + 1) : nullptr;
  if (!source) return false;
  std::vector<PlacedTile> children;
  for (int i = 0; i < 4; ++i) {
    const Square child{square.z + 1, square.x * 2 + i % 2, square.y * 2 + i / 2};
    if (TileCache::Mesh mesh = cache_.find({source->id(), inWorld(child)})) {
      children.push_back(placed(std::move(mesh), child, boxOf(child)));
    }
  }
  if (all && children.size() < 4) return false;
  for (PlacedTile& child : children) {
    if (!child.mesh->empty()) out.push_back(std::move(child));
  }
  return !children.empty();
}

bool TileCover::placeAncestor(const TileStack& stack, Square square, std::vector<PlacedTile>& out) {
  for (int up = 1; up <= square.z; ++up) {
    // An arithmetic shift rounds down, so squares left of the world find their ancestor there too.
    const Square ancestor{square.z - up, square.x >> up, square.y >> up};
    TileCache::Mesh mesh = cache_.find({stack.sourceAt(ancestor.z)->id(), inWorld(ancestor)});
    if (!mesh) continue;
    if (!mesh->empty()) out.push_back(placed(std::move(mesh), ancestor, boxOf(square)));
    return true;
  }
  return false;
}

}  // namespace dateline::map

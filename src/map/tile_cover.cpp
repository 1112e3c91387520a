#include "map/tile_cover.h"

#include <cmath>
#include <numbers>

namespace dateline::map {
namespace {

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

Zoom dataZoom(const View& view) {
  if (view.plane.flat()) return view.zoom;
  const double cosine = std::cos(view.plane.origin.lat * std::numbers::pi / 180);
  return {view.zoom.level + std::max(0.0, std::log2(0.5 / std::max(cosine, 0.06)))};
}

TileCover::TileCover(const Camera& camera, TileCache& cache, BentGround& bent, double reachPx)
    : camera_(camera),
      cache_(cache),
      bent_(bent),
      level_(tileLevel(dataZoom(camera.view()))),
      finest_(0),
      reachPx_(reachPx) {
  if (!flat()) bent_.update(camera);
  squares_ = squares(0, reachPx);
  // Of what is on the screen alone, so that a picture with some room around it is cut as one without.
  for (const Square& square : reachPx > 0 && !flat() ? squares(0, 0) : squares_)
    finest_ = std::max(finest_, square.z);
}

/// Those that are seen, and `ring` more around them.
std::vector<TileCover::Square> TileCover::squares(int ring, double reachPx) const {
  if (!flat()) return bent_.cover(camera_, reachPx + ring * kTileSizePx);
  const int tiles = 1 << level_;
  const WorldPoint low = camera_.toWorld({-reachPx, -reachPx});
  const WorldPoint high = camera_.toWorld({camera_.width() + reachPx, camera_.height() + reachPx});
  const int minX = static_cast<int>(std::floor(low.x * tiles)) - ring;
  const int maxX = static_cast<int>(std::ceil(high.x * tiles)) - 1 + ring;
  const int minY = static_cast<int>(std::floor(low.y * tiles)) - ring;
  const int maxY = static_cast<int>(std::ceil(high.y * tiles)) - 1 + ring;
  // Mercator's world ends at top and bottom alone.
  const geo::WorldBox bounds =
      camera_.projection().bounds().value_or(geo::WorldBox{low.x - 1, 0, high.x + 1, 1});
  const int left = std::max(minX, static_cast<int>(std::floor(bounds.minX * tiles)));
  const int right = std::min(maxX, static_cast<int>(std::ceil(bounds.maxX * tiles)) - 1);
  const int top = std::max(minY, static_cast<int>(std::floor(bounds.minY * tiles)));
  const int bottom = std::min(maxY, static_cast<int>(std::ceil(bounds.maxY * tiles)) - 1);
  std::vector<Square> result;
  for (int y = top; y <= bottom; ++y) {
    for (int x = left; x <= right; ++x) result.push_back({level_, x, y});
  }
  return result;
}

TileAddress TileCover::inWorld(Square square) const {
  if (camera_.view().plane.fixed) return {square.z, square.x, square.y};
  return {square.z, floorMod(square.x, 1 << square.z), square.y};
}

ScreenPoint TileCover::corner(int z, int x, int y) const {
  const double size = std::exp2(-z);
  return camera_.toScreen(WorldPoint{x * size, y * size});
}

ScreenBox TileCover::boxOf(Square square) const {
  if (!flat()) return bent_.boxOf(square, camera_);
  const ScreenPoint low = corner(square.z, square.x, square.y);
  const ScreenPoint high = corner(square.z, square.x + 1, square.y + 1);
  return {low.x, low.y, high.x, high.y};
}

/// What lies around the screen comes after all that is on it.
double TileCover::distance(Square square) const {
  constexpr double kAround = 1e5;
  const ScreenBox box = boxOf(square);
  const ScreenPoint middle = box.centre();
  return std::hypot(middle.x - camera_.width() / 2, middle.y - camera_.height() / 2) +
         (isOnScreen(box) ? 0 : kAround);
}

bool TileCover::isOnScreen(const ScreenBox& box) const {
  return box.intersects({0, 0, camera_.width(), camera_.height()});
}

PlacedTile TileCover::placed(TileCache::Mesh mesh, Square square, Square filled) const {
  const double size = geo::worldSizePx(camera_.view().zoom) * std::exp2(-square.z);
  if (flat()) return {std::move(mesh), corner(square.z, square.x, square.y), size, boxOf(filled)};
  return {std::move(mesh), bent_.anchor(camera_), size,
          boxOf(filled),   bent_.bend(square),    bent_.cut(filled, finest_)};
}

/// On a bent plane tiles of several levels lie side by side: all are cut from one scale, so that they meet.
TileSourcePtr TileCover::sourceFor(const TileStack& stack, int level) const {
  return stack.sourceAt(flat() ? level : level_);
}

std::vector<std::shared_ptr<const TileCut>> TileCover::cuts() {
  std::vector<std::shared_ptr<const TileCut>> result;
  if (flat()) return result;
  for (const Square& square : squares_) result.push_back(bent_.cut(square, finest_));
  return result;
}

void TileCover::missing(const TileStack& stack, std::vector<TileCache::Request>& out) {
  const TileSourcePtr source = stack.sourceAt(level_);
  if (!source) return;
  for (const Square& square : squares_) {
    const TileAddress address = inWorld(square);
    const auto same = [&](const auto& r) { return r.source == source && r.address == address; };
    if (cache_.find({source->id(), address}) || std::any_of(out.begin(), out.end(), same)) continue;
    out.push_back({source, address});
  }
}

std::vector<PlacedTile> TileCover::place(const TileStack& stack) {
  std::vector<PlacedTile> result;
  gaps_ = false;
  const TileSourcePtr source = stack.sourceAt(level_);
  if (!source) return result;
  if (stack.meanwhile) askMeanwhile(stack, *source);
  for (const Square& square : squares_) {
    const TileKey key{source->id(), inWorld(square)};
    TileCache::Mesh mesh = cache_.find(key);
    const bool onScreen = mesh || isOnScreen(boxOf(square));
    if (!mesh && (onScreen || !screenAlone_)) {
      cache_.request({source, key.address, distance(square)});
      mesh = cache_.find(key);  // there already when there are no workers
    }
    if (!mesh) {
      complete_ = false;
      completeInView_ &= !onScreen;
      gaps_ |= !standIn(stack, square, result);
    } else if (!mesh->empty()) {
      result.push_back(placed(std::move(mesh), square, square));
    }
  }
  return result;
}

void TileCover::fetchAhead(const TileStack& stack) {
  const TileSourcePtr source = stack.sourceAt(level_);
  if (!source) return;
  for (const Square& square : squares(1, reachPx_)) {
    const TileAddress address = inWorld(square);
    if (!cache_.find({source->id(), address})) cache_.request({source, address, distance(square), false});
  }
}

/// Before all others: they are cut in no time, and those may be long in coming.
void TileCover::askMeanwhile(const TileStack& stack, const TileSource& wanted) {
  constexpr double kAhead = 1e6;
  for (const Square& square : squares_) {
    const TileAddress address = inWorld(square);
    if (cache_.find({wanted.id(), address})) continue;
    if (!cache_.find({stack.meanwhile->id(), address}))
      cache_.request({stack.meanwhile, address, distance(square) - kAhead});
  }
}

bool TileCover::standIn(const TileStack& stack, Square square, std::vector<PlacedTile>& out) {
  if (placeChildren(stack, square, true, out) || placeAncestor(stack, square, out)) return true;
  if (stack.meanwhile && placeMeanwhile(*stack.meanwhile, square, out)) return true;
  placeChildren(stack, square, false, out);
  return false;
}

bool TileCover::placeChildren(const TileStack& stack, Square square, bool all, std::vector<PlacedTile>& out) {
  const TileSourcePtr source = square.z < kMaxTileLevel ? sourceFor(stack, square.z + 1) : nullptr;
  if (!source) return false;
  std::vector<PlacedTile> children;
  for (int i = 0; i < 4; ++i) {
    const Square child{square.z + 1, square.x * 2 + i % 2, square.y * 2 + i / 2};
    if (TileCache::Mesh mesh = cache_.find({source->id(), inWorld(child)})) {
      children.push_back(placed(std::move(mesh), child, child));
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
    TileCache::Mesh mesh = cache_.find({sourceFor(stack, ancestor.z)->id(), inWorld(ancestor)});
    if (!mesh && !flat()) mesh = cache_.find({stack.sourceAt(ancestor.z)->id(), inWorld(ancestor)});
    if (!mesh) continue;
    if (!mesh->empty()) out.push_back(placed(std::move(mesh), ancestor, square));
    return true;
  }
  return false;
}

bool TileCover::placeMeanwhile(const TileSource& source, Square square, std::vector<PlacedTile>& out) {
  for (int up = 0; up <= square.z; ++up) {
    const Square larger{square.z - up, square.x >> up, square.y >> up};
    TileCache::Mesh mesh = cache_.find({source.id(), inWorld(larger)});
    if (!mesh) continue;
    if (!mesh->empty()) out.push_back(placed(std::move(mesh), larger, square));
    return true;
  }
  return false;
}

}  // namespace dateline::map

#include "map/bent_ground.h"

#include <atomic>
#include <cmath>

#include "map/tile.h"

namespace dateline::map {
namespace {

// Zooms that are whole numbers but for rounding belong to the level itself.
// Squares are cut into a grid of the world's: so many levels finer than the finest square, which is at most
// 1024 px large, and never coarser than 2.8 degrees, for the edge of the Earth and the antipode to be round.
constexpr int kPartLevels = 4;
constexpr int kCoarsestGrid = 7;
constexpr int kMostParts = 128;
// Between the points at which a square is looked at its edge may bulge: by a pixel or what the points tell;
// where not all of them are on the map, by this share of its size.
constexpr double kBulgePx = 1, kBulge = 0.1;
constexpr int kCoarseLevels = 3;
// On the way to Mercator squares across the cut opposite the origin are at least so fine.
constexpr int kSeamLevel = 6;

std::uint64_t nextBendId() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

double quadArea(ScreenPoint a, ScreenPoint b, ScreenPoint c, ScreenPoint d) {
  return std::abs((c.x - a.x) * (d.y - b.y) - (d.x - b.x) * (c.y - a.y)) / 2;
}

/// How far lines through a square's points may leave the straight ways between these. An arc through three
/// points leaves each half of its chord by a quarter of what the middle one lies beside the whole; twice
/// that.
double bulgeOf(const std::vector<ScreenPoint>& points, std::size_t columns) {
  constexpr double kShare = 0.5;
  double most = 0;
  const auto look = [&](const ScreenPoint& a, const ScreenPoint& b, const ScreenPoint& c) {
    most = std::max({most, std::abs(b.x - (a.x + c.x) / 2), std::abs(b.y - (a.y + c.y) / 2)});
  };
  for (std::size_t j = 0; j < columns; ++j)
    for (std::size_t i = 1; i + 1 < columns; ++i) {
      const std::size_t along = j * columns + i, down = i * columns + j;
      look(points[along - 1], points[along], points[along + 1]);
      look(points[down - columns], points[down], points[down + columns]);
    }
  return kShare * most;
}

}  // namespace

void BentGround::update(const Camera& camera) {
  const View& view = camera.view();
  const double worldPx = geo::worldSizePx(view.zoom);
  if (plane_ && plane_->plane() == view.plane && worldPx_ == worldPx) return;
  plane_.emplace(view.plane);
  worldPx_ = worldPx;
  lay_ = nextBendId();
  made_.clear();
}

BentGround::Sampled BentGround::sample(TileSquare square, const Camera& camera) const {
  const std::size_t parts = square.z < kCoarseLevels ? 16 : 4, columns = parts + 1;
  const double size = std::exp2(-square.z);
  Sampled result;
  static thread_local std::vector<ScreenPoint> points;
  static thread_local std::vector<char> drawn;
  points.resize(columns * columns);
  drawn.resize(columns * columns);
  double area = 0;
  int cells = 0;
  bool whole = true;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const double i = static_cast<double>(k % columns), j = static_cast<double>(k / columns);
    const geo::CentredPlane::Spot spot =
        plane_->fromMercator({(square.x + i / static_cast<double>(parts)) * size,
                              (square.y + j / static_cast<double>(parts)) * size});
    points[k] = camera.toScreen(spot.at);
    drawn[k] = spot.cosine > plane_->cutCosine();
    whole &= drawn[k] != 0;
    if (drawn[k] == 0) continue;
    result.visible = true;
    result.box.add(points[k]);
    if (k % columns == 0 || k < columns) continue;
    const std::size_t above = k - columns;
    if (drawn[k - 1] == 0 || drawn[above] == 0 || drawn[above - 1] == 0) continue;
    area += quadArea(points[above - 1], points[above], points[k], points[k - 1]);
    ++cells;
  }
  if (cells > 0) result.sizePx = std::sqrt(area / cells) * static_cast<double>(parts);
  if (!result.visible) return result;
  // What reaches beyond the edge of the map may lie anywhere near.
  const double bulge = whole ? kBulgePx + bulgeOf(points, columns)
                             : kBulge * std::max(result.box.width(), result.box.height());
  result.box = {result.box.minX - bulge, result.box.minY - bulge, result.box.maxX + bulge,
                result.box.maxY + bulge};
  return result;
}

BentGround::Side BentGround::sideOf(TileSquare square) const {
  if (plane_->weights().mercator == 0) return Side::within;
  const double size = std::exp2(-square.z), west = square.x * size, east = west + size;
  const double low = plane_->anchor().x - 0.5, high = plane_->anchor().x + 0.5;
  if (east <= low || west >= high) return Side::beyond;
  return west < low || east > high ? Side::across : Side::within;
}

void BentGround::descend(TileSquare square, const Camera& camera, const ScreenBox& region,
                         std::vector<TileSquare>& out) const {
  const Side side = sideOf(square);
  if (side == Side::beyond) return;
  const Sampled sampled = sample(square, camera);
  // Of the coarsest squares too little is known to leave one out.
  const bool coarse = square.z < 1;
  if (!coarse && (!sampled.visible || !sampled.box.intersects(region))) return;
  const double largest = 2 * kTileSizePx * std::exp2(-kLevelBias);
  const bool halved = side == Side::across && square.z < kSeamLevel;
  if (square.z < kMaxTileLevel && (halved || sampled.sizePx >= largest)) {
    for (int i = 0; i < 4; ++i)
      descend({square.z + 1, square.x * 2 + i % 2, square.y * 2 + i / 2}, camera, region, out);
  } else if (sampled.visible) {
    out.push_back(square);
  }
}

std::vector<TileSquare> BentGround::cover(const Camera& camera, double marginPx) const {
  const ScreenBox region{-marginPx, -marginPx, camera.width() + marginPx, camera.height() + marginPx};
  std::vector<TileSquare> squares;
  int first = 0, last = 0;
  if (plane_->weights().mercator > 0) {  // the world is cut opposite the origin, not at 180 degrees
    first = static_cast<int>(std::floor(plane_->anchor().x - 0.5));
    last = static_cast<int>(std::ceil(plane_->anchor().x + 0.5)) - 1;
  }
  for (int y = -1; y <= 1; ++y)
    for (int x = first; x <= last; ++x) descend({0, x, y}, camera, region, squares);
  return squares;
}

ScreenBox BentGround::boxOf(TileSquare square, const Camera& camera) const {
  return sample(square, camera).box;
}

std::shared_ptr<const TileBend> BentGround::bend(TileSquare square) {
  Made& made = made_[square];
  if (!made.bend) {
    made.bend = std::make_shared<TileBend>(
        TileBend{nextBendId(), geo::BentTile(*plane_, {square.z, square.x, square.y}), worldPx_});
  }
  return made.bend;
}

std::shared_ptr<TileCut> BentGround::makeCut(TileSquare square, int parts) const {
  auto cut = std::make_shared<TileCut>();
  cut->id = nextBendId();
  cut->mark = static_cast<std::uint8_t>(1 + (square.x & 7) + 8 * (square.y & 7) + 64 * (square.z % 3));
  const double size = std::exp2(-square.z);
  const auto columns = static_cast<std::uint32_t>(parts) + 1;
  std::vector<bool> drawn;
  const auto place = [&](double u, double v) {
    return plane_->fromMercator({(square.x + u) * size, (square.y + v) * size});
  };
  const auto fromAnchor = [&](WorldPoint p) {
    return ScreenPoint{(p.x - plane_->anchor().x) * worldPx_, (p.y - plane_->anchor().y) * worldPx_};
  };
  for (int j = 0; j <= parts; ++j) {
    for (int i = 0; i <= parts; ++i) {
      const geo::CentredPlane::Spot spot =
          place(static_cast<double>(i) / parts, static_cast<double>(j) / parts);
      cut->corners.push_back(fromAnchor(spot.at));
      drawn.push_back(spot.cosine > plane_->cutCosine());
    }
  }
  cut->middle = fromAnchor(place(0.5, 0.5).at);
  for (std::uint32_t j = 0; j + 1 < columns; ++j) {
    for (std::uint32_t i = 0; i + 1 < columns; ++i) {
      const std::uint32_t a = j * columns + i, b = a + 1, c = a + columns, d = c + 1;
      if (drawn[a] && drawn[b] && drawn[c] && drawn[d])
        cut->triangles.insert(cut->triangles.end(), {a, b, c, b, d, c});
    }
  }
  return cut;
}

std::shared_ptr<const TileCut> BentGround::cut(TileSquare square, int finest) {
  Made& made = made_[square];
  const int grid = std::max(finest + kPartLevels, kCoarsestGrid);
  const int parts = std::min(kMostParts, 1 << std::clamp(grid - square.z, 0, 7));
  if (!made.cut || made.parts != parts) {
    made.cut = makeCut(square, parts);
    made.parts = parts;
  }
  return made.cut;
}

}  // namespace dateline::map

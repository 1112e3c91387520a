#include "render/ground_reuse.h"

#include <algorithm>
#include <cmath>

#include "render/paint_hash.h"

namespace dateline::render {
namespace {

using map::PlacedTile;
using map::SceneLayer;
using map::SceneRelief;

/// Places count in 1/256 px, as they are drawn.
struct Place {
  std::int64_t x = 0;
  std::int64_t y = 0;
  friend bool operator==(const Place&, const Place&) = default;
  friend Place operator-(Place a, Place b) { return {a.x - b.x, a.y - b.y}; }
};

Place placeOf(map::ScreenPoint at, float scale) {
  return {std::llround(at.x * scale * 256), std::llround(at.y * scale * 256)};
}

/// Compares two grounds; see reuseGround.
class Comparison {
 public:
  Comparison(const GroundKey& drawn, const GroundKey& wanted) : drawn_(drawn), wanted_(wanted) {
    frame_.width = wanted.width;
    frame_.height = wanted.height;
    frame_.scale = wanted.scale;
  }

  std::optional<GroundReuse> run() {
    if (drawn_.width != wanted_.width || drawn_.height != wanted_.height || drawn_.scale != wanted_.scale ||
        drawn_.background != wanted_.background || drawn_.transparent != wanted_.transparent || !findMove())
      return std::nullopt;
    addExposed();
    auto old = drawn_.ground.begin();
    for (const auto& item : wanted_.ground) {
      const auto match =
          std::find_if(old, drawn_.ground.end(), [&](const auto& other) { return pairs(other, item); });
      if (match == drawn_.ground.end()) {
        if (!dirtyAll(item)) return std::nullopt;
        continue;
      }
      for (; old != match; ++old)
        if (!dirtyGone(*old)) return std::nullopt;
      if (!compare(*old++, item)) return std::nullopt;
    }
    for (; old != drawn_.ground.end(); ++old)
      if (!dirtyGone(*old)) return std::nullopt;
    return worthIt() ? std::optional(std::move(reuse_)) : std::nullopt;
  }

 private:
  using Item = std::variant<SceneLayer, SceneRelief>;

  static bool pairs(const Item& a, const Item& b) {
    const auto* layerA = std::get_if<SceneLayer>(&a);
    const auto* layerB = std::get_if<SceneLayer>(&b);
    if (layerA == nullptr || layerB == nullptr) return layerA == nullptr && layerB == nullptr;
    return layerA->id == layerB->id;
  }

  /// The first tile that stands in both tells how far the map moved.
  bool findMove() {
    for (const Item& item : wanted_.ground) {
      const auto* layer = std::get_if<SceneLayer>(&item);
      for (const Item& other : drawn_.ground) {
        const auto* before = std::get_if<SceneLayer>(&other);
        if (layer == nullptr || before == nullptr || layer->id != before->id) continue;
        for (const PlacedTile& tile : layer->tiles)
          for (const PlacedTile& old : before->tiles)
            if (tile.mesh == old.mesh && tile.sizePx == old.sizePx && tile.bend == old.bend)
              return setMove(tile, old);
      }
    }
    return false;
  }

  bool setMove(const PlacedTile& tile, const PlacedTile& old) {
    move_ = placeOf(tile.origin, wanted_.scale) - placeOf(old.origin, drawn_.scale);
    if (move_.x % 256 != 0 || move_.y % 256 != 0) return false;
    if (std::abs(move_.x) / 256 >= wanted_.width || std::abs(move_.y) / 256 >= wanted_.height) return false;
    reuse_.dx = static_cast<int>(move_.x / 256);
    reuse_.dy = static_cast<int>(move_.y / 256);
    return true;
  }

  /// What the move brought into view.
  void addExposed() {
    const int w = wanted_.width;
    const int h = wanted_.height;
    if (reuse_.dx > 0) addDirty({0, 0, reuse_.dx, h});
    if (reuse_.dx < 0) addDirty({w + reuse_.dx, 0, w, h});
    if (reuse_.dy > 0) addDirty({0, 0, w, reuse_.dy});
    if (reuse_.dy < 0) addDirty({0, h + reuse_.dy, w, h});
  }

  void addDirty(PixelBox box) {
    box = {std::max(box.x0, 0), std::max(box.y0, 0), std::min(box.x1, wanted_.width),
           std::min(box.y1, wanted_.height)};
    if (box.empty()) return;
    const auto holds = [&](const PixelBox& other) {
      return other.x0 <= box.x0 && other.y0 <= box.y0 && other.x1 >= box.x1 && other.y1 >= box.y1;
    };
    if (std::ranges::none_of(reuse_.dirty, holds)) reuse_.dirty.push_back(box);
  }

  [[nodiscard]] PixelBox moved(const PlacedTile& tile) const {
    const PixelBox box = frame_.pixels(tile.clip);
    return {box.x0 + reuse_.dx, box.y0 + reuse_.dy, box.x1 + reuse_.dx, box.y1 + reuse_.dy};
  }

  bool dirtyAll(const Item& item) {
    const auto* layer = std::get_if<SceneLayer>(&item);
    if (layer == nullptr) return false;
    for (const PlacedTile& tile : layer->tiles) addDirty(frame_.pixels(tile.clip));
    return true;
  }
  bool dirtyGone(const Item& item) {
    const auto* layer = std::get_if<SceneLayer>(&item);
    if (layer == nullptr) return false;
    for (const PlacedTile& tile : layer->tiles) addDirty(moved(tile));
    return true;
  }

  bool compare(const Item& old, const Item& item) {
    if (const auto* layer = std::get_if<SceneLayer>(&item))
      return compareLayers(std::get<SceneLayer>(old), *layer);
    return sameRelief(std::get<SceneRelief>(old), std::get<SceneRelief>(item));
  }

  [[nodiscard]] bool sameTile(const PlacedTile& old, const PlacedTile& tile) const {
    if (old.mesh != tile.mesh || old.sizePx != tile.sizePx || old.bend != tile.bend || old.cut != tile.cut)
      return false;
    if (placeOf(tile.origin, wanted_.scale) - placeOf(old.origin, drawn_.scale) != move_) return false;
    const PixelBox was = moved(old);
    const PixelBox is = frame_.pixels(tile.clip);
    return was.x0 == is.x0 && was.y0 == is.y0 && was.x1 == is.x1 && was.y1 == is.y1;
  }

  bool compareLayers(const SceneLayer& old, const SceneLayer& layer) {
    if (hashPaint(old, drawn_.scale) != hashPaint(layer, wanted_.scale)) return false;
    std::vector<bool> kept(old.tiles.size(), false);
    for (const PlacedTile& tile : layer.tiles) {
      const auto same =
          std::ranges::find_if(old.tiles, [&](const PlacedTile& other) { return sameTile(other, tile); });
      if (same == old.tiles.end()) {
        addDirty(frame_.pixels(tile.clip));
      } else {
        kept[static_cast<std::size_t>(same - old.tiles.begin())] = true;
      }
    }
    for (std::size_t i = 0; i < kept.size(); ++i)
      if (!kept[i]) addDirty(moved(old.tiles[i]));
    return true;
  }

  /// The same light at the same place of the map: the grids must share corners, and these must have moved
  /// with the map.
  [[nodiscard]] bool sameRelief(const SceneRelief& old, const SceneRelief& relief) const {
    if (old.image != relief.image || old.strength != relief.strength) return false;
    if (old.lay != 0 || relief.lay != 0)
      return old.lay == relief.lay &&
             placeOf(relief.anchor, wanted_.scale) - placeOf(old.anchor, drawn_.scale) == move_;
    if (old.columns < 2 || relief.columns < 2) return old.corners.empty() && relief.corners.empty();
    // Sought by place: the column and the row that a corner of the new grid had in the old one.
    const auto find = [&](const SceneRelief::Corner& corner, std::size_t step, std::size_t count) {
      const Place place = placeOf(corner.at, wanted_.scale) - move_;
      for (std::size_t i = 0; i < count; ++i) {
        const Place was = placeOf(old.corners[i * step].at, drawn_.scale);
        if (step == 1 ? was.x == place.x : was.y == place.y) return i;
      }
      return count;
    };
    const auto oldColumns = static_cast<std::size_t>(old.columns);
    const auto columns = static_cast<std::size_t>(relief.columns);
    const std::size_t oldRows = old.corners.size() / oldColumns;
    const std::size_t rows = relief.corners.size() / columns;
    bool shared = false;
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t oldRow = find(relief.corners[row * columns], oldColumns, oldRows);
      for (std::size_t column = 0; oldRow < oldRows && column < columns; ++column) {
        const SceneRelief::Corner& corner = relief.corners[row * columns + column];
        const std::size_t oldColumn = find(corner, 1, oldColumns);
        if (oldColumn == oldColumns) continue;
        const SceneRelief::Corner& was = old.corners[oldRow * oldColumns + oldColumn];
        if (was.u != corner.u || was.v != corner.v) return false;
        shared = true;
      }
    }
    return shared && sameSpacing(old, relief);
  }

  /// Grids of one spacing that share a corner share all that both have.
  [[nodiscard]] bool sameSpacing(const SceneRelief& old, const SceneRelief& relief) const {
    const auto spacing = [](const SceneRelief& grid, float scale) {
      const auto& corners = grid.corners;
      return Place{placeOf(corners[1].at, scale).x - placeOf(corners[0].at, scale).x,
                   placeOf(corners[static_cast<std::size_t>(grid.columns)].at, scale).y -
                       placeOf(corners[0].at, scale).y};
    };
    const Place difference = spacing(old, drawn_.scale) - spacing(relief, wanted_.scale);
    return std::abs(difference.x) <= 1 && std::abs(difference.y) <= 1;
  }

  [[nodiscard]] bool worthIt() const {
    constexpr std::size_t kMostBoxes = 32;
    std::int64_t area = 0;
    for (const PixelBox& box : reuse_.dirty) area += static_cast<std::int64_t>(box.width()) * box.height();
    return reuse_.dirty.size() <= kMostBoxes &&
           area * 2 < static_cast<std::int64_t>(wanted_.width) * wanted_.height;
  }

  const GroundKey& drawn_;
  const GroundKey& wanted_;
  Frame frame_;
  Place move_;
  GroundReuse reuse_;
};

}  // namespace

std::optional<GroundReuse> reuseGround(const GroundKey& drawn, const GroundKey& wanted) {
  return Comparison(drawn, wanted).run();
}

std::optional<GroundStretch> stretchGround(const GroundKey& drawn, const GroundKey& wanted) {
  constexpr double kMostGrown = 1.6, kMostShrunk = 0.7;
  if (drawn.width != wanted.width || drawn.height != wanted.height || drawn.scale != wanted.scale ||
      drawn.background != wanted.background || drawn.transparent != wanted.transparent)
    return std::nullopt;
  if (drawn.plane.sizePx <= 0 || wanted.plane.sizePx <= 0) return std::nullopt;
  if (drawn.plane.plane != wanted.plane.plane) return std::nullopt;
  const double grown = wanted.plane.sizePx / drawn.plane.sizePx;
  if (grown > kMostGrown || grown < kMostShrunk) return std::nullopt;
  const auto place = [&](double from, double to, double extent) {
    const double low = (to - from * grown) * wanted.scale;
    return std::pair{static_cast<int>(std::lround(low)), static_cast<int>(std::lround(low + extent * grown))};
  };
  const auto [x0, x1] = place(drawn.plane.origin.x, wanted.plane.origin.x, drawn.width);
  const auto [y0, y1] = place(drawn.plane.origin.y, wanted.plane.origin.y, drawn.height);
  GroundStretch stretch{{x0, y0, x1, y1}, {}};
  const PixelBox scene{0, 0, wanted.width, wanted.height};
  const PixelBox seen = stretch.place.shared(scene);
  if (seen.empty()) return std::nullopt;
  for (const PixelBox& beside :
       {PixelBox{0, 0, scene.x1, seen.y0}, PixelBox{0, seen.y1, scene.x1, scene.y1},
        PixelBox{0, seen.y0, seen.x0, seen.y1}, PixelBox{seen.x1, seen.y0, scene.x1, seen.y1}})
    if (!beside.empty()) stretch.uncovered.push_back(beside);
  const auto area = [](const PixelBox& box) { return std::int64_t{box.width()} * box.height(); };
  return area(seen) * 2 > area(scene) ? std::optional(std::move(stretch)) : std::nullopt;
}

}  // namespace dateline::render

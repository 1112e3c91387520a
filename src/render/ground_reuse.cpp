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

/// Compares two grounds; see changedGround.
class Comparison {
 public:
  Comparison(const GroundKey& drawn, const GroundKey& wanted) : drawn_(drawn), wanted_(wanted) {
    frame_.width = wanted.width;
    frame_.height = wanted.height;
    frame_.scale = wanted.scale;
  }

  std::optional<std::vector<PixelBox>> run() {
    if (drawn_.width != wanted_.width || drawn_.height != wanted_.height || drawn_.scale != wanted_.scale ||
        drawn_.background != wanted_.background || !findMove())
      return std::nullopt;
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
    return std::move(dirty_);
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
    dx_ = static_cast<int>(move_.x / 256);
    dy_ = static_cast<int>(move_.y / 256);
    return true;
  }

  void addDirty(PixelBox box) {
    if (box.empty()) return;
    const auto holds = [&](const PixelBox& other) {
      return other.x0 <= box.x0 && other.y0 <= box.y0 && other.x1 >= box.x1 && other.y1 >= box.y1;
    };
    if (std::ranges::none_of(dirty_, holds)) dirty_.push_back(box);
  }

  [[nodiscard]] PixelBox moved(const PlacedTile& tile) const {
    const PixelBox box = frame_.pixels(tile.clip);
    return box.moved(dx_, dy_);
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

  const GroundKey& drawn_;
  const GroundKey& wanted_;
  Frame frame_;
  Place move_;
  int dx_ = 0, dy_ = 0;
  std::vector<PixelBox> dirty_;
};

}  // namespace

std::optional<std::vector<PixelBox>> changedGround(const GroundKey& drawn, const GroundKey& wanted) {
  return Comparison(drawn, wanted).run();
}

}  // namespace dateline::render

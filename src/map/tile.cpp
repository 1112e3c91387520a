#include "map/tile.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "map/tile_cutter.h"

namespace dateline::map {
namespace {

std::uint64_t nextId() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

struct Found {
  CutClasses classes;
  int copy;  ///< of the world: -1, 0, 1
  std::uint32_t feature;
};

geo::WorldBox bufferedTile(TileAddress address, int copy) {
  const double size = std::exp2(-address.z);
  const double buffer = kTileBuffer * size;
  geo::WorldBox box;
  box.minX = address.x * size - buffer + copy;
  box.maxX = (address.x + 1) * size + buffer + copy;
  box.minY = address.y * size - buffer;
  box.maxY = (address.y + 1) * size + buffer;
  return box;
}

/// Beyond Mercator's square rows count below 0, and on other copies of the world columns.
std::uint64_t itemOf(TileAddress address) {
  constexpr std::uint64_t kBits = 29, kMask = (std::uint64_t{1} << kBits) - 1;
  return static_cast<std::uint64_t>(address.z) << 2 * kBits |
         (static_cast<std::uint64_t>(address.x) & kMask) << kBits |
         (static_cast<std::uint64_t>(address.y) & kMask);
}

}  // namespace

TileSource::TileSource(std::shared_ptr<const LazyProjectedSet> set, Classify classify, PolygonParts parts,
                       int detail, std::shared_ptr<TileStore> store, std::string shelf)
    : id_(nextId()),
      set_(std::move(set)),
      classify_(std::move(classify)),
      parts_(parts),
      detail_(detail),
      store_(shelf.empty() ? nullptr : std::move(store)),
      shelf_(std::move(shelf)) {}

TileMesh TileSource::cut(TileAddress address) const {
  if (std::optional<TileMesh> mesh = kept(address)) return std::move(*mesh);
  TileMesh mesh = cutAnew(address);
  if (store_) store_->keep(shelf_, itemOf(address), bytesOf(mesh));
  mesh.id = nextId();
  return mesh;
}

std::optional<TileMesh> TileSource::kept(TileAddress address) const {
  const auto bytes = store_ ? store_->find(shelf_, itemOf(address)) : std::nullopt;
  std::optional<TileMesh> mesh = bytes ? meshOf(*bytes) : std::nullopt;
  if (mesh) mesh->id = nextId();
  return mesh;
}

TileMesh TileSource::cutAnew(TileAddress address) const {
  const ProjectedSet& projected = set_->get();
  const geo::FeatureSet& set = projected.set();
  // Paths of one world lie where they lie.
  const int copies = projected.repeats() ? 2 : 0;
  std::vector<Found> found;
  std::vector<std::uint32_t> features;
  // Paths run on beyond 0..1 where they cross the date line; a world more on each side is as far as they go.
  for (int copy = -copies; copy <= copies; ++copy) {
    const geo::WorldBox box = bufferedTile(address, copy);
    if (!box.intersects(projected.bounds())) continue;
    features.clear();
    projected.featuresIn(box, features);
    for (const std::uint32_t f : features) {
      geo::Feature feature = set.features[f];
      if (feature.part == geo::FeaturePart::outline) feature.kind = geo::GeometryKind::polygon;
      CutClasses classes{.own = classify_(set_->source(), feature)};
      if (classes.own == kNotDrawn) continue;
      if (parts_ == PolygonParts::fillOutlineAndSpecks) {
        feature.kind = geo::GeometryKind::line;
        feature.part = geo::FeaturePart::whole;
        classes.speck = classify_(set_->source(), feature);
        feature.part = geo::FeaturePart::outline;
        classes.sized = classify_(set_->source(), feature);
      }
      found.push_back({classes, copy, f});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.classes.own < b.classes.own; });
  TileCutter cutter(projected, address, parts_ != PolygonParts::fill, detail_);
  for (const Found& f : found) {
    cutter.beginClass(f.classes);
    cutter.add(f.feature, f.copy, bufferedTile(address, f.copy));
  }
  return cutter.finish();
}

}  // namespace dateline::map

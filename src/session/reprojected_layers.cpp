#include "session/reprojected_layers.h"

#include <fmt/format.h>

#include "atlas/layer_cache.h"
#include "session/layer_reading.h"

namespace dateline::session {
namespace {

/// To be raised with every change of what is made of a layer.
constexpr int kVersion = 2;

class ReprojectedLayers final : public map::ReprojectedStore {
 public:
  std::shared_ptr<const geo::FeatureSet> find(const geo::FeatureSet& set,
                                              const geo::FixedPlane& plane) override {
    const auto folder = layersFolder();
    if (!folder || set.origin.empty()) return nullptr;
    const auto layer = atlas::LayerCache(*folder).find(keyOf(set, plane));
    return layer ? layer->features : nullptr;
  }

  void keep(const geo::FeatureSet& set, const geo::FixedPlane& plane,
            std::shared_ptr<const geo::FeatureSet> reprojected) override {
    const auto folder = layersFolder();
    if (!folder || set.origin.empty()) return;
    atlas::LayerData layer;
    layer.name = plane.crs().text;
    layer.crs = plane.crs().operation;
    layer.features = std::move(reprojected);
    atlas::LayerCache(*folder).keep(keyOf(set, plane), layer);
  }

 private:
  static atlas::LayerCache::Key keyOf(const geo::FeatureSet& set, const geo::FixedPlane& plane) {
    return {fmt::format("{}|{}", geo::identity(plane.crs()), set.origin),
            fmt::format("reprojected {}", kVersion)};
  }
};

}  // namespace

map::ReprojectedStorePtr reprojectedLayers() {
  static const auto store = std::make_shared<ReprojectedLayers>();
  return store;
}

}  // namespace dateline::session

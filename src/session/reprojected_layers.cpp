#include "session/reprojected_layers.h"

#include <fmt/format.h>

#include "atlas/layer_cache.h"
#include "atlas/layer_image.h"
#include "session/layer_reading.h"

namespace dateline::session {
namespace {

/// To be raised with every change of what is made of a layer.
constexpr int kVersion = 1;

class ReprojectedLayers final : public map::ReprojectedStore {
 public:
  std::shared_ptr<const geo::FeatureSet> find(const geo::FeatureSet& set,
                                              const geo::FixedPlane& plane) override {
    const auto folder = layersFolder();
    if (!folder) return nullptr;
    const auto layer = atlas::LayerCache(*folder).find(keyOf(set, plane));
    return layer ? layer->features : nullptr;
  }

  void keep(const geo::FeatureSet& set, const geo::FixedPlane& plane,
            std::shared_ptr<const geo::FeatureSet> reprojected) override {
    const auto folder = layersFolder();
    if (!folder) return;
    atlas::LayerData layer;
    layer.name = plane.crs().text;
    layer.crs = plane.crs().operation;
    layer.features = std::move(reprojected);
    atlas::LayerCache(*folder).keep(keyOf(set, plane), layer);
  }

 private:
  static atlas::LayerCache::Key keyOf(const geo::FeatureSet& set, const geo::FixedPlane& plane) {
    const auto sum = [](const auto& list) {
      return atlas::checksum({reinterpret_cast<const char*>(list.data()), list.size() * sizeof(list[0])});
    };
    const geo::Crs& crs = plane.crs();
    const std::string area =
        crs.area ? fmt::format("{} {} {} {}", crs.area->minX, crs.area->minY, crs.area->maxX, crs.area->maxY)
                 : "";
    return {fmt::format("{}|{}|{:016x}", crs.operation, area, sum(set.coords)),
            fmt::format("reprojected {} by PROJ {}, {} paths of {} features", kVersion, geo::projVersion(),
                        set.paths.size(), set.features.size())};
  }
};

}  // namespace

map::ReprojectedStorePtr reprojectedLayers() {
  static const auto store = std::make_shared<ReprojectedLayers>();
  return store;
}

}  // namespace dateline::session

#pragma once

#include <memory>
#include <vector>

#include "map/atlas_map.h"

namespace dateline::map {

/// The points of layers that have few of them: marks that names make room for, as they do for pins.
class LayerPoints {
 public:
  /// What those that are seen cover, screen px; nothing of a layer of which more are seen than names could
  /// keep clear of.
  std::vector<ScreenBox> boxes(const MapModel& model, const Camera& camera);

 private:
  struct Known {
    std::weak_ptr<const geo::FeatureSet> set;
    std::vector<LngLat> points;  // none where there are too many
  };
  const std::vector<LngLat>& pointsOf(const std::shared_ptr<const geo::FeatureSet>& set);

  std::vector<Known> known_;
};

}  // namespace dateline::map

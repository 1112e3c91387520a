#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "map/scene.h"

namespace dateline::render {

/// The batches of a tile's fills, lines or points that have paint, from the lowest to the highest:
/// `use(batch, its class)`. `member` is that of ClassPaint.
template <typename Batch, typename Member, typename Use>
void forEachPainted(const std::vector<Batch>& batches, const map::SceneLayer& layer, Member member, Use use) {
  struct Painted {
    std::uint32_t rank, styleClass;
    const Batch* batch;
  };
  std::vector<Painted> painted;
  painted.reserve(batches.size());
  for (const Batch& batch : batches) {
    const std::uint32_t styleClass = layer.classOf(batch.styleClass);
    if (styleClass < layer.classes.size() && layer.classes[styleClass].*member)
      painted.push_back({layer.rankOf(batch.styleClass), styleClass, &batch});
  }
  std::ranges::stable_sort(painted, {}, &Painted::rank);
  for (const Painted& p : painted) use(*p.batch, p.styleClass);
}

}  // namespace dateline::render

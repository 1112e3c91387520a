// What is shown of a layer while it is read. Inside gdal only.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "atlas/layer.h"
#include "geo/thinning.h"

class OGRLayer;

namespace dateline::gdal {

class LayerPreviewer {
 public:
  /// The layers are used by `of`.
  LayerPreviewer(const atlas::Previews& wanted, std::vector<OGRLayer*> layers);
  /// True when it is time for one, and so much is still to be read that it is worth what drawing it takes
  /// from the reading. `share` was read so far, about.
  [[nodiscard]] bool due(double share) const;
  /// What there is so far, coarser than one would draw it.
  std::shared_ptr<const geo::FeatureSet> of(const geo::FeatureSet& read);
  /// Of the whole of the layers, once `of` was called; empty when the file does not tell it.
  [[nodiscard]] const geo::LngLatBox& extent() const { return extent_; }

 private:
  void findExtent();

  const atlas::Previews& wanted_;
  std::vector<OGRLayer*> layers_;
  std::chrono::steady_clock::time_point began_, at_;
  std::chrono::milliseconds pause_;
  geo::LngLatBox extent_;
  geo::ThinningRule rule_;
};

}  // namespace dateline::gdal

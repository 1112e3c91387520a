#include "gdal/layer_previewer.h"

#include <algorithm>

#include "gdal/file_parts.h"
#include "gdal/gdal_setup.h"

namespace dateline::gdal {
namespace {

/// Times the pause before it: to draw one takes from the reading.
constexpr int kEachAfter = 3;
/// So long, in pauses before the first, what is left has to take.
constexpr double kLeastLeft = 2;
/// Of what nobody sees.
constexpr double kCoarser = 8;
/// Where the map will fly to the whole of a layer: of its larger side.
constexpr double kStep = 1.0 / 500;

}  // namespace

LayerPreviewer::LayerPreviewer(const atlas::Previews& wanted, std::vector<OGRLayer*> layers)
    : wanted_(wanted),
      layers_(std::move(layers)),
      began_(std::chrono::steady_clock::now()),
      at_(began_ + wanted.after),
      pause_(wanted.after) {}

bool LayerPreviewer::due(double share) const {
  const auto now = std::chrono::steady_clock::now();
  if (now < at_) return false;
  const std::chrono::duration<double> elapsed = now - began_, least = kLeastLeft * wanted_.after;
  return share <= 0 || elapsed * ((1 - share) / share) >= least;
}

void LayerPreviewer::findExtent() {
  const GdalMessages silence;
  for (OGRLayer* layer : layers_) {
    const auto part = partOf(*layer);
    if (!part || part->extent.empty()) {
      extent_ = {};
      break;
    }
    extent_.add(part->extent);
  }
  layers_.clear();
  const atlas::Window& window = wanted_.window;
  rule_ = {.window = window.box, .tolerance = kCoarser * window.tolerance, .mercator = window.mercator};
  if (!extent_.empty() && !holds(extent_, window.box))
    rule_ = {.window = extent_, .tolerance = kStep * std::max(extent_.width(), extent_.height())};
}

std::shared_ptr<const geo::FeatureSet> LayerPreviewer::of(const geo::FeatureSet& read) {
  if (!layers_.empty()) findExtent();
  geo::Thinning thinning(rule_);
  auto set = std::make_shared<const geo::FeatureSet>(geo::thinned(read, thinning));
  pause_ *= kEachAfter;
  at_ = std::chrono::steady_clock::now() + pause_;
  return set;
}

}  // namespace dateline::gdal

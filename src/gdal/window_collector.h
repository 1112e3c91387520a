// What one window of a source holds, within a limit of memory. Inside gdal only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "atlas/windowed_source.h"
#include "gdal/attribute_collector.h"
#include "gdal/feature_collector.h"
#include "geo/thinning.h"

namespace dateline::gdal {

/// Takes features as they come. What is exact at first is thinned by what nobody sees when it grows beyond
/// the limit, then by twice as much and so on, up to 16 times: what was taken already, and what follows.
class WindowCollector {
 public:
  enum class Begin : std::uint8_t {
    exact,       ///< thinned when need be
    exactAlone,  ///< full when need be
    thinned      ///< it will not fit otherwise
  };
  WindowCollector(const atlas::Window& window, std::uintmax_t limit, Begin begin);
  WindowCollector(const WindowCollector&) = delete;
  WindowCollector& operator=(const WindowCollector&) = delete;

  /// For the features that follow.
  void beginLayer(const OGRFeatureDefn& definition, OGRCoordinateTransformation* transformation);
  /// Before the transformation goes.
  void endLayer() { geometry_.setTransformation(nullptr); }
  /// False when there is more than can be kept; nothing may follow.
  [[nodiscard]] bool add(const OGRFeature& feature);

  /// What there is so far, in a picture that takes little.
  [[nodiscard]] atlas::WindowData preview() const;
  /// `about` says what the layer is and gains the warnings. In the order of the file, in which what is drawn
  /// lies one above the other; an index finds features in another.
  atlas::WindowData finish(atlas::LayerData about);

 private:
  [[nodiscard]] std::uintmax_t bytes() const;
  [[nodiscard]] geo::ThinningRule ruleOf(int step) const;
  bool thinFurther();
  void putInOrder();

  atlas::Window window_;
  std::uintmax_t limit_;
  bool mayThin_;
  SourceWindow onEarth_;
  int step_;
  std::shared_ptr<geo::FeatureSet> set_ = std::make_shared<geo::FeatureSet>();
  std::optional<geo::Thinning> thinning_;
  FeatureCollector geometry_;
  AttributeCollector attributes_;
  /// Where a row stands in the file: its layer, counted from 1, and GDAL's id. By row.
  using Standing = std::pair<int, std::int64_t>;
  std::vector<Standing> standings_;
  int layer_ = 0;
  bool cut_ = false;
};

}  // namespace dateline::gdal

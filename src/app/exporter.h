#pragma once

#include <map>
#include <optional>
#include <string>

#include "app/command_line.h"
#include "app/export_layers.h"
#include "app/map_image.h"
#include "base/error.h"
#include "base/image.h"
#include "map/style.h"
#include "session/state.h"

namespace dateline::app {

/// Draws one picture after another; what was read and cut for one is there for the next.
class Exporter {
 public:
  /// Reads the layers of these options, which all pictures show.
  Status open(const Common& common) { return layers_.open(common); }
  Result<Image> draw(const ExportOptions& options);
  /// Says what the picture drawn last lacks, which goes to `output`.
  void tellWhatIsMissing(const std::string& output) const;
  /// Of the picture drawn last.
  [[nodiscard]] const map::Look& look() const { return state_.look; }

 private:
  Status show(const ExportOptions& options);
  Status knowNames(const ExportOptions& options);
  Status speak(const std::string& language);
  Status useStyle(const std::string& name);

  MapImagePainter painter_;
  std::map<std::string, map::StylePtr> styles_;  ///< by what the options call them
  ExportLayers layers_;
  std::optional<Common> document_;  ///< that the state shows
  session::State state_;
};

}  // namespace dateline::app

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "atlas/windowed_source.h"
#include "base/error.h"
#include "map/camera.h"
#include "session/state.h"

namespace dateline::app {

/// What is drawn beside the story: files are read once; of data bases and large files for each picture what
/// it shows.
class ExportLayers {
 public:
  /// Reads the files and connects to the data bases.
  Status open(const Common& common);
  /// Each layer takes the first wish that it has; what no layer has is an error: it may be misspelt.
  Status colourBy(const std::vector<map::ColourBy>& wishes);
  /// The layers as this camera sees them.
  Result<std::vector<session::LayerEntry>> seenBy(const map::Camera& camera, float scale);

 private:
  Status colour(std::size_t layer, const map::ColourBy& by);
  void dropColours();
  Status add(const std::string& path);
  Status addSource(Result<std::unique_ptr<atlas::WindowedSource>> source, const std::string& shown);

  std::vector<session::LayerEntry> entries_;
  std::vector<map::ColourBy> coloured_;  ///< the wishes that the layers are coloured by
  std::vector<std::unique_ptr<atlas::WindowedSource>> sources_;  ///< one an entry; null: it was read whole
  std::vector<map::ColourScalePtr>
      scales_;  ///< one an entry; null unless it is coloured and read by the window
};

}  // namespace dateline::app

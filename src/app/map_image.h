#pragma once

#include <functional>
#include <string>

#include "base/error.h"
#include "base/image.h"
#include "base/workers.h"
#include "map/atlas_map.h"

namespace dateline::app {

struct MapImageRequest {
  map::MapModel model;
  map::View view;
  int width = 1920;  ///< logical px
  int height = 1080;
  float scale = 1;
  CancelToken cancel = {};
  std::function<void(double)> progress = {};  ///< 0..1, on the calling thread
};

/// Draws the map on a context of its own, without a display; may run on any thread, beside a window or
/// without one. The picture is the one that the window shows for the same model, view and size.
Result<Image> drawMapImage(const MapImageRequest& request);

/// Draws and writes it as a PNG to a file (atomically, verified) or to standard output ("-").
Status writeMapImage(const MapImageRequest& request, const std::string& output, int dpi);

}  // namespace dateline::app

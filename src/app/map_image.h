#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>

#include "base/error.h"
#include "base/image.h"
#include "base/workers.h"
#include "figure/png.h"
#include "map/atlas_map.h"

namespace dateline::app {

struct MapImageRequest {
  map::MapModel model;
  map::View view;
  int width = 1920;  ///< logical px
  int height = 1080;
  float scale = 1;
  int dpi = 0;  ///< noted in the file; 0: none
  Existing existing = Existing::replace;
  CancelToken cancel = {};
  std::function<void(double)> progress = {};  ///< 0..1, on the calling thread
};

/// Reads what of the world the picture needs and its model lacks.
Status completeWorld(MapImageRequest& request);

/// Draws maps on a context of its own, without a display; on any one thread, beside a window or without one.
/// Tiles and glyphs are kept from one picture to the next.
class MapImagePainter {
 public:
  /// Begins to make the context, on a thread of its own: that takes as long as reading the layers.
  MapImagePainter();
  ~MapImagePainter();
  MapImagePainter(const MapImagePainter&) = delete;
  MapImagePainter& operator=(const MapImagePainter&) = delete;

  /// The picture of a request with its world complete is the one that the window shows for the same model,
  /// view and size.
  Result<Image> draw(const MapImageRequest& request);
  /// What the picture drawn last lacks.
  [[nodiscard]] const Warnings& warnings() const { return warnings_; }

 private:
  struct Graphics;
  struct Tools;
  static Result<std::unique_ptr<Graphics>> makeGraphics();
  static Result<std::unique_ptr<Tools>> makeTools();

  std::unique_ptr<Tools> tools_;
  std::future<Result<std::unique_ptr<Graphics>>> making_;
  std::unique_ptr<Graphics> graphics_;
  Warnings warnings_;
};

/// Writes a picture of this look as a PNG to a file (atomically, verified) or to standard output ("-").
Status writeMapImage(const Image& image, const map::Look& look, const std::string& output,
                     figure::PngOptions options);

/// Completes its world, draws and writes it.
Status exportMapImage(MapImagePainter& painter, MapImageRequest request, const std::string& output);

}  // namespace dateline::app

// figure: images in and out. The only user of stb. Knows no map: it is handed pixels.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/image.h"
#include "base/workers.h"

namespace dateline::figure {

struct PngOptions {
  int dpi = 0;  ///< written as pHYs; 0: not written
  /// Keyword (1 to 79 printable Latin-1 characters, such as "Title") and UTF-8 text, written as tEXt or iTXt.
  std::vector<std::pair<std::string, std::string>> texts = {};
  /// libdeflate's, 1 to 12. For map pictures 6 is 8 to 15 % smaller than 1 and takes two to four times as
  /// long; both are smaller than what stb's own compressor makes.
  int level = 1;
  CancelToken cancel = {};  ///< looked at between the stages: filtering, compressing, joining
  std::function<void(double)> progress = {};  ///< 0 to 1, on the calling thread
  Existing existing = Existing::replace;      ///< where it is written to a file
};

/// The image as a PNG: RGB where all of it is opaque. The same image and options give the same bytes. At most
/// 2 GB of pixels.
Result<std::string> encodePng(const Image& image, const PngOptions& options = {});

/// Encodes and writes `path` atomically, then reads header, end and size back: success means that the whole
/// file is there.
Status writePng(const std::filesystem::path& path, const Image& image, const PngOptions& options = {});

}  // namespace dateline::figure

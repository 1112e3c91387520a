// Reading from a layer of a file what a window shows. Inside gdal only.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

#include "atlas/windowed_source.h"
#include "gdal/file_parts.h"
#include "gdal/packed_index.h"
#include "gdal/window_boxes.h"
#include "gdal/window_collector.h"

namespace dateline::gdal {

class FeatureBatches;

/// What a window needs of a part of the file.
struct FileQuery {
  SourceWindow window;                   ///< without boxes: all of it
  std::optional<IndexedFeatures> found;  ///< by the index of the file, where it can be asked
};

/// `flatGeobuf`: the file, where it is one; empty of others.
FileQuery queryOf(const FilePart& part, const geo::LngLatBox& window,
                  const std::filesystem::path& flatGeobuf);

/// Reads the parts of a file, one after the other, and tells how far it is.
class FileReading {
 public:
  /// `features`: about so many will come, of all parts.
  FileReading(const atlas::WindowLimits& limits, WindowCollector& collector, double features);

  /// False when there is more than can be kept. ErrorKind::cancelled when it was.
  Result<bool> read(FilePart& part, const FileQuery& query);

 private:
  [[nodiscard]] bool take(const OGRFeature& feature);
  [[nodiscard]] Status readFound(FilePart& part, const FileQuery& query, FeatureBatches& batches) const;
  [[nodiscard]] Status readNumbers(FilePart& part, const std::vector<std::uint64_t>& numbers,
                                   FeatureBatches& batches) const;
  [[nodiscard]] Status readAll(FilePart& part, const SourceWindow& window, FeatureBatches& batches) const;
  [[nodiscard]] Status readBoxes(FilePart& part, const SourceWindow& window, FeatureBatches& batches) const;

  const atlas::WindowLimits& limits_;
  WindowCollector& collector_;
  double expected_, taken_ = 0;  // features
  std::chrono::steady_clock::time_point previewAt_;
  std::chrono::milliseconds pause_;
};

}  // namespace dateline::gdal

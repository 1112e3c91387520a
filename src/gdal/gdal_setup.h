// How GDAL is let in: which drivers, which options, where its messages go. Inside gdal only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "atlas/layer.h"
#include "base/error.h"

class GDALDataset;

namespace dateline::gdal {

/// Registers the drivers once and fixes GDAL's options against environment and gdalrc.
void initialise();

struct DatasetCloser {
  void operator()(GDALDataset* dataset) const;
};
using DatasetHandle = std::unique_ptr<GDALDataset, DatasetCloser>;

/// Collects what GDAL says on this thread while it lives, instead of standard error.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  /// As sentences, those of GDAL begin with "GDAL says: ".
  [[nodiscard]] const Warnings& all() const { return messages_; }
  /// The last failure as "GDAL says: ...", or nothing.
  [[nodiscard]] std::string lastFailure() const;
  [[nodiscard]] bool failed() const { return !lastFailure_.empty(); }
  /// Of a coordinate system that is named, it is not known which one it is.
  [[nodiscard]] bool crsUnknown() const { return crsUnknown_; }
  /// What GDAL says.
  void note(bool failure, const std::string& raw);
  /// What we say ourselves of an address.
  void noteAddress(const std::string& raw);

 private:
  void say(const std::string& raw);
  Warnings messages_;
  std::string lastFailure_;
  bool crsUnknown_ = false;
};

/// By the allowed drivers of these formats and nothing else; null where none takes it. For files that were
/// looked at.
DatasetHandle openWithGdal(const std::filesystem::path& file, atlas::Formats formats);

/// Opens a regular file read-only with the allowed drivers and nothing else. `warnings` gains what was done
/// without (a missing index or table of a Shapefile, a write-ahead log).
Result<DatasetHandle> openDataset(const std::filesystem::path& path, std::uintmax_t maxBytes,
                                  atlas::Formats formats, const GdalMessages& messages, Warnings& warnings);

}  // namespace dateline::gdal

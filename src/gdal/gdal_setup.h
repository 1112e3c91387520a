// How GDAL is let in: which drivers, which options, where its messages go. Inside gdal only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

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
  /// What GDAL says.
  void note(bool failure, const std::string& raw);
  /// What we say ourselves.
  void say(const std::string& raw);

 private:
  Warnings messages_;
  std::string lastFailure_;
};

/// Opens a regular file read-only with the allowed drivers and nothing else. `warnings` gains what was done
/// without (a missing index or table of a Shapefile, a write-ahead log).
Result<DatasetHandle> openDataset(const std::filesystem::path& path, std::uintmax_t maxBytes,
                                  const GdalMessages& messages, Warnings& warnings);

}  // namespace dateline::gdal

// Features on their way from GDAL to what takes them. Inside gdal only.
#pragma once

#include <ogr_feature.h>

#include <cstddef>
#include <functional>
#include <future>
#include <vector>

namespace dateline::gdal {

/// Has features taken on another thread, some together and in their order, while the next ones are read:
/// to decode a large layer and to thin it take about as long.
class FeatureBatches {
 public:
  /// Returns false when nothing more is wanted. Called by one thread at a time.
  using Take = std::function<bool(const OGRFeature&)>;
  explicit FeatureBatches(Take take) : take_(std::move(take)) {}

  /// False when nothing more is wanted, which may be known some features later.
  [[nodiscard]] bool add(OGRFeatureUniquePtr feature);
  /// Returns when all have been taken; false when not all were wanted.
  [[nodiscard]] bool finish();

 private:
  void passOn();
  bool wait();

  Take take_;
  std::vector<OGRFeatureUniquePtr> gathered_, passedOn_;
  std::size_t bytes_ = 0;  ///< of what is gathered
  bool wanted_ = true;
  std::future<bool> taking_;  ///< the last member, so that it ends before what it uses
};

}  // namespace dateline::gdal

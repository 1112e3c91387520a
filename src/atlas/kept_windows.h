// Windows of a file that took long to read, kept on the disk. Inside atlas only.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "atlas/layer_cache.h"
#include "atlas/windowed_source.h"

namespace dateline::atlas {

/// Reads windows as `source` does, but those that took long and are asked for again, with the same limits and
/// of the same state of the file, from `cacheFolder`: the view that a story opens with.
class KeptWindows final : public WindowedSource {
 public:
  /// So long one waits without remembering it.
  static constexpr std::chrono::milliseconds kLong{700};

  KeptWindows(std::unique_ptr<WindowedSource> source, std::filesystem::path path,
              std::filesystem::path cacheFolder, std::chrono::milliseconds worthKeeping = kLong);

  [[nodiscard]] const std::string& name() const override { return source_->name(); }
  [[nodiscard]] const geo::LngLatBox& extent() const override { return source_->extent(); }
  Result<WindowData> read(const Window& window, const WindowLimits& limits) override;
  Result<AttributeValues> valuesOf(const std::string& attribute, const CancelToken& cancel) override {
    return source_->valuesOf(attribute, cancel);
  }
  Status ping() override { return source_->ping(); }

 private:
  std::unique_ptr<WindowedSource> source_;
  std::filesystem::path path_;
  LayerCache cache_;
  std::chrono::milliseconds worthKeeping_;
};

}  // namespace dateline::atlas

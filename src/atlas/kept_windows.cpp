#include "atlas/kept_windows.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace dateline::atlas {
namespace {

using std::chrono::steady_clock;

/// How much of the shapes there is.
enum class Detail : std::uint8_t { exact, unseenLeftOut, coarse };
constexpr std::array kDetails = {Detail::exact, Detail::unseenLeftOut, Detail::coarse};

Detail detailOf(const WindowData& data) {
  return data.coarse ? Detail::coarse : data.simplified ? Detail::unseenLeftOut : Detail::exact;
}

LayerCache::Key keyOf(const LayerCache::Key& file, const Window& window, std::uintmax_t limit,
                      Detail detail) {
  const geo::LngLatBox& box = window.box;
  return {fmt::format("{}|{:.9f} {:.9f} {:.9f} {:.9f} {:.6g} {} {}|{}", file.path, box.minX, box.minY,
                      box.maxX, box.maxY, window.tolerance, window.mercator, limit, static_cast<int>(detail)),
          file.state};
}

}  // namespace

KeptWindows::KeptWindows(std::unique_ptr<WindowedSource> source, std::filesystem::path path,
                         std::filesystem::path cacheFolder, std::chrono::milliseconds worthKeeping)
    : source_(std::move(source)),
      path_(std::move(path)),
      cache_(std::move(cacheFolder)),
      worthKeeping_(worthKeeping) {}

Result<WindowData> KeptWindows::read(const Window& window, const WindowLimits& limits) {
  const auto file = LayerCache::keyOf(path_, {});
  if (!file) return source_->read(window, limits);
  if (Status same = ping(); !same) return tl::make_unexpected(same.error());
  for (const Detail detail : kDetails) {
    const LayerCache::Key key = keyOf(*file, window, limits.bytes, detail);
    std::optional<LayerData> layer = cache_.find(key);
    if (!layer) continue;
    layer->source = path_.string();
    return WindowData{.layer = std::move(*layer),
                      .bytes = cache_.bytesOf(key).value_or(0),
                      .simplified = detail != Detail::exact,
                      .coarse = detail == Detail::coarse};
  }
  const steady_clock::time_point began = steady_clock::now();
  Result<WindowData> data = source_->read(window, limits);
  if (!data || data->cut || steady_clock::now() - began < worthKeeping_) return data;
  const LayerCache::Key key = keyOf(*file, window, limits.bytes, detailOf(*data));
  // The set was made here and nobody has seen it: now it gets the name that what is made of it is kept by.
  const auto set = std::const_pointer_cast<geo::FeatureSet>(data->layer.features);
  if (!set->origin.empty()) return data;
  set->origin = key.text();
  cache_.keep(key, data->layer);
  return data;
}

}  // namespace dateline::atlas

#include "session/world_loader.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "atlas/layer.h"
#include "atlas/raster.h"
#include "base/paths.h"
#include "map/tile_cover.h"
#include "session/layer_reading.h"

namespace dateline::session {

WorldNeeds WorldNeeds::of(const map::Look& look, map::Zoom zoom, float pixelsPerLogicalPx) {
  WorldNeeds needs{.names = look.labels,
                   .ground = look.basemap,
                   .relief = look.relief && map::styleOf(look).relief.most() > 0};
  needs.scale[static_cast<std::size_t>(map::worldScale(zoom, pixelsPerLogicalPx))] = look.basemap;
  return needs;
}

bool WorldPart::neededFor(const WorldNeeds& needs) const {
  if (named && needs.names) return true;
  switch (drawn) {
    case Drawn::never:
      return false;
    case Drawn::ground:
      return needs.ground;
    case Drawn::coarse:
      return needs.scale[0];
    case Drawn::medium:
      return needs.scale[1];
    case Drawn::fine:
      return needs.scale[2];
  }
  return true;
}

const std::vector<WorldPart>& worldParts() {
  using map::World;
  using Set = World::Set;
  using enum WorldPart::Drawn;
  static const std::vector<WorldPart> parts = {
      // The names of countries are placed by these outlines.
      {"countries_50m.fgb", [](World& w) -> Set& { return w.countries[1]; }, medium, true},
      {"country_names.fgb", [](World& w) -> Set& { return w.countryNames; }, never, true},
      {"places.fgb", [](World& w) -> Set& { return w.places; }, never, true},
      {"seas.fgb", [](World& w) -> Set& { return w.seas; }, never, true},
      {"sea_regions.fgb", [](World& w) -> Set& { return w.seaRegions; }, never, true},
      {"lakes.fgb", [](World& w) -> Set& { return w.lakes; }, ground, true},
      {"borders_50m.fgb", [](World& w) -> Set& { return w.borders[1]; }, medium},
      {"rivers.fgb", [](World& w) -> Set& { return w.rivers; }, ground},
      {"disputed.fgb", [](World& w) -> Set& { return w.disputed; }, ground},
      {"provinces.fgb", [](World& w) -> Set& { return w.provinces; }, ground},
      {"province_names.fgb", [](World& w) -> Set& { return w.provinceNames; }, never, true},
      {"countries_110m.fgb", [](World& w) -> Set& { return w.countries[0]; }, coarse},
      {"borders_110m.fgb", [](World& w) -> Set& { return w.borders[0]; }, coarse},
      {"countries_10m.fgb", [](World& w) -> Set& { return w.countries[2]; }, fine},
      {"borders_10m.fgb", [](World& w) -> Set& { return w.borders[2]; }, fine},
  };
  return parts;
}

Result<map::World::Set> readWorldPart(const WorldPart& part) {
  const auto path = shippedFile("geodata/" + part.file);
  if (!path) return tl::make_unexpected(path.error());
  Result<atlas::LayerData> layer = atlas::openLayer(*path, {.cacheFolder = layersFolder().value_or("")});
  if (!layer) return tl::make_unexpected(layer.error());
  return layer->features;
}

Result<std::shared_ptr<const Image>> readRelief() {
  const auto path = shippedFile("geodata/relief.jpg");
  if (!path) return tl::make_unexpected(path.error());
  Result<Image> image = atlas::readRaster(*path);
  if (!image) return tl::make_unexpected(image.error());
  return std::make_shared<const Image>(std::move(*image));
}

Result<std::shared_ptr<const map::World>> completedWorld(std::shared_ptr<const map::World> world,
                                                         const WorldNeeds& needs) {
  auto completed = std::make_shared<map::World>(*world);
  std::vector<const WorldPart*> missing;
  for (const WorldPart& part : worldParts())
    if (part.neededFor(needs) && part.slot(*completed) == nullptr) missing.push_back(&part);
  const bool withRelief = needs.ground && needs.relief && completed->relief == nullptr;
  if (missing.empty() && !withRelief) return world;

  std::optional<Error> failed;
  std::mutex mutex;
  std::atomic<std::size_t> next{0};
  const auto keepFailure = [&](const Error& error) {
    if (!failed) failed = error;
  };
  const auto readParts = [&] {
    for (std::size_t i = next++; i < missing.size(); i = next++) {
      Result<map::World::Set> set = readWorldPart(*missing[i]);
      const std::lock_guard lock(mutex);
      if (set)
        missing[i]->slot(*completed) = std::move(*set);
      else
        keepFailure(set.error());
    }
  };
  {
    const std::jthread other(readParts);
    if (withRelief) {
      Result<std::shared_ptr<const Image>> relief = readRelief();
      const std::lock_guard lock(mutex);
      if (relief)
        completed->relief = std::move(*relief);
      else
        keepFailure(relief.error());
    }
    readParts();
  }
  if (failed) return tl::make_unexpected(*failed);
  return completed;
}

}  // namespace dateline::session

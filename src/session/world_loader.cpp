#include "session/world_loader.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "atlas/layer.h"
#include "base/paths.h"
#include "figure/read_image.h"

namespace dateline::session {

const std::vector<WorldPart>& worldParts() {
  using map::World;
  using Set = World::Set;
  static const std::vector<WorldPart> parts = {
      {"countries_50m.fgb", [](World& w, Set s) { w.countries[1] = std::move(s); }, 0},
      {"borders_50m.fgb", [](World& w, Set s) { w.borders[1] = std::move(s); }, 0},
      {"country_names.fgb", [](World& w, Set s) { w.countryNames = std::move(s); }, 0},
      {"places.fgb", [](World& w, Set s) { w.places = std::move(s); }, 0},
      {"seas.fgb", [](World& w, Set s) { w.seas = std::move(s); }, 0},
      {"lakes.fgb", [](World& w, Set s) { w.lakes = std::move(s); }, 0},
      {"rivers.fgb", [](World& w, Set s) { w.rivers = std::move(s); }, 0},
      {"disputed.fgb", [](World& w, Set s) { w.disputed = std::move(s); }, 0},
      {"provinces.fgb", [](World& w, Set s) { w.provinces = std::move(s); }, 0},
      {"countries_110m.fgb", [](World& w, Set s) { w.countries[0] = std::move(s); }, 1},
      {"borders_110m.fgb", [](World& w, Set s) { w.borders[0] = std::move(s); }, 1},
      {"province_names.fgb", [](World& w, Set s) { w.provinceNames = std::move(s); }, 1},
      {"countries_10m.fgb", [](World& w, Set s) { w.countries[2] = std::move(s); }, 2},
      {"borders_10m.fgb", [](World& w, Set s) { w.borders[2] = std::move(s); }, 2},
  };
  return parts;
}

Result<map::World::Set> readWorldPart(const WorldPart& part) {
  const auto path = shippedFile("geodata/" + part.file);
  if (!path) return tl::make_unexpected(path.error());
  Result<atlas::LayerData> layer = atlas::openLayer(*path);
  if (!layer) return tl::make_unexpected(layer.error());
  return layer->features;
}

Result<std::shared_ptr<const Image>> readRelief() {
  const auto path = shippedFile("geodata/relief.jpg");
  if (!path) return tl::make_unexpected(path.error());
  Result<Image> image = figure::readImage(*path);
  if (!image) return tl::make_unexpected(image.error());
  return std::make_shared<const Image>(std::move(*image));
}

Result<std::shared_ptr<const map::World>> readWorld(bool withRelief) {
  auto world = std::make_shared<map::World>();
  std::optional<Error> failed;
  std::mutex mutex;
  std::atomic<std::size_t> next{0};
  const std::vector<WorldPart>& parts = worldParts();
  const auto keepFailure = [&](const Error& error) {
    if (!failed) failed = error;
  };
  const auto readParts = [&] {
    for (std::size_t i = next++; i < parts.size(); i = next++) {
      Result<map::World::Set> set = readWorldPart(parts[i]);
      const std::lock_guard lock(mutex);
      if (set)
        parts[i].place(*world, std::move(*set));
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
        world->relief = std::move(*relief);
      else
        keepFailure(relief.error());
    }
    readParts();
  }
  if (failed) return tl::make_unexpected(*failed);
  return world;
}

}  // namespace dateline::session

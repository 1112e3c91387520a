#include "app/export_layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/log.h"
#include "map/view_box.h"
#include "session/layer_names.h"
#include "session/layer_reading.h"

namespace dateline::app {
namespace {

void warnOf(const Warnings& warnings, const std::string& layer) {
  if (!warnings.empty()) log::warn(layer + ": " + session::noteOf(warnings));
}

/// On whichever copy of the world.
bool isSeen(const geo::LngLatBox& box, const geo::LngLatBox& seen) {
  for (const double turn : {-720.0, -360.0, 0.0, 360.0, 720.0})
    if (seen.intersects({box.minX + turn, box.minY, box.maxX + turn, box.maxY})) return true;
  return seen.width() >= 360 && seen.minY <= box.maxY && box.minY <= seen.maxY;
}

void warnUnlessSeen(const std::string& layer, const geo::LngLatBox& box, const map::Camera& camera) {
  if (box.empty() || isSeen(box, map::boxInView(camera, 0))) return;
  log::warn(fmt::format("{}: nothing of it lies in the picture; --bbox={:.4g},{:.4g},{:.4g},{:.4g} shows it",
                        layer, box.minX, box.minY, box.maxX, box.maxY));
}

}  // namespace

Status ExportLayers::open(const Common& common) {
  for (const std::string& path : common.layers) {
    if (Status added = add(path); !added) return added;
    session::LayerEntry& entry = entries_.back();
    entry.layer.id = fmt::format("layer-{}", entries_.size());
    entry.layer.turn = entries_.size() - 1;
  }
  session::nameLayers(entries_);
  return colourBy(common.colourBy);
}

Status ExportLayers::colourBy(const std::vector<map::ColourBy>& wishes) {
  if (wishes == coloured_) return {};
  dropColours();
  if (wishes.empty()) return {};
  if (entries_.empty())
    return fail(ErrorKind::usage, "there is no layer to colour; add one with --layer", "--colour-by");
  std::vector<bool> used(wishes.size());
  std::optional<Error> error;
  for (std::size_t layer = 0; layer < entries_.size(); ++layer)
    for (std::size_t i = 0; i < used.size(); ++i)
      if (const auto coloured = colour(layer, wishes[i]))
        used[i] = true;
      else
        error = Error{coloured.error().kind, coloured.error().message, entries_[layer].path};
  if (std::find(used.begin(), used.end(), false) != used.end()) {
    dropColours();
    return tl::make_unexpected(*error);
  }
  coloured_ = wishes;
  return {};
}

void ExportLayers::dropColours() {
  coloured_.clear();
  for (session::LayerEntry& entry : entries_) entry.layer.classes = nullptr;
  for (map::ColourScalePtr& scale : scales_) scale = nullptr;
}

/// By the first wish that the layer has.
Status ExportLayers::colour(std::size_t layer, const map::ColourBy& by) {
  if (sources_[layer] == nullptr) {
    auto classes = map::classify(*entries_[layer].layer.features, by);
    if (!classes) return tl::make_unexpected(classes.error());
    if (entries_[layer].layer.classes) return {};
    warnOf((*classes)->warnings, entries_[layer].path);
    entries_[layer].layer.classes = std::move(*classes);
    return {};
  }
  const auto values = sources_[layer]->valuesOf(by.column, {});
  if (!values) return tl::make_unexpected(values.error());
  auto scale = map::colourScale(values->counts, by, values->numeric);
  if (!scale) return tl::make_unexpected(scale.error());
  if (scales_[layer]) return {};
  warnOf(map::warningsOf(**scale), entries_[layer].path);
  scales_[layer] = std::move(*scale);
  return {};
}

Result<std::vector<session::LayerEntry>> ExportLayers::seenBy(const map::Camera& camera, float scale) {
  const atlas::Window window = session::windowFor(camera, scale);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (sources_[i] == nullptr) {
      warnUnlessSeen(entries_[i].path, entries_[i].layer.features->bounds, camera);
      continue;
    }
    const auto data = sources_[i]->read(window, {.bytes = session::layerMemory()});
    if (!data) return tl::make_unexpected(data.error());
    const session::LayerEntry read = session::entryOf(*data);
    if (!read.note.empty()) log::warn(read.path + ": " + read.note);
    entries_[i].layer.features = read.layer.features;
    const geo::LngLatBox& found = read.layer.features->bounds;
    warnUnlessSeen(read.path, found.empty() ? sources_[i]->extent() : found, camera);
    if (scales_[i]) entries_[i].layer.classes = map::classesOn(scales_[i], *read.layer.features);
  }
  return entries_;
}

Status ExportLayers::add(const std::string& path) {
  if (atlas::isDatabaseAddress(path)) {
    const auto address = atlas::parseDatabaseAddress(path);
    if (!address) return tl::make_unexpected(address.error());
    return addSource(atlas::WindowedSource::open(*address), address->shown());
  }
  if (atlas::takesMoreThan(path, session::layerMemory(), session::layersFolder().value_or("")))
    return addSource(
        atlas::WindowedSource::open(std::filesystem::path(path), session::layersFolder().value_or("")), path);
  auto entry = session::readLayerEntry(path);
  if (!entry) return tl::make_unexpected(entry.error());
  if (!entry->note.empty()) log::warn(path + ": " + entry->note);
  entries_.push_back(std::move(*entry));
  sources_.emplace_back();
  scales_.emplace_back();
  return {};
}

Status ExportLayers::addSource(Result<std::unique_ptr<atlas::WindowedSource>> source,
                               const std::string& shown) {
  if (!source) return tl::make_unexpected(source.error());
  entries_.push_back({.layer = {.name = (*source)->name()}, .path = shown});
  sources_.push_back(std::move(*source));
  scales_.emplace_back();
  return {};
}

}  // namespace dateline::app

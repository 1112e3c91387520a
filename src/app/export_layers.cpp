#include "app/export_layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/log.h"
#include "session/layer_reading.h"

namespace dateline::app {

Status ExportLayers::open(const Common& common) {
  for (const std::string& path : common.layers) {
    if (Status added = atlas::isDatabaseAddress(path) ? addDatabase(path) : addFile(path); !added)
      return added;
    session::LayerEntry& entry = entries_.back();
    entry.layer.id = fmt::format("layer-{}", entries_.size());
    entry.layer.colour = session::layerColour(entries_.size() - 1);
  }
  return colourBy(common.colourBy);
}

Status ExportLayers::colourBy(const std::vector<map::ColourBy>& wishes) {
  if (wishes == coloured_) return {};
  coloured_.clear();
  std::vector<bool> used(wishes.size());
  std::optional<Error> error;
  for (session::LayerEntry& entry : entries_) {
    entry.layer.classes = nullptr;
    for (std::size_t i = 0; i < used.size() && entry.layer.features; ++i) {
      auto classes = map::classify(*entry.layer.features, wishes[i]);
      if (!classes) {
        error = Error{classes.error().kind, classes.error().message, entry.path};
        continue;
      }
      used[i] = true;
      if (!entry.layer.classes) entry.layer.classes = std::move(*classes);
    }
  }
  if (std::find(used.begin(), used.end(), false) == used.end()) {
    coloured_ = wishes;
    return {};
  }
  for (session::LayerEntry& entry : entries_) entry.layer.classes = nullptr;
  if (error) return tl::make_unexpected(*error);
  return fail(ErrorKind::usage, "there is no layer of a file to colour; add one with --layer", "--colour-by");
}

Result<std::vector<session::LayerEntry>> ExportLayers::seenBy(const map::Camera& camera, float scale) {
  const atlas::Window window = session::windowFor(camera, scale);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (sources_[i] == nullptr) continue;
    const auto data = sources_[i]->read(window, {.bytes = session::layerMemory()});
    if (!data) return tl::make_unexpected(data.error());
    const session::LayerEntry read = session::entryOf(*data);
    if (!read.note.empty()) log::warn(read.path + ": " + read.note);
    entries_[i].layer.features = read.layer.features;
  }
  return entries_;
}

Status ExportLayers::addFile(const std::string& path) {
  auto entry = session::readLayerEntry(path, {}, nullptr);
  if (!entry) return tl::make_unexpected(entry.error());
  if (!entry->note.empty()) log::warn(path + ": " + entry->note);
  entries_.push_back(std::move(*entry));
  sources_.emplace_back();
  return {};
}

Status ExportLayers::addDatabase(const std::string& text) {
  const auto address = atlas::parseDatabaseAddress(text);
  if (!address) return tl::make_unexpected(address.error());
  auto source = atlas::WindowedSource::open(*address);
  if (!source) return tl::make_unexpected(source.error());
  entries_.push_back({.layer = {.name = (*source)->name()}, .path = address->shown()});
  sources_.push_back(std::move(*source));
  return {};
}

}  // namespace dateline::app

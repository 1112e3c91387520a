#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "session/layer_reading.h"
#include "session/session.h"

// Files that the user opens while the program runs: read by workers, shown when they are whole.

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

bool endsWith(std::string_view text, std::string_view end) {
  return text.ends_with(end);
}

enum class FileKind : std::uint8_t { article, story, layer };

/// By the name alone: what is inside is judged by who reads it.
FileKind kindOf(const std::string& path) {
  if (endsWith(path, ".story.geojson") || endsWith(path, ".story.json") || endsWith(path, ".jsonld"))
    return FileKind::story;
  static constexpr std::array<std::string_view, 16> kLayers = {
      ".geojson", ".json", ".topojson", ".shp", ".gpkg", ".fgb", ".kml", ".kmz",
      ".gpx",     ".csv",  ".tab",      ".mif", ".gml",  ".tsv", ".mid", ".dbf"};
  const std::string extension = fs::path(path).extension().string();
  for (const std::string_view layer : kLayers)
    if (extension == layer) return FileKind::layer;
  return FileKind::article;
}

}  // namespace

void Session::openInBackground(DocumentRequest request, const std::string& title) {
  const int id = addTask("Opening " + title).id;
  workers_.run(
      [this, request = std::move(request), id, title] {
        Result<Document> document = openDocument(request);
        inbox_.post([this, document = std::move(document), id, title] {
          finishTask(id);
          if (document)
            show(*document, true);
          else
            complain("Could not open " + title, document.error().text());
        });
      },
      20.0);
}

void Session::on(const command::SetEncoding& set) {
  const article::Article& text = *state_.article;
  std::error_code ignored;
  if (text.source == nullptr && !fs::exists(text.path, ignored))
    return complain("Not read again", "This text has no file: it is the story's own.");
  // Suggestions are made anew for the new text; what somebody wrote stays.
  const auto& events = state_.story->events;
  const bool suggested = state_.story->path.empty() &&
                         std::all_of(events.begin(), events.end(),
                                     [](const story::Event& event) { return event.status == "suggested"; });
  openInBackground({.article = text.path,
                    .encoding = set.name,
                    .source = text.source,
                    .keptStory = suggested ? nullptr : state_.story},
                   fs::path(text.path).filename().string());
}

void Session::on(const command::OpenPath& open) {
  if (open.path.empty()) return;
  const std::string title = fs::path(open.path).filename().string();
  switch (kindOf(open.path)) {
    case FileKind::article:
      return openInBackground({open.path, {}, true}, title);
    case FileKind::story:
      return openInBackground({{}, open.path, true}, title);
    case FileKind::layer:
      return on(command::AddLayer{open.path});
  }
}

void Session::on(const command::AddLayer& add) {
  if (add.path.empty()) return;
  const std::string title = fs::path(add.path).filename().string();
  const Task task = addTask("Reading " + title);
  workers_.run(
      [this, path = add.path, title, task] {
        if (atlas::takesMoreThan(path, layerMemory()))
          return inbox_.post([this, path, task] {
            finishTask(task.id);
            if (!task.cancel.cancelled()) addLargeFile(path);
          });
        Result<LayerEntry> entry = readLayerEntry(path, task.cancel, task.progress);
        inbox_.post([this, entry = std::move(entry), title, task] {
          finishTask(task.id);
          if (!entry) {
            if (entry.error().kind != ErrorKind::cancelled)
              complain("Could not open " + title, entry.error().text());
            return;
          }
          LayerEntry added = *entry;
          added.layer.id = "layer-" + std::to_string(nextId_++);
          added.layer.colour = layerColour(state_.layers.size());
          const auto classes = map::classifyByFirst(*added.layer.features, colourBy_);
          if (classes)
            added.layer.classes = *classes;
          else
            complain("Could not colour " + title, classes.error().message);
          const geo::LngLatBox bounds = added.layer.features->bounds;
          state_.layers.push_back(std::move(added));
          state_.showLayers = true;
          flyToLayer(bounds);
          ++revision_;
        });
      },
      20.0);
}

void Session::on(const command::ClearLayerCache&) {
  const double megabytes = static_cast<double>(clearLayerCache()) / 1e6;
  say(megabytes < 0.05 ? "The layer cache was empty"
                       : fmt::format("Cleared the layer cache: {:.1f} MB", megabytes));
}

}  // namespace dateline::session

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include "geo/thinning.h"
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
  const auto show = [this, task](const atlas::LayerData& part) {
    inbox_.post([this, task, entry = entryOf(part)] { showPart(task, entry); });
  };
  std::optional<atlas::Previews> previews;
  if (state_.mapWidth > 0 && state_.mapHeight > 0)
    previews = {.window = windowFor({viewAhead(), state_.mapWidth, state_.mapHeight}, pixels_), .show = show};
  workers_.run(
      [this, path = add.path, title, task, previews = std::move(previews)] {
        if (atlas::takesMoreThan(path, layerMemory(), layersFolder().value_or("")))
          return inbox_.post([this, path, task] {
            finishTask(task.id);
            if (!task.cancel.cancelled()) addLargeFile(path);
          });
        Result<LayerEntry> entry = readLayerEntry(path, task.cancel, task.progress, previews);
        inbox_.post([this, entry = std::move(entry), title, task] { useLayer(task, title, entry); });
      },
      20.0);
}

/// So much of a layer that takes long to read.
void Session::showPart(const Task& task, LayerEntry part) {
  if (task.cancel.cancelled() || part.layer.features->features.empty()) return;
  ++revision_;
  const auto shown = openings_.find(task.id);
  if (shown != openings_.end()) {
    if (const auto entry = layerOf(state_, shown->second); entry != state_.layers.end())
      entry->layer.features = part.layer.features;
    return;
  }
  part.layer.id = openings_[task.id] = "layer-" + std::to_string(nextId_++);
  part.layer.colour = layerColour(state_.layers.size());
  part.source = LayerSource::reading;
  part.note = "Reading";
  const geo::LngLatBox bounds = part.layer.features->bounds;
  state_.layers.push_back(std::move(part));
  state_.showLayers = true;
  flyToLayer(bounds);
}

void Session::useLayer(const Task& task, const std::string& title, const Result<LayerEntry>& read) {
  finishTask(task.id);
  const auto opening = openings_.extract(task.id);
  const std::string id = opening ? opening.mapped() : "layer-" + std::to_string(nextId_++);
  auto entry = layerOf(state_, id);
  const bool removed = opening && entry == state_.layers.end();
  if (!read || removed) {
    if (entry != state_.layers.end()) state_.layers.erase(entry);
    if (!read && read.error().kind != ErrorKind::cancelled)
      complain("Could not open " + title, read.error().text());
    return;
  }
  if (!opening) {
    entry = state_.layers.insert(state_.layers.end(), *read);
    entry->layer.id = id;
    entry->layer.colour = layerColour(state_.layers.size() - 1);
  } else {
    entry->layer.name = read->layer.name;
    entry->layer.meanwhile = {std::exchange(entry->layer.features, read->layer.features)};
    entry->note = read->note;
    entry->source = LayerSource::file;
    likenMeanwhile(*entry);
  }
  if (const auto classes = map::classifyByFirst(*entry->layer.features, colourBy_))
    entry->layer.classes = *classes;
  else
    complain("Could not colour " + title, classes.error().message);
  state_.showLayers = true;
  if (!opening) flyToLayer(entry->layer.features->bounds);
  ++revision_;
}

/// What was shown of the layer was a part. Before it can be cut it is measured as a whole, which takes
/// longer than to make a likeness of it.
void Session::likenMeanwhile(const LayerEntry& entry) {
  constexpr double kCoarser = 4;  // than what nobody sees
  const atlas::Window seen = windowFor({viewAhead(), state_.mapWidth, state_.mapHeight}, pixels_);
  const geo::ThinningRule rule{
      .window = seen.box, .tolerance = kCoarser * seen.tolerance, .mercator = seen.mercator};
  workers_.run(
      [this, id = entry.layer.id, set = entry.layer.features, rule] {
        geo::Thinning thinning(rule);
        auto likeness = std::make_shared<const geo::FeatureSet>(geo::thinned(*set, thinning));
        inbox_.post([this, id, set, likeness] {
          const auto found = layerOf(state_, id);
          if (found == state_.layers.end() || found->layer.features != set) return;
          found->layer.meanwhile.insert(found->layer.meanwhile.begin(), likeness);
          ++revision_;
        });
      },
      20.0);
}

void Session::dropOpening(const std::string& id) {
  const auto opening = std::ranges::find(openings_, id, [](const auto& item) { return item.second; });
  if (opening == openings_.end()) return;
  for (const Task& task : state_.tasks)
    if (task.id == opening->first) task.cancel.cancel();
}

void Session::on(const command::ClearLayerCache&) {
  const double megabytes = static_cast<double>(clearLayerCache()) / 1e6;
  say(megabytes < 0.05 ? "The layer cache was empty"
                       : fmt::format("Cleared the layer cache: {:.1f} MB", megabytes));
}

}  // namespace dateline::session

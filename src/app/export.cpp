#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/commands.h"
#include "app/map_image.h"
#include "base/log.h"
#include "session/document.h"
#include "session/layer_reading.h"
#include "session/own_places.h"
#include "session/state.h"
#include "session/suggestions.h"
#include "session/world_loader.h"

namespace dateline::app {
namespace {

constexpr double kFitPaddingPx = 48;
constexpr map::Zoom kNearestFit{8};

/// Errors that are better told before any work: where the picture goes.
Status checkOutput(const std::string& output) {
  if (output == "-") return {};
  const std::filesystem::path path(output);
  const std::string extension = path.extension().string();
  if (extension != ".png")
    return fail(
        ErrorKind::usage,
        fmt::format("\"{}\" is not a kind of picture that export writes; end the name in .png", output),
        "--output");
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed))
    return fail(ErrorKind::io, fmt::format("the folder {} does not exist; make it first", folder.string()),
                output);
  return {};
}

/// The state that a window would have after opening the same things.
Result<session::State> openState(const ExportOptions& options) {
  const Common& common = options.common;
  auto document =
      session::openDocument({common.article, common.story, common.builtinStories, common.encoding});
  if (!document) return tl::make_unexpected(document.error());
  for (const Warning& warning : document->warnings)
    log::warn(warning.where.empty() ? warning.message : warning.where + ": " + warning.message);

  session::State state;
  state.article = document->article;
  state.story = document->story;
  state.resolutions = document->resolutions;
  for (const std::string& path : common.layers) {
    auto entry = session::readLayerEntry(path, {}, nullptr);
    if (!entry) return tl::make_unexpected(entry.error());
    if (!entry->note.empty()) log::warn(path + ": " + entry->note);
    entry->layer.id = fmt::format("layer-{}", state.layers.size() + 1);
    entry->layer.colour = session::layerColour(state.layers.size());
    state.layers.push_back(std::move(*entry));
  }
  state.projection = options.common.projection;
  state.mapWidth = options.width;
  state.mapHeight = options.height;
  return state;
}

void applyLook(const ExportOptions& options, map::Look& look) {
  look.theme = options.common.theme.value_or(map::Theme::light);
  look.borders = options.common.borders.value_or(map::Borders::un);
  look.graticule = options.common.graticule;
  look.transparent = options.transparent;
  look.basemap = options.basemap;
  look.labels = options.labels;
  look.pins = options.pins;
  look.route = options.route;
  look.relief = options.relief;
}

Result<map::View> viewOfFit(const std::string& fit, const session::State& state, const map::Camera& camera) {
  if (fit == "all") return session::viewOfAll(state);
  if (const story::Event* event = state.story->find(fit)) {
    if (!event->at) return fail(ErrorKind::usage, "the event " + fit + " has no place on the map", "--fit");
    return map::viewOf(map::kindOf(camera.view()), *event->at, map::Zoom{6});
  }
  if (state.gazetteer != nullptr)
    for (const gazetteer::Place& place : state.gazetteer->places())
      if (place.kind == gazetteer::PlaceKind::country && (place.name == fit || place.countryCode == fit) &&
          !place.extent.empty())
        return camera.fitting(place.extent, kFitPaddingPx, kNearestFit);
  return fail(ErrorKind::usage,
              "\"" + fit + "\" is neither all, nor an event's id, nor a country's name or code", "--fit");
}

Result<map::View> viewFor(const ExportOptions& options, const session::State& state) {
  const map::ProjectionKind kind = session::storyProjection(state);
  map::View view = session::homeView(state);
  const map::Camera camera(view, options.width, options.height);
  if (!options.fit.empty()) {
    const auto fitted = viewOfFit(options.fit, state, camera);
    if (!fitted) return fitted;
    view = *fitted;
  }
  if (options.bbox) view = camera.fitting(*options.bbox, 0, map::kMaxZoom);
  if (options.center) view = map::viewOf(kind, *options.center, view.zoom);
  if (options.zoom) view.zoom = map::Zoom{*options.zoom};
  return camera.withView(view).view();
}

/// Names for `--fit` and suggestions for a text without a story need the gazetteer.
bool asksForPlaces(const ExportOptions& options, const session::State& state) {
  const bool bare = state.story->events.empty() && options.common.story.empty();
  return bare || (!options.fit.empty() && options.fit != "all" && state.story->find(options.fit) == nullptr);
}

void addGazetteer(session::State& state, const Common& common) {
  const map::World& world = *state.world;
  state.gazetteer = std::make_shared<const gazetteer::Gazetteer>(
      gazetteer::Gazetteer::fromLayers(*world.countryNames, *world.places, *world.seas));
  if (!state.story->events.empty() || !common.story.empty()) return;
  Warnings warnings;
  const auto finder = session::openFinder(common.gazetteers, warnings);
  if (!finder) return log::warn(finder.error().text());
  state.finder = *finder;
  session::Suggested found = session::suggestPlaces(*state.article, **finder);
  state.mentions = std::move(found.mentions);
  state.suggestions = std::move(found.suggestions);
  state.story = std::move(found.story);
  state.resolutions = story::resolveAll(*state.story, *state.article);
}

}  // namespace

Result<int> runExport(const ExportOptions& options) {
  if (const Status writable = checkOutput(options.output); !writable)
    return tl::make_unexpected(writable.error());
  session::keepLayersOnDisk(options.common.cache);
  MapImagePainter painter;
  Result<session::State> state = openState(options);
  if (!state) return tl::make_unexpected(state.error());
  applyLook(options, state->look);
  // The names tell where to look; what is drawn there is read when the view is known.
  state->world = std::make_shared<const map::World>();
  if (asksForPlaces(options, *state)) {
    const auto world = session::completedWorld(state->world, {.ground = false});
    if (!world) return tl::make_unexpected(world.error());
    state->world = *world;
    addGazetteer(*state, options.common);
  }

  if (!options.select.empty()) {
    if (state->story->find(options.select) == nullptr)
      return fail(ErrorKind::usage, "the story has no event \"" + options.select + "\"", "--select");
    state->selected = options.select;
  }
  const Result<map::View> view = viewFor(options, *state);
  if (!view) return tl::make_unexpected(view.error());

  MapImageRequest request{session::mapModel(*state), *view, options.width, options.height, options.scale};
  const Status written = writeMapImage(painter, std::move(request), options.output, options.dpi);
  if (!written) return tl::make_unexpected(written.error());
  if (options.output != "-") log::info("wrote " + options.output);
  return 0;
}

}  // namespace dateline::app

#include "app/exporter.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "base/log.h"
#include "map/style_file.h"
#include "session/countries_by_name.h"
#include "session/document.h"
#include "session/map_language.h"
#include "session/own_places.h"
#include "session/suggestions.h"
#include "session/world_loader.h"

namespace dateline::app {
namespace {

/// What is named must be there, also where the picture does without it.
Status checkGazetteers(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
      return fail(ErrorKind::notFound, "there is no such file: check the name.", path);
  }
  return {};
}

/// The state that a window would have after opening the same article and story.
Result<session::State> openState(const Common& common) {
  if (Status there = checkGazetteers(common.gazetteers); !there) return tl::make_unexpected(there.error());
  auto document =
      session::openDocument({common.article, common.story, common.builtinStories, common.encoding});
  if (!document) return tl::make_unexpected(document.error());
  for (const Warning& warning : document->warnings)
    log::warn(warning.where.empty() ? warning.message : warning.where + ": " + warning.message);
  session::State state;
  state.article = document->article;
  state.story = document->story;
  state.resolutions = document->resolutions;
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

/// What is asked for has no place on the map.
tl::unexpected<Error> isBeyond(const std::string& what, const map::ProjectionChoice& kind,
                               const char* option) {
  return fail(ErrorKind::usage,
              fmt::format("{} lies beyond the map that {} gives; ask for a place on it, or for another "
                          "--projection or --crs",
                          what, geo::nameOf(kind)),
              option);
}

/// Beside the part of the Earth that a system is meant for countries are hardly known again.
void warnOfDistortion(const gazetteer::Place& country, const map::ProjectionChoice& kind) {
  if (!kind.fixed || !kind.fixed->crs().area) return;
  const map::LngLatBox& area = *kind.fixed->crs().area;
  map::LngLat middle = country.extent.centre();
  middle.lng += std::round((area.centre().lng - middle.lng) / 360) * 360;
  if (!area.contains(middle))
    log::warn(
        fmt::format("{} lies beside the part of the Earth that {} is meant for, so that it may be "
                    "distorted or cut off",
                    country.name, geo::nameOf(kind)));
}

/// "; is it Brazil or Bahrain?"
std::string meant(const std::vector<std::string>& names) {
  std::string words;
  for (std::size_t i = 0; i < names.size(); ++i)
    words += (i == 0 ? "; is it " : i + 1 < names.size() ? ", " : " or ") + names[i];
  return words.empty() ? words : words + "?";
}

Result<map::View> viewOfFit(const std::string& fit, const session::State& state, const map::Camera& camera) {
  const map::ProjectionChoice kind = map::kindOf(camera.view());
  if (fit == "all") {
    if (session::allIsBeyond(state)) return isBeyond("all of the story", kind, "--fit");
    return session::viewOfAll(state);
  }
  if (const story::Event* event = state.story->find(fit)) {
    if (!event->at) return fail(ErrorKind::usage, "the event " + fit + " has no place on the map", "--fit");
    if (!map::holds(kind, *event->at)) return isBeyond("the event " + fit, kind, "--fit");
    return map::viewOf(kind, *event->at, map::Zoom{6});
  }
  if (const gazetteer::Place* country = session::countryNamed(state, fit);
      country != nullptr && !country->extent.empty()) {
    if (!map::holdsSome(kind, country->extent)) return isBeyond(country->name, kind, "--fit");
    warnOfDistortion(*country, kind);
    return session::viewOfCountry(camera, *country);
  }
  return fail(ErrorKind::usage,
              fmt::format("\"{}\" is neither all, nor an event's id, nor a country's name or code{}", fit,
                          meant(session::namesLike(state, fit))),
              "--fit");
}

/// Of a picture whose zoom was asked for; error when it cannot be that far out or near.
Result<map::View> zoomedTo(double level, const map::View& view, const map::Camera& camera) {
  const auto [least, most] = camera.withView(view).webZooms();
  constexpr double kRounding = 0.005;
  if (level >= least.level - kRounding && level <= most.level + kRounding)
    return camera.withView(map::withWebZoom(view, map::Zoom{level})).view();
  return fail(
      ErrorKind::usage,
      fmt::format(
          "{:g} is beyond what this picture can show; at {:.0f}x{:.0f} pixels it may be {:.2f} to {:.2f}",
          level, camera.width(), camera.height(), least.level, most.level),
      "--zoom");
}

/// False where Mercator's world would end within the picture, so that another place would lie at its middle;
/// where all of the world's height is seen, it stands in the middle.
bool keepsPlace(const map::Camera& camera, map::LngLat place) {
  const map::View& view = camera.view();
  if (map::kindOf(view) != map::ProjectionKind::mercator) return true;
  if (geo::worldSizePx(view.zoom) <= camera.height()) return true;
  constexpr double kRoundingPx = 0.5;
  return std::abs(camera.toScreen(place).y - camera.height() / 2) <= kRoundingPx;
}

/// The view, if the place that was asked for lies at its middle.
Result<map::View> centredView(const map::View& view, map::LngLat place, const map::Camera& camera) {
  const map::Camera there = camera.withView(view);
  if (keepsPlace(there, place)) return there.view();
  const double half = camera.height() / 2 / geo::worldSizePx(there.view().zoom);
  const double least = geo::mercator().unproject({0.5, 1 - half}).lat;
  const double most = geo::mercator().unproject({0.5, half}).lat;
  return fail(
      ErrorKind::usage,
      fmt::format("Mercator's world ends within a picture around latitude {:g}; at {:.0f}x{:.0f} pixels "
                  "and zoom {:.2f} the latitude may be {:.2f} to {:.2f}; ask for one of these, a nearer "
                  "--zoom or another --projection",
                  place.lat, camera.width(), camera.height(), there.view().zoom.level, least, most),
      "--center");
}

/// No view of such a map has their pins.
void warnOfEventsBeyond(const session::State& state, const map::ProjectionChoice& kind) {
  std::vector<std::string> beyond;
  for (const story::Event& event : state.story->events)
    if (event.at && !map::holds(kind, *event.at)) beyond.push_back(event.id);
  if (beyond.empty()) return;
  log::warn(fmt::format("{} beyond the map that {} gives, without a pin on it",
                        beyond.size() == 1
                            ? fmt::format("the event {} lies", beyond[0])
                            : fmt::format("the event {} and {} more lie", beyond[0], beyond.size() - 1),
                        geo::nameOf(kind)));
}

Result<map::View> viewFor(const ExportOptions& options, const session::State& state) {
  const map::ProjectionChoice kind = session::storyProjection(state);
  map::View view = session::homeView(state);
  const map::Camera camera(view, options.width, options.height);
  if (!options.fit.empty()) {
    const auto fitted = viewOfFit(options.fit, state, camera);
    if (!fitted) return fitted;
    view = *fitted;
  }
  if (options.bbox && !map::holdsSome(kind, *options.bbox)) return isBeyond("the box", kind, "--bbox");
  if (options.bbox) view = camera.fitting(*options.bbox, 0, map::kMaxZoom);
  if (options.center && !map::holds(kind, *options.center))
    return isBeyond(fmt::format("{},{}", options.center->lng, options.center->lat), kind, "--center");
  const bool home = options.fit.empty() && !options.bbox && !options.center;
  if (home && session::homeIsBeyond(state))
    log::warn(fmt::format("what the story shows lies beyond the map that {} gives; all of that map is drawn",
                          geo::nameOf(kind)));
  else if (home || options.fit == "all" || !options.select.empty())
    warnOfEventsBeyond(state, kind);
  if (options.center) view = map::viewOf(kind, *options.center, map::webZoom(view));
  if (options.zoom) {
    const auto zoomed = zoomedTo(*options.zoom, view, camera);
    if (!zoomed) return zoomed;
    view.zoom = zoomed->zoom;
  }
  if (options.center) return centredView(view, *options.center, camera);
  return camera.withView(view).view();
}

/// The box, or that of the country, that the picture is to show.
std::optional<map::LngLatBox> partAskedFor(const ExportOptions& options, const session::State& state) {
  if (options.bbox) return options.bbox;
  if (options.fit.empty() || options.fit == "all" || state.story->find(options.fit) != nullptr)
    return std::nullopt;
  const gazetteer::Place* country = session::countryNamed(state, options.fit);
  return country != nullptr && !country->extent.empty() ? std::optional(country->extent) : std::nullopt;
}

/// Names for `--fit` and suggestions for a text without a story need the gazetteer.
bool asksForPlaces(const ExportOptions& options, const session::State& state) {
  const bool bare = state.story->events.empty() && options.common.story.empty();
  return bare || (!options.fit.empty() && options.fit != "all" && state.story->find(options.fit) == nullptr);
}

/// Places of the text as the pins of a story that has none.
Status suggestPins(session::State& state, const std::vector<std::string>& gazetteers) {
  Warnings warnings;
  const auto finder = session::openFinder(gazetteers, warnings);
  if (!finder) return tl::make_unexpected(finder.error());
  for (const Warning& warning : warnings) log::warn(warning.where + ": " + warning.message);
  state.finder = *finder;
  session::Suggested found = session::suggestPlaces(*state.article, **finder);
  state.mentions = std::move(found.mentions);
  state.suggestions = std::move(found.suggestions);
  state.story = std::move(found.story);
  state.resolutions = story::resolveAll(*state.story, *state.article);
  return {};
}

Status addGazetteer(session::State& state, const Common& common) {
  const map::World& world = *state.world;
  if (state.story->events.empty() && common.story.empty())
    if (Status suggested = suggestPins(state, common.gazetteers); !suggested) return suggested;
  state.gazetteer = std::make_shared<const gazetteer::Gazetteer>(
      gazetteer::Gazetteer::fromLayers(*world.countryNames, *world.places, *world.seas));
  return {};
}

bool sameDocument(const Common& a, const Common& b) {
  return a.article == b.article && a.story == b.story && a.encoding == b.encoding &&
         a.builtinStories == b.builtinStories;
}

}  // namespace

Result<Image> Exporter::draw(const ExportOptions& options) {
  if (Status shown = show(options); !shown) return tl::make_unexpected(shown.error());
  const Result<map::View> view = viewFor(options, state_);
  if (!view) return tl::make_unexpected(view.error());
  if (Status coloured = layers_.colourBy(options.common.colourBy); !coloured)
    return tl::make_unexpected(coloured.error());
  auto layers = layers_.seenBy(
      {*view, static_cast<double>(options.width), static_cast<double>(options.height)}, options.scale);
  if (!layers) return tl::make_unexpected(layers.error());
  state_.layers = std::move(*layers);
  MapImageRequest request{session::mapModel(state_), *view, options.width, options.height, options.scale};
  if (Status complete = completeWorld(request); !complete) return tl::make_unexpected(complete.error());
  state_.world = request.model.world;
  return painter_.draw(request);
}

void Exporter::tellWhatIsMissing(const std::string& output) const {
  for (const Warning& warning : painter_.warnings())
    log::warn((output == "-" ? "standard output" : output) + ": " + warning.message);
}

/// Brings the state to what the picture shows.
Status Exporter::show(const ExportOptions& options) {
  if (!document_ || !sameDocument(*document_, options.common)) {
    document_.reset();
    auto state = openState(options.common);
    if (!state) return tl::make_unexpected(state.error());
    // The names tell where to look; what is drawn there is read when the view is known.
    state->world = state_.world ? state_.world : std::make_shared<const map::World>();
    state_ = std::move(*state);
    document_ = options.common;
  }
  state_.projection = options.common.projection;
  state_.mapWidth = options.width;
  state_.mapHeight = options.height;
  applyLook(options, state_.look);
  if (Status styled = useStyle(options.common.style); !styled) return styled;
  if (Status spoken = speak(options.common.language); !spoken) return spoken;
  if (state_.gazetteer == nullptr && asksForPlaces(options, state_)) {
    const auto world = session::completedWorld(state_.world, {.ground = false});
    if (!world) return tl::make_unexpected(world.error());
    state_.world = *world;
    if (Status added = addGazetteer(state_, options.common); !added) return added;
  }
  if (Status known = knowNames(options); !known) return known;
  if (!state_.projection && !state_.story->view)
    if (const std::optional<map::LngLatBox> part = partAskedFor(options, state_))
      state_.projection = session::projectionFor(*part);
  if (!options.select.empty() && state_.story->find(options.select) == nullptr)
    return fail(ErrorKind::usage, "the story has no event \"" + options.select + "\"", "--select");
  state_.selected = options.select;
  return {};
}

/// Names of countries that the English map does not have are looked up where one is asked for.
Status Exporter::knowNames(const ExportOptions& options) {
  const bool known = options.fit.empty() || options.fit == "all" ||
                     state_.story->find(options.fit) != nullptr ||
                     session::countryNamed(state_, options.fit) != nullptr;
  if (known || state_.gazetteer == nullptr) return {};
  if (state_.foreignNames == nullptr) state_.foreignNames = session::readForeignNames(*state_.gazetteer);
  if (state_.finder != nullptr) return {};
  Warnings warnings;
  const auto finder = session::openFinder(options.common.gazetteers, warnings);
  if (!finder) return tl::make_unexpected(finder.error());
  for (const Warning& warning : warnings) log::warn(warning.where + ": " + warning.message);
  state_.finder = *finder;
  return {};
}

Status Exporter::speak(const std::string& language) {
  const map::LanguagePtr& spoken = state_.look.language;
  if (spoken != nullptr && spoken->code() == language) return {};
  const Result<map::LanguagePtr> read = session::readLanguage(language);
  if (!read) return tl::make_unexpected(read.error());
  state_.look.language = *read;
  return {};
}

/// A style that was read is kept, so that what was drawn in it can be drawn again.
Status Exporter::useStyle(const std::string& name) {
  state_.look.style = nullptr;
  if (name.empty()) return {};
  map::StylePtr& kept = styles_[name];
  if (!kept) {
    const Result<map::StylePtr> read = map::readStyle(name);
    if (!read) return tl::make_unexpected(read.error());
    kept = *read;
  }
  state_.look.style = kept;
  return {};
}

}  // namespace dateline::app

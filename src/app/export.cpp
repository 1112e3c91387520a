#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <map>

#include "app/batch.h"
#include "app/commands.h"
#include "app/export_layers.h"
#include "app/map_image.h"
#include "base/log.h"
#include "map/style_file.h"
#include "platform/shader_cache.h"
#include "session/document.h"
#include "session/layer_reading.h"
#include "session/map_language.h"
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

/// The state that a window would have after opening the same article and story.
Result<session::State> openState(const Common& common) {
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
  const map::ProjectionChoice kind = session::storyProjection(state);
  map::View view = session::homeView(state);
  const map::Camera camera(view, options.width, options.height);
  if (!options.fit.empty()) {
    const auto fitted = viewOfFit(options.fit, state, camera);
    if (!fitted) return fitted;
    view = *fitted;
  }
  if (options.bbox) view = camera.fitting(*options.bbox, 0, map::kMaxZoom);
  if (options.center) view = map::viewOf(kind, *options.center, map::webZoom(view));
  if (options.zoom) view = map::withWebZoom(view, map::Zoom{*options.zoom});
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

bool sameDocument(const Common& a, const Common& b) {
  return a.article == b.article && a.story == b.story && a.encoding == b.encoding &&
         a.builtinStories == b.builtinStories;
}

/// Draws one picture after another; what was read and cut for one is there for the next.
class Exporter {
 public:
  /// Reads the layers of these options, which all pictures show.
  Status open(const Common& common) { return layers_.open(common); }

  Result<Image> draw(const ExportOptions& options) {
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
  [[nodiscard]] const map::Look& look() const { return state_.look; }

 private:
  /// Brings the state to what the picture shows.
  Status show(const ExportOptions& options) {
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
      addGazetteer(state_, options.common);
    }
    if (!options.select.empty() && state_.story->find(options.select) == nullptr)
      return fail(ErrorKind::usage, "the story has no event \"" + options.select + "\"", "--select");
    state_.selected = options.select;
    return {};
  }

  Status speak(const std::string& language) {
    const map::LanguagePtr& spoken = state_.look.language;
    if (spoken != nullptr && spoken->code() == language) return {};
    const Result<map::LanguagePtr> read = session::readLanguage(language);
    if (!read) return tl::make_unexpected(read.error());
    state_.look.language = *read;
    return {};
  }

  /// A style that was read is kept, so that what was drawn in it can be drawn again.
  Status useStyle(const std::string& name) {
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

  MapImagePainter painter_;
  std::map<std::string, map::StylePtr> styles_;  ///< by what the options call them
  ExportLayers layers_;
  std::optional<Common> document_;  ///< that the state shows
  session::State state_;
};

Status exportOne(Exporter& exporter, const ExportOptions& options) {
  const Result<Image> image = exporter.draw(options);
  if (!image) return tl::make_unexpected(image.error());
  return writeMapImage(*image, exporter.look(), options.output, {.dpi = options.dpi});
}

/// The pictures of a batch, each compressed and written while the next is drawn. What goes wrong with one is
/// told with the number of its line, and the others are still written.
class Batch {
 public:
  Batch(Exporter& exporter, const ExportOptions& defaults) : exporter_(exporter), defaults_(defaults) {}

  void add(int number, const std::string& line) {
    if (Status drawn = draw(number, line); !drawn) tell(number, drawn.error());
  }
  /// The exit code.
  int finish() {
    await();
    log::info(fmt::format("wrote {} of {} pictures", written_, written_ + failed_));
    return failed_ == 0 ? 0 : 1;
  }

 private:
  struct Writing {
    int number;
    std::string output;
    std::future<Status> done;
  };

  Status draw(int number, const std::string& line) {
    const Result<ExportOptions> options = readBatchLine(line, defaults_);
    if (!options) return tl::make_unexpected(options.error());
    if (Status writable = checkOutput(options->output); !writable) return writable;
    Result<Image> image = exporter_.draw(*options);
    if (!image) return tl::make_unexpected(image.error());
    await();
    writing_ = Writing{number, options->output,
                       std::async(std::launch::async, [picture = std::move(*image), look = exporter_.look(),
                                                       output = options->output, dpi = options->dpi] {
                         return writeMapImage(picture, look, output, {.dpi = dpi});
                       })};
    return {};
  }

  void await() {
    if (!writing_) return;
    Writing writing = std::move(*writing_);
    writing_.reset();
    if (const Status status = writing.done.get(); !status) return tell(writing.number, status.error());
    ++written_;
    log::info("wrote " + writing.output);
  }

  void tell(int number, const Error& error) {
    ++failed_;
    const std::string file = defaults_.batch == "-" ? "standard input" : defaults_.batch;
    log::error(fmt::format("{}: line {}: {}", file, number, error.text()));
  }

  Exporter& exporter_;
  const ExportOptions& defaults_;
  std::optional<Writing> writing_;
  int written_ = 0, failed_ = 0;
};

Result<int> runBatch(Exporter& exporter, const ExportOptions& defaults) {
  std::ifstream file;
  if (defaults.batch != "-") {
    file.open(defaults.batch);
    std::error_code failed;
    if (!file || std::filesystem::is_directory(defaults.batch, failed))
      return fail(ErrorKind::unreadable, "cannot be opened", defaults.batch);
  }
  std::istream& lines = defaults.batch == "-" ? std::cin : file;
  Batch batch(exporter, defaults);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number)
    if (line.find_first_not_of(" \t\r") != std::string::npos) batch.add(number, line);
  if (lines.bad()) return fail(ErrorKind::unreadable, "cannot be read to its end", defaults.batch);
  return batch.finish();
}

}  // namespace

Result<int> runExport(const ExportOptions& options) {
  platform::keepNoShadersOnFullDisk();
  if (options.batch.empty())
    if (const Status writable = checkOutput(options.output); !writable)
      return tl::make_unexpected(writable.error());
  session::keepLayersOnDisk(options.common.cache);
  session::limitLayerMemory(static_cast<std::uintmax_t>(options.common.layerMemory) << 20);
  Exporter exporter;
  if (const Status opened = exporter.open(options.common); !opened)
    return tl::make_unexpected(opened.error());
  if (!options.batch.empty()) return runBatch(exporter, options);
  if (const Status written = exportOne(exporter, options); !written)
    return tl::make_unexpected(written.error());
  if (options.output != "-") log::info("wrote " + options.output);
  return 0;
}

}  // namespace dateline::app

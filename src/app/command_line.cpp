#include "app/command_line.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cmath>
#include <thread>

#include "app/option_texts.h"
#include "app/parse_values.h"

namespace dateline::app {
namespace {

/// What only some commands ask for.
struct Texts : OptionTexts {
  std::string format = "jsonl", minConfidence, jobs;
};

/// In our words where the library's tell little.
std::string faultOf(const CLI::ParseError& error) {
  const std::string text = error.what();
  const std::size_t often = text.find(": At Most 1 required");
  return often == std::string::npos ? text : text.substr(0, often) + " is given more than once";
}

void addGazetteer(CLI::App& app, std::vector<std::string>& files) {
  app.add_option("--gazetteer", files, "Your own places: a layer with names, or a GeoNames table; repeatable")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void addCommon(CLI::App& app, Common& common, Texts& texts) {
  app.add_option("ARTICLE", common.article,
                 "The article to read (text, Markdown or HTML; - for standard input)");
  app.add_option("--encoding", common.encoding,
                 "The article's encoding, as windows-1251 (default: recognised)");
  app.add_option("--story", common.story, "Its story file (default: NAME.story.geojson beside the article)");
  app.add_option(
         "--layer", common.layers,
         "A vector layer to draw: a file, or postgresql://USER@HOST/DATABASE?table=SCHEMA.TABLE; repeatable")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option(
         "--colour-by", texts.colourBy,
         "Colour the layers by an attribute: COLUMN[:quantiles|equal|jenks|categories][:CLASSES]; repeatable")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option(
      "--layer-memory", texts.layerMemory,
      "Megabytes that a layer may take; of a larger FlatGeobuf or GeoPackage file, and of a data base, "
      "what the view shows is read (default 512)");
  app.add_flag("!--no-cache", common.cache, "Read layers anew, and keep nothing of them on the disk");
  app.add_option("--theme", texts.theme, "light or dark");
  app.add_option("--style", common.style,
                 "How the map looks: paper, night, print, colour-blind or a file (default: the theme's)");
  app.add_option("--projection", texts.projection,
                 "mercator, azimuthal or globe (default: the story's; azimuthal for a region)");
  app.add_option("--crs", texts.crs,
                 "Lay the map in any system that PROJ knows: EPSG:CODE, ESRI:CODE or a PROJ string");
  app.add_flag("--graticule", common.graticule, "Draw meridians and parallels");
  app.add_option("--borders", texts.borders, "Whose borders are drawn: un (default) or de-facto");
  app.add_option("--language", common.language,
                 "Language of the names on the map, as ru, kk, zh, ar (default: en)");
  addGazetteer(app, common.gazetteers);
  app.add_flag("--no-builtin-stories", texts.noBuiltinStories,
               "Do not ask the built-in stories about the article");
}

void addWindow(CLI::App& app, WindowOptions& options, Texts& texts) {
  addCommon(app, options.common, texts);
  app.add_option("--size", texts.size, "Size of the window, as 1440x900");
  app.add_option("--scale", texts.scale, "Pixels for each logical pixel (default: the screen's)");
  app.add_option("--replay", options.replay,
                 "Play a file of commands (- for standard input) and quit at its end");
  app.add_flag("--offscreen", options.offscreen, "Replay without a window or a display");
  app.add_flag("--remember", options.remember, "Use and keep settings and reading positions in a replay too");
  app.add_option("--frame-times", options.frameTimes,
                 "Write the times of the replay's frames to this JSON file");
}

void addExport(CLI::App& app, ExportOptions& options, Texts& texts) {
  addCommon(app, options.common, texts);
  app.add_option("-o,--output", options.output, "The PNG file to write, or - for standard output");
  app.add_option(
      "--batch", options.batch,
      "Write many pictures: a file of JSON lines (- for standard input), each an object with output, "
      "and whatever of size, scale, fit, center, zoom, bbox, select, theme ... differs from the options");
  app.add_option("--size", texts.size, "Size of the map, as 1920x1080 (default)");
  app.add_option("--scale", texts.scale, "Pixels for each logical pixel, 1 (default) to 4");
  app.add_option("--dpi", texts.dpi, "Resolution to note in the file");
  app.add_option("--fit", options.fit, "Show all events, one event (its id) or a country (its name or code)");
  app.add_option("--center", texts.center, "Middle of the map, as LON,LAT");
  app.add_option("--zoom", texts.zoom, "Zoom level: the world is 256 pixels wide at 0 and doubles with each");
  app.add_option("--bbox", texts.bbox, "Box to show, as W,S,E,N");
  app.add_option("--select", options.select, "Event to mark as selected (its id)");
  app.add_flag("--transparent", options.transparent, "Leave the water transparent");
  app.add_flag("--no-basemap", texts.noBasemap, "Draw only the layers, the pins and the route");
  app.add_flag("--no-labels", texts.noLabels, "Draw no names");
  app.add_flag("--no-pins", texts.noPins, "Draw no pins");
  app.add_flag("--no-route", texts.noRoute, "Draw no route");
  app.add_flag("--no-relief", texts.noRelief, "Draw no relief");
}

void addPlaces(CLI::App& app, PlacesOptions& options, Texts& texts) {
  app.add_option("FILE", options.files, "Texts to read (text, Markdown or HTML; - for standard input)");
  app.add_option("--format", texts.format, "jsonl (default), geojson or csv");
  app.add_option("--min-confidence", texts.minConfidence,
                 "Leave out less certain places, 0 to 1 (default 0.3)");
  app.add_flag("--explain", options.explain, "Tell the reasons and the other candidates (jsonl and geojson)");
  app.add_option("--jobs", texts.jobs, "Threads to work with (default 1; 0: all cores)");
  app.add_flag("--jsonl-in", options.jsonLines,
               "Read documents as JSON lines from standard input: {\"id\": ..., \"text\": ...}");
  app.add_option("--encoding", options.encoding,
                 "The texts' encoding, as windows-1251 (default: recognised)");
  addGazetteer(app, options.gazetteers);
}

Status applyPlaces(const Texts& texts, PlacesOptions& options) {
  if (Status encoding = checkEncoding(options.encoding); !encoding) return encoding;
  if (texts.format == "geojson") options.format = PlaceFormat::geojson;
  if (texts.format == "csv") options.format = PlaceFormat::csv;
  if (texts.format != "jsonl" && texts.format != "geojson" && texts.format != "csv")
    return fail(ErrorKind::usage, "\"" + texts.format + "\" is no format; use jsonl, geojson or csv",
                "--format");
  if (options.format == PlaceFormat::csv && options.explain)
    return fail(ErrorKind::usage, "--explain needs --format jsonl or geojson");
  if (!texts.minConfidence.empty()) {
    const auto value = parseNumber(texts.minConfidence);
    if (!value || *value < 0 || *value > 1)
      return fail(ErrorKind::usage, "\"" + texts.minConfidence + "\" is no confidence; use 0 to 1",
                  "--min-confidence");
    options.minConfidence = *value;
  }
  if (!texts.jobs.empty()) {
    const auto value = parseNumber(texts.jobs);
    if (!value || *value < 0 || *value > 1024 || *value != std::floor(*value))
      return fail(ErrorKind::usage, "\"" + texts.jobs + "\" is no number of threads; use 0 to 1024",
                  "--jobs");
    options.jobs = *value == 0 ? std::max(1, static_cast<int>(std::thread::hardware_concurrency()))
                               : static_cast<int>(*value);
  }
  if (options.jsonLines && !options.files.empty())
    return fail(ErrorKind::usage, "--jsonl-in reads standard input; leave out the files");
  if (!options.jsonLines && options.files.empty())
    return fail(ErrorKind::usage,
                "name the texts to read, or - for standard input; see dateline places --help");
  return {};
}

CLI::App* addConvert(CLI::App& app, Invocation& invocation) {
  ConvertOptions& options = invocation.convert;
  CLI::App* converting =
      app.add_subcommand("convert", "Write a story as W3C annotations (JSON-LD), or annotations as a story");
  converting->add_option("STORY", options.story, "The story or the annotations (- for standard input)")
      ->required();
  converting
      ->add_option("-o,--output", options.output,
                   "The file to write, .jsonld or .geojson, or - for standard output")
      ->required();
  converting->add_option("--format", options.format,
                         "jsonld or geojson (default: by the name of the output)");
  converting->add_flag("--quiet", invocation.quiet, "Say nothing but errors");
  return converting;
}

Status checkFormat(const ConvertOptions& options) {
  if (options.format.empty() || options.format == "jsonld" || options.format == "geojson") return {};
  return fail(ErrorKind::usage, "the format \"" + options.format + "\" is not known; use jsonld or geojson",
              "--format");
}

}  // namespace

Result<Invocation> parseCommandLine(int argc, const char* const* argv) {
  CLI::App app("Dateline puts a news article next to its map.", "dateline");
  Invocation invocation;
  Texts windowTexts, exportTexts, checkTexts, placesTexts;
  app.set_version_flag("--version", "dateline " DATELINE_VERSION);
  app.add_flag("--quiet", invocation.quiet, "Say nothing but errors");
  app.fallthrough(false);
  addWindow(app, invocation.window, windowTexts);
  CLI::App* exporting = app.add_subcommand("export", "Write the map as a PNG, without a display");
  addExport(*exporting, invocation.exportMap, exportTexts);
  exporting->add_flag("--quiet", invocation.quiet, "Say nothing but errors");
  CLI::App* checking =
      app.add_subcommand("check", "Say how each anchor of a story resolves; exit code 3 when one does not");
  addCommon(*checking, invocation.check.common, checkTexts);
  checking->add_flag("--json", invocation.check.json, "As JSON");
  checking->add_flag("--quiet", invocation.quiet, "Say nothing but errors");
  CLI::App* finding = app.add_subcommand("places", "Find the places that texts name, with their offsets");
  addPlaces(*finding, invocation.places, placesTexts);
  finding->add_flag("--quiet", invocation.quiet, "Say nothing but errors");
  CLI::App* converting = addConvert(app, invocation);

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    app.exit(asked);
    invocation.printed = true;
    return invocation;
  } catch (const CLI::ParseError& error) {
    return fail(ErrorKind::usage, faultOf(error) + "; see dateline --help");
  }

  Status applied;
  if (*exporting) {
    invocation.command = CommandKind::exportMap;
    applied = applyExport(exportTexts, invocation.exportMap);
  } else if (*checking) {
    invocation.command = CommandKind::check;
    applied = applyCommon(checkTexts, invocation.check.common);
  } else if (*finding) {
    invocation.command = CommandKind::places;
    applied = applyPlaces(placesTexts, invocation.places);
  } else if (*converting) {
    invocation.command = CommandKind::convert;
    applied = checkFormat(invocation.convert);
  } else {
    applied = applyCommon(windowTexts, invocation.window.common);
    invocation.window.sizeGiven = !windowTexts.size.empty();
    if (applied)
      applied = applySize(windowTexts, invocation.window.width, invocation.window.height,
                          invocation.window.scale, 4);
    if (applied && invocation.window.offscreen && invocation.window.replay.empty())
      applied = fail(ErrorKind::usage, "--offscreen plays a replay; name one with --replay FILE");
  }
  if (!applied) return tl::make_unexpected(applied.error());
  return invocation;
}

}  // namespace dateline::app

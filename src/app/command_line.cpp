#include "app/command_line.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cmath>
#include <sstream>
#include <thread>

#include "app/opened_files.h"
#include "app/option_texts.h"
#include "app/parse_values.h"
#include "base/file.h"

namespace dateline::app {
namespace {

/// What only some commands ask for.
struct Texts : OptionTexts {
  std::string format = "jsonl", minConfidence, jobs;
  std::vector<std::string> files;
};

/// In our words where the library's tell little.
std::string faultOf(const CLI::ParseError& error) {
  const std::string text = error.what();
  const std::size_t often = text.find(": At Most 1 required");
  return often == std::string::npos ? text : text.substr(0, often) + " is given more than once";
}

/// Each time it is given it takes the one word that follows: the next may be the article.
void addRepeatable(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                   const std::string& help) {
  app.add_option(name, values, help + "; repeatable")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void addGazetteer(CLI::App& app, std::vector<std::string>& files) {
  addRepeatable(app, "--gazetteer", files, "Your own places: a layer with names, or a GeoNames table");
}

void addArticle(CLI::App& app, Common& common) {
  app.add_option("ARTICLE", common.article,
                 "The article to read (text, Markdown or HTML; - for standard input)");
}

void addCommon(CLI::App& app, Common& common, Texts& texts) {
  app.add_option("--encoding", common.encoding,
                 "The article's encoding, as windows-1251 (default: recognised)");
  app.add_option("--story", common.story,
                 "Its story file, or - for standard input (default: NAME.story.geojson beside the article)");
  addRepeatable(app, "--layer", common.layers,
                "A vector layer to draw: a file, or postgresql://USER@HOST/DATABASE?table=SCHEMA.TABLE");
  addRepeatable(app, "--colour-by", texts.colourBy,
                "Colour the layers by an attribute: COLUMN[:quantiles|equal|jenks|categories][:CLASSES]");
  app.add_option(
      "--layer-memory", texts.layerMemory,
      "Megabytes that a layer may take; of a larger FlatGeobuf or GeoPackage file, and of a data base, "
      "what the view shows is read (default 512)");
  app.add_flag("--no-cache", texts.noCache, "Read layers anew, and keep nothing of them on the disk");
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
  app.add_option("FILE", texts.files,
                 "What to open, by its name: an article (text, Markdown or HTML; - for standard input), a "
                 "story, layers");
  addCommon(app, options.common, texts);
  app.add_option("--size", texts.size, "Size of the window, as 1440x900");
  app.add_option("--scale", texts.scale, "Pixels for each logical pixel, 0.5 to 4 (default: the screen's)");
  app.add_option("--replay", options.replay,
                 "Play a file of commands (- for standard input) and quit at its end");
  app.add_flag("--offscreen", options.offscreen, "Replay without a window or a display");
  app.add_flag("--remember", options.remember, "Use and keep settings and reading positions in a replay too");
  app.add_option("--frame-times", options.frameTimes,
                 "Write the times of the replay's frames to this JSON file");
}

void addExport(CLI::App& app, ExportOptions& options, Texts& texts) {
  addArticle(app, options.common);
  addCommon(app, options.common, texts);
  app.add_option("-o,--output", options.output, "The PNG file to write, or - for standard output");
  app.add_option(
      "--batch", options.batch,
      "Write many pictures: a file of JSON lines (- for standard input), each an object with output, "
      "and whatever of size, scale, fit, center, zoom, bbox, select, theme ... differs from the options");
  app.add_option("--size", texts.size, "Size of the map, as 1920x1080 (default)");
  app.add_option("--scale", texts.scale, "Pixels for each logical pixel, 0.5 to 4 (default 1)");
  app.add_option("--dpi", texts.dpi, "Resolution to note in the file");
  app.add_option("--fit", options.fit, "Show all events, one event (its id) or a country (its name or code)");
  app.add_option("--center", texts.center, "Middle of the map, as LON,LAT");
  app.add_option(
      "--zoom", texts.zoom,
      "Zoom level: the world is 256 pixels wide at 0 and doubles with each; up to 18, and below 0 in "
      "pictures that are smaller than that");
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

Status applyWindow(const Texts& texts, WindowOptions& options) {
  if (Status sorted = sortFiles(texts.files, options.common); !sorted) return sorted;
  if (Status common = applyCommon(texts, options.common); !common) return common;
  options.sizeGiven = !texts.size.empty();
  if (Status size = applySize(texts, options.width, options.height, options.scale, 4); !size) return size;
  if (options.replay == "-" && (options.common.article == "-" || options.common.story == "-"))
    return fail(ErrorKind::usage, "standard input cannot be both the replay and what it shows", "--replay");
  if (!options.replay.empty()) return {};
  if (options.offscreen)
    return fail(ErrorKind::usage, "--offscreen plays a replay; name one with --replay FILE");
  if (options.remember || !options.frameTimes.empty())
    return fail(ErrorKind::usage, "is for a replay; name one with --replay FILE",
                options.remember ? "--remember" : "--frame-times");
  return {};
}

/// What an unset variable of a script gives would else be taken for what was not said.
Status refuseEmptyValues(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options())
    for (const std::string& value : option->results())
      if (value.empty())
        return fail(ErrorKind::usage, "is empty; give it a value or leave it out", option->get_name());
  return {};
}

/// The window's options and the commands' are not the same ones: what stands before a command is lost on it.
Status refuseMisplaced(const CLI::App& app) {
  const std::vector<CLI::App*> commands = app.get_subcommands();
  if (commands.size() > 1)
    return fail(ErrorKind::usage, fmt::format("{} and {} are two commands; give one", commands[0]->get_name(),
                                              commands[1]->get_name()));
  if (commands.empty()) return {};
  for (const CLI::Option* option : app.get_options())
    if (option->count() > 0 && option->get_name() != "--quiet")
      return fail(ErrorKind::usage,
                  fmt::format("stands before {0}; put it after that word", commands.front()->get_name()),
                  option->get_positional() ? option->results().front() : option->get_name());
  return {};
}

const CLI::App& commandOf(const CLI::App& app) {
  return app.get_subcommands().empty() ? app : *app.get_subcommands().front();
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
  addArticle(*checking, invocation.check.common);
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
    std::ostringstream text;
    app.exit(asked, text, text);
    if (Status written = writeToStandardOutput(text.str()); !written)
      return tl::make_unexpected(written.error());
    invocation.printed = true;
    return invocation;
  } catch (const CLI::ParseError& error) {
    const CLI::App& command = commandOf(app);
    return fail(ErrorKind::usage, fmt::format("{}; see dateline{} --help", faultOf(error),
                                              &command == &app ? "" : " " + command.get_name()));
  }

  Status applied = refuseMisplaced(app);
  if (applied) applied = refuseEmptyValues(commandOf(app));
  if (!applied) return tl::make_unexpected(applied.error());
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
    applied = applyWindow(windowTexts, invocation.window);
  }
  if (!applied) return tl::make_unexpected(applied.error());
  return invocation;
}

}  // namespace dateline::app

// app: main, the command line, the two loops (interactive and export), replays. The only room that sees every
// other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "geo/lnglat.h"
#include "map/atlas_map.h"

namespace dateline::app {

/// What is opened and how it looks, common to the commands.
struct Common {
  std::string article;
  std::string story;
  std::string encoding;  ///< of the article; empty: recognised
  std::vector<std::string> layers;
  std::vector<map::ColourBy> colourBy;  ///< each layer takes the first that it has
  std::optional<map::Theme> theme;
  std::string style;  ///< a file, or the name of a shipped one; empty: the theme's own
  std::optional<map::Borders> borders;
  std::string language;  ///< of the map's names; empty: not said
  std::optional<map::ProjectionChoice> projection;
  bool graticule = false;
  bool builtinStories = true;
  std::vector<std::string> gazetteers;  ///< the user's own, beside the shipped one
  int layerMemory = 512;                ///< megabytes that a layer may take
  bool cache = true;  ///< keep layers on the disk as they were read, to open them faster again
};

struct WindowOptions {
  Common common;
  int width = 1440;  ///< logical px
  int height = 900;
  bool sizeGiven = false;
  float scale = 0;  ///< 0: the screen's
  std::string replay;
  bool remember = false;  ///< also in a replay: settings and reading positions
  std::string frameTimes;
  bool offscreen = false;
};

struct ExportOptions {
  Common common;
  std::string output;
  std::string batch;  ///< JSON lines that each ask for a picture, instead of the one output
  int width = 1920;   ///< logical px
  int height = 1080;
  float scale = 1;
  int dpi = 0;
  std::string fit;  ///< "all", an event's id or a country's name or code
  std::optional<geo::LngLat> center;
  std::optional<double> zoom;
  std::optional<geo::LngLatBox> bbox;
  std::string select;
  bool transparent = false;
  bool basemap = true, labels = true, pins = true, route = true, relief = true;
};

enum class PlaceFormat { jsonl, geojson, csv };

struct CheckOptions {
  Common common;
  bool json = false;
};

struct PlacesOptions {
  std::vector<std::string> files;
  std::vector<std::string> gazetteers;
  std::string encoding;  ///< of the texts; empty: recognised
  PlaceFormat format = PlaceFormat::jsonl;
  double minConfidence = 0.3;
  int jobs = 1;
  bool explain = false;
  bool jsonLines = false;
};

struct ConvertOptions {
  std::string story;
  std::string output;
  std::string format;  ///< jsonld or geojson; empty: by the name of the output
};

enum class CommandKind { window, exportMap, check, places, convert };

struct Invocation {
  CommandKind command = CommandKind::window;
  bool quiet = false;
  bool printed = false;  ///< help or version were asked for and given: nothing else to do
  WindowOptions window;
  ExportOptions exportMap;
  CheckOptions check;
  PlacesOptions places;
  ConvertOptions convert;
};

/// Errors are ErrorKind::usage with a sentence that says which option is wrong.
Result<Invocation> parseCommandLine(int argc, const char* const* argv);

}  // namespace dateline::app

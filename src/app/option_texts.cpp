#include "app/option_texts.h"

#include <fmt/format.h>

#include <cmath>
#include <tuple>

#include "app/opened_files.h"
#include "app/parse_values.h"
#include "article/encodings.h"
#include "base/ascii.h"
#include "geo/fixed_plane.h"

namespace dateline::app {
namespace {

std::string encodingNames() {
  std::string names;
  for (const article::Encoding& encoding : article::encodings())
    names += (names.empty() ? "" : ", ") + std::string(encoding.name);
  return names;
}

Status applyView(const OptionTexts& texts, ExportOptions& options) {
  if (!texts.center.empty()) {
    const auto center = parseLngLat(texts.center);
    if (!center) return fail(ErrorKind::usage, center.error().message, "--center");
    options.center = *center;
  }
  if (!texts.zoom.empty()) {
    const auto zoom = parseNumber(texts.zoom);
    if (!zoom)
      return fail(
          ErrorKind::usage,
          fmt::format("\"{}\" is not a zoom level; use a number up to {}, where 0 shows the world 256 "
                      "pixels wide",
                      texts.zoom, map::kMaxZoom.level),
          "--zoom");
    options.zoom = *zoom;
  }
  if (!texts.bbox.empty()) {
    const auto box = parseBox(texts.bbox);
    if (!box) return fail(ErrorKind::usage, box.error().message, "--bbox");
    options.bbox = *box;
  }
  if (options.bbox && (options.center || options.zoom || !options.fit.empty()))
    return fail(ErrorKind::usage, "--bbox already says what to show; leave out --center, --zoom and --fit");
  return {};
}

Status checkDestination(const ExportOptions& options) {
  if (options.batch.empty() && options.output.empty())
    return fail(ErrorKind::usage, "say where the picture goes: --output OUT.png, or --batch FILE for many");
  if (options.batch.empty()) return {};
  if (!options.output.empty())
    return fail(ErrorKind::usage, "each line of a batch names its own output; leave out --output", "--batch");
  if (options.batch == "-" && (options.common.article == "-" || options.common.story == "-"))
    return fail(ErrorKind::usage, "standard input cannot be both the batch and what is read for it",
                "--batch");
  return {};
}

}  // namespace

Status checkEncoding(const std::string& name) {
  if (name.empty() || article::encodingNamed(name) != nullptr) return {};
  return fail(ErrorKind::usage,
              fmt::format("the encoding \"{}\" is not known; use one of {}", name, encodingNames()),
              "--encoding");
}

Status applyCommon(const OptionTexts& texts, Common& common) {
  if (Status article = checkArticle(common.article); !article) return article;
  if (common.article == "-" && common.story == "-")
    return fail(ErrorKind::usage, "standard input cannot be both the article and its story", "--story");
  if (!texts.theme.empty() && texts.theme != "light" && texts.theme != "dark")
    return fail(ErrorKind::usage, "the theme \"" + texts.theme + "\" is not known; use light or dark",
                "--theme");
  if (Status encoding = checkEncoding(common.encoding); !encoding) return encoding;
  if (!texts.borders.empty() && texts.borders != "un" && texts.borders != "de-facto")
    return fail(ErrorKind::usage, "the borders \"" + texts.borders + "\" are not known; use un or de-facto",
                "--borders");
  for (const std::string& text : texts.colourBy) {
    const auto by = map::parseColourBy(text);
    if (!by) return fail(ErrorKind::usage, by.error().message, "--colour-by");
    common.colourBy.push_back(*by);
  }
  if (!texts.layerMemory.empty()) {
    const auto megabytes = parseNumber(texts.layerMemory);
    if (!megabytes || *megabytes < 1 || *megabytes > 65536 || *megabytes != std::floor(*megabytes))
      return fail(ErrorKind::usage,
                  "\"" + texts.layerMemory + "\" is no number of megabytes; use a whole one from 1 to 65536",
                  "--layer-memory");
    common.layerMemory = static_cast<int>(*megabytes);
  }
  common.language = lowerAscii(common.language);
  if (!common.language.empty()) {
    if (Status known = map::checkLanguage(common.language); !known) return known;
    common.language = map::languageCalled(common.language)->code;
  }
  if (!texts.projection.empty()) {
    common.projection = geo::projectionNamed(texts.projection);
    if (!common.projection)
      return fail(
          ErrorKind::usage,
          "the projection \"" + texts.projection + "\" is not known; use mercator, azimuthal or globe",
          "--projection");
  }
  if (!texts.crs.empty()) {
    if (!texts.projection.empty())
      return fail(ErrorKind::usage, "--crs and --projection both say how the Earth is laid out; give one");
    const auto plane = geo::fixedPlane(texts.crs);
    if (!plane) return fail(plane.error().kind, plane.error().message, "--crs");
    common.projection = map::ProjectionChoice(*plane);
  }
  if (!texts.theme.empty()) common.theme = texts.theme == "dark" ? map::Theme::dark : map::Theme::light;
  if (!texts.borders.empty())
    common.borders = texts.borders == "un" ? map::Borders::un : map::Borders::deFacto;
  common.builtinStories = !texts.noBuiltinStories;
  common.cache = !texts.noCache;
  return {};
}

Status applySize(const OptionTexts& texts, int& width, int& height, float& scale, double largestScale) {
  if (!texts.size.empty()) {
    const auto size = parseSize(texts.size);
    if (!size) return fail(ErrorKind::usage, size.error().message, "--size");
    std::tie(width, height) = *size;
  }
  if (!texts.scale.empty()) {
    const auto value = parseNumber(texts.scale);
    if (!value || *value < 0.5 || *value > largestScale)
      return fail(
          ErrorKind::usage,
          fmt::format("\"{}\" is not a scale; use a number from 0.5 to {}", texts.scale, largestScale),
          "--scale");
    scale = static_cast<float>(*value);
  }
  return {};
}

Status applyExport(const OptionTexts& texts, ExportOptions& options) {
  if (Status where = checkDestination(options); !where) return where;
  if (Status common = applyCommon(texts, options.common); !common) return common;
  if (Status size = applySize(texts, options.width, options.height, options.scale, 4); !size) return size;
  if (options.width * options.scale > kLargestSidePx || options.height * options.scale > kLargestSidePx)
    return fail(ErrorKind::usage,
                fmt::format("{}x{} at scale {} is larger than {} pixels a side; use a smaller size or scale",
                            options.width, options.height, options.scale, kLargestSidePx),
                "--size");
  if (!texts.dpi.empty()) {
    const auto dpi = parseNumber(texts.dpi);
    if (!dpi || *dpi < 1 || *dpi > 10'000 || *dpi != std::floor(*dpi))
      return fail(ErrorKind::usage,
                  "\"" + texts.dpi + "\" is not a resolution; use a whole number from 1 to 10000", "--dpi");
    options.dpi = static_cast<int>(*dpi);
  }
  options.basemap = !texts.noBasemap;
  options.labels = !texts.noLabels;
  options.pins = !texts.noPins;
  options.route = !texts.noRoute;
  options.relief = !texts.noRelief;
  return applyView(texts, options);
}

}  // namespace dateline::app

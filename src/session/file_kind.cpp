#include "session/file_kind.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>

#include "base/ascii.h"

namespace dateline::session {

FileKind fileKindOf(std::string_view path) {
  const std::string name = lowerAscii(path);
  for (const std::string_view story : {".story.geojson", ".story.json", ".jsonld"})
    if (name.ends_with(story)) return FileKind::story;
  static constexpr std::array<std::string_view, 19> kLayers = {
      ".geojson", ".json", ".topojson", ".shp", ".gpkg", ".fgb", ".kml", ".kmz",      ".gpx",     ".csv",
      ".tab",     ".mif",  ".gml",      ".tsv", ".mid",  ".dbf", ".shz", ".geojsonl", ".geojsons"};
  const std::string extension = std::filesystem::path(name).extension().string();
  return std::ranges::find(kLayers, extension) == kLayers.end() ? FileKind::article : FileKind::layer;
}

}  // namespace dateline::session

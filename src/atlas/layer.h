// atlas: boundary files -> geo::FeatureSet, safely. What needs GDAL is in a library of its own, the room gdal
// behind Reader. Knows no styles, tiles or windows.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "atlas/window.h"
#include "base/error.h"
#include "base/workers.h"
#include "geo/features.h"

namespace dateline::atlas {

struct LayerData {
  std::string name;    ///< the layer's name, else the file's stem
  std::string source;  ///< the path as given
  std::string crs;     ///< as found, "WGS 84 (assumed)" where it was missing
  std::shared_ptr<const geo::FeatureSet> features;
  Warnings warnings;
  geo::LngLatBox extent = {};  ///< of a part: that of the whole, where the file tells it; else empty
};

/// What is shown of a layer while it is read.
struct Previews {
  Window window;  ///< what the map shows: there they are less coarse
  /// Called while reading takes long, with what there is so far, much simplified and without attributes.
  std::function<void(LayerData)> show;
  /// When the first is due; each further one after three times as long.
  std::chrono::milliseconds after{250};
};

/// Which of GDAL's readers may have a file.
enum class Formats : std::uint8_t {
  sound,    ///< those that no file is known to end the program with
  all,      ///< in a process of its own
  plainKml  ///< the simpler one of KML alone, also there
};

struct OpenOptions {
  std::string sublayer = {};  ///< of a file with several layers; empty: all of them, put together
  std::uintmax_t maxBytes = 4ull << 30;
  std::uint64_t maxVertices = 200'000'000;
  std::uint64_t maxFeatures = 10'000'000;  ///< or, of a large file, as many as its bytes may be
  std::uintmax_t maxAttributeBytes = 4ull << 30;
  /// Where layers are kept as they were read, so that they open faster again; empty: nowhere.
  std::filesystem::path cacheFolder = {};
  CancelToken cancel = {};
  std::shared_ptr<std::atomic<float>> progress = nullptr;  ///< 0..1, written while reading
  std::optional<Previews> previews = {};
  Formats formats = Formats::sound;  ///< set by openLayer, which has the others read by another process
};

/// Reads a vector layer into memory as WGS 84 degrees. Safe for hostile files: regular files only,
/// allow-listed drivers (GeoJSON, GeoJSONSeq, TopoJSON, ESRI Shapefile, GPKG, FlatGeobuf, KML/LIBKML, GPX,
/// CSV, MapInfo File, GML), no environment options, limits. Any CRS is reprojected; a missing one is taken as
/// WGS 84 with a warning when the coordinates allow it, else an error. Invalid parts are skipped with counted
/// warnings. Errors name the file, what is wrong and what to do; that there is not enough memory is one too.
Result<LayerData> openLayer(const std::filesystem::path& path, const OpenOptions& options = {});

}  // namespace dateline::atlas

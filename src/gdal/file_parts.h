// The layers of a file that is read by the window, and what can be told of them at once. Inside gdal only.
#pragma once

#include <ogr_core.h>

#include <cstdint>
#include <vector>

#include "base/error.h"
#include "gdal/to_wgs84.h"
#include "geo/lnglat.h"

class GDALDataset;
class OGRLayer;

namespace dateline::gdal {

/// One of the file's layers.
struct FilePart {
  OGRLayer* layer = nullptr;
  SourceCrs crs = {};
  bool indexed = false;
  geo::LngLatBox box = {};     ///< of all of it, in its own coordinates; may be empty
  geo::LngLatBox extent = {};  ///< the same on Earth
  double features = 0;
  /// A feature that its box does not place: see SourceWindow. Those that an index of GDAL's own has found.
  struct Wide {
    std::uint64_t number = 0;  ///< GDAL's id
    geo::LngLatBox box = {};
  };
  std::vector<Wide> wide = {};
};

/// ErrorKind::invalid where its coordinates are no degrees and nothing says what they are.
Result<FilePart> partOf(OGRLayer& layer);

/// Finds what is wide by the index of a GeoPackage's table.
void findWide(GDALDataset& geoPackage, FilePart& part);

/// About what so many of its features take of memory beside their points.
double residentBytes(const FilePart& part, double features);
/// And the points of a file of that many bytes.
double residentBytes(std::uintmax_t fileBytes);

/// The index tells where the last feature lies; where the file ends before it, GDAL says nothing.
bool endsEarly(const FilePart& part);

geo::LngLatBox boxOf(const OGREnvelope& envelope);
/// False when either is empty.
bool holds(const geo::LngLatBox& outer, const geo::LngLatBox& inner);

}  // namespace dateline::gdal

#include "gdal/tally.h"

#include <algorithm>

namespace dateline::gdal {
namespace {

void warn(Warnings& warnings, int count, const char* message) {
  if (count > 0) warnings.push_back({.message = message, .count = count});
}

}  // namespace

void Tally::addTo(Warnings& warnings) const {
  warn(warnings, withoutGeometry, "features without a geometry were left out.");
  warn(warnings, unknownSystems,
       "features in coordinate systems that cannot be turned into WGS 84 were left out.");
  warn(warnings, invalidRings, "rings of fewer than three different points were left out.");
  warn(warnings, invalidLines, "lines of fewer than two points were left out.");
  warn(warnings, notNumbers, "coordinates that are not numbers were left out.");
  warn(
      warnings, static_cast<int>(std::min<std::uint64_t>(outside, 0x7fffffff)),
      "coordinates outside the world (latitudes beyond 90 degrees, or longitudes beyond 540) were left out.");
  warn(warnings, notReprojected,
       "coordinates that their coordinate system cannot place on Earth were left out.");
  warn(warnings, tooDeep, "collections nested more than 32 deep were left out.");
  warn(warnings, unknownGeometry, "geometries of an unknown type were left out.");
}

void Tally::add(const Tally& other) {
  withoutGeometry += other.withoutGeometry;
  unknownSystems += other.unknownSystems;
  invalidRings += other.invalidRings;
  invalidLines += other.invalidLines;
  notNumbers += other.notNumbers;
  notReprojected += other.notReprojected;
  tooDeep += other.tooDeep;
  unknownGeometry += other.unknownGeometry;
  points += other.points;
  outside += other.outside;
  swapped += other.swapped;
}

}  // namespace dateline::gdal

// What is left out of a layer while it is read. Inside gdal only.
#pragma once

#include <cstdint>

#include "base/error.h"

namespace dateline::gdal {

/// What was left out, by kind; becomes counted warnings.
struct Tally {
  int withoutGeometry = 0;
  int unknownSystems = 0;  ///< features in a coordinate system without a way to WGS 84
  int invalidRings = 0;
  int invalidLines = 0;
  int notNumbers = 0;
  int notReprojected = 0;
  int tooDeep = 0;
  int unknownGeometry = 0;
  std::uint64_t points = 0;
  std::uint64_t outside = 0;  ///< finite, and beyond what degrees can be
  std::uint64_t swapped = 0;  ///< of those, what could be a latitude and a longitude

  void add(const Tally& other);
  void addTo(Warnings& warnings) const;
};

}  // namespace dateline::gdal

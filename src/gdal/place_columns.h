// Which columns of a table hold its places. Inside gdal only.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace dateline::gdal {

struct PlaceColumns {
  std::string longitude, latitude;  ///< by their names
};

/// By a table's heading: of those that are called longitude and latitude (also lon, lng, long; lat; and in
/// other languages), else of those that end so (start_lon and start_lat, "GPS Latitude", decimalLatitude;
/// reclat beside reclong), else x and y, which often are metres or pixels beside them. Two of one kind, and
/// with one beginning, before any others. Nothing where one of the two is missing.
std::optional<PlaceColumns> placeColumns(const std::vector<std::string>& heading);

}  // namespace dateline::gdal

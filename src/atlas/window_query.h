// The statement that reads what of a table lies in a window. Inside atlas only.
#pragma once

#include <string>
#include <vector>

#include "atlas/postgis_table.h"

namespace dateline::atlas {

/// The boxes that a window of longitude and latitude is in the coordinates of the table; none: it cannot be
/// told, all is to be read.
std::vector<geo::LngLatBox> boxesOf(const PostgisTable& table, const geo::LngLatBox& window);

class WindowQuery {
 public:
  WindowQuery(const DatabaseAddress& address, const PostgisTable& table, const geo::LngLatBox& window);
  [[nodiscard]] std::string exact() const;
  /// Points that lie within `tolerance` (degrees of latitude) of the line without them are left out.
  [[nodiscard]] std::string simplified(double tolerance) const;

 private:
  [[nodiscard]] std::string select(const std::string& shape) const;
  std::string table_, column_, condition_;
  double unitsPerDegree_;
};

}  // namespace dateline::atlas

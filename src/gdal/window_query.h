// The statement that reads what of a table lies in a window. Inside gdal only.
#pragma once

#include <cstddef>
#include <string>

#include "gdal/postgis_table.h"

namespace dateline::gdal {

class WindowQuery {
 public:
  WindowQuery(const atlas::DatabaseAddress& address, const PostgisTable& table, const geo::LngLatBox& window);
  [[nodiscard]] std::string exact() const;
  /// Points that lie within `tolerance` (degrees of latitude) of the line without them are left out.
  [[nodiscard]] std::string simplified(double tolerance) const;

 private:
  [[nodiscard]] std::string select(const std::string& shape) const;
  std::string table_, column_, attributes_, condition_;
  double unitsPerDegree_;
};

/// The statement that counts the values of a column, at most `most` of them; NULL is none.
std::string valuesQuery(const atlas::DatabaseAddress& address, const PostgisTable& table,
                        const std::string& column, std::size_t most);

}  // namespace dateline::gdal

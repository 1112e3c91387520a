#include "gdal/window_query.h"

#include <fmt/format.h>

#include "gdal/window_boxes.h"

namespace dateline::gdal {
namespace {
constexpr int kLongestText = 5000;  // characters; more of a value is not shown

std::string asText(const std::string& column) {
  return fmt::format("left({}::text, {})", atlas::quotedIdentifier(column), kLongestText);
}

}  // namespace

WindowQuery::WindowQuery(const atlas::DatabaseAddress& address, const PostgisTable& table,
                         const geo::LngLatBox& window)
    : table_(address.quotedTable()),
      column_(atlas::quotedIdentifier(table.column) + (table.geography ? "::geometry" : "")),
      unitsPerDegree_(table.crs.unitsPerDegree) {
  const SourceWindow found = windowIn(table.crs, window);
  const auto meets = [&](const geo::LngLatBox& box) {
    return fmt::format("{} && ST_MakeEnvelope({:.12g}, {:.12g}, {:.12g}, {:.12g}, {})", column_, box.minX,
                       box.minY, box.maxX, box.maxY, table.srid);
  };
  for (const geo::LngLatBox& box : found.boxes)
    condition_ += (condition_.empty() ? " WHERE " : " OR ") + meets(box);
  if (!condition_.empty())
    condition_ += fmt::format(" OR ({0} AND ST_XMax({1}) - ST_XMin({1}) > {2:.12g})",
                              meets(found.fromEquator()), column_, found.halfWay);
  if (table.mixed) {
    const std::string system = fmt::format("ST_SRID({}) = {}", column_, table.srid);
    condition_ = condition_.empty() ? " WHERE " + system
                                    : fmt::format(" WHERE {} AND ({})", system, condition_.substr(7));
  }
  for (const std::string& name : table.attributes)
    attributes_ += fmt::format(", {} AS {}", asText(name), atlas::quotedIdentifier(name));
}

std::string WindowQuery::select(const std::string& shape) const {
  return fmt::format("SELECT {} AS dateline_shape{} FROM {}{}", shape, attributes_, table_, condition_);
}

std::string WindowQuery::exact() const {
  return select(column_);
}

std::string WindowQuery::simplified(double tolerance) const {
  return select(fmt::format("ST_Simplify({}, {:.12g}, true)", column_, tolerance * unitsPerDegree_));
}

std::string valuesQuery(const atlas::DatabaseAddress& address, const PostgisTable& table,
                        const std::string& column, std::size_t most) {
  const std::string shape = atlas::quotedIdentifier(table.column) + (table.geography ? "::geometry" : "");
  // A shape without a box is none, or empty; the server keeps that of a large one at hand.
  return fmt::format(
      "SELECT {} AS value, count(*) AS number FROM {} WHERE {} IS NOT NULL AND Box2D({}) IS NOT NULL GROUP "
      "BY "
      "1 LIMIT {}",
      asText(column), address.quotedTable(), atlas::quotedIdentifier(column), shape, most);
}

}  // namespace dateline::gdal

#include "gdal/postgis_systems.h"

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cstdlib>

#include "gdal/sublayers.h"

namespace dateline::gdal {
namespace {

constexpr int kLookedAt = 100'000;  // shapes: a fraction of a second

/// Shapes of one system; 0 is none.
struct Shapes {
  int srid = 0;
  int all = 0;
  int beside = 0;   ///< the world, as degrees
  int swapped = 0;  ///< of these, what could be a latitude and a longitude
};

/// 0 where it takes shapes of any.
int declaredSrid(GDALDataset& dataset, const atlas::DatabaseAddress& address, const PostgisTable& table) {
  if (table.geography) return 4326;
  const std::vector<QueryRow> rows = rowsOf(
      dataset, fmt::format("SELECT postgis_typmod_srid(atttypmod)::int FROM pg_attribute WHERE attrelid = "
                           "to_regclass({}) AND attname = {}",
                           atlas::quotedText(address.quotedTable()), atlas::quotedText(table.column)));
  return rows.empty() ? 0 : std::atoi(rows.front().front().c_str());
}

/// The commonest first. To PostgreSQL what is not a number is more than any that is.
std::vector<Shapes> shapesIn(GDALDataset& dataset, const atlas::DatabaseAddress& address,
                             const PostgisTable& table) {
  const std::string beside = "ST_YMin(g) > 90 OR ST_YMax(g) < -90 OR ST_XMin(g) > 540 OR ST_XMax(g) < -540";
  const std::string swapped =
      "ST_YMin(g) >= -180 AND ST_YMax(g) <= 180 AND ST_XMin(g) >= -90 AND ST_XMax(g) <= 90";
  const std::string column = atlas::quotedIdentifier(table.column) + (table.geography ? "::geometry" : "");
  // Without names of their own GDAL would take the counts for one column.
  const std::string statement = fmt::format(
      "SELECT ST_SRID(g)::int AS system, count(*)::int AS shapes, count(*) FILTER (WHERE {0})::int AS "
      "beside, "
      "count(*) FILTER (WHERE ({0}) AND {1})::int AS swapped FROM (SELECT {2} AS g FROM {3} WHERE {2} IS NOT "
      "NULL LIMIT {4}) AS looked GROUP BY 1 ORDER BY 2 DESC, 1",
      beside, swapped, column, address.quotedTable(), kLookedAt);
  std::vector<Shapes> found;
  for (const QueryRow& row : rowsOf(dataset, statement)) {
    const auto number = [&](std::size_t i) { return std::atoi(row[i].c_str()); };
    found.push_back({number(0), number(1), number(2), number(3)});
  }
  return found;
}

/// Behind a view may stand anything, however slow.
bool isTable(GDALDataset& dataset, const atlas::DatabaseAddress& address) {
  return !rowsOf(dataset, fmt::format("SELECT relkind::text FROM pg_class WHERE oid = to_regclass({}) AND "
                                      "relkind IN ('r', 'm', 'p')",
                                      atlas::quotedText(address.quotedTable())))
              .empty();
}

std::string nameOf(int srid) {
  return srid > 0 ? fmt::format("SRID {}", srid) : "no SRID";
}

void tellOthers(const std::vector<Shapes>& found, PostgisTable& table) {
  std::string names;
  int others = 0;
  for (const Shapes& shapes : found) {
    if (shapes.srid == table.srid) continue;
    names += (names.empty() ? "" : ", ") + nameOf(shapes.srid);
    others += shapes.all;
  }
  table.mixed = others > 0;
  if (table.mixed)
    table.warnings.push_back(
        {.message = fmt::format("features of other coordinate systems ({}) than most of the "
                                "table ({}) are left out.",
                                names, nameOf(table.srid)),
         .count = others});
}

}  // namespace

Status findCrs(GDALDataset& dataset, const atlas::DatabaseAddress& address, PostgisTable& table) {
  const int declared = declaredSrid(dataset, address, table);
  std::vector<Shapes> found;
  if (declared == 0 || isTable(dataset, address)) {
    found = shapesIn(dataset, address, table);
    if (found.empty()) table.warnings.push_back({"the table holds no shapes: nothing is drawn."});
  }
  table.srid = declared > 0 || found.empty() ? declared : found.front().srid;
  const std::vector<QueryRow> rows =
      rowsOf(dataset, fmt::format("SELECT srtext FROM spatial_ref_sys WHERE srid = {}", table.srid));
  OGRSpatialReference crs;
  const bool named = !rows.empty() && crs.importFromWkt(rows.front().front().c_str()) == OGRERR_NONE;
  Result<SourceCrs> source = sourceCrs(named ? &crs : nullptr);
  if (!source) return fail(source.error().kind, source.error().message, address.shown());
  table.crs = std::move(*source);
  tellOthers(found, table);
  const auto own = std::ranges::find(found, table.srid, &Shapes::srid);
  const Shapes shapes = own != found.end() ? *own : Shapes{};
  if (table.crs.assumed) {
    if (2 * shapes.beside > shapes.all) {
      const Error error =
          notOnEarth({.driver = "PostgreSQL", .swapped = 2 * shapes.swapped > shapes.beside}).value();
      return fail(error.kind, error.message, address.shown());
    }
    table.warnings.push_back(
        {"the table does not name its coordinate system: WGS 84 longitude and latitude is assumed."});
  }
  if (table.crs.transformation == nullptr && shapes.beside > 0)
    table.warnings.push_back(
        {.message = "features outside the world (latitudes beyond 90 degrees, longitudes beyond 540, or no "
                    "numbers) are left out.",
         .count = shapes.beside});
  return {};
}

}  // namespace dateline::gdal

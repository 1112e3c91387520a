#include "gdal/postgis_table.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "gdal/postgis_systems.h"

namespace dateline::gdal {
namespace {

using Row = QueryRow;

std::string listed(const std::vector<Row>& rows) {
  std::string names;
  for (const Row& row : rows) names += (names.empty() ? "" : ", ") + row.front();
  return names;
}

int numberOf(const std::vector<Row>& rows) {
  return rows.empty() || rows.front().empty() ? 0 : std::atoi(rows.front().front().c_str());
}

std::string lookedUp(const atlas::DatabaseAddress& address) {
  return fmt::format("to_regclass({})", atlas::quotedText(address.quotedTable()));
}

Error noSuchTable(GDALDataset& dataset, const atlas::DatabaseAddress& address) {
  const std::string names = listed(rowsOf(
      dataset,
      "SELECT f_table_schema || '.' || f_table_name FROM (SELECT f_table_schema, f_table_name FROM "
      "geometry_columns UNION SELECT f_table_schema, f_table_name FROM geography_columns) AS found WHERE "
      "f_table_schema NOT IN ('tiger', 'topology') ORDER BY 1 LIMIT 20"));
  return {
      ErrorKind::notFound,
      fmt::format("the data base has no table {} that this user may see (upper and lower case differ): {}",
                  address.quotedTable(),
                  names.empty() ? "none there has geometry." : "those with geometry are " + names + "."),
      address.shown()};
}

Error noGeometry(GDALDataset& dataset, const atlas::DatabaseAddress& address,
                 const std::vector<Row>& columns) {
  if (!columns.empty())
    return {ErrorKind::notFound,
            fmt::format("the table has no column \"{}\" of geometry: it has {}.", address.geometryColumn,
                        listed(columns)),
            address.shown()};
  const bool postgis = numberOf(rowsOf(dataset,
                                       "SELECT count(*)::int FROM pg_extension WHERE extname = "
                                       "'postgis'")) > 0;
  return {ErrorKind::invalid,
          postgis ? "the table has no column of geometry: nothing can be drawn."
                  : "PostGIS is not installed in this data base: its owner does so with CREATE EXTENSION "
                    "postgis.",
          address.shown()};
}

/// The table's column of geometry, by the catalogue alone.
Status findColumn(GDALDataset& dataset, const atlas::DatabaseAddress& address, PostgisTable& table) {
  const std::vector<Row> columns = rowsOf(
      dataset, fmt::format("SELECT a.attname::text, t.typname::text FROM pg_attribute a JOIN pg_type t ON "
                           "t.oid = a.atttypid WHERE a.attrelid = {} AND a.attnum > 0 AND NOT a.attisdropped "
                           "AND t.typname IN ('geometry', 'geography') ORDER BY a.attnum",
                           lookedUp(address)));
  const auto chosen = std::find_if(columns.begin(), columns.end(), [&](const Row& row) {
    return address.geometryColumn.empty() || row[0] == address.geometryColumn;
  });
  if (chosen == columns.end()) return tl::make_unexpected(noGeometry(dataset, address, columns));
  table.column = (*chosen)[0];
  table.geography = (*chosen)[1] == "geography";
  if (address.geometryColumn.empty() && columns.size() > 1)
    table.warnings.push_back({fmt::format("the table has several columns of geometry ({}); {} is drawn",
                                          listed(columns), table.column)});
  return {};
}

/// Pictures and raw bytes are no text.
void findAttributes(GDALDataset& dataset, const atlas::DatabaseAddress& address, PostgisTable& table) {
  for (const Row& row : rowsOf(
           dataset, fmt::format("SELECT a.attname::text, (t.typcategory = 'N' AND t.typname <> "
                                "'money')::text FROM pg_attribute a JOIN pg_type t ON t.oid = "
                                "a.atttypid WHERE a.attrelid = {} AND a.attnum > 0 AND NOT a.attisdropped "
                                "AND t.typname NOT IN ('geometry', 'geography', 'raster', 'bytea') ORDER BY "
                                "a.attnum",
                                lookedUp(address)))) {
    table.attributes.push_back(row.front());
    if (row.back() == "true") table.numbers.push_back(row.front());
  }
}

}  // namespace

/// As ANALYZE left it; asking the table itself would read all of it. Without statistics the server calls the
/// question an error, so these are looked for first.
Status findExtent(GDALDataset& dataset, const atlas::DatabaseAddress& address, PostgisTable& table) {
  const GdalMessages silence;
  const std::vector<Row> rows = rowsOf(
      dataset,
      fmt::format(
          "SELECT ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e) FROM (SELECT "
          "ST_EstimatedExtent(s.schemaname, s.tablename, s.attname) AS e FROM pg_stats s JOIN "
          "pg_namespace n ON n.nspname = s.schemaname JOIN pg_class c ON c.relnamespace = n.oid "
          "AND c.relname = s.tablename WHERE c.oid = {} AND s.attname = {} AND NOT s.inherited) AS found",
          lookedUp(address), atlas::quotedText(table.column)));
  if (silence.failed()) return unreadable(address, silence);
  if (rows.empty() || rows.front().size() != 4 || rows.front()[0].empty()) return {};
  std::array<double, 4> at{};
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = std::atof(rows.front()[i].c_str());
  std::array<double, 4> x = {at[0], at[2], at[0], at[2]}, y = {at[1], at[1], at[3], at[3]};
  if (table.crs.transformation != nullptr) {
    const std::vector<char> good = transformed(*table.crs.transformation, x, y);
    if (std::ranges::count(good, 1) < std::ssize(good)) return {};
  }
  for (std::size_t i = 0; i < x.size(); ++i)
    table.extent.add(geo::LngLat{x[i], std::clamp(y[i], -90.0, 90.0)});
  return {};
}

namespace {

/// What libpq and the server say, on one line and without a password.
std::string saying(const GdalMessages& messages) {
  return atlas::withoutPassword(messages.lastFailure());
}

}  // namespace

std::vector<QueryRow> rowsOf(GDALDataset& dataset, const std::string& statement) {
  std::vector<QueryRow> rows;
  const QueryResult result(dataset, statement);
  if (!result) return rows;
  while (const OGRFeatureUniquePtr feature{result->GetNextFeature()}) {
    QueryRow& row = rows.emplace_back();
    for (int field = 0; field < feature->GetFieldCount(); ++field)
      row.emplace_back(feature->IsFieldSetAndNotNull(field) ? feature->GetFieldAsString(field) : "");
  }
  return rows;
}

QueryResult::QueryResult(GDALDataset& dataset, const std::string& statement)
    : dataset_(dataset), layer_(dataset.ExecuteSQL(statement.c_str(), nullptr, nullptr)) {}
QueryResult::~QueryResult() {
  if (layer_ != nullptr) dataset_.ReleaseResultSet(layer_);
}

void run(GDALDataset& dataset, const std::string& statement) {
  const QueryResult ignored(dataset, statement);
}

Result<PostgisTable> findTable(GDALDataset& dataset, const atlas::DatabaseAddress& address) {
  const GdalMessages messages;
  PostgisTable table;
  // GDAL gives rows only of what is selected FROM something.
  const std::vector<Row> found = rowsOf(
      dataset, fmt::format("SELECT found::text FROM (SELECT {} AS found) AS looked", lookedUp(address)));
  if (messages.failed()) return unreadable(address, messages);
  if (found.empty() || found.front().front().empty())
    return tl::make_unexpected(noSuchTable(dataset, address));
  if (Status column = findColumn(dataset, address, table); !column)
    return tl::make_unexpected(column.error());
  if (Status crs = findCrs(dataset, address, table); !crs) return tl::make_unexpected(crs.error());
  findAttributes(dataset, address, table);
  if (messages.failed()) return unreadable(address, messages);
  return table;
}

tl::unexpected<Error> unreadable(const atlas::DatabaseAddress& address, const GdalMessages& messages) {
  const std::string said = saying(messages);
  const bool forbidden = said.find("permission denied") != std::string::npos;
  return fail(ErrorKind::unreadable,
              (forbidden ? "this user may not read the table: its owner can GRANT SELECT on it."
                         : "the table could not be read.") +
                  said,
              address.shown());
}

tl::unexpected<Error> refusedConnection(const atlas::DatabaseAddress& address, const GdalMessages& messages) {
  const std::string said = saying(messages);
  const auto says = [&](const char* words) { return said.find(words) != std::string::npos; };
  const char* what = "there is no connection to the data base: check the address.";
  if (says("password authentication failed") || says("no password supplied"))
    what =
        "the server does not accept the user and the password: check both (the password may stand in the "
        "address, in PGPASSWORD or in ~/.pgpass).";
  else if (says("timeout expired") || says("Connection refused") || says("No route to host") ||
           says("could not translate host name") || says("No such file or directory"))
    what = "the server does not answer: check the host and the port, and that it runs.";
  return fail(ErrorKind::unreadable, what + said, address.shown());
}

}  // namespace dateline::gdal

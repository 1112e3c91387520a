// What is to be known of a PostGIS table before it is read, and how the server's refusals are told. Inside
// atlas only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "atlas/database_address.h"
#include "gdal/gdal_setup.h"
#include "gdal/to_wgs84.h"
#include "geo/lnglat.h"

class OGRLayer;

namespace dateline::gdal {

/// The rows of a statement; gives them back when it goes.
class QueryResult {
 public:
  QueryResult(GDALDataset& dataset, const std::string& statement);
  ~QueryResult();
  QueryResult(const QueryResult&) = delete;
  QueryResult& operator=(const QueryResult&) = delete;
  explicit operator bool() const { return layer_ != nullptr; }
  OGRLayer* operator->() const { return layer_; }

 private:
  GDALDataset& dataset_;
  OGRLayer* layer_;
};

using QueryRow = std::vector<std::string>;
/// All rows as text; NULL is empty. For questions with few answers.
std::vector<QueryRow> rowsOf(GDALDataset& dataset, const std::string& statement);
/// Runs a statement whose rows do not matter.
void run(GDALDataset& dataset, const std::string& statement);

struct PostgisTable {
  std::string column;      ///< of geometry
  bool geography = false;  ///< a geography column: degrees, cast to geometry
  int srid = 0;            ///< 0: the server knows none
  bool mixed = false;      ///< some shapes are in other systems, which are left out
  SourceCrs crs;
  std::vector<std::string> attributes;  ///< names of the columns that are text or can be told as text
  std::vector<std::string> numbers;     ///< those among them that are of numbers
  geo::LngLatBox extent;                ///< as the statistics know; may be empty
  Warnings warnings;
};

/// ErrorKind::notFound, ErrorKind::invalid (not PostGIS, no geometry), ErrorKind::unreadable.
Result<PostgisTable> findTable(GDALDataset& dataset, const atlas::DatabaseAddress& address);

/// Fills in the extent, where the server's statistics know it. After an error the connection is of no more
/// use.
Status findExtent(GDALDataset& dataset, const atlas::DatabaseAddress& address, PostgisTable& table);

/// What the server said when a statement failed.
tl::unexpected<Error> unreadable(const atlas::DatabaseAddress& address, const GdalMessages& messages);
/// What it, or the network, said when there was no connection.
tl::unexpected<Error> refusedConnection(const atlas::DatabaseAddress& address, const GdalMessages& messages);

}  // namespace dateline::gdal

#include "atlas/windowed_source.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <optional>

#include "atlas/feature_collector.h"
#include "atlas/gdal_setup.h"
#include "atlas/postgis_table.h"
#include "atlas/window_query.h"

namespace dateline::atlas {
namespace {

constexpr std::uint32_t kLookEvery = 16;
/// A path, a feature and what the map keeps of them.
constexpr std::uintmax_t kBytesOfPoint = 18, kBytesOfPath = 120, kBytesOfFeature = 160;

constexpr const char* kDatabaseDriver[] = {"PostgreSQL", nullptr};
/// Without it GDAL would look at every table of the data base.
constexpr const char* kDatabaseOptions[] = {"TABLES=dateline", nullptr};

/// For the whole connection. Read-only: whatever a name holds, nothing can be changed. The time is that of
/// one batch of features.
constexpr const char* kSettings =
    "SET default_transaction_read_only = on; SET standard_conforming_strings = on; SET statement_timeout = "
    "'60s'";

std::uintmax_t bytesOf(const geo::FeatureSet& set, std::uint64_t points) {
  return points * kBytesOfPoint + set.paths.size() * kBytesOfPath + set.features.size() * kBytesOfFeature;
}

/// Null when there is no connection.
DatasetHandle connect(const DatabaseAddress& address) {
  DatasetHandle dataset(GDALDataset::Open(("PG:" + connectionString(address)).c_str(),
                                          GDAL_OF_VECTOR | GDAL_OF_READONLY, kDatabaseDriver,
                                          kDatabaseOptions, nullptr));
  if (dataset) run(*dataset, kSettings);
  return dataset;
}

}  // namespace

struct WindowedSource::Connection {
  DatabaseAddress address;
  DatasetHandle dataset;
  PostgisTable table;

  /// Reads what the query gives; `cut` tells whether it was more than may be kept.
  Result<WindowData> read(const std::string& query, const WindowLimits& limits) const;
};

Result<WindowData> WindowedSource::Connection::read(const std::string& query,
                                                    const WindowLimits& limits) const {
  const GdalMessages messages;
  const QueryResult result(*dataset, query);
  if (!result) return unreadable(address, messages);
  auto set = std::make_shared<geo::FeatureSet>();
  FeatureCollector collector(*set);
  collector.setTransformation(table.transformation.get());
  std::uint32_t row = 0;
  WindowData data;
  while (const OGRFeatureUniquePtr feature{result->GetNextFeature()}) {
    if (row % kLookEvery == 0 && limits.cancel.cancelled())
      return fail(ErrorKind::cancelled, "reading was stopped.");
    if (const OGRGeometry* geometry = feature->GetGeometryRef()) collector.add(*geometry, row);
    ++row;
    if (collector.batchFull()) collector.flush();
    data.cut = bytesOf(*set, collector.vertices()) > limits.bytes;
    if (data.cut) break;
  }
  collector.setTransformation(nullptr);
  if (messages.failed()) return unreadable(address, messages);
  data.layer = {.name = address.table, .source = address.shown(), .crs = table.crsName, .features = set};
  data.layer.warnings = table.warnings;
  collector.tally.addTo(data.layer.warnings);
  return data;
}

WindowedSource::WindowedSource(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
WindowedSource::~WindowedSource() {
  const GdalMessages silence;  // that the server is gone has been told
  connection_.reset();
}

Result<std::unique_ptr<WindowedSource>> WindowedSource::open(const DatabaseAddress& address) {
  initialise();
  const GdalMessages messages;
  auto connection = std::make_unique<Connection>();
  connection->address = address;
  connection->dataset = connect(address);
  if (!connection->dataset) return refusedConnection(address, messages);
  Result<PostgisTable> table = findTable(*connection->dataset, address);
  if (!table) return tl::make_unexpected(table.error());
  connection->table = std::move(*table);
  if (!findExtent(*connection->dataset, address, connection->table)) {
    connection->dataset = connect(address);
    if (!connection->dataset) return refusedConnection(address, messages);
  }
  return std::unique_ptr<WindowedSource>(new WindowedSource(std::move(connection)));
}

const std::string& WindowedSource::name() const {
  return connection_->address.table;
}
const geo::LngLatBox& WindowedSource::extent() const {
  return connection_->table.extent;
}

Result<WindowData> WindowedSource::read(const Window& window, const WindowLimits& limits) {
  const WindowQuery query(connection_->address, connection_->table, window.box);
  Result<WindowData> exact = connection_->read(query.exact(), limits);
  if (!exact || !exact->cut || window.tolerance <= 0) return exact;
  exact->layer.features.reset();  // two of them need not be in memory
  Result<WindowData> simple = connection_->read(query.simplified(window.tolerance), limits);
  if (simple) simple->simplified = true;
  return simple;
}

Status WindowedSource::ping() {
  const GdalMessages messages;
  run(*connection_->dataset, "SELECT 1");
  if (messages.failed()) return unreadable(connection_->address, messages);
  return {};
}

}  // namespace dateline::atlas

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <tuple>

#include "gdal/attribute_values.h"
#include "gdal/feature_batches.h"
#include "gdal/gdal_setup.h"
#include "gdal/postgis_table.h"
#include "gdal/sources.h"
#include "gdal/window_collector.h"
#include "gdal/window_query.h"

// Tables of PostGIS, read by the window.

namespace dateline::gdal {
namespace {

constexpr std::uint32_t kCancelLook = 16;

constexpr const char* kDatabaseDriver[] = {"PostgreSQL", nullptr};
/// Without it GDAL would look at every table of the data base.
constexpr const char* kDatabaseOptions[] = {"TABLES=dateline", nullptr};

/// For the whole connection. Read-only: whatever a name holds, nothing can be changed. The time is that of
/// one batch of features.
constexpr const char* kSettings =
    "SET default_transaction_read_only = on; SET standard_conforming_strings = on; SET statement_timeout = "
    "'60s'";

/// Null when there is no connection.
DatasetHandle connect(const atlas::DatabaseAddress& address) {
  DatasetHandle dataset(GDALDataset::Open(("PG:" + atlas::connectionString(address)).c_str(),
                                          GDAL_OF_VECTOR | GDAL_OF_READONLY, kDatabaseDriver,
                                          kDatabaseOptions, nullptr));
  if (dataset) run(*dataset, kSettings);
  return dataset;
}

class TableSource final : public atlas::WindowedSource {
 public:
  explicit TableSource(atlas::DatabaseAddress address) : address_(std::move(address)) {}
  ~TableSource() override {
    const GdalMessages silence;  // that the server is gone has been told
    table_ = {};
    dataset_.reset();
  }

  Status connectAndLook();
  [[nodiscard]] const std::string& name() const override { return address_.table; }
  [[nodiscard]] const geo::LngLatBox& extent() const override { return table_.extent; }
  Result<atlas::WindowData> read(const atlas::Window& window, const atlas::WindowLimits& limits) override;
  Result<atlas::AttributeValues> valuesOf(const std::string& attribute, const CancelToken& cancel) override;
  Status ping() override;

 private:
  /// What the query gives.
  [[nodiscard]] Result<atlas::WindowData> read(const std::string& query, WindowCollector& collector,
                                               const CancelToken& cancel) const;

  atlas::DatabaseAddress address_;
  DatasetHandle dataset_;
  PostgisTable table_;
};

Status TableSource::connectAndLook() {
  const GdalMessages messages;
  dataset_ = connect(address_);
  if (!dataset_) return refusedConnection(address_, messages);
  Result<PostgisTable> table = findTable(*dataset_, address_);
  if (!table) return tl::make_unexpected(table.error());
  table_ = std::move(*table);
  if (findExtent(*dataset_, address_, table_)) return {};
  dataset_ = connect(address_);
  if (!dataset_) return refusedConnection(address_, messages);
  return {};
}

Result<atlas::WindowData> TableSource::read(const atlas::Window& window, const atlas::WindowLimits& limits) {
  using enum WindowCollector::Begin;
  const WindowQuery query(address_, table_, window.box);
  {
    WindowCollector collector(window, limits.bytes, exactAlone);
    Result<atlas::WindowData> data = read(query.exact(), collector, limits.cancel);
    if (!data || !data->cut || window.tolerance <= 0) return data;
  }  // two of them need not be in memory
  WindowCollector collector(window, limits.bytes, thinned);
  return read(query.simplified(window.tolerance), collector, limits.cancel);
}

Result<atlas::WindowData> TableSource::read(const std::string& query, WindowCollector& collector,
                                            const CancelToken& cancel) const {
  const GdalMessages messages;
  const QueryResult result(*dataset_, query);
  if (!result) return unreadable(address_, messages);
  collector.beginLayer(*result->GetLayerDefn(), table_.crs.transformation.get());
  std::uint32_t row = 0;
  FeatureBatches batches([&collector](const OGRFeature& feature) { return collector.add(feature); });
  while (OGRFeatureUniquePtr feature{result->GetNextFeature()}) {
    if (row++ % kCancelLook == 0 && cancel.cancelled())
      return fail(ErrorKind::cancelled, "reading was stopped.");
    if (!batches.add(std::move(feature))) break;
  }
  std::ignore = batches.finish();  // the collector knows what was left out
  collector.endLayer();
  if (messages.failed()) return unreadable(address_, messages);
  return collector.finish({.name = address_.table,
                           .source = address_.shown(),
                           .crs = table_.crs.name,
                           .features = nullptr,
                           .warnings = table_.warnings});
}

Result<atlas::AttributeValues> TableSource::valuesOf(const std::string& attribute,
                                                     const CancelToken& cancel) {
  const std::vector<std::string>& all = table_.attributes;
  if (std::find(all.begin(), all.end(), attribute) == all.end()) return noSuchAttribute(attribute, all);
  const GdalMessages messages;
  const QueryResult result(*dataset_, valuesQuery(address_, table_, attribute, kMostValues + 1));
  if (!result) return unreadable(address_, messages);
  atlas::AttributeValues values{.numeric =
                                    std::ranges::find(table_.numbers, attribute) != table_.numbers.end()};
  TextFaults ignored;
  while (const OGRFeatureUniquePtr feature{result->GetNextFeature()}) {
    if (cancel.cancelled()) return fail(ErrorKind::cancelled, "reading was stopped.");
    values.counts.emplace_back(attributeText(*feature, 0, ignored),
                               static_cast<std::uint64_t>(feature->GetFieldAsInteger64(1)));
  }
  if (messages.failed()) return unreadable(address_, messages);
  if (values.counts.size() > kMostValues) return tooManyValues(attribute);
  return values;
}

Status TableSource::ping() {
  const GdalMessages messages;
  run(*dataset_, "SELECT 1");
  if (messages.failed()) return unreadable(address_, messages);
  return {};
}

}  // namespace

Result<std::unique_ptr<atlas::WindowedSource>> openTable(const atlas::DatabaseAddress& address) {
  auto source = std::make_unique<TableSource>(address);
  if (Status ok = source->connectAndLook(); !ok) return tl::make_unexpected(ok.error());
  return source;
}

}  // namespace dateline::gdal
